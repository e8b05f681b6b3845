"""Decisions among proposed entities: `decide`, its rules, and `trace` which shows them.

Everything that a finder says is a proposal. `vntext.decide.decide` is the one place that makes
entities of them: by the rules of `vntext.decide.rules` for the spans of the package's tagger, then
by one policy for overlaps. ``data/decide/rules.toml`` says what each rule does, with examples.
"""

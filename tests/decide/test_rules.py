"""Each rule: its examples and counter-examples, and that it keeps off what a user says."""

import pytest

from vntext import Lexicon, Pipeline
from vntext.decide.rules import RULES, rule_table
from vntext.entities.types import Found

from .marked import decided, read, write

TABLE = rule_table()
EXAMPLES = [(rule, *pair) for rule, row in TABLE.items() for pair in row["examples"]]
COUNTER = [(rule, text) for rule, row in TABLE.items() for text in row["counter"]]


def sentences_for(rule, marked):
    """A title is lonely in nearly every example: only its own rule looks at sentences."""
    return {} if rule in ("lonely-title", "sentence-end") else {"sentences": None}


@pytest.mark.parametrize(("rule", "given", "expected"), EXAMPLES)
def test_examples(rule, given, expected):
    changes = []
    got, final = decided(given, changes=changes, **sentences_for(rule, given))
    assert got == expected
    assert rule in {c.rule for c in changes}
    touched = {c.after for c in changes if c.after is not None}
    assert all(f.rule == "tagger" for f in final if f not in touched)
    assert all(f.rule in TABLE for f in touched)


@pytest.mark.parametrize(("rule", "marked"), COUNTER)
def test_counter_examples(rule, marked):
    got, final = decided(marked, **sentences_for(rule, marked))
    assert got == marked
    assert {f.rule for f in final} <= {"tagger"}


def test_every_rule_has_a_row_with_examples_and_counter_examples():
    names = {rule.__name__.replace("_", "-") for rule in RULES}
    # one function reads what ends inside a word, and two verdicts come of it
    assert names | {"half-word", "lonely-title", "sentence-end", "code"} == set(TABLE)
    for row in TABLE.values():
        assert row["says"].endswith(".")
        assert row["examples"]
        assert row["counter"]


class Own:
    """A tagger of the user: the spans of a marked text."""

    def __init__(self, marked):
        self.marked = marked

    def tag(self, batch):
        text, found = read(self.marked)
        assert batch.text == text
        return [Found(f.start, f.end, f.label, "own", 0.5) for f in found]


@pytest.mark.parametrize(("rule", "given", "expected"), EXAMPLES)
def test_spans_of_a_tagger_of_the_user_stay_as_they_are(rule, given, expected):
    text, _ = read(given)
    doc = Pipeline(tagger=Own(given)).analyze(text)
    own = [e for e in doc.entities if e.label not in ("LAW", "DATE")]
    assert write(text, own) == given != expected
    assert {(e.rule, e.score) for e in own} <= {("own", 0.5)}


KINDS = {"PERSON": "people", "ORG": "organizations", "LOC": "places"}


@pytest.mark.parametrize(("rule", "given", "expected"), EXAMPLES)
def test_what_a_lexicon_says_is_not_mended(rule, given, expected):
    """Titles aside: those of a lexicon count where the sentence names a person, as it says."""
    text, found = read(given)
    rows = {}
    for f in found:
        if f.label in KINDS:
            rows.setdefault(KINDS[f.label], []).append(text[f.start : f.end])
    doc = Pipeline(lexicon=Lexicon(**rows)).analyze(text)
    said = {(e.text, e.label) for e in doc.entities if e.rule == "lexicon"}
    wanted = [(text[f.start : f.end], f.label) for f in found if f.label in KINDS]
    # an entry is a whole token: no lexicon can say half a name that a hyphen or a stop joins
    assert said >= {pair for pair in wanted if pair[0] + "-sik" not in text}


def test_scores_say_who_is_sure():
    _, final = decided("[TITLE Giám đốc [ORG Học viện Báo chí]] và Tuyên truyền", sentences=None)
    assert [(f.label, f.rule, f.score) for f in final] == [
        ("TITLE", "body-end", 0.75),
        ("ORG", "body-end", 1.0),
    ]

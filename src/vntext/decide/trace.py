"""Which rule decided what: the decisions of one text, for whoever wonders about a span."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vntext.decide.case import Change
    from vntext.entities.types import Found

__all__ = ["Step", "trace"]


class Step(NamedTuple):
    """What a rule did in a text.

    Attributes:
        rule: Name of the rule; ``"overlap"`` where another span stood in the way.
        before: Label and words of the span as proposed; empty where the rule made it.
        after: Label and words of the span as decided; empty where it is none.
    """

    rule: str
    before: str
    after: str


def trace(text: str) -> list[Step]:
    """Shows what the rules make of the spans of the package's tagger.

    Args:
        text: Any text.

    Returns:
        One step for every span that a rule changed or dropped, in the order of the text, then for
        those that rules made, for carried names and lonely titles, and for what went because of an
        overlap.

    Example:
        >>> for step in trace("Ông An thăm Hà Giang. Ảnh: T.L"):
        ...     print(step.rule, "|", step.before, "|", step.after or "-")
        credit | PERSON T.L | -
    """
    from vntext.decide.decide import decide
    from vntext.entities.byline import find_authors
    from vntext.entities.dates import find_dates
    from vntext.entities.tagger import TableTagger
    from vntext.entities.types import Found, TaggerInput
    from vntext.legal.find import find_references
    from vntext.roles.assign import assign_roles
    from vntext.spans import Spans
    from vntext.split.paragraphs import find_paragraphs
    from vntext.split.protect import iter_protected
    from vntext.split.sentences import split_sentences
    from vntext.text.unicode import normalized_twin
    from vntext.words.bare import with_accents
    from vntext.words.segmenter import TableSegmenter

    text = normalized_twin(text).text
    protected = list(iter_protected(text))
    columns = Spans.of((p.start, p.end) for p in protected)
    sentences = [(a, b) for a, b, _ in split_sentences(text, protected)]
    words = TableSegmenter().segment(text, columns)
    grammars = [
        Found(r.start, r.end, "LAW", r.rule) for r in find_references(text) if r.end > r.start
    ]
    grammars += [Found(d.start, d.end, "DATE", d.rule) for d in find_dates(text)]
    lines = find_paragraphs(text).pairs()
    roles = assign_roles(text, lines)
    authors = [
        f for (a, b), (role, _) in zip(lines, roles, strict=True) if role == "byline"
        for f in find_authors(text, a, b)
    ]  # fmt: skip
    whole = Spans.of([(0, len(text))]) if text else Spans.of([])
    read = with_accents(text)
    tagged = TableTagger().tag(
        TaggerInput(read, whole, Spans.of(sentences), columns, [*grammars, *authors], words)
    )
    changes: list[Change] = []
    final = decide(
        read,
        tagged,
        words,
        sentences,
        grammars=grammars,
        authors=authors,
        documents=[0],
        changes=changes,
    )
    return steps(text, [*grammars, *authors, *tagged], changes, final)


def steps(
    text: str, proposed: list[Found], changes: list[Change], final: list[Found]
) -> list[Step]:
    """The changes in words, and what went because of an overlap.

    Args:
        text: The text.
        proposed: All spans that were proposed.
        changes: What the rules changed.
        final: The entities.
    """

    def shown(f: Found | None) -> str:
        return f"{f.label} {text[f.start : f.end]}" if f is not None else ""

    out = [Step(c.rule, shown(c.before), shown(c.after)) for c in changes]
    kept = {(f.start, f.end, f.label) for f in final}
    gone = {c.before for c in changes}
    left = [f for f in proposed if f not in gone] + [c.after for c in changes if c.after]
    return out + [
        Step("overlap", shown(f), "")
        for f in sorted(left)
        if (f.start, f.end, f.label) not in kept and f not in gone
    ]

"""The role of each paragraph of an article: headline, lead, body, caption, byline, related.

Rules come first (shapes of lines from ``roles/shapes.toml``, the headline and what repeats it,
the byline); what they leave open is weighed: named facts about the line and its neighbours, each
with a weight per role (``roles/weights.tsv``, see docs/models/paragraph-roles.md).
"""

from __future__ import annotations

from functools import reduce
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from vntext.roles.captions import caption_words
from vntext.roles.features import FINAL, LEARNT_ROLES, SHORT_PAGE, Line, Page, features
from vntext.roles.headline import below_headline
from vntext.roles.marked import below_marked, mark_blocks
from vntext.roles.reader import reader
from vntext.roles.rules import is_listed, mark_rules, stands_apart
from vntext.roles.tables import line_openings, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.text.blocks import Block

__all__ = ["Ruled", "assign_roles", "rule_roles", "weigh_roles"]

_LEAD = LEARNT_ROLES.index("lead")

_CAPTION = 5, 20  # syllables of a caption that is a whole sentence
_LABEL = 8  # syllables of a line that only announces a list: "Nguyên liệu (4 người ăn):"
_SURE = 0.45  # what the words of such a line say at least
_BESIDE = 1.5  # so many times its size have the paragraphs above and below it
_NO_CAPTION = frozenset({"opens-figure", "opens-running", "quote", "said", "tense=1", "tense=2"})


def assign_roles(
    text: str, paragraphs: Sequence[tuple[int, int]], blocks: Sequence[Block] = ()
) -> list[tuple[str, str]]:
    r"""Tells the role of each paragraph of one document.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs, in characters of ``text``, in order; each lies on one line and
            is not blank.
        blocks: What markup says of stretches of ``text``, in order.

    Returns:
        For each paragraph its role (one of `vntext.document.ROLES`) and the reason: the name of the
        rule, or ``weight:`` and the fact that spoke most for the role.

    Example:
        >>> text = "Xã Yên Sơn mở hội\nSáng 3/4, xã Yên Sơn mở hội làng.\nẢnh: Lê Hân"
        >>> assign_roles(text, [(0, 17), (18, 51), (52, 63)])
        [('title', 'headline'), ('lead', 'below-headline'), ('caption', 'credit')]
    """
    return weigh_roles(rule_roles(text, paragraphs, blocks))


class Ruled(NamedTuple):
    """The lines of a document with the roles that rules tell.

    Attributes:
        lines: The lines; the role is ``""`` where rules tell none. No weight makes a byline.
        headline: Place of the headline, -1 for none.
        byline: Place of the first byline, ``len(lines)`` for none.
        below: Place of the first line below the headline that may be its lead, -1 for none.
    """

    lines: list[Line]
    headline: int
    byline: int
    below: int


def rule_roles(
    text: str, paragraphs: Sequence[tuple[int, int]], blocks: Sequence[Block] = ()
) -> Ruled:
    """The roles that rules tell, before anything is weighed; see `assign_roles`."""
    lines = [Line(text[start:end]) for start, end in paragraphs]
    if not lines:
        return Ruled([], -1, 0, -1)
    marked = mark_blocks(lines, paragraphs, blocks) if blocks else -1
    headline, byline = mark_rules(lines, marked)
    below = below_marked(lines, below_headline(lines, headline)) if headline >= 0 else -1
    return Ruled(lines, headline, byline, below)


def weigh_roles(ruled: Ruled) -> list[tuple[str, str]]:
    """The role and the reason of each line, weighed where rules tell none."""
    lines, headline, byline, below = ruled
    if not lines:
        return []
    page = Page.of(lines, headline, byline)
    plain = []  # lines of text that may be captions by what they say
    for i, line in enumerate(lines):
        if line.role:
            continue
        if i == below and _may_be_lead(lines, i):
            line.role, line.reason = "lead", "below-headline"
            continue
        facts = features(page, i)
        line.role, line.reason = _weigh(facts, lead=i == 0 and len(lines) > 2)
        if line.role == "caption" and line.text[-1] in "!?":
            line.role, line.reason = "body", "asks-or-calls"  # hardly any caption does
        if line.role == "body" and "no-comma" in facts and _NO_CAPTION.isdisjoint(facts):
            plain.append(i)
        if line.role == "body" and stands_apart(lines, i):
            line.role, line.reason = _heading_or_caption(facts), "unmarked-between-texts"
        if line.role in ("title", "caption") and is_listed(lines, i):
            line.role, line.reason = "body", "row-of-a-list"
    if headline >= 0 and page.long < SHORT_PAGE:
        _mark_sentences(lines, plain)
    if not any(line.role == "body" for line in lines):
        # an article has a body: what only its words made a caption is text
        shortest = 12 if headline >= 0 else 1
        for line in lines:
            weighed = line.role == "caption" and line.reason.startswith("weight:")
            if weighed and line.size >= shortest and line.text[-1] in FINAL + '"”':
                line.role, line.reason = "body", "an-article-has-a-body"
    return [(line.role, line.reason) for line in lines]


def _mark_sentences(lines: list[Line], plain: list[int]) -> None:
    """Captions that are whole sentences, where the paragraphs of text are short, too."""
    fewest, most = _CAPTION
    found = []
    for i in plain:
        line = lines[i]
        if not 1 < i < len(lines) - 1 or not fewest <= line.size <= most or line.text[-1] != ".":
            continue
        beside = lines[i - 1], lines[i + 1]
        if any(x.role not in ("body", "lead") or x.size < _BESIDE * line.size for x in beside):
            continue
        if caption_words(line.text) >= _SURE:
            found.append(line)
    for line in found:
        line.role, line.reason = "caption", "sentence-of-a-caption"


def _may_be_lead(lines: list[Line], at: int) -> bool:
    """A line below the headline: no list of those who came, no numbered question."""
    line = lines[at]
    announces = line.size <= _LABEL and line.text[-1] == ":"
    listed = announces or is_listed(lines, at)
    return line.size <= 110 and not _is_attendance(line) and not listed


def _is_attendance(line: Line) -> bool:
    """A list of those who came: it says nothing of what happened."""
    return line.text.count(";") > 0 and "onward" in line_openings().of(line.text)


def _heading_or_caption(facts: list[str]) -> str:
    """What a line is that is no text: the facts speak more for the one or the other."""
    title, caption = LEARNT_ROLES.index("title"), LEARNT_ROLES.index("caption")
    rows = filter(None, map(weights().get, facts))
    return "title" if sum(row[title] - row[caption] for row in rows) > 0 else "caption"


def _weigh(names: list[str], *, lead: bool) -> tuple[str, str]:
    """The role for which the facts speak most, and the fact that spoke most for it."""
    native = reader()
    if native is not None:
        role, strongest = native.weigh(names, -1 if lead else _LEAD)
        return LEARNT_ROLES[role], f"weight:{strongest}"
    rows = list(filter(None, map(weights().get, names)))
    *columns, known = zip(*rows, strict=True)
    # one by one, as the kernel does: `sum` of floats depends on the version of Python
    sums: list[float] = [reduce(add, column) for column in columns]
    if not lead:
        sums[_LEAD] = float("-inf")
    best = sums.index(max(sums))
    sums[best] = float("-inf")
    second = sums.index(max(sums))
    margins: list[float] = list(map(sub, columns[best], columns[second]))
    margins[0] = float("-inf")  # the bias, which says nothing of the line
    most = max(margins)
    strongest = known[margins.index(most)]
    if margins.count(most) > 1:
        strongest = max(name for name, x in zip(known, margins, strict=True) if x == most)
    return LEARNT_ROLES[best], f"weight:{strongest}"

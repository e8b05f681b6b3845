"""The role of each paragraph of an article: headline, lead, body, caption, byline, related.

Rules come first (shapes of lines from ``roles/shapes.toml``, the headline and what repeats it,
the byline); what they leave open is weighed: named facts about the line and its neighbours, each
with a weight per role (``roles/weights.tsv``, see docs/models/paragraph-roles.md).
"""

from __future__ import annotations

import itertools
from functools import reduce
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from vntext.roles.bylines import looks_like_byline, looks_like_date
from vntext.roles.features import FINAL, LEARNT_ROLES, Line, Page, features
from vntext.roles.marked import HEADLINE_LONGEST, MARKED, below_marked, mark_blocks
from vntext.roles.reader import reader
from vntext.roles.tables import Shapes, anywhere, line_openings, longest_shape, sections, weights
from vntext.text.layout import furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.text.blocks import Block

__all__ = ["Ruled", "assign_roles", "mark_rules", "rule_roles", "weigh_roles"]

# Lines of more characters are text: no shape is looked for in them.
SHAPE_CHARS = 900
HEAD = 16  # syllables of a running head
_LEAD = LEARNT_ROLES.index("lead")


def _mark_shapes(lines: list[Line]) -> None:
    """Gives the roles that the shapes of lines tell."""
    longest = longest_shape()
    short = [x for x in lines if not x.role and x.size <= longest and len(x.text) <= SHAPE_CHARS]
    known = Shapes("\n".join([line.text for line in short]))
    for line in short:
        shape = known.of(line.text, line.size)
        if shape is not None:
            line.role, line.reason = shape.role, shape.name


def _mark_furniture(lines: list[Line]) -> None:
    """Running heads and page numbers; one number alone may be anything."""
    found = [x for x in lines if not x.role and x.size <= HEAD and furniture().fullmatch(x.text)]
    if len(found) > 1 or any(line.size > 1 for line in found):
        for line in found:
            line.role, line.reason = "furniture", "page"


def _top(lines: list[Line]) -> int:
    """Place of the line that may be the headline: the first, or below the name of a section."""
    return 1 if len(lines) > 2 and lines[0].text in sections() else 0


def _same_words(line: Line, other: Line) -> bool:
    """Two lines differ in marks and capitals at most."""
    first, second = line.text[0], other.text[0]
    if first.isalnum() and second.isalnum() and first.lower() != second.lower():
        return False  # so do their first words, and most lines need not be cut into words
    return line.key == other.key


def _below(lines: list[Line], at: int) -> int:
    """Place of the first line below a headline that neither repeats it nor is a date."""
    k = at + 1
    while k < len(lines) and (_same_words(lines[k], lines[at]) or looks_like_date(lines[k].text)):
        k += 1
    return k


def _is_headline(lines: list[Line], at: int) -> bool:
    """A line that is short and has no full stop, with running text below."""
    line, below = lines[at], _below(lines, at)
    if line.role or line.size > HEADLINE_LONGEST or below == len(lines):
        return False
    if line.text[-1] in ".;:,…" and not line.text.endswith("..."):
        return False
    follower = lines[below]
    if "onward" in line_openings().of(follower.text) and anywhere("event").search(line.text):
        return False
    return follower.text[-1] in FINAL or follower.size > line.size


def _repeats(line: Line, headline: Line) -> bool:
    """The line is the headline again, perhaps with other marks or a cut end."""
    if _same_words(line, headline):
        return True
    if line.text[-1] in FINAL or line.size > 1.3 * headline.size or line.size < 5:
        return False
    a, b = line.key.split(), headline.key.split()
    shared = len(set(a) & set(b))
    return shared >= 0.85 * len(set(b)) and shared >= 0.85 * len(set(a))


def mark_rules(lines: list[Line], marked: int = -1) -> tuple[int, int]:
    """Gives the roles that rules can tell.

    Args:
        lines: All lines of a document, with the roles that its markup tells.
        marked: Place of the headline that the markup tells, -1 for none.

    Returns:
        The place of the headline, -1 when there is none, and that of the first byline,
        ``len(lines)`` when there is none.
    """
    n = len(lines)
    _mark_furniture(lines)
    _mark_shapes(lines)
    headline = -1
    top = marked if marked >= 0 else _top(lines)
    if marked >= 0 or _is_headline(lines, top):
        headline = top
        for line in lines[:top]:
            if not line.reason.startswith(MARKED):
                line.role, line.reason = "related", "section"
        lines[top].role, lines[top].reason = "title", "headline"
        for line in lines[top + 1 :]:
            known = line.reason.startswith(MARKED)
            if line.size <= 40 and not known and _repeats(line, lines[top]):
                line.role, line.reason = "title", "repeated-headline"
    for line, below in itertools.pairwise(lines[1:]):
        # the headline of another story, kept as the alternative text of the picture below
        if below.role != "caption" or line.role or not 5 <= line.size <= 30:
            continue
        if line.text[-1] in FINAL + '"”)' or ". " in line.text:
            continue
        opened = line_openings().of(line.text)
        if "running" not in opened or "purpose" in opened:
            line.role, line.reason = "title", "alternative-text-above-caption"
    byline = n
    # a byline stands below the text: only short lines may follow it
    for i in range(n - 1, 0, -1):
        line = lines[i]
        if line.size > 60:
            break
        if line.role == "byline":
            byline = i
        elif not line.role and looks_like_byline(line.text):
            line.role, line.reason = "byline", "names-below-the-text"
            byline = i
    for i in range(1, byline - 1):
        # a page that holds two articles: the authors of the first one stand in the middle
        line, above = lines[i], lines[i - 1]
        below_text = above.size > 25 and above.text[-1] in '.”"'
        if not line.role and 2 <= line.size <= 4 and below_text and looks_like_byline(line.text):
            line.role, line.reason = "byline", "names-between-articles"
    return headline, byline


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
    below = below_marked(lines, _below(lines, headline)) if headline >= 0 else -1
    for line in lines[headline + 1 : max(below, 0)]:
        if not line.role:
            line.role, line.reason = "byline", "date"
    return Ruled(lines, headline, byline, below)


def weigh_roles(ruled: Ruled) -> list[tuple[str, str]]:
    """The role and the reason of each line, weighed where rules tell none."""
    lines, headline, byline, below = ruled
    if not lines:
        return []
    page = Page.of(lines, headline, byline)
    for i, line in enumerate(lines):
        if line.role:
            continue
        if i == below and line.size <= 110:
            line.role, line.reason = "lead", "below-headline"
            continue
        line.role, line.reason = _weigh(features(page, i), lead=i == 0)
    if not any(line.role == "body" for line in lines):
        # an article has a body: what only its words made a caption is text
        shortest = 12 if headline >= 0 else 1
        for line in lines:
            weighed = line.role == "caption" and line.reason.startswith("weight:")
            if weighed and line.size >= shortest and line.text[-1] in FINAL + '"”':
                line.role, line.reason = "body", "an-article-has-a-body"
    return [(line.role, line.reason) for line in lines]


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

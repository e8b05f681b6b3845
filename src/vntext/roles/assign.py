"""The role of each paragraph of an article: headline, lead, body, caption, byline, related.

Rules come first (shapes of lines from ``roles/shapes.toml``, the headline and what repeats it,
the byline); what they leave open is weighed: named facts about the line and its neighbours, each
with a weight per role (``roles/weights.tsv``, see docs/models/paragraph-roles.md).
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.roles.features import FINAL, LEARNT_ROLES, Line, Page, describe, features
from vntext.roles.tables import UPPER, hints, openings, sections, shapes, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["assign_roles", "looks_like_byline"]

# A headline of more syllables than this is a paragraph.
HEADLINE_LONGEST = 32
BYLINE_LONGEST = 10


@cache
def _byline() -> re.Pattern[str]:
    """Names of authors: capitalised words and initials, joined, with or without their source."""
    name = rf"[{UPPER}][\w.’'-]{{0,15}}+"
    names = rf"{name}(?: {name}){{0,6}}"
    joined = rf"{names}(?: ?[-–,/&;|+] ?{names}| và {names}){{0,4}}"
    source = (
        r"\((?:[Tt]heo|TH|T/h|TỔNG|[Tt]ổng|[Dd]ịch|[Gg]hi|[Tt]hực|[Tt]ong|t|TTXVN|VOV|VTV|PV) ?"
        r"[^()]{0,40}\)"
    )
    tail = r"(?: ?[-–,.] ?)?(?:tổng hợp|Tổng hợp|lược dịch|dịch|ghi|thực hiện)"
    by = (
        r"(?:Bài và ảnh|Bài, ảnh|Tin, ảnh|Tin, bài|Tin và ảnh|Bài|Tin|Thực hiện|Tác giả|Người viết)"
        r" ?:? ?"
    )
    return re.compile(rf"[*(]?(?:{by})?{joined}(?: ?{source}|{tail}|\. ?[Tt]heo {joined})?[).]?$")


@cache
def _place_or_body() -> re.Pattern[str]:
    """Short lines of capitalised words that are no author."""
    return re.compile(r"\d|(?:Kỳ|Bài|Phần|Điều|Chương|Ảnh|Ông|Bà|Đại biểu|Đồng chí)(?!\w)")


def _shape(line: Line) -> tuple[str, str] | None:
    present = frozenset(hint for hint in hints() if hint in line.text)
    if present:
        for shape in shapes():
            if not present.isdisjoint(shape.hints) and shape.fits(line.text, line.size):
                return shape.role, shape.name
    return None


@cache
def _date_line() -> re.Pattern[str]:
    """A line of nothing but a date and a time: "Thứ năm, 10/7/2024, 08:30 (GMT+7)"."""
    return re.compile(
        r"(?=.*\d\d)(?:Cập nhật|Đăng ngày|Ngày đăng|Ngày|Thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])"
        r"|Chủ nhật|CN|lúc|GMT ?\+7|\d{1,4}|[hg]|[AP]M|[\s,;:|/.()–-])++$",
        re.IGNORECASE,
    )


def _top(lines: list[Line]) -> int:
    """Place of the line that may be the headline: the first, or below the name of a section."""
    return 1 if len(lines) > 2 and lines[0].text in sections() else 0


def _below(lines: list[Line], at: int) -> int:
    """Place of the first line below a headline that neither repeats it nor is a date."""
    k = at + 1
    while k < len(lines) and (
        lines[k].key == lines[at].key
        or (len(lines[k].text) < 60 and _date_line().match(lines[k].text))
    ):
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
    if openings("onward").match(follower.text) and openings("event").search(line.text):
        return False
    return follower.text[-1] in FINAL or follower.size > line.size


def _repeats(line: Line, headline: Line) -> bool:
    """The line is the headline again, perhaps with other marks or a cut end."""
    if line.key == headline.key:
        return True
    if line.text[-1] in FINAL or line.size > 1.3 * headline.size or line.size < 5:
        return False
    a, b = line.key.split(), headline.key.split()
    shared = len(set(a) & set(b))
    return shared >= 0.85 * len(set(b)) and shared >= 0.85 * len(set(a))


def looks_like_byline(text: str) -> bool:
    """True for names of authors alone on a line or at the end of a text.

    Example:
        >>> looks_like_byline("Hải Đường - Lê Hân"), looks_like_byline("Ông Lê Hân nói.")
        (True, False)
    """
    if text.count(" ") >= BYLINE_LONGEST or len(text) > 90:
        return False
    return bool(_byline().match(text)) and not _place_or_body().match(text)


def _rules(lines: list[Line]) -> tuple[int, int]:
    """Gives the roles that rules can tell; returns the headline's and the first byline's place."""
    n = len(lines)
    for line in lines:
        if len(line.text) <= 900 and (found := _shape(line)):
            line.role, line.reason = found
    headline = -1
    if _is_headline(lines, top := _top(lines)):
        headline = top
        for line in lines[:top]:
            line.role, line.reason = "related", "section"
        lines[top].role, lines[top].reason = "title", "headline"
        for line in lines[top + 1 :]:
            if line.size <= 40 and _repeats(line, lines[top]):
                line.role, line.reason = "title", "repeated-headline"
    for line, below in itertools.pairwise(lines[1:]):
        # the headline of another story, kept as the alternative text of the picture below
        unmarked = line.text[-1] not in FINAL + '"”)' and ". " not in line.text
        starts = not openings("running").match(line.text) or line.text.startswith("Để ")
        if below.role != "caption" or line.role or not 5 <= line.size <= 30:
            continue
        if unmarked and starts:
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
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    sentences: Sequence[tuple[int, int]] | None = None,
) -> list[tuple[str, str]]:
    r"""Tells the role of each paragraph of one document.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs, in characters of ``text``, in order.
        sentences: Its sentences where they are known already. Not needed: a line's sentences are
            counted by their marks.

    Returns:
        For each paragraph its role (one of `vntext.document.ROLES`) and the reason: the name of the
        rule, or ``weight:`` and the fact that spoke most for the role.

    Example:
        >>> text = "Xã Yên Sơn mở hội\nSáng 3/4, xã Yên Sơn mở hội làng.\nẢnh: Lê Hân"
        >>> assign_roles(text, [(0, 17), (18, 51), (52, 63)])
        [('title', 'headline'), ('lead', 'below-headline'), ('caption', 'credit')]
    """
    lines = [describe(text[start:end]) for start, end in paragraphs]
    if not lines:
        return []
    headline, byline = _rules(lines)
    page = Page.of(lines, headline, byline)
    table = weights()
    below = _below(lines, headline) if headline >= 0 else -1
    for line in lines[headline + 1 : max(below, 0)]:
        if not line.role:
            line.role, line.reason = "byline", "date"
    for i, line in enumerate(lines):
        if line.role:
            continue
        if i == below and line.size <= 110:
            line.role, line.reason = "lead", "below-headline"
            continue
        line.role, line.reason = _weigh(features(page, i), table, lead=i == 0)
    if not any(line.role == "body" for line in lines):
        # an article has a body: what only its words made a caption is text
        shortest = 12 if headline >= 0 else 1
        for line in lines:
            weighed = line.role == "caption" and line.reason.startswith("weight:")
            if weighed and line.size >= shortest and line.text[-1] in FINAL + '"”':
                line.role, line.reason = "body", "an-article-has-a-body"
    return [(line.role, line.reason) for line in lines]


def _weigh(names: list[str], table: dict[str, tuple[float, ...]], *, lead: bool) -> tuple[str, str]:
    rows = [(name, table[name]) for name in names if name in table]
    columns = zip(*(row for _, row in rows), strict=True)
    sums = [float(sum(column)) for column in columns]
    if not lead:
        sums[LEARNT_ROLES.index("lead")] = float("-inf")
    best, second = sorted(range(len(LEARNT_ROLES)), key=lambda k: -sums[k])[:2]
    strongest = max((row[best] - row[second], name) for name, row in rows if name != "bias")
    return LEARNT_ROLES[best], f"weight:{strongest[1]}"

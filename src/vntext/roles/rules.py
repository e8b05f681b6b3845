"""The rules of roles, which come before what is weighed: headline, bylines, links, captions."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import cache

from vntext.roles.bylines import (
    looks_like_authors_and_date,
    looks_like_byline,
    looks_like_date,
)
from vntext.roles.captions import caption_words
from vntext.roles.features import FINAL, SHORT_PAGE, Line, long_size
from vntext.roles.headline import NAME, TEXT, is_author, label_row, mark_headline
from vntext.roles.marked import HEADLINE_LONGEST
from vntext.roles.tables import UPPER, Shapes, line_openings, longest_shape
from vntext.roles.talk import mark_talk
from vntext.text.lines import AGAIN, furniture

__all__ = ["is_listed", "mark_rules", "stands_apart"]

# Lines of more characters are text: no shape is looked for in them.
SHAPE_CHARS = 900
HEAD = 16  # syllables of a running head
LINK = 25  # syllables of a link below "Tin liên quan"
LABEL = 14  # syllables of a row of labels
HEADING = 16  # syllables of a numbered heading
SENDER = 4  # lines of the sender below a letter
WORDS = 4  # syllables of a heading that is known by its size
MARKS = "-–+•*"  # of rows of a list


def _mark_shapes(lines: list[Line]) -> None:
    """Gives the roles that the shapes of lines tell."""
    longest = longest_shape()
    short = [x for x in lines if not x.role and x.size <= longest and len(x.text) <= SHAPE_CHARS]
    known = Shapes("\n".join([line.text for line in short]))
    for line in short:
        shape = known.of(line.text, line.size)
        if shape is not None and not (shape.below and line is lines[0]):
            line.role, line.reason = shape.role, shape.name
    for above, line in itertools.pairwise(lines):
        if line.reason == "time-of-a-subtitle" and above.text.isdigit():
            above.role, above.reason = "furniture", "number-of-a-subtitle"
        if above.reason == "picture-alone" and not line.role and line.text[0] in "*_":
            line.role, line.reason = "caption", "emphasis-below-picture"


def _mark_capitals(lines: list[Line]) -> None:
    """Headings in capitals among lines of small letters."""
    usual = any(line.text.upper() != line.text and not line.capitals for line in lines)
    for line, below in itertools.pairwise([*lines, Line("")]):
        capitals = line.capitals
        if usual and line.size > 1 and below.text and line.text.isupper():
            capitals = capitals or not is_author(below)  # an office stands above a name
        if not capitals or line.role or line.size > HEADLINE_LONGEST:
            continue
        if line.text[-1] not in ".;:,…" and not is_author(line):
            line.role, line.reason = "title", "line-of-capitals"


def _mark_furniture(lines: list[Line]) -> None:
    """Running heads and page numbers; one number alone may be anything."""
    found = [x for x in lines if not x.role and x.size <= HEAD and furniture().fullmatch(x.text)]
    if len(found) > 1 or any(line.size > 1 for line in found):
        for line in found:
            line.role, line.reason = "furniture", "page"
    heads = [a for a, b in itertools.pairwise(lines) if b.reason == "page" and b.text.isdigit()]
    times = Counter(line.key for line in heads)
    for line in heads:
        if times[line.key] >= AGAIN and not line.role:
            line.role, line.reason = "furniture", "running-head"


def _is_text(line: Line) -> bool:
    """A line that ends as a sentence does and is no caption, as far as its words tell."""
    if line.role or line.size < TEXT or line.text[-1] not in '.”"':
        return False
    return line.size > 60 or caption_words(line.text) < 0


def _mark_dates(lines: list[Line]) -> None:
    """Lines of nothing but a day, with or without authors, above the text and below it."""
    for ordered in (lines, lines[:0:-1]):
        for line in ordered:
            if line.size > 2 * HEAD or _is_text(line):
                break
            dated = not line.role and any(map(str.isdigit, line.text))
            if dated and (looks_like_date(line.text) or looks_like_authors_and_date(line.text)):
                line.role, line.reason = "byline", "date"


def _mark_farewell(lines: list[Line]) -> None:
    """Who wrote a letter, and for whom, below its farewell."""
    below = 0
    for line in lines:
        if line.reason == "farewell":
            below = SENDER
        elif below and not line.role and line.size <= LABEL and line.text[-1] not in FINAL + ",":
            below -= 1
            if not is_author(line):
                line.role, line.reason = "signature", "below-the-farewell"
        elif not line.role:
            below = 0


def _mark_labels(lines: list[Line], top: int) -> None:
    """Rows of labels, two of which stand side by side."""
    above = False
    for i, line in enumerate(lines):
        short = i > top and not line.role and line.size <= LABEL
        row = short and label_row().match(line.text) is not None
        if row and above:
            for both in (lines[i - 1], line):
                both.role, both.reason = "table", "labels"
        above = row


def _mark_links(lines: list[Line]) -> None:
    """The headlines of other stories below words such as "Tin liên quan"."""
    below = False
    for line in lines:
        if line.role == "related":
            alone = line.reason in ("see-also", "see-also-without-colon", "tool-of-the-page")
            below = (below and line.reason == "links-below") or (alone and line.size <= 6)
        elif below and not line.role and line.size <= LINK and _is_link(line):
            line.role, line.reason = "related", "links-below"
        else:
            below = False


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:\d{1,2}|[a-zđ])[.)]"
        r"|(?:Bước|BƯỚC|Cách|Ngày|Phần|Kỳ|Chặng|Câu|Mẹo|Bí quyết) \d{1,2} ?[:.]) ?[^\W\d_]"
    )


def _mark_headings(lines: list[Line], headline: int) -> None:
    """Inner headings: numbered ones, and the shortest ones, above running text."""
    found = []
    for i in range(max(headline, 0) + 1, len(lines) - 1):
        line, below = lines[i], lines[i + 1]
        if line.role or line.size > HEADING or line.text[-1] in FINAL + '"”)':
            continue
        if _number().match(line.text):
            if not _number().match(below.text) and below.size > line.size:
                found.append(line)
        elif line.size <= WORDS and line.text[:1].isupper() and line.text[1:].islower():
            parted = lines[i - 1].text[-1] in '.!?”"' or lines[i - 1].text[0] in MARKS
            if parted and (
                (below.text[-1] in FINAL and below.size >= TEXT) or below.text[0] in MARKS
            ):
                line.role, line.reason = "title", "short-heading"
    if len(found) > 1:
        for line in found:
            line.role, line.reason = "title", "numbered-heading"


def _is_link(line: Line) -> bool:
    return line.text[-1] not in ".;:,…" and not looks_like_byline(line.text)


def stands_apart(lines: list[Line], at: int) -> bool:
    """Whether a line without a final mark stands between lines that end as sentences do."""
    if not 1 < at < len(lines) - 1:
        return False
    line, above, below = lines[at], lines[at - 1].text, lines[at + 1]
    if line.size > LINK or line.text[-1] in FINAL + '"”)' or line.text[0] in MARKS:
        return False
    return (
        above[-1] in '.!?”"'
        and below.text[-1] in '.:!?”"'
        and below.size >= TEXT
        and not any(mark in line.text for mark in (". ", "? ", "! "))
    )


def is_listed(lines: list[Line], at: int) -> bool:
    """Whether a line has a number, or begins with the mark of a list as one beside it does."""
    if _number().match(lines[at].text) and (
        lines[at].text[-1] in FINAL or any(_number().match(x.text) for x in _beside(lines, at))
    ):
        return True
    return lines[at].text[0] in MARKS and any(
        x.text[0] == lines[at].text[0] for x in _beside(lines, at)
    )


def _beside(lines: list[Line], at: int) -> list[Line]:
    return [lines[k] for k in (at - 1, at + 1) if 0 <= k < len(lines)]


@cache
def _option() -> re.Pattern[str]:
    return re.compile(r"([A-Fa-f])[.)/] ?\S")


def _mark_options(lines: list[Line]) -> None:
    """The answers among which somebody chooses: "A. Hà Nội", "B. Huế"."""
    letters = [m[1].upper() if (m := _option().match(line.text)) else "" for line in lines]
    run: list[Line] = []
    for line, letter, above in zip(lines, letters, ["", *letters], strict=False):
        if letter and (letter == "A" or (above and ord(letter) == ord(above) + 1)):
            run = [line] if letter == "A" else [*run, line]
        else:
            run = []
        if len(run) > 1 and run[0].size <= LINK:
            for option in run:
                if not option.role:
                    option.role, option.reason = "body", "option-of-a-question"


def _mark_alternatives(lines: list[Line]) -> None:
    """The headline of another story, kept as the alternative text of the picture below."""
    for line, below in itertools.pairwise(lines[1:]):
        if below.role != "caption" or line.role or not 5 <= line.size <= 30:
            continue
        if line.text[-1] in FINAL + '"”)' or ". " in line.text:
            continue
        if below.reason == "credit" and below.size <= HEAD and ". " not in below.text:
            line.role, line.reason = "caption", "above-credit"
            continue
        opened = line_openings().of(line.text)
        if "running" not in opened or "purpose" in opened:
            line.role, line.reason = "title", "alternative-text-above-caption"


@cache
def _name_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))[{UPPER}][\w.’'-]*(?: [{UPPER}][\w.’'-]*)+?(?=\.?$)")


def _mark_names(lines: list[Line], headline: int) -> None:
    """A name alone in the midst of the text that speaks of its bearer: a caption, or a heading."""
    for i in range(max(headline, 0) + 1, len(lines) - 1):
        line = lines[i]
        if line.role or line.size > NAME:
            continue
        m = _name_at_end().search(line.text)
        if m is None and not looks_like_byline(line.text):
            continue
        below = lines[i + 1].text
        own = line.text.rstrip(".")
        if line.text == own and below.startswith(own):
            line.role, line.reason = "title", "name-of-what-follows"
            continue
        name = m.group().rstrip(".") if m else own
        prefix = line.text[: m.start()] if m else ""
        if prefix and "honorific" not in line_openings().of(line.text):
            continue
        around = [lines[max(headline, 0)], *lines[max(0, i - 4) : i], lines[i + 1]]
        near = [x.text for x in around if x.role in ("", "title", "lead")]
        if " " in name and any(name in text for text in near):
            line.role, line.reason = "caption", "name-in-the-text"


def _mark_bylines(lines: list[Line]) -> int:
    """Authors below the text, and between two articles; the place of the first, or of the end."""
    n = byline = len(lines)
    short = long_size(lines) < SHORT_PAGE
    for i in range(n - 1, 0, -1):
        line = lines[i]
        if line.size > 60 or (short and _is_text(line)):
            break  # a byline stands below the text: only short lines may follow it
        if line.role == "byline" and line.reason != "date":
            byline = i
        elif not (line.role and line.reason != "strong-line") and is_author(line):
            line.role, line.reason = "byline", "names-below-the-text"
            byline = i
    for i in range(1, byline - 1):
        # a page that holds two articles: the authors of the first one stand in the middle
        line, above = lines[i], lines[i - 1]
        if line.role or not 2 <= line.size <= 4:
            continue
        if above.size > 25 and above.text[-1] in '.”"' and is_author(line):
            line.role, line.reason = "byline", "names-between-articles"
    return byline


def mark_rules(lines: list[Line], marked: int = -1) -> tuple[int, int]:
    """Gives the roles that rules can tell.

    Args:
        lines: All lines of a document, with the roles that its markup tells.
        marked: Place of the headline that the markup tells, -1 for none.

    Returns:
        The place of the headline, -1 when there is none, and that of the first byline,
        ``len(lines)`` when there is none.
    """
    _mark_furniture(lines)
    _mark_shapes(lines)
    _mark_capitals(lines)
    _mark_dates(lines)
    _mark_farewell(lines)
    _mark_options(lines)
    mark_talk(lines)
    headline = mark_headline(lines, marked)
    _mark_links(lines)
    _mark_labels(lines, max(headline, 0))
    _mark_alternatives(lines)
    _mark_names(lines, headline)
    _mark_headings(lines, headline)
    return headline, _mark_bylines(lines)

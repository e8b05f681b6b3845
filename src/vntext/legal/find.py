"""Finds references to legal and party documents in a text.

One pattern proposes places where a reference may begin (`_proposals`); small parsers read the
provision, the type, the number or the name, and what follows. The text needs neither words nor
sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.document import LegalReference
from vntext.legal.candidates import candidates
from vntext.legal.codes import Code, parse_code
from vntext.legal.context import read_context
from vntext.legal.documents import read_document
from vntext.legal.keys import document_key
from vntext.legal.patterns import pattern
from vntext.legal.provisions import Provision, parse_provision
from vntext.legal.tables import any_of, document_types, issuer_of_signs, types_by_name, words
from vntext.legal.units import unit_kinds, unit_of
from vntext.text.heads import lower

if TYPE_CHECKING:
    from vntext.legal.found import Found

__all__ = ["Row", "find_references", "find_rows"]


@cache
def _left_of_clause() -> re.Pattern[str]:
    """Words before "khoản" that make it another word: "tài khoản 12"."""
    return re.compile(rf"(?:{any_of('left_of_clause')}) $")


@cache
def _left_of_article() -> re.Pattern[str]:
    """Words before "điều" after which no number of an article follows: "một số điều 37 luật"."""
    return re.compile(rf"(?:{any_of('left_of_article')}) $")


@cache
def _left_of_point() -> re.Pattern[str]:
    """Words before "điểm" that make it another word: "thời điểm a"."""
    return re.compile(rf"(?:{any_of('left_of_point')}) $")


def _stands_alone(low: str, text: str, start: int, p: Provision) -> bool:
    """Whether a provision without a document is a reference."""
    kinds = p.kinds
    first = p.units[0]
    article, clause = unit_of("article"), unit_of("clause")
    before = low[max(0, start - 14) : start]
    if first.kind == clause and _left_of_clause().search(before):
        return False
    if first.kind == article and _left_of_article().search(before):
        return False
    if first.kind == unit_of("point") and _left_of_point().search(before):
        return False
    if len(p.units) > 1:
        # "điểm a, điểm b" alone are marks of an exam; "mục 2 phần 3" is part of a book
        small = all(unit_kinds()[kind].small for kind in kinds)
        return article in kinds or clause in kinds or not small
    if (
        first.kind not in (article, clause)
        or len(first.value.split()[0].partition(",")[0].partition(".")[0]) > 4
    ):
        return False
    if text.startswith(words("not_articles"), start):
        return False  # "điều khoản 3 của hợp đồng"; but "Điều khoản 5" of a treaty
    if low.startswith(_without_marks(), start):
        return False  # "khoan 22 giếng" is drilling; without marks more than one unit is needed
    cited = pattern("cited").search(before)
    if first.kind == article and text[start].islower() and not cited:
        # "Mỹ điều 40 thiết giáp": only before what cannot be counted
        return bool(
            pattern("uncountable").match(low, p.end) or pattern("law_follows").match(low, p.end)
        )
    # "điều 2 xe cứu hỏa", "khoản 35 người"; but "theo Điều 134 người nào ..."
    doubtful = pattern("money") if cited else pattern("amount")
    return not doubtful.match(low, p.end)


@cache
def _without_marks() -> tuple[str, ...]:
    return tuple(unit_kinds()[unit_of(role)].plain for role in ("clause", "article"))


def _row(
    low: str, text: str, start: int, end: int, *, doc: Found | None, p: Provision | None
) -> Row:
    """Puts the parts of a reference together."""
    provision = p.text if p is not None else ""
    rest = p.rest if p is not None else ""
    if doc is None:
        return Row(start, end, "provision", provision=provision, rest=rest, rule="provision")
    around = read_context(low, text, start, end, named=not doc.code)
    if not doc.code and around.date and doc.year is None:
        # "Luật Đất đai ngày 29 tháng 11 năm 2013"
        of_day = int(around.date[-4:])
        if doc.entry is None or of_day in doc.entry.codes:
            doc = replace(doc, year=of_day)
    year = (
        doc.year or around.year or (int(around.date[-4:]) if around.date[-4:].isdigit() else None)
    )
    sign = doc.issuer or issuer_of_signs(doc.type, doc.parts)
    rests = [x for x in (rest, doc.rest, around.rest) if x]
    return Row(
        start,
        end,
        doc.type,
        doc.code,
        doc.number,
        year,
        around.issuer or sign,
        provision,
        around.date,
        around.title,
        document_key(doc, around.date or (str(around.year) if around.year else "")),
        "; ".join(rests),
        sign,
        around.issuer,
        doc.rule,
    )


class Row(NamedTuple):
    """A reference as columns hold it: the fields of `LegalReference` but its text."""

    start: int
    end: int
    type: str
    code: str = ""
    number: str = ""
    year: int | None = None
    issuer: str = ""
    provision: str = ""
    date: str = ""
    title: str = ""
    key: str = ""
    rest: str = ""
    issuer_sign: str = ""
    issuer_text: str = ""
    rule: str = ""


def find_rows(text: str) -> list[Row]:
    """Finds every reference to a legal or party document, as plain rows.

    Args:
        text: A normalised text; several texts may be joined by line breaks.

    Returns:
        The references, sorted by start, without overlaps; no reference crosses a line break.
        Offsets are in characters of ``text``.

    Example:
        >>> [(r.start, r.end, r.key) for r in find_rows("Theo Nghị định 167.")]
        [(5, 18, 'nghị định:167')]
    """
    out: list[Row] = []
    line: list[int] = []
    begin = end = 0
    for place in candidates(text):
        if place >= end:
            if line:
                _read_line(text[begin:end], line, begin, out)
            begin = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            line = []
        line.append(place - begin)
    if line:
        _read_line(text[begin:end], line, begin, out)
    return out


def find_references(text: str) -> list[LegalReference]:
    r"""Finds every reference to a legal or party document.

    Args:
        text: A normalised text; several texts may be joined by line breaks.

    Returns:
        The references, sorted by start, without overlaps; no reference crosses a line break.
        Offsets are in characters of ``text``.

    Example:
        >>> for r in find_references("Theo điểm c, khoản 5, Điều 10, Nghị định 167 của Chính phủ."):
        ...     print(r.text, r.type, r.code, r.provision, r.issuer, sep="\n")
        điểm c, khoản 5, Điều 10, Nghị định 167
        nghị định
        167
        điểm c khoản 5 điều 10
        Chính phủ
    """
    return [LegalReference(r[0], r[1], text[r[0] : r[1]], *r[2:]) for r in find_rows(text)]


@cache
def _other_words() -> tuple[tuple[str, int], ...]:
    """Expressions that hold a type and are none, and where the type begins in them."""
    return tuple(
        (f"{word} {t.name}", len(word) + 1) for t in document_types() for word in t.not_after
    )


def _read_line(text: str, places: list[int], base: int, out: list[Row]) -> None:
    """Reads the references of one line, whose offset is ``base``."""
    low = lower(text)
    link = pattern("to_document").match
    found: list[Row] = []
    pos = 0
    for start in places:
        if start < pos:
            continue
        if any(
            start >= skip and low.startswith(other, start - skip) for other, skip in _other_words()
        ):
            continue  # "toàn | bộ luật" is "toàn bộ | luật"
        p = parse_provision(low, text, start)
        doc = None
        if p is not None:
            j = link(low, p.end)
            at = j.end() if j is not None else p.end
            sentence = j is not None and "." in j.group() and text[at : at + 1].isupper()
            if not sentence:
                doc = read_document(low, text, at, after_provision=True)
            if doc is None and not _stands_alone(low, text, start, p):
                # "tài khoản 12, khoản 5 Điều 7": what is no provision may hold one
                pos = p.first_end if p.kinds & {unit_of("article"), unit_of("clause")} else p.end
                continue
            end = doc.end if doc is not None else p.end
        else:
            doc = read_document(low, text, start)
            if doc is None:
                continue
            start, end = doc.start, doc.end  # noqa: PLW2901
        found.append(_row(low, text, start, end, doc=doc, p=p))
        pos = end
        if doc is not None and types_by_name()[doc.type].grammar == "act":
            pos = _own_abbreviation(low, text, doc, found)
        elif doc is not None and doc.code and not doc.closed:
            pos = _more_numbers(low, text, doc, found)
    out += (r._replace(start=r.start + base, end=r.end + base) for r in found)


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(r"[ ]?\(([A-Z]{3,8})\)")


def _own_abbreviation(low: str, text: str, doc: Found, out: list[Row]) -> int:
    """Reads the abbreviation that the text gives a foreign act: "Đạo luật ... (NDAA)"."""
    m = _abbreviation().match(text, doc.end)
    if m is None:
        return doc.end
    start, end = m.span(1)
    short = replace(doc, start=start, end=end, name=m.group(1), rule="abbreviation", rest="")
    first = out[-1]
    out.append(_row(low, text, start, end, doc=short, p=None)._replace(key=first.key))
    return end


def _more_numbers(low: str, text: str, doc: Found, out: list[Row]) -> int:
    """Reads on in "các nghị định 61, 116 và 163": one reference for each number."""
    end = doc.end
    for _ in range(200):
        m = pattern("enumeration").match(low, end)
        if m is None:
            break
        code = parse_code(text, m.end())
        if code is None or not _goes_on(low, doc, code):
            break
        other = doc.with_code(m.end(), code)
        out.append(_row(low, text, other.start, other.end, doc=other, p=None))
        end = other.end
    return end


def _goes_on(low: str, doc: Found, code: Code) -> bool:
    if code.parts:
        return True
    if code.year is not None:
        return bool(doc.year)
    # a bare number goes on with the list only before what cannot be counted
    return (
        not doc.parts
        and len(code.number) <= 4
        and bool(pattern("uncountable").match(low, code.end))
    )

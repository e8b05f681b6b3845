"""Finds references to legal and party documents in a text.

One pattern proposes places where a reference may begin (`_proposals`); small parsers read the
provision, the type, the number or the name, and what follows. The text needs neither words nor
sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vntext.document import LegalReference
from vntext.legal.alone import stands_alone
from vntext.legal.candidates import candidates
from vntext.legal.codes import Code, parse_code
from vntext.legal.distinct import settle_keys
from vntext.legal.documents import read_document
from vntext.legal.patterns import pattern
from vntext.legal.provisions import Provision, parse_provision
from vntext.legal.rows import Row, make_row
from vntext.legal.tables import document_types, types_by_name
from vntext.legal.units import unit_of
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.legal.found import Found

__all__ = ["Row", "find_references", "find_rows"]


def find_rows(text: str, bounds: Iterable[tuple[int, int]] | None = None) -> list[Row]:
    """Finds every reference to a legal or party document, as plain rows.

    Args:
        text: A normalised text; several texts may be joined by line breaks.
        bounds: Where each of several texts begins and ends, in order: what one of them says of a
            document says nothing of those of another.

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
    if bounds is None:
        return settle_keys(out)
    settled: list[Row] = []
    i = 0
    for _, stop in bounds:
        j = i
        while j < len(out) and out[j].start < stop:
            j += 1
        settled += settle_keys(out[i:j]) if j > i + 1 else out[i:j]
        i = j
    return settled


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
        amended = ""
        if p is None:
            doc = read_document(low, text, start)
            if doc is None:
                continue
        else:
            doc, amended, attached = _document_of(low, text, p)
            if doc is None:
                pos = _provision_alone(low, text, start, p, found)
                continue
            if attached:
                # "Điều 5 Quy chế tuyển sinh ban hành kèm theo Thông tư ...": two references
                of = make_row(low, text, doc.start, doc.end, doc=doc)
                found.append(make_row(low, text, start, p.end, p=p, between=attached, of=of))
                p = None
        begin = doc.start if p is None else start
        found.append(make_row(low, text, begin, doc.end, doc=doc, p=p, between=amended))
        pos = doc.end
        if types_by_name()[doc.type].grammar == "act":
            pos = _own_abbreviation(low, text, doc, found)
        elif doc.code and not doc.closed:
            pos = _more_numbers(low, text, doc, found)
    out += (r._replace(start=r.start + base, end=r.end + base) for r in found)


def _document_of(low: str, text: str, p: Provision) -> tuple[Found | None, str, str]:
    """The document behind a provision; how it was amended, and what it brings with it.

    "Điều 12 (sửa đổi năm 2017) của BLHS", "Điều 5 Quy chế thi ban hành kèm theo Thông tư 8".
    """
    j = pattern("to_document").match(low, p.end)
    at = j.end() if j is not None else p.end
    if j is not None and "." in j.group() and text[at : at + 1].isupper():
        return None, "", ""  # a new sentence
    doc = read_document(low, text, at, after_provision=True)
    if doc is None or j is None:
        return doc, "", ""
    return doc, text[slice(*j.span("amended"))], text[slice(*j.span("attached"))]


def _provision_alone(low: str, text: str, start: int, p: Provision, found: list[Row]) -> int:
    """Adds a provision that no document follows, where it is one; gives where to read on."""
    if not stands_alone(low, text, start, p):
        # "tài khoản 12, khoản 5 Điều 7": what is no provision may hold one
        return p.first_end if p.kinds & {unit_of("article"), unit_of("clause")} else p.end
    of = None
    before = found[-1] if found else None
    if before is not None and not before.provision and unit_of("article") in p.kinds:
        # "BLLĐ 2019, Điều 35": the document stands before it
        joint = pattern("document_before").fullmatch(low, before.end, start)
        of = before if joint is not None else None
    found.append(make_row(low, text, start, p.end, p=p, of=of))
    return p.end


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
    out.append(make_row(low, text, start, end, doc=short, p=None)._replace(key=first.key))
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
        out.append(make_row(low, text, other.start, other.end, doc=other, p=None))
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

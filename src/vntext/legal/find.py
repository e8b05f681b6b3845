"""Finds references to legal and party documents in a text.

One pattern proposes places where a reference may begin (`_proposals`); small parsers read the
provision, the type, the number or the name, and what follows. The text needs neither words nor
sentences.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.document import LegalReference
from vntext.legal.codes import Code, parse_code
from vntext.legal.context import read_context
from vntext.legal.documents import read_document
from vntext.legal.fold import lower
from vntext.legal.keys import document_key
from vntext.legal.provisions import Provision, amount_pattern, parse_provision
from vntext.legal.tables import (
    any_of,
    document_types,
    issuer_of_signs,
    laws,
    short_types,
    treaties,
    type_signs,
)

if TYPE_CHECKING:
    from vntext.legal.found import Found

__all__ = ["find_references"]


@cache
def _proposals() -> re.Pattern[str]:
    """Where a reference may begin: a word and what must follow it, in lower-case text.

    Every alternative begins with a letter or a figure, so that the search skips all other
    characters at once.
    """
    forms = {form for t in document_types() for form in t.forms}
    named = {
        "luật", "bộ luật", "đạo luật", "luat", "bo luat", "pháp lệnh", "hiến pháp", "điều lệ",
        "công ước", "hiệp định", "hiệp ước", "nghị định thư",
    }  # fmt: skip
    s = "[ \\t]"
    # "số 5", "5", "(số 5", "tạm đình chỉ số 5"
    number = (
        rf"(?={s}{{0,3}}\(?(?:số|so)?{s}{{0,2}}[:.]?{s}{{0,2}}\d"
        rf"|(?:{s}{{1,2}}[^\W\d_]{{1,8}}){{1,8}}{s}{{1,2}}\(?(?:số|so){s}{{0,2}}\d)"
    )
    congress = (
        rf"(?={s}{{1,3}}(?:đại hội|hội nghị|trung ương|tw|t\.ư|tư|bch|ban chấp|kỳ họp|kì họp))"
    )
    word = rf"(?={s}{{1,3}}[\w“\"])"
    groups: dict[str, list[str]] = {}

    def add(literal: str, rest: str) -> None:
        groups.setdefault(literal[0], []).append(re.escape(literal[1:]) + rest)

    provisions = {
        "điều": rf"(?:{s}(?:điều|khoản))?{s}{{1,3}}(?:số |thứ )?\d",
        "khoản": rf"{s}{{1,3}}(?:số |thứ )?\d",
        "dieu": rf"{s}\d",
        "khoan": rf"{s}\d",
        "điểm": rf"{s}{{1,3}}[\"“'‘]?(?:[a-zđăâêôơư]\d{{0,2}}(?!\w)|\d)",
        "diem": rf"{s}[a-z](?!\w)",
        "tiết": rf"{s}(?:[a-zđ](?!\w)|\d)",
        "mục": rf"{s}(?:số )?(?:\d|[ivxl]{{1,6}}(?!\w)|[a-e](?!\w))",
        "chương": rf"{s}(?:\d|[ivxl]{{1,6}}(?!\w))",
        "phần": rf"{s}(?:\d|[ivxl]{{1,6}}(?!\w))",
        "phụ lục": rf"{s}(?:số )?(?:\d|[ivxl]{{1,6}}(?!\w))",
    }
    for kind, rest in provisions.items():
        add(kind, f"(?={rest})")
    for form in sorted(forms, key=len, reverse=True):
        if form in named or form in ("hiệp định", "công ước"):
            continue
        add(form, number)
        if form in ("nghị quyết", "kết luận", "nghi quyet", "ket luan"):
            add(form, congress)
    for form in sorted(named, key=len, reverse=True):
        add(form, "" if form == "hiến pháp" else word)
    for short in sorted({*laws().short, *treaties().short}, key=len, reverse=True):
        add(short, r"(?!\w)")
    for short in sorted(short_types(), key=len, reverse=True):
        add(short, rf"(?={s}{{0,2}}(?:số )?\d)")
    known = sorted(type_signs(), key=len, reverse=True)
    bare = (
        r"\d{0,4}[ab]?(?:[ ]?/[ ]?(?:19|20)\d\d)?[ ]?[/-][ ]?"
        rf"(?:{'|'.join(map(re.escape, known))})[ ]?[/-][ ]?[a-zđư]{{2}}"
        r"|\d{0,4}/20\d\d/(?:qh|ubtvqh)\d\d"
    )
    for digit in "0123456789":
        groups.setdefault(digit, []).append(f"(?:{bare})")
    branches = [f"{re.escape(c)}(?:{'|'.join(rest)})" for c, rest in groups.items()]
    return re.compile("|".join(branches))


@cache
def _left_of_provision() -> re.Pattern[str]:
    """Words before a unit's word that make it another word: "tài khoản 12", "thời điểm a"."""
    return re.compile(rf"(?:{any_of('left_of_provision')}) $")


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:[–-][ ]?\d|{amount_pattern()})")


@cache
def _to_document() -> re.Pattern[str]:
    return re.compile(r"\)?[ ]{0,2}[,.–-]?[ ]{0,2}(?:(?:của|trong|thuộc|tại) (?:các )?)?")


@cache
def _enumeration() -> re.Pattern[str]:
    """Between two numbers of one type: ", số", " và số", ", ngày 5/3/2019 và số"."""
    return re.compile(r"[ ]{0,2}(?:,|;|và|hoặc|hay|,[ ]và)[ ]{1,2}(?:số[ ])?(?=\d)")


def _stands_alone(low: str, text: str, start: int, p: Provision) -> bool:
    """Whether a provision without a document is a reference."""
    kinds = p.kinds
    first = p.units[0]
    before = low[max(0, start - 9) : start]
    if first.kind in ("điểm", "khoản") and _left_of_provision().search(before):
        return False
    if len(p.units) == 1:
        if first.kind == "điều":
            return not _amount().match(low, p.end)
        if first.kind == "khoản":
            return len(first.value) <= 3 and not _amount().match(low, p.end)
        return False
    if kinds <= {"điểm", "tiết"}:
        return False
    if "điều" in kinds or "khoản" in kinds:
        return True
    return len(kinds) > 1 and not kinds <= {"điểm", "tiết", "mục", "phần"}


def _reference(
    low: str, text: str, start: int, end: int, *, doc: Found | None, p: Provision | None
) -> LegalReference:
    """Puts the parts of a reference together."""
    provision = p.text if p is not None else ""
    rest = p.rest if p is not None else ""
    if doc is None:
        return LegalReference(
            start,
            end,
            text[start:end],
            "provision",
            provision=provision,
            rest=rest,
            rule="provision",
        )
    around = read_context(low, text, start, end, named=not doc.code)
    sign = doc.issuer or issuer_of_signs(doc.type, doc.parts)
    rests = [x for x in (rest, doc.rest, around.rest) if x]
    return LegalReference(
        start,
        end,
        text[start:end],
        doc.type,
        doc.code,
        doc.number,
        doc.year,
        around.issuer or sign,
        provision,
        around.date,
        around.title,
        document_key(doc, around.date),
        "; ".join(rests),
        sign,
        around.issuer,
        doc.rule,
    )


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
    out: list[LegalReference] = []
    low = lower(text)
    search = _proposals().search
    link = _to_document().match
    pos = 0
    while True:
        m = search(low, pos)
        if m is None:
            return out
        start = m.start()
        pos = start + 1
        if start and (low[start - 1].isalnum() or low[start - 1] == "_"):
            continue
        p = parse_provision(low, text, start)
        doc = None
        if p is not None:
            j = link(low, p.end)
            at = j.end() if j is not None else p.end
            sentence = j is not None and "." in j.group() and text[at : at + 1].isupper()
            if not sentence:
                doc = read_document(low, text, at, after_provision=True)
            if doc is None and not _stands_alone(low, text, start, p):
                # "điểm 9, Điều 5": what is no provision may hold one
                continue
            end = doc.end if doc is not None else p.end
        else:
            doc = read_document(low, text, start)
            if doc is None:
                continue
            start = doc.start
            end = doc.end
        out.append(_reference(low, text, start, end, doc=doc, p=p))
        pos = end
        if doc is not None and doc.code and not doc.closed:
            pos = _more_numbers(low, text, doc, out)


def _more_numbers(low: str, text: str, doc: Found, out: list[LegalReference]) -> int:
    """Reads on in "các nghị định 61, 116 và 163": one reference for each number."""
    end = doc.end
    for _ in range(200):
        m = _enumeration().match(low, end)
        if m is None:
            break
        code = parse_code(text, m.end())
        if code is None or not _goes_on(low, doc, code):
            break
        other = doc.with_code(m.end(), code)
        out.append(_reference(low, text, other.start, other.end, doc=other, p=None))
        end = other.end
    return end


@cache
def _number_context() -> re.Pattern[str]:
    # a bare number goes on with the list only before what cannot be counted
    return re.compile(
        r"[ ]?(?:$|[,;.:)\]”\"\n]|"
        r"(?:và|hoặc|của|về|ngày|đã|được|quy|có|là|cũng|này|nêu|trên|thì|để|sẽ|cho|do|"
        r"trong|theo|như|mà|đều|ban|liên)(?!\w))"
    )


def _goes_on(low: str, doc: Found, code: Code) -> bool:
    if code.parts:
        return True
    if code.year is not None:
        return bool(doc.year)
    return not doc.parts and len(code.number) <= 4 and bool(_number_context().match(low, code.end))

"""Reads one document: its type and number ("Nghị định 167"), or its name ("Luật Đất đai 2013")."""

from __future__ import annotations

import re
from functools import cache

from vntext.legal.codes import Code, parse_code
from vntext.legal.found import Found
from vntext.legal.laws import laws, treaties
from vntext.legal.named import read_named
from vntext.legal.patterns import pattern
from vntext.legal.tables import (
    DocumentType,
    document_types,
    issuer_of_signs,
    short_types,
    spaced,
    type_signs,
    types_by_form,
    types_by_name,
    word_set,
    words,
)
from vntext.text.heads import lower

__all__ = ["read_document"]


_FIRST = 4  # characters by which words are looked up


@cache
def _heads() -> tuple[dict[str, list[str]], frozenset[str]]:
    """Forms of types by their first characters, longest first, and abbreviations."""
    forms: dict[str, list[str]] = {}
    for form in sorted(types_by_form(), key=len, reverse=True):
        forms.setdefault(form[:_FIRST], []).append(form)
    return forms, frozenset((*laws().short, *treaties().short, *short_types()))


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d]+")


def _head(low: str, pos: int) -> tuple[str, bool] | None:
    """The form of a type that stands at an offset, or an abbreviation (True)."""
    forms, short = _heads()
    for form in forms.get(low[pos : pos + _FIRST], ()):
        end = pos + len(form)
        if low.startswith(form, pos) and not _inside_word(low, end):
            return form, False
    m = _letters().match(low, pos)
    return (m.group(), True) if m is not None and m.group() in short else None


def _inside_word(low: str, end: int) -> bool:
    """Whether a word goes on at an offset; figures may follow it at once ("Nghị định15/2031")."""
    c = low[end : end + 1]
    return c.isalpha() or c == "_"


def _bare_ok(
    low: str, row: DocumentType, code: Code, *, after_provision: bool, capital: bool
) -> bool:
    """Whether a number without "số" and without a sign is the number of a document."""
    if code.parts:
        return True
    if low.startswith("/", code.end):
        return False
    if code.year is not None:
        return row.bare in ("open", "closed")
    if row.bare == "open" or (after_provision and row.bare == "closed"):
        return not pattern("counted_noun").match(low, code.end)
    year_like = len(code.number) == 4 and code.number[:2] in ("19", "20")
    if row.bare == "never":
        # "Kế hoạch 111 của UBND tỉnh": a plan with a number and an issuer is a document
        return not year_like and capital and pattern("issued").match(low, code.end) is not None
    if year_like and row.verb:
        return False  # "kết luận 2017 là năm nóng nhất"
    return row.bare == "closed" and bool(pattern("uncountable").match(low, code.end))


def _of_another_thing(between: str) -> bool:
    """Whether the words between type and number tell that it is the number of another thing."""
    for phrase in words("parts_of_titles"):
        between = between.replace(phrase, "")
    return not set(between.split()).isdisjoint(words("other_numbers"))


def _told(row: DocumentType, code: Code) -> str:
    """The type that the sign of a document tells whose word tells none: "văn bản 5/TTr-STP"."""
    if row.generic and code.parts and lower(code.parts[0]) in word_set("telling_signs"):
        return type_signs()[lower(code.parts[0])]
    return row.name


def _numbered(
    low: str,
    text: str,
    start: int,
    end: int,
    row: DocumentType,
    *,
    after_provision: bool,
) -> Found | None:
    m = pattern("number").match(low, end)
    rest = issuer = ""
    if m is not None:
        code = parse_code(text, m.end())
        if code is None:
            return None
        said = bool(m.group(3))
        if not m.group() and not (code.parts and lower(code.parts[0]) in type_signs()):
            return None  # "NĐ178/2024/NĐ-CP", but no "NQ1"
        if said:
            # "số 0912345678" is no document, "số 5 và" is one
            if len(code.number) > 5 and not code.parts:
                return None
        elif not _bare_ok(
            low, row, code, after_provision=after_provision, capital=text[start].isupper()
        ):
            return None
        if row.bare == "signed" and not code.parts:
            return None
        bracket = bool(m.group(2))
    elif (m := pattern("body_before_number").match(low, end)) is not None:
        code = parse_code(text, m.end())
        if code is None or not code.parts:
            return None
        stop, bracket = code.end, False
        issuer = text[m.start(1) : m.end(1)]
    else:
        m = pattern("qualified").match(low, end)
        if m is None:
            return None
        between = m.group(1).split()
        code = parse_code(text, m.end())
        if code is None or _of_another_thing(m.group(1)):
            return None
        if row.grammar == "law" and not code.parts:
            return None  # "Luật Dân số 2025"
        usual = len(between) <= 8 and set(between).issubset(words("qualifiers"))
        small = text[m.start(1) : m.end(1)] == m.group(1) or text[start:end].isupper()
        if not usual and not (code.parts and small):
            return None
        own = tuple(map(lower, row.signs))
        if row.verb and not usual and not lower(code.parts[0]).startswith(own):
            return None  # "Hướng dẫn sử dụng mẫu số 52-DS"
        if m.group(2) is None and not (usual and code.parts):
            return None
        rest = " ".join(between)
        bracket = False
    stop = code.end
    if bracket:
        if text[stop : stop + 1] != ")":
            if not code.parts:
                return None
            # "Quyết định (số 403/QĐ-TTg ngày ...)": the span ends at the number
        else:
            stop += 1
    return Found(
        start,
        stop,
        _told(row, code),
        code.text,
        code.number,
        code.year,
        code.year,
        code.parts,
        rest=rest,
        issuer=issuer,
        rule="number",
    )


@cache
def _number_words() -> tuple[str, ...]:
    return (*spaced("number_word"), *(f"{word}: " for word in words("number_word")))


def _bare_code(low: str, text: str, pos: int) -> Found | None:
    """A number whose sign tells the type: "46/2016/NĐ-CP"."""
    code = parse_code(text, pos)
    if code is None or not code.parts or text[max(0, pos - 2) : pos].rstrip()[-1:].isdigit():
        return None
    if text[pos - 1 : pos] in ("-", "/", "–", "."):
        return None
    known = type_signs()
    for part in code.parts:
        name = known.get(part.lower())
        if name is not None and part[0].isupper():
            others = [p for p in code.parts if p is not part]
            if not issuer_of_signs(name, others) and not low.endswith(_number_words(), 0, pos):
                return None
            return Found(
                pos,
                code.end,
                name,
                code.text,
                code.number,
                code.year,
                code.year,
                code.parts,
                rule="sign",
            )
    row = next((t for t in document_types() if code.parts[0].startswith(t.alone or ("?",))), None)
    if code.year is not None and row is not None:
        name = laws().kind_of.get(code.text, row.name)
        return Found(
            pos,
            code.end,
            name,
            code.text,
            code.number,
            code.year,
            code.year,
            code.parts,
            rule="sign",
        )
    return None


def read_document(low: str, text: str, pos: int, *, after_provision: bool = False) -> Found | None:
    """Reads the document that begins at an offset.

    Args:
        low: The text in lower case.
        text: The text.
        pos: Offset of the first character of the type word, abbreviation or number.
        after_provision: Whether a provision stands right before it, so that doubtful forms are
            references: "điều 58 luật Giao thông", "điểm a hiến pháp".

    Returns:
        The document, or ``None``.
    """
    if low[pos : pos + 1].isdigit():
        return _bare_code(low, text, pos)
    head = _head(low, pos)
    if head is None:
        return None
    word, is_short = head
    end = pos + len(word)
    if is_short:
        if not text[pos].isupper() or (
            not after_provision and not text[pos:end].isupper() and word != "ttr"
        ):
            return None
        named = laws().short.get(word) or treaties().short.get(word)
        if named is not None:
            row = types_by_name()[named.kind]
            found = read_named(
                low, text, pos, end, row, after_provision=after_provision, entry=named
            )
            sure = after_provision or not row.guarded
            return found if sure or found is None or found.year else None
        row = short_types()[word]
        found = _numbered(low, text, pos, end, row, after_provision=after_provision)
        if found is None or not (found.parts or found.year or row.bare == "open"):
            return None
        if not (found.parts or found.year or found.number.isdigit()):
            return None  # "TT 16A Lý Nam Đế": a flat
        return found
    row = types_by_form()[word]
    found = _numbered(low, text, pos, end, row, after_provision=after_provision)
    if found is not None:
        return found
    return read_named(low, text, pos, end, row, after_provision=after_provision)

"""Reads documents that have a name and no number: laws, treaties, resolutions of congresses."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vntext.legal.codes import parse_code
from vntext.legal.damaged import match_damaged
from vntext.legal.found import Found
from vntext.legal.laws import Name, laws, plain_laws, treaties
from vntext.legal.names import match_table, match_year, unknown_name_end
from vntext.legal.patterns import pattern
from vntext.legal.tables import DocumentType, after_space, any_of, spaced, word_set, words

__all__ = ["read_named"]


@cache
def _left() -> re.Pattern[str]:
    """Words before "luật" that make it part of another name."""
    return re.compile(rf"(?:^|\W)(?:{any_of('left_of_law')})[.]? $")


@cache
def _left_of_common() -> re.Pattern[str]:
    """Words that make lower-case "luật" the end of a common noun: "kỷ luật lao động"."""
    return re.compile(rf"(?:{any_of('left_of_common_law')}) $")


@cache
def _left_of_constitution() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('left_of_constitution')}) $")


def _finish(
    low: str,
    text: str,
    start: int,
    end: int,
    *,
    kind: str,
    entry: Name | None,
    name: str,
    rule: str,
) -> Found:
    """Adds the year and the number after a name: "năm 2015", "số 45/2013/QH13"."""
    year = None
    y = match_year(low, end)
    if y is not None:
        end, year = y
    m = pattern("number_after_name").match(low, end)
    if m is not None:
        code = parse_code(text, m.end())
        if code is not None and code.parts:
            stop = code.end
            if m.group(1) and text[stop : stop + 1] == ")":
                stop += 1
            return Found(
                start,
                stop,
                kind,
                code=code.text,
                number=code.number,
                year=code.year or year,
                code_year=code.year,
                parts=code.parts,
                name=name,
                entry=entry,
                rule=rule,
                closed=True,
            )
    return Found(start, end, kind, year=year, name=name, entry=entry, rule=rule)


@cache
def _first_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('first_words')})(?!\w)")


def _first(low: str, pos: int) -> bool:
    """Whether a lower-case name may begin here: "Luật bảo vệ động vật hoang dã"."""
    return _first_words().match(low, pos) is not None


@cache
def _about() -> tuple[str, ...]:
    return tuple(f" {word}" for word in spaced("about"))


def _inside_sentence(text: str, start: int) -> bool:
    """Whether a capital is not that of the first word of a sentence."""
    return text[start - 1 : start] == " " and text[max(0, start - 2)] not in '.!?:;…”"“ -–\n'


def _law(
    low: str, text: str, start: int, end: int, row: DocumentType, *, sure: bool
) -> Found | None:
    """A law, code or ordinance by its name."""
    kind = row.name
    act = row.grammar == "act"
    if not act and low.startswith(after_space("amends"), end):
        found = _amending_law(low, text, start, end, kind)
        if found is not None:
            return found
    plain = not act and low[start:end].isascii()  # typed without marks
    table = plain_laws() if plain else laws().by_kind[row.table if act else kind]
    hit = None
    if act:
        hit = match_table(low, end, treaties().by_kind[kind])
    hit = hit or match_table(low, end, table, fold_marks=not plain)
    if hit is None and not act and text[start].isupper() and low.startswith(_about(), end):
        # "Pháp lệnh về lực lượng dự bị động viên"
        hit = match_table(low, end + len(_about()[0]) - 1, table)
        if hit is not None and unknown_name_end(low, text, end) > hit[0]:
            hit = None  # "Luật về Thương mại song phương"
    if hit is None and not (act or plain) and (sure or text[start].isupper()):
        hit = match_damaged(low, end, table)
    left = low[max(0, start - 12) : start]
    capital = text[start].isupper()
    if hit is not None:
        stop, entry = hit
        if _left().search(left):
            return None
        parts = text[end:stop].split()
        common = not capital and not sure and row.common and parts[0].islower()
        counted = left[-2:-1].isdigit()  # "4 luật bầu cử"
        plain_words = entry.strict or len(parts) == 1 or _left_of_common().search(left)
        if common and (plain_words or counted):
            return None
        if not capital and _left_of_common().search(left):
            return None
        if plain and not capital:
            return None
        whose = pattern("of_country").match(low, stop)
        if whose is not None and match_year(low, whose.end()) is not None:
            stop = whose.end()  # "Luật Dược Việt Nam năm 2016"
        return _finish(
            low,
            text,
            start,
            stop,
            kind=kind,
            entry=entry,
            name=text[end : hit[0]].strip(),
            rule="name",
        )
    if plain or _left().search(left):
        return None
    if low.endswith(spaced("left_of_bodies_of_law"), 0, start) and not low.endswith(
        spaced("parliament"), 0, start
    ):
        return None  # "Hội Luật Quốc tế Việt Nam"
    first = end
    while first < len(text) and text[first] in " \t":
        first += 1
    named = text[first : first + 1].isupper() or low.startswith(spaced("about"), first)
    begun = _first(low, first) or pattern("small_law").match(low, end) is not None
    if not named and not (capital and _inside_sentence(text, start) and begun):
        return None
    among = word_set("in_acts") if act else frozenset[str]()
    stop = unknown_name_end(low, text, end, among=among)
    parts = text[end:stop].split()
    if (
        not parts
        or "TNHH" in parts
        or low.startswith(spaced("no_names"), first)
        or (len(parts) < 2 and not act)
        or parts[0].lower() in words("countries")
    ):
        return None
    if row.common and not (capital or sure or low.endswith(spaced("drafts"), 0, start)):
        # "luật Trách nhiệm bồi thường Nhà nước": written as names of laws are
        shaped = len(parts) > 3 and parts[0][0].isupper() and parts[1].islower()
        if not shaped or _left_of_common().search(left):
            return None
    about = low.startswith(spaced("about"), first) and not text[first + 3 : first + 4].isupper()
    if about and (row.common or not (capital and _first(low, first + 3))):
        # "Pháp lệnh về bảo vệ đê điều" is one; "Luật về hội" may be any law about it
        return None
    if not parts[0].islower() and all(w[0].isupper() for w in parts) and row.common:
        # "Luật Minh Phát": the name of a firm has only capitals, the name of a law seldom
        return None
    name = " ".join(parts)
    amended = pattern("amended_law").match(low, stop)
    if amended is not None and not named:
        stop = amended.end()  # "Luật chính đảng sửa đổi": all that tells where the name ends
    return _finish(low, text, start, stop, kind=kind, entry=None, name=name, rule="unknown name")


def _constitution(low: str, text: str, start: int, end: int, kind: str) -> Found:
    """The constitution in force, or that of another country or time, which its name tells."""
    name = ""
    m = pattern("of_country").match(low, end)
    if m is None and text[end + 1 : end + 2].isupper():
        m = pattern("of_other_country").match(low, end)
        name = text[m.start(1) : m.end(1)] if m is not None else ""
    stop = m.end() if m is not None else end
    found = _finish(low, text, start, stop, kind=kind, entry=None, name=name, rule="constitution")
    whose = pattern("of_a_country").match(text, found.end)
    if whose is not None and not name:
        found = replace(found, name=whose.group(1))  # "hiến pháp năm 2005 của Sudan"
    return found


def _amending_law(low: str, text: str, start: int, end: int, kind: str) -> Found | None:
    """Reads "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức"."""
    m = pattern("amending_several").match(low, end)
    if m is not None:
        name = " ".join(text[end : m.end()].split())
        return _finish(
            low, text, start, m.end(), kind=kind, entry=None, name=name, rule="amending law"
        )
    m = pattern("amending").match(low, end)
    if m is None:
        return None
    stop = 0
    i = m.end()
    word = pattern("law_word")
    # the first law follows at once, others after "và"; what follows a comma is another law
    j = i - 1
    names: list[str] = []
    while True:
        w = word.match(low, j)
        if w is None:
            break
        at = w.end() - 1
        hit = match_table(low, at, laws().by_kind[w.group(1)])
        if hit is not None:
            stop = hit[0]
        elif text[w.end()].isupper() and not names:
            stop = unknown_name_end(low, text, at)
        else:
            break
        names.append(low[at:stop])
        y = match_year(low, stop)
        if y is not None:
            stop = y[0]
        j = stop
        if len(names) > 30:
            break
    if not names:
        return None
    name = " ".join(text[end:stop].split())
    return _finish(low, text, start, stop, kind=kind, entry=None, name=name, rule="amending law")


def _treaty(
    low: str, text: str, start: int, end: int, row: DocumentType, *, sure: bool
) -> Found | None:
    kind = row.name
    table = treaties().by_kind.get(kind)
    hit = match_table(low, end, table) if table is not None else None
    m = pattern("treaty_start").match(low, end)
    if m is None:
        return None
    if low.endswith(spaced("left_of_treaty"), 0, start):
        return None  # "Tổ chức Hiệp ước Bắc Đại Tây Dương"
    capital = text[start].isupper()
    first = text[m.end() : m.end() + 1]
    opening = m.group().strip()
    if hit is None and not (capital or sure):
        return None
    if hit is None and low.endswith(spaced("several"), 0, start):
        return None
    longer = unknown_name_end(low, text, end, limit=24)
    if hit is None and not first.isupper():
        # a lower-case name counts after a capital type, with a proper noun in it or an opening
        # word that names have: "Hiệp định hợp tác Việt Nam - Lào", "Công ước về quyền trẻ em"
        proper = any(w[0].isupper() for w in text[end:longer].split())
        usual = not row.common and _inside_sentence(text, start) and _first(low, m.end())
        if not capital or not (opening or proper or usual):
            return None
    stop = hit[0] if hit is not None else 0
    if text[m.end() : m.end() + 4] in ("FTA ", "FTA,", "FTA."):
        return None
    if longer > stop and (
        hit is None or text[stop + 1 : stop + 2].isupper() or low.startswith(" -", stop)
    ):
        stop = longer
    if stop <= end or low[end:stop].strip() in word_set("generic_treaties"):
        return None
    g = pattern("treaty_end").match(low, stop)
    if g is not None:
        stop = g.end()
    entry = hit[1] if hit is not None else None
    name = " ".join(text[end:stop].split())
    return _finish(low, text, start, stop, kind=kind, entry=entry, name=name, rule="treaty")


def _charter(low: str, text: str, start: int, end: int, kind: str, *, sure: bool) -> Found | None:
    """The charter of a named body: "Điều lệ Đảng", "Điều lệ Liên đoàn ... Việt Nam"."""
    if not (text[start].isupper() or sure):
        return None
    if pattern("charter_of").match(low, end) is None:
        return None
    if not text[end + 1].isupper() or low.endswith(spaced("left_of_charter"), 0, start):
        return None
    stop = unknown_name_end(low, text, end, limit=10)
    of_party = low.startswith(after_space("party"), end)
    if stop - end < 6 and not of_party:
        return None  # "Điều lệ Hội" is the charter of any association
    if low.startswith(after_space("societies"), end):
        later = text[end:stop].split()[1:]
        if not any(w[0].isupper() for w in later):
            return None
    if of_party and not low.startswith(after_space("party_in_full"), end):
        stop = end + len(after_space("party")[0])
    return Found(start, stop, kind, name=text[end:stop].strip(), rule="charter")


def read_named(
    low: str,
    text: str,
    start: int,
    end: int,
    row: DocumentType,
    *,
    after_provision: bool,
    entry: Name | None = None,
) -> Found | None:
    """Reads a named document.

    Args:
        low: The text in lower case.
        text: The text.
        start: Start of the type word.
        end: Its end.
        row: The type.
        after_provision: Whether a provision stands right before it.
        entry: The row of an abbreviation that is the whole name ("BLHS").

    Returns:
        The document, or ``None``.
    """
    kind = row.name
    if entry is not None:
        name = entry.name
        return _finish(
            low, text, start, end, kind=kind, entry=entry, name=name, rule="abbreviation"
        )
    if row.grammar in ("law", "act"):
        return _law(low, text, start, end, row, sure=after_provision)
    if row.grammar == "constitution":
        dated = low[end : end + 1] == " " and match_year(low, end) is not None
        if not (text[start].isupper() or after_provision or dated) or low[end : end + 1].isalnum():
            return None
        if _left_of_constitution().search(low[max(0, start - 9) : start]):
            return None
        return _constitution(low, text, start, end, kind)
    if row.grammar == "treaty":
        return _treaty(low, text, start, end, row, sure=after_provision)
    if row.grammar == "charter":
        return _charter(low, text, start, end, kind, sure=after_provision)
    if row.grammar == "congress":
        m = pattern("congress").match(low, end)
        if m is None:
            return None
        stop = m.end()
        if m.group("body") is not None:
            stop = unknown_name_end(low, text, stop, limit=9, among=word_set("several"))
        return Found(
            start, stop, kind, name=" ".join(text[end:stop].split()), rule="congress", closed=True
        )
    return None

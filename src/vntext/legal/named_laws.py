"""Laws, codes, ordinances and constitutions by their names, known or not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.damaged import match_damaged
from vntext.legal.laws import laws, plain_laws, treaties
from vntext.legal.named_ends import begins_name, finished, inside_sentence
from vntext.legal.names import match_table, match_year, unknown_name_end
from vntext.legal.patterns import pattern
from vntext.legal.tables import DocumentType, after_space, any_of, spaced, word_set, words

if TYPE_CHECKING:
    from vntext.legal.found import Found

__all__ = ["read_constitution", "read_law"]


@cache
def _left() -> re.Pattern[str]:
    """Words before "luật" that make it part of another name."""
    return re.compile(rf"(?:^|\W)(?:{any_of('left_of_law')})[.]? $")


@cache
def _left_of_common() -> re.Pattern[str]:
    """Words that make lower-case "luật" the end of a common noun: "kỷ luật lao động"."""
    return re.compile(rf"(?:{any_of('left_of_common_law')}) $")


@cache
def _about() -> tuple[str, ...]:
    return tuple(f" {word}" for word in spaced("about"))


def read_law(
    low: str, text: str, start: int, end: int, row: DocumentType, *, sure: bool
) -> Found | None:
    """A law, code or ordinance by its name."""
    kind = row.name
    act = row.grammar == "act"
    if not act and low.startswith(after_space("amends"), end):
        found = read_amending_law(low, text, start, end, kind)
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
        return finished(
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
    begun = begins_name(low, first) or pattern("small_law").match(low, end) is not None
    if not named and not (capital and inside_sentence(text, start) and begun):
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
    if about and (row.common or not (capital and begins_name(low, first + 3))):
        # "Pháp lệnh về bảo vệ đê điều" is one; "Luật về hội" may be any law about it
        return None
    if not parts[0].islower() and all(w[0].isupper() for w in parts) and row.common:
        # "Luật Minh Phát": the name of a firm has only capitals, the name of a law seldom
        return None
    name = " ".join(parts)
    amended = pattern("amended_law").match(low, stop)
    if amended is not None and not named:
        stop = amended.end()  # "Luật chính đảng sửa đổi": all that tells where the name ends
    return finished(low, text, start, stop, kind=kind, entry=None, name=name, rule="unknown name")


def read_amending_law(low: str, text: str, start: int, end: int, kind: str) -> Found | None:
    """Reads "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức"."""
    m = pattern("amending_several").match(low, end)
    if m is not None:
        name = " ".join(text[end : m.end()].split())
        return finished(
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
    return finished(low, text, start, stop, kind=kind, entry=None, name=name, rule="amending law")


def read_constitution(low: str, text: str, start: int, end: int, kind: str) -> Found:
    """The constitution in force, or that of another country or time, which its name tells."""
    name = ""
    m = pattern("of_country").match(low, end)
    if m is None and text[end + 1 : end + 2].isupper():
        m = pattern("of_other_country").match(low, end)
        name = text[m.start(1) : m.end(1)] if m is not None else ""
    stop = m.end() if m is not None else end
    found = finished(low, text, start, stop, kind=kind, entry=None, name=name, rule="constitution")
    whose = pattern("of_a_country").match(text, found.end)
    if whose is not None and not name:
        found = replace(found, name=whose.group(1))  # "hiến pháp năm 2005 của Sudan"
    return found

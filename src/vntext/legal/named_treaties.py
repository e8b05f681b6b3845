"""Treaties and charters by their names."""

from __future__ import annotations

from vntext.legal.found import Found
from vntext.legal.laws import treaties
from vntext.legal.named_ends import begins_name, finished, inside_sentence
from vntext.legal.names import match_table, unknown_name_end
from vntext.legal.patterns import pattern
from vntext.legal.tables import DocumentType, after_space, spaced, word_set

__all__ = ["read_charter", "read_treaty"]


def read_treaty(
    low: str, text: str, start: int, end: int, row: DocumentType, *, sure: bool
) -> Found | None:
    """A treaty by its name, known or not."""
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
        usual = not row.common and inside_sentence(text, start) and begins_name(low, m.end())
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
    return finished(low, text, start, stop, kind=kind, entry=entry, name=name, rule="treaty")


def read_charter(
    low: str, text: str, start: int, end: int, kind: str, *, sure: bool
) -> Found | None:
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

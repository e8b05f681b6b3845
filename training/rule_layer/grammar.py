"""Grammar of places, organisations and names over the tokens of one sentence.

Each function looks at one token and says where what begins there ends, or ``None``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rule_layer.phrases import fold

if TYPE_CHECKING:
    from rule_layer.phrases import Tokens
    from rule_layer.tables import RuleTables

__all__ = ["SentenceGrammar"]

_MAX_NAME = 5
_ROMAN = frozenset("IVXLC")


class SentenceGrammar:
    """The grammar over one sentence.

    Args:
        tokens: The tokens of the sentence.
        tables: The tables of the rule layer.
    """

    def __init__(self, tokens: Tokens, tables: RuleTables) -> None:
        self.t = tokens
        self.tables = tables

    def is_name_token(self, i: int) -> bool:
        """True for a capitalised word: it may be part of a name."""
        return i < len(self.t) and self.t.capital[i]

    def is_surname(self, i: int) -> bool:
        """True if token ``i`` is a capitalised family name."""
        return self.is_name_token(i) and self.t.keys[i] in self.tables.surnames

    def starts_full_name(self, i: int) -> bool:
        """True if a full Vietnamese name of three or more syllables begins here."""
        return (
            self.is_name_token(i)
            and self.t.keys[i] in self.tables.common
            and self.is_name_token(i + 1)
            and self.is_name_token(i + 2)
        )

    def starts_entity(self, i: int) -> bool:
        """True if an organisation, a title or a unit begins here: a name must end before."""
        if self.tables.fixed.match(self.t, i):
            return True
        if self.tables.heads.match(self.t, i):
            return True
        found = self.tables.titles.match(self.t, i)
        return found is not None and (found[0] - i > 1 or found[1].group in ("rank", "degree"))

    def _no_gap(self, i: int) -> bool:
        """True if token ``i`` follows the one before it with one space or none."""
        return self.t.starts[i] - self.t.ends[i - 1] <= 1

    def capitals(self, i: int, most: int) -> int:
        """End of the capitalised tokens from ``i``: at most ``most``, none that begins a name."""
        j = i
        while (
            j < len(self.t)
            and j - i < most
            and (self.t.capital[j] or (j > i and self.t.words[j].isdigit()))
            and (j == i or self._no_gap(j))
        ):
            if j > i and (self.starts_full_name(j) or self.starts_entity(j)):
                break
            j += 1
        return j

    # -- places ---------------------------------------------------------------------------------

    def place(self, i: int) -> int | None:
        """End of the place that begins at token ``i``."""
        unit = self.tables.units.match(self.t, i)
        if unit:
            j = unit[0]
            if j < len(self.t) and self.t.words[j] == "." and len(self.t.words[j - 1]) <= 3:
                j += 1
            end = self._place_name(i, j)
            if end:
                return end
        numbered = self.tables.numbered.match(self.t, i)
        if numbered:
            j = numbered[0]
            if j < len(self.t) and self.t.words[j] == ".":
                j += 1
            if j < len(self.t) and (self.t.words[j].isdigit() or self._roman(j)):
                return j + 1
        found = self.tables.gazetteer.match(self.t, i)
        if found:
            end, kind = found
            # "Hoài Nhơn", "Châu Thành": a district without its unit may be a person; not beside
            # further capitals
            glued = self.is_name_token(end) and self._no_gap(end) and not self.starts_full_name(end)
            if glued and kind != "country":
                return None
            before = i > 0 and self.t.capital[i - 1] and self._no_gap(i) and i > 1
            if kind == "district" and (before or self.is_surname(i)):
                return None
            return end
        return None

    def _roman(self, i: int) -> bool:
        return set(self.t.words[i]) <= _ROMAN

    def _place_name(self, unit: int, i: int) -> int | None:
        """End of a place name after a unit: from the gazetteer, or the capitals that follow."""
        if i >= len(self.t) or not self.t.capital[i]:
            return None
        single = len(self.t.words[unit]) == 1
        known = self.tables.gazetteer.match(self.t, i)
        if known and not (self.is_name_token(known[0]) and self._no_gap(known[0])):
            return self._dashed(known[0])
        if known and (self.starts_full_name(known[0]) or self.starts_entity(known[0])):
            return known[0]
        # "Chủ tịch UBND tỉnh Lê Văn An": names of the larger units are all known, so a full name
        # behind one is a person; "phường Trần Hưng Đạo" stays a place
        if not known and self.t.keys[i - 1].strip(".") in _LARGE and self.starts_full_name(i):
            return None
        if single and not known:
            return None
        end = self.capitals(i, _MAX_NAME)
        return self._dashed(end) if end > i else None

    def _dashed(self, i: int) -> int:
        """Goes on behind a dash without spaces: ``Bà Rịa-Vũng Tàu``, ``Bà Rịa - Vũng Tàu``."""
        t = self.t
        if i + 1 < len(t) and t.words[i] in "-–" and t.words[i - 1] == "Rịa":
            return self.capitals(i + 1, 2)
        return i

    # -- organisations --------------------------------------------------------------------------

    def organization(self, i: int, depth: int = 0) -> int | None:
        """End of the organisation that begins at token ``i``."""
        best: int | None = None
        fixed = self.tables.fixed.match(self.t, i)
        if fixed:
            best = self._fixed_tail(fixed[0])
        head = self.tables.heads.match(self.t, i)
        if head and (best is None or head[0] >= best):
            j, row = head
            if row.tail == "unit":
                end = self._unit_tail(j, depth, chain=row.chain)
            elif row.tail == "field":
                end = self._field_tail(j, depth)
            else:
                end = self._name_tail(j)
            if end is None and row.alone:
                end = j
            if end is not None and (best is None or end > best):
                best = end
        return best

    def _fixed_tail(self, i: int) -> int:
        """``Quốc hội khóa XIV`` is one name, ``Tỉnh ủy Hà Giang`` too."""
        t = self.t
        if t.keys[i - 1] == "ủy" or t.keys[i - 1].endswith("ủy"):
            place = self.tables.gazetteer.match(t, i)
            if place:
                return place[0]
        if i + 1 < len(t) and t.keys[i] in ("khóa", "khoá") and self._number_like(i + 1):
            return i + 2
        return i

    def _number_like(self, i: int) -> bool:
        return self.t.words[i].isdigit() or self._roman(i)

    def _unit_tail(self, i: int, depth: int, *, chain: bool) -> int | None:
        """A unit with or without name, a place, or (``chain``) the body that it belongs to."""
        t = self.t
        if i >= len(t) or not self._no_gap(i):
            return None
        if chain and depth < 3:
            inner = self.organization(i, depth + 1)
            if inner:
                return self._term(inner)
        place = self.place(i)
        if place and t.words[i] not in ("đường", "Đường"):
            return self._term(place)
        bare = self.tables.bare.match(t, i)
        if bare:
            end = bare[0]
            if end < len(t) and t.words[end] == "." and len(t.words[end - 1]) == 2:
                end += 1
            return self._term(end)
        if t.words[i].isdigit():
            return self._unit_tail(i + 1, depth, chain=chain) or i + 1
        return None

    def _term(self, i: int) -> int:
        """``Ban Chấp hành Đảng bộ tỉnh khóa X``: the term belongs to the body."""
        t = self.t
        if i + 1 < len(t) and t.keys[i] in ("khóa", "khoá") and self._number_like(i + 1):
            return i + 2
        return i

    def _field_tail(self, i: int, depth: int) -> int | None:
        """``Sở [Giáo dục và Đào tạo] tỉnh X``: fields joined by và, comma, dash."""
        t = self.t
        end: int | None = None
        j = i
        while j < len(t) and self._no_gap(j):
            field = self.tables.fields.match(t, j)
            if not field or not t.capital[j]:
                break
            end = j = field[0]
            while (
                j + 1 < len(t)
                and (t.words[j] in "-–,&" or t.keys[j] == "và")
                and t.capital[j + 1]
                and self.tables.fields.match(t, j + 1)
            ):
                j += 1
                break
        if end is None:
            return None
        return self._unit_tail(end, depth, chain=True) or end

    def _name_tail(self, i: int) -> int | None:
        """``Công ty [cổ phần đầu tư] Sao Mai``: words in small letters, then capitals."""
        t = self.t
        j = i
        while j < len(t) and self._no_gap(j):
            q = self.tables.qualifiers.match(t, j)
            if not q:
                break
            j = q[0]
        if j > i and t.capital[i] and (j >= len(t) or not t.capital[j]):
            # "Bệnh viện Đa khoa tỉnh Hà Giang": the kind is capitalised, no name of its own
            return self._unit_tail(j, 1, chain=False)
        if j >= len(t) or not t.capital[j] or not self._no_gap(j):
            return None
        # "Đại học Quốc gia Hà Nội", "Đại học Sư phạm": capitals with a small second syllable
        end = self.capitals(j, 6)
        while end < len(t) and end - j < 8 and not t.capital[end] and t.words[end].isalpha():
            if not self.is_name_token(end + 1) or end == j or t.keys[end] in _STOP:
                break
            end = self.capitals(end + 1, 5)
        if end == j:
            return None
        return self._unit_tail(end, 1, chain=False) or end

    # -- people ---------------------------------------------------------------------------------

    def person(self, i: int, *, sure: bool) -> int | None:
        """End of the name of a person that begins at token ``i``.

        Args:
            i: First token.
            sure: What stands before says that a person follows; one capital is enough.
        """
        t = self.t
        if not self.is_name_token(i):
            return None
        end = i
        while end < len(t) and end - i < _MAX_NAME and (end == i or self._no_gap(end)):
            if end > i and self.starts_entity(end) and not (end - i < 3 and self.is_surname(i)):
                break
            if t.capital[end]:
                end += 1
                # "Nguyễn Tiến K.", "Nguyễn Văn Th."
                if end < len(t) and t.words[end] == "." and self._initial(end):
                    end += 1
                    if end >= len(t) or not t.capital[end] or t.starts[end] > t.ends[end - 1]:
                        break
                continue
            break
        if sure:
            return end
        n = end - i
        if n >= 2 and t.keys[i] in self.tables.common and n <= 4:
            return end
        if (
            n >= 3
            and self.is_surname(i)
            and any(t.keys[k] in self.tables.middles for k in range(i + 1, end - 1))
        ):
            return end
        return None

    def _initial(self, dot: int) -> bool:
        word = self.t.words[dot - 1]
        return len(word) == 1 or fold(word) in ("th", "ch", "ng", "nh", "kh", "ph", "tr", "gi")


_LARGE = frozenset(("tỉnh", "phố", "tp", "quận", "huyện"))
# small words that no name of a body holds
_STOP = frozenset(
    ["và", "của", "tại", "ở", "với", "cho", "từ", "là", "có", "đã", "do", "về", "trong", "để"]
).union(["đến", "khi", "theo", "được", "bị"])

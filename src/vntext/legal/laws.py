"""Names and numbers of laws, codes and treaties, from ``laws.tsv`` and ``treaties.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from vntext.legal.fold import fold, strip_marks
from vntext.legal.tables import document_types, types_by_name
from vntext.resources import load_lines, load_toml
from vntext.text.heads import lower

__all__ = ["Laws", "Name", "NameTable", "Treaties", "laws", "plain_laws", "treaties"]


@dataclass(frozen=True, slots=True)
class Name:
    """A named document of a table.

    Attributes:
        kind: Type of the document.
        name: Its name without the type; the first of the names that the table gives.
        codes: Number of the document by year, ``""`` where the table gives none.
        strict: Taken only where the type word is capitalised.
    """

    kind: str
    name: str
    codes: dict[int, str] = field(default_factory=dict)
    strict: bool = False


_PIECES = re.compile(r"[^\W_]+|[^\w\s]|_")  # syllables, and signs one by one


@dataclass(slots=True)
class NameTable:
    """Names of documents, looked up syllable by syllable.

    Attributes:
        nodes: Every beginning of a name (folded syllables joined by spaces) and the document that
            it names in full, or ``None``.
        breaks: Beginnings whose last syllable may follow a comma or a dash.
    """

    nodes: dict[str, Name | None] = field(default_factory=dict)
    breaks: set[str] = field(default_factory=set)
    _following: dict[tuple[str, str], list[str]] = field(default_factory=dict, repr=False)

    def following(self, beginning: str, plain: str = "") -> list[str]:
        """The syllables that follow a beginning of a name.

        Args:
            beginning: The beginning, folded; ``""`` for the first syllables.
            plain: Only those that are typed so without marks.
        """
        if not self._following:
            for key in self.nodes:
                before, _, last = key.rpartition(" ")
                self._following.setdefault((before, ""), []).append(last)
                self._following.setdefault((before, strip_marks(last)), []).append(last)
        return self._following.get((beginning, plain), [])

    def add(self, name: str, entry: Name, *, plain: bool = False) -> None:
        """Adds a name; with ``plain`` as it is typed without marks."""
        key = ""
        after_break = False
        for piece in _PIECES.findall(lower(name)):
            if not piece.isalnum():
                after_break = True
                continue
            syllable = strip_marks(piece) if plain else fold(piece)
            key = f"{key} {syllable}" if key else syllable
            self.nodes.setdefault(key, None)
            if after_break:
                self.breaks.add(key)
            after_break = False
        self.nodes[key] = self.nodes.get(key) or entry


def _read_names(file: str) -> list[tuple[Name, list[str]]]:
    out = []
    for line in load_lines(file):
        kind, name, codes, other = [*line.split("\t"), "", "", ""][:4]
        years = {}
        for pair in codes.split():
            year, _, code = pair.partition("=")
            years[int(year)] = code
        entry = Name(kind, name.lstrip("!"), years, name.startswith("!"))
        names = [entry.name, *filter(None, other.split("|"))]
        out.append((entry, [*names, *_abbreviated(names)]))
    return out


@cache
def _abbreviations() -> list[tuple[str, str]]:
    """Words inside names of laws, and the abbreviations that newspapers print for them."""
    return list(load_toml("legal/abbreviations.toml")["abbreviations"].items())


def _abbreviated(names: list[str]) -> list[str]:
    """The same names with the usual abbreviations in them."""
    out = []
    for name in names:
        short = name
        for full, abbreviation in _abbreviations():
            short = short.replace(full, abbreviation)
        if short != name:
            out.append(short)
    return out


@dataclass(frozen=True, slots=True)
class Laws:
    """Laws and codes by kind, by number and by abbreviation.

    Attributes:
        by_kind: Table of names for "luật", "bộ luật" and "pháp lệnh".
        by_code: Document and year by number ("45/2013/QH13").
        short: Documents by an abbreviation that needs no type word, lower case ("blhs").
        kind_of: Type of each known number, of laws that amend others too.
    """

    by_kind: dict[str, NameTable]
    by_code: dict[str, tuple[Name, int]]
    short: dict[str, Name]
    kind_of: dict[str, str] = field(default_factory=dict)


@cache
def laws() -> Laws:
    """The table of laws, codes, ordinances and constitutions."""
    types = {t.name: t for t in document_types() if t.grammar == "law"}
    tables = {kind: NameTable() for kind in types}
    by_code: dict[str, tuple[Name, int]] = {}
    short: dict[str, Name] = {}
    for entry, names in _read_names("legal/laws.tsv"):
        for year, code in entry.codes.items():
            if code:
                by_code[code] = (entry, year)
        if entry.kind not in tables:
            continue  # a constitution needs no name
        for name in names:
            tables[entry.kind].add(name, entry)
            if name.isupper() and (prefix := types[entry.kind].initials):
                short.setdefault(lower(prefix + name), entry)
    kind_of = _numbered(tables, by_code)
    # "Luật Lao động" for the Bộ luật Lao động, "Bộ luật Đất đai" for the Luật Đất đai: a table
    # falls back on the other one
    for kind, row in types.items():
        if row.table:
            for key, found in list(tables[row.table].nodes.items()):
                if tables[kind].nodes.get(key) is None:
                    tables[kind].nodes[key] = found
            tables[kind].breaks |= tables[row.table].breaks
    return Laws(tables, by_code, short, kind_of)


def _numbered(tables: dict[str, NameTable], by_code: dict[str, tuple[Name, int]]) -> dict[str, str]:
    """Adds the laws of ``law_numbers.tsv``; gives the type of every number."""
    kind_of = {code: entry.kind for code, (entry, _) in by_code.items()}
    known = {(e.kind, lower(e.name)): e for e, _ in by_code.values()}
    for line in load_lines("legal/law_numbers.tsv"):
        code, kind, year, name = [*line.split("\t"), ""][:4]
        kind_of.setdefault(code, kind)
        if not name or code in by_code or kind not in tables:
            continue
        entry = known.get((kind, lower(name)))
        if entry is None:
            # strict: in lower case many of these names are common nouns
            entry = known[kind, lower(name)] = Name(kind, name, {int(year): code}, strict=True)
            tables[kind].add(name, entry)
        by_code[code] = (entry, int(year))
    return kind_of


@cache
def plain_laws() -> NameTable:
    """Names of laws and codes as typed without marks."""
    table = NameTable()
    for entry, names in _read_names("legal/laws.tsv"):
        row = types_by_name().get(entry.kind)
        if row is not None and row.grammar == "law" and row.table:
            for name in names:
                table.add(name, entry, plain=True)
    return table


class Treaties(NamedTuple):
    """Treaties by name and by abbreviation.

    Attributes:
        by_kind: Table of names for each type of treaty.
        short: Treaties by an abbreviation that stands alone, lower case ("unclos").
    """

    by_kind: dict[str, NameTable]
    short: dict[str, Name]


@cache
def treaties() -> Treaties:
    """The table of treaties. Abbreviations marked with ``*`` stand alone."""
    tables: dict[str, NameTable] = {}
    short: dict[str, Name] = {}
    for entry, names in _read_names("legal/treaties.tsv"):
        table = tables.setdefault(entry.kind, NameTable())
        for name in names:
            table.add(name.lstrip("*"), entry)
            if name.startswith("*"):
                short[lower(name[1:])] = entry
    return Treaties(tables, short)

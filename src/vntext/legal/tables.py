"""The tables of legal references: types of documents, issuers, names of laws and treaties.

The tables are TOML and TSV files under ``data/legal``; they are read once, when first needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vntext.legal.fold import fold, strip_marks
from vntext.resources import load_lines, load_toml
from vntext.text.heads import lower

__all__ = [
    "DocumentType",
    "Name",
    "NameTable",
    "after_space",
    "any_of",
    "document_types",
    "issuer_of_signs",
    "laws",
    "plain_laws",
    "short_types",
    "signs",
    "spaced",
    "treaties",
    "type_signs",
    "types_by_form",
    "types_by_name",
    "word_groups",
    "word_set",
    "words",
]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A row of ``document_types.toml``.

    Attributes:
        name: The type in full, lower case.
        forms: All ways to write it, lower case, without marks too.
        short: Abbreviations that stand for it before a number ("NĐ").
        signs: Abbreviations that stand for it inside a sign.
        bare: ``"open"``, ``"closed"``, ``"never"`` or ``"signed"``: how a number may follow without
            "số" and without a sign.
        grammar: How a document without a number is named; see the table.
        table: Type whose names of laws are read after its own.
        common: Whether the word is also the end of a common noun.
        not_after: Words that with the type make another expression.
        verb: Whether the word is a verb as often as not.
        anaphoric: Whether the word with "này" speaks of a document.
        also: Types that such an expression may mean where none of its own was named.
        implied: Signs that add nothing to a key, lower case, without marks; its own among them.
        initials: What stands for the word before an abbreviated name: "BL" in "BLHS".
        dated: First year in which a date of issue tells the year of the number, or 0.
        alone: Signs that without a sign of a type make a number one of this type.
    """

    name: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    bare: str = "never"
    grammar: str = ""
    table: str = ""
    common: bool = False
    not_after: tuple[str, ...] = ()
    verb: bool = False
    anaphoric: bool = False
    also: tuple[str, ...] = ()
    implied: frozenset[str] = frozenset()
    initials: str = ""
    dated: int = 0
    alone: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the name of a document follows the word, with no number between."""
        return self.grammar not in ("", "congress")


def _read_type(row: dict[str, Any]) -> DocumentType:
    fields: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k not in _PROOF
    }
    plain = strip_marks(row["name"])
    # without marks a word of one syllable is another word: "lệnh" must not be found in "lenh"
    forms = [row["name"], *row.get("forms", ()), *([plain] if " " in plain else ())]
    own = [*row.get("signs", ()), *row.get("implied", ())]
    fields["forms"] = tuple(dict.fromkeys(forms))
    fields["implied"] = frozenset(strip_marks(lower(sign)) for sign in own)
    return DocumentType(**fields)


_PROOF = ("examples", "counter")  # fields that only tests read


@cache
def document_types() -> tuple[DocumentType, ...]:
    """The rows of ``document_types.toml``."""
    return tuple(map(_read_type, load_toml("legal/document_types.toml")["type"]))


@cache
def types_by_name() -> dict[str, DocumentType]:
    """Types by their name."""
    return {t.name: t for t in document_types()}


@cache
def types_by_form() -> dict[str, DocumentType]:
    """Types by each of their written forms, lower case."""
    return {form: t for t in document_types() for form in t.forms}


@cache
def short_types() -> dict[str, DocumentType]:
    """Types by the abbreviation that stands before a number, lower case."""
    return {lower(short): t for t in document_types() for short in t.short}


@cache
def type_signs() -> dict[str, str]:
    """Name of the first type of each sign, lower case: ``"nđ"`` -> ``"nghị định"``."""
    out: dict[str, str] = {}
    for t in document_types():
        for sign in t.signs:
            out.setdefault(lower(sign), t.name)
            out.setdefault(strip_marks(lower(sign)), t.name)
    return out


@cache
def _issuers() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in load_toml("legal/issuers.toml")["issuer"]:
        for sign in row["signs"]:
            entry = (tuple(row.get("types", ())), row["name"])
            out.setdefault(lower(sign), []).append(entry)
    for sign in list(out):
        # "ND-CP" typed without marks; "TU" stays Tỉnh ủy although "TƯ" loses its mark to it
        out.setdefault(strip_marks(sign), out[sign])
    return out


@cache
def signs() -> frozenset[str]:
    """Every known part of a sign, lower case, with and without marks."""
    return frozenset(type_signs()) | frozenset(_issuers())


def issuer_of_signs(type_name: str, parts: list[str]) -> str:
    """The issuer that a sign names.

    Args:
        type_name: Type of the document; it decides where one sign has two readings
            ("BCT" is Bộ Chính trị in "NQ/BCT" and Bộ Công Thương in "TT-BCT").
        parts: Parts of the sign after number and year.

    Returns:
        The name in full, ``""`` where the sign tells none.

    Example:
        >>> issuer_of_signs("nghị định", ["NĐ", "CP"])
        'Chính phủ'
    """
    known = _issuers()
    for part in parts:
        key = lower(part)
        rows = known.get(key) or known.get(key.rstrip("0123456789"))
        if not rows:
            continue
        for types, name in rows:
            if type_name in types:
                return name
        for types, name in rows:
            if not types:
                return name
    return ""


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

    def add(self, name: str, entry: Name, *, plain: bool = False) -> None:
        """Adds a name; with ``plain`` as it is typed without marks."""
        key = ""
        after_break = False
        word = ""
        for c in lower(name) + " ":
            if c.isalnum():
                word += c
                continue
            if word:
                syllable = strip_marks(word) if plain else fold(word)
                key = f"{key} {syllable}" if key else syllable
                self.nodes.setdefault(key, None)
                if after_break:
                    self.breaks.add(key)
                after_break, word = False, ""
            if not c.isspace():
                after_break = True
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
    """

    by_kind: dict[str, NameTable]
    by_code: dict[str, tuple[Name, int]]
    short: dict[str, Name]


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
                short[lower(prefix + name)] = entry
    # "Luật Lao động" for the Bộ luật Lao động, "Bộ luật Đất đai" for the Luật Đất đai: a table
    # falls back on the other one
    for kind, row in types.items():
        if row.table:
            for key, found in list(tables[row.table].nodes.items()):
                if tables[kind].nodes.get(key) is None:
                    tables[kind].nodes[key] = found
            tables[kind].breaks |= tables[row.table].breaks
    return Laws(tables, by_code, short)


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


@dataclass(frozen=True, slots=True)
class Treaties:
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


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of a group of ``words.toml``, longest first."""
    listed = word_groups()[group]["words"].split(",")
    return tuple(sorted((w.strip() for w in listed), key=len, reverse=True))


@cache
def word_groups() -> dict[str, Any]:
    """The groups of ``words.toml`` by name."""
    return load_toml("legal/words.toml")


def any_of(group: str) -> str:
    """A pattern for any word of a group of ``words.toml``."""
    return "|".join(map(re.escape, words(group)))


@cache
def word_set(group: str) -> frozenset[str]:
    """The words of a group of ``words.toml``."""
    return frozenset(words(group))


@cache
def spaced(group: str) -> tuple[str, ...]:
    """The words of a group with a space behind each."""
    return tuple(f"{word} " for word in words(group))


@cache
def after_space(group: str) -> tuple[str, ...]:
    """The words of a group with a space before each."""
    return tuple(f" {word}" for word in words(group))

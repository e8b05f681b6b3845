"""The tables of legal references: types of documents, issuers, names of laws and treaties.

The tables are TOML and TSV files under ``data/legal``; they are read once, when first needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.legal.fold import strip_marks, without_tone
from vntext.resources import load_toml
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DocumentType",
    "after_space",
    "any_of",
    "document_types",
    "issuer_of_signs",
    "short_types",
    "signs",
    "spaced",
    "type_signs",
    "types_by_form",
    "types_by_name",
    "word_groups",
    "word_set",
    "words",
]


class DocumentType(NamedTuple):
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
        guarded: Whether such a name counts only with a year, a number or a provision beside it.
        dated: First year in which a date of issue tells the year of the number, or 0.
        generic: Whether the word tells nothing that a sign would not tell better.
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
    guarded: bool = False
    dated: int = 0
    generic: bool = False
    alone: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the name of a document follows the word, with no number between."""
        return self.grammar not in ("", "congress")


def _read_type(row: Mapping[str, Any]) -> DocumentType:
    fields: dict[str, Any] = {k: v for k, v in row.items() if k not in _PROOF}
    plain = strip_marks(row["name"])
    # without marks a word of one syllable is another word: "lệnh" must not be found in "lenh"
    forms = [row["name"], *row.get("forms", ()), *([plain] if " " in plain else ())]
    forms += _damaged(row["name"])
    own = [*row.get("signs", ()), *row.get("implied", ())]
    fields["forms"] = tuple(dict.fromkeys(forms))
    fields["implied"] = frozenset(strip_marks(lower(sign)) for sign in own)
    return DocumentType(**fields)


def _damaged(name: str) -> list[str]:
    """A name as machines read it: one of its syllables without its tone or without all marks.

    A word of one syllable has no such form: it would be another word.
    """
    syllables = name.split()
    if len(syllables) != 2:
        return []
    return [
        " ".join([*syllables[:i], other, *syllables[i + 1 :]])
        for i, syllable in enumerate(syllables)
        for other in (without_tone(syllable), strip_marks(syllable))
    ]


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


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of a group of ``words.toml``, longest first."""
    listed = word_groups()[group]["words"].split(",")
    return tuple(sorted((w.strip() for w in listed), key=len, reverse=True))


@cache
def word_groups() -> Mapping[str, Any]:
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

"""Own words: what a user knows about his texts and the segmenter does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from vntext.checks import check_many, check_str
from vntext.errors import InvalidOptionError, LexiconError

if TYPE_CHECKING:
    import os
    import pathlib
    from collections.abc import Iterable, Iterator

    from vntext.spans import Spans

__all__ = ["Lexicon", "check_lexicon"]

MAX_CHARS = 100
"""Longest entry, in characters."""

KINDS = ("words", "names", "abbreviations", "people", "titles", "organizations", "places")

LABELS = {"people": "PERSON", "titles": "TITLE", "organizations": "ORG", "places": "LOC"}
"""Kinds that are entities, with their labels."""

WORD_KINDS = ("words", "names", "abbreviations", "people")
"""Kinds of which each entry is one word."""


def _entries(kind: str, entries: Iterable[str]) -> frozenset[str]:
    check_many(kind, entries, error=LexiconError)
    return frozenset(_entry(e) for e in entries)


def _entry(entry: object) -> str:
    from vntext.text.unicode import normalized_twin

    if not isinstance(entry, str):
        raise LexiconError(f"an entry must be a str, not {type(entry).__name__}")
    if "\n" in entry or "\r" in entry:
        raise LexiconError(f"an entry must be on one line: {entry!r}")
    text = " ".join(normalized_twin(entry).text.split())
    if not text:
        raise LexiconError("an entry must not be empty")
    if len(text) > MAX_CHARS:
        raise LexiconError(f"an entry must not be longer than {MAX_CHARS} characters: {text!r}")
    if not text.isprintable():
        raise LexiconError(f"an entry must not hold control characters: {entry!r}")
    if "_" in text:
        raise LexiconError(f"syllables of an entry are joined by spaces, not by '_': {entry!r}")
    return text


@dataclass(frozen=True, repr=False)
class Lexicon:
    """Words, names and entities that a pipeline honours. Immutable; join with ``|``.

    Entries are found where they stand between characters that are not letters or digits; of
    entries that overlap the one that begins first is taken, and of those the longest. Each of
    ``words``, ``names``, ``abbreviations`` and ``people`` becomes one word; ``people``,
    ``titles``, ``organizations`` and ``places`` become entities, which no model overrules.

    Args:
        words: Found whatever the case and the tone placement (``hòa giải``, ``Hoà Giải``).
        names: Found as written or in capitals only (``Hoa Mai``: not ``hoa mai``).
        abbreviations: Found exactly as written; may end in a full stop (``Cty.``), which then
            ends no sentence.
        people: Names of people, found like ``names``: PERSON.
        titles: Offices and professions, found whatever the case: TITLE, where the sentence names a
            person.
        organizations: Found like ``names``: ORG.
        places: Found like ``names``: LOC.

    Raises:
        LexiconError: If an entry is not supported: not a str, empty, over 100 characters, of more
            than one line, or with control characters or ``_``.

    Example:
        >>> own = Lexicon(words=["chuyển đổi số"]) | Lexicon(names=["Hoa Mai"])
        >>> own, "chuyển đổi số" in own
        (Lexicon(1 words, 1 names), True)
    """

    words: frozenset[str] = field(default=frozenset())
    names: frozenset[str] = field(default=frozenset())
    abbreviations: frozenset[str] = field(default=frozenset())
    people: frozenset[str] = field(default=frozenset())
    titles: frozenset[str] = field(default=frozenset())
    organizations: frozenset[str] = field(default=frozenset())
    places: frozenset[str] = field(default=frozenset())

    def __init__(
        self,
        words: Iterable[str] = (),
        names: Iterable[str] = (),
        abbreviations: Iterable[str] = (),
        *,
        people: Iterable[str] = (),
        titles: Iterable[str] = (),
        organizations: Iterable[str] = (),
        places: Iterable[str] = (),
    ) -> None:
        given = (words, names, abbreviations, people, titles, organizations, places)
        for kind, entries in zip(KINDS, given, strict=True):
            object.__setattr__(self, kind, _entries(kind, entries))

    @classmethod
    def from_text(cls, text: str) -> Lexicon:
        r"""Reads entries, one a line.

        Lines that begin with ``#`` and empty lines are skipped. A heading (``[words]``,
        ``[names]``, ``[abbreviations]``, ``[people]``, ``[titles]``, ``[organizations]``,
        ``[places]``) says what the lines after it are; before the first heading they are words.

        Raises:
            LexiconError: If an entry or a heading is not supported.

        Example:
            >>> Lexicon.from_text("chuyển đổi số\n[names]\nHoa Mai").names
            frozenset({'Hoa Mai'})
        """
        check_str(text, error=LexiconError)
        found: dict[str, list[str]] = {kind: [] for kind in KINDS}
        kind = "words"
        for line in text.splitlines():
            entry = line.strip().lstrip("\ufeff")
            if entry.startswith("[") and entry.endswith("]"):
                kind = entry[1:-1]
                if kind not in found:
                    raise LexiconError(f"a heading must be one of {', '.join(KINDS)}: {entry}")
            elif entry and not entry.startswith("#"):
                found[kind].append(entry)
        return cls(**found)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Lexicon:
        """Reads entries from a text file in UTF-8, in the form of `from_text`.

        Raises:
            LexiconError: If an entry is not supported or the file is not UTF-8.
            OSError: If the file cannot be read.
        """
        try:
            return cls.from_text(_path(path).read_text("utf-8"))
        except UnicodeDecodeError as e:
            raise LexiconError(f"{path} is not in UTF-8") from e

    def __repr__(self) -> str:
        counts = ((len(getattr(self, kind)), kind) for kind in KINDS)
        return f"Lexicon({', '.join(f'{n:,} {kind}' for n, kind in counts if n)})"

    def __reduce__(self) -> tuple[type[Lexicon], tuple[()], dict[str, tuple[str, ...]]]:
        # in one order in every process, so that equal ones are pickled alike, and without the tree
        return Lexicon, (), {kind: tuple(sorted(getattr(self, kind))) for kind in KINDS}

    def __setstate__(self, state: dict[str, tuple[str, ...]]) -> None:
        for kind, entries in state.items():  # as checked when they were given
            object.__setattr__(self, kind, frozenset(entries))

    def __or__(self, other: Lexicon) -> Lexicon:
        if not isinstance(other, Lexicon):
            return NotImplemented
        return Lexicon(**{kind: getattr(self, kind) | getattr(other, kind) for kind in KINDS})

    def __len__(self) -> int:
        return sum(len(getattr(self, kind)) for kind in KINDS)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({entry for kind in KINDS for entry in getattr(self, kind)}))

    def __contains__(self, entry: object) -> bool:
        return any(entry in getattr(self, kind) for kind in KINDS)

    def find(self, text: str) -> Spans:
        """Finds the entries that are one word in a normalised text.

        Args:
            text: A normalised text.

        Returns:
            Their spans, in order, without overlap.
        """
        from vntext.spans import Spans

        return Spans.of((a, b) for a, b, _ in self._found(text, WORD_KINDS))

    def find_abbreviations(self, text: str) -> list[tuple[int, int]]:
        """Finds the abbreviations in a normalised text: their spans, in order."""
        return [(a, b) for a, b, _ in self._found(text, ("abbreviations",))]

    def find_entities(self, text: str) -> list[tuple[int, int, str]]:
        """Finds the entities in a normalised text.

        Args:
            text: A normalised text.

        Returns:
            ``(start, end, label)`` of every entity, in order, without overlap.

        Example:
            >>> Lexicon(people=["Mây Trắng"]).find_entities("Chị Mây Trắng hát.")
            [(4, 13, 'PERSON')]
        """
        return [(a, b, LABELS[kind]) for a, b, kind in self._found(text, tuple(LABELS))]

    def _found(self, text: str, kinds: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
        if not any(getattr(self, kind) for kind in kinds):
            return
        matcher = self._matcher
        end = 0
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
        for i, (start, _) in enumerate(tokens):
            if start < end:
                continue
            length, kind = matcher.longest(text, tokens, i, kinds)
            if length:
                end = tokens[i + length - 1][1]
                yield start, end, kind

    @cached_property
    def _matcher(self) -> _Matcher:
        return _Matcher(self)


def check_lexicon(lexicon: object) -> None:
    """Refuses what is neither a `Lexicon` nor left out (None).

    Raises:
        InvalidOptionError: If ``lexicon`` is something else.
    """
    if lexicon is not None and not isinstance(lexicon, Lexicon):
        raise InvalidOptionError(f"lexicon must be a vntext.Lexicon, not {type(lexicon).__name__}")


def _path(path: object) -> pathlib.Path:
    from pathlib import Path

    try:
        return Path(path)  # type: ignore[arg-type]
    except TypeError as e:
        raise LexiconError(f"path must be a path, not {type(path).__name__}") from e


FOLDED = ("words", "titles")
"""Kinds that are found whatever the case and the tone placement."""

_TOKEN = re.compile(r"\w+|[^\w\s]|\n")


class _Matcher:
    """Entries as sequences of tokens, in a tree.

    Not the automaton of `vntext.names`: that one reads keys, which know no case, and entries are
    compared as they are written ("Hoa Mai", not "hoa mai"; "Cty.", "C++").
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._trees: dict[str, dict[str, object]] = {}
        for kind in KINDS:
            tree: dict[str, object] = {}
            for entry in getattr(lexicon, kind):
                as_written = kind in FOLDED or kind == "abbreviations"
                for form in {entry} if as_written else {entry, entry.upper()}:
                    node = tree
                    for token in _TOKEN.findall(form):
                        node = node.setdefault(self._form(kind, token), {})  # type: ignore[assignment]
                    node[""] = True
            if tree:
                self._trees[kind] = tree

    @staticmethod
    def _form(kind: str, token: str) -> str:
        from vntext.text.key import key

        return key(token) if kind in FOLDED else token

    def longest(
        self, text: str, tokens: list[tuple[int, int]], i: int, kinds: tuple[str, ...]
    ) -> tuple[int, str]:
        """Number of tokens and kind of the longest entry at token ``i``; 0 when there is none."""
        best, best_kind = 0, ""
        for kind in kinds:
            if kind not in self._trees:
                continue
            node, k = self._trees[kind], i
            while k < len(tokens):
                a, b = tokens[k]
                if k > i and text[tokens[k - 1][1] : a].strip(" \t"):
                    break
                step = node.get(self._form(kind, text[a:b]))
                if not isinstance(step, dict):
                    break
                node, k = step, k + 1
                if "" in node and k - i > best:
                    best, best_kind = k - i, kind
        return best, best_kind

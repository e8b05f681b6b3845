"""Short names that a text gives to documents: "Luật Giá (sau đây gọi là Luật)", and their uses.

From its definition on, "Điều 9 của Luật" is of the document that was defined so. A type of document
behind a provision that no definition tells is a use too, of a document that the context tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from vntext.legal.patterns import pattern
from vntext.legal.tables import types_by_form, types_by_name
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Term", "Use", "by_names", "defined", "find_uses", "read_terms"]

_REACH = 500
"""Characters between a document and its short name, at most: its date, issuer and title."""

_MOST = 100
"""Short names of a text that are followed."""


class _Cited(Protocol):
    """A reference, as a row or as it is given out."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def provision(self) -> str: ...


R = TypeVar("R", bound=_Cited)


class Term(NamedTuple, Generic[R]):
    """A short name that the text gives to a document.

    Attributes:
        name: The name as written, blanks joined.
        start: Its first character where it is defined.
        end: Its end there (exclusive).
        document: The document that it names.
    """

    name: str
    start: int
    end: int
    document: R


class Use(NamedTuple, Generic[R]):
    """A place that speaks of a document by its short name or by its type alone.

    Attributes:
        start: First character, that of the provision where one stands before the name.
        end: End of the name (exclusive).
        type: Type of the document that the name tells.
        provision: The reference to the provision, or ``None``.
        document: The document that was defined so, or ``None`` where none was.
    """

    start: int
    end: int
    type: str
    provision: R | None
    document: R | None


@cache
def _types() -> re.Pattern[str]:
    """A type of document at the beginning of a name, in lower case."""
    forms = sorted(types_by_form(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def _type_of(name: str) -> tuple[str, bool]:
    """The type that a name begins with, and whether it is all of the name."""
    m = _types().match(lower(name))
    if m is None:
        return "", False
    return types_by_form()[m.group()].name, m.end() == len(name)


def read_terms(text: str, low: str, references: Sequence[R]) -> list[Term[R]]:
    """Reads the short names that a text gives to documents.

    Args:
        text: The text.
        low: The same in lower case.
        references: Its references, in order.

    Example:
        >>> from vntext.legal.find import find_rows
        >>> text = "Nghị định 15/2020/NĐ-CP về Luật Viễn thông (sau đây gọi tắt là Nghị định)."
        >>> [(t.name, t.document.key) for t in read_terms(text, text.lower(), find_rows(text))]
        [('Nghị định', 'nghị định:15/2020')]
    """
    starts = [r.start for r in references]
    out = []
    for m in pattern("called_below").finditer(low):
        group = "term" if m.group("term") else "quoted"
        start, end = m.span(group)
        name = " ".join(text[start:end].split())
        document = _named(low, references[: bisect_left(starts, m.start())], m.start(), name)
        if document is not None and name[:1].isupper():
            out.append(Term(name, start, end, document))
    return out


def _named(low: str, before: Sequence[R], at: int, name: str) -> R | None:
    """The document before a definition: the nearest of the type that the name tells."""
    begin = max(at - _REACH, low.rfind("\n", 0, at), low.rfind(". ", 0, at), low.rfind(";", 0, at))
    type_name, whole = _type_of(name)
    row = types_by_name().get(type_name)
    fitting = {type_name, *(row.also if row is not None else ())}
    nearest = None
    for r in reversed(before):
        if r.end <= begin:
            break
        if r.type == "provision" or not r.key:
            continue
        if type_name and r.type in fitting:
            return r
        if nearest is None and not low[r.end : at].strip(" (,"):
            nearest = r
    # "Luật Đất đai (sau đây gọi là LĐĐ)"; but "của Bộ Y tế (sau đây gọi là Bộ)" names no document
    return nearest if not (type_name and whole) else None


@cache
def _bare() -> re.Pattern[str]:
    """A type of document as a name: with a capital, and nothing that makes it another name."""
    names = sorted((t.name for t in types_by_name().values() if t.anaphoric), key=len, reverse=True)
    shown = "|".join(re.escape(n[:1].upper() + n[1:]).replace(r"\ ", r"\s{1,3}") for n in names)
    return re.compile(rf"(?:{shown})(?!\w)")


def _ends_here(text: str, end: int) -> bool:
    following = text[end : end + 14]
    stripped = following.lstrip(" \t")
    if following[:1] in " \t" and stripped[:1].isupper():
        return False
    return pattern("type_goes_on").match(lower(following)) is None


def by_names(terms: Sequence[Term[R]]) -> dict[str, list[Term[R]]]:
    """The definitions of each name, in order."""
    out: dict[str, list[Term[R]]] = {}
    for term in terms:
        out.setdefault(term.name, []).append(term)
    return out


def defined(terms: Sequence[Term[R]], offset: int) -> Term[R] | None:
    """The last definition of a name before an offset, or ``None``."""
    i = bisect_right(terms, offset, key=lambda t: t.end) - 1
    return terms[i] if i >= 0 else None


def find_uses(
    text: str, low: str, terms: Sequence[Term[R]], references: Sequence[R]
) -> Iterator[Use[R]]:
    """Finds where a text speaks of documents by short names, or by their type behind a provision.

    Args:
        text: The text.
        low: The same in lower case.
        terms: The short names that it gives, in order.
        references: Its references, in order.

    Yields:
        The places in the order of the text. Where a reference stands already, there is none.
    """
    ends = {r.end: r for r in references if r.type == "provision" and not r.key}
    taken = [(r.start, r.end) for r in references if r.type != "provision"]
    taken += [(t.start, t.end) for t in terms]
    taken.sort()
    found: dict[int, Use[R]] = {}
    for end, provision in ends.items():
        m = pattern("behind_provision").match(low, end)
        name = _bare().match(text, m.end()) if m is not None else None
        if m is None or name is None or not _ends_here(text, name.end()):
            continue
        type_name, _ = _type_of(" ".join(name.group().split()))
        found[m.end()] = Use(provision.start, name.end(), type_name, provision, None)
    for term_name, rows in islice(by_names(terms).items(), _MOST):
        type_name, whole = _type_of(term_name)
        written = re.escape(term_name).replace(r"\ ", r"\s{1,3}")
        for m in re.compile(rf"(?<!\w){written}(?!\w)").finditer(text, rows[0].end):
            if whole and not _ends_here(text, m.end()):
                continue
            term = defined(rows, m.start())
            if term is None:
                continue
            of = _before(low, ends, m.start())
            start = m.start() if of is None else of.start
            document = term.document
            found[m.start()] = Use(start, m.end(), type_name or document.type, of, document)
    i = 0
    for place in sorted(found):
        while i < len(taken) and taken[i][1] <= place:
            i += 1
        use = found[place]
        if i == len(taken) or taken[i][0] >= use.end:
            yield use


def _before(low: str, ends: dict[int, R], at: int) -> R | None:
    """The provision right before a name."""
    for width in range(1, 10):
        provision = ends.get(at - width)
        if provision is not None:
            m = pattern("behind_provision").match(low, at - width)
            return provision if m is not None and m.end() == at else None
    return None

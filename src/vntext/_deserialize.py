"""Plain dicts to a `Document`: every field is checked, and what is wrong is named by its place."""

from __future__ import annotations

import math
from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from vntext.document import (
    FORMAT,
    LAYERS,
    VALUE_LAYERS,
    Cut,
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Words,
)
from vntext.errors import InvalidDocumentError
from vntext.meaning import DateValue, Place, Quantity, Quote, Relation, Successor

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Any, str], Any]
    """Reads a value: the value, the text of the document."""

__all__ = ["KINDS", "document_from_dict"]

T = TypeVar("T")

KINDS: Final[dict[str, type[Any]]] = {
    "paragraphs": Paragraph,
    "sentences": Sentence,
    "entities": Entity,
    "people": Person,
    "legal_references": LegalReference,
    "summary": SummarySentence,
    "dates": DateValue,
    "places": Place,
    "quotes": Quote,
    "quantities": Quantity,
    "relations": Relation,
}
"""What the rows of each layer are, but for words, which are pairs."""


class _WrongError(Exception):
    """A value that cannot be, and where it stands: names and numbers, the outermost last."""

    def __init__(self, what: str, *path: str | int) -> None:
        super().__init__(what)
        self.path = list(path)

    def __str__(self) -> str:
        path = reversed(self.path)
        place = "".join(f"[{x}]" if isinstance(x, int) else f".{x}" for x in path)
        return f"the document is damaged: {place.removeprefix('.') or 'it'} {self.args[0]}"


# -- values --------------------------------------------------------------------------------------


def _string(value: Any, text: str) -> str:
    if not isinstance(value, str):
        raise _WrongError("must be a string")
    return value


def _flag(value: Any, text: str) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("must be true or false")
    return value


def _whole(value: Any, text: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _WrongError("must be a whole number")
    return value


def _number(value: Any, text: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _WrongError("must be a number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _WrongError("must be a finite number")
    return number


def _list(value: Any) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _WrongError("must be a list")
    return value


def _each(read: Reader) -> Reader:
    def rows(value: Any, text: str) -> tuple[Any, ...]:
        out: list[Any] = []
        try:
            for row in _list(value):
                out.append(read(row, text))  # noqa: PERF401 - an error asks how many there are
        except _WrongError as e:
            if isinstance(value, list | tuple):
                e.path.append(len(out))
            raise
        return tuple(out)

    return rows


def _maybe(read: Reader) -> Reader:
    return lambda value, text: None if value is None else read(value, text)


def _pair(value: Any, text: str) -> tuple[float, float]:
    found = _each(_number)(value, text)
    if len(found) != 2:
        raise _WrongError("must be two numbers")
    return found[0], found[1]


# -- rows ----------------------------------------------------------------------------------------


def _row(kind: type[T]) -> Reader:
    """What reads a row of a kind, by the types of its fields."""
    return lambda value, text: _made(kind, value, text)


def _speaker(value: Any, text: str) -> Any:
    named = isinstance(value, dict) and "name" in value
    return _made(Person if named else Span, value, text)


_READERS: Final[dict[str, Reader]] = {
    "str": _string,
    "Label": _string,  # of a table that others may have more rows in
    "Role": _string,
    "bool": _flag,
    "int": _whole,
    "int | None": _maybe(_whole),
    "float": _number,
    "float | None": _maybe(_number),
    "tuple[float, float] | None": _maybe(_pair),
    "tuple[str, ...]": _each(_string),
    "Span | None": _maybe(_row(Span)),
    "Person | Span | None": _maybe(_speaker),
    "tuple[Span, ...]": _each(_row(Span)),
    "tuple[Cut, ...]": _each(_row(Cut)),
    "tuple[Title, ...]": _each(_row(Title)),
    "tuple[Successor, ...]": _each(_row(Successor)),
}
"""What reads a field, by the type that its class declares."""


@cache
def _plan(kind: type[Any]) -> dict[str, tuple[Reader, bool]]:
    """For each field what reads it, and whether it must be there."""
    return {f.name: (_READERS[str(f.type)], f.default is MISSING) for f in fields(kind)}


def _made(kind: type[T], row: Any, text: str) -> T:
    if not isinstance(row, dict):
        raise _WrongError("must be an object")
    known: Any = kind  # a class can be hashed, whatever mypy thinks of its instances
    plan = _plan(known)
    values: dict[str, Any] = {}
    name = ""
    try:
        for name, value in row.items():
            values[name] = plan[name][0](value, text)
    except _WrongError as e:
        e.path.append(name)
        raise
    except (KeyError, TypeError):
        raise _WrongError("has a field that is not known") from None
    if issubclass(kind, Span):
        _fit(values, text)
    for name, (_, needed) in plan.items():
        if needed and name not in values:
            raise _WrongError(f"has no field {name!r}")
    return kind(**values)


def _fit(values: dict[str, Any], text: str) -> None:
    """Checks the offsets, and that the text is what stands there; it may be left out."""
    start, end = values.get("start", -1), values.get("end", -1)
    if not 0 <= start <= end <= len(text):
        raise _WrongError("does not lie in the text")
    cut = text[start:end]
    if values.setdefault("text", cut) != cut:
        raise _WrongError("is not what stands there", "text")


def _words(value: Any, text: str) -> Words:
    """Words, in order and without overlap."""
    last, size = 0, len(text)
    pairs = _list(value)
    for k, pair in enumerate(pairs):
        ok = isinstance(pair, list | tuple) and len(pair) == 2
        if not ok or type(pair[0]) is not int or type(pair[1]) is not int:
            raise _WrongError("must be two whole numbers", k)
        if not last <= pair[0] <= pair[1] <= size:
            raise _WrongError("does not lie behind the word before it, in the text", k)
        last = pair[1]
    return Words.of(text, [(a, b) for a, b in pairs])


def document_from_dict(data: Any) -> Document:
    """The document that `vntext._serialize.document_to_dict` described.

    Raises:
        InvalidDocumentError: If a field is missing, has a value that it cannot have, or does not
            fit the text; the message says which.

    Example:
        >>> document_from_dict({"format": "vntext.document/1", "text": 5})
        Traceback (most recent call last):
        vntext.errors.InvalidDocumentError: the document is damaged: text must be a string
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InvalidDocumentError(f"not a document in the format {FORMAT!r}")
    try:
        return _document(data)
    except _WrongError as e:
        raise InvalidDocumentError(str(e)) from None


def _document(data: dict[str, Any]) -> Document:
    name = "text"
    try:
        text = _string(data.get("text"), "")
        layers: dict[str, Any] = {}
        for name in (*LAYERS, *VALUE_LAYERS):
            if name in data:
                read = _words if name == "words" else _layers()[name]
                layers[name] = read(data[name], text)
    except _WrongError as e:
        e.path.append(name)
        raise
    for name in LAYERS:
        if name not in layers:
            raise _WrongError(f"has no layer {name!r}")
    if len(data) > len(layers) + 2 or "text" not in data:  # besides: the text and the format
        raise _WrongError("has a field that is not known")
    return Document(text, **{**layers, "summary": Summary(layers["summary"])})


@cache
def _layers() -> dict[str, Reader]:
    return {name: _each(_row(kind)) for name, kind in KINDS.items()}

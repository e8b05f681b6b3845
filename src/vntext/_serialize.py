"""`Document` to plain dicts; `vntext._deserialize` reads them."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from vntext.document import (
    ALL_LAYERS,
    FORMAT,
    LAYERS,
    Person,
    Span,
    Words,
)
from vntext.kernel import kernel
from vntext.meaning import Successor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from vntext.document.layered import Layered

S = TypeVar("S", bound=Span)


_AS_THEY_ARE = {"int", "str", "float", "bool", "Label", "Role"}
"""Annotations of fields whose values are plain."""


@cache
def _form(kind: type[Span]) -> tuple[tuple[str, ...], Callable[[Span], Any], tuple[str, ...]]:
    """Names of the fields of a kind, what reads them all, and the names of those to make plain."""
    rows = fields(kind)
    names = tuple([f.name for f in rows])
    return names, attrgetter(*names), tuple([f.name for f in rows if f.type not in _AS_THEY_ARE])


def span_to_dict(span: Span) -> dict[str, Any]:
    """A span and its fields as a dict; nested spans become dicts too."""
    kind: Any = type(span)  # a class can be hashed, whatever mypy thinks of its instances
    names, read, nested = _form(kind)
    out = dict(zip(names, read(span), strict=True))
    for name in nested:
        out[name] = _plain(out[name])
    return out


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return span_to_dict(value)
    if isinstance(value, Person):
        return person_to_dict(value)
    if isinstance(value, Successor):
        return {"code": value.code, "share": value.share}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def person_to_dict(person: Person) -> dict[str, Any]:
    """A person as a dict."""
    return {
        "name": person.name,
        "mentions": [span_to_dict(m) for m in person.mentions],
        "titles": [span_to_dict(t) for t in person.titles],
        "role": person.role,
        "family_name": person.family_name,
        "middle_name": person.middle_name,
        "given_name": person.given_name,
    }


def _words(words: Words) -> list[list[int]]:
    return [[a, b] for a, b in words.pairs()]


_PAIRS = ("[", ",", "", "]", ",")
_ROWS = ('{"start": ', ', "end": ', ', "text": ', "}", ", ")
"""What stands before a start, between start and end, behind an end, at the end of a row, and
between two rows."""


def word_rows_to_json(words: Words) -> str:
    """Words with their offsets as JSON: no object is made for a word.

    Args:
        words: The words of a text.

    Example:
        >>> word_rows_to_json(Words.of("Hà Nội mưa", [(0, 6), (7, 10)]))
        '[{"start": 0, "end": 6, "text": "Hà Nội"}, {"start": 7, "end": 10, "text": "mưa"}]'
    """
    native = kernel()
    if native is not None:
        found: str = native.spans_written(words._text, *words._spans.wide(), _ROWS, True)
        return f"[{found}]"
    from json.encoder import encode_basestring as quoted

    text = words._text
    rows = [f'{{"start": {a}, "end": {b}, "text": {quoted(text[a:b])}}}' for a, b in words.pairs()]
    return f"[{', '.join(rows)}]"


def words_to_json(words: Words, wide: Sequence[int] = ()) -> str:
    """The pairs of `document_to_dict` as JSON without spaces, some times faster than by lists.

    Args:
        words: The words of a text.
        wide: Places of the characters that are counted twice, as UTF-16 does, in order.

    Example:
        >>> words_to_json(Words.of("Hà Nội 😀 mưa", [(0, 6), (7, 8), (9, 12)]), [7])
        '[[0,6],[7,9],[10,13]]'
    """
    native = kernel()
    if native is not None and not wide:
        found: str = native.spans_written(words._text, *words._spans.wide(), _PAIRS, False)
        return f"[{found}]"
    import numpy as np

    spans = words._spans.spans()
    if not len(spans.starts):
        return "[]"
    pairs = np.stack((spans.starts, spans.ends), axis=1)
    if wide:
        pairs += np.searchsorted(np.asarray(wide), pairs).astype(pairs.dtype)
    figures, least = _figures(), 10 ** np.arange(3, -1, -1)
    made, known = figures[pairs % 10_000], least
    high = pairs
    while (high := high // 10_000).any():
        made = np.concatenate((figures[high % 10_000], made), axis=2)
        known = np.concatenate((known[:4] * 10_000, known))
    width = made.shape[2]
    out = np.empty((len(pairs), 2 * width + 4), np.uint8)  # a row: [start,end],
    kept = np.ones(out.shape, bool)
    out[:, (0, width + 1, -2, -1)] = tuple(b"[,],")
    for k, first in enumerate((1, width + 2)):
        out[:, first : first + width] = made[:, k]
        # no zeros in front, but the last figure of 0
        kept[:, first : first + width - 1] = pairs[:, k : k + 1] >= known[:-1]
    return f"[{out[kept].tobytes()[:-1].decode()}]"


@cache
def _figures() -> Any:
    """The figures of the numbers below 10,000, four each."""
    import numpy as np

    return (np.arange(10_000)[:, None] // 10 ** np.arange(3, -1, -1) % 10 + ord("0")).astype("u1")


_PLAIN: dict[str, Callable[[Any], list[Any]]] = {
    "words": _words,
    "people": lambda people: [person_to_dict(p) for p in people],
}
"""Layers that are no rows of spans, each with what makes it plain."""


def document_to_dict(doc: Layered, layers: Collection[str] = LAYERS) -> dict[str, Any]:
    """The document as plain dicts, lists, strings and numbers; only layers named are looked at."""
    out: dict[str, Any] = {"format": FORMAT, "text": doc.text}
    for name in ALL_LAYERS:
        if name in layers:
            layer = getattr(doc, name)
            out[name] = _PLAIN[name](layer) if name in _PLAIN else [span_to_dict(s) for s in layer]
    return out

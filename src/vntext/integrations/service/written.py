"""Results as JSON, with offsets in code points or in UTF-16 code units."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from vntext._serialize import document_to_dict, words_to_json
from vntext.document import ALL_LAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Document, Words

__all__ = ["plain_document", "utf16", "wide_places", "written"]


def plain_document(doc: Document, layers: Sequence[str]) -> dict[str, Any]:
    """The document as a dict; its words stay as they are, for `written`."""
    out = document_to_dict(doc, [name for name in layers if name != "words"])
    if "words" not in layers:
        return out
    out["words"] = doc.words
    return {name: out[name] for name in ("format", "text", *ALL_LAYERS) if name in out}


def written(result: dict[str, Any], wide: Sequence[int] = ()) -> bytes:
    """JSON in UTF-8, in ASCII where a text holds lone surrogates.

    Args:
        result: Dicts and lists, with `Words` where they hold words.
        wide: What the offsets of these words are counted by, of `wide_places`.
    """
    words: list[Words] = []

    def later(value: Words) -> None:
        words.append(value)

    def dumped(**options: Any) -> str:
        words.clear()
        return json.dumps(result, separators=(",", ":"), default=later, **options)

    try:
        out = dumped(ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate is escaped
        out = dumped().encode()
    for value in words:
        # in a string there is a backslash before a quotation mark
        made = f'"words":{words_to_json(value, wide)}'
        out = out.replace(b'"words":null', made.encode(), 1)
    return out


_PAIRS: Final = ("new_text", "from_span", "to_span")
"""Fields of a legal document that are spans without a text of their own."""

_FLAT: Final = ("centroid", *_PAIRS)
"""Fields without dicts below them."""

_HOLDERS: Final = (dict, list, tuple)


def wide_places(text: str) -> list[int]:
    """Places of the characters that UTF-16 writes as two units.

    Example:
        >>> wide_places("😀 a 😀")
        [0, 4]
    """
    if text.isascii() or max(text) <= "\uffff":
        return []
    return [i for i, c in enumerate(text) if c > "\uffff"]


def utf16(result: Any, wide: Sequence[int]) -> None:
    """Counts the offsets of a result in UTF-16 code units, as JavaScript and Java do.

    Args:
        result: Dicts and lists with ``start`` and ``end``, changed in place, and the spans of
            amendments, which are pairs. `Words` stay as they are.
        wide: Places of the characters of the text that are two units.

    Example:
        >>> spans = [{"start": 2, "end": 3}]
        >>> utf16(spans, wide_places("😀 a"))
        >>> spans
        [{'start': 3, 'end': 4}]
    """

    def move(pos: int) -> int:
        return pos + bisect_left(wide, pos)

    stack = [result]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            for name in ("start", "end"):
                if name in value:
                    value[name] = move(value[name])
            for name in _PAIRS:
                if value.get(name) is not None:
                    value[name] = [move(pos) for pos in value[name]]
            stack += [v for k, v in value.items() if k not in _FLAT and isinstance(v, _HOLDERS)]
        else:
            stack += [v for v in value if isinstance(v, _HOLDERS)]

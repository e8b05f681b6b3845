"""The JSON Schema of what `Document.to_json` writes, made of the classes that it writes.

Its version is that of the format (``vntext.document/1``): a release may add fields to a version;
what would break a reader gets another one.
"""

from __future__ import annotations

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from vntext._deserialize import KINDS
from vntext.document import (
    FORMAT,
    Person,
    Span,
    Title,
)
from vntext.labels import Label, Role
from vntext.meaning import Successor

__all__ = ["document_schema"]

_NAMES: Final = {
    "Label": Label,
    "Role": Role,
    "Person": Person,
    "Span": Span,
    "Title": Title,
    "Successor": Successor,
}
"""Names in annotations that type checkers alone see where they stand."""

_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
}


def document_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of documents as JSON.

    Returns:
        The schema as plain values. Offsets are in characters (code points) of ``text``; that they
        lie in it, `vntext.Document.from_json` checks and a schema cannot say.

    Example:
        >>> schema = document_schema()
        >>> schema["$id"], schema["properties"]["format"]
        ('urn:vntext:document:1', {'const': 'vntext.document/1'})
    """
    made: dict[str, Any] = {}
    layers = {
        name: {"type": "array", "items": _of(kind, made), "description": _first(kind)}
        for name, kind in KINDS.items()
    }
    pair = {"type": "array", "items": _offset(), "minItems": 2, "maxItems": 2}
    layers["words"] = {
        "type": "array",
        "items": pair,
        "description": "Words: start and end of each.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('.', ':').replace('/', ':')}",
        "title": FORMAT,
        "description": "A Vietnamese text and what was found in it; offsets are in characters "
        "(code points) of the text, ends exclusive.",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "text": {"type": "string"}, **layers},
        "required": ["format", "text"],
        "additionalProperties": False,
        "$defs": dict(sorted(made.items())),
    }


def _offset() -> dict[str, Any]:
    return {"type": "integer", "minimum": 0}


def _first(kind: type) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


def _told(kind: type) -> dict[str, str]:
    """What the docstring of a class says of each attribute."""
    import inspect

    out: dict[str, str] = {}
    name = ""
    for line in (inspect.getdoc(kind) or "").partition("Attributes:\n")[2].splitlines():
        if not line.startswith("    "):
            break
        if not line.startswith("     "):
            name, _, text = line.strip().partition(": ")
            out[name] = text
        else:
            out[name] += f" {line.strip()}"
    return {name: " ".join(text.replace("``", "").split()) for name, text in out.items()}


def _of(hint: Any, made: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; classes go into ``made``."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, UnionType):
        return {"anyOf": [_of(part, made) for part in parts]}
    if origin is tuple and parts[-1] is Ellipsis:
        return {"type": "array", "items": _of(parts[0], made)}
    if origin is tuple:
        items = [_of(part, made) for part in parts]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if hint.__name__ not in made:
        made[hint.__name__] = {}  # a class may hold itself
        made[hint.__name__] = _object(hint, made)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _object(kind: type, made: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind, localns=dict(_NAMES))
    told = {**_told(Span), **_told(kind)} if issubclass(kind, Span) else _told(kind)
    names = [f.name for f in fields(kind)]
    rows = {
        name: {
            **(_offset() if name in ("start", "end") else _of(hints[name], made)),
            **({"description": told[name]} if name in told else {}),
        }
        for name in names
    }
    return {
        "description": _first(kind),
        "type": "object",
        "properties": rows,
        "required": names,
        # a span inside another one may be of any kind, with the fields of that kind
        "additionalProperties": kind is Span,
    }

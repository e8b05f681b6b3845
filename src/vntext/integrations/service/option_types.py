"""Types of options of requests, and how they are read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    WithJsonSchema,
)

__all__ = [
    "Count",
    "Day",
    "Layer",
    "Layout",
    "Line",
    "Offsets",
    "Restore",
    "Source",
    "WordCount",
    "any_text",
]

Offsets = Literal["code-points", "utf-16"]


Source = Literal["plain", "html", "markdown", "auto"]


Layout = Literal["auto", "lines", "wrapped"]


Restore = bool | Literal["never", "auto", "always"]


Layer = Literal[
    "paragraphs",
    "sentences",
    "words",
    "entities",
    "people",
    "legal_references",
    "summary",
    "dates",
    "places",
    "quotes",
    "quantities",
    "relations",
]


def _whole(value: Any) -> Any:
    # JSON Schema calls 3.0 an integer
    return int(value) if isinstance(value, float) and value.is_integer() else value


def any_text(value: Any) -> str:
    """A text as it is given: pydantic refuses lone surrogates, the library takes them."""
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


def _line(value: Any) -> str | None:
    if value is not None and len(any_text(value)) > 1000:
        raise ValueError("must have at most 1000 characters")
    return value if value is None else str(value)


Line = Annotated[
    str | None,
    PlainValidator(_line),
    WithJsonSchema({"type": ["string", "null"], "maxLength": 1000}),
]


Count = Annotated[int, Field(ge=1, le=100), BeforeValidator(_whole)]


WordCount = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(_whole)]


def _day(value: Any) -> str | None:
    from vntext.errors import InvalidOptionError
    from vntext.values.dates import read_reference

    try:
        read_reference(value)
    except InvalidOptionError:
        raise ValueError("must be a date such as 2025-05-24, 2025-05 or 2025") from None
    return value or None


Day = Annotated[
    str | None,
    PlainValidator(_day),
    WithJsonSchema(
        {
            "type": ["string", "null"],
            "anyOf": [
                {"format": "date"},
                {"pattern": "^([1-9][0-9]{3}(-(0[1-9]|1[0-2]))?)?$"},
            ],
        }
    ),
]

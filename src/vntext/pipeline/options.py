"""What a call may ask for: layers, layout, source, accents, the day of a text."""

from __future__ import annotations

from typing import Literal

from vntext.checks import check_choice, check_many, check_restore
from vntext.document.layers import check_layer_names
from vntext.errors import InvalidOptionError
from vntext.text.markup import SOURCES
from vntext.text.reading import LAYOUTS

__all__ = [
    "BATCH_CHARS",
    "DEFAULT_LAYERS",
    "Layout",
    "Restore",
    "Source",
    "check_layers",
    "check_reading",
    "check_reference",
]

Layout = Literal["auto", "lines", "wrapped"]

Source = Literal["plain", "html", "markdown", "auto"]

Restore = bool | Literal["never", "auto", "always"]

BATCH_CHARS = 200_000
"""Characters that `Pipeline.pipe` joins into one batch."""

DEFAULT_LAYERS = ("paragraphs", "sentences", "words", "entities", "legal_references")
"""Layers that are made when a call does not say which: those that gain by batches."""


def check_layers(layers: object) -> tuple[str, ...]:
    """The layers that a call asks for.

    Raises:
        InvalidOptionError: If they are no names of layers.
    """
    if layers is None:
        return DEFAULT_LAYERS
    check_many("layers", layers, error=InvalidOptionError)
    names: tuple[str, ...] = tuple(layers)  # type: ignore[arg-type]  # checked right above
    check_layer_names(names)
    return tuple(dict.fromkeys(names))


def check_reading(layout: object, source: object, restore: object) -> None:
    """Refuses ways to read a text that there are not.

    Raises:
        InvalidOptionError: If one of them has a value that it cannot have.
    """
    check_choice("layout", layout, LAYOUTS)
    check_choice("source", source, SOURCES)
    check_restore(restore)


def check_reference(reference: str | None) -> str:
    """The day of a text as its caller says it, ``""`` for none."""
    if reference is None:
        return ""
    from vntext.values.dates import read_reference

    read_reference(reference)
    return reference

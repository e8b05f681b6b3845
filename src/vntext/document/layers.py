"""The layers that a document has, by name, and where it takes them from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ALL_LAYERS", "FORMAT", "LAYERS", "VALUE_LAYERS", "Layers", "check_layer_names"]

FORMAT = "vntext.document/1"

LAYERS = (
    "paragraphs",
    "sentences",
    "words",
    "entities",
    "people",
    "legal_references",
    "summary",
)
"""Layers that a document's dict and JSON hold, in the order in which `Document` takes them."""

VALUE_LAYERS = ("dates", "places", "quotes", "quantities", "relations")
"""Layers that say what spans mean: made when they are asked for or looked at."""

ALL_LAYERS = (*LAYERS, *VALUE_LAYERS)
"""All layers, by the names that ``layers=`` takes."""


def check_layer_names(names: Iterable[object]) -> None:
    """Refuses what is no name of a layer.

    Raises:
        InvalidOptionError: If there is no layer of a name.

    Example:
        >>> check_layer_names(["words", "dates"])
    """
    for name in names:
        if name not in ALL_LAYERS:
            raise InvalidOptionError(f"a layer is one of {', '.join(ALL_LAYERS)}, not {name!r}")


class Layers(Protocol):
    """Where a document takes its layers from when they are looked at."""

    def objects(self, name: str) -> Any:
        """The layer of this name (one of `LAYERS`) as `Document` shows it."""
        ...

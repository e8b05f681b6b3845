"""Views of a document: how the core reaches what is built upon it, without knowing it.

A view is a function of a document or of a part of one: a page for a notebook, parts of speech.
`vntext/__init__.py`, which sees the whole package, names them; the core asks for them by name when
a document is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["register", "view"]

_views: dict[str, Callable[..., Any]] = {}


def register(name: str, function: Callable[..., Any]) -> None:
    """Names a view; a later one of the same name takes its place.

    Args:
        name: What `Document` asks for (``"notebook"``, ``"people"``, ``"pos_tags"`` ...).
        function: Takes the document or part of one first.
    """
    _views[name] = function


def view(name: str, *args: Any) -> Any:
    """What a view shows.

    Args:
        name: Name of the view.
        *args: What the view takes.
    """
    return _views[name](*args)

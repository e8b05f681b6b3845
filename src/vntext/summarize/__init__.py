"""Summaries and key phrases.

The names below are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vntext._callable import make_callable

if TYPE_CHECKING:
    from vntext.summarize.api import summarize
    from vntext.summarize.select import summarize_document

_MODULES = {
    "api": ("summarize",),
    "select": ("summarize_document",),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

__all__ = ["summarize", "summarize_document"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


make_callable(__name__, "vntext.summarize.api", "summarize")

"""What objects hold: bytes that are reached from them and from nothing else, and their pickle."""

from __future__ import annotations

import gc
import pickle
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARED = (type, types.ModuleType, types.BuiltinFunctionType, types.CodeType)


def _refers_to(thing: Any) -> list[Any]:
    if isinstance(thing, types.FunctionType):
        # not its module: what a closure keeps is kept for the object
        return [*(thing.__closure__ or ()), *(thing.__defaults__ or ())]
    more = [getattr(thing, name, None) for name in ("base", "obj")]  # of arrays and memoryviews
    is_view = isinstance(thing, memoryview) or type(thing).__module__ == "numpy"
    return [*gc.get_referents(thing), *(x for x in more if is_view and x is not None)]


def reached(roots: Sequence[Any]) -> dict[int, Any]:
    """All that can be reached from objects, by id, without types, modules and code."""
    out: dict[int, Any] = {}
    waiting = list(roots)
    while waiting:
        thing = waiting.pop()
        if id(thing) in out or isinstance(thing, _SHARED):
            continue
        out[id(thing)] = thing
        waiting += _refers_to(thing)
    return out


def held(docs: Sequence[Any], others: Sequence[Any]) -> float:
    """Bytes that a document holds on average, without the text that it was given.

    Args:
        docs: Documents that nobody has looked at.
        others: More of them, of other texts: what both reach (the pipeline, tables, names of
            labels) is shared and does not count.
    """
    apart = reached(others).keys() | {id(d.text) for d in docs}
    return sum(sys.getsizeof(x) for k, x in reached(docs).items() if k not in apart) / len(docs)


def pickled(docs: Sequence[Any]) -> float:
    """Bytes of a document's pickle on average, without those of its text in UTF-8."""
    sizes = (len(pickle.dumps(d)) - len(d.text.encode("utf8", "surrogatepass")) for d in docs)
    return sum(sizes) / len(docs)

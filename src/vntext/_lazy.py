"""Names of a package, loaded from their modules when they are first used (PEP 562).

The stub beside the package (``__init__.pyi``) is the one list of its names: type checkers read it,
and so does the package itself.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

__all__ = ["attach", "homes"]


def homes(stub: str) -> dict[str, str]:
    r"""The public names of a stub, each with the module that holds it.

    A stub is written as the formatter leaves it, so that no parser is needed at every start.

    Example:
        >>> homes("from vntext.api import (\n    find_people as find_people,\n)")
        {'find_people': 'vntext.api'}
    """
    out: dict[str, str] = {}
    module = ""
    for line in stub.splitlines():
        names = line
        if line.startswith("from "):
            _, module, _, names = line.split(maxsplit=3)
        for part in names.strip("() ").split(",") if module else ():
            name, _, alias = part.strip().partition(" as ")
            if alias:
                out[name] = module
    return out


def attach(
    namespace: MutableMapping[str, object],
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Makes the names of a package's stub lazy.

    Args:
        namespace: ``globals()`` of the package.

    Returns:
        ``__getattr__``, ``__dir__`` and ``__all__`` of the package.
    """
    # pathlib alone would double the time of `import vntext`
    with open(os.path.splitext(str(namespace["__file__"]))[0] + ".pyi", encoding="utf8") as stub:
        home = homes(stub.read())
    package = namespace["__name__"]

    def load(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = namespace[name] = getattr(import_module(home[name]), name)
        return value

    public = sorted(home)
    return load, lambda: sorted({*namespace, *public}), public

"""Packages that can be called.

``vntext.normalize`` and ``vntext.summarize`` are folders of the library and functions of its
public contract at once. Importing any module of such a folder binds the folder's name in
``vntext``, so the folder itself has to answer the call.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["make_callable"]


def make_callable(package: str, module: str, function: str) -> None:
    """Lets a call of ``package`` run ``function`` of ``module``, loaded at the first call.

    Args:
        package: The package, which is being imported.
        module: The module that holds the function.
        function: The function's name.
    """

    class CallablePackage(ModuleType):
        def __call__(self, *args: Any, **options: Any) -> Any:
            return getattr(import_module(module), function)(*args, **options)

        def __reduce__(self) -> tuple[Any, tuple[str]]:
            # so that a pool of processes can be given the function
            return import_module, (package,)

        @property
        def __wrapped__(self) -> Any:
            # `help` and `inspect.signature` show the function
            return getattr(import_module(module), function)

    sys.modules[package].__class__ = CallablePackage

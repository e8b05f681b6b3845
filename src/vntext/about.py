"""What is installed and what runs: the first thing to look at, and to say in a report of a bug."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

__all__ = ["Info", "info"]

OF_DEVELOPERS: Final = frozenset(
    ("all", "test", "fuzz", "mutation", "lint", "docs", "bench", "train", "build")
)
"""Extras that bring no feature."""


@dataclass(frozen=True, slots=True)
class Info:
    """What is installed and what runs.

    Attributes:
        version: Version of the library.
        python: Version of Python.
        platform: Operating system and processor.
        kernel: Whether the compiled kernel runs; without it numpy does the same work, more slowly.
        kernel_file: The file of the kernel, ``""`` without it.
        packages: Versions of the packages that the library needs.
        extras: For each extra whether its packages are there; empty where the library runs without
            being installed.
    """

    version: str
    python: str
    platform: str
    kernel: bool
    kernel_file: str
    packages: dict[str, str]
    extras: dict[str, bool]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)

    def __str__(self) -> str:
        there = [name for name, found in self.extras.items() if found]
        absent = [name for name, found in self.extras.items() if not found]
        kernel = (
            f"runs ({self.kernel_file})" if self.kernel else "was not built: arrays do its work"
        )
        rows = (
            ("vntext", self.version),
            ("Python", f"{self.python}, {self.platform}"),
            ("kernel", kernel),
            ("packages", ", ".join(f"{name} {v}" for name, v in self.packages.items())),
            ("extras", ", ".join(there) or "none"),
            ("not installed", ", ".join(absent) or "none"),
        )
        return "\n".join(f"{name + ':':<15}{value}" for name, value in rows)


def info() -> Info:
    """Says what is installed, and whether the compiled kernel runs.

    Returns:
        Versions, the kernel and the extras; ``print(vntext.info())`` shows them.

    Example:
        >>> import vntext
        >>> found = vntext.info()
        >>> found.version == vntext.__version__, isinstance(found.kernel, bool)
        (True, True)
    """
    import platform
    from importlib.metadata import version

    from vntext import __version__
    from vntext.kernel import kernel

    native = kernel()
    return Info(
        version=__version__,
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        kernel=native is not None,
        kernel_file=str(native.__file__) if native is not None else "",
        packages={name: version(name) for name in ("numpy", "regex", "underthesea", "unidecode")},
        extras=_extras(),
    )


_REQUIREMENT: Final = re.compile(r"([\w.-]+)[^;]*;.*\bextra\s*==\s*['\"]([\w.-]+)['\"]")


def _extras() -> dict[str, bool]:
    """For each extra whether all of its packages are installed."""
    from importlib.metadata import PackageNotFoundError, distribution, requires

    def is_there(package: str) -> bool:
        try:
            distribution(package)
        except PackageNotFoundError:
            return False
        return True

    try:
        rows = requires("vntext") or []
    except PackageNotFoundError:
        return {}
    out: dict[str, bool] = {}
    for row in rows:
        if (m := _REQUIREMENT.match(row)) and m[2] not in OF_DEVELOPERS:
            out[m[2]] = out.get(m[2], True) and is_there(m[1])
    return out

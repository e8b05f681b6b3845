"""What every function of normalisation asks of its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.errors import InvalidOptionError, InvalidTextError

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["check_choice", "check_str"]


def check_str(text: object) -> None:
    """Refuses what is no ``str``.

    Raises:
        InvalidTextError: If ``text`` is of another type.
    """
    if not isinstance(text, str):
        raise InvalidTextError(f"text must be a str, not {type(text).__name__}")


def check_choice(name: str, value: str, allowed: Collection[str]) -> None:
    """Refuses a value that an option cannot have.

    Raises:
        InvalidOptionError: If ``value`` is not among ``allowed``.
    """
    if value not in allowed:
        raise InvalidOptionError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")

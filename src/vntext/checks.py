"""What the public functions ask of their arguments, in one place and in one wording.

Each check raises the error of `vntext.errors` that fits, names the argument and says what came in
its place. Checks return nothing, except `check_text`, which every analysis begins with, and
`check_texts`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vntext.errors import InvalidOptionError, InvalidTextError, TextTooLongError

if TYPE_CHECKING:
    from vntext.errors import VntextError

__all__ = [
    "MAX_CHARS",
    "check_choice",
    "check_count",
    "check_flag",
    "check_many",
    "check_method",
    "check_processes",
    "check_restore",
    "check_seconds",
    "check_str",
    "check_string",
    "check_text",
    "check_texts",
]

MAX_CHARS = 20_000_000
"""Longest text that is taken, in characters, unless a pipeline is given another limit."""


def _kind(value: object) -> str:
    return type(value).__name__


# -- texts and documents ---------------------------------------------------------------------------


def check_str(
    text: object, name: str = "text", error: type[VntextError] = InvalidTextError
) -> None:
    """Refuses a text that is no ``str``.

    Raises:
        InvalidTextError: If ``text`` is of another type, or the error that is asked for.
    """
    if not isinstance(text, str):
        raise _no_str(text, name, error)


def _no_str(text: object, name: str, error: type[VntextError] = InvalidTextError) -> VntextError:
    hint = ""
    if isinstance(text, bytes):
        hint = "; decode it first, or use vntext.decode_legacy"
    elif isinstance(text, list | tuple) and name == "text":
        hint = "; for several texts there is vntext.pipe"
    elif getattr(type(text), "IS_ONE", False):
        hint = "; its text is in .text"
    return error(f"{name} must be a str, not {_kind(text)}{hint}")


def check_text(text: object, max_chars: int = MAX_CHARS, name: str = "text") -> str:
    """Returns the text if it is one that can be analysed.

    Raises:
        InvalidTextError: If it is not a str.
        TextTooLongError: If it has more than ``max_chars`` characters.
    """
    if not isinstance(text, str):
        raise _no_str(text, name)
    if len(text) > max_chars:
        raise TextTooLongError(f"{name} has {len(text):,} characters; the limit is {max_chars:,}")
    return str(text)


def check_texts(texts: Any, max_chars: int = MAX_CHARS) -> Iterator[str]:
    """Returns an iterator of texts that can be analysed; an error says which text it is.

    What can never be several texts is refused at once, a single text when it is reached.

    Raises:
        InvalidTextError: If ``texts`` is one text, or nothing to go through, or holds what is no
            str.
        TextTooLongError: If a text has more than ``max_chars`` characters.
    """
    check_many("texts", texts)
    return _checked(texts, max_chars)


def _checked(texts: Iterable[object], max_chars: int) -> Iterator[str]:
    for i, text in enumerate(texts):
        # the name is made for the few that need one
        if type(text) is str and len(text) <= max_chars:
            yield text
        else:
            yield check_text(text, max_chars, f"texts[{i}]")


def check_many(
    name: str, values: object, of: str = "str", error: type[VntextError] = InvalidTextError
) -> None:
    """Refuses what is not several values: one str, bytes or document, or nothing to go through.

    Raises:
        InvalidTextError: If it is not several values, or the error that is asked for.
    """
    # a document is one thing, although one can go through its words
    if isinstance(values, str | bytes | bytearray) or getattr(type(values), "IS_ONE", False):
        raise error(f"{name} must be several {of}, not one {_kind(values)}")
    if not isinstance(values, Iterable):
        raise error(f"{name} must be several {of}, not {_kind(values)}")


# -- options ---------------------------------------------------------------------------------------


def check_choice(name: str, value: object, allowed: Collection[str]) -> None:
    """Refuses a value that an option cannot have.

    Raises:
        InvalidOptionError: If ``value`` is not among ``allowed``.
    """
    if not isinstance(value, str) or value not in allowed:
        raise InvalidOptionError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")


def check_restore(value: object) -> None:
    """Refuses a value that the option ``restore`` cannot have.

    Raises:
        InvalidOptionError: If ``value`` is neither a bool nor ``"never"``, ``"auto"`` or
            ``"always"``.
    """
    if not isinstance(value, bool) and value not in ("never", "auto", "always"):
        raise InvalidOptionError(
            f"restore must be 'never' (or False), 'auto' or 'always' (or True), not {value!r}"
        )


def check_count(name: str, value: object) -> None:
    """Refuses what is no whole number above 0.

    Raises:
        InvalidOptionError: If ``value`` is something else.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidOptionError(f"{name} must be a whole number above 0, not {value!r}")


def check_processes(value: object) -> int:
    """The number of processes that is meant: -1 is one for each core that this process may use.

    Raises:
        InvalidOptionError: If ``value`` is neither -1 nor a whole number above 0.
    """
    if value == -1 and not isinstance(value, bool):
        import os

        usable = getattr(os, "sched_getaffinity", None)
        return len(usable(0)) if usable is not None else os.cpu_count() or 1
    try:
        check_count("n_process", value)
    except InvalidOptionError as e:
        raise InvalidOptionError(f"{e}; -1 stands for all cores") from None
    return value  # type: ignore[return-value]  # checked right above


def check_seconds(name: str, value: object) -> None:
    """Refuses what is no time above 0, unless it is left out (None).

    Raises:
        InvalidOptionError: If ``value`` is something else.
    """
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not None and not (number and 0 < value < float("inf")):  # type: ignore[operator]
        raise InvalidOptionError(f"{name} must be a number of seconds above 0, not {value!r}")


def check_flag(name: str, value: object) -> None:
    """Refuses what is neither True nor False: "no" would count as yes.

    Raises:
        InvalidOptionError: If ``value`` is something else.
    """
    if not isinstance(value, bool):
        raise InvalidOptionError(f"{name} must be True or False, not {value!r}")


def check_string(name: str, value: object, *, optional: bool = False) -> None:
    """Refuses an option that is no ``str``; None passes where the option may be left out.

    Raises:
        InvalidOptionError: If ``value`` is something else.
    """
    if not isinstance(value, str) and not (optional and value is None):
        raise InvalidOptionError(f"{name} must be a str, not {_kind(value)}")


def check_method(name: str, stage: object, method: str) -> None:
    """Refuses a stage, unless it is left out (None) or has its method.

    Raises:
        InvalidOptionError: If there is no such method.
    """
    if stage is not None and not callable(getattr(stage, method, None)):
        raise InvalidOptionError(f"{name} must have a method {method!r}; {_kind(stage)} has none")

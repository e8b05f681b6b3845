"""A bar that shows how far a stream is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.errors import MissingExtraError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["bar", "check_bar"]


def bar(total: float | None, unit: str = " texts", **options: Any) -> AbstractContextManager[Any]:
    """A bar of tqdm on stderr: how much is done, how fast it goes, how long it will take.

    Args:
        total: How much there is; None where nobody knows.
        unit: What is counted.
        **options: What else tqdm takes.

    Raises:
        MissingExtraError: If tqdm is not installed.
    """
    made: AbstractContextManager[Any] = _tqdm()(total=total, unit=unit, **options)
    return made


def check_bar() -> None:
    """Refuses to show a bar that cannot be shown.

    Raises:
        MissingExtraError: If tqdm is not installed.
    """
    _tqdm()


def _tqdm() -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError as e:
        raise MissingExtraError("corpus", "tqdm") from e
    return tqdm

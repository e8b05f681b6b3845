"""The types of `vntext.pipe`: what it yields depends on three of its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict, TypeVar, Unpack, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vntext.bulk.failures import Failure, Handler
    from vntext.document import Document

__all__ = ["Pipe", "PipeOptions", "typed"]

C = TypeVar("C")


class PipeOptions(TypedDict, total=False):
    """Options that do not change what is yielded."""

    layers: Iterable[str] | None
    layout: Literal["auto", "lines", "wrapped"]
    source: Literal["plain", "html", "markdown", "auto"]
    restore: bool | Literal["never", "auto", "always"]
    reference: str | Callable[[Any], Any] | None
    n_process: int
    batch_size: int
    timeout: float | None
    progress: bool


class Pipe(Protocol):
    """`vntext.pipe` and `vntext.Pipeline.pipe`, as type checkers see them."""

    @overload
    def __call__(
        self,
        texts: Iterable[str | None],
        *,
        as_tuples: Literal[False] = False,
        ids: None = None,
        on_error: Literal["raise", "skip"] | Handler = "raise",
        **options: Unpack[PipeOptions],
    ) -> Iterator[Document]: ...
    @overload
    def __call__(
        self,
        texts: Iterable[str | None],
        *,
        as_tuples: Literal[False] = False,
        ids: None = None,
        on_error: Literal["return"],
        **options: Unpack[PipeOptions],
    ) -> Iterator[Document | Failure]: ...
    @overload
    def __call__(
        self,
        texts: Iterable[str | None],
        *,
        as_tuples: Literal[False] = False,
        ids: Iterable[C],
        on_error: Literal["raise", "skip"] | Handler = "raise",
        **options: Unpack[PipeOptions],
    ) -> Iterator[tuple[Document, C]]: ...
    @overload
    def __call__(
        self,
        texts: Iterable[str | None],
        *,
        as_tuples: Literal[False] = False,
        ids: Iterable[C],
        on_error: Literal["return"],
        **options: Unpack[PipeOptions],
    ) -> Iterator[tuple[Document | Failure, C]]: ...
    @overload
    def __call__(
        self,
        texts: Iterable[tuple[str | None, C]],
        *,
        as_tuples: Literal[True],
        ids: None = None,
        on_error: Literal["raise", "skip"] | Handler = "raise",
        **options: Unpack[PipeOptions],
    ) -> Iterator[tuple[Document, C]]: ...
    @overload
    def __call__(
        self,
        texts: Iterable[tuple[str | None, C]],
        *,
        as_tuples: Literal[True],
        ids: None = None,
        on_error: Literal["return"],
        **options: Unpack[PipeOptions],
    ) -> Iterator[tuple[Document | Failure, C]]: ...


def typed(function: Callable[..., Iterator[Any]]) -> Pipe:
    """The function itself, with the types of `Pipe`."""
    return cast("Pipe", function)

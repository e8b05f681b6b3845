"""A stream of texts as chunks: texts that are analysed together, and the bad ones between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vntext.bulk.days import day_of
from vntext.checks import check_text
from vntext.errors import InvalidOptionError, InvalidTextError, VntextError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Chunk", "alone", "chunks", "entries", "sized"]

_END = object()


@dataclass(slots=True)
class Chunk:
    """Texts that are analysed together.

    Attributes:
        start: Place of the first entry in the stream, from 0.
        texts: The texts that can be analysed, in order; what the function takes, at least.
        entries: Everything that came, in order: the text, what came with it, and what is wrong
            with it, None for one of ``texts``.
        extra: What else the function takes that the texts are given to.
        ended: What the source of the stream raised behind these entries.
    """

    start: int
    texts: list[Any] = field(default_factory=list)
    entries: list[tuple[Any, Any, VntextError | None]] = field(default_factory=list)
    extra: tuple[Any, ...] = ()
    ended: Exception | None = None


def entries(texts: Iterable[Any], ids: Iterable[Any] | None, *, pairs: bool) -> Iterator[Any]:
    """Pairs of a text and what comes with it.

    Args:
        texts: The texts, or pairs of a text and its context.
        ids: What comes with each text; None for nothing.
        pairs: Whether ``texts`` are pairs.

    Yields:
        Pairs; what should have been a pair and is none comes as it is, not as a tuple.

    Raises:
        InvalidOptionError: If there are more or fewer ids than texts.
    """
    if pairs:
        for row in texts:
            good = isinstance(row, tuple | list) and len(row) == 2
            yield tuple(row) if good else [row]
    elif ids is None:
        for text in texts:
            yield text, None
    else:
        left = iter(ids)
        for n, text in enumerate(texts):
            key = next(left, _END)
            if key is _END:
                raise InvalidOptionError(f"ids has {n} ids, and there are more texts")
            yield text, key
        if next(left, _END) is not _END:
            raise InvalidOptionError("ids has more ids than there are texts")


def chunks(
    rows: Iterable[Any],
    size: int,
    max_chars: int,
    reference: Callable[[Any], Any] | None = None,
) -> Iterator[Chunk]:
    """Chunks of a stream; what its source raises comes with the last one.

    Args:
        rows: What `entries` gives.
        size: Characters that are put together into one chunk.
        max_chars: Longest text that is taken.
        reference: Gives the day of a text of what came with it. Chunks hold pairs of a text and
            its day then, and a text whose day is none is a bad one.
    """
    chunk, n, number = Chunk(0), 0, 0
    source = iter(rows)
    while True:
        try:
            row = next(source, _END)
        except Exception as e:  # of the caller's source: what came before it is not lost
            chunk.ended = e
            break
        if row is _END:
            break
        text, context, error = _checked(row, number, max_chars)
        item: Any = text
        if error is None and reference is not None:
            try:
                item = text, day_of(reference(context))
            except Exception as e:  # of the caller's function: of this text alone
                error = _no_day(e, number)
        weight = len(text) + 1 if error is None else 1
        if chunk.entries and n + weight > size:
            yield chunk
            chunk, n = Chunk(number), 0
        chunk.entries.append((text, context, error))
        if error is None:
            chunk.texts.append(item)
        n += weight
        number += 1
    if chunk.entries or chunk.ended is not None:
        yield chunk


def _checked(row: Any, number: int, max_chars: int) -> tuple[Any, Any, VntextError | None]:
    if type(row) is list:
        what = f"texts[{number}] must be a pair of a text and its context, not {row[0]!r:.80}"
        return row[0], None, InvalidTextError(what)
    text, context = row
    if type(text) is str and len(text) <= max_chars:
        return text, context, None  # the name is made for the few that need one
    try:
        return check_text(text, max_chars, f"texts[{number}]"), context, None
    except VntextError as e:
        return text, context, e


def _no_day(error: Exception, number: int) -> VntextError:
    if isinstance(error, VntextError):
        return error
    what = f"reference failed for texts[{number}]: {type(error).__name__}: {error}"
    return InvalidOptionError(what)


def alone(run: Callable[[list[Any]], list[Any]], texts: list[Any]) -> list[Any]:
    """What a function gives for texts together; if it fails, for each alone.

    Args:
        run: Gives one result for each text.
        texts: The texts.

    Returns:
        For each text its result, or the error that it alone raises.
    """
    try:
        return run(texts)
    except Exception as e:  # of any stage: only the text that it comes from pays for it
        if len(texts) == 1:
            return [e]
    return [result for text in texts for result in alone(run, [text])]


def sized(texts: object, ids: object) -> int | None:
    """How many texts there are, if that can be told without reading them."""
    for what in (texts, ids):
        if hasattr(what, "__len__"):
            return len(what)
    return None

"""Batches: JSONL in, JSONL out, in the order of the lines, a few lines at a time."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from typing import IO, TYPE_CHECKING, Any

from vntext.integrations.service.body import parse
from vntext.integrations.service.failures import ServiceError, invalid_text, too_large, too_long
from vntext.integrations.service.options import AnalyzeOptions, check, merge

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from vntext.integrations.service.state import State

__all__ = ["answers"]


def _lines(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank with their numbers; None for a line over the limit."""
    number, long = 1, False
    while line := file.readline(limit + 1):
        ends = line.endswith(b"\n")
        if len(line) > limit and not ends:
            long = True
            continue
        if long:
            yield number, None
        elif line.strip():
            yield number, line
        number, long = number + 1, False
    if long:
        yield number, None


def _answer(number: int, key: Any, name: str, value: bytes) -> bytes:
    head: dict[str, Any] = {"line": number} if key is None else {"line": number, "id": key}
    return json.dumps(head).encode()[:-1] + b', "' + name.encode() + b'": ' + value + b"}\n"


async def answers(
    file: IO[bytes],
    defaults: dict[str, Any],
    state: State,
) -> AsyncGenerator[bytes, None]:
    """Answers a batch line by line.

    Args:
        file: The batch; it is closed at the end.
        defaults: Options for lines that do not give them.
        state: Who analyses, the limits of a line and of its text, and where lines are counted.

    Yields:
        One line of JSON for each line that is not blank: ``line`` (its number from 1), ``id`` as
        given, and ``document`` or ``error``.
    """
    waiting: deque[asyncio.Task[bytes]] = deque()
    window = max(2, 2 * state.pool.size)  # lines that are being read or analysed
    try:
        for number, line in _lines(file, state.limits.body_bytes):
            waiting.append(asyncio.ensure_future(_one(number, line, defaults, state)))
            if len(waiting) >= window:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
        file.close()


async def _one(
    number: int,
    line: bytes | None,
    defaults: dict[str, Any],
    state: State,
) -> bytes:
    limits, metrics = state.limits, state.metrics
    key: Any = None
    try:
        if line is None:
            raise too_large("the line", "body_bytes", limits.body_bytes)
        values = parse(line)
        key = values.pop("id", None)
        if isinstance(key, dict | list):
            key = None
            raise ServiceError(422, "invalid_options", "id: must not be nested", fields=("id",))
        text = values.pop("text", None)
        if not isinstance(text, str):
            raise invalid_text("must be a string")
        if len(text) > limits.text_chars:
            raise too_long(len(text), limits.text_chars)
        task = {"op": "analyze", "text": text, **check(AnalyzeOptions, merge(defaults, values))}
        status, body = await state.pool.run(task, patient=True)
        metrics.characters.inc(len(text))
        if status == 200:
            metrics.lines.labels("ok").inc()
            return _answer(number, key, "document", body)
        error = json.loads(body)["error"]
    except ServiceError as e:
        error = e.to_dict()
    except Exception as e:
        error = {"code": "internal", "message": f"the analysis failed: {type(e).__name__}"}
    metrics.lines.labels("error").inc()
    return _answer(number, key, "error", json.dumps(error).encode())

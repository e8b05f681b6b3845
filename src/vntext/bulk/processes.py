"""One worker process, the pipe to it and the texts that it has."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from vntext.bulk.worker import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.bulk.stream import Chunk

__all__ = ["LOOK_SECONDS", "Job", "Task", "Worker"]

LOOK_SECONDS: Final = 1.0
"""How often processes are looked at of which nothing is heard."""


_STARTING: Final = Lock()
"""Held while a process starts: a fork of another thread would copy the ends of its pipe."""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C comes a moment later: a process that is starting never hears of it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Job:
    """A chunk on its way.

    Attributes:
        chunk: The chunk.
        parts: What came back: first text, number of texts, and what the function gave for them,
            or the error of one text. In the order of the texts when the job is done.
    """

    __slots__ = ("chunk", "left", "parts")

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.left = len(chunk.texts)
        self.parts: list[tuple[int, int, Any]] = []

    def give(self, first: int, count: int, result: Any) -> None:
        """Takes what came back for some of the texts."""
        self.parts.append((first, count, result))
        self.left -= count
        if not self.left:
            self.parts.sort(key=lambda part: part[0])


class Task:
    """Some texts of a job, and how many workers died of them."""

    __slots__ = ("count", "deaths", "first", "job")

    def __init__(self, job: Job, first: int, count: int) -> None:
        self.job, self.first, self.count, self.deaths = job, first, count, 0

    def payload(self) -> bytes:
        """What is sent to a worker."""
        texts = self.job.chunk.texts[self.first : self.first + self.count]
        return pickle.dumps((texts, self.job.chunk.extra), pickle.HIGHEST_PROTOCOL)

    def split(self) -> list[Task]:
        """The same texts, a task for each."""
        return [Task(self.job, self.first + i, 1) for i in range(self.count)]


class Worker:
    """One process, the pipe to it, and what it has to do."""

    __slots__ = ("connection", "process", "ready", "since", "tasks")

    def __init__(self, pickled: bytes, others: list[Worker]) -> None:
        context = multiprocessing.get_context()
        with _STARTING, _undisturbed():
            self.connection, child = context.Pipe()
            copied = [w.connection for w in others] + [self.connection]
            ends = copied if context.get_start_method() == "fork" else []
            self.process: Any = context.Process(
                target=serve, args=(child, pickled, ends), name="vntext worker", daemon=True
            )
            try:
                self.process.start()
            except BaseException:
                self.connection.close()
                raise
            finally:
                child.close()
        self.tasks: deque[Task] = deque()
        self.ready = False
        self.since = 0.0

    def send(self, task: Task) -> bool:
        """Gives the worker one more task; false if it is dead."""
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        try:
            self.connection.send_bytes(task.payload())
        except (BrokenPipeError, ConnectionError, OSError):
            return False
        return True

    def stop(self, *, kindly: bool) -> None:
        """Ends the process: at once, or when it has heard that nothing more comes."""
        if kindly:
            try:
                self.connection.send_bytes(b"")
                self.process.join(LOOK_SECONDS)
            except (BrokenPipeError, ConnectionError, OSError):
                pass
        self.process.kill()
        self.process.join()
        self.connection.close()

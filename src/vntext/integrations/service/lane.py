"""Worker processes for one kind of text: who is free, who waits, who took too long."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections import deque
from typing import TYPE_CHECKING

from vntext.integrations.service.failures import ServiceError, unavailable
from vntext.integrations.service.gate import KEY_VARIABLE
from vntext.integrations.service.worker import frame

if TYPE_CHECKING:
    from vntext.integrations.service.limits import Limits

__all__ = ["Answer", "Lane"]

Answer = tuple[int, bytes]
"""HTTP status and JSON."""

_START_SECONDS = 120.0  # loading the models on a slow machine


def _environment() -> dict[str, str]:
    """What a worker needs to know: not the key of the service."""
    kept = {name: value for name, value in os.environ.items() if name != KEY_VARIABLE}
    return {**kept, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def start(cls, pickled: bytes) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "vntext.integrations.service.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
            env=_environment(),
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.call(pickled)
        except BaseException:
            worker.kill()
            raise
        return worker

    async def call(self, payload: bytes) -> Answer:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(frame(payload))
        await self.process.stdin.drain()
        size = int.from_bytes(await self.process.stdout.readexactly(4), "big")
        data = await self.process.stdout.readexactly(size)
        return int.from_bytes(data[:2], "big"), data[2:]

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def close(self) -> None:
        """Lets the process end by itself, and ends it if it does not."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            async with asyncio.timeout(5):
                await self.process.wait()
        except TimeoutError:
            self.kill()
            await self.process.wait()


class Lane:
    """Workers for one kind of text; who comes first is served first."""

    def __init__(self, size: int, pickled: bytes, limits: Limits) -> None:
        self._size = size
        self._pickled = pickled
        self._limits = limits
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._waiting: deque[asyncio.Future[_Worker]] = deque()
        self._starts: set[asyncio.Task[None]] = set()
        self._jobs: set[asyncio.Task[Answer]] = set()
        self._starting = 0
        self._answered = 0
        self._closed = False
        self.restarts = 0

    @property
    def ready(self) -> bool:
        """True when a process of it runs."""
        return any(w.alive for w in self._all)

    @property
    def waiting(self) -> int:
        """Tasks that no process has taken yet."""
        return len(self._waiting)

    def start(self) -> None:
        """Starts the processes that are missing; returns at once."""
        for _ in range(self._size - len(self._all) - self._starting):
            self._starting += 1
            task = asyncio.ensure_future(self._add())
            self._starts.add(task)
            task.add_done_callback(self._starts.discard)

    async def _add(self) -> None:
        pause = 0.5
        try:
            while not self._closed:
                try:
                    worker = await _Worker.start(self._pickled)
                except (OSError, EOFError, TimeoutError):
                    # the process wrote why to stderr; requests are answered 503 meanwhile
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, 30)
                else:
                    self._all.add(worker)
                    self._release(worker)
                    return
        finally:
            self._starting -= 1

    def _release(self, worker: _Worker) -> None:
        if self._closed or not worker.alive:
            self._all.discard(worker)
            if not self._closed:
                self.restarts += 1
                self.start()
            return
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(worker)
                return
        self._idle.append(worker)

    async def _acquire(self, *, patient: bool) -> _Worker:
        self.start()
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            self._release(worker)
        future: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            await self._in_time(future, patient=patient)
            return future.result()
        except BaseException:
            if future.done() and not future.cancelled() and not future.exception():
                self._release(future.result())  # it came at the last moment
            else:
                future.cancel()
                with contextlib.suppress(ValueError):
                    self._waiting.remove(future)
            raise

    async def _in_time(self, future: asyncio.Future[_Worker], *, patient: bool) -> None:
        """Waits for a process; who is patient waits on while those before it are answered."""
        limits = self._limits
        seconds = limits.wait_seconds + (limits.seconds if patient else 0)
        while True:
            seen = self._answered
            await asyncio.wait({future}, timeout=seconds)
            if future.done():
                return
            if patient and self._answered != seen:
                continue
            if not self.ready:
                raise unavailable("not_ready", "the models are being loaded")
            raise unavailable("busy", "no process became free in time; try again later")

    async def run(self, payload: bytes, *, patient: bool = False) -> Answer:
        """Has a task answered by the next free process.

        Args:
            payload: The task, as the worker reads it.
            patient: Wait as long as the processes get on with those that came before.

        Raises:
            ServiceError: If none became free in time, or the analysis took too long.
        """
        if self._closed:
            raise unavailable("stopping", "the service is stopping")
        worker = await self._acquire(patient=patient)
        # a client that goes away must not leave an answer in the pipe for the next one
        job = asyncio.ensure_future(self._job(worker, payload))
        self._jobs.add(job)
        job.add_done_callback(self._done)
        return await asyncio.shield(job)

    def _done(self, job: asyncio.Task[Answer]) -> None:
        self._jobs.discard(job)
        self._answered += 1
        if not job.cancelled():
            job.exception()  # seen, also when the client has gone away

    async def _job(self, worker: _Worker, payload: bytes) -> Answer:
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await worker.call(payload)
        except TimeoutError:
            worker.kill()
            await worker.process.wait()
            limit = self._limits.seconds
            raise ServiceError(
                503,
                "timeout",
                f"the analysis took longer than {limit:g} seconds",
                limit=("seconds", limit),
                headers={"Retry-After": "1"},
            ) from None
        except (OSError, EOFError):
            worker.kill()
            await worker.process.wait()
            raise unavailable("worker_died", "the process ended; try again later") from None
        finally:
            self._release(worker)

    async def close(self) -> None:
        """Waits for running analyses, then ends the processes."""
        self._closed = True
        for task in self._starts:
            task.cancel()
        for future in self._waiting:
            if not future.done():
                future.set_exception(unavailable("stopping", "the service is stopping"))
        await asyncio.gather(*self._jobs, *self._starts, return_exceptions=True)
        await asyncio.gather(*(w.close() for w in self._all))
        self._all.clear()

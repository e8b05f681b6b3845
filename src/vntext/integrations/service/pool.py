"""The worker processes: who is free, who waits, who took too long."""

from __future__ import annotations

import asyncio
import json
import pickle
from typing import TYPE_CHECKING, Any

from vntext.errors import InvalidOptionError
from vntext.integrations.service.failures import ServiceError, unavailable
from vntext.integrations.service.lane import Answer, Lane

if TYPE_CHECKING:
    from vntext.integrations.service.limits import Limits
    from vntext.integrations.service.tasks import Analyzer

__all__ = ["Answer", "ProcessPool", "ThreadPool", "make_pool"]


class ProcessPool:
    """Worker processes, with one more for long texts, started when the first one comes.

    Args:
        size: Processes for short texts.
        pipeline: A pipeline that can be pickled; the default one if None.
        limits: Times and the length from which a text is long.

    Raises:
        InvalidOptionError: If the pipeline cannot be pickled.
    """

    def __init__(self, size: int, pipeline: Analyzer | None, limits: Limits) -> None:
        try:
            pickled = pickle.dumps(pipeline) if pipeline is not None else b""
        except Exception as e:
            raise InvalidOptionError(
                f"the pipeline cannot be sent to worker processes ({e}); use workers=0"
            ) from e
        self.size = size
        self._long_chars = limits.long_chars
        self._short = Lane(size, pickled, limits)
        self._long = Lane(1, pickled, limits)

    @property
    def ready(self) -> bool:
        """True when a text can be analysed at once, or after those before it."""
        return self._short.ready

    def start(self) -> None:
        """Starts the processes; returns at once."""
        self._short.start()

    def gauges(self) -> dict[str, float]:
        """Figures of the moment, by the name of their metric."""
        return {
            "queue_length": self._short.waiting + self._long.waiting,
            "worker_restarts_total": self._short.restarts + self._long.restarts,
        }

    async def run(self, task: dict[str, Any], *, patient: bool = False) -> Answer:
        """Has a task answered by a free process.

        Args:
            task: What `run_task` takes.
            patient: Wait as long as the processes get on with those that came before.

        Raises:
            ServiceError: If none became free in time, or the analysis took too long.
        """
        size = len(task.get("text") or task.get("file") or "")
        lane = self._long if size > self._long_chars else self._short
        return await lane.run(json.dumps(task).encode(), patient=patient)

    async def close(self) -> None:
        """Waits for running analyses, then ends the processes."""
        await asyncio.gather(self._short.close(), self._long.close())


class ThreadPool:
    """Analyses in threads of this process: nothing to start, and nothing to end in time.

    An analysis over its time is answered 503 and still runs to its end. For tests, and for
    pipelines that cannot be pickled.
    """

    def __init__(self, pipeline: Analyzer | None, limits: Limits) -> None:
        self.size = 1
        self._pipeline = pipeline
        self._limits = limits
        self._free = asyncio.Semaphore(1)
        self._waiting = 0

    @property
    def ready(self) -> bool:
        """Always true: the models are loaded by the first request."""
        return True

    def start(self) -> None:
        """Does nothing."""

    def gauges(self) -> dict[str, float]:
        """Figures of the moment, by the name of their metric."""
        return {"queue_length": self._waiting, "worker_restarts_total": 0}

    async def run(self, task: dict[str, Any], *, patient: bool = False) -> Answer:
        """Answers a task in a thread.

        Args:
            task: What `run_task` takes.
            patient: Wait as long as it takes for those that came before.

        Raises:
            ServiceError: If the thread did not become free in time, or the analysis took too long.
        """
        self._waiting += 1
        try:
            async with asyncio.timeout(None if patient else self._limits.wait_seconds):
                await self._free.acquire()
        except TimeoutError:
            raise unavailable("busy", "nothing became free in time; try again later") from None
        finally:
            self._waiting -= 1
        job = asyncio.ensure_future(asyncio.to_thread(self._work, task))
        job.add_done_callback(lambda _: self._free.release())
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await asyncio.shield(job)
        except TimeoutError:
            limit = self._limits.seconds
            message = f"the analysis took longer than {limit:g} seconds"
            raise ServiceError(503, "timeout", message, limit=("seconds", limit)) from None

    def _work(self, task: dict[str, Any]) -> Answer:
        from vntext.integrations.service.tasks import run_task

        if self._pipeline is None:
            from vntext.pipeline import Pipeline

            self._pipeline = Pipeline()
        return run_task(self._pipeline, task)

    async def close(self) -> None:
        """Waits for the running analysis."""
        async with self._free:
            pass


def make_pool(workers: int, pipeline: Analyzer | None, limits: Limits) -> ProcessPool | ThreadPool:
    """Makes the pool for a number of worker processes, 0 for threads of this process."""
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 0:
        raise InvalidOptionError("workers must be a number, 0 or more")
    return ProcessPool(workers, pipeline, limits) if workers else ThreadPool(pipeline, limits)

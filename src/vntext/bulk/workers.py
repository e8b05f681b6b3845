"""Worker processes for a stream: killed ones are replaced, and what they had is done again.

Every worker has a pipe of its own, so that it is always known which texts a process had when it
died or took too long. Texts that were on the way when that happened are done again one by one: the
one that is to blame is found, and reported once.
"""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections import deque
from multiprocessing import connection as mp
from typing import TYPE_CHECKING, Any, Final

from vntext.bulk.processes import LOOK_SECONDS, Job, Task, Worker
from vntext.errors import InvalidOptionError, TextTimeoutError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from vntext.bulk.stream import Chunk
    from vntext.bulk.worker import Function

__all__ = ["Job", "Workers"]

QUEUED: Final = 2
"""Tasks that a worker has at most: the one that it does, and the next."""


STARTS: Final = 3
"""How often in a row workers may be killed before they are ready."""

DEATHS: Final = 2
"""How many workers may die of one text before it is held to be the reason."""


GUARD: Final = (
    "a script that uses more than one process must call it under `if __name__ == '__main__':`, "
    "since every process that is started imports the script again"
)


class Workers:
    """Processes that run one function on chunks of a stream.

    Args:
        function: What each of them runs.
        n_process: How many there are at most; they start when there is something to do.
        timeout: Seconds that one text may take; None for no limit.

    Raises:
        InvalidOptionError: If the function cannot be pickled.
        WorkerError: If no process may be started from this one.
    """

    def __init__(self, function: Function, n_process: int, timeout: float | None = None) -> None:
        here = multiprocessing.current_process()
        if getattr(here, "_inheriting", False):
            raise WorkerError(GUARD)
        if here.daemon:
            raise WorkerError(
                "this process is a daemon of multiprocessing, which may start no others; "
                "use n_process=1"
            )
        try:
            self._pickled = pickle.dumps(function)
        except Exception as e:
            raise InvalidOptionError(f"the pipeline cannot be sent to other processes: {e}") from e
        self._n, self._timeout = n_process, timeout
        self._workers: list[Worker] = []
        self._tasks: deque[Task] = deque()
        self._early = 0  # workers in a row that were killed before they were ready
        if multiprocessing.get_start_method() == "fork":
            function.prepare()  # once for all: forks share the memory of it

    def run(self, chunks: Iterable[Chunk]) -> Generator[Job, None, None]:
        """The chunks with what became of them, in order.

        Raises:
            WorkerError: If no worker can be started.
        """
        source, jobs, more = iter(chunks), deque[Job](), True
        most = 3 * self._n + 1  # one at work, one on the way, one to come for each worker
        done = False
        try:
            while True:
                while more and len(jobs) < most:
                    chunk = next(source, None)
                    if chunk is None:
                        more = False
                        break
                    job = Job(chunk)
                    jobs.append(job)
                    if chunk.texts:
                        self._tasks.append(Task(job, 0, len(chunk.texts)))
                    if jobs[0] is job or self._idle():
                        self._step(0)  # they need not wait until all chunks are read
                if not jobs:
                    break
                while jobs[0].left:
                    self._step(LOOK_SECONDS)
                yield jobs.popleft()
            done = True
        finally:
            self.close(kindly=done)

    def poll(self) -> None:
        """Takes what came back and gives out what there is to do, without waiting."""
        self._step(0)

    def close(self, *, kindly: bool = False) -> None:
        """Ends all processes."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.stop(kindly=kindly and not worker.tasks)

    def _idle(self) -> bool:
        return any(not w.tasks for w in self._workers) or len(self._workers) < self._n

    def _step(self, wait: float) -> None:
        self._give_out()
        by_end: dict[Any, Worker] = {}
        for w in self._workers:
            by_end[w.connection] = by_end[w.process.sentinel] = w
        if not by_end:
            return
        heard = {id(w): w for w in map(by_end.__getitem__, mp.wait(list(by_end), self._wait(wait)))}
        for worker in list(self._workers):
            gone = id(worker) in heard and not self._hear(worker)
            if gone or not worker.process.is_alive():
                self._hear(worker)
                self._replace(worker)
            elif self._late(worker):
                self._too_long(worker)
        self._give_out()

    def _wait(self, wait: float) -> float:
        """How long nothing may be heard: until the next text has taken too long."""
        if self._timeout is None or not wait:
            return wait
        now = time.monotonic()
        ends = [w.since + self._timeout - now for w in self._workers if w.ready and w.tasks]
        return max(0.0, min([wait, *ends]))

    def _give_out(self) -> None:
        while self._tasks:
            free = [w for w in self._workers if w.ready and len(w.tasks) < QUEUED]
            worker = min(free, key=lambda w: len(w.tasks), default=None)
            starting = sum(not w.ready for w in self._workers)
            # one that has nothing to do first, then one more process, then a second task for each
            busy = worker is None or bool(worker.tasks)
            if busy and len(self._workers) < self._n and starting < len(self._tasks):
                self._workers.append(Worker(self._pickled, self._workers))
                continue
            if worker is None:
                return
            if worker.tasks and starting:
                return
            if not worker.send(self._tasks.popleft()):
                self._hear(worker)
                self._replace(worker)

    def _hear(self, worker: Worker) -> bool:
        """Takes all that a worker has sent; false if it is gone."""
        while True:
            try:
                if not worker.connection.poll():
                    return True
                result = pickle.loads(worker.connection.recv_bytes())
            except (EOFError, OSError):
                return False
            if not worker.ready:
                if result is not None:
                    raise InvalidOptionError(
                        f"the pipeline cannot be made in another process: {result}"
                    ) from result
                worker.ready, self._early = True, 0
                continue
            task = worker.tasks.popleft()
            worker.since = time.monotonic()
            if isinstance(result, Exception) and task.count > 1:
                self._tasks.extendleft(reversed(task.split()))
            else:
                task.job.give(task.first, task.count, result)

    def _late(self, worker: Worker) -> bool:
        if self._timeout is None or not worker.ready or not worker.tasks:
            return False
        return time.monotonic() - worker.since > self._timeout

    def _too_long(self, worker: Worker) -> None:
        task = worker.tasks.popleft()
        self._drop(worker)
        if task.count > 1:
            self._tasks.extendleft(reversed(task.split()))
        else:
            error = TextTimeoutError(f"the text took more than {self._timeout:g} seconds")
            task.job.give(task.first, 1, error)

    def _replace(self, worker: Worker) -> None:
        """What a worker that died had to do is done again."""
        task = worker.tasks.popleft() if worker.tasks else None
        worker.process.join(LOOK_SECONDS)  # its own exit status, not that of a kill
        self._drop(worker)
        status = worker.process.exitcode
        if not worker.ready:
            self._early += 1
            if status is not None and (status >= 0 or self._early >= STARTS):
                raise WorkerError(
                    f"a worker process ended before it was ready (exit status {status}). {GUARD}"
                    if status >= 0
                    else f"{STARTS} worker processes in a row were killed before they were ready "
                    f"(signal {-status})"
                )
        elif task is not None:
            task.deaths += 1
            if task.count > 1:
                self._tasks.extendleft(reversed(task.split()))
            elif task.deaths < DEATHS:
                self._tasks.appendleft(task)
            else:
                why = f"worker processes ended while they analysed it (exit status {status})"
                task.job.give(task.first, 1, WorkerError(why))

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        self._tasks.extendleft(reversed(worker.tasks))
        worker.tasks.clear()
        worker.stop(kindly=False)

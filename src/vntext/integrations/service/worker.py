"""A worker process: reads tasks from its parent, writes answers; ends when the parent does.

Frames are four bytes of length (big endian) and the payload. The first frame is the pickled
pipeline of the parent (empty for the default one); every further one is a task in JSON, answered
by two bytes of status and JSON.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from vntext.integrations.service.tasks import Analyzer

__all__ = ["frame", "main"]


def frame(payload: bytes) -> bytes:
    """A payload with its length in front."""
    return len(payload).to_bytes(4, "big") + payload


def _read(stream: IO[bytes]) -> bytes | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def _pipeline(pickled: bytes) -> Analyzer:
    if pickled:
        made: Analyzer = pickle.loads(pickled)
        return made
    from vntext.pipeline import Pipeline

    return Pipeline()


def main() -> None:
    """Serves the parent until it closes the pipe."""
    from vntext.integrations.service.logs import log_of_packages
    from vntext.integrations.service.tasks import run_task

    # Ctrl-C and a stop of the whole service are for the parent, which lets running requests
    # finish; this process ends when the parent closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a package prints must not get among the answers
    log_of_packages(texts=True)
    first = _read(tasks)
    if first is None:
        return
    pipeline = _pipeline(first)
    # models and patterns are loaded before the process is called ready
    run_task(pipeline, {"op": "analyze", "text": "Ông An họp ngày 1/2 ở Huế."})
    status, answer = 200, b"{}"
    while True:
        answers.write(frame(status.to_bytes(2, "big") + answer))
        answers.flush()
        task = _read(tasks)
        if task is None:
            return
        try:
            status, answer = run_task(pipeline, json.loads(task))
        except Exception as e:  # a fault of one text must not end the process
            place = e.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
            row = {"level": "error", "logger": "vntext.service", "message": "analysis failed"}
            row |= {"error": type(e).__name__, "where": where}  # its message could hold the text
            print(json.dumps(row), file=sys.stderr, flush=True)
            error = {"code": "internal", "message": f"the analysis failed: {type(e).__name__}"}
            status, answer = 500, json.dumps({"error": error}).encode()


if __name__ == "__main__":
    main()

"""What a worker process does: it takes texts, gives them to one function and sends the results.

A thread takes what comes in, so that the other end never waits for this process to be free, and
so that the process ends at once when its parent is gone, whatever it is doing.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from vntext.bulk.failures import portable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

__all__ = ["Function", "serve"]


class Function(Protocol):
    """What workers run. It is pickled once for each of them."""

    def __call__(self, texts: list[str], *extra: Any) -> Any:
        """The results of some texts, as they are sent back."""
        ...

    def prepare(self) -> None:
        """Loads what the calls need, so that the first one takes no longer than the others."""
        ...


def serve(connection: Connection, pickled: bytes, others: Sequence[Connection]) -> None:
    """Works until the other end says that it is enough, or is gone.

    Args:
        connection: Tasks come in, results go out, both pickled. First goes out None, or an error
            if the function cannot be made here.
        pickled: A `Function`.
        others: Ends of the parent that a fork copied; closed, so that a parent that is killed is
            seen to be gone.
    """
    # Ctrl-C reaches every process of a terminal: the parent decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ValueError, AttributeError):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    gc.freeze()  # what a fork brought with it is left where it is, in memory that all share
    try:
        function: Function = pickle.loads(pickled)
        function.prepare()
    except Exception as e:
        connection.send(portable(e))
        return
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take, args=(connection, tasks), daemon=True).start()
    try:
        connection.send(None)
        while data := tasks.get():
            texts, extra = pickle.loads(data)
            try:
                answer = pickle.dumps(function(texts, *extra), pickle.HIGHEST_PROTOCOL)
            except Exception as e:
                answer = pickle.dumps(portable(e))
            connection.send_bytes(answer)
    except (BrokenPipeError, ConnectionError):
        return


def _take(connection: Connection, tasks: SimpleQueue[bytes]) -> None:
    """Takes tasks; an empty one is the last."""
    while True:
        try:
            data = connection.recv_bytes()
        except (EOFError, OSError):
            os._exit(1)  # the parent is gone: nobody waits for what is being done
        tasks.put(data)
        if not data:
            return

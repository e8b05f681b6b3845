"""A real server for tests."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest


@contextlib.contextmanager
def running(app):
    """The address of a real server that runs the application in a thread."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra service is not installed")
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 30
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < deadline
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)

"""A real server for tests."""

from __future__ import annotations

import argparse
import contextlib
import logging
import threading
import time

import pytest


@contextlib.contextmanager
def running(app, *words: str, **changes):
    """The address of a real server that runs the application in a thread.

    Args:
        app: The application.
        words: Options of ``vntext serve`` for the server.
        changes: Attributes of its connections that are others.
    """
    uvicorn = pytest.importorskip("uvicorn", reason="the extra service is not installed")
    from vntext.integrations.service import cli

    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    args = parser.parse_args(["--port", "0", "--log-level", "error", *words])
    loggers = [logging.getLogger(name) for name in ("vntext.service", "uvicorn")]
    levels = [logger.level for logger in loggers]
    config = cli.server_config(app, args, app.state.vntext.limits)
    for logger, level in zip(loggers, levels, strict=True):  # for the fixture caplog
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(level)
    for name, value in changes.items():
        setattr(config.http, name, value)
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

"""The command ``vntext serve``."""

from __future__ import annotations

import errno
import ipaddress
import os
import signal
import socket
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.service.limits import Limits

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]

_LIMITS = {
    "text_chars": "characters of one text",
    "body_bytes": "bytes of one request, or of one line of a batch",
    "file_bytes": "bytes of a file whose text is read",
    "batch_bytes": "bytes of a batch",
    "batch_lines": "lines of a batch",
    "concurrency": "requests at the same time",
    "per_client": "requests of one client at the same time",
    "seconds": "seconds that one analysis may run",
    "wait_seconds": "seconds that one analysis may wait for a free process",
    "body_seconds": "seconds that a client may take to send a request",
    "long_chars": "characters from which a text is analysed by a process of its own",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of ``vntext serve`` to a parser."""
    parser.add_argument("--host", default="127.0.0.1", help="address (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: %(default)s)")
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help="processes that analyse, and one more for long texts (default: %(default)s)",
    )
    parser.add_argument(
        "--api-key-file",
        metavar="FILE",
        help="file with the key that requests must bring; else the variable VNTEXT_API_KEY",
    )
    parser.add_argument(
        "--cors-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="origin whose pages may call the service; may be given several times",
    )
    parser.add_argument("--no-page", action="store_true", help="do not serve the page at /")
    parser.add_argument(
        "--log-level",
        choices=("debug", "info", "warning", "error"),
        default="info",
        help="of the log on stderr, one JSON object a line (default: %(default)s)",
    )
    group = parser.add_argument_group("limits")
    for f in fields(Limits):
        kind = int if isinstance(f.default, int) else float
        group.add_argument(
            f"--{f.name.replace('_', '-')}",
            type=kind,
            default=f.default,
            metavar="N",
            help=f"{_LIMITS[f.name]} (default: %(default)s)",
        )


def _key(path: str | None) -> str | None:
    if path is None:
        return os.environ.get("VNTEXT_API_KEY") or None
    try:
        key = Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as e:
        raise InvalidOptionError(f"the key cannot be read from {path}: {e}") from e
    if not key:
        raise InvalidOptionError(f"the file {path} holds no key")
    return key


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_address(host: str, port: int) -> None:
    """Tries the address before anything starts, so that a wrong one is one clear line."""
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        free = [_is_free(*row) for row in found]
    except (OSError, UnicodeError) as e:
        why = getattr(e, "strerror", None) or str(e)
        raise InvalidOptionError(f"cannot listen at {where}: {why}") from e
    if not any(free):
        raise InvalidOptionError(f"cannot listen at {where}: no address of this machine")


def _is_free(family: int, kind: int, protocol: int, _: str, address: tuple[Any, ...]) -> bool:
    """Whether the address is one of this machine; an error where it cannot be had."""
    try:
        probe = socket.socket(family, kind, protocol)
    except OSError:  # the machine has no IPv6, say
        return False
    with probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as e:
            if e.errno != errno.EADDRNOTAVAIL:
                raise
            return False
    return True


def run(args: argparse.Namespace) -> int:
    """Serves until it is told to stop; requests that run then are finished.

    Args:
        args: What the parser of `add_arguments` read.

    Returns:
        Exit status: 0 after a stop, 1 if the service could not start.

    Raises:
        InvalidOptionError: If an option has a value that it cannot have, or the address cannot be
            listened at.
        MissingExtraError: If the extra ``service`` is not installed.
    """
    try:
        import uvicorn
    except ImportError as e:
        raise MissingExtraError("service", "uvicorn") from e
    from vntext.integrations.service import create_app
    from vntext.integrations.service.logs import log_config

    limits = Limits(**{f.name: getattr(args, f.name) for f in fields(Limits)})
    if args.workers < 1:
        raise InvalidOptionError("--workers must be at least 1")
    if not 0 <= args.port <= 65535:
        raise InvalidOptionError(f"--port must be from 0 to 65535, not {args.port}")
    key = _key(args.api_key_file)
    _check_address(args.host, args.port)
    if not _is_loopback(args.host) and key is None:
        print(
            f"vntext serve: anyone who reaches {args.host} can use the service; "
            "set a key with --api-key-file or VNTEXT_API_KEY",
            file=sys.stderr,
        )
    app = create_app(
        limits=limits,
        workers=args.workers,
        api_key=key,
        cors_origins=args.cors_origin,
        page=not args.no_page,
    )
    config = uvicorn.Config(
        app,
        host=args.host,
        port=args.port,
        log_config=log_config(args.log_level),
        access_log=False,  # the service writes its own line, without query strings
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=int(limits.seconds + limits.wait_seconds) + 1,
    )
    # uvicorn stops gracefully at these, then raises them again for whoever was there before it
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    server = uvicorn.Server(config)
    try:
        server.run()
    except SystemExit:  # uvicorn has logged why; its status is one of its own
        return 1
    return 0 if server.started else 1

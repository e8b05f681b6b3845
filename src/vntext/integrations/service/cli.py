"""The command ``vntext serve``."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import signal
import socket
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.service.gate import KEY_VARIABLE, check_api_key
from vntext.integrations.service.limits import Limits

if TYPE_CHECKING:
    import argparse

    import uvicorn
    from fastapi import FastAPI

__all__ = ["add_arguments", "run", "server_config"]

_LIMITS = {
    "text_chars": "characters of one text",
    "body_bytes": "bytes of one request, or of one line of a batch",
    "file_bytes": "bytes of a file whose text is read",
    "batch_bytes": "bytes of a batch",
    "batch_lines": "lines of a batch",
    "connections": "connections at the same time",
    "concurrency": "requests at the same time",
    "per_client": "requests of one client at the same time",
    "seconds": "seconds that one analysis may run",
    "wait_seconds": "seconds that one analysis may wait for a free process",
    "body_seconds": "seconds that a client may take to send a request, or to read on",
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
    parser.add_argument(
        "--allowed-host",
        action="append",
        default=[],
        metavar="NAME",
        help="name by which requests may call the service, as *.example.org; may be given several "
        "times (default: the names of this machine on loopback, else any)",
    )
    parser.add_argument(
        "--proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="address or network of a proxy whose X-Forwarded-For and X-Forwarded-Proto are "
        "believed; may be given several times (default: none)",
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
        key = os.environ.get(KEY_VARIABLE, "").strip()
        return check_api_key(key) if key else None
    try:
        key = Path(path).read_text("utf-8-sig").strip()
    except (OSError, ValueError) as e:
        raise InvalidOptionError(f"the key cannot be read from {shown(path)}: {e}") from e
    try:
        return check_api_key(key)
    except InvalidOptionError as e:
        raise InvalidOptionError(
            f"the file {shown(path)} holds no key that can be used: {e}"
        ) from e


def shown(text: str) -> str:
    r"""A text for a terminal: what would steer it is written as an escape.

    Example:
        >>> print(shown("a\x1b[31mb"))
        a\x1b[31mb
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _proxies(given: list[str]) -> list[str]:
    for address in given:
        try:
            ipaddress.ip_network(address)
        except ValueError:
            raise InvalidOptionError(
                f"--proxy must be an address or a network, not {shown(address)}"
            ) from None
    return given


def _hosts(args: argparse.Namespace) -> list[str]:
    """The names that are allowed: those that were given, those of loopback, or any."""
    for name in args.allowed_host:
        if not re.fullmatch(r"\*|(\*\.)?[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]", name):
            what = f"--allowed-host must be a name without port, not {shown(name)}"
            raise InvalidOptionError(what)
    if args.allowed_host or not _is_loopback(args.host):
        return list(args.allowed_host)
    own = f"[{args.host}]" if ":" in args.host else args.host
    return list(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", own]))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_address(host: str, port: int) -> None:
    """Tries the address before anything starts, so that a wrong one is one clear line."""
    name = shown(host)
    where = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
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


def server_config(app: FastAPI, args: argparse.Namespace, limits: Limits) -> uvicorn.Config:
    """How uvicorn serves the application.

    Args:
        app: The application.
        args: What the parser of `add_arguments` read.
        limits: The limits of the application.

    Raises:
        InvalidOptionError: If a proxy is no address.
    """
    import uvicorn

    from vntext.integrations.service.connection import connection_class
    from vntext.integrations.service.logs import log_config

    proxies = _proxies(args.proxy)
    return uvicorn.Config(
        app,
        host=args.host,
        port=args.port,
        http=connection_class(limits.body_seconds, limits.connections),
        ws="none",
        proxy_headers=bool(proxies),  # else anybody on loopback could say who they are
        forwarded_allow_ips=proxies,
        log_config=log_config(args.log_level),
        access_log=False,  # the service writes its own line, without query strings
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=int(limits.seconds + limits.wait_seconds) + 1,
    )


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
    from vntext.integrations.service.logs import log_of_packages

    limits = Limits(**{f.name: getattr(args, f.name) for f in fields(Limits)})
    if args.workers < 1:
        raise InvalidOptionError("--workers must be at least 1")
    if not 0 <= args.port <= 65535:
        raise InvalidOptionError(f"--port must be from 0 to 65535, not {args.port}")
    _proxies(args.proxy)
    hosts = _hosts(args)
    key = _key(args.api_key_file)
    _check_address(args.host, args.port)
    if not _is_loopback(args.host) and key is None:
        print(
            f"vntext serve: anyone who reaches {shown(args.host)} can use the service; "
            "set a key with --api-key-file or VNTEXT_API_KEY",
            file=sys.stderr,
        )
    app = create_app(
        limits=limits,
        workers=args.workers,
        api_key=key,
        cors_origins=args.cors_origin,
        allowed_hosts=hosts,
        page=not args.no_page,
    )
    if sys.stdout is not None and sys.stdout.isatty():  # for people; programs have the log
        host = f"[{args.host}]" if ":" in args.host else args.host
        print(f"vntext: http://{host}:{args.port} in a browser; Ctrl-C stops the service")
    log_of_packages(texts=False)
    server = uvicorn.Server(server_config(app, args, limits))
    # uvicorn stops gracefully at these, then raises them again for whoever was there before it
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    try:
        server.run()
    except SystemExit:  # uvicorn has logged why; its status is one of its own
        return 1
    return 0 if server.started else 1

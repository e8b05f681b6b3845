"""Options of ``vntext serve``."""

from __future__ import annotations

import argparse
import socket
import sys

import pytest

from vntext.cli import main
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.service import Limits, cli


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return parser.parse_args(words)


def test_defaults_are_loopback_and_the_limits() -> None:
    args = parse()
    assert (args.host, args.port, args.workers, args.cors_origin) == ("127.0.0.1", 8000, 1, [])
    assert Limits(**{n: getattr(args, n) for n in Limits.__slots__}) == Limits()


def test_limits_are_options() -> None:
    args = parse("--text-chars", "10", "--seconds", "0.5")
    assert (args.text_chars, args.seconds) == (10, 0.5)


@pytest.mark.parametrize(
    "words", [["--workers", "0"], ["--seconds", "0"], ["--api-key-file", "/nothing/here"]]
)
def test_wrong_values_are_refused_before_anything_starts(words) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    with pytest.raises(InvalidOptionError):
        cli.run(parse(*words))


@pytest.mark.parametrize("port", ["-1", "65536", "99999999"])
def test_a_port_that_there_is_not(port) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    with pytest.raises(InvalidOptionError, match="--port must be from 0 to 65535"):
        cli.run(parse("--port", port))


@pytest.mark.parametrize("host", ["nohost.invalid", "192.0.2.1", "a" * 70 + ".invalid"])
def test_a_host_that_is_not_here(host, capsys) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    assert main(["serve", "--host", host]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"vntext: cannot listen at {host}:8000: ")
    assert err.count("\n") == 1


def test_a_port_that_is_taken(capsys) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"cannot listen at 127.0.0.1:{port}: " in capsys.readouterr().err


def test_a_free_address_passes() -> None:
    cli._check_address("localhost", 0)


def test_an_empty_key_is_refused(tmp_path) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    path = tmp_path / "key"
    path.write_text("\n")
    with pytest.raises(InvalidOptionError, match="no key"):
        cli.run(parse("--api-key-file", str(path)))


def test_missing_extra_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(MissingExtraError, match=r"vntext\[service\]"):
        cli.run(parse())


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x.org", False)],
)
def test_loopback(host, inside) -> None:
    assert cli._is_loopback(host) is inside

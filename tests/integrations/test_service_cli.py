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
    with pytest.raises(InvalidOptionError, match="empty"):
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


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e300", "0", "-1"])
def test_times_are_finite(value, capsys) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    assert main(["serve", f"--seconds={value}"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("vntext: the limit seconds must be")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("bí mật", "ASCII"),
        ("one\ntwo\n", "several lines"),
        ("a b", "no spaces"),
        ("\n", "empty"),
    ],
)
def test_a_key_file_that_never_matches_is_refused(tmp_path, capsys, content, told) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    path = tmp_path / "key"
    path.write_text(content, "utf-8")
    assert main(["serve", "--api-key-file", str(path)]) == 2
    assert told in capsys.readouterr().err


def test_a_key_of_the_environment_that_never_matches_is_refused(monkeypatch) -> None:
    monkeypatch.setenv("VNTEXT_API_KEY", "bí mật")
    with pytest.raises(InvalidOptionError, match="ASCII"):
        cli._key(None)
    monkeypatch.setenv("VNTEXT_API_KEY", "bi-mat\n")
    assert cli._key(None) == "bi-mat"
    monkeypatch.setenv("VNTEXT_API_KEY", "")
    assert cli._key(None) is None


@pytest.mark.parametrize("name", ["--host", "--allowed-host", "--proxy", "--api-key-file"])
def test_what_would_steer_a_terminal_is_not_printed(name, capsys) -> None:
    pytest.importorskip("uvicorn", reason="the extra service is not installed")
    assert main(["serve", name, "\x1b]0;owned\x07\x1b[31mred\u202e\x9b"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("vntext: ")
    assert err.rstrip("\n").isprintable()


@pytest.mark.parametrize("proxy", ["proxy.example.org", "*", "127.0.0.1:80", "10.0.0.0/33"])
def test_a_proxy_is_an_address(proxy) -> None:
    with pytest.raises(InvalidOptionError, match="--proxy"):
        cli._proxies([proxy])
    assert cli._proxies(["10.0.0.0/8", "::1"]) == ["10.0.0.0/8", "::1"]


def test_allowed_hosts_are_those_of_loopback_or_all_or_as_named() -> None:
    assert cli._hosts(parse()) == ["localhost", "127.0.0.1", "[::1]"]
    assert "127.0.0.9" in cli._hosts(parse("--host", "127.0.0.9"))
    assert cli._hosts(parse("--host", "0.0.0.0")) == []
    assert cli._hosts(parse("--allowed-host", "*.example.org")) == ["*.example.org"]
    with pytest.raises(InvalidOptionError, match="--allowed-host"):
        cli._hosts(parse("--allowed-host", "http://example.org"))

"""Connections of a running server: slow, torn, unread, too many, spoofed."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

pytest.importorskip("uvicorn", reason="the extra service is not installed")
httpx = pytest.importorskip("httpx", reason="httpx is not installed")

from service_pipelines import MoodyPipeline, PlainPipeline  # noqa: E402

from vntext.integrations.service import Limits, create_app  # noqa: E402

PATIENCE = 20  # seconds after which a test fails; none waits so long when all is well


def app(limits: Limits | None = None, pipeline=None, **options):
    options.setdefault("workers", 0)
    return create_app(pipeline or PlainPipeline(), limits, **options)


def raw(url: str) -> socket.socket:
    host, port = url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def everything(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    out = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(1 << 16):
            out += part
    return out


def error_of(answer: bytes) -> dict:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/json" in head.lower()
    error = json.loads(body)["error"]
    assert error["request_id"]
    return error


def head(size: int | str, kind: str = "text/plain", path: str = "/v1/words") -> bytes:
    rows = ["Host: localhost", f"Content-Type: {kind}", f"Content-Length: {size}"]
    return "\r\n".join([f"POST {path} HTTP/1.1", *rows, "", ""]).encode()


def drip(connection: socket.socket) -> float:
    """Sends a byte at a time until the other side lets go; gives the seconds."""
    start = time.monotonic()
    with contextlib.suppress(ConnectionError):
        while time.monotonic() - start < PATIENCE:
            connection.sendall(b"x")
            time.sleep(0.05)
    return time.monotonic() - start


def until(condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# -- what is slow --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        head(50_000_000),
        head(50, "text/html"),
        head(50, path="/v1/nothing"),
        head(50, path="/health"),
    ],
    ids=["413", "415", "404", "405"],
)
def test_a_body_that_goes_on_after_its_answer_is_let_go(serve, sent) -> None:
    url = serve(app(), linger=0.3)
    with raw(url) as connection:
        connection.sendall(sent)
        assert connection.recv(4096).startswith(b"HTTP/1.1 4")
        assert drip(connection) < PATIENCE


def test_a_body_that_ends_after_its_answer_keeps_the_connection(serve) -> None:
    url = serve(app(), linger=5)
    with raw(url) as connection:
        connection.sendall(head(3, "text/html"))
        answer = b""
        while not answer.endswith(b"}"):  # head and body may come one after the other
            answer += connection.recv(4096)
        assert answer.startswith(b"HTTP/1.1 415")
        connection.sendall(b"An." + head(2) + b"An")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_a_head_that_comes_byte_by_byte_is_let_go(serve) -> None:
    url = serve(app(Limits(body_seconds=0.4)))
    with raw(url) as first:
        assert drip(first) < PATIENCE
    with raw(url) as second:  # after a request of this connection
        second.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert second.recv(4096).startswith(b"HTTP/1.1 200")
        second.sendall(b"GET /health HTTP/1.1\r\n")
        assert error_of(everything(second))["code"] == "slow_request"
    with raw(url) as silent:
        assert everything(silent) == b""


def test_connections_are_bounded(serve) -> None:
    url = serve(app(Limits(connections=2)))
    with raw(url), raw(url), raw(url) as third:
        error = error_of(everything(third))
        assert (error["code"], error["limit"]["name"]) == ("overloaded", "connections")
    until(lambda: _answers(url))


def _answers(url: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{url}/health").status_code == 200
    return False


# -- what is not read ----------------------------------------------------------------------------


def test_an_answer_that_nobody_reads_counts_and_is_let_go(serve) -> None:
    limits = Limits(body_seconds=1, concurrency=2, body_bytes=20_000_000, text_chars=10_000_000)
    service = app(limits)
    url = serve(service)
    gate = service.state.vntext.gate
    body = b"An\n" * 200_000  # some 12 MB of answer, more than the buffers of the system
    with raw(url) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        connection.sendall(head(len(body), path="/v1/sentences") + body)
        until(lambda: gate.inside == 1)
        assert connection.recv(10)
        assert gate.inside == 1, "an answer that is being sent counts"
        until(lambda: gate.inside == 0)
        rest = everything(connection)
        assert len(rest) < 8_000_000, "what was not read is not kept"
    assert httpx.post(f"{url}/v1/words", json={"text": "An"}).status_code == 200


def test_an_answer_that_is_read_slowly_comes_whole(serve) -> None:
    url = serve(app(Limits(body_seconds=2, text_chars=500_000)))
    body = b"An " * 100_000
    with raw(url) as connection:
        connection.sendall(head(len(body)) + body)
        out = b""
        while not out.endswith(b"]]}"):
            part = connection.recv(200_000)
            assert part
            out += part
            time.sleep(0.02)
    assert len(json.loads(out.partition(b"\r\n\r\n")[2])["words"]) == 100_000


# -- who goes away -------------------------------------------------------------------------------


def test_who_goes_away_is_no_failure_of_the_service(serve, caplog) -> None:
    caplog.set_level(logging.INFO, "vntext.service")
    service = app(pipeline=MoodyPipeline(), workers=0)
    url = serve(service)
    for sent in (head(100) + b"half", head(11) + b"sleep 0.3 x", head(9) + b"sleep 0.1"):
        with raw(url) as connection:
            connection.sendall(sent)
            time.sleep(0.1)
    until(lambda: service.state.vntext.gate.inside == 0)
    until(lambda: len([r for r in caplog.records if r.message == "request"]) == 3)
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []
    told = {r.fields["status"] for r in caplog.records if r.message == "request"}
    assert 499 in told
    assert told <= {499, 200}
    assert 'status="500"' not in httpx.get(f"{url}/metrics").text


def test_nobody_analyses_for_a_client_that_has_left_the_queue(serve) -> None:
    service = app(pipeline=MoodyPipeline(), workers=0)
    url = serve(service)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(httpx.post, f"{url}/v1/words", json={"text": "sleep 1"})
        until(lambda: service.state.vntext.gate.inside == 1)
        for _ in range(3):
            with raw(url) as connection:
                connection.sendall(head(8) + b"sleep 20")
                until(lambda: service.state.vntext.gate.inside == 2)
            until(lambda: service.state.vntext.gate.inside == 1)
        assert running.result().status_code == 200
    start = time.monotonic()
    assert httpx.post(f"{url}/v1/words", json={"text": "An"}).status_code == 200
    assert time.monotonic() - start < 15, "the texts of those who left are not analysed"


# -- who says so ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ((), "127.0.0.1"),
        (("--proxy", "10.0.0.1"), "127.0.0.1"),
        (("--proxy", "127.0.0.1"), "9.9.9.9"),
    ],
)
def test_an_address_is_believed_from_a_named_proxy_alone(serve, caplog, words, seen) -> None:
    caplog.set_level(logging.INFO, "vntext.service")
    url = serve(app(), *words)
    headers = {"X-Forwarded-For": "9.9.9.9", "Forwarded": "for=8.8.8.8"}
    httpx.get(f"{url}/health", headers=headers)
    until(lambda: any(r.message == "request" for r in caplog.records))
    told = [r.fields["client"] for r in caplog.records if r.message == "request"]
    assert told == [seen]


# -- what is no request --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00",
        b"hello\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /v1/words HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"GET /" + b"a" * 100_000,
    ],
)
def test_what_is_no_http_is_answered_in_the_shape_of_all_errors(serve, sent) -> None:
    with raw(serve(app())) as connection:
        connection.sendall(sent)
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert error_of(answer)["code"] == "invalid_http"


def test_a_websocket_is_answered_in_the_shape_of_all_errors(serve) -> None:
    upgrade = (
        b"GET /v1/ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\n"
        b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with raw(serve(app())) as connection:
        connection.sendall(upgrade)
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert error_of(answer)["code"] == "not_found"


# -- batches -------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [0, 1])
def test_a_batch_of_long_texts_paces_itself(serve, wait_until_ready, workers) -> None:
    limits = Limits(long_chars=20, wait_seconds=0.3)
    url = serve(app(limits, MoodyPipeline(), workers=workers))
    wait_until_ready(url)
    line = json.dumps({"text": "sleep 0.2 " + "x" * 30, "layers": ["words"]}) + "\n"
    headers = {"content-type": "application/x-ndjson", "content-encoding": "gzip"}
    body = gzip.compress((line * 12).encode())
    answer = httpx.post(f"{url}/v1/analyze/batch", content=body, headers=headers, timeout=60)
    rows = [json.loads(row) for row in answer.text.splitlines()]
    assert [r["line"] for r in rows if "document" in r] == list(range(1, 13))

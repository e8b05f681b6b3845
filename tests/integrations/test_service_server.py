"""The service as a running server: slow texts, dying processes, clients that go away, the end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra service is not installed")
httpx = pytest.importorskip("httpx", reason="httpx is not installed")

from service_pipelines import MoodyPipeline, PlainPipeline  # noqa: E402

from vntext.document import Document  # noqa: E402
from vntext.integrations.service import Limits, create_app  # noqa: E402

SUPPORT = Path(__file__).parent / "support"


def words(url: str, text: str, **options) -> httpx.Response:
    return httpx.post(f"{url}/v1/words", json={"text": text}, timeout=60, **options)


def code(answer: httpx.Response) -> str:
    return answer.json()["error"]["code"]


def test_processes_answer_as_the_pipeline_does(serve, wait_until_ready) -> None:
    url = serve(create_app(PlainPipeline(), workers=2))
    wait_until_ready(url)
    texts = [f"Ông An số {k} {'ở Huế ' * (k % 7)}" for k in range(200)]
    with httpx.Client(base_url=url, timeout=60) as client, ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda t: client.post("/v1/analyze", json={"text": t}), texts)
        for text, answer in zip(texts, answers, strict=True):
            assert Document.from_json(answer.content) == PlainPipeline().analyze(text)


def test_not_ready_at_first_and_then_ready(serve, wait_until_ready) -> None:
    url = serve(create_app(PlainPipeline(), workers=1))
    first = httpx.get(f"{url}/ready")
    assert first.status_code in (200, 503)
    if first.status_code == 503:
        assert code(first) == "not_ready"
        assert first.headers["retry-after"]
    assert httpx.get(f"{url}/health").status_code == 200
    wait_until_ready(url)


def test_a_slow_text_is_ended_and_does_not_stop_others(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), Limits(seconds=4), workers=2))
    wait_until_ready(url)
    slow = {}

    def run() -> None:
        start = time.monotonic()
        slow["answer"] = words(url, "sleep 60")
        slow["seconds"] = time.monotonic() - start

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(0.2)
    with httpx.Client(base_url=url) as client:
        for _ in range(20):
            assert client.post("/v1/words", json={"text": "Ông An"}).status_code == 200
    assert not slow, "the slow text is still being analysed"
    thread.join()
    assert (slow["answer"].status_code, code(slow["answer"])) == (503, "timeout")
    assert slow["answer"].json()["error"]["limit"] == {"name": "seconds", "value": 4}
    assert slow["seconds"] < 30
    assert "vntext_worker_restarts_total 1" in httpx.get(f"{url}/metrics").text


def test_long_texts_have_a_process_of_their_own(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), Limits(long_chars=50), workers=1))
    wait_until_ready(url)
    long = "sleep 3 " + "x" * 50
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(words, url, long)
        time.sleep(0.1)
        with httpx.Client(base_url=url) as client:
            for _ in range(10):
                assert client.post("/v1/words", json={"text": "Ông An"}).status_code == 200
        assert not slow.done()
        assert slow.result().status_code == 200


def test_a_dying_process_is_replaced(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), workers=1))
    wait_until_ready(url)
    answer = words(url, "die now")
    assert (answer.status_code, code(answer)) == (503, "worker_died")
    assert words(url, "Ông An").json()["words"] == [[0, 3], [4, 6]]


def test_a_failing_text_is_a_500_and_the_process_stays(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), workers=1))
    wait_until_ready(url)
    answer = words(url, "fail bí mật")
    assert (answer.status_code, code(answer)) == (500, "internal")
    assert "bí mật" not in answer.text
    assert words(url, "Ông An").status_code == 200
    assert "vntext_worker_restarts_total 0" in httpx.get(f"{url}/metrics").text


def test_a_client_that_goes_away_leaves_no_answer_for_the_next(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), workers=1))
    wait_until_ready(url)
    for k in range(5):
        with pytest.raises(httpx.TimeoutException):
            httpx.post(f"{url}/v1/words", json={"text": f"sleep 0.3 {'x ' * k}"}, timeout=0.1)
        answer = words(url, f"Bà Mơ {k}")
        assert answer.json()["text"] == f"Bà Mơ {k}"


def test_too_many_requests_are_refused(serve, wait_until_ready) -> None:
    limits = Limits(concurrency=3, per_client=2)
    url = serve(create_app(MoodyPipeline(), limits, workers=1))
    wait_until_ready(url)
    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(words, url, "sleep 0.7") for _ in range(2)]
        time.sleep(0.3)
        answer = words(url, "An")
        assert (answer.status_code, code(answer)) == (429, "too_many_requests")
        assert answer.headers["retry-after"] == "1"
        assert [r.result().status_code for r in running] == [200, 200]
    assert words(url, "An").status_code == 200


def test_an_overloaded_service_says_so(serve, wait_until_ready) -> None:
    limits = Limits(concurrency=1, wait_seconds=0.2)
    url = serve(create_app(MoodyPipeline(), limits, workers=1))
    wait_until_ready(url)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(words, url, "sleep 0.7")
        time.sleep(0.3)
        answer = words(url, "An")
        assert (answer.status_code, code(answer)) == (503, "overloaded")
        assert running.result().status_code == 200


def test_waiting_for_a_process_ends_too(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), Limits(wait_seconds=0.2), workers=1))
    wait_until_ready(url)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(words, url, "sleep 1")
        time.sleep(0.2)
        answer = words(url, "An")
        assert (answer.status_code, code(answer)) == (503, "busy")
        assert running.result().status_code == 200


def raw(url: str) -> socket.socket:
    host, port = url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def test_a_client_that_sends_slowly_is_let_go(serve, wait_until_ready) -> None:
    url = serve(create_app(PlainPipeline(), Limits(body_seconds=0.5), workers=0))
    with raw(url) as connection:
        connection.sendall(
            b"POST /v1/words HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
            b"Content-Length: 100\r\n\r\nabc"
        )
        assert connection.recv(4096).startswith(b"HTTP/1.1 408")
    assert words(url, "An").status_code == 200


def test_a_client_that_does_not_read_a_batch_is_let_go(serve) -> None:
    limits = Limits(body_seconds=0.5, concurrency=1)
    url = serve(create_app(PlainPipeline(), limits, workers=0))
    body = (json.dumps({"text": "Ông An " * 2000}) + "\n").encode() * 400
    head = (
        "POST /v1/analyze/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with raw(url) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(head.encode() + body)
        deadline = time.monotonic() + 30
        while words(url, "An").status_code != 200:  # the only place is taken by the batch
            assert time.monotonic() < deadline, "the batch keeps its place"
            time.sleep(0.1)


def test_a_batch_is_streamed(serve, wait_until_ready) -> None:
    url = serve(create_app(MoodyPipeline(), workers=1))
    wait_until_ready(url)
    body = '{"text": "An"}\n' * 2 + '{"text": "sleep 1"}\n' * 2
    headers = {"content-type": "application/x-ndjson"}
    start = time.monotonic()
    times = []
    with httpx.stream(
        "POST", f"{url}/v1/analyze/batch", content=body, headers=headers, timeout=60
    ) as answer:
        for line in answer.iter_lines():
            assert "document" in json.loads(line)
            times.append(time.monotonic() - start)
    assert len(times) == 4
    assert times[-1] - times[0] > 0.5, "the first line came before the last was analysed"


_SERVE = """
import argparse, sys
sys.path.insert(0, sys.argv.pop(1))
from vntext.integrations.service import app, cli
plain, app.create_app = app.create_app, None
from service_pipelines import MoodyPipeline
app.create_app = lambda **options: plain(MoodyPipeline(), **options)
parser = argparse.ArgumentParser()
cli.add_arguments(parser)
sys.exit(cli.run(parser.parse_args()))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_finishes_what_runs(stop, wait_until_ready) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, str(SUPPORT), "--port", str(port), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    try:
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            try:
                wait_until_ready(url)
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.1)
        with ThreadPoolExecutor(1) as threads:
            running = threads.submit(words, url, "sleep 1")
            time.sleep(0.3)
            os.killpg(process.pid, stop)  # as a terminal does: to all processes
            assert running.result().status_code == 200
        log = process.communicate(timeout=30)[1]
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    rows = [json.loads(line) for line in log.splitlines()]  # every line of the log is JSON
    assert [r for r in rows if r.get("path") == "/v1/words" and r["status"] == 200]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # no process of the group is left

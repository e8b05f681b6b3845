"""What who runs the service asks of it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pdf_files import misplaced, pdf
from service_client import make
from service_pipelines import PlainPipeline

from vntext.errors import MissingExtraError
from vntext.integrations.service import Limits, create_app
from vntext.integrations.service.worker import frame


def test_operation(client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json() == {"ready": True}
    version = client.get("/version").json()
    assert version["format"] == "vntext.document/1"
    assert version["limits"]["text_chars"] == Limits().text_chars


def test_metrics_count(client) -> None:
    def value(name: str) -> float:
        rows = [r for r in client.get("/metrics").text.splitlines() if r.startswith(name)]
        return sum(float(r.rpartition(" ")[2]) for r in rows)

    name = 'vntext_requests_total{method="POST",path="/v1/words",status="200"}'
    before, characters = value(name), value("vntext_characters_total")
    client.post("/v1/words", json={"text": "Ông An"})
    assert value(name) == before + 1
    assert value("vntext_characters_total") == characters + 6
    assert value('vntext_request_seconds_count{path="/v1/words"}') >= before + 1


def test_metrics_are_read_by_prometheus(client) -> None:
    parser = pytest.importorskip("prometheus_client.parser", reason="no prometheus-client")
    client.post("/v1/words", json={"text": "Ông An"})
    families = list(parser.text_string_to_metric_families(client.get("/metrics").text))
    assert {"vntext_requests", "vntext_request_seconds"} <= {f.name for f in families}


def test_paths_of_the_metrics_are_few() -> None:
    with make() as client:
        for k in range(20):
            client.get(f"/{k}")
            client.request(f"M{k}", "/health")
        text = client.get("/metrics").text
        assert text.count("vntext_requests_total{") <= 3


def test_mounted_into_another_application() -> None:
    outer = FastAPI()
    outer.mount("/nlp", create_app(PlainPipeline(), workers=0))
    with TestClient(outer) as client:
        assert client.post("/nlp/v1/words", json={"text": "Ông An"}).json()["words"] == [
            [0, 3],
            [4, 6],
        ]
        assert client.get("/nlp/").status_code == 200


def test_missing_extra_is_named(monkeypatch) -> None:
    from vntext.integrations import service

    for name in [n for n in sys.modules if n.startswith("vntext.integrations.service.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    with pytest.raises(MissingExtraError, match=r"vntext\[service\]"):
        service.create_app  # noqa: B018 - the access itself is tested


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/version", "/metrics", "/openapi.json", "/v1/schema", "/"]
)
def test_head_is_answered_where_get_is(client, path) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == client.get(path).headers["content-type"]


def test_head_is_refused_where_get_is(client) -> None:
    assert client.head("/v1/words").status_code == 405
    assert client.head("/nothing").status_code == 404


def test_every_line_that_a_worker_writes_is_json() -> None:
    pytest.importorskip("pypdf", reason="the extra files is not installed")
    task = {"op": "read", "name": "a.pdf", "text_chars": 1000}
    task["file"] = base64.b64encode(misplaced(pdf(["Ba An o Hue."]))).decode()
    done = subprocess.run(
        [sys.executable, "-m", "vntext.integrations.service.worker"],
        input=frame(b"") + frame(json.dumps(task).encode()),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        check=True,
    )
    assert b"Ba An o Hue." in done.stdout
    rows = [json.loads(line) for line in done.stderr.decode().splitlines()]
    assert {row["logger"].split(".")[0] for row in rows} == {"pypdf"}
    assert all(row["level"] == "warning" and ".py:" in row["where"] for row in rows)

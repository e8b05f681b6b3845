"""Ids of requests, logs without texts, keys, what browsers are told."""

from __future__ import annotations

import json
import logging

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from service_client import make, post
from service_pipelines import MoodyPipeline

from vntext.errors import InvalidOptionError
from vntext.integrations.service import create_app


@pytest.mark.parametrize("good", ["abc-1", "A.b:c_9"])
def test_request_ids_come_back(client, good) -> None:
    assert client.get("/health", headers={"x-request-id": good}).headers["x-request-id"] == good


@pytest.mark.parametrize("bad", ["", "a b", "x" * 129, "<script>", 'a"b'])
def test_other_request_ids_are_replaced(client, bad) -> None:
    given = client.get("/health", headers={"x-request-id": bad}).headers["x-request-id"]
    assert given != bad
    assert len(given) == 32


SECRET = "Bímậtkhôngđượcghi"


def test_logs_hold_no_text(caplog) -> None:
    caplog.set_level(logging.DEBUG)
    with make(MoodyPipeline()) as client:
        for text in (f"fail {SECRET}", SECRET):
            post(client, f"/v1/analyze?title={SECRET}", text, "text/plain")
        client.post("/v1/analyze", json={"text": SECRET, "layers": [SECRET]})
        client.get(f"/{SECRET}")
    ours = [r for r in caplog.records if r.name.startswith("vntext")]
    assert len(ours) >= 4
    for record in ours:
        assert SECRET not in record.getMessage() + str(getattr(record, "fields", ""))


def test_a_failing_analysis_is_a_500_without_the_text(caplog) -> None:
    with make(MoodyPipeline()) as client:
        answer = client.post("/v1/analyze", json={"text": f"fail {SECRET}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert SECRET not in answer.text


def test_log_lines_are_json(caplog) -> None:
    from vntext.integrations.service.logs import JsonFormatter

    caplog.set_level(logging.INFO, "vntext.service")
    with make() as client:
        client.post("/v1/words", json={"text": "An"}, headers={"x-request-id": "abc"})
    row = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert (row["path"], row["status"], row["request_id"]) == ("/v1/words", 200, "abc")
    assert row["time"].endswith("Z")


def test_a_key_is_asked_for_analyses_only() -> None:
    with make(api_key="bi-mat") as client:
        body = {"text": "An"}
        assert client.get("/health").status_code == 200
        for headers in ({}, {"x-api-key": "other"}, {"authorization": "Bearer other"}):
            answer = client.post("/v1/words", json=body, headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthorized")
        assert client.get("/metrics").status_code == 401
    with make(api_key="key-1") as client:
        for headers in ({"x-api-key": "key-1"}, {"authorization": "Bearer key-1"}):
            assert client.post("/v1/words", json=body, headers=headers).status_code == 200
        assert "securitySchemes" in client.get("/openapi.json").json()["components"]


def test_cors_is_off_unless_asked(client) -> None:
    headers = {"origin": "https://example.org"}
    assert "access-control-allow-origin" not in client.get("/health", headers=headers).headers
    with make(cors_origins=["https://example.org"]) as open_client:
        answer = open_client.get("/health", headers=headers)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"


@pytest.mark.parametrize("path", ["/", "/health", "/nothing", "/static/example.txt"])
def test_headers_of_safety(client, path) -> None:
    headers = client.get(path).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_no_page_when_not_wanted() -> None:
    with make(page=False) as client:
        assert client.get("/").status_code == 404


# -- keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["bí-mật", "a b", "a\nb", "", " ", "a\x00", "😀"])
def test_a_key_that_no_header_carries_is_refused_at_once(key) -> None:
    with pytest.raises(InvalidOptionError, match="key"):
        create_app(workers=0, api_key=key)


def test_worker_processes_do_not_get_the_key(monkeypatch) -> None:
    from vntext.integrations.service import lane

    monkeypatch.setenv("VNTEXT_API_KEY", "bi-mat")
    monkeypatch.setenv("VNTEXT_OTHER", "1")
    kept = lane._environment()
    assert "VNTEXT_API_KEY" not in kept
    assert kept["VNTEXT_OTHER"] == "1"


# -- browsers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "access-control-request-method": "POST"},
        {"origin": "https://example.org", "access-control-request-method": "DELETE"},
        {
            "origin": "https://example.org",
            "access-control-request-method": "POST",
            "access-control-request-headers": "x-other",
        },
    ],
)
def test_a_preflight_that_is_refused_has_the_shape_of_all_errors(headers) -> None:
    with make(cors_origins=["https://example.org"]) as client:
        answer = client.options("/v1/words", headers=headers)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "cors")
    assert error["request_id"] == answer.headers["x-request-id"]


def test_a_preflight_that_is_allowed() -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    asked["access-control-request-headers"] = "content-type, content-encoding"
    with make(cors_origins=["https://example.org"]) as client:
        answer = client.options("/v1/words", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://example.org"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("[::1]:8000", 200),
        ("[::1]", 200),
        ("nlp.example.org", 200),
        ("example.org", 421),
        ("a.b.example.org", 421),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("", 421),
    ],
)
def test_only_allowed_hosts_are_answered(host, status) -> None:
    names = ["localhost", "[::1]", "*.example.org"]
    with make(allowed_hosts=names) as client:
        answer = client.post("/v1/words", json={"text": "An"}, headers={"host": host})
        assert answer.status_code == status
        if status != 200:
            assert answer.json()["error"]["code"] == "unknown_host"
        assert client.get("/health", headers={"host": "10.0.0.1"}).status_code == 200


def test_a_websocket_is_refused(client) -> None:
    from starlette.testclient import WebSocketDenialResponse

    with pytest.raises(WebSocketDenialResponse) as e, client.websocket_connect("/v1/words"):
        pass
    assert (e.value.status_code, e.value.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "path", ["/", "/static/icon.svg", "/static/labels.js", "/static/labels.css"]
)
def test_files_of_the_page_are_kept_by_browsers_and_asked_for_again(client, path) -> None:
    first = client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"
    assert client.get(path, headers={"if-none-match": '"x"'}).content == first.content

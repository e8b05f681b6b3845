"""What the service refuses, and how it says so."""

from __future__ import annotations

import gzip

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

import zstandard
from service_client import ROUTES, make, post
from service_pipelines import PlainPipeline

from vntext.errors import InvalidOptionError
from vntext.integrations.service import Limits, create_app, schemas

BAD = [
    ("{", "application/json", 400, "invalid_json"),
    ('{"text": NaN}', "application/json", 400, "invalid_json"),
    ("[" * 100_000, "application/json", 400, "invalid_json"),
    ('{"text": ' + "1" * 5000 + "}", "application/json", 400, "invalid_json"),
    ("[]", "application/json", 422, "invalid_request"),
    ("{}", "application/json", 422, "invalid_options"),
    ('{"text": 1}', "application/json", 422, "invalid_options"),
    ('{"text": null}', "application/json", 422, "invalid_options"),
    ('{"text": "a", "txet": 1}', "application/json", 422, "invalid_options"),
    ('{"text": "a", "offsets": "bytes"}', "application/json", 422, "invalid_options"),
    (b"\xc4\xe1", "text/plain", 415, "not_utf8"),
    ("An".encode("utf-16"), "application/json", 415, "not_utf8"),
    ("An", "text/html", 415, "unsupported_media_type"),
    ("An", "", 415, "unsupported_media_type"),
    ("An", "text/plain; charset=windows-1258", 415, "unsupported_charset"),
]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("bad", BAD)
def test_bad_requests(client, route, bad) -> None:
    body, kind, status, code = bad
    answer = post(client, f"/v1/{route}", body, kind)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["request_id"] == answer.headers["x-request-id"]
    schemas.Failure.model_validate(answer.json())


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"sentences": 0}, ["sentences"]),
        ({"sentences": True}, ["sentences"]),
        ({"sentences": "3"}, ["sentences"]),
        ({"sentences": 2.5}, ["sentences"]),
        ({"ratio": 1.5}, ["ratio"]),
        ({"words": 10, "ratio": 0.5}, ["words", "ratio"]),
        ({"title": 3}, ["title"]),
        ({"title": "x" * 1001}, ["title"]),
        ({"layers": "words"}, ["layers"]),
        ({"layers": ["words", "verbs"]}, ["layers"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
    ],
)
def test_wrong_options_are_named(client, options, wrong) -> None:
    answer = client.post("/v1/analyze", json={"text": "An", **options})
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == wrong


@pytest.mark.parametrize(
    "query",
    [
        "sentences=ba",
        "ratio=1",
        "offsets=x",
        "x=1",
        "text=An",
        "layers=words&layers=words",
        "words=5",
    ],
)
def test_wrong_options_in_the_query(client, query) -> None:
    answer = post(client, f"/v1/analyze?{query}", "An", "text/plain")
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == [query.partition("=")[0]]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Ông An".encode("utf-16"), "UTF-16"),
        ("Ông An".encode("utf-16-be"), "UTF-16"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam".encode("cp1252"), "tcvn3"),
    ],
)
def test_what_the_encoding_looks_like_is_said(client, body, name) -> None:
    answer = post(client, "/v1/analyze", body, "text/plain")
    assert f"it looks like {name}" in answer.json()["error"]["message"]


def test_limits_are_named() -> None:
    with make(limits=Limits(text_chars=10, body_bytes=100)) as client:
        assert client.post("/v1/words", json={"text": "x" * 10}).status_code == 200
        answer = client.post("/v1/words", json={"text": "x" * 11})
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "text_too_long")
        assert answer.json()["error"]["limit"] == {"name": "text_chars", "value": 10}
        answer = post(client, "/v1/words", b" " * 101, "text/plain")
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
        assert answer.json()["error"]["limit"] == {"name": "body_bytes", "value": 100}
        chunks = (b"x" * 50 for _ in range(3))  # no Content-Length
        assert post(client, "/v1/words", chunks, "text/plain").status_code == 413


@pytest.mark.parametrize("value", [0, -1, True, "5", float("nan"), float("inf"), 1e300])
def test_limits_are_numbers_above_zero(value) -> None:
    with pytest.raises(InvalidOptionError, match="seconds"):
        Limits(seconds=value)


@pytest.mark.parametrize("workers", [-1, 1.5, True])
def test_workers_are_a_number(workers) -> None:
    with pytest.raises(InvalidOptionError, match="workers"):
        create_app(workers=workers)


def test_a_pipeline_that_cannot_be_pickled_is_refused_at_once() -> None:
    pipeline = PlainPipeline()
    pipeline.hook = lambda: None
    with pytest.raises(InvalidOptionError, match="workers=0"):
        create_app(pipeline, workers=1)


@pytest.mark.parametrize("path", ["/v1/nothing", "/v2/analyze", "/static/nothing.js"])
def test_unknown_paths_have_the_same_shape(client, path) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    assert "/openapi.json" in answer.json()["error"]["message"]


def test_other_methods_have_the_same_shape(client) -> None:
    answer = client.get("/v1/analyze")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"
    assert answer.json()["error"]["message"] == "this path takes POST"


@pytest.mark.parametrize("name", ["text_chars", "concurrency", "batch_lines"])
def test_numbers_of_things_are_whole(name) -> None:
    with pytest.raises(InvalidOptionError, match=name):
        Limits(**{name: 2.5})


@pytest.mark.parametrize(
    ("query", "body", "wrong"),
    [
        ("sentences=2", {"sentences": 3}, ["sentences"]),
        ("sentences=2", {"words": 50}, ["sentences", "words"]),
        ("offsets=utf-16", {"offsets": "code-points"}, ["offsets"]),
        ("layers=words", {"layers": ["entities"]}, ["layers"]),
        ("sentences=true", {"sentences": 3}, ["sentences"]),
        ("title=A", {"title": "B"}, ["title"]),
    ],
)
def test_query_and_body_must_not_contradict(client, query, body, wrong) -> None:
    answer = client.post(f"/v1/analyze?{query}", json={"text": "An", **body})
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == wrong


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("sentences=2", {"sentences": 2}),
        ("sentences=2", {"title": "A"}),
        ("layers=words,summary", {"layers": ["words", "summary"]}),
        ("offsets=utf-16", {"words": 50}),
    ],
)
def test_query_and_body_that_agree_are_taken(client, query, body) -> None:
    assert client.post(f"/v1/analyze?{query}", json={"text": "An", **body}).status_code == 200


@pytest.mark.parametrize("body", [b"\xff", b"a\xff", "Huế".encode() + b"\xff", b"\xe9t\xe9"])
def test_some_bytes_tell_no_encoding(client, body) -> None:
    message = post(client, "/v1/words", body, "text/plain").json()["error"]["message"]
    assert "looks like" not in message


@pytest.mark.parametrize("path", ["/health/", "/v1/words/", "/static", "/v1//words"])
def test_paths_with_a_slash_too_many_are_not_found(client, path) -> None:
    for answer in (client.get(path), client.post(path, content=b"An")):
        assert answer.status_code in (404, 405)
        schemas.Failure.model_validate(answer.json())


# -- packed bodies -------------------------------------------------------------------------------


def packed(name: str, data: bytes) -> bytes:
    return gzip.compress(data) if name == "gzip" else zstandard.compress(data)


@pytest.mark.parametrize("name", ["gzip", "zstd", "x-gzip", "GZIP"])
def test_packed_bodies_are_read(client, name) -> None:
    body = packed(name.lower().removeprefix("x-"), '{"text": "Ông An"}'.encode())
    headers = {"content-encoding": name}
    assert post(client, "/v1/words", body, **headers).json()["words"] == [[0, 3], [4, 6]]
    plain = packed(name.lower().removeprefix("x-"), "Ông An".encode())
    answer = post(client, "/v1/read", plain, "text/plain", **headers)
    assert answer.json()["text"] == "Ông An"
    rows = packed(name.lower().removeprefix("x-"), b'{"text": "An"}\n' * 3)
    answer = post(client, "/v1/analyze/batch", rows, "application/x-ndjson", **headers)
    assert len(answer.text.splitlines()) == 3


def test_several_members_and_frames_are_one_body(client) -> None:
    for name in ("gzip", "zstd"):
        body = packed(name, b"An ") + packed(name, b"Ba")
        answer = post(client, "/v1/words", body, "text/plain", **{"content-encoding": name})
        assert answer.json()["text"] == "An Ba"


@pytest.mark.parametrize("name", ["gzip", "zstd"])
@pytest.mark.parametrize("route", ["words", "read", "analyze/batch"])
def test_what_a_body_unpacks_to_is_bounded(name, route) -> None:
    limits = Limits(body_bytes=5000, file_bytes=5000, batch_bytes=5000)
    kind = "application/x-ndjson" if route == "analyze/batch" else "text/plain"
    with make(limits=limits) as client:
        bomb = packed(name, b"\n" * 20_000_000)[:5000]
        for body in (packed(name, b"\n" * 5001), bomb):
            answer = post(client, f"/v1/{route}", body, kind, **{"content-encoding": name})
            assert answer.status_code == 413
            assert answer.json()["error"]["limit"]["value"] in (5000, limits.batch_lines)


@pytest.mark.parametrize(
    ("name", "body", "status", "code"),
    [
        ("gzip", b"An", 400, "damaged_body"),
        ("gzip", gzip.compress(b"An" * 99)[:-9], 400, "damaged_body"),
        ("zstd", b"An An An", 400, "damaged_body"),
        ("br", b"An", 415, "unsupported_encoding"),
        ("gzip, gzip", b"An", 415, "unsupported_encoding"),
        ("deflate", b"An", 415, "unsupported_encoding"),
    ],
)
def test_bodies_packed_otherwise_are_refused(client, name, body, status, code) -> None:
    for route, kind in (("words", "text/plain"), ("analyze/batch", "application/x-ndjson")):
        answer = post(client, f"/v1/{route}", body, kind, **{"content-encoding": name})
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
        assert status != 415 or answer.headers["accept-encoding"] == "gzip, zstd"

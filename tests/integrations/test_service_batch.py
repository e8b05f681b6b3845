"""Batches: JSONL in, JSONL out."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from service_client import make, post
from service_pipelines import MoodyPipeline, PlainPipeline

from vntext.document import Document
from vntext.integrations.service import Limits, schemas


def batch(client, lines: list[str] | str, query: str = "", kind: str = "application/x-ndjson"):
    body = lines if isinstance(lines, str) else "\n".join(lines)
    answer = post(client, f"/v1/analyze/batch{query}", body.encode("utf-8", "surrogatepass"), kind)
    return answer, [json.loads(row) for row in answer.text.splitlines()]


def test_batch_answers_line_by_line_in_order(client) -> None:
    texts = [f"Ông An số {k}" for k in range(50)]
    answer, rows = batch(client, [json.dumps({"text": t, "id": k}) for k, t in enumerate(texts)])
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert [r["line"] for r in rows] == list(range(1, 51))
    assert [r["id"] for r in rows] == list(range(50))
    for row, text in zip(rows, texts, strict=True):
        assert Document.from_dict(row["document"]) == PlainPipeline().analyze(text)
        schemas.BatchLine.model_validate(row)


def test_bad_lines_say_why_and_the_rest_goes_on(client) -> None:
    lines = [
        '{"text": "An", "layers": ["words"]}',
        "",
        "{",
        '{"text": 5, "id": "năm"}',
        '{"text": "An", "nope": 1}',
        '{"text": "An", "id": {}}',
        '{"text": "Mơ"}\r',
    ]
    answer, rows = batch(client, lines)
    assert answer.status_code == 200
    got = [(r["line"], r.get("error", {}).get("code", "ok")) for r in rows]
    assert got == [
        (1, "ok"),
        (3, "invalid_json"),
        (4, "invalid_options"),
        (5, "invalid_options"),
        (6, "invalid_options"),
        (7, "ok"),
    ]
    assert rows[2]["id"] == "năm"
    assert rows[3]["error"]["fields"] == ["nope"]


def test_a_line_that_is_not_utf8(client) -> None:
    body = b'{"text": "An"}\n' + b'{"text": "\xc4"}\n' + '{"text": "Mơ"}'.encode()
    answer = post(client, "/v1/analyze/batch", body, "application/jsonl")
    codes = [json.loads(r).get("error", {}).get("code") for r in answer.text.splitlines()]
    assert codes == [None, "not_utf8", None]


def test_options_of_the_query_are_defaults(client) -> None:
    lines = ['{"text": "An"}', '{"text": "An", "layers": ["entities"]}']
    _, rows = batch(client, lines, "?layers=words")
    assert [set(r["document"]) - {"format", "text"} for r in rows] == [{"words"}, {"entities"}]


def test_a_line_that_fails_is_an_error_line() -> None:
    with make(MoodyPipeline()) as client:
        _, rows = batch(client, ['{"text": "fail now"}', '{"text": "An"}'])
    assert rows[0]["error"]["code"] == "internal"
    assert "document" in rows[1]


def test_limits_of_a_batch() -> None:
    limits = Limits(batch_lines=3, batch_bytes=200, body_bytes=60, text_chars=20)
    with make(limits=limits) as client:
        line = '{"text": "An"}'
        assert batch(client, [line] * 3)[0].status_code == 200
        assert batch(client, "\n".join([line] * 3) + "\n")[0].status_code == 200
        answer, _ = batch(client, [line] * 4)
        assert answer.json()["error"]["limit"]["name"] == "batch_lines"
        answer, _ = batch(client, " " * 201)
        assert answer.json()["error"]["limit"]["name"] == "batch_bytes"
        long = json.dumps({"text": "x" * 21})
        longer = json.dumps({"text": "x" * 100})
        _, rows = batch(client, [long, longer, line])
        names = [r["error"]["limit"]["name"] for r in rows[:2]]
        assert names == ["text_chars", "body_bytes"]
        assert rows[2]["line"] == 3


def test_empty_batch(client) -> None:
    answer, rows = batch(client, "")
    assert (answer.status_code, rows) == (200, [])


@pytest.mark.parametrize("query", ["?x=1", "?layers=verbs"])
def test_wrong_defaults_refuse_the_batch(client, query) -> None:
    assert batch(client, ["{}"], query)[0].status_code == 422


def test_a_batch_gives_its_place_back(client) -> None:
    with make(limits=Limits(concurrency=1)) as one:
        for _ in range(3):
            assert batch(one, ['{"text": "An"}'])[0].status_code == 200
            assert batch(one, ["{}"], "?x=1")[0].status_code == 422
            assert one.post("/v1/words", json={"text": "An"}).status_code == 200

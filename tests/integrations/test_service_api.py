"""The service as a caller sees it: answers, errors, limits, batches; one thread, no network."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import fields
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi import FastAPI
from fastapi.testclient import TestClient
from service_pipelines import MoodyPipeline, PlainPipeline

import vntext
from vntext import document
from vntext.document import Document
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.service import Limits, create_app, schemas
from vntext.integrations.service.tasks import LAYERS
from vntext.integrations.service.written import utf16, wide_places

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = "Ông An ở 😀 Huế\n\nBà Mơ về quê."
ROUTES = [
    "analyze",
    "words",
    "sentences",
    "entities",
    "legal",
    "summarize",
    "keyphrases",
    "normalize",
]


def make(pipeline=None, **options) -> TestClient:
    options.setdefault("workers", 0)
    app = create_app(pipeline or PlainPipeline(), **options)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client():
    with make() as c:
        yield c


def post(client, path: str, body: str | bytes, kind: str = "application/json", **headers):
    return client.post(path, content=body, headers={"content-type": kind, **headers})


# -- answers -------------------------------------------------------------------------------------


def test_a_document_is_what_to_json_gives(client) -> None:
    answer = client.post("/v1/analyze", json={"text": TEXT})
    assert answer.status_code == 200
    assert Document.from_json(answer.content) == PlainPipeline().analyze(TEXT)


@pytest.mark.parametrize(
    ("route", "layers"),
    [
        ("words", ["words"]),
        ("sentences", ["sentences"]),
        ("entities", ["entities", "people"]),
        ("legal", ["legal_references"]),
        ("summarize", ["summary"]),
    ],
)
def test_a_route_for_one_layer_answers_with_it_alone(client, route, layers) -> None:
    answer = client.post(f"/v1/{route}", json={"text": TEXT}).json()
    full = PlainPipeline().analyze(TEXT).to_dict()
    assert answer == {k: full[k] for k in ("format", "text", *layers)}


def test_layers_can_be_chosen(client) -> None:
    body = {"text": TEXT, "layers": ["summary", "words"]}
    assert list(client.post("/v1/analyze", json=body).json()) == [
        "format",
        "text",
        "words",
        "summary",
    ]


@pytest.mark.parametrize("route", ROUTES)
def test_text_and_json_are_the_same(client, route) -> None:
    plain = post(client, f"/v1/{route}?offsets=utf-16", TEXT.encode(), "text/plain; charset=UTF-8")
    body = client.post(f"/v1/{route}", json={"text": TEXT, "offsets": "utf-16"})
    assert plain.status_code == 200
    assert plain.json() == body.json()


def test_layers_in_the_query(client) -> None:
    answer = post(client, "/v1/analyze?layers=words,entities", TEXT.encode(), "text/plain")
    assert set(answer.json()) == {"format", "text", "words", "entities"}


def test_offsets_in_utf16(client) -> None:
    answer = client.post("/v1/analyze", json={"text": TEXT, "offsets": "utf-16"}).json()
    units = TEXT.encode("utf-16-le")
    seen = 0
    for layer in ("paragraphs", "sentences", "entities", "summary"):
        for span in answer[layer]:
            cut = units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le")
            assert cut == span["text"]
            seen += 1
    assert seen > 5
    cuts = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in answer["words"]]
    assert cuts == TEXT.split()


def test_utf16_reaches_nested_spans() -> None:
    title = {"start": 3, "end": 4, "organization": {"start": 3, "end": 4}}
    result = {"people": [{"mentions": [{"start": 1, "end": 2}], "titles": [title]}]}
    utf16(result, wide_places("😀a😀b"))
    assert result["people"][0]["mentions"] == [{"start": 2, "end": 3}]
    assert title == {"start": 5, "end": 6, "organization": {"start": 5, "end": 6}}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_text_gives_an_empty_result(client, route, text) -> None:
    answer = client.post(f"/v1/{route}", json={"text": text}).json()
    assert answer.pop("text") == text
    answer.pop("format", None)
    assert not any(answer.values())
    assert post(client, f"/v1/{route}", b"", "text/plain").status_code == 200


def test_lone_surrogates_are_taken_and_given_back(client) -> None:
    answer = post(client, "/v1/analyze", rb'{"text": "An \ud800 B"}')
    assert answer.status_code == 200
    assert Document.from_json(answer.content).text == "An \ud800 B"


def test_a_byte_order_mark_is_no_part_of_the_text(client) -> None:
    answer = post(client, "/v1/words", "\ufeffAn".encode(), "text/plain").json()
    assert answer["text"] == "An"


def test_normalize_tells_its_edits(client) -> None:
    answer = client.post("/v1/normalize", json={"text": "Hue\u0302\u0301"}).json()
    assert answer["text"] == "Huế"
    assert [(e["start"], e["end"], e["replacement"]) for e in answer["edits"]] == [(2, 5, "ế")]


@pytest.fixture(scope="module")
def real():
    """The library's own pipeline behind the service."""
    with TestClient(create_app(workers=0)) as c:
        yield c


ARTICLE = (EXAMPLES / "article.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "options",
    [{}, {"sentences": 1}, {"words": 60}, {"ratio": 0.5}, {"query": "sóng 4G", "words": 80}],
)
def test_summaries_are_those_of_the_library(real, options) -> None:
    doc = vntext.analyze(ARTICLE)
    expected = vntext.summarize(doc, **options)
    for route in ("summarize", "analyze"):
        answer = real.post(f"/v1/{route}", json={"text": ARTICLE, **options}).json()
        spans = [(s["start"], s["end"]) for s in answer["summary"]]
        assert spans == [(s.start, s.end) for s in expected.sentences]


def test_an_article_is_analysed_as_by_the_library(real) -> None:
    answer = real.post("/v1/analyze", json={"text": ARTICLE})
    assert Document.from_json(answer.content) == vntext.analyze(ARTICLE)
    schemas.DocumentAnswer.model_validate(answer.json())


def test_key_phrases_are_those_of_the_library(real) -> None:
    from vntext.summary.keyphrases import keyphrases

    answer = real.post("/v1/keyphrases", json={"text": ARTICLE, "n": 5}).json()
    schemas.KeyPhrases.model_validate(answer)
    assert [k["text"] for k in answer["keyphrases"]] == [k.text for k in keyphrases(ARTICLE, 5)]
    for phrase in answer["keyphrases"]:
        for m in phrase["mentions"]:
            assert ARTICLE[m["start"] : m["end"]] == m["text"]


# -- one schema ----------------------------------------------------------------------------------


def test_the_schema_names_the_fields_of_the_document() -> None:
    pairs = {
        "SpanModel": "Span",
        "SentenceModel": "Sentence",
        "ParagraphModel": "Paragraph",
        "EntityModel": "Entity",
        "TitleModel": "Title",
        "PersonModel": "Person",
        "LegalReferenceModel": "LegalReference",
        "SummarySentenceModel": "SummarySentence",
    }
    for model, kind in pairs.items():
        names = set(getattr(schemas, model).model_fields)
        assert names == {f.name for f in fields(getattr(document, kind))}, kind
    layers = set(schemas.DocumentAnswer.model_fields) - {"format", "text"}
    assert layers == set(document.ALL_LAYERS)
    assert document.LAYERS == LAYERS
    assert set(Document("").to_dict()) == {"format", "text", *LAYERS}


def test_documents_fit_the_schema(client) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = client.get("/v1/schema").json()
    jsonschema.validate(PlainPipeline().analyze(TEXT).to_dict(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": "vntext.document/1", "text": ""}, schema)


# -- what is refused -----------------------------------------------------------------------------

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


@pytest.mark.parametrize("value", [0, -1, True, "5", float("nan")])
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


def test_other_methods_have_the_same_shape(client) -> None:
    answer = client.get("/v1/analyze")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


# -- ids, logs, keys, browsers -------------------------------------------------------------------


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


# -- operation -----------------------------------------------------------------------------------


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


# -- batches -------------------------------------------------------------------------------------


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

"""Answers of the service as a caller sees them; one thread, no network."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi.testclient import TestClient
from service_client import ROUTES, TEXT, post
from service_pipelines import PlainPipeline

import vntext
from vntext import document
from vntext.document import Document
from vntext.integrations.service import create_app, schemas
from vntext.integrations.service.tasks import LAYERS
from vntext.integrations.service.written import utf16, wide_places

EXAMPLES = Path(__file__).parents[2] / "examples"


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


@pytest.mark.parametrize("route", [r for r in ROUTES if r != "page"])
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
        "CutModel": "Cut",
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

"""The OpenAPI description and the service say the same, tried with generated requests."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from hypothesis import HealthCheck, settings, strategies as st  # noqa: E402 - after the packages
from service_pipelines import PlainPipeline  # noqa: E402

from vntext.document import ALL_LAYERS  # noqa: E402
from vntext.integrations.service import create_app  # noqa: E402
from vntext.integrations.service.schemas import BatchLine  # noqa: E402

app = create_app(PlainPipeline(), workers=0)

BATCH = "/v1/analyze/batch"
JSONL = ("application/x-ndjson", "application/jsonl")


def lines(rows: list) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


good = st.fixed_dictionaries(
    {"text": st.text()},
    optional={
        "id": st.none() | st.integers() | st.text(max_size=5),
        "layers": st.lists(st.sampled_from(ALL_LAYERS), max_size=3),
        "offsets": st.sampled_from(["code-points", "utf-16"]),
        "sentences": st.integers(1, 100),
    },
)
any_json = st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=3)
for kind in JSONL:
    rows = st.lists(good | st.dictionaries(st.text(), any_json) | any_json, max_size=4)
    schemathesis.openapi.media_type(kind, rows.map(lines))

schema = schemathesis.openapi.from_asgi("/openapi.json", app)

# what no schema can say: which bytes are a text; that any bytes are a batch, whose lines are
# refused one by one; that the query and the body must not contradict each other
rejection = schemathesis.checks.negative_data_rejection
acceptance = schemathesis.checks.positive_data_acceptance


def excluded(case) -> list:
    if case.path == BATCH:
        return [rejection]
    if case.path == "/v1/read":
        return [rejection, acceptance]
    both = isinstance(case.body, dict) and case.query
    return [acceptance] if both else []


@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_does_what_it_says(case) -> None:
    answer = case.call_and_validate(excluded_checks=excluded(case))
    if case.path == BATCH and answer.status_code == 200:
        sent = case.body if isinstance(case.body, bytes) else str(case.body or "").encode()
        expected = [n for n, line in enumerate(sent.split(b"\n"), 1) if line.strip()]
        answered = [BatchLine.model_validate_json(row) for row in answer.content.splitlines()]
        assert [row.line for row in answered] == expected
        assert all((row.document is None) != (row.error is None) for row in answered)


def operations():
    for path, methods in app.openapi()["paths"].items():
        for operation in methods.values():
            yield path, operation


def test_every_route_has_an_example() -> None:
    paths = app.openapi()["paths"]
    for path, operation in operations():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            assert {"example", "examples"} & set(content), path
    assert len(paths) >= 14


def test_the_examples_of_a_batch_are_answered_as_they_say() -> None:
    from fastapi.testclient import TestClient

    batch = app.openapi()["paths"][BATCH]["post"]
    told = batch["responses"]["200"]["content"][JSONL[0]]["example"]
    with TestClient(create_app(workers=0)) as client:
        for kind in JSONL:
            sent = batch["requestBody"]["content"][kind]["example"]
            answer = client.post(BATCH, content=sent, headers={"content-type": kind})
            assert answer.text == told


def test_the_lines_of_a_batch_are_described() -> None:
    batch = app.openapi()["paths"][BATCH]["post"]
    asked = batch["requestBody"]["content"][JSONL[0]]["itemSchema"]
    assert {"text", "id", "layers", "offsets"} <= set(asked["properties"])
    answered = batch["responses"]["200"]["content"][JSONL[0]]["itemSchema"]
    assert answered == {"$ref": "#/components/schemas/BatchLine"}


def test_every_reference_of_the_description_is_there() -> None:
    description = app.openapi()
    text = json.dumps(description)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(description["components"]["schemas"])

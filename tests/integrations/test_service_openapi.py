"""The OpenAPI description and the service say the same, tried with generated requests."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from hypothesis import HealthCheck, settings  # noqa: E402 - after the packages are known
from service_pipelines import PlainPipeline  # noqa: E402

from vntext.integrations.service import create_app  # noqa: E402

app = create_app(PlainPipeline(), workers=0)


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def lines_of_json(ctx, value):
    shown = value if isinstance(value, str) else json.dumps(value)
    return shown.encode("utf-8", "surrogatepass")


schema = schemathesis.openapi.from_asgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_does_what_it_says(case) -> None:
    # any body is a batch: lines that are none are answered one by one; any bytes are a file, and
    # no schema can say which bytes are a text
    excluded = {
        "/v1/analyze/batch": [schemathesis.checks.negative_data_rejection],
        "/v1/read": [
            schemathesis.checks.negative_data_rejection,
            schemathesis.checks.positive_data_acceptance,
        ],
    }.get(case.path, [])
    case.call_and_validate(excluded_checks=excluded)


def test_every_route_has_an_example() -> None:
    paths = app.openapi()["paths"]
    for path, operations in paths.items():
        for operation in operations.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                assert {"example", "examples"} & set(content), path
    assert len(paths) >= 12

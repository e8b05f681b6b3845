"""A client of the service without a network, and texts that its tests share."""

from __future__ import annotations

from fastapi.testclient import TestClient
from service_pipelines import PlainPipeline

from vntext.integrations.service import create_app

TEXT = "Ông An ở 😀 Huế\n\nBà Mơ về quê."

ROUTES = [
    "analyze",
    "words",
    "sentences",
    "entities",
    "legal",
    "summarize",
    "keyphrases",
    "page",
    "normalize",
]


def make(pipeline=None, **options) -> TestClient:
    """A client of an application with a pipeline of the tests."""
    options.setdefault("workers", 0)
    app = create_app(pipeline or PlainPipeline(), **options)
    return TestClient(app, raise_server_exceptions=False)


def post(client, path: str, body: str | bytes, kind: str = "application/json", **headers):
    """Sends a body of a media type."""
    return client.post(path, content=body, headers={"content-type": kind, **headers})

"""One digest of several texts over HTTP."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi.testclient import TestClient

from vntext.integrations.service import Limits, create_app
from vntext.summary.many import summarize_many

TEXTS = [
    "Cháy chợ Yên Sơn\nLửa bùng lên lúc nửa đêm tại chợ Yên Sơn, không ai bị thương.",
    "Chợ Yên Sơn cháy\nLửa bùng lên lúc nửa đêm. Chợ Yên Sơn thiệt hại hai tỷ đồng.",
]


@pytest.fixture(scope="module")
def client():
    app = create_app(workers=0, limits=Limits(text_chars=1000))
    with TestClient(app, base_url="http://localhost") as made:
        yield made


def test_it_is_the_digest_of_the_library(client) -> None:
    answer = client.post("/v1/digest", json={"texts": TEXTS, "sentences": 2})
    assert answer.status_code == 200
    found = answer.json()["sentences"]
    wanted = summarize_many(TEXTS, sentences=2)
    assert [(s["source"], s["start"], s["text"]) for s in found] == [
        (s.source, s.start, s.text) for s in wanted
    ]


DISAGREEING = [
    "Lật thuyền ở bến Yên Sơn\nVụ lật thuyền ở bến Yên Sơn làm 4 người chết. Thuyền chở gỗ.",
    "Thuyền lật trên sông\nVụ lật thuyền ở bến Yên Sơn làm 5 người chết. Trời mưa to.",
    "Bến Yên Sơn\nVụ lật thuyền ở bến Yên Sơn làm 4 người chết. Bến đã đóng.",
]


def test_it_says_where_the_texts_disagree(client) -> None:
    wanted = summarize_many(DISAGREEING).disagreements
    assert [(d.about, d.unit) for d in wanted] == [("chết", "người")]
    found = client.post("/v1/digest", json={"texts": DISAGREEING}).json()["disagreements"]
    assert found == [
        {
            "about": d.about,
            "unit": d.unit,
            "figures": [{"text": text, "sources": [*sources]} for text, sources in d.figures],
        }
        for d in wanted
    ]
    assert found[0]["figures"] == [
        {"text": "4", "sources": [0, 2]},
        {"text": "5", "sources": [1]},
    ]


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({}, 422, ["texts"]),
        ({"texts": "a"}, 422, ["texts"]),
        ({"texts": []}, 422, ["texts"]),
        ({"texts": ["a", 5]}, 422, ["texts"]),
        ({"texts": ["a"] * 101}, 422, ["texts"]),
        ({"texts": ["a"], "sentences": 0}, 422, ["sentences"]),
        ({"texts": ["a"], "n": 1}, 422, ["n"]),
        ({"texts": ["a" * 600, "b" * 600]}, 413, ["texts"]),
    ],
)
def test_what_cannot_be_is_refused(client, body, status, fields) -> None:
    answer = client.post("/v1/digest", json=body)
    assert answer.status_code == status
    assert answer.json()["error"].get("fields") == fields


def test_blank_texts_give_an_empty_digest(client) -> None:
    assert client.post("/v1/digest", json={"texts": ["", " "]}).json() == {
        "sentences": [],
        "disagreements": [],
    }

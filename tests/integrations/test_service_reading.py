"""How a request says that its text is read: lines, markup, accents, the day."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi.testclient import TestClient

import vntext
from vntext.integrations.service import create_app

WRAPPED = "Ông Trần Văn Bình họp với Ủy ban nhân dân huyện về\nviệc sửa cầu."


@pytest.fixture(scope="module")
def client():
    with TestClient(create_app(workers=0), base_url="http://localhost") as made:
        yield made


@pytest.mark.parametrize(
    "op", ["analyze", "words", "sentences", "entities", "legal", "summarize", "keyphrases", "page"]
)
def test_every_route_takes_the_options_of_an_analysis(client, op) -> None:
    options = {"layout": "lines", "source": "plain", "restore": "auto", "reference": "2031-05-24"}
    body = client.post(f"/v1/{op}", json={"text": WRAPPED, **options})
    query = client.post(
        f"/v1/{op}", params=options, content=WRAPPED, headers={"Content-Type": "text/plain"}
    )
    assert (body.status_code, query.status_code) == (200, 200)
    assert body.content == query.content
    for name, value in (("layout", "verse"), ("restore", "yes"), ("reference", "24/5")):
        answer = client.post(f"/v1/{op}", json={"text": WRAPPED, name: value})
        assert (answer.status_code, answer.json()["error"]["fields"]) == (422, [name])


def test_lines_are_read_as_a_request_says(client) -> None:
    def sentences(**options):
        answer = client.post("/v1/sentences", json={"text": WRAPPED, **options}).json()
        return [s["text"] for s in answer["sentences"]]

    assert sentences() == sentences(layout="wrapped") == [WRAPPED]
    assert sentences(layout="lines") == WRAPPED.split("\n")


def test_accents_are_put_back_where_a_request_asks_for_it(client) -> None:
    text = (
        "Ong Tran Van Binh den Ha Noi hop voi Bo Xay dung ngay 24 thang 5 nam 2025 ve viec sua cau."
    )

    def entities(restore):
        body = {"text": text, "restore": restore}
        return [e["text"] for e in client.post("/v1/entities", json=body).json()["entities"]]

    wanted = [e.text for e in vntext.analyze(text, restore=True).entities]
    assert entities(restore=True) == entities(restore="auto") == wanted
    assert entities(restore=False) == [e.text for e in vntext.analyze(text).entities] != wanted


def test_dates_are_read_from_the_day_of_a_request(client) -> None:
    body = {"text": "Hôm qua trời mưa.", "layers": ["dates"], "reference": "2031-05-24"}
    (date,) = client.post("/v1/analyze", json=body).json()["dates"]
    assert date["value"] == "2031-05-23"


def test_normalize_takes_no_options_of_an_analysis(client) -> None:
    answer = client.post("/v1/normalize", json={"text": WRAPPED, "layout": "lines"})
    assert answer.status_code == 422


def test_a_digest_reads_its_texts_as_a_request_says(client) -> None:
    texts = [f"<p>{WRAPPED}</p>", "<p>Cầu Bến Đá sẽ được sửa trước mùa mưa.</p>"]
    answer = client.post("/v1/digest", json={"texts": texts, "source": "html"}).json()
    docs = [vntext.analyze(text, source="html") for text in texts]
    wanted = vntext.summarize_many(docs, sentences=5)
    assert [s["text"] for s in answer["sentences"]] == [s.text for s in wanted]

"""Everything that a page shows, in one answer, and the texts of files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from fastapi.testclient import TestClient
from service_pipelines import PlainPipeline

import vntext
from vntext.document import Document
from vntext.integrations.service import Limits, create_app
from vntext.integrations.service.article import PAGE_LAYERS, SUMMARIES, article
from vntext.integrations.service.page_schemas import PageAnswer
from vntext.integrations.service.tasks import run_task
from vntext.integrations.service.written import written

ARTICLE = (Path(__file__).parents[2] / "examples" / "article.txt").read_text("utf-8")

ACT = """QUỐC HỘI

Luật số: 99/2031/QH17

LUẬT 😀

HỒ ĐIỀU HÒA

Điều 1. Phạm vi điều chỉnh

Luật này sửa đổi Luật Hồ số 5/2020/QH14.

Điều 2. Bờ hồ

1. Bờ hồ rộng 5 mét.

2. Thay cụm từ "ao" bằng cụm từ "hồ" tại Điều 3 của Luật Hồ số 5/2020/QH14.
"""


@pytest.fixture(scope="module")
def client():
    with TestClient(create_app(workers=0)) as c:
        yield c


def page(client, text: str, **options) -> dict:
    answer = client.post("/v1/page", json={"text": text, **options})
    assert answer.status_code == 200, answer.text
    PageAnswer.model_validate(answer.json())
    return answer.json()


def spans(value):
    """Every dict with offsets and a text, however deep."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if {"start", "end", "text"} <= set(one):
                yield one
            stack += one.values()
        elif isinstance(one, list):
            stack += one


def test_the_document_inside_is_that_of_the_library(client) -> None:
    answer = page(client, ARTICLE)
    assert Document.from_dict(answer["document"]) == vntext.analyze(ARTICLE)


@pytest.mark.parametrize("offsets", ["code-points", "utf-16"])
@pytest.mark.parametrize("text", [ARTICLE, f"Hồ 😀\n{ARTICLE}", ACT])
def test_every_span_is_a_slice(client, text, offsets) -> None:
    answer = page(client, text, offsets=offsets)
    units = text.encode("utf-16-le") if offsets == "utf-16" else text.encode("utf-32-le")
    width, name = (2, "utf-16-le") if offsets == "utf-16" else (4, "utf-32-le")
    found = list(spans(answer))
    assert len(found) > 10
    for span in found:
        cut = units[width * span["start"] : width * span["end"]].decode(name)
        assert cut == span["text"]


def test_people_titles_organizations_and_quotes_are_joined(client) -> None:
    text = (
        "Bà Lê Thị An, Giám đốc Sở Y tế tỉnh Lào Cai, nói: “Trạm y tế xã đã mở lại.”\n"
        "Ông Trần Bình, Phó Giám đốc Sở Y tế tỉnh Lào Cai, dự họp.\n"
        "Sở Y tế tỉnh Lào Cai cho biết trạm có ba bác sĩ."
    )
    answer = page(client, text)
    people, bodies = answer["people"], answer["organizations"]
    assert [p["name"] for p in people] == ["Lê Thị An", "Trần Bình"]
    (body,) = {k for p in people for k in p["organizations"]}
    assert bodies[body]["people"] == [0, 1]
    assert len(bodies[body]["mentions"]) == 3
    (said,) = people[0]["quotes"]
    assert answer["quotes"][said]["text"] == "Trạm y tế xã đã mở lại."
    assert answer["quotes"][said]["speaker"]["person"] == 0


def test_places_have_units_and_names_around_them(client) -> None:
    answer = page(client, "Mưa lớn ở huyện Đồng Văn, tỉnh Hà Giang. Huyện Đồng Văn mất điện.")
    place = answer["places"][0]
    assert (place["name"], place["code"]) == ("Huyện Đồng Văn", "026")
    assert len(place["mentions"]) == 2
    assert place["parents"] == [{"code": "02", "name": "Tỉnh Hà Giang"}]
    assert {"code", "name", "share"} == set(place["successors"][0])
    assert all(unit["name"] for unit in place["successors"])


def test_dates_stand_in_the_order_of_time_and_once(client) -> None:
    text = "Ngày 12/6, xã họp. Hôm 3/5/2025, mưa. Quý I/2019 hạn. Ngày 12/6 lại họp."
    plain = page(client, text)
    rows = [(d["value"], d["from"], d["to"], len(d["mentions"])) for d in plain["dates"]]
    assert rows[0] == ("2019-33", "2019-01-01", "2019-03-31", 1)
    assert sum(r[3] for r in rows) == 4
    told = page(client, text, reference="2024-06-20")
    assert told["reference"] == "2024-06-20"
    days = [d["from"] for d in told["dates"]]
    assert days == sorted(days)
    assert "2024-06-12" in days


def test_citations_are_grouped_by_document(client) -> None:
    text = (
        "Luật Đất đai năm 2024 có hiệu lực. Theo Điều 5 Luật Đất đai năm 2024, xã giao đất.\n"
        "Điều 7 nói khác. Nghị định 15/2031/NĐ-CP hướng dẫn. Nghị định này mới."
    )
    rows = page(client, text)["legal_documents"]
    assert [len(r["mentions"]) for r in rows] == [2, 2, 1]
    law, decree, bare = rows
    assert law["act"]["number"] == "31/2024/QH15"
    assert law["provisions"] == ["điều 5"]
    assert [m["sentence"] for m in law["mentions"]] == [0, 1]
    assert decree["act"] is None
    assert decree["mentions"][1]["kind"] == "anaphoric"
    assert (bare["type"], bare["provisions"]) == ("provision", ["điều 7"])


def test_summaries_of_every_length_are_those_of_the_library(client) -> None:
    answer = page(client, ARTICLE)
    doc = vntext.analyze(ARTICLE)
    assert len(answer["summaries"]) == SUMMARIES
    for n, chosen in enumerate(answer["summaries"], 1):
        expected = vntext.summarize(doc, sentences=n)
        starts = [answer["document"]["sentences"][c["sentence"]]["start"] for c in chosen]
        assert starts == [s.start for s in expected]
    for n in (1, 3, 10, 12):
        shown = page(client, ARTICLE, sentences=n)["document"]["summary"]
        assert [s["start"] for s in shown] == [s.start for s in vntext.summarize(doc, sentences=n)]


def test_a_legal_document_brings_its_tree(client) -> None:
    from vntext.legal import read

    answer = page(client, ACT)
    assert answer["act"] == json.loads(json.dumps(read(ACT).to_dict()))
    assert page(client, ARTICLE)["act"] is None
    pairs = page(client, ACT, offsets="utf-16")["act"]["amendments"]
    units = ACT.encode("utf-16-le")
    (change,) = [a for a in pairs if a["from_span"]]
    a, b = change["from_span"]
    assert units[2 * a : 2 * b].decode("utf-16-le") == change["phrase_from"] == "ao"


@pytest.mark.parametrize("text", ["", " \n", "\ud800 An", "x" * 3000])
def test_texts_without_anything(client, text) -> None:
    status, body = run_task(vntext.Pipeline(), {"op": "page", "text": text})
    assert status == 200
    PageAnswer.model_validate_json(body) if "\ud800" not in text else json.loads(body)


def test_the_answer_grows_with_the_text_and_not_faster() -> None:
    unit = "Bà Lê Thị An, Giám đốc Sở Y tế, nói: “Trạm đã mở.” Theo Luật Trẻ em, xã họp ngày 2/3.\n"

    def size(times: int) -> int:
        doc = vntext.analyze(unit * times, layers=PAGE_LAYERS)
        return len(written(article(doc)))

    assert size(120) < 3.5 * size(40)


def test_who_speaks_often_is_moved_once() -> None:
    text = "Bà Lê Thị An nói: “Trạm y tế xã đã mở cửa trở lại.”\n" * 50 + "Hue\u0302\u0301"
    doc = vntext.analyze(text, layers=PAGE_LAYERS)
    assert doc.twin.alignment.edits
    assert len({id(q.speaker) for q in doc.quotes if q.speaker}) <= len(doc.people)


@pytest.mark.parametrize("day", ["2025-13", "25/4", 5, "2025-02-30"])
def test_a_day_that_there_is_not(client, day) -> None:
    answer = client.post("/v1/page", json={"text": "An", "reference": day})
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == ["reference"]


def test_a_pipeline_of_ones_own_may_take_no_day() -> None:
    class NoDay:
        def analyze(self, text, *, layers=None):
            return PlainPipeline().analyze(text)

    task = {"op": "page", "text": "Ông An"}
    assert run_task(NoDay(), {**task, "reference": "2025"})[0] == 422
    assert run_task(NoDay(), task)[0] == 200


# -- files ---------------------------------------------------------------------------------------


def send(client, data: bytes, name: str = "", kind: str = "application/octet-stream"):
    query = f"?name={name}" if name else ""
    return client.post(f"/v1/read{query}", content=data, headers={"content-type": kind})


def test_the_text_of_a_file_can_be_sent_on(client) -> None:
    answer = send(client, "Bà An ở Huế.".encode("utf-16"), "cũ.txt").json()
    expected = {"text": "Bà An ở Huế.", "source": "plain", "format": "text", "encoding": "utf-16"}
    assert answer == expected
    page(client, answer["text"], source=answer["source"])


def test_a_file_that_cannot_be_read_says_why(client) -> None:
    answer = send(client, b"\x89PNG\r\n\x1a\n" + bytes(range(200)))
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (415, "unreadable_file")
    assert "picture" in error["message"]
    assert send(client, b"An", kind="multipart/form-data").status_code == 415


def test_limits_of_files() -> None:
    limits = Limits(file_bytes=300, body_bytes=10, text_chars=20)
    with TestClient(create_app(limits=limits, workers=0)) as client:
        assert send(client, b"x" * 20).status_code == 200
        answer = send(client, b"x" * 21).json()["error"]
        assert answer["limit"] == {"name": "text_chars", "value": 20}
        answer = send(client, b"x" * 301).json()["error"]
        assert answer["limit"] == {"name": "file_bytes", "value": 300}


def test_a_word_file(client) -> None:
    docx = pytest.importorskip("docx", reason="the extra files is not installed")
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("Bà An ở Huế.")
    made.save(out)
    answer = send(client, out.getvalue()).json()
    assert (answer["text"], answer["format"], answer["encoding"]) == ("Bà An ở Huế.", "docx", "")

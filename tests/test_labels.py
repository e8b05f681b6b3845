"""One table of labels and one of roles: a row is all that the rest of the library needs."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from vntext import Pipeline, render_html, resources
from vntext.decide.overlaps import REST, merge, ranked
from vntext.document import LAYERS, Document, Paragraph
from vntext.entities.types import Found
from vntext.errors import ResourceError, StageError
from vntext.integrations.frames import columns
from vntext.labels import LABELS, ROLES, Label, Role, label_rows, role_rows
from vntext.render import displacy_options, table
from vntext.render.report import report

TEXT = "Bà Lê Thị An cho biết ca sốt xuất huyết đầu tiên ở xã Suối Cạn."

DISEASE = {
    "vi": "bệnh",
    "en": "disease",
    "plural": "diseases",
    "css": "B",
    "colour": "#123456",
    "light": "#123457",
    "dark": "#123458",
    "line": "dotted",
}


class DiseaseTagger:
    def tag(self, batch):
        return [
            Found(m.start(), m.end(), "DISEASE", "list", 0.75)
            for m in re.finditer("sốt xuất huyết", batch.text)
        ]


@pytest.fixture
def change(monkeypatch):
    """Changes a table as it is read."""
    load = resources.load_toml

    def clear() -> None:
        label_rows.cache_clear()
        role_rows.cache_clear()

    def changed(name: str, edit) -> None:
        def read(asked: str):
            rows = load(asked)
            return edit(rows) if asked == name else rows

        monkeypatch.setattr(resources, "load_toml", read)
        clear()

    yield changed
    monkeypatch.undo()
    clear()


@pytest.fixture
def disease(change) -> None:
    change("labels.toml", lambda rows: {**rows, "DISEASE": DISEASE})


def test_types_and_tables_are_the_same():
    assert get_args(Label) == LABELS == tuple(label_rows())
    assert get_args(Role) == ROLES == tuple(role_rows())


def test_rows_can_be_told_apart():
    rows = list(label_rows().values())
    for column in ("css", "colour", "light", "dark", "vi", "en", "plural"):
        assert len({getattr(row, column) for row in rows}) == len(rows), column
    assert not {"X", "s"} & {row.css for row in rows}, "classes of other marks"
    for row in rows:
        assert all(re.fullmatch("#[0-9a-f]{6}", c) for c in (row.colour, row.light, row.dark))
        assert row.layer in ("", *LAYERS)
        assert set(row.inside) <= set(label_rows())


@pytest.mark.parametrize("inner", LABELS)
@pytest.mark.parametrize("outer", LABELS)
def test_what_may_nest_is_what_the_decisions_keep(outer, inner):
    kept = merge(ranked([Found(0, 9, outer), Found(4, 9, inner)], REST))
    assert (len(kept) == 2) == (outer in label_rows()[inner].inside)


def test_without_a_row_a_label_is_refused():
    with pytest.raises(StageError, match="the label 'DISEASE'; there are PERSON"):
        _ = Pipeline(tagger=DiseaseTagger()).analyze(TEXT).entities


@pytest.mark.usefixtures("disease")
def test_a_label_is_a_row_and_what_finds_it():
    doc = Pipeline(tagger=DiseaseTagger()).analyze(TEXT)
    assert [(e.text, e.label, e.score) for e in doc.entities] == [
        ("sốt xuất huyết", "DISEASE", 0.75)
    ]
    page = render_html(doc)
    assert "<b class=B tabindex" not in page, "the label needs no help to be named"
    assert "ca <b class=B>sốt xuất huyết</b>" in page
    assert "<b class=B>bệnh</b>" in page, "the legend"
    assert '.B{--c:#123456;--b:dotted;--n:"bệnh"}' in page
    assert "<b class=B>disease</b>" in render_html(doc, lang="en")
    assert "Diseases\n  sốt xuất huyết\n" in report(doc)
    assert doc.to_displacy()["ents"] == [{"start": 25, "end": 39, "label": "DISEASE"}]
    assert displacy_options()["colors"]["DISEASE"] == "#123456"
    assert "DISEASE" in str(table(doc.entities))
    assert columns(doc)["label"] == ["DISEASE"]
    assert Document.from_json(doc.to_json()) == doc


@pytest.mark.usefixtures("disease")
def test_the_service_shows_a_new_label():
    pytest.importorskip("fastapi", reason="the extra service is not installed")
    pytest.importorskip("httpx", reason="httpx is not installed")
    from fastapi.testclient import TestClient

    from vntext.integrations.service import create_app

    pipeline = Pipeline(tagger=DiseaseTagger())
    with TestClient(create_app(pipeline, workers=0)) as client:
        (entity,) = client.post("/v1/entities", json={"text": TEXT}).json()["entities"]
        script = client.get("/static/labels.js")
        style = client.get("/static/labels.css")
    assert entity["label"] == "DISEASE"
    assert script.headers["content-type"].startswith("text/javascript")
    known = json.loads(script.text.partition("LABELS = ")[2].partition(";\n")[0])
    assert (known["DISEASE"]["vi"], known["DISEASE"]["css"]) == ("bệnh", "B")
    assert ".B { --c: light-dark(#123457, #123458);--b:dotted }" in style.text


def test_a_label_of_a_document_needs_no_row():
    # what somebody else found comes back from JSON, whatever it is called
    data = Document(TEXT).to_dict()
    data["entities"] = [{"start": 25, "end": 39, "label": "DISEASE", "rule": "", "score": 1.0}]
    doc = Document.from_dict(data)
    assert doc.entities[0].label == "DISEASE"
    assert 'class=X tabindex=0 data-f="DISEASE"' in render_html(doc)


def test_a_role_is_a_row(change):
    sidebar = {"vi": "hộp tin", "en": "sidebar", "look": "quiet"}
    change("roles.toml", lambda rows: {**rows, "sidebar": sidebar})
    doc = Document("Giờ mở cửa", (Paragraph(0, 10, "Giờ mở cửa", "sidebar"),))
    page = render_html(doc)
    assert "<p class=sidebar>Giờ mở cửa" in page
    assert '.sidebar{opacity:.75;--r:"hộp tin"}' in page
    assert '.sidebar{opacity:.75;--r:"sidebar"}' in render_html(doc, lang="en")
    assert Document.from_json(doc.to_json()) == doc
    pytest.importorskip("fastapi", reason="the extra service is not installed")
    from vntext.integrations.service.page import labels_js

    assert '"sidebar": {"name": "sidebar", "vi": "hộp tin"' in labels_js()


@pytest.mark.parametrize(
    ("name", "row", "why"),
    [
        ("labels.toml", {**DISEASE, "hue": "#fff"}, "DISEASE has 'hue', which no row has"),
        ("labels.toml", {k: v for k, v in DISEASE.items() if k != "css"}, "DISEASE has no 'css'"),
        ("labels.toml", "bệnh", "DISEASE is no table"),
        ("roles.toml", {"vi": "a", "en": "b", "look": "loud"}, "DISEASE has the look 'loud'"),
    ],
)
def test_a_damaged_table_is_refused(change, name, row, why):
    change(name, lambda rows: {**rows, "DISEASE": row})
    with pytest.raises(ResourceError, match=why):
        (label_rows if name == "labels.toml" else role_rows)()

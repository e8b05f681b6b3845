"""Data frames: one row a span, traceable to the text, with the same types when empty."""

from __future__ import annotations

import sys

import pytest

import vntext
from vntext.document import (
    VALUE_LAYERS,
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Words,
)
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.frames import LAYERS, columns, to_frame, to_polars

TEXT = "Bà Hoàng Thị Mơ, Giám đốc Sở Y tế, viện dẫn Luật Dược năm 2016."


def a_document() -> Document:
    def at(part: str) -> tuple[int, int, str]:
        start = TEXT.index(part)
        return start, start + len(part), part

    org = Span(*at("Sở Y tế"))
    return Document(
        TEXT,
        paragraphs=(Paragraph(0, len(TEXT), TEXT),),
        sentences=(Sentence(0, len(TEXT), TEXT, "newline"),),
        words=Words.of(TEXT, [(0, 2), (3, 15)]),
        entities=(
            Entity(*at("Hoàng Thị Mơ"), "PERSON"),
            Entity(*at("Giám đốc Sở Y tế"), "TITLE", "rule", 0.5),
            Entity(*at("Sở Y tế"), "ORG"),
        ),
        people=(
            Person(
                "Hoàng Thị Mơ", (Span(*at("Hoàng Thị Mơ")),), (Title(*at("Giám đốc Sở Y tế"), org),)
            ),
        ),
        legal_references=(LegalReference(*at("Luật Dược năm 2016"), type="luật", year=2016),),
        summary=Summary((SummarySentence(0, len(TEXT), TEXT, 1.5, "lead"),)),
    )


VALUES = (
    "Ngày 3/2/2024, ông Lê Văn An, Giám đốc Sở Y tế, nói: “Xã đã làm hơn 5 km đường.” "
    "Ông về Hà Nội hôm sau."
)


@pytest.mark.parametrize("layer", VALUE_LAYERS)
def test_rows_of_values_are_slices_too(layer: str) -> None:
    doc = vntext.analyze(VALUES)
    rows = columns([Document("x"), doc], layer)
    assert set(rows["doc"]) == {1}
    for name, column in rows.items():
        spans = [v for v in column if isinstance(v, dict)]
        if layer != "quotes" or name != "speaker":  # a speaker is called by the name of the person
            assert all(VALUES[v["start"] : v["end"]] == v["text"] for v in spans)
    for a, b, text in zip(rows["start"], rows["end"], rows["text"], strict=True):
        assert VALUES[a:b] == text


@pytest.mark.parametrize("layer", [name for name in LAYERS if name not in VALUE_LAYERS])
def test_every_row_is_a_slice_of_its_text(layer: str) -> None:
    rows = columns([Document("x"), a_document()], layer)
    assert rows["doc"], "the document has something in every layer"
    assert set(rows["doc"]) == {1}
    assert len({len(column) for column in rows.values()}) == 1
    for a, b, text in zip(rows["start"], rows["end"], rows["text"], strict=True):
        assert TEXT[a:b] == text


def test_titles_name_their_holder_and_organisation() -> None:
    rows = columns(a_document(), "titles")
    assert (rows["name"], rows["organization"]) == (["Hoàng Thị Mơ"], ["Sở Y tế"])


def test_ids_are_the_keys_of_a_mapping() -> None:
    assert set(columns({"bai-1.txt": a_document()})["doc"]) == {"bai-1.txt"}


def test_documents_may_come_from_a_generator() -> None:
    assert set(columns(a_document() for _ in range(3))["doc"]) == {0, 1, 2}


@pytest.mark.parametrize("layer", ["entity", "", "Entities"])
def test_unknown_layer_is_named(layer: str) -> None:
    with pytest.raises(InvalidOptionError, match="legal_references"):
        columns([], layer)


def test_a_text_is_no_document() -> None:
    with pytest.raises(InvalidOptionError, match="str"):
        columns(["Ông An"])  # type: ignore[list-item]


@pytest.mark.parametrize("layer", LAYERS)
def test_pandas(layer: str) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    full, empty = to_frame([a_document()], layer), to_frame([], layer)
    assert dict(to_frame([Document("")], layer).dtypes) == dict(full.dtypes)
    assert list(full.columns) == list(empty.columns) == list(columns([], layer))
    assert dict(full.dtypes) == dict(empty.dtypes)
    assert (len(full), len(empty)) == (len(columns(a_document(), layer)["doc"]), 0)
    assert full["text"].tolist() == columns(a_document(), layer)["text"]


@pytest.mark.parametrize("layer", LAYERS)
def test_polars(layer: str) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    import polars as pl

    full, empty = to_polars([a_document()], layer), to_polars([Document("")], layer)
    assert full.schema == empty.schema == to_polars([], layer).schema
    assert full.to_dict(as_series=False) == columns(a_document(), layer)
    # what nothing was found in can stand beside what something was found in
    assert len(pl.concat([full, empty])) == len(full)
    named = to_polars({"a.txt": a_document()}, layer), to_polars({}, layer)
    assert len(pl.concat(named)) == len(full)


def test_missing_year_is_missing_and_not_zero() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    doc = Document("Luật Dược", legal_references=(LegalReference(0, 9, "Luật Dược"),))
    assert to_frame([doc], "legal_references")["year"].isna().all()


def test_lone_surrogates_are_replaced_and_offsets_stay() -> None:
    doc = Document("a\ud800b", entities=(Entity(0, 3, "a\ud800b", "ORG"),))
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    assert to_frame([doc])["text"].tolist() == ["a\ufffdb"]
    assert to_polars([doc])["end"].to_list() == [3]


@pytest.mark.parametrize(("package", "function"), [("pandas", to_frame), ("polars", to_polars)])
def test_missing_package_is_named(monkeypatch, package, function) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"vntext\[{package}\]"):
        function([])

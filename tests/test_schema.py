"""The published JSON Schema is that of the code, and documents satisfy it."""

import json
import pathlib

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.document import ALL_LAYERS, FORMAT

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")

PUBLISHED = pathlib.Path(__file__).parents[1] / "docs/schemas/document-1.schema.json"

TEXT = (
    "Xã Tân Sơn họp dân\n"
    'Ngày 3/2/2030, ông Lê Văn An, Giám đốc Sở Y tế, nói: "Nghị định 15/2020/NĐ-CP có hiệu lực."\n'
    "Bà Trần Thị Bình thăm huyện Đồng Văn, tỉnh Hà Giang, cách 12 km.\n"
    "Ông An được bổ nhiệm làm Chủ tịch UBND tỉnh Hà Giang.\n"
    "Mai Hoa"
)


@pytest.fixture(scope="module")
def validator():
    schema = vntext.document_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_published_schema_is_that_of_the_code():
    """After a change: ``vntext schema > docs/schemas/document-1.schema.json``."""
    assert json.loads(PUBLISHED.read_text("utf8")) == vntext.document_schema()
    assert PUBLISHED.name == f"document-{FORMAT.rpartition('/')[2]}.schema.json"


def test_a_document_with_all_layers_satisfies_it(validator):
    doc = vntext.analyze(TEXT)
    data = json.loads(doc.to_json(layers=ALL_LAYERS))
    assert all(data[layer] for layer in ALL_LAYERS), "the text has something in every layer"
    validator.validate(data)


@given(
    st.lists(st.sampled_from([*TEXT.split("\n"), *TEXT.split(" "), "\ud800", "😀"])).map(" ".join)
)
@settings(max_examples=30)
def test_any_document_satisfies_it(text):
    schema = vntext.document_schema()
    data = json.loads(vntext.analyze(text).to_json(layers=ALL_LAYERS))
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.update(format="vntext.document/2"),
        lambda d: d.pop("text"),
        lambda d: d.update(colour="red"),
        lambda d: d["entities"][0].update(label="PER"),
        lambda d: d["entities"][0].update(start=-1),
        lambda d: d["entities"][0].update(start="3"),
        lambda d: d["entities"][0].update(colour="red"),
        lambda d: d["entities"][0].pop("score"),
        lambda d: d["paragraphs"][0].update(role="headline"),
        lambda d: d["words"].append([1]),
        lambda d: d["people"][0].update(name=None),
        lambda d: d["people"][0]["titles"][0].update(organization=3),
        lambda d: d["places"][0].update(centroid=[1.0]),
    ],
)
def test_a_damaged_document_does_not(validator, damage):
    data = json.loads(vntext.analyze(TEXT).to_json(layers=ALL_LAYERS))
    damage(data)
    assert not validator.is_valid(data)

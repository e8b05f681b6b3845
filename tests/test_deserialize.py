"""Documents from dicts and JSON: what is damaged gives one error, whatever is damaged."""

from __future__ import annotations

import copy
import json
import math
from dataclasses import fields
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import vntext
from vntext import _deserialize
from vntext.document import ALL_LAYERS, Document
from vntext.errors import InvalidDocumentError

TEXT = (
    "Họp bàn ở Yên Sơn\n"
    "Ngày 12/6/2025, bà Lê Thị An, Giám đốc Sở Y tế tỉnh Hà Giang, dự họp.\n"
    "Bà An cho biết: “Trạm y tế xã đã mở cửa trở lại từ đầu tháng và có thêm ba bác sĩ.”\n"
    "Theo Điều 5 Luật Đất đai năm 2024, xã giao 5-7 ha đất ở huyện Đồng Văn.\n"
    "Ông Trần Bình được bổ nhiệm làm Phó Giám đốc Sở Y tế tỉnh Hà Giang.\n"
)


@cache
def whole() -> str:
    return vntext.analyze(TEXT, layers=ALL_LAYERS).to_json(layers=ALL_LAYERS)


def places(value, path=()):
    """Every place of a JSON value, with what stands there."""
    yield path, value
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def put(data, path, value):
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def test_the_sample_has_rows_in_every_layer() -> None:
    data = json.loads(whole())
    assert all(data[name] for name in ALL_LAYERS)
    again = Document.from_json(whole())
    assert again.to_json(layers=ALL_LAYERS) == whole()


def test_every_field_of_every_kind_has_a_reader() -> None:
    for kind in (*_deserialize.KINDS.values(), vntext.Span, vntext.Title):
        assert set(_deserialize._plan(kind)) == {f.name for f in fields(kind)}


def refusal(data) -> str:
    """What the error says, "" where there is none."""
    try:
        Document.from_dict(data)
    except InvalidDocumentError as e:
        return str(e)
    return ""


ODD = [{}, [], {"a": 1}, [1], True, None, "x", 1.5, math.nan, math.inf, -1, 10**400, [[]]]
OPTIONAL = {"year", "upper", "centroid", "organization", "speaker", "cue", "subject", "object"}


def may_be(odd, path, value) -> bool:
    """Whether the value could stand at a place where another one stands."""
    if odd is None or value is None:
        return path[-1] in OPTIONAL
    if isinstance(odd, bool) or isinstance(value, bool):
        return isinstance(odd, bool) and isinstance(value, bool)
    if isinstance(value, float):
        return isinstance(odd, int | float) and abs(odd) < 10**300
    return type(odd) is type(value)


@pytest.mark.parametrize("odd", ODD, ids=[type(v).__name__ + str(v)[:5] for v in ODD])
def test_a_value_of_another_type_is_refused_at_every_place(odd) -> None:
    data = json.loads(whole())
    for path, value in places(data):
        if path and not may_be(odd, path, value):
            changed = copy.deepcopy(data)
            put(changed, path, odd)
            assert refusal(changed), f"{path} took {odd!r}"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@st.composite
def mutated(draw):
    """The sample with one to three places changed, moved, doubled or taken away."""
    data = json.loads(whole())
    for _ in range(draw(st.integers(1, 3))):
        found = [path for path, _ in places(data) if path]
        path = draw(st.sampled_from(found))
        above = data
        for key in path[:-1]:
            above = above[key]
        how = draw(st.sampled_from(["put", "take", "move", "name"]))
        if how == "put":
            above[path[-1]] = draw(json_values)
        elif how == "take":
            del above[path[-1]]
        elif how == "move":
            above[path[-1]] = copy.deepcopy(draw(st.sampled_from([v for _, v in places(data)])))
        elif isinstance(above, dict):
            above[draw(st.text(max_size=5))] = draw(json_values)
    return data


@given(mutated())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_mutated_json_is_a_document_or_one_error(data) -> None:
    told = refusal(json.loads(json.dumps(data)))
    assert len(told) < 300
    if told:
        return
    doc = Document.from_json(json.dumps(data))
    # what was taken is a document through and through
    again = Document.from_json(doc.to_json(layers=ALL_LAYERS))
    assert again.to_dict() == doc.to_dict()
    for layer in ("entities", "sentences", "paragraphs", "dates", "places", "quotes"):
        for span in getattr(doc, layer):
            assert doc.text[span.start : span.end] == span.text
    hash(doc.people)


@given(st.binary(max_size=50) | st.text(max_size=50).map(str.encode))
def test_any_bytes_are_refused(data) -> None:
    with pytest.raises(InvalidDocumentError):
        Document.from_json(data)


@given(st.integers(0, 4000), st.binary(max_size=4))
@settings(max_examples=100)
def test_torn_json_is_refused(at, torn) -> None:
    data = whole().encode()
    cut = data[: at % len(data)] + torn
    try:
        Document.from_json(cut)
    except InvalidDocumentError:
        return
    raise AssertionError("half a document was taken")


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        (lambda d: d["entities"][0].update(label={}), "entities[0].label must be a string"),
        (
            lambda d: d["legal_references"][0].update(year=math.nan),
            "legal_references[0].year must be a whole number",
        ),
        (lambda d: d["words"].reverse(), "words[1] does not lie behind"),
        (lambda d: d["people"][0].update(mentions={}), "people[0].mentions must be a list"),
        (lambda d: d["people"][0].pop("name"), "people[0] has no field 'name'"),
        (lambda d: d["summary"][0].update(score="1"), "summary[0].score must be a number"),
        (lambda d: d["places"][0].update(centroid=[1.0]), "places[0].centroid must be two numbers"),
        (lambda d: d["dates"][0].update(relative=1), "dates[0].relative must be true or false"),
        (lambda d: d.pop("people"), "it has no layer 'people'"),
    ],
)
def test_the_message_says_where(damage, place) -> None:
    data = json.loads(whole())
    damage(data)
    with pytest.raises(InvalidDocumentError) as e:
        Document.from_dict(data)
    assert place in str(e.value)

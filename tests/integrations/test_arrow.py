"""Arrow: tables with one schema whatever they hold, batches of texts with their layers."""

import datetime
import io
import sys

import pytest

import vntext
from vntext.errors import InvalidOptionError
from vntext.integrations.frames import LAYERS, columns

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

import pyarrow.parquet as pq  # noqa: E402 - skipped above where it is not there

from vntext.integrations.arrow import DOCUMENTS, analyze_batch, schema, to_arrow  # noqa: E402

TEXT = (
    "Sáng 3/2/2024, ông Lê Văn An, Giám đốc Sở Y tế, nói: “Xã đã làm hơn 5 km đường.” "
    "Ông An dẫn Luật Dược năm 2016 và về Hà Nội."
)
DOC = vntext.analyze(TEXT)
EVERY = ("entities", "people", "titles", "words", "places", "quotes", "relations", "dates")


@pytest.mark.parametrize("layer", LAYERS)
def test_a_table_has_one_schema_whatever_it_holds(layer):
    full = to_arrow([DOC, vntext.analyze("")], layer)
    nothing = to_arrow([], layer)
    blank = to_arrow([vntext.Document("")], layer)
    assert full.schema.equals(nothing.schema, check_metadata=True)
    assert full.schema.equals(blank.schema, check_metadata=True)
    assert full.schema.equals(schema(layer), check_metadata=True)
    assert full.schema.metadata[b"vntext.schema"] == b"1"
    full.validate(full=True)
    assert len(pa.concat_tables([full, nothing, blank])) == len(full) > 0
    assert full.to_pydict() == columns(DOC, layer)


def test_labels_and_roles_are_dictionaries_that_are_the_same_for_all():
    one, two = (to_arrow(vntext.analyze(t)) for t in ("Bà Lê Thị Mai.", "Tại Hà Nội."))
    assert pa.types.is_dictionary(one.schema.field("label").type)
    dictionaries = [t["label"].chunk(0).dictionary.to_pylist() for t in (one, two)]
    assert dictionaries[0] == dictionaries[1]
    assert pa.concat_tables([one, two])["label"].to_pylist() == ["PERSON", "LOC"]


@pytest.mark.parametrize(
    ("docs", "ids"),
    [
        ([DOC, DOC], [0, 1]),
        ({"a": DOC, "b": DOC}, ["a", "b"]),
        ({7: DOC, 9: DOC}, [7, 9]),
        ({7: DOC, "b": DOC}, ["7", "b"]),
        ([(DOC, "x"), (DOC, "y")], ["x", "y"]),
        ({}, []),
    ],
)
def test_ids(docs, ids):
    table = to_arrow(docs, "sentences")
    assert list(dict.fromkeys(table["doc"].to_pylist())) == ids
    integers = not ids or type(ids[0]) is int
    kind = pa.int64() if integers and docs != {} else pa.string()
    assert table.schema.field("doc").type == kind


def test_what_pipe_yields_can_be_given():
    docs = vntext.pipe([TEXT, TEXT], ids=["a", "b"], layers=["entities"])
    assert set(to_arrow(docs)["doc"].to_pylist()) == {"a", "b"}


def test_a_table_of_documents():
    table = to_arrow({"a": DOC, "b": vntext.analyze("")}, DOCUMENTS, layers=["entities", "titles"])
    first, second = table.to_pylist()
    assert (first["doc"], first["text"]) == ("a", TEXT)
    assert [e["text"] for e in first["entities"]] == [e.text for e in DOC.entities]
    assert (second["entities"], second["titles"]) == ([], [])
    assert table.schema.equals(schema(DOCUMENTS, layers=["entities", "titles"], ids="string"))


BATCH = pa.RecordBatch.from_pydict({"id": [1, 2, 3], "text": [TEXT, None, ""]})


@pytest.mark.parametrize(
    "data", [BATCH, pa.Table.from_batches([BATCH, BATCH]), BATCH["text"]], ids=type
)
def test_nulls_are_kept_and_empty_texts_are_empty(data):
    found = analyze_batch(data, layers=EVERY)
    found.validate(full=True)
    want = {name: columns(DOC, name) for name in EVERY}
    for name in EVERY:
        rows = found[name].to_pylist()
        assert [r is None for r in rows] == [False, True, False] * (len(rows) // 3)
        assert rows[2] == []
        for field, values in want[name].items():
            if field != "doc":
                assert [row[field] for row in rows[0]] == values
    if not isinstance(data, pa.Array):
        assert found.select(["id", "text"]) == data


def test_the_container_comes_back_as_it_was():
    assert isinstance(analyze_batch(BATCH), pa.RecordBatch)
    assert isinstance(analyze_batch(pa.Table.from_batches([BATCH])), pa.Table)
    assert isinstance(analyze_batch(BATCH["text"]), pa.RecordBatch)
    chunked = pa.chunked_array([BATCH["text"], BATCH["text"]])
    assert analyze_batch(chunked, layers=["words"]).schema.names == ["words"]
    assert len(analyze_batch(chunked)) == 6


def test_nothing_has_the_types_of_something():
    empty = analyze_batch(BATCH.slice(0, 0), layers=EVERY)
    nulls = analyze_batch(
        pa.RecordBatch.from_pydict({"id": [1], "text": pa.nulls(1)}), layers=EVERY
    )
    full = analyze_batch(BATCH, layers=EVERY)
    assert empty.schema.equals(full.schema, check_metadata=True)
    for name in EVERY:
        assert nulls.schema.field(name).type == full.schema.field(name).type
    tables = [pa.Table.from_batches([b]) for b in (empty, full)]
    assert len(pa.concat_tables(tables)) == 3


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_texts_of_any_string_type(kind):
    array = pa.array([TEXT, None], kind)
    assert analyze_batch(array) == analyze_batch(BATCH["text"].slice(0, 2))
    coded = pa.array([TEXT, None, TEXT]).dictionary_encode()
    assert analyze_batch(coded)["entities"][2] == analyze_batch(array)["entities"][0]


def test_a_field_of_a_column():
    rows = [{"article": {"body": TEXT, "n": 1}}, {"article": {"body": None, "n": 2}}]
    rows.append({"article": None})
    table = pa.Table.from_pylist(rows)
    found = analyze_batch(table, column="article.body", layers=["people"])["people"].to_pylist()
    assert [f is None for f in found] == [False, True, True]
    dotted = pa.table({"article.body": [TEXT]})
    assert analyze_batch(dotted, column="article.body")["entities"][0].is_valid


def test_a_bad_text_costs_itself_alone():
    nlp = vntext.Pipeline(max_chars=20)
    texts = ["Trời mưa.", "x" * 21, None, "Gió to."]
    found = analyze_batch(pa.array(texts), pipeline=nlp, layers=["words"], on_error="return")
    rows = found["words"].to_pylist()
    assert [r is None for r in rows] == [False, True, True, False]
    errors = found["error"].to_pylist()
    assert [e is None for e in errors] == [True, False, True, True]
    assert errors[1].startswith("TextTooLongError: texts[1] has 21 characters")
    with pytest.raises(vntext.TextTooLongError, match=r"texts\[1\]"):
        analyze_batch(pa.array(texts), pipeline=nlp)


def test_options_of_analyze():
    html = pa.array(["<p>Bà <b>Lê Thị Mai</b> về Huế hôm qua.</p>"])
    options = {"source": "html", "reference": "2025-05-24"}
    found = analyze_batch(html, layers=["entities", "dates"], **options)
    want = vntext.analyze(html[0].as_py(), **options)
    assert found["dates"].to_pylist()[0][0]["value"] == want.dates[0].value == "2025-05-23"
    assert [e["text"] for e in found["entities"].to_pylist()[0]] == [e.text for e in want.entities]
    bare = analyze_batch(pa.array(["Ong Le Van An den Ha Giang."]), restore=True)
    assert "PERSON" in {e["label"] for e in bare["entities"].to_pylist()[0]}


@pytest.mark.parametrize(
    ("data", "options", "why"),
    [
        (BATCH, {"column": "body"}, "no column 'body' in the data; columns: id, text"),
        (BATCH, {"column": "text.body"}, "no column 'text.body'"),
        (BATCH, {"column": "id"}, "must hold text, not int64"),
        (BATCH, {"layers": ["word"]}, "a layer is one of entities"),
        (BATCH, {"layers": "words"}, "layers must be several"),
        (BATCH, {"on_error": "skip"}, "on_error must be one of raise, return"),
        (BATCH.append_column("entities", BATCH["id"]), {}, "a column 'entities' already"),
        (["a"], {}, "data must be Arrow, not list"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(data, options, why):
    with pytest.raises(vntext.InvalidOptionError, match=why):
        analyze_batch(data, **options)


def test_parquet_and_ipc_give_back_what_was_written():
    table = analyze_batch(pa.Table.from_batches([BATCH]), layers=EVERY)
    file = io.BytesIO()
    pq.write_table(table, file)
    assert pq.read_table(io.BytesIO(file.getvalue())).to_pylist() == table.to_pylist()
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    assert pa.ipc.open_stream(sink.getvalue()).read_all() == table


def test_lone_surrogates_are_replaced_and_offsets_stay():
    doc = vntext.analyze("Ông Lê \ud800 An và \udfff.")
    table = to_arrow(doc, "words")
    assert "\ufffd" in table["text"].to_pylist()
    assert table["end"].to_pylist()[-1] == len(doc.text)


def test_pyarrow_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (lambda: to_arrow([]), lambda: analyze_batch(BATCH), schema):
        with pytest.raises(vntext.MissingExtraError, match=r"vntext\[arrow\]"):
            call()


def test_text_without_accents_is_found_out():
    batch = pa.table({"text": ["hom nay ba Le Thi Mai ve Ha Noi hop quoc hoi"]})
    made = analyze_batch(batch, layers=["entities"], restore="auto")
    assert "Le Thi Mai" in [row["text"] for row in made["entities"][0].as_py()]


def test_a_column_holds_the_day_of_each_text() -> None:
    days = pa.array([datetime.date(2025, 5, 24), None], pa.date32())
    batch = pa.RecordBatch.from_arrays([pa.array(["Hôm qua, mưa."] * 2), days], ["text", "day"])
    made = analyze_batch(batch, layers=["dates"], reference_column="day")
    assert [[d["value"] for d in row] for row in made["dates"].to_pylist()] == [
        ["2025-05-23"],
        ["XXXX-XX-XX"],
    ]
    with pytest.raises(InvalidOptionError, match="no column"):
        analyze_batch(batch, layers=["dates"], reference_column="date")
    for more in ({"reference": "2025"}, {}):
        data = batch if more else batch["text"]
        with pytest.raises(InvalidOptionError, match="reference_column"):
            analyze_batch(data, layers=["dates"], reference_column="day", **more)


def test_what_engines_run_takes_the_column_of_days_too() -> None:
    from vntext.integrations.engines import Batches

    data = pa.RecordBatch.from_pydict({"text": ["Hôm qua, mưa."], "day": ["2025-05-24 06:30"]})
    options = {"restore": False, "reference": None, "reference_column": "day"}
    made = Batches("text", ["dates"], None, "return", **options)(data)
    assert made["dates"].to_pylist()[0][0]["value"] == "2025-05-23"
    assert made.schema.names == ["text", "day", "dates", "error"]

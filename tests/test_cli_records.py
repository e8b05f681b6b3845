"""Streams of records: batches, what each command prepares, and what is written."""

from __future__ import annotations

import io
import json
import sys

import pytest

from vntext import analyze, cli, pipeline
from vntext.cli import records
from vntext.cli.commands import COMMANDS, command
from vntext.cli.options import make_parser
from vntext.cli.records import batches
from vntext.document import Document

TEXTS = (
    "Sáng 24/5, bà Lê Thị An, Giám đốc Sở Y tế, nêu Nghị quyết số 35-NQ/TW.\nBà An về Huế.",
    "",
    'Ông Trần Văn Bình nói: "Trời\tmưa \\ to".',
    "😀 Xã Suối Cạn\u0301 họp\x0bchợ.",
    "Hà\u0300 Nô\u0323i mưa \ud800 nhỏ.",
)


@pytest.fixture
def stream(monkeypatch, capsys):
    """Runs a command over lines; gives status, records and messages."""

    def run(name: str, lines: list[bytes], *options: str):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
        status = cli.main([name, "-", "--jsonl", *options])
        captured = capsys.readouterr()
        return status, [json.loads(x) for x in captured.out.splitlines()], captured.err

    return run


def as_lines(texts=TEXTS) -> list[bytes]:
    return [json.dumps({"n": i, "text": t}).encode() for i, t in enumerate(texts)]


class Pieces(io.RawIOBase):
    """A pipe that gives what its writer sent, a piece a read."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)

    def read1(self, size: int) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((), []),
        ((b"a\nb\n",), [[b"a", b"b"]]),
        ((b"a\nb", b"c\n"), [[b"a"], [b"bc"]]),
        ((b"a", b"b", b"c"), [[b"abc"]]),
        ((b"a\n\nb\r\n", b"c"), [[b"a", b"", b"b\r"], [b"c"]]),
        ((b"\n", b"\n"), [[b""], [b""]]),
    ],
)
def test_a_batch_is_the_lines_of_one_read(pieces, expected):
    assert list(batches(Pieces(*pieces))) == expected


def test_long_lines_are_joined(monkeypatch):
    monkeypatch.setattr(records, "READ", 5)
    data = b"0123456789" * 20 + b"\nab\n" + b"c" * 5 + b"\n" + b"d" * 11
    assert [x for rows in batches(io.BytesIO(data)) for x in rows] == data.split(b"\n")


@pytest.mark.parametrize("name", [c.name for c in COMMANDS if c.name != "decode"])
@pytest.mark.parametrize("size", [1, 90, 1 << 20])
def test_records_get_what_their_text_alone_gets(stream, monkeypatch, name, size):
    monkeypatch.setattr(records, "READ", size)
    status, rows, _ = stream(name, as_lines())
    assert status == 0
    assert [r["n"] for r in rows] == list(range(len(TEXTS)))
    args = make_parser().parse_args([name, "-", "--jsonl"])
    chosen = command(name)
    for row, text in zip(rows, TEXTS, strict=True):
        assert row["text"] == text
        assert row["result"] == chosen.value(chosen.run(text, "plain", args))


def test_one_batch_is_one_call_that_names_its_layers(stream, monkeypatch):
    calls = []
    real = pipeline.Pipeline.pipe

    def pipe(self, texts, **options):
        texts = list(texts)
        calls.append((texts, options))
        return real(self, texts, **options)

    monkeypatch.setattr(pipeline.Pipeline, "pipe", pipe)
    assert stream("words", [*as_lines(), b""])[0] == 0
    options = {
        "layers": ("words",),
        "source": "plain",
        "n_process": 1,
        "layout": "auto",
        "restore": "never",
        "reference": None,
    }
    assert calls == [(list(TEXTS), options)]


class Recorder:
    """The layers of a document; notes which are looked at."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self.asked: list[str] = []

    def objects(self, name: str):
        self.asked.append(name)
        return getattr(self._doc, name)


@pytest.mark.parametrize("chosen", [c for c in COMMANDS if c.layers], ids=lambda c: c.name)
def test_a_command_looks_at_the_layers_that_it_names(chosen):
    source = Recorder(analyze(TEXTS[0]))
    doc = Document.of_layers(TEXTS[0], source)
    args = make_parser().parse_args([chosen.name, "-", "--jsonl"])
    assert chosen.value(chosen.result(doc, args))
    if chosen.written:
        chosen.written(doc)
    assert set(source.asked) == set(chosen.layers)


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_written_as_their_value(text):
    chosen = command("words")
    doc = analyze(text, layers=chosen.layers)
    assert json.loads(chosen.written(doc)) == chosen.value(doc)
    if "\ud800" not in text:
        plain = json.dumps({"text": text, "r": chosen.value(doc)}, ensure_ascii=False)
        assert records._written(chosen, doc, {"text": text}, "r") == plain


@pytest.mark.parametrize("workers", ["1", "2"])
def test_fields_inside_fields(stream, workers):
    records = [
        {"id": 1, "article": {"body": "Trời mưa.", "by": "An"}},
        {"id": 2, "article": {"body": 5}},
        {"id": 3, "article": "Trời mưa."},
        {"id": 4, "article.body": "Trời nắng."},
        {"id": 5, "article": {"body": "Gió."}, "found": {"by": "x"}},
        {"id": 6, "article": {"body": "Gió."}, "found": {"all": 1}},
        {"id": 7, "article": {"body": "Gió."}, "found": 1},
    ]
    lines = [json.dumps(r).encode() for r in records]
    options = ["--text-field", "article.body", "--result-field", "found.all"]
    status, rows, errors = stream("sentences", lines, *options, "--workers", workers)
    assert status == 1
    assert rows == [
        {**records[0], "found": {"all": ["Trời mưa."]}},
        {**records[3], "found": {"all": ["Trời nắng."]}},
        {**records[4], "found": {"by": "x", "all": ["Gió."]}},
    ]
    assert "line 2: no record with text in the field 'article.body'" in errors
    assert "line 3: no record with text" in errors
    assert "line 6: it has a field 'all' already" in errors
    assert "line 7: its field 'found' is no object" in errors
    _, (row,), _ = stream(
        "words", lines[:1], "--text-field", "article.body", "--result-field", "w.w"
    )
    assert [w["text"] for w in row["w"]["w"]] == ["Trời", "mưa", "."]


def test_files_of_records_go_into_one_file(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("a.jsonl", "Trời mưa."), ("b.ndjson", "Gió to.")):
        (folder / name).write_text(f"{json.dumps({'text': text})}\n{{broken\n", "utf8")
    (folder / "c.txt").write_text("Không đọc.", "utf8")
    out = tmp_path / "out.jsonl"
    assert cli.main(["sentences", str(folder), "--jsonl", "-o", str(out)]) == 1
    rows = [json.loads(x) for x in out.read_text("utf8").splitlines()]
    assert [r["result"] for r in rows] == [["Trời mưa."], ["Gió to."]]
    errors = capsys.readouterr().err
    assert f"{folder / 'b.ndjson'}: line 2: not JSON" in errors
    assert "2 bad lines, 2 records written" in errors
    file = str(folder / "a.jsonl")
    assert cli.main(["sentences", file, "--jsonl", "-o", file]) == 2
    assert "is read; the output needs another file" in capsys.readouterr().err
    assert "broken" in (folder / "a.jsonl").read_text("utf8")


def test_bad_records_stand_between_good_ones(stream, monkeypatch):
    monkeypatch.setattr("vntext.checks.check_text.__defaults__", (60, "text"))
    good = as_lines(["A.", "B.", "C."])
    lines = [good[0], b"{", b"", b'{"text": 5}', good[1], b'{"text": "%s"}' % (b"x" * 61), good[2]]
    status, rows, errors = stream("sentences", lines)
    assert status == 1
    assert [(r["n"], r["result"]) for r in rows] == [(0, ["A."]), (1, ["B."]), (2, ["C."])]
    messages = errors.splitlines()
    assert [m.partition(": ")[2].partition(":")[0] for m in messages[:-1]] == [
        "line 2",
        "line 4",
        "line 6",
    ]
    assert "the limit is 60" in messages[2]
    assert messages[-1] == "vntext: 3 bad lines, 3 records written"


def test_people_and_key_phrases(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Bà Lê Thị An, Giám đốc\tSở Y tế, dự lễ. Bà An về Huế.", "utf8")
    assert cli.main(["people", str(path)]) == 0
    assert capsys.readouterr().out == "Lê Thị An\t2\tGiám đốc Sở Y tế\n"
    assert cli.main(["keyphrases", str(path), "--number", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert cli.main(["keyphrases", str(path), "--number", "0"]) == 2
    assert "above 0" in capsys.readouterr().err
    assert cli.main(["keyphrases", str(path), "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert {"text", "score", "label", "mentions"} <= set(first)


def test_help_of_serve_names_its_options(capsys):
    with pytest.raises(SystemExit):
        cli.main(["serve", "--help"])
    assert "--workers" in capsys.readouterr().out

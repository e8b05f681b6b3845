import argparse
import io
import json
import pathlib
import random
import subprocess
import sys

import pytest

from vntext.cli import main
from vntext.cli.commands import COMMANDS
from vntext.cli.options import make_parser

TEXT = "Sáng 24/5, đồng chí Lê Văn An, Bí thư Tỉnh ủy, nêu Nghị quyết số 35- NQ/TW.\nÔng An về."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf8")
    return path


def test_analyze_prints_a_report(article, capsys):
    assert main(["analyze", str(article)]) == 0
    out = capsys.readouterr().out
    for part in ("Summary", "People", "Lê Văn An", "Bí thư Tỉnh ủy", "35-NQ/TW", "24/5"):
        assert part in out


def test_analyze_prints_json(article, capsys):
    assert main(["analyze", str(article), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["text"] == TEXT
    assert data["people"][0]["name"] == "Lê Văn An"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", "<p>Bà <b>Mai</b> về Hu&#7871;.</p>"),
        ("PAGE.HTM", "<p>Bà <b>Mai</b> về Hu&#7871;.</p>"),
        ("note.md", "Bà **Mai** về [Huế](http://vidu.vn)."),
    ],
)
def test_the_name_of_a_file_tells_what_it_holds(tmp_path, capsys, name, text):
    path = tmp_path / name
    path.write_text(text, "utf8")
    assert main(["words", str(path)]) == 0
    marked = capsys.readouterr().out
    assert main(["words", str(path), "--source", "auto" if "<" in text else "markdown"]) == 0
    assert capsys.readouterr().out == marked
    assert "</" not in marked
    assert "](" not in marked
    assert main(["words", str(path), "--source", "plain"]) == 0
    assert capsys.readouterr().out != marked
    assert main(["summarize", str(path)]) == 0
    assert capsys.readouterr().out == "Bà Mai về Huế.\n"


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("words", "Sáng 24/5"),
        ("sentences", "Ông An về."),
        ("entities", "PERSON\tLê Văn An"),
        ("legal", "35-NQ/TW"),
        ("summarize", "Nghị quyết"),
        ("normalize", "Lê Văn An"),
        ("restore", "Lê Văn An"),
        ("strip", "Le Van An"),
        ("detect", "utf"),
        ("decode", "Lê Văn An"),
    ],
)
def test_single_steps(article, capsys, command, part):
    assert main([command, str(article)]) == 0
    assert part in capsys.readouterr().out
    assert main([command, str(article), "--format", "json"]) == 0
    json.loads(capsys.readouterr().out)


def test_html_and_csv(article, capsys):
    assert main(["analyze", str(article), "--format", "html"]) == 0
    assert "<html" in capsys.readouterr().out
    assert main(["legal", str(article), "--format", "csv"]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert "code" in header.split(",")
    assert "35-NQ/TW" in row.split(",")


def test_a_byte_order_mark_is_no_text(tmp_path, capsys):
    path = tmp_path / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "Ông An.".encode())
    assert main(["sentences", str(path)]) == 0
    assert capsys.readouterr().out == "Ông An.\n"


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", "Vi\xeat Nam".encode("latin1")])
def test_other_encodings_give_a_clear_message(tmp_path, capsys, data):
    path = tmp_path / "other.txt"
    path.write_bytes(data)
    assert main(["analyze", str(path)]) == 2
    err = capsys.readouterr().err
    assert "not UTF-8" in err
    assert "Traceback" not in err


def test_a_missing_file_gives_a_clear_message(capsys):
    assert main(["analyze", "/no/such/file.txt"]) == 2
    assert "no/such/file" in capsys.readouterr().err


def _stdin(monkeypatch, data: bytes):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input(monkeypatch, capsys):
    _stdin(monkeypatch, "Ông An. Bà Bình.".encode())
    assert main(["sentences", "-"]) == 0
    assert capsys.readouterr().out == "Ông An.\nBà Bình.\n"


def test_jsonl_keeps_fields_and_reports_bad_lines(monkeypatch, capsys):
    lines = [
        json.dumps({"id": 1, "body": "Ông Lê Văn An đến."}),
        "{broken",
        json.dumps({"id": 3}),
        "",
        json.dumps({"id": 5, "body": "Bà Trần Thị Bình đến."}),
        json.dumps([1]),
    ]
    _stdin(monkeypatch, "\n".join(lines).encode() + b"\n\xff\xff\n")
    status = main(["entities", "-", "--jsonl", "--text-field", "body", "--format", "json"])
    captured = capsys.readouterr()
    rows = [json.loads(x) for x in captured.out.splitlines()]
    assert status == 1
    assert [(r["id"], r["result"][0]["text"]) for r in rows] == [
        (1, "Lê Văn An"),
        (5, "Trần Thị Bình"),
    ]
    for number in (2, 3, 6, 7):
        assert f"line {number}:" in captured.err
    assert "4 bad lines" in captured.err


def test_jsonl_streams(tmp_path):
    """The first answer comes before the input ends."""
    code = "import sys; from vntext.cli import main; sys.exit(main(sys.argv[1:]))"
    run = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "sentences", "-", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    run.stdin.write(b'{"text": "A. B."}\n' * 2)
    run.stdin.flush()
    assert json.loads(run.stdout.readline())["result"]
    run.stdin.close()
    run.stdout.read()
    assert run.wait(60) == 0


def test_summarize_takes_a_budget(article, capsys):
    assert main(["summarize", str(article), "--sentences", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_bad_options_exit_with_two(article):
    for options in (["analyze"], ["nothing", "x"], ["analyze", "-", "--format", "yaml"]):
        with pytest.raises(SystemExit) as e:
            main(options)
        assert e.value.code == 2


def test_help_names_the_commands(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    for command in ("analyze", "words", "sentences", "entities", "legal", "summarize", "normalize"):
        assert command in out


def test_detect_reads_bytes(tmp_path, capsys):
    path = tmp_path / "legacy.txt"
    text = "Héi nghÞ bµn vÒ ph¸t triÓn kinh tÕ cña tØnh trong n¨m nay vµ nh÷ng n¨m sau."
    path.write_bytes(text.encode("latin1"))
    assert main(["detect", str(path)]) == 0
    assert capsys.readouterr().out.startswith("tcvn3\t")


def test_decode_reads_bytes(tmp_path, capfdbinary):
    path = tmp_path / "legacy.txt"
    path.write_bytes(
        "Héi nghÞ bµn vÒ ph¸t triÓn kinh tÕ cña tØnh\r\ntrong n¨m nay\n".encode("latin1")
    )
    right = "Hội nghị bàn về phát triển kinh tế của tỉnh\r\ntrong năm nay\n"
    assert main(["decode", str(path)]) == 0
    assert capfdbinary.readouterr().out.decode() == right
    assert main(["decode", str(path), "--encoding", "tcvn3"]) == 0
    assert capfdbinary.readouterr().out.decode() == right
    assert main(["decode", str(path), "--encoding", "tcvn"]) == 2
    assert b"there are" in capfdbinary.readouterr().err


def test_line_endings_are_kept(tmp_path, capfdbinary):
    path = tmp_path / "mixed.txt"
    path.write_bytes("Dòng một\r\nDòng hai\nDòng ba\r\n".encode())
    assert main(["normalize", str(path)]) == 0
    assert capfdbinary.readouterr().out == path.read_bytes()


def _jsonl(monkeypatch, *records, options=(), command="sentences"):
    lines = [r if isinstance(r, bytes) else json.dumps(r).encode() for r in records]
    _stdin(monkeypatch, b"\n".join(lines))
    return main([command, "-", "--jsonl", *options])


def test_jsonl_overwrites_no_field(monkeypatch, capsys):
    records = [{"text": "A.", "result": "mine"}, {"text": "B."}]
    assert _jsonl(monkeypatch, *records) == 1
    captured = capsys.readouterr()
    assert [json.loads(x) for x in captured.out.splitlines()] == [{"text": "B.", "result": ["B."]}]
    assert "line 1: it has a field 'result' already; name another one by --result-field" in (
        captured.err
    )
    assert _jsonl(monkeypatch, *records, options=["--result-field", "found"]) == 0
    first, _ = (json.loads(x) for x in capsys.readouterr().out.splitlines())
    assert first == {"text": "A.", "result": "mine", "found": ["A."]}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--text-field", "body"], "--text-field names a field of records; it needs --jsonl"),
        (["--text-field", "text"], "needs --jsonl"),
        (["--result-field", "x"], "--result-field names a field of records; it needs --jsonl"),
        (["--jsonl", "--format", "csv"], "does not go with --format csv"),
        (["--jsonl", "--text-field", "result"], "cannot both be in the field 'result'"),
        (["--jsonl", "--result-field", "text"], "cannot both be in the field 'text'"),
    ],
)
def test_options_that_do_not_go_together(capsys, options, says):
    with pytest.raises(SystemExit) as e:
        main(["legal", "-", *options])
    assert e.value.code == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "options", "says"),
    [
        ("summarize", ["--sentences", "0"], "sentences must be a whole number above 0, not 0"),
        ("summarize", ["--words", "-1"], "words must be a whole number above 0"),
        ("summarize", ["--ratio", "nan"], "ratio must be above 0"),
        ("decode", ["--encoding", "tcvn"], "no encoding is called 'tcvn'"),
    ],
)
def test_jsonl_refuses_a_wrong_option_at_once(monkeypatch, capsys, command, options, says):
    for records in ([{"text": "A."}, {"text": "B."}], []):
        assert _jsonl(monkeypatch, *records, options=options, command=command) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1
        assert says in captured.err


def test_jsonl_says_what_is_wrong_with_a_line(monkeypatch, capsys):
    lines = (b"{broken", b"\xff\xff", b'{"text": "a", "x": NaN}', b'{"text": "a", "x": 1e999}')
    assert _jsonl(monkeypatch, *lines, b'{"x": ' * 100_000) == 1
    captured = capsys.readouterr()
    errors = captured.err.splitlines()
    assert errors[0].startswith("vntext: line 1: not JSON: Expecting property name")
    assert errors[1].startswith("vntext: line 2: not UTF-8 (byte 0xff at offset 0)")
    assert errors[2] == "vntext: line 3: not JSON: NaN is no number of JSON"
    assert errors[3].startswith("vntext: line 4: the record cannot be written as JSON")
    assert errors[4].startswith("vntext: line 5: not JSON")
    assert captured.out == ""


@pytest.mark.parametrize("options", [[], ["--jsonl"]])
def test_closed_standard_input(monkeypatch, capsys, options):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["entities", "-", *options]) == 2
    assert capsys.readouterr().err == "vntext: standard input is closed\n"


def test_closed_standard_output(monkeypatch, article, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["entities", str(article)]) == 2
    assert capsys.readouterr().err == "vntext: standard output is closed\n"


def test_legal_has_the_columns_that_its_help_names(article, capsys):
    assert main(["legal", str(article)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    start, end, *fields = line.split("\t")
    assert TEXT[int(start) : int(end)] == "Nghị quyết số 35- NQ/TW"
    issuer = fields[3]
    assert fields == ["nghị quyết", "35-NQ/TW", "", issuer, "Nghị quyết số 35- NQ/TW"]
    with pytest.raises(SystemExit):
        main(["legal", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "start, end, type, code, provision, issuer, text" in shown


def test_every_option_is_in_the_documentation():
    page = (pathlib.Path(__file__).parents[1] / "docs/cli.md").read_text("utf8")
    parser = make_parser()
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for name, sub in commands.choices.items():
        if name != "serve":  # docs/service.md
            shown = (a for a in sub._actions if a.help != argparse.SUPPRESS)
            for option in (o for a in shown for o in a.option_strings if o[:2] == "--"):
                assert option == "--help" or option in page, (name, option)
    for formats in (set(c.formats) - {"text"} for c in COMMANDS):
        assert all(f"--format {f}" in page for f in formats)


def test_decode_refuses_what_is_no_text(tmp_path, capfdbinary):
    path = tmp_path / "noise"
    path.write_bytes(random.Random(5).randbytes(500))
    assert main(["decode", str(path)]) == 2
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert b"no text in an encoding that is known" in captured.err
    assert main(["decode", str(path), "--encoding", "windows-1252"]) == 0
    capfdbinary.readouterr()
    assert main(["detect", str(path)]) == 0
    assert capfdbinary.readouterr().out == b"windows-1252\t0.00\n"


def test_the_summary_of_a_page_shows_no_tags(tmp_path, capsys):
    path = tmp_path / "trang.html"
    path.write_text(
        "<h1>Khánh thành trường</h1><p>Sáng 24/5, <b>huyện Bến Mây</b> kh&aacute;nh th&agrave;nh "
        'trường mới tại <a href="#">xã Sao Mai</a>.</p>',
        "utf8",
    )
    assert main(["analyze", str(path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "huyện Bến Mây khánh thành trường mới tại xã Sao Mai." in shown

import io
import json
import subprocess
import sys

import pytest

from vntext.cli import main

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

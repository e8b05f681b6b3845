"""Several files and folders, where results go, own words, languages, what terminals show."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

import vntext
from vntext.cli import main, printed
from vntext.cli.printed import for_people

TEXTS = {
    "a.txt": "Bà Lê Thị Mai về Huế. Trời mưa.",
    "b/c.md": "Ông **Trần Văn An** họp.",
    "b/d.html": "<p>Bà Mơ, Giám đốc Sở Y tế.</p>",
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "bài"
    for name, text in TEXTS.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf8")
    (place / "x.bin").write_bytes(b"\xff")
    (place / ".hidden").mkdir()
    (place / ".hidden/e.txt").write_text("Không đọc.", "utf8")
    return place


def test_a_folder_is_its_files_in_order(folder, capsys):
    assert main(["sentences", str(folder)]) == 0
    out = capsys.readouterr().out
    heads = [line for line in out.splitlines() if line.startswith("==> ")]
    assert heads == [f"==> {folder / name} <==" for name in TEXTS]
    assert "Bà Lê Thị Mai về Huế.\nTrời mưa.\n\n==> " in out
    # the ending tells what a file holds
    assert main(["words", str(folder / "b")]) == 0
    out = capsys.readouterr().out
    assert "Ông Trần_Văn_An họp ." in out
    assert "Bà Mơ , Giám_đốc" in out


def test_json_of_several_files_is_a_line_each(folder, capsys):
    files = [str(folder / name) for name in TEXTS]
    assert main(["entities", *files, files[0], "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == files  # the one named twice is there once
    assert [e["text"] for e in rows[0]["result"]] == ["Lê Thị Mai", "Huế"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_several_workers_give_the_same(folder, capsys, workers):
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    (folder / "0.txt").write_bytes(b"\xff\xfe")
    assert main(["entities", str(folder), "--workers", workers]) == 1
    captured = capsys.readouterr()
    for text in ("Lê Thị Mai", "Trần Văn An", "Mơ"):
        assert f"PERSON\t{text}" in captured.out
    assert f"vntext: {folder / 'bad.txt'}: not UTF-8" in captured.err
    assert "2 of 5 files were bad" in captured.err


def test_results_go_into_a_folder(folder, tmp_path, capsys):
    out = tmp_path / "ra"
    assert main(["entities", str(folder), "-o", str(out), "--format", "json"]) == 0
    found = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    assert found == ["a.txt.json", os.path.join("b", "c.md.json"), os.path.join("b", "d.html.json")]
    data = json.loads((out / "a.txt.json").read_text("utf8"))
    assert [e["text"] for e in data] == ["Lê Thị Mai", "Huế"]
    assert main(["html", str(folder), "-o", str(out)]) == 0
    assert "<html" in (out / "b/c.md.html").read_text("utf8")
    assert capsys.readouterr().out == ""


def test_a_result_goes_into_a_file(folder, tmp_path, capsys):
    source, target = folder / "a.txt", tmp_path / "câu.txt"
    assert main(["sentences", str(source), "-o", str(target)]) == 0
    assert target.read_text("utf8") == "Bà Lê Thị Mai về Huế.\nTrời mưa.\n"
    assert main(["sentences", str(source), "-o", f"{tmp_path}/ra/"]) == 0
    assert (tmp_path / "ra/a.txt.txt").is_file()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda f: ["words", str(f / "a.txt"), "-o", str(f / "a.txt")], "would overwrite"),
        (lambda f: ["words", str(f), "-o", str(f / "a.txt")], "is a file"),
        (
            lambda f: ["words", str(f / "a.txt"), str(f / "b" / ".." / "a.txt"), "-o", "ra/"],
            "overwrite",
        ),
        (lambda f: ["analyze", str(f), "--format", "html"], "need a folder: -o FOLDER"),
        (lambda f: ["legal", str(f), "--format", "csv"], "need a folder"),
        (lambda f: ["words", str(f / ".hidden" / "no")], "No such file"),
        (lambda f: ["words", str(f / "a.txt"), "--lexicon", str(f / "x.bin")], "not in UTF-8"),
        (lambda f: ["words", str(f / "a.txt"), "--lexicon", "/no/file"], "No such file"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_overwritten(folder, monkeypatch, capsys, make, says):
    monkeypatch.chdir(folder.parent)
    assert main(make(folder)) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""
    assert {n: (folder / n).read_text("utf8") for n in TEXTS} == TEXTS
    assert not list(folder.parent.rglob("*.part"))


def test_an_empty_folder_is_said_to_be_one(tmp_path, capsys):
    assert main(["words", str(tmp_path)]) == 2
    assert "holds no file that ends in one of .txt, .md" in capsys.readouterr().err


def test_own_words(folder, tmp_path, capsys):
    words = tmp_path / "từ.txt"
    words.write_text("về Huế\n[people]\nTrời Mưa\n", "utf8")
    text = tmp_path / "t.txt"
    text.write_text("Chị Trời Mưa về Huế.", "utf8")
    assert main(["words", str(text), "--lexicon", str(words)]) == 0
    assert capsys.readouterr().out == "Chị Trời_Mưa về_Huế .\n"
    assert main(["people", str(text), "--lexicon", str(words), "--workers", "2"]) == 0
    assert capsys.readouterr().out == "Trời Mưa\t1\t\n"


def test_parts_of_speech_and_briefs(folder, capsys):
    assert main(["pos", str(folder / "a.txt")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[1] == "Lê_Thị_Mai/Np"
    assert second.startswith("Trời/")
    assert main(["pos", str(folder / "a.txt"), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[1] == {"start": 3, "end": 13, "text": "Lê Thị Mai", "tag": "Np", "upos": "PROPN"}
    assert main(["brief", str(folder / "a.txt"), "--sentences", "1"]) == 0
    assert "Lê Thị Mai" in capsys.readouterr().out
    assert main(["brief", str(folder / "a.txt"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["people"]


@pytest.mark.parametrize(
    ("set_to", "options", "head"),
    [
        ({"LANG": "vi_VN.UTF-8"}, [], "Người"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, [], "People"),
        ({"LC_MESSAGES": "vi_VN"}, [], "Người"),
        ({}, [], "People"),
        ({"LANG": "vi_VN.UTF-8"}, ["--lang", "en"], "People"),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "vi"], "Người"),
    ],
)
def test_the_report_is_in_the_language_of_the_locale(
    folder, monkeypatch, capsys, set_to, options, head
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert main(["analyze", str(folder / "a.txt"), *options]) == 0
    out = capsys.readouterr().out
    assert f"\n{head}\n" in f"\n{out}"
    assert ("câu," in out) == (head == "Người")


def test_a_page_is_in_the_language_that_is_asked_for(folder, capsys):
    file = str(folder / "a.txt")
    for command in (["html"], ["analyze", "--format", "html"]):
        assert main([*command, file, "--lang", "en"]) == 0
        english = capsys.readouterr().out
        assert main([*command, file]) == 0
        assert english == vntext.render_html(vntext.analyze(TEXTS["a.txt"]), lang="en")
        assert capsys.readouterr().out == vntext.render_html(vntext.analyze(TEXTS["a.txt"]))


# -- terminals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Bà \x1b[31;1mMai\x1b[0m về", "Bà Mai về"),
        ("\x1b]0;tên cửa sổ\x07Mưa", "Mưa"),
        ("\x1b]8;;http://vidu.vn\x1b\\đây\x1b]8;;\x1b\\", "đây"),
        ("\x1b]0;tên không hết", "0;tên không hết"),
        ("\x9b31mMưa\x9b0m", "Mưa"),
        ("\x1bcMưa\x1b(B", "Mưa"),
        ("a\tb\nc\rd\x00e\x7ff\x85g", "a\tb\ncdefg"),
        ("Hà Nội – 😀 “ờ” e\u0301", "Hà Nội – 😀 “ờ” e\u0301"),
        ("\x1b", ""),
    ],
)
def test_what_a_terminal_would_obey_is_left_out(given, shown):
    assert for_people(given) == shown


@given(st.text(st.sampled_from("\x1b[]0;m\x07\\\\P\x9b\x9dacơ \n")))
def test_nothing_is_left_that_a_terminal_would_obey(text):
    shown = for_people(text)
    assert not {c for c in shown if ord(c) < 32 or 127 <= ord(c) < 160} - {"\n", "\t"}


def test_stripping_takes_linear_time(grows_linearly):
    for unit in ("\x1b[", "\x1b]a", "\x9b1;", "\x1bP"):
        grows_linearly(for_people, unit, times=20_000)


class Terminal:
    """Standard output as a terminal."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass

    def isatty(self):
        return True


def test_a_terminal_gets_no_escapes_and_a_program_what_there_is(tmp_path, monkeypatch, capsys):
    path = tmp_path / "e.txt"
    path.write_text("Bà \x1b[31mMai\x1b[0m về.", "utf8")
    assert main(["sentences", str(path)]) == 0
    assert "\x1b[31m" in capsys.readouterr().out
    assert main(["analyze", str(path)]) == 0  # a report is for people wherever it goes
    assert "\x1b" not in capsys.readouterr().out
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["sentences", str(path)]) == 0
    assert "".join(terminal.parts) == "Bà Mai về.\n"


def test_names_of_files_in_messages_hold_no_escapes(capsys):
    assert main(["words", "/no/\x1b[31mfile"]) == 2
    assert "\x1b" not in capsys.readouterr().err


# -- the program -----------------------------------------------------------------------------------


def test_info_and_schema(capsys):
    assert main(["info"]) == 0
    assert capsys.readouterr().out.startswith(f"vntext:        {vntext.__version__}\n")
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == vntext.document_schema()


def test_ctrl_c_ends_with_one_line(tmp_path):
    """A stream that waits for input is interrupted."""
    code = "import sys; from vntext.cli import main; sys.exit(main(sys.argv[1:]))"
    run = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "sentences", "-", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    run.stdin.write(b'{"text": "Tr\xe1\xbb\x9di m\xc6\xb0a."}\n')
    run.stdin.flush()
    assert run.stdout.readline()  # it runs
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert errors == b"vntext: interrupted\n"
    assert run.returncode == 130


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    target = tmp_path / "out.txt"
    target.write_text("cũ", "utf8")

    def fail(self, to):
        raise OSError("the disk is full")

    monkeypatch.setattr(pathlib.Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        printed._whole(target, "mới")
    assert target.read_text("utf8") == "cũ"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("options", "text", "found"),
    [
        (["--restore", "auto"], "hom nay ba Le Thi Mai ve Ha Noi hop quoc hoi", "Le Thi Mai"),
        (["--restore", "always"], "hom nay ba Le Thi Mai ve Ha Noi", "Ha Noi"),
        (["--layout", "wrapped"], "Theo bà Lê Thị\nMai, mưa to.", "Mai"),
    ],
)
def test_how_a_text_is_read_can_be_said(tmp_path, capsys, options, text, found):
    file = tmp_path / "a.txt"
    file.write_text(text, "utf8")
    assert main(["entities", str(file), *options]) == 0
    assert found in capsys.readouterr().out


def test_the_day_of_a_text_completes_its_dates(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("Sáng 24/5, xã Yên Sơn họp.", "utf8")
    assert main(["values", str(file), "--reference", "2025-05-25"]) == 0
    assert "2025-05-24" in capsys.readouterr().out
    assert main(["values", str(file), "--reference", "soon"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named_without_a_number(capsys, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Trời mưa.", "utf8")
    missing, there = str(tmp_path / "no.txt"), str(tmp_path / "a.txt")
    assert main(["words", missing]) == 2
    assert capsys.readouterr().err == f"vntext: {missing}: No such file or directory\n"
    assert main(["words", missing, there]) == 1
    assert f"vntext: {missing}: No such file or directory\n" in capsys.readouterr().err


def test_without_a_command_the_help_is_shown(capsys) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().err
    assert "vntext [-h] [--version] COMMAND" in shown
    assert "summarize" in shown

"""``vntext corpus``: every kind of file, bad rows beside, the same rows whatever kills it."""

import csv
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

import vntext
from vntext.cli import main

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("tqdm", reason="tqdm is not installed")
zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed")

import pyarrow.parquet as pq  # noqa: E402 - skipped above where it is not there

TEXTS = [f"Bà Lê Thị Mai về Huế lần {i}." for i in range(12)]


def rows_of(folder) -> list[dict]:
    """The rows of all parts, in order."""
    out = []
    for path in sorted(folder.glob("part-*")):
        data = path.read_bytes()
        if path.suffix == ".parquet":
            out += pq.read_table(path).to_pylist()
            continue
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        elif path.suffix == ".zst":
            data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
        out += [json.loads(line) for line in data.decode().splitlines()]
    return out


def bad_of(folder) -> list[dict]:
    paths = sorted((folder / "_bad").glob("*.jsonl"))
    return [json.loads(line) for p in paths for line in p.read_text("utf8").splitlines()]


def jsonl(rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Runs the command in a folder of its own, with one worker unless it is told otherwise."""
    monkeypatch.chdir(tmp_path)

    def run(*args, workers=1):
        return main(["corpus", "-o", "out", "--workers", str(workers), *args])

    run.folder, run.out = tmp_path, tmp_path / "out"
    return run


def write_every_kind(folder) -> None:
    records = [{"article": {"body": t}, "key": i} for i, t in enumerate(TEXTS)]
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist(records[:2]), folder / "a.parquet")
    (folder / "b.jsonl").write_bytes(jsonl(records[2:4]))
    (folder / "c.jsonl.gz").write_bytes(
        gzip.compress(jsonl(records[4:5])) + gzip.compress(jsonl(records[5:6]))
    )
    compress = zstandard.ZstdCompressor().compress
    (folder / "d.jsonl.zst").write_bytes(
        compress(jsonl(records[6:7])) + compress(jsonl(records[7:8]))
    )
    with (folder / "e.csv").open("w", newline="", encoding="utf-8-sig") as file:
        table = csv.writer(file)
        table.writerow(["key", "article.body"])
        table.writerow([8, TEXTS[8]])
    inner = folder / "inner"
    inner.mkdir()
    (inner / "f.txt").write_text(TEXTS[9], "utf8")
    (inner / "g.html").write_text(f"<p>{TEXTS[10].replace('Mai', '<b>Mai</b>')}</p>", "utf8")
    (inner / "h.md").write_text(TEXTS[11].replace("Huế", "**Huế**"), "utf8")
    (inner / "other.bin").write_bytes(b"\0")
    (folder / "_SUCCESS").write_text("")


@pytest.mark.parametrize("form", ["parquet", "jsonl", "jsonl.gz", "jsonl.zst"])
def test_every_kind_of_file_in_every_format(corpus, form):
    write_every_kind(corpus.folder / "in")
    options = ["--text-field", "article.body", "--layers", "entities,people", "--with-text"]
    assert corpus("in", *options, "--format", form, "--rows-per-file", "5") == 0
    rows = rows_of(corpus.out)
    assert [len(r["entities"]) for r in rows] == [2] * 12
    for row, text in zip(rows, TEXTS, strict=True):
        assert [e["label"] for e in row["entities"]] == ["PERSON", "LOC"]
        assert row["people"][0]["name"] == "Lê Thị Mai"
        assert (
            row["text"]
            .replace("<b>", "")
            .replace("</b>", "")
            .replace("*", "")
            .endswith(text + ("</p>" if row["file"].endswith("html") else ""))
        )
        for entity in row["entities"]:
            assert row["text"][entity["start"] : entity["end"]] == entity["text"]
    assert [p.name for p in sorted(corpus.out.glob("part-*"))] == [
        f"part-00000{i}.{form}" for i in range(3)
    ]
    assert [(r["id"], r["row"]) for r in rows[2:4]] == [
        (os.path.join("in", "b.jsonl") + ":1", 1),
        (os.path.join("in", "b.jsonl") + ":2", 2),
    ]
    assert rows[9]["id"] == os.path.join("in", "inner", "f.txt")


def test_parquet_and_jsonl_hold_the_same(corpus):
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t, "key": t[-3:]} for t in TEXTS))
    layers = ["--layers", "entities,words,sentences,dates,places,summary", "--id-field", "key"]
    assert corpus("a.jsonl", *layers) == 0
    parquet = rows_of(corpus.out)
    assert corpus("a.jsonl", *layers, "--format", "jsonl", "--overwrite", workers=2) == 0
    assert rows_of(corpus.out) == parquet
    doc = vntext.analyze(TEXTS[3])
    assert parquet[3]["id"] == TEXTS[3][-3:]
    assert [w["text"] for w in parquet[3]["words"]] == doc.words.texts()
    assert not list(corpus.out.glob("part-*.parquet"))


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_each_row_has_its_day(corpus, form):
    days = ["2025-05-24", "2024-03-01 06:30", None, "tháng trước"]
    rows = [{"text": "Hôm qua, trời mưa.", "meta": {"date": day}} for day in days]
    (corpus.folder / "a.jsonl").write_bytes(jsonl(rows))
    options = ["--layers", "dates", "--format", form, "--reference-field", "meta.date"]
    assert corpus("a.jsonl", *options) == 1
    values = [[d["value"] for d in row["dates"]] for row in rows_of(corpus.out)]
    assert values == [["2025-05-23"], ["2024-02-29"], ["XXXX-XX-XX"]]
    (bad,) = bad_of(corpus.out)
    assert "meta.date" in str(bad)
    assert corpus("a.jsonl", *options, "--reference", "2025") == 2  # one or the other


def test_patterns_and_files_that_are_meant_twice(corpus):
    write_every_kind(corpus.folder / "in")
    assert corpus("in/**/*.txt", "in/inner", "in/inner/f.txt", "in/i*/g.html") == 0
    assert [os.path.basename(r["file"]) for r in rows_of(corpus.out)] == ["f.txt", "g.html", "h.md"]


def test_bad_rows_go_beside_with_their_reason(corpus, capsys):
    lines = [
        {"text": TEXTS[0], "id": 1},
        {"text": None, "id": 2},
        {"text": 7, "id": 3},
        {"body": "x", "id": 4},
        ["no object"],
        {"text": TEXTS[1]},
        {"text": TEXTS[2], "id": {"a": 5}},
    ]
    data = jsonl(lines) + b"{broken\n\n" + b'{"text": "\xff"}\n' + jsonl([{"text": "", "id": 10}])
    (corpus.folder / "a.jsonl").write_bytes(data)
    (corpus.folder / "b.txt").write_bytes("Huế".encode("utf-16"))
    (corpus.folder / "c.jsonl.gz").write_bytes(gzip.compress(jsonl([lines[0]] * 2000))[:-30])
    (corpus.folder / "d.parquet").write_bytes(b"PAR1 nothing")
    pq.write_table(pa.table({"body": ["x"]}), corpus.folder / "e.parquet")
    (corpus.folder / "f.csv").write_bytes(b"id,text\n1,M\xe1 t\n2,Hu\xc3\xaa\n")
    names = ["a.jsonl", "b.txt", "d.parquet", "e.parquet", "f.csv"]
    assert corpus(*names, "--id-field", "id", "--layers", "words") == 1
    assert [r["id"] for r in rows_of(corpus.out)] == ["1", '{"a": 5}', "10", "2"]
    bad = {(r["file"], r["row"]): r["reason"] for r in bad_of(corpus.out)}
    want = {
        ("a.jsonl", 2): "no text in the field 'text'",
        ("a.jsonl", 3): "the field 'text' must be a str, not int",
        ("a.jsonl", 4): "no text in the field 'text'; the record has: body, id",
        ("a.jsonl", 5): "the record is no object but list",
        ("a.jsonl", 6): "no id in the field 'id'",
        ("a.jsonl", 8): "not JSON",
        ("a.jsonl", 10): "not UTF-8",
        ("b.txt", 1): "not UTF-8 (byte 0xff at offset 0)",
        ("d.parquet", 1): "the file cannot be read from here on",
        ("e.parquet", 1): "the file has no field 'text'; it has: body",
        ("f.csv", 1): "the field 'text' is not UTF-8",
    }
    assert bad.keys() == want.keys()
    assert all(bad[key].startswith(why) for key, why in want.items()), bad
    assert "11 bad rows" in capsys.readouterr().err
    assert next(r["record"] for r in bad_of(corpus.out) if r["row"] == 8) == "{broken"


def test_what_can_be_read_of_a_damaged_file_is_read(corpus):
    rows = [
        {"text": TEXTS[i % 12], "n": i, "noise": random.Random(i).random()} for i in range(3000)
    ]
    whole = gzip.compress(jsonl(rows))
    (corpus.folder / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (corpus.folder / "b.jsonl").write_bytes(jsonl(rows[:3]))
    assert corpus("a.jsonl.gz", "b.jsonl", "--id-field", "n", "--layers", "sentences") == 1
    ids = [int(r["id"]) for r in rows_of(corpus.out)]
    (bad,) = bad_of(corpus.out)
    assert ids == [*range(len(ids) - 3), 0, 1, 2]
    assert 100 < len(ids) < 3000
    assert "cannot be read from here on" in bad["reason"]


def test_a_text_that_takes_too_long_is_a_bad_row(corpus, monkeypatch):
    from vntext.integrations.corpus import function

    class Slow(function.Analysis):
        __slots__ = ()

        def __call__(self, texts, *extra):
            if any("lần 3." in t for t in texts):
                time.sleep(60)
            return super().__call__(texts, *extra)

    monkeypatch.setattr("vntext.integrations.corpus.run.Analysis", Slow)
    if sys.platform != "linux":
        pytest.skip("the class of this test is known to forks alone")
    Slow.__module__, Slow.__qualname__ = "vntext.integrations.corpus.function", "Slow"
    monkeypatch.setattr(function, "Slow", Slow, raising=False)
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t} for t in TEXTS))
    assert corpus("a.jsonl", "--timeout", "1.5") == 1
    assert len(rows_of(corpus.out)) == 11
    assert "took more than 1.5 seconds" in bad_of(corpus.out)[0]["reason"]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["nothing"], "no file, folder or match of 'nothing'"),
        (["x.pdf"], "of no kind that can be read"),
        (["a.jsonl", "--layers", "word"], "a layer is one of"),
        (["a.jsonl", "--workers", "0"], "--workers"),
        (["a.jsonl", "--rows-per-file", "0"], "rows_per_file"),
        (["a.jsonl", "--reference", "hôm qua"], "hôm qua"),
        (["a.jsonl", "--timeout", "-1"], "timeout"),
        (["a.jsonl", "--text-field", "body"], "none of the first 100 rows has a text"),
        (["empty"], "no files of a kind"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_at_once(corpus, capsys, args, why):
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": "Mưa."} for _ in range(100)))
    (corpus.folder / "x.pdf").write_bytes(b"")
    (corpus.folder / "empty").mkdir()
    assert corpus(*args) == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize("package", ["pyarrow.parquet", "tqdm.auto"])
def test_a_package_that_is_missing_is_named(corpus, capsys, monkeypatch, package):
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t} for t in TEXTS))
    monkeypatch.setitem(sys.modules, package, None)
    assert corpus("a.jsonl") == 2
    assert "vntext[corpus]" in capsys.readouterr().err


def test_a_folder_of_something_else_is_left_alone(corpus, capsys):
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t} for t in TEXTS))
    corpus.out.mkdir()
    (corpus.out / "mine.txt").write_text("x")
    assert corpus("a.jsonl", "--overwrite") == 2
    assert "holds other files (mine.txt ...)" in capsys.readouterr().err
    (corpus.out / "mine.txt").unlink()
    assert corpus("a.jsonl") == 0
    assert corpus("a.jsonl") == 0  # nothing is left to do
    assert "(12 done before)" in capsys.readouterr().err
    assert corpus("a.jsonl", "--layers", "words") == 2
    assert "another run: layers differ" in capsys.readouterr().err
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t} for t in TEXTS[:3]))
    assert corpus("a.jsonl") == 2
    assert "files differ" in capsys.readouterr().err
    assert corpus("a.jsonl", "--overwrite") == 0
    assert len(rows_of(corpus.out)) == 3


def test_results_beside_the_inputs_are_no_inputs(corpus):
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t} for t in TEXTS))
    assert corpus(".", "--format", "jsonl") == 0
    assert corpus(".", "--format", "jsonl") == 0
    assert len(rows_of(corpus.out)) == 12


def many(folder) -> list[str]:
    """Files of several kinds, with bad rows between; returns the ids of good and bad rows."""
    folder.mkdir()
    ids = [f"{i}" for i in range(240)]
    rows = [
        {"id": i, "text": None if n % 17 == 5 else f"Bà Lê Thị Mai đến lần {i}."}
        for n, i in enumerate(ids)
    ]
    (folder / "a.jsonl").write_bytes(jsonl(rows[:70]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(jsonl(rows[70:130])))
    pq.write_table(pa.Table.from_pylist(rows[130:200]), folder / "c.parquet", row_group_size=13)
    with (folder / "d.csv").open("w", newline="", encoding="utf8") as file:
        table = csv.DictWriter(file, ["id", "text"])
        table.writeheader()
        table.writerows({**r, "text": r["text"] or "Gió."} for r in rows[200:])
    return ids


COMMAND = ["corpus", "in", "-o", "out", "--id-field", "id", "--rows-per-file", "11"]


RUN = "from vntext.cli import main; sys.exit(main(sys.argv[1:]))"


def start(folder, *args, code=RUN):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", f"import sys\n{code}", *COMMAND, *args]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        command, cwd=folder, env=env, text=True, start_new_session=True, **pipes
    )


def assert_whole(corpus, ids) -> None:
    """Every row is there once and in order, good or bad, and holds what was found."""
    good, bad = rows_of(corpus.out), bad_of(corpus.out)
    refused = {b["id"].rpartition(":")[2]: b for b in bad}
    assert len(good) + len(bad) == len(ids)
    assert len(bad) == 12
    numbers = {r["id"] for r in good}
    assert [r["id"] for r in good] == [i for i in ids if i in numbers]
    assert len(numbers) == len(good)
    assert all("no text" in b["reason"] for b in refused.values())
    for row in good:
        assert [e["text"] for e in row["entities"]] in (["Lê Thị Mai"], [])


@pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signals")
@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_no_row_is_lost_or_doubled_however_often_it_is_killed(corpus, form):
    ids = many(corpus.folder / "in")
    rng, kills = random.Random(form), 0
    while True:
        parts = len(list(corpus.out.glob("part-*"))) + rng.randrange(4)  # 0: while it starts
        with start(corpus.folder, "--workers", "2", "--format", form) as process:
            while process.poll() is None and len(list(corpus.out.glob("part-*"))) < parts:
                time.sleep(0.002)
            time.sleep(rng.uniform(0, 0.2))
            if kills < 5 and process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                kills += 1
            error = process.communicate(timeout=60)[1]
        if process.returncode != -signal.SIGKILL:
            break
    assert process.returncode == 1, error
    assert_whole(corpus, ids)
    assert kills >= 1


KILLED = """
import os, signal
calls = 0
real = os.replace
def replace(*args):
    global calls
    calls += 1
    if calls == {call} and {before}:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*args)
    if calls == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
os.replace = replace
from vntext.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signals")
def test_a_kill_between_any_two_steps_of_a_part(corpus):
    ids = many(corpus.folder / "in")
    for call in range(1, 6):
        code = KILLED.format(call=1 + call % 4, before=call % 2 == 0)
        with start(corpus.folder, "--workers", "1", code=code) as process:
            process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert len({r["id"] for r in rows_of(corpus.out)}) == len(rows_of(corpus.out))
    with start(corpus.folder, "--workers", "1") as process:
        error = process.communicate(timeout=60)[1]
    assert process.returncode == 1, error
    assert_whole(corpus, ids)


@pytest.mark.skipif(sys.platform == "win32", reason="stops processes by signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_so_and_goes_on(corpus, stop):
    ids = many(corpus.folder / "in")
    with start(corpus.folder, "--workers", "2") as process:
        until = time.monotonic() + 30
        while not list(corpus.out.glob("part-*")) and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(process.pid, stop) if stop == signal.SIGINT else process.send_signal(stop)
        error = process.communicate(timeout=30)[1]
    if process.returncode != 1:  # it was not done in that moment
        assert (process.returncode, error.count("Traceback")) == (130, 0), error
        assert "the same command goes on from here" in error
    assert corpus("in", *COMMAND[4:]) == 1
    assert_whole(corpus, ids)


def test_one_process_at_a_time(corpus, capsys, monkeypatch):
    from vntext.integrations.corpus import state

    monkeypatch.setattr(state, "LOCK_SECONDS", 0.1)
    (corpus.folder / "a.jsonl").write_bytes(jsonl({"text": t} for t in TEXTS))
    with state.Store(corpus.out, {}).locked():
        assert corpus("a.jsonl") == 2
    assert "another process is writing" in capsys.readouterr().err


MEMORY = """
from vntext.cli import main
status = main(sys.argv[1:])
highest = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(highest[0].split()[1]) // 1024, file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory in /proc")
def test_memory_does_not_grow_with_the_corpus(corpus):
    def peak(number: int) -> int:
        text = "Bà Lê Thị Mai về Huế. " * 20
        rows = ({"id": i, "text": f"{text}Lần {i}."} for i in range(number))
        (corpus.folder / "in").mkdir(exist_ok=True)
        (corpus.folder / "in" / "a.jsonl").write_bytes(jsonl(rows))
        layers = ["--layers", "sentences", "--overwrite", "--quiet", "--rows-per-file", "500"]
        with start(corpus.folder, "--workers", "1", *layers, code=MEMORY) as process:
            error = process.communicate(timeout=120)[1]
        assert process.returncode == 0, error
        return int(error)

    # in megabytes: nine times the texts are 12 more
    assert peak(9000) - peak(1000) < 8

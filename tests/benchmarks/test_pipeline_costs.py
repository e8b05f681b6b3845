"""The benchmark of layers: what is held is counted once and without what is shared."""

import functools
import pathlib
import sys
from dataclasses import dataclass, field

import numpy as np
import pytest

import vntext


@dataclass
class Doc:
    """A stand-in: a text and what it keeps."""

    text: str
    kept: list = field(default_factory=list)


SHARED = bytearray(50_000)


def docs(*kept):
    return [Doc("a" * 9_000, [SHARED, *kept])]


@pytest.fixture
def held(script):
    empty = docs()
    module = script("held")

    def more(*kept):
        # what a document holds beside its own frame
        others = [Doc("b", [SHARED])]
        return module.held(docs(*kept), others) - module.held(empty, others)

    return more


def test_what_only_the_document_reaches_is_counted(held):
    assert held(bytes(7_000)) == pytest.approx(7_000, abs=100)
    assert held({"x": [bytes(7_000)]}) == pytest.approx(7_000, abs=600)
    # its own text and what others reach too are not
    assert held() == pytest.approx(0, abs=1)


def test_one_thing_is_counted_once(held):
    one = bytes(7_000)
    assert held(one, [one], (one,)) == pytest.approx(7_000, abs=300)


def test_columns_and_views_of_them_are_counted(held):
    column = np.zeros(1_000, np.int64)
    assert held(column) == pytest.approx(8_000, abs=200)
    assert held(column[3:5]) == pytest.approx(8_000, abs=400)
    assert held(memoryview(bytes(7_000))[:3]) == pytest.approx(7_000, abs=600)


def test_what_a_function_keeps_is_counted_and_its_module_is_not(held):
    def closure(kept):
        return lambda: kept

    assert held(closure(bytes(7_000))) == pytest.approx(7_000, abs=400)
    assert held(functools.partial(len, bytes(7_000))) == pytest.approx(7_000, abs=800)


def test_pickles_are_counted_without_the_text(script):
    sizes = script("held").pickled([Doc("ă" * 9_000)]), script("held").pickled([Doc("a" * 20)])
    assert sizes[0] == pytest.approx(sizes[1], abs=50)


@pytest.fixture
def costs(script):
    return script("pipeline")


def test_layers_are_asked_for_where_they_can_be(costs):
    def old(texts, *, n=1):
        return texts, n

    def new(texts, *, layers=None):
        return texts, layers

    assert costs.prepared(old, "t", ("words",)) == ("t", 1)
    assert costs.prepared(new, "t", ("words",)) == ("t", ("words",))
    assert costs.prepared(new, "t", costs.LAYERS) == ("t", None)


def test_without_the_press_the_own_texts_are_cut_to_length(costs, monkeypatch, tmp_path):
    monkeypatch.setattr(costs, "HERE", tmp_path / "a" / "benchmarks")
    texts, what = costs.press()
    assert "own texts" in what
    assert len(set(texts)) == len(texts) == costs.ARTICLES
    assert {len(t) for t in texts} == {(costs.SHORTEST + costs.LONGEST) // 2}


def test_a_child_is_measured_alone(script, tmp_path):
    child = script("fresh").child
    # more than a pipe holds, both ways
    code = "import sys; d = sys.stdin.read(); print(len(d)); print('x' * 200_000)"
    seconds, printed = child(["-c", code], b"y" * 200_000, str(tmp_path))
    assert printed.split("\n")[0] == "200000"
    assert seconds > 0
    with pytest.raises(RuntimeError, match="ended with 3"):
        child(["-c", "raise SystemExit(3)"], b"", str(tmp_path))


def test_the_peak_is_that_of_the_child(script, tmp_path):
    fresh = script("fresh")
    if not pathlib.Path("/proc/self/status").exists():
        pytest.skip("the peak is read from /proc")
    ballast = bytearray(80_000_000)
    _, printed = fresh.child(["-c", fresh.PRELUDE + "pass" + fresh.PEAK], b"", str(tmp_path))
    assert int(printed) * 1024 < len(ballast)


def test_tables(costs, capsys):
    costs.show([["what", "ms"], ["a", "1"]], True)
    assert capsys.readouterr().out == "| what | ms |\n| --- | --: |\n| a | 1 |\n\n"
    costs.show([["what", "ms"], ["a", "10.5"]], False)
    assert capsys.readouterr().out == "what    ms\na     10.5\n\n"


def test_a_part_that_is_not_there_is_refused(costs, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["pipeline.py", "--parts", "speed,colour"])
    with pytest.raises(SystemExit):
        costs.main()
    assert "no such part: colour" in capsys.readouterr().err


def test_growth_is_measured_of_functions_that_take_a_text(costs):
    for name in costs.PUBLIC:
        getattr(vntext, name)("An ")

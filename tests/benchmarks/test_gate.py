"""The gate says what it measured, and passes nothing in silence."""

import subprocess
import sys

import pytest


@pytest.fixture
def gate(script):
    return script("gate")


@pytest.fixture
def judged(gate, tmp_path):
    """The outcome and the report of floors against figures that a group gives."""

    def judge(floors, figures, needs=()):
        def measure(_):
            if isinstance(figures, Exception):
                raise figures
            return figures

        lines = []
        outcome = gate.run(floors, {"own": gate.Group(measure, needs)}, tmp_path, lines.append)
        return outcome, "\n".join(lines)

    return judge


def test_figures_at_their_floors_pass(judged):
    outcome, report = judged({"own": {"ORG": 90.0, "LOC": 80.0}}, {"ORG": 90.0, "LOC": 81.0})
    assert (outcome.passed, outcome.failed) == (["own: ORG", "own: LOC"], [])
    assert outcome.summary() == "GATE PASSED: 2 passed, 0 failed, 0 SKIPPED"
    assert "BELOW" not in report


@pytest.mark.parametrize("now", [89.99, float("nan")])
def test_a_figure_below_its_floor_fails(judged, now):
    outcome, report = judged({"own": {"ORG": 90.0, "LOC": 80.0}}, {"ORG": now, "LOC": 81.0})
    assert outcome.failed == ["own: ORG"]
    assert "BELOW THE FLOOR" in report
    assert outcome.summary() == "GATE FAILED: 1 passed, 1 failed, 0 SKIPPED (own: ORG)"


def test_a_floor_that_nothing_measures_fails(judged):
    outcome, report = judged({"own": {"ORG": 90.0, "LOC": 80.0}}, {"ORG": 95.0})
    assert outcome.failed == ["own: LOC"]
    assert "NOT MEASURED" in report


def test_a_figure_without_a_floor_fails(judged):
    outcome, report = judged({"own": {"ORG": 90.0}}, {"ORG": 95.0, "LAW": 100.0})
    assert outcome.failed == ["own: LAW"]
    assert "NO FLOOR" in report


@pytest.mark.parametrize("floors", [{"old": {"ORG": 90.0}}, {"old": {}}])
def test_floors_of_a_group_that_is_not_there_fail(judged, floors):
    outcome, report = judged({"own": {"LOC": 1.0}} | floors, {"LOC": 2.0})
    assert outcome.failed == ["old: ORG" if floors["old"] else "old"]
    assert "NO SUCH GROUP" in report


@pytest.mark.parametrize("floors", [{}, {"own": {}}])
def test_a_group_without_floors_fails(judged, floors):
    assert judged(floors, {"ORG": 95.0})[0].failed == ["own: ORG"]
    assert judged(floors, {})[0].failed == ["own"]


@pytest.mark.parametrize("figures", [{}, ValueError("cut off"), KeyError("f1")])
def test_a_group_that_gives_nothing_fails(judged, figures):
    outcome, report = judged({"own": {"ORG": 90.0}}, figures)
    assert outcome.failed == ["own: ORG"]
    assert "COULD NOT BE MEASURED" in report
    assert "cut off" in report or not isinstance(figures, ValueError)


def test_absent_data_is_named_and_skipped(judged, tmp_path):
    floors = {"own": {"ORG": 90.0, "LOC": 80.0}}
    outcome, report = judged(floors, {"ORG": 1.0, "LOC": 1.0}, ("data/gold", "data/vtb"))
    assert outcome.skipped == ["own: ORG", "own: LOC"]
    assert f"SKIPPED: ORG; LOC (no {tmp_path / 'data/gold'})" in report
    assert outcome.failed == ["nothing was measured"]
    (tmp_path / "data/gold").mkdir(parents=True)
    assert "data/vtb)" in judged(floors, {}, ("data/gold", "data/vtb"))[1]
    (tmp_path / "data/vtb").mkdir()
    assert judged(floors, {"ORG": 91.0, "LOC": 79.0}, ("data/gold", "data/vtb"))[0].failed == [
        "own: LOC"
    ]


def test_the_last_line_says_that_some_was_not_measured(gate, tmp_path):
    groups = {
        "own": gate.Group(lambda _: {"ORG": 95.0}),
        "dev": gate.Group(lambda _: {"ORG": 95.0}, ("data/gold/dev",)),
    }
    floors = {"own": {"ORG": 90.0}, "dev": {"ORG": 99.0}}
    outcome = gate.run(floors, groups, tmp_path, lambda _: None)
    assert outcome.summary() == "GATE PASSED: 1 passed, 0 failed, 1 SKIPPED; only measured: own"


def test_a_scorer_that_breaks_fails_its_group(gate, tmp_path):
    (tmp_path / "eval").mkdir()
    (tmp_path / "gold").mkdir()
    scorer = tmp_path / "eval/score.py"
    groups = {"dev": gate.Group(gate.annotated("gold"), ("eval/score.py",))}
    lines = []
    scorer.write_text("raise SystemExit('no such article')")
    assert gate.run({"dev": {"ORG": 1.0}}, groups, tmp_path, lines.append).failed == ["dev: ORG"]
    assert "no such article" in "\n".join(lines)
    # a figure over a handful of annotations has no floor
    scorer.write_text(
        """print('{"articles": 2, "ORG": {"f1": 5, "gold": 99}, "LAW": {"f1": 0, "gold": 3}}')"""
    )
    assert gate.run({"dev": {"ORG": 1.0}}, groups, tmp_path, lines.append).passed == ["dev: ORG"]


def test_the_command_measures_the_own_texts_alone(gate, tmp_path):
    """What a stranger's checkout gives."""
    there = tmp_path / "a" / "benchmarks"
    there.mkdir(parents=True)
    for name in ("gate.py", "own_gold.py", "values.py", "addresses.py", "floors.toml"):
        (there / name).write_bytes((gate.HERE / name).read_bytes())
    for name in ("gold", "values_gold"):
        (there / name).symlink_to(gate.HERE / name)
    run = subprocess.run(
        [sys.executable, str(there / "gate.py")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("SKIPPED:") == 6
    assert run.stdout.splitlines()[-1].startswith("GATE PASSED: 26 passed, 0 failed, 45 SKIPPED")
    (there / "floors.toml").write_text('[own]\n"ORG" = 100.1\n', "utf8")
    run = subprocess.run(
        [sys.executable, str(there / "gate.py")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stdout.splitlines()[-1].startswith("GATE FAILED")


def test_a_folder_that_is_named_must_be_there(gate, tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        gate.main(["--shared", str(tmp_path / "none")])
    assert stop.value.code == 2
    assert "is no folder" in capsys.readouterr().err

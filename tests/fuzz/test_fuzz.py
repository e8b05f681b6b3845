"""The properties of the fuzz target, by hypothesis; and the target itself, for a moment."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

HERE = Path(__file__).parent
SPEC = importlib.util.spec_from_file_location(
    "alignment_properties", HERE / "alignment_properties.py"
)
properties = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(properties)

LETTERS = st.text("aeouđnhgòạếộĐ ,\n\u0300\u0323\u0302\u031bÐіＶﬁ\u00a0\u200b\u200d\u00ad“–각œ")
NUMBERS = st.lists(st.integers(0, 255), max_size=24)


@settings(max_examples=300)
@given(st.text(max_size=40) | LETTERS, st.integers(0, 2))
# what fuzzing found: marks that begin a token belong to no letter before
@example("\u0189\u00ado\u00a0\u0301\u031b\u2009", 0)
@example("\t\u0303\u0303\u1100\u1161\u1100\u00ad\ud800\u1ecb\u0456", 0)
def test_normalisation_goes_there_and_back(text, choice):
    properties.check_text(text, choice)


@settings(max_examples=300)
@given(st.text("abc đ", max_size=40), NUMBERS, NUMBERS)
def test_composition_leads_where_both_steps_lead(text, first, second):
    properties.check_composition(text, first, second)


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not installed: make fuzz"
)
def test_the_fuzz_target_runs():
    run = subprocess.run(
        [sys.executable, HERE / "fuzz_alignment.py", "-runs=500", "-seed=1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "Done 500 runs" in run.stderr

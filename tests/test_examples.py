"""The examples run as a reader would run them."""

import pathlib
import subprocess
import sys

import pytest

EXAMPLES = pathlib.Path(__file__).parents[1] / "examples"
# clients need a running service; its own tests run them
_SCRIPTS = sorted(p for p in EXAMPLES.glob("*.py") if not p.name.startswith("client"))


@pytest.mark.parametrize("script", _SCRIPTS, ids=lambda p: p.name)
def test_script_runs(script):
    article = (EXAMPLES / "article.txt").read_text("utf8")
    run = subprocess.run(
        [sys.executable, str(script)], input=article, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()

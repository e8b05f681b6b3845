"""The example clients, run against a service."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra service is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from vntext.integrations.service import create_app

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("script", "expected", "lines"),
    [
        ("client_service.py", "Lê Thị An - Giám đốc Sở Y tế", 4),
        ("client_async.py", "quyết định 20/QĐ-SYT", 20),
    ],
)
def test_client(serve, wait_until_ready, script, expected, lines) -> None:
    url = serve(create_app(workers=1))
    wait_until_ready(url)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    run = subprocess.run(
        [sys.executable, str(EXAMPLES / script), url],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    assert expected in run.stdout
    assert len(run.stdout.splitlines()) == lines

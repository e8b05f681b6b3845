"""The types that the package gives its users, as mypy and pyright see them at their strictest."""

import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
SOURCES = HERE.parents[1] / "src"


def refused(output: str, name: str) -> set[int]:
    """Lines of a file that a checker names in an error."""
    lines = (line for line in output.splitlines() if name in line and "error" in line)
    return {int(line.partition(f"{name}:")[2].partition(":")[0]) for line in lines}


WRONG = {
    number
    for number, line in enumerate((HERE / "wrong.py").read_text("utf8").splitlines(), 1)
    if line.endswith("# refused")
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf8", cwd=HERE, check=False)


def test_mypy(tmp_path, monkeypatch):
    pytest.importorskip("mypy", reason="mypy is not installed")
    monkeypatch.setenv("MYPYPATH", str(SOURCES))
    check = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path))
    # outside the project's own settings
    options = ("--config-file", "", "--strict-equality", "--ignore-missing-imports")
    done = run(*check, *options, "client.py")
    assert done.returncode == 0, done.stdout
    assert refused(run(*check, *options, "wrong.py").stdout, "wrong.py") == WRONG


def test_pyright(tmp_path):
    pyright = pytest.importorskip("pyright.cli", reason="pyright is not installed")
    del pyright
    (tmp_path / "pyrightconfig.json").write_text(
        f'{{"typeCheckingMode": "strict", "extraPaths": ["{SOURCES}"], '
        f'"include": ["."], "reportMissingModuleSource": false}}'
    )
    for name in ("client.py", "wrong.py"):
        (tmp_path / name).write_text((HERE / name).read_text("utf8"), "utf8")
    done = run(sys.executable, "-m", "pyright", "-p", str(tmp_path), str(tmp_path / "client.py"))
    if "error" in done.stderr and not done.stdout:
        pytest.skip(f"pyright does not run here: {done.stderr[:80]}")
    assert done.returncode == 0, done.stdout
    done = run(sys.executable, "-m", "pyright", "-p", str(tmp_path), str(tmp_path / "wrong.py"))
    assert refused(done.stdout, "wrong.py") == WRONG, done.stdout

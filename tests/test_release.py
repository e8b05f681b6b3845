"""What a release consists of: the sources that it is built from, and what it says of itself."""

import os
import pathlib
import re
import subprocess
import sys
import tomllib

import pytest

import vntext

ROOT = pathlib.Path(__file__).parents[1]

LIST = """
import sys
from setuptools import Distribution
from setuptools.command.egg_info import manifest_maker
dist = Distribution({"script_name": "setup.py"})
dist.parse_config_files()
info = dist.get_command_obj("egg_info")
info.egg_base = sys.argv[1]
info.ensure_finalized()
info.mkpath(info.egg_info)
maker = manifest_maker(dist)
maker.manifest = f"{info.egg_info}/SOURCES.txt"
maker.run()
print("\\n".join(["FILES", *maker.filelist.files]))
"""


def test_the_sources_are_whole(tmp_path):
    """All that is kept under version control goes into the sdist, and nothing that was built."""
    pytest.importorskip("setuptools", reason="setuptools is not installed")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf8", check=False
    )
    if listed.returncode or not listed.stdout:
        pytest.skip("not in a checkout")
    # read in a place of its own: the list of an earlier build must not be taken for this one
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LIST, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    packed = {f.replace(os.sep, "/") for f in done.stdout.partition("FILES\n")[2].splitlines()}
    kept = {f for f in listed.stdout.splitlines() if not f.startswith((".ci/", ".git"))}
    assert kept - packed == set()
    strange = {f for f in packed - kept if not (ROOT / f).is_relative_to(tmp_path)}
    assert not {f for f in strange if re.search(r"\.(so|pyc|pyd)$|_build|egg-info/", f)}


def test_the_version_is_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text("utf8")
    assert project["version"] == vntext.__version__
    assert f"\nversion: {vntext.__version__}\n" in citation
    assert f"\nlicense: {project['license']}\n" in citation


def test_the_citation_has_what_the_format_asks_for():
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    data = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))
    assert {"cff-version", "message", "title", "authors"} <= set(data)
    assert all("name" in a or "family-names" in a for a in data["authors"])

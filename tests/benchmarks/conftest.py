"""The scripts of `benchmarks/` as modules."""

import importlib
import pathlib
import sys

import pytest

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def script(monkeypatch):
    """Imports a script by name; what it imports from its folder is forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(FOLDER)

    yield importlib.import_module
    for name in set(sys.modules) - before:
        where = getattr(sys.modules[name], "__file__", None) or ""
        if pathlib.Path(where).parent == FOLDER:
            del sys.modules[name]

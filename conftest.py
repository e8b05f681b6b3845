"""Runs the code blocks of the documentation as tests; any test with the kernel or without it."""

import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from importlib.util import find_spec

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


def absent(package):
    """Whether a package is not installed: pages of extras skip their code then, with a reason."""
    try:
        return find_spec(package) is None
    except ImportError:  # of the package around it
        return True


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
        SkipParser(),
    ],
    patterns=["docs/**/*.md", "docs/*.md", "README*.md"],
    setup=lambda namespace: namespace.update(absent=absent),
).pytest()


def pytest_addoption(parser):
    """Adds `--backend`."""
    parser.addoption(
        "--backend",
        choices=("kernel", "arrays"),
        help="what does the loops in all tests: arrays as if no kernel had been built",
    )


def pytest_configure(config):
    """Takes the kernel away, or makes sure that it is there."""
    if config.getoption("--backend") == "arrays":
        sys.modules["vntext.kernel._kernel"] = None  # importing it fails from here on
    elif config.getoption("--backend") == "kernel":
        import vntext.kernel._kernel  # noqa: F401 - fails where it was not built


def pytest_collection_modifyitems(config, items):
    """On array code: not again what `backend` ran with both, and no growth."""
    if config.getoption("--backend") != "arrays":
        return
    of_both = {"backend", "cpu_seconds", "linear", "grows_linearly"}
    left_out = [i for i in items if of_both & set(getattr(i, "fixturenames", ()))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [i for i in items if i not in left_out]

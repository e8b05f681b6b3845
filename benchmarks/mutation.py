"""Breaks the code on purpose, one place at a time, and counts which breaks the tests notice.

usage: python benchmarks/mutation.py [--area NAME ...] [--mutants N] [--seed N]

Places are drawn by chance (the same for the same seed), and at each of them one of cosmic-ray's
changes: another comparison or operator, a number one off, a loop that never runs, `not`, `and` for
`or`. Annotations, docstrings and decorators are left out: they do nothing at run time. Only the
tests of the area run, in a copy of the tree, and a run that takes far too long counts as noticed.
They run once as they are; each broken place is then put into a child of that process, where tables
and models are in memory. Prints one row an area, and what nobody noticed to stderr. The areas stand
in `mutation.toml`.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import difflib
import gc
import importlib
import os
import pathlib
import py_compile
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import tomllib
import types
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.runner import runtestprotocol
from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB

if TYPE_CHECKING:
    from cosmic_ray.work_item import MutationSpec

HERE = pathlib.Path(__file__).resolve().parent
COPIED = ("src", "tests", "training", "examples", "conftest.py", "pyproject.toml")
# Changes that hardly any test can notice or that any test must: `@cache` taken away, `is` for `==`,
# another kind of error caught, a power or a shift in the place of a sum.
POINTLESS = re.compile(
    r"core/(?:RemoveDecorator|ExceptionReplacer|ReplaceComparisonOperator_\w+_Is(?:Not)?"
    r"|ReplaceBinaryOperator_(?!Add_Sub|Sub_Add|Mul_Add|Div_Mul|FloorDiv_Mul|Mod_Add"
    r"|BitAnd_BitOr|BitOr_BitAnd)\w+|ReplaceUnaryOperator_\w+_(?:Invert|UAdd))"
)


def copy_of_the_tree(into: pathlib.Path) -> None:
    """What the tests need, with compiled files that are checked by content: a change is seen."""
    for name in COPIED:
        source = HERE.parent / name
        if source.is_dir():
            shutil.copytree(source, into / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, into)
    compileall.compile_dir(
        into / "src", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
    )


def idle_lines(source: str) -> set[int]:
    """Lines that do nothing at run time: annotations, type-checking imports, lists of names."""
    found: set[int] = set()

    def add(node: ast.AST | None) -> None:
        if node is not None:
            found.update(range(node.lineno, node.end_lineno + 1))  # type: ignore[attr-defined]

    for node in ast.walk(ast.parse(source)):
        types_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if types_only or (isinstance(node, ast.AnnAssign) and node.value is None):
            add(node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            # the head of a function holds no more than names, annotations and defaults
            found.update(range(node.lineno, node.body[0].lineno))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith("__"):
            add(node)
    return found


def mutants(modules: list[pathlib.Path], count: int, seed: int) -> list[MutationSpec]:
    """Changes at places drawn by chance, one a place."""
    idle = {path: idle_lines(path.read_text("utf8")) for path in modules}
    places: dict[tuple[str, tuple[int, int]], list[MutationSpec]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        database = WorkDB(f"{folder}/session.sqlite", WorkDB.Mode.create)
        init(modules, database, {})
        for item in database.work_items:
            for m in item.mutations:
                if (
                    not POINTLESS.fullmatch(m.operator_name)
                    and m.start_pos[0] not in idle[m.module_path]
                ):
                    places[str(m.module_path), tuple(m.start_pos)].append(m)
        database.close()
    chance = random.Random(seed)
    drawn = chance.sample(sorted(places), min(count, len(places)))
    key = lambda m: (m.operator_name, m.occurrence)  # noqa: E731 - the order of the database is none
    return [chance.choice(sorted(places[place], key=key)) for place in sorted(drawn)]


def modules_of(area: dict[str, list[str]]) -> list[pathlib.Path]:
    """The files of an area, in the copy of the tree."""
    package = pathlib.Path("src/vntext")
    return [
        path
        for name in area["modules"]
        for path in (sorted((package / name).glob("*.py")) if "." not in name else [package / name])
    ]


def dotted(path: pathlib.Path) -> str:
    """The name of a module: src/vntext/people/find.py is vntext.people.find."""
    return ".".join(path.with_suffix("").parts[1:])


def swap(name: str, source: str) -> None:
    """Puts another source in the place of a module in memory, for all who hold its parts."""
    old = sys.modules[name]
    new = types.ModuleType(name)
    vars(new).update({k: v for k, v in vars(old).items() if k.startswith("__")})
    exec(compile(source, old.__file__ or "", "exec"), vars(new))
    ours = [m for n, m in [*sys.modules.items()] if n.partition(".")[0] in ("vntext", "tests")]
    for key, value in vars(new).items():
        held = vars(old).get(key)
        if getattr(value, "__module__", None) == name and held is not None:
            become(held, value)
        elif not key.startswith("__") and held is not value:
            # a constant, with the names under which other modules hold it
            for module in ours:
                if vars(module).get(key) is held:
                    setattr(module, key, value)
    # what was made of the old source and kept, here or by those who use it
    users = {name}
    for module in ours:
        if any(getattr(v, "__module__", None) == name for v in [*vars(module).values()]):
            users.add(module.__name__)
    for module in ours:
        for value in [*vars(module).values()]:
            if hasattr(value, "cache_clear") and getattr(value, "__module__", None) in users:
                value.cache_clear()


def become(old: Any, new: Any) -> None:
    """Makes a function or a class do what another does."""
    old, new = (getattr(x, "fget", None) or getattr(x, "__func__", x) for x in (old, new))
    old, new = (getattr(x, "__wrapped__", x) for x in (old, new))
    if isinstance(new, types.FunctionType):
        old.__code__, old.__defaults__ = new.__code__, new.__defaults__
        old.__kwdefaults__ = new.__kwdefaults__
    elif isinstance(new, type):
        for key, value in vars(new).items():
            held = vars(old).get(key)
            if key == "__new__" or isinstance(value, (types.FunctionType, property, staticmethod)):
                become(held, value)
            elif isinstance(value, (int, float, str, tuple)) and not key.startswith("_"):
                setattr(old, key, value)


def fails(items: list[pytest.Item], seconds: float, sources: dict[str, str]) -> bool:
    """Runs tests in a child of this process, on other sources, up to the first that fails."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            # counted in CPU time: a busy machine breaks nothing
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            for name, source in sources.items():
                swap(name, source)
            os._exit(int(not all(passes(item, items) for item in items)))
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] != 0


def passes(item: pytest.Item, items: list[pytest.Item]) -> bool:
    """Runs one test; the next one tells what is torn down behind it."""
    after = items[k] if (k := items.index(item) + 1) < len(items) else None
    known = dict(item.dtest.globs) if isinstance(item, pytest.DoctestItem) else {}
    reports = runtestprotocol(item, nextitem=after, log=False)
    if known:
        item.dtest.globs.update(known)  # an example throws away what it knows
    return not any(r.failed for r in reports)


class Breaking:
    """Takes the place of pytest's loop over tests: runs them once as they are, then per mutant.

    What this process has in memory after the first run is what the tests of each broken place begin
    with, so that a place costs no more than its tests.
    """

    def __init__(self, modules: list[pathlib.Path], count: int, seed: int) -> None:
        self.modules, self.count, self.seed = modules, count, seed
        self.noticed = 0
        self.missed: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """What pytest calls when it has found the tests."""
        start = time.process_time()
        cost = {}
        for item in session.items:
            before = time.process_time()
            if not passes(item, session.items):
                raise SystemExit(f"the tests do not pass as they are: {item.nodeid}")
            cost[item] = time.process_time() - before
        limit = 5 * (time.process_time() - start) + 10
        items = sorted(session.items, key=cost.__getitem__)  # the quick ones first
        for path in self.modules:
            importlib.import_module(dotted(path))
        gc.freeze()
        unbroken = {dotted(path): path.read_text("utf8") for path in self.modules}
        if fails(items, limit, unbroken):
            raise SystemExit("the tests notice a source that is put in its own place")
        for mutant in mutants(self.modules, self.count, self.seed):
            path = mutant.module_path
            source = path.read_text("utf8")
            operator = get_operator(mutant.operator_name)(**mutant.operator_args)
            broken = mutate_code(source, operator, mutant.occurrence)
            if broken is None or fails(items, limit, {dotted(path): broken}):
                self.noticed += 1
                continue
            lines = (source.splitlines(), broken.splitlines())
            diff = difflib.unified_diff(*lines, *[str(path)] * 2, n=2, lineterm="")
            self.missed.append("\n".join(diff))
            print(self.missed[-1], file=sys.stderr, flush=True)
        return True


def tried(area: dict[str, list[str]], count: int, seed: int) -> Breaking:
    """Breaks an area and counts what its tests notice."""
    modules = modules_of(area)
    command = ["-qq", "-s", "-p", "no:cacheprovider"]
    command += ["-k", "not linear and not grow and not time"]
    command += [t for t in area["tests"] if pathlib.Path(t).exists()]
    command += map(str, modules)  # for their examples
    run = Breaking(modules, count, seed)
    if pytest.main(command, plugins=[run]) != 0:
        raise SystemExit("the tests could not run")
    return run


def main() -> None:
    areas = tomllib.loads((HERE / "mutation.toml").read_text("utf8"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--area", action="append", choices=sorted(areas), help="default: all")
    parser.add_argument("--mutants", type=int, default=60, help="places an area")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy_of_the_tree(pathlib.Path(folder))
        os.chdir(folder)
        os.environ["PYTHONPATH"] = f"{folder}/src"
        sys.path.insert(0, f"{folder}/src")
        print("| area | broken | noticed | share |\n|---|---|---|---|", flush=True)
        for name in options.area or areas:
            run = tried(areas[name], options.mutants, options.seed)
            k, n = run.noticed, run.noticed + len(run.missed)
            print(f"| {name} | {n} | {k} | {100 * k / max(1, n):.0f} % |", flush=True)
        os.chdir(HERE)


if __name__ == "__main__":
    main()

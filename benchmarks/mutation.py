"""Breaks the code on purpose, one place at a time, and counts which breaks the tests notice.

usage: python benchmarks/mutation.py [--area NAME ...] [--mutants N] [--seed N] [--show]

Places are drawn by chance (the same for the same seed), and at each of them one of cosmic-ray's
changes: another comparison or operator, a number one off, a loop that never runs, `not`, `and` for
`or`. Annotations, docstrings and decorators are left out: they do nothing at run time. Only the
tests of the area run, in a copy of the tree, and a run that takes far too long counts as noticed.
Prints one row an area; --show prints what nobody noticed. The areas stand in `mutation.toml`.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import pathlib
import py_compile
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cosmic_ray.work_item import MutationSpec, WorkResult

HERE = pathlib.Path(__file__).resolve().parent
COPIED = ("src", "tests", "training", "conftest.py", "pyproject.toml")
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


def tried(area: dict[str, list[str]], count: int, seed: int) -> Iterator[WorkResult]:
    """The results of the area's mutants, after one run of the tests as they are."""
    package = pathlib.Path("src/vntext")
    modules = [
        path
        for name in area["modules"]
        for path in (sorted((package / name).glob("*.py")) if "." not in name else [package / name])
    ]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["-k", "not linear and not time and not slow"]
    command += [t for t in area["tests"] if pathlib.Path(t).exists()]
    command += map(str, modules)  # for their examples
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    limit = 5 * (time.monotonic() - start) + 10
    line = " ".join(f"'{x}'" for x in command)
    for mutant in mutants(modules, count, seed):
        yield mutate_and_test([mutant], line, limit)


def main() -> None:
    areas = tomllib.loads((HERE / "mutation.toml").read_text("utf8"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--area", action="append", choices=sorted(areas), help="default: all")
    parser.add_argument("--mutants", type=int, default=60, help="places an area")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what nobody noticed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy_of_the_tree(pathlib.Path(folder))
        os.chdir(folder)
        os.environ["PYTHONPATH"] = f"{folder}/src"
        print("| area | broken | noticed | share |\n|---|---|---|---|", flush=True)
        for name in options.area or areas:
            outcome: Counter[str] = Counter()
            missed = []
            for result in tried(areas[name], options.mutants, options.seed):
                survived = not result.is_killed
                outcome["noticed"] += not survived
                outcome["broken"] += 1
                if survived:
                    missed.append(result.diff or "")
            n, k = outcome["broken"], outcome["noticed"]
            print(f"| {name} | {n} | {k} | {100 * k / max(1, n):.0f} % |", flush=True)
            if options.show:
                print("\n".join(missed), flush=True)
        os.chdir(HERE)


if __name__ == "__main__":
    main()

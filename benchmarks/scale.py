"""Rows a second of one process, two processes, `vntext corpus`, Ray and Spark; memory; kills.

usage: python benchmarks/scale.py [--articles 20000] [--rows pipe1,pipe2,...] [--markdown]

Every row is a process of its own that reads the same JSONL file. Seconds are those of the work
alone, after models were loaded and engines had started; what starting took stands beside them.
CPU seconds are those of all processes of the row together: neighbours on the machine change them
less than the rows a second. Memory is the proportional set size of all processes of the row, the
highest of samples ten times a second (of engines: with theirs); growth is how much higher it was in
the second half of the work than in the first.

A kill: `pipe2-killed` loses a worker to kill -9 in the middle, `corpus2-killed` is killed itself,
with its workers, and started again.

Articles: those of ../shared/data/press-articles.jsonl with their paragraphs shuffled, so that no
two are alike; without that file, pieces of the project's own texts.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

from scale_rows import LAYERS, corpus, on_ray, on_spark, pipe

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = pathlib.Path(__file__).resolve().parent
ROWS = ("pipe1", "pipe2", "corpus2", "ray2", "spark2", "pipe2-killed", "corpus2-killed")


def make(path: pathlib.Path, number: int) -> int:
    """Writes the articles; returns their characters."""
    import pipeline

    shared = HERE.parents[1] / "shared/data/press-articles.jsonl"
    if shared.exists():
        texts = [json.loads(line)["text"] for line in shared.open(encoding="utf8")]
    else:
        texts = pipeline.press()[0]
    rng = random.Random(7)
    size = 0
    with path.open("w", encoding="utf8") as file:
        for i in range(number):
            parts = texts[i % len(texts)].split("\n")
            if i >= len(texts):
                rng.shuffle(parts)
            text = "\n".join(parts)
            size += len(text)
            file.write(json.dumps({"id": i, "text": text}, ensure_ascii=False) + "\n")
    return size


# -- what is measured, each in a process of its own ----------------------------------------------


RUN: dict[str, Callable[[str], None]] = {
    "pipe1": lambda path: pipe(path, 1),
    "pipe2": lambda path: pipe(path, 2),
    "corpus2": corpus,
    "ray2": on_ray,
    "spark2": on_spark,
    "pipe2-killed": lambda path: pipe(path, 2, kill=True),
    "corpus2-killed": lambda path: corpus(path, kill=True),
}


# -- memory ----------------------------------------------------------------------------------------


def tree(top: int) -> list[int]:
    """The process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    out, waiting = [], [top]
    while waiting:
        pid = waiting.pop()
        out.append(pid)
        waiting += children.get(pid, [])
    return out


def pss(pids: list[int]) -> float:
    """Their proportional set size together, in MB."""
    total = 0
    for pid in pids:
        try:
            for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


class Samples(threading.Thread):
    """Memory of a tree of processes, ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.stop = threading.Event()
        self.seen: list[tuple[float, float]] = []

    def run(self) -> None:
        """Takes samples until it is told to stop."""
        while not self.stop.wait(0.1):
            self.seen.append((time.time(), pss(tree(self._pid))))


# -- the table -------------------------------------------------------------------------------------


def measure(name: str, path: pathlib.Path) -> dict[str, Any]:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    command = [sys.executable, __file__, "--one", name, str(path)]
    source = str(pathlib.Path(sys.modules["vntext"].__file__ or "").parents[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([source, str(HERE)])}
    env |= {"SPARK_LOCAL_IP": "127.0.0.1", "RAY_USAGE_STATS_ENABLED": "0"}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        samples = Samples(process.pid)
        samples.start()
        told: dict[str, Any] = {}
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("TOLD "):
                told |= json.loads(line.removeprefix("TOLD "))
    samples.stop.set()
    samples.join()
    if process.returncode:
        raise SystemExit(f"{name} failed with status {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    during = [m for t, m in samples.seen if told["ready"] <= t <= told["done"]]
    middle = len(during) // 2
    growth = max(during[middle:], default=0) - max(during[:middle], default=0)
    return {
        "seconds": told["done"] - told["ready"],
        "start": told["ready"] - start,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "memory": max(during, default=0),
        "growth": growth,
        **told,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000, help="default: %(default)s")
    parser.add_argument("--rows", default=",".join(ROWS), help="default: %(default)s")
    parser.add_argument("--markdown", action="store_true", help="a table for the documentation")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        RUN[args.one[0]](args.one[1])
        return
    names = args.rows.split(",")
    if unknown := [n for n in names if n not in ROWS]:
        parser.error(f"no such row: {', '.join(unknown)}")
    import vntext  # the one that is measured  # noqa: F401

    if "spark2" in names and not shutil.which("java"):
        print("spark2 is left out: there is no Java", file=sys.stderr)
        names.remove("spark2")
    head = ["", "rows a second", "x pipe1", "CPU s", "start s", "memory MB", "growth MB"]
    with tempfile.TemporaryDirectory(prefix="vntext-scale-") as folder:
        path = pathlib.Path(folder, "articles.jsonl")
        size = make(path, args.articles)
        print(
            f"{args.articles:,} articles of {size / args.articles:,.0f} characters, layers "
            f"{', '.join(LAYERS)}; {os.cpu_count()} cores\n",
            flush=True,
        )
        show(head, args.markdown)
        if args.markdown:
            show(["---", *["--:"] * (len(head) - 1)], markdown=True)
        one, found = 0.0, None
        for name in names:
            got = measure(name, path)
            if got["rows"] != args.articles or got["found"] != (found or got["found"]):
                raise SystemExit(f"{name}: {got['rows']} rows, {got['found']} found, not {found}")
            found = got["found"]
            rate = got["rows"] / got["seconds"]
            one = one or rate
            cells = [name, f"{rate:,.0f}", f"{rate / one:.2f}", f"{got['cpu']:,.1f}"]
            cells += [f"{got[k]:,.0f}" for k in ("start", "memory", "growth")]
            show(cells, args.markdown)


def show(cells: list[str], markdown: bool) -> None:
    if markdown:
        print(f"| {' | '.join(cells)} |", flush=True)
    else:
        print(cells[0].ljust(16) + "".join(c.rjust(15) for c in cells[1:]), flush=True)


if __name__ == "__main__":
    main()

"""Fresh processes: what a first call costs, with the start of Python and the reading of models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from statistics import median


def child(args: list[str], given: bytes, compiled: str) -> tuple[float, str]:
    """CPU seconds of a child process, start of Python included, and what it printed.

    Modules are read compiled from a folder of our own, as from an installed package.
    """
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = compiled
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out:
        # files, not pipes: nobody has to read while the child writes
        source.write(given)
        source.seek(0)
        process = subprocess.Popen([sys.executable, *args], stdin=source, stdout=out, env=env)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{args} ended with {process.returncode}")
        out.seek(0)
        return used.ru_utime + used.ru_stime, out.read().decode()


FRESH = {
    "Python alone": "pass",
    "import vntext": "import vntext",
    "first word_tokenize": "import vntext; vntext.word_tokenize(text)",
    "first analyze, everything looked at": (
        "import vntext\nfor x in vars_of(vntext.analyze(text)): pass"
    ),
    "first underthesea.ner": "import underthesea; underthesea.ner(text[:500])",
}
PEAK = (
    "\nfor line in open('/proc/self/status'):\n"
    "    if line.startswith('VmHWM'): print(line.split()[1], file=out)"
)
"""Not ru_maxrss: a child inherits that of the process that started it."""

PRELUDE = (
    "import contextlib, io, sys\nout = sys.stdout\nsys.stdout = io.StringIO()\n"
    "text = sys.stdin.buffer.read().decode()\n"
)


def table(texts: list[str], rounds: int, layers: tuple[str, ...]) -> list[list[str]]:
    """CPU time and peak memory of first calls, CPU time of the command line; a row each."""
    prelude = (
        PRELUDE + f"vars_of = lambda d: (x for name in {layers!r} for x in getattr(d, name))\n"
    )
    runs = {
        name: (["-c", prelude + code + PEAK], texts[0].encode()) for name, code in FRESH.items()
    }
    lines = "".join(json.dumps({"text": t}) + "\n" for t in texts).encode()
    for command in ("words", "entities"):
        name = f"vntext {command} --jsonl, {len(texts)} articles"
        runs[name] = (["-m", "vntext", command, "--jsonl", "-"], lines)
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    peaks: dict[str, list[float]] = {name: [] for name in runs}
    with tempfile.TemporaryDirectory() as compiled:
        for n in range(rounds + 1):
            for name, (args, given) in runs.items():
                used, printed = child(args, given, compiled)
                if n:  # the first run compiles
                    seconds[name].append(used)
                    if name in FRESH:
                        peaks[name].append(int(printed) * 1024 / 1e6)
    slow = median(seconds["first underthesea.ner"])
    out = [["fresh process", "CPU s", "peak MB", "times less than underthesea"]]
    for name, values in seconds.items():
        s = median(values)
        more = [f"{median(peaks[name]):.1f}", f"{slow / s:.1f}"] if name in FRESH else ["", ""]
        out.append([name, f"{s:.3f}", *more])
    return out

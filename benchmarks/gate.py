"""The accuracy gate: figures on the annotated dev articles against the floors in `floors.toml`.

usage: python benchmarks/gate.py [--shared FOLDER]

FOLDER holds eval/score.py and data/gold/dev; it lies beside the project. Without it the gate says
so and passes, since the articles are not part of the project.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, default=HERE.parents[1] / "shared")
    shared = parser.parse_args().shared
    script, gold = shared / "eval/score.py", shared / "data/gold/dev"
    if not script.exists() or not gold.exists():
        print(f"no annotated articles at {gold}: nothing to measure")
        return 0
    run = subprocess.run(
        [sys.executable, str(script), str(gold), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    figures = json.loads(run.stdout)
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf8"))
    failed = 0
    print(f"{'figure':22}{'floor':>8}{'now':>8}")
    for name, floor in floors.items():
        row = figures[name]
        now = row["f1"] if "f1" in row else row["accuracy"]
        ok = now >= floor
        failed += not ok
        print(f"{name:22}{floor:8.2f}{now:8.2f}{'' if ok else '  BELOW THE FLOOR'}")
    print(f"{len(floors) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

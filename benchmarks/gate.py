"""The accuracy gate: figures on annotated articles and texts against the floors in `floors.toml`.

usage: python benchmarks/gate.py [--shared FOLDER]

FOLDER holds eval/score.py and data; it lies beside the project. Without it the gate says so and
passes, since the articles are not part of the project.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ARTICLES = 300  # of each source, for accents and encodings
LINES = 700


def annotated(shared: pathlib.Path) -> dict[str, float]:
    """Figures of the scorer: people, titles, organisations and so on, on the dev articles."""
    run = subprocess.run(
        [sys.executable, str(shared / "eval/score.py"), str(shared / "data/gold/dev"), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = json.loads(run.stdout)
    return {
        name: row["f1"] if "f1" in row else row["accuracy"]
        for name, row in rows.items()
        if isinstance(row, dict) and ("f1" in row or "accuracy" in row)
    }


def words() -> dict[str, float]:
    """F1 of the word segmenter on the treebank."""
    import words

    return words.figures(words.tokenize)


def normalisation(data: pathlib.Path) -> dict[str, float]:
    """Accents stripped and put back, lines pushed through legacy encodings and read back."""
    import normalize

    texts = {
        "press": normalize.articles(data, "press-articles.jsonl", ARTICLES),
        "vietnews-val": normalize.articles(data, "vietnews-val.jsonl.xz", ARTICLES),
    }
    out = {}
    for source, own in texts.items():
        bare = [normalize.strip_diacritics(t) for t in own]
        restored = [normalize.restore_diacritics(t) for t in bare]
        out[f"accents, {source}"] = 100 * normalize.right_syllables(own, restored)[0]
    lines = [x for own in texts.values() for x in normalize.long_lines(own, LINES)]
    for name, encode in normalize.ENCODERS.items():
        out[f"lines in {name}"] = normalize.lines_right(lines, encode)[0]
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, default=HERE.parents[1] / "shared")
    shared = parser.parse_args().shared
    needed = ("eval/score.py", "data/gold/dev", "data/vtb", "data/press-articles.jsonl",
              "data/vietnews-val.jsonl.xz")  # fmt: skip
    if missing := [name for name in needed if not (shared / name).exists()]:
        print(f"{shared} has no {', '.join(missing)}: nothing to measure")
        return 0
    os.environ["VNTEXT_DATA"] = str(shared / "data")
    figures = annotated(shared) | words() | normalisation(shared / "data")
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf8"))
    failed = 0
    print(f"{'figure':28}{'floor':>8}{'now':>8}")
    for name, floor in floors.items():
        now = figures[name]
        ok = now >= floor
        failed += not ok
        print(f"{name:28}{floor:8.2f}{now:8.2f}{'' if ok else '  BELOW THE FLOOR'}")
    print(f"{len(floors) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

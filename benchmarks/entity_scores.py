"""What a score of an entity means, and how good entities are genre by genre.

usage: python benchmarks/entity_scores.py [--data DIR]

Over the annotated texts that were only looked at (``gold/dev`` and ``gold/dev-wide``), three
Markdown tables: how often a span is right by the tenth of its score, the precision of all spans
from a score on, and strict-span F1 by genre. PERSON, TITLE, ORG and LOC, whatever rule made the
span; spans that overlap an open one (X) do not count.
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter, defaultdict

import vntext

LABELS = {"PER": "PERSON", "TITLE": "TITLE", "ORG": "ORG", "LOC": "LOC"}
PARTS = {"press and news": "dev", "other genres": "dev-wide"}
FROM = (0.5, 0.8, 0.95)

Row = tuple[float, bool]


def genres(folder: pathlib.Path) -> dict[str, str]:
    """Genre of each text that is not of the press."""
    rows = (line.split("\t") for line in (folder / "KINDS.tsv").read_text("utf8").splitlines())
    return {name: kind for name, kind, *_ in rows}


def share(rows: list[Row]) -> str:
    """How many of some spans are right."""
    return f"{100 * sum(right for _, right in rows) / len(rows):.1f} %" if rows else "-"


def f1(c: Counter[str]) -> str:
    total = c["found"] + c["gold"]
    return f"{200 * c['right'] / total:.1f} ({c['gold']})" if c["gold"] else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=pathlib.Path, default=here / "shared/data")
    gold = parser.parse_args().data / "gold"
    if not gold.is_dir():
        raise SystemExit(f"{gold} is not there: nothing was measured")
    kinds = genres(gold)
    scored: dict[str, list[Row]] = {name: [] for name in PARTS}
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for name, part in PARTS.items():
        for path in sorted((gold / part).glob("*.json")):
            row = json.loads(path.read_text("utf8"))
            spans = [(s["start"], s["end"], s["label"]) for s in row["spans"]]
            open_ = [(a, b) for a, b, label in spans if label == "X"]

            def counted(a: int, b: int, open_: list[tuple[int, int]] = open_) -> bool:
                return not any(a < y and x < b for x, y in open_)

            right = {(a, b, LABELS[x]) for a, b, x in spans if x in LABELS and counted(a, b)}
            found = {
                (e.start, e.end, e.label): e.score
                for e in vntext.analyze(row["text"]).entities
                if e.label in LABELS.values() and counted(e.start, e.end)
            }
            scored[name] += [(score, span in right) for span, score in found.items()]
            for label in (*LABELS.values(), "all"):
                c = counts[kinds.get(path.stem, "press")][label]
                own = [s for s in found if label in (s[2], "all")]
                c["found"] += len(own)
                c["right"] += len(right.intersection(own))
                c["gold"] += sum(label in (s[2], "all") for s in right)
    both = [row for rows in scored.values() for row in rows]
    print("| score | " + " | ".join(PARTS) + " | both | spans | mean score |")
    print("|---" * (len(PARTS) + 4) + "|")
    for k in range(10):

        def of(rows: list[Row], k: int = k) -> list[Row]:
            return [r for r in rows if min(int(r[0] * 10), 9) == k]

        some = of(both)
        if some:
            cells = [*(share(of(rows)) for rows in scored.values()), share(some), str(len(some))]
            mean = sum(score for score, _ in some) / len(some)
            print(f"| {k / 10:.1f} - {(k + 1) / 10:.1f} | {' | '.join(cells)} | {mean:.3f} |")
    print("\n| score from | " + " | ".join(PARTS) + " | share of the spans that is left |")
    print("|---" * (len(PARTS) + 2) + "|")
    for least in FROM:
        cells = [share([r for r in rows if r[0] >= least]) for rows in scored.values()]
        left = sum(r[0] >= least for r in both) / len(both)
        print(f"| {least} | {' | '.join(cells)} | {100 * left:.0f} % |")
    print("\n| genre, F1 (spans in gold) | " + " | ".join((*LABELS.values(), "all")) + " |")
    print("|---" * (len(LABELS) + 2) + "|")
    for genre in sorted(counts):
        cells = [f1(counts[genre][label]) for label in (*LABELS.values(), "all")]
        print(f"| {genre} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()

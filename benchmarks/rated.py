"""Summaries as an editor would judge them: ratings, and faults that can be counted.

usage: VNTEXT_DATA=... python benchmarks/rated.py

Reads ``ratings.jsonl`` and the annotated texts that it is about. Every article is summarised with
weights that were learned without it (ten folds). Part of what ``benchmarks/summaries.py`` prints.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "training"))

import corpora
import editor as learner
import ratings


def first_sentences(example):
    """The first three candidates: what stands first of what may be printed."""
    spans = [example.article.spans[c.place] for c in example.found[:3]]
    return [(a, b, example.article.given[a:b]) for a, b in spans]


def ideal(example):
    rated = example.rated
    return [(*rated.spans[k], rated.text[slice(*rated.spans[k])]) for k in sorted(rated.ideal)]


def report() -> None:
    """Prints both tables as Markdown."""
    rows = learner.examples(ratings.read())
    systems = {"first three candidates": first_sentences, "the editor": ideal}
    figures = {}
    for name, system in systems.items():
        figures[name] = ratings.Figures()
        for e in rows:
            figures[name].add(e.rated, system(e))
    for seed in (1, 2):
        figures[f"vntext, three sentences, folds {seed}"] = learner.folds(rows, seed)
    print(f"\n{len(rows)} rated articles")
    print("\n| system | mean of 3 | rated 0 | articles with one | ideal found | needs broken in 36 "
          "| headline apart |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    for name, found in figures.items():
        print(f"| {name} | {' | '.join(found.row())} |")
    print(f"\n| faults in 100 articles | {' | '.join(ratings.FAULTS)} |")
    print("|---|" + "---|" * len(ratings.FAULTS))
    for name, found in figures.items():
        counted = (100 * found.faults[fault] / len(rows) for fault in ratings.FAULTS)
        print(f"| {name} | {' | '.join(f'{x:.1f}' for x in counted)} |")


if __name__ == "__main__":
    corpora.arguments(__doc__).parse_args()
    report()

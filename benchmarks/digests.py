"""Digests of several articles on one event: ROUGE with two references, beside a trivial baseline.

usage: VNTEXT_DATA=... python benchmarks/digests.py [--words N]

Reads ``mds-dev.jsonl.xz``: clusters of articles (headline and body) with two references each. A
digest gets the mean F1 with both. The baseline takes the first sentences of the articles in turn,
then the second ones, until the next does not fit. "Other reference" is how well one human agrees
with the other. Prints a Markdown table.
"""

import argparse
import json
import lzma
import os
import pathlib

from vntext import analyze
from vntext.evaluate import rouge
from vntext.summary.many import summarize_many
from vntext.summary.terms import words_in


def clusters():
    folder = pathlib.Path(os.environ.get("VNTEXT_DATA", "../shared/data"))
    with lzma.open(folder / "mds-dev.jsonl.xz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def round_robin(texts, words):
    """The first sentence of each article, then the second ones; headlines are left out."""
    docs = [analyze(t, layers=("paragraphs", "sentences")) for t in texts]
    rows = []
    for doc in docs:
        titles = [p.end for p in doc.paragraphs if p.role == "title"]
        rows.append([s.text for s in doc.sentences if s.end not in titles])
    out, left = [], words
    for k in range(max(map(len, rows), default=0)):
        for row in rows:
            if k < len(row):
                if words_in(row[k]) > left:
                    return " ".join(out)
                out.append(row[k])
                left -= words_in(row[k])
    return " ".join(out)


def figures(made, references):
    """Mean F1 x 100 of ROUGE-1, -2 and -L, each text with all its references."""
    sums = [0.0, 0.0, 0.0]
    for text, wanted in zip(made, references, strict=True):
        for reference in wanted:
            for k, score in enumerate(rouge(text, reference)):
                sums[k] += score.f1 / len(wanted)
    return [100 * x / len(made) for x in sums]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=200)
    words = parser.parse_args().words
    found = clusters()
    texts = [[f"{d['title']}\n{d['body']}" for d in c["documents"]] for c in found]
    references = [c["references"] for c in found]
    digests = [summarize_many(t, words=words) for t in texts]
    rows = {
        "first sentences in turn": [round_robin(t, words) for t in texts],
        "vntext": [d.text for d in digests],
    }
    print(f"{len(found)} clusters, {words} syllables, F1 x 100 over lower-cased syllables\n")
    print("| system | R1 | R2 | RL | syllables |\n|---|---|---|---|---|")
    for name, made in rows.items():
        size = sum(map(words_in, made)) / len(made)
        print(
            f"| {name} | {' | '.join(f'{x:.1f}' for x in figures(made, references))} | {size:.0f} |"
        )
    other = figures([r[0] for r in references], [r[1:] for r in references])
    size = sum(words_in(r[0]) for r in references) / len(references)
    print(f"| other reference | {' | '.join(f'{x:.1f}' for x in other)} | {size:.0f} |")
    several = [len(s.told_by) > 1 for d in digests for s in d]
    print(
        f"\n{100 * sum(several) / len(several):.0f} % of the sentences are told by several articles"
    )


if __name__ == "__main__":
    main()

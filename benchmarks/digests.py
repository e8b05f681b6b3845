"""Digests of several articles on one event: ROUGE with two references, beside a trivial baseline.

usage: VNTEXT_DATA=... python benchmarks/digests.py [--words N] [--cuts N]

Reads ``mds-dev.jsonl.xz``: clusters of articles (headline and body) with two references each. A
digest gets the mean F1 with both. The baseline takes the first sentences of the articles in turn,
then the second ones, until the next does not fit. "Other reference" is how well one human agrees
with the other. Prints a Markdown table.

With ``--cuts`` also what `trim=True` does to N articles of ``vietnews-val``: how many names and
figures of the abstract summaries of the body in 100 syllables say, whole and cut, and how many cuts
each rule makes.
"""

import argparse
import json
import lzma
import os
import pathlib
import sys
from collections import Counter

sys.path.append(str(pathlib.Path(__file__).parents[1] / "training"))

import vietnews
from summaries import facts
from vntext import analyze
from vntext.evaluate import rouge
from vntext.summary.api import summarize
from vntext.summary.many import summarize_many
from vntext.summary.terms import syllables, words_in


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


def covered(articles, **options):
    """How many of the names and figures of the abstracts summaries say, and the summaries."""
    wanted = have = 0
    made = []
    for a in articles:
        made.append(summarize("\n".join(a["body"]), title=a["title"], words=100, **options))
        asked = facts(a["abstract"])
        wanted += len(asked)
        have += len(asked & set(syllables(made[-1].text)))
    return 100 * have / wanted, made


def cuts(n):
    """What cuts do to summaries of 100 syllables."""
    articles = vietnews.held_out(n)
    print(f"\n{n} articles, summaries of 100 syllables\n")
    print(
        "| system | names and figures of the abstract | sentences | syllables |\n|---|---|---|---|"
    )
    rules = Counter()
    for name, options in (("whole", {}), ("cut", {"trim": True})):
        share, made = covered(articles, **options)
        size = sum(words_in(s.text) for s in made) / n
        print(f"| {name} | {share:.1f} | {sum(map(len, made)) / n:.2f} | {size:.0f} |")
        rules.update(cut.rule for summary in made for s in summary for cut in s.cuts)
    print("\ncuts: " + ", ".join(f"{rule} {k}" for rule, k in rules.most_common()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--cuts", type=int, default=0, metavar="N")
    given = parser.parse_args()
    words = given.words
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
    print(f"\n{100 * sum(several) / len(several):.0f} % of the sentences have several articles")
    if given.cuts:
        cuts(given.cuts)


if __name__ == "__main__":
    main()

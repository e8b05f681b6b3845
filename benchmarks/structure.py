"""The structure of articles against roles marked by hand: by role, and what summaries take.

usage: VNTEXT_DATA=... python benchmarks/structure.py

Reads ``gold/train`` (the weights are trained on it) and ``gold/dev``. Prints Markdown tables.
"""

import json
import os
import pathlib
import time
from collections import Counter

from vntext.document import ROLES
from vntext.roles.assign import assign_roles
from vntext.split.paragraphs import find_paragraphs
from vntext.summary.api import summarize

DATA = pathlib.Path(os.environ["VNTEXT_DATA"])


def main():
    print(
        "| part | lines | right | "
        + " | ".join(f"{r} P / R" for r in ROLES)
        + " | articles/CPU s |"
    )
    print("|---" * (len(ROLES) + 4) + "|")
    taken = []
    for part in ("train", "dev"):
        gold, made = Counter(), Counter()
        hit = Counter()
        seconds = 0.0
        files = sorted((DATA / "gold" / part).glob("*.json"))
        leads = kept = wrong = total = 0
        for file in files:
            article = json.loads(file.read_text("utf8"))
            text, want = article["text"], [r for _, r in article["paragraph_roles"]]
            t0 = time.process_time()
            spans = find_paragraphs(text).pairs()
            got = [r for r, _ in assign_roles(text, spans)]
            seconds += time.process_time() - t0
            gold.update(want)
            made.update(got)
            hit.update(g for g, w in zip(got, want, strict=True) if g == w)
            summary = summarize(text)
            rows = list(zip(spans, want, strict=True))
            for (a, b), role in rows[:2]:
                if role == "lead":
                    leads += 1
                    kept += any(a <= s.start < b for s in summary)
            for s in summary:
                total += 1
                wrong += next(r for (a, b), r in rows if a <= s.start < b) not in ("lead", "body")
        n = sum(gold.values())
        each = " | ".join(
            f"{100 * hit[r] / max(made[r], 1):.0f} / {100 * hit[r] / max(gold[r], 1):.0f}"
            for r in ROLES
        )
        print(
            f"| {part} | {n} | {100 * sum(hit.values()) / n:.1f} % | {each} "
            f"| {len(files) / seconds:,.0f} |"
        )
        taken.append(f"| {part} | {len(files)} | {kept} of {leads} | {wrong} of {total} |")
    print("\n| part | articles | leads kept | titles, captions, bylines, links in summaries |")
    print("|---|---|---|---|")
    print("\n".join(taken))


if __name__ == "__main__":
    main()

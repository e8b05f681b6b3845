"""Entities: accuracy on the annotated articles and speed, beside underthesea.

usage: python benchmarks/entities.py [--data DIR] [--part dev] [--no-peer]

Prints one Markdown table: strict-span F1 by label, recall of PERSON and ORG with the text in
capitals, and syllables a second, also as a ratio to underthesea's NER in the same run. Spans that
overlap an open span (X) do not count. LAW and DATE come from the grammars and are left out here.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import pathlib
import time
from collections import Counter

from vntext.decide.decide import decide
from vntext.entities.dates import find_dates
from vntext.entities.tagger import TableTagger
from vntext.entities.types import Found, TaggerInput
from vntext.legal.find import find_references
from vntext.spans import Spans
from vntext.split.protect import find_protected
from vntext.split.sentences import split_sentences
from vntext.text.unicode import normalized_twin
from vntext.words.segmenter import TableSegmenter

LABELS = {"PER": "PERSON", "TITLE": "TITLE", "ORG": "ORG", "LOC": "LOC"}


def batch_of(texts: list[str]) -> TaggerInput:
    """One batch with the layers that the tagger reads."""
    joined = "\n".join(texts)
    bounds, pos = [], 0
    for t in texts:
        bounds.append((pos, pos + len(t)))
        pos += len(t) + 1
    fixed = [Found(r.start, r.end, "LAW") for r in find_references(joined) if r.end > r.start]
    fixed += [Found(d.start, d.end, "DATE") for d in find_dates(joined)]
    sentences = Spans.of((a, b) for a, b, _ in split_sentences(joined, []))
    protected = find_protected(joined)
    words = TableSegmenter().segment(joined, protected)
    return TaggerInput(joined, Spans.of(bounds), sentences, protected, fixed, words)


def decided(tagger: TableTagger, batch: TaggerInput) -> list[Found]:
    """The spans of a tagger as a pipeline decides them, without the rule for lonely titles."""
    assert batch.words is not None
    documents = batch.documents.starts.tolist()
    return decide(
        batch.text, tagger.tag(batch), batch.words, grammars=batch.fixed, documents=documents
    )


def underthesea_spans(text: str) -> list[tuple[int, int, str]]:
    """Entities of underthesea, its words found again in the text one after the other."""
    from underthesea import ner

    out: list[tuple[int, int, str]] = []
    for base, line in lines_of(text):
        pos = 0
        with contextlib.redirect_stdout(io.StringIO()):
            rows = ner(line) if line.strip() else []
        for word, _, _, tag in rows:
            at = line.find(word, pos)
            if at < 0:
                continue
            pos = at + len(word)
            label = LABELS.get(tag[2:])
            if label and tag[0] == "I" and out and out[-1][2] == label:
                out[-1] = (out[-1][0], base + pos, label)
            elif label:
                out.append((base + at, base + pos, label))
    return out


def lines_of(text: str) -> list[tuple[int, str]]:
    """Lines with their offsets."""
    out, pos = [], 0
    for line in text.split("\n"):
        out.append((pos, line))
        pos += len(line) + 1
    return out


def add_counts(
    n: dict[str, Counter[str]],
    gold: list[tuple[int, int, str]],
    found: set[tuple[int, int, str]],
) -> None:
    """Adds right, predicted and gold spans of one article."""
    ignore = [(a, b) for a, b, label in gold if label == "X"]

    def free(s: tuple[int, int, str]) -> bool:
        return not any(s[0] < b and a < s[1] for a, b in ignore)

    for short, label in LABELS.items():
        want = {s[:2] for s in gold if s[2] == short and free(s)}
        mine = {s[:2] for s in found if s[2] == label and free(s)}
        n[label].update(tp=len(want & mine), pred=len(mine), gold=len(want))


def f1(c: Counter[str]) -> float:
    return 200 * c["tp"] / max(1, c["pred"] + c["gold"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--data", type=pathlib.Path, default=here / "shared/data")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--no-peer", action="store_true")
    args = parser.parse_args()
    texts, golds = [], []
    for path in sorted((args.data / "gold" / args.part).glob("*.json")):
        row = json.loads(path.read_text("utf8"))
        twin = normalized_twin(row["text"])
        to = twin.alignment.span_to_normalized
        texts.append(twin.text)
        golds.append([(*to(s["start"], s["end"]), s["label"]) for s in row["spans"]])
    upper = [t.upper() if len(t.upper()) == len(t) else t for t in texts]
    # in one batch the articles are told apart by their bounds
    batches = {"plain": batch_of(texts), "capitals": batch_of(upper), "large": batch_of(texts * 8)}
    syllables = sum(len(t.split()) for t in texts)
    print("| | PERSON | TITLE | ORG | LOC | all | recall in capitals | syllables/s | ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    peer_speed = None
    if not args.no_peer:
        n: dict[str, Counter[str]] = {label: Counter() for label in LABELS.values()}
        underthesea_spans("Ông Lê Văn An ở Hà Nội.")
        start = time.process_time()
        found = [underthesea_spans(t) for t in texts[:15]]
        peer_speed = sum(len(t.split()) for t in texts[:15]) / (time.process_time() - start)
        for gold, spans in zip(golds, found, strict=False):
            add_counts(n, gold, set(spans))
        total: Counter[str] = sum(n.values(), Counter())
        cells = [f"{f1(n[label]):.1f}" for label in LABELS.values()]
        print(f"| underthesea | {' | '.join(cells)} | {f1(total):.1f} | | {peer_speed:,.0f} | 1 |")
    tagger = TableTagger()
    figures = {}
    for kind in ("plain", "capitals"):
        batch = batches[kind]
        found_all = decided(tagger, batch)
        n = {label: Counter() for label in LABELS.values()}
        for (a, b), gold in zip(batch.documents.pairs(), golds, strict=True):
            mine = {(f.start - a, f.end - a, f.label) for f in found_all if a <= f.start < b}
            add_counts(n, gold, mine)
        figures[kind] = n
    start = time.process_time()
    decided(tagger, batches["large"])
    speed = 8 * syllables / (time.process_time() - start)
    n = figures["plain"]
    total = sum(n.values(), Counter())
    cells = [f"{f1(n[label]):.1f}" for label in LABELS.values()]
    recall = [
        100 * (c["capitals"][label]["tp"] / max(1, c["plain"][label]["tp"]))
        for c in [figures]
        for label in ("PERSON", "ORG")
    ]
    ratio = f"{speed / peer_speed:.0f}" if peer_speed else ""
    print(
        f"| table tagger | {' | '.join(cells)} | {f1(total):.1f} | PERSON {recall[0]:.0f} %, "
        f"ORG {recall[1]:.0f} % of plain | {speed:,.0f} | {ratio} |"
    )


if __name__ == "__main__":
    main()

"""Gold articles as token columns with allowed labels, and the score of tagged spans."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from vntext.decide.decide import decide
from vntext.entities.dates import find_dates
from vntext.entities.tagger import fixed_columns
from vntext.entities.tagger_decode import spans_of
from vntext.entities.tagger_labels import LABELS
from vntext.entities.types import Found
from vntext.legal.find import find_references
from vntext.spans import Spans
from vntext.split.protect import find_protected
from vntext.split.sentences import split_sentences
from vntext.text.reading import read_texts
from vntext.tokens.column import Tokens, tokenize
from vntext.words.segmenter import TableSegmenter

Array = Any

PARTS = ("train", "dev", "dev-wide")
"""Parts of the annotated texts: train teaches, the others are only looked at."""

SHORT = {"PER": "PERSON", "TITLE": "TITLE", "ORG": "ORG", "LOC": "LOC"}
INDEX = {name: k for k, name in enumerate(LABELS)}
ANY = (1 << len(LABELS)) - 1


@dataclass
class Article:
    """One article: its text, tokens, allowed labels as bits, gold spans by label, open spans."""

    id: str
    text: str
    tokens: Tokens
    allow: Array
    gold: dict[str, set[tuple[int, int]]]
    ignore: list[tuple[int, int]]
    weight: float = 1.0


def grammar_spans(text: str) -> list[Found]:
    """LAW and DATE spans of the grammars."""
    found = [Found(r.start, r.end, "LAW") for r in find_references(text) if r.end > r.start]
    return found + [Found(d.start, d.end, "DATE") for d in find_dates(text)]


def words_of(text: str) -> Spans:
    """The words of a normalised text."""
    return TableSegmenter().segment(text, find_protected(text))


def article(row: dict[str, Any], *, grammars: bool) -> Article:
    """Makes an article of a gold row."""
    twin = read_texts([row["text"]])[0]
    spans = []
    for s in row["spans"]:
        a, b = s["start"], s["end"]
        a, b = twin.alignment.span_to_normalized(a, b)
        spans.append((a, b, s["label"]))
    if grammars:
        fixed, kinds = fixed_columns(grammar_spans(twin.text))
    else:
        rows = sorted((a, b, 1 + (lab == "DATE")) for a, b, lab in spans if lab in ("LAW", "DATE"))
        fixed, kinds = Spans.of([r[:2] for r in rows]), np.array([r[2] for r in rows], np.int64)
    tokens = tokenize(twin.text, fixed, kinds, words_of(twin.text))
    n = len(tokens.keys)
    label = np.zeros(n, np.int64)
    allow = np.zeros(n, np.uint32)

    def tokens_of(a: int, b: int) -> slice:
        return slice(
            int(np.searchsorted(tokens.ends, a, "right")), int(np.searchsorted(tokens.starts, b))
        )

    for outer, names in (("TITLE", ("B-TITLE", "I-TITLE")), ("PER", ("B-PERSON", "I-PERSON")),
                         ("LOC", ("B-LOC", "I-LOC")), ("ORG", ("B-ORG", "I-ORG"))):  # fmt: skip
        for a, b, lab in spans:
            if lab != outer:
                continue
            s = tokens_of(a, b)
            if s.start >= s.stop:
                continue
            if lab == "ORG" and label[s.start] in (INDEX["B-TITLE"], INDEX["I-TITLE"]):
                first = label[s.start] == INDEX["B-TITLE"]
                label[s] = INDEX["I-TITLE+ORG"]
                label[s.start] = INDEX["B-TITLE+B-ORG"] if first else INDEX["I-TITLE+B-ORG"]
                continue
            label[s] = INDEX[names[1]]
            label[s.start] = INDEX[names[0]]
    allow[:] = np.uint32(1) << label.astype(np.uint32)
    ignore = [(a, b) for a, b, lab in spans if lab == "X"]
    for a, b in ignore:
        allow[tokens_of(a, b)] = ANY
    gold: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for a, b, lab in spans:
        if lab in SHORT and not any(a < y and x < b for x, y in ignore):
            gold[SHORT[lab]].add((a, b))
    return Article(row["id"], twin.text, tokens, allow, gold, ignore)


def count(art: Article, labels: Array, n: dict[str, Counter[str]]) -> None:
    """Adds the counts of an article to `n`."""
    pred: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for a, b, lab in spans_of(labels, art.tokens.lines):
        x, y = int(art.tokens.starts[a]), int(art.tokens.ends[b - 1])
        if not any(x < q and p < y for p, q in art.ignore):
            pred[lab].add((x, y))
    for lab in SHORT.values():
        n[lab]["tp"] += len(art.gold[lab] & pred[lab])
        n[lab]["pred"] += len(pred[lab])
        n[lab]["gold"] += len(art.gold[lab])


def settled(art: Article, labels: Array) -> list[Found]:
    """What the package decides: rules, grammars, and names that are carried."""
    starts, ends = art.tokens.starts.tolist(), art.tokens.ends.tolist()
    found = [Found(starts[a], ends[b - 1], lab) for a, b, lab in spans_of(labels, art.tokens.lines)]
    return decide(
        art.text,
        found,
        words_of(art.text),
        [(a, b) for a, b, _ in split_sentences(art.text)],
        grammars=grammar_spans(art.text),
        documents=[0],
    )


def count_settled(art: Article, labels: Array, n: dict[str, Counter[str]]) -> None:
    """The same once the package has decided."""
    found = settled(art, labels)
    for lab in SHORT.values():
        spans = {(f.start, f.end) for f in found if f.label == lab}
        spans = {(a, b) for a, b in spans if not any(a < q and p < b for p, q in art.ignore)}
        n[lab].update(tp=len(spans & art.gold[lab]), pred=len(spans), gold=len(art.gold[lab]))


def f1(c: Counter[str]) -> float:
    return 200 * c["tp"] / max(1, c["pred"] + c["gold"])


def row_of(n: dict[str, Counter[str]]) -> str:
    """One line of F1 figures."""
    total: Counter[str] = sum(n.values(), Counter())
    parts = [f"{lab} {f1(n[lab]):.2f}" for lab in SHORT.values()]
    p, r = total["tp"] / max(1, total["pred"]), total["tp"] / max(1, total["gold"])
    return "  ".join(parts) + f"  all {f1(total):.2f} (P {100 * p:.1f} R {100 * r:.1f})"

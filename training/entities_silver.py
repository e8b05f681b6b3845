"""Silver: unlabelled texts of all genres, tagged by the teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from corpora import say
from entities_corpus import mixed
from entities_data import (
    ANY,
    INDEX,
    grammar_spans,
    words_of,
)
from entities_gold import recased
from entities_teacher import Teacher, bounds_of, hashes_of, rule_labels
from vntext.entities.carried import carry
from vntext.entities.tagger import fixed_columns
from vntext.entities.tagger_decode import span_columns
from vntext.entities.tagger_labels import SPAN_LABELS
from vntext.entities.tagger_templates import TEMPLATES
from vntext.entities.types import Found
from vntext.text.unicode import normalized_twin
from vntext.tokens.column import LOWER, UPPER, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.spans import Spans

Array = Any


def silver(teacher: Teacher, size: int, skip: set[str]) -> dict[str, Any]:
    """Tags unlabelled texts until `size` tokens are kept; one article in eight in capitals too."""
    rng = np.random.default_rng(3)
    hashes, allow, bounds, tagged, kept, n = [], [], [np.zeros(1, np.int64)], [], 0, 0

    def keep(tokens: Any, row: Array, mask: Array, h: Array | None = None) -> int:
        h = hashes_of(tokens, teacher.words) if h is None else h
        at = bounds_of(tokens.lines)
        lines = mask[at[:-1]]
        hashes.append(h[mask])
        allow.append(row[mask])
        bounds.append(np.cumsum(np.diff(at)[lines]) + kept)
        return int(mask.sum())

    for chunk in chunks(skip, 40):
        docs, words = [], []
        for text in chunk:
            words.append(words_of(text))
            tokens = tokenize(text, *fixed_columns(grammar_spans(text)), words[-1])
            if len(tokens.keys) >= 20:
                rules = rule_labels(text, tokens)
                docs.append((tokens, rules, hashes_of(tokens, teacher.words, rules)))
            else:
                words.pop()
        for (tokens, _, h), seg, (y, trust) in zip(docs, words, teacher.label(docs), strict=True):
            teach_names(tokens, seg, y, trust)
            row = np.where(trust >= 0.6, np.uint32(1) << y.astype(np.uint32), np.uint32(ANY))
            row = row.astype(np.uint32)
            at = bounds_of(tokens.lines)
            lines = np.maximum.reduceat(y, at[:-1]) > 0
            lines |= rng.random(len(lines)) < 0.25
            mask = np.repeat(lines, np.diff(at))
            kept += keep(tokens, row, mask, h[:, : len(TEMPLATES)])
            tagged.append((tokens.keys, tokens.shapes, y))
            draw = rng.random()
            if draw < 0.18:
                other, chosen = recased(tokens, UPPER if draw < 0.12 else LOWER, rng)
                kept += keep(other, row, mask & chosen)
            n += 1
        if kept >= size:
            break
    say(f"silver: {n} articles, {kept} tokens")
    return {
        "hashes": np.concatenate(hashes),
        "allow": np.concatenate(allow),
        "seq": np.concatenate(bounds),
        "tagged": tagged,
    }


def teach_names(tokens: Any, words: Spans, labels: Array, trust: Array) -> None:
    """Adds to labels the names that other mentions of their document teach, as sure ones."""
    first, end, kind = span_columns(labels, tokens.lines)
    starts, ends = tokens.starts[first].tolist(), tokens.ends[end - 1].tolist()
    rows = zip(starts, ends, kind.tolist(), strict=True)
    found = [Found(a, b, SPAN_LABELS[k]) for a, b, k in rows]
    for f in carry(found, tokens, words, [0]):
        i, j = np.searchsorted(tokens.starts, [f.start, f.end])
        if f.rule == "carried" and not labels[i:j].any():
            labels[i:j] = INDEX[f"I-{f.label}"]
            labels[i] = INDEX[f"B-{f.label}"]
            trust[i:j] = 1


def chunks(skip: set[str], size: int) -> Iterator[list[str]]:
    """Unlabelled texts of all genres, normalised, some at a time."""
    chunk = []
    for _, text in mixed(skip):
        chunk.append(normalized_twin(text).text)
        if len(chunk) == size:
            yield chunk
            chunk = []
    yield chunk

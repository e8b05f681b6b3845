"""The teacher of the entity tagger: what is too slow or too large for the tables.

A CRF with the features of the tables and with the rule layer's spans, decoded together with a small
network over word vectors, or with an earlier tagger. It labels unlabelled texts for the student.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from entities_data import grammar_spans
from rule_layer import RuleTagger
from vntext.entities.tagger_features import columns, features, template_hash
from vntext.entities.tagger_labels import LABELS
from vntext.entities.types import TaggerInput
from vntext.names.by_arrays import gazetteer
from vntext.spans import Spans
from vntext.split.protect import iter_protected
from vntext.split.sentences import split_sentences

if TYPE_CHECKING:
    from entities_crf import Crf
    from entities_net import Net, Vectors
    from vntext.entities.tagger_features import Words
    from vntext.entities.tagger_model import TaggerModel

Array = Any
INDEX = {name: k for k, name in enumerate(LABELS)}
NET_WEIGHT = 0.5
"""What the network's opinion counts beside the scores of the CRF."""

EARLIER_WEIGHT = 0.4
"""What an earlier tagger's opinion counts."""

SURE = 8.0
"""Score of the label O where a tagger takes it without a look."""

Part = tuple[str, int]
RULE_TEMPLATES: tuple[tuple[Part, ...], ...] = (
    (("rule", -1),),
    (("rule", 0),),
    (("rule", 1),),
    (("rule", -1), ("rule", 0)),
    (("rule", 0), ("rule", 1)),
    (("rule", -1), ("rule", 0), ("rule", 1)),
    *(
        (("rule", 0), part)
        for part in (
            ("shape", 0), ("class0", 0), ("word", 0), ("class0", -1), ("class0", 1),
            ("word", -1), ("word", 1), ("run", 0), ("doc", 0),
        )
    ),
    (("rule", 2), ("rule", 1)),
)  # fmt: skip


def rule_labels(text: str, tokens: Any) -> Array:
    """The rule layer's spans as a label for each token."""
    protected = list(iter_protected(text))
    sentences = Spans.of((a, b) for a, b, _ in split_sentences(text, protected))
    marks = Spans.of((p.start, p.end) for p in protected)
    whole = Spans.of([(0, len(text))])
    found = RuleTagger().tag(TaggerInput(text, whole, sentences, marks, grammar_spans(text)))
    out = np.zeros(len(tokens.keys), np.int64)
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        a = int(np.searchsorted(tokens.ends, f.start, "right"))
        b = int(np.searchsorted(tokens.starts, f.end))
        if a >= b or f"B-{f.label}" not in INDEX:
            continue
        if f.label == "ORG" and out[a] in (INDEX["B-TITLE"], INDEX["I-TITLE"]):
            first = out[a] == INDEX["B-TITLE"]
            out[a:b] = INDEX["I-TITLE+ORG"]
            out[a] = INDEX["B-TITLE+B-ORG" if first else "I-TITLE+B-ORG"]
        else:
            out[a:b] = INDEX[f"I-{f.label}"]
            out[a] = INDEX[f"B-{f.label}"]
    return out


def hashes_of(tokens: Any, words: Words, rules: Array | None = None) -> Array:
    """The features of one document, with those of the rule layer's labels if they are given."""
    cols = columns(tokens, np.zeros(len(tokens.keys), np.int64), gazetteer(), words)
    out = list(features(cols))
    if rules is not None:
        padded = np.zeros(len(cols.data["shape"]), np.uint64)
        padded[cols.places] = rules + 1
        cols.data["rule"] = padded

        def column(name: str, offset: int) -> Array:
            return cols.data[name][cols.places + offset]

        out += [template_hash(900 + k, parts, column) for k, parts in enumerate(RULE_TEMPLATES)]
    return np.stack(out, 1)


def bounds_of(lines: Array) -> Array:
    """Bounds of the sequences, one a line."""
    return np.r_[0, np.flatnonzero(np.diff(lines)) + 1, len(lines)].astype(np.int64)


def sequences(tokens: Any, words: Words, rules: Array, vectors: Vectors) -> list[Any]:
    """What the network reads, line by line."""
    import entities_net

    rows, facts = entities_net.inputs(tokens, words, rules, vectors)
    at = bounds_of(tokens.lines)
    return [(rows[a:b], facts[a:b]) for a, b in pairwise(at)]


def scores_of(model: TaggerModel, tokens: Any) -> Array:
    """What a tagger says about the labels of each token of a document."""
    said = model.tables.score(tokens, np.zeros(len(tokens.keys), np.int64))
    out = np.zeros((len(tokens.keys), len(LABELS)))
    out[said.tokens] = said.rows[:, : len(LABELS)] * model.scale
    out[said.sure, 0] = SURE
    return out


class Teacher:
    """The CRF with the rule layer's spans, and who votes with it.

    Args:
        keys: Sorted features of the CRF.
        crf: The CRF.
        words: The table of words.
        net: The network with its word vectors, or None.
        earlier: An earlier tagger, or None.
    """

    def __init__(
        self,
        keys: Array,
        crf: Crf,
        words: Words,
        net: tuple[Net, Vectors] | None = None,
        earlier: TaggerModel | None = None,
    ) -> None:
        self.keys, self.crf, self.words = keys, crf, words
        self.net, self.earlier = net, earlier

    def label(self, docs: list[tuple[Any, Array, Array]]) -> list[tuple[Array, Array]]:
        """Labels documents.

        Args:
            docs: Tokens, labels of the rule layer, and features of each document.

        Returns:
            For each document the labels, and how sure each is, 0 to 1.
        """
        items: list[Any] = []
        counts = []
        if self.net is not None:
            net, vectors = self.net
            for tokens, rules, _ in docs:
                items += sequences(tokens, self.words, rules, vectors)
                counts.append(len(items))
            import entities_net

            logs = entities_net.log_chances(net, items)
        out = []
        for k, (tokens, _, hashes) in enumerate(docs):
            scores = self.crf.scores(look_up(self.keys, hashes))
            if self.net is not None:
                mine = logs[(counts[k - 1] if k else 0) : counts[k]]
                scores = scores + NET_WEIGHT * np.concatenate(mine)
            if self.earlier is not None:
                scores = scores + EARLIER_WEIGHT * scores_of(self.earlier, tokens)
            y, p = self.crf.decode(
                None, bounds_of(tokens.lines), marginals=True, given=np.ascontiguousarray(scores)
            )
            out.append((y, p[np.arange(len(y)), y]))
        return out


def look_up(keys: Array, hashes: Array) -> Array:
    """Ids of features, -1 for those that are not in `keys`, which are sorted."""
    out = np.empty(hashes.shape, np.int32)
    for j in range(hashes.shape[1]):
        column = hashes[:, j]
        at = np.minimum(np.searchsorted(keys, column), len(keys) - 1)
        out[:, j] = np.where(keys[at] == column, at, -1)
    return out

"""A heavier teacher of the entity tagger: a small convolutional network over word vectors.

It sees what the tables cannot hold: the word vectors themselves. It only labels unlabelled news,
together with the CRF; nothing of it is in the package. Needs torch.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import torch
from torch import nn

from vntext.entities.tagger_features import Words, columns
from vntext.entities.tagger_labels import LABELS
from vntext.names.by_arrays import gazetteer
from vntext.names.gazetteers import KINDS
from vntext.tokens.column import CAPITALIZED, MIXED

Array = Any
CHANNELS, DILATIONS, DROP, WORD_DROP = 128, (1, 1, 2, 4), 0.3, 0.08
# columns of bits, and columns of small numbers, with their sizes
BITS = (
    ("known", len(KINDS)),
    ("begin", len(KINDS)),
    ("inside", len(KINDS)),
    ("doc", 8),
    ("pair", 2),
)
ONE_HOT = (("line", 5), ("place", 16), ("run", 17), ("depth", 3), ("seg", 5))
WIDTH = sum(n for _, n in (*BITS, *ONE_HOT)) + 9 + 8 + len(LABELS)


class Vectors:
    """Word vectors by word: a token's key and whether a capital stands in it."""

    def __init__(self, classes: dict[str, Array]) -> None:
        v = classes["vectors"]
        self.table = np.vstack([np.zeros((1, v.shape[1])), v / np.linalg.norm(v, axis=1).mean()])
        hashes = Words.hashes(classes["keys"], classes["cased"])
        self._order = np.argsort(hashes)
        self._hashes = hashes[self._order]

    def rows(self, keys: Array, cased: Array) -> Array:
        """Row of each word, of its other case where it is unknown, 0 where both are."""
        out = np.zeros(len(keys), np.int64)
        for c in (~cased, cased):
            h = Words.hashes(keys, c)
            at = np.minimum(np.searchsorted(self._hashes, h), len(self._hashes) - 1)
            out = np.where(self._hashes[at] == h, self._order[at] + 1, out)
        return out


def inputs(tokens: Any, words: Words, rules: Array, vectors: Vectors) -> tuple[Array, Array]:
    """What the network reads of one document: rows of vectors, and facts as numbers."""
    cols = columns(tokens, np.zeros(len(tokens.keys), np.int64), gazetteer(), words)
    data = {k: v[cols.places] for k, v in cols.data.items()}
    data["known"] = data["known"] - np.uint64(1)
    parts = [
        ((data[name][:, None] >> np.arange(n, dtype=np.uint64)) & np.uint64(1)).astype(np.float32)
        for name, n in BITS
    ]
    parts += [np.eye(n, dtype=np.float32)[data[name].astype(int)] for name, n in ONE_HOT]
    cased = (tokens.shapes >= CAPITALIZED) & (tokens.shapes <= MIXED)
    row = vectors.rows(tokens.keys, cased)
    parts.append(np.eye(8, dtype=np.float32)[tokens.shapes])
    parts.append((row == 0).astype(np.float32)[:, None])
    parts.append(np.eye(len(LABELS), dtype=np.float32)[rules])
    # the last column marks a token, against the padding
    parts.append(np.ones((len(row), 8), np.float32))
    return row, np.concatenate(parts, 1)


class Net(nn.Module):
    """Word vectors and facts, four dilated convolutions, a score for each label."""

    def __init__(self, vectors: Array) -> None:
        super().__init__()
        table = torch.tensor(vectors, dtype=torch.float32)
        self.words = nn.Embedding.from_pretrained(table, freeze=False)
        self.enter = nn.Linear(vectors.shape[1] + WIDTH, CHANNELS)
        self.convolutions = nn.ModuleList(
            [nn.Conv1d(CHANNELS, CHANNELS, 3, padding=d, dilation=d) for d in DILATIONS]
        )
        self.norms = nn.ModuleList([nn.LayerNorm(CHANNELS) for _ in DILATIONS])
        self.leave = nn.Linear(CHANNELS, len(LABELS))
        self.drop = nn.Dropout(DROP)

    def forward(self, rows: Any, facts: Any) -> Any:
        """Scores of the labels, a row a token."""
        if self.training:
            rows = rows * (torch.rand(rows.shape) > WORD_DROP)
        mask = facts[..., -1:]
        h = torch.cat([self.drop(self.words(rows)), facts], -1)
        h = torch.relu(self.enter(h)) * mask
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            y = convolution((norm(h) * mask).transpose(1, 2)).transpose(1, 2)
            h = (h + self.drop(torch.relu(y))) * mask
        return self.leave(self.drop(h))


def _batches(sizes: Array, most: int, rng: np.random.Generator | None) -> list[list[int]]:
    """Sequences of like length together, about `most` tokens a batch."""
    noise = 1 if rng is None else 1 + 0.2 * rng.random(len(sizes))
    out, current, n = [], [], 0
    for i in np.argsort(sizes * noise).tolist():
        current.append(i)
        n += sizes[i]
        if n >= most:
            out.append(current)
            current, n = [], 0
    if current:
        out.append(current)
    if rng is not None:
        rng.shuffle(out)
    return out


def _padded(items: list[tuple[Array, Array]], batch: list[int]) -> tuple[Any, Any]:
    longest = max(len(items[i][0]) for i in batch)
    rows = np.zeros((len(batch), longest), np.int64)
    facts = np.zeros((len(batch), longest, WIDTH), np.float32)
    for k, i in enumerate(batch):
        n = len(items[i][0])
        rows[k, :n], facts[k, :n] = items[i]
    return torch.tensor(rows), torch.tensor(facts)


def fit(
    items: list[tuple[Array, Array]], allow: list[Array], weights: list[float], vectors: Vectors,
    *, epochs: int = 10, rate: float = 2e-3, seed: int = 1,
) -> Net:  # fmt: skip
    """Trains the network on sequences with allowed labels as bits."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    net = Net(vectors.table)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    sizes = np.array([len(a) for a in allow])
    labels = np.arange(len(LABELS), dtype=np.uint32)
    start = time.time()
    for epoch in range(epochs):
        net.train()
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - epoch / epochs) + 1e-5
        total, n = 0.0, 0
        for batch in _batches(sizes, 1500, rng):
            rows, facts = _padded(items, batch)
            allowed = np.ones((*rows.shape, len(LABELS)), bool)
            weight = np.zeros(rows.shape, np.float32)
            for k, i in enumerate(batch):
                allowed[k, : sizes[i]] = (allow[i][:, None] >> labels) & 1
                weight[k, : sizes[i]] = weights[i]
            logs = torch.log_softmax(net(rows, facts), -1)
            inside = torch.logsumexp(logs.masked_fill(~torch.tensor(allowed), -1e4), -1)
            w = torch.tensor(weight)
            loss = -(inside * w).sum() / w.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            total, n = total + loss.item(), n + 1
        print(f"  net, epoch {epoch + 1}: {total / n:.4f}, {time.time() - start:.0f} s", flush=True)
    return net


def log_chances(net: Net, items: list[tuple[Array, Array]]) -> list[Array]:
    """Logarithms of the chances of the labels, for each sequence."""
    net.eval()
    out: list[Array] = [np.zeros((0, len(LABELS)))] * len(items)
    sizes = np.array([len(rows) for rows, _ in items])
    with torch.no_grad():
        for batch in _batches(sizes, 4000, None):
            logs = torch.log_softmax(net(*_padded(items, batch)), -1).numpy()
            for k, i in enumerate(batch):
                out[i] = logs[k, : sizes[i]]
    return out

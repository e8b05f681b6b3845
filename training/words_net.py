"""A neural teacher for `training/words.py`: it learns from the other teachers and from VTB.

usage: VNTEXT_DATA=../shared/data python training/words_net.py --labelled FILE.xz OUT.npz

FILE.xz is what `training/words_teacher.py` wrote. A convolutional tagger over syllables, their
pairs, shapes, word lists and statistics is trained on the sentences of both open-source teachers,
then on the training part of VTB; its weights are averaged over the last steps. It then tells for
each gap of the teachers' sentences and of the news how likely it lies inside a word: OUT.npz holds
a byte a token (255: certain) for ``taught`` and for ``news``, in the order of `training_corpora`.
Needs torch (CPU). Two cores, about an hour.
"""

from __future__ import annotations

import argparse
import pathlib
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from words import BRACKETS, induced_list, log, mixed_case, published_list
from words_corpora import Corpus, training_corpora
from words_features import TextStatistics, Vocabulary, features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

PAIRS = 1 << 18  # rows of the table of pairs, shared by hash
LENGTH, ROWS = 256, 48  # tokens of a row, rows of a batch
WIDTH = 256


class Tagger(nn.Module):
    """Scores the gap after each token."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.token = nn.Embedding(vocabulary, 96)
        self.shape = nn.Embedding(16, 16)
        self.pair = nn.Embedding(PAIRS, 48)
        self.grade = nn.Embedding(32, 8)
        nn.init.normal_(self.token.weight, std=0.1)
        nn.init.normal_(self.pair.weight, std=0.05)
        gap = 48 + 8 + 20
        self.enter = nn.Linear(96 + 16 + 2 * gap, WIDTH)
        self.blocks = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in (1, 1, 2)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in self.blocks)
        self.leave = nn.Sequential(nn.Linear(2 * WIDTH + gap, 128), nn.GELU(), nn.Linear(128, 1))
        self.drop = nn.Dropout(0.2)

    def forward(self, ids: Any, shapes: Any, pairs: Any, bits: Any, grades: Any) -> Any:
        real = (ids > 0).unsqueeze(-1)
        if self.training:
            # words and pairs that were never seen must do without
            ids = torch.where(torch.rand(ids.shape) < 0.05, shapes + 2, ids)
            pairs = torch.where(torch.rand(pairs.shape) < 0.1, 0, pairs)
        gap = torch.cat([self.pair(pairs), self.grade(grades), bits], -1)
        before = nn.functional.pad(gap[:, :-1], (0, 0, 1, 0))
        x = torch.cat([self.token(ids), self.shape(shapes), gap, before], -1)
        x = nn.functional.gelu(self.enter(self.drop(x))) * real
        for conv, norm in zip(self.blocks, self.norms, strict=True):
            y = conv(norm(x).transpose(1, 2)).transpose(1, 2)
            x = (x + self.drop(nn.functional.gelu(y))) * real
        after = nn.functional.pad(x[:, 1:], (0, 0, 0, 1))
        return self.leave(self.drop(torch.cat([x, after, gap], -1))).squeeze(-1)


def columns(corpus: Corpus, shapes: Array, known: tuple[Any, Any, Any]) -> list[Any]:
    """What the tagger reads of each token and of the gap after it."""
    vocabulary, lists, statistics = known
    ids = vocabulary.ids(corpus.keys, shapes)
    found = features(ids, shapes, lists, statistics)
    pairs = (found["pair.1"] * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - 18)
    bits = np.stack(
        [(found[f"list{k}"] >> i & 1).astype(np.uint8) for k in range(2) for i in range(10)], axis=1
    )
    return [
        torch.from_numpy(ids.astype(np.int32)),
        torch.from_numpy(shapes.astype(np.uint8)),
        torch.from_numpy(pairs.astype(np.int32)),
        torch.from_numpy(bits),
        torch.from_numpy(found["text"].astype(np.uint8)),
    ]


def rows(parts: list[Any], offset: int = 0) -> list[Any]:
    """Columns cut into rows of `LENGTH` tokens, the rest filled with breaks."""
    out = []
    for part in parts:
        padded = torch.cat(
            [
                part[:0].new_zeros((offset, *part.shape[1:])),
                part,
                part[:0].new_zeros((-(len(part) + offset) % LENGTH, *part.shape[1:])),
            ]
        )
        out.append(padded.reshape(-1, LENGTH, *part.shape[1:]))
    return out


def batch(parts: list[Any], at: Any) -> list[Any]:
    ids, shapes, pairs, bits, grades = (p[at] for p in parts)
    return [ids.long(), shapes.long(), pairs.long(), bits.float(), grades.long()]


def train(
    net: Tagger, average: Tagger, parts: list[Any], target: Any, weight: Any, *, epochs: int,
    rate: float, decay: float,
) -> None:  # fmt: skip
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    steps_each = (len(target) // LENGTH + 2) // ROWS
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1, (k + 1) / 50) * max(0.02, 1 - k / (epochs * steps_each))
    )
    net.train()
    for epoch in range(epochs):
        offset = epoch * 97 % LENGTH
        own = rows(parts, offset)
        goal, counts = rows([target, weight], offset)
        order = torch.randperm(len(goal))
        total = 0.0
        for k in range(0, len(order), ROWS):
            at = order[k : k + ROWS]
            z = net(*batch(own, at))
            w = counts[at]
            loss = nn.functional.binary_cross_entropy_with_logits(z, goal[at], w) * w.numel()
            loss = loss / w.sum().clamp(min=1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss)
            if k // ROWS % 5 == 0:
                with torch.no_grad():
                    for a, b in zip(average.parameters(), net.parameters(), strict=True):
                        a.lerp_(b, 1 - decay)
            if k // ROWS % 200 == 0:
                log(f"epoch {epoch} step {k // ROWS} of {len(order) // ROWS}",
                    f"loss {total / (k // ROWS + 1):.4f}")  # fmt: skip


def scores(net: Tagger, parts: list[Any], n: int) -> Array:
    net.eval()
    own = rows(parts)
    out = []
    with torch.no_grad():
        out += [net(*batch(own, slice(k, k + 64))) for k in range(0, len(own[0]), 64)]
    return torch.cat(out).reshape(-1)[:n].numpy()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--labelled", type=pathlib.Path, required=True)
    arguments.add_argument("--sentences", type=int, default=10**9)
    arguments.add_argument("--articles", type=int, default=30_000)
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--save", type=pathlib.Path)
    arguments.add_argument("out", type=pathlib.Path)
    options = arguments.parse_args()
    torch.manual_seed(20261126)
    torch.set_num_threads(2)

    taught, news, own, dev = training_corpora(options.labelled, options.sentences, options.articles)
    second = induced_list(news, news.join, 5)
    first = published_list()
    vocabulary = Vocabulary([(taught, 4), (news, 6), (own, 1)], [*first, *second])
    for name, sign in BRACKETS.items():
        vocabulary.alias(name, sign)
    lists = [vocabulary.entries(first), vocabulary.entries(second)]
    statistics = TextStatistics.of(vocabulary.ids(news.keys, news.shapes), news.shapes, news.join)
    known = (vocabulary, lists, statistics)
    log("vocabulary", vocabulary.size, "tokens", len(taught.starts))

    net, average = Tagger(vocabulary.size), Tagger(vocabulary.size)
    average.load_state_dict(net.state_dict())
    dev_columns = columns(dev, dev.shapes, known)

    def report(what: str) -> None:
        z = scores(average, dev_columns, len(dev.starts))
        log(what, "dev", round(dev.f1(z > 0), 2))

    def tensor(x: Array) -> Any:
        return torch.from_numpy(x.astype(np.float32))

    found = columns(taught, mixed_case(taught), known)
    train(net, average, found, tensor(taught.join), tensor(taught.inner),
          epochs=options.epochs, rate=1e-3, decay=0.97)  # fmt: skip
    report("teachers")
    del found
    cases = [own.shapes, own.shapes, own.lowered(), own.raised()]
    many = [columns(own, shapes, known) for shapes in cases]
    found = [torch.cat(p) for p in zip(*many, strict=True)]
    for epochs, rate in ((4, 2e-4), (4, 1e-4)):
        train(net, average, found, tensor(np.tile(own.join, 4)), tensor(np.tile(own.inner, 4)),
              epochs=epochs, rate=rate, decay=0.9)  # fmt: skip
        report("VTB")
    if options.save:
        torch.save(average.state_dict(), options.save)
    del found, many

    out = {}
    for name, part in (("taught", taught), ("news", news)):
        z = scores(average, columns(part, part.shapes, known), len(part.starts))
        join = np.where(part.inner, 255 / (1 + np.exp(-z)), 0)
        out[name] = np.rint(join).astype(np.uint8)
        log("scored", len(part.starts), "tokens of", name)
    np.savez_compressed(options.out, **out)


if __name__ == "__main__":
    main()

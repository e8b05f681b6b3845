"""Trains the entity tagger and writes ``src/vntext/data/entities/model/tagger.safetensors``.

usage: python training/entities.py CLASSES.npz [--data FOLDER] [--out FOLDER] [--silver N]

1. Teacher (entities_teacher.py): a CRF that also sees the rule layer's spans, and a network (with
   ``--earlier`` the package's tagger instead), on the gold articles (train), with copies of lines
   in capitals and in small letters.
2. Silver: the teacher tags unlabelled texts of all genres, and names are carried through them;
   where it is unsure the label stays open.
3. Student: one CRF on silver and gold, with the features that both show often enough.
4. Export: small weights go, the rest become eight-bit numbers in a perfect hash.

``--further TEXTS`` instead trains the package's model on over gold, in a tenth of the time.

CLASSES.npz comes from ``entities_clusters.py``; it is made if it does not exist. ``--folds K``
cross-validates over the gold articles of train instead, and writes nothing.
"""

from __future__ import annotations

import itertools
import pathlib
import time
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

import corpora
import entities_clusters
from archive import save
from entities_corpus import annotated, genres, gold, mixed, opening, own
from entities_crf import Crf, train
from entities_data import (
    ANY,
    INDEX,
    Article,
    article,
    count,
    count_settled,
    grammar_spans,
    row_of,
    words_of,
)
from entities_teacher import Teacher, bounds_of, hashes_of, look_up, rule_labels, sequences
from vntext.entities.carried import carry
from vntext.entities.tagger import fixed_columns
from vntext.entities.tagger_features import NEVER_ENTITY, RARELY_ENTITY, Words
from vntext.entities.tagger_labels import (
    LABELS,
    SPAN_LABELS,
    legal_first,
    legal_transitions,
    span_columns,
)
from vntext.entities.tagger_model import MODEL, TaggerModel, feature_arrays
from vntext.entities.tagger_templates import TEMPLATES
from vntext.entities.types import Found
from vntext.names.gazetteers import phrases
from vntext.tables import HashIndex, load_model
from vntext.text.unicode import normalized_twin
from vntext.tokens.column import CAPITALIZED, LOWER, MARK, MIXED, SINGLE, UPPER, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    import entities_net
    from vntext.spans import Spans

Array = Any
PARTS = ("train", "dev", "dev-wide")
"""Parts of the annotated texts: train teaches, the others are only looked at."""

STEP = np.where(np.char.find(LABELS, "TITLE") >= 0, 0.5, 1).astype(np.float32)
"""How far the weights of a label go on from those of an earlier model: the press teaches more
titles than other genres, whose texts make up most of what is new."""

LEGAL, FIRST = legal_transitions(), legal_first()
T0 = time.time()


def say(*parts: object) -> None:
    print(f"[{time.time() - T0:5.0f} s]", *parts, flush=True)


def build_words(classes: dict[str, Array], tokens: list[Any]) -> tuple[Words, dict[str, Array]]:
    """The table of words: those of the classes, of the gazetteers, and of the texts given."""
    pairs: set[tuple[int, bool]] = set(
        zip(classes["keys"].tolist(), classes["cased"].tolist(), strict=True)
    )
    joined = tokenize("\n".join(p for _, p in phrases()))
    pairs |= {(k, c) for k in joined.keys.tolist() for c in (False, True)}
    for t in tokens:
        cased = (t.shapes >= CAPITALIZED) & (t.shapes <= MIXED)
        pairs |= set(zip(t.keys.tolist(), cased.tolist(), strict=True))
    rows = sorted(pairs)
    keys = np.array([k for k, _ in rows], np.uint64)
    cased = np.array([c for _, c in rows])
    hashes = Words.hashes(keys, cased)
    _, unique = np.unique(hashes, return_index=True)
    keys, hashes = keys[unique], hashes[unique]
    index, slots = HashIndex.build(hashes)
    flags = np.zeros(index.size, np.uint8)
    names = [f"class{k}" for k in entities_clusters.CLASSES]
    table = np.zeros((index.size, len(names)), np.uint16)
    found, hit = index.find(Words.hashes(classes["keys"], classes["cased"]))
    for column, name in enumerate(names):
        table[found[hit], column] = classes[name][hit].astype(np.uint16) + 1
    word_keys = np.zeros(index.size, np.uint64)
    word_keys[slots] = keys
    arrays = {
        **index.arrays("words"),
        "words.keys": word_keys,
        "words.classes": table,
        "words.flags": flags,
    }
    return Words(index, word_keys, table, flags), arrays


def joined_bounds(many: list[Array]) -> Array:
    out, base = [np.zeros(1, np.int64)], 0
    for lines in many:
        out.append(bounds_of(lines)[1:] + base)
        base += len(lines)
    return np.concatenate(out)


def recased(tokens: Any, shape: int, rng: np.random.Generator) -> tuple[Any, Array]:
    """Tokens with about half of the lines in capitals, or in small letters; and which they are."""
    lines = np.unique(tokens.lines)
    chosen = np.isin(tokens.lines, lines[rng.random(len(lines)) < 0.5])
    shapes = tokens.shapes.copy()
    letters = chosen & (shapes <= MIXED)
    shapes[letters] = shape
    if shape == UPPER:
        shapes[letters & (tokens.ends - tokens.starts == 1)] = SINGLE
    return tokens._replace(shapes=shapes), chosen


def augmented(
    arts: list[Article], seed: int = 5, shares: tuple[float, float] = (1.0, 0.5)
) -> list[Article]:
    """The articles, and copies of a share of them in capitals and in small letters."""
    rng = np.random.default_rng(seed)
    out = list(arts)
    for shape, weight, share in ((UPPER, 0.5, shares[0]), (LOWER, 0.3, shares[1])):
        for a in arts:
            if rng.random() < share:
                tokens, chosen = recased(a.tokens, shape, rng)
                # lines that stay as they are have been learnt already: they are the document
                allow = np.where(chosen, a.allow, np.uint32(ANY)).astype(np.uint32)
                out.append(replace(a, tokens=tokens, allow=allow, weight=weight))
    return out


class GoldData:
    """Gold articles as feature columns, with the rule layer's labels if `rules` is set."""

    def __init__(self, arts: list[Article], words: Words, *, rules: bool = False) -> None:
        self.arts = arts
        self.rules = [self._rules(a) if rules else None for a in arts]
        self.hashes = [hashes_of(a.tokens, words, r) for a, r in zip(arts, self.rules, strict=True)]

    @staticmethod
    def _rules(art: Article) -> Array:
        # the rule layer reads little in capitals: copies go without it
        if art.weight < 1:
            return np.zeros(len(art.tokens.keys), np.int64)
        return rule_labels(art.text, art.tokens)

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """Hashes, allowed labels, bounds and weights of the sequences."""
        weights = [np.full(len(bounds_of(a.tokens.lines)) - 1, a.weight) for a in self.arts]
        return (
            np.concatenate(self.hashes),
            np.concatenate([a.allow for a in self.arts]),
            joined_bounds([a.tokens.lines for a in self.arts]),
            np.concatenate(weights).astype(np.float32),
        )

    def evaluate(self, crf: Crf, keys: Array, counted: Any = count) -> dict[str, Counter[str]]:
        """Counts right, predicted and gold spans of each label."""
        n: dict[str, Counter[str]] = defaultdict(Counter)
        for a, h in zip(self.arts, self.hashes, strict=True):
            y, _ = crf.decode(look_up(keys, h), bounds_of(a.tokens.lines))
            counted(a, y, n)
        return n

    def evaluate_teacher(self, teacher: Teacher) -> dict[str, Counter[str]]:
        """The same for the teacher."""
        n: dict[str, Counter[str]] = defaultdict(Counter)
        docs = [
            (a.tokens, r, h) for a, r, h in zip(self.arts, self.rules, self.hashes, strict=True)
        ]
        for a, (y, _) in zip(self.arts, teacher.label(docs), strict=True):
            count(a, y, n)
        return n


def frequent(hashes: Array, least: int) -> Array:
    """Sorted features that occur at least so often."""
    kept = []
    for j in range(hashes.shape[1]):
        u, c = np.unique(hashes[:, j], return_counts=True)
        kept.append(u[c >= least])
    return np.unique(np.concatenate(kept))


def mean(crfs: list[Crf]) -> Crf:
    """The mean of several CRFs over the same features."""
    return Crf(
        np.mean([c.weights for c in crfs], 0).astype(np.float32),
        np.mean([c.trans for c in crfs], 0),
        np.mean([c.init for c in crfs], 0),
        LEGAL,
        FIRST,
    )


def fit(ids: Array, seq: Array, allow: Array, n: int, **settings: Any) -> Crf:
    """Trains a CRF with the legal transitions of the labels."""
    settings = {"drop": 0.7, **settings}
    return train(ids, seq, allow, n, legal=LEGAL, legal0=FIRST, **settings)


def gold_crf(data: GoldData, seeds: int) -> tuple[Array, Crf]:
    """The mean of CRFs on gold alone."""
    hashes, allow, seq, weight = data.arrays()
    keys = frequent(hashes, 3)
    ids = look_up(keys, hashes)
    crfs = [
        fit(ids, seq, allow, len(keys), weight=weight, epochs=14, eta=0.04, average=5, seed=s)
        for s in range(1, seeds + 1)
    ]
    return keys, mean(crfs)


def gold_net(data: GoldData, words: Words, vectors: entities_net.Vectors) -> entities_net.Net:
    """The network on gold."""
    import entities_net

    items, allow, weights = [], [], []
    for a, rules in zip(data.arts, data.rules, strict=True):
        at = bounds_of(a.tokens.lines)
        for item, i, j in zip(
            sequences(a.tokens, words, rules, vectors), at[:-1], at[1:], strict=True
        ):
            if (a.allow[i:j] != ANY).any():
                items.append(item)
                allow.append(a.allow[i:j])
                weights.append(a.weight)
    return entities_net.fit(items, allow, weights, vectors)


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


def chunks(skip: set[str], size: int) -> Iterator[list[str]]:
    """Unlabelled texts of all genres, normalised, some at a time."""
    chunk = []
    for _, text in mixed(skip):
        chunk.append(normalized_twin(text).text)
        if len(chunk) == size:
            yield chunk
            chunk = []
    yield chunk


def student(data: GoldData, more: dict[str, Any], weight: float = 0.3) -> tuple[Array, Crf]:
    """One CRF on silver and gold, then on gold alone."""
    gh, ga, gs, gw = data.arrays()
    inside = more["allow"] != 1
    keys = np.union1d(frequent(gh, 4), frequent(more["hashes"][inside], 20))
    say(f"student: {len(keys)} features")
    g_ids, s_ids = look_up(keys, gh), look_up(keys, more["hashes"])
    ids = np.concatenate([g_ids, s_ids])
    allow = np.concatenate([ga, more["allow"]])
    seq = np.concatenate([gs, more["seq"][1:] + gs[-1]])
    weights = np.concatenate([gw, np.full(len(more["seq"]) - 1, weight, np.float32)])
    crf = fit(
        ids, seq, allow, len(keys), weight=weights, epochs=8, eta=0.04, drop=0.5, average=3, seed=7
    )
    say("student on silver and gold")
    crf = fit(g_ids, gs, ga, len(keys), weight=gw, epochs=9, eta=0.02, average=5, seed=8, start=crf)
    return keys, crf


def further(data: GoldData, words: Words, texts: int) -> tuple[Array, Crf]:
    """The tagger of the package, trained on over the gold articles.

    A model stores no hashes of its features: those of its features are kept that the gold
    articles or some unlabelled texts show.

    Args:
        data: The gold articles.
        words: The table of words.
        texts: How many unlabelled texts are read.
    """
    stored = load_model(MODEL)
    model = TaggerModel(stored)
    gh, ga, gs, gw = data.arrays()
    shown = [np.unique(gh)]
    held = {opening(r["text"]) for part in PARTS[1:] for r in gold(part)}
    for _, given in itertools.islice(mixed(held), texts):
        text = normalized_twin(given).text
        tokens = tokenize(text, *fixed_columns(grammar_spans(text)), words_of(text))
        if len(tokens.keys):
            shown.append(np.unique(hashes_of(tokens, words)))
    every = np.unique(np.concatenate(shown))
    weights = model._find(every)[:, : len(LEGAL)].astype(np.float32) * np.float32(model.scale)
    known = weights.any(axis=1)
    keys = np.union1d(every[known], frequent(gh, 3))
    start = np.zeros((len(keys), len(LEGAL)), np.float32)
    start[np.searchsorted(keys, every[known])] = weights[known]
    say(f"further: {len(keys)} features, {np.count_nonzero(known)} of them of the package's model")
    trans, init = (stored[name].astype(np.float64) for name in ("trans", "init"))
    crf = Crf(start, trans, init, LEGAL, FIRST)
    settings = {"weight": gw, "epochs": 8, "eta": 0.02, "average": 5, "seed": 8}
    new = fit(look_up(keys, gh), gs, ga, len(keys), start=crf, **settings)
    both = np.minimum(STEP[:, None], STEP)
    new.weights = crf.weights + STEP * (new.weights - crf.weights)
    new.trans = crf.trans + both * (new.trans - crf.trans)
    new.init = crf.init + STEP * (new.init - crf.init)
    return keys, new


def flags_of_before(arrays: dict[str, Array], tagged: list[tuple[Array, Array, Array]]) -> None:
    """Flags of words as the package's model has them, but for words that gold shows in entities."""
    before = load_model(MODEL)
    had = dict(zip(before["words.keys"].tolist(), before["words.flags"].tolist(), strict=True))
    flags = np.array([had.get(k, 0) for k in arrays["words.keys"].tolist()], np.uint8)
    keys = np.concatenate([k for k, _, _ in tagged])
    shapes = np.concatenate([s for _, s, _ in tagged])
    inside = np.concatenate([y for _, _, y in tagged]) > 0
    plain = (shapes == LOWER) | (shapes == MARK)
    u, inverse, n = np.unique(keys[plain], return_inverse=True, return_counts=True)
    hits = np.bincount(inverse, weights=inside[plain])
    for flag, most in ((NEVER_ENTITY, 5e-3), (RARELY_ENTITY, 4e-2)):
        gone = np.isin(arrays["words.keys"], u[(hits > 1) & (hits > most * n)])
        say(f"{np.count_nonzero(gone & ((flags & flag) > 0))} words lose flag {flag}")
        flags = np.where(gone, flags & ~np.uint8(flag), flags).astype(np.uint8)
    arrays["words.flags"] = np.where(arrays["words.keys"] == 0, 0, flags).astype(np.uint8)


def never_entity(arrays: dict[str, Array], tagged: list[tuple[Array, Array, Array]]) -> None:
    """Flags words that in small letters, or as marks, are never or rarely part of an entity."""
    keys = np.concatenate([k for k, _, _ in tagged])
    shapes = np.concatenate([s for _, s, _ in tagged])
    inside = np.concatenate([y for _, _, y in tagged]) > 0
    plain = (shapes == LOWER) | (shapes == MARK)
    u, inverse, n = np.unique(keys[plain], return_inverse=True, return_counts=True)
    hits = np.bincount(inverse, weights=inside[plain])
    flags = arrays["words.flags"]
    # a word must be frequent before its absence proves that it never is in an entity
    for flag, most, doubt in ((NEVER_ENTITY, 5e-4, 0.5), (RARELY_ENTITY, 2e-2, 0.02)):
        safe = u[(hits + doubt) / n <= most]
        flags = flags | np.isin(arrays["words.keys"], safe) * flag
        share = np.isin(keys[plain], safe).sum() / len(keys)
        say(f"{len(safe)} words at most {most} in entities, {share:.2f} of the tokens")
    arrays["words.flags"] = np.where(arrays["words.keys"] == 0, 0, flags).astype(np.uint8)


def export(keys: Array, crf: Crf, arrays: dict[str, Array], out: pathlib.Path, most: int) -> None:
    """Writes the model: the strongest features, eight bits a weight."""
    strength = np.abs(crf.weights).max(axis=1)
    chosen = np.argsort(-strength)[:most]
    chosen = np.sort(chosen[strength[chosen] > 0])
    scale = float(np.quantile(np.abs(crf.weights[chosen]), 0.9999)) / 127
    weights = np.clip(np.rint(crf.weights[chosen] / scale), -127, 127).astype(np.int8)
    columns = {
        **feature_arrays(keys[chosen], weights),
        "scale": np.array([scale]),
        "trans": crf.trans.astype(np.float32),
        "init": crf.init.astype(np.float32),
        **arrays,
    }
    save(out / MODEL, columns)
    corpora.made(out, MODEL)
    say(f"{len(chosen)} features, scale {scale:.4f}")


def load_classes(path: pathlib.Path) -> dict[str, Array]:
    """Word vectors and classes, made first if the file does not exist."""
    if not path.exists():
        entities_clusters.make(path)
    with np.load(path) as z:
        return dict(z)


def cross_validate(words: Words, folds: int) -> None:
    """Figures over the gold articles of train: each is tagged by a CRF that did not see it.

    The texts of which the names alone are marked teach in every fold. By genre where
    ``gold/KINDS.tsv`` tells it, "press" otherwise; the labels of the tagger, and what the package
    decides.
    """
    arts = [article(r, grammars=True) for r in gold("train")]
    marked = [article(r, grammars=True) for r in annotated() + own()]
    kinds = genres()
    order = np.random.default_rng(4).permutation(len(arts)).tolist()
    order.sort(key=lambda i: kinds.get(arts[i].id, "press"))  # each fold has its share of all
    totals: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for k in range(folds):
        held = set(order[k::folds])
        taught = [a for i, a in enumerate(arts) if i not in held] + marked
        data = GoldData(augmented(taught, shares=(0.4, 0.2)), words)
        keys, crf = gold_crf(data, 1)
        del data
        fold: dict[tuple[str, str], dict[str, Counter[str]]] = {}
        for genre in sorted({kinds.get(arts[i].id, "press") for i in held}):
            some = [arts[i] for i in sorted(held) if kinds.get(arts[i].id, "press") == genre]
            for name, counted in (("tagged", count), ("decided", count_settled)):
                n = GoldData(some, words).evaluate(crf, keys, counted)
                for group in (genre,) if genre == "press" else (genre, "other genres"):
                    for where in (totals, fold):
                        total = where.setdefault((group, name), defaultdict(Counter))
                        for label, c in n.items():
                            total[label] += c
        for (group, name), total in sorted(fold.items()):
            say(f"fold {k + 1}, {group}, {name}:", row_of(total))
    for (group, name), total in sorted(totals.items()):
        say(f"{group}, {name}:", row_of(total))


def main() -> None:
    parser = corpora.arguments(__doc__)
    parser.add_argument("classes", type=pathlib.Path)
    parser.add_argument("--silver", type=int, default=1_400_000, help="tokens of silver")
    parser.add_argument("--features", type=int, default=250_000, help="features of the model")
    parser.add_argument(
        "--earlier", action="store_true",
        help="the tagger of the package votes with the teacher, in the place of a network",
    )  # fmt: skip
    parser.add_argument(
        "--further", type=int, default=0, metavar="TEXTS",
        help="train the package's model on over gold; its features are looked for in so many texts",
    )  # fmt: skip
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    classes = load_classes(args.classes)
    arts = [article(r, grammars=True) for r in gold("train") + annotated() + own()]
    words, arrays = build_words(classes, [a.tokens for a in arts])
    say(f"{len(TEMPLATES)} templates, {int((arrays['words.keys'] > 0).sum())} words")
    if args.folds:
        cross_validate(words, args.folds)
        return
    copies = augmented(arts, shares=(0.4, 0.2) if args.further else (1.0, 0.5))
    tagged = [(a.tokens.keys, a.tokens.shapes, np.where(a.allow == 1, 0, 1)) for a in arts]
    dev_arts = [article(r, grammars=True) for part in PARTS[1:] for r in gold(part)]
    if args.further:
        keys, crf = further(GoldData(copies, words), words, args.further)
        say("further on dev:", row_of(GoldData(dev_arts, words).evaluate(crf, keys)))
        flags_of_before(arrays, tagged)
        export(keys, crf, arrays, args.out, args.features)
        return
    if not args.silver:
        keys, crf = gold_crf(GoldData(copies, words), 2)
        say("CRF on dev:", row_of(GoldData(dev_arts, words).evaluate(crf, keys)))
        never_entity(arrays, tagged)
        export(keys, crf, arrays, args.out, args.features)
        return
    taught = GoldData(copies, words, rules=True)
    keys, crf = gold_crf(taught, 1)
    dev = GoldData(dev_arts, words, rules=True)
    say("CRF with rules on dev:", row_of(dev.evaluate(crf, keys)))
    net, earlier = None, None
    if args.earlier:
        earlier = TaggerModel(load_model(MODEL))
    else:
        import entities_net  # needs torch, which the other ways do without

        vectors = entities_net.Vectors(classes)
        net = gold_net(taught, words, vectors), vectors
    teacher = Teacher(keys, crf, words, net, earlier)
    say("teacher on dev:", row_of(dev.evaluate_teacher(teacher)))
    held = [r for part in PARTS for r in gold(part)]
    more = silver(teacher, args.silver, {opening(r["text"]) for r in held})
    data = GoldData(copies, words)
    keys, crf = student(data, more)
    say("student on dev:", row_of(GoldData(dev_arts, words).evaluate(crf, keys)))
    never_entity(arrays, tagged + more["tagged"])
    export(keys, crf, arrays, args.out, args.features)


if __name__ == "__main__":
    main()

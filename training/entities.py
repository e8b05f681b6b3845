"""Trains the entity tagger and writes ``src/vntext/data/entities/model/tagger.safetensors``.

usage: python training/entities.py CLASSES.npz [--data FOLDER] [--out FOLDER] [--silver N]

1. Teacher (entities_teacher.py): a CRF that also sees the rule layer's spans, and a network (with
   ``--earlier`` the package's tagger instead), on the gold articles (train), with copies of lines
   in capitals and in small letters.
2. Silver (entities_silver.py): the teacher tags unlabelled texts of all genres, and names are
   carried through them; where it is unsure the label stays open.
3. Student (entities_fit.py): one CRF on silver and gold, with the features that both show often
   enough.
4. Export: small weights go, the rest become eight-bit numbers in a perfect hash.

``--further TEXTS`` instead trains the package's model on over gold, in a tenth of the time.

CLASSES.npz comes from ``entities_clusters.py``; it is made if it does not exist. ``--folds K``
cross-validates over the gold articles of train instead, and writes nothing.
"""

from __future__ import annotations

import pathlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

import corpora
from archive import save
from corpora import say
from entities_corpus import annotated, genres, gold, opening, own
from entities_data import (
    PARTS,
    article,
    count,
    count_settled,
    row_of,
)
from entities_fit import further, gold_crf, gold_net, student
from entities_gold import GoldData, augmented
from entities_silver import silver
from entities_teacher import Teacher
from entities_words import build_words, flags_of_before, load_classes, never_entity
from vntext.entities.tagger_model import MODEL, TaggerModel
from vntext.entities.tagger_tables import feature_arrays
from vntext.entities.tagger_templates import TEMPLATES
from vntext.tables import load_model

if TYPE_CHECKING:
    from entities_crf import Crf
    from vntext.entities.tagger_features import Words


Array = Any

SEEDS = 3
"""How often a model is trained on; the mean of so many depends less on the order of the texts."""


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
        keys, crf = further(GoldData(copies, words), words, args.further, SEEDS)
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

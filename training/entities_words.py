"""The tagger's table of words: their classes, and which are never part of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

import entities_clusters
from corpora import say
from vntext.entities.tagger_features import NEVER_ENTITY, RARELY_ENTITY, Words
from vntext.entities.tagger_model import MODEL
from vntext.names.gazetteers import phrases
from vntext.tables import HashIndex, load_model
from vntext.tokens.column import CAPITALIZED, LOWER, MARK, MIXED, tokenize

if TYPE_CHECKING:
    import pathlib


Array = Any


def load_classes(path: pathlib.Path) -> dict[str, Array]:
    """Word vectors and classes, made first if the file does not exist."""
    if not path.exists():
        entities_clusters.make(path)
    with np.load(path) as z:
        return dict(z)


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

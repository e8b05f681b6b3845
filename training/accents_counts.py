"""What the model of accents counts: words, their readings and n-grams."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.tables import HashIndex, ngram_keys
from vntext.text.accents_model import (
    FIRST_WORD,
    MARK_ID,
    OTHER_ID,
    START_ID,
    STEP,
    model_word,
)
from vntext.text.folding import strip_diacritics
from vntext.text.pieces import BREAK, KEEP, MARK, gap_kind, pieces
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    Array = np.ndarray[Any, Any]

SYLLABLES = "text/syllables.tsv"
MIN_COUNT = 4  # a word seen less often is an unknown word
MIN_SHARE = 4e-4  # of its spelling without accents: rarer readings are left out
MIN_FOREIGN = 30  # a word that is no Vietnamese syllable needs this count to be in the model
MAX_READINGS = 16
BIGRAMS = 980_000
TRIGRAMS = 1_970_000
FOLDS = 4  # parts of the texts that are restored by models of the others


def vocabulary(counts):
    """Words of the model by count, and the readings of each spelling without accents."""
    by_key = {}
    for word, n in counts.items():
        if n < MIN_COUNT or len(word) > 7:
            continue
        if not is_vietnamese_syllable(word) and n < MIN_FOREIGN:
            continue
        by_key.setdefault(strip_diacritics(word), []).append((n, word))
    kept = {}
    for key, found in by_key.items():
        total = sum(n for n, _ in found)
        ranked = sorted(found, key=lambda x: (-x[0], x[1]))[:MAX_READINGS]
        kept[key] = [word for n, word in ranked if n >= total * MIN_SHARE]
    return dict(sorted(kept.items()))


def syllable_table(counts):
    """The table of syllables in use, by how rare they are."""
    used = {w: n for w, n in counts.items() if n >= 3 and is_vietnamese_syllable(w)}
    total = sum(used.values())
    rows = {}
    for word, n in used.items():
        rows.setdefault(round(-np.log(n / total)), []).append(word)
    lines = [
        "# Syllables in use, by how rare they are: minus the natural logarithm of their share.",
        "# rarity\tsyllables",
        *(f"{rarity}\t{' '.join(sorted(rows[rarity]))}" for rarity in sorted(rows)),
    ]
    return "\n".join(lines) + "\n"


def stepped(x):
    return np.clip(np.rint(x / STEP), -127, 127).astype(np.int8)


class Counted(NamedTuple):
    """What a model is estimated from.

    Attributes:
        pieces: As `read` gives them.
        tokens: Ids of the tokens of all texts.
        owners: Of each token the number of its text.
        size: How many ids there are.
        of_key: Of each id the number of its spelling, from 1.
        same: The columns that do not depend on what is left out.
    """

    pieces: tuple[Array, Array, list[str]]
    tokens: Array
    owners: Array
    size: int
    of_key: Array
    same: dict[str, Array]


def counted(all_texts, say):
    """Texts as tokens of a model, and its words."""
    stream, owners, names = pieces_of = read(all_texts)
    say(len(stream), "pieces,", len(names), "different")
    seen = np.bincount(stream, minlength=len(names))
    counts = Counter()
    kind = np.zeros(len(names), np.int32)  # id in the model; -1 for spaces
    words = {}
    for i, name in enumerate(names):
        if name.isalpha():
            words[i] = model_word(name)
            counts[words[i]] += int(seen[i])
        else:
            kind[i] = {BREAK: START_ID, MARK: MARK_ID, KEEP: OTHER_ID}.get(gap_kind(name), -1)
    readings = vocabulary(counts)
    ids = {}
    for found in readings.values():
        for word in found:
            ids[word] = FIRST_WORD + len(ids)
    size = FIRST_WORD + len(ids)
    say(size, "words,", len(readings), "spellings")
    capital = np.zeros(len(names), bool)
    for i, word in words.items():
        kind[i] = ids.get(word, OTHER_ID)
        capital[i] = names[i][0].isupper() and not (len(names[i]) > 1 and names[i].isupper())

    inside = kind[stream] >= 0
    tokens, upper, owners = kind[stream][inside], capital[stream][inside], owners[inside]
    once = np.r_[True, (tokens[1:] != START_ID) | (tokens[:-1] != START_ID)]
    tokens, upper, owners = tokens[once], upper[once], owners[once]
    inner = np.r_[False, tokens[:-1] != START_ID]
    say(len(tokens), "tokens")

    # Capital letters inside a sentence: a name reads otherwise than the word.
    words_in = tokens[inner]
    one = np.bincount(words_in, minlength=size).astype(float)
    cap = np.bincount(words_in[upper[inner]], minlength=size).astype(float)
    of_key = np.zeros(size, np.int64)
    for k, found in enumerate(readings.values()):
        of_key[[ids[w] for w in found]] = k + 1
    share = (one + 0.5) / np.bincount(of_key, one + 0.5)[of_key]
    share_cap = (cap + 2 * share) / np.bincount(of_key, cap + 2 * share)[of_key]
    share_low = (one - cap + 2 * share) / np.bincount(of_key, one - cap + 2 * share)[of_key]

    same = {
        "spellings": np.frombuffer("\n".join(readings).encode(), np.uint8),
        "readings": np.frombuffer(
            "\n".join(" ".join(r) for r in readings.values()).encode(), np.uint8
        ),
        "capital": stepped(np.log(share_cap / share)),
        "small": stepped(np.log(share_low / share)),
    }
    return Counted(pieces_of, tokens, owners, size, of_key, same)


def estimate(tokens, size, of_key, say):
    """Interpolated Kneser-Ney over three tokens, pruned.

    Returns the arrays of the model, and for the scores of pairs and triples the keys of the entries
    and where they stand.

    A score is the logarithm of the probability less what the model says without the entry, so that
    log p(c | a, b) = uni[c] + bow[b] + bi[b, c] + bi.bow[a, b] + tri[a, b, c], each 0 when absent.
    """
    t = tokens.astype(np.uint64)
    width, low = np.uint64(16), np.uint64(0xFFFF)
    two = (t[:-1] << width) | t[1:]
    inside2 = tokens[1:] != START_ID
    inside3 = (tokens[1:-1] != START_ID) & inside2[1:]  # nothing spans a break
    two_u, two_n = np.unique(two[inside2], return_counts=True)
    three_u, three_n = np.unique(((two[:-1] << width) | t[2:])[inside3], return_counts=True)
    say(len(two_u), "pairs,", len(three_u), "triples")
    a2, b2 = (two_u >> width).astype(np.int64), (two_u & low).astype(np.int64)
    c3 = (three_u & low).astype(np.int64)
    head = np.searchsorted(two_u, three_u >> width)  # the pair (a, b)
    tail = np.searchsorted(two_u, three_u & np.uint64(0xFFFFFFFF))  # the pair (b, c)

    one = np.bincount(tokens[tokens != START_ID], minlength=size).astype(float)
    p1 = (one + 0.1) / (one.sum() + 0.1 * size)
    total2 = np.bincount(a2, two_n, minlength=size)
    less2 = discounts(two_n)[np.minimum(two_n, 3)]
    back2 = (np.bincount(a2, less2, minlength=size) / np.maximum(total2, 1))[a2] * p1[b2]
    p2 = (two_n - less2) / total2[a2] + back2
    total3 = np.bincount(head, three_n, minlength=len(two_u))
    less3 = discounts(three_n)[np.minimum(three_n, 3)]
    lost3 = np.bincount(head, less3, minlength=len(two_u)) / np.maximum(total3, 1)
    back3 = lost3[head] * p2[tail]
    p3 = (three_n - less3) / total3[head] + back3

    # How much an entry is missed: its count times the step that it makes, times how unsure the
    # readings are without it ("của" after "chính quyền" needs no triple).
    sure1 = p1 / np.bincount(of_key, p1)[of_key]
    _, group = np.unique(a2 * size + of_key[b2], return_inverse=True)
    sure2 = p2 / np.bincount(group, p2)[group]
    gain3 = three_n * np.log(p3 / back3)
    gain3 *= 0.02 + (1 - sure2[tail]) + (1 - sure2[head]) + 0.5 * (1 - sure1[a2[head]])
    kept3 = np.sort(np.argsort(-gain3, kind="stable")[:TRIGRAMS])
    gain2 = two_n * np.log(p2 / back2)
    gain2 *= 0.02 + (1 - sure1[b2]) + (1 - sure1[a2])
    gain2 += 0.2 * np.bincount(head[kept3], gain3[kept3], minlength=len(two_u))
    kept2 = np.sort(np.argsort(-gain2, kind="stable")[:BIGRAMS])

    # weights of backing off that make the pruned model sum to one again
    left = 1 - np.bincount(a2[kept2], p2[kept2], minlength=size)
    bow1 = left / (1 - np.bincount(a2[kept2], p1[b2[kept2]], minlength=size))
    bow1 = np.clip(bow1, 1e-3, 1)
    p2 = np.where(np.isin(np.arange(len(two_u)), kept2), p2, bow1[a2] * p1[b2])
    score2 = np.log(p2[kept2] / (bow1[a2[kept2]] * p1[b2[kept2]]))
    h, q = head[kept3], tail[kept3]
    left = 1 - np.bincount(h, p3[kept3], minlength=len(two_u))
    bow2 = left / np.maximum(1 - np.bincount(h, p2[q], minlength=len(two_u)), 1e-9)
    bow2 = np.clip(bow2, 1e-3, 1)
    stored = np.zeros(len(two_u), bool)
    stored[kept2] = True
    bow2 = np.where(stored, bow2, 1.0)
    score3 = np.log(p3[kept3] / (bow2[h] * p2[q]))

    arrays = {"uni": np.rint(np.log(p1) / STEP).astype(np.int16), "bow": stepped(np.log(bow1))}
    ngrams = {}
    pairs = np.stack([a2[kept2], b2[kept2]], 1)
    triples = np.stack([a2[h], b2[h], c3[kept3]], 1)
    for name, rows, columns in (
        ("bi", pairs, {"score": score2, "bow": np.log(bow2[kept2])}),
        ("tri", triples, {"score": score3}),
    ):
        keys = ngram_of(rows)
        index, slots = HashIndex.build(keys)
        ngrams[f"{name}.score"] = (keys, slots)
        say(name, len(rows), "entries kept,", index.size, "slots")
        arrays |= index.arrays(name)
        for column, values in columns.items():
            stored_column = np.zeros(index.size, np.int8)
            stored_column[slots] = stepped(values)
            arrays[f"{name}.{column}"] = stored_column
    return arrays, ngrams


def ngram_of(rows):
    """Keys as `ngram_keys` makes them, for separate rows."""
    n = rows.shape[1]
    return ngram_keys(rows.reshape(-1), n)[::n]


def discounts(counts):
    """Modified Kneser-Ney: what is taken from entries seen once, twice, three times and more."""
    # at least one of each, as a small corpus may have none
    n1, n2, n3, n4 = (max(1.0, float(np.sum(counts == k))) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.array([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3])


def read(all_texts):
    """All texts as one array of numbers of pieces, the text of each piece, and the pieces."""
    number = {}
    found, owners = [], []
    for k, text in enumerate(all_texts):
        ids = [number.setdefault(p, len(number)) for p in [*pieces(text), "\n"]]
        found.append(np.array(ids, np.int32))
        owners.append(np.full(len(ids), k, np.int32))
    return np.concatenate(found), np.concatenate(owners), list(number)

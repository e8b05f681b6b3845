"""The language model behind `restore_diacritics`: which reading of a bare syllable is meant.

Every bare syllable ("co") has readings (có, cô, cơ ...). Text is a path through the readings,
scored by a model of three syllables. Two passes: the pairs of neighbours tell the few best
readings of each place, then the best path through those is found with triples. All look-ups of a
batch are made in one go over arrays; only the recursion runs along the text, over all sentences at
a time.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vntext.kernel import kernel
from vntext.tables import HashIndex, load_model, ngram_keys
from vntext.text.accents_lattice import Lattice
from vntext.text.accents_net import AccentNet, wide, windows
from vntext.text.syllables import is_vietnamese_syllable, join_syllable, split_syllable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

__all__ = ["FIRST_WORD", "LIMIT", "AccentModel", "accent_model", "model_word"]

# Ids of what is no word of the model; words follow.
START_ID, MARK_ID, OTHER_ID = 0, 1, 2
FIRST_WORD = 3
STEP = 1 / 16  # of a stored score, in nats
LIMIT = 96  # syllables that one path may span: longer runs without a stop are cut
UNSURE = np.float32(2.5)  # nats between the best two below which the net is asked
NEAR = np.float32(8)  # nats behind the best reading of a place at which another cannot win
BEST = 4  # readings of each place that the second pass looks at
_NEVER = np.float32(-1e9)
# what n-gram keys multiply the id at each place with
_PLACES = [ngram_keys(np.array([0] * k + [1]), k + 1)[0] for k in range(3)]


@lru_cache(maxsize=1 << 16)
def model_word(word: str) -> str:
    """A word as the model knows it: lower case, one place of the tone."""
    low = word.lower()
    if low.isascii() or not is_vietnamese_syllable(low):
        return low
    parts = split_syllable(low)
    return join_syllable(parts) if parts else low


class Paths(NamedTuple):
    """What decoding gives, one row a token.

    Attributes:
        best: Ids of the chosen readings.
        scores: For every reading of every token the best path through it, in nats; by pairs alone
            for those that are far behind. None when they were not asked for.
        owners: The token of each row of ``scores``.
    """

    best: Ints
    scores: Floats
    owners: Ints


class AccentModel:
    """The tables, read from ``data/text/accents.safetensors``."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        spellings = arrays["spellings"].tobytes().decode().split("\n")
        rows = [r.split(" ") for r in arrays["readings"].tobytes().decode().split("\n")]
        self.words: list[str] = ["", "", ""]
        self.spelling: dict[str, int] = {}
        first = [START_ID, MARK_ID, OTHER_ID]
        many = [1, 1, 1]
        for i, (spelling, row) in enumerate(zip(spellings, rows, strict=True)):
            self.spelling[spelling] = i + FIRST_WORD
            first.append(len(self.words))
            many.append(len(row))
            self.words += row
        self.first = np.array(first, np.int64)
        self.many = np.array(many, np.int64)
        self.row_of = np.repeat(
            np.arange(len(many)), self.many
        )  # of a word the row of its spelling
        self.ids = {w: i for i, w in enumerate(self.words) if w}
        self.uni = arrays["uni"].astype(np.float32) * np.float32(STEP)
        self.plain = np.array([w.isascii() for w in self.words])
        weight = np.where(self.plain, 0, np.exp(self.uni))
        # of each spelling, the part of its uses that has accents
        of_spelling = np.add.reduceat(np.exp(self.uni), self.first)
        self.accented_share = (np.add.reduceat(weight, self.first) / of_spelling).tolist()
        self.spelling_score = np.log(of_spelling)
        self.bow = arrays["bow"].astype(np.float32) * np.float32(STEP)
        self.capital = arrays["capital"].astype(np.float32) * np.float32(STEP)
        self.small = arrays["small"].astype(np.float32) * np.float32(STEP)
        self.pairs = HashIndex.from_arrays(arrays, "bi")
        self.pair_score = arrays["bi.score"].astype(np.float32) * np.float32(STEP)
        self.pair_bow = arrays["bi.bow"].astype(np.float32) * np.float32(STEP)
        self.triples = HashIndex.from_arrays(arrays, "tri")
        self.triple_score = arrays["tri.score"]
        native = kernel()
        self.net = AccentNet(arrays) if "net.rows" in arrays else None
        more = {"plain": self.plain, "first": self.first}
        if native and self.net:
            more |= wide(arrays)
        self._native = native and native.Accents(arrays | more)

    def decode(
        self,
        first: Ints,
        many: Ints,
        case: NDArray[np.int8],
        bare: NDArray[np.int16],
        row: Ints,
        *,
        scores: bool = False,
    ) -> Paths:
        """Chooses a reading for every token.

        Args:
            first: Id of the first reading of each token; the first token is ``START_ID``.
            many: How many readings it has; their ids follow one another.
            case: 1 for a capital inside a sentence, 0 for a small letter, -1 where case says
                nothing.
            bare: What a reading without accents gets on top, in steps of a stored score.
            row: The row of each token's spelling.
            scores: Whether the scores of all readings are wanted.

        Returns:
            The readings chosen, and the scores of all.
        """
        if self._native is None:
            return self._decode(first, many, case, bare, row)
        columns = {
            "first": first.astype(np.int32),
            "many": many.astype(np.int32),
            "case": np.ascontiguousarray(case),
            "bare": np.ascontiguousarray(bare),
            "row": row.astype(np.int32),
        }
        best, found = self._native.decode(columns, scores)
        owners = np.repeat(np.arange(len(first)), many) if scores else np.zeros(0, np.int64)
        return Paths(
            np.frombuffer(best, np.int32),
            np.frombuffer(found, np.int32) * np.float32(STEP),
            owners,
        )

    def _decode(
        self, first: Ints, many: Ints, case: NDArray[np.int8], bare: NDArray[np.int16], row: Ints
    ) -> Paths:
        """`decode` by arrays. All scores are whole steps, so sums are exact in any order."""
        n = len(first)
        ends = np.cumsum(many)
        begins = ends - many
        owners = np.repeat(np.arange(n), many)
        ids = np.arange(int(ends[-1])) - begins[owners] + first[owners]
        alone = self.uni[ids]
        of = case[owners]
        alone += np.where(of > 0, self.capital[ids], np.where(of == 0, self.small[ids], 0))
        alone += bare[owners] * self.plain[ids] * np.float32(STEP)

        # Pairs (i - 1, i): every reading of one with every reading of the other, those that end in
        # one reading side by side. What the best neighbour before says goes to each reading.
        local = alone.copy()
        bow = self.bow[ids]
        follows = first != START_ID
        rows = np.flatnonzero(follows[owners])
        if len(rows):
            before = owners[rows] - 1
            sizes = many[before]
            group = np.cumsum(sizes) - sizes
            left = np.repeat(begins[before] - group, sizes)
            left += np.arange(len(left))
            keys = np.repeat(ids[rows].astype(np.uint64) * _PLACES[1], sizes)
            keys += (ids.astype(np.uint64) * _PLACES[0]).take(left)
            slots, hit = self.pairs.find(keys)
            score = self.pair_score.take(slots)
            score *= hit
            local[rows] += np.maximum.reduceat(score + (alone + bow).take(left), group)
            # the same pairs, those that begin in one reading side by side
            score += np.repeat(alone[rows], sizes)
            pairs_of = np.zeros(n, np.int64)
            pairs_of[before[::-1]] = group[::-1]
            rows = np.flatnonzero(np.r_[follows[1:], False][owners])
            token = owners[rows]
            sizes = many[token + 1]
            group = np.cumsum(sizes) - sizes
            start = pairs_of[token] + rows - begins[token]
            step = np.repeat(many[token], sizes)
            step[group] = start
            step[group[1:]] -= (start + (sizes - 1) * many[token])[:-1]
            np.cumsum(step, out=step)
            local[rows] += np.maximum.reduceat(score.take(step), group) + bow[rows]
        width = int(many.max())
        column = np.arange(len(owners)) - begins[owners]
        table = np.full((n, width), _NEVER, np.float32)
        table[owners, column] = local
        few = min(BEST, width)
        # stable: a tie is decided alike in every batch
        top = np.argsort(-table, axis=1, kind="stable")[:, :few]
        best_of = np.take_along_axis(table, top, 1)
        near = best_of >= best_of[:, :1] - NEAR
        state = np.full((n, width), _NEVER, np.float32)
        state[owners, column] = alone
        alone = np.where(near, np.take_along_axis(state, top, 1), _NEVER)
        chosen = np.minimum(first[:, None] + top, len(self.words) - 1)
        lattice = Lattice(first == START_ID)
        pair, move = self._lattice_scores(lattice, chosen, alone, near)
        through = lattice.through(pair, move)
        if self.net:
            at = self._unsure(through, near)
            added = self.net.scores(*windows(row, case, at), chosen[at])
            pair[at] += np.where(near[at], added * np.float32(STEP), 0)[:, None]
            through = lattice.through(pair, move)
        best = chosen[np.arange(n), lattice.best_path(pair, move)]
        most = through.max(axis=1)
        least = np.where(near, through, np.float32(np.inf)).min(axis=1)
        scores = np.minimum(local + (most - best_of[:, 0])[owners], least[owners])
        kept = np.flatnonzero(near)
        token, place = np.divmod(kept, few)
        scores[begins[token] + chosen[token, place] - first[token]] = through[token, place]
        return Paths(best, scores, owners)

    @staticmethod
    def _unsure(through: Floats, near: NDArray[np.bool_]) -> Ints:
        """Tokens whose second best reading is hardly worse than the best."""
        if through.shape[1] < 2:
            return np.zeros(0, np.int64)
        two = np.sort(np.where(near, through, _NEVER), axis=1)[:, -2:]
        found: Ints = np.flatnonzero((two[:, 1] - two[:, 0] < UNSURE) & (near.sum(axis=1) > 1))
        return found

    def _pair(self, a: Ints, b: Ints) -> tuple[Floats, NDArray[np.intp], NDArray[np.bool_]]:
        """Scores of b after a, without b's own; where the pair stands, and whether it does."""
        keys = a.astype(np.uint64) * _PLACES[0]
        keys += b.astype(np.uint64) * _PLACES[1]
        slots, hit = self.pairs.find(keys)
        score = self.pair_score.take(slots)
        score *= hit
        score += self.bow.take(a)
        return score, slots, hit

    def follow(self, before: Ints, last: Ints, now: Ints) -> Floats:
        """Logarithms of the probability of words after two others, row by row, in nats.

        Args:
            before: Ids of the words two places before; `OTHER_ID` where there is none.
            last: Ids of the words before.
            now: Ids of the words.
        """
        score, _, _ = self._pair(last, now)
        _, slots, hit = self._pair(before, last)
        score += self.uni.take(now) + self.pair_bow.take(slots) * hit
        keys = before.astype(np.uint64) * _PLACES[0]
        keys += last.astype(np.uint64) * _PLACES[1]
        keys += now.astype(np.uint64) * _PLACES[2]
        slots, hit = self.triples.find(keys)
        score += self.triple_score.take(slots) * hit * np.float32(STEP)
        return score

    def _lattice_scores(
        self, lattice: Lattice, ids: Ints, alone: Floats, near: NDArray[np.bool_]
    ) -> tuple[Floats, Floats]:
        """What pairs and triples of a few readings of each token are worth.

        Args:
            lattice: Where paths begin and end.
            ids: The readings, the best first, shape ``(n, few)``.
            alone: Their own scores.
            near: Which of them can still win.

        Returns:
            ``pair[i, b, c]``: score of reading c of token i after b of token i - 1;
            ``move[a, i, b, c]``: what reading a of token i - 2 adds.
        """
        n, few = ids.shape
        pair = np.full((n, few, few), _NEVER, np.float32)
        bow = np.zeros((n, few, few), np.float32)
        token, b, c = np.nonzero(near[:-1, :, None] & near[1:, None, :])
        token += 1
        score, slots, hit = self._pair(ids[token - 1, b], ids[token, c])
        pair[token, b, c] = score + alone[token, c]
        bow[token, b, c] = self.pair_bow.take(slots) * hit
        # triples where two tokens of the same path precede
        move = np.zeros((few, n, few, few), np.float32)
        third = np.flatnonzero(lattice.depth >= 2)
        at, a, b, c = np.nonzero(
            near[third - 2][:, :, None, None]
            & near[third - 1][:, None, :, None]
            & near[third][:, None, None, :]
        )
        token = third[at]
        keys = ids[token - 2, a].astype(np.uint64) * _PLACES[0]
        keys += ids[token - 1, b].astype(np.uint64) * _PLACES[1]
        keys += ids[token, c].astype(np.uint64) * _PLACES[2]
        slots, hit = self.triples.find(keys)
        triple = self.triple_score.take(slots) * hit * np.float32(STEP)
        move[a, token, b, c] = triple + bow[token - 1, a, b]
        return pair, move


@cache
def accent_model() -> AccentModel:
    """The model of the package, loaded once."""
    return AccentModel(load_model("text/accents.safetensors"))

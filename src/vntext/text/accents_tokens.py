"""A text as the model of accents reads it: tokens, each with the readings that it may have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vntext.text.accents_model import (
    LIMIT,
    MARK_ID,
    OTHER_ID,
    START_ID,
    STEP,
    AccentModel,
    model_word,
)
from vntext.text.chat_forms import chat_forms, words_before_letters
from vntext.text.pieces import BREAK, KEEP, MARK, gap_kind, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    _Ints = NDArray[np.int64]
    _Columns = tuple[_Ints, _Ints, NDArray[np.int8], NDArray[np.int16], _Ints]

__all__ = ["SMALL", "WORDS", "AccentTokens", "batches"]

_BATCH = 8192  # tokens decoded at a time: what they need stays in the cache
_REMEMBERED = 1 << 17  # pieces whose kind is remembered
_ALONE = frozenset("eiu")  # alone they are abbreviations (em, u, i) rather than words
# Shares of accented words of a sentence from which on bare words may be meant to be bare, and are.
_FROM, _FULL = 0.45, 0.7
_KNOWN = 9.0  # nats for leaving a bare word bare in a sentence that is accented throughout


class AccentTokens:
    """The pieces of a text as the model reads them.

    Attributes:
        pieces: The pieces.
        rows: Of each token its row in the table of spellings, or ``WORDS`` and the id of the one
            reading that it can have. The first token, and every one at a break, is ``START_ID``.
        owner: Of each token the index of its piece; -1 for a START that was put in.
        shape: Of each token ``SMALL``, ``_TITLE`` or neither.
        case: 1 for a capital inside a sentence, 0 for a small letter, -1 where case says nothing.
    """

    def __init__(self, model: AccentModel, text: str) -> None:
        self.pieces = pieces(text)
        kinds = _kinds(model)
        kind = np.array([START_ID, *[kinds[p] for p in self.pieces]], np.int64)
        owner = np.flatnonzero(kind >= 0)
        kind = kind[owner]
        # one START for several breaks
        once = np.ones(len(kind), bool)
        once[1:] = (kind[1:] != START_ID) | (kind[:-1] != START_ID)
        kind, owner = kind[once], owner[once] - 1
        # a START within runs that are too long
        starts = np.flatnonzero(kind == START_ID)
        lengths = np.diff(np.r_[starts, len(kind)])
        if lengths.max() > LIMIT + 1:
            cuts = np.concatenate(
                [
                    np.arange(s + LIMIT + 1, s + n, LIMIT)
                    for s, n in zip(starts, lengths, strict=True)
                ]
            )
            kind = np.insert(kind, cuts, START_ID)
            owner = np.insert(owner, cuts, -1)
        kind = _settled(model, kind)
        self.rows = kind & ROW
        self.owner = owner
        self.segment = np.cumsum(self.rows == START_ID) - 1
        self.shape = (kind >> _SHAPE) & _SHAPES
        self.case = self._case(self.shape)

    def _case(self, shape: NDArray[np.int64]) -> NDArray[np.int8]:
        inside = np.zeros(len(shape), bool)
        inside[1:] = (self.rows[1:] > OTHER_ID) & (self.rows[:-1] != START_ID)
        case = np.full(len(shape), -1, np.int8)
        case[inside & (shape == SMALL)] = 0
        case[inside & (shape == _TITLE)] = 1
        # a sentence without any capital, or with capitals throughout, says nothing by them
        capitals = np.bincount(self.segment, shape == _TITLE)
        small = np.bincount(self.segment, case == 0)
        case[~((capitals > 0) & (small > 0))[self.segment]] = -1
        return case


ROW = (1 << 22) - 1
WORDS = 1 << 20  # rows from here on stand for one reading
_SHAPE = 22
SMALL, _TITLE = 1, 2  # shapes: letters all small; the first one a capital, or one capital alone
_SHAPES = 3
_FORM = 24  # the bits from here on: the word that a piece stands for where it is a short form
_DOUBTFUL, _READABLE = 1 << 40, 1 << 41  # it counts between words; it has readings of its own
_COMPANY = 10  # tokens within which another short form must be for one with readings of its own


class _Kinds(dict[str, int]):
    """What a piece is to the model, remembered by piece: its row and shape, -1 for nothing."""

    def __init__(self, model: AccentModel) -> None:
        super().__init__()
        self._model = model
        # a small model may not know them all
        self._forms = {
            form: found for form, found in chat_forms().items() if found.syllable in model.ids
        }

    def __missing__(self, piece: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        if not piece.isalpha():
            row = {BREAK: START_ID, MARK: MARK_ID, KEEP: OTHER_ID}.get(gap_kind(piece), -1)
            self[piece] = row
            return row
        form = self._forms.get(piece)
        if form and not form.doubtful:
            row = self._model.ids[form.syllable] + WORDS
        elif len(piece) == 1 and piece.lower() in _ALONE:
            row = OTHER_ID
        elif piece.isascii():
            row = self._model.spelling.get(piece.lower(), OTHER_ID)
        else:
            known = self._model.ids.get(model_word(piece))
            row = OTHER_ID if known is None else known + WORDS
        if piece.islower():
            row |= SMALL << _SHAPE
        elif piece[0].isupper() and (len(piece) == 1 or not piece.isupper()):
            row |= _TITLE << _SHAPE
        if form:
            row |= self._model.ids[form.syllable] << _FORM
            row |= _DOUBTFUL * form.doubtful | _READABLE * (form.alone)
        self[piece] = row
        return row


@cache
def _kinds(model: AccentModel) -> _Kinds:
    return _Kinds(model)


@cache
def _before_letters(model: AccentModel) -> _Ints:
    """Rows after which a letter is the name of something."""
    rows = [model.spelling[w] for w in words_before_letters() if w in model.spelling]
    return np.array(sorted(rows), np.int64)


def _settled(model: AccentModel, kind: _Ints) -> _Ints:
    """Letters and the like that are short forms where they stand become what they stand for."""
    at = np.flatnonzero(kind >> _FORM)
    if not len(at):
        return kind
    rows = np.append(kind & ROW, START_ID)
    before, after = rows[at - 1], rows[at + 1]
    form = (before != MARK_ID) & (after != MARK_ID) & (before != OTHER_ID)
    form &= (before > OTHER_ID) | (after > OTHER_ID)
    form &= ~np.isin(before, _before_letters(model))
    near = np.diff(at) <= _COMPANY
    company = (np.r_[False, near] | np.r_[near, False]) & (after > OTHER_ID)  # "a" ends as "ạ"
    form &= (kind[at] & _READABLE == 0) | company
    form |= kind[at] & _DOUBTFUL == 0
    word = (kind[at] & (_DOUBTFUL - 1)) >> _FORM
    kind = kind & ((1 << _FORM) - 1)
    kind[at] = np.where(form, (word + WORDS) | (kind[at] & ~ROW), kind[at])
    return kind


def batches(model: AccentModel, tokens: AccentTokens) -> Iterator[tuple[int, _Columns]]:
    """What the model reads, batch by batch: offset, first reading, readings, case, bare, row."""
    rows = tokens.rows
    fixed = rows >= WORDS
    known = np.where(fixed, OTHER_ID, rows)
    first = np.where(fixed, rows - WORDS, model.first[known])
    many = np.where(fixed, 1, model.many[known])
    row = np.where(fixed, model.row_of[first], rows)
    # how far the sentence is accented already: then bare words are meant to be bare
    segment = tokens.segment
    words = rows > OTHER_ID
    share = np.bincount(segment, fixed) / np.maximum(np.bincount(segment, words), 1)
    level = np.clip((share - _FROM) / (_FULL - _FROM), 0, 1)
    bare = np.rint(level * (_KNOWN / STEP)).astype(np.int16)[segment]
    starts = np.flatnonzero(rows == START_ID)
    at = 0
    while at < len(rows):
        if at + _BATCH >= len(rows):
            end = len(rows)
        else:
            end = int(starts[np.searchsorted(starts, at + _BATCH, "right") - 1])
        yield at, tuple(column[at:end] for column in (first, many, tokens.case, bare, row))  # type: ignore[misc]
        at = end

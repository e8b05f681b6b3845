"""Accents put back: "Quoc hoi hop" to "Quốc hội họp", letter for letter."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from vntext.checks import check_choice, check_count, check_str
from vntext.text.accents_model import (
    LIMIT,
    MARK_ID,
    OTHER_ID,
    START_ID,
    STEP,
    AccentModel,
    accent_model,
    model_word,
)
from vntext.text.folding import strip_diacritics
from vntext.text.pieces import BREAK, KEEP, MARK, gap_kind, pieces
from vntext.text.tones import like, place_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from vntext.text.syllables import ToneStyle

    _Shares = list[NDArray[np.float64]]
    _Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int8], NDArray[np.int16]]

__all__ = [
    "Restored",
    "looks_unaccented",
    "restore_diacritics",
    "restore_syllables",
    "should_restore",
]

_BATCH = 8192  # tokens decoded at a time: what they need stays in the cache
_REMEMBERED = 1 << 17  # pieces whose kind is remembered
_CHUNK = 1 << 18  # characters read at a time, to the end of the line
_ALONE = frozenset("eiu")  # alone they are abbreviations (em, u, i) rather than words
_JUDGED = 20_000  # characters that tell whether a text has lost its accents
_SAYS_SOMETHING = 3  # words of a line that can be judged
_MOSTLY = 0.7  # of the words of a text that must stand in lines without accents
# Shares of accented words of a sentence from which on bare words may be meant to be bare, and are.
_FROM, _FULL = 0.45, 0.7
_KNOWN = 9.0  # nats for leaving a bare word bare in a sentence that is accented throughout


class Restored(NamedTuple):
    """One syllable as `restore_syllables` gives it.

    Attributes:
        start: First character, in characters of the composed text.
        end: End (exclusive).
        text: The syllable with its accents.
        confidence: The probability that the reading is right, measured on texts of several genres;
            1 where there is one reading only.
        alternatives: The chosen reading and the best others, each with its confidence.
    """

    start: int
    end: int
    text: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


class _Tokens:
    """The pieces of a text as the model reads them.

    Attributes:
        pieces: The pieces.
        rows: Of each token its row in the table of spellings, or ``_WORDS`` and the id of the one
            reading that it can have. The first token, and every one at a break, is ``START_ID``.
        owner: Of each token the index of its piece; -1 for a START that was put in.
        shape: Of each token ``_SMALL``, ``_TITLE`` or neither.
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
        self.rows = kind & _ROW
        self.owner = owner
        self.segment = np.cumsum(self.rows == START_ID) - 1
        self.shape = kind >> _SHAPE
        self.case = self._case(self.shape)

    def _case(self, shape: NDArray[np.int64]) -> NDArray[np.int8]:
        inside = np.zeros(len(shape), bool)
        inside[1:] = (self.rows[1:] > OTHER_ID) & (self.rows[:-1] != START_ID)
        case = np.full(len(shape), -1, np.int8)
        case[inside & (shape == _SMALL)] = 0
        case[inside & (shape == _TITLE)] = 1
        # a sentence without any capital, or with capitals throughout, says nothing by them
        capitals = np.bincount(self.segment, shape == _TITLE)
        small = np.bincount(self.segment, case == 0)
        case[~((capitals > 0) & (small > 0))[self.segment]] = -1
        return case


_ROW = (1 << 22) - 1
_WORDS = 1 << 20  # rows from here on stand for one reading
_SHAPE = 22
_SMALL, _TITLE = 1, 2  # shapes: letters all small; the first one a capital, or one capital alone


class _Kinds(dict[str, int]):
    """What a piece is to the model, remembered by piece: its row and shape, -1 for nothing."""

    def __init__(self, model: AccentModel) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, piece: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        if not piece.isalpha():
            row = {BREAK: START_ID, MARK: MARK_ID, KEEP: OTHER_ID}.get(gap_kind(piece), -1)
            self[piece] = row
            return row
        if len(piece) == 1 and piece.lower() in _ALONE:
            row = OTHER_ID
        elif piece.isascii():
            row = self._model.spelling.get(piece.lower(), OTHER_ID)
        else:
            known = self._model.ids.get(model_word(piece))
            row = OTHER_ID if known is None else known + _WORDS
        if piece.islower():
            row |= _SMALL << _SHAPE
        elif piece[0].isupper() and (len(piece) == 1 or not piece.isupper()):
            row |= _TITLE << _SHAPE
        self[piece] = row
        return row


@cache
def _kinds(model: AccentModel) -> _Kinds:
    return _Kinds(model)


def _batches(model: AccentModel, tokens: _Tokens) -> Iterator[tuple[int, _Columns]]:
    """What the model reads, batch by batch: offset, first reading, readings, case, bare."""
    rows = tokens.rows
    fixed = rows >= _WORDS
    known = np.where(fixed, OTHER_ID, rows)
    first = np.where(fixed, rows - _WORDS, model.first[known])
    many = np.where(fixed, 1, model.many[known])
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
        yield at, (first[at:end], many[at:end], tokens.case[at:end], bare[at:end])
        at = end


def restore_diacritics(text: str, *, tones: ToneStyle = "first") -> str:
    """Puts the accents of Vietnamese text back.

    Case, figures, addresses, words of other languages and what is accented already stay. In a
    sentence that is accented throughout, words without accents are taken to be meant so.

    Args:
        text: Text without accents, or with some.
        tones: Where the tone of open ``oa``, ``oe``, ``uy`` goes: ``"first"`` (hòa, thúy) or
            ``"second"`` (hoà, thuý).

    Returns:
        The text with accents; letter for letter, so that positions in it are positions in ``text``
        (in its composed form, where ``text`` is decomposed).

    Raises:
        InvalidTextError: If ``text`` is no ``str``.
        InvalidOptionError: If ``tones`` has another value.

    Example:
        >>> restore_diacritics("Quoc hoi thong qua nghi quyet ve phat trien kinh te.")
        'Quốc hội thông qua nghị quyết về phát triển kinh tế.'
    """
    text = _checked(text, tones)
    model = accent_model()
    parts = []
    at = 0
    while at < len(text):
        # lines do not depend on one another
        cut = text.find("\n", at + _CHUNK) + 1 or len(text)
        parts.append(_restored(model, text[at:cut], tones))
        at = cut
    return "".join(parts)


def _restored(model: AccentModel, text: str, tones: ToneStyle) -> str:
    tokens = _Tokens(model, text)
    out = tokens.pieces
    words = model.words
    for at, batch in _batches(model, tokens):
        best = model.decode(*batch).best
        slot = slice(at, at + len(best))
        open_ = (tokens.rows[slot] > OTHER_ID) & (tokens.rows[slot] < _WORDS) & ~model.plain[best]
        small = open_ & (tokens.shape[slot] == _SMALL)
        if tones == "first":  # as the model has them
            chosen = best[small].tolist()
            for i, reading in zip(tokens.owner[slot][small].tolist(), chosen, strict=True):
                out[i] = words[reading]
            open_ &= ~small
        chosen = best[open_].tolist()
        for i, reading in zip(tokens.owner[slot][open_].tolist(), chosen, strict=True):
            out[i] = _written(words[reading], out[i], tones)
    return "".join(out)


def restore_syllables(
    text: str, *, tones: ToneStyle = "first", n_best: int = 3
) -> tuple[Restored, ...]:
    """Like `restore_diacritics`, syllable by syllable, with confidence and alternatives.

    Args:
        text: Text without accents, or with some.
        tones: As for `restore_diacritics`.
        n_best: The most alternatives of a syllable.

    Returns:
        Every word that has a reading with accents; words of other languages are left out.

    Example:
        >>> [s.text for s in restore_syllables("Chinh phu hop.")]
        ['Chính', 'phủ', 'họp']
    """
    text = _checked(text, tones)
    check_count("n_best", n_best)
    model = accent_model()
    tokens = _Tokens(model, text)
    starts = np.cumsum([0, *map(len, tokens.pieces)]).tolist()
    shares, chosen, places = _shares(model, tokens)
    out = []
    sure = _confidences(shares, chosen, tokens.segment[places]) if places else []
    for place, likely, reading, p in zip(places, shares, chosen, sure, strict=True):
        i, first = int(tokens.owner[place]), int(model.first[tokens.rows[place]])
        piece = tokens.pieces[i]
        rest = likely.copy()
        rest[reading] = 0
        total = rest.sum()
        if total > 0:
            # none is likelier than the one that the whole sentence chose
            rest = np.minimum(rest * ((1 - p) / total), p)
        order = sorted(range(len(rest)), key=lambda j: -rest[j])[: n_best - 1]
        found = tuple(
            (_written(model.words[first + j], piece, tones), round(float(share), 4))
            for j, share in [(reading, p), *((j, rest[j]) for j in order if j != reading)]
        )
        out.append(Restored(starts[i], starts[i] + len(piece), *found[0], found))
    return tuple(out)


def looks_unaccented(text: str) -> bool:
    """Tells whether a text is Vietnamese typed without accents.

    Args:
        text: Any text; a sentence or more says something, a word or two hardly.

    Returns:
        True when nearly no word has accents and most are Vietnamese words that usually have some.

    Raises:
        InvalidTextError: If ``text`` is not a str.

    Example:
        >>> looks_unaccented("Hom nay troi nang dep, chung toi di choi")
        True
        >>> looks_unaccented("Hôm nay trời nắng đẹp"), looks_unaccented("The weather is nice today")
        (False, False)
    """
    model = accent_model()
    bare = 0.0
    known = accented = all_ = 0
    for piece in pieces(_checked(text, "first")):
        if not piece.isalpha():
            continue
        all_ += 1
        if not piece.isascii():
            accented += 1
            continue
        row = model.spelling.get(piece.lower())
        if row is not None:
            share = model.accented_share[row]
            known += share > 0.02  # "we" is in newspapers, too, but has no other reading
            bare += share
    return all_ >= 3 and known >= 0.7 * all_ and bare >= 0.45 * all_ and accented <= 0.1 * all_


def _shares(model: AccentModel, tokens: _Tokens) -> tuple[_Shares, list[int], list[int]]:
    """Of each syllable with readings their shares by pairs, the chosen one, and its token."""
    shares: _Shares = []
    chosen: list[int] = []
    places: list[int] = []
    for at, batch in _batches(model, tokens):
        best, scores, owners = model.decode(*batch, scores=True)
        bounds = np.searchsorted(owners, np.arange(len(best) + 1))
        for k, reading in enumerate(best.tolist()):
            row = int(tokens.rows[at + k])
            if OTHER_ID < row < _WORDS:
                paths = scores[bounds[k] : bounds[k + 1]].astype(float)
                likely = np.exp(paths - paths.max())
                shares.append(likely / likely.sum())
                chosen.append(reading - int(model.first[row]))
                places.append(at + k)
    return shares, chosen, places


def _parts(
    shares: _Shares, chosen: list[int], segments: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """What `vntext.text.accents_confidence.features` reads of syllables."""
    two = np.array([np.sort(np.append(x, 0.0))[:-3:-1] for x in shares])
    own = np.array([x[k] for x, k in zip(shares, chosen, strict=True)])
    return own, two[:, 0], two[:, 1], np.unique(segments, return_inverse=True)[1]


def _confidences(shares: _Shares, chosen: list[int], segments: NDArray[np.int64]) -> list[float]:
    """The probability that each chosen reading is right; 1 where there is one reading only."""
    from vntext.text.accents_confidence import calibrated

    sure = calibrated(*_parts(shares, chosen, segments))
    single = np.array([len(x) == 1 for x in shares])
    return [*np.where(single, 1.0, sure).tolist()]


@lru_cache(maxsize=1 << 16)
def _written(reading: str, piece: str, tones: Literal["first", "second"]) -> str:
    if strip_diacritics(piece) != piece:
        return piece
    return like(place_tone(reading, tones) if tones == "second" else reading, piece)


def _checked(text: str, tones: str) -> str:
    check_str(text)
    check_choice("tones", tones, ("first", "second"))
    return unicodedata.normalize("NFC", text)


def should_restore(text: str) -> bool:
    r"""Tells whether accents should be put back before a text is analysed.

    Other than `looks_unaccented` it judges a whole document by its lines: a title or a note without
    accents does not make an article one that has lost them.

    Args:
        text: Any text.

    Returns:
        True when most lines that say something are Vietnamese without accents.

    Example:
        >>> should_restore("la sinh vien truong dai hoc\nhom nay em di hoc")
        True
        >>> should_restore("Hôm nay em đi học\nhom nay em di hoc, la sinh vien truong dai hoc")
        False
        >>> should_restore("I am a student\nHow are you today")
        False
    """
    check_str(text)
    bare = other = 0
    for line in text[:_JUDGED].splitlines():
        words = len(line.split())
        if words < _SAYS_SOMETHING:
            continue
        if looks_unaccented(line):
            bare += words
        else:
            other += words
    if bare + other == 0:
        return looks_unaccented(text[:_JUDGED])
    return bare >= _MOSTLY * (bare + other)

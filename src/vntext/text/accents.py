"""Accents put back: "Quoc hoi hop" to "Quốc hội họp", letter for letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from vntext.checks import check_choice, check_count, check_str
from vntext.text.accents_model import OTHER_ID, AccentModel, accent_model
from vntext.text.accents_tokens import SMALL, WORDS, AccentTokens, batches
from vntext.text.code_spans import code_spans
from vntext.text.folding import strip_diacritics
from vntext.text.tones import like, place_tone
from vntext.text.unaccented import looks_unaccented, should_restore

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vntext.text.accents_confidence import Evidence
    from vntext.text.syllables import ToneStyle

    _Shares = list[NDArray[np.float64]]

__all__ = [
    "Restored",
    "looks_unaccented",
    "restore_diacritics",
    "restore_syllables",
    "should_restore",
]

_CHUNK = 1 << 18  # characters read at a time, to the end of the line


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


def restore_diacritics(text: str, *, tones: ToneStyle = "first") -> str:
    """Puts the accents of Vietnamese text back.

    Case, figures, addresses, words of other languages and what is accented already stay, and so do
    short forms of chat ("e", "ko"), spans and blocks of code, tags and the targets of links. In a
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
    ends = _code_ends(text) if len(text) > _CHUNK else {}
    while at < len(text):
        # lines do not depend on one another, those of a block of code do
        cut = text.find("\n", at + _CHUNK) + 1 or len(text)
        cut = ends.get(cut, cut)
        parts.append(_restored(model, text[at:cut], tones))
        at = cut
    return "".join(parts)


def _code_ends(text: str) -> dict[int, int]:
    """Where a line begins within code, the end of that code."""
    found: dict[int, int] = {}
    for start, end in code_spans(text):
        at = text.find("\n", start, end) + 1
        while at:
            found[at] = end
            at = text.find("\n", at, end) + 1
    return found


def _restored(model: AccentModel, text: str, tones: ToneStyle) -> str:
    tokens = AccentTokens(model, text)
    out = tokens.pieces
    words = model.words
    for at, batch in batches(model, tokens):
        best = model.decode(*batch).best
        slot = slice(at, at + len(best))
        open_ = (tokens.rows[slot] > OTHER_ID) & (tokens.rows[slot] < WORDS) & ~model.plain[best]
        small = open_ & (tokens.shape[slot] == SMALL)
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
        >>> [s.text for s in restore_syllables("Chinh phu hop bao.")]
        ['Chính', 'phủ', 'họp', 'báo']
    """
    text = _checked(text, tones)
    check_count("n_best", n_best)
    model = accent_model()
    tokens = AccentTokens(model, text)
    starts = np.cumsum([0, *map(len, tokens.pieces)]).tolist()
    shares, chosen, places = _shares(model, tokens)
    out = []
    sure = _confidences(_evidence(model, tokens, shares, chosen, places)) if places else []
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


def _shares(model: AccentModel, tokens: AccentTokens) -> tuple[_Shares, list[int], list[int]]:
    """Of each syllable with readings their shares, the chosen one, and its token."""
    shares: _Shares = []
    chosen: list[int] = []
    places: list[int] = []
    for at, batch in batches(model, tokens):
        best, scores, owners = model.decode(*batch, scores=True)
        bounds = np.searchsorted(owners, np.arange(len(best) + 1))
        for k, reading in enumerate(best.tolist()):
            row = int(tokens.rows[at + k])
            if OTHER_ID < row < WORDS:
                paths = scores[bounds[k] : bounds[k + 1]].astype(float)
                likely = np.exp(paths - paths.max())
                shares.append(likely / likely.sum())
                chosen.append(reading - int(model.first[row]))
                places.append(at + k)
    return shares, chosen, places


def _evidence(
    model: AccentModel, tokens: AccentTokens, shares: _Shares, chosen: list[int], places: list[int]
) -> Evidence:
    """What is known of syllables, as `_shares` gives them."""
    from vntext.text.accents_confidence import Evidence

    many = np.array([len(x) for x in shares])
    # the two best of the others
    second, third = np.array([np.sort(np.append(x, (0.0, 0.0)))[-3:-1][::-1] for x in shares]).T
    own = np.array([x[k] for x, k in zip(shares, chosen, strict=True)])
    first = model.first[tokens.rows[places]]
    reading = first + np.array(chosen)
    return Evidence(
        own,
        second,
        third,
        many,
        np.exp(model.uni[reading] - model.spelling_score[tokens.rows[places]]),
        -model.uni[reading].astype(float),
        np.unique(tokens.segment[places], return_inverse=True)[1],
    )


def _confidences(evidence: Evidence) -> list[float]:
    """The probability that each chosen reading is right; 1 where there is one reading only."""
    from vntext.text.accents_confidence import calibrated

    return [*np.where(evidence.readings == 1, 1.0, calibrated(evidence)).tolist()]


@lru_cache(maxsize=1 << 16)
def _written(reading: str, piece: str, tones: Literal["first", "second"]) -> str:
    if strip_diacritics(piece) != piece:
        return piece
    return like(place_tone(reading, tones) if tones == "second" else reading, piece)


def _checked(text: str, tones: str) -> str:
    check_str(text)
    check_choice("tones", tones, ("first", "second"))
    return unicodedata.normalize("NFC", text)

"""Which part of a text is in which encoding: files hold several, line by line, cell by cell.

Every token of a text that may be in a legacy encoding costs something in each reading
(`vntext.text.readers`). Tokens make cells (what stands between tabs, quotes, tags), cells make
lines. The whole text tells which encodings are in it at all; then the cheapest path through cells
and readings is sought, on which a change costs more inside a line than between lines; then, in the
few cells where it pays, through their tokens.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vntext.text.priced_text import CELL, SPACE, PricedText, wall_pattern
from vntext.text.pricing import BROKEN, word_cost, words_and_signs
from vntext.text.readers import READINGS
from vntext.text.syllables import is_vietnamese_syllable
from vntext.text.token_costs import LOST, MIXED, NCR, suspicious_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Costs = NDArray[np.float32]
    Ints = NDArray[np.intp]

__all__ = ["MARGIN", "Region", "confidence_of", "legacy_regions"]

MARGIN = 8.0  # nats that a reading must be ahead of the text as it stands
_SURE = 40.0  # nats from which on a reading of the whole text is sure
_FEW = 8  # tokens of a text that is so short that neighbours help
_CLOSE = 6.0  # nats between readings of which neighbours may choose another
_SWITCH = (1.5, 2.5, 9.0)  # what a change costs between lines, cells, words
_ENOUGH = 0.7  # of the words that decoding changes must be syllables then
_VIETNAMESE = 0.45  # of all words of a cell must be: one word in a French sentence is no evidence
_MANY = len(READINGS)


class Region(NamedTuple):
    """A part of a text in one legacy encoding.

    Attributes:
        start: First character.
        end: End (exclusive).
        reading: Index in `vntext.text.readers.READINGS`.
        ahead: Nats that its reading is ahead of the next best.
    """

    start: int
    end: int
    reading: int
    ahead: float


def confidence_of(nats: float) -> float:
    """From 0 to 1: how sure a reading is that is so many nats ahead."""
    return round(1 / (1 + math.exp(-max(min(nats, 40.0), -40.0) / 4)), 4)


def legacy_regions(text: str, lines: list[tuple[int, str]] | None = None) -> list[Region]:
    """The parts of a text that are in a legacy encoding, in the order of the text.

    Args:
        text: Any text; parts of it may be read as Windows-1252 or Latin-1.
        lines: Its `suspicious_lines`, where they are known.

    Returns:
        The parts, cut at the ends of cells or lines where they end there. None where nothing is
        sure.
    """
    if lines is None:
        lines = suspicious_lines(text)
    if not lines:
        return []
    # most lines are right: then those that may not be tell whether any is in another encoding
    few = len(lines) * 2 < text.count("\n")
    if few and not _regions(PricedText("\n".join(line for _, line in lines))):
        return []
    return _regions(PricedText(text))


def _regions(tokens: PricedText) -> list[Region]:
    if not tokens.spans:
        return []
    walls = tokens.walls
    begins = np.flatnonzero(walls < SPACE)
    cells: Costs = np.add.reduceat(tokens.costs, begins, axis=0)
    evidence, admitted = _evidence(tokens, cells)
    if len(admitted) < 2:
        return []
    enter = _entering(evidence)[admitted]
    path = _cheapest(cells[:, admitted], walls[begins], enter)
    chosen = np.repeat(path, np.diff(np.append(begins, len(walls))))
    own = tokens.costs[:, admitted]
    _within_cells(own, walls, begins, path, chosen, enter)
    states = np.array(admitted)[chosen]
    if len(states) <= _FEW and len(set(states.tolist())) == 1:
        states[:] = _by_neighbours(tokens, int(states[0]))
    return list(_joined(tokens, states, evidence))


def _by_neighbours(tokens: PricedText, state: int) -> int:
    """Which reading of a short text its words speak for as neighbours, where several are close."""
    own = tokens.costs.sum(axis=0) + _priors()
    close = [
        i
        for i in range(1, _MANY)
        if i not in (NCR, MIXED) and own[i] < own[state] + _CLOSE and own[i] < -MARGIN
    ]
    if state == 0 or len(close) < 2:
        return state
    from vntext.text.choose import line_cost

    found: dict[str, tuple[float, int]] = {}
    for i in close:
        decoded = READINGS[i].token(tokens.text)
        cost = line_cost([w for w in words_and_signs(decoded) if w[0].isalpha()])
        found.setdefault(decoded, (cost + float(_priors()[i]), i))
    return min(found.values())[1] if len(found) > 1 else state


def _evidence(tokens: PricedText, cells: Costs) -> tuple[NDArray[np.float64], list[int]]:
    """Nats that the whole text speaks for each reading, and the readings that are enough."""
    text = tokens.text
    priors = _priors()
    if "&" not in text:
        priors = priors.copy()
        priors[MIXED] += MARGIN  # Windows-1258 alone is another reading
    total = cells + priors[None, :]
    best = total.argmin(axis=1)
    rows = np.arange(len(cells))
    gain = -cells[rows, best]
    evidence = np.bincount(best, np.where(best > 0, np.maximum(gain, 0), 0), _MANY)
    # what stands within cells that are right on the whole: tokens that have no other reading
    inner = tokens.costs + priors[None, :]
    alone = inner.argmin(axis=1)
    gains = -tokens.costs[np.arange(len(alone)), alone]
    strong = np.bincount(alone, np.where((alone > 0) & (gains > MARGIN), gains, 0), _MANY)
    evidence = np.maximum(evidence, 0.5 * strong)
    if "\xad" in text or "−" in text:
        evidence[LOST] = 0
    admitted = [0] + [i for i in range(1, _MANY) if evidence[i] >= MARGIN + priors[i]]
    return evidence, admitted


@cache
def _priors() -> Costs:
    return np.array([r.prior for r in READINGS], np.float32)


def _entering(evidence: NDArray[np.float64]) -> Costs:
    """What it costs to come to each reading: little where the text speaks for it."""
    base = MARGIN + _priors()
    enter = np.maximum(0.5, base - np.maximum(evidence - base, 0) / 6)
    enter[0] = 1.0
    return enter.astype(np.float32)


def _cheapest(costs: Costs, walls: Ints, enter: Costs) -> Ints:
    """The cheapest reading of each row, where a change costs by the wall between rows."""
    n, k = costs.shape
    came = np.zeros((n, k), np.intp)
    start = enter.copy()
    start[0] = 0.0
    value = costs[0] + start
    stay = np.arange(k)
    for i in range(1, n):
        cheapest = int(value.argmin())
        moved = value[cheapest] + _SWITCH[walls[i]] + enter
        came[i] = np.where(moved < value, cheapest, stay)
        value = np.minimum(moved, value) + costs[i]
    path = np.zeros(n, np.intp)
    path[-1] = value.argmin()
    for i in range(n - 1, 0, -1):
        path[i - 1] = came[i, path[i]]
    return path


def _within_cells(
    costs: Costs, walls: Ints, begins: Ints, path: Ints, chosen: Ints, enter: Costs
) -> None:
    """Changes the readings of tokens where a cell holds several, in place."""
    if len(begins) == len(walls):
        return
    least = np.add.reduceat(costs.min(axis=1), begins)
    taken = np.add.reduceat(costs[np.arange(len(chosen)), chosen], begins)
    ends = np.append(begins[1:], len(walls))
    for i in np.flatnonzero(taken - least > _SWITCH[SPACE]).tolist():
        a, b = int(begins[i]), int(ends[i])
        if b - a < 2:
            continue
        start = enter + _SWITCH[CELL]
        start[path[i]] = 0.0
        first = costs[a:b].copy()
        first[0] += start - np.where(np.arange(len(enter)) == 0, 0.0, enter)
        first[-1] += np.where(np.arange(len(enter)) == path[i], 0.0, _SWITCH[CELL])
        chosen[a:b] = _cheapest(first, walls[a:b], enter)


def _joined(tokens: PricedText, states: Ints, evidence: NDArray[np.float64]) -> list[Region]:
    """Runs of tokens in one reading as regions; runs that do not read as Vietnamese are left."""
    out: list[Region] = []
    change = np.flatnonzero(np.diff(states)) + 1
    bounds = [0, *change.tolist(), len(states)]
    for a, b in pairwise(bounds):
        state = int(states[a])
        if state == 0:
            continue
        own = tokens.costs[a:b].sum(axis=0)
        gain = -float(own[state])
        start, end = _extent(tokens, a, b)
        if not _sound(tokens.text[start:end], state, evidence, gain):
            continue
        others = [
            float(own[i]) - float(own[state]) + READINGS[i].prior - READINGS[state].prior
            for i in range(1, _MANY)
            if READINGS[i].encoding != READINGS[state].encoding
        ]
        ahead = min(gain, max(min(others), evidence[state] / 4) + 4)
        out.append(Region(start, end, state, max(ahead, evidence[state] / 2)))
    return out


def _extent(tokens: PricedText, a: int, b: int) -> tuple[int, int]:
    """A run of tokens with what belongs to it: to the ends of its lines or cells."""
    text = tokens.text
    start, end = tokens.spans[a][0], tokens.spans[b - 1][1]
    floor = tokens.spans[a - 1][1] if a else 0
    roof = tokens.spans[b][0] if b < len(tokens.spans) else len(text)
    line = text.rfind("\n", floor, start) + 1
    if line or not a:
        start = line
    else:
        start = max((m.end() for m in wall_pattern().finditer(text, floor, start)), default=start)
    line = text.find("\n", end, roof)
    if line >= 0:
        end = line
    elif b == len(tokens.spans):
        end = len(text)
    else:
        m = wall_pattern().search(text, end, roof)
        end = m.start() if m else end
    return start, end


def _sound(text: str, state: int, evidence: NDArray[np.float64], gain: float) -> bool:
    """True when a part of a text reads as Vietnamese once it is decoded."""
    sure = evidence[state] > _SURE
    decoded = READINGS[state].token(text[:20_000])
    before = set(words_and_signs(text[:20_000]))
    words = [w for w in words_and_signs(decoded) if w[0].isalpha()]
    new = [w for w in words if w not in before and not w.isascii()]
    right = sum(word_cost(w) < BROKEN for w in new)
    if right < (0.5 if sure or len(new) < 4 else _ENOUGH) * len(new):
        return False
    good = sum(is_vietnamese_syllable(w) for w in words)
    # abbreviations and units are of no language
    other = sum(
        len(w) > 2 and not (w.isupper() and len(w) < 8) and not is_vietnamese_syllable(w)
        for w in words
    )
    share = 0.2 if sure else 0.3 if gain > 1.7 * MARGIN else _VIETNAMESE
    return good >= share * (good + other)

"""Which of several readings is meant, by the words around: one path through a line.

The language model is that of restored accents; here the readings of a place may be any words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["choose", "is_known", "line_cost"]

_UNKNOWN = -18.0  # nats of a word that the model does not have
_MIXED_CASE = 6.0  # nats against a word such as "tƯ"
_BEAM = 6


def choose(places: Sequence[Sequence[str]]) -> list[int]:
    """Chooses a reading for every word of a line.

    Args:
        places: Of each word its readings, in any case; most have one.

    Returns:
        Of each word the index of the reading that the words around it speak for.

    Example:
        >>> choose([["đi"], ["ngời", "người"]])
        [0, 1]
    """
    return _best(places)


def line_cost(words: Sequence[str]) -> float:
    """What a line costs by its neighbours, in nats; less is better."""
    if not words:
        return 0.0
    import numpy as np

    from vntext.text.accents_model import OTHER_ID, START_ID, accent_model

    ids = np.array([OTHER_ID, START_ID, *map(_known, words)], np.int64)
    score = accent_model().follow(ids[:-2], ids[1:-1], ids[2:])
    cost = -float(np.where(ids[2:] == OTHER_ID, _UNKNOWN, score).sum())
    mixed = sum(w.isalpha() and w[1:] != w[1:].lower() and not w.isupper() for w in words)
    return cost + _MIXED_CASE * mixed


def is_known(word: str) -> bool:
    """True for a word that the language model has, in any case."""
    from vntext.text.accents_model import OTHER_ID

    return _known(word) != OTHER_ID


@lru_cache(maxsize=1 << 15)
def _known(word: str) -> int:
    from vntext.text.accents_model import OTHER_ID, accent_model, model_word

    return accent_model().ids.get(model_word(word), OTHER_ID)


def _best(places: Sequence[Sequence[str]]) -> list[int]:
    import numpy as np

    from vntext.text.accents_model import OTHER_ID, START_ID, accent_model

    model = accent_model()
    # a path: its score, its last two ids, the readings chosen
    paths: list[tuple[float, int, int, list[int]]] = [(0.0, OTHER_ID, START_ID, [])]
    for readings in places:
        ids = [_known(w) for w in readings]
        many, few = len(ids), len(paths)
        before = np.repeat(np.array([p[1] for p in paths], np.int64), many)
        last = np.repeat(np.array([p[2] for p in paths], np.int64), many)
        now = np.tile(np.array(ids, np.int64), few)
        score = model.follow(before, last, now)
        score = np.where(now == OTHER_ID, _UNKNOWN, score)
        total = score.reshape(few, many) + np.array([p[0] for p in paths])[:, None]
        ranked = np.argsort(-total, axis=None, kind="stable")[:_BEAM].tolist()
        paths = [
            (
                float(total.flat[k]),
                paths[k // many][2],
                ids[k % many],
                [*paths[k // many][3], k % many],
            )
            for k in ranked
        ]
    return paths[0][3]

"""What layers cost beside an analysis: for `pipeline.py`.

The articles are taken in groups. Every way has its turn on each group in every round, and the
least that it took for the group counts: neighbours on the machine only add.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Any

import vntext

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = ("dates", "places", "quotes", "quantities", "relations")
GROUP = 40  # articles


def table(
    texts: list[str], rounds: int, layers: tuple[str, ...], look: Callable[..., None]
) -> list[list[str]]:
    """The share of the values in an analysis, when they are asked for and when looked at later."""
    ways: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
        "an analysis, everything looked at": (layers, {}),
        **{f"with {name}": ((*layers, name), {}) for name in VALUES},
        "with all values, looked at": ((*layers, *VALUES), {}),
        "with all values, asked for": ((*layers, *VALUES), {"layers": [*layers, *VALUES]}),
    }
    groups = [texts[i : i + GROUP] for i in range(0, len(texts), GROUP)]
    least: dict[tuple[str, int], float] = {}
    for turn in range(rounds + 1):
        for k, group in enumerate(groups):
            for way, (wanted, options) in ways.items():
                gc.collect()
                start = time.process_time()
                look(vntext.pipe(group, **options), wanted)
                took = time.process_time() - start
                if turn:  # in the first one models and patterns are made ready
                    least[way, k] = min(took, least.get((way, k), took))
    sums = {way: sum(least[way, k] for k in range(len(groups))) for way in ways}
    whole = next(iter(sums.values()))
    rows = [["values, share of an analysis", "ms an article", "more than an analysis"]]
    for way, seconds in sums.items():
        more = f"{100 * (seconds / whole - 1):+.1f} %" if seconds != whole else ""
        rows.append([way, f"{1000 * seconds / len(texts):.3f}", more])
    return rows

"""The endings of all heads that rules look for before a span: one look passes over most spans."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vntext.decide.before import ending

if TYPE_CHECKING:
    from vntext.decide.before import Before

__all__ = ["all_heads", "befores_at_end", "last_letters"]


@cache
def all_heads() -> frozenset[Before]:
    """What the rules of all modules look for before a span."""
    from vntext.decide import bodies, grammar, lists, professions, sites, things, titles, works

    modules = (bodies, grammar, lists, professions, sites, things, titles, works)
    return frozenset(before for module in modules for before in module.heads())


@cache
def _by_ending() -> dict[int, dict[str, tuple[Before, ...]]]:
    """The heads by their endings, those by size."""
    out: dict[int, dict[str, tuple[Before, ...]]] = {}
    for before in all_heads():
        for size, tails in before.tails.items():
            of_size = out.setdefault(size, {})
            for tail in tails:
                of_size[tail] = (*of_size.get(tail, ()), before)
    return dict(sorted(out.items()))


@lru_cache(maxsize=1 << 11)
def befores_at_end(text: str) -> tuple[Before, ...]:
    """The heads that may end where a few characters do, but for a space."""
    near = ending(text, len(text))
    found: dict[Before, None] = {}
    for size, some in _by_ending().items():
        found |= dict.fromkeys(some.get(near[-size:], ()))
    return tuple(found)


@cache
def last_letters() -> tuple[frozenset[str], frozenset[str]]:
    """The last two characters of those endings as they may be written, and endings of one.

    Most words have others.
    """
    pairs = {tail[-2:] for tails in _by_ending().values() for tail in tails}
    found = {a + b for pair in pairs if len(pair) > 1 for a in _as(pair[0]) for b in _as(pair[1])}
    found |= {x.upper() for x in found} | {x[0].upper() + x[1:] for x in found}
    return frozenset(found), frozenset(pair for pair in pairs if len(pair) < 2)


def _as(letter: str) -> str:
    """What an ending's letter stands for."""
    return "0123456789" if letter == "0" else letter

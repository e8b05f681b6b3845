"""The endings of all heads that rules look for before a span: one look passes over most spans."""

from __future__ import annotations

from functools import cache

from vntext.decide.before import all_tails

__all__ = ["last_letters", "tails_of_heads"]


@cache
def tails_of_heads() -> dict[int, frozenset[str]]:
    """The endings of the heads of `vntext.decide.bodies`, ``sites`` and ``things``."""
    from vntext.decide import bodies, sites, things

    return all_tails((*bodies.heads(), *sites.heads(), *things.heads()))


@cache
def last_letters() -> frozenset[str]:
    """The last two letters of those endings as they may be written: most words have others."""
    pairs = {tail[-2:] for tails in tails_of_heads().values() for tail in tails}
    figures = {a + b for pair in pairs for a in _as(pair[:-1]) for b in _as(pair[-1])}
    return frozenset(figures | {pair.upper() for pair in figures})


def _as(letter: str) -> str:
    """What an ending's letter stands for."""
    return "0123456789" if letter == "0" else letter or " "

"""What people write to one another: nothing is repaired unless it is asked for."""

import itertools
import pathlib
import random

import pytest

from vntext import normalize
from vntext.text import decode_legacy, from_vni
from vntext.text.mojibake import decode_mojibake

LINES = [
    line
    for line in (pathlib.Path(__file__).parent / "social_lines.txt").read_text("utf8").splitlines()
    if not line.startswith("# ")
]
SIGNS = ["", " :)))", "…", " ~", " ^^", " <3", "!!!", " 😭😭", " ♥", " T_T", ' :">', " ★", " ☞"]
REPAIRS = [normalize, decode_legacy, decode_mojibake, from_vni]


def lines():
    """Each line alone, behind another, with signs, in capitals and in small letters."""
    draw = random.Random(3)
    for a, sign in zip(LINES, itertools.cycle(SIGNS)):
        yield a
        yield a + sign
        yield from (f"{a}{draw.choice([' ', ', ', '... '])}{draw.choice(LINES)}" for _ in range(10))
        yield from (f"{draw.choice(LINES)}{draw.choice(SIGNS)}\n{a}" for _ in range(2))
        yield from (a.upper() + draw.choice(SIGNS), a.lower(), a.capitalize())


@pytest.mark.parametrize("repair", REPAIRS)
def test_no_line_is_changed(repair):
    every = sorted(set(lines()))
    assert len(every) > 3000
    changed = [(line, repair(line)) for line in every if repair(line) != line]
    assert not changed

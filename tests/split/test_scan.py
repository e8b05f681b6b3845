"""Lines and places: what patterns find, with the kernel and without it."""

import re

import pytest
from hypothesis import given, strategies as st

from vntext.split.scan import LINE_BREAKS, find_lines, places_of

SPACES = [chr(c) for c in range(0x3001) if chr(c).isspace()]
PIECES = st.sampled_from(["a", "Huế", ".", "!", "…", "😀", "\ud800", "\u200b", "\ufeff", *SPACES])
TEXTS = st.lists(PIECES, max_size=20).map("".join)


@pytest.mark.usefixtures("backend")
@given(TEXTS)
def test_lines_are_stretches_between_breaks_without_the_space_around_them(text):
    expected = []
    for m in re.finditer(f"[^{LINE_BREAKS}]+", text):
        line = m.group()
        if line.strip():
            start = m.start() + len(line) - len(line.lstrip())
            expected.append((start, start + len(line.strip())))
    assert find_lines(text) == expected


@pytest.mark.usefixtures("backend")
@given(TEXTS)
def test_places_are_all_of_the_characters(text):
    assert places_of(text, ".…😀") == [i for i, c in enumerate(text) if c in ".…😀"]
    assert places_of(text, "-]^\\") == []

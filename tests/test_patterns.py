"""Patterns that are compiled when they are first tried."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import regex

from vntext.patterns import Pattern


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"(?:ông|bà) (\d+)", "mời bà 12"),
        (r"(?P<name>\p{Lu}\p{Ll}+)", "mời Mai"),
        (r"(?<=ông |bà )Mai", "bà Mai"),  # what stands before has two lengths
        (r"\bMai\b", "Mai, Mai\u0323"),
        (r"(?i:công ty) (?=M)", "CÔNG TY Mai"),
    ],
)
def test_every_method_gives_what_regex_gives(source: str, text: str) -> None:
    theirs = regex.compile(source)
    for method in ("search", "match", "fullmatch"):
        mine, found = getattr(Pattern(source), method)(text), getattr(theirs, method)(text)
        assert (mine and mine.span()) == (found and found.span())
    assert Pattern(source).findall(text) == theirs.findall(text)
    assert [m.span() for m in Pattern(source).finditer(text)] == [
        m.span() for m in theirs.finditer(text)
    ]
    assert Pattern(source).sub("x", text) == theirs.sub("x", text)


def test_a_pattern_that_is_none_fails_when_it_is_tried() -> None:
    pattern = Pattern("(")
    assert repr(pattern) == "Pattern('(')"
    with pytest.raises((re.error, regex.error)):
        pattern.match("")
    with pytest.raises(AttributeError, match="no attribute 'groups'"):
        _ = Pattern("a").groups  # type: ignore[attr-defined]


def test_words_need_no_regex() -> None:
    code = (
        "import sys, vntext\n"
        "vntext.word_tokenize('TP.Huế ngày 24/5/2021: Nghị quyết 35-NQ/TW, a@b.vn, U.S.A.')\n"
        "print([m for m in ('regex', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n", done.stderr

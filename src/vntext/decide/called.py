"""Rules for what people are called: nicknames in quotes, numbers and pet names behind kin.

As `vntext.decide.rules`, with the same tables.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from vntext.decide.case import rule_table
from vntext.entities.types import Found
from vntext.tokens.column import CAPITALIZED, word_key

if TYPE_CHECKING:
    import regex

    from vntext.decide.case import Case

__all__ = ["kin_number", "nickname"]

LIKELY = 0.85
"""Score of a name that its place gives."""

KIN = 10
"""Characters before a name in which a word for kin ends."""


@cache
def _kin() -> tuple[Any, regex.Pattern[str]]:
    """Keys of numbers and pet names; a word for kin up to the end of a text."""
    import regex

    row = rule_table()["kin-number"]
    keys = np.array(sorted(map(word_key, row["numbers"])), np.uint64)
    return keys, regex.compile(rf"(?<![\p{{L}}\d])(?i:{'|'.join(row['kin'])}) \Z")


def kin_number(case: Case) -> None:
    """A number behind a word for kin is what somebody is called: "chú [Tư]"."""
    tokens = case.tokens
    if tokens is None or not len(tokens.keys):
        return
    keys, kin = _kin()
    capital = np.flatnonzero(tokens.shapes == CAPITALIZED)
    at = np.minimum(keys.searchsorted(tokens.keys[capital]), len(keys) - 1)
    text = case.text
    for i in capital[keys[at] == tokens.keys[capital]].tolist():
        start, end = int(tokens.starts[i]), int(tokens.ends[i])
        behind = text[end : end + 2]
        if behind[:1] == "-" or behind.strip()[:1].isupper() or behind.strip()[:1].isdigit():
            continue
        if kin.search(text, max(0, start - KIN), start) is None:
            continue
        if not any(f.start <= start < f.end for f in chain(case.tagged, case.made)):
            case.made.append(Found(start, end, "PERSON", "kin-number", LIKELY))


@cache
def _nickname() -> tuple[regex.Pattern[str], ...]:
    """A name with what follows in quotes: initials, a known nickname, one that nothing asks for."""
    import regex

    table = rule_table()["nickname"]
    words, then = "|".join(table["words"]), "|".join(table["then"])
    quoted = rf"(?P<open>[\"“'‘])(?:{words})[\"”'’]"
    few = r"[\"“'‘]\p{Ll}[\p{Ll}]*(?: \p{Ll}+)?[\"”'’]"
    return (
        regex.compile(rf"(?<![\p{{L}}\d.])\p{{Lu}}\p{{Ll}}{{0,2}}\. ?{few}"),
        regex.compile(rf"(?<![\p{{L}}\d.])\p{{Lu}}\p{{Ll}}+ {quoted}"),
        regex.compile(
            rf"(?<!\p{{Lu}}[\p{{L}}]* |[\p{{L}}\d.])\p{{Lu}}\p{{Ll}}+ [\"“'‘]\p{{Ll}}+[\"”'’]"
            rf"(?=[,.;)]| (?:{then})(?!\p{{L}}))"
        ),
    )


def nickname(case: Case) -> None:
    """What stands in quotes behind a short name is its nickname, and part of it."""
    if not any(mark in case.text for mark in "\"“'‘"):
        return
    ends = {f.end: (n, f) for n, f in enumerate(case.tagged) if f.label == "PERSON"}
    *sure, likely = _nickname()
    for pattern in (*sure, likely):
        for m in pattern.finditer(case.text):
            start, end = m.span()
            quote = next(k for k in range(start, end) if case.text[k] in "\"“'‘")
            stem = start + len(case.text[start:quote].rstrip())
            number, f = ends.get(stem, ends.get(end, (-1, None)))
            given = next((k for k, x in enumerate(case.made) if x.start == start), None)
            if given is not None:
                case.made[given] = Found(start, end, "PERSON", "nickname", LIKELY)
            elif f is None and pattern is not likely:
                case.made.append(Found(start, end, "PERSON", "nickname", LIKELY))
            elif f is not None and number not in case.instead and f.end < end:
                case.instead[number] = "nickname", f._replace(end=end, rule="nickname")

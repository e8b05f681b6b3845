"""Lines of talk are text: "Lan: Đi chưa?", "[12:01] Mai Anh: mai họp nhé"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from vntext.roles.tables import UPPER

if TYPE_CHECKING:
    from vntext.roles.features import Line

__all__ = ["mark_talk"]

FEWEST = 3
"""Lines of talk that a page has."""

SHARE = 0.6
"""Of the lines of a page that are said by somebody."""

SAID = 0.4
"""Of these, those that end as sentences do: rows of a list end otherwise."""


@cache
def _speaker() -> re.Pattern[str]:
    """Who speaks: a name or a word, maybe behind a time and before an office in brackets."""
    time = r"(?P<time>\[?\(?\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[AP]M)?\)?\]?[,:]? ?(?:- )?)?"
    who = rf"(?P<who>[{UPPER}][^\W\d_]*+(?:[ .][^\W\d_]++){{0,5}})"
    return re.compile(rf"{time}{who}(?: ?\([^()\n]{{1,60}}\))? ?: (?=\S)")


def mark_talk(lines: list[Line]) -> None:
    """Gives the lines of a talk their role.

    Args:
        lines: All lines of a document, with the roles that shapes tell.
    """
    match = _speaker().match
    matches = [(line, m) for line in lines if ":" in line.text and (m := match(line.text))]
    found = [(line, m["who"]) for line, m in matches]
    if len(found) < FEWEST or len(found) < SHARE * len(lines):
        return
    times = Counter(who for _, who in found)
    again = [(line, who) for line, who in found if times[who] > 1]
    said = sum(line.text[-1] in ".?!…)" for line, _ in found)
    timed = all(m["time"] for _, m in matches)
    if len(again) < FEWEST - 1 or (said < SAID * len(found) and not timed):
        return
    for line, who in found:
        # a headline may quote somebody, too: "Chủ tịch xã: Sẽ sửa cầu"
        if not line.role and (line is not lines[0] or times[who] > 1):
            line.role, line.reason = "body", "talk"

"""What a sentence cannot be understood without: what it leans on, points at, names or quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of
from vntext.summary.cues import adds
from vntext.summary.short_names import full_names_above
from vntext.summary.terms import half_quoted
from vntext.summary.told import told_before
from vntext.text.heads import Heads, lower

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from vntext.summary.candidates import Candidate

__all__ = ["KINDS", "Need", "goes_on", "needs_of"]

KINDS = ("leans", "adds", "points", "short name", "quotes on", "known")
"""Opening that leans on the sentence before; one that is often understood without it; something
pointed at ("hội nghị này"); a person named by less than the full name, who was introduced before;
the middle or end of a quotation; an event, office or person that the sentence takes for known
(`vntext.summary.told`)."""

HEAD = 9  # words in which a sentence points back
REACH = 8  # sentences; a quotation that is open for longer lost its mark


class Need(NamedTuple):
    """What one sentence needs.

    Attributes:
        on: Place, among the candidates, of the sentence that it needs; -1 for one that is none.
        kind: One of `KINDS`.
    """

    on: int
    kind: str


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    table: Mapping[str, tuple[str, ...]] = load_toml("summary/cues.toml")["points"]
    return table


@cache
def _persons() -> frozenset[str]:
    return frozenset(_words()["persons"])


@cache
def _heads() -> Heads:
    return Heads([*_words()["words"], *map(lower, _words()["persons"])])


@cache
def _points() -> re.Pattern[str]:
    return re.compile(rf"{one_of(_words()['words'])}(?=[\s,.])")


@cache
def _headlined() -> re.Pattern[str]:
    """What a lead points at that only the headline said; the thing itself was not named before."""
    row = _words()
    things, said = one_of(row["things"]), one_of(row["said"])
    verbs, here, behind = one_of(row["verbs"]), one_of(row["here"]), one_of(row["behind"])
    # "thông tin trên được ...", and not "thông tin trên mạng"
    above, after = one_of(row["above"]), one_of(row["after"])
    return re.compile(
        rf"(?<!\w)(?:(?P<thing>{things}) (?:{behind}|{above}(?=[.,]| {after}(?!\w)))"
        rf"|{said} (?P<here>{here})|{verbs},? {one_of(row['is'])})(?=[\s,.])",
        re.IGNORECASE,
    )


@cache
def _heads_of_headlined() -> Heads:
    row = _words()
    return Heads(lower(word) for kind in ("things", "said", "verbs") for word in row[kind])


def goes_on(line: str) -> bool:
    """True for a lead that points at what only the headline above it said.

    Example:
        >>> goes_on("Ông Trần Bá Lộc cho biết như vậy ở chợ Yên Sơn.")
        True
        >>> goes_on("Xã thu hồi quyết định mở chợ vì quyết định này trái luật.")
        False
    """
    match = _headlined().match
    m = next((m for at in _heads_of_headlined().places(line) if (m := match(line, at))), None)
    if m is None:
        return False
    before = line[: m.start()]
    # what is meant may stand in the sentence itself: in a clause before, or in a quotation
    if m["here"] is None and "," in before:
        return False
    return not any(mark in before for mark in '“”":;') and (
        m["thing"] is None or m["thing"].lower() not in before.lower()
    )


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"{one_of(_words()['persons'])} ([{UPPER}]\w*)(?! [{UPPER}])(?!\w)")


def _found(lines: Sequence[str]) -> tuple[list[bool], list[list[str]]]:
    """For each line whether it points back near its beginning, and its short names."""
    points = [False] * len(lines)
    short: list[list[str]] = [[] for _ in lines]
    text = "\n".join(lines) + "\n"
    ends = list(accumulate(len(line) + 1 for line in lines))
    pointing, naming = _points().match, _short().match
    for at in _heads().places(text):
        if at and text[at - 1].isalnum():
            continue
        if m := naming(text, at):
            short[bisect_right(ends, at)].append(m[1])
        elif pointing(text, at):
            k = bisect_right(ends, at)
            begin = ends[k - 1] if k else 0
            points[k] = points[k] or text.count(" ", begin, at) < HEAD
    return points, short


def _open_after(line: str, opened: int | None, k: int) -> int | None:
    """Which sentence began the quotation that is open after a line."""
    more = line.count("“") - line.count("”")
    if line.count('"') % 2:
        # a mark without a side ends what is open, in the line or before it
        if more == 0:
            more = 1 if opened is None else -1
        else:
            more -= 1 if more > 0 else -1
    if more > 0:
        return k if opened is None else opened
    return None if more < 0 else opened


def _ends_later(lines: Sequence[str], k: int) -> bool:
    """True where the next mark of a quotation, from a line on, may end one."""
    for line in lines[k : k + REACH]:
        if m := _marks().search(line):
            return m[0] != "“"
    return False


@cache
def _marks() -> re.Pattern[str]:
    return re.compile('[“”"]')


def needs_of(
    found: Sequence[Candidate], kinds: Sequence[Collection[str]] | None = None
) -> list[list[Need]]:
    """What each candidate needs, in the order of the text.

    Args:
        found: The candidates.
        kinds: What `vntext.summary.signs.kinds_of_words` found in them, where the caller knows it.

    Example:
        >>> from vntext.summary.candidates import Candidate
        >>> rows = ["Ông Lê Hân mở lớp.", "Bên cạnh đó, xã sửa cầu.", "Ông Hân khen lớp này."]
        >>> found = [Candidate(k, s, 5, False, k == 1, False, False) for k, s in enumerate(rows)]
        >>> [[tuple(n) for n in row] for row in needs_of(found)]
        [[], [(0, 'leans')], [(1, 'points'), (0, 'short name')]]
    """
    lines = [c.text for c in found]
    points, short = _found(lines)
    full = full_names_above(lines, short, _persons())
    told = told_before(lines, kinds)
    opened: int | None = None
    out: list[list[Need]] = []
    quoted = any('"' in line or "“" in line or "”" in line for line in lines)
    for k, (c, line) in enumerate(zip(found, lines, strict=True)):
        needs: list[Need] = []
        # what stood before may be no candidate: then nothing in a summary can help
        before = k - 1 if k and found[k - 1].place == c.place - 1 else -1
        if c.leans:
            needs.append(Need(before, "adds" if adds(line) else "leans"))
        elif points[k] or (c.lead and not k and goes_on(line)):
            needs.append(Need(before, "points"))
        elif told[k]:
            needs += [Need(on if on < k - 1 else before, "known") for on in told[k]]
        if opened is not None and (k - opened > REACH or (c.opens and not _ends_later(lines, k))):
            opened = None  # its mark was lost
        if opened is not None:
            needs.append(Need(opened, "quotes on"))
        needs += [Need(on, "short name") for on in full[k]]
        out.append(needs)
        if quoted and half_quoted(line):
            opened = _open_after(line, opened, k)
    return out

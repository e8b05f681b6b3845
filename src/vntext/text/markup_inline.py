"""Signs of Markdown inside a line: emphasis, links, pictures, code, escapes, tags, references."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.alignment import Edit
from vntext.text.blocks import table
from vntext.text.markup_gaps import LINE, PARAGRAPH, joined
from vntext.text.markup_html import ENTITY, decoded, elements
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Found", "Inline"]

LONGEST_RUN = 6
"""Signs of emphasis side by side; more are a rule or what was blotted out."""

OPENING, ENDING = "(“\"‘'", ".,;:!?…)”\"’'"
"""Signs beside which emphasis begins and ends."""

BEFORE = 10
"""Characters before a line break that tell whether a sentence goes on."""


class Found(NamedTuple):
    """What was found in a line.

    Attributes:
        edits: What takes its signs out, in order.
        visible: Its visible characters.
        links: How many of them are links.
        strong: All of it is strong.
        code: Its stretches of code, without their signs.
    """

    edits: list[Edit]
    visible: int
    links: int
    strong: bool
    code: list[tuple[int, int]]


class _Run(NamedTuple):
    """A run of signs of emphasis."""

    start: int
    size: int
    opens: bool
    closes: bool


_LABEL = r"\[(?P<label>(?:[^\[\]\n\\]++|\\.|\[[^\[\]\n]*+\])*+)\]"
_TARGET = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"


@cache
def _token() -> re.Pattern[str]:
    brackets = "|".join(row["pattern"] for row in table()["markdown"]["bracket"])
    return re.compile(
        r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
        r"|(?P<code>(?P<ticks>`{1,3}+)(?=[^`\n]{1,400}+(?P=ticks)(?!`)))"
        rf"|(?P<bracket>{brackets})"
        rf"|(?P<image>!{_LABEL.replace('label', 'alt')}(?:{_TARGET}|\[[^\[\]\n]*+\]))"
        rf"|(?P<link>{_LABEL}(?P<target>{_TARGET}|\[(?P<name>[^\[\]\n]*+)\]))"
        r"|(?P<address><(?=(?:https?://|mailto:|[\w.+-]{1,64}@)[^<>\s]{1,2000}+>))"
        r"|(?P<tag><(?P<close>/?)(?P<element>[A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>\n]*+)?>)"
        rf"|(?P<entity>{ENTITY}(?<=;))"
        r"|(?P<marks>\*++|__?+(?!_)|~~(?!~))"
    )


@cache
def _name_behind() -> re.Pattern[str]:
    """The rest of a name of a program: "__init__"."""
    return re.compile(r"\w*__")


@cache
def _last_word() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[^\W\d_]{2,}+\Z")


@cache
def _sign() -> re.Pattern[str]:
    """Where a token may begin."""
    return re.compile(r"[\\`\[!<&*_~]")


class Inline:
    """Reads lines of one text.

    Args:
        body: The text.
        names: Names of link references that the text explains, in lower case.
    """

    def __init__(self, body: str, names: frozenset[str]) -> None:
        self._body = body
        self._names = names

    def read(self, start: int, end: int) -> Found:
        """The signs of a line ``[start, end)``."""
        body = self._body
        edits: list[Edit] = []
        runs: dict[str, list[_Run]] = {}
        code: list[tuple[int, int]] = []
        inside: list[tuple[int, int]] = []  # links: end of the label, end of the target
        links, at, stop = 0, start, end
        while True:
            sign = _sign().search(body, at, stop)
            if sign is None:
                if not inside:
                    break
                _, at = inside.pop()  # behind the target
                stop = inside[-1][0] if inside else end
                continue
            at = sign.end()
            m = _token().match(body, sign.start(), stop)
            if m is None:
                continue
            if m["link"]:
                name = m["name"]
                if name is not None and (name or m["label"]).lower() not in self._names:
                    continue
                label = m.end("label")
                edits += [Edit(m.start(), at, "", "link"), Edit(label, m.end(), "", "link")]
                if not inside:
                    links += label - at
                inside.append((label, m.end()))
                stop = label
            elif m["marks"]:
                at = m.end()
                run = self._run(m.start(), at, start, end)
                runs.setdefault(m["marks"][0], []).append(run)
            elif m["code"]:
                size = len(m["ticks"])
                shut = body.index(m["ticks"], m.end())
                edits += [Edit(m.start(), m.end(), "", "code"), Edit(shut, shut + size, "", "code")]
                code.append((m.end(), shut))
                at = shut + size
            elif m["address"]:
                at = m.end()
                shut = body.index(">", at)
                edits += [Edit(at - 1, at, "", "link"), Edit(shut, shut + 1, "", "link")]
            else:
                at = m.end() + (1 if m["escape"] else 0)
                edit = self._edit(m)
                if edit:
                    edits.append(edit)
        for found in runs.values():
            pairs = _emphasis([run for run in found if run.opens or run.closes])
            edits += [*pairs, *self._halves(found, pairs, start, end)]
        edits.sort()
        gone = sum(e.end - e.start - len(e.replacement) for e in edits)
        return Found(edits, end - start - gone, links, self._strong(edits, start, end), code)

    def _edit(self, m: re.Match[str]) -> Edit | None:
        start, end = m.span()
        if m["escape"]:
            return Edit(start, end, "", "escape")
        if m["bracket"]:
            return Edit(start, end, "", "note")
        if m["image"]:
            return Edit(start, end, "", "image")
        if m["tag"]:
            return self._tag(m)
        shown = decoded(m[0])
        return Edit(start, end, shown, "entity") if shown != m[0] else None

    def _tag(self, m: re.Match[str]) -> Edit | None:
        """A tag of HTML inside Markdown."""
        start, end = m.span()
        row = elements().rows.get(m["element"].lower())
        if row is None and len(m["element"]) > 1 and m["element"].lower() not in _inner():
            return None
        weight = row.weight if row else 0
        if weight == LINE:
            new = joined(self._body[max(0, start - BEFORE) : start], self._body[end : end + 1])
            return Edit(start, end, "\n" if new is None else new, "line-break")
        if weight == PARAGRAPH:
            return Edit(start, end, "\n", "block")
        return Edit(start, end, "", "tag")

    def _halves(self, runs: list[_Run], pairs: list[Edit], first: int, last: int) -> Iterator[Edit]:
        """Two signs or more whose other half was lost: "**Lưu ý: không cất"."""
        body = self._body
        taken, until = {e.start: e.end for e in pairs}, {e.end: e.start for e in pairs}
        for run in runs:
            # pairs take the signs at its two ends
            start, stop = run.start, run.start + run.size
            while start < stop and start in taken:
                start = taken[start]
            while start < stop and stop in until:
                stop = until[stop]
            if stop - start < 2 or run.size > LONGEST_RUN:
                continue
            before = body[start - 1] if start > first else " "
            after = body[stop] if stop < last else " "
            if before.isspace() and after.isspace():
                whole = (
                    body[start] == "*" and not body[max(first, start - 2) : start].strip().isdigit()
                )
            elif after.isalpha() and (before.isspace() or before in OPENING):
                whole = body[start] == "*" or not _name_behind().match(body, stop)
            else:
                # no word of which letters are hidden: "đ**", "f**k"
                word = _last_word().search(body[max(first, start - 12) : start])
                whole = word is not None and is_vietnamese_syllable(word[0].lower())
                whole = whole and (after.isspace() or after in ENDING) and body[start] == "*"
            if whole:
                yield Edit(start, stop, "", "emphasis")

    def _run(self, start: int, end: int, first: int, last: int) -> _Run:
        """A run of signs, and whether it may begin or end emphasis."""
        body = self._body
        before = body[start - 1] if start > first else " "
        after = body[end] if end < last else " "
        # a mark between a word and a sign begins nothing: "m**,"
        opens = not after.isspace() and (after.isalnum() or not before.isalnum())
        closes = not before.isspace()
        if body[start] == "_":
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        elif before.isdigit() and after.isdigit():
            opens = closes = False  # 2*3
        return _Run(start, end - start, opens, closes)

    def _strong(self, edits: list[Edit], start: int, end: int) -> bool:
        """The whole line lies between two signs."""
        marks = [e for e in edits if e.name == "emphasis"]
        return (
            len(marks) == 2
            and marks[0].start == start
            and marks[1].end == end
            and marks[0].end - marks[0].start >= 2
            and self._body[marks[1].start - 1] not in ".;,…"
        )


@cache
def _inner() -> frozenset[str]:
    return frozenset(table()["html"]["inner"])


def _emphasis(runs: list[_Run]) -> list[Edit]:
    """The signs that belong together: each end takes the nearest beginning."""
    out: list[Edit] = []
    opened: list[_Run] = []
    for run in runs:
        left = run
        while left.closes and left.size and opened:
            top = opened.pop()
            size = min(top.size, left.size)
            out.append(Edit(top.start + top.size - size, top.start + top.size, "", "emphasis"))
            out.append(Edit(left.start, left.start + size, "", "emphasis"))
            if top.size > size:
                opened.append(top._replace(size=top.size - size))
            left = left._replace(start=left.start + size, size=left.size - size)
        # what is left of "****" begins anew
        if left.size and (left.opens or (left.size < run.size and left.size > 1)):
            opened.append(left)
    return out

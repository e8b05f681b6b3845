"""Names that bodies, places and prizes bear of a person: no person of the article.

``Trường Tiểu học [Trần Quốc Toản]`` is one ORG, ``hẻm 47 [Lê Văn Sỹ]`` one LOC, and behind ``giải
thưởng`` there is nobody. Only people of history are taken for such names: in ``Giám đốc Bệnh viện
[Lê An]`` the hospital has no name.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from vntext.entities.types import Found
from vntext.names.phrases import Phrases, Tokens
from vntext.resources import load_lines, load_toml

if TYPE_CHECKING:
    import regex

__all__ = ["settle_namesakes"]

NEAR = 60
"""Characters before a name in which the head is looked for."""


@cache
def _names() -> Phrases[bool]:
    names = Phrases[bool]()
    names.update(load_lines("entities/namesakes.txt"), True)
    return names


@cache
def _head() -> regex.Pattern[str]:
    """The head right before a name, by kind: ``ORG``, ``LOC``, or ``X`` where nothing is named."""
    import regex

    table = load_toml("entities/organizations.toml")["namesakes"]
    kinds = "|".join(f"(?P<{kind}>{'|'.join(table[kind])})" for kind in ("ORG", "LOC", "X"))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{kinds}) \Z")


def settle_namesakes(text: str, found: list[Found]) -> list[Found]:
    """Makes names of people of history part of what is named after them.

    Args:
        text: The normalised text.
        found: Spans of the tagger, sorted by start, outer before inner.

    Returns:
        The spans, sorted, which may overlap now: merging them keeps the longer ones.

    Example:
        >>> from vntext.entities.types import Found
        >>> text = "Trường Tiểu học Trần Quốc Toản"
        >>> found = settle_namesakes(text, [Found(0, 15, "ORG"), Found(16, 30, "PERSON")])
        >>> [(text[f.start : f.end], f.label) for f in found]
        [('Trường Tiểu học Trần Quốc Toản', 'ORG')]
    """
    changed = False
    out: list[Found] = []
    for f in found:
        if f.label != "PERSON":
            out.append(f)
            continue
        head = _head().search(text, max(0, f.start - NEAR), f.start)
        tokens = Tokens(text, f.start, f.end) if head is not None else None
        match = _names().match(tokens, 0) if tokens is not None else None
        if head is None or tokens is None or match is None:
            out.append(f)
            continue
        changed = True
        end = tokens.ends[match[0] - 1]
        # what ended right before the name goes on with it
        out = [replace(x, end=end) if x.end == f.start - 1 else x for x in out]
        whole = any(x.label != "TITLE" and x.end == end and x.start <= head.start() for x in out)
        if head.lastgroup != "X" and not whole:
            out.append(Found(head.start(), end, head.lastgroup or "ORG", "namesake"))
        if match[0] < len(tokens):
            out.append(replace(f, start=tokens.starts[match[0]]))
    return sorted(out, key=lambda f: (f.start, -f.end)) if changed else found

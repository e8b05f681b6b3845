"""Rules for what stands in forms: columns of names, fields, marks below a letter.

As `vntext.decide.rules`, with the same tables. Names in the code of a Markdown text go when all
else is decided: `without_code`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from vntext.decide.case import rule_table
from vntext.entities.byline import fields
from vntext.names.table import verdicts_of
from vntext.patterns import Pattern
from vntext.text.key import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vntext.decide.case import Case
    from vntext.entities.types import Found

__all__ = ["FORMS", "code_stretches", "without_code"]

NEAR = 80
"""Characters before the mark of a room in which the word for copies is looked for."""

MOST = 5
"""Words of the longest name of one person."""


@cache
def _families() -> frozenset[str]:
    return frozenset(map(key, verdicts_of("surname")))


def columns(case: Case) -> None:
    """A line of two full names and nothing else holds those of two columns, as under a deed."""
    text = case.text
    for number, f in case.of("PERSON"):
        # the shortest such line: "Lê An Hà Trần Lan Chi"
        if f.end - f.start < 3 * MOST or number in case.instead:
            continue
        if text[f.start - 1 : f.start] not in ("", "\n") or text[f.end : f.end + 1] not in (
            "",
            "\n",
        ):
            continue
        parts = text[f.start : f.end].split(" ")
        if not MOST < len(parts) < 2 * MOST or key(parts[0]) not in _families():
            continue
        middle = len(parts) / 2
        cuts = [k for k in range(2, len(parts) - 1) if key(parts[k]) in _families()]
        cuts = [k for k in cuts if max(k, len(parts) - k) < MOST]
        if cuts:
            cut = min(cuts, key=lambda k: abs(k - middle))
            stop = f.start + len(" ".join(parts[:cut]))
            case.instead[number] = "columns", f._replace(end=stop, rule="columns")
            case.made.append(f._replace(start=stop + 1, rule="columns"))


@cache
def _copies() -> Pattern:
    """Who gets copies: the marks of rooms at the end of a letter."""
    words = "|".join(rule_table()["field"]["copies"])
    return Pattern(rf"(?:^|[\n\t|>]|  )[ ]*[-–+*]? ?(?:{words}): ?[^\n]*")


def field(case: Case) -> None:
    """The name of a field is nobody, nor are the marks of rooms behind "Lưu:" a body."""
    text = case.text
    for number, f in case.around("PERSON").followed((":", " :")):
        if text.startswith((":", " :"), f.end) and number not in case.instead:
            opens = text[max(0, f.start - 3) : f.start].lstrip(" ")[-2:] in ("", "\n", "- ", "| ")
            opens = opens or text[f.start - 1] in "\n\t"
            if opens and key(text[f.start : f.end]) in fields():
                case.instead[number] = "field", None
    table = rule_table()["field"]
    tails, longest = tuple(table["heads"]), table["longest"]
    for number, f in case.around("ORG").where(str.isupper):
        name = text[f.start : f.end]
        if number in case.instead or f.end in case.ends:
            continue
        if name in table["rooms"] and text.endswith(tails, 0, f.start):
            case.instead[number] = "field", None
        elif len(name) <= longest:
            begin = text.rfind("\n", max(0, f.start - NEAR), f.start) + 1 or f.start - NEAR
            m = _copies().search(text, max(begin - 1, 0), f.end)
            if m is not None and m.start() < f.start:
                case.instead[number] = "field", None


@cache
def _code() -> tuple[Pattern, Pattern]:
    """Fenced code; code within a line."""
    return (
        Pattern(
            r"(?m)^ {0,3}(?P<mark>```+|~~~+)[^\n]*\n"
            r"(?:(?! {0,3}(?P=mark))[^\n]*\n)*+ {0,3}(?P=mark)"
        ),
        Pattern(r"(?<![`\\])(?P<mark>`{1,2})(?!`)[^`\n]++(?P=mark)(?!`)"),
    )


def code_stretches(text: str, documents: Sequence[int] | None) -> list[tuple[int, int]]:
    """Where the code of a Markdown text stands: within fences, and between back quotes.

    Args:
        text: The text, of one document or of many joined by line breaks.
        documents: Starts of the documents: code ends with its own.

    Returns:
        Start and end of each stretch, in order.

    Example:
        >>> code_stretches("Gọi `An` nhé", None)
        [(4, 8)]
    """
    if "`" not in text and "~~~" not in text:
        return []
    starts = [*(documents or [0])]
    out = []
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        if text.find("`", start, stop) < 0 and text.find("~~~", start, stop) < 0:
            continue
        # a pattern that looks for the start of a line would take a cut for one: they are the same
        part, done = text[start:stop], 0
        fenced, quoted = _code()
        spans = [m.span() for m in fenced.finditer(part)]
        for a, b in [*spans, (len(part), len(part))]:
            out += [
                (start + x, start + y)
                for x, y in (m.span() for m in quoted.finditer(part, done, a))
            ]
            if b > a:
                out.append((start + a, start + b))
            done = b
    return out


def without_code(found: Iterable[Found], stretches: Sequence[tuple[int, int]]) -> list[Found]:
    """The entities that stand in no code.

    Args:
        found: The entities.
        stretches: Where code stands, in order.
    """
    begins = [a for a, _ in stretches]
    out = []
    for f in found:
        k = bisect_right(begins, f.start) - 1
        if k < 0 or stretches[k][1] <= f.start:
            out.append(f)
    return out


FORMS: tuple[Callable[[Case], None], ...] = (columns, field)
"""The rules of this module in order."""

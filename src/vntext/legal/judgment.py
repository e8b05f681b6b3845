"""What the head of a judgment says: the panel and the parties; and where its decision stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.patterns import pattern, source
from vntext.legal.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.legal.outline import Outline
    from vntext.legal.sheet import Sheet

__all__ = ["Judgment", "Participant", "read_judgment"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part in a trial.

    Attributes:
        role: What the judgment calls the part, lower case ("nguyên đơn").
        name: The name as written, without "Ông" or "Bà".
        start: First character of the name in the text.
        end: Its end (exclusive).
    """

    role: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgment:
    """The parts of a judgment beside its identity.

    Attributes:
        panel: Judges, assessors, clerk and prosecutor.
        parties: Plaintiff, defendant and who else takes part.
        decision: Span of the decision, or ``None``.
    """

    panel: tuple[Participant, ...] = ()
    parties: tuple[Participant, ...] = ()
    decision: tuple[int, int] | None = None


@cache
def _person() -> re.Pattern[str]:
    return re.compile(source("court_person"))


def _people(sheet: Sheet, outline: Outline) -> Iterator[tuple[str, int, int]]:
    """Role and span of each name in the head, in the order of the text."""
    role = ""
    for p in sheet.paragraphs[: outline.first]:
        m = pattern("court_role").match(sheet.low, p.start, p.end)
        if m is not None:
            role = " ".join(m.group("role").split()).removeprefix("các ")
            at = m.end()
        elif role and pattern("court_item").match(sheet.low, p.start, p.end):
            at = p.start
        else:
            role = "" if sheet.text[p.start : p.end].isupper() else role
            continue
        found = False
        for name in _person().finditer(sheet.text, at, p.end):
            if found and not pattern("court_item").search(sheet.low, at, name.start() + 1):
                break  # who else the line names is spoken of
            found = True
            yield role, name.start("name"), name.end("name")
            at = name.end()
        if not found and m is not None and (body := _body(sheet, at, p.end)) is not None:
            yield role, *body


def _body(sheet: Sheet, start: int, end: int) -> tuple[int, int] | None:
    """The span of a body that is a party: "Bị đơn: Công ty C; địa chỉ ..."."""
    m = pattern("court_body").match(sheet.text, start, end)
    return m.span("name") if m is not None else None


def read_judgment(
    sheet: Sheet, outline: Outline, back: Callable[[int, int], tuple[int, int]], text: str
) -> Judgment:
    """Reads the head of a judgment.

    Args:
        sheet: Its paragraphs.
        outline: Its tree.
        back: Gives the span of the text for one of the sheet.
        text: The text as given.
    """
    panel: list[Participant] = []
    parties: list[Participant] = []
    for role, start, end in _people(sheet, outline):
        a, b = back(start, end)
        who = Participant(role, " ".join(text[a:b].split()), a, b)
        of_court = role.startswith(tuple(word_set("panel_roles")))
        (panel if of_court else parties).append(who)
    decision = None
    for node in outline.nodes:
        if node.kind == "section" and pattern("ruling").match(sheet.low, node.start):
            decision = back(node.start, node.end)
    return Judgment(tuple(panel), tuple(parties), decision)

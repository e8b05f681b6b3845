"""An operation of an amending act, and what those of one paragraph tell of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.orders import completed
from vntext.legal.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.legal.find import Row

__all__ = ["Change", "merged", "with_provisions"]


class Change(NamedTuple):
    """An operation; spans are those of the sheet.

    Attributes:
        op: ``"amend"``, ``"insert"``, ``"repeal"``, ``"replace_phrase"``, ``"replace_act"`` or
            ``"suspend"``.
        node: Place of the node in which the order stands.
        act: The reference to the changed act, or ``None``.
        provisions: What is changed, smallest unit first; empty for the whole act.
        position: Provision after which new text is inserted, or ``""``.
        new_text: Span of the new text, or ``None``.
        phrase_from: Span of the phrase that goes, or ``None``.
        phrase_to: Span of the phrase that takes its place, or ``None``.
        start: First character of the order.
        end: End of the order (exclusive).
    """

    op: str
    node: int
    act: Row | None
    provisions: tuple[str, ...]
    position: str
    new_text: tuple[int, int] | None
    phrase_from: tuple[int, int] | None
    phrase_to: tuple[int, int] | None
    start: int
    end: int


def with_provisions(changes: Sequence[Change]) -> list[Change]:
    """The operations of a paragraph, each with the provisions that only a later one names.

    Phrases without a provision are of the provisions that the next ones name.
    """
    out = list(changes)
    after: Change | None = None
    for k in range(len(out) - 1, -1, -1):
        change = out[k]
        if change.op == "replace_phrase" and not change.provisions and after is not None:
            change = out[k] = change._replace(provisions=after.provisions)
        after = change if change.op == "replace_phrase" and change.provisions else after
    full: str = ""
    for k in range(len(out) - 1, -1, -1):
        change = out[k]
        article = [p for p in change.provisions if unit_of("article") in p.lower()]
        if article:
            full = article[-1]
        elif full and change.op != "replace_phrase" and change.provisions:
            # "sửa đổi khoản 1 và bổ sung khoản 4 vào sau khoản 3 Điều 9"
            provisions = tuple(completed(list(change.provisions), full))
            out[k] = change._replace(provisions=provisions)
    return out


def merged(changes: Sequence[Change], text: str) -> list[Change]:
    """The operations of a paragraph; what is alike for several provisions is one.

    Args:
        changes: The operations, in the order of the paragraph.
        text: The text of the sheet.
    """
    out: list[Change] = []
    for change in changes:
        last = out[-1] if out else None
        same = last is not None and (last.op, last.act) == (change.op, change.act)
        if same and last is not None and last.provisions and change.provisions:
            words = [_phrases(c, text) for c in (last, change)]
            if words[0] == words[1] and change.op in ("repeal", "replace_phrase"):
                both = dict.fromkeys((*last.provisions, *change.provisions))
                out[-1] = last._replace(provisions=tuple(both), end=change.end)
                continue
        out.append(change)
    return out


def _phrases(change: Change, text: str) -> list[list[str]]:
    spans = (change.phrase_from, change.phrase_to)
    return [text[slice(*s)].split() if s is not None else [] for s in spans]

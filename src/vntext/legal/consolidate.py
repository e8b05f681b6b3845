"""Applies what an act changes to the act that it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.legal.act import Amendment, LegalDocument

__all__ = ["Applied", "Consolidated", "apply"]


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was made, or could not be.

    Attributes:
        amendment: The operation.
        source: Number of the act that orders it.
        provision: The provision that it is about.
        start: First character of the change in the new text; 0 where none was made.
        end: Its end (exclusive).
        problem: Why it was not made (``"no such provision"``, ``"no new text"``, ``"no such
            phrase"``), or ``""``.
    """

    amendment: Amendment
    source: str
    provision: str
    start: int = 0
    end: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A text with changes made, to be read again.

    Attributes:
        text: The new text.
        applied: What was changed where, in the order of the text; what could not be made last.
    """

    text: str
    applied: tuple[Applied, ...]


def apply(
    document: LegalDocument, amending: LegalDocument, operations: Sequence[Amendment] | None = None
) -> Consolidated:
    r"""Makes the changes that one act orders in another.

    Args:
        document: The act that is changed.
        amending: The act that orders.
        operations: The operations to make; by default those whose target is ``document``.

    Returns:
        The new text, which `vntext.legal.read` reads, and where each change stands in it.

    Example:
        >>> from vntext.legal import read
        >>> act = read(
        ...     "Số: 5/2030/NĐ-CP\n\nNGHỊ ĐỊNH\n\nĐiều 1. Bờ\n\n1. Bắc.\n\n2. Nam.\n\nĐiều 2. Kè"
        ... )
        >>> change = read(
        ...     "Số: 6/2031/NĐ-CP\n\nNGHỊ ĐỊNH\n\nĐiều 1. Sửa đổi khoản 2 Điều 1 Nghị định số "
        ...     "5/2030/NĐ-CP như sau:\n\n“2. Đông.”\n\nĐiều 2. Hiệu lực"
        ... )
        >>> new = read(apply(act, change).text)
        >>> new.text_of(new.find("khoản 2 Điều 1"))
        '2. Đông.'
    """
    own = (document.identity.number, document.identity.key)
    if operations is None:
        operations = [
            a for a in amending.amendments if a.target_act == own[0] or a.target_key == own[1]
        ]
    source = amending.identity.number or ""
    edits: list[tuple[int, int, str, Amendment, str]] = []
    failed: list[Applied] = []
    for a in operations:
        for provision in a.target_provision or ("",):
            edit = _edit(document, amending, a, provision)
            if isinstance(edit, str):
                failed.append(Applied(a, source, provision, problem=edit))
            else:
                edits += [(*e, a, provision) for e in edit]
    edits.sort(key=lambda e: (e[0], e[1]))
    parts: list[str] = []
    done: list[Applied] = []
    pos = size = 0
    for start, end, new, a, provision in edits:
        if start < pos:
            failed.append(Applied(a, source, provision, problem="overlaps another"))
            continue
        kept = document.text[pos:start]
        parts += [kept, new]
        size += len(kept)
        done.append(Applied(a, source, provision, size, size + len(new)))
        size += len(new)
        pos = end
    parts.append(document.text[pos:])
    return Consolidated("".join(parts), (*done, *failed))


def _edit(
    document: LegalDocument, amending: LegalDocument, a: Amendment, provision: str
) -> list[tuple[int, int, str]] | str:
    """The edits of one operation, or why there is none."""
    new = amending.text[slice(*a.new_text)] if a.new_text is not None else ""
    if a.op == "insert":
        after = document.find(a.position or "") if a.position else None
        if after is None or not new:
            return "no such provision" if new else "no new text"
        return [(after.end, after.end, f"\n\n{new}")]
    node = document.find(provision) if provision else None
    if provision and node is None:
        return "no such provision"
    start, end = (node.start, node.end) if node is not None else (0, len(document.text))
    if a.op == "replace_phrase":
        found = []
        at = document.text.find(a.phrase_from or "\0", start, end)
        while at >= 0:
            found.append((at, at + len(a.phrase_from or ""), a.phrase_to or ""))
            at = document.text.find(a.phrase_from or "\0", at + 1, end)
        return found or "no such phrase"
    if a.op == "repeal":
        return [(start, end, "(được bãi bỏ)")] if node is not None else "whole act"
    if a.op == "amend":
        return [(start, end, new)] if new and node is not None else "no new text"
    return "whole act"

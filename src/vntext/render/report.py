"""A document as a report to read in a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING

from vntext.document import check_document
from vntext.labels import listed_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.document import Document, LegalReference, Person

__all__ = ["report"]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        _flat(text), width, initial_indent=first, subsequent_indent=rest, break_long_words=False
    )


def _counted(names: Iterable[str]) -> list[str]:
    """Names with how often they occur, most frequent first."""
    counts = Counter(map(_flat, names))
    return [f"{n} ({k})" if k > 1 else n for n, k in counts.most_common()]


def _person(p: Person, width: int) -> list[str]:
    head = p.name + (" (author)" if p.role == "author" else "")
    others = [n for n in _counted(m.text for m in p.mentions) if n.split(" (")[0] != p.name]
    if others:
        head += f"  also: {', '.join(others)}"
    out = [_wrap(head, width, "  ", "    ")]
    seen = set()
    for t in p.titles:
        line = _flat(t.text)
        if t.organization is not None and _flat(t.organization.text) != line:
            line += f"  [{_flat(t.organization.text)}]"
        if line not in seen:
            seen.add(line)
            out.append(_wrap(line, width, "    - ", "      "))
    return out


def _reference(r: LegalReference, width: int) -> str:
    shown = {
        "type": r.type,
        "code": r.code,
        "provision": r.provision,
        "issuer": r.issuer,
        "date": r.date,
    }
    fields = "; ".join(f"{k}: {v}" for k, v in shown.items() if v)
    return _wrap(f"{r.text}  ({fields})", width, "  - ", "    ")


def report(doc: Document, *, width: int = 88) -> str:
    """Writes what was found in a document as plain text.

    Args:
        doc: A document.
        width: Longest line, in characters.

    Returns:
        The report, ending with a line break; parts with nothing to say are left out.
    """
    check_document(doc)
    out: list[str] = []

    def part(name: str, lines: list[str]) -> None:
        if lines:
            out.extend([name, *lines, ""])

    part("Summary", [_wrap(s.text, width, "  ", "  ") for s in doc.summary.sentences])
    lines = [line for p in doc.people for line in _person(p, width)]
    part("People", lines)
    part("Legal references", [_reference(r, width) for r in doc.legal_references])
    for row in listed_labels():
        found = _counted(e.text for e in doc.entities if e.label == row.name)
        part(row.plural.capitalize(), [_wrap("; ".join(found), width, "  ", "  ")] if found else [])
    counts = f"{len(doc.sentences)} sentences, {len(doc.words)} words"
    out.append(f"({len(doc.text)} characters, {len(doc.paragraphs)} paragraphs, {counts})")
    return "\n".join(out) + "\n"

"""How a legal document is printed: its tree, its outline, what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vntext.document import Document
    from vntext.legal.act import LegalDocument

__all__ = ["check", "document", "outline", "tree"]


def _read(doc: Document) -> LegalDocument:
    from vntext.legal.reader import read

    return read(doc.text)


def tree(doc: Document) -> str:
    """One node a line: start, end, path, title."""
    rows = [
        f"{n.start}\t{n.end}\t{n.path}\t{' '.join((n.title or '').split())}\n"
        for n in _read(doc).nodes
    ]
    return "".join(rows)


def outline(doc: Document) -> str:
    """The tree as Markdown."""
    text = _read(doc).outline()
    return f"{text}\n" if text else ""


def document(doc: Document) -> str:
    """Everything that was read, as JSON."""
    from vntext.cli.records import dumps

    found: dict[str, Any] = _read(doc).to_dict()
    return f"{dumps(found)}\n"


def check(doc: Document) -> str:
    """Inner references that could not be bound, and acts that are no longer in force, one a line.

    The columns are start, end, what is wrong, text.
    """
    from vntext.legal.acts import in_force

    act = _read(doc)
    rows = [
        (r.start, r.end, r.reason, r.text)
        for r in act.references
        if r.target is None and r.reason not in ("quoted", "order")
    ]
    day = act.identity.date
    for basis in act.identity.legal_bases if day else ():
        for ref in basis.refs:
            force = in_force(ref.number or ref.key, day or "")
            if force.state == "no" and ref.role == "base":
                by = f" by {', '.join(force.replaced_by)}" if force.replaced_by else ""
                shown = act.text[ref.start : ref.end]
                rows.append((ref.start, ref.end, f"{force.reason}{by}", shown))
    return "".join(
        f"{a}\t{b}\t{what}\t{' '.join(text.split())}\n" for a, b, what, text in sorted(rows)
    )

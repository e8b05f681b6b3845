"""What several documents have in common, and a list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.render.escape import content
from vntext.render.names import names
from vntext.render.things import flat
from vntext.text.key import key
from vntext.text.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vntext.document import Document

__all__ = ["contents", "shared"]


def _things(doc: Document, panel: str) -> Iterable[tuple[str, str]]:
    """What a panel lists of a document: keys that tell things apart, and how they are written."""
    if panel == "people":
        return [(key(p.name), p.name) for p in doc.people if p.role != "author"]
    if panel == "legal":
        return [
            (r.key, " ".join(x for x in (r.type, r.code) if x) if r.code else r.text)
            for r in doc.legal_references
            if r.key
        ]
    label = {"organizations": "ORG", "places": "LOC"}[panel]
    return [(key(e.text), e.text) for e in doc.entities if e.label == label]


def shared(docs: Sequence[Document], panel: str) -> list[tuple[str, list[int]]]:
    """What two or more documents name, and which: most of them first, then by dictionary.

    Args:
        docs: The documents.
        panel: ``"people"``, ``"organizations"``, ``"places"`` or ``"legal"``.

    Returns:
        How the first document writes each, and the numbers of the documents that name it.
    """
    found: dict[str, tuple[str, dict[int, None]]] = {}
    for i, doc in enumerate(docs):
        for name, shown in _things(doc, panel):
            found.setdefault(name, (flat(shown), {}))[1][i] = None
    rows = [(shown, list(where)) for shown, where in found.values() if len(where) > 1]
    return sorted(rows, key=lambda row: (-len(row[1]), sort_key(row[0])))


def contents(
    named: Mapping[str, Document], shown: set[str], lang: str, titles: Sequence[str]
) -> str:
    """Heading, list of the documents, and what they share."""
    words = names(lang)
    foreign = "" if lang == "vi" else " lang=vi"
    rows = [
        f'<li><a href="#d{i}">{content(title or name)}</a>'
        + (f" <small>{content(name)}</small>" if title and not name.isdigit() else "")
        for i, (name, title) in enumerate(zip(named, titles, strict=True))
    ]
    out = f"<h1>{words['several']} ({len(rows)})</h1>"
    if rows:
        out += f"<ol{foreign}>{''.join(rows)}</ol>"
    common = ""
    for panel in ("people", "organizations", "places", "legal"):
        if panel not in shown:
            continue
        items = [
            f"<li>{content(name)} " + " ".join(f'<a href="#d{i}">[{i + 1}]</a>' for i in where)
            for name, where in shared(list(named.values()), panel)
        ]
        if items:
            common += f"<h3>{words[panel]} ({len(items)})</h3><ul{foreign}>{''.join(items)}</ul>"
    return out + (f"<h2>{words['shared']}</h2>{common}" if common else "")

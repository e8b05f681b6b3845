"""Input for displaCy, the visualiser of spaCy, in its manual mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.document import check_document
from vntext.errors import InvalidOptionError
from vntext.labels import label_rows

if TYPE_CHECKING:
    from vntext.document import Document, Entity

__all__ = ["displacy_options", "to_displacy"]


def displacy_options() -> dict[str, Any]:
    """Options of displaCy: the labels in our order and colours, for both of its styles.

    Example:
        >>> displacy_options()["colors"]["ORG"]
        '#d9822b'
    """
    rows = label_rows()
    return {"ents": list(rows), "colors": {name: row.colour for name, row in rows.items()}}


def to_displacy(doc: Document, style: str = "ent") -> dict[str, Any]:
    """Describes a document for ``displacy.render(..., style=style, manual=True)``.

    Args:
        doc: The document.
        style: ``"ent"`` for entities in the running text; displaCy cannot nest them there, so an
            organisation inside a title is not shown. ``"span"`` for lines below the words, where
            both are shown; displaCy then wants tokens, which are the document's words.

    Returns:
        A dict of plain values.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If ``style`` is neither.

    Example:
        >>> from vntext.document import Document, Entity
        >>> doc = Document("Ông An", entities=(Entity(4, 6, "An", "PERSON"),))
        >>> to_displacy(doc)
        {'text': 'Ông An', 'ents': [{'start': 4, 'end': 6, 'label': 'PERSON'}], 'title': None}
    """
    check_document(doc)
    if style == "ent":
        ents: list[dict[str, Any]] = []
        for e in _outer_first(doc):
            if e.end > e.start and (not ents or e.start >= ents[-1]["end"]):
                ents.append({"start": e.start, "end": e.end, "label": e.label})
        return {"text": doc.text, "ents": ents, "title": None}
    if style == "span":
        return {"text": doc.text, "spans": _token_spans(doc), "tokens": doc.words.texts()}
    raise InvalidOptionError(f"style must be 'ent' or 'span', not {style!r}")


def _outer_first(doc: Document) -> list[Entity]:
    return sorted(doc.entities, key=lambda e: (e.start, -e.end))


def _token_spans(doc: Document) -> list[dict[str, Any]]:
    from bisect import bisect_left, bisect_right

    starts, ends = doc.words.starts.tolist(), doc.words.ends.tolist()
    spans = []
    for e in _outer_first(doc):
        first, last = bisect_right(ends, e.start), bisect_left(starts, e.end)
        if first < last:
            spans.append(
                {
                    "start": e.start,
                    "end": e.end,
                    "start_token": first,
                    "end_token": last,
                    "label": e.label,
                }
            )
    return spans

"""Marks or links the legal references of a text: plain text, Markdown or HTML.

The marks go in at the offsets of the references; nothing else of the text changes. In HTML and
Markdown a reference is left alone where a mark would break a tag, a link or a code span; in HTML
one that runs over tags of which one belongs to the outside is marked piece by piece.
"""

from __future__ import annotations

import html
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING, Literal

from vntext.checks import check_choice
from vntext.document import LegalReference, check_document, was_analysed
from vntext.errors import InvalidOptionError
from vntext.legal.find import find_rows
from vntext.legal.pieces import html_pieces, markdown_pieces, whole_pieces
from vntext.text.reading import read_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.document import Document

__all__ = ["annotate"]

Format = Literal["text", "markdown", "html"]

_FORMATS = ("text", "markdown", "html")

_FIELDS = ["text", "type", "code", "number", "year", "issuer", "provision", "date", "title", "key"]
"""What a template may name."""

_PIECES = {"text": whole_pieces, "markdown": markdown_pieces, "html": html_pieces}


def _filler(template: object, format_: Format) -> Callable[[LegalReference], str | None]:
    """A template as a function from a reference to what is to be written.

    Raises:
        InvalidOptionError: If the template is no template, or holds more than plain fields.
    """
    if callable(template):
        return template
    if not isinstance(template, str):
        kind = type(template).__name__
        raise InvalidOptionError(f"template must be a str or a function, not {kind}")
    try:
        parts = list(Formatter().parse(template))
    except ValueError as e:
        raise InvalidOptionError(f"template is not valid: {e}") from e
    for _, name, spec, conversion in parts:
        # a field is looked up, never computed: {text.x}, {text[0]} and {text:>9} are no fields
        if name is not None and (name not in _FIELDS or spec or conversion):
            shown = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            raise InvalidOptionError(
                f"template is not valid: no field {{{shown}}}; there are {', '.join(_FIELDS)}"
            )
    return lambda r: "".join(
        literal + (_field(r, name, format_) if name else "") for literal, name, _, _ in parts
    )


def _field(r: LegalReference, name: str, format_: Format) -> str:
    if name == "text":
        return r.text  # the text of the document stays as it is: in HTML it is HTML already
    value = getattr(r, name)
    shown = "" if value is None else str(value)
    return html.escape(shown) if format_ == "html" else shown


def annotate(
    doc: Document,
    template: str | Callable[[LegalReference], str | None],
    *,
    format: Format = "text",
) -> str:
    """Writes the text with its legal references marked.

    Args:
        doc: A document with its text and its legal references.
        template: What to write for a reference: a text with fields in braces (``{text}``,
            ``{type}``, ``{code}``, ``{number}``, ``{year}``, ``{issuer}``, ``{provision}``,
            ``{date}``, ``{title}``, ``{key}``; ``{{`` for a brace), or a function that takes the
            reference and returns the text to write, or ``None`` to leave it as it is.
        format: What the text is: ``"text"``, ``"markdown"`` or ``"html"``. In HTML the fields of
            a template are escaped (``{text}`` is not: it is part of the HTML already), and a
            document that was analysed as plain text is searched again as HTML.

    Returns:
        The text. Removing what was added gives back the text of the document, character for
        character. References inside tags, comments, links, code and scripts are not marked. One
        that holds whole elements is marked as a whole; one that begins in an element and ends
        outside of it is marked in pieces, each with the fields of the whole.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If the format is unknown, or the template holds anything but text and
            fields.

    Example:
        >>> from vntext.document import Document
        >>> from vntext.legal.find import find_references
        >>> text = "Theo Nghị định 167 và <b>Luật Đất đai</b>."
        >>> doc = Document(text, legal_references=tuple(find_references(text)))
        >>> annotate(doc, '<a href="/{number}">{text}</a>', format="html")
        'Theo <a href="/167">Nghị định 167</a> và <b><a href="/">Luật Đất đai</a></b>.'
    """
    check_document(doc)
    check_choice("format", format, _FORMATS)
    fill = _filler(template, format)
    text = doc.text
    references = doc.legal_references
    if format == "html" and doc.source == "plain" and was_analysed(doc, "legal_references"):
        references = _references_of_html(text)
    out: list[str] = []
    at = 0
    for r, pieces in _PIECES[format](text, references):
        if not pieces or pieces[0][0] < at:
            continue
        for start, end in pieces:
            new = fill(replace(r, start=start, end=end, text=text[start:end]))
            if new is None:
                break
            if not isinstance(new, str):
                raise InvalidOptionError(f"template must give a str, not {type(new).__name__}")
            out += (text[at:start], new)
            at = end
    out.append(text[at:])
    return "".join(out)


def _references_of_html(text: str) -> tuple[LegalReference, ...]:
    """The references of a page that was analysed as if it were plain text."""
    (reading,) = read_texts([text], source="html")
    back = reading.alignment.span_to_original
    return tuple(
        LegalReference(a, b, text[a:b], *row[2:])
        for row in find_rows(reading.text)
        for a, b in [back(row.start, row.end)]
    )

"""Marks or links the legal references of a text: plain text, Markdown or HTML.

The marks go in at the offsets of the references; nothing else of the text changes. In HTML and
Markdown a reference is left alone where a mark would break a tag, a link or a code span.
"""

from __future__ import annotations

import html
import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Literal

from vntext.checks import check_choice
from vntext.document import check_document
from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.document import Document, LegalReference

__all__ = ["annotate"]

Format = Literal["text", "markdown", "html"]

_FORMATS = ("text", "markdown", "html")

_FIELDS = ["text", "type", "code", "number", "year", "issuer", "provision", "date", "title", "key"]
"""What a template may name."""

# Elements whose content is not shown as text, or that must not hold another link.
_CLOSED = (
    "script",
    "style",
    "textarea",
    "title",
    "template",
    "noscript",
    "code",
    "pre",
    "a",
    "button",
    "select",
)


@cache
def _html_parts() -> re.Pattern[str]:
    names = "|".join(_CLOSED)
    return re.compile(
        r"<!--(?:[^-]|-(?!->))*+(?:-->|$)"
        rf"|<(?P<close>/?)(?P<name>{names})(?=[\s/>])(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>"
        r"|<(?:/?[a-z!?])(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>",
        re.IGNORECASE,
    )


@cache
def _markdown_parts() -> re.Pattern[str]:
    return re.compile(
        r"(?m:^(?:```|~~~)[^\n]*+)(?s:(?:(?!\n(?:```|~~~)).)*+)(?:\n(?:```|~~~)[^\n]*+)?"
        r"|`[^`\n]++`"
        r"|!?\[[^\[\]\n]*+\](?:\([^()\n]*+\)|\[[^\[\]\n]*+\])"
        r"|<(?:/?[A-Za-z!?])[^<>\n]*+>"
        r"|(?m:^[ ]{0,3}\[[^\[\]\n]++\]:[^\n]*+)"
    )


def _blocked_html(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of HTML in which no mark may begin or end."""
    open_name = ""
    open_at = 0
    for m in _html_parts().finditer(text):
        name = (m.group("name") or "").lower()
        if open_name:
            if name == open_name and m.group("close"):
                yield open_at, m.end()
                open_name = ""
            continue
        if name and not m.group("close") and not m.group().endswith("/>"):
            open_name, open_at = name, m.start()
            continue
        yield m.start(), m.end()
    if open_name:
        yield open_at, len(text)


def _blocked(text: str, format_: Format) -> Iterator[tuple[int, int]]:
    if format_ == "html":
        return _blocked_html(text)
    if format_ == "markdown":
        return ((m.start(), m.end()) for m in _markdown_parts().finditer(text))
    return iter(())


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
            a template are escaped (``{text}`` is not: it is part of the HTML already).

    Returns:
        The text. Removing what was added gives back the text of the document, character for
        character. References inside tags, comments, links, code and scripts are not marked, and
        neither is one that a tag cuts into.

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
    out: list[str] = []
    at = 0
    blocked = _blocked(text, format)
    stretch = next(blocked, None)
    for r in doc.legal_references:
        while stretch is not None and stretch[1] <= r.start:
            stretch = next(blocked, None)
        if r.start < at or (stretch is not None and stretch[0] < r.end):
            continue
        new = fill(r)
        if new is None:
            continue
        if not isinstance(new, str):
            raise InvalidOptionError(f"template must give a str, not {type(new).__name__}")
        out += (text[at : r.start], new)
        at = r.end
    out.append(text[at:])
    return "".join(out)

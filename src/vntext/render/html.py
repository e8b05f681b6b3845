"""Documents as HTML: one page in one file, or a view for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from zlib import crc32

from vntext.checks import check_many
from vntext.document import Document, check_document
from vntext.errors import InvalidTextError
from vntext.render.escape import attribute
from vntext.render.names import names
from vntext.render.several import contents
from vntext.render.style import PAGE, style
from vntext.render.view import LAYERS, Frame, View, check_layers, view

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LAYERS", "render_html", "render_notebook"]


def render_html(
    doc: Document | Iterable[Document] | Mapping[str, Document],
    layers: Iterable[str] = LAYERS,
    *,
    lang: str = "vi",
) -> str:
    """Renders documents as one HTML page without scripts and without foreign hosts.

    The page holds the text with its entities coloured by label (pointing at one, tapping it or
    reaching it with the Tab key shows its fields and lights up whatever belongs to the same person
    or document), the sentences of the summary marked, the roles of paragraphs, and panels: the
    summary, people, organisations, places, legal references, dates in the order of time. It follows
    the light or dark mode of the reader, fits a phone, and can be printed. Several documents stand
    one below the other, behind a list of them and of the people, organisations and documents that
    they share.

    Args:
        doc: The document; or several, as any iterable, or as a mapping whose keys are their names.
        layers: What to show, some of `LAYERS`.
        lang: Language of labels and headings, ``"vi"`` or ``"en"``.

    Returns:
        A whole page as a str that can be encoded as UTF-8, whatever the text holds.

    Raises:
        InvalidTextError: If ``doc`` holds what is no `Document`.
        InvalidOptionError: If a layer or the language does not exist.

    Example:
        >>> from vntext.document import Document
        >>> render_html(Document("<script>")).count("<script>")
        0
        >>> render_html({"a.txt": Document("Huế"), "b.txt": Document("Vinh")}).count("<article")
        2
    """
    words, shown = names(lang), check_layers(layers)
    if isinstance(doc, Document):
        made = view(doc, shown, lang, Frame("d", "", main="main"))
        return _page(made, _title(doc) or "vntext", lang)
    named = _named(doc)
    parts, views = [], []
    for i, (name, one) in enumerate(named.items()):
        # beside an article inside the main part there is no landmark
        frame = Frame(f"d{i}", f"d{i}-", level=3, side="section")
        views.append(view(one, shown, lang, frame))
        label = attribute(_title(one) or name)
        parts.append(f'<article id=d{i} aria-label="{label}">{views[-1].html}</article>')
    top = contents(named, shown, lang, [_title(one) for one in named.values()])
    body = f"<main class=vnts>{top}{''.join(parts)}</main>"
    sheets = "".join(v.rules for v in views)
    return _page(View(body, sheets, any(v.fields for v in views)), words["several"], lang)


def render_notebook(doc: Document, layers: Iterable[str] = LAYERS, *, lang: str = "vi") -> str:
    """Renders a document for a notebook: `render_html` without the frame of a page.

    Args:
        doc: The document.
        layers: What to show, some of `LAYERS`.
        lang: Language of labels and headings, ``"vi"`` or ``"en"``.

    Returns:
        HTML to be set into any page; its style touches nothing else there.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If a layer or the language does not exist.
    """
    check_document(doc)
    # two views of one text have the same rules, so that they may have the same name
    name = f"v{crc32(doc.text.encode('utf-8', 'surrogatepass')):x}"
    made = view(doc, check_layers(layers), lang, Frame(name, level=4))
    return f"<style>{_sheet(made, lang)}</style>{made.html}"


def _sheet(made: View, lang: str) -> str:
    return style(made.html, lang, fields=made.fields) + made.rules


def _page(made: View, title: str, lang: str) -> str:
    return (
        f"<!DOCTYPE html><html lang={lang}><meta charset=utf-8>"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{attribute(title)}</title>"
        f"<style>{PAGE}{_sheet(made, lang)}</style><body>{made.html}\n"
    )


def _title(doc: Document) -> str:
    title = next((p.text for p in doc.paragraphs if p.role == "title"), "")
    return " ".join(title.split())[:60]


def _named(docs: Iterable[Document] | Mapping[str, Document]) -> dict[str, Document]:
    if isinstance(docs, str):
        check_document(docs)
    check_many("doc", docs, "documents", InvalidTextError)
    rows: dict[str, Document] = {}
    pairs: Iterable[tuple[object, Document]]
    pairs = docs.items() if isinstance(docs, Mapping) else enumerate(docs, 1)
    for name, one in pairs:
        check_document(one)
        rows[str(name)] = one
    return rows

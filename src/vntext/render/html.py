"""A document as HTML: one page in one file, or a view for notebooks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from vntext.checks import check_many
from vntext.document import check_document
from vntext.errors import InvalidOptionError
from vntext.labels import label_rows, role_rows
from vntext.render.escape import attribute, content
from vntext.render.marks import Mark, nest
from vntext.render.names import OTHER, css_class, names
from vntext.render.parts import render_people, render_references, unique_titles
from vntext.render.style import PAGE, style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.document import Document, LegalReference
    from vntext.render.parts import Anchor

__all__ = ["LAYERS", "render_html", "render_notebook", "view"]

LAYERS: Final = ("roles", "summary", "entities", "people", "legal")
"""What can be shown: paragraph roles, summary sentences, entities, people, legal references."""

MAX_FACTS = 160  # characters of what hovering shows; the panels show all of it


def render_html(doc: Document, layers: Iterable[str] = LAYERS, *, lang: str = "vi") -> str:
    """Renders a document as one HTML page without scripts and without foreign hosts.

    The page holds the text with its entities coloured by label (hovering, tapping or tabbing to
    one shows its fields), the sentences of the summary marked, the roles of paragraphs, and panels
    of people and legal references. It follows the light or dark mode of the reader, fits a phone,
    and can be printed.

    Args:
        doc: The document.
        layers: What to show, some of `LAYERS`.
        lang: Language of labels and headings, ``"vi"`` or ``"en"``.

    Returns:
        A whole page as a str that can be encoded as UTF-8, whatever the text holds.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If a layer or the language does not exist.

    Example:
        >>> from vntext.document import Document
        >>> render_html(Document("<script>")).count("<script>")
        0
    """
    check_document(doc)
    title = next((p.text for p in doc.paragraphs if p.role == "title"), "") or "vntext"
    body = view(doc, layers, lang=lang, anchors=True)
    return (
        f'<!DOCTYPE html><html lang="{attribute(lang)}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{content(' '.join(title.split())[:60])}</title>"
        f"<style>{PAGE}{style(body, lang)}</style><body>{body}</html>\n"
    )


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
    body = view(doc, layers, lang=lang)
    return f"<style>{style(body, lang)}</style>{body}"


def view(
    doc: Document, layers: Iterable[str] = LAYERS, *, lang: str = "vi", anchors: bool = False
) -> str:
    """The element that shows a document, without its style sheet.

    Args:
        doc: The document.
        layers: What to show, some of `LAYERS`.
        lang: Language of labels and headings.
        anchors: Link the panels to the text; for pages that hold one document, since ids are
            given.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If a layer or the language does not exist.
    """
    check_document(doc)
    words = names(lang)
    named = [layers] if isinstance(layers, str) else layers
    check_many("layers", named, error=InvalidOptionError)
    asked = list(named)
    if unknown := [name for name in asked if name not in LAYERS]:
        raise InvalidOptionError(f"no layer {unknown[0]!r}; there are {', '.join(LAYERS)}")
    shown = set(asked)
    marks: list[Mark] = []
    targets: dict[tuple[int, int], str] = {}
    legend = ""
    if "entities" in shown:
        spans = _entity_spans(doc)
        targets = _targets(doc, spans) if anchors else {}
        marks += _entity_marks(doc, spans, targets)
        labels = {label for _, _, label in spans}
        legend = " ".join(
            f"<b class={row.css}>{words[name]}</b>"
            for name, row in label_rows().items()
            if name in labels
        )
    if "summary" in shown and doc.summary.sentences:
        marks += [Mark(s.start, s.end, "<span class=s>", "</span>") for s in doc.summary.sentences]
        legend += f" <span class=s>{words['summary'].lower()}</span>"
    body = _paragraphs(doc, marks, "roles" in shown) or f"<em>{words['empty']}</em>"
    panels = _panels(doc, shown, lang, lambda a, b: targets.get((a, b), ""))
    top = f"<small>{legend}</small>" if legend else ""
    side = f"<aside>{panels}</aside>" if panels else ""
    return f"<div class=vnt><div>{top}{body}</div>{side}</div>"


def _entity_spans(doc: Document) -> list[tuple[int, int, str]]:
    """What is marked: entities, and references that no entity stands for; each once."""
    spans = dict.fromkeys((e.start, e.end, e.label) for e in doc.entities)
    spans.update(dict.fromkeys((r.start, r.end, "LAW") for r in doc.legal_references))
    return list(spans)


def _entity_marks(
    doc: Document, spans: list[tuple[int, int, str]], targets: dict[tuple[int, int], str]
) -> Iterator[Mark]:
    facts = _facts(doc)
    free = dict(targets)  # an id is given once, to the outer mark
    for rank, (start, end, label) in enumerate(spans, 1):
        fact = "; ".join(dict.fromkeys(facts.get((start, end, label), ())))
        css = css_class(label)
        if css == OTHER:  # the label is in no table, so that the mark must name it
            fact = f"{label}: {fact}" if fact else label
        if len(fact) > MAX_FACTS:
            fact = fact[: MAX_FACTS - 1] + "…"
        # what has fields can be reached with the Tab key and with a finger
        data = f' tabindex=0 data-f="{attribute(fact)}"' if fact else ""
        target = free.pop((start, end), "")
        anchor = f" id={target}" if target else ""
        again = f"<b class={css}{data}>"
        tag = f"<b class={css}{anchor}{data}>" if anchor else again
        yield Mark(start, end, tag, "</b>", rank, again)


def _targets(doc: Document, spans: list[tuple[int, int, str]]) -> dict[tuple[int, int], str]:
    """Ids of marks that the panels link to: first mentions of people, and references."""
    marked = {(start, end) for start, end, _ in spans}
    targets: dict[tuple[int, int], str] = {}
    firsts = [(p.mentions[0], f"p{i}") for i, p in enumerate(doc.people) if p.mentions]
    rows = [(r, f"r{i}") for i, r in enumerate(doc.legal_references)]
    for span, name in [*firsts, *rows]:
        if (span.start, span.end) in marked:
            targets.setdefault((span.start, span.end), name)
    return targets


def _facts(doc: Document) -> dict[tuple[int, int, str], list[str]]:
    facts: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for p in doc.people:
        titles = [" ".join(t.text.split()) for t in unique_titles(p.titles)]
        for m in p.mentions:
            name = [p.name] if m.text != p.name else []
            facts[m.start, m.end, "PERSON"] += [*name, *titles]
        for t in p.titles:
            facts[t.start, t.end, "TITLE"].append(p.name)
    for r in doc.legal_references:
        facts[r.start, r.end, "LAW"] += reference_facts(r)
    return facts


def reference_facts(r: LegalReference) -> list[str]:
    """The fields of a reference that its own text does not show as they are."""
    kind = " ".join(x for x in (r.type, r.code) if x and r.type != "provision")
    known = [kind, r.provision, r.issuer, r.date, r.title]
    return [" ".join(x.split()) for x in known if x and x != r.text]


def _paragraphs(doc: Document, marks: list[Mark], roles: bool) -> str:
    blocks = list(_blocks(doc))
    ends = [end for _, end, _ in blocks]
    inside: list[list[Mark]] = [[] for _ in blocks]
    for m in marks:
        k = bisect_right(ends, m.start)
        while k < len(blocks) and blocks[k][0] < m.end:
            inside[k].append(m)
            k += 1
    named = {name for name, row in role_rows().items() if row.look != "plain"} if roles else ()
    out = []
    for (start, end, role), within in zip(blocks, inside, strict=True):
        css = f" class={role}" if role in named else ""
        out.append(f"<p{css}>{nest(doc.text, start, end, within)}")
    return "".join(out)


def _blocks(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Paragraphs, and what lies between them if it is more than white space."""
    pos = 0
    for p in sorted(doc.paragraphs, key=lambda p: p.start):
        yield from _lines(doc.text, pos, p.start)
        start = max(p.start, pos)
        if start < p.end:
            yield start, p.end, p.role
        pos = max(pos, p.end)
    yield from _lines(doc.text, pos, len(doc.text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    pos = start
    for line in text[start:end].splitlines(keepends=True):
        if not line.isspace():
            yield pos, pos + len(line.rstrip("\r\n")), "body"
        pos += len(line)


def _panels(doc: Document, shown: set[str], lang: str, anchor: Anchor) -> str:
    words = names(lang)
    out = ""
    if "people" in shown and doc.people:
        rows = render_people(doc.people, lang=lang, anchor=anchor)
        out += f"<h2>{words['people']} ({len(doc.people)})</h2>{rows}"
    if "legal" in shown and doc.legal_references:
        rows = render_references(doc.legal_references, anchor=anchor)
        out += f"<h2>{words['legal']} ({len(doc.legal_references)})</h2>{rows}"
    return out

"""The element that shows one document: the text with its marks, and panels."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vntext.checks import check_many
from vntext.errors import InvalidOptionError
from vntext.labels import label_rows, role_rows
from vntext.render.escape import attribute
from vntext.render.marks import Mark, nest
from vntext.render.names import OTHER, css_class, names
from vntext.render.panels import Ids, panels
from vntext.render.things import Known, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.document import Document, SummarySentence

__all__ = ["LAYERS", "Frame", "check_layers", "view"]

LAYERS: Final = (
    "roles",
    "summary",
    "entities",
    "people",
    "organizations",
    "places",
    "legal",
    "dates",
)
"""What can be shown: paragraph roles, summary sentences, entities, and panels of what was found."""

FACTOR: Final = 2.9  # a view is less than three times its text ...
SHORT: Final = 1000  # ... of texts over so many bytes
FIXED: Final = 1650  # bytes of style sheet, head and legend
FIELDS: Final = 400  # bytes of the rule by which marks show their fields


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a view stands.

    Attributes:
        name: Class of the view, which no other one of the page has.
        ids: What the ids of the view begin with; None for a page of others, which gets none.
        level: Level of the headings of panels.
        main: Element around the text.
        side: Element around the panels.
    """

    name: str
    ids: str | None = None
    level: int = 2
    main: str = "div"
    side: str = "aside"


def check_layers(layers: Iterable[str]) -> set[str]:
    """What to show.

    Raises:
        InvalidOptionError: If a layer does not exist.
    """
    named = [layers] if isinstance(layers, str) else layers
    check_many("layers", named, error=InvalidOptionError)
    asked = list(named)
    if unknown := [name for name in asked if name not in LAYERS]:
        raise InvalidOptionError(f"no layer {unknown[0]!r}; there are {', '.join(LAYERS)}")
    return set(asked)


@dataclass(frozen=True, slots=True)
class View:
    """A document as HTML.

    Attributes:
        html: The element.
        rules: Style rules of its own.
        fields: Whether its marks show their fields.
    """

    html: str
    rules: str
    fields: bool


def view(doc: Document, shown: set[str], lang: str, frame: Frame) -> View:
    """Shows a document.

    A text over a kilobyte never grows to more than three times its size: where everything that was
    found would take more, lists are cut, and say so.

    Args:
        doc: The document.
        shown: What to show, some of `LAYERS`.
        lang: Language of labels and headings.
        frame: Where it stands.

    Raises:
        InvalidOptionError: If the language does not exist.
    """
    words = names(lang)
    things = known(doc) if "entities" in shown else None
    summary = doc.summary.sentences if "summary" in shown else ()
    spans = [(start, end) for start, end, _ in things.spans] if things else []
    ids = Ids(frame.ids, {*spans, *((s.start, s.end) for s in summary)})
    length = len(doc.text.encode("utf-8", "replace"))
    light = things.light_rules() if things else ""
    room = len(doc.text) // 6 if length > SHORT else length + 1000
    facts = things.facts_rules(room) if things else ""
    size = length + FIXED + len(light) + 12 * len(doc.paragraphs)
    size += sum(len(m.open) + len(m.close) for m in _marks(things, summary, {}))
    # where there is no room for both, the panels say what marks would show
    fields = length <= SHORT or size + len(facts) + FIELDS < (FACTOR - 0.3) * length
    if fields:
        size += len(facts.encode()) + FIELDS
    left = float("inf") if length <= SHORT else FACTOR * length - size
    side = panels(doc, shown, things, lang, ids, left, frame.level)
    marks = _marks(things, summary, ids.given, fields)
    labels = {label for _, _, label in things.spans} if things else set()
    legend = [
        f"<b class={row.css}>{words[name]}</b>"
        for name, row in label_rows().items()
        if name in labels
    ]
    if summary:
        legend.append(f"<span class=s>{words['summary'].lower()}</span>")
    body = _paragraphs(doc, marks, "roles" in shown, frame.main == "main")
    body = body or f"<em>{words['empty']}</em>"
    own, foreign = ("", "") if lang == "vi" else (f" lang={lang}", " lang=vi")
    top = f"<small{own}>{' '.join(legend)}</small>" if legend else ""
    label = frame.side
    if frame.side == "aside":  # a landmark, which needs a name
        label += f' aria-label="{words["details"]}"'
    aside = f"<{label}>{side}</{frame.side}>" if side else ""
    text = f"<{frame.main}{foreign}>{top}{body}</{frame.main}>"
    own_rules = (facts if fields else "") + light
    sheet = f".{frame.name}{{{own_rules}}}" if own_rules else ""
    return View(f'<div class="vnt {frame.name}">{text}{aside}</div>', sheet, fields)


def _marks(
    things: Known | None,
    summary: Sequence[SummarySentence],
    ids: dict[tuple[int, int], str],
    fields: bool = True,
) -> list[Mark]:
    free = dict(ids)  # an id is given once, to the outer mark
    marks = []
    for s in summary:
        target = free.pop((s.start, s.end), "")
        tag = f"<span class=s id={target}>" if target else "<span class=s>"
        marks.append(Mark(s.start, s.end, tag, "</span>", -1, "<span class=s>"))
    return [*marks, *_entity_marks(things, free, fields)] if things else marks


def _entity_marks(things: Known, free: dict[tuple[int, int], str], fields: bool) -> Iterator[Mark]:
    reached: set[str] = set()
    for rank, key in enumerate(things.spans):
        start, end, label = key
        css = css_class(label)
        classes, fact = things.of(key)
        if not fields:
            fact = ""
        if css == OTHER:  # the label is in no table, so that the mark must name it
            fact = f"{label}: {fact}" if fact else label
        # what has fields can be reached with the Tab key: once, where it is first named
        reach = fields and (classes or fact)
        focus = " tabindex=0" if reach and classes + css not in reached else ""
        reached.add(classes + css)
        data = f' data-f="{attribute(fact)}"' if fact else ""
        name = f'"{css}{classes}"' if classes else css
        target = free.pop((start, end), "")
        anchor = f" id={target}" if target else ""
        again = f"<b class={name}{focus}{data}>"
        yield Mark(start, end, f"<b class={name}{anchor}{focus}{data}>", "</b>", rank, again)


def _paragraphs(doc: Document, marks: list[Mark], roles: bool, page: bool) -> str:
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
    headed = not page
    for (start, end, role), within in zip(blocks, inside, strict=True):
        css = f" class={role}" if role in named else ""
        inner = nest(doc.text, start, end, within)
        if role == "title" and not headed:
            headed = True
            out.append(f"<h1{css}>{inner}</h1>")
        else:
            out.append(f"<p{css}>{inner}")
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

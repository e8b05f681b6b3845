"""Panels: people with their titles, organisations, places, legal references, dates, summaries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vntext.checks import check_many
from vntext.document import was_analysed
from vntext.errors import InvalidOptionError
from vntext.render.escape import content
from vntext.render.marks import Mark, nest
from vntext.render.names import css_class, names
from vntext.render.things import flat, grouped, unique_titles
from vntext.text.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.document import Document, Entity, LegalReference, Person, Summary, Title

__all__ = [
    "by_name",
    "by_time",
    "date_rows",
    "name_rows",
    "people_rows",
    "reference_rows",
    "render_people",
    "render_references",
    "render_summary",
    "summary_rows",
]

Anchor = Callable[[int, int], str]
"""Id of the mark at a span, ``""`` where it has none."""


def no_anchor(start: int, end: int) -> str:
    """For views without links between a panel and the text."""
    return ""


def _title(title: Title) -> str:
    org = title.organization
    if org is None or not title.start <= org.start < org.end <= title.end:
        return content(flat(title.text))
    a = title.start
    inner = Mark(org.start - a, org.end - a, f"<b class={css_class('ORG')}>", "</b>")
    return nest(title.text, 0, len(title.text), [inner])


def _link(text: str, anchor: str, number: int | None = None) -> str:
    shown = content(flat(text))
    css = "" if number is None else f" class=k{number}"
    return f'<a{css} href="#{anchor}">{shown}</a>' if anchor else shown


def _strong(text: str, anchor: str, number: int | None) -> str:
    return _link(text, anchor, number) if anchor else f"<strong>{_link(text, '')}</strong>"


def _times(n: int) -> str:
    return f" ×{n}" if n > 1 else ""


def _number(numbers: Sequence[int | None], i: int) -> int | None:
    return numbers[i] if i < len(numbers) else None


def people_rows(
    people: Sequence[Person],
    lang: str,
    anchor: Anchor = no_anchor,
    numbers: Sequence[int | None] = (),
) -> Iterator[str]:
    """Name, number of mentions, titles with their organisations marked; one row a person."""
    for i, p in enumerate(people):
        first = anchor(p.mentions[0].start, p.mentions[0].end) if p.mentions else ""
        note = f" <small>{names(lang)['author']}</small>" if p.role == "author" else ""
        held = "".join(f"<br>{_title(t)}" for t in unique_titles(p.titles))
        name = _strong(p.name, first, _number(numbers, i))
        yield f"<li>{name}{_times(len(p.mentions))}{note}{held}"


def reference_rows(
    references: Sequence[LegalReference],
    anchor: Anchor = no_anchor,
    numbers: Sequence[int | None] = (),
) -> Iterator[str]:
    """Type and code, then provision, issuer, date and name; one row a document and provision."""
    for i, group in enumerate(grouped(references)):
        # the fullest of the group speaks for it: issuer and date often stand at one mention alone
        r = group[0]
        facts = [
            next((v for g in group if (v := getattr(g, name))), "")
            for name in ("provision", "issuer", "date", "title")
        ]
        kind = "" if r.type == "provision" else r.type
        head = " ".join(x for x in (kind, r.code) if x)
        if not r.code:  # a document known by its name, or a provision alone: as the text writes it
            head, facts[0] = r.text, ""
        tail = " · ".join(content(flat(x)) for x in facts if x)
        link = _strong(head, anchor(r.start, r.end), _number(numbers, i))
        yield f"<li>{link}{_times(len(group))}{'<br>' if tail else ''}{tail}"


def render_people(people: Sequence[Person], *, lang: str = "vi") -> str:
    """A list of people: name, number of mentions, titles with their organisations marked.

    Args:
        people: The people.
        lang: Language of the notes, ``"vi"`` or ``"en"``.

    Returns:
        HTML, ``""`` when there is nobody.
    """
    check_many("people", people, "people", InvalidOptionError)
    rows = "".join(people_rows(people, lang))
    return f"<ul>{rows}</ul>" if rows else ""


def render_references(references: Sequence[LegalReference]) -> str:
    """A list of legal references: type and code, then provision, issuer, date and name.

    References that are the same document and provision stand in one row.

    Args:
        references: The references, in the order of the text.

    Returns:
        HTML, ``""`` when there is no reference.
    """
    check_many("references", references, "references", InvalidOptionError)
    rows = "".join(reference_rows(references))
    return f"<ul>{rows}</ul>" if rows else ""


def render_summary(summary: Summary) -> str:
    """The sentences of a summary as a list, each with its score as a hint.

    Returns:
        HTML, ``""`` for an empty summary.
    """
    check_many("summary", summary, "sentences", InvalidOptionError)
    rows = [f'<li title="{s.score:.3g}">{content(flat(s.shown or s.text))}' for s in summary]
    return f"<ol>{''.join(rows)}</ol>" if rows else ""


def summary_rows(doc: Document, anchor: Anchor, room: int) -> Iterator[str]:
    """The sentences, each cut where all together would be longer than ``room`` characters."""
    sentences = [(s, flat(s.shown or s.text)) for s in doc.summary.sentences]
    long = sum(len(line) for _, line in sentences) > room
    most = max(40, room // max(1, len(sentences)))
    for s, line in sentences:
        cut = line
        if long and len(line) > most:
            cut = line[:most].rpartition(" ")[0] + "…"
        yield f"<li>{_link(cut, anchor(s.start, s.end))}"


def name_rows(groups: Iterable[list[Entity]], anchor: Anchor) -> Iterator[str]:
    """Names with their number of mentions, as links to the first one."""
    for g in groups:
        yield f"<li>{_link(g[0].text, anchor(g[0].start, g[0].end))}{_times(len(g))}"


def by_name(doc: Document, label: str) -> list[list[Entity]]:
    """Each wording of a label once, the most named first, then in the order of dictionaries."""
    groups: dict[str, list[Entity]] = {}
    for e in doc.entities:
        if e.label == label:
            groups.setdefault(flat(e.text).casefold(), []).append(e)
    return sorted(groups.values(), key=lambda g: (-len(g), sort_key(flat(g[0].text))))


def by_time(doc: Document) -> list[tuple[list[Entity], str]]:
    """The dates in the order of time, each day once, with the value of those said from today.

    Days whose year the text does not tell come after the others. A document of parts that somebody
    gave has no values: its dates keep the order of the text.
    """
    found = {(d.start, d.end): d for d in doc.dates} if was_analysed(doc, "dates") else {}
    groups: dict[tuple[int, str], list[Entity]] = {}
    for e in doc.entities:
        if e.label == "DATE":
            said = found.get((e.start, e.end))
            value = said.value if said is not None else ""
            rank = 2 if not value else int(value.startswith("X"))
            groups.setdefault((rank, value or flat(e.text).casefold()), []).append(e)
    rows = []
    for rank, value in sorted(groups, key=lambda k: (k[0], k[1] if k[0] < 2 else "")):
        group = sorted(groups[rank, value], key=lambda e: -len(e.text))
        said = found.get((group[0].start, group[0].end))
        rows.append((group, value if said is not None and said.relative else ""))
    return rows


def date_rows(dates: Iterable[tuple[list[Entity], str]], anchor: Anchor) -> Iterator[str]:
    """Days with their number of mentions."""
    for group, value in dates:
        note = f" <small>{content(value)}</small>" if value else ""
        first = group[0]
        yield f"<li>{_link(first.text, anchor(first.start, first.end))}{_times(len(group))}{note}"

"""Panels: people with their titles, legal references, summaries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vntext.checks import check_many
from vntext.errors import InvalidOptionError
from vntext.render.escape import content
from vntext.render.marks import Mark, nest
from vntext.render.names import css_class, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.document import LegalReference, Person, Summary, Title

__all__ = ["render_people", "render_references", "render_summary", "unique_titles"]

Anchor = Callable[[int, int], str]
"""Id of the mark at a span, ``""`` where it has none."""


def no_anchor(start: int, end: int) -> str:
    """For views without links between a panel and the text."""
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def unique_titles(titles: Iterable[Title]) -> list[Title]:
    """The titles without repetitions: case and spacing aside, in the order of the text."""
    seen: dict[str, Title] = {}
    for t in titles:
        seen.setdefault(_plain(t.text).casefold(), t)
    return list(seen.values())


def _title(title: Title) -> str:
    org = title.organization
    if org is None or not title.start <= org.start < org.end <= title.end:
        return content(_plain(title.text))
    a = title.start
    inner = Mark(org.start - a, org.end - a, f"<b class={css_class('ORG')}>", "</b>")
    return nest(title.text, 0, len(title.text), [inner])


def _link(text: str, anchor: str) -> str:
    shown = content(_plain(text))
    return f'<a href="#{anchor}">{shown}</a>' if anchor else f"<strong>{shown}</strong>"


def _times(n: int) -> str:
    return f" <small>×{n}</small>" if n > 1 else ""


def render_people(people: Sequence[Person], *, lang: str = "vi", anchor: Anchor = no_anchor) -> str:
    """A list of people: name, number of mentions, titles with their organisations marked.

    Args:
        people: The people.
        lang: Language of the notes, ``"vi"`` or ``"en"``.
        anchor: Gives the id of the element of a mention, for a link to the first one.

    Returns:
        HTML, ``""`` when there is nobody.
    """
    check_many("people", people, "people", InvalidOptionError)
    rows = []
    for p in people:
        first = anchor(p.mentions[0].start, p.mentions[0].end) if p.mentions else ""
        note = f" <small>{names(lang)['author']}</small>" if p.role == "author" else ""
        held = "".join(f"<br>{_title(t)}" for t in unique_titles(p.titles))
        rows.append(f"<li>{_link(p.name, first)}{_times(len(p.mentions))}{note}{held}")
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def render_references(references: Sequence[LegalReference], *, anchor: Anchor = no_anchor) -> str:
    """A list of legal references: type and code, then provision, issuer, date and name.

    References that are the same document and provision stand in one row.

    Args:
        references: The references, in the order of the text.
        anchor: Gives the id of the element of a reference, for a link to the first one.

    Returns:
        HTML, ``""`` when there is no reference.
    """
    check_many("references", references, "references", InvalidOptionError)
    groups: dict[tuple[str, str], list[LegalReference]] = {}
    for r in references:
        groups.setdefault((r.key or r.text.casefold(), r.provision), []).append(r)
    rows = []
    for group in groups.values():
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
        tail = " · ".join(content(_plain(x)) for x in facts if x)
        link = _link(head, anchor(r.start, r.end))
        rows.append(f"<li>{link}{_times(len(group))}{'<br>' if tail else ''}{tail}")
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def render_summary(summary: Summary) -> str:
    """The sentences of a summary as a list, each with its score as a hint.

    Returns:
        HTML, ``""`` for an empty summary.
    """
    check_many("summary", summary, "sentences", InvalidOptionError)
    rows = [f'<li title="{s.score:.3g}">{content(_plain(s.text))}' for s in summary]
    return f"<ol>{''.join(rows)}</ol>" if rows else ""

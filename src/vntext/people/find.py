"""People of a document: mentions grouped, titles attached."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from vntext.people.mentions import Mention, cluster_mentions
from vntext.people.names import Name
from vntext.people.titles import Item, link_titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.entities.types import Found

__all__ = ["FoundPerson", "FoundTitle", "find_people"]

_GENDER = {
    "ông": "m", "anh": "m", "chú": "m", "cậu": "m", "bác": "m",
    "bà": "f", "chị": "f", "cô": "f",
}  # fmt: skip


class FoundTitle(NamedTuple):
    """A title of a person.

    Attributes:
        start: First character, in characters of the normalised text.
        end: End (exclusive).
        organization: Span of the organisation inside the title, if any.
    """

    start: int
    end: int
    organization: tuple[int, int] | None


class FoundPerson(NamedTuple):
    """A person of a document.

    Attributes:
        name: The fullest name.
        mentions: Spans of the mentions by name, in characters of the normalised text.
        titles: Titles in the order of the text.
        role: ``"author"`` if named in a byline.
    """

    name: str
    mentions: tuple[tuple[int, int], ...]
    titles: tuple[FoundTitle, ...]
    role: str


def _gender(text: str, start: int) -> str:
    before = text[max(0, start - 8) : start].split()
    return _GENDER.get(before[-1].lower(), "") if before else ""


def find_people(
    text: str,
    found: Sequence[Found],
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[tuple[int, int, str]],
) -> list[FoundPerson]:
    """Groups the people of one document and attaches their titles.

    Args:
        text: The normalised text of the document.
        found: Its entities, sorted.
        sentences: Spans of its sentences.
        paragraphs: Span and role of its paragraphs.

    Returns:
        The people, in the order of their first mention.
    """
    starts = [p[0] for p in paragraphs]

    def paragraph(pos: int) -> int:
        return max(0, bisect_right(starts, pos) - 1)

    people = [f for f in found if f.label == "PERSON"]
    mentions = [
        Mention(
            f.start,
            f.end,
            Name.of(text[f.start : f.end]),
            _gender(text, f.start),
            paragraph(f.start),
            bool(paragraphs) and paragraphs[paragraph(f.start)][2] == "byline",
        )
        for f in people
    ]
    clusters = cluster_mentions(mentions)
    owner = {m.start: k for k, c in enumerate(clusters) for m in c.mentions}
    titles: list[list[FoundTitle]] = [[] for _ in clusters]
    for title, name in _links(text, found, sentences):
        k = owner[name.start]
        inner = next(
            (
                (o.start, o.end)
                for o in found
                if o.label == "ORG" and title.start <= o.start and o.end <= title.end
            ),
            None,
        )
        new = FoundTitle(title.start, title.end, inner)
        if new not in titles[k]:
            titles[k].append(new)
    return [
        FoundPerson(
            " ".join(c.name.text.split()),
            tuple((m.start, m.end) for m in c.mentions),
            tuple(sorted(titles[k])),
            "author" if any(m.author for m in c.mentions) else "",
        )
        for k, c in enumerate(clusters)
    ]


def _links(
    text: str, found: Sequence[Found], sentences: Sequence[tuple[int, int]]
) -> list[tuple[Item, Item]]:
    """Titles and their holders, sentence by sentence."""
    relevant = [f for f in found if f.label in ("PERSON", "TITLE")]
    out: list[tuple[Item, Item]] = []
    k = 0
    for start, end in sentences:
        items: list[Item] = []
        while k < len(relevant) and relevant[k].start < end:
            f = relevant[k]
            if f.start >= start:
                items.append(Item(f.start, f.end, f.label == "TITLE"))
            k += 1
        if any(i.is_title for i in items) and not all(i.is_title for i in items):
            out.extend((items[t], items[n]) for t, n in link_titles(text, items))
    return out

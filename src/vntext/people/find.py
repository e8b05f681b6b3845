"""People of a document: mentions grouped, titles attached."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.decide.aliases import alias_words
from vntext.people.mentions import Mention, cluster_mentions
from vntext.people.names import Name, gender_before
from vntext.people.titles import Item, link_titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import regex

    from vntext.entities.types import Found
    from vntext.people.mentions import Cluster

__all__ = ["FoundPerson", "FoundTitle", "find_people"]


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


def find_people(
    text: str,
    found: Sequence[Found] | Sequence[tuple[int, int, str]],
    sentences: Sequence[tuple[int, int]],
    paragraphs: Sequence[tuple[int, int, str]],
) -> list[FoundPerson]:
    """Groups the people of one document and attaches their titles.

    Args:
        text: The normalised text of the document.
        found: Its entities, sorted: start, end and label of each, or `Found`.
        sentences: Spans of its sentences.
        paragraphs: Span and role of its paragraphs.

    Returns:
        The people, in the order of their first mention.
    """
    rows = [f if isinstance(f, tuple) else (f.start, f.end, f.label) for f in found]
    starts = [p[0] for p in paragraphs]
    mentions = []
    for row in rows:
        if row[2] == "PERSON":
            start, end = row[0], row[1]
            p = max(0, bisect_right(starts, start) - 1)
            author = bool(paragraphs) and paragraphs[p][2] == "byline"
            name = Name.of(text[start:end])
            mentions.append(Mention(start, end, name, gender_before(text, start), p, author))
    if not mentions:
        return []
    clusters = cluster_mentions(mentions, _pairs(text, mentions))
    titles = _titles(text, rows, sentences, clusters)
    return [
        FoundPerson(
            " ".join(c.name.text.split()),
            tuple([(m.start, m.end) for m in c.mentions]),
            tuple(sorted(titles[k])) if k in titles else (),
            "author" if any(m.author for m in c.mentions) else "",
        )
        for k, c in enumerate(clusters)
    ]


ALIAS = 60
"""Characters between a name and another one of the same person, at most."""


@cache
def _alias() -> regex.Pattern[str]:
    """What stands between the two: "(tức", ", biệt danh là", " hay còn gọi là"."""
    import regex

    return regex.compile(
        rf" ?(?:\(|,|[-–])?(?: ?[^,;()\n]{{0,30}}[,;])? ?{alias_words()} ?(?:là )?[\"“'‘]?"
    )


def _pairs(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Starts of two mentions in a row of which the text says that they are of one person."""
    out = []
    for a, b in pairwise(mentions):
        if 3 < b.start - a.end <= ALIAS and _alias().fullmatch(text, a.end, b.start):
            out.append((a.start, b.start))
    return out


def _titles(
    text: str,
    rows: Sequence[Found | tuple[int, int, str]],
    sentences: Sequence[tuple[int, int]],
    clusters: Sequence[Cluster],
) -> dict[int, dict[FoundTitle, None]]:
    """The titles of each cluster, by its number."""
    items = [Item(r[0], r[1], r[2] == "TITLE") for r in rows if r[2] in ("PERSON", "TITLE")]
    links = _links(text, items, sentences)
    if not links:
        return {}
    owner = {m.start: k for k, c in enumerate(clusters) for m in c.mentions}
    inside = [(r[0], r[1]) for r in rows if r[2] == "ORG"]
    out: dict[int, dict[FoundTitle, None]] = {}
    for title, name in links:
        i = bisect_left(inside, (title.start,))
        while i < len(inside) and inside[i][0] < title.end and inside[i][1] > title.end:
            i += 1
        inner = inside[i] if i < len(inside) and inside[i][1] <= title.end else None
        out.setdefault(owner[name.start], {})[FoundTitle(title.start, title.end, inner)] = None
    return out


def _links(
    text: str, items: list[Item], sentences: Sequence[tuple[int, int]]
) -> list[tuple[Item, Item]]:
    """Titles and their holders, sentence by sentence."""
    out: list[tuple[Item, Item]] = []
    if not any(item.is_title for item in items):
        return out
    starts = [s[0] for s in sentences]
    done = 0
    for k, item in enumerate(items):
        if not item.is_title or k < done:
            continue
        s = bisect_right(starts, item.start) - 1
        if s < 0 or item.start >= sentences[s][1]:
            continue
        start, end = sentences[s]
        first = bisect_left(items, (start,), done)
        done = bisect_left(items, (end,), k)
        these = items[first:done]
        # most titles stand alone in their sentence
        if len(these) > 1 and not all(i.is_title for i in these):
            out.extend((these[t], these[n]) for t, n in link_titles(text, these))
    return out

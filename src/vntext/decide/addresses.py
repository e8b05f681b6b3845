"""What stands in an address is no name: links, e-mails, user names, hashtags; nor is code."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.entities.types import Found
    from vntext.split.protect import Protected

__all__ = ["LINKS", "outside_addresses"]

LINKS = frozenset(("url", "email", "user", "hashtag", "code"))
"""Rules of protected spans that are addresses, or code. A domain may be the name of a newspaper."""


def outside_addresses(found: list[Found], protected: Sequence[Protected]) -> list[Found]:
    """The spans that touch no address; legal references and the user's own words stay.

    Args:
        found: Spans of entities.
        protected: The protected spans of the text, in order.

    Example:
        >>> from vntext.entities.types import Found
        >>> from vntext.split.protect import Protected
        >>> outside_addresses([Found(0, 5, "PERSON", "tagger")], [Protected(0, 12, "url")])
        []
    """
    spans = [(p.start, p.end, p.rule) for p in protected if p.rule in LINKS]
    if not spans:
        return found
    starts = [a for a, *_ in spans]
    out = []
    for f in found:
        k = bisect_right(starts, f.end - 1) - 1
        free = k < 0 or spans[k][1] <= f.start
        # "@Minh Thư" is a name of two words behind its sign, and no user name ends inside it
        if free or f.label == "LAW" or f.rule == "lexicon" or _goes_on(f, spans[k]):
            out.append(f)
    return out


def _goes_on(f: Found, span: tuple[int, int, str]) -> bool:
    """Whether a person's name begins with a user name and goes on behind it."""
    start, end, rule = span
    return rule == "user" and f.label == "PERSON" and f.start == start and f.end > end

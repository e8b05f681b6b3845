"""What the tables of the package make of the tagger's spans, in order.

``credits`` (pictures), ``namesakes`` (schools and streets named after people), ``borders`` (long
names, words, match reports), then `merge`. They belong to the package's tagger: the spans of a
tagger that a user puts in its place stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.decide.borders import settle_borders
from vntext.decide.credits import settle_credits
from vntext.decide.merge import merge
from vntext.decide.namesakes import settle_namesakes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vntext.entities.types import Found
    from vntext.spans import Spans

__all__ = ["settle"]


def settle(text: str, found: list[Found], words: Spans, fixed: Iterable[Found] = ()) -> list[Found]:
    """Mends the spans of the tagger by tables.

    Args:
        text: The normalised text.
        found: Spans of the tagger in characters of ``text``, sorted by start, outer before inner.
        words: The words of the text, in characters of ``text``, in order.
        fixed: Spans of the grammars, which a span that grows gives way to.

    Returns:
        The spans, sorted by start, outer before inner; an ORG may lie inside a TITLE, no other
        spans overlap.

    Example:
        >>> from vntext.entities.types import Found
        >>> from vntext.spans import Spans
        >>> text = "Học viện Báo chí và Tuyên truyền. Ảnh: CTV"
        >>> words = Spans.of([(0, 8), (9, 16), (17, 19), (20, 32), (32, 33), (34, 37), (39, 42)])
        >>> found = settle(text, [Found(0, 16, "ORG"), Found(39, 42, "PERSON")], words)
        >>> [text[f.start : f.end] for f in found]
        ['Học viện Báo chí và Tuyên truyền']
    """
    found = settle_namesakes(text, settle_credits(text, found))
    fixed = set(fixed)
    merged = merge([*fixed, *settle_borders(text, found, words)])
    return [f for f in merged if f not in fixed]

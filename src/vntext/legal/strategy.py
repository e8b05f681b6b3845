"""Which document a short or anaphoric mention means."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from vntext.legal.distinct import fits
from vntext.legal.patterns import pattern
from vntext.legal.tables import types_by_name
from vntext.text.heads import lower

if TYPE_CHECKING:
    from vntext.document import LegalReference
    from vntext.legal.mentions import Mention


__all__ = ["History", "Strategy", "default_strategy", "fitting", "number_of"]

# Documents of one type and number that are looked at: among more a short number tells none.
_SAME = 50


@dataclass(slots=True)
class History:
    """The mentions before one, by what is asked of them.

    Attributes:
        by_type: Mentions that are resolved and their keys, by type, in the order of the text.
        by_number: For a type and a number without zeros before it the references by key.
    """

    by_type: dict[str, list[tuple[Mention, str]]] = field(default_factory=dict)
    by_number: dict[tuple[str, str], dict[str, LegalReference]] = field(default_factory=dict)

    def add(self, mention: Mention, key: str) -> None:
        """Adds a mention that is resolved."""
        self.by_type.setdefault(mention.type, []).append((mention, key))
        r = mention.reference
        if mention.kind == "full" and r is not None and r.number:
            self.by_number.setdefault(number_of(mention.type, r), {}).setdefault(key, r)


class Strategy(Protocol):
    """Decides which document a short or anaphoric mention means."""

    def __call__(self, mention: Mention, history: History, text: str) -> str | None:
        """Chooses a document.

        Args:
            mention: The mention to resolve.
            history: All mentions before it.
            text: The whole text.

        Returns:
            A key, or ``None`` to leave the mention unresolved.
        """
        ...


def number_of(type_name: str, r: LegalReference) -> tuple[str, str]:
    """Type, and number without zeros before it: by these a short number is found."""
    return type_name, r.number.lstrip("0") or r.number


def default_strategy(mention: Mention, history: History, text: str) -> str | None:
    """Resolves where only one document fits.

    A short number ("Nghị quyết 35") fits documents of the same type and number, of the same issuer
    where the text names one. "Nghị quyết này" is the last document of its type, and none where the
    sentence that names the last one names two. "Điều 9 của Luật" is of the only law before it.

    Args:
        mention: The mention to resolve.
        history: All mentions before it.
        text: The whole text.

    Returns:
        The key, or ``None`` where no document or more than one fits.
    """
    if mention.kind == "short" and mention.reference is not None:
        short = mention.reference
        rows = history.by_number.get(number_of(mention.type, short), {})
        keys = fitting(short, rows)
        return keys[0] if len(keys) == 1 else None
    found = history.by_type.get(mention.type, [])
    # "Luật này" may be a code, "Bộ luật này" a law that the writer calls a code
    row = types_by_name().get(mention.type)
    for other in row.also if row is not None and not found else ():
        found = found or history.by_type.get(other, [])
    if not found:
        return None
    last, key = found[-1]
    if pattern("anaphora").search(lower(mention.span.text)) is None:
        return key if all(other == key for _, other in found) else None
    begin = max(0, last.span.start - 1000)
    sentence = max(
        begin, text.rfind(". ", begin, last.span.start), text.rfind("\n", begin, last.span.start)
    )
    for earlier, other_key in reversed(found):
        if earlier.span.start < sentence:
            break
        if other_key != key:
            return None
    return key


def fitting(short: LegalReference, rows: dict[str, LegalReference]) -> list[str]:
    """Keys of the documents that a short reference can mean."""
    return [key for key, full in islice(rows.items(), _SAME) if fits(short, full)]

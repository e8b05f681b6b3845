"""Whom a picture is credited to: agencies are organisations, initials and sigla are nobody."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vntext.entities.types import Found
from vntext.resources import load_toml
from vntext.text.syllables import is_vietnamese_syllable

if TYPE_CHECKING:
    import regex

__all__ = ["settle_credits"]


@cache
def _credit() -> regex.Pattern[str]:
    import regex

    table = load_toml("entities/names.toml")["credits"]
    openings, agencies = (
        "|".join(map(regex.escape, sorted(table[k], key=len, reverse=True)))
        for k in ("openings", "agencies")
    )
    return regex.compile(
        rf"(?<!\p{{L}})(?:{openings}) ?: ?(?:(?P<agency>{agencies})(?![\p{{L}}\d.])"
        r"|(?P<nobody>[A-ZĐ]{2,5}|[A-ZĐ](?:\.[A-ZĐ]){1,3})(?=\.?(?:\s*\n|\s*\Z|[/,;)]|\.)))"
        rf"|(?<!\p{{L}})(?:{openings}) ?: ?(?P<site>[\p{{L}}\d-]+)(?=\.(?:com|vn|net)\b)"
    )


def settle_credits(text: str, found: list[Found]) -> list[Found]:
    """Gives what stands behind "Ảnh:" its kind.

    Agencies become ORG spans; initials, sigla such as CTV and names of sites are no people.

    Args:
        text: The normalised text.
        found: Spans of the tagger, sorted by start.

    Returns:
        The spans, sorted.

    Example:
        >>> from vntext.entities.types import Found
        >>> text = "Chợ Yên Sơn. Ảnh: CTV"
        >>> settle_credits(text, [Found(18, 21, "PERSON")])
        []
    """
    gone: list[tuple[int, int]] = []
    added = []
    for m in _credit().finditer(text):
        if m.lastgroup == "agency":
            start, end = m.span("agency")
            added.append(Found(start, end, "ORG", "credit"))
        elif m.lastgroup == "nobody" and is_vietnamese_syllable(m["nobody"].lower()):
            continue  # the photographer Mai, in capitals
        gone.append(m.span(m.lastgroup or 0))
    if not gone:
        return found
    kept = [f for f in found if not any(a < f.end and f.start < b for a, b in gone)]
    return sorted([*kept, *added], key=lambda f: (f.start, -f.end))

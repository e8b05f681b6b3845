"""Where in a text anything of the values can be: one pass for the words of all grammars."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.split.scan import places_of
from vntext.text.strings import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Hit", "Scan"]

Hit = tuple[int, int, str]
"""Start and end of a phrase, and the phrase in small letters."""

_MARKS = '"“”«»„'


@cache
def _finder() -> tuple[Phrases, list[tuple[str, str, int]]]:
    """The phrases of all groups; of each its group, itself and its length."""
    rows = [
        (group, phrase, len(phrase))
        for group, phrases in _groups()
        for phrase in sorted(set(phrases), key=lambda p: (-len(p), p))
    ]
    return Phrases(phrase for _, phrase, _ in rows), rows


def _groups() -> Iterator[tuple[str, list[str]]]:
    dates, quotes = load_toml("values/dates.toml"), load_toml("values/quotes.toml")
    relations, figures = load_toml("values/relations.toml"), load_toml("values/quantities.toml")
    around, lunar, cues = dates["around"], dates["lunar"], quotes["cues"]
    yield "relative", _cores(dates)
    yield "future", around["future"]
    for group, name in (("century", "century"), ("season", "seasons"), ("decade", "decade")):
        yield group, around[name]
    # the words by which a text can name a day of the lunar calendar at all
    yield "lunar", [word.strip("( )") for word in lunar["quick"]]
    yield "cue", [p for name in ("strong", "weak", "clausal", "told") for p in cues[name]]
    yield "source", quotes["sources"]["cues"]
    yield "event", [cue for row in relations["event"] for cue in row["cues"]]
    yield "award", [*relations["award"]["prizes"], *relations["award"]["heads"]]
    yield "number", figures["parts"]["first"]


_OPTIONAL = re.compile(r"\(\?:[^()]*\)\?")
_CHOICE = re.compile(r"([^()|]*)\(\?:([^()]*)\)([^()|]*)")


def _cores(table: Any) -> list[str]:
    """What every date said from the day of the text ends with, or begins with for a weekday."""
    out: list[str] = []
    for row in table["phrase"]:
        plain = _OPTIONAL.sub("", row["pattern"])
        spread = _CHOICE.sub(lambda m: "|".join(f"{m[1]}{x}{m[3]}" for x in m[2].split("|")), plain)
        for phrase in spread.split("|"):
            name = re.search(r"\{(\w+)\}", phrase)
            words = table["words"][name[1]] if name is not None else [""]
            out += [phrase if name is None else phrase.replace(name[0], w) for w in words]
    names = table["weekday"]["names"]
    return [
        *out,
        *names,
        *(f"{w} {day}" for w in table["weekday"]["numbered"] for day in range(2, 8)),
    ]


class Scan:
    """Words, figures and marks of one text, for all grammars of values.

    Args:
        text: A normalised text.

    Attributes:
        text: The text.
        low: The same in small letters, of the same length; itself where there is none such.
        folds: Whether there is.

    Example:
        >>> scan = Scan("Ông An cho biết sẽ trao 5 suất quà.")
        >>> scan.of("cue"), scan.of("future"), scan.figures
        ([(7, 15, 'cho biết')], [(16, 18, 'sẽ')], [24])
    """

    def __init__(self, text: str) -> None:
        self.text = text
        low = text.lower()
        self.folds = len(low) == len(text)
        self.low = low if self.folds else text

    @cached_property
    def _hits(self) -> dict[str, list[Hit]]:
        finder, rows = _finder()
        found: dict[str, list[Hit]] = defaultdict(list)
        for start, k in finder.at(self.text):
            group, phrase, length = rows[k]
            found[group].append((start, start + length, phrase))
        low = self.low
        if "_" in low or not self.folds:
            # a small letter of another length, or "_", which is in a word for a pattern
            found = {
                group: [hit for hit in hits if _stands(low, hit)] for group, hits in found.items()
            }
        return found

    def of(self, group: str) -> list[Hit]:
        """Where the phrases of a group stand as words of their own, the longest first."""
        return self._hits.get(group, [])

    @cached_property
    def _signs(self) -> list[int]:
        return places_of(self.text, "0123456789" + _MARKS)

    @cached_property
    def figures(self) -> list[int]:
        """Where figures begin that no word goes on with."""
        text = self.text
        return [
            at
            for at in self._signs
            if text[at] not in _MARKS and not (at and text[at - 1].isalnum())
        ]

    @cached_property
    def marks(self) -> list[int]:
        """Where quotation marks stand."""
        text = self.text
        return [at for at in self._signs if text[at] in _MARKS]


def _stands(low: str, hit: Hit) -> bool:
    """Whether a phrase stands as a pattern would find it."""
    start, end, phrase = hit
    around = low[start - 1 : start] if start else "", low[end : end + 1]
    return low.startswith(phrase, start) and "_" not in around

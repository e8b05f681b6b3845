"""Articles that tell different figures of the same quantity (``summary/figures.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.roles.tables import one_of
from vntext.summary.terms import markdown_line, rarity, syllables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Disagreement", "Said", "disagreements", "figures_in"]

NEAR = 40
"""Characters between what a figure is of and the figure."""

COMMON = 0.6
"""Rarity above which a syllable tells what a sentence is about."""

SAME = 0.4
"""Part of the syllables of the shorter one that two sentences on one sum share."""

LIKE = 0.15
"""Part by which a figure that is about so much may differ."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that cannot all be right.

    Attributes:
        about: What is counted or paid for, in Vietnamese ("chết", "thiệt hại").
        unit: Of what ("người", "đồng").
        figures: As they are written, with the articles that tell each, by position; the figure
            that most articles tell first.
    """

    about: str
    unit: str
    figures: tuple[tuple[str, tuple[int, ...]], ...]

    def to_markdown(self) -> str:
        """The disagreement on one line.

        Example:
            >>> Disagreement("chết", "người", (("4", (0, 2)), ("5", (1,)))).to_markdown()
            'Các nguồn nêu khác nhau về số người chết: 4 [1, 3]; 5 [2]'
        """
        told = "; ".join(
            f"{markdown_line(text)} [{', '.join(str(k + 1) for k in sources)}]"
            for text, sources in self.figures
        )
        table = _table()
        of = self.about
        if self.unit not in table["amounts"]:
            of = f"{table['number_of']} {self.unit} {of}"
        return f"{table['heading']} {of}: {told}"


class Said(NamedTuple):
    """A figure in a sentence.

    Attributes:
        about: What is counted or paid for.
        unit: Of what.
        value: The number.
        room: ``">="`` for at least so much, ``"~"`` for about so much, ``""`` else.
        text: The figure as it is written.
    """

    about: str
    unit: str
    value: float
    room: str
    text: str


@cache
def _table() -> Mapping[str, Any]:
    return load_toml("summary/figures.toml")


@cache
def _figure() -> re.Pattern[str]:
    table = _table()
    units = one_of(table["units"])
    return re.compile(
        rf"(?<![\w.,/])(?:(?P<room>{one_of([*table['at_least'], *table['about_so_much']])}) )?"
        rf"(?P<text>(?P<number>\d[\d.,]*|{one_of(table['numbers'])})"
        rf"(?: ?(?P<times>{one_of(table['times'])}))?) ?(?P<unit>{units})(?!\w)",
        re.I,
    )


@cache
def _after() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = _table()
    between = rf"(?:{one_of(table['between'])} ){{0,2}}?"
    return tuple(
        (row["name"], re.compile(rf" {between}(?:{one_of(row['after'])})(?!\w)"))
        for row in table["about"]
        if "after" in row
    )


@cache
def _before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["name"], re.compile(rf"(?<!\w)(?:{one_of(row['before'])})(?!\w)[^.;,]*$", re.I))
        for row in _table()["about"]
        if "before" in row
    )


def _value(number: str, times: str | None) -> float | None:
    words: Sequence[str] = _table()["numbers"]
    factor = float(_table()["times"].get((times or "").lower(), 1))
    if number.lower() in words:
        return (words.index(number.lower()) + 1.0) * factor
    plain = number.rstrip(".,")
    # "1.234" is a thousand, "1,5" a half more
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        plain = plain.replace(".", "")
    try:
        return float(plain.replace(",", ".")) * factor
    except ValueError:
        return None


def figures_in(sentence: str) -> Iterator[Said]:
    """The figures of a sentence of which it is known what they count.

    Args:
        sentence: A sentence on one line.

    Example:
        >>> [tuple(f) for f in figures_in("Vụ cháy làm ít nhất 4 người chết, hai người bị thương.")]
        [('chết', 'người', 4.0, '>=', '4'), ('bị thương', 'người', 2.0, '', 'hai')]
    """
    table = _table()
    hurt = {row["name"] for row in table["about"] if row.get("people")}
    for m in _figure().finditer(sentence):
        value = _value(m["number"], m["times"])
        about = next((name for name, what in _after() if what.match(sentence, m.end())), None)
        if about is None:
            near = sentence[max(0, m.start() - NEAR) : m.start()]
            about = next((name for name, what in _before() if what.search(near)), None)
        if about is None or value is None:
            continue
        room = (m["room"] or "").lower()
        kind = ">=" if room in table["at_least"] else "~" if room else ""
        unit = m["unit"].lower() if m["unit"] != "USD" else "USD"
        # whoever is counted among the dead is one of them
        unit = table["person"] if about in hurt else unit
        yield Said(about, unit, value, kind, m["text"])


def _alike(told: Sequence[tuple[int, str]], one: int, other: int) -> bool:
    """True for sentences of two articles that share enough of their syllables."""
    if told[one][0] == told[other][0]:
        return False
    a, b = (_telling(told[k][1]) for k in (one, other))
    return len(a & b) >= SAME * min(len(a), len(b))


def _telling(sentence: str) -> set[str]:
    """The syllables of a sentence that tell what it is about."""
    said = {s for said in figures_in(sentence) for s in syllables(f"{said.about} {said.text}")}
    table = rarity()
    return {s for s in syllables(sentence) if table[s] > COMMON} - said


def _agree(a: Said, b: Said) -> bool:
    """True where both figures may be right."""
    if a.value == b.value:
        return True
    if "~" in (a.room, b.room):
        return abs(a.value - b.value) <= LIKE * max(a.value, b.value)
    return any(x.room == ">=" and y.value >= x.value for x, y in ((a, b), (b, a)))


def disagreements(
    told: Sequence[tuple[int, str]],
) -> tuple[tuple[Disagreement, frozenset[int], frozenset[int]], ...]:
    """What articles disagree on.

    An article that tells several figures of one quantity tells of parts or of what changed: with
    one of them that agrees, it agrees.

    Args:
        told: Sentences with the positions of their articles.

    Returns:
        Each disagreement with the places of the sentences that tell the figure of most articles,
        and of those that tell others.

    Example:
        >>> rows = [(0, "Vụ cháy làm 4 người chết."), (1, "Cháy chợ, năm người thiệt mạng.")]
        >>> [(d.about, d.figures, *map(sorted, places)) for d, *places in disagreements(rows)]
        [('chết', (('4', (0,)), ('năm', (1,))), [0], [1])]
    """
    by_what: dict[tuple[str, str], list[tuple[int, int, Said]]] = {}
    for place, (source, sentence) in enumerate(told):
        for said in figures_in(sentence):
            by_what.setdefault((said.about, said.unit), []).append((source, place, said))
    out = []
    for (about, unit), rows in by_what.items():
        if unit in _table()["amounts"]:
            # of one thing only where the sentences are about the same
            found = [row for row in rows if any(_alike(told, row[1], other[1]) for other in rows)]
        else:
            found = rows
        sources = list(dict.fromkeys(source for source, *_ in found))
        own = {s: [said for source, _, said in found if source == s] for s in sources}
        against = {
            s: [
                t
                for t in sources
                if t != s and not any(_agree(a, b) for a in own[s] for b in own[t])
            ]
            for s in sources
        }
        if not any(against.values()):
            continue
        # the figure that each article tells first; what most tell stands first
        firsts: dict[float, tuple[str, list[int]]] = {}
        for s in sources:
            firsts.setdefault(own[s][0].value, (own[s][0].text, []))[1].append(s)
        ordered = sorted(
            firsts.items(), key=lambda row: (-len(row[1][1]), sources.index(row[1][1][0]))
        )
        main = ordered[0][1][1][0]
        figures = tuple((text, tuple(having)) for _, (text, having) in ordered)
        others = frozenset(place for s, place, _ in found if s in against[main])
        agreeing = frozenset(place for s, place, _ in found if s not in against[main])
        out.append((Disagreement(about, unit, figures), agreeing, others))
    return tuple(out)

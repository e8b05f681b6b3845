"""The parts of an address: between commas, cut at words of units, each with what it may name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.folding import strip_diacritics
from vntext.values.place_names import read_name
from vntext.values.units import SINCE, UNTIL, Unit, find_units, name_key, words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Part", "accented", "cut_parts", "find_part", "outward", "read_part", "without_ends"]


class Part(NamedTuple):
    """A piece of an address.

    Attributes:
        start: First character, in characters of the address.
        end: End (exclusive).
        text: What stands there.
    """

    start: int
    end: int
    text: str


@cache
def _heads() -> re.Pattern[str]:
    """A word of a unit inside a part that has no comma before it: "12 Lê Lợi P. Bến Nghé Q.1"."""
    kinds = [r["kind"] for r in words()["unit"]]
    long = [_not_behind(w, kinds) + w for w in kinds]
    address = words()["address"]
    heads = "|".join([*(f"{w} " for w in long), *address["short"]])
    whole = "|".join(address["whole"])
    return re.compile(rf"(?<=[\s,;])(?:{heads})(?=\w)|(?<=[\s])(?:{whole})", re.IGNORECASE)


def _not_behind(kind: str, kinds: Iterable[str]) -> str:
    """A pattern that keeps a kind from standing in a longer one: no "xã" in "thị xã"."""
    longer = [k.removesuffix(kind) for k in kinds if k.endswith(f" {kind}")]
    return "".join(f"(?<!{head})" for head in longer)


def cut_parts(text: str) -> list[Part]:
    """The parts between commas, cut again where a word of a unit stands."""
    out = []
    for m in re.finditer(r"[^,;\n()]+", text):
        heads = (h.start() for h in _heads().finditer(text, *m.span()))
        cuts = [m.start(), *(h for h in heads if text[m.start() : h].strip())]
        for a, b in zip(cuts, [*cuts[1:], m.end()], strict=True):
            piece = text[a:b]
            for p in _dashed(piece):
                start = a + piece.index(p)
                stripped = p.strip(" .()-–")
                if stripped:
                    start += p.index(stripped)
                    out.append(Part(start, start + len(stripped), stripped))
    return out


def _dashed(piece: str) -> list[str]:
    """A part cut at dashes, unless it is a name with a dash: "Bà Rịa - Vũng Tàu"."""
    if (
        not re.search(r"\s[-–]\s", piece)
        or find_part(piece.strip(), UNTIL)
        or find_part(piece.strip(), SINCE)
    ):
        return [piece]
    return re.split(r"\s[-–]\s", piece)


@cache
def _plain() -> tuple[re.Pattern[str], dict[str, str]]:
    """Kinds of units without accents, as whole addresses are written."""
    kinds = {strip_diacritics(r["kind"], ascii=True): r["kind"] for r in words()["unit"]}
    names = sorted(kinds, key=len, reverse=True)
    whole = "|".join(_not_behind(name, kinds) + name for name in names)
    return re.compile(rf"(?<!\w)({whole})(?= \w)", re.IGNORECASE), kinds


def accented(text: str) -> str:
    """An address without any accent, with those of the words for units; of the same length."""
    if not text.isascii():
        return text
    pattern, kinds = _plain()
    out: list[str] = []
    done = 0
    for m in pattern.finditer(text):
        if out and m.start() == done + 1:
            continue  # "xa Quan Ha": a name begins like a word of a unit
        out += [text[done : m.start()], kinds[m[1].lower()]]
        done = m.end()
    return "".join([*out, text[done:]])


def read_part(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Kind and name of a part, and the levels of units that it can mean; else ``("street",)``."""
    named = read_name(re.sub(r"^[Ff]\.? ?(?=\d)", "P.", text))
    return named.kind, named.bare, named.levels if named.unit else ("street",)


def find_part(text: str, era: str) -> list[Unit]:
    """Units that a part may name: by its letters, else without accents and doubled letters."""
    kind, bare, levels = read_part(text)
    if levels == ("street",) or not bare:
        return []
    if bare.isdigit() and not kind:
        return []
    exact = [] if bare.isascii() and not bare.isdigit() else find_units(era, bare)
    found = exact or find_units(era, bare, loose=True)
    fit = [u for u in found if not levels or u.level in levels]
    if exact and not fit:
        fit = [u for u in find_units(era, bare, loose=True) if u.level in levels]
    same = [u for u in fit if u.kind == kind]
    return (same or fit) if kind else fit


def outward(parts: list[Part]) -> list[Part]:
    """The parts with the province last, also where an address begins with it."""
    if len(parts) > 1:
        first, last = (
            any(u.level == "province" for era in (UNTIL, SINCE) for u in find_part(p.text, era))
            for p in (parts[0], parts[-1])
        )
        if first and not last and "province" in read_part(parts[0].text)[2]:
            return parts[::-1]
    return parts


def without_ends(parts: list[Part]) -> list[Part]:
    """The parts without the country, a post code and notes at the end."""
    parts = list(parts)
    while parts and name_key(parts[-1].text) in words()["address"]["ends"]:
        parts.pop()
    if parts:
        last = parts[-1]
        m = _POST_CODE.search(last.text)
        if m is not None:
            parts[-1] = last._replace(end=last.start + m.start(), text=last.text[: m.start()])
        if not parts[-1].text:
            parts.pop()
    return parts


_POST_CODE = re.compile(r"(?:^| )\d{5,6}\Z")

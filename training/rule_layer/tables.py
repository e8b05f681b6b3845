"""The tables of the rule layer, read once: titles, organisations, places, names."""

from __future__ import annotations

import pathlib
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from rule_layer.phrases import Phrases, fold

__all__ = ["OrgHead", "RuleTables", "TitleHead", "rule_tables", "toml_table"]

TABLES = pathlib.Path(__file__).parents[1] / "tables"


@dataclass(frozen=True, slots=True)
class TitleHead:
    """A group of titles.

    Attributes:
        group: Name of the group.
        org: An organisation or a place may follow and belongs to the title.
        needs_org: It is a title only with an organisation behind it.
    """

    group: str
    org: bool
    needs_org: bool


@dataclass(frozen=True, slots=True)
class OrgHead:
    """A group of heads of organisations.

    Attributes:
        group: Name of the group.
        tail: What follows the head: ``"unit"``, ``"field"`` or ``"name"``.
        alone: The head is a name by itself.
        chain: Another organisation may follow and belongs to it.
    """

    group: str
    tail: str
    alone: bool
    chain: bool


@dataclass(frozen=True, slots=True)
class RuleTables:
    """The tables as phrases to match.

    Attributes:
        titles: Heads of titles.
        prefixes: Words directly before an office that belong to the title.
        predicates: Words between a name and its title, folded.
        fixed: Whole names of organisations.
        heads: Heads of organisations.
        fields: What ministries and departments are for.
        qualifiers: Words in small letters inside names of companies and schools.
        units: Units before the name of a place.
        numbered: Units before a number.
        bare: Units that end an organisation without a name.
        gazetteer: Places that stand alone; ``"district"`` where the name is also a name of people.
        honorifics: Words before a name of a person.
        surnames: Family names.
        common: Family names that make a name with one more capital.
        middles: Middle names.
        not_names: Capitalised words that alone are no name of a person.
    """

    titles: Phrases[TitleHead]
    prefixes: frozenset[str]
    predicates: frozenset[str]
    fixed: Phrases[bool]
    heads: Phrases[OrgHead]
    fields: Phrases[bool]
    qualifiers: Phrases[bool]
    units: Phrases[bool]
    numbered: Phrases[bool]
    bare: Phrases[bool]
    gazetteer: Phrases[str]
    honorifics: Phrases[bool]
    surnames: frozenset[str]
    common: frozenset[str]
    middles: frozenset[str]
    not_names: frozenset[str]


def _phrases(names: list[str], *, exact: bool = False) -> Phrases[bool]:
    out: Phrases[bool] = Phrases(exact=exact)
    out.update(names, True)
    return out


def _capitalised(names: list[str]) -> list[str]:
    return names + [n[0].upper() + n[1:] for n in names]


def _tones_both_ways(names: list[str]) -> list[str]:
    """Names as they are and with the other tone placement, for tables that keep capitals."""
    swaps = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("Tòa", "Toà"), ("tòa", "toà"), ("hòa", "hoà"))
    out = list(names)
    for new, old in swaps:
        out += [n.replace(new, old) for n in out if new in n]
    return out


def toml_table(name: str) -> dict[str, Any]:
    """A table of the folder ``tables``."""
    return tomllib.loads((TABLES / f"{name}.toml").read_text("utf8"))


@cache
def rule_tables() -> RuleTables:
    """The tables of the rule layer."""
    titles_toml = toml_table("titles")
    orgs = toml_table("organizations")
    places = toml_table("places")
    names = toml_table("names")

    titles: Phrases[TitleHead] = Phrases()
    for group in titles_toml["group"]:
        head = TitleHead(group["name"], group["org"], group.get("needs_org", False))
        if not head.needs_org:
            titles.update(group["heads"], head)
    for group in titles_toml["group"]:
        if group.get("needs_org"):
            for name in group["heads"]:
                # "Phó Chủ tịch" stays an office of its own; "Trưởng" alone needs what follows
                titles.add(name, TitleHead(group["name"], True, True))

    heads: Phrases[OrgHead] = Phrases(exact=True)
    for row in orgs["head"]:
        heads_of: Any = set(row.get("needs_tail", ()))
        for name in row["heads"]:
            alone = row["alone"] and name not in heads_of
            value = OrgHead(row["name"], row["tail"], alone, row.get("chain", False))
            heads.update(_tones_both_ways([name]), value)

    gazetteer: Phrases[str] = Phrases(exact=True)
    for line in (TABLES / "units.tsv").read_text("utf8").splitlines()[2:]:
        kind, name = line.split("\t")
        if kind == "province" or " " in name:
            gazetteer.update(_tones_both_ways([name]), kind)
    gazetteer.update(places["countries"]["names"], "country")
    gazetteer.update(_tones_both_ways(places["cities"]["names"]), "city")

    return RuleTables(
        titles=titles,
        prefixes=frozenset(fold(p.rstrip(".")) for p in titles_toml["prefixes"]),
        predicates=frozenset(" ".join(map(fold, p.split())) for p in titles_toml["predicates"]),
        fixed=_phrases(_tones_both_ways(orgs["fixed"]["case"]), exact=True),
        heads=heads,
        fields=_phrases(orgs["fields"]["names"]),
        qualifiers=_phrases([q for row in orgs["head"] for q in row.get("qualifiers", ())]),
        units=_phrases(places["units"]["named"], exact=True),
        numbered=_phrases(places["units"]["numbered"], exact=True),
        bare=_phrases(places["units"]["bare"], exact=True),
        gazetteer=gazetteer,
        honorifics=_phrases(_capitalised(names["honorifics"]), exact=True),
        surnames=frozenset(map(fold, names["surnames"])),
        common=frozenset(map(fold, names["common"])),
        middles=frozenset(map(fold, names["middles"])),
        not_names=frozenset(names["not_names"]),
    )

"""The words of relations and their patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.text.letters import UPPER
from vntext.values.words import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["relation_patterns", "relation_table"]


def relation_table() -> Mapping[str, Any]:
    """The words that tell offices, awards and documents."""
    return load_toml("values/relations.toml")


@cache
def relation_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by name."""
    t = relation_table()
    award, named, until = t["award"], t["named"], t["until"]
    quoted = r"[“\"][^”\"\n]{1,80}[”\"]"
    capital = rf"(?!{any_of(award['next'])}\s)[{UPPER}][^\s,.;()]*"
    more = rf"(?:\s(?:{quoted}|{capital}|{any_of(award['rest'])}(?!\w)))"
    name = rf"(?:\s(?i:{any_of(award['names'])})(?!\w))?"
    return {
        "award": re.compile(
            rf"(?i:{any_of(award['prizes'])})(?!\w)|(?i:{any_of(award['heads'])})(?!\w){name}{more}{{0,12}}"
        ),
        "office": re.compile(rf"(?<!\w){any_of(t['offices']['heads'])} \Z"),
        "named": re.compile(rf"{any_of(named['cues'])}\Z"),
        "title": re.compile(
            rf" ?(?P<title>[{UPPER}]\w*(?: (?!{any_of(named['ends'])}(?!\w))[\w]+){{0,12}})"
        ),
        "predicate": re.compile(rf"(?<!\w){any_of(named['predicates'])}(?!\w)"),
        "since": re.compile(rf"(?<!\w){any_of(named['since'])} ?\Z"),
        "term": re.compile(rf"(?<!\w){any_of(named['terms'])} \Z"),
        "to": re.compile(rf" ?(?:{any_of(until['words'])}|-|–) ?(?:{any_of(until['now'])})?"),
        "behind": re.compile(rf"{any_of(t['days']['before'])} ?\Z"),
    }

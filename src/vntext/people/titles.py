"""Who holds which title: apposition, lists and predicates inside one sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from vntext.resources import load_toml

__all__ = ["TABLE", "Item", "link_titles", "patterns"]


class Item(NamedTuple):
    """A name or a title in a sentence.

    Attributes:
        start: First character.
        end: End (exclusive).
        is_title: A title; else the name of a person.
    """

    start: int
    end: int
    is_title: bool


TABLE = "people/links.toml"

# Characters between a title and a name that may still belong together without a verb.
_NEAR = 100

# How far a name is looked for, in characters and in titles or names: beyond, a sentence is a list.
_FAR, _MANY = 1200, 60


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The rows of the table, compiled, by name."""
    table = load_toml(TABLE)
    lists = {name: "|".join(map(re.escape, words)) for name, words in table["lists"].items()}
    out = {}
    for row in table["row"]:
        pattern = row.get("whole") or row.get("inside") or row["before"]
        for name, words in lists.items():
            pattern = pattern.replace("{" + name + "}", words)
        out[row["name"]] = re.compile(pattern + (r"\Z" if "before" in row else ""))
    return out


class _Gap(NamedTuple):
    """What the stretch between two spans may be."""

    direct: bool
    comma: bool
    apposition: bool
    chain: bool
    colon: bool
    both: bool


@lru_cache(maxsize=4096)
def _usual_gap(between: str) -> _Gap:
    rows = patterns()
    names = ("direct", "comma", "apposition", "chain", "colon", "and")
    return _Gap(*(rows[name].fullmatch(between) is not None for name in names))


# Characters of a stretch that is kept: most are a comma or a word, and come again and again.
_USUAL = 40


def _gap(text: str, left: Item, right: Item) -> _Gap:
    between = text[left.end : right.start]
    return (_usual_gap if len(between) <= _USUAL else _usual_gap.__wrapped__)(between)


def link_titles(text: str, items: list[Item]) -> list[tuple[int, int]]:
    """Says who holds which title in one sentence.

    Args:
        text: The normalised text.
        items: Names and titles of the sentence, in order.

    Returns:
        Pairs ``(title, name)`` of numbers into ``items``. A title that stands once for several
        names has several pairs; one that stands beside no name has none.
    """
    n = len(items)
    gaps = [_gap(text, items[k], items[k + 1]) for k in range(n - 1)]
    holder: dict[int, list[int]] = {}
    left = _left_names(items, gaps, text)
    # 1. a title right before a name, and the titles chained before it
    for k in range(1, n):
        if items[k].is_title or not items[k - 1].is_title:
            continue
        gap = gaps[k - 1]
        if not gap.direct and (not gap.comma or left[k - 1] is not None):
            continue
        # "An, người phát ngôn của ông Bình": the title is that of the name before it
        if left[k - 1] is not None and _of_another(text[items[k - 1].end : items[k].start]):
            continue
        j = k - 1
        holder[j] = [k]
        while j > 0 and items[j - 1].is_title and gaps[j - 1].chain:
            if ";" in text[items[j - 1].end : items[j].start] or left[j - 1] is not None:
                break
            j -= 1
            holder[j] = [k]
        holder[k - 1] = [k, *_more_names(text, items, gaps, k)]
    # 2. a title behind a name, and the titles chained behind it
    for k in range(n):
        name = left[k]
        if items[k].is_title and k not in holder and name is not None:
            holder[k] = [name]
    # 3. a title for a list: "các Phó Chủ tịch: A, B và C"
    for k in range(n - 1):
        if items[k].is_title and k not in holder and _lists(text, items, gaps, k):
            names = [i for i in range(k + 1, min(n, k + _MANY)) if not items[i].is_title]
            if names:
                holder[k] = names
    # 4. a title of several behind their names: "An, Bình và Chi đều là ca sĩ"
    for k in range(1, n):
        if not items[k].is_title or k in holder or items[k - 1].is_title:
            continue
        if patterns()["all"].fullmatch(text[items[k - 1].end : items[k].start]):
            holder[k] = _names_before(items, gaps, k - 1)
    # 5. predicates: the nearest name of the sentence, before rather than behind; a chain of titles
    # goes on with the holder of the first
    for k in range(n):
        if not items[k].is_title or k in holder:
            continue
        if k - 1 in holder and items[k - 1].is_title and gaps[k - 1].chain:
            holder[k] = holder[k - 1][:1]
            continue
        found = _predicate(text, items, k)
        if found is not None:
            holder[k] = [found]
    return [(title, name) for title in sorted(holder) for name in holder[title]]


def _of_another(between: str) -> bool:
    return patterns()["of"].search(between) is not None


def _lists(text: str, items: list[Item], gaps: list[_Gap], k: int) -> bool:
    """Whether a list of names follows a title: behind a colon, of several behind "gồm", "là"."""
    if gaps[k].colon:
        return True
    title = items[k]
    if items[k + 1].is_title or not patterns()["plural"].search(
        text[max(0, title.start - 12) : title.start]
    ):
        return False
    return patterns()["these"].fullmatch(text[title.end : items[k + 1].start]) is not None


def _names_before(items: list[Item], gaps: list[_Gap], k: int) -> list[int]:
    """The row of names that ends with one."""
    out = [k]
    while k > 0 and not items[k - 1].is_title and gaps[k - 1].both:
        k -= 1
        out.append(k)
    return out[::-1]


def _left_names(items: list[Item], gaps: list[_Gap], text: str) -> list[int | None]:
    """For each item the name that it stands behind, through a chain of titles."""
    out: list[int | None] = [None] * len(items)
    for k in range(1, len(items)):
        if not items[k - 1].is_title:
            out[k] = k - 1 if gaps[k - 1].apposition else None
        elif gaps[k - 1].chain and ";" not in text[items[k - 1].end : items[k].start]:
            out[k] = out[k - 1]
    return out


def _more_names(text: str, items: list[Item], gaps: list[_Gap], first: int) -> list[int]:
    """Further names that share the title before ``first``: ``Phó Chủ tịch Lê A và Trần B``."""
    title = items[first - 1]
    plural = patterns()["plural"].search(text[max(0, title.start - 12) : title.start])
    out: list[int] = []
    ends_with_and: bool | None = None
    for k in range(first, len(items) - 1):
        if items[k + 1].is_title or not gaps[k].both:
            break
        # "A, Giám đốc ..." - a name with a title of its own behind it shares nothing
        if k + 2 < len(items) and items[k + 2].is_title and gaps[k + 1].apposition and not plural:
            break
        if not plural and text[items[k].end : items[k + 1].start].strip() == ",":
            if ends_with_and is None:
                ends_with_and = _list_goes_on(text, items, k + 1)
            if not ends_with_and:
                break
        else:
            ends_with_and = None
        out.append(k + 1)
    return out


def _list_goes_on(text: str, items: list[Item], k: int) -> bool:
    """True if the list of names from ``k`` ends with ``và``."""
    while k + 1 < len(items) and not items[k + 1].is_title:
        between = text[items[k].end : items[k + 1].start].strip()
        if between != ",":
            return patterns()["and"].fullmatch(between) is not None and between[-1:].isalpha()
        k += 1
    # the row breaks off: "ca sĩ An, Bình, Chi..."
    return patterns()["and so on"].match(text, items[k].end) is not None


def _predicate(text: str, items: list[Item], k: int) -> int | None:
    """The nearest name of the clause: ``ông A được bầu giữ chức Chủ tịch``."""
    rows = patterns()
    title = items[k]
    verb = rows["verb"].search(text[max(0, title.start - 24) : title.start]) is not None
    best: tuple[int, int] | None = None
    for i in range(max(0, k - _MANY), min(len(items), k + _MANY)):
        item = items[i]
        if item.is_title:
            continue
        a, b = (item.end, title.start) if i < k else (title.end, item.start)
        if b - a > _FAR or (best is not None and b - a - 60 >= best[0]):
            continue
        between = text[a:b]
        if i < k and not verb and rows["other"].search(between):
            continue
        cost = len(between) + 300 * len(rows["stop"].findall(between))
        if i > k:
            # "bầu chức vụ [Phó Chủ tịch] đối với ông B", but "làm [Bí thư] thay ông B"
            instead = rows["instead"].search(between) is not None
            cost += 500 if instead else -60 if rows["object"].fullmatch(between) else 40
        if best is None or cost < best[0]:
            best = (cost, i)
    if best is None:
        return None
    # far from every name only a verb tells that the title is somebody's
    return best[1] if best[0] <= _NEAR or verb else None

"""Who holds which title: apposition, lists and predicates inside one sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

__all__ = ["Item", "link_titles"]


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


# Characters between a title and a name that may still belong together without a verb.
_NEAR = 100

_HONORIFIC = (
    r"(?:ông|bà|anh|chị|em|cụ|cô|đồng chí|đ/c|thầy|Ông|Bà|Anh|Chị|Đồng chí|cháu|là|của|cho|mới|gồm"
    r"|các đồng chí|nữ|Nữ|hai ông|các ông)"
)


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    import regex

    return {
        # title -> name: nothing between, or an honorific, a dash, a colon, brackets
        "direct": regex.compile(rf"\s*(?:[-–:]\s*)?(?:{_HONORIFIC}\s+){{0,2}}[\"“'‘(]?\s*"),
        # title -> name behind a comma: "Chủ tịch UBND tỉnh, ông Lê Văn An"
        "comma": regex.compile(rf"\s*[,;]\s*(?:{_HONORIFIC}\s+){{1,2}}"),
        # name -> title: comma, dash, bracket
        "apposition": regex.compile(
            r"\s*(?:\([^()]{0,30}\)\s*)?[,–(\[-]\s*"
            r"(?:(?:hiện|nay|đang|vốn|cũng|từng|hiện đang)?\s*(?:là|làm)?\s*(?:một|những)?\s*)?"
            r"(?:sinh năm \d{4}\s*,\s*|\d{1,3} tuổi\s*,\s*|SN \d{4}\s*,\s*)?"
        ),
        # title -> title of the same person
        "chain": regex.compile(
            r"\s*(?:,|-|–|;|và|kiêm|, kiêm|, đồng thời là|đồng thời là|, nay là|, nguyên là|\)"
            r"|và là|, là|/|rồi|, rồi)?\s*(?:kiêm\s*)?"
        ),
        "colon": regex.compile(r"\s*:\s*(?:đồng chí\s*)?"),
        "object": regex.compile(
            rf"[^,;:]{{0,60}}(?:đối với|của|cho)\s+(?:{_HONORIFIC}\s+){{0,2}}(?:Nữ\s+)?"
        ),
        "verb": regex.compile(
            r"\b(?:là|Là|làm|giữ|chức|vụ|chức danh|vị|vị trí|bầu|nhiệm|cử|hàm|thành|lên|đến|xuống"
            r"|sang|từ|thôi|nguyên|tư cách|vai trò|gồm)(?: \d)?:?\s+\Z"
        ),
        # what a person does to somebody else: "ông A tiếp Chủ tịch Quốc hội Lào"
        "other": regex.compile(
            r"\b(?:tiếp|gặp|thăm|hội đàm|hội kiến|điện đàm|chúc mừng|cảm ơn|đề nghị|yêu cầu"
            r"|giao|mời|thay mặt|trao|gửi|báo cáo)\b"
        ),
        "stop": regex.compile(r"[;:]|\.\s"),
        "and": regex.compile(r"\s*(?:,|và|, và|&|-|–)\s*"),
        "plural": regex.compile(r"(?:các|hai|ba|bốn|năm|những|2|3|4|5|hai vị)\s*\Z"),
    }


def _is(name: str, text: str) -> bool:
    return _patterns()[name].fullmatch(text) is not None


def link_titles(text: str, items: list[Item]) -> list[tuple[int, int]]:
    """Says who holds which title in one sentence.

    Args:
        text: The normalised text.
        items: Names and titles of the sentence, in order.

    Returns:
        Pairs ``(title, name)`` of numbers into ``items``. A title that stands once for several
        names has several pairs; one that stands beside no name has none.
    """

    def gap(a: int, b: int) -> str:
        return text[items[a].end : items[b].start]

    holder: dict[int, list[int]] = {}
    n = len(items)
    # 1. a title right before a name, and the titles chained before it
    for k in range(n):
        if items[k].is_title or k == 0 or not items[k - 1].is_title:
            continue
        between = gap(k - 1, k)
        if not (_is("direct", between) or _is("comma", between)):
            continue
        weak = not _is("direct", between)
        j = k - 1
        if weak and _left_name(text, items, j) is not None:
            continue
        holder[j] = [k]
        while j > 0 and items[j - 1].is_title and _is("chain", gap(j - 1, j)):
            if ";" in gap(j - 1, j) or _left_name(text, items, j - 1) is not None:
                break
            j -= 1
            holder[j] = [k]
        holder[k - 1] = [k, *_more_names(text, items, k - 1, k)]
    # 2. a title behind a name, and the titles chained behind it
    for k in range(n):
        if not items[k].is_title or k in holder:
            continue
        left = _left_name(text, items, k)
        if left is not None:
            holder[k] = [left]
    # 3. a title for a list: "các Phó Chủ tịch: A, B và C"
    for k in range(n):
        if (
            items[k].is_title
            and k not in holder
            and _is("colon", gap(k, k + 1) if k + 1 < n else "")
        ):
            names = [i for i in range(k + 1, n) if not items[i].is_title]
            if names:
                holder[k] = names
    # 4. predicates: the nearest name of the sentence, before rather than behind; a chain of titles
    # goes on with the holder of the first
    for k in range(n):
        if not items[k].is_title or k in holder:
            continue
        if k - 1 in holder and items[k - 1].is_title and _is("chain", gap(k - 1, k)):
            holder[k] = holder[k - 1][:1]
            continue
        found = _predicate(text, items, k)
        if found is not None:
            holder[k] = [found]
    return [(title, name) for title in sorted(holder) for name in holder[title]]


def _left_name(text: str, items: list[Item], k: int) -> int | None:
    """The name that the title ``k`` stands behind, through a chain of titles."""
    j = k
    while j > 0:
        between = text[items[j - 1].end : items[j].start]
        if items[j - 1].is_title:
            if not _is("chain", between) or ";" in between:
                return None
            j -= 1
            continue
        return j - 1 if _is("apposition", between) else None
    return None


def _more_names(text: str, items: list[Item], title: int, first: int) -> list[int]:
    """Further names that share the title: ``Phó Chủ tịch Lê A và Trần B``."""
    plural = _patterns()["plural"].search(
        text[max(0, items[title].start - 12) : items[title].start]
    )
    out = []
    k = first
    while k + 1 < len(items) and not items[k + 1].is_title:
        between = text[items[k].end : items[k + 1].start]
        if not _is("and", between):
            break
        # "A, Giám đốc ..." - a name with a title of its own behind it shares nothing
        if k + 2 < len(items) and items[k + 2].is_title:
            behind = text[items[k + 1].end : items[k + 2].start]
            if _is("apposition", behind) and not plural:
                break
        if between.strip() == "," and not plural and not _list_goes_on(text, items, k + 1):
            break
        out.append(k + 1)
        k += 1
    return out


def _list_goes_on(text: str, items: list[Item], k: int) -> bool:
    """True if the list of names from ``k`` ends with ``và``."""
    while k + 1 < len(items) and not items[k + 1].is_title:
        between = text[items[k].end : items[k + 1].start].strip()
        if between in ("và", ", và"):
            return True
        if between != ",":
            return False
        k += 1
    return False


def _predicate(text: str, items: list[Item], k: int) -> int | None:
    """The nearest name of the clause: ``ông A được bầu giữ chức Chủ tịch``."""
    stop = _patterns()["stop"]
    head = text[max(0, items[k].start - 24) : items[k].start]
    verb = _patterns()["verb"].search(head) is not None
    best: tuple[int, int] | None = None
    for i, item in enumerate(items):
        if item.is_title:
            continue
        a, b = (item.end, items[k].start) if i < k else (items[k].end, item.start)
        between = text[a:b]
        if i < k and _patterns()["other"].search(between) and not verb:
            continue
        cost = len(between) + 300 * len(stop.findall(between))
        if i > k:
            # "bầu chức vụ [Phó Chủ tịch] đối với ông B", but "làm [Bí thư] thay ông B"
            cost += 500 if "thay" in between else -60 if _is("object", between) else 40
        if best is None or cost < best[0]:
            best = (cost, i)
    if best is None:
        return None
    # far from every name only a verb tells that the title is somebody's
    return best[1] if best[0] <= _NEAR or verb else None

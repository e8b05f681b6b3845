"""Whether a provision alone is a reference: "khoản 5 Điều 7" is one, "khoản 5 người" is none."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.legal.patterns import pattern
from vntext.legal.tables import any_of, words
from vntext.legal.units import unit_kinds, unit_of

if TYPE_CHECKING:
    from vntext.legal.provisions import Provision

__all__ = ["stands_alone"]


@cache
def _left_of_clause() -> re.Pattern[str]:
    """Words before "khoản" that make it another word: "tài khoản 12"."""
    return re.compile(rf"(?:{any_of('left_of_clause')}) $")


@cache
def _left_of_article() -> re.Pattern[str]:
    """Words before "điều" after which no number of an article follows: "một số điều 37 luật"."""
    return re.compile(rf"(?:{any_of('left_of_article')}) $")


@cache
def _left_of_point() -> re.Pattern[str]:
    """Words before "điểm" that make it another word: "thời điểm a"."""
    return re.compile(rf"(?:{any_of('left_of_point')}) $")


def stands_alone(low: str, text: str, start: int, p: Provision) -> bool:
    """Whether a provision without a document is a reference."""
    kinds = p.kinds
    first = p.units[0]
    article, clause = unit_of("article"), unit_of("clause")
    before = low[max(0, start - 14) : start]
    if first.kind == clause and _left_of_clause().search(before):
        return False
    if first.kind == article and _left_of_article().search(before):
        return False
    if first.kind == unit_of("point") and _left_of_point().search(before):
        return False
    if len(p.units) == 1 and pattern("short_unit").match(text, start):
        return False  # "Đ5" may be a road
    if len(p.units) > 1:
        # "điểm a, điểm b" alone are marks of an exam; "mục 2 phần 3" is part of a book
        small = all(unit_kinds()[kind].small for kind in kinds)
        return article in kinds or clause in kinds or not small
    if (
        first.kind not in (article, clause)
        or len(first.value.split()[0].partition(",")[0].partition(".")[0]) > 4
    ):
        return False
    if text.startswith(words("not_articles"), start):
        return False  # "điều khoản 3 của hợp đồng"; but "Điều khoản 5" of a treaty
    if low.startswith(_without_marks(), start):
        return False  # "khoan 22 giếng" is drilling; without marks more than one unit is needed
    cited = pattern("cited").search(before)
    if first.kind == article and text[start].islower() and not cited:
        # "Mỹ điều 40 thiết giáp": only before what cannot be counted
        return bool(
            pattern("uncountable").match(low, p.end) or pattern("law_follows").match(low, p.end)
        )
    # "điều 2 xe cứu hỏa", "khoản 35 người"; but "theo Điều 134 người nào ..."
    doubtful = pattern("money") if cited else pattern("amount")
    return not doubtful.match(low, p.end)


@cache
def _without_marks() -> tuple[str, ...]:
    return tuple(unit_kinds()[unit_of(role)].plain for role in ("clause", "article"))

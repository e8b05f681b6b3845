"""Reads an editor's ratings of sentences and measures summaries by them.

Each rated article is one of the annotated texts; its sentences are those that `sentence_ends` cuts.
A chosen sentence counts as the rated one with which it shares most characters.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import corpora

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["FAULTS", "Figures", "Rated", "faults", "read"]

LONG = 60  # syllables; a longer sentence is no summary
_ATTENDS = re.compile(
    r"(?:[Đđ]ến|[Tt]ham|[Cc]ùng|[Cc]ó mặt|[Tt]iếp).{0,60}?\b(?:dự|dự có|làm việc)\b.{0,60}?"
    r"\b(?:có|gồm)\b.{0,20}?(?:đồng chí|ông|bà|các|lãnh đạo|đại diện)"
)
_MARKUP = re.compile(r"\]\(|\*\*|^#+ |<[a-z/][^>]*>|https?://|!\[|\|.*\|")
FAULTS = (
    "attendance",
    "half quote",
    "leaning",
    "caption",
    "question",
    "markup",
    f"over {LONG} syllables",
)


@dataclass(frozen=True)
class Rated:
    """An article whose sentences an editor rated.

    Attributes:
        id: Name of the annotated text.
        text: The text.
        spans: Its sentences, as annotated.
        roles: The role of the paragraph of each.
        rating: 3 for one that belongs in the best three, 2 good, 1 a detail, 0 never.
        ideal: The best three, by their places.
        needs: Places of those without which a sentence is not understood.
    """

    id: str
    text: str
    spans: list[tuple[int, int]]
    roles: list[str]
    rating: list[int]
    ideal: frozenset[int]
    needs: dict[int, list[int]]

    def place(self, start: int, end: int) -> int:
        """The rated sentence that shares most characters with a stretch."""
        shared = [min(b, end) - max(a, start) for a, b in self.spans]
        return max(range(len(shared)), key=shared.__getitem__)


def read() -> list[Rated]:
    """The rated articles of gold/train and gold/dev, in the order of the ratings."""
    gold = {row["id"]: row for part in ("train", "dev") for row in corpora.gold(part)}
    return [_rated(row, gold[row["id"]]) for row in corpora.rows("ratings.jsonl")]


def _rated(row: dict, gold: dict) -> Rated:
    text, spans, start = gold["text"], [], 0
    for end in gold["sentence_ends"]:
        spans.append((start + len(text[start:end]) - len(text[start:end].lstrip()), end))
        start = end
    roles = [
        max((p for p in gold["paragraph_roles"] if p[0] <= a), default=(0, "body"))
        for a, _ in spans
    ]
    needs = {int(k): list(v) for k, v in row["needs"].items()}
    return Rated(
        row["id"], text, spans, [r for _, r in roles], row["rating"], frozenset(row["ideal"]), needs
    )


@dataclass
class Figures:
    """What an editor would say of the summaries of some articles.

    Attributes:
        means: The mean rating of each summary.
        bad: For each, whether it has a sentence that was rated 0.
        found: How many of the ideal sentences were found, and how many there are.
        zeros: Sentences that were rated 0.
        taken: Sentences in all.
        broken: Sentences without one that they need.
        untitled: The same, where a headline counts as one that stands above the summary.
        faults: Counted faults.
    """

    means: list[float] = field(default_factory=list)
    bad: list[bool] = field(default_factory=list)
    found: list[tuple[int, int]] = field(default_factory=list)
    zeros: int = 0
    taken: int = 0
    broken: int = 0
    untitled: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, article: Rated, summary: Iterable[tuple[int, int, str]]) -> None:
        """Counts one summary.

        Args:
            article: The article.
            summary: Its sentences: start, end and what is shown.
        """
        rows = list(summary)
        places = [article.place(a, b) for a, b, _ in rows]
        ratings = [article.rating[k] for k in places]
        self.means.append(sum(ratings) / max(len(ratings), 1))
        self.bad.append(0 in ratings)
        self.found.append((len(article.ideal.intersection(places)), len(article.ideal)))
        self.zeros += ratings.count(0)
        self.taken += len(ratings)
        self.broken += sum(not set(article.needs.get(k, ())) <= set(places) for k in set(places))
        above = {k for k, role in enumerate(article.roles) if role == "title"}
        self.untitled += sum(
            not set(article.needs.get(k, ())) - above <= set(places) for k in set(places)
        )
        self.faults.update(faults([shown for *_, shown in rows]))
        self.faults["leaning"] += sum(
            k in article.needs and k - 1 not in places and _leans(shown)
            for k, (*_, shown) in zip(places, rows, strict=True)
        )
        self.faults["caption"] += sum(article.roles[k] == "caption" for k in places)

    def row(self) -> list[str]:
        """Mean, zeros, articles with one, ideal found, needs broken in 36, headline apart."""
        n = max(len(self.means), 1)
        found, ideal = map(sum, zip(*self.found, strict=True))
        return [
            f"{sum(self.means) / n:.2f}",
            f"{100 * self.zeros / max(self.taken, 1):.1f} %",
            f"{100 * sum(self.bad) / n:.1f} %",
            f"{100 * found / max(ideal, 1):.1f} %",
            f"{36 * self.broken / n:.1f}",
            f"{36 * self.untitled / n:.1f}",
        ]


def _leans(text: str) -> bool:
    from vntext.summary.cues import leans

    return leans(text)


def faults(shown: Sequence[str]) -> Counter[str]:
    """The faults that can be seen in the sentences of a summary alone."""
    from vntext.summary.terms import words_in

    out: Counter[str] = Counter()
    for text in shown:
        out["attendance"] += bool(_ATTENDS.search(text))
        out["half quote"] += text.count("“") != text.count("”") or text.count('"') % 2 == 1
        out["question"] += text.rstrip(' ”"').endswith("?")
        out["markup"] += bool(_MARKUP.search(text))
        out[f"over {LONG} syllables"] += words_in(text) > LONG
    return out

"""Precision, recall and F1 of spans, words and groups of mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_many
from vntext.errors import InvalidOptionError

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence

__all__ = ["Figures", "b_cubed", "segmentation_f1", "span_f1"]


class Figures(NamedTuple):
    """Precision, recall and F1, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def _figures(precision: float, recall: float) -> Figures:
    total = precision + recall
    return Figures(precision, recall, 2 * precision * recall / total if total else 0.0)


def _check(gold: object, predicted: object, what: str) -> None:
    check_many("gold", gold, what, InvalidOptionError)
    check_many("predicted", predicted, what, InvalidOptionError)


def span_f1(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Figures:
    """Compares spans strictly: a span counts only if it is the same to the character.

    Args:
        gold: Spans as hashable values, for example ``(start, end, label)``.
        predicted: Spans of the same form.

    Example:
        >>> span_f1([(0, 6, "LOC"), (9, 12, "LOC")], [(0, 6, "LOC")])
        Figures(precision=1.0, recall=0.5, f1=0.6666666666666666)
    """
    _check(gold, predicted, "spans")
    a, b = set(gold), set(predicted)
    both = len(a & b)
    return _figures(both / len(b) if b else 0.0, both / len(a) if a else 0.0)


def segmentation_f1(gold: Sequence[str], predicted: Sequence[str]) -> Figures:
    """Compares two segmentations of one text, over spans of its visible characters.

    Args:
        gold: The words; spaces inside a word do not count.
        predicted: The words of the other segmentation.

    Raises:
        InvalidOptionError: If the two are not made of the same characters.

    Example:
        >>> segmentation_f1(["học sinh", "đến"], ["học", "sinh", "đến"]).recall
        0.5
    """

    def spans(words: Sequence[str]) -> list[tuple[int, int]]:
        out, at = [], 0
        for w in words:
            end = at + len("".join(w.split()))
            out.append((at, end))
            at = end
        return out

    _check(gold, predicted, "words")
    if "".join("".join(gold).split()) != "".join("".join(predicted).split()):
        raise InvalidOptionError("the two segmentations are not of the same text")
    return span_f1(spans(gold), spans(predicted))


def b_cubed(
    gold: Collection[Collection[Hashable]], predicted: Collection[Collection[Hashable]]
) -> Figures:
    """Compares two groupings of mentions (B-cubed, over the gold mentions).

    Args:
        gold: Groups of mentions, each a hashable value in one group.
        predicted: Groups of the same kind of mentions.

    Example:
        >>> b_cubed([{"a", "b"}, {"c"}], [{"a", "b"}, {"c"}]).f1
        1.0
    """
    _check(gold, predicted, "groups")
    of_gold = {m: frozenset(g) for g in gold for m in g}
    of_predicted = {m: frozenset(p) for p in predicted for m in p}
    precision = recall = 0.0
    for m, group in of_gold.items():
        found = of_predicted.get(m)
        if found:
            both = len(group & found)
            precision += both / len(found)
            recall += both / len(group)
    n = len(of_gold)
    return _figures(precision / n if n else 0.0, recall / n if n else 0.0)

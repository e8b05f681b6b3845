"""The trained tagger: a perfect hash of words, one of features, small integer weights.

The kernel reads the tables as they are (`tagger_kernel`); without it they are read by arrays
(`tagger_tables`). What gazetteers know comes from the tables of names, not from here.
"""

from __future__ import annotations

import math
from array import array
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from vntext.resources import load_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vntext.entities.tagger_tables import TaggerTables
    from vntext.kernel import _kernel
    from vntext.names.by_arrays import Gazetteer

__all__ = ["MODEL", "USUAL", "TaggerModel", "sureness", "tagger_model"]

MODEL = "entities/model/tagger.safetensors"

USUAL = 0.55
"""Mean score of the spans of a usual document."""

LEAST = 0.7
"""No calibrated score is less: too few spans are, and those in a handful of documents."""

_WEIGHT = 5
"""How many spans the usual document counts beside those of the document itself."""

_KEPT = 1 << 16
"""Most chances that are kept."""


class TaggerModel:
    """The tables of one trained tagger.

    Args:
        arrays: The columns of the model file, as arrays or as buffers.
        listed: Known phrases; those of the package by default.
    """

    def __init__(self, arrays: Mapping[str, Any], listed: Gazetteer | None = None) -> None:
        self.arrays = dict(arrays)
        self.listed = listed
        self.reader: _kernel.Tagger | None = None  # made on first use by `tagger_kernel`
        self.scale: float = _numbers(arrays["scale"])[0]
        self._calibrated: dict[tuple[int, float, float], float] = {}

    @cached_property
    def tables(self) -> TaggerTables:
        """The tables as arrays."""
        from vntext.entities.tagger_tables import TaggerTables
        from vntext.names.by_arrays import gazetteer

        return TaggerTables(self.arrays, self.listed or gazetteer())

    def weights(self, name: str) -> array[float]:
        """The numbers of ``trans`` or ``init`` in natural units, float32."""
        scale = _single(self.scale)
        return array("f", [x / scale for x in _numbers(self.arrays[name])])

    @cached_property
    def chances(self) -> array[int]:
        """How likely a label is whose score is so many steps below the best one: 2**24 is alike.

        Whole numbers, uint32, so that their sums do not depend on the order; 0 stands at the end.
        """
        steps = int(18 / self.scale)  # beyond, a label is less likely than 1 in 2**25
        chances = [round(math.exp(-self.scale * k) * (1 << 24)) for k in range(steps)]
        return array("I", [*chances, 0])

    @cached_property
    def _curves(self) -> tuple[int, list[float], list[float]] | None:
        """How many points a curve has, the points of all curves, and what a document adds."""
        curves = self.arrays.get("calibration")
        if curves is None:
            return None
        numbers = _numbers(curves)
        return len(numbers) // len(curves), numbers, _numbers(self.arrays["calibration.document"])

    def calibrated(self, label: int, score: float, document: float = USUAL) -> float:
        """How often spans of such a score are right, span and label.

        Args:
            label: Number of the label of a span.
            score: What the tables say of it, 0 to 1: one of a thousand steps.
            document: What they say of all spans of its document: `sureness` of their scores.

        Returns:
            A chance in steps of a thousandth, at least `LEAST`; the score where the model has no
            curves.
        """
        place = label, score, document
        found = self._calibrated.get(place)
        if found is None:
            if len(self._calibrated) > _KEPT:
                self._calibrated.clear()
            found = self._calibrated[place] = self._on_curve(label, score, document)
        return found

    def _on_curve(self, label: int, score: float, document: float) -> float:
        if self._curves is None:
            return round(score, 3)
        points, curves, slopes = self._curves
        at = score * (points - 1)
        low = min(int(at), points - 2)
        a, b = curves[label * points + low], curves[label * points + low + 1]
        odds = a + (b - a) * (at - low) + slopes[label] * (document - USUAL)
        return max(round(1 / (1 + math.exp(-odds)), 3), LEAST)


def sureness(scores: Sequence[float]) -> float:
    """How sure the tables are of the spans of one document: the mean of their scores.

    A document of few spans tells little of itself, so the mean is drawn to the usual one.

    Args:
        scores: What the tables say of each span.

    Returns:
        A number in steps of a hundredth.

    Example:
        >>> sureness([]), sureness([0.9] * 2), sureness([0.9] * 40)
        (0.55, 0.65, 0.86)
    """
    return round((sum(scores) + _WEIGHT * USUAL) / (len(scores) + _WEIGHT), 2)


def _numbers(column: Any) -> list[float]:
    """All numbers of a column, whatever its shape."""
    view = memoryview(column)
    kind: Any = view.format
    numbers: Any = array(kind, view.tobytes())
    return [*numbers]


def _single(x: float) -> float:
    """The number of four bytes that is nearest to a number."""
    return array("f", [x])[0]


@cache
def tagger_model() -> TaggerModel:
    """The model of the package, loaded once."""
    return TaggerModel(load_columns(MODEL))

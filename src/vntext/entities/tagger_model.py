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
    from collections.abc import Mapping

    from vntext.entities.tagger_tables import TaggerTables
    from vntext.kernel import _kernel
    from vntext.names.by_arrays import Gazetteer

__all__ = ["MODEL", "TaggerModel", "tagger_model"]

MODEL = "entities/model/tagger.safetensors"


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
        self._calibrated: dict[tuple[int, float], float] = {}

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
    def _curves(self) -> tuple[int, list[float]] | None:
        """How many points a curve has, and the points of all curves."""
        curves = self.arrays.get("calibration")
        if curves is None:
            return None
        numbers = _numbers(curves)
        return len(numbers) // len(curves), numbers

    def calibrated(self, label: int, score: float) -> float:
        """How often spans of such a score are right, span and label.

        Args:
            label: Number of the label of a span.
            score: What the tables say of it, 0 to 1: one of a thousand steps.

        Returns:
            A chance in steps of a thousandth; the score where the model has no curves.
        """
        found = self._calibrated.get((label, score))
        if found is None:
            found = self._calibrated[label, score] = self._on_curve(label, score)
        return found

    def _on_curve(self, label: int, score: float) -> float:
        if self._curves is None:
            return round(score, 3)
        points, curves = self._curves
        at = _single(score * (points - 1))
        low = min(int(at), points - 2)
        a, b = curves[label * points + low], curves[label * points + low + 1]
        return round((a + _single(b - a) * (at - low)) * 1000) / 1000


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

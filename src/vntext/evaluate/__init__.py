"""Figures: span F1, segmentation F1, ROUGE for Vietnamese."""

from vntext.evaluate.overlap import rouge
from vntext.evaluate.spans import Figures, b_cubed, segmentation_f1, span_f1

__all__ = ["Figures", "b_cubed", "rouge", "segmentation_f1", "span_f1"]

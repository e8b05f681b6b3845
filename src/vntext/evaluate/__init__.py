"""Figures: span F1, segmentation F1, ROUGE for Vietnamese, whole documents."""

from vntext.evaluate.documents import DocumentFigures, compare_documents
from vntext.evaluate.overlap import rouge
from vntext.evaluate.spans import Figures, b_cubed, segmentation_f1, span_f1

__all__ = [
    "DocumentFigures",
    "Figures",
    "b_cubed",
    "compare_documents",
    "rouge",
    "segmentation_f1",
    "span_f1",
]

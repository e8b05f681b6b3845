"""Figures: span F1, segmentation F1, ROUGE for Vietnamese."""

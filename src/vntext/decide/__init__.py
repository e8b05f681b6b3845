"""Decisions among proposed entities."""

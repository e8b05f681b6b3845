"""Summaries and key phrases."""

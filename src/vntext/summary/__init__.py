"""Summaries, key phrases and briefs."""

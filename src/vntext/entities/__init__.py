"""Entities: dates, authors of bylines, the tagger."""

"""Entities: dates, the rule layer, the tagger, merging of overlaps."""

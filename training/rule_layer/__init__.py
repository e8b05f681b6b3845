"""A tagger of entities by rules alone: proposals for the teacher of the trained tagger."""

from rule_layer.tagger import RuleTagger

__all__ = ["RuleTagger"]

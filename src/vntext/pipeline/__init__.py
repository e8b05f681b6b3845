"""The pipeline: the stages in order, each of which a user can replace.

Every stage is a plain function of a normalised text and of the layers that it needs. A call makes
the layers that it asks for; what is looked at later is made then. For a batch the normalised texts
are joined by line breaks and each stage runs once; no stage lets a span cross a line break, so that
one text or a thousand in a call give the same result.
"""

from __future__ import annotations

from vntext.checks import MAX_CHARS
from vntext.pipeline.default import analyze, default_pipeline, pipe
from vntext.pipeline.options import DEFAULT_LAYERS, Layout, Restore, Source
from vntext.pipeline.pipeline import Pipeline

__all__ = [
    "DEFAULT_LAYERS",
    "MAX_CHARS",
    "Layout",
    "Pipeline",
    "Restore",
    "Source",
    "analyze",
    "default_pipeline",
    "pipe",
]

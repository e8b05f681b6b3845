"""Pipelines for tests of the service; worker processes import them from here."""

from __future__ import annotations

import os
import re
import time

from vntext.document import Document, Entity, Paragraph, Sentence, Summary, SummarySentence, Words


class PlainPipeline:
    """Words at spaces, sentences at line ends, capitalised words as people: fast and simple."""

    def analyze(self, text: str, *, layers=None, **reading) -> Document:
        words = [m.span() for m in re.finditer(r"\S+", text)]
        lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
        names = [(a, b) for a, b in words if text[a].isupper()]
        return Document(
            text,
            paragraphs=tuple(Paragraph(a, b, text[a:b]) for a, b in lines),
            sentences=tuple(Sentence(a, b, text[a:b], "newline") for a, b in lines),
            words=Words.of(text, words),
            entities=tuple(Entity(a, b, text[a:b], "PERSON", "upper", 0.5) for a, b in names),
            summary=Summary(tuple(SummarySentence(a, b, text[a:b], 1.0) for a, b in lines[:3])),
        )


class MoodyPipeline(PlainPipeline):
    """Does what the first word says: ``sleep N``, ``die``, ``fail``."""

    def analyze(self, text: str, *, layers=None, **reading) -> Document:
        first, _, rest = text.partition(" ")
        if first == "sleep":
            time.sleep(float(rest.split()[0]))
        elif first == "die":
            os._exit(3)
        elif first == "fail":
            raise RuntimeError(text)
        return super().analyze(text, layers=layers)

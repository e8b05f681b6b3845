"""The work of a pipeline on a batch, in this process or in workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vntext.bulk.failures import portable
from vntext.bulk.stream import alone
from vntext.text.reading import Reading

if TYPE_CHECKING:
    from vntext.document import Document
    from vntext.pipeline.options import Restore
    from vntext.pipeline.pipeline import Pipeline

__all__ = ["Columns"]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a pipeline finds in texts, as columns: in this process, or in workers."""

    pipeline: Pipeline
    layers: tuple[str, ...]
    how: tuple[str, str]
    restore: Restore
    reference: str | None  # None where each text comes as a pair with its day

    def found(self, texts: list[Any]) -> list[Any]:
        """For each text how it is read and its layers, or the error that it raises."""
        return alone(self._together, texts)

    def _together(self, given: list[Any]) -> list[Any]:
        texts, days = self._split(given)
        return self.pipeline._columns(
            texts, self.layers, self.how, restore=self.restore, references=days
        )

    def _split(self, given: list[Any]) -> tuple[list[str], list[str]]:
        if self.reference is None:
            return [text for text, _ in given], [day for _, day in given]
        return given, [self.reference] * len(given)

    def __call__(self, texts: list[Any], *_: Any) -> list[Any]:
        """The same, to be sent to another process: a text that was read as it is stays here."""
        out: list[Any] = []
        for text, found in zip(self._split(texts)[0], self.found(texts), strict=True):
            if isinstance(found, Exception):
                out.append(portable(found))
            else:
                reading, made = found
                out.append((None if reading == Reading(text) else reading, made))
        return out

    def document(self, text: str, found: Any) -> Document:
        """The document of a text."""
        reading, made = found
        return self.pipeline._document(text, reading or Reading(text), made)

    def prepare(self) -> None:
        """Loads the models: of a text that tells nothing."""
        self.found(["A b." if self.reference is not None else ("A b.", "")])

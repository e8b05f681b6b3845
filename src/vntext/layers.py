"""Layers on demand: the stages, what each needs and gives, and the texts on their way through them.

A `Batch` is one text or several joined by line breaks. It makes a layer when it is asked for, with
the layers that this one needs, each once. `TextLayers` is what a document keeps of one text: the
layers that were asked for, as columns; it makes the others with a batch of that text alone. No
stage lets anything cross a line break or read another text of the batch, so that both ways give
the same.
"""

from __future__ import annotations

import weakref
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.columns import Column
from vntext.document import ALL_LAYERS
from vntext.objects import OBJECTS
from vntext.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vntext.text.blocks import Block
    from vntext.text.reading import Reading

__all__ = ["Batch", "Stage", "Stages", "TextLayers"]


class Stage(NamedTuple):
    """What makes one layer.

    Attributes:
        gives: Name of the layer.
        needs: Names of the layers that it reads, in the order in which ``run`` takes them.
        run: Takes the batch and those layers; offsets are in characters of the batch's text.
    """

    gives: str
    needs: tuple[str, ...]
    run: Callable[..., Any]


class Batch:
    """Texts on their way through the stages.

    Args:
        stages: The stages, by what they give.
        texts: Normalised texts.
        packed: Layers of a single text that are known already, as columns; read when needed.
        blocks: What markup says of stretches of each text; None for texts without markup.
        references: The day of each text, where the caller says it.
        openings: Where words of each text begin whose capital says nothing.

    Attributes:
        text: The texts joined by line breaks.
        bounds: Start and end of each text in it, in characters.
        blocks: As given, in characters of each text.
        references: The day of each text, ``""`` where nobody says it.
        openings: Where words begin whose capital says nothing, in characters of the batch.
    """

    __slots__ = (
        *("_made", "_packed", "_stages"),
        *("blocks", "bounds", "openings", "references", "text"),
    )

    def __init__(
        self,
        stages: Mapping[str, Stage],
        texts: Sequence[str],
        packed: Mapping[str, Any] | None = None,
        blocks: Sequence[Sequence[Block]] | None = None,
        references: Sequence[str] | None = None,
        openings: Sequence[Sequence[int]] = (),
    ) -> None:
        self.references = references or [""] * len(texts)
        self._stages = stages
        self._made: dict[str, Any] = {}
        self._packed = packed or {}
        self.bounds: list[tuple[int, int]] = []
        pos = 0
        for t in texts:
            self.bounds.append((pos, pos + len(t)))
            pos += len(t) + 1
        self.blocks = blocks or [()] * len(texts)
        self.openings = frozenset(
            base + at for (base, _), own in zip(self.bounds, openings, strict=False) for at in own
        )
        self.text = texts[0] if len(texts) == 1 else "\n".join(texts)

    def layer(self, name: str) -> Any:
        """The layer of this name, made if nobody has asked for it yet."""
        if name not in self._made:
            if name in self._packed:
                self._made[name] = UNPACK[name](self._packed[name])
            else:
                stage = self._stages[name]
                self._made[name] = stage.run(self, *map(self.layer, stage.needs))
        return self._made[name]

    def made(self, name: str) -> Any:
        """The layer of this name if somebody has asked for it, else None."""
        return self.layer(name) if name in self._made or name in self._packed else None

    def give(self, known: Mapping[str, Any]) -> None:
        """Takes layers that were made before."""
        self._made.update(known)

    def kept(self, names: Iterable[str]) -> dict[str, Any]:
        """Those of some layers that are made."""
        return {name: self._made[name] for name in names if name in self._made}

    def columns(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """Layers of each text as columns, in characters of that text.

        Args:
            names: Layers of documents.
        """
        out: list[dict[str, Any]] = [{} for _ in self.bounds]
        for name in names:
            rows = self.layer(name)
            for made, column in zip(out, _cut(name, rows, self.bounds), strict=True):
                made[name] = column
        return out

    def fresh(self) -> list[str]:
        """The layers of documents that this batch has made."""
        return [name for name in ALL_LAYERS if name in self._made and name not in self._packed]

    def add_persons(self, columns: list[dict[str, Any]]) -> None:
        """Adds the people as objects where quotations made them, for the layer of people."""
        for made, persons in zip(columns, self._made.get(PERSONS, ()), strict=False):
            if "people" in made:
                made[PERSONS] = persons


def _cut(name: str, rows: Any, bounds: list[tuple[int, int]]) -> Iterable[Any]:
    """A layer of the batch as one column for each text."""
    if name in PER_TEXT:
        return list(rows)  # the layer of each text
    if isinstance(rows, Spans):
        if len(bounds) == 1:
            return [Column.of_spans(rows, bounds[0][1])]
        return [Column.of_spans(rows, b - a, a) for a, b in bounds]
    if len(bounds) == 1:
        return [Column.of(rows, bounds[0][1])]
    return Column.cut(rows, bounds)


PERSONS = "persons"
"""The people as objects, which quotations need."""
PER_TEXT = ("people", "summary", "dates", "places", "quotes", "quantities", "relations")
"""Layers that are made text by text."""


UNPACK: dict[str, Callable[[Any], Any]] = {
    "paragraphs": Column.rows,
    "sentences": Column.rows,
    "words": Column.spans,
    "entities": lambda column: _named(_found(), column),
    "legal_references": lambda column: _named(_reference(), column),
    **{name: lambda rows: [rows] for name in (*PER_TEXT, PERSONS)},
}
"""How a column becomes again what a stage gave."""


def _named(kind: Any, column: Column) -> list[Any]:
    """The rows of a column as named tuples; without the call of Python that each would cost."""
    return list(map(tuple.__new__, repeat(kind), column.rows()))


def _found() -> Any:
    from vntext.entities.types import Found

    return Found


def _reference() -> Any:
    from vntext.legal.find import Row

    return Row


class Stages:
    """The stages of a pipeline, by what they give.

    Args:
        table: The stages.
        home: Gives these stages again in another process; None where they hold what a user made.
    """

    __slots__ = ("home", "table")

    def __init__(
        self, table: Mapping[str, Stage], home: Callable[[], Stages] | None = None
    ) -> None:
        self.table = table
        self.home = home

    def __reduce__(self) -> Any:
        return (self.home, ()) if self.home is not None else (Stages, ({},))


class TextLayers:
    """The layers of one text, for its document.

    Args:
        text: The text as given.
        reading: What the stages read of it.
        stages: The stages that make what is not there.
        made: Columns of the layers that are there, in characters of the reading.
    """

    __slots__ = ("__weakref__", "_made", "_stages", "_text", "reading")

    def __init__(self, text: str, reading: Reading, stages: Stages, made: dict[str, Any]) -> None:
        self._text = text
        self.reading = reading
        self._stages = stages
        self._made = made

    def column(self, name: str) -> Any:
        """A layer as a column, in characters of the reading; made if it is not there."""
        made = self._made
        if name not in made:
            reading = self.reading
            batch = Batch(
                self._stages.table,
                [reading.text],
                dict(made),
                [reading.blocks],
                [reading.reference],
                [reading.openings],
            )
            batch.give(_recent.of(self))
            batch.layer(name)
            for n, column in batch.columns(batch.fresh())[0].items():
                made.setdefault(n, column)
            if len(reading.text) <= _KEPT:
                _recent.keep(self, batch.kept(INNER))
        return made[name]

    def objects(self, name: str) -> Any:
        """A layer as `vntext.document.Document` shows it."""
        if name == "people" and self.reading.alignment.is_identity:
            # who speaks was made an object already, in characters of the same text
            persons = self._made.pop(PERSONS, None)
            if persons is not None:
                return tuple(persons)
        column = self.column(name)
        if name == "summary" and self.reading.source != "plain":
            column = list(map(self._readable, column))
        return OBJECTS[name](self._text, column, self.reading.alignment)

    def _readable(self, row: Any) -> Any:
        """A sentence of a summary that is shown without tags and signs."""
        start, end, score, reason, shown = row
        a, b = self.reading.alignment.span_to_original(start, end)
        plain = self.reading.text[start:end]
        return start, end, score, reason, shown or (plain if plain != self._text[a:b] else "")

    def __reduce__(self) -> Any:
        if self._stages.home is None:
            for name in ALL_LAYERS:  # the stages of a user stay behind
                self.column(name)
        return TextLayers, (self._text, self.reading, self._stages, self._made)


INNER = ("texts",)
"""What layers of values share, and no layer of documents; nothing in it leads to a document."""
_KEPT = 100_000  # characters of the longest text of which these are kept


class _Recent:
    """The inner layers of the text that was asked last: who asks for dates asks for places next.

    They are kept for one text alone, and only as long as it lives.
    """

    def __init__(self) -> None:
        self._row: tuple[Any, dict[str, Any]] | None = None

    def of(self, text: TextLayers) -> dict[str, Any]:
        row = self._row  # read once: another thread may put another one there
        return row[1] if row is not None and row[0]() is text else {}

    def keep(self, text: TextLayers, inner: dict[str, Any]) -> None:
        if inner:
            self._row = weakref.ref(text, self._forget), inner

    def _forget(self, dead: Any) -> None:
        row = self._row
        if row is not None and row[0] is dead:
            self._row = None


_recent = _Recent()

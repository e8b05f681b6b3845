"""Hugging Face datasets: a function for ``Dataset.map(..., batched=True)``.

It needs no package of its own: it takes a dict of columns and gives one. The package ``datasets``
is asked only for the types of the new columns.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from vntext.checks import check_choice, check_flag, check_many, check_string, check_text
from vntext.document import Entity, LegalReference, Paragraph, Sentence, SummarySentence
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.integrations.frames import columns
from vntext.lexicon import check_lexicon
from vntext.pipeline import Pipeline, default_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vntext.document import Document
    from vntext.lexicon import Lexicon

__all__ = ["LAYERS", "DatasetMapper"]

_SPAN: Final = {"start": "int", "end": "int", "text": "str"}
_OF_PERSON: Final = {**_SPAN, "person": "int", "name": "str"}

_ROWS: Final[dict[str, dict[str, str]]] = {
    **{
        # spans inside a span are no column
        layer: {f.name: str(f.type) for f in fields(kind) if f.name != "cuts"}
        for layer, kind in (
            ("entities", Entity),
            ("legal_references", LegalReference),
            ("paragraphs", Paragraph),
            ("sentences", Sentence),
            ("summary", SummarySentence),
        )
    },
    "people": {**_OF_PERSON, "role": "str"},
    "titles": {**_OF_PERSON, "organization": "str"},
}
"""Fields of a row of each layer, with their types."""

LAYERS: Final = (*_ROWS, "words")
"""Layers that can become columns."""

_VALUES: Final = {
    "str": "string",
    "Label": "string",
    "Role": "string",
    "int": "int64",
    "int | None": "int64",
    "float": "float64",
}


class DatasetMapper:
    """Analyses a column of texts, for ``Dataset.map(mapper, batched=True)``.

    Each layer becomes a column of lists: ``entities`` and so on of dicts with ``start``, ``end``,
    ``text`` and the fields of the layer, ``people`` one a mention and ``titles`` one a title held,
    both with the number of the person. ``words`` become two columns of offsets, ``word_starts`` and
    ``word_ends``. Offsets are in characters of the text. A text that is None gives None.

    Two mappers with the same options are the same for the cache of ``datasets``.

    Args:
        column: The column that holds the texts.
        layers: What to add, of `LAYERS`.
        segmented: Add the column ``segmented``: words separated by spaces, their syllables joined
            by ``_``, as PhoBERT reads them. Its n-th token is the n-th word.
        lexicon: Own words, names and entities.

    Raises:
        InvalidOptionError: If there is no layer of a name, or an option has a wrong type.

    Example:
        >>> mapper = DatasetMapper(layers=["words"], segmented=True)
        >>> mapper({"text": ["Học sinh đi học.", None]})
        {'word_starts': [[0, 9, 12, 15], None], 'word_ends': [[8, 11, 15, 16], None], \
'segmented': ['Học_sinh đi học .', None]}
    """

    def __init__(
        self,
        column: str = "text",
        *,
        layers: Iterable[str] = ("entities",),
        segmented: bool = False,
        lexicon: Lexicon | None = None,
    ) -> None:
        check_string("column", column)
        check_many("layers", layers, error=InvalidOptionError)
        check_flag("segmented", segmented)
        check_lexicon(lexicon)
        self.column = column
        self.layers = tuple(dict.fromkeys(layers))
        self.segmented = segmented
        self.lexicon = lexicon
        for layer in self.layers:
            check_choice("a layer", layer, LAYERS)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The new columns of a batch.

        Args:
            batch: The columns of the batch, by name.

        Raises:
            InvalidOptionError: If there is no column of the name.
            InvalidTextError: If a text is neither a str nor None.
            TextTooLongError: If a text is over the limit.
        """
        if self.column not in batch:
            raise InvalidOptionError(f"no column {self.column!r}; there are {', '.join(batch)}")
        texts = list(batch[self.column])
        held = [
            check_text(text, name=f"{self.column}[{i}]")
            for i, text in enumerate(texts)
            if text is not None
        ]
        pipeline = Pipeline(lexicon=self.lexicon) if self.lexicon else default_pipeline()
        docs = pipeline.pipe(held, layers=self._needed())
        out: dict[str, list[Any]] = {name: [] for name in self._names()}
        for text in texts:
            row = dict.fromkeys(out) if text is None else self._row(next(docs))
            for name, value in row.items():
                out[name].append(value)
        return out

    def features(self) -> Any:
        """The types of the new columns, as ``datasets.Features``.

        Give them to ``map`` where the first batches may hold no entity at all, which tells no type:
        ``ds.map(mapper, batched=True, features=datasets.Features({**ds.features,
        **mapper.features()}))``.

        Raises:
            MissingExtraError: If the package ``datasets`` is not installed.
        """
        try:
            from datasets import Features, List, Value
        except ImportError as e:
            raise MissingExtraError("datasets", "datasets") from e
        kinds: dict[str, Any] = {}
        for layer in self.layers:
            if layer == "words":
                kinds |= {name: List(Value("int64")) for name in ("word_starts", "word_ends")}
            else:
                row = {name: Value(_VALUES[kind]) for name, kind in _ROWS[layer].items()}
                kinds[layer] = List(row)
        if self.segmented:
            kinds["segmented"] = Value("string")
        return Features(kinds)

    def _names(self) -> list[str]:
        names: list[str] = []
        for layer in self.layers:
            names += ["word_starts", "word_ends"] if layer == "words" else [layer]
        return [*names, "segmented"] if self.segmented else names

    def _needed(self) -> list[str]:
        needed = ["people" if layer == "titles" else layer for layer in self.layers]
        return [*needed, "sentences", "words"] if self.segmented else needed

    def _row(self, doc: Document) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for layer in self.layers:
            if layer == "words":
                row["word_starts"] = doc.words.starts.tolist()
                row["word_ends"] = doc.words.ends.tolist()
                continue
            of = columns([doc], layer)
            names = list(_ROWS[layer])
            cells = zip(*(of[name] for name in names), strict=True)
            row[layer] = [dict(zip(names, values, strict=True)) for values in cells]
        if self.segmented:
            row["segmented"] = doc.to_segmented()
        return row

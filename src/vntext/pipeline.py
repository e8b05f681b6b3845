"""The pipeline: the stages in order, each of which a user can replace.

Every stage is a plain function of a normalised text and of the layers that it needs. A call makes
the layers that it asks for; what is looked at later is made then. For a batch the normalised texts
are joined by line breaks and each stage runs once; no stage lets a span cross a line break, so that
one text or a thousand in a call give the same result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from vntext.checks import (
    MAX_CHARS,
    check_choice,
    check_count,
    check_flag,
    check_many,
    check_method,
    check_text,
    check_texts,
)
from vntext.document import ALL_LAYERS, Document
from vntext.errors import InvalidOptionError
from vntext.layers import Batch, Stages, TextLayers
from vntext.lexicon import check_lexicon
from vntext.text.markup import SOURCES
from vntext.text.reading import LAYOUTS, Reading, read_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.lexicon import Lexicon
    from vntext.stages import EntityTagger, SentenceScorer, SentenceSplitter, WordSegmenter

__all__ = ["DEFAULT_LAYERS", "MAX_CHARS", "Pipeline", "analyze", "default_pipeline", "pipe"]

Layout = Literal["auto", "lines", "wrapped"]

Source = Literal["plain", "html", "markdown", "auto"]

BATCH_CHARS = 200_000
"""Characters that `Pipeline.pipe` joins into one batch."""

DEFAULT_LAYERS = ("paragraphs", "sentences", "words", "entities", "legal_references")
"""Layers that are made when a call does not say which: those that gain by batches."""


def check_layers(layers: object) -> tuple[str, ...]:
    """The layers that a call asks for.

    Raises:
        InvalidOptionError: If they are no names of layers.
    """
    if layers is None:
        return DEFAULT_LAYERS
    check_many("layers", layers, error=InvalidOptionError)
    names: tuple[str, ...] = tuple(layers)  # type: ignore[arg-type]  # checked right above
    for name in names:
        if name not in ALL_LAYERS:
            raise InvalidOptionError(f"a layer is one of {', '.join(ALL_LAYERS)}, not {name!r}")
    return tuple(dict.fromkeys(names))


class Pipeline:
    """The stages, each of which can be replaced.

    Args:
        splitter: Finds sentences; the library's own by default.
        segmenter: Finds words; the library's own by default.
        tagger: Finds people, titles, organisations and places; the library's own by default.
        scorer: Scores sentences for the summary; the library's own by default.
        lexicon: Own words, for the default segmenter, and own abbreviations and entities.
        max_chars: Longest text that is taken, in characters.

    Raises:
        InvalidOptionError: If a stage does not have the method of its protocol, or an option has a
            value that it cannot have.

    A pipeline keeps no state between texts and may be used by several threads.

    Example:
        >>> nlp = Pipeline()
        >>> doc = nlp.analyze("Ông Lê Văn An thăm tỉnh Hà Giang.")
        >>> [(e.text, e.label) for e in doc.entities]
        [('Lê Văn An', 'PERSON'), ('tỉnh Hà Giang', 'LOC')]
    """

    def __init__(
        self,
        *,
        splitter: SentenceSplitter | None = None,
        segmenter: WordSegmenter | None = None,
        tagger: EntityTagger | None = None,
        scorer: SentenceScorer | None = None,
        lexicon: Lexicon | None = None,
        max_chars: int = MAX_CHARS,
    ) -> None:
        check_method("splitter", splitter, "split")
        check_method("segmenter", segmenter, "segment")
        check_method("tagger", tagger, "tag")
        check_method("scorer", scorer, "score")
        check_lexicon(lexicon)
        check_count("max_chars", max_chars)
        self.max_chars = max_chars
        self._own = (splitter, segmenter, tagger, scorer, lexicon)

    @property
    def _stages(self) -> Stages:
        # made when a text comes, and not pickled with the pipeline: it holds functions
        try:
            return self._ready
        except AttributeError:
            from vntext.assembly import assemble

            home = _default_stages if self._own == (None,) * 5 else None
            self._ready: Stages = assemble(*self._own, home=home)
            return self._ready

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_ready"}

    @property
    def stages(self) -> dict[str, tuple[str, ...]]:
        """For each layer the layers that it needs, in the order in which they can be made.

        Example:
            >>> Pipeline().stages["words"]
            ('protected',)
        """
        return {name: stage.needs for name, stage in self._stages.table.items()}

    def analyze(
        self,
        text: str,
        *,
        layers: Iterable[str] | None = None,
        layout: Layout = "auto",
        source: Source = "plain",
        restore: bool = False,
        reference: str | None = None,
    ) -> Document:
        """Analyses one text.

        Args:
            text: Any text; empty text gives an empty document.
            layers: Names of the layers to make now, of `vntext.document.ALL_LAYERS`; by default
                those that gain by batches. Every other layer is made when it is looked at, and
                holds the same then.
            layout: ``"auto"`` joins lines that were broken where a page ended; ``"lines"`` joins
                none, ``"wrapped"`` all within paragraphs. What was done is in ``doc.layout``.
            source: What ``text`` is: ``"plain"``, ``"html"`` or ``"markdown"``, whose tags and
                signs are passed over, or ``"auto"`` to find it out. Spans are slices of ``text``
                as given in any case.
            restore: The text is written without accents: put them back for the analysis. Spans
                stay slices of ``text`` as given.
            reference: The day of the text (``"2025-05-24"``, ``"2025-05"`` or ``"2025"``), for
                dates: missing years are filled in and "hôm qua" gets its day.

        Returns:
            The document. Every span of it is a slice of ``text`` as given.

        Raises:
            InvalidTextError: If ``text`` is not a str.
            TextTooLongError: If ``text`` is over the pipeline's limit.
            InvalidOptionError: If there is no layer of a name.
            StageError: If a stage that was replaced gives what it must not.

        Example:
            >>> doc = Pipeline().analyze("Trời mưa. Bà Lê Thị Mai về Huế.", layers=["sentences"])
            >>> [s.text for s in doc.sentences], [p.name for p in doc.people]
            (['Trời mưa.', 'Bà Lê Thị Mai về Huế.'], ['Lê Thị Mai'])
        """
        check_choice("layout", layout, LAYOUTS)
        check_choice("source", source, SOURCES)
        check_flag("restore", restore)
        day = _check_reference(reference)
        text = check_text(text, self.max_chars)
        names = check_layers(layers)
        ((reading, made),) = self._columns(
            [text], names, (layout, source), restore=restore, reference=day
        )
        return self._document(text, reading, made)

    def __call__(
        self,
        text: str,
        *,
        layers: Iterable[str] | None = None,
        layout: Layout = "auto",
        source: Source = "plain",
        restore: bool = False,
        reference: str | None = None,
    ) -> Document:
        """The same as `analyze`, so that a pipeline is called as those of other toolkits are.

        Example:
            >>> nlp = Pipeline()
            >>> [e.text for e in nlp("Bà Lê Thị Mai về Huế.").ents]
            ['Lê Thị Mai', 'Huế']
        """
        return self.analyze(
            text,
            layers=layers,
            layout=layout,
            source=source,
            restore=restore,
            reference=reference,
        )

    def words(self, text: str) -> list[str]:
        """Splits one text into words, without the later stages.

        Raises:
            InvalidTextError: If ``text`` is not a str.
            TextTooLongError: If ``text`` is over the pipeline's limit.
        """
        return self.analyze(text, layers=("words",)).words.texts()

    def pipe(
        self,
        texts: Iterable[str],
        *,
        layers: Iterable[str] | None = None,
        layout: Layout = "auto",
        source: Source = "plain",
        n_process: int = 1,
        batch_size: int = BATCH_CHARS,
    ) -> Iterator[Document]:
        """Analyses many texts, in batches.

        Args:
            texts: The texts; read as they are needed.
            layers: Names of the layers to make, as for `analyze`.
            layout: How lines are meant, as for `analyze`.
            source: What the texts are, as for `analyze`.
            n_process: Processes to use. With more than one the pipeline must be picklable.
            batch_size: Characters to join into one batch.

        Yields:
            The documents, in the order of the texts.

        Raises:
            InvalidTextError: If ``texts`` is not several texts, or one of them is not a str; the
                message says which.
            TextTooLongError: If a text is over the pipeline's limit.
            InvalidOptionError: If ``n_process`` or ``batch_size`` is no whole number above 0, or
                there is no layer of a name.
        """
        check_count("n_process", n_process)
        check_count("batch_size", batch_size)
        check_choice("layout", layout, LAYOUTS)
        check_choice("source", source, SOURCES)
        names = check_layers(layers)
        checked, how = check_texts(texts, self.max_chars), (layout, source)
        return self._pipe(checked, names, how, n_process, batch_size)

    def _pipe(
        self,
        texts: Iterable[str],
        layers: tuple[str, ...],
        how: tuple[str, str],
        n_process: int,
        batch_size: int,
    ) -> Iterator[Document]:
        batches = _batches(texts, batch_size)
        if n_process == 1:
            for batch in batches:
                yield from self._documents(batch, self._columns(batch, layers, how))
            return
        from collections import deque
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(n_process) as pool:
            waiting: deque[tuple[list[str], Any]] = deque()
            try:
                for batch in batches:
                    waiting.append((batch, pool.submit(self._columns, batch, layers, how)))
                    if len(waiting) >= 2 * n_process:
                        done, job = waiting.popleft()
                        yield from self._documents(done, job.result())
                while waiting:
                    done, job = waiting.popleft()
                    yield from self._documents(done, job.result())
            finally:
                for _, job in waiting:
                    job.cancel()

    def _columns(
        self,
        texts: list[str],
        layers: tuple[str, ...],
        how: tuple[str, str],
        *,
        restore: bool = False,
        reference: str = "",
    ) -> list[tuple[Reading, dict[str, Any]]]:
        """For each text how it is read (layout and source), and its layers as columns."""
        readings = read_texts(texts, layout=how[0], source=how[1])
        if restore:
            from vntext.text.accents import restore_diacritics

            # one letter becomes one letter, so the alignment stays as it is
            readings = [replace(r, text=restore_diacritics(r.text)) for r in readings]
        if reference:
            readings = [replace(r, reference=reference) for r in readings]
        twins, blocks = [r.text for r in readings], [r.blocks for r in readings]
        batch = Batch(self._stages.table, twins, blocks=blocks, reference=reference)
        made = batch.columns(layers)
        return list(zip(readings, made, strict=True))

    def _documents(
        self, texts: list[str], found: list[tuple[Reading, dict[str, Any]]]
    ) -> Iterator[Document]:
        for text, (reading, made) in zip(texts, found, strict=True):
            yield self._document(text, reading, made)

    def _document(self, text: str, reading: Reading, made: dict[str, Any]) -> Document:
        return Document.of_layers(text, TextLayers(text, reading, self._stages, made))


def _check_reference(reference: str | None) -> str:
    """The day of a text as its caller says it, ``""`` for none."""
    if reference is None:
        return ""
    from vntext.values.dates import read_reference

    read_reference(reference)
    return reference


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    n = 0
    for text in texts:
        if batch and n + len(text) > size:
            yield batch
            batch, n = [], 0
        batch.append(text)
        n += len(text)
    if batch:
        yield batch


@cache
def default_pipeline() -> Pipeline:
    """The pipeline behind the functions of the package; made once."""
    return Pipeline()


def _default_stages() -> Stages:
    return default_pipeline()._stages


def analyze(
    text: str,
    *,
    layers: Iterable[str] | None = None,
    layout: Layout = "auto",
    source: Source = "plain",
    restore: bool = False,
    reference: str | None = None,
) -> Document:
    """Analyses one text with the default pipeline.

    Args:
        text: Any text; empty text gives an empty document.
        layers: Names of the layers to make now, of `vntext.document.ALL_LAYERS`; by default all but
            people and summary. Every other layer is made when it is looked at, and holds the same
            then.
        layout: ``"auto"`` joins lines that were broken where a page ended; ``"lines"`` joins none,
            ``"wrapped"`` all within paragraphs. What was done is in ``doc.layout``.
        source: What ``text`` is: ``"plain"``, ``"html"`` or ``"markdown"``, whose tags and signs
            are passed over, or ``"auto"`` to find it out. Spans are slices of ``text`` as given in
            any case.
        restore: The text is written without accents: put them back for the analysis. Spans stay
            slices of ``text`` as given.
        reference: The day of the text (``"2025-05-24"``, ``"2025-05"`` or ``"2025"``), for dates:
            missing years are filled in and "hôm qua" gets its day.

    Returns:
        The document: words, sentences, people and their titles, organisations, places, dates,
        legal references and a summary, each a span of ``text`` as given.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` has more than `MAX_CHARS` characters.
        InvalidOptionError: If there is no layer of a name.

    Example:
        >>> doc = analyze("Sáng 24/5, đồng chí Lê Văn An dự hội nghị tại Hà Nội.")
        >>> [(e.text, e.label) for e in doc.entities]
        [('24/5', 'DATE'), ('Lê Văn An', 'PERSON'), ('Hà Nội', 'LOC')]
    """
    return default_pipeline().analyze(
        text,
        layers=layers,
        layout=layout,
        source=source,
        restore=restore,
        reference=reference,
    )


def pipe(
    texts: Iterable[str],
    *,
    layers: Iterable[str] | None = None,
    layout: Layout = "auto",
    source: Source = "plain",
    n_process: int = 1,
    batch_size: int = BATCH_CHARS,
) -> Iterator[Document]:
    """Analyses many texts with the default pipeline; see `Pipeline.pipe`."""
    return default_pipeline().pipe(
        texts,
        layers=layers,
        layout=layout,
        source=source,
        n_process=n_process,
        batch_size=batch_size,
    )

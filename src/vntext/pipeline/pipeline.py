"""`Pipeline`: one text, or a stream of them, through the stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vntext.bulk.failures import check_policy
from vntext.bulk.signature import typed
from vntext.checks import (
    MAX_CHARS,
    check_count,
    check_flag,
    check_many,
    check_method,
    check_processes,
    check_seconds,
    check_text,
)
from vntext.document import Document
from vntext.errors import InvalidOptionError
from vntext.layers import Batch, Stages, TextLayers
from vntext.lexicon import check_lexicon
from vntext.pipeline.columns import Columns
from vntext.pipeline.options import BATCH_CHARS, check_layers, check_reading, check_reference
from vntext.text.reading import Reading, read_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from vntext.bulk.failures import OnError
    from vntext.lexicon import Lexicon
    from vntext.pipeline.options import Layout, Restore, Source
    from vntext.stages import EntityTagger, SentenceScorer, SentenceSplitter, WordSegmenter

__all__ = ["Pipeline"]


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
        restore: Restore = False,
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
            restore: ``"always"`` (or True) puts accents back for the analysis, in a text that is
                written without them; ``"auto"`` does so where a text has lost them; ``"never"`` (or
                False) leaves all as it is. Spans stay slices of ``text`` as given; ``doc.restored``
                says what was done.
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
        check_reading(layout, source, restore)
        day = check_reference(reference)
        text = check_text(text, self.max_chars)
        names = check_layers(layers)
        ((reading, made),) = self._columns(
            [text], names, (layout, source), restore=restore, references=[day]
        )
        return self._document(text, reading, made)

    def __call__(
        self,
        text: str,
        *,
        layers: Iterable[str] | None = None,
        layout: Layout = "auto",
        source: Source = "plain",
        restore: Restore = False,
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

    @typed
    def pipe(
        self,
        texts: Iterable[Any],
        *,
        layers: Iterable[str] | None = None,
        layout: Layout = "auto",
        source: Source = "plain",
        restore: Restore = False,
        reference: str | Callable[[Any], Any] | None = None,
        as_tuples: bool = False,
        ids: Iterable[Any] | None = None,
        on_error: OnError = "raise",
        n_process: int = 1,
        batch_size: int = BATCH_CHARS,
        timeout: float | None = None,
        progress: bool = False,
    ) -> Iterator[Any]:
        """Analyses many texts, in batches.

        Args:
            texts: The texts; read as they are needed. A text that is None is a bad one.
            layers: Names of the layers to make, as for `analyze`.
            layout: How lines are meant, as for `analyze`.
            source: What the texts are, as for `analyze`.
            restore: Put accents back for the analysis, as for `analyze`.
            reference: The day of all texts, as for `analyze`; or a function that gives the day of a
                text, called with its context (``as_tuples``) or its id (``ids``). It may give a
                date, a day with a time behind it, or None.
            as_tuples: ``texts`` are pairs of a text and its context, and pairs of a document and
                that context are yielded.
            ids: One id for each text: pairs of a document and its id are yielded.
            on_error: What becomes of a text that cannot be analysed (wrong type, None, too long, a
                stage failed, a time limit, a worker that died of it), and of it alone: ``"raise"``
                raises the error once the documents before it have been yielded, ``"skip"`` yields
                nothing for it, ``"return"`` yields a `Failure` in the place of its document, and a
                function is called with the `Failure` and the text skipped.
            n_process: Processes to use; -1 for one on each core. With more than one the pipeline
                must be picklable, and a script must call this under
                ``if __name__ == "__main__":`` unless processes are forked.
            batch_size: Characters to join into one batch.
            timeout: Seconds that one text may take; needs more than one process. A batch gets as
                much for all its texts, and each of them alone if that was not enough: far below a
                second that costs speed.
            progress: Show a bar of tqdm on stderr.

        Yields:
            The documents, in the order of the texts; pairs with ``as_tuples`` or ``ids``.

        Raises:
            InvalidTextError: If ``texts`` is not several texts, or one of them is not a str; the
                message says which.
            TextTooLongError: If a text is over the pipeline's limit.
            StageError: If a stage that was replaced gives what it must not.
            TextTimeoutError: If a text took longer than ``timeout``.
            WorkerError: If worker processes died of a text, or none can be started. One that dies
                by chance is replaced, and its texts are analysed again.
            InvalidOptionError: If an option has a value that it cannot have, or there are more or
                fewer ids than texts.
            MissingExtraError: If ``progress`` is asked for and tqdm is not installed.

        Example:
            >>> rows = [("Bà Lê Thị Mai về Huế.", 7), (None, 8)]
            >>> for doc, number in Pipeline().pipe(rows, as_tuples=True, on_error="skip"):
            ...     print(number, doc.people[0])
            7 Lê Thị Mai
        """
        n_process = check_processes(n_process)
        check_count("batch_size", batch_size)
        check_reading(layout, source, restore)
        check_flag("as_tuples", as_tuples)
        check_flag("progress", progress)
        check_policy(on_error)
        check_seconds("timeout", timeout)
        if timeout is not None and n_process == 1:
            raise InvalidOptionError("timeout needs processes that can be ended: n_process=2")
        if as_tuples and ids is not None:
            raise InvalidOptionError("as_tuples and ids do not go together")
        check_many("texts", texts, "pairs" if as_tuples else "str")
        if ids is not None:
            check_many("ids", ids, "ids", InvalidOptionError)
        dated = reference if callable(reference) else None
        if dated is not None and not as_tuples and ids is None:
            raise InvalidOptionError("a function for reference needs as_tuples or ids")
        day = None if callable(reference) else check_reference(reference)
        function = Columns(self, check_layers(layers), (layout, source), restore, day)
        from vntext.bulk.pipe import Stream
        from vntext.bulk.progress import check_bar
        from vntext.bulk.stream import chunks, entries, sized

        if progress:
            check_bar()
        pairs = as_tuples or ids is not None
        stream = Stream(function.found, function, function.document, on_error, pairs)
        rows = entries(texts, ids, pairs=as_tuples)
        cut = chunks(rows, batch_size, self.max_chars, dated)
        return stream.run(cut, n_process, timeout, sized(texts, ids), progress=progress)

    def _columns(
        self,
        texts: list[str],
        layers: tuple[str, ...],
        how: tuple[str, str],
        *,
        restore: Restore = False,
        references: Sequence[str],
    ) -> list[tuple[Reading, dict[str, Any]]]:
        """For each text how it is read (layout and source), and its layers as columns."""
        readings = read_texts(texts, layout=how[0], source=how[1], restore=restore)
        if any(references):
            pairs = zip(readings, references, strict=True)
            readings = [replace(r, reference=day) if day else r for r, day in pairs]
        twins, blocks = [r.text for r in readings], [r.blocks for r in readings]
        openings = [r.openings for r in readings]
        batch = Batch(
            self._stages.table, twins, blocks=blocks, references=references, openings=openings
        )
        made = batch.columns(layers)
        batch.add_persons(made)
        return list(zip(readings, made, strict=True))

    def _document(self, text: str, reading: Reading, made: dict[str, Any]) -> Document:
        return Document.of_layers(text, TextLayers(text, reading, self._stages, made))


def _default_stages() -> Stages:
    # that pipeline is one of these
    from vntext.pipeline.default import default_pipeline

    return default_pipeline()._stages

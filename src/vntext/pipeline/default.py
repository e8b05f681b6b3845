"""The default pipeline, and the functions of the package that call it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.bulk.signature import typed
from vntext.pipeline.options import BATCH_CHARS
from vntext.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vntext.bulk.failures import OnError
    from vntext.document import Document
    from vntext.pipeline.options import Layout, Restore, Source

__all__ = ["analyze", "default_pipeline", "pipe"]


@cache
def default_pipeline() -> Pipeline:
    """The pipeline behind the functions of the package; made once."""
    return Pipeline()


def analyze(
    text: str,
    *,
    layers: Iterable[str] | None = None,
    layout: Layout = "auto",
    source: Source = "plain",
    restore: Restore = False,
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
        restore: ``"always"`` (or True) puts accents back for the analysis, in a text that is
            written without them; ``"auto"`` does so where a text has lost them; ``"never"`` (or
            False) leaves all as it is. Spans stay slices of ``text`` as given; ``doc.restored``
            says what was done.
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


@typed
def pipe(
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
    """Analyses many texts with the default pipeline, in batches.

    Args:
        texts: The texts; read as they are needed. A text that is None is a bad one.
        layers: Names of the layers to make, as for `analyze`.
        layout: How lines are meant, as for `analyze`.
        source: What the texts are, as for `analyze`.
        restore: Put accents back for the analysis, as for `analyze`.
        reference: The day of all texts, as for `analyze`; or a function that gives the day of a
            text, called with its context (``as_tuples``) or its id (``ids``). It may give a date, a
            day with a time behind it, or None.
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
        >>> for doc in pipe(["Ông Lê An đến.", "Bà Trần Bình về."]):
        ...     print(doc.people[0])
        Lê An
        Trần Bình
        >>> from vntext import Document
        >>> texts = ["Trời mưa.", None, "Gió to."]
        >>> [str(out) if isinstance(out, Document) else str(out.error)
        ...  for out in pipe(texts, on_error="return")]
        ['Trời mưa.', 'texts[1] must be a str, not NoneType', 'Gió to.']
    """
    options: dict[str, Any] = {"as_tuples": as_tuples, "ids": ids, "on_error": on_error}
    return default_pipeline().pipe(
        texts,
        layers=layers,
        layout=layout,
        source=source,
        restore=restore,
        reference=reference,
        n_process=n_process,
        batch_size=batch_size,
        timeout=timeout,
        progress=progress,
        **options,
    )

"""The pipeline: orders the stages, joins texts into batches, carries spans back to the originals.

Every stage is a plain function on one normalised text. For a batch the normalised texts are joined
with line breaks, each stage runs once, and the result is cut per document; no stage lets a span
cross a line break, so one text or a thousand in a call give the same result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from vntext._batch import Batch, apart, cut_rows, paragraphs_of, with_own, words_of
from vntext.checks import (
    MAX_CHARS,
    check_count,
    check_flag,
    check_lexicon,
    check_method,
    check_text,
    check_texts,
)
from vntext.document import (
    Document,
    Entity,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    Title,
)
from vntext.text.unicode import Twin, normalized_twin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.entities.types import Found, TaggerInput
    from vntext.lexicon import Lexicon
    from vntext.spans import Spans

__all__ = ["MAX_CHARS", "EntityTagger", "Pipeline", "WordSegmenter", "analyze", "pipe"]

BATCH_CHARS = 200_000
"""Characters that `Pipeline.pipe` joins into one batch."""


@runtime_checkable
class WordSegmenter(Protocol):
    """Finds the words of a normalised text."""

    def segment(self, text: str, protected: Spans) -> Spans:
        """Returns the words.

        Args:
            text: A normalised text, or several joined by line breaks.
            protected: Spans that no word border may lie inside of.

        Returns:
            Words in order, which together cover all characters that are not white space, none
            with a line break inside; `StageError` is raised for others.
        """
        ...


@runtime_checkable
class EntityTagger(Protocol):
    """Finds people, titles, organisations and places in a batch."""

    def tag(self, batch: TaggerInput) -> list[Found]:
        """Returns the entities; overlaps are settled by `vntext.decide.merge`.

        Each lies in the text and on one line; its label is PERSON, TITLE, ORG, LOC or DATE, its
        score from 0 to 1. `StageError` is raised for others.
        """
        ...


@runtime_checkable
class SentenceScorer(Protocol):
    """Scores the sentences of a document for its summary."""

    def score(self, text: str, sentences: Sequence[Sentence], title: str) -> list[float]:
        """Returns a finite number per sentence; higher is better."""
        ...


class Pipeline:
    """The stages, each of which can be replaced.

    Args:
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
        segmenter: WordSegmenter | None = None,
        tagger: EntityTagger | None = None,
        scorer: SentenceScorer | None = None,
        lexicon: Lexicon | None = None,
        max_chars: int = MAX_CHARS,
    ) -> None:
        check_method("segmenter", segmenter, "segment")
        check_method("tagger", tagger, "tag")
        check_method("scorer", scorer, "score")
        check_lexicon(lexicon)
        check_count("max_chars", max_chars)
        # what a stage of the user gives is checked; the library's own are proved by tests
        self._segmenter = _default_segmenter(lexicon)
        self._tagger = _default_tagger()
        self._scorer: SentenceScorer | None = None
        if segmenter is not None or tagger is not None or scorer is not None:
            self._replace(segmenter, tagger, scorer)
        self._lexicon = lexicon
        self.max_chars = max_chars

    def _replace(
        self,
        segmenter: WordSegmenter | None,
        tagger: EntityTagger | None,
        scorer: SentenceScorer | None,
    ) -> None:
        from vntext.stages import CheckedScorer, CheckedSegmenter, CheckedTagger

        if segmenter is not None:
            self._segmenter = CheckedSegmenter(segmenter)
        if tagger is not None:
            self._tagger = CheckedTagger(tagger)
        if scorer is not None:
            self._scorer = CheckedScorer(scorer)

    def analyze(self, text: str, *, restore: bool = False) -> Document:
        """Analyses one text.

        Args:
            text: Any text; empty text gives an empty document.
            restore: The text is written without accents: put them back for the analysis. Spans
                stay slices of ``text`` as given.

        Returns:
            The document. Every span of it is a slice of ``text`` as given.

        Raises:
            InvalidTextError: If ``text`` is not a str.
            TextTooLongError: If ``text`` is over the pipeline's limit.
            StageError: If a stage that was replaced gives what it must not.
        """
        check_flag("restore", restore)
        return self._run([check_text(text, self.max_chars)], restore=restore)[0]

    def words(self, text: str) -> list[str]:
        """Splits one text into words, without the later stages.

        Raises:
            InvalidTextError: If ``text`` is not a str.
            TextTooLongError: If ``text`` is over the pipeline's limit.
        """
        from vntext.split.protect import find_protected

        twin = normalized_twin(check_text(text, self.max_chars))
        spans = self._segmenter.segment(twin.text, find_protected(twin.text)).pairs()
        back = twin.alignment.span_to_original
        return [text[a:b] for a, b, _ in apart(spans, back)]

    def pipe(
        self,
        texts: Iterable[str],
        *,
        n_process: int = 1,
        batch_size: int = BATCH_CHARS,
    ) -> Iterator[Document]:
        """Analyses many texts, in batches.

        Args:
            texts: The texts; read as they are needed.
            n_process: Processes to use. With more than one the pipeline must be picklable.
            batch_size: Characters to join into one batch.

        Yields:
            The documents, in the order of the texts.

        Raises:
            InvalidTextError: If ``texts`` is not several texts, or one of them is not a str; the
                message says which.
            TextTooLongError: If a text is over the pipeline's limit.
            InvalidOptionError: If ``n_process`` or ``batch_size`` is no whole number above 0.
        """
        check_count("n_process", n_process)
        check_count("batch_size", batch_size)
        return self._pipe(check_texts(texts, self.max_chars), n_process, batch_size)

    def _pipe(self, texts: Iterable[str], n_process: int, batch_size: int) -> Iterator[Document]:
        batches = self._batches(texts, batch_size)
        if n_process == 1:
            for batch in batches:
                yield from self._run(batch)
            return
        from collections import deque
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(n_process) as pool:
            waiting: deque[Any] = deque()
            try:
                for batch in batches:
                    waiting.append(pool.submit(self._run, batch))
                    if len(waiting) >= 2 * n_process:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                for job in waiting:
                    job.cancel()

    def _batches(self, texts: Iterable[str], size: int) -> Iterator[list[str]]:
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

    def _run(self, texts: list[str], *, restore: bool = False) -> list[Document]:
        twins = [normalized_twin(t) for t in texts]
        if restore:
            from vntext.text.accents import restore_diacritics

            # one letter becomes one letter, so the alignment stays as it is
            twins = [Twin(restore_diacritics(t.text), t.alignment) for t in twins]
        batch = self._layers(twins)
        starts = {
            "sentences": [s[0] for s in batch.sentences],
            "paragraphs": [p[0] for p in batch.paragraphs],
            "legal": [r.start for r in batch.legal],
            "found": [f.start for f in batch.found],
        }
        out = []
        for text, twin, (a, b) in zip(texts, twins, batch.bounds, strict=True):
            part = {
                name: cut_rows(getattr(batch, name), column, a, b)
                for name, column in starts.items()
            }
            part["words"] = batch.words.between(a, b + 1)
            out.append(self._document(text, twin, a, part))
        return out

    def _layers(self, twins: list[Twin]) -> Batch:
        from vntext.decide.complete import add_degrees, complete_committees, complete_units
        from vntext.decide.merge import drop_lonely_titles, merge
        from vntext.entities.byline import find_authors
        from vntext.entities.dates import find_dates
        from vntext.entities.types import Found, TaggerInput
        from vntext.legal.find import find_references
        from vntext.spans import Spans
        from vntext.split.protect import iter_protected
        from vntext.split.sentences import split_sentences

        bounds, pos = [], 0
        for t in twins:
            bounds.append((pos, pos + len(t.text)))
            pos += len(t.text) + 1
        text = "\n".join(t.text for t in twins)
        protected = with_own(list(iter_protected(text)), self._lexicon, text)
        columns = Spans.of((p.start, p.end) for p in protected)
        sentences = split_sentences(text, protected)
        words = self._segmenter.segment(text, columns)
        paragraphs = paragraphs_of(twins, bounds, sentences)
        legal = find_references(text)
        fixed = [Found(r.start, r.end, "LAW", r.rule) for r in legal if r.end > r.start]
        fixed += [Found(d.start, d.end, "DATE", d.rule) for d in find_dates(text)]
        for a, b, role, _ in paragraphs:
            if role == "byline":
                fixed += find_authors(text, a, b)
        if self._lexicon is not None:
            fixed += [Found(*row, "lexicon") for row in self._lexicon.find_entities(text)]
        found = self._tagger.tag(
            TaggerInput(
                text,
                Spans.of(bounds),
                Spans.of((a, b) for a, b, _ in sentences),
                columns,
                fixed,
                words,
            )
        )
        merged = complete_committees(text, merge([*fixed, *found]))
        merged = add_degrees(text, complete_units(text, merged))
        entities = drop_lonely_titles(merged, [(a, b) for a, b, _ in sentences])
        return Batch(text, bounds, protected, sentences, words, paragraphs, legal, entities)

    def _document(self, text: str, twin: Twin, base: int, part: dict[str, Any]) -> Document:
        from vntext.people.find import find_people

        back = twin.alignment.span_to_original

        def cut(kind: Any, start: int, end: int, *fields: Any, **named: Any) -> Any:
            a, b = back(start, end)
            return kind(a, b, text[a:b], *fields, **named)

        lines = [(a - base, b - base, role, reason) for a, b, role, reason in part["paragraphs"]]
        sents = [(a - base, b - base, rule) for a, b, rule in part["sentences"]]
        found = [replace(f, start=f.start - base, end=f.end - base) for f in part["found"]]
        legal = [replace(r, start=r.start - base, end=r.end - base) for r in part["legal"]]
        paragraphs = tuple(
            Paragraph(a, b, text[a:b], *line[2:]) for a, b, line in apart(lines, back)
        )
        sentences = tuple(Sentence(a, b, text[a:b], s[2]) for a, b, s in apart(sents, back))
        people = tuple(
            Person(
                p.name,
                tuple(cut(Span, a, b) for a, b in p.mentions),
                tuple(
                    cut(
                        Title,
                        t.start,
                        t.end,
                        cut(Span, *t.organization) if t.organization else None,
                    )
                    for t in p.titles
                ),
                p.role,
            )
            for p in find_people(
                twin.text,
                found,
                [(a, b) for a, b, _ in sents],
                [(a, b, role) for a, b, role, _ in lines],
            )
        )
        references = []
        for r in legal:
            a, b = back(r.start, r.end)
            references.append(replace(r, start=a, end=b, text=text[a:b]))
        return Document(
            text=text,
            paragraphs=paragraphs,
            sentences=sentences,
            words=words_of(text, part["words"], twin.alignment),
            entities=tuple(cut(Entity, f.start, f.end, f.label, f.rule, f.score) for f in found),
            people=people,
            legal_references=tuple(references),
            summary=self._summary(text, paragraphs, sentences),
        )

    def _summary(
        self, text: str, paragraphs: tuple[Paragraph, ...], sentences: tuple[Sentence, ...]
    ) -> Summary:
        from vntext.summary.api import summarize_document

        return summarize_document(text, paragraphs, sentences, scorer=self._scorer)


def _default_segmenter(lexicon: Lexicon | None) -> WordSegmenter:
    from vntext.words.segmenter import TableSegmenter

    return TableSegmenter(lexicon)


def _default_tagger() -> EntityTagger:
    from vntext.entities.tagger import TableTagger

    return TableTagger()


@cache
def default_pipeline() -> Pipeline:
    """The pipeline behind the functions of the package; made once."""
    return Pipeline()


def analyze(text: str, *, restore: bool = False) -> Document:
    """Analyses one text with the default pipeline.

    Args:
        text: Any text; empty text gives an empty document.
        restore: The text is written without accents: put them back for the analysis. Spans stay
            slices of ``text`` as given.

    Returns:
        The document: words, sentences, people and their titles, organisations, places, dates,
        legal references and a summary, each a span of ``text`` as given.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` has more than `MAX_CHARS` characters.

    Example:
        >>> doc = analyze("Sáng 24/5, đồng chí Lê Văn An dự hội nghị tại Hà Nội.")
        >>> [(e.text, e.label) for e in doc.entities]
        [('24/5', 'DATE'), ('Lê Văn An', 'PERSON'), ('Hà Nội', 'LOC')]
    """
    return default_pipeline().analyze(text, restore=restore)


def pipe(
    texts: Iterable[str], *, n_process: int = 1, batch_size: int = BATCH_CHARS
) -> Iterator[Document]:
    """Analyses many texts with the default pipeline; see `Pipeline.pipe`."""
    return default_pipeline().pipe(texts, n_process=n_process, batch_size=batch_size)

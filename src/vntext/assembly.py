"""The stages of a pipeline put together: what each layer needs, and what makes it."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from vntext.layers import Stage, Stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vntext.entities.types import Found
    from vntext.layers import Batch
    from vntext.legal.found import Found as Reference
    from vntext.lexicon import Lexicon
    from vntext.spans import Spans
    from vntext.split.protect import Protected
    from vntext.stages import EntityTagger, SentenceScorer, SentenceSplitter, WordSegmenter
    from vntext.tokens.column import Tokens

__all__ = ["assemble"]

_FIRST = itemgetter(0)


def assemble(
    splitter: SentenceSplitter | None = None,
    segmenter: WordSegmenter | None = None,
    tagger: EntityTagger | None = None,
    scorer: SentenceScorer | None = None,
    lexicon: Lexicon | None = None,
    *,
    home: Callable[[], Stages] | None = None,
) -> Stages:
    """Puts the stages together.

    What a stage of the user gives is checked; the library's own are proved by tests.

    Args:
        splitter: Finds sentences; the library's own by default, as for all stages.
        segmenter: Finds words.
        tagger: Finds people, titles, organisations and places.
        scorer: Scores sentences for the summary.
        lexicon: Own words, abbreviations and entities.
        home: See `Stages`.
    """
    rows = [
        Stage("protected", (), _protected(lexicon)),
        Stage("sentences", ("protected",), _sentences(splitter)),
        Stage("shields", ("protected",), _shields),
        Stage("words", ("protected",), _words(segmenter, lexicon)),
        Stage("tokens", ("words",), _tokens),
        Stage("lines", (), _lines),
        Stage("paragraphs", ("lines",), _paragraphs),
        Stage("bylines", (), _bylines),
        Stage("legal_references", (), _references),
        Stage("calendar", (), _calendar),
        Stage(
            "entities",
            (
                *("protected", "shields", "sentences", "words", "tokens"),
                *("bylines", "legal_references", "calendar"),
            ),
            _entities(tagger, lexicon),
        ),
        Stage("people", ("entities", "sentences", "bylines"), _people),
        Stage("summary", ("paragraphs", "sentences"), _summary(scorer)),
        *_values(),
    ]
    return Stages({row.gives: row for row in rows}, home)


def _protected(lexicon: Lexicon | None) -> Callable[..., Any]:
    def run(batch: Batch) -> list[Protected]:
        from vntext.split.given import code_of, with_given
        from vntext.split.protect import Protected, iter_protected

        found = list(iter_protected(batch.text))
        if lexicon is not None:
            own = lexicon.find_abbreviations(batch.text)
            found = with_given(found, [Protected(a, b, "abbreviation") for a, b in own])
        return with_given(found, code_of(batch.bounds, batch.blocks))

    return run


def _sentences(splitter: SentenceSplitter | None) -> Callable[..., Any]:
    def run(batch: Batch, protected: list[Protected]) -> list[tuple[int, int, str]]:
        from vntext.split.sentences import split_sentences

        return split_sentences(batch.text, protected)

    if splitter is None:
        return run
    from vntext.stages import CheckedSplitter

    checked = CheckedSplitter(splitter)
    return lambda batch, protected: checked.split(batch.text, protected)


def _shields(batch: Batch, protected: list[Protected]) -> Spans:
    """The protected spans as columns."""
    from vntext.spans import Spans

    return Spans.of(protected)


def _tokens(batch: Batch, words: Spans) -> Tokens:
    """The token column."""
    from vntext.tokens.column import tokenize

    return tokenize(batch.text, words=words)


def _words(segmenter: WordSegmenter | None, lexicon: Lexicon | None) -> Callable[..., Any]:
    if segmenter is not None:
        from vntext.stages import CheckedSegmenter

        checked = CheckedSegmenter(segmenter)
        return lambda batch, protected: checked.segment(batch.text, _shields(batch, protected))
    from vntext.words.segmenter import TableSegmenter

    own = TableSegmenter(lexicon)
    return lambda batch, protected: own.words(batch.text, protected)


def _lines(batch: Batch) -> list[tuple[int, list[tuple[int, int]], Any]]:
    """Of each text where it begins, its lines, and the roles that rules tell.

    A role depends on its whole document: one at a time.
    """
    from vntext.legal.roles import legal_roles
    from vntext.roles.assign import rule_roles
    from vntext.roles.marked import with_rows
    from vntext.split.paragraphs import find_lines

    out = []
    for (base, end), blocks in zip(batch.bounds, batch.blocks, strict=True):
        text = batch.text[base:end]
        lines = find_lines(text)
        legal = legal_roles(text, lines)
        if legal and blocks:
            legal = with_rows(legal, lines, blocks)
        out.append((base, lines, legal or rule_roles(text, lines, blocks)))
    return out


def _paragraphs(
    batch: Batch, texts: list[tuple[int, list[tuple[int, int]], Any]]
) -> list[tuple[int, int, str, str]]:
    """Paragraphs with role and reason."""
    from vntext.roles.assign import weigh_roles

    return [
        (a + base, b + base, role, reason)
        for base, lines, told in texts
        for (a, b), (role, reason) in zip(
            lines, told if type(told) is list else weigh_roles(told), strict=True
        )
    ]


def _bylines(batch: Batch) -> list[tuple[int, int, str]]:
    """Paragraphs with the role of the bylines, which rules tell alone, and no other."""
    known = batch.made("paragraphs")
    if known is not None:
        return [(a, b, role if role == "byline" else "") for a, b, role, _ in known]
    return [
        (a + base, b + base, "byline" if role == "byline" else "")
        for base, lines, told in batch.layer("lines")
        for (a, b), role in zip(
            lines,
            [role for role, _ in told] if type(told) is list else [x.role for x in told.lines],
            strict=True,
        )
    ]


def _references(batch: Batch) -> list[Any]:
    from vntext.legal.find import find_rows
    from vntext.legal.headings import without_headings

    return without_headings(batch.text, find_rows(batch.text, batch.bounds), batch.bounds)


def _calendar(batch: Batch) -> list[Any]:
    from vntext.entities.dates import find_dates

    return find_dates(batch.text)


def _entities(tagger: EntityTagger | None, lexicon: Lexicon | None) -> Callable[..., Any]:
    def tagger_of() -> EntityTagger:
        # asked for when entities are: words alone load no tagger
        if tagger is None:
            from vntext.entities.tagger import TableTagger

            return TableTagger()
        from vntext.stages import CheckedTagger

        return CheckedTagger(tagger)

    def run(
        batch: Batch,
        protected: list[Protected],
        shields: Spans,
        sentences: list[tuple[int, int, str]],
        words: Spans,
        tokens: Tokens,
        bylines: list[tuple[int, int, str]],
        references: list[Reference],
        dates: list[Any],
    ) -> list[Found]:
        from vntext.decide.addresses import outside_addresses
        from vntext.decide.decide import decide
        from vntext.decide.openings import without_opening_words
        from vntext.decide.options import without_letters
        from vntext.entities.byline import find_authors
        from vntext.entities.types import Found, TaggerInput
        from vntext.spans import Spans
        from vntext.tokens.column import tokenize
        from vntext.words.bare import with_accents

        text = batch.text
        grammars = [Found(r.start, r.end, "LAW", r.rule) for r in references if r.end > r.start]
        grammars += [Found(d.start, d.end, "DATE", d.rule) for d in dates]
        authors: list[Found] = []
        for a, b, role in bylines:
            if role:
                authors += find_authors(text, a, b)
        known: list[Found] = []
        if lexicon is not None:
            known = [Found(*row, "lexicon") for row in lexicon.find_entities(text)]
        # names in lines without accents are found in their reading with accents, of the same length
        read = with_accents(text) if tagger is None else text
        if read != text:
            tokens = tokenize(read, words=words)
        found = tagger_of().tag(
            TaggerInput(
                read,
                Spans.of(batch.bounds),
                Spans.of(sentences),
                shields,
                [*grammars, *authors, *known],
                words,
            )
        )
        decided = decide(
            read,
            found,
            words,
            [(a, b) for a, b, _ in sentences],
            lexicon=known,
            grammars=grammars,
            authors=authors,
            documents=[a for a, _ in batch.bounds],
            own=tagger is not None,
            tokens=tokens,
        )
        if tagger is not None:
            return decided
        decided = without_opening_words(text, decided, batch.openings)
        decided = without_letters(text, decided)
        return outside_addresses(decided, protected)

    return run


def _people(
    batch: Batch,
    entities: list[Found],
    sentences: list[tuple[int, int, str]],
    bylines: list[tuple[int, int, str]],
) -> list[Any]:
    """The people of each text."""
    from vntext.people.find import find_people

    return [
        find_people(
            text,
            [(f[0] - base, f[1] - base, f[2]) for f in found],
            [(a - base, b - base) for a, b, _ in spans],
            [(a - base, b - base, role) for a, b, role in lines],
        )
        for base, text, found, spans, lines in _each(batch, entities, sentences, bylines)
    ]


def _values() -> list[Stage]:
    """The stages of ``vntext.values``; each reads one text at a time."""

    def texts(batch: Batch, entities: Any, sentences: Any, paragraphs: Any) -> list[Any]:
        from vntext.values.rows import rows_of

        return rows_of(batch.text, batch.bounds, entities, sentences, paragraphs)

    def dates(batch: Batch, texts: Any) -> list[Any]:
        from vntext.values.run import dates_of

        return list(map(dates_of, texts, batch.references))

    def places(batch: Batch, texts: Any, dates: Any) -> list[Any]:
        from vntext.values.run import places_of

        return list(map(places_of, texts, dates, batch.references))

    def persons(batch: Batch, texts: Any, people: Any) -> list[Any]:
        from vntext.values.run import people_of

        return [people_of(rows.text, found) for rows, found in zip(texts, people, strict=True)]

    def quotes(batch: Batch, texts: Any, people: Any) -> list[Any]:
        from vntext.values.run import quotes_of

        return list(map(quotes_of, texts, people))

    def quantities(batch: Batch, texts: Any) -> list[Any]:
        from vntext.values.run import quantities_of

        return list(map(quantities_of, texts))

    def relations(batch: Batch, texts: Any, people: Any, dates: Any, quotes: Any) -> list[Any]:
        from vntext.values.run import relations_of

        return list(map(relations_of, texts, people, dates, quotes))

    return [
        Stage("texts", ("entities", "sentences", "paragraphs"), texts),
        Stage("dates", ("texts",), dates),
        Stage("places", ("texts", "dates"), places),
        Stage("persons", ("texts", "people"), persons),
        Stage("quotes", ("texts", "persons"), quotes),
        Stage("quantities", ("texts",), quantities),
        Stage("relations", ("texts", "people", "dates", "quotes"), relations),
    ]


def _summary(scorer: SentenceScorer | None) -> Callable[..., Any]:
    checked: SentenceScorer | None = None
    if scorer is not None:
        from vntext.stages import CheckedScorer

        checked = CheckedScorer(scorer)

    def run(
        batch: Batch,
        paragraphs: list[tuple[int, int, str, str]],
        sentences: list[tuple[int, int, str]],
    ) -> list[Any]:
        from vntext.summary.select import choose

        out = []
        for base, text, rows, spans in _each(batch, paragraphs, sentences):
            pairs = [(a - base, b - base) for a, b, _ in spans]
            lines = [(a - base, b - base, role, reason) for a, b, role, reason in rows]
            chosen = choose(text, lines, pairs, scores=_scores(checked, text, pairs))
            out.append([(*pairs[c.sentence], c.score, c.reason, c.shown) for c in chosen])
        return out

    return run


def _scores(scorer: SentenceScorer | None, text: str, pairs: list[tuple[int, int]]) -> Any:
    """How `choose` asks a user's scorer; None where there is none."""
    if scorer is None:
        return None
    from vntext.document import Sentence

    def ask(places: list[int], headline: str) -> Sequence[float]:
        found = [Sentence(a, b, text[a:b]) for a, b in map(pairs.__getitem__, places)]
        return scorer.score(text, found, headline)

    return ask


def _each(batch: Batch, *layers: Sequence[Any]) -> Iterator[Any]:
    """Of each text of a batch where it begins, itself and its rows of layers.

    The rows are in characters of the batch.
    """
    if len(batch.bounds) == 1:
        yield (0, batch.text, *layers)
        return
    starts = [list(map(_FIRST, rows)) for rows in layers]
    for a, b in batch.bounds:
        rows = [
            layer[bisect_left(s, a) : bisect_left(s, b)]
            for layer, s in zip(layers, starts, strict=True)
        ]
        yield (a, batch.text[a:b], *rows)

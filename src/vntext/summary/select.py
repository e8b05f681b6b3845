"""Which sentences stand for a text: the lead first, then what says most and repeats least."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vntext.summary.abstracts import as_abstract, is_short
from vntext.summary.article import headline_of
from vntext.summary.candidates import Candidate, find_candidates
from vntext.summary.contents import what_is_listed
from vntext.summary.editor import editor_weights, place_signs
from vntext.summary.features import count
from vntext.summary.fit import Chosen, fit
from vntext.summary.genre import find_genre, spoken_for
from vntext.summary.needs import needs_of
from vntext.summary.options import Budget, Options
from vntext.summary.pieces import pieces_in
from vntext.summary.preferences import preferences
from vntext.summary.results import with_result
from vntext.summary.selection import EditorSelection, Selection
from vntext.summary.signs import kinds_of_words
from vntext.summary.terms import one_line
from vntext.summary.worth import values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.summary.article import Line
    from vntext.summary.editor import EditorWeights

    Scores = Callable[[list[int], str], Sequence[float]]

__all__ = ["Chosen", "Selection", "choose"]


def _leads(found: list[Candidate], budget: Budget) -> list[int]:
    """The sentences of the lead that are kept: all, but with room for one of the body."""
    leads = [k for k, c in enumerate(found) if c.lead]
    if budget.sentences is not None and len(leads) < len(found):
        return leads[: max(1, budget.sentences - 1)]
    return leads


def choose(
    text: str,
    paragraphs: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    options: Options | None = None,
    scores: Scores | None = None,
    weights: EditorWeights | None = None,
) -> list[Chosen]:
    r"""Chooses the sentences that stand for a text.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs, in characters of ``text``: start, end, role and reason.
        sentences: Its sentences, in characters of ``text``: start and end.
        options: How long the summary may be, and what it is for.
        scores: Gives the values of some sentences, by their places and the headline; those of
            the package's scorer by default.
        weights: Other weights than those of the package, for training.

    Returns:
        The chosen ones in the order of the text. Never empty when the text has a sentence.

    Example:
        >>> text = "Mở lớp phòng cháy\nTrời nắng đẹp. Một trăm hộ học cách dùng bình chữa cháy."
        >>> paragraphs = [(0, 17, "title", "headline"), (18, 75, "body", "")]
        >>> [(c.sentence, c.reason)
        ...  for c in choose(text, paragraphs, [(0, 17), (18, 32), (33, 75)], Options(sentences=1))]
        [(2, 'score')]
    """
    options = options or Options()
    rows = paragraphs, sentences
    if options.trim and options.words is not None:
        few = replace(options, words=None, sentences=preferences().budget_sentences)
        best = _choose(text, *rows, few, scores, weights, room=options.words)
        narrow = fit(best, text, sentences, options.words)
        if narrow:
            return narrow
    return _choose(text, *rows, options, scores, weights)


def _choose(
    text: str,
    paragraphs: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    options: Options,
    scores: Scores | None,
    weights: EditorWeights | None,
    room: int | None = None,
) -> list[Chosen]:
    """As `choose`; ``room`` is what the sentences will be cut to afterwards."""
    prefer = preferences()
    heading = one_line(options.headline) if options.headline else headline_of(text, paragraphs)
    who_came = False
    if options.query:
        from vntext.summary.query import asks_who_came

        who_came = asks_who_came(options.query)
    held = pieces_in(text)
    found = find_candidates(
        text,
        paragraphs,
        sentences,
        heading,
        asked=bool(options.query),
        who_came=who_came,
        held=held,
    )
    if options.trim:
        from vntext.summary.trim import shorten

        found = [shorten(c) for c in found]
    if not found:
        return []
    genre = find_genre(text, paragraphs, heading, held)
    if genre and genre.entries and options.asks_for_one():
        place = what_is_listed(text, paragraphs, sentences)
        if place is not None:
            return [Chosen(place, 0.0, "contents", "")]
    if genre:
        asked = [(a, b) for a, b, *_ in paragraphs if genre.asks(text[a:b])]
        if question := genre.question(text):
            asked.append(question)
        starts = [sentences[c.place][0] for c in found]
        told = [
            c
            for c, start in zip(found, starts, strict=True)
            if not any(a <= start < b for a, b in asked)
        ]
        found = told or found
        # fewer sentences rather than one that a summary of this genre does without
        rest = spoken_for(found, genre)
        enough = options.says_no_budget() or len(rest) >= (options.sentences or len(found))
        if rest and enough and not options.query:
            found = rest
    budget = options.budget(sum([c.size for c in found]))
    if genre and genre.sentences and options.says_no_budget():
        budget = Budget(genre.sentences, None)
    weights = weights or editor_weights()
    keeps = options.keep_lead and not options.query and not (genre and not genre.leads)
    if keeps and budget.words is not None:
        found = _lead_cut_to(found, budget.words)
    counts = count([c.text for c in found], heading, options.query or "")
    questions: list[str] = []
    if options.query:
        from vntext.summary.query import questions_above

        starts = [sentences[c.place][0] for c in found]
        questions = questions_above(text, [(a, b) for a, b, *_ in paragraphs], starts)
    led = _leads(found, budget) if keeps else []
    kinds = kinds_of_words([c.text for c in found])
    needs = needs_of(found, kinds)
    if genre:
        for k, c in enumerate(found):
            if needs[k] and (known := genre.known_in(c.text)):
                needs[k] = [n for n in needs[k] if n.kind not in known]
    # a lead that goes on from the headline ("Đó là ý kiến của ...") is not taken for its own sake
    leads = [
        k
        for k in led
        if not (k == 0 and needs[0])
        and not found[k].leans
        and "courtesy" not in kinds[k]
        and not (genre and genre.speaks_against(found[k].text))
    ]
    loose = [k for k in led if k not in leads]
    value = values_of(
        found,
        counts,
        heading,
        options,
        scores,
        weights,
        loose,
        kinds,
        keeps=keeps,
        questions=questions,
    )
    if options.query:
        # the answer goes first: what else speaks for a sentence decides between answers
        part = prefer.values_asked
        weights = weights._replace(signs={name: part * x for name, x in weights.signs.items()})
    every_lead = [k for k, c in enumerate(found) if c.lead]
    said = counts.shares(every_lead) if every_lead else [0.0] * len(found)
    if not every_lead and scores is None and not options.query and is_short(budget, room):
        # in the place of a lead: as short and as close to the headline as leads are
        weights, value = as_abstract(weights, counts, value, budget, found, room)
    else:
        for k, row in enumerate(place_signs(found, said, news=genre is None)):
            value[k] += sum([weights.signs[name] * x for name, x in row])
    if genre:
        part = prefer.values_asked if options.query else 1.0
        value = [x + part * genre.gain_of(c.text) for x, c in zip(value, found, strict=True)]
    if not options.query:
        paints = sum("scene" in words for words in kinds) >= prefer.values_scenes
        for k, words in enumerate(kinds):
            if "courtesy" in words:
                value[k] -= prefer.values_courtesy
            if paints and "scene" in words:
                value[k] -= prefer.values_scene
    for k in leads:
        value[k] += prefer.values_lead
    longest = options.longest(budget)
    fits = [k for k, c in enumerate(found) if c.size <= longest]
    # where only trifles fit, the best sentence is cut: a summary is never empty and never beside
    # the point
    trifles = budget.words is not None and not any(found[k].size <= longest for k in leads)
    best = max(range(len(found)), key=value.__getitem__)
    if not fits or (
        trifles and max(map(value.__getitem__, fits)) < prefer.values_trifle * value[best]
    ):
        from vntext.summary.trim import clip

        return [_chosen(found[best], value[best], "cut", clip(found[best].text, longest))]
    chosen = EditorSelection(found, counts, value, budget, weights, needs)
    if len(fits) < len(found):
        short = set(fits)
        chosen.open = [k in short for k in range(len(found))]
    for i in leads:
        if chosen.fits(i) and not chosen.full():
            chosen.take(i, "lead")
    kept = [i for i in leads if i in chosen.taken]
    # fewer sentences rather than a detail, unless the caller says how many
    own = scores is None and options.says_no_budget() and not options.query
    chosen.fill(lambda i: _reason(found[i], options), prefer.values_least if own else None)
    if not options.query:
        chosen.mend(kept, lambda i: _reason(found[i], options))
    made = [_chosen(found[i], value[i], r, found[i].shown) for i, r in sorted(chosen.taken.items())]
    if genre and genre.result and not options.query:
        made = with_result(made, text, paragraphs, sentences, genre, budget.sentences)
    return made


def _lead_cut_to(found: list[Candidate], words: int) -> list[Candidate]:
    """The candidates, with the first sentence of a lead cut that is slightly over a budget."""
    k = next((k for k, c in enumerate(found) if c.lead), None)
    if k is None or not words < found[k].size <= preferences().values_slightly * words:
        return found
    from vntext.summary.trim import clip, shorten

    short = shorten(found[k], words)
    if short.size > words:
        shown = clip(short.text, words)
        short = short._replace(text=shown, shown=shown, size=words)
    return [*found[:k], short, *found[k + 1 :]]


def _reason(c: Candidate, options: Options) -> str:
    if options.query:
        return "query"
    return "directive" if c.directive else "score"


def _chosen(c: Candidate, value: float, reason: str, shown: str) -> Chosen:
    return Chosen(c.place, round(value, 4), reason, shown)

"""What sentences are worth before anything is taken: by a scorer, and by a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.summary.preferences import preferences
from vntext.summary.scorer import default_scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.summary.candidates import Candidate
    from vntext.summary.editor import EditorWeights
    from vntext.summary.features import Counts
    from vntext.summary.options import Options

    Scores = Callable[[list[int], str], Sequence[float]]

__all__ = ["values_of"]


def values_of(
    found: list[Candidate],
    counts: Counts,
    title: str,
    options: Options,
    scores: Scores | None,
    weights: EditorWeights,
    loose: Sequence[int],
    kinds: Sequence[set[str]],
    *,
    keeps: bool,
    questions: Sequence[str] = (),
) -> list[float]:
    """What each sentence is worth before anything is taken, wherever it stands.

    Args:
        found: The candidates.
        counts: Their syllables.
        title: The headline.
        options: What the summary is for.
        scores: Gives the values, by places and headline; the package's scorer where None.
        weights: What an editor goes by.
        loose: Those of a lead that are not kept for their own sake.
        kinds: What `vntext.summary.signs.kinds_of_words` found in them.
        keeps: The lead is kept.
        questions: The question above each, where one is.
    """
    prefer = preferences()
    # a lead that is kept has its own place: the scorer sees the body as if it stood alone
    body = [True] * len(found)
    if keeps:
        body = [not c.lead for c in found]
    value = [0.0] * len(found)
    places = [k for k, mine in enumerate(body) if mine]
    if scores is not None:
        places += loose
        given = list(map(float, scores([found[k].place for k in places], title))) if places else []
    else:
        given = _own_values(
            found, counts if all(body) else counts.only(body), places, weights, kinds
        )
        if loose:
            whole = _own_values(found, counts, range(len(found)), weights, kinds)
            places += loose
            given += [whole[k] for k in loose]
    for k, x in zip(places, given, strict=True):
        value[k] = x
    for k in loose:
        value[k] -= prefer.values_goes_on
    if options.query:
        from vntext.summary.query import answers

        shares = answers([c.text for c in found], options.query, questions)
        value = [
            prefer.values_asked * x + prefer.values_query * y
            for x, y in zip(value, shares, strict=True)
        ]
    return value


def _own_values(
    found: list[Candidate],
    counts: Counts,
    places: Sequence[int],
    weights: EditorWeights,
    kinds: Sequence[set[str]],
) -> list[float]:
    if not places:
        return []
    lines, words = [found[k].text for k in places], [kinds[k] for k in places]
    return default_scorer().values(counts, lines, weights, words)

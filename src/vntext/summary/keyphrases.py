"""Key phrases: the names and terms that a text is about, with every place where they stand."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from vntext.checks import check_count
from vntext.document import Document, Span
from vntext.summary.given import document_given
from vntext.summary.keyness import known_words, worth
from vntext.summary.phrases import Phrase, candidates
from vntext.summary.preferences import preferences

__all__ = ["KeyPhrase", "keyphrases"]


@dataclass(frozen=True, slots=True, repr=False)
class KeyPhrase(Span):
    """A name or term that a text is about.

    Attributes:
        start: First character of the first full mention, in characters of the text as given.
        end: End of it (exclusive).
        text: That mention as it stands in the text.
        score: Higher is better; comparable inside one text only.
        label: ``"PERSON"``, ``"ORG"``, ``"LOC"`` or ``"LAW"`` for names, ``""`` for terms.
        mentions: Every place where the phrase stands, however it is cased, those of a name also
            where a part of it stands for it ("Điện Biên" for "tỉnh Điện Biên").
    """

    score: float = 0.0
    label: str = ""
    mentions: tuple[Span, ...] = ()


def _weigh(phrase: Phrase, row: list[float]) -> float:
    """What a phrase is worth: what headline and abstract would say of it, and its length."""
    w = preferences().keyphrases
    more = 1.0
    if "title" in phrase.roles:
        more += w.in_title
    if "lead" in phrase.roles:
        more += w.in_lead
    if not phrase.label:
        if len(phrase.syllables) == 1:
            more *= w.alone
        elif len(phrase.words) == 1:
            known = known_words().get(phrase.words[0])
            more *= 1.0 if known is None or known.kind == "N" else w.verb
    return float(worth(row) ** w.power * min(len(phrase.syllables), w.long) ** w.length * more)


def _choose(phrases: list[Phrase], n: int, size: int) -> list[Phrase]:
    """The best phrases, none of which is a better one with more around it, or hardly ever apart.

    A phrase counts less by the syllables that better ones have.

    Args:
        phrases: Phrases, best first.
        n: At most so many.
        size: Characters of the text.
    """
    w = preferences().keyphrases
    chosen: list[Phrase] = []
    keys: set[tuple[str, ...]] = set()
    lengths: set[int] = set()
    said: set[str] = set()
    taken = bytearray(size)
    # a score only falls: where that of the best one did not, it is the best
    waiting = [(-p.score, k) for k, p in enumerate(phrases)]
    heapq.heapify(waiting)
    while waiting and len(chosen) < n:
        score, k = heapq.heappop(waiting)
        phrase = phrases[k]
        key = phrase.syllables
        new = sum([s not in said for s in key]) / len(key)
        now = -phrase.score * new**w.new
        if now > score:
            if new:
                heapq.heappush(waiting, (now, k))
            continue
        if any(
            key[k : k + m] in keys
            for m in lengths
            if m <= len(key)
            for k in range(len(key) - m + 1)
        ):
            continue  # a better phrase is a part of this one
        own = sum(taken.find(1, a, b) < 0 for a, b in phrase.places)
        if own < w.own_places * len(phrase.places):
            continue
        phrase.score = -now
        chosen.append(phrase)
        keys.add(key)
        lengths.add(len(key))
        said.update(key)
        for a, b in phrase.places:
            taken[a:b] = b"\1" * (b - a)
    return chosen


def keyphrases(text_or_document: str | Document, n: int = 10) -> tuple[KeyPhrase, ...]:
    """Finds the names and terms that a text is about.

    Phrases are names, taken whole, and noun phrases: words that stand side by side, none of them a
    function word or a word of every piece of news. A phrase counts for what its words tell of
    articles, as headlines and abstracts of the training data show, how often and how early it
    stands, and for standing in headline or lead. Mentions that differ in case or spelling alone are
    one phrase, and so are a name and its end that stands for it; a phrase that hardly ever stands
    outside a better one is left out, and so are agencies and newspapers that report.

    Args:
        text_or_document: A text, or its analysis.
        n: At most so many phrases.

    Returns:
        Phrases with their offsets, best first.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        InvalidOptionError: If ``n`` is no whole number above 0.

    Example:
        >>> text = "Bình chữa cháy cho chợ Yên Sơn. Mỗi hộ nhận một bình chữa cháy."
        >>> [p.text for p in keyphrases(text, 1)]
        ['Bình chữa cháy']
    """
    check_count("n", n)
    doc = document_given(text_or_document)
    kept = []
    for phrase, row in candidates(doc):
        phrase.score = _weigh(phrase, row)
        kept.append(phrase)
    kept.sort(key=lambda p: (-p.score, p.places[0]))
    return tuple(_key_phrase(p, doc.text) for p in _choose(kept, n, len(doc.text)))


def _key_phrase(phrase: Phrase, text: str) -> KeyPhrase:
    mentions = tuple(Span(a, b, text[a:b]) for a, b in phrase.places)
    a, b = phrase.first or phrase.places[0]
    score = round(phrase.score, 4)
    return KeyPhrase(a, b, text[a:b], score, phrase.label, mentions)

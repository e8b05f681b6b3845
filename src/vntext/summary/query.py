"""What a reader wants to know: how much each sentence says of it, and whether it answers."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.roles.tables import one_of
from vntext.summary.keyness import known_words
from vntext.summary.preferences import preferences
from vntext.summary.terms import on_one_line, one_line, rarity, syllables
from vntext.text.key import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Question", "answers", "asks_who_came", "questions_above", "read_question"]

SURE = 1.4  # how much more an answer counts that is one whatever the words of the question
FEW = 3  # sentences; of fewer it cannot be told what most of them say


@cache
def _table() -> Mapping[str, Any]:
    return load_toml("summary/query.toml")


@cache
def _asking() -> re.Pattern[str]:
    """Words that ask, and say nothing of what is asked about."""
    rows = [row["asks"] for row in _table()["answer"]]
    words = [word for row in (*rows, _table()["rest"]["asks"]) for word in row]
    return re.compile(rf"(?<!\w){one_of(words)}(?!\w)", re.I)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {row["kind"]: re.compile(row["pattern"]) for row in _table()["answer"]}


class Question(NamedTuple):
    """A query as it is read.

    Attributes:
        kinds: What an answer holds: ``"number"``, ``"money"``, ``"person"``, ``"date"``,
            ``"place"``, ``"reason"``, ``"verdict"``.
        words: What the query is about: the keys of its syllables, without the words that ask.
        joints: Pairs of them that stand side by side.
    """

    kinds: tuple[str, ...]
    words: tuple[str, ...]
    joints: tuple[tuple[str, str], ...]


def read_question(query: str) -> Question:
    """Reads a query: what it asks for and what about.

    A query of nothing but words that ask is about these.

    Example:
        >>> read_question("Xây chợ hết bao nhiêu tiền?")
        Question(kinds=('money',), words=('xây', 'chợ', 'tiền'), joints=(('xây', 'chợ'),))
    """
    line = one_line(query)
    low = line.lower()
    kinds = []
    for row in _table()["answer"]:
        found = re.search(rf"(?<!\w){one_of(row['asks'])}(?!\w)", low)
        named = "names" in row and re.search(rf"(?<!\w){one_of(row['names'])}(?!\w)", low)
        if found or named:
            kinds.append(row["kind"])
        elif "with" in row:
            about = re.search(rf"(?<!\w){one_of(row['with'])}(?!\w)", low)
            if about and re.search(r"(?<!\w)(?:bao nhiêu|mấy)(?!\w)", low):
                kinds.append(row["kind"])
    # a sum and a verdict are figures already: of a question for them no other figure is an answer
    if {"money", "verdict", "date"} & set(kinds):
        kinds = [k for k in kinds if k != "number"]
    pieces = [_keys(piece) for piece in _asking().split(line)]
    if not any(pieces):
        pieces = [_keys(line)]
    joints = [pair for piece in pieces for pair in pairwise(piece)]
    words = dict.fromkeys(chain.from_iterable(pieces))
    return Question(tuple(kinds), tuple(words), tuple(dict.fromkeys(joints)))


def asks_who_came(query: str | None) -> bool:
    """True for a question that a list of those who came answers.

    Example:
        >>> asks_who_came("Những ai dự lễ?"), asks_who_came("Lễ mở khi nào?")
        (True, False)
    """
    return bool(query) and "attendance" in read_question(query or "").kinds


def _keys(text: str) -> list[str]:
    return list(map(key, syllables(text)))


@cache
def _same() -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    out: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in _table()["same"]["rows"]:
        a, b = (tuple(_keys(words)) for words in row)
        out.setdefault(a, []).append(b)
        out.setdefault(b, []).append(a)
    return out


def _meant(words: Sequence[str]) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """What else says some of the words of a query."""
    same, longest = _same(), max(map(len, _same()))
    return {
        part: same[part]
        for k in range(len(words))
        for n in range(1, longest + 1)
        if len(part := tuple(words[k : k + n])) == n and part in same
    }


def _rare(words: Iterable[str], tells: Mapping[str, float]) -> float:
    table, common = rarity(), preferences().values_common
    return sum([max(table[word], common) * tells.get(word, 1.0) for word in words])


def _tells(words: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, float]:
    """How much each word of a query tells the sentences apart: what most of them say tells little.

    Args:
        words: Words of the query.
        rows: The keys of the syllables of each sentence.
    """
    sets, n = list(map(set, rows)), len(rows)
    out = {}
    for word in words:
        often = sum([word in have for have in sets])
        out[word] = log((n + 1) / often) / log(n + 1) if often and n > FEW else 1.0
    return out


@cache
def _joined() -> frozenset[tuple[str, str]]:
    """Words of two syllables: one of them alone is another word ("phát hiện", "hiện trường")."""
    pairs = [tuple(word.split(" ")) for word in known_words()]
    return frozenset((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


def answers(sentences: Sequence[str], query: str, questions: Sequence[str] = ()) -> list[float]:
    """How well each sentence answers a query.

    A sentence counts for the words of the query that it says, by their rarity and by how much they
    tell the sentences apart, for those that stand side by side in both, and for other ways to say
    them; then for holding what the question asks for: a figure, a sum, a person, a date, a place, a
    reason, a verdict, a result, those who came. Words that no sentence says do not count.

    Args:
        sentences: Sentences on one line.
        query: What the reader wants to know.
        questions: For each sentence the question that stands right before it in the text, ``""``
            where there is none: its words count as those of the answer.

    Returns:
        One number a sentence: 0 where it says nothing of it, 1 where it says everything, more where
        it answers the question.

    Example:
        >>> said = ["Chợ có bao nhiêu vốn liếng đều cháy.", "Xây chợ hết 12 tỷ đồng.", "Trời mưa."]
        >>> [round(x, 1) for x in answers(said, "Xây chợ hết bao nhiêu tiền?")]
        [0.5, 1.8, 0.0]
    """
    asked = read_question(query)
    prefer = preferences()
    read = [_keys(s) for s in sentences]
    for k, before in enumerate(questions):
        if before:
            read[k] = [*_keys(before), *read[k]]
    meant = _meant(asked.words)
    tells = _tells(asked.words, read)
    whole_words = [pair for pair in asked.joints if pair in _joined()]
    words = [_said(asked.words, set(row), row, meant, whole_words) for row in read]
    joints = [set(pairwise(row)).intersection(asked.joints) for row in read]
    whole = _rare(set().union(*words), tells) if words else 0.0
    joined = _rare(chain.from_iterable(set().union(*joints)), tells) / 2 if joints else 0.0
    out = []
    for sentence, have, together in zip(sentences, words, joints, strict=True):
        share = _rare(have, tells)
        share += prefer.query_joints * _rare(chain.from_iterable(together), tells) / 2
        share /= max(whole + prefer.query_joints * joined, 1e-9)
        right = [kind for kind in asked.kinds if _patterns()[kind].search(sentence)]
        sure = [kind for kind in right if kind in _sure() and _sure()[kind].search(sentence)]
        if right and (share or sure):
            # what is not about the question answers none, but who came is said of the event alone
            about = SURE if sure else min(1.0, 3 * share)
            share += prefer.query_answer * len(right) / len(asked.kinds) * about
        out.append(share)
    return out


@cache
def _sure() -> dict[str, re.Pattern[str]]:
    """What tells an answer by itself, whatever words the question has."""
    return {row["kind"]: re.compile(row["sure"]) for row in _table()["answer"] if "sure" in row}


def _said(
    words: Sequence[str],
    have: set[str],
    row: list[str],
    meant: dict[tuple[str, ...], list[tuple[str, ...]]],
    pairs: Sequence[tuple[str, str]],
) -> set[str]:
    """The words of a query that a sentence says, or says otherwise."""
    out = have.intersection(words)
    if pairs:
        # half a word is another word
        there = set(pairwise(row))
        whole = set(chain.from_iterable(pair for pair in pairs if pair in there))
        out -= set(chain.from_iterable(pair for pair in pairs if pair not in there)) - whole
    for part, others in meant.items():
        if not out.issuperset(part) and any(
            have.issuperset(other) and _stands(other, row) for other in others
        ):
            out.update(part)
    return out


def _stands(words: tuple[str, ...], row: list[str]) -> bool:
    """True where words stand side by side."""
    n = len(words)
    return n == 1 or any(tuple(row[k : k + n]) == words for k in range(len(row) - n + 1))


QUESTION = 400
"""Characters of a question that is answered below it."""


def questions_above(
    text: str, paragraphs: Sequence[tuple[int, int]], starts: Sequence[int]
) -> list[str]:
    """For each sentence the paragraph right before it that asks, as in talks and advice.

    Args:
        text: The normalised text.
        paragraphs: Its paragraphs: start and end.
        starts: Where the sentences start, in order.
    """
    asked = [
        (a, b)
        for a, b in paragraphs
        if b - a <= QUESTION and text[a:b].rstrip(' *_"”').endswith("?")
    ]
    return [
        next((on_one_line(text[a:b]) for a, b in reversed(asked) if before <= a and b <= start), "")
        for before, start in pairwise([0, *starts])
    ]

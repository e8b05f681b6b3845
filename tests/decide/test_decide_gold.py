"""What becomes of proposals, as rows that a reader can check; what a rule says when it cannot."""

import pathlib

import pytest

from vntext.decide.case import Case, Change
from vntext.decide.decide import decide
from vntext.decide.trace import steps, trace
from vntext.entities.types import Found
from vntext.names.automaton import automaton
from vntext.spans import Spans
from vntext.tokens.column import tokenize

from .marked import decided

HERE = pathlib.Path(__file__).parent


def rows(name):
    lines = (HERE / name).read_text("utf8").splitlines()
    return [x.replace("\\n", "\n").split("\t") for x in lines if not x.startswith("#")]


@pytest.mark.parametrize("row", rows("gold.tsv"), ids=lambda row: row[0])
def test_what_is_decided(row):
    given, expected, *said = row
    changes = []
    got, final = decided(given, sentences=None, changes=changes)
    assert got == (given if expected == "=" else expected)
    marked = [f"{f.label}:{f.rule}:{f.score}" for f in final if f.rule != "tagger"]
    assert marked == (said[0].split() if said else [])
    assert bool(changes) == (got != given)


@pytest.mark.parametrize(("given", "expected"), rows("gold_lonely.tsv"))
def test_lonely_titles(given, expected):
    changes = []
    assert decided(given, changes=changes)[0] == expected
    lost = given.count("[TITLE") - expected.count("[TITLE")
    assert [c.rule for c in changes] == ["lonely-title"] * lost
    assert [c.before.start for c in changes] == sorted(c.before.start for c in changes)
    assert all(c.after is None for c in changes)
    # without sentences none is lonely
    assert decided(given, sentences=None)[0] == given


def test_titles_between_sentences_and_in_empty_texts():
    text = "Bí thư cười. Mưa to."
    title = Found(0, 6, "TITLE")
    assert decide(text, [title], Spans.of([]), [(7, 12)]) == [title]
    assert decide(text, [title], Spans.of([]), [(0, 6)]) == []
    assert decide(text, [title], Spans.of([]), [(0, 3)]) == []
    late = Found(7, 11, "TITLE")
    assert decide(text, [late], Spans.of([]), [(0, 7)]) == [late]
    assert decide(text, [late], Spans.of([]), [(0, 8)]) == []
    person = Found(7, 11, "PERSON")
    assert decide(text, [title, person], Spans.of([]), [(0, 7), (7, 12)]) == [person]
    assert decide(text, [title, person], Spans.of([]), [(0, 8)]) == [title, person]
    assert decide(text, [title], Spans.of([]), [(0, 20)], own=True) == [title]
    assert decide(text, [], Spans.of([]), [(0, 20)], lexicon=[title]) == []
    # a label of one's own is no title, wherever it stands in the alphabet
    for label in ("AAA", "TITEL", "TITLES", "VIRUS"):
        other = Found(0, 6, label)
        assert decide(text, [other], Spans.of([]), [(0, 20)]) == [other]


def case(text, found, words=()):
    tokens = tokenize(text)
    return Case(text, found, automaton().find(text, tokens), Spans.of(words), tokens)


def test_ends_inside_words_are_told():
    found = [Found(0, 3, "LOC"), Found(4, 9, "LOC"), Found(10, 12, "LOC")]
    words = [(0, 5), (6, 9), (10, 14)]
    assert case("aaa bbb ccc ddd", found, words).halves == {3: (0, 5), 12: (10, 14)}
    assert case("aaa bbb", found, []).halves == {}
    assert case("aaa bbb", [], words).halves == {}


def test_moves_into_what_stands_are_taken_back():
    it = case("aaa bbb ccc", [Found(0, 3, "ORG")])
    for new, fixed, stays in [
        (7, (4, 7), False),
        (7, (7, 11), True),
        (7, (6, 11), False),
        (7, (0, 3), True),
        (7, (0, 4), False),
        (4, (4, 7), True),
    ]:
        it.ends = {3: (new, "body-end")}
        it.keep_apart([Found(*fixed, "DATE")])
        assert bool(it.ends) == stays, (new, fixed)


def test_what_a_case_becomes():
    org, title = Found(4, 7, "ORG", "tagger", 0.5), Found(0, 7, "TITLE", "tagger", 0.5)
    person, place = Found(0, 7, "PERSON", "tagger", 0.5), Found(4, 7, "LOC", "tagger", 0.5)
    it = case("aaa bbb ccc", [title, person, org, place])
    assert it.changed() == [title, person, org, place]
    it.ends = {7: (11, "body-end")}
    changes = []
    assert it.changed(changes) == [
        Found(0, 11, "TITLE", "body-end", 0.5),
        person,
        Found(4, 11, "ORG", "body-end", 1.0),
        Found(4, 11, "LOC", "body-end", 0.5),
    ]
    assert [c.before for c in changes] == [title, org, place]
    it.ends = {7: (11, "word-end")}
    assert [f.score for f in it.changed()] == [0.5] * 4
    made = Found(8, 11, "ORG", "known-body")
    it.instead, it.made, changes = {1: ("credit", None), 2: ("namesake", place)}, [made], []
    assert [(f.start, f.end, f.label) for f in it.changed(changes)] == [
        (0, 11, "TITLE"),
        (4, 7, "LOC"),
        (4, 11, "LOC"),
        (8, 11, "ORG"),
    ]
    assert [(c.rule, c.before, c.after and c.after.label) for c in changes] == [
        ("word-end", title, "TITLE"),
        ("credit", person, None),
        ("namesake", org, "LOC"),
        ("word-end", place, "LOC"),
        ("known-body", None, "ORG"),
    ]


def test_steps_in_words():
    text = "aaa bbb ccc"
    a, b, c = (Found(k, k + 3, "ORG") for k in (0, 4, 8))
    whole = Found(0, 7, "ORG", "body-end")
    assert steps(text, [a, b, c], [Change("body-end", a, whole)], [whole, c]) == [
        ("body-end", "ORG aaa", "ORG aaa bbb"),
        ("overlap", "ORG bbb", ""),
    ]
    assert steps(text, [a], [Change("credit", a, None), Change("made", None, c)], []) == [
        ("credit", "ORG aaa", ""),
        ("made", "", "ORG ccc"),
        ("overlap", "ORG ccc", ""),
    ]
    assert steps(text, [a], [], [a]) == []


def test_nothing_to_trace():
    assert trace("Ông Lê An, Giám đốc Sở Y tế, đến ngày 3/4 theo Luật Đất đai.\nLê Hân") == []

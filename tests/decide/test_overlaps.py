import pytest
from hypothesis import given, strategies as st

from vntext.decide.overlaps import AUTHOR, DATE, LAW, LEXICON, REST, merge, ranked
from vntext.entities.types import Found


def _kept(*found):
    return [(f.start, f.end, f.label) for f in merge(ranked([Found(*f) for f in found], REST))]


def test_grammars_stand():
    assert _kept((0, 30, "ORG"), (5, 10, "LAW")) == [(5, 10, "LAW")]


def test_an_organisation_may_lie_inside_a_title():
    assert _kept((4, 9, "ORG"), (0, 9, "TITLE")) == [(0, 9, "TITLE"), (4, 9, "ORG")]


def test_nothing_else_nests():
    assert _kept((0, 20, "ORG"), (6, 20, "PERSON")) == [(0, 20, "ORG")]
    assert _kept((0, 20, "TITLE"), (6, 20, "LOC")) == [(0, 20, "TITLE")]


def test_the_longer_wins_then_the_surer():
    assert _kept((0, 5, "LOC"), (3, 12, "ORG")) == [(3, 12, "ORG")]
    same = [Found(0, 5, "LOC", "a", 0.4), Found(0, 5, "ORG", "b", 0.9)]
    assert merge(ranked(same, REST))[0].label == "ORG"


_LABELS = ("PERSON", "TITLE", "ORG", "LOC", "LAW", "DATE")


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(_LABELS)), max_size=12
    )
)
def test_only_organisations_inside_titles_overlap(rows):
    kept = merge(ranked([Found(a, a + n, label) for a, n, label in rows], REST))
    for i, x in enumerate(kept):
        for y in kept[i + 1 :]:
            if y.start < x.end:
                assert (x.label, y.label) == ("TITLE", "ORG")
                assert x.start <= y.start
                assert y.end <= x.end
    assert kept == sorted(kept, key=lambda f: (f.start, -f.end))


# What is proposed (start, end and label), and the places of what stays.
CASES = [
    # spans that touch do not overlap
    ([(0, 5, "LOC"), (5, 9, "ORG")], [0, 1]),
    ([(0, 6, "LOC"), (5, 12, "ORG")], [1]),
    # the longer one wins wherever it begins
    ([(0, 9, "ORG"), (5, 12, "LOC")], [0]),
    ([(0, 5, "ORG"), (3, 12, "LOC"), (10, 14, "ORG")], [1]),
    # what is free of the winner comes back: a loses to b, and c, which a overlapped, stays
    ([(0, 8, "ORG"), (6, 16, "LOC"), (0, 4, "LOC")], [2, 1]),
    ([(0, 6, "ORG"), (4, 14, "LOC"), (14, 20, "ORG")], [1, 2]),
    # what lies behind the winner with room between, in one knot of overlaps
    ([(0, 10, "ORG"), (8, 13, "LOC"), (11, 20, "ORG")], [0, 2]),
    ([(0, 9, "ORG"), (8, 13, "LOC"), (11, 21, "ORG")], [0, 2]),
    # of equal length the first label in the order of the policy, then the first in the text
    ([(0, 5, "LOC"), (0, 5, "ORG")], [1]),
    ([(0, 5, "ORG"), (0, 5, "TITLE")], [1]),
    ([(0, 5, "TITLE"), (0, 5, "PERSON")], [1]),
    ([(0, 5, "MONEY"), (0, 5, "LOC")], [1]),
    ([(0, 5, "LOC"), (3, 8, "ORG")], [1]),
    ([(0, 5, "LOC"), (3, 8, "LOC")], [0]),
    # organisations inside a title, at either end or in the middle, not on all of it
    ([(0, 9, "TITLE"), (0, 4, "ORG")], [0, 1]),
    ([(0, 9, "TITLE"), (3, 6, "ORG")], [0, 1]),
    ([(0, 9, "TITLE"), (0, 9, "ORG")], [0]),
    ([(0, 9, "TITLE"), (5, 12, "ORG")], [0]),
    ([(5, 12, "TITLE"), (0, 9, "ORG")], [1]),
    ([(0, 9, "TITLE"), (3, 6, "LOC")], [0]),
    ([(0, 9, "TITLE"), (3, 6, "PERSON")], [0]),
    # of two organisations inside a title that overlap, the longer one
    ([(0, 20, "TITLE"), (4, 9, "ORG"), (6, 18, "ORG")], [0, 2]),
    ([(0, 20, "TITLE"), (4, 9, "ORG"), (9, 18, "ORG")], [0, 1, 2]),
    # two titles, each with its body; a title inside a title goes
    ([(0, 9, "TITLE"), (4, 9, "ORG"), (9, 20, "TITLE"), (12, 20, "ORG")], [0, 1, 2, 3]),
    ([(0, 20, "TITLE"), (4, 9, "TITLE"), (4, 9, "ORG")], [0, 2]),
    # an organisation whose title went stands alone
    ([(0, 9, "TITLE"), (4, 30, "ORG")], [1]),
    # grammars, whatever their length
    ([(0, 30, "TITLE"), (4, 9, "DATE")], [1]),
    ([(0, 30, "PERSON"), (4, 9, "LAW")], [1]),
    ([(0, 9, "DATE"), (4, 6, "LAW")], [1]),
    ([(0, 9, "TITLE"), (4, 9, "ORG"), (7, 12, "LAW")], [2]),
]


@pytest.mark.parametrize(("rows", "stay"), CASES)
def test_what_stays(rows, stay):
    assert _kept(*rows) == [rows[k] for k in stay]
    # the order of the proposals does not matter, nor where in the text they are
    assert _kept(*rows[::-1]) == [rows[k] for k in stay]
    far = [(a + 90, b + 90, label) for a, b, label in rows]
    assert _kept(*rows, *far) == [rows[k] for k in stay] + [far[k] for k in stay]


def test_the_surer_of_two_of_one_length():
    first, second = Found(0, 5, "LOC", "a", 0.4), Found(3, 8, "PERSON", "b", 0.3)
    assert merge(ranked([first, second], REST)) == [first]
    # length goes before sureness
    longer = Found(3, 9, "LOC", "b", 0.1)
    assert merge(ranked([first, longer], REST)) == [longer]
    # of one span said twice with one label the surer
    again = Found(0, 5, "LOC", "b", 0.9)
    assert merge(ranked([first, again], REST)) == [again]
    assert merge(ranked([again, first], REST)) == [again]


def test_lexicon_grammars_and_authors_come_in_this_order():
    name, law, date = Found(0, 3, "ORG"), Found(2, 20, "LAW"), Found(2, 20, "DATE")
    author, person = Found(2, 12, "PERSON"), Found(2, 30, "PERSON")
    order = [
        (name, LEXICON, LEXICON),
        (law, REST, LAW),
        (date, REST, DATE),
        (author, AUTHOR, AUTHOR),
        (person, REST, REST),
    ]
    for k, (found, source, rank) in enumerate(order):
        (row,) = ranked([found], source)
        assert row == (found.start, -found.end, rank, found)
        for later, other, _ in order[k + 1 :]:
            rows = ranked([later], other) + ranked([found], source)
            assert merge(rows) == [found]
            assert merge(rows[::-1]) == [found]
    # in a lexicon a law is an entry like others
    (row,) = ranked([law], LEXICON)
    assert row[2] == LEXICON
    # a title of the lexicon holds a body of the tagger, one of the tagger none of the lexicon
    title, body = Found(0, 9, "TITLE"), Found(4, 9, "ORG")
    assert merge(ranked([title], LEXICON) + ranked([body], REST)) == [title, body]
    assert merge(ranked([body], LEXICON) + ranked([title], REST)) == [body]


def test_the_word_of_the_surer_source_counts_for_one_span():
    by_lexicon, by_tagger = Found(0, 5, "ORG", "lexicon", 0.1), Found(0, 5, "ORG", "tagger", 0.9)
    for rows in ([by_lexicon], [by_tagger]), ([by_tagger], [by_lexicon]):
        both = [*rows[0], *rows[1]]
        proposals = [r for f in both for r in ranked([f], LEXICON if f is by_lexicon else REST)]
        assert merge(proposals) == [by_lexicon]


def test_nothing_proposed():
    assert merge([]) == []

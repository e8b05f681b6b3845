from hypothesis import given, strategies as st

from vntext.decide.overlaps import REST, merge, ranked
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

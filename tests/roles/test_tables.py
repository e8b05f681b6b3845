"""Look-ups of the tables of roles: the quick way finds what the slow way does."""

import pytest
from hypothesis import given, strategies as st

from vntext.resources import load_toml
from vntext.roles.openings import Openings
from vntext.roles.tables import Shapes, glued_hints, shapes

ROWS = load_toml("roles/shapes.toml")["shape"]
LINES = [x for row in ROWS for x in (*row["examples"], *row["counter_examples"])]


def first_shape(line, size, glued, role=""):
    return next(
        (
            shape
            for shape in shapes()
            if (shape.glued or not glued)
            and (not role or shape.role == role)
            and shape.fits(line, size)
        ),
        None,
    )


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("glued", [False, True])
def test_the_shape_of_a_line_is_the_first_that_fits_whatever_else_the_text_holds(glued):
    text = "\n".join(LINES)
    known = Shapes(text, glued=glued)
    for line in LINES:
        for own in (line, f"* {line}", f"- {line}"):
            size = own.count(" ") + 1
            wanted = first_shape(own, size, glued)
            assert Shapes(own, glued=glued).of(own, size) is wanted, own
            if own == line:
                assert known.of(line, size) is wanted, line
                for role in ("caption", "related"):
                    found = known.of(line, size, role)
                    assert found is first_shape(line, size, glued, role), line


def test_hints_of_glued_shapes_stand_on_one_line_wherever_the_text_is_broken():
    assert glued_hints()
    assert not any(" " in hint for hint in glued_hints())


KINDS = {
    "credit": {"openings": ["Ảnh", "Ảnh chụp", "Ảnh của", "Tin, ảnh"]},
    "leaning": {"openings": ["Do", "Do đó", "Do vậy", "Vì", "Vì vậy"], "before": "-“"},
    "small": {"openings": ["Tại", "Tại x"], "small": True},
}
WORDS = st.sampled_from(
    [
        "Ảnh",
        "chụp",
        "của",
        "Do",
        "đó",
        "đó,",
        "vậy",
        "Vì",
        "Tại",
        "x",
        "Tin,",
        "ảnh",
        "-",
        "“",
        "* ",
    ]
)


def openings_of(text):
    out = []
    for kind, row in KINDS.items():
        for phrase in row["openings"]:
            for start in range(4):
                before, rest = text[:start], text[start:]
                end = len(phrase)
                if not rest.startswith(phrase) or before.strip(row.get("before", "*") + " "):
                    continue
                small = row.get("small", False)
                ends = (
                    rest[end : end + 1] == " " and rest[end + 1 : end + 2].islower()
                    if small
                    else not (rest[end : end + 1].isalnum() or rest[end : end + 1] == "_")
                )
                if ends:
                    out.append(kind)
                    break
    return sorted(out)


@given(st.lists(WORDS, max_size=5).map(" ".join) | st.lists(WORDS, max_size=5).map("".join))
def test_openings_are_found_by_what_follows_their_first_word(text):
    assert sorted(Openings(KINDS, before="*").of(text)) == openings_of(text)

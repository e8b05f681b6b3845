"""Numbers and signs of documents, and provisions, read from where they begin."""

import pathlib

import pytest

from vntext.legal.codes import parse_code
from vntext.legal.provisions import parse_provision
from vntext.legal.units import unit_kinds, unit_of

HERE = pathlib.Path(__file__).parent


def rows(name):
    lines = (HERE / name).read_text("utf8").splitlines()
    return [
        tuple("" if x == "-" else x for x in line.split("\t"))
        for line in lines
        if not line.startswith("#")
    ]


@pytest.mark.parametrize(("text", "read", "number", "year", "parts"), rows("gold_codes.tsv"))
def test_codes(text, read, number, year, parts):
    found = parse_code(text, 0)
    if not read:
        assert found is None
        return
    assert (text[: found.end], found.number, found.parts) == (read, number, parts.split())
    assert found.year == (int(year) if year else None)
    assert found.text == read.replace(" ", "").replace("–", "-").replace("—", "-")
    # the same further down in a text
    moved = parse_code(f"Theo {text}", 5)
    assert moved == found._replace(end=found.end + 5)


@pytest.mark.parametrize("text", ["1.000 đồng", "12,5 ha", "1234567", "năm"])
def test_other_figures_are_none(text):
    assert parse_code(text, 0) is None


@pytest.mark.parametrize(
    ("text", "read", "provision", "rest", "first"), rows("gold_provisions.tsv")
)
def test_provisions(text, read, provision, rest, first):
    found = parse_provision(text.lower(), text, 0)
    if not read:
        assert found is None
        return
    assert (text[: found.end], found.text, found.rest) == (read, provision, rest)
    assert text[: found.first_end] == first
    assert found.kinds == {u.kind for u in found.units}
    # the same further down in a text, where something stands before it
    longer = f'Nêu tại "({text}'
    moved = parse_provision(longer.lower(), longer, 10)
    assert (moved.end - 10, moved.text, moved.rest) == (found.end, provision, rest)
    assert moved.first_end - 10 == found.first_end


def test_a_provision_of_very_many_units_ends():
    text = "khoản 1, " * 70 + "khoản 1"
    found = parse_provision(text, text, 0)
    assert len(found.units) == 60
    many = "Điều 1" + ", 1" * 70
    assert parse_provision(many.lower(), many, 0).end == len("Điều 1" + ", 1" * 60)


def test_how_units_are_joined():
    text = "khoản 1 và khoản 2; khoản 3, khoản 4 (mới) Điều 5"
    units = parse_provision(text.lower(), text, 0).units
    assert [(u.kind, u.value, u.joint) for u in units] == [
        ("khoản", "1", ""),
        ("khoản", "2", "và"),
        ("khoản", "3", ";"),
        ("khoản", "4", ","),
        ("điều", "5", ","),
    ]


def test_units_have_their_parts():
    assert [unit_of(x) for x in ("point", "clause", "article")] == ["điểm", "khoản", "điều"]
    levels = [unit_kinds()[x].level for x in ("điểm", "khoản", "điều", "mục", "chương", "phần")]
    assert levels == sorted(set(levels))
    assert unit_kinds()["dieu"] is unit_kinds()["điều"]
    # what a row of the table leaves out
    article = unit_kinds()["điều"]
    assert (article.small, article.inside) == (False, False)

"""Every row about people is proved by its examples; hostile sentences take linear time."""

import pytest

from vntext.people import titles
from vntext.people.find import find_people
from vntext.people.names import TABLE, Name, can_be_short_for, gender_before
from vntext.resources import load_toml

ROWS = load_toml(titles.TABLE)["row"]
NAMES = load_toml(TABLE)


def fits(row, text):
    p = titles.patterns()[row["name"]]
    return (p.fullmatch(text) if "whole" in row else p.search(text)) is not None


@pytest.mark.parametrize(("row", "text"), [(r, x) for r in ROWS for x in r["examples"]])
def test_row_matches_its_example(row, text):
    assert fits(row, text)


@pytest.mark.parametrize(("row", "text"), [(r, x) for r in ROWS for x in r["counter"]])
def test_row_does_not_match_its_counter_example(row, text):
    assert not fits(row, text)


def test_every_list_is_used():
    used = " ".join(str(r) for r in ROWS)
    assert all("{" + name + "}" in used for name in load_toml(titles.TABLE)["lists"])


@pytest.mark.parametrize(("text", "gender"), NAMES["gender"]["examples"].items())
def test_the_word_before_a_name_tells_the_gender(text, gender):
    assert gender_before(text, text.index(" ") + 1) == gender


@pytest.mark.parametrize("text", NAMES["gender"]["counter"])
def test_other_words_tell_none(text):
    assert gender_before(text, max(text.find("Lê"), text.find("An"), 0)) == ""


@pytest.mark.parametrize(("short", "full"), NAMES["east_asian"]["examples"].items())
def test_some_are_called_by_their_family_name(short, full):
    assert can_be_short_for(Name.of(short), Name.of(full))


@pytest.mark.parametrize(("short", "full"), NAMES["east_asian"]["counter"].items())
def test_others_are_not(short, full):
    assert not can_be_short_for(Name.of(short), Name.of(full))


def test_rows_may_be_plain_tuples():
    text = "Ông Lê An, Giám đốc Sở Y tế."
    rows = [(4, 9, "PERSON"), (11, 27, "TITLE"), (20, 27, "ORG")]
    (person,) = find_people(text, rows, [(0, len(text))], [(0, len(text), "body")])
    assert person == ("Lê An", ((4, 9),), ((11, 27, (20, 27)),), "")


UNITS = {
    "one short name": (("An", "PERSON"), " "),
    "titles": (("Giám đốc", "TITLE"), ", "),
    "titles and names": (("Giám đốc", "TITLE"), " ", ("Lê An", "PERSON"), ", "),
    "lists": (
        ("Phó Giám đốc", "TITLE"),
        ": ",
        ("Lê An", "PERSON"),
        ", ",
        ("Bùi Hà", "PERSON"),
        ", ",
    ),
    "verbs": (("Lê An", "PERSON"), " được bầu làm ", ("Giám đốc", "TITLE"), " và làm "),
}


def layers(unit, times):
    text, rows = "", []
    for _ in range(times):
        for piece in unit:
            if isinstance(piece, tuple):
                rows.append((len(text), len(text) + len(piece[0]), piece[1]))
                text += piece[0]
            else:
                text += piece
    return text, rows


@pytest.mark.parametrize("name", UNITS)
def test_one_long_sentence_takes_linear_time(name, linear):
    made = [layers(UNITS[name], times) for times in (400, 1600)]

    def run(k):
        text, rows = made[k]
        find_people(text, rows, [(0, len(text))], [(0, len(text), "body")])

    linear(run, 4)


def test_many_people_of_one_family_take_linear_time(linear):
    def named(times):
        names = [f"Lê {a}{b} An" for a in "BCDGH" for b in map(str, range(times))] + ["An"] * times
        return layers(tuple((n, "PERSON") for n in names), 1)

    made = [named(100), named(400)]

    def run(k):
        text, rows = made[k]
        find_people(text, rows, [(0, len(text))], [(0, len(text), "body")])

    linear(run, 4)

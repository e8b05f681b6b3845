"""The table of names: its rows are in order, each verdict holds in its example, a new row works."""

import re

import pytest

from vntext.decide.decide import decide
from vntext.entities.byline import find_authors
from vntext.entities.types import Found
from vntext.errors import ResourceError
from vntext.names import automaton, by_arrays, table
from vntext.names.by_arrays import Gazetteer
from vntext.names.gazetteers import KINDS
from vntext.names.table import FILES, HEAD, VERDICTS, Name, phrases, verdicts
from vntext.people.names import Name as PersonName
from vntext.resources import load_lines
from vntext.spans import Spans
from vntext.text import name_rows
from vntext.text.key import key
from vntext.tokens.column import tokenize

NO_WORDS = Spans.of([])


def rows(file):
    head, *lines = load_lines(f"names/{file}.tsv")
    assert head + "\n" == HEAD
    return [Name(*line.split("\t")) for line in lines]


@pytest.mark.parametrize("file", FILES)
def test_rows_are_sorted_and_whole(file):
    listed = rows(file)
    kinds = list(dict.fromkeys(r.kind for r in listed))
    order = sorted(listed, key=lambda r: (kinds.index(r.kind), r.name))
    assert [r[:2] for r in listed] == [r[:2] for r in order]
    assert len({r[:2] for r in listed}) == len(listed)
    for r in listed:
        assert r.name == r.name.strip() != ""
        assert r.use in ("feature", "verdict", "both")
        assert r.source in ("own", "admin", "given-names", "viwiki")
        assert r.kind in (VERDICTS if r.use != "feature" else KINDS)
        assert bool(r.example) == (r.use != "feature")


def test_each_kind_has_one_home():
    homes = [(kind, file) for file in FILES for kind in {r.kind for r in rows(file)}]
    assert len({kind for kind, _ in homes}) == len(homes)
    assert {kind for kind, _ in phrases()} == set(KINDS)
    assert {r.kind for r in verdicts()} == set(VERDICTS)


def test_no_two_verdicts_on_one_phrase():
    looked_for = [key(r.name) for r in verdicts() if r.kind in automaton.KINDS]
    assert len(looked_for) == len(set(looked_for))


def split(example):
    """The text of an example, and the name in brackets."""
    (name,) = re.findall(r"\[(.*?)\]", example)
    start = example.index("[")
    return re.sub(r"[\[\]]", "", example), start, start + len(name)


def of_kind(kind):
    return [r for r in verdicts() if r.kind == kind]


def test_examples_hold_their_name():
    for row in verdicts():
        text, start, end = split(row.example)
        assert text[start:end] == row.name


def test_bodies_are_found_whole():
    for row in of_kind("body"):
        text, start, end = split(row.example)
        assert decide(text, [], NO_WORDS) == [Found(start, end, "ORG", "known-body")]


def test_bodies_of_many_provinces_are_read_to_their_end_only():
    for row in of_kind("local-body"):
        text, start, end = split(row.example)
        assert decide(text, [], NO_WORDS) == []
        begun = Found(start, text.index(" ", start), "ORG", "tagger", 0.5)
        assert decide(text, [begun], NO_WORDS) == [Found(start, end, "ORG", "body-end")]


def test_namesakes_are_no_people():
    for row in of_kind("namesake"):
        text, start, end = split(row.example)
        final = decide(text, [Found(start, end, "PERSON", "tagger", 0.5)], NO_WORDS)
        assert all(f.label != "PERSON" and f.end == end for f in final)


def words_of(text):
    return Spans.of([m.span() for m in re.finditer(r"\w+", text)])


def test_single_names_of_the_well_known_are_people():
    for row in of_kind("mononym"):
        text, start, end = split(row.example)
        (found,) = decide(text, [], words_of(text))
        assert (found.start, found.end, found.label) == (start, end, "PERSON")


def test_places_with_small_words_are_found_whole():
    for row in of_kind("place"):
        text, start, end = split(row.example)
        assert decide(text, [], NO_WORDS) == [Found(start, end, "LOC", "known-place")]


def test_things_are_no_names():
    for row in of_kind("thing"):
        text, start, end = split(row.example)
        for label in ("PERSON", "ORG", "LOC"):
            assert decide(text, [Found(start, end, label, "tagger", 0.5)], NO_WORDS) == []


def test_agencies_are_credited_and_write_nothing():
    for row in of_kind("agency"):
        text, start, end = split(row.example)
        assert decide(text, [], NO_WORDS) == [Found(start, end, "ORG", "credit")]
        assert find_authors(row.name, 0, len(row.name)) == []


def test_surnames_tell_that_a_name_is_vietnamese():
    for row in of_kind("surname"):
        text, start, _ = split(row.example)
        assert PersonName.of(text[start:]).is_vietnamese
    assert not PersonName.of("Angela Merkel").is_vietnamese


def test_an_honorific_keeps_a_short_name():
    """Those that end in a syllable of their own: the rule reads the word right before."""
    for row in of_kind("honorific"):
        text, _, end = split(row.example)
        name = end + 1
        stop = text.index(" ", name)
        word = Spans.of([(name, text.index(" ", stop + 1))])
        found = [Found(name, stop, "PERSON", "tagger", 0.5)]
        kept = decide(text, found, word)
        assert kept == (found if key(row.name.split()[-1]) in singles() else [])


def singles():
    return {key(r.name) for r in of_kind("honorific") if r.name == r.name.lower()}


@pytest.fixture
def with_row(monkeypatch):
    """A table with one more row; what was made of the old one is forgotten before and after."""
    cached = (
        *(table.verdicts, name_rows._rows),
        *(automaton.automaton, by_arrays.gazetteer),
    )
    load = name_rows.load_text

    def add(file, row):
        def more(name):
            return load(name) + row + "\n" if name == f"names/{file}.tsv" else load(name)

        monkeypatch.setattr(name_rows, "load_text", more)
        for made in cached:
            made.cache_clear()

    yield add
    monkeypatch.undo()
    for made in cached:
        made.cache_clear()


def test_a_row_that_is_added_works_at_once(with_row):
    text = "theo Cục Mây trắng và gió, giá tăng"
    tokens = tokenize(text)
    body = 1 << KINDS.index("body")
    assert decide(text, [], NO_WORDS) == []
    with_row("bodies", "body\tCục Mây trắng và gió\tboth\t\town\t[Cục Mây trắng và gió] họp.")
    assert decide(text, [], NO_WORDS) == [Found(5, 25, "ORG", "known-body")]
    begin, inside = by_arrays.gazetteer().match(tokens.keys, tokens.lines, tokens.keys > 0)
    assert begin[1] & body
    assert all(inside[1:6] & body)


def test_a_file_with_other_columns_is_refused(monkeypatch):
    monkeypatch.setattr(name_rows, "load_text", lambda name: "kind\tname\n")
    name_rows._rows.cache_clear()
    with pytest.raises(ResourceError, match=r"names/people\.tsv"):
        Gazetteer.build(phrases())

"""Every row of the tables is proved by its examples and counter-examples."""

import pytest

from vntext.legal.find import find_references
from vntext.legal.laws import laws, treaties
from vntext.legal.tables import document_types, issuer_of_signs, signs
from vntext.resources import load_toml

TYPES = load_toml("legal/document_types.toml")["type"]
ISSUERS = load_toml("legal/issuers.toml")["issuer"]


def spans(text):
    return [(r.type, r.code) for r in find_references(text)]


@pytest.mark.parametrize(
    ("text", "want"), [(text, want) for row in TYPES for text, want in row["examples"].items()]
)
def test_example_of_a_type(text, want):
    kind, code = want.split("|")
    assert spans(f"Theo {text} thì") == [(kind, code)]
    # the same at the beginning, at the end and inside a batch
    assert spans(text) == [(kind, code)]
    assert spans(f"Ngày mưa.\n{text}\nNgày nắng.") == [(kind, code)]


@pytest.mark.parametrize("text", [text for row in TYPES for text in row["counter"]])
def test_counter_example_of_a_type(text):
    assert spans(f"Ông nói {text}.") == []
    assert spans(text) == []


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row["name"])
def test_every_type_has_examples_and_counter_examples(row):
    assert row["examples"]
    assert row["counter"]


@pytest.mark.parametrize(
    ("text", "name"), [(text, row["name"]) for row in ISSUERS for text in row["examples"]]
)
def test_example_of_an_issuer(text, name):
    (r,) = find_references(f"Căn cứ {text};")
    assert r.text == text
    assert r.issuer_sign == name


def test_every_issuer_has_examples():
    assert all(row["examples"] for row in ISSUERS)


def test_a_sign_with_two_readings_is_read_by_type():
    assert issuer_of_signs("thông tư", ["TT", "BCT"]) == "Bộ Công Thương"
    assert issuer_of_signs("nghị quyết", ["NQ", "BCT"]) == "Bộ Chính trị"
    assert issuer_of_signs("thông tư", ["XX"]) == ""


WORDS = load_toml("legal/words.toml")


@pytest.mark.parametrize(
    ("group", "text"), [(g, t) for g, row in WORDS.items() for t in row.get("examples", ())]
)
def test_example_of_a_group_of_words(group, text):
    assert find_references(f"Ông nói: {text}.")


@pytest.mark.parametrize(
    ("group", "text"), [(g, t) for g, row in WORDS.items() for t in row.get("counter", ())]
)
def test_counter_example_of_a_group_of_words(group, text):
    assert find_references(f"Ông nói: {text}.") == []


def test_every_group_of_words_says_why_and_is_proved():
    for row in WORDS.values():
        assert row["why"]
        assert row.get("examples") or row.get("counter")
        words = [w.strip() for w in row["words"].split(",")]
        assert all(words)
        assert len(words) == len(set(words))


def law_rows():
    seen = {}
    for kind, table in laws().by_kind.items():
        for entry in table.nodes.values():
            if entry is not None and entry.kind == kind:
                seen[(kind, entry.name)] = entry
    return list(seen.values())


@pytest.mark.parametrize("entry", law_rows(), ids=lambda e: f"{e.kind} {e.name}")
def test_every_law_is_found_by_its_name(entry):
    text = f"{entry.kind.capitalize()} {entry.name}"
    (r,) = find_references(f"Theo {text} thì người dân có quyền.")
    assert r.text == text
    assert r.type == entry.kind
    for year, code in entry.codes.items():
        (named,) = find_references(f"{text} năm {year}")
        assert named.year == year
        if code and "Q" in code:
            (numbered,) = find_references(f"{entry.kind} số {code}")
            assert numbered.key == named.key


@pytest.mark.parametrize(
    ("kind", "entry"),
    sorted(
        {
            (kind, entry)
            for kind, table in treaties().by_kind.items()
            for entry in {e.name for e in table.nodes.values() if e is not None}
        }
    ),
)
def test_every_treaty_is_found_by_its_name(kind, entry):
    text = f"{kind.capitalize()} {entry}"
    (r,) = find_references(f"Hai bên tôn trọng {text}.")
    assert (r.text, r.type) == (text, kind)


@pytest.mark.parametrize(("text", "key"), load_toml("legal/abbreviations.toml")["examples"].items())
def test_names_of_laws_are_known_with_abbreviations_in_them(text, key):
    (r,) = find_references(f"Theo {text} thì đúng.")
    assert (r.text, r.key) == (text, key)


def test_signs_are_known_with_and_without_marks():
    assert {"nđ", "nd", "qđ", "qd", "tw"} <= signs()
    assert len({t.name for t in document_types()}) == len(TYPES)

"""Names carried through their document: the examples of the table, and where nothing is carried."""

import pytest

import vntext
from vntext import Lexicon, Pipeline
from vntext.entities.carried import TABLE, carry
from vntext.entities.types import Found
from vntext.resources import load_toml
from vntext.spans import Spans
from vntext.tokens.column import tokenize

from ..decide.marked import decided, read, write

ROWS = load_toml(TABLE)
NONE = Spans.of([])


@pytest.mark.parametrize(("given", "expected"), ROWS["examples"])
def test_examples(given, expected):
    changes = []
    got, final = decided(given, documents=[0], sentences=None, changes=changes)
    assert got == expected
    assert {f.rule for f in final} == {"tagger", "carried"}
    assert [c.after for c in changes] == [f for f in final if f.rule == "carried"]


@pytest.mark.parametrize("marked", ROWS["counter"])
def test_counter_examples(marked):
    assert decided(marked, documents=[0], sentences=None)[0] == marked


def carried(marked, documents=(0,)):
    """What is carried in a marked text, without words."""
    text, found = read(marked)
    return write(text, carry(found, tokenize(text), NONE, documents))


def test_a_name_stays_in_its_document():
    marked = "Bà [PERSON Lê Thị Hằng] dạy toán.\nAi cũng quý Hằng."
    second = len("Bà Lê Thị Hằng dạy toán.\n")
    assert carried(marked, [0, second]) == marked
    assert carried(marked).endswith("quý [PERSON Hằng].")


def test_documents_of_a_batch_are_as_alone():
    texts = [
        "Bà Lê Thị Hằng dạy toán ở Huế. Học trò nào cũng quý Hằng.",
        "Hằng năm, trường mở hội. Ai cũng quý Hằng.",
    ]
    assert list(vntext.pipe(texts)) == [vntext.analyze(t) for t in texts]


@pytest.mark.parametrize("word", ROWS["not_behind"])
def test_nothing_is_carried_behind(word):
    for label in ("PERSON", "ORG", "LOC"):
        marked = f"[{label} Lindqvist] đến. Ta thấy {word} Lindqvist lạ."
        assert carried(marked) == marked


@pytest.mark.parametrize("word", ROWS["no_person_behind"])
def test_no_person_is_carried_behind(word):
    marked = f"[PERSON Lindqvist] đến. Ta thấy {word} Lindqvist lạ."
    assert carried(marked) == marked
    place = marked.replace("PERSON", "LOC")
    assert carried(place).endswith(f"{word} [LOC Lindqvist] lạ.")


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG Sao Mai] thắng. Máy Sao Mai 7 rơi.",  # a model of a thing
        "[PERSON Ana Lindqvist] đến. Gặp Lindqvist - Berg ở ga.",  # half of a longer name
        "[PERSON Ana Lindqvist] đến. Gặp Karin Lindqvist ở ga.",
        "[PERSON Trần Kỳ] đến. Kỳ họp thứ hai mở.",  # opens a sentence, and never stands elsewhere
        "[PERSON Trần Văn A] đến. Khu A đông.",  # one letter
        "[ORG VPX] họp. Các VPX mới mở, có VPX xa.",  # more often passed over than found
    ],
)
def test_what_is_not_carried(marked):
    assert carried(marked) == marked


def test_a_label_that_few_mentions_bear_gives_way():
    marked = "[PERSON Dom] đến. [PERSON Dom] cười. [ORG Dom] về."
    assert carried(marked) == marked.replace("ORG", "PERSON")
    marked = "[PERSON Dom] đến. [ORG Dom] về."
    assert carried(marked) == marked


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name():
    got = carried("Bà [PERSON Lê Thị Hằng] dạy toán. Khi Hằng đến, trời mưa.")
    assert got.endswith("Khi [PERSON Hằng] đến, trời mưa.")


def test_what_a_lexicon_says_keeps_its_label_and_is_carried():
    lexicon = Lexicon(people=["Ana Lindqvist"])
    doc = Pipeline(lexicon=lexicon).analyze("Ana Lindqvist đến ga. Trời mưa, Lindqvist ướt.")
    found = [(e.text, e.label, e.rule) for e in doc.entities]
    assert ("Ana Lindqvist", "PERSON", "lexicon") in found
    assert any(text == "Lindqvist" and label == "PERSON" for text, label, _ in found)


def test_spans_of_a_tagger_of_the_user_are_not_carried():
    class Own:
        def tag(self, batch):
            return [Found(3, 14, "PERSON", "own", 0.5)]

    doc = Pipeline(tagger=Own()).analyze("Bà Lê Thị Hằng dạy toán. Ai cũng quý Hằng.")
    assert [e.text for e in doc.entities] == ["Lê Thị Hằng"]


def test_no_text_is_too_long():
    marked = "[PERSON Lê Thị Hằng] dạy. Ai cũng quý Hằng. " * 300
    assert carried(marked).count("[PERSON Hằng]") == 300

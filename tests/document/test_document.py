import json
import pickle

import pytest

import vntext
from vntext.document import (
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Words,
)

TEXT = "Ông Lê An, Giám đốc Sở Y tế, nêu Luật Đất đai."


def _doc() -> Document:
    def span(kind, part, *fields, **named):
        at = TEXT.index(part)
        return kind(at, at + len(part), part, *fields, **named)

    org = span(Span, "Sở Y tế")
    return Document(
        text=TEXT,
        paragraphs=(span(Paragraph, TEXT, "body", "default"),),
        sentences=(span(Sentence, TEXT, "newline"),),
        words=Words.of(TEXT, [(0, 3), (4, 9), (9, 10), (11, 19), (20, 27), (27, 28)]),
        entities=(span(Entity, "Lê An", "PERSON", "tagger", 0.75),),
        people=(Person("Lê An", (span(Span, "Lê An"),), (span(Title, "Giám đốc Sở Y tế", org),)),),
        legal_references=(span(LegalReference, "Luật Đất đai", "luật", year=2024),),
        summary=Summary((span(SummarySentence, TEXT, 0.5, "score"),)),
    )


def test_round_trips_through_dict_json_and_pickle():
    doc = _doc()
    assert Document.from_dict(doc.to_dict()) == doc
    assert Document.from_json(doc.to_json()) == doc
    assert Document.from_json(doc.to_json(indent=1).encode()) == doc
    assert pickle.loads(pickle.dumps(doc)) == doc
    assert hash(pickle.loads(pickle.dumps(doc))) == hash(doc)


@pytest.mark.parametrize("name", ["Document", "_with_parts", "_Changed", "Entity", "Words"])
def test_a_pickle_finds_the_names_under_which_it_was_written(name):
    written = f"cvntext.document\n{name}\n.".encode()
    assert pickle.loads(written) is getattr(vntext.document, name)


def test_a_document_cannot_be_changed():
    with pytest.raises(AttributeError):
        _doc().text = "anders"
    with pytest.raises(TypeError):
        _doc().words.starts[0] = 5


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.pop("words"),
        lambda d: d.update(format="vntext.document/99"),
        lambda d: d["entities"][0].update(end=10_000),
        lambda d: d["entities"][0].update(text="Lê Bé"),
        lambda d: d["words"].append([5, "x"]),
        lambda d: d.update(people=3),
        lambda d: d["sentences"][0].update(colour="red"),
        lambda d: d.update(text=None),
    ],
)
def test_a_damaged_dict_is_refused(damage):
    data = _doc().to_dict()
    damage(data)
    with pytest.raises(vntext.InvalidDocumentError):
        Document.from_dict(data)


@pytest.mark.parametrize("data", ["", "[1", "[]", "null", '"text"'])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(vntext.InvalidDocumentError):
        Document.from_json(data)


def test_json_of_a_lone_surrogate_can_be_encoded():
    doc = Document("a\ud800b")
    doc.to_json().encode("utf8")
    assert Document.from_json(doc.to_json()) == doc


def test_segmented_text_has_a_token_per_word():
    doc = _doc()
    assert doc.to_segmented() == "Ông Lê_An , Giám_đốc Sở_Y_tế ,"
    assert doc.to_segmented("~").split() == [w.replace(" ", "~") for w in doc.words.texts()]
    with pytest.raises(vntext.InvalidOptionError):
        doc.to_segmented(" ")


def test_reprs_are_short_and_prints_are_texts():
    doc = _doc()
    assert len(repr(doc)) < 120
    assert str(doc.summary) == TEXT
    assert str(doc.people[0]) == "Lê An"
    assert str(doc.entities[0]) == "Lê An"
    assert json.loads(doc.to_json())["people"][0]["titles"][0]["organization"]["text"] == "Sở Y tế"

"""From one layer to another: what the spans of a document lead to."""

import copy
import gc
import json
import pickle
import weakref

import pytest

import vntext
from vntext.document import (
    Document,
    Entity,
    Paragraph,
    Person,
    Sentence,
    Span,
    Title,
    Word,
    Words,
)
from vntext.navigation import bound, made

TEXT = (
    "Xã Tân Sơn họp dân\n"
    "Ông Lê Văn An, Giám đốc Sở Y tế, dự họp. Bà Trần Thị Bình ghi biên bản.\n"
    "Chiều, ông An về Huế."
)


@pytest.fixture(scope="module")
def doc():
    return vntext.analyze(TEXT)


def test_a_document_is_its_words(doc):
    assert len(doc) == len(doc.words)
    assert doc[0] == doc.words[0]
    assert doc[-1].text == "."
    assert [w.text for w in doc[:2]] == doc.words.texts()[:2]
    assert list(doc) == list(doc.words)
    with pytest.raises(IndexError):
        doc[len(doc)]


def test_a_document_is_true_even_of_an_empty_text():
    assert vntext.analyze("")
    assert len(vntext.analyze("")) == 0


def test_names_of_spacy_are_the_same_layers(doc):
    assert doc.ents is doc.entities
    assert doc.sents is doc.sentences


def test_sentences_of_paragraphs_and_words_of_sentences_are_all_of_them(doc):
    assert [s for p in doc.paragraphs for s in p.sentences] == list(doc.sentences)
    assert [w for s in doc.sentences for w in s.words] == list(doc)
    assert [e for s in doc.sentences for e in s.entities] == list(doc.entities)
    assert all(w.sentence.start <= w.start < w.sentence.end for w in doc)


def test_an_entity_holds_what_lies_inside_it_and_not_itself(doc):
    title = next(e for e in doc.entities if e.label == "TITLE")
    assert [e.text for e in title.entities] == ["Sở Y tế"]
    assert title.entities[0].entities == ()
    assert [w.text for w in title.words] == ["Giám đốc", "Sở", "Y tế"]


def test_people_of_entities_and_titles(doc):
    holders = {e.text: e.person.name for e in doc.entities if e.person}
    assert holders["An"] == holders["Giám đốc Sở Y tế"] == "Lê Văn An"
    assert holders["Trần Thị Bình"] == "Trần Thị Bình"
    assert {e.label for e in doc.entities if not e.person} >= {"ORG", "LOC"}
    for person in doc.people:
        assert all(t.person is person for t in person.titles)


def test_a_title_of_two_has_its_own_holder():
    text = "Hai Phó Chủ tịch là bà Mơ và bà Na."
    title = Title(4, 16, "Phó Chủ tịch")
    people = (
        Person("Mơ", (Span(23, 25, "Mơ"),), (title,)),
        Person("Na", (Span(32, 34, "Na"),), (Title(4, 16, "Phó Chủ tịch"),)),
    )
    doc = Document(text, people=people, entities=(Entity(4, 16, "Phó Chủ tịch", "TITLE"),))
    assert [p.titles[0].person.name for p in doc.people] == ["Mơ", "Na"]
    assert doc.entities[0].person.name == "Mơ"


@pytest.mark.parametrize("layer", ["dates", "places", "quotes", "quantities", "relations"])
def test_values_lead_to_their_sentence(layer):
    text = (
        'Ngày 3/2/2030, ông Lê Văn An, Giám đốc Sở Y tế, nói: "Xã Tân Sơn đã xây 12 km đường."\n'
        "Ông An thăm tỉnh Hà Giang."
    )
    for given in (text, text.replace(" ", "\u00a0 ", 1)):
        made = vntext.analyze(given)
        for value in getattr(made, layer):
            assert value.doc is made
            assert value.sentence.start <= value.start < value.sentence.end
        assert getattr(made, layer)


def test_parts_of_values_belong_to_the_document_too():
    doc = vntext.analyze('Ông Lê Văn An nói: "Đường đã thông xe từ sáng nay."')
    quote = doc.quotes[0]
    assert quote.cue.doc is doc
    assert quote.speaker.mentions[0].doc is doc


def test_a_span_of_ones_own_belongs_to_no_document():
    for lone in (Span(0, 2, "An"), Sentence(0, 2, "An"), Entity(0, 2, "An", "PERSON")):
        with pytest.raises(vntext.InvalidDocumentError, match="no document"):
            lone.words  # noqa: B018 - the access itself is tested
    with pytest.raises(vntext.InvalidDocumentError):
        Entity(0, 2, "An", "PERSON").person  # noqa: B018


def test_parts_that_somebody_gives_belong_to_the_document():
    text = "Ông An về."
    given = Sentence(0, 10, text)
    doc = Document(
        text,
        paragraphs=(Paragraph(0, 10, text),),
        sentences=(given,),
        words=Words.of(text, [(0, 3), (4, 6), (7, 9), (9, 10)]),
    )
    assert [w.text for w in doc.paragraphs[0].sentences[0].words] == ["Ông", "An", "về", "."]
    other = Document(text, sentences=(given,))
    assert other.sentences[0] == given
    assert other.sentences[0].words == ()  # of the second document, which has none
    assert doc.sentences[0].words[0].text == "Ông"


def test_other_layers_are_seen_from_all_spans(doc):
    other = doc.with_layers(entities=(Entity(22, 23, "n", "ORG"),))
    assert [e for s in other.sentences for e in s.entities] == list(other.entities)
    assert other.sentences[0].doc is other
    assert doc.sentences[0].doc is doc
    assert other.words[0].doc is other


def test_the_document_is_no_part_of_what_is_kept_of_a_span(doc):
    entity = doc.entities[0]
    assert entity == Entity(
        entity.start, entity.end, entity.text, entity.label, entity.rule, entity.score
    )
    assert "_doc" not in repr(entity)
    alone = pickle.loads(pickle.dumps(entity))
    assert alone == entity
    with pytest.raises(vntext.InvalidDocumentError):
        alone.doc  # noqa: B018
    assert len(pickle.dumps(entity)) < 400
    assert copy.deepcopy(entity) == entity


@pytest.mark.parametrize(
    "again",
    [
        lambda d: pickle.loads(pickle.dumps(d)),
        lambda d: Document.from_json(d.to_json()),
        lambda d: Document.from_dict(json.loads(json.dumps(d.to_dict()))),
    ],
)
def test_a_document_that_comes_back_is_navigated_as_before(doc, again):
    back = again(doc)
    assert [[w.text for w in s.words] for s in back.sentences] == [
        [w.text for w in s.words] for s in doc.sentences
    ]
    assert [e.person and e.person.name for e in back.entities] == [
        e.person and e.person.name for e in doc.entities
    ]


def test_documents_that_were_looked_at_are_freed():
    document = vntext.analyze(TEXT)
    titles = [t for p in document.people for t in p.titles]
    kept = weakref.ref(document)
    del document
    assert titles[0].doc is kept()  # a span keeps its document
    del titles
    gc.collect()
    assert kept() is None


def test_a_frame_of_one_document(doc):
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = doc.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert frame["text"].tolist() == [e.text for e in doc.entities]
    assert doc.to_frame("sentences")["text"].tolist() == [s.text for s in doc.sentences]
    with pytest.raises(vntext.InvalidOptionError):
        doc.to_frame("nothing")


def test_a_pipeline_is_called_as_a_function():
    nlp = vntext.Pipeline(lexicon=vntext.Lexicon(people=["Mây Trắng"]))
    assert nlp("Chị Mây Trắng hát.") == nlp.analyze("Chị Mây Trắng hát.")
    assert nlp("<p>Trời mưa.</p>", source="html", layers=["words"]).source == "html"


def test_looking_from_each_span_takes_no_more_than_linear_time(linear):
    unit = "Ông Lê Văn An, Giám đốc Sở Y tế, dự họp. "
    docs = [vntext.analyze(unit * n) for n in (100, 400)]

    def run(k: int) -> None:
        for s in docs[k].sentences:
            assert s.words
            assert all(e.sentence for e in s.entities)
            assert [e.person for e in s.entities]

    linear(run, 4)


@pytest.mark.usefixtures("backend")
def test_many_spans_at_once_are_those_made_one_by_one(doc):
    rows = [(0, 3, "Mai", "PERSON", "tagger", 0.5), (4, 7, "Huế", "LOC", "tagger", 1.0)]
    assert made(Entity, 2, *zip(*rows, strict=True)) == [Entity(*row) for row in rows]
    short = made(Entity, 1, [0], [3], ["Mai"], ["PERSON"], doc=doc)
    assert short == [Entity(0, 3, "Mai", "PERSON")]
    assert short[0].doc is doc
    assert made(Word, 0, [], [], []) == []
    with pytest.raises(ValueError, match="columns must have one length"):
        made(Word, 2, [0], [3], ["Mai"], doc=doc)
    with pytest.raises(vntext.InvalidDocumentError):
        print(made(Word, 1, [0], [3], ["Mai"])[0].doc)


def test_the_first_word_of_a_long_text_makes_few_of_them(monkeypatch):
    text = "mưa " * 3000
    words = Words.of(text, [(i, i + 3) for i in range(0, len(text), 4)])
    sizes = []
    whole = Words._made

    def counted(self, starts, ends):
        sizes.append(len(starts))
        return whole(self, starts, ends)

    monkeypatch.setattr(Words, "_made", counted)
    assert next(iter(words)).text == "mưa"
    assert sum(sizes) < 1000
    assert [w.start for w in words] == list(range(0, len(text), 4))


@pytest.mark.usefixtures("backend")
def test_what_belongs_to_another_document_is_copied_with_all_that_is_in_it():
    one, other = vntext.analyze(TEXT), vntext.analyze(TEXT)
    people = bound(one.people, other)
    assert people == one.people
    assert all(m.doc is other for p in people for m in (*p.mentions, *p.titles))
    assert all(m.doc is one for p in one.people for m in (*p.mentions, *p.titles))
    free = tuple(made(Span, 2, [0, 7], [2, 9], ["Xã", "Sơ"]))
    assert bound(free, one) is free
    assert [s.doc for s in free] == [one, one]
    mixed = (free[0], Span(0, 2, "Xã"))
    taken = bound(mixed, other)
    assert taken == mixed
    assert free[0].doc is one
    assert [s.doc for s in taken] == [other, other]

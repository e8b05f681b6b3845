"""Whole documents compared: what counts, what does not, and what is refused."""

import pytest

from vntext.document import (
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Title,
)
from vntext.evaluate import compare_documents

TEXT = "Bí thư An họp với Bình. An nói."


def span(kind, part, last=False, **fields):
    start = TEXT.rindex(part) if last else TEXT.index(part)
    return kind(start, start + len(part), part, **fields)


AN, BINH, AGAIN = span(Span, "An"), span(Span, "Bình"), span(Span, "An", last=True)
BI_THU = span(Title, "Bí thư")
GOLD = Document(TEXT, people=(Person("An", (AN, AGAIN), (BI_THU,)), Person("Bình", (BINH,))))


def compared(predicted, gold=GOLD, unsure=None):
    return compare_documents([gold], [predicted], unsure)


def test_groups_of_mentions():
    apart = Document(TEXT, people=tuple(Person(m.text, (m,)) for m in (AN, BINH, AGAIN)))
    figures = compared(apart).people
    assert figures.precision == 1
    assert figures.recall == pytest.approx(2 / 3)
    assert compared(GOLD).people.f1 == 1


def test_a_title_counts_with_its_person():
    other = Document(TEXT, people=(Person("An", (AN, AGAIN)), Person("Bình", (BINH,), (BI_THU,))))
    assert compared(other).title_links.f1 == 0
    # whoever has most of the mentions is meant
    mixed = Document(TEXT, people=(Person("An", (AN, BINH, AGAIN), (BI_THU,)),))
    assert compared(mixed).title_links.f1 == 1
    nobody = Document(TEXT, people=(Person("họp", (span(Span, "họp"),), (BI_THU,)),))
    assert compared(nobody).title_links == (0, 0, 0)
    assert compared(nobody, unsure=[[(0, 3)]]).title_links.precision == 0


def test_what_overlaps_an_unsure_span_does_not_count():
    gold = Document(TEXT, entities=(span(Entity, "Bình", label="PERSON"),))
    found = Document(
        TEXT,
        entities=(
            span(Entity, "Bí thư", label="TITLE"),
            span(Entity, "Bình", label="PERSON"),
        ),
    )
    assert compared(found, gold).entities.precision == 0.5
    assert compared(found, gold, [[(3, 4)]]).entities.precision == 1
    assert compared(found, gold, [[(6, 9)]]).entities.precision == 0.5
    assert compared(found, gold).labels["TITLE"].precision == 0
    assert compared(found, gold).labels["PERSON"].f1 == 1


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ({"type": "nghị quyết", "code": "35-NQ/TW", "provision": "điểm a khoản 1"}, 1),
        ({"type": "Nghị quyết", "code": "35 – nq/tw", "provision": "điểm a, khoản 1"}, 1),
        ({"type": "quyết định", "code": "35-NQ/TW", "provision": "điểm a khoản 1"}, 0),
        ({"type": "nghị quyết", "code": "36-NQ/TW", "provision": "điểm a khoản 1"}, 0),
        ({"type": "nghị quyết", "code": "35-NQ/TW", "provision": ""}, 0),
    ],
)
def test_fields_of_references(fields, right):
    def doc(**named):
        return Document(TEXT, legal_references=(LegalReference(0, 6, TEXT[:6], **named),))

    gold = doc(type="nghị quyết", code="35-NQ/TW", provision="điểm a khoản 1")
    assert compared(doc(**fields), gold).legal_fields == right
    moved = Document(TEXT, legal_references=(LegalReference(0, 5, TEXT[:5], **fields),))
    assert compared(moved, gold).legal_fields == 0


def test_sentences_and_roles():
    first, second = TEXT[:23], TEXT[24:]
    gold = Document(
        TEXT,
        sentences=(Sentence(0, 23, first), Sentence(24, 31, second)),
        paragraphs=(Paragraph(0, 31, TEXT, "lead"),),
    )
    # white space at the end of a sentence is nothing
    wide = Document(
        TEXT,
        sentences=(Sentence(0, 24, first + " "), Sentence(24, 31, second)),
        paragraphs=(Paragraph(0, 31, TEXT, "body"),),
    )
    figures = compared(wide, gold)
    assert (figures.sentence_ends.f1, figures.roles) == (1, 0)
    one = Document(TEXT, sentences=(Sentence(0, 31, TEXT),))
    assert compared(one, gold).sentence_ends.recall == 0.5


def test_what_has_no_value_is_left_out():
    figures = compared(Document(TEXT))
    assert (figures.legal_fields, figures.roles) == (None, None)
    assert "legal fields" not in figures.percentages()
    assert figures.percentages()["person clusters B3"] == 0


def test_documents_are_told_apart():
    a = Document(TEXT, entities=(span(Entity, "Bình", label="PERSON"),))
    figures = compare_documents([a, Document(TEXT)], [Document(TEXT), a])
    assert figures.entities.f1 == 0


@pytest.mark.parametrize(
    ("gold", "predicted", "unsure", "why"),
    [
        ([GOLD], [], None, "same texts"),
        ([GOLD], [Document("An")], None, "same texts"),
        ([GOLD], [GOLD], [], "0 entries for 1"),
        (GOLD, [GOLD], None, "several documents"),
        ([GOLD], "x", None, "several documents"),
    ],
)
def test_what_cannot_be_compared_is_refused(gold, predicted, unsure, why):
    with pytest.raises(ValueError, match=why):
        compare_documents(gold, predicted, unsure)

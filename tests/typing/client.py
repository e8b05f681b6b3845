"""A program that uses the package as its readers would; type checkers read it, nobody runs it."""

from collections.abc import Iterator
from typing import assert_type

import vntext
from vntext import Document, Entity, Lexicon, Person, Pipeline, Sentence, Word
from vntext.labels import Label, Role
from vntext.legal import LegalDocument, read


def names(doc: Document) -> list[str]:
    return [p.name for p in doc.people]


class Shouting:
    """A segmenter of one's own would be one, too: protocols are structural."""

    def score(self, text: str, sentences: list[Sentence], headline: str) -> list[float]:
        return [float(len(s)) for s in sentences]


doc = vntext.analyze("Bà Lê Thị Mai về Huế.", layers=["entities"], layout="auto", source="plain")
assert_type(doc, Document)
assert_type(doc[0], Word)
assert_type(doc[:2], tuple[Word, ...])
assert_type(len(doc), int)
assert_type(iter(doc), Iterator[Word])
assert_type(doc.ents, tuple[Entity, ...])
assert_type(doc.entities[0].label, Label)
assert_type(doc.entities[0].person, Person | None)
assert_type(doc.entities[0].sentence, Sentence | None)
assert_type(doc.sentences[0].words, tuple[Word, ...])
assert_type(doc.sentences[0].doc, Document)
assert_type(doc.paragraphs[0].role, Role)
assert_type(doc.paragraphs[0].sentences, tuple[Sentence, ...])
assert_type(doc.people[0].titles[0].person, Person | None)
assert_type(doc.dates[0].value, str)
assert_type(doc.to_json(), str)
assert_type(names(doc), list[str])

nlp = Pipeline(lexicon=Lexicon(["chuyển đổi số"], people=["Mây Trắng"]))
assert_type(nlp("Trời mưa."), Document)
for made in nlp.pipe(["Trời mưa."], n_process=2):
    assert_type(made, Document)

assert_type(vntext.word_tokenize("Trời mưa."), list[str])
assert_type(vntext.normalize("Trời mưa.", tones="first"), str)
assert_type(vntext.summarize(doc, sentences=2, headline="Mưa").text, str)
assert_type(vntext.info().kernel, bool)
assert_type(read("Điều 1. Bờ hồ"), LegalDocument)

try:
    vntext.analyze("")
except vntext.VntextError as e:
    print(e)

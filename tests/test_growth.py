"""Every public function of a text takes time that grows like the text, whatever stands in it."""

import pytest

import vntext
from vntext import legal
from vntext.document import LAYERS
from vntext.text.key import key

# Short pieces that, again and again, once made some stage look at the whole text for each piece.
PIECES = {
    "a name": "An ",
    "a law": "Luật ",
    "a law and its number": "Luật 1 ",
    "a part of a law": "Điều 1 ",
    "names in a row": "Lê An, ",
    "titles": "Giám đốc ",
    "stops": "a.",
    "figures": "1.",
    "quotes": "“a” ",
    "brackets": "(a; ",
    "lines": "Ông An\n",
    "no space at all": "ă",
    "credits": "Ảnh: ",
    "short names": "Luật Giá (sau đây gọi là Luật). Điều 9 của Luật\n",
    "letters of an old encoding": "ß",
    "a clause and its order": "1. Bãi bỏ Điều 1 và Điều 2\n\n",
}
SMALL, TIMES = 6_000, 8
"""Characters of the short text, and how many times as long the long one is."""


def text_of(piece, chars):
    return (piece * (chars // len(piece) + 1))[:chars]


def analysed(text):
    doc = vntext.analyze(text)
    for name in LAYERS:
        getattr(doc, name)
    return doc


def read(text):
    """A legal document, whatever stands below its head."""
    head = "CHÍNH PHỦ\n\nSố: 5/2031/NĐ-CP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
    return legal.read(head + text)


def many(text):
    """The same text in one batch of documents."""
    return list(vntext.pipe([text[i : i + 600] for i in range(0, len(text), 600)]))


OF_TEXT = {
    "analyze": analysed,
    "pipe": many,
    "find_entities": vntext.find_entities,
    "find_legal_references": vntext.find_legal_references,
    "sent_tokenize": vntext.sent_tokenize,
    "word_tokenize": vntext.word_tokenize,
    "pos_tag": vntext.pos_tag,
    "normalize": vntext.normalize,
    "explain_normalization": vntext.explain_normalization,
    "decode_legacy": vntext.decode_legacy,
    "detect_encoding": vntext.detect_encoding,
    "restore_diacritics": vntext.restore_diacritics,
    "looks_unaccented": vntext.looks_unaccented,
    "strip_diacritics": vntext.strip_diacritics,
    "fold": vntext.fold,
    "slugify": vntext.slugify,
    "from_telex": vntext.from_telex,
    "key": key,
    "legal.read": read,
}
OF_DOCUMENT = {
    "find_people": lambda doc: doc.people,
    "summarize": lambda doc: vntext.summarize(doc, ratio=0.5, trim=True),
    "keyphrases": vntext.keyphrases,
    "brief": vntext.brief,
    "annotate": lambda doc: vntext.annotate(doc, "[{text}]", format="html"),
    "resolve_legal_references": vntext.resolve_legal_references,
    "render_html": vntext.render_html,
    "to_dict": lambda doc: doc.to_dict(),
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("name", OF_TEXT)
def test_functions_of_a_text_take_linear_time(name, piece, linear):
    texts = [text_of(piece, n) for n in (SMALL, TIMES * SMALL)]
    linear(lambda k: OF_TEXT[name](texts[k]), TIMES)


@pytest.fixture(scope="module")
def documents():
    """The two documents of a piece, analysed once."""
    made = {}

    def of(piece):
        if piece not in made:
            made.clear()
            made[piece] = [analysed(text_of(piece, n)) for n in (SMALL, TIMES * SMALL)]
        return made[piece]

    return of


@pytest.mark.parametrize("name", OF_DOCUMENT)
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_functions_of_a_document_take_linear_time(name, piece, linear, documents):
    docs = documents(piece)
    linear(lambda k: OF_DOCUMENT[name](docs[k]), TIMES)

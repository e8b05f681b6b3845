"""What the document says elsewhere about a word helps the tagger: an office before the name."""

import numpy as np
import pytest

from vntext import find_entities
from vntext.entities import tagger_features
from vntext.entities.tagger_features import columns
from vntext.entities.tagger_model import tagger_model
from vntext.tokens.column import tokenize


def bits(text, word, docs=None):
    """What the document says about each mention of a word."""
    tokens = tokenize(text)
    if docs is None:
        docs = np.zeros(len(tokens.keys), np.int64)
    tables = tagger_model().tables
    cols = columns(tokens, docs, tables.gazetteer, tables.words)
    said = cols.data["doc"][cols.places]
    spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    return [int(b) for b, (start, end) in zip(said, spans, strict=True) if text[start:end] == word]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Giám đốc Lụa về bản. Hôm sau, Lụa xuống xã.", True),
        ("Chủ tịch Lụa về bản.\nHôm sau, Lụa xuống xã.", True),
        ("Lụa về bản. Hôm sau, Lụa xuống xã.", False),
        ("Người Lụa về bản. Hôm sau, Lụa xuống xã.", False),
        # the office stands in another line, or behind the name
        ("Ra mắt giám đốc\nLụa về bản. Hôm sau, Lụa xuống xã.", False),
        ("Lụa, giám đốc, về bản. Hôm sau, Lụa xuống xã.", False),
    ],
)
def test_an_office_before_a_name_tells_every_mention_of_it(text, told):
    expected = tagger_features.AFTER_OFFICE if told else 0
    assert bits(text, "Lụa") == [expected, expected]


def test_another_document_says_nothing():
    text = "Giám đốc Lụa về bản.\nHôm sau, Lụa xuống xã."
    docs = tokenize(text).lines
    assert bits(text, "Lụa", docs) == [tagger_features.AFTER_OFFICE, 0]


@pytest.mark.parametrize("office", ["Chủ tịch", "Bí thư", "Giám đốc", "Bộ trưởng"])
def test_a_rare_name_is_found_again_because_an_office_stood_before_it(office):
    again = "Hôm sau, Bưởi xuống xã."
    assert not find_entities(again)
    found = find_entities(f"{office} Bưởi về bản.\n{again}")
    assert [(e.text, e.label) for e in found] == [
        (office, "TITLE"),
        ("Bưởi", "PERSON"),
        ("Bưởi", "PERSON"),
    ]

"""Texts written for the tagger (`training/annotations/own`): their marks are well formed."""

import pathlib
import sys

import pytest

TRAINING = pathlib.Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def corpus():
    sys.path.insert(0, str(TRAINING))
    try:
        import entities_corpus
    finally:
        sys.path.remove(str(TRAINING))
    return entities_corpus


def test_marks_become_spans(corpus):
    text, spans = corpus.unmarked("[Chủ tịch [Hội Vườn]O]T [An]P về.", "example")
    assert text == "Chủ tịch Hội Vườn An về."
    assert [(text[s["start"] : s["end"]], s["label"]) for s in spans] == [
        ("Chủ tịch Hội Vườn", "TITLE"),
        ("Hội Vườn", "ORG"),
        ("An", "PER"),
    ]


@pytest.mark.parametrize("marked", ["[An về.", "An]P về."])
def test_a_bracket_without_its_partner_is_an_error(corpus, marked):
    with pytest.raises(SystemExit, match="example: nothing"):
        corpus.unmarked(marked, "example")


def test_each_text_is_marked_well(corpus):
    texts = corpus.own()
    assert len({t["id"] for t in texts}) == len(texts) > 100
    for t in texts:
        assert not {*"[]"} & {*t["text"]}, t["id"]
        for s in t["spans"]:
            span = t["text"][s["start"] : s["end"]]
            assert span, t["id"]
            assert span == " ".join(span.split("\n")).strip(), (t["id"], span)
        outer = [s for s in t["spans"] if s["label"] == "TITLE"]
        for a in t["spans"]:
            for b in t["spans"]:
                if a is b or not (a["start"] < b["end"] and b["start"] < a["end"]):
                    continue
                # only a body lies inside a title; what is left open may lie anywhere
                inside = a in outer or b in outer or "X" in (a["label"], b["label"])
                assert inside, (t["id"], t["text"][a["start"] : b["end"]])

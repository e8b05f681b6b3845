"""What a stage of the user gives is checked; the error names the stage and what is wrong."""

import pickle

import numpy as np
import pytest

import vntext
from vntext import Pipeline, StageError
from vntext.entities.tagger import TableTagger
from vntext.entities.types import Found
from vntext.spans import Spans
from vntext.words.by_underthesea import UndertheseaSegmenter
from vntext.words.segmenter import TableSegmenter

TEXT = "Ông An về.\nBà Bình đi Huế."


class Tagger:
    def __init__(self, found):
        self.found = found

    def tag(self, batch):
        return self.found


class Segmenter:
    def __init__(self, words):
        self.words = words

    def segment(self, text, protected):
        return self.words


class Scorer:
    def __init__(self, make):
        self.make = make

    def score(self, text, sentences, headline):
        return self.make(len(sentences))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (None, "tagger Tagger: tag gave NoneType, not a list of Found"),
        ("abc", "gave str"),
        ([(0, 6, "PERSON")], "gave tuple in its list, not Found"),
        ([None], "gave NoneType in its list"),
        ([Found(0, 200, "PERSON")], r"a PERSON at \[0, 200\), which is no stretch of the text"),
        ([Found(-3, 6, "PERSON")], "no stretch of the text of 26 characters"),
        ([Found(6, 6, "PERSON")], "no stretch"),
        ([Found(4, 2, "PERSON")], "no stretch"),
        ([Found(4, 14, "PERSON")], r"across a line break: 'An về.\\nBà '"),
        ([Found(4, 6, "FOO")], "the label 'FOO'; there are PERSON, TITLE, ORG, LOC, DATE"),
        ([Found(4, 6, "LAW")], "the label 'LAW'"),
        ([Found(4, 6, ["PERSON"])], "the label"),
        ([Found("4", 6, "PERSON")], "the offset '4'"),
        ([Found(4.0, 6, "PERSON")], "the offset 4.0"),
        ([Found(4, 6, "PERSON", "mine", float("nan"))], "the score nan"),
        ([Found(4, 6, "PERSON", "mine", 7)], "the score 7"),
        ([Found(4, 6, "PERSON", "mine", "much")], "the score 'much'"),
        ([Found(4, 6, "PERSON", None)], "a rule that is no str"),
    ],
)
def test_a_tagger(found, says):
    with pytest.raises(StageError, match=says):
        Pipeline(tagger=Tagger(found)).analyze(TEXT)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (None, "segmenter Segmenter: segment gave NoneType, not Spans"),
        ([(0, 3)], "gave list, not Spans"),
        (Spans([0.5], [3.0]), "not of whole numbers"),
        (Spans(np.array([0, 4]), np.array([3])), "columns of the shapes"),
        (Spans.of([(0, 200)]), r"a word at \[0, 200\), which is no stretch"),
        (Spans.of([(-1, 3)]), "no stretch"),
        (Spans.of([(0, 3), (3, 3)]), "no stretch"),
        (Spans.of([(0, 6), (4, 9)]), r"\[4, 9\) after one that ends at 6"),
        (Spans.of([(0, 3), (4, 10), (0, 6)]), r"\[0, 6\) after one that ends at 10"),
        (Spans.of([(0, 3), (7, 10), (11, 26)]), "no word for 'An'"),
        (Spans.of([(0, 26)]), "across a line break"),
        (Spans.of([]), "no word for"),
    ],
)
def test_a_segmenter(words, says):
    nlp = Pipeline(segmenter=Segmenter(words))
    for call in (nlp.analyze, nlp.words):
        with pytest.raises(StageError, match=says):
            call(TEXT)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda n: None, "scorer Scorer: score gave NoneType, not a list of numbers"),
        (lambda n: [1.0] * (n + 1), "3 scores for 2 sentences"),
        (lambda n: [], "0 scores for 2 sentences"),
        (lambda n: [1.0, float("nan")], "the score nan for sentence 1"),
        (lambda n: [float("-inf"), 1.0], "the score -inf for sentence 0"),
        (lambda n: ["1", "2"], "not a list of numbers"),
        (lambda n: [[1.0], [2.0, 3.0]], "not a list of numbers"),
        (lambda n: (x for x in (1.0, 2.0)), "gave generator"),
        (lambda n: 1.0, "gave float"),
    ],
)
def test_a_scorer(make, says):
    nlp = Pipeline(scorer=Scorer(make))
    for call in (lambda t: nlp.analyze(t).summary, _summarize_with(Scorer(make))):
        with pytest.raises(StageError, match=says):
            call("Ông An đã về nhà. Bà Bình đi ra Huế.")


def _summarize_with(scorer):
    return lambda text: vntext.summarize(text, scorer=scorer)


def test_good_results_pass():
    found = (Found(np.int64(4), np.int64(6), "PERSON", "mine", np.float32(0.5)),)
    words = Spans(*np.array([[0, 3], [4, 6], [7, 10], [11, 26]]).T)
    nlp = Pipeline(tagger=Tagger(found), segmenter=Segmenter(words), scorer=Scorer(range))
    doc = nlp.analyze(TEXT)
    assert doc.words.texts() == ["Ông", "An", "về.", "Bà Bình đi Huế."]
    assert [e.text for e in doc.entities] == ["An"]
    assert vntext.Document.from_json(doc.to_json()) == doc


def test_an_error_of_a_stage_is_not_hidden():
    class Broken:
        def tag(self, batch):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        Pipeline(tagger=Broken()).analyze(TEXT)


def test_a_stage_that_counts_as_empty_is_used():
    class Nobody(list):
        def tag(self, batch):
            return []

    assert Pipeline(tagger=Nobody()).analyze(TEXT).entities == ()


def test_stages_that_ship_pass_the_checks():
    from tests.pipeline.test_pipeline import ARTICLE

    for text in (
        ARTICLE,
        TEXT,
        "",
        "a \u200b\x00 b\r\nÔng An\u2028Bà Bình",
        "👍👨\u200d👩\u200d👧",
    ):
        for stage in (UndertheseaSegmenter(), TableSegmenter()):
            assert Pipeline(segmenter=stage).analyze(text).text == text
        assert Pipeline(tagger=TableTagger()).analyze(text).text == text


def test_a_pipeline_with_stages_goes_to_other_processes():
    nlp = Pipeline(tagger=TableTagger(), segmenter=TableSegmenter())
    assert pickle.loads(pickle.dumps(nlp)).analyze(TEXT) == nlp.analyze(TEXT)

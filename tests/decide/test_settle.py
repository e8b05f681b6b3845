from vntext import Pipeline, analyze
from vntext.decide.settle import settle
from vntext.entities.types import Found
from vntext.spans import Spans


class Own:
    """A tagger that takes every CTV for a person."""

    def tag(self, batch):
        at = batch.text.index("CTV")
        return [Found(at, at + 3, "PERSON", "own")]


def test_spans_of_a_tagger_of_the_user_stay_as_they_are():
    text = "Học viện Báo chí và Tuyên truyền. Ảnh: CTV"
    own = Pipeline(tagger=Own()).analyze(text)
    assert [(e.text, e.label) for e in own.entities] == [("CTV", "PERSON")]
    assert [(e.text, e.label) for e in analyze(text).entities] == [
        ("Học viện Báo chí và Tuyên truyền", "ORG")
    ]


def test_a_span_that_grows_gives_way_to_a_grammar():
    text = "Ban Chỉ đạo quốc gia phòng, chống dịch Covid-19"
    words = Spans.of([(0, 11), (12, 20), (21, 26), (26, 27), (28, 33), (34, 38), (39, 47)])
    date = Found(28, 33, "DATE")
    assert [f.end for f in settle(text, [Found(0, 20, "ORG")], words)] == [len(text)]
    assert settle(text, [Found(0, 20, "ORG")], words, [date]) == []
    assert settle(text, [], Spans.of([])) == []


def test_no_name_is_read_over_the_end_of_a_line():
    for mark in "\n\r\u2028":
        text = f"Học viện Báo chí{mark}và Tuyên truyền"
        words = Spans.of([(0, 8), (9, 16), (17, 19), (20, 32)])
        assert settle(text, [Found(0, 16, "ORG")], words) == [Found(0, 16, "ORG")]

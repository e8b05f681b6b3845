"""Deciding as a whole: what stands before what, growth that stops, texts without anything."""

import pytest

from vntext import analyze, pipe
from vntext.decide.decide import decide, mended
from vntext.decide.trace import trace
from vntext.entities.types import Found
from vntext.names.table import verdicts
from vntext.spans import Spans
from vntext.tokens.column import tokenize

COVID = "Ban Chỉ đạo quốc gia phòng, chống dịch Covid-19"
WORDS = Spans.of([(0, 11), (12, 20), (21, 26), (26, 27), (28, 33), (34, 38), (39, 47)])


def test_a_span_grows_into_nothing_that_stands():
    found = [Found(0, 20, "ORG")]
    date = Found(28, 33, "DATE", "numeric")
    assert [f.end for f in decide(COVID, found, WORDS)] == [len(COVID)]
    assert decide(COVID, found, WORDS, grammars=[date]) == [found[0], date]
    assert decide(COVID, found, WORDS, lexicon=[date]) == [found[0], date]
    assert decide(COVID, [], Spans.of([])) == [Found(0, len(COVID), "ORG", "known-body")]


def test_nothing_to_decide():
    assert decide("", [], Spans.of([]), []) == []
    assert decide("An", [Found(0, 2, "PERSON")], Spans.of([]), []) == [Found(0, 2, "PERSON")]
    assert trace("") == []


@pytest.mark.parametrize("mark", ["\n", "\r", "\u2028"])
def test_no_name_is_read_over_the_end_of_a_line(mark):
    text = f"Học viện Báo chí{mark}và Tuyên truyền"
    words = Spans.of([(0, 8), (9, 16), (17, 19), (20, 32)])
    assert decide(text, [Found(0, 16, "ORG")], words) == [Found(0, 16, "ORG")]


def test_tokens_may_be_shared():
    found = [Found(0, 20, "ORG")]
    whole = decide(COVID, found, WORDS)
    assert decide(COVID, found, WORDS, tokens=tokenize(COVID)) == whole
    # a fixed span is one token: no phrase reaches into it
    fixed = tokenize(COVID, Spans.of([(28, 33)]))
    assert decide(COVID, found, WORDS, tokens=fixed) == found


def test_a_tagger_of_the_user_may_say_that_its_spans_are_a_lexicon():
    text = "Học viện Báo chí họp"
    own = [Found(0, 8, "LOC", "lexicon"), Found(0, 16, "ORG", "x")]
    assert decide(text, own, Spans.of([]), own=True) == [own[1]]


def test_a_tagger_of_ones_own_can_go_on_from_the_library():
    text = "Học viện Báo chí và Tuyên truyền"
    words = Spans.of([(0, 8), (9, 16), (17, 19), (20, 32)])
    (f,) = mended(text, [Found(0, 16, "ORG", "tagger", 0.8)], words)
    assert (f.end, f.rule) == (len(text), "body-end")


def test_a_trace_shows_overlaps_too():
    steps = trace("Giám đốc Cục Quản lí Khám, chữa bệnh đến dự. Ảnh: T.L")
    assert ("credit", "PERSON T.L", "") in steps
    assert ("body-end", "ORG Cục Quản lí Khám", "ORG Cục Quản lí Khám, chữa bệnh") in steps


def test_time_grows_with_the_text(grows_linearly):
    for unit in ("Ảnh: ", "Bộ ", "Học viện Báo chí và ", "Lê Lai ", ": "):

        def run(text):
            return decide(text, [], Spans.of([]), [(0, len(text))])

        grows_linearly(run, unit, times=500)


def test_verdicts_hold_in_the_whole_pipeline():
    """Bodies, agencies and namesakes of the table, each in its example, all in one batch."""
    rows = [r for r in verdicts() if r.kind in ("body", "agency", "namesake")]
    texts = [row.example.replace("[", "").replace("]", "") for row in rows]
    missed = []
    for row, doc in zip(rows, pipe(texts), strict=True):
        start = row.example.index("[")
        end = start + len(row.name)
        here = [e for e in doc.entities if e.start < end and start < e.end]
        if row.kind == "namesake":
            right = all(e.label != "PERSON" for e in here)
        else:
            right = any(e.label == "ORG" and e.start <= start and end <= e.end for e in here)
        if not right:
            missed.append(doc.text)
    assert not missed


def test_another_spelling_is_the_same_body():
    for name in ("Cục Quản lý Khám, chữa bệnh", "Cục Quản lí Khám, chữa bệnh"):
        doc = analyze(f"Theo {name}, thuốc đã đủ.")
        assert [(e.text, e.label) for e in doc.entities] == [(name, "ORG")]


def test_a_name_of_history_is_nobody_of_the_document():
    doc = analyze("Ông Lê An, Hiệu trưởng Trường Tiểu học Trần Quốc Toản, đã đến chợ.")
    assert [(p.name, [t.text for t in p.titles]) for p in doc.people] == [
        ("Lê An", ["Hiệu trưởng Trường Tiểu học Trần Quốc Toản"])
    ]

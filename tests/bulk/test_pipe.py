"""A stream of texts: what comes with them, what becomes of bad ones, options as in `analyze`."""

import datetime
import sys

import pytest

import vntext
from vntext.bulk.progress import bar
from vntext.errors import InvalidOptionError

TEXTS = ["Ông Lê Văn An đến Huế.", "Bà Trần Thị Bình về.", "Trời mưa to."]


class Picky:
    """Splits by spaces, and fails at a word."""

    def segment(self, text, protected):
        from vntext.spans import Spans

        if "hỏng" in text:
            raise KeyError("hỏng")
        out, at = [], 0
        for part in text.split():
            at = text.index(part, at)
            out.append((at, at + len(part)))
            at += len(part)
        return Spans.of(out)


@pytest.fixture(params=[1, 2])
def n_process(request):
    return request.param


BAD = [TEXTS[0], None, TEXTS[1], 7, b"abc", ["a"], TEXTS[2], "x" * 60]


def test_a_bad_text_costs_itself_alone(n_process):
    nlp = vntext.Pipeline(max_chars=50)
    out = list(nlp.pipe(BAD, on_error="return", n_process=n_process))
    assert [type(x).__name__ for x in out] == [
        *("Document", "Failure", "Document", "Failure", "Failure", "Failure", "Document"),
        "Failure",
    ]
    assert [x.text for x in out if isinstance(x, vntext.Document)] == TEXTS
    failures = [x for x in out if isinstance(x, vntext.Failure)]
    assert [f.index for f in failures] == [1, 3, 4, 5, 7]
    assert [f.text for f in failures] == [None, 7, b"abc", ["a"], "x" * 60]
    assert all(f"texts[{f.index}]" in str(f.error) for f in failures)
    assert type(failures[-1].error) is vntext.TextTooLongError


def test_bad_texts_can_be_skipped_or_handled(n_process):
    nlp, seen = vntext.Pipeline(max_chars=50), []
    options = {"n_process": n_process, "ids": range(len(BAD))}
    skipped = list(nlp.pipe(BAD, on_error="skip", **options))
    assert [(d.text, i) for d, i in skipped] == list(zip(TEXTS, [0, 2, 6], strict=True))
    assert list(nlp.pipe(BAD, on_error=seen.append, **options)) == skipped
    assert [f.context for f in seen] == [1, 3, 4, 5, 7]


def test_documents_before_a_bad_text_are_yielded_before_it_is_raised(n_process):
    docs = vntext.pipe([*TEXTS, None, "Gió."], n_process=n_process)
    assert [next(docs).text for _ in TEXTS] == TEXTS
    with pytest.raises(vntext.InvalidTextError, match=r"texts\[3\] must be a str, not NoneType"):
        next(docs)


def test_what_the_source_raises_comes_behind_the_texts_before_it(n_process):
    def source():
        yield from TEXTS
        raise OSError("the connection is gone")

    docs = vntext.pipe(source(), n_process=n_process)
    assert [next(docs).text for _ in TEXTS] == TEXTS
    with pytest.raises(OSError, match="connection"):
        next(docs)


def test_a_stage_that_fails_costs_the_text_that_it_fails_at(n_process):
    nlp = vntext.Pipeline(segmenter=Picky())
    texts = [*TEXTS, "Máy hỏng.", *TEXTS]
    out = list(nlp.pipe(texts, on_error="return", n_process=n_process))
    (failure,) = (x for x in out if isinstance(x, vntext.Failure))
    assert (failure.index, type(failure.error)) == (3, KeyError)
    assert [x.text for x in out] == texts
    with pytest.raises(KeyError) as caught:
        list(nlp.pipe(texts, n_process=n_process))
    assert any("texts[3]" in note for note in caught.value.__notes__)


def test_contexts_come_back_with_their_documents(n_process):
    rows = [(text, {"n": n}) for n, text in enumerate(TEXTS)]
    out = list(vntext.pipe(rows, as_tuples=True, n_process=n_process))
    assert [(d.text, c) for d, c in out] == rows
    out = list(vntext.pipe(iter(TEXTS), ids=iter("abc"), n_process=n_process))
    assert [(d.text, c) for d, c in out] == list(zip(TEXTS, "abc", strict=True))


def test_what_is_no_pair_is_a_bad_text():
    rows = [("Trời mưa.", 1), "Trời mưa.", ("a", 1, 2), None]
    out = list(vntext.pipe(rows, as_tuples=True, on_error="return"))
    assert [type(x).__name__ for x, _ in out] == ["Document", "Failure", "Failure", "Failure"]
    assert "must be a pair" in str(out[1][0].error)
    assert [x.text for x, _ in out] == ["Trời mưa.", "Trời mưa.", ("a", 1, 2), None]


@pytest.mark.parametrize(("ids", "why"), [([1, 2], "has 2 ids"), ([1, 2, 3, 4], "more ids")])
def test_as_many_ids_as_texts(ids, why):
    docs = vntext.pipe(iter(TEXTS), ids=iter(ids))
    with pytest.raises(vntext.InvalidOptionError, match=why):
        list(docs)


OPTIONS = [
    {"layout": "wrapped"},
    {"source": "html"},
    {"source": "auto"},
    {"restore": True},
    {"reference": "2025-05-24"},
    {"layers": ["people", "dates"]},
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_options_mean_what_they_mean_in_analyze(options, n_process):
    texts = [
        "Ông Lê Văn An\nđến Huế hôm qua.",
        "<p>Bà <b>Trần Thị Bình</b> về ngày 3/2.</p>",
        "Ong Le Van An den Ha Giang ngay 3/2.",
        "",
    ]
    every = vntext.document.ALL_LAYERS
    want = [vntext.analyze(t, **options) for t in texts]
    got = list(vntext.pipe(texts, n_process=n_process, batch_size=60, **options))
    assert [d.to_dict(every) for d in got] == [d.to_dict(every) for d in want]
    assert [d.twin for d in got] == [d.twin for d in want]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"on_error": "ignore"}, "on_error must be one of raise, skip, return"),
        ({"on_error": None}, "on_error"),
        ({"n_process": -2}, "-1 stands for all cores"),
        ({"timeout": 1}, "timeout needs processes"),
        ({"timeout": 0, "n_process": 2}, "seconds above 0"),
        ({"timeout": "1", "n_process": 2}, "seconds above 0"),
        ({"timeout": float("nan"), "n_process": 2}, "seconds above 0"),
        ({"ids": "abc"}, "ids must be several"),
        ({"ids": [1], "as_tuples": True}, "do not go together"),
        ({"as_tuples": 1}, "as_tuples must be True or False"),
        ({"progress": "yes"}, "progress must be True or False"),
        ({"restore": 1}, "restore must be 'never'"),
        ({"reference": "hôm qua"}, "hôm qua"),
    ],
    ids=str,
)
def test_options_that_cannot_be_are_refused_at_once(options, why):
    with pytest.raises(vntext.InvalidOptionError, match=why):
        vntext.pipe(["a"], **options)


def test_minus_one_is_all_cores():
    assert [d.text for d in vntext.pipe(TEXTS, n_process=-1)] == TEXTS


def test_progress_is_shown(capsys):
    pytest.importorskip("tqdm", reason="tqdm is not installed")
    docs = list(vntext.pipe([*TEXTS, None], progress=True, on_error="skip"))
    assert len(docs) == len(TEXTS)
    assert "4/4" in capsys.readouterr().err


def test_progress_without_tqdm_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(vntext.MissingExtraError, match="tqdm"):
        vntext.pipe(TEXTS, progress=True)
    with pytest.raises(vntext.MissingExtraError, match=r"vntext\[corpus\]"):
        bar(3)


def test_failures_and_errors_can_be_sent_elsewhere():
    import pickle

    (failure,) = vntext.pipe([None], on_error="return")
    assert str(pickle.loads(pickle.dumps(failure)).error) == str(failure.error)


def test_endless_bad_texts_are_answered():
    def source():
        while True:
            yield None

    docs = vntext.pipe(source(), on_error="return", batch_size=100)
    assert [next(docs).index for _ in range(3)] == [0, 1, 2]


# -- the day of each text --------------------------------------------------------------------------

DATED = [
    ("Hôm qua, trời mưa.", "2025-05-24"),
    ("Ngày 3/4, xã họp.", datetime.date(2024, 3, 1)),
    ("Hôm qua, trời mưa.", "2025-01-01T06:30:00+07:00"),
    ("Hôm qua, trời mưa.", None),
]


@pytest.mark.parametrize("n_process", [1, 2])
def test_each_text_has_its_day(n_process) -> None:
    docs = vntext.pipe(DATED, as_tuples=True, reference=lambda day: day, n_process=n_process)
    found = [[d.value for d in doc.dates] for doc, _ in docs]
    assert found == [["2025-05-23"], ["2024-04-03"], ["2024-12-31"], ["XXXX-XX-XX"]]


def test_a_day_by_id_is_that_of_analyze() -> None:
    days = {"a": "2025-05-24", "b": "2024"}
    docs = vntext.pipe(["Ngày 3/4 họp."] * 2, ids=days, reference=days.get, layers=["dates"])
    for doc, key in docs:
        assert doc.dates == vntext.analyze(doc.text, reference=days[key]).dates


def test_a_wrong_day_costs_its_text_alone() -> None:
    rows = [("Trời mưa.", "24/5"), ("Trời mưa.", 7), ("Trời mưa.", {}), ("Hôm qua.", "2025-05-24")]
    out = list(vntext.pipe(rows, as_tuples=True, reference=lambda d: d and d, on_error="return"))
    assert [type(o).__name__ for o, _ in out] == ["Failure", "Failure", "Failure", "Document"]
    assert "24/5" in str(out[0][0].error)

    def failing(_: object) -> str:
        raise KeyError("day")

    with pytest.raises(InvalidOptionError, match=r"texts\[0\]: KeyError: 'day'"):
        list(vntext.pipe(["Trời mưa."], ids=["a"], reference=failing))


def test_a_function_for_days_needs_something_to_go_by() -> None:
    with pytest.raises(InvalidOptionError, match="as_tuples or ids"):
        vntext.pipe(["Trời mưa."], reference=len)

"""The kernel's tokens and tagger are those of the array code: on any text, with any weights."""

import importlib
import itertools
import pathlib
import threading

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from vntext.entities.tagger import TableTagger
from vntext.entities.tagger_by_arrays import proposed
from vntext.entities.tagger_kernel import reader_columns, tagger_reader
from vntext.entities.tagger_model import MODEL, TaggerModel, tagger_model
from vntext.entities.types import TaggerInput
from vntext.kernel import kernel
from vntext.names.by_arrays import Gazetteer
from vntext.spans import Spans
from vntext.tables import load_model
from vntext.tokens.by_arrays import tokens_of
from vntext.tokens.column import Tokens, tokenize
from vntext.words.segmenter import TableSegmenter

TRAINING = pathlib.Path(__file__).parents[2] / "training"

built = pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")

PIECES = st.sampled_from(
    [
        *("Ông", "Bà", "ông", "Nguyễn", "Văn", "An", "Lê Thị Hoà", "HOÀNG", "hòa", "Giám đốc"),
        *("Sở Y tế", "tỉnh", "Hà Giang", "UBND", "Bộ Công an", "Trưởng ban", "TP.HCM", "xã"),
        *("(", ")", "“", "”", "[", "]", ",", ".", "-", "–", "/", "5/6", "2025", "U23", "²", "%"),
        *("\n", "\r\n", "\u2028", "\t", "\u00a0", "\x1c", "Đại tướngLê", "GD&ĐT", "nghiêngnghiêng"),
        *(
            "\ud800",
            "\U0001f600",
            "漢字",
            "Привет",
            "\u0301",
            "e\u0302\u0301",
            "ǅ",
            "İ",
            "ß",
            "\uffff",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=40).map(" ".join) | st.lists(
    PIECES, max_size=40
).map("".join)


@st.composite
def cut_texts(draw):
    """A text, fixed spans with numbers, and words, none of them from any grammar."""
    text = draw(TEXTS)
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    fixed = Spans.of(list(zip(bounds[::2], bounds[1::2], strict=False)))
    kinds = np.array(draw(st.lists(st.integers(0, 9), min_size=4, max_size=4)), np.int64)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    words = Spans.of(list(itertools.pairwise(edges)))
    return text, fixed, kinds[: len(fixed.starts)], words


def same(a, b) -> bool:
    return all(np.array_equal(x, y) for x, y in zip(a, b, strict=True))


@built
@settings(max_examples=400)
@given(cut_texts())
def test_tokens_are_those_of_the_array_code(given_):
    text, fixed, kinds, words = given_
    assert same(tokenize(text, fixed, kinds, words), tokens_of(text, fixed, kinds, words))
    assert same(tokenize(text), tokens_of(text, None, None, None))
    for column, other in zip(tokenize(text), tokens_of(text, None, None, None), strict=True):
        assert column.dtype == other.dtype


def check(model: TaggerModel, tokens: Tokens, documents: Spans) -> int:
    """Asserts that both find the same; returns how many spans."""
    found = tagger_reader(model).propose(*tokens.raw(), documents.raw()[0])
    kinds = (np.int32, np.int32, np.uint8, np.float32)
    columns = [np.frombuffer(c, kind).tolist() for c, kind in zip(found, kinds, strict=True)]
    assert columns == list(proposed(model, tokens, documents))
    _, _, labels, scores = columns
    for label, score in zip(labels, scores, strict=True):
        assert model.calibrated(label, score) == round(model.calibrated(label, score), 3)
    return len(labels)


@built
@settings(max_examples=120)
@given(cut_texts(), st.sets(st.integers(0, 300), max_size=5))
def test_spans_are_those_of_the_array_code(given_, documents):
    text, fixed, kinds, words = given_
    bounds = Spans.of([(a, a) for a in sorted(documents)])
    check(tagger_model(), tokenize(text, fixed, kinds, words), bounds)
    check(tagger_model(), tokenize(text, None, None, TableSegmenter().segment(text, fixed)), bounds)


@built
@settings(max_examples=60)
@given(cut_texts(), st.integers(0, 10_000), st.integers(0, 4))
def test_spans_are_the_same_with_any_weights(given_, seed, documents):
    """Weights, words and phrases at random: every label, every column and every phrase occurs."""
    text, fixed, kinds, words = given_
    rng = np.random.default_rng(seed)
    tokens = tokenize(text, fixed, kinds, words)
    arrays = dict(load_model(MODEL))
    rows = rng.integers(0, 256, arrays["features.rows"].shape).astype(np.uint8)
    rows[:, :2] = arrays["features.rows"][:, :2]
    rows[-2:] = 0
    arrays |= {
        "features.rows": rows,
        "trans": rng.normal(0, 1, arrays["trans"].shape).astype(np.float32),
        "init": rng.normal(0, 1, arrays["init"].shape).astype(np.float32),
        "words.flags": rng.integers(0, 8, arrays["words.flags"].shape).astype(np.uint8),
        "words.classes": rng.integers(0, 99, arrays["words.classes"].shape).astype(np.uint16),
    }
    hashes = [np.unique(tokens.keys)]
    hashes += [np.unique(rng.integers(0, 1 << 63, 9, np.uint64)) for _ in range(5)]
    listed = Gazetteer(hashes, [rng.integers(0, 1 << 16, len(h)).astype(np.uint16) for h in hashes])
    listed.starts = np.unique(tokens.keys[::2])
    bounds = np.sort(rng.integers(0, len(text) + 1, documents)).tolist()
    check(TaggerModel(arrays, listed), tokens, Spans.of([(a, a) for a in bounds]))


@built
def test_a_line_that_is_longer_than_a_sequence():
    text = "Nguyễn Văn An, Giám đốc Sở Y tế tỉnh Hà Giang " * 60
    assert check(tagger_model(), tokenize(text), Spans.of([(0, len(text))])) > 100
    text = "Trưởng ban Tổ chức Tỉnh uỷ Trưởng " * 80 + "\n" + "AN " * 300
    check(tagger_model(), tokenize(text), Spans.of([]))


@built
def test_columns_that_do_not_fit_are_refused():
    native = kernel()
    columns = {
        name: np.frombuffer(column, np.uint8) if isinstance(column, bytes) else np.asarray(column)
        for name, column in reader_columns(tagger_model()).items()
    }
    with pytest.raises(KeyError, match="no column trans"):
        native.Tagger({k: v for k, v in columns.items() if k != "trans"})
    for name, column in columns.items():
        if name not in {"words.templates.parts", "templates.parts", "kinds.before"}:
            shorter = column.reshape(-1)[: column.size - 1 if "marks" not in name else 0]
            if name in {"chances", "gazetteer.starts"}:  # any length will do
                shorter = shorter[:0] if name == "chances" else shorter.astype(np.uint8)
            with pytest.raises(ValueError, match=r".+"):
                native.Tagger(columns | {name: shorter})
    for name, value in (
        ("templates.parts", 22),
        ("templates.offsets", 3),
        ("templates.sizes", 6),
        ("templates.sizes", 0),
        ("gazetteer.sizes", 1 << 40),
        ("gazetteer.sizes", -1),
        ("chances", 0),
        ("labels.goes.on", 3),
        ("features.rows", 1),
    ):
        wrong = columns[name].copy()
        wrong[...] = value
        with pytest.raises(ValueError, match=r".+"):
            native.Tagger(columns | {name: wrong})
    for given_ in ((), ("x",), ({}, {})):
        with pytest.raises((TypeError, KeyError)):
            native.Tagger(*given_)


@built
def test_token_columns_that_do_not_fit_are_refused():
    reader, tokens = tagger_reader(tagger_model()), tokenize("Ông Lê Văn An")
    none = np.zeros(0, np.int32)
    arrays = list(tokens)
    for k in range(7):
        row = arrays[:]
        row[k] = row[k][:-1]
        with pytest.raises(ValueError, match="another size"):
            reader.propose(*row, none)
        row[k] = arrays[k].astype(np.complex128)
        with pytest.raises(ValueError, match="another size"):
            reader.propose(*row, none)
    with pytest.raises(ValueError, match="another size"):
        reader.propose(*arrays, none.astype(np.int64))
    with pytest.raises(TypeError):
        reader.propose(*arrays, None)
    with pytest.raises(TypeError):
        reader.propose(*arrays)
    tables = {"letters": bytes(65536), "traits": bytes(65536), "dashes": np.zeros(1, np.uint32)}
    first, second = np.array([0], np.int32), np.array([1], np.int32)
    with pytest.raises(ValueError, match="one kind"):
        kernel().Tokens(tables).read("a b", first, second, none, None, None)


@built
def test_threads_share_the_tagger():
    model = TaggerModel(load_model(MODEL))
    text = "Ông Lê Văn Bình, Giám đốc Sở Y tế tỉnh Hà Giang, phát biểu. " * 50
    texts = [text[k:] for k in range(0, 400, 50)]
    none = Spans.of([])

    def found(one: TaggerModel, text: str):
        return TableTagger(one).tag(TaggerInput(text, none, none, none))

    expected = [found(tagger_model(), t) for t in texts]
    results: list[object] = [None] * len(texts)

    def work(i: int) -> None:
        results[i] = found(model, texts[i])

    threads = [threading.Thread(target=work, args=(i,)) for i in range(len(texts))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert results == expected


def test_constants_of_the_kernel_are_those_of_python(monkeypatch):
    monkeypatch.syspath_prepend(TRAINING)
    constants = importlib.import_module("kernel_constants")
    said = constants.OUT.read_text("utf8")
    assert said == constants.header(), "run training/kernel_constants.py"

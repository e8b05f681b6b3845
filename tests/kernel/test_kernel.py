"""The kernel gives what the array code gives."""

import json
import shutil
import sysconfig
import threading
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext._serialize import word_rows_to_json, words_to_json
from vntext.document import Words
from vntext.kernel import kernel
from vntext.lexicon import Lexicon
from vntext.spans import Spans
from vntext.split.protect import find_protected
from vntext.tables import load_model
from vntext.text import accents_net as net, unicode
from vntext.text.accents_model import AccentModel, accent_model
from vntext.text.accents_tokens import AccentTokens, batches
from vntext.text.folding import strip_diacritics
from vntext.text.sieve import sieve
from vntext.words import by_arrays, segmenter as words
from vntext.words.borders import border_kernel
from vntext.words.codes import code_tables
from vntext.words.model import word_model
from vntext.words.reader import word_kernel

built = pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")

PIECES = st.sampled_from(
    [
        *("Hà Nội", "hoà giải", "học sinh học", "sinh viên", "HỌC SINH", "Nguyễn Văn An", "Wi-Fi"),
        *("H'Mông", "km/h", "AT&T", "x/y", "Huế-Đà Nẵng", "ba-lô", "Argentina", "nghiêng", "_"),
        *("1.500", "10,5%", "24/5", "TP.", "TP.HCM", "35-NQ/TW", "a@b.vn", "5 %", "%", "U23"),
        *(".", ",", "...", "!!", "(", ")", "“", "”", "-", "–", "/", "&", "'", "\n", "\t", "\r\n"),
        *(
            "😀",
            "👍🏽",
            "👨\u200d👩\u200d👧",
            "漢字",
            "Привет",
            "\ud800",
            "٣",
            "𝟛",
            "\u2028",
            "\x1c",
        ),
        *("\u0323", "e\u0302\u0301", "Ð", "\u00a0", "\u200b", "hòan tòan", "Vіệt", "ﬁ", "각", "Å"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=16).map(" ".join) | st.lists(
    PIECES, max_size=16
).map("".join)
OWN = Lexicon(words=["sinh học", "giải học"], names=["Văn An"], abbreviations=["TP."])


def test_the_kernel_is_built_where_there_is_a_compiler():
    header = Path(sysconfig.get_path("include")) / "Python.h"
    if shutil.which("cc") is None or not header.exists():
        pytest.skip("no C compiler, or no headers of Python")
    assert kernel() is not None


@built
@settings(deadline=None, max_examples=400)
@given(TEXTS, st.booleans())
def test_words_are_those_of_the_array_code(text, own):
    lexicon = OWN if own else None
    protected = find_protected(text)
    united, alone = words._with_own(text, protected, lexicon)
    wanted = by_arrays.words_of(text, united, alone)
    found = words.TableSegmenter(lexicon).segment(text, protected)
    assert found.pairs() == wanted.pairs()
    slices = [[text[a:b] for a, b in wanted.pairs()]]
    assert kernel().sliced(text, [len(text)], *found.raw()) == slices
    assert by_arrays.strings_of(text, [len(text)], wanted) == slices


@built
@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_words_that_stand_alone_are_those_of_the_array_code(text):
    assert word_kernel().entry(text) == by_arrays.entry_of(text)
    assert word_kernel().gaps(text) == by_arrays.scores_of(text)


@built
def test_entries_of_two_to_four_syllables():
    listed = ["chính trị", "xã hội chủ", "xã hội chủ nghĩa"]
    assert [word_kernel().entry(x) for x in [*listed, "chính", "", "x y", "a b c d e"]] == [
        *map(by_arrays.entry_of, listed),
        *(0, 0, 0, 0),
    ]
    assert word_kernel().entry("chính trị") == word_kernel().entry("xã hội chủ nghĩa") == 3


@built
@pytest.mark.parametrize("code", ["i", "H"])
def test_stretches_of_columns(code, arrays_alone):
    spans = Spans.of([(3, 5), (7, 7), (9, 70_000), (66_000, 66_010)])
    stretches = [(0, 80_000), (0, 3), (3, 9), (4, 9), (66_000, 66_001), (66_010, 66_020)]
    if code == "H":
        stretches = stretches[1:4]
    by_kernel = [spans.cut(a, b, code) for a, b in stretches]
    assert spans.between(7, 66_000).pairs() == [(0, 0), (2, 69_993)]
    arrays_alone()
    assert [spans.cut(a, b, code) for a, b in stretches] == by_kernel
    assert spans.between(7, 66_000).pairs() == [(0, 0), (2, 69_993)]


@built
@pytest.mark.parametrize("rows", [(-1, 1, 4), (1, 0, 4), (0, 3, 4), (0, 2, 3)])
def test_no_such_stretch(rows):
    first, end, width = rows
    with pytest.raises(ValueError, match="no stretch of the column"):
        kernel().moved(np.zeros(2, np.int32), first, end, 0, width)


@built
@settings(deadline=None, max_examples=200)
@given(st.lists(TEXTS, max_size=5))
def test_a_batch_is_cut_where_its_texts_end(texts):
    text = "\n".join(texts)
    none = Spans.of([])

    def sliced(text, lengths):
        return kernel().sliced(text, lengths, *words._all_words(text, none, none).raw())

    found = sliced(text, [len(t) for t in texts])
    assert found == [sliced(t, [len(t)])[0] for t in texts]


@built
@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_text_that_the_kernel_calls_clean_is_its_own_twin(text):
    assert unicode.normalized_twin(text) == unicode._twin(text)


@built
def test_doubtful_tokens():
    assert sieve().doubtful("Đường về quê – 100 km “ạ”") == []
    assert sieve().doubtful("a Ð\n\u00a0b hòan") == [(2, 3), (4, 5), (7, 11)]
    assert sieve().doubtful("Ð " * 50) == [(2 * i, 2 * i + 1) for i in range(50)]
    assert sieve().doubtful("") == []
    # text is read piece by piece, and a token that is longer than a piece is read whole
    assert sieve().doubtful("Ð " * 9000) == [(2 * i, 2 * i + 1) for i in range(9000)]
    long = "x" * 9000
    assert sieve().doubtful(f"Ð {long}Ð {long} Ð") == [(0, 1), (2, 9003), (18005, 18006)]
    assert sieve().doubtful(f"{long} " * 3) == []


@built
def test_tables_of_another_size_are_refused():
    native = kernel()
    columns = load_model("words/words.safetensors") | code_tables()
    with pytest.raises(KeyError, match="no column dense"):
        native.Words({k: v for k, v in columns.items() if k != "dense.last"})
    for name in ("codes", "pair.rows", "dense.left.shape", "vocabulary.moves"):
        with pytest.raises(ValueError, match=r"size|power of two"):
            native.Words(columns | {name: columns[name][:-1]})
    with pytest.raises(ValueError, match="beyond the tables"):
        native.Words(columns | {"vocabulary.ids": columns["vocabulary.ids"] + np.uint16(40000)})
    with pytest.raises(TypeError):
        native.Words()
    with pytest.raises(ValueError, match="size"):
        native.Sieve({"flags": bytes(5), "triples": bytes(1 << 15)})


@built
def test_spans_of_another_shape_are_refused():
    native = word_kernel()
    two, one = np.array([0, 2], np.int32), np.array([1], np.int32)
    with pytest.raises(ValueError, match="equally long"):
        native.spans("Hà Nội", two, one, None, None)
    with pytest.raises(ValueError, match="32 bits"):
        native.spans("Hà Nội", two.astype(np.int64), two, None, None)
    with pytest.raises(TypeError):
        kernel().sliced("Hà Nội", ["6"], two, two)
    for starts, ends in (([-1], [2]), ([3], [2]), ([3], [7])):
        spans = np.array(starts, np.int32), np.array(ends, np.int32)
        with pytest.raises(ValueError, match="outside the text"):
            kernel().sliced("Hà Nội", [6], *spans)
        with pytest.raises(ValueError, match="outside the text"):
            border_kernel().suspects("Hà Nội", *spans)
        with pytest.raises(ValueError, match="outside the text"):
            border_kernel().places("Hà Nội", *spans)
    with pytest.raises(TypeError):
        native.spans(b"Ha Noi", None, None, None, None)


@built
def test_threads_share_the_model():
    text = "Học sinh Hà Nội thi đấu thể thao, ngày 24/5. " * 400
    expected = words.tokenize([text])
    results: list[object] = [None] * 8

    def work(i: int) -> None:
        results[i] = words.tokenize([text])

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert all(r == expected for r in results)


def test_without_the_kernel_all_is_the_same(arrays_alone):
    texts = ["Học sinh đạt 95% điểm. Ảnh: Lê An", "Nghi\u0323 quyết 35- NQ/TW", "", "hòan tòan"]
    expected = words.tokenize(texts), [find_protected(t).pairs() for t in texts]
    arrays_alone()
    assert (words.tokenize(texts), [find_protected(t).pairs() for t in texts]) == expected
    assert len(words.TableSegmenter().segment(texts[0], Spans.of([])).starts) > 5
    assert word_model() is word_model()


def test_the_fixture_of_arrays_knows_who_asks_for_the_kernel():
    source = Path(vntext.__file__).parent
    asking = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "from vntext.kernel import kernel" in path.read_text("utf8")
    }
    asking.discard("about.py")  # only says whether there is one
    # words.model, text.sieve and text.accents_model keep what they made: see tests/conftest.py
    assert asking == {
        *(
            "_serialize.py",
            "decide/around.py",
            "entities/carried_names.py",
            "entities/tagger_kernel.py",
            "tokens/column.py",
            "tokens/look.py",
            "words/reader.py",
            "navigation.py",
            "spans.py",
        ),
        *("names/automaton.py", "names/gazetteers.py"),
        *("split/scan.py", "words/borders.py", "words/ends.py", "words/segmenter.py"),
        *("text/sieve.py", "text/heads.py", "text/scan.py", "text/accents_model.py"),
        *(
            "text/strings.py",
            "roles/reader.py",
            "summary/features.py",
            "summary/scorer.py",
            "summary/terms.py",
        ),
    }


@built
def test_objects_are_made_of_columns_that_belong_together_alone():
    made = kernel().made_objects
    names = ("start", "end", "text")
    with pytest.raises(TypeError, match="class"):
        made(tuple, 1, names, ([0], [1], ["a"]))
    with pytest.raises(TypeError, match="lists or tuples"):
        made(vntext.Span, 1, names, ([0], [1], "a"))
    with pytest.raises(ValueError, match="a column for each name"):
        made(vntext.Span, 1, names, ([0], [1]))
    with pytest.raises(ValueError, match="one length"):
        made(vntext.Span, 2, names, ([0, 1], [1], ["a", "b"]))
    with pytest.raises(ValueError, match="one length"):
        made(vntext.Span, -1, names, ([], [], []))
    with pytest.raises(AttributeError):
        made(vntext.Span, 1, ("nothing",), ([0],))
    with pytest.raises(TypeError):
        made(vntext.Span, 1, (1,), ([0],))


TOKENS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(-1, 1), st.integers(0, 144)), max_size=60
)


@built
@settings(deadline=None, max_examples=200)
@given(TOKENS)
def test_readings_are_those_of_the_array_code(rows):
    model = accent_model()
    at = np.array([0, *(r for r, _, _ in rows)]) * (len(model.first) // 401)
    case = np.array([-1, *(c for _, c, _ in rows)], np.int8)
    bare = np.array([0, *(b for _, _, b in rows)], np.int16)
    given_ = model.first[at], model.many[at], case, bare, at
    found, by_arrays = model.decode(*given_, scores=True), model._decode(*given_)
    assert found.best.tolist() == by_arrays.best.tolist()
    assert found.scores.tolist() == by_arrays.scores.tolist()
    assert found.owners.tolist() == by_arrays.owners.tolist()


@cache
def _with_net():
    """The model with a net of random weights that speaks up often."""
    draw = np.random.default_rng(5)
    plain = accent_model()
    arrays = dict(load_model("text/accents.safetensors"))
    sizes = {
        "rows": (len(plain.first), net.WIDTH), "hidden": (net.UNITS, net.PLACES * net.WIDTH),
        "out": (net.OUTPUTS, net.UNITS), "readings": (len(plain.words), net.OUTPUTS),
    }  # fmt: skip
    for name, size in sizes.items():
        arrays[f"net.{name}"] = draw.integers(-127, 128, size, np.int8)
    for name, size in {
        "case": (3, net.CASES, net.UNITS), "bias": net.UNITS, "out_bias": net.OUTPUTS,
        "own": len(plain.words),
    }.items():  # fmt: skip
        arrays[f"net.{name}"] = draw.integers(-(1 << 14), 1 << 14, size, np.int32)
    return AccentModel(arrays)


@built
@settings(deadline=None, max_examples=200)
@given(TOKENS)
def test_readings_that_the_net_weighs_are_those_of_the_array_code(rows):
    model = _with_net()
    at = np.array([0, *(r for r, _, _ in rows)]) * (len(model.first) // 401)
    case = np.array([-1, *(c for _, c, _ in rows)], np.int8)
    bare = np.array([0, *(b for _, _, b in rows)], np.int16)
    given_ = model.first[at], model.many[at], case, bare, at
    found, by_arrays = model.decode(*given_, scores=True), model._decode(*given_)
    for one, other in zip(found, by_arrays, strict=True):
        assert np.array_equal(one, other)


@built
def test_readings_of_text(shared):
    text = (shared / "data/seed-article.txt").read_text("utf8")
    model = accent_model()
    tokens = AccentTokens(model, strip_diacritics(text))
    for _, batch in batches(model, tokens):
        assert model.decode(*batch).best.tolist() == model._decode(*batch).best.tolist()


@built
def test_tokens_that_are_no_paths_are_refused():
    columns = {k: np.array([0, 3], np.int32) for k in ("first", "many")}
    columns |= {"case": np.zeros(2, np.int8), "bare": np.zeros(2, np.int16)}
    columns["row"] = np.zeros(2, np.int32)
    native = accent_model()._native
    for many in ([1, 0], [1, 17], [1, -1]):
        with pytest.raises(ValueError, match="no paths"):
            native.decode(columns | {"many": np.array(many, np.int32)}, False)
    one = np.ones(2, np.int32)
    for first in ([3, 3], [0, -1], [0, 2_000_000_000]):
        with pytest.raises(ValueError, match="no paths"):
            native.decode(columns | {"first": np.array(first, np.int32), "many": one}, False)
    long = {
        "first": np.array([0, *[3] * 97], np.int32),
        "many": np.ones(98, np.int32),
        "case": np.zeros(98, np.int8),
        "bare": np.zeros(98, np.int16),
        "row": np.zeros(98, np.int32),
    }
    with pytest.raises(ValueError, match="no paths"):
        native.decode(long, False)
    assert native.decode({k: v[:97] for k, v in long.items()}, False)[1] == b""


@pytest.mark.usefixtures("backend")
@given(
    st.lists(
        st.text(st.characters(), max_size=5) | st.sampled_from(['"', "\\", "\x08\x0b\x1f\x7f"])
    )
)
def test_rows_of_words_are_the_json_of_their_values(texts: list[str]) -> None:
    """Whatever stands in a word: quotes, control characters, halves of surrogate pairs."""
    text, spans = "".join(texts), []
    at = 0
    for part in texts:
        spans.append((at, at + len(part)))
        at += len(part)
    rows = [{"start": a, "end": b, "text": text[a:b]} for a, b in spans]
    words = Words.of(text, spans)
    assert word_rows_to_json(words) == json.dumps(rows, ensure_ascii=False)
    assert words_to_json(words) == json.dumps(spans, separators=(",", ":"))

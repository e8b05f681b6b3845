"""What the kernel reads of lines is what Python reads."""

import pytest
from hypothesis import given, strategies as st

from vntext.kernel import kernel
from vntext.roles import assign, captions, features
from vntext.roles.assign import assign_roles
from vntext.roles.captions import read_words, words_of
from vntext.roles.reader import SEEN_BYTES, reader
from vntext.split.paragraphs import find_paragraphs

built = pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")

PIECES = st.sampled_from(
    [
        *("Toàn cảnh", "Ông Lê Hân", "phát biểu", "tại buổi", "cho biết", "đã", "sẽ", "ĐÃ", "Chợ"),
        *("35", "3/4", "a_b", "ảnh:", "(ảnh", ").", "“", "Theo đó", "chợ Yên Sơn", "không", "²"),
        *("Σ", "İ", "漢字", "\ud800", "\U0001f600", "e\u0301", "ß", "\u00a0", "ª", "٣", "\uffff"),
    ]
)
LINES = st.lists(PIECES | st.text(max_size=2), max_size=70).map(" ".join)


@pytest.fixture
def by_python(monkeypatch):
    """Runs a function with the reader and without it, and gives both results."""

    def both(run):
        native = run()
        with monkeypatch.context() as patch:
            for module in (assign, captions, features):
                patch.setattr(module, "reader", lambda: None)
            return native, run()

    return both


@built
@given(LINES, st.sampled_from([-1, 0, 9, 600]))
def test_words_of_lines(by_python, line, limit):
    native, python = by_python(lambda: (read_words(line, limit), words_of(line)))
    assert native == python


@built
@given(st.lists(LINES, max_size=12))
def test_roles_and_their_reasons(by_python, lines):
    text = "\n".join(lines)
    native, python = by_python(lambda: assign_roles(text, find_paragraphs(text).pairs()))
    assert native == python


@built
def test_a_caption_that_a_long_line_repeats():
    body = " ".join(f"nhà thứ {k} ở chợ Yên Sơn đã thay dây điện" for k in range(5)) + "."
    seen = reader().seen(body)
    assert len(seen) == 2 * SEEN_BYTES
    once, again = seen[:SEEN_BYTES], seen[SEEN_BYTES:]
    assert read_words("Góc chợ Yên Sơn đã", 600, once).seen
    assert read_words("Góc chợ Yên Sơn đã", 600, again).seen
    assert not read_words("Góc chợ Phú Thành đã", 600, once).seen
    assert not read_words("nhà 3 4 ở", 600, again).seen  # each figure stands there once


@built
def test_hostile_lines_are_read_to_their_end_or_left_to_python():
    native = reader()
    assert native.read("", 600, None) is not None
    assert native.read("漢", 600, None) is None
    assert native.words("\n\na b\n", False) == [[], [], ["a", "b"], []]
    assert native.words("a_b", True) == [["a_b"]]
    assert native.words("a_b", False) == [["a", "b"]]
    # more words of the table than a line of the press has
    many = " ".join(piece for piece, _ in captions.pieces_of_captions())
    assert native.read(many, -1, None) is None
    assert read_words(many, -1).value == read_words(many + " zzz", -1).value or many


@built
def test_columns_and_arguments_of_another_kind_are_refused():
    native, lines = kernel(), reader()
    with pytest.raises(KeyError, match="pieces"):
        native.Lines({})
    columns = {"pieces": ["a"], "fact": {"x": 0}, "lower": b"", "flags": b""}
    with pytest.raises(ValueError, match="another size"):
        native.Lines(columns)
    with pytest.raises(ValueError, match="another size"):
        lines.read("a", 600, b"")
    with pytest.raises(ValueError, match="too little"):
        lines.weigh(["bias"], -1)
    with pytest.raises(ValueError, match="too many"):
        lines.weigh(["bias"] * 65, -1)
    with pytest.raises(TypeError):
        lines.weigh([["bias"]], -1)
    assert lines.weigh(["bias", "nothing", "only"], 1)[1] == "only"

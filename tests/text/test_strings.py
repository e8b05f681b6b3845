"""Many strings in one pass: what single looks at a text find."""

import pytest
from hypothesis import given, strategies as st

from vntext.kernel import kernel
from vntext.text.strings import Cues, Phrases, Strings, characters

STRINGS = ["Ảnh:", "ảnh", "(", "»", "họa", "anh", "an", "a", "chợ nổi", "...", "😀!"]
PHRASES = ["chợ", "mở chợ", "mở", "cho biết", "an", "điều 5", "ông"]

PIECES = st.sampled_from(
    [
        *(
            "Ảnh:",
            "Ảnh",
            "ảnh",
            "ANH",
            "an",
            "a",
            "(",
            "»",
            "hoạ",
            "họa",
            "chợ",
            "nổi",
            "CHỢ",
            "mở",
        ),
        *(
            "Mở chợ",
            "cho biết",
            "Cho",
            "biết",
            "Điều 5",
            "điều 50",
            "_",
            "ông",
            "ông_",
            "1",
            ".",
            "…",
        ),
        *("😀", "漢", "\u0130", "İ", "ß", "Σ", "\n", " ", "...", "K"),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=8).map(" ".join)


@pytest.mark.usefixtures("backend")
@given(TEXTS)
def test_strings_that_a_text_holds_are_those_that_it_contains(text):
    assert Strings(STRINGS).held(text) == [s for s in STRINGS if s in text]


CUES = [s.lower() for s in STRINGS if len(s) > 1] + PHRASES


@pytest.mark.usefixtures("backend")
@given(TEXTS)
def test_cues_stand_anywhere_whatever_the_case(text):
    low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    cues = list(dict.fromkeys(CUES))
    expected = {cue: [k for k in range(len(low)) if low.startswith(cue, k)] for cue in cues}
    assert Cues(cues).places(text) == {cue: places for cue, places in expected.items() if places}


def words_at(text):
    low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return [
        (at, k)
        for at in range(len(text))
        for k, phrase in enumerate(PHRASES)
        if low.startswith(phrase, at)
        and not low[at - 1 : at].isalnum()
        and not low[at + len(phrase) : at + len(phrase) + 1].isalnum()
    ]


@pytest.mark.usefixtures("backend")
@given(TEXTS)
def test_phrases_stand_as_words_of_their_own(text):
    assert sorted(Phrases(PHRASES).at(text)) == words_at(text)


def test_strings_are_kept_once_and_an_empty_text_holds_none():
    assert Strings(["a", "b", "a"]).held("ab") == ["a", "b"]
    assert Strings([]).held("ab") == []
    assert Strings(["a"]).held("") == []
    assert Phrases(["an"]).at("") == []
    assert Phrases([]).at("an") == []


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built: no C compiler")
def test_the_kernel_refuses_what_it_cannot_read():
    made = kernel().Strings
    low, flags = characters()
    with pytest.raises(KeyError):
        made({})
    with pytest.raises(KeyError):
        made({"strings": ("a",)})
    with pytest.raises(KeyError):
        made({"strings": ["an"], "lower": low})
    with pytest.raises(ValueError, match="short"):
        made({"strings": ["a"], "lower": low, "flags": flags})
    with pytest.raises(ValueError, match="short"):
        made({"strings": [""]})
    with pytest.raises(ValueError, match="size"):
        made({"strings": ["an"], "lower": low[:9], "flags": flags})
    with pytest.raises(TypeError):
        made({"strings": [1]})
    with pytest.raises(ValueError, match="phrases"):
        made({"strings": ["an"]}).at("an")
    with pytest.raises(TypeError):
        made({"strings": ["an"]}).held(b"an")

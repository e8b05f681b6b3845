"""The normalised twin: properties that hold for any text, and gold cases."""

import json
import pathlib
import unicodedata

import pytest
from hypothesis import given, strategies as st

from vntext.alignment import Alignment, Edit
from vntext.text.characters import character_fixes
from vntext.text.edits import compose
from vntext.text.rules import align, explain_normalization, normalize
from vntext.text.unicode import normalized_twin

GOLD = json.loads((pathlib.Path(__file__).parent / "gold_unicode.json").read_text("utf8"))

# Letters of Vietnamese words, marks in any order, look-alikes, what is invisible, other scripts.
_HARD = (
    "aâăeêioôơuưyàáảãạấđĐÐðnhtgqc \n\t.,-0"
    "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0327\u0344\u0345"
    "\u200b\u200c\u200d\u00ad\ufeff\u00a0\u3000"
    "іаеоВαｖＶ１ﬁﬃÅ\u212b\u0958한\u1100\u1161\u11a8🙂\ufe0f\ud83d"
)
hard_text = st.one_of(st.text(max_size=40), st.text(alphabet=_HARD, max_size=40))


@given(hard_text)
def test_twin_is_composed(text):
    twin = normalized_twin(text).text
    assert unicodedata.normalize("NFC", twin) == twin


@given(hard_text)
def test_twin_of_a_twin_is_itself(text):
    twin = normalized_twin(text).text
    again = normalized_twin(twin)
    assert again.text is twin
    assert again.alignment.is_identity


@given(hard_text)
def test_composed_and_decomposed_give_the_same_twin(text):
    twin = normalized_twin(text).text
    for form in ("NFC", "NFD"):
        assert normalized_twin(unicodedata.normalize(form, text)).text == twin


@given(hard_text)
def test_edits_replayed_give_the_twin(text):
    twin = normalized_twin(text)
    assert twin.alignment.apply(text) == twin.text
    for edit in twin.alignment.edits:
        assert text[edit.start : edit.end] != edit.replacement
        assert edit.name


@given(hard_text)
def test_spans_map_back_within_bounds_and_in_order(text):
    twin = normalized_twin(text)
    last = 0
    for i in range(len(twin.text)):
        start, end = twin.alignment.span_to_original(i, i + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= last
        last = start


@given(st.text(alphabet="aăâeêioôơuưyđ \u0300\u0301\u0303\u0309\u0323", max_size=30))
def test_span_of_a_composed_letter_holds_its_whole_cluster(text):
    decomposed = unicodedata.normalize("NFD", text)
    twin = normalized_twin(decomposed)
    for i, letter in enumerate(twin.text):
        start, end = twin.alignment.span_to_original(i, i + 1)
        assert (
            start == 0
            or not unicodedata.combining(decomposed[start])
            or i == 0
            or (unicodedata.combining(letter))
        )
        if letter.isalpha() and end < len(decomposed) and not unicodedata.combining(letter):
            following = twin.text[i + 1 : i + 2]
            assert not unicodedata.combining(decomposed[end]) or unicodedata.combining(following)


cuts = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.text("xyz", max_size=3)))


def _alignment(length, wanted, name):
    edits, last = [], 0
    for at, width, new in sorted(wanted):
        if at >= last and at + width <= length:
            edits.append(Edit(at, at + width, new, name))
            last = at + width
    return Alignment.from_edits(edits)


@given(st.text("abcdefgh", max_size=30), cuts, cuts)
def test_composed_alignments_apply_like_one_after_the_other(text, one, two):
    first = _alignment(len(text), one, "one")
    middle = first.apply(text)
    second = _alignment(len(middle), two, "two")
    both = compose(first, second)
    last = second.apply(middle)
    assert both.apply(text) == last
    for start in range(len(last)):
        # edits that touch are one edit, so the way back in one step is never narrower
        a, b = first.span_to_original(*second.span_to_original(start, start + 1))
        c, d = both.span_to_original(start, start + 1)
        assert 0 <= c <= a
        assert b <= d <= len(text)


@pytest.mark.parametrize("case", GOLD, ids=lambda c: c["label"])
def test_gold(case, request):
    if case.get("expect") == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["label"]))
    text = case["input"]
    twin = normalized_twin(text)
    assert twin.text == case["output"]
    if "edits" in case:
        got = [[e.start, e.end, e.replacement, e.name] for e in twin.alignment.edits]
        assert got == case["edits"]


def test_gold_has_as_many_texts_that_must_not_change():
    kept = sum(c["input"] == c["output"] for c in GOLD)
    assert kept * 2 >= len(GOLD)


def test_clean_text_is_the_same_object():
    for text in ("", "plain ASCII", "Hội nghị lần thứ hai đã bế mạc.\nĐại biểu ra về."):
        assert normalized_twin(text).text is text
        assert normalize(text) is text


@pytest.mark.parametrize("fix", character_fixes().values(), ids=lambda f: f"U+{ord(f.char):04X}")
def test_table_names_its_characters(fix):
    assert unicodedata.name(fix.char, fix.character_name) == fix.character_name
    assert fix.when in ("always", "syllable", "unjoined")
    assert fix.replacement != fix.char
    if fix.when == "always":
        twin = normalized_twin(f"x {fix.char} y")
        assert twin.text == f"x {fix.replacement} y"
        assert [e.name for e in twin.alignment.edits] == [fix.name]
    elif fix.when == "syllable":
        # in a word that is no syllable nothing changes
        assert normalized_twin(f"x zz{fix.char} y").text == f"x zz{fix.char} y"


@pytest.mark.parametrize(
    "bad",
    [
        "a" + "\u0301\u0323" * 20_000,
        "\u0301" * 40_000,
        "\u200b" * 40_000,
        ("e" + "\u200b" * 9 + "\u0301") * 4_000,
        "о" * 40_000,
        "Vі" * 20_000,
        "\u1100" * 40_000,
        "ưo" * 20_000,
        "òan" * 13_000,
    ],
    ids=lambda s: ascii(s[:6]),
)
def test_time_grows_with_the_length_only(bad, linear):
    linear(lambda k: normalized_twin(bad if k else bad[: len(bad) // 4]), 4)


@given(hard_text)
def test_explanation_replays_to_the_result(text):
    options = {"tones": "first", "quotes": "plain", "dashes": "plain", "spaces": "single"}
    edits = explain_normalization(text, **options)
    assert Alignment.from_edits(edits).apply(text) == normalize(text, **options)
    once = normalize(text, **options)
    assert align(once, **options).text == once


@given(hard_text)
def test_text_alone_is_the_text_with_positions(text):
    assert normalize(text) == align(text).text
    decomposed = unicodedata.normalize("NFD", text)
    assert normalize(decomposed) == align(decomposed).text


def test_line_ends_stay():
    assert normalize("một \r\nhai\rba \n", spaces="single") == "một\r\nhai\rba\n"


def test_wrong_options_and_types_are_refused():
    with pytest.raises(ValueError, match="tones"):
        normalize("a", tones="newest")
    with pytest.raises(TypeError):
        normalize(b"a")

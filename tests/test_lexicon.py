import copy
import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.errors import LexiconError, VntextError
from vntext.lexicon import Lexicon


def found(lexicon: Lexicon, text: str) -> list[str]:
    return [text[a:b] for a, b in lexicon.find(text).pairs()]


def test_words_are_found_whatever_case_and_spelling():
    own = Lexicon(words=["hoà giải viên", "kĩ sư trưởng"])
    assert found(own, "Hòa giải viên và HOÀ GIẢI VIÊN, kỹ sư trưởng") == [
        "Hòa giải viên",
        "HOÀ GIẢI VIÊN",
        "kỹ sư trưởng",
    ]


def test_names_are_found_as_written_or_in_capitals():
    own = Lexicon(names=["Hoa Mai"])
    assert found(own, "Hoa Mai, HOA MAI, hoa mai, Hoa mai") == ["Hoa Mai", "HOA MAI"]


def test_abbreviations_are_found_as_written():
    own = Lexicon(abbreviations=["Cty.", "C++"])
    assert found(own, "Cty. A, CTY. B, C++") == ["Cty.", "C++"]


def test_the_longest_entry_from_the_left_is_taken():
    own = Lexicon(words=["chuyển đổi", "chuyển đổi số", "số liệu"])
    assert found(own, "chuyển đổi số liệu") == ["chuyển đổi số"]
    assert found(own, "chuyển đổi, số liệu") == ["chuyển đổi", "số liệu"]


def test_entries_are_not_found_inside_longer_tokens_or_across_lines():
    own = Lexicon(words=["sinh học", "an"])
    assert found(own, "sinh\nhọc Lan bàn") == []
    assert found(own, "sinh  học") == ["sinh  học"]


def test_lexicons_join_and_stay_as_they_are():
    a, b = Lexicon(words=["chuyển đổi số"]), Lexicon(names=["Hoa Mai"])
    both = a | b
    assert set(both) == {"chuyển đổi số", "Hoa Mai"}
    assert len(a) == len(b) == 1
    assert both == b | a
    assert hash(both) == hash(b | a)
    assert pickle.loads(pickle.dumps(both)) == both
    with pytest.raises(AttributeError):
        a.words = frozenset()


def test_a_lexicon_can_be_read_from_text_and_file(tmp_path):
    text = "# của dự án\nchuyển  đổi số\n\n[names]\nHoa Mai\n"
    text += "[abbreviations]\nCty.\n[words]\nmạng xã hội\n"
    own = Lexicon.from_text(text)
    assert own == Lexicon(["chuyển đổi số", "mạng xã hội"], ["Hoa Mai"], ["Cty."])
    path = tmp_path / "own.txt"
    path.write_text("\ufeff" + text, "utf-8")
    assert Lexicon.from_file(path) == own
    path.write_bytes("hoà giải".encode("utf-16"))
    with pytest.raises(LexiconError):
        Lexicon.from_file(path)


@pytest.mark.parametrize("entry", ["", "  ", "a\nb", "a_b", "x" * 101, "a\x00b", None, 5, b"an"])
def test_unsupported_entries_raise(entry):
    with pytest.raises(LexiconError) as error:
        Lexicon(words=[entry])
    assert isinstance(error.value, VntextError)
    assert isinstance(error.value, ValueError)


def test_one_str_is_not_a_collection_of_entries():
    with pytest.raises(LexiconError):
        Lexicon(words="hoà giải")
    with pytest.raises(LexiconError):
        Lexicon.from_text("[cities]\nHuế")


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("aà bc.", min_size=1, max_size=6), max_size=6), st.text("aà bc.\n"))
def test_spans_are_in_order_and_are_entries(entries, text):
    own = Lexicon(words=[e for e in entries if e.strip()])
    known = {" ".join(e.split()) for e in own.words}
    end = 0
    for a, b in own.find(text).pairs():
        assert end <= a < b
        end = b
        assert text[a:b].replace(" ", "") in {k.replace(" ", "") for k in known}


def test_entities_of_a_lexicon_stand_before_every_model():
    own = Lexicon(
        people=["Mây Trắng"], organizations=["Hội quán Sông Xanh"], titles=["trưởng quán"]
    ) | Lexicon(places=["Bến Mây"])
    doc = vntext.Pipeline(lexicon=own).analyze(
        "Chị Mây Trắng, Trưởng quán Hội quán Sông Xanh, hát ở Bến Mây. HỘI QUÁN SÔNG XANH đông."
    )
    assert [(e.text, e.label) for e in doc.entities] == [
        ("Mây Trắng", "PERSON"),
        ("Trưởng quán", "TITLE"),
        ("Hội quán Sông Xanh", "ORG"),
        ("Bến Mây", "LOC"),
        ("HỘI QUÁN SÔNG XANH", "ORG"),
    ]
    assert {e.rule for e in doc.entities} == {"lexicon"}
    assert "Mây Trắng" in doc.words.texts()


def test_own_abbreviations_end_no_sentence():
    text = "Cty. Sao Mai xin lỗi. Khách vui."
    plain = vntext.Pipeline().analyze(text)
    own = vntext.Pipeline(lexicon=Lexicon(abbreviations=["Cty."])).analyze(text)
    assert [s.text for s in own.sentences] == ["Cty. Sao Mai xin lỗi.", "Khách vui."]
    assert len(plain.sentences) >= len(own.sentences)
    assert own.words[0].text == "Cty."


def test_its_repr_is_short_and_a_pickle_is_the_same_in_every_process():
    entries = [f"từ thứ {n}" for n in range(5000)]
    lexicon = Lexicon(entries, people=["Mây Trắng"])
    assert repr(lexicon) == "Lexicon(5,000 words, 1 people)"
    assert repr(Lexicon()) == "Lexicon()"
    small = Lexicon(["họp dân", "đi học", "mưa to"], names=["Hoa Mai"])
    small.find("Xã họp dân")
    assert pickle.loads(pickle.dumps(small)) == small
    assert copy.deepcopy(small) == small
    code = (
        "import pickle, sys, vntext; sys.stdout.buffer.write(pickle.dumps("
        "vntext.Lexicon(['mưa to', 'họp dân', 'đi học'], names=['Hoa Mai'])))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf8"},
            check=True,
        )
        assert run.stdout == pickle.dumps(small)

"""Where a span ends that stops inside a word: each condition with a text that only it decides."""

import pytest

from vntext.decide.case import Case
from vntext.decide.rules import word_end
from vntext.entities.types import Found
from vntext.spans import Spans
from vntext.tokens.column import tokenize


def ended(text, label, span, word):
    """The span as it becomes, "" where it goes; span and word are given as parts of the text."""
    a, b = text.index(span), text.index(word)
    case = Case(
        text, [Found(a, a + len(span), label)], {}, Spans.of([(b, b + len(word))]), tokenize(text)
    )
    word_end(case)
    return "".join(text[f.start : f.end] for f in case.changed())


@pytest.mark.parametrize(
    ("text", "label", "span", "word", "whole"),
    [
        # the word goes on in small letters and only its first syllable is in the span
        (
            "Sở Văn hóa và Du lịch báo",
            "ORG",
            "Sở Văn hóa và Du",
            "Du lịch",
            "Sở Văn hóa và Du lịch",
        ),
        ("ở hồ Ba bể tối", "LOC", "hồ Ba", "Ba bể", "hồ Ba bể"),
        # ... but not in capitals or figures
        ("ở Nha Trang Bắc", "LOC", "ở Nha", "Nha Trang", "ở Nha"),
        ("Sở Văn hóa và Du 2 lịch", "ORG", "Sở Văn hóa và Du", "Du 2", "Sở Văn hóa và Du"),
        ("Sở Văn hóa và Du lịch Huế", "ORG", "Sở Văn hóa và Du", "Du lịch Huế", "Sở Văn hóa và Du"),
        # two syllables of the word are in the span: it is the word that is wrong
        ("ở TP Nha Trang bị", "LOC", "TP Nha Trang", "Nha Trang bị", "TP Nha Trang"),
        # the whole span is the beginning of the word
        ("ở Trang bị ngập", "LOC", "Trang", "Trang bị", "Trang"),
        ("Sở Văn hóa và Du 2a lịch", "ORG", "Sở Văn hóa và Du", "Du 2a", "Sở Văn hóa và Du"),
        # another mark than a space between, or nothing at all
        ("Sở Văn hóa và Dulịch", "ORG", "Sở Văn hóa và Du", "Dulịch", "Sở Văn hóa và Du"),
        ("Sở Văn hóa và Du/lịch", "ORG", "Sở Văn hóa và Du", "Du/lịch", "Sở Văn hóa và Du"),
    ],
)
def test_bodies_and_places(text, label, span, word, whole):
    assert ended(text, label, span, word) == whole


@pytest.mark.parametrize(
    ("text", "span", "word", "whole"),
    [
        ("Thanh tra giao thông", "Thanh", "Thanh tra", ""),
        ("hôm qua Thanh tra giao thông", "Thanh", "Thanh tra", ""),
        # an honorific right before makes a person of it, in capitals too
        ("theo bà Nghĩa là đúng", "Nghĩa", "Nghĩa là", "Nghĩa"),
        ("Bà Nghĩa là đúng", "Nghĩa", "Nghĩa là", "Nghĩa"),
        ("bà theo Nghĩa là đúng", "Nghĩa", "Nghĩa là", ""),
        # a name of more syllables is a person, whatever the word says
        ("theo Lê Nghĩa là đúng", "Lê Nghĩa", "Nghĩa là", "Lê Nghĩa"),
        ("Thanh Tra giao thông", "Thanh", "Thanh Tra", "Thanh"),
    ],
)
def test_people(text, span, word, whole):
    assert ended(text, "PERSON", span, word) == whole


@pytest.mark.parametrize(
    ("text", "label", "span", "word", "whole"),
    [
        ("HLV Kim Sang-sik nói", "PERSON", "Kim Sang", "Sang-sik", "Kim Sang-sik"),
        ("ông Sang-sik nói", "PERSON", "Sang", "Sang-sik", "Sang-sik"),
        ("CLB Ulsan-hyun thắng", "ORG", "CLB Ulsan", "Ulsan-hyun", "CLB Ulsan-hyun"),
        # a capital, a figure or another mark behind the dash begin something else
        ("tàu Hà-Nam chạy", "LOC", "tàu Hà", "Hà-Nam", "tàu Hà"),
        ("ông Sang-s.ik nói", "PERSON", "Sang", "Sang-s.ik", "Sang"),
        ("thắng Hải Âu 3-0", "ORG", "Hải Âu 3", "3-0", "Hải Âu 3"),
        ("ông Sang- nói", "PERSON", "Sang", "Sang-", "Sang"),
    ],
)
def test_names_with_a_dash(text, label, span, word, whole):
    assert ended(text, label, span, word) == whole

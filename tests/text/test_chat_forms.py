"""Short forms of chat stay as typed, and the words beside them read as beside the whole word."""

import pytest

from vntext.text import restore_diacritics
from vntext.text.chat_forms import chat_forms, words_before_letters

LINES = {
    "e an com chua": "e ăn cơm chưa",
    "a oi bao gio a ve toi nha": "a ơi bao giờ a về tới nhà",
    "mn cho e hoi shop con hang ko": "mn cho e hỏi shop còn hàng ko",
    "t k biet m noi j nua": "t k biết m nói j nữa",
    "c oi c ve den nha chua": "c ơi c về đến nhà chưa",
    "vs lai e cx thich lam": "vs lại e cx thích lắm",
    "sao v b oi": "sao v b ơi",
    "ng ta noi roi ma": "ng ta nói rồi mà",
    "mk chua an j het": "mk chưa ăn j hết",
    "may h r e oi": "mấy h r e ơi",
}
NAMES_OF_THINGS = {
    "Diem a khoan 1 Dieu 5 quy dinh ve viec nay.": "Điểm a khoản 1 Điều 5 quy định về việc này.",
    "Nhom b gom hoc sinh gioi.": "Nhóm b gồm học sinh giỏi.",
    "Hoc sinh lop 5 a va 5 b.": "Học sinh lớp 5 a và 5 b.",
}


@pytest.mark.parametrize(("text", "right"), (LINES | NAMES_OF_THINGS).items())
def test_lines(text, right):
    assert restore_diacritics(text) == right


def test_forms_are_bare_and_stand_for_one_syllable():
    for form, found in chat_forms().items():
        assert form.isascii()
        assert form.islower()
        assert form.isalpha()
        assert " " not in found.syllable
        assert len(form) > 1 or found.doubtful  # a letter may be anything
    assert not words_before_letters() & chat_forms().keys()

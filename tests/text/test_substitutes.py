"""Signs that stand for letters: learned from a text, in the private area, set apart."""

import pytest

from vntext.text.charsets import encode_table, from_1252
from vntext.text.encodings import decode_legacy
from vntext.text.letter_spacing import close_letters
from vntext.text.substitutes import learned_signs, without_private

TEXT = """Hôm nay tổ dân phố họp bàn việc trồng cây xanh dọc bờ kênh.
Một trăm hộ gia đình cùng nhau góp tiền mua cây giống và phân bón, đoàn thanh niên góp công.
Bà con đề nghị phường sửa lại đoạn đường trước cổng trường, vì mùa mưa nước ngập rất sâu.
Ông tổ trưởng hứa sẽ báo cáo với ủy ban và trả lời trước ngày mười lăm tháng sau.
Nhiều người phát biểu, ai cũng mong khu phố sạch đẹp, an toàn, không còn cảnh xe chạy ẩu."""


@pytest.mark.parametrize("sign", ["◊", "œ", "™", "ﬁ", "\x02", "\uf8e5", "Ω"])
@pytest.mark.parametrize("letter", ["đ", "ư", "ộ", "á", "à", "ạ", "ó", "ô", "â", "ờ"])
def test_a_sign_for_a_letter_of_tcvn3_is_learned(sign, letter):
    code = encode_table(letter, "tcvn3")
    raw = encode_table(TEXT, "tcvn3").replace(code, sign)
    assert decode_legacy(raw).lower() == TEXT.lower()


@pytest.mark.parametrize("letter", ["đ", "ơ"])
def test_a_sign_for_a_letter_of_vni_is_learned(letter):
    code = encode_table(letter, "vni")
    raw = encode_table(TEXT, "vni").replace(code, "◊")
    assert decode_legacy(raw) == TEXT


def test_bullets_and_notes_are_no_letters():
    raw = encode_table(TEXT, "tcvn3").replace("\n", "\n◊").replace("phè", "phè†")
    assert decode_legacy(raw).lower() == TEXT.replace("\n", "\n◊").replace("phố", "phố†").lower()
    assert learned_signs("◊an toµn ◊vµ ◊s¹ch", "tcvn3") == {}


def test_unicode_in_a_text_of_tcvn3_is_no_sign():
    raw = encode_table(TEXT, "tcvn3") + "\nLớp học hè, bớt một giờ, tớ với mợ"
    assert learned_signs(raw, "tcvn3") == {}


def test_private_area():
    raw = encode_table(TEXT, "tcvn3")
    moved = "".join(c if c in " \n" else chr(0xF000 + from_1252(c)[0]) for c in raw)
    assert decode_legacy(moved).lower() == TEXT.lower()
    some = "".join(c if c.isascii() else chr(0xF000 + from_1252(c)[0]) for c in raw)
    assert decode_legacy(some).lower() == TEXT.lower()
    for text in ("\uf0b7 Tên dự án", "\uf0d8 an toàn\n\uf0a7Chi phí", "A \uf0e0 B"):
        assert without_private(text.split("\n")[0]) == text.split("\n")[0]
        assert decode_legacy(text) == text


def test_letters_set_apart():
    def apart(line):
        return "  ".join(" ".join(word) + " " for word in line.split(" "))

    heading = encode_table("của Bộ trưởng Bộ Y tế số 12/2001", "tcvn3")
    body = encode_table(TEXT, "tcvn3")
    raw = f"{apart(heading)}\n{body}"
    assert decode_legacy(raw).lower() == f"của bộ trưởng bộ y tế số 12/2001\n{TEXT}".lower()
    for line in ("a b c d e f g", "1  2  3  4  5  6  7 8", "A B C   an toàn D E F"):
        assert len(close_letters(line)[0]) == len(line)
    assert close_letters("x = a + b  (1)") == ("x = a + b  (1)", frozenset())
    assert decode_legacy(apart("Ủy ban nhân dân")) == apart("Ủy ban nhân dân")


def test_letters_of_another_encoding_in_the_text_are_no_signs():
    raw = encode_table(TEXT, "tcvn3") + "\n" + encode_table(TEXT, "vni")
    for encoding in ("tcvn3", "vni"):
        assert learned_signs(raw, encoding) == {}
    assert decode_legacy(raw).lower() == f"{TEXT}\n{TEXT}".lower()

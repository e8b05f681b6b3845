import pytest

from vntext import analyze, bullets, gist
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.summary.terms import words_in

TEXT = (
    "Xã Yên Sơn sửa chợ\n"
    "Sáng 3/4, xã Yên Sơn bắt đầu sửa chợ sau vụ cháy, xong trước tháng 6, với 2 tỷ đồng.\n"
    "Trời nắng đẹp từ sáng. Chủ tịch UBND xã Trần Bá Lộc yêu cầu các hộ dọn *hết* hàng trước 5/4 "
    "và không họp chợ tạm trên đường liên thôn."
)


def test_one_sentence():
    assert gist(TEXT) == TEXT.splitlines()[1]
    assert gist(analyze(TEXT)) == gist(TEXT)
    assert gist("") == ""


@pytest.mark.parametrize("n", [1, 5, 12, 18])
def test_one_sentence_of_so_many_words(n):
    found = gist(TEXT, words=n)
    assert 0 < words_in(found) <= n
    assert found.endswith("…")


def test_points():
    found = bullets(TEXT).splitlines()
    assert len(found) == 3
    assert all(line.startswith("- ") for line in found)
    assert "dọn \\*hết\\* hàng" in found[2]
    assert bullets(TEXT, sentences=1) == f"- {gist(TEXT)}"
    assert bullets("") == ""


def test_wrong_options():
    with pytest.raises(InvalidOptionError):
        gist(TEXT, words=0)
    with pytest.raises(InvalidOptionError):
        bullets(TEXT, sentences=0)
    with pytest.raises(InvalidTextError):
        gist(None)

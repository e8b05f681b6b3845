"""What the summary says word for word already is not said again."""

import pytest
from hypothesis import given, strategies as st

from vntext import summarize
from vntext.summary.copies import Copies
from vntext.summary.features import count

LEAD = "Từ ngày 3/4, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy của khách."
ORDER = "Ông Trần Bá Lộc yêu cầu ban quản lý niêm yết giá vé ở ba cổng trước ngày 30/3."
MORE = "Mỗi phiên chợ Yên Sơn đón 2.000 xe máy, thu được khoảng 10 triệu đồng tiền vé."

COPIES = [
    "Theo thông báo của xã, từ ngày 3/4, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy.",
    "Bà Hà Thu cho biết từ ngày 3/4, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt.",
    "Như vậy, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy của khách.",
    "Cụ thể, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy của khách đi chợ.",
    "Sau khi bỏ vé tháng, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy từ ngày 3/4.",
    "Từ ngày 3/4, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt, theo nghị quyết của xã.",
    "Loa thôn Đông nhắc rằng chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy của khách.",
    "Trên bảng ở cổng có ghi: chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy.",
    "Tin từ huyện Tam Hà: chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy của khách.",
    "Từ ngày 3/4, chợ phiên xã Yên Sơn thu vé 5 nghìn đồng một lượt xe máy của khách và của hộ.",
]


@pytest.mark.parametrize("copy", COPIES)
def test_a_sentence_that_copies_the_lead_comes_late(copy):
    text = f"Chợ Yên Sơn thu vé\n{LEAD}\n{copy}\n{ORDER} {MORE}"
    assert Copies(count([LEAD, copy], "")).of(1, [0])
    assert [s.text for s in summarize(text, sentences=2)] == [LEAD, MORE]


def test_a_long_name_is_no_copy():
    name = "Ban Quản lý dự án xây dựng chợ phiên xã Yên Sơn huyện Tam Hà"
    texts = [
        f"{name} đóng cửa hai ngày để thay toàn bộ dây điện và lắp thêm bốn mươi bình chữa cháy.",
        f"Sau vụ cháy đêm qua, {name} hỗ trợ mỗi hộ mất hàng ba triệu đồng và miễn tiền chỗ.",
    ]
    assert not Copies(count(texts, "")).of(1, [0])
    assert Copies(count([texts[0], f"Xã cho biết {texts[0]}"], "")).of(0, [1])
    assert not Copies(count(texts, "")).of(0, [0])


WORDS = st.lists(st.sampled_from(["chợ", "vé", "xã", "mở", "5"]), max_size=30)


def runs(said, size):
    return {tuple(said[k : k + size]) for k in range(len(said) - size + 1)}


@given(st.lists(WORDS, min_size=2, max_size=5), st.data())
def test_the_quick_look_finds_the_copies_that_all_runs_tell(rows, data):
    k = data.draw(st.integers(0, len(rows) - 1))
    rows.append([*rows[k][:12], *data.draw(WORDS)])
    taken = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1)))
    expected = [
        i
        for i, one in enumerate(rows)
        for size in [
            [max(10, min(len(one), len(other)) // 2) for other in map(rows.__getitem__, taken)]
        ]
        if any(
            k != i and not runs(one, n).isdisjoint(runs(rows[k], n))
            for k, n in zip(taken, size, strict=True)
        )
    ]
    told = Copies(count([" ".join(row) for row in rows], ""))
    assert told.among(range(len(rows)), taken) == expected
    assert [i for i in range(len(rows)) if told.of(i, taken)] == expected

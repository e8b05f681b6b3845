"""The table of acts, pieces for retrieval, and changes that are made. All acts are made up."""

import datetime
from itertools import pairwise

import pytest

from vntext.errors import InvalidOptionError
from vntext.legal import Act, ActTable, apply, chunks, citing, exists, in_force, lookup_act, read
from vntext.legal.find import find_references

ACT = read("""CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 7/2030/NĐ-CP

NGHỊ ĐỊNH

VỀ HỒ

Điều 1. Bề rộng

1. Bờ hồ rộng 5 mét theo khoản 2 Điều 5 Luật Đê điều số 79/2006/QH11.

2. Bờ đất có kè.

a) Kè đá;

b) Kè gỗ.

Điều 2. Nghĩa vụ

1. Chủ hồ giữ bờ đất.

2. Chủ ao giữ bờ ao.

Điều 3. Hiệu lực

Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2030.
""")

CHANGE = read("""CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 12/2032/NĐ-CP

NGHỊ ĐỊNH

SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ 7/2030/NĐ-CP

Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 7/2030/NĐ-CP

1. Sửa đổi khoản 1 Điều 1 như sau:

“1. Bờ hồ rộng 9 mét.”.

2. Bổ sung Điều 2a vào sau Điều 2 như sau:

“Điều 2a. Đèn

Bờ hồ có đèn.”

3. Thay thế cụm từ “bờ đất” bằng cụm từ “bờ kè” tại khoản 1 Điều 2.

4. Bãi bỏ điểm b khoản 2 Điều 1.

5. Bãi bỏ khoản 7 Điều 9.

Điều 2. Hiệu lực

Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2032.
""")


def test_changes_are_made_and_the_result_can_be_read():
    new = apply(ACT, CHANGE)
    act = read(new.text)
    assert act.text_of(act.find("khoản 1 Điều 1")) == "1. Bờ hồ rộng 9 mét."
    assert act.text_of(act.find("Điều 2a")) == "Điều 2a. Đèn\n\nBờ hồ có đèn."
    assert act.text_of(act.find("khoản 1 Điều 2")) == "1. Chủ hồ giữ bờ kè."
    assert act.text_of(act.find("khoản 2 Điều 2")) == "2. Chủ ao giữ bờ ao."
    assert act.find("điểm b khoản 2 Điều 1") is None
    assert [n.number for n in act.nodes if n.kind == "article"] == ["1", "2", "2a", "3"]


def test_every_change_says_where_it_stands_and_what_ordered_it():
    new = apply(ACT, CHANGE)
    done = [x for x in new.applied if not x.problem]
    assert [(x.amendment.op, x.provision) for x in done] == [
        ("amend", "khoản 1 Điều 1"),
        ("repeal", "điểm b khoản 2 Điều 1"),
        ("replace_phrase", "khoản 1 Điều 2"),
        ("insert", "Điều 2a"),
    ]
    assert {x.source for x in done} == {"12/2032/NĐ-CP"}
    assert new.text[done[0].start : done[0].end] == "1. Bờ hồ rộng 9 mét."
    assert new.text[done[2].start : done[2].end] == "bờ kè"
    (failed,) = [x for x in new.applied if x.problem]
    assert (failed.provision, failed.problem) == ("khoản 7 Điều 9", "no such provision")


def test_an_act_that_changes_another_changes_nothing():
    assert apply(CHANGE, CHANGE).text == CHANGE.text


@pytest.mark.parametrize("limit", [1, 5, 12, 30, 1000])
def test_chunks_are_whole_nodes_that_hold_every_leaf_once(limit):
    pieces = chunks(ACT, max_syllables=limit)
    assert all(p.text == ACT.text[p.start : p.end] == p.text.strip() for p in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    parents = {n.parent for n in ACT.nodes}
    for i, node in enumerate(ACT.nodes):
        if i not in parents:
            assert sum(p.start <= node.start and node.end <= p.end for p in pieces) == 1
    assert all(p.key == "nghị định:7/2030" for p in pieces)


def test_a_chunk_knows_what_is_above_it():
    piece = next(p for p in chunks(ACT, max_syllables=5) if p.path == "điểm a khoản 2 điều 1")
    assert piece.context == "Nghị định 7/2030/NĐ-CP VỀ HỒ > Điều 1. Bề rộng > Khoản 2"


@pytest.mark.parametrize("limit", [0, -1, "9", None])
def test_chunks_need_a_size(limit):
    with pytest.raises(InvalidOptionError):
        chunks(ACT, max_syllables=limit)


def test_a_citation_is_checked_against_the_act():
    def check(text):
        (reference,) = find_references(text)
        return exists(ACT, reference)

    assert check("theo điểm a khoản 2 Điều 1 Nghị định số 7/2030/NĐ-CP.")
    assert not check("theo khoản 9 Điều 1 Nghị định số 7/2030/NĐ-CP.")
    assert not check("theo Điều 1 Nghị định số 8/2030/NĐ-CP.")
    assert check("theo Nghị định số 7/2030/NĐ-CP.")


def test_which_provisions_cite_an_act():
    found = list(citing([CHANGE, ACT], "luật:đê điều:2006", "khoản 2 Điều 5"))
    assert [(d.identity.number, n.path) for d, n, _ in found] == [
        ("7/2030/NĐ-CP", "khoản 1 điều 1")
    ]
    assert list(citing([ACT], "luật:đê điều:2006", "Điều 6")) == []


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("31/2024/QH15", "31/2024/QH15"),
        ("Luật Đất đai", "31/2024/QH15"),
        ("Luật Đất đai năm 2013", "45/2013/QH13"),
        ("luật:đất đai:2013", "45/2013/QH13"),
        ("bộ luật:hình sự:2015", "100/2015/QH13"),
        ("Nghị định số 100/2019/NĐ-CP", "100/2019/NĐ-CP"),
        ("nghị định:100/2019", "100/2019/NĐ-CP"),
        ("Luật Không có ở đâu", None),
        ("", None),
    ],
)
def test_an_act_is_found_by_number_name_and_key(asked, number):
    found = lookup_act(asked)
    assert (found and found.number) == number


def test_in_force_says_no_more_than_is_known():
    assert in_force("45/2013/QH13", "2020-01-01").state == "yes"
    assert in_force("45/2013/QH13", "2014-01-01").reason == "not yet"
    assert in_force("45/2013/QH13", datetime.date(2025, 1, 1)).replaced_by == ("31/2024/QH15",)
    assert in_force("1/1900/QH0", "2020-01-01").reason == "no such act"
    with pytest.raises(InvalidOptionError):
        in_force("45/2013/QH13", "hôm nay")


def test_own_acts_go_before_the_table():
    own = ActTable(
        [
            Act("99/2031/QH17", "luật", "Luật Hồ điều hòa", effect="2032-01-01"),
            Act("5/2033/QH17", "luật", "Luật Hồ", date="2033-05-05", replaces=("99/2031/QH17",)),
        ]
    )
    assert in_force("Luật Hồ điều hòa", "2032-05-05", acts=own).state == "yes"
    assert in_force("Luật Hồ điều hòa", "2034-05-05", acts=own).state == "no"
    assert lookup_act("31/2024/QH15", acts=own) is None
    assert own.find("99/2031/QH17").key == "luật:99/2031:qh17"


def test_an_address_tells_documents_of_one_number_apart():
    first, second, named, alone = find_references(
        "Quyết định 82/2031/QĐ-UBND của UBND tỉnh Bình Phú, Quyết định 82/2031/QĐ-UBND ngày "
        "5/3/2031 của UBND tỉnh Lâm Hải, Luật Đất đai năm 2013 và khoản 2 Điều 5."
    )
    assert first.uri == "/akn/vn/act/quyet-dinh/ubnd-tinh-binh-phu/2031/82-2031-qd-ubnd"
    assert second.uri == "/akn/vn/act/quyet-dinh/ubnd-tinh-lam-hai/2031-03-05/82-2031-qd-ubnd"
    assert named.uri == "/akn/vn/act/luat/-/2013/dat-dai-2013"
    assert alone.uri == ""

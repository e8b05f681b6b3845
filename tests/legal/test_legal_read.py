"""Whole documents: identity, tree, inner references, amendments. All acts are made up."""

import pytest

import vntext
from vntext.legal import read
from vntext.legal.reader import own_key
from vntext.legal.resolve import resolve_legal_references

HEAD = """QUỐC HỘI
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Luật số: 99/2031/QH17

Hà Nội, ngày 12 tháng 6 năm 2031

LUẬT

HỒ ĐIỀU HÒA

Căn cứ Hiến pháp;

Căn cứ Luật Đê điều số 79/2006/QH11;

"""

LAW = (
    HEAD
    + """Chương I

QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh

Luật này quy định về hồ điều hòa.

Điều 2. Giải thích từ ngữ

Trong Luật này, các từ ngữ dưới đây được hiểu như sau:

1. Hồ điều hòa là hồ chứa nước mưa (sau đây gọi là hồ).

2. Bờ hồ là dải đất quanh hồ.

Chương II

QUẢN LÝ HỒ

Mục 1. BỜ HỒ

Điều 3. Bề rộng

1. Bờ hồ rộng 5 mét, trừ bờ quy định tại điểm b khoản 2 Điều này và khoản 2 Điều 2 của Luật này.

2. Bờ hồ được chia thành:

a) Bờ đất;

b) Bờ đá.

3. Chủ hồ thực hiện các điểm a và b khoản 2 Điều này, Mục này và Điều 9.

Điều 4. Hiệu lực thi hành

Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032.

Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVII thông qua ngày 10 tháng 6 năm 2031.

CHỦ TỊCH QUỐC HỘI

(Đã ký)

Lê Văn Mẫu
"""  # noqa: E501  # a line of a law
)


def test_identity_of_a_law():
    i = read(LAW).identity
    assert (i.number, i.type, i.title) == ("99/2031/QH17", "luật", "HỒ ĐIỀU HÒA")
    assert (i.issuer, i.place, i.date, i.effective) == (
        "Quốc hội",
        "Hà Nội",
        "2031-06-10",
        "2032-01-01",
    )
    assert (i.signer, i.office) == ("Lê Văn Mẫu", "CHỦ TỊCH QUỐC HỘI")
    assert [b.text for b in i.legal_bases] == [
        "Căn cứ Hiến pháp",
        "Căn cứ Luật Đê điều số 79/2006/QH11",
    ]
    assert [r.number for b in i.legal_bases for r in b.refs] == [None, "79/2006/QH11"]
    assert own_key(i) == i.key == "luật:99/2031:qh17"


def test_tree_of_a_law():
    act = read(LAW)
    assert [n.path for n in act.nodes] == [
        "chương i",
        "điều 1",
        "điều 2",
        "khoản 1 điều 2",
        "khoản 2 điều 2",
        "chương ii",
        "mục 1 chương ii",
        "điều 3",
        "khoản 1 điều 3",
        "khoản 2 điều 3",
        "điểm a khoản 2 điều 3",
        "điểm b khoản 2 điều 3",
        "khoản 3 điều 3",
        "điều 4",
    ]
    assert [(n.kind, n.title) for n in act.nodes if n.title] == [
        ("chapter", "QUY ĐỊNH CHUNG"),
        ("article", "Phạm vi điều chỉnh"),
        ("article", "Giải thích từ ngữ"),
        ("chapter", "QUẢN LÝ HỒ"),
        ("section", "BỜ HỒ"),
        ("article", "Bề rộng"),
        ("article", "Hiệu lực thi hành"),
    ]
    for node in act.nodes:
        assert act.text_of(node) == act.text_of(node).strip()
        if node.parent is not None:
            above = act.nodes[node.parent]
            assert above.start <= node.start < node.end <= above.end
    assert act.text_of(act.nodes[-1]).endswith("năm 2032.")


def test_inner_references_of_a_law():
    act = read(LAW)
    found = [
        (r.text, act.nodes[r.target].path if isinstance(r.target, int) else r.target, r.reason)
        for r in act.references
    ]
    assert found == [
        ("Luật này", "self", ""),
        ("Luật này", "self", ""),
        ("điểm b khoản 2 Điều này", "điểm b khoản 2 điều 3", ""),
        ("khoản 2 Điều 2 của Luật này", "khoản 2 điều 2", ""),
        ("điểm a và b khoản 2 Điều này", "điểm b khoản 2 điều 3", ""),
        ("Mục này", "mục 1 chương ii", ""),
        ("Điều 9", None, "no such provision"),
        ("Luật này", "self", ""),
        ("Luật này", "self", ""),
    ]
    listed = act.references[4]
    assert [act.nodes[k].number for k in listed.targets] == ["a", "b"]


def test_definitions():
    act = read(LAW)
    assert [d.term for d in act.definitions] == ["Hồ điều hòa", "hồ", "Bờ hồ"]
    assert act.nodes[act.definitions[0].node].path == "khoản 1 điều 2"


@pytest.mark.parametrize(
    "path",
    [
        "điểm b khoản 2 Điều 3",
        "Điều 3 khoản 2 điểm b",
        "điểm b, khoản 2, Điều 3",
        "Điểm B Khoản 2 ĐIỀU 03",
    ],
)
def test_find_takes_a_provision_whichever_way_it_is_written(path):
    act = read(LAW)
    assert act.text_of(act.find(path)) == "b) Bờ đá."


def test_find_gives_nothing_for_what_is_not_there():
    assert read(LAW).find("khoản 7 Điều 3") is None
    assert read(LAW).find("") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n\n", "\n"),
        lambda t: t.replace("Điều 3. Bề rộng", "**Điều 3. Bề rộng**"),
        lambda t: t.replace("Điều 3. Bề rộng", "Điều\n3. Bề rộng"),
        lambda t: t.replace("1. Bờ hồ", "1.\nBờ hồ"),
        lambda t: t.replace(" thực hiện ", "\nthực hiện\n"),
        lambda t: t.replace("Điều này và", "Điều\nnày và"),
    ],
)
def test_the_tree_is_the_same_however_lines_are_broken(change):
    plain, found = read(LAW), read(change(LAW))
    assert [n.path for n in found.nodes] == [n.path for n in plain.nodes]
    assert [(" ".join(r.text.split()), r.target) for r in found.references] == [
        (r.text, r.target) for r in plain.references
    ]
    for node in found.nodes:
        assert (
            found.text_of(node).split()[0].strip("*")
            == plain.text_of(plain.find(node.path)).split()[0]
        )


def test_offsets_are_those_of_the_text_as_given():
    import unicodedata

    text = unicodedata.normalize("NFD", LAW)
    act = read(text)
    assert [unicodedata.normalize("NFC", act.text_of(n)) for n in act.nodes] == [
        read(LAW).text_of(n) for n in read(LAW).nodes
    ]
    for r in act.references:
        assert text[r.start : r.end] == r.text


AMENDING = """CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/2032/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2032

NGHỊ ĐỊNH

SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ 7/2030/NĐ-CP VỀ HỒ

Căn cứ Luật Đê điều số 79/2006/QH11;

Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 7/2030/NĐ-CP

1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:

“2. Chủ hồ nộp hồ sơ theo Điều 3 Nghị định này.

3. Hồ sơ gồm 02 bộ.”.

2. Bổ sung Điều 5a vào sau Điều 5 như sau:

“Điều 5a. Kè hồ

Kè hồ bằng đá.”

3. Thay thế cụm từ “bờ đất” bằng cụm từ “bờ kè” tại khoản 1 và khoản 3 Điều 6.

4. Bãi bỏ điểm c khoản 1 Điều 7.

5. Bãi bỏ cụm từ “ao” tại Điều 8.

Điều 2. Hiệu lực thi hành

1. Nghị định này có hiệu lực kể từ ngày ký.

2. Nghị định này thay thế Nghị định số 3/2020/NĐ-CP ngày 01 tháng 02 năm 2020 của Chính phủ về ao.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

TM. CHÍNH PHỦ
THỦ TƯỚNG

Trần Thị Mẫu
"""


def test_amendments():
    act = read(AMENDING)
    found = [
        (a.op, a.target_act, a.target_provision, a.position, a.phrase_from, a.phrase_to)
        for a in act.amendments
    ]
    assert found == [
        ("amend", "7/2030/NĐ-CP", ("khoản 2 Điều 5",), None, None, None),
        ("insert", "7/2030/NĐ-CP", ("Điều 5a",), "Điều 5", None, None),
        (
            "replace_phrase",
            "7/2030/NĐ-CP",
            ("khoản 1 Điều 6", "khoản 3 Điều 6"),
            None,
            "bờ đất",
            "bờ kè",
        ),
        ("repeal", "7/2030/NĐ-CP", ("điểm c khoản 1 Điều 7",), None, None, None),
        ("replace_phrase", "7/2030/NĐ-CP", ("Điều 8",), None, "ao", None),
        ("replace_act", "3/2020/NĐ-CP", (), None, None, None),
    ]
    new = act.amendments[0].new_text
    assert act.text[slice(*new)].startswith("2. Chủ hồ")
    assert act.text[slice(*new)].endswith("02 bộ.")


def test_quoted_text_is_in_no_node_of_its_own_and_not_of_this_act():
    act = read(AMENDING)
    assert [n.path for n in act.nodes if n.kind == "article"] == ["điều 1", "điều 2"]
    assert [[n.path for n in q.nodes] for q in act.quoted] == [["khoản 2", "khoản 3"], ["điều 5a"]]
    (this,) = [r for r in act.references if r.text == "Điều 3 Nghị định này"]
    assert (this.target, this.reason, this.act) == (None, "quoted", "7/2030/NĐ-CP")
    assert act.identity.effective == act.identity.date == "2032-03-05"
    assert act.identity.recipients == ("Như Điều 2", "Lưu: VT")
    assert act.identity.office == "TM. CHÍNH PHỦ THỦ TƯỚNG"


def test_this_act_is_the_document_itself_and_never_another():
    text = LAW.replace("quản lý hồ", "quản lý hồ theo Luật Đê điều")
    text = text.replace("Hồ điều hòa là hồ", "Hồ điều hòa là hồ theo Luật Đê điều")
    doc = vntext.analyze(text, layers=("legal_references",))
    keys = {
        g.key for g in resolve_legal_references(doc) for m in g.mentions if m.kind == "anaphoric"
    }
    assert keys == {"luật:99/2031:qh17"}


def test_this_act_in_quoted_text_is_the_act_that_is_changed():
    doc = vntext.analyze(AMENDING, layers=("legal_references",))
    keys = [
        g.key
        for g in resolve_legal_references(doc)
        for m in g.mentions
        if m.span.text == "Điều 3 Nghị định này"
    ]
    assert keys == ["nghị định:7/2030"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hôm qua Nghị định 100/2019/NĐ-CP có hiệu lực.\n\nNgười dân vui mừng.",
        "1. Rửa sạch rau.\n2. Thái nhỏ.\n3. Xào chín.",
        "Điều kỳ lạ xảy ra ở hồ. Số: 5.",
    ],
)
def test_other_texts_give_an_empty_document(text):
    act = read(text)
    assert not act
    assert (act.nodes, act.references, act.identity.number) == ((), (), None)


def test_growth_is_linear():
    """Twice the text is not four times the calls."""
    import sys

    def calls(n):
        body = "".join(
            f"Điều {k}. Bờ {k}\n\n1. Bờ theo khoản 2 Điều này.\n\n2. Bờ theo Điều {max(1, k - 1)} "
            "của Luật này.\n\n"
            for k in range(1, n)
        )
        count = 0

        def profile(frame, event, arg):
            nonlocal count
            count += event == "call"

        sys.setprofile(profile)
        try:
            read(HEAD + body)
        finally:
            sys.setprofile(None)
        return count

    read(LAW)
    assert calls(400) < 2.6 * calls(200)

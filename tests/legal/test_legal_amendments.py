"""What amending acts order, in acts made up for each way to say it."""

import pytest

from vntext.legal import read

HEAD = (
    "BỘ XÂY DỰNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 8/2032/TT-BXD\n\n"
    "Hà Nội, ngày 5 tháng 3 năm 2032\n\nTHÔNG TƯ\n\n"
    "Sửa đổi, bổ sung một số điều của Thông tư số 21/2029/TT-BXD\n\n"
)
FIRST = (
    "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 21/2029/TT-BXD ngày 15 tháng 9 năm 2029 "
    "của Bộ trưởng Bộ Xây dựng\n\n"
)
FOOT = "\n\nĐiều 3. Hiệu lực thi hành\n\nThông tư này có hiệu lực từ ngày 01 tháng 5 năm 2032."


def shown(a):
    out = f"{a.op} {'|'.join(a.target_provision)}"
    if a.target_act != "21/2029/TT-BXD":
        out = f"{out} of {a.target_act}"
    if a.position:
        out += f" @{a.position}"
    return f"{out} {a.phrase_from}>{a.phrase_to}" if a.phrase_from else out


ORDERS = [
    (
        "1. Sửa đổi, bổ sung điểm a, điểm c khoản 2 Điều 7 như sau:\n\n“a) Hồ lớn;\n\nc) Hồ nhỏ.”.",
        ["amend điểm a khoản 2 Điều 7|điểm c khoản 2 Điều 7"],
    ),
    (
        "1. Bổ sung khoản 5 vào sau khoản 4 Điều 7 như sau:\n\n“5. Hồ mới.”.",
        ["insert khoản 5 Điều 7 @khoản 4 Điều 7"],
    ),
    (
        "1. Bổ sung các khoản 5, 6 và 7 vào sau khoản 4 Điều 7 như sau:\n\n“5. A.\n\n6. B.\n\n7. C.”.",  # noqa: E501  # an order
        ["insert khoản 5 Điều 7|khoản 6 Điều 7|khoản 7 Điều 7 @khoản 4 Điều 7"],
    ),
    (
        "1. Bổ sung Chương IIa sau Chương II như sau:\n\n“Chương IIa\n\nHỒ NHỎ\n\nĐiều 9a. Hồ\n\nHồ nhỏ.”.",  # noqa: E501  # an order
        ["insert chương IIa @chương II"],
    ),
    (
        "1. Bãi bỏ điểm b khoản 1 Điều 4; khoản 3 Điều 8; Điều 10 và Phụ lục III.",
        ["repeal điểm b khoản 1 Điều 4|khoản 3 Điều 8|Điều 10|Phụ lục III"],
    ),
    (
        "1. Bãi bỏ cụm từ “cấp huyện” tại khoản 2 Điều 5, điểm a khoản 1 và điểm b khoản 3 Điều 6.",
        [
            "replace_phrase khoản 2 Điều 5|điểm a khoản 1 Điều 6|điểm b khoản 3 Điều 6 cấp huyện>None"  # noqa: E501  # an order
        ],
    ),
    ("1. Bỏ cụm từ “huyện” tại Điều 5.", ["replace_phrase Điều 5 huyện>None"]),
    (
        "1. Thay thế cụm từ “Phòng Tài nguyên” bằng cụm từ “Phòng Kinh tế” tại các điểm a, b khoản 1 và khoản 4 Điều 12.",  # noqa: E501  # an order
        [
            "replace_phrase điểm a khoản 1 Điều 12|điểm b khoản 1 Điều 12|khoản 4 Điều 12 Phòng Tài nguyên>Phòng Kinh tế"  # noqa: E501  # an order
        ],
    ),
    (
        "1. Thay thế một số cụm từ như sau:\n\na) Thay thế cụm từ “huyện” bằng cụm từ “xã” tại Điều 3;\n\nb) Thay thế cụm từ “Tổng cục” bằng cụm từ “Cục” tại khoản 1 Điều 4, Điều 6.",  # noqa: E501  # an order
        ["replace_phrase Điều 3 huyện>xã", "replace_phrase khoản 1 Điều 4|Điều 6 Tổng cục>Cục"],
    ),
    (
        "1. Cụm từ “ao” tại khoản 1 Điều 2 được thay bằng cụm từ “hồ”.",
        ["replace_phrase khoản 1 Điều 2 ao>hồ"],
    ),
    (
        "1. Thay cụm từ “Bộ Tài nguyên và Môi trường” thành “Bộ Nông nghiệp và Môi trường”, thay cụm từ “Sở Tài nguyên và Môi trường” thành “Sở Nông nghiệp và Môi trường” tại Điều 4, Điều 5.",  # noqa: E501  # an order
        [
            "replace_phrase Điều 4|Điều 5 Bộ Tài nguyên và Môi trường>Bộ Nông nghiệp và Môi trường",
            "replace_phrase Điều 4|Điều 5 Sở Tài nguyên và Môi trường>Sở Nông nghiệp và Môi trường",
        ],
    ),
    ("1. Thay thế Phụ lục I bằng Phụ lục I ban hành kèm theo Thông tư này.", ["amend Phụ lục I"]),
    ("1. Sửa đổi tên Điều 6 như sau:\n\n“Điều 6. Hồ và ao”.", ["amend tên Điều 6"]),
    (
        "1. Sửa đổi, bổ sung Điều 5 như sau:\n\na) Sửa đổi khoản 1 như sau:\n\n“1. Hồ rộng.”;\n\nb) Bổ sung khoản 3a vào sau khoản 3 như sau:\n\n“3a. Hồ sâu.”;\n\nc) Bãi bỏ khoản 4.",  # noqa: E501  # an order
        ["amend khoản 1 Điều 5", "insert khoản 3a Điều 5 @khoản 3 Điều 5", "repeal khoản 4 Điều 5"],
    ),
    (
        "1. Sửa đổi, bổ sung một số điểm, khoản của Điều 8 như sau:\n\na) Sửa đổi, bổ sung điểm b khoản 2 như sau:\n\n“b) Hồ.”;\n\nb) Bãi bỏ điểm c khoản 2.",  # noqa: E501  # an order
        ["amend điểm b khoản 2 Điều 8", "repeal điểm c khoản 2 Điều 8"],
    ),
    (
        "1. Bổ sung cụm từ “, phường” vào sau cụm từ “xã” tại khoản 2 Điều 3.",
        ["insert khoản 2 Điều 3 @cụm từ “xã”"],
    ),
    ("1. Điều 4 được sửa đổi, bổ sung như sau:\n\n“Điều 4. Hồ\n\nHồ rộng.”.", ["amend Điều 4"]),
    ("1. Khoản 2 Điều 4 bị bãi bỏ.", ["repeal khoản 2 Điều 4"]),
    (
        "1. Bãi bỏ các khoản 2, 3 và 5 Điều 4; các điều 11, 12 và 13.",
        ["repeal khoản 2 Điều 4|khoản 3 Điều 4|khoản 5 Điều 4|Điều 11|Điều 12|Điều 13"],
    ),
    (
        "1. Sửa đổi đoạn mở đầu khoản 1 Điều 3 như sau:\n\n“1. Hồ gồm:”.",
        ["amend đoạn mở đầu khoản 1 Điều 3"],
    ),
    (
        "1. Ngưng hiệu lực thi hành khoản 2 Điều 8 đến hết ngày 31 tháng 12 năm 2033.",
        ["suspend khoản 2 Điều 8"],
    ),
    (
        "Điều 2. Sửa đổi, bổ sung một số điều của các thông tư khác\n\n1. Sửa đổi, bổ sung khoản 1 Điều 3 Thông tư số 5/2028/TT-BXD như sau:\n\n“1. Hồ.”.\n\n2. Bãi bỏ Điều 7 Thông tư số 6/2028/TT-BXD và khoản 2 Điều 8 Thông tư số 7/2028/TT-BXD.",  # noqa: E501  # an order
        [
            "amend khoản 1 Điều 3 of 5/2028/TT-BXD",
            "repeal Điều 7 of 6/2028/TT-BXD",
            "repeal khoản 2 Điều 8 of 7/2028/TT-BXD",
        ],
    ),
    (
        "Điều 2. Bãi bỏ các thông tư\n\nBãi bỏ toàn bộ các văn bản sau đây:\n\n1. Thông tư số 5/2028/TT-BXD ngày 1 tháng 2 năm 2028 của Bộ trưởng Bộ Xây dựng quy định về ao.\n\n2. Thông tư số 6/2028/TT-BXD ngày 3 tháng 4 năm 2028 của Bộ trưởng Bộ Xây dựng quy định về đập.",  # noqa: E501  # an order
        ["repeal  of 5/2028/TT-BXD", "repeal  of 6/2028/TT-BXD"],
    ),
    (
        "Điều 2. Điều khoản thi hành\n\n1. Thông tư này thay thế Thông tư số 5/2028/TT-BXD ngày 1 tháng 2 năm 2028 của Bộ trưởng Bộ Xây dựng.\n\n2. Các văn bản sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực:\n\na) Thông tư số 6/2028/TT-BXD;\n\nb) Thông tư số 7/2028/TT-BXD.",  # noqa: E501  # an order
        [
            "replace_act  of 5/2028/TT-BXD",
            "replace_act  of 6/2028/TT-BXD",
            "replace_act  of 7/2028/TT-BXD",
        ],
    ),
    (
        "Điều 2. Sửa đổi, bổ sung một số điều của Luật Nhà ở số 27/2023/QH15\n\n1. Sửa đổi khoản 1 Điều 4 như sau:\n\n“1. Nhà.”.\n\nĐiều 3. Sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 đã được sửa đổi, bổ sung một số điều theo Luật số 44/2024/QH15\n\n1. Bãi bỏ Điều 6.\n\n2. Thay thế từ “ao” bằng từ “hồ” tại Điều 7, khoản 3 Điều 9.",  # noqa: E501  # an order
        [
            "amend khoản 1 Điều 4 of 27/2023/QH15",
            "repeal Điều 6 of 16/2023/QH15",
            "replace_phrase Điều 7|khoản 3 Điều 9 of 16/2023/QH15 ao>hồ",
        ],
    ),
    (
        "Điều 2. Thay thế, bãi bỏ một số cụm từ, điều, khoản của Thông tư số 5/2028/TT-BXD\n\n1. Thay thế cụm từ “ao” bằng cụm từ “hồ” tại khoản 1 Điều 2; khoản 3 Điều 4; Điều 9.\n\n2. Bãi bỏ khoản 5 Điều 6, Điều 10.",  # noqa: E501  # an order
        [
            "replace_phrase khoản 1 Điều 2|khoản 3 Điều 4|Điều 9 of 5/2028/TT-BXD ao>hồ",
            "repeal khoản 5 Điều 6|Điều 10 of 5/2028/TT-BXD",
        ],
    ),
    (
        "Điều 2. Sửa đổi, bổ sung Quy chế ban hành kèm theo Quyết định số 12/2027/QĐ-BXD\n\n1. Sửa đổi khoản 2 Điều 5 như sau:\n\n“2. Hồ.”.",  # noqa: E501  # an order
        ["amend khoản 2 Điều 5 of 12/2027/QĐ-BXD"],
    ),
    (
        "1. Tại Điều 4: bãi bỏ khoản 2; thay thế cụm từ “ao” bằng cụm từ “hồ” tại khoản 3.",
        ["repeal khoản 2 Điều 4", "replace_phrase khoản 3 Điều 4 ao>hồ"],
    ),
    (
        "1. Sửa đổi, bổ sung khoản 1 và bổ sung khoản 4 vào sau khoản 3 Điều 9 như sau:\n\n“1. A.\n\n4. B.”.",  # noqa: E501  # an order
        ["amend khoản 1 Điều 9", "insert khoản 4 Điều 9 @khoản 3 Điều 9"],
    ),
    (
        "1. Bổ sung điểm đ vào khoản 2 Điều 6 như sau:\n\n“đ) Hồ.”.",
        ["insert điểm đ khoản 2 Điều 6"],
    ),
    (
        "1. Bổ sung Điều 5a, Điều 5b vào sau Điều 5 như sau:\n\n“Điều 5a. A\n\nA.\n\nĐiều 5b. B\n\nB.”.",  # noqa: E501  # an order
        ["insert Điều 5a|Điều 5b @Điều 5"],
    ),
    (
        "1. Sửa đổi, bổ sung Mục 2 Chương III như sau:\n\n“Mục 2. HỒ\n\nĐiều 9. A\n\nA.”.",
        ["amend mục 2 chương III"],
    ),
    (
        "1. Bãi bỏ cụm từ “cấp huyện”, cụm từ “huyện” tại Điều 3 và khoản 1 Điều 4.",
        [
            "replace_phrase Điều 3|khoản 1 Điều 4 cấp huyện>None",
            "replace_phrase Điều 3|khoản 1 Điều 4 huyện>None",
        ],
    ),
    (
        "1. Thay thế cụm từ “Phòng A”, “Phòng B” bằng cụm từ “Phòng C” tại khoản 2 Điều 4.",
        [
            "replace_phrase khoản 2 Điều 4 Phòng A>Phòng C",
            "replace_phrase khoản 2 Điều 4 Phòng B>Phòng C",
        ],
    ),
    (
        "1. Thay thế cụm từ “A” tại khoản 1 Điều 3 bằng cụm từ “B”.",
        ["replace_phrase khoản 1 Điều 3 A>B"],
    ),
    (
        "1. Thay thế cụm từ “A” bằng cụm từ “B” tại khoản 1 Điều 3; cụm từ “C” bằng cụm từ “D” tại Điều 5.",  # noqa: E501  # an order
        ["replace_phrase khoản 1 Điều 3 A>B", "replace_phrase Điều 5 C>D"],
    ),
    (
        "1. Bãi bỏ khoản 7 Điều 3 và thay thế cụm từ “A” bằng cụm từ “B” tại khoản 8 Điều 3.",
        ["repeal khoản 7 Điều 3", "replace_phrase khoản 8 Điều 3 A>B"],
    ),
    (
        "1. Sửa đổi, bổ sung Phụ lục I, Phụ lục II ban hành kèm theo Thông tư số 21/2029/TT-BXD.",
        ["amend Phụ lục I|Phụ lục II"],
    ),
    (
        "1. Bổ sung Phụ lục IV vào sau Phụ lục III tại Phụ lục ban hành kèm theo Thông tư này.",
        ["insert Phụ lục IV @Phụ lục III"],
    ),
    (
        "1. Bãi bỏ Chương IV, Mục 3 Chương V và các Điều 20, 21.",
        ["repeal chương IV|mục 3 chương V|Điều 20|Điều 21"],
    ),
    ("1. Bãi bỏ từ Điều 14 đến Điều 17.", ["repeal Điều 14|Điều 15|Điều 16|Điều 17"]),
    (
        "1. Sửa đổi Điều 3:\n\na) Khoản 1 sửa đổi như sau:\n\n“1. Hồ.”;\n\nb) Khoản 2 được bãi bỏ.",
        ["amend khoản 1 Điều 3", "repeal khoản 2 Điều 3"],
    ),
    (
        '1. Điểm a khoản 1 Điều 6 được sửa đổi như sau:\n\n"a) Hồ lớn;"',
        ["amend điểm a khoản 1 Điều 6"],
    ),
    (
        "1. Bổ sung từ “xã,” vào trước từ “phường” tại khoản 2 Điều 3.",
        ["insert khoản 2 Điều 3 @từ “phường”"],
    ),
    (
        "Điều 2. Hiệu lực\n\n1. Thông tư này có hiệu lực từ ngày 1 tháng 5 năm 2032 và thay thế Thông tư số 5/2028/TT-BXD ngày 1 tháng 2 năm 2028 của Bộ trưởng Bộ Xây dựng quy định về ao; Thông tư số 6/2028/TT-BXD ngày 2 tháng 2 năm 2028.",  # noqa: E501  # an order
        ["replace_act  of 5/2028/TT-BXD", "replace_act  of 6/2028/TT-BXD"],
    ),
    (
        "Điều 2. Hiệu lực\n\n1. Kể từ ngày Thông tư này có hiệu lực thi hành, Thông tư số 5/2028/TT-BXD, Thông tư số 6/2028/TT-BXD hết hiệu lực thi hành.",  # noqa: E501  # an order
        ["replace_act  of 5/2028/TT-BXD", "replace_act  of 6/2028/TT-BXD"],
    ),
    (
        "Điều 2. Hiệu lực\n\n1. Bãi bỏ Điều 3 Thông tư số 5/2028/TT-BXD; khoản 1 và khoản 2 Điều 4 Thông tư số 6/2028/TT-BXD; Thông tư số 7/2028/TT-BXD.",  # noqa: E501  # an order
        [
            "repeal Điều 3 of 5/2028/TT-BXD",
            "repeal khoản 1 Điều 4|khoản 2 Điều 4 of 6/2028/TT-BXD",
            "repeal  of 7/2028/TT-BXD",
        ],
    ),
    (
        "Điều 2. Sửa đổi, bổ sung, bãi bỏ một số điều của các luật có liên quan\n\n1. Sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 như sau:\n\na) Bãi bỏ khoản 2 Điều 4;\n\nb) Sửa đổi khoản 1 Điều 5 như sau:\n\n“1. Giá.”.\n\n2. Thay thế cụm từ “ao” bằng cụm từ “hồ” tại khoản 3 Điều 7 của Luật Nhà ở số 27/2023/QH15.\n\n3. Bãi bỏ Điều 9 của Luật Dược số 105/2016/QH13 đã được sửa đổi, bổ sung một số điều theo Luật số 44/2024/QH15.",  # noqa: E501  # an order
        [
            "repeal khoản 2 Điều 4 of 16/2023/QH15",
            "amend khoản 1 Điều 5 of 16/2023/QH15",
            "replace_phrase khoản 3 Điều 7 of 27/2023/QH15 ao>hồ",
            "repeal Điều 9 of 105/2016/QH13",
        ],
    ),
    (
        "Điều 2. Bãi bỏ văn bản\n\nBãi bỏ Thông tư số 5/2028/TT-BXD ngày 1 tháng 2 năm 2028 của Bộ trưởng Bộ Xây dựng quy định về ao và Thông tư số 6/2028/TT-BXD.",  # noqa: E501  # an order
        ["repeal  of 5/2028/TT-BXD", "repeal  of 6/2028/TT-BXD"],
    ),
    (
        "Điều 2. Hiệu lực\n\n1. Các quy định sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực:\n\na) Điều 3 Thông tư số 5/2028/TT-BXD;\n\nb) Thông tư số 6/2028/TT-BXD ngày 1 tháng 3 năm 2028.",  # noqa: E501  # an order
        ["repeal Điều 3 of 5/2028/TT-BXD", "replace_act  of 6/2028/TT-BXD"],
    ),
]


@pytest.mark.parametrize(("text", "orders"), ORDERS, ids=[o[0][:60] for o in ORDERS])
def test_orders(text, orders):
    if text.startswith("Điều 2"):
        act = read(f"{HEAD}Điều 1. Phạm vi\n\nThông tư này về hồ.\n\n{text}{FOOT}")
    else:
        act = read(f"{HEAD}{FIRST}{text}{FOOT}")
    assert [shown(a) for a in act.amendments] == orders


def test_what_a_law_amends_is_not_repealed_with_a_provision_of_it():
    act = read(
        f"{HEAD}Điều 1. Phạm vi\n\nThông tư này về hồ.\n\nĐiều 2. Bãi bỏ\n\n"
        "1. Bãi bỏ Điều 3 Thông tư số 5/2028/TT-BXD sửa đổi, bổ sung một số điều của Thông tư số "
        "3/2025/TT-BXD; Thông tư số 4/2025/TT-BXD."
    )
    assert [shown(a) for a in act.amendments] == ["repeal Điều 3 of 5/2028/TT-BXD"]

"""Code and markup stay where accents are put back; what is around gets its accents."""

import pytest

from vntext.cli import main
from vntext.text import looks_unaccented, restore_diacritics
from vntext.text.code_spans import code_spans
from vntext.text.pieces import pieces

STAY = [
    "`git them file`",
    "``cai `dat` goi``",
    "```python\ndef tinh_tong(danh sach):\n    # cong cac so lai\n```",
    "~~~\nnoi dung trong khung\n~~~",
    "> ```\n> lenh trong trich dan\n> ```",
    '<a href="trang chu.html" title="trang chu">',
    "<input disabled value=hop>",
    "<br/>",
    "</strong>",
    "<!-- ghi chu noi bo -->",
    "<pre>ma nguon\ncua toi</pre>",
    "<code>ham chinh</code>",
    "<script>var hop = cua(toi);</script>",
    "<https://vidu.vn/tin-tuc>",
    "https://vidu.vn/tin-tuc-moi?hop=ban",
    "www.vidu.vn/hop",
]
LINKS = {
    "Xem [huong dan](../huong-dan/cai-dat.md).": "Xem [hướng dẫn](../huong-dan/cai-dat.md).",
    "![so do truong hoc](anh/so do.png)": "![sơ đồ trường học](anh/so do.png)",
    'Xem [huong dan](/hop "tai lieu them").': 'Xem [hướng dẫn](/hop "tài liệu thêm").',
    "Theo [tai lieu nay][tai-lieu].\n\n[tai-lieu]: /tai-lieu/hop": (
        "Theo [tài liệu này][tai-lieu].\n\n[tai-lieu]: /tai-lieu/hop"
    ),
}
RESTORED = {
    "Thu nhap < muc cu va > muc moi chiu thue.": "Thu nhập < mức cũ và > mức mới chịu thuế.",
    "~~~~~~\nHop dong nay co hieu luc.\n~~~~~~": "~~~~~~\nHợp đồng này có hiệu lực.\n~~~~~~",
    "```\nHop dong nay co hieu luc.": "```\nHợp đồng này có hiệu lực.",
    "Theo tai lieu [1](xem them phu luc)": "Theo tài liệu [1](xem thêm phụ lục)",
    "# Huong dan su dung\n\n- **quoc hoi** hop": "# Hướng dẫn sử dụng\n\n- **quốc hội** họp",
}


@pytest.mark.parametrize("code", STAY)
def test_code_stays(code):
    text = f"Hom nay chung toi hop quoc hoi.\n\n{code}\n\nChung toi di choi."
    assert restore_diacritics(text) == (
        f"Hôm nay chúng tôi họp quốc hội.\n\n{code}\n\nChúng tôi đi chơi."
    )
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(("text", "right"), LINKS.items())
def test_targets_of_links_stay(text, right):
    assert restore_diacritics(text) == right


@pytest.mark.parametrize(("text", "right"), RESTORED.items())
def test_what_only_looks_like_code_is_restored(text, right):
    assert restore_diacritics(text) == right


def test_tags_do_not_part_what_belongs_together():
    assert restore_diacritics("Quoc <b>hoi</b> hop <i>quoc hoi</i>.") == (
        "Quốc <b>hội</b> họp <i>quốc hội</i>."
    )
    assert looks_unaccented("Hom nay <b>chung toi</b> hop quoc hoi `Xin chào các bạn thân yêu`")


def test_a_block_longer_than_what_is_read_at_a_time():
    code = "```\n" + "hom nay chung toi di hoc\n" * 30_000 + "```\n"
    text = "Hom nay chung toi di hoc.\n" + code + "Hom nay chung toi di hoc."
    assert restore_diacritics(text) == (
        "Hôm nay chúng tôi đi học.\n" + code + "Hôm nay chúng tôi đi học."
    )


@pytest.mark.parametrize("sign", ["<code>", "`a", "<!-- ", "](a", "```\n", '<a b="', "[a]: "])
def test_what_is_never_closed_is_found_once(sign):
    assert "".join(pieces(sign * 2000)) == sign * 2000
    assert all(a < b for a, b in code_spans(sign * 2000))


def test_the_command_leaves_code_alone(tmp_path, capsys):
    file = tmp_path / "doc.md"
    file.write_text("Chung toi di choi `hom nay`.\n", "utf8")
    assert main(["restore", str(file)]) == 0
    assert capsys.readouterr().out == "Chúng tôi đi chơi `hom nay`.\n"

"""Code of a page is one word each, and holds no names."""

from __future__ import annotations

import pytest

from vntext import Lexicon, Pipeline, analyze
from vntext.split.given import with_given
from vntext.split.protect import Protected

PAGE = """# Hướng dẫn cài VnTool

Để cài, chạy lệnh `pip install vntool`. Hàm `doc_tep(Ten, An Binh)` trả về danh sách.

```python
# Nguyễn Văn An viết hàm này
ket_qua = vntool.doc("Hà Nội")
```

Sau đó sửa dòng `ten = "Tran Van Binh"`.

    def ham(x):
        return "Nguyen Thi Lan"

Ông Đỗ Minh Khang viết thư viện ở Huế.
"""


def test_code_holds_no_names() -> None:
    doc = analyze(PAGE, source="markdown")
    assert [e.text for e in doc.entities] == ["Đỗ Minh Khang", "Huế"]
    words = doc.words.texts()
    for code in ("pip install vntool", "doc_tep(Ten, An Binh)", 'ten = "Tran Van Binh"'):
        assert code in words
    assert "# Nguyễn Văn An viết hàm này" in words
    assert {p.role for p in doc.paragraphs if "def ham" in p.text} == {"table"}
    assert not any("vntool.doc" in s.text for s in doc.summary)


@pytest.mark.parametrize("name", ["", "text", "txt"])
def test_a_fence_may_hold_a_letter(name: str) -> None:
    page = f"# Thư\n\n```{name}\nÔng Lê Văn Hân ở Huế gửi lời chào.\nMong sớm gặp lại.\n```\n"
    doc = analyze(page, source="markdown")
    assert [e.text for e in doc.entities] == ["Lê Văn Hân", "Huế"]


def test_a_paragraph_with_an_indent_is_text() -> None:
    doc = analyze("# Tin\n\n    Bà Lê Thị Mai ở Huế bán hoa.\n", source="markdown")
    assert [e.text for e in doc.entities] == ["Lê Thị Mai", "Huế"]


def test_abbreviations_of_a_user_beside_code() -> None:
    lexicon = Lexicon(abbreviations=["qt."])
    doc = Pipeline(lexicon=lexicon).analyze("Gõ `a.b` rồi hỏi qt. Lan nhé.", source="markdown")
    assert len(doc.sentences) == 1
    assert "a.b" in doc.words.texts()


def test_given_spans_stand_first() -> None:
    code = Protected(4, 20, "code")
    found = [Protected(0, 3, "url"), Protected(5, 9, "url"), Protected(18, 22, "date")]
    assert with_given(found, [code]) == [found[0], code]
    assert with_given(found, []) is found

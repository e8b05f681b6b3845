"""HTML and Markdown are read: tags and signs are edits, blocks have kinds, spans are slices."""

import pathlib
import re
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

import vntext
from vntext.alignment import Alignment
from vntext.resources import load_toml
from vntext.text.blocks import kinds
from vntext.text.markup import find_source, read_markup
from vntext.text.reading import read_texts

GOLD = pathlib.Path(__file__).with_name("markup.tsv").read_text("utf8").splitlines()[1:]
TABLE = load_toml("text/markup.toml")


@pytest.mark.parametrize("row", GOLD)
def test_gold(row):
    source, text, right = (x.replace("⏎", "\n") for x in row.split("\t"))
    assert Alignment.from_edits(read_markup(text, source).edits).apply(text) == right


def kinds_of(text, source):
    return {text[b.start : b.end]: b.kind for b in read_markup(text, source).blocks}


def test_kinds_of_html():
    text = (
        "<nav><a href=/>Trang nhất</a> <b>Chợ</b></nav><h1>Chợ Yên Sơn</h1><h2>Chợ mới</h2>"
        "<figure><img><figcaption>Cổng chợ</figcaption></figure><blockquote>Vui lắm</blockquote>"
        "<table><tr><td>Thôn<td>Số</table><ul><li>Ông An<li><a href=/t>Tin một</a></ul>"
        "<h3><a href=/h>Tin hai</a></h3><footer>Bản quyền</footer><p>Hết"
    )
    assert kinds_of(text, "html") == {
        "Trang nhất</a> <b>Chợ": "navigation",
        "Chợ Yên Sơn": "headline",
        "Chợ mới": "heading",
        "Cổng chợ": "caption",
        "Vui lắm": "quote",
        "Thôn": "table",
        "Số": "table",
        "Ông An": "item",
        "Tin một": "navigation",
        "Tin hai": "navigation",
        "Bản quyền": "navigation",
    }


@pytest.mark.parametrize("row", TABLE["html"]["example"], ids=lambda r: r["text"])
def test_kinds_by_class(row):
    assert list(kinds_of(row["text"], "html").values()) == [row["kind"]] * bool(row["kind"])


def test_a_page_laid_out_in_a_table_is_text():
    cell = "Xã Yên Sơn sửa cầu. " * 30
    assert kinds_of(f"<table><tr><td>{cell}</td><td>12</td></tr></table>", "html") == {
        "12": "table"
    }
    assert kinds_of(f"<div class=related>{cell}</div>", "html") == {}


def test_an_open_heading_ends_with_the_next_block():
    assert kinds_of("<h1>Chợ Yên Sơn<p>Sáng nay", "html") == {"Chợ Yên Sơn": "headline"}


def test_kinds_of_markdown():
    text = (
        "# Chợ\n\n## Mới ##\n\n**Ai họp chợ?**\n\n[Tin khác](/a)\n\n> Vui\n\n- Một\n\n| a | b |\n\n"
        "Cũ\n---\n\n**Đậm** thôi\n\n# Hai\n"
    )
    assert kinds_of(text, "markdown") == {
        "Chợ": "headline",
        "Mới": "heading",
        "**Ai họp chợ?**": "heading",
        "[Tin khác](/a)": "navigation",
        "Vui": "quote",
        "Một": "item",
        "a": "table",
        "b": "table",
        "Cũ": "heading",
        "Hai": "heading",
    }


@pytest.mark.parametrize("row", TABLE["markdown"]["bracket"], ids=lambda r: r["name"])
def test_brackets(row):
    pattern = re.compile(row["pattern"])
    assert all(map(pattern.search, row["examples"]))
    assert not any(map(pattern.search, row["against"]))


@pytest.mark.parametrize("row", TABLE["markdown"]["sign"], ids=lambda r: r["name"])
def test_signs(row):
    pattern = re.compile(row["pattern"])
    assert all(map(pattern.search, row["examples"]))
    assert not any(map(pattern.search, row["against"]))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("<!DOCTYPE html><title>Chợ</title>Huế", "html"),
        ("<p>Huế</p>", "html"),
        ("Huế<br>mưa<br>to", "html"),
        ("a <b> c </b> và 1 < 2 > 0", "plain"),
        ("# Chợ Yên Sơn\n\nSáng nay", "markdown"),
        ("Sáng nay **trời** mưa **to**", "markdown"),
        ("Xem [tin](https://vidu.vn).", "markdown"),
        ("# 1 trên bảng xếp hạng", "plain"),
        ("Đó là **lời** ông nói", "plain"),
        ("Thẻ <p> và </p> dùng để chia đoạn, <br> để xuống dòng.", "plain"),
        ("* Đó là gì?\n- Là chợ.\n- Ở xã.", "plain"),
        ("", "plain"),
    ],
)
def test_the_source_is_found_out(text, source):
    assert find_source(text) == source
    assert vntext.analyze(text, source="auto").source == source


PAGE = """<html><body><nav><a href="/">Thể thao</a></nav>
<h1>Xã Yên Sơn <b>mở hội</b> làng</h1>
<p>Sáng 3/4, x&#227; Yên Sơn mở hội làng với hơn một nghìn người dự.</p>
<figure><img src="a.png"><figcaption>Các đội thi kéo co.</figcaption></figure>
<p>Theo Nghị định <em>số 15/2020</em>/NĐ-<br>CP, ông Trần <b>Bá Lộc</b> yêu cầu giữ vệ sinh.</p>
<table><tr><td>Thôn Thượng đã sửa xong hai cây cầu trong năm nay.</td><td>12</td></tr></table>
</body></html>"""


def test_a_page():
    doc = vntext.analyze(PAGE, source="html")
    assert [(p.role, p.reason) for p in doc.paragraphs] == [
        ("related", "markup:navigation"),
        ("title", "headline"),
        ("lead", "below-headline"),
        ("caption", "markup:caption"),
        ("body", doc.paragraphs[4].reason),
        ("table", "markup:table"),
        ("table", "markup:table"),
    ]
    found = {(e.text, e.label) for e in doc.entities}
    assert {
        ("x&#227; Yên Sơn", "LOC"),
        ("Nghị định <em>số 15/2020</em>/NĐ-<br>CP", "LAW"),
        ("Trần <b>Bá Lộc", "PERSON"),
    } <= found
    assert [p.name for p in doc.people] == ["Trần Bá Lộc"]
    assert doc.legal_references[0].code == "15/2020/NĐ-CP"
    shown = [s.shown or s.text for s in doc.summary]
    assert not any("<" in s or "&" in s or "Thôn Thượng" in s for s in shown)
    assert vntext.analyze(PAGE, source="auto") == doc


def test_what_was_changed_can_be_seen():
    text = "<p>Sở  Y t&#7871;"
    (reading,) = read_texts([text], source="html")
    assert [(text[e.start : e.end], e.replacement, e.name) for e in reading.alignment.edits] == [
        ("<p>", "", "block"),
        (" ", "", "spaces"),
        ("&#7871;", "ế", "entity"),
    ]


def test_the_source_stays_with_the_document():
    doc = vntext.analyze("<p>Sở Y tế", source="html")
    assert doc.source == doc.with_layers(entities=()).source == "html"
    assert vntext.Document("Huế").source == ""
    assert vntext.analyze("Huế").source == "plain"


def test_steps_are_told_in_characters_of_the_source():
    text = "<b>Nghi\u0323</b>  &#273;&#7883;nh\t<i>số</i> 5"
    (reading,) = read_texts([text], source="html")
    assert reading.text == "Nghị định số 5"
    assert reading.alignment.apply(text) == reading.text


def test_the_letters_step_keeps_blocks_in_place():
    text = "<p>Ho\u0300a ti\u0300m</p><h2>Chơ\u0323 Yên Sơn</h2>"
    (reading,) = read_texts([text], source="html")
    (block,) = reading.blocks
    assert reading.text[block.start : block.end] == "Chợ Yên Sơn"


def test_a_headline_that_is_a_paragraph_is_none():
    text = "# Sáng 3/4, xã Yên Sơn mở hội làng với hơn một nghìn người dự.\n\nTrời mưa to ở chợ."
    assert vntext.analyze(text, source="markdown").paragraphs[0].role != "title"


def test_the_same_alone_and_in_a_batch():
    texts = [PAGE, "Trời mưa.", "<h1>Chợ</h1><p>Ông Lê Văn An về Huế.</p>"]
    docs = list(vntext.pipe(texts, source="auto"))
    assert docs == [vntext.analyze(t, source="auto") for t in texts]
    assert docs == [vntext.analyze(t, source="auto", layers=["words"]) for t in texts]


def test_other_sources_are_refused():
    with pytest.raises(vntext.InvalidOptionError, match="source"):
        vntext.analyze("Huế", source="docx")
    with pytest.raises(vntext.InvalidOptionError, match="source"):
        vntext.pipe(["Huế"], source="docx")


def test_every_kind_has_a_known_role():
    assert {k.role for k in kinds().values()} <= {"", *vntext.document.ROLES}


PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<a href='", "'>", "</a>", "<", ">", "&", "&#7871;", "&nbsp;",
    "<br>", "<h1>", "</h1>", "<td>", "<script>", "</script>", "<!--", "-->", '"', "=", "/", "<pre>",
    "# ", "## ", "**", "*", "_", "`", "```\n", "[", "](", ")", "](/a)", "![", "> ", "- ", "|",
    "|---|", "\n", "\n\n", "\\", "[1]", "[^1]", "[a]: b", "---", " ", "  ", "\u0301", "\ud800",
    "Ông Lê Văn An", "Nghị định số 15/2020", "/NĐ-CP", "Huế", ".", "1", "số",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.sampled_from(["html", "markdown", "auto"]),
)
def test_spans_are_slices_in_order(text, source):
    doc = vntext.analyze(text, source=source)
    (reading,) = read_texts([text], source=source)
    assert reading.alignment.apply(text) == reading.text
    for b in reading.blocks:
        assert 0 <= b.start <= b.end <= len(reading.text)
    assert all(a.end <= b.start for a, b in pairwise(reading.blocks))
    for layer in (doc.paragraphs, doc.sentences, list(doc.words), doc.entities, doc.summary):
        assert all(text[s.start : s.end] == s.text for s in layer)
    for layer in (doc.paragraphs, doc.sentences, list(doc.words)):
        assert all(a.end <= b.start for a, b in pairwise(layer))


@given(st.text(alphabet="Huế đi, .\n?!0123456789:;()“”…-–/%", max_size=80))
def test_text_without_signs_has_no_edits(text):
    text = re.sub(r"(?m)^[ \t]*-[-\s]*|^[ \t-]+|\n-+$", "", text)
    assert not [e for e in read_markup(text, "markdown").edits if e.name != "rule"]


HOSTILE = [
    "<", "<!--", "<a ", "<a '", "<a =\"", "<a '=\"<a \"='", "<p>", "</p>", "<b>", "<h1><p>", "<li>",
    "<div hidden>", "<template></template><template>", "<script>", "<pre>\n x", "&#", "<p class=a>",
    "[", "[a](", "![", "[x [a] ", "*", "**a", "_a", "`a", "`` a", "> ", "- ", "# ", "| a ", "|---",
    "a|\n|-|\n", "***\n", "[a]: x\n", "\\", "<br>", "\n", "[^",
]  # fmt: skip


@pytest.mark.parametrize("source", ["html", "markdown", "auto"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markup_takes_linear_time(piece, source, linear):
    linear(lambda k: read_markup(piece * (8_000 if k else 2_000), source), 4)

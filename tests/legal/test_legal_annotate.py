"""Marks and links in plain text, Markdown and HTML."""

import re

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.document import Document
from vntext.errors import InvalidOptionError
from vntext.legal.annotate import annotate
from vntext.legal.export import COLUMNS, to_csv, to_rows, to_text
from vntext.legal.find import find_references


def document(text):
    return Document(text, legal_references=tuple(find_references(text)))


def test_plain_text():
    doc = document("Theo Nghị định 167 và Luật Đất đai.")
    assert annotate(doc, "[{text}]") == "Theo [Nghị định 167] và [Luật Đất đai]."


def test_a_function_may_leave_references_alone():
    doc = document("Theo Nghị định 167 và Luật Đất đai.")
    out = annotate(doc, lambda r: f"<{r.key}>" if r.code else None)
    assert out == "Theo <nghị định:167> và Luật Đất đai."


def test_fields_of_a_template():
    doc = document("Theo khoản 2 Điều 5 Nghị định số 58/2025/NĐ-CP ngày 3.3.2025 của Chính phủ.")
    out = annotate(doc, "{type}|{code}|{number}|{year}|{issuer}|{provision}|{date}|{key}")
    assert out.startswith(
        "Theo nghị định|58/2025/NĐ-CP|58|2025|Chính phủ|khoản 2 điều 5|3.3.2025|"
        "nghị định:58/2025 ngày"
    )


def test_html_keeps_tags_links_and_scripts():
    text = (
        '<p title="Nghị định 167">Theo <b>Nghị định 167</b> và <a href="#">Luật Đất đai</a>.</p>'
        "<script>x = 'Nghị định 167'</script><!-- Nghị định 167 --><code>Luật Đất đai</code>"
        "<P>Luật Thanh tra</P>"
    )
    out = annotate(document(text), "<mark>{text}</mark>", format="html")
    assert out.count("<mark>") == 2
    assert "<b><mark>Nghị định 167</mark></b>" in out
    assert "<P><mark>Luật Thanh tra</mark></P>" in out
    assert out.replace("<mark>", "").replace("</mark>", "") == text


@pytest.mark.parametrize("source", ["plain", "html"])
@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "<p>Quy&#7871;t &#273;&#7883;nh s&#7889; 100/Q&#272;-TTg</p>",
            "<p>[Quy&#7871;t &#273;&#7883;nh s&#7889; 100/Q&#272;-TTg]</p>",
        ),
        (
            "<p>Theo Nghị định <em>số 15/2020</em>/NĐ-CP.</p>",
            "<p>Theo [Nghị định <em>số 15/2020</em>/NĐ-CP].</p>",
        ),
        ("<p>Nghị định 15/2020/NĐ-<br>CP</p>", "<p>[Nghị định 15/2020/NĐ-<br>CP]</p>"),
        # an element that begins right before the reference or ends right behind it
        (
            "<u><b>Nghị định</b> số 15/2020/NĐ-CP, <i>Luật <b>Đất đai</b></i></u>",
            "<u>[<b>Nghị định</b> số 15/2020/NĐ-CP], <i>[Luật <b>Đất đai</b>]</i></u>",
        ),
        # an element that goes on outside of it
        (
            "<b>Theo Nghị định</b> số 15/2020/NĐ-CP và Luật <i>Đất đai mới</i>",
            "<b>Theo [Nghị định]</b>[ số 15/2020/NĐ-CP] và [Luật ]<i>[Đất đai] mới</i>",
        ),
        ("Nghị định <a href=x>số 15/2020</a>/NĐ-CP", "Nghị định <a href=x>số 15/2020</a>/NĐ-CP"),
        ("Nghị định <!-- x -->15/2020/NĐ-CP", "[Nghị định <!-- x -->15/2020/NĐ-CP]"),
    ],
)
def test_html_inside_of_references(text, right, source):
    doc = vntext.analyze(text, source=source)
    assert annotate(doc, "[{text}]", format="html") == right


WORDS = [
    "Nghị định ",
    "số ",
    "15/2020",
    "/NĐ-CP",
    " và ",
    "Luật ",
    "Đất đai",
    "khoản 2 Điều 5 ",
    "<br>",
]
TREES = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "i", "span", "p", "a href=x"]),
        st.lists(inner, max_size=4),
    ).map(lambda text: text.replace("</a href=x>", "</a>")),
    max_leaves=16,
)


@given(st.lists(TREES, max_size=6).map("".join), st.sampled_from(["plain", "html"]))
def test_the_tree_stays_as_it_is(text, source):
    out = annotate(vntext.analyze(text, source=source), "<mark>{text}</mark>", format="html")
    assert re.sub("</?mark>", "", out) == text
    opened = []
    for close, name in re.findall(r"<(/?)(\w+)", out):
        if name == "br":
            continue
        if not close:
            assert "mark" not in opened or name not in ("mark", "a", "p")
            assert "a" not in opened or name != "mark"
            opened.append(name)
        else:
            assert opened.pop() == name
    assert not opened


def test_pieces_have_the_fields_of_the_whole():
    doc = vntext.analyze("<b>Theo Nghị định</b> số 15/2020/NĐ-CP", source="html")
    assert annotate(doc, "<a href=/{number}>{text}</a>", format="html") == (
        "<b>Theo <a href=/15>Nghị định</a></b><a href=/15> số 15/2020/NĐ-CP</a>"
    )
    assert annotate(doc, lambda r: None, format="html") == doc.text


def test_references_that_somebody_gave_stay():
    text = "<p>Nghị định <em>số 15/2020</em>/NĐ-CP, Luật Đất đai</p>"
    doc = vntext.analyze(text)
    only = doc.with_layers(legal_references=doc.legal_references[-1:])
    assert annotate(only, "[{text}]", format="html").count("[") == 1


def test_html_fields_are_escaped():
    doc = document("Theo văn bản số 4945/PCCC&CNCH-P6 thì đúng.")
    assert 'title="4945/PCCC&amp;CNCH-P6"' in annotate(
        doc, '<i title="{code}">{number}</i>', format="html"
    )


def test_html_that_is_not_closed():
    text = "Nghị định 167 <script>Nghị định 168"
    assert (
        annotate(document(text), "[{text}]", format="html")
        == "[Nghị định 167] <script>Nghị định 168"
    )
    text = "Nghị định 167 <!-- Nghị định 168"
    assert (
        annotate(document(text), "[{text}]", format="html") == "[Nghị định 167] <!-- Nghị định 168"
    )


def test_markdown_keeps_links_and_code():
    text = (
        "# Luật Đất đai\n\nXem [Nghị định 167](http://a.vn/Luật) và `Luật Đất đai`, "
        "**Luật Thanh tra**.\n"
        "```\nNghị định 167\n```\nTheo Nghị định 168.\n[1]: http://a.vn 'Nghị định 169'\n"
    )
    out = annotate(document(text), "[{text}](#{number})", format="markdown")
    assert "# [Luật Đất đai](#)" in out
    assert "[Nghị định 167](http://a.vn/Luật)" in out
    assert "`Luật Đất đai`" in out
    assert "**[Luật Thanh tra](#)**" in out
    assert "```\nNghị định 167\n```" in out
    assert "[Nghị định 168](#168)" in out
    assert "'Nghị định 169'" in out


@pytest.mark.parametrize("template", ["{nothing}", "{}", "{0}", "{text", "{text.nothing}"])
def test_bad_templates(template):
    with pytest.raises(InvalidOptionError):
        annotate(document("Nghị định 167"), template)


@pytest.mark.parametrize(
    "template",
    [
        *("{text.__class__}", "{text[0]}", "{text!r}", "{text:>900000000}", "{text:{code}}"),
        "{rule}",
    ],
)
def test_a_template_looks_up_and_never_computes(template):
    for text in ("Nghị định 167", "Không có gì."):  # a bad template is bad without references
        with pytest.raises(InvalidOptionError, match=r"no field \{.*; there are text, type"):
            annotate(document(text), template)


def test_braces_can_be_written():
    assert annotate(document("Nghị định 167"), "{{{number}}}") == "{167}"


def test_bad_options():
    with pytest.raises(InvalidOptionError):
        annotate(document("Nghị định 167"), "{text}", format="pdf")
    with pytest.raises(InvalidOptionError):
        annotate(document("Nghị định 167"), lambda r: r.year or 5)


def test_empty_text():
    assert annotate(document(""), "{text}") == ""


@given(
    st.lists(
        st.sampled_from(
            ["Nghị định 167", " ", "<b>", "</b>", "<a href='", "'>", "</a>", "<", ">", "`", "```\n",
             "[", "]", "(", ")", "\n", "<script>", "</script>", "<!--", "-->", '"', "Luật Đất đai"]
        ),
        max_size=30,
    ).map("".join),
    st.sampled_from(["text", "markdown", "html"]),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_removing_the_marks_gives_back_the_text(text, format_):
    out = annotate(document(text), "\ue000{text}\ue001", format=format_)
    assert re.sub("[\ue000\ue001]", "", out) == text


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "`", "[", "[](", "<a '", "```\n", "<script>", "<"]
)
@pytest.mark.parametrize("format_", ["markdown", "html"])
def test_hostile_markup_takes_linear_time(piece, format_, linear):
    found = tuple(find_references("Nghị định 167"))
    docs = [Document(piece * n + "Nghị định 167", legal_references=found) for n in (10_000, 40_000)]
    linear(lambda k: annotate(docs[k], "{text}", format=format_), 4)


def test_export():
    found = find_references('Điều 5, Nghị định 167 của Chính phủ về "Xử phạt, nộp phạt"')
    assert to_text(found) == (
        "0-21  Điều 5, Nghị định 167  [nghị định 167; điều 5; Chính phủ; Xử phạt, nộp phạt]\n"
    )
    header, row = to_csv(found).splitlines()
    assert header.split(",") == list(COLUMNS)
    assert '"Điều 5, Nghị định 167"' in row
    assert to_rows(found)[0]["provision"] == "điều 5"
    assert to_text([]) == ""
    assert to_csv([]).splitlines() == [",".join(COLUMNS)]

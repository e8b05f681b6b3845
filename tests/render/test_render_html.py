"""Pages: the whole text, every entity, nothing of the text as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from vntext import analyze
from vntext.document import LABELS, Document, Entity, Paragraph, Person, Span, Title
from vntext.errors import InvalidOptionError, InvalidTextError
from vntext.render import LAYERS, render_html, render_notebook
from vntext.render.marks import Mark, nest
from vntext.render.names import css_class

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("Ái", "Bích", "Cúc", "Dung", "Đào", "Hà", "Hạnh", "Hoa", "Lan", "Mai", "Nga", "Thu")

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --> ]]> <![CDATA[",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "</div></body></html>",
    "a\x00b\x1bc\x9bd",
    "a\ud800b\udfffc",
    "\u202eđảo\u202c \u2066chữ",
    "<b class=P tabindex=0>",
    "{{7*7}} ${7*7} %s",
    "javascript:alert(1)",
]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def test_the_text_is_whole(article: Document, page) -> None:
    assert page(render_html(article)).paragraphs == lines(article.text)


def test_every_entity_is_marked_with_its_label(article: Document, page) -> None:
    seen = page(render_html(article))
    expected = sorted((css_class(e.label), e.text) for e in article.entities)
    in_text = [(css.split()[0], text) for css, text in seen.marks]
    for mark in expected:
        assert mark in in_text


def test_organisation_inside_a_title_is_visible(article: Document) -> None:
    html = render_html(article)
    assert re.search(
        r'<b class="T k0"[^>]*>Trưởng <b class=O[^>]*>Ban Tuyên giáo Tỉnh ủy</b></b>', html
    )


def test_fields_are_shown_on_hover(article: Document, page) -> None:
    html = render_html(article)
    people, laws = re.findall(r'\.(k\d+)\{--f:": (?:Trịnh Quốc Bảo; Trưởng|nghị quyết 57)', html)
    marks = [(f["class"], "tabindex" in f) for t, f in page(html).tags if t == "b" and "class" in f]
    assert marks.count((f"P {people}", True)) == 1  # the Tab key goes to the first mention
    assert marks.count((f"P {people}", False)) == 1
    assert (f"T {people}", True) in marks
    assert (f"W {laws}", True) in marks


def test_marks_of_one_person_light_up_together(article: Document) -> None:
    assert "&:has(.k0:hover,.k0:focus) .k0{--o:2px}" in render_html(article)


def test_a_mark_of_two_people_shows_both(page) -> None:
    text = "Các giáo sư Lê An, Vũ Bình đến."
    title = Title(4, 11, "giáo sư")
    names = [Span(12, 17, "Lê An"), Span(19, 26, "Vũ Bình")]
    doc = Document(
        text,
        entities=(
            Entity(4, 11, "giáo sư", "TITLE"),
            *(Entity(n.start, n.end, n.text, "PERSON") for n in names),
        ),
        people=tuple(Person(n.text, (n,), (title,)) for n in names),
    )
    marks = [f for t, f in page(render_html(doc)).tags if t == "b" and "k" in f["class"]]
    assert marks[0]["class"] == "T k0 k1"
    assert marks[0]["data-f"] == "Lê An; giáo sư; Vũ Bình; giáo sư"


def test_panels_link_to_the_first_mention(article: Document, page) -> None:
    tags = page(render_html(article)).tags
    ids = [f["id"] for _, f in tags if "id" in f]
    targets = [f["href"][1:] for t, f in tags if t == "a"]
    assert len(ids) == len(set(ids))
    assert set(targets) == set(ids)
    assert len(targets) == 1 + 2 + 3 + 1 + 1 + 1  # sentence, people, bodies, place, document, date


def test_panels(article: Document) -> None:
    html = render_html(article)
    heads = re.findall("<h2>(.*?)</h2>", html)
    assert heads == [
        "Tóm tắt", "Người (2)", "Tổ chức (3)", "Địa danh (1)", "Văn bản pháp lý (1)",
        "Thời gian (1)",
    ]  # fmt: skip
    assert html.index("</main>") < html.index("<aside aria-label=") < html.index("<h2>")


def test_dates_stand_in_the_order_of_time() -> None:
    doc = analyze(
        "Ngày 2/9/2024 khai giảng. Năm 2019 khởi công, tháng 3/2021 xong. Ngày 2-9-2024 vui."
    )
    panel = render_html(doc, ["entities", "dates"]).partition("<aside")[2]
    found = re.findall(r'<a href="#\w+">(.*?)</a>( ×2)?', panel)
    assert [name for name, _ in found] == ["Năm 2019", "tháng 3/2021", "Ngày 2/9/2024"]
    assert found[2][1]


def test_names_stand_in_the_order_of_dictionaries() -> None:
    names = ("Vinh", "Đà Lạt", "Dĩ An", "Ân Thi", "An Khê", "Vinh")
    text = "; ".join(names)
    spans = [m.span() for m in re.finditer("[^;]+", text.replace("; ", ";;"))]
    doc = Document(
        text,
        entities=tuple(Entity(a, b, text[a:b], "LOC") for a, b in spans),
    )
    panel = render_html(doc, ["entities", "places"]).partition("<aside")[2]
    assert re.findall(r'<a href="#\w+">(.*?)</a>', panel) == [
        "Vinh", "An Khê", "Ân Thi", "Dĩ An", "Đà Lạt",
    ]  # fmt: skip


def test_notebook_view_gives_no_ids(article: Document, page) -> None:
    tags = page(render_notebook(article)).tags
    assert not [f for _, f in tags if "id" in f or "href" in f]
    assert article._repr_html_() == render_notebook(article)


def test_two_notebook_views_have_rules_of_their_own(article: Document) -> None:
    other = Document(article.text + "!", entities=article.entities, people=article.people)
    scopes = {
        re.search(r'<div class="vnt (\w+)">', render_notebook(d))[1] for d in (article, other)
    }
    assert len(scopes) == 2


def test_roles_and_summary_are_marked(article: Document) -> None:
    html = render_html(article)
    assert "<p class=caption>Quang cảnh lớp học." in html
    assert '.caption{opacity:.75;--r:"chú thích ảnh"}' in html
    assert html.count("<span class=s") == 2  # the legend and one sentence


@pytest.mark.parametrize("layer", LAYERS)
def test_one_layer_alone(article: Document, layer: str, page) -> None:
    seen = render_html(article, [layer])
    assert page(seen).paragraphs == lines(article.text)
    assert ("<p class=caption" in seen) == (layer == "roles")
    assert ("<span class=s" in seen) == (layer == "summary")
    assert ("tabindex=0" in seen) == (layer == "entities")
    assert ("<aside" in seen) == (layer not in ("roles", "entities"))
    assert render_html(article, layer) == seen


def test_unknown_layer_and_language_are_refused(article: Document) -> None:
    with pytest.raises(InvalidOptionError, match="roles, summary"):
        render_html(article, ["entity"])
    with pytest.raises(InvalidOptionError, match="vi, en"):
        render_html(article, lang="fr")


def test_english_names(article: Document) -> None:
    html = render_html(article, lang="en")
    assert "Legal references (1)" in html
    assert "organisation</b>" in html


def test_no_script_and_no_foreign_host(article: Document) -> None:
    html = render_html(article)
    assert not re.search(r"<script|https?:|//|url\(|@import|\son\w+=", html)


@pytest.mark.parametrize("times", [2, 3, 8])
@pytest.mark.parametrize("render", [render_html, render_notebook])
def test_a_page_is_less_than_three_times_its_text(article: Document, times, render) -> None:
    # marks of every second word, and more names than the panels have room for
    doc = analyze(
        article.text * times + "\n".join(f"Bà Lê Thị {c}, Sở Y tế, ở Huế." for c in NAMES)
    )
    size = len(doc.text.encode())
    assert size > 1000
    assert len(render(doc).encode()) < 3 * size


def test_lists_that_are_cut_say_how_much(article: Document) -> None:
    rest = "đến dự từ sáng sớm, góp ý nhiều điều có ích cho lớp học rồi ở lại tới tận chiều muộn"
    lines = [f"Bà Lê Thị {c}, Giám đốc Sở Y tế, {rest}." for c in NAMES]
    doc = analyze("\n".join(lines))
    html = render_html(doc)
    heading = int(re.search(r"<h2>Người \((\d+)\)", html)[1])
    panel = html.partition("<h2>Người")[2].partition("<h2>")[0]
    assert heading == len(doc.people)
    more = re.search(r"<li>\+(\d+)", panel)
    assert panel.count("<li>") - 1 + int(more[1]) == heading


def test_several_documents(article: Document, page) -> None:
    other = Document(
        "Trịnh Quốc Bảo về Huế. <b>",
        entities=(Entity(0, 14, "Trịnh Quốc Bảo", "PERSON"),),
        people=(Person("Trịnh Quốc Bảo", (Span(0, 14, "Trịnh Quốc Bảo"),)),),
    )
    for docs in ([article, other], {"a.txt": article, "<i>b": other}):
        html = render_html(docs)
        tags = page(html).tags
        ids = [f["id"] for _, f in tags if "id" in f]
        assert len(ids) == len(set(ids))
        assert {f["href"][1:] for t, f in tags if t == "a"} <= set(ids)
        shared = html.partition("<h2>Điểm chung</h2>")[2].partition("<article")[0]
        assert "Trịnh Quốc Bảo" in shared
        assert "57-NQ/TW" not in shared
        assert html.count("<main") == 1
        assert "<i>" not in html
    assert "Các bài (0)" in render_html([])
    with pytest.raises(InvalidTextError, match="str"):
        render_html("Huế")  # type: ignore[arg-type]
    with pytest.raises(InvalidTextError, match="Document"):
        render_html([article, 5])  # type: ignore[list-item]


def test_what_turns_the_direction_reorders_nothing_else(page) -> None:
    text = "Ông \u202eAn\u202c \u2067x"
    doc = Document(
        text,
        entities=(Entity(4, 8, text[4:8], "PERSON"),),
        people=(Person(text[4:8], (Span(4, 8, text[4:8]),), (Title(0, 3, "Ông"),)),),
    )
    html = render_html(doc)
    assert html.count("<bdi>\u202e</bdi>") >= 1
    assert not re.search("(?<!<bdi>)[\u202a-\u202e\u2066-\u2069]", html)
    assert page(html).paragraphs == [text]


def test_empty_text(page) -> None:
    seen = render_html(Document(""))
    assert "Văn bản rỗng" in seen
    assert page(seen).paragraphs == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text_everywhere(hostile: str, page) -> None:
    text = f"{hostile}\nx {hostile} y"
    n = len(hostile)
    doc = Document(
        text,
        paragraphs=(Paragraph(0, n, hostile, "title"), Paragraph(n + 1, len(text), text[n + 1 :])),
        entities=(Entity(n + 3, n + 3 + n, hostile, "PERSON"), Entity(0, n, hostile, hostile)),
        people=(Person(hostile, (Span(n + 3, n + 3 + n, hostile),)),),
    )
    html = render_html(doc)
    html.encode("utf-8")
    seen = page(html)
    calm = page(render_html(Document("a\nb")))
    allowed = {t for t, _ in calm.tags}
    allowed |= {"b", "small", "aside", "h1", "h2", "ul", "ol", "li", "a", "br", "strong", "bdi"}
    assert {t for t, _ in seen.tags} <= allowed
    assert not [f for _, f in seen.tags if any(name.startswith("on") for name in f)]
    shown = "\n".join(seen.paragraphs)
    assert len(shown) == len(text)
    assert shown == re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text)


spans = st.tuples(st.integers(-2, 30), st.integers(-2, 30))


@given(
    st.text(st.sampled_from('aă<&>" \n\u0301\U0001f600'), max_size=30),
    st.lists(st.tuples(spans, st.sampled_from(LABELS))),
    st.lists(spans, max_size=4),
)
@settings(max_examples=150, deadline=None)
def test_any_spans_whatever_they_overlap(page, text, entities, paragraphs) -> None:
    doc = Document(
        text,
        entities=tuple(Entity(a, b, text[max(a, 0) : b], label) for (a, b), label in entities),
        paragraphs=tuple(
            Paragraph(a, b, text[a:b]) for a, b in paragraphs if 0 <= a < b <= len(text)
        ),
    )
    shown = "".join(page(render_html(doc)).paragraphs)
    assert "".join(shown.split()) == "".join(text.split())


def test_crossing_marks_are_cut_and_balanced() -> None:
    marks = [Mark(0, 4, "<b id=x>", "</b>", again="<b>"), Mark(2, 6, "<i>", "</i>")]
    assert nest("abcdefg", 0, 7, marks) == "<b id=x>ab<i>cd</i></b><i>ef</i>g"
    assert nest("abcdefg", 1, 3, marks) == "<b id=x>b<i>c</i></b>"


def test_time_grows_with_the_text_not_with_its_square(
    linear: Callable[[Callable[[int], object], int], None],
) -> None:
    def document(times: int) -> Document:
        text = "Ông An gặp bà Mơ.\n" * times
        entities = tuple(
            Entity(18 * k + a, 18 * k + b, text[18 * k + a : 18 * k + b], "PERSON")
            for k in range(times)
            for a, b in ((4, 6), (14, 16))
        )
        return Document(text, entities=entities)

    docs = [document(1000), document(4000)]
    linear(lambda k: render_html(docs[k]), 4)

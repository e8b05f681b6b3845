"""Pages: the whole text, every entity, nothing of the text as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from vntext.document import LABELS, Document, Entity, Paragraph, Person, Span
from vntext.errors import InvalidOptionError
from vntext.render import LAYERS, render_html, render_notebook
from vntext.render.marks import Mark, nest
from vntext.render.names import css_class

if TYPE_CHECKING:
    from collections.abc import Callable

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
    in_text = [m for m in seen.marks if m[1] in {e.text for e in article.entities}]
    for mark in expected:
        assert mark in in_text


def test_organisation_inside_a_title_is_visible(article: Document) -> None:
    html = render_html(article)
    assert re.search(r"<b class=T[^>]*>Trưởng <b class=O[^>]*>Ban Tuyên giáo Tỉnh ủy</b></b>", html)


def test_fields_are_shown_on_hover(article: Document, page) -> None:
    facts = [f["data-f"] for t, f in page(render_html(article)).tags if "data-f" in f]
    assert "Trưởng Ban Tuyên giáo Tỉnh ủy" in facts  # of the full name
    assert "Trịnh Quốc Bảo; Trưởng Ban Tuyên giáo Tỉnh ủy" in facts  # of the short name
    assert "nghị quyết 57-NQ/TW; Bộ Chính trị" in facts


def test_panels_link_to_the_first_mention(article: Document, page) -> None:
    tags = page(render_html(article)).tags
    ids = [f["id"] for _, f in tags if "id" in f]
    targets = [f["href"] for t, f in tags if t == "a"]
    assert len(ids) == len(set(ids))
    assert targets == ["#p0", "#p1", "#r0"]
    assert {t[1:] for t in targets} == set(ids)


def test_notebook_view_gives_no_ids(article: Document, page) -> None:
    tags = page(render_notebook(article)).tags
    assert not [f for _, f in tags if "id" in f or "href" in f]
    assert article._repr_html_() == render_notebook(article)


def test_roles_and_summary_are_marked(article: Document) -> None:
    html = render_html(article)
    assert "<p class=caption>Quang cảnh lớp học." in html
    assert '.caption::before{content:"chú thích ảnh"}' in html
    assert html.count("<span class=s>") == 2  # the legend and one sentence


@pytest.mark.parametrize("layer", LAYERS)
def test_one_layer_alone(article: Document, layer: str, page) -> None:
    seen = render_html(article, [layer])
    assert page(seen).paragraphs == lines(article.text)
    assert ("<p class=caption" in seen) == (layer == "roles")
    assert ("<span class=s>" in seen) == (layer == "summary")
    assert ("tabindex=0" in seen) == (layer == "entities")
    assert ("<aside>" in seen) == (layer in ("people", "legal"))
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


def test_a_page_of_an_article_is_less_than_three_times_its_text(article: Document) -> None:
    # the style sheet is of fixed size: an article has a few thousand characters
    body = article
    long = Document(
        body.text * 8,
        entities=tuple(
            Entity(e.start + k * len(body.text), e.end + k * len(body.text), e.text, e.label)
            for k in range(8)
            for e in body.entities
        ),
        people=body.people,
        legal_references=body.legal_references,
        summary=body.summary,
    )
    assert len(render_html(long).encode()) < 3 * len(long.text.encode())


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
    allowed = {t for t, _ in calm.tags} | {"b", "small", "aside", "h2", "ul", "li", "a"}
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
    cpu_seconds: Callable[[Callable[[], object]], float],
) -> None:
    def seconds(times: int) -> float:
        text = "Ông An gặp bà Mơ.\n" * times
        entities = tuple(
            Entity(18 * k + a, 18 * k + b, text[18 * k + a : 18 * k + b], "PERSON")
            for k in range(times)
            for a, b in ((4, 6), (14, 16))
        )
        doc = Document(text, entities=entities)
        return cpu_seconds(lambda: render_html(doc))

    seconds(10)
    assert seconds(4000) < 5 * seconds(2000) + 0.05

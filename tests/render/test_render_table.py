"""Tables, views of single objects, and input for displaCy."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vntext.document import Document, Entity, LegalReference, Person, Span, Summary, Title
from vntext.errors import InvalidOptionError
from vntext.render import table


def test_table_as_text(article: Document) -> None:
    lines = str(table(article.entities)).split("\n")
    assert lines[0].split() == ["start", "end", "text", "label"]
    assert len(lines) == 1 + len(article.entities)
    assert lines[1].split() == ["54", "59", "14/10", "DATE"]


def test_table_shows_scores_that_say_something() -> None:
    assert table([Entity(0, 1, "a", "ORG", "r", 0.25)]).columns[-1] == "score"


def test_table_of_people_and_references(article: Document) -> None:
    assert table(article.people).rows[0][:2] == ("Trịnh Quốc Bảo", "Trịnh Quốc Bảo; Bảo")
    assert "57-NQ/TW" in table(article.legal_references).rows[0]


def test_empty_table() -> None:
    assert (str(table([])), len(table([]))) == ("", 0)


def test_other_rows_are_refused() -> None:
    with pytest.raises(InvalidOptionError, match="str"):
        table(["Ông An"])  # type: ignore[list-item]


@pytest.mark.parametrize("hostile", ["<script>x</script>", "a\ud800", "x\ny\tz", '"<td>'])
def test_hostile_cells(hostile: str) -> None:
    shown = table([Entity(0, len(hostile), hostile, "ORG")])
    assert "<script" not in shown._repr_html_()
    assert shown._repr_html_().count("<td") == 4
    shown._repr_html_().encode()
    assert str(shown).count("\n") == 1
    str(shown).encode()


def test_views_of_single_objects_are_escaped(article: Document) -> None:
    bad = "<img src=x>"
    span = Span(0, len(bad), bad)
    title = Title(0, len(bad), bad, span)
    person = Person(bad, (span,), (title,))
    reference = LegalReference(0, len(bad), bad, type=bad, code=bad, issuer=bad, key=bad)
    for thing in (person, reference):
        shown = thing._repr_html_()
        assert "<img" not in shown
        assert "&lt;img src=x&gt;" in shown
    summary = article.summary._repr_html_()
    assert article.summary.sentences[0].text in summary
    assert Summary()._repr_html_() == ""


def test_reference_view_names_the_fields(article: Document) -> None:
    shown = article.legal_references[0]._repr_html_()
    assert shown == "<ul><li><strong>nghị quyết 57-NQ/TW</strong><br>Bộ Chính trị</ul>"


def test_displacy_ent_is_sorted_and_flat(article: Document) -> None:
    ents = article.to_displacy()["ents"]
    assert len(ents) == len(article.entities) - 1  # without the organisation inside the title
    for left, right in pairwise(ents):
        assert left["end"] <= right["start"]


def test_displacy_span_points_at_words(article: Document) -> None:
    shown = article.to_displacy("span")
    for span in shown["spans"]:
        part = shown["tokens"][span["start_token"] : span["end_token"]]
        covered = article.text[span["start"] : span["end"]]
        assert all(token in covered for token in part)
    assert len(shown["spans"]) == len(article.entities)


def test_displacy_style_is_checked(article: Document) -> None:
    with pytest.raises(InvalidOptionError, match="'dep'"):
        article.to_displacy("dep")  # type: ignore[arg-type]


def test_displacy_renders_it(article: Document) -> None:
    displacy = pytest.importorskip("spacy.displacy", reason="spacy is not installed")
    for style in ("ent", "span"):
        shown = displacy.render(article.to_displacy(style), style=style, manual=True, jupyter=False)
        assert "Trịnh Quốc Bảo" in shown

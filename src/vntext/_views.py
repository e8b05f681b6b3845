"""The views that the package gives its documents, loaded when a document is looked at."""

from __future__ import annotations

from typing import Any

from vntext.views import register

__all__ = ["register_views"]


def _notebook(doc: Any) -> Any:
    from vntext.render import render_notebook

    return render_notebook(doc)


def _people(people: Any) -> Any:
    from vntext.render import render_people

    return render_people(people)


def _references(references: Any) -> Any:
    from vntext.render import render_references

    return render_references(references)


def _summary(summary: Any) -> Any:
    from vntext.render import render_summary

    return render_summary(summary)


def _displacy(doc: Any, style: Any) -> Any:
    from vntext.render import to_displacy

    return to_displacy(doc, style)


def _frame(doc: Any, layer: Any) -> Any:
    from vntext.integrations.frames import to_frame

    return to_frame([doc], layer)


def _layer(doc: Any, name: str) -> Any:
    from vntext.pipeline import analyze

    return getattr(analyze(doc.text, layers=(name,)), name)


def _twin(doc: Any) -> Any:
    from vntext.text.reading import read_texts

    return read_texts([doc.text])[0]


def _pos_tags(doc: Any) -> Any:
    from vntext.words.pos import tag_document

    return tag_document(doc)


def register_views() -> None:
    """Registers them, which loads none."""
    register("notebook", _notebook)
    register("people", _people)
    register("references", _references)
    register("summary", _summary)
    register("displacy", _displacy)
    register("frame", _frame)
    register("pos_tags", _pos_tags)
    register("twin", _twin)
    register("layer", _layer)

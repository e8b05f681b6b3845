"""What a worker does with one request: analyse, take what was asked for, write JSON."""

from __future__ import annotations

import json
from inspect import signature
from typing import TYPE_CHECKING, Any, Final, Protocol

from vntext._serialize import span_to_dict
from vntext.document import ALL_LAYERS, LAYERS
from vntext.errors import DecodingError, InvalidOptionError, MissingExtraError, VntextError
from vntext.integrations.service.written import plain_document, utf16, wide_places, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.document import Document
    from vntext.pipeline import Layout, Restore, Source

__all__ = ["LAYERS", "Analyzer", "run_task"]

BUDGETS: Final = ("sentences", "words", "ratio")
"""The ways to say how long a summary may be."""


class Analyzer(Protocol):
    """What the service needs of a pipeline."""

    def analyze(
        self,
        text: str,
        *,
        layers: Sequence[str] | None = None,
        layout: Layout = "auto",
        source: Source = "plain",
        restore: Restore = False,
        reference: str | None = None,
    ) -> Document:
        """Analyses one text.

        Args:
            text: Any text.
            layers: Layers that will be looked at, of `vntext.document.LAYERS`; None for all.
            layout: How lines are meant. This option and those below are given where a request
                names another value than these defaults; a pipeline need not have them.
            source: What the text is, one of `vntext.text.markup.SOURCES`.
            restore: Whether accents are put back for the analysis.
            reference: The day of the text.
        """
        ...


def run_task(pipeline: Analyzer, task: dict[str, Any]) -> tuple[int, bytes]:
    """Answers one request.

    Args:
        pipeline: Analyses the text.
        task: ``op``, ``text`` and options, all checked before.

    Returns:
        HTTP status and JSON in UTF-8. Texts with lone surrogates are answered in ASCII, as
        `Document.to_json` does.
    """
    try:
        if task["op"] == "normalize":
            result = _normalize(task)
        elif task["op"] == "keyphrases":
            result = _keyphrases(pipeline, task)
        elif task["op"] == "page":
            result = _page(pipeline, task)
        elif task["op"] == "read":
            return _read(task)
        elif task["op"] == "digest":
            result = _digest(task)
        else:
            result = _document(pipeline, task)
    except VntextError as e:
        # the options were checked at the door: what is left is a limit of a pipeline of the user
        error = {"code": "refused", "message": f"{type(e).__name__}: {e}"}
        return 422, json.dumps({"error": error}).encode()
    wide = wide_places(task["text"]) if task.get("offsets") == "utf-16" else []
    if wide:
        utf16(result, wide)
    return 200, written(result, wide)


def _failure(status: int, code: str, message: str, **more: Any) -> tuple[int, bytes]:
    return status, json.dumps({"error": {"code": code, "message": message, **more}}).encode()


def _read(task: dict[str, Any]) -> tuple[int, bytes]:
    """The text of a file."""
    from base64 import b64decode

    from vntext.integrations.files import read_file

    try:
        found = read_file(b64decode(task["file"]), task.get("name") or "")
    except DecodingError as e:
        return _failure(415, "unreadable_file", str(e))
    except MissingExtraError as e:
        return _failure(415, "missing_extra", str(e))
    limit = task["text_chars"]
    if len(found.text) > limit:
        what = f"the file holds {len(found.text)} characters; the limit is {limit}"
        return _failure(413, "text_too_long", what, limit={"name": "text_chars", "value": limit})
    answer = {"text": found.text, "source": "plain"}
    return 200, written({**answer, "format": found.format, "encoding": found.encoding})


def _page(pipeline: Analyzer, task: dict[str, Any]) -> dict[str, Any]:
    from vntext.integrations.service.article import PAGE_LAYERS, article

    given = {name: task[name] for name in ("reference", "sentences", "phrases") if name in task}
    return article(_analyzed(pipeline, task, PAGE_LAYERS), **given)


def _normalize(task: dict[str, Any]) -> dict[str, Any]:
    from vntext.text.rules import align

    twin = align(task["text"], source=task.get("source", "plain"))
    edits = [
        {"start": e.start, "end": e.end, "replacement": e.replacement, "name": e.name}
        for e in twin.alignment.edits
    ]
    return {"text": twin.text, "edits": edits}


def _analyzed(pipeline: Analyzer, task: dict[str, Any], layers: Sequence[str]) -> Document:
    options = _reading(task)
    named = signature(pipeline.analyze).parameters if options else {}
    if not any(p.kind is p.VAR_KEYWORD for p in named.values()):
        for name in options:
            if name not in named:
                raise InvalidOptionError(_UNABLE[name])
    return pipeline.analyze(task["text"], layers=layers, **options)


def _reading(task: dict[str, Any]) -> dict[str, Any]:
    """How the text of a task is read, where that is not the default."""
    return {name: task[name] for name, usual in _USUAL.items() if task.get(name) not in usual}


_USUAL: Final[dict[str, tuple[Any, ...]]] = {
    "layout": ("auto", None),
    "source": ("plain", None),
    "restore": (False, "never", None),
    "reference": (None,),
}

_UNABLE: Final = {
    "layout": "the pipeline of this service cannot be told how lines are meant",
    "restore": "the pipeline of this service puts no accents back",
    "source": "the pipeline of this service reads plain text alone",
    "reference": "the pipeline of this service takes no day of the text",
}


def _digest(task: dict[str, Any]) -> dict[str, Any]:
    """One digest of several texts, which the pipeline of a user does not read."""
    from vntext._serialize import span_to_dict
    from vntext.summary.many import summarize_many

    texts, options = task["texts"], _reading(task)
    if options:
        from vntext.pipeline import analyze

        texts = [analyze(text, **options) for text in texts]
    found = summarize_many(texts, sentences=task["sentences"])
    disagreements = [
        {
            "about": d.about,
            "unit": d.unit,
            "figures": [{"text": text, "sources": list(sources)} for text, sources in d.figures],
        }
        for d in found.disagreements
    ]
    return {"sentences": [span_to_dict(s) for s in found], "disagreements": disagreements}


def _keyphrases(pipeline: Analyzer, task: dict[str, Any]) -> dict[str, Any]:
    from vntext.summary.keyphrases import keyphrases

    doc = _analyzed(pipeline, task, ("paragraphs", "sentences", "words", "entities"))
    rows = []
    for phrase in keyphrases(doc, task.get("n", 10)):
        row = span_to_dict(phrase)
        rows.append({**row, "mentions": [span_to_dict(m) for m in phrase.mentions]})
    return {"text": doc.text, "keyphrases": rows}


def _document(pipeline: Analyzer, task: dict[str, Any]) -> dict[str, Any]:
    asked = [name for name in ALL_LAYERS if name in (task.get("layers") or LAYERS)]
    options = {k: task[k] for k in (*BUDGETS, "query") if task.get(k) is not None}
    if task.get("title") is not None:
        options["headline"] = task["title"]
    if "summary" not in asked or not any(options.values()):  # a headline or query may be empty
        return plain_document(_analyzed(pipeline, task, asked), asked)
    from vntext.summary.api import summarize

    # a summary of another length reads these two; the one of the document is not looked at
    read = dict.fromkeys([*asked, "paragraphs", "sentences"])
    doc = _analyzed(pipeline, task, [name for name in read if name != "summary"])
    return plain_document(doc.with_layers(summary=summarize(doc, **options)), asked)

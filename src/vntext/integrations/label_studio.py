"""Label Studio: documents as tasks with predictions, and what was annotated as documents.

Offsets are in characters (code points), as Label Studio counts them since version 1.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from vntext.checks import check_many, check_string
from vntext.document import Document, check_document
from vntext.errors import InvalidDocumentError, InvalidTextError
from vntext.integrations.annotated import entity, links, people, with_marks
from vntext.labels import label_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.document import Entity

__all__ = ["from_label_studio", "label_studio_config", "to_label_studio"]

LABELS_TAG = "label"
TEXT_TAG = "text"


def label_studio_config() -> str:
    """The labelling interface of a project, for labels and links of the library.

    Example:
        >>> print(label_studio_config().splitlines()[2].strip()[:21])
        <Label value="PERSON"
    """
    rows = [
        f"    <Label value={quoteattr(name)} background={quoteattr(row.colour)}/>"
        for name, row in label_rows().items()
    ]
    return "\n".join(
        [
            "<View>",
            f'  <Labels name="{LABELS_TAG}" toName="{TEXT_TAG}">',
            *rows,
            "  </Labels>",
            "  <Relations>",
            '    <Relation value="same"/>',
            '    <Relation value="holds"/>',
            "  </Relations>",
            f'  <Text name="{TEXT_TAG}" value="$text"/>',
            "</View>",
            "",
        ]
    )


def to_label_studio(
    docs: Document | Iterable[Document] | Mapping[Any, Document], *, model_version: str = ""
) -> list[dict[str, Any]]:
    """Makes tasks of documents: their entities and people are predictions to be put right.

    Args:
        docs: One document, several, or a mapping from ids to documents; the id goes into the
            task's data.
        model_version: What Label Studio shows as the origin of the predictions; the version of the
            library by default.

    Returns:
        Plain values, to be written as JSON and imported. Mentions of one person are joined by the
        relation ``same``, a person and a title by ``holds``.

    Raises:
        InvalidTextError: If one of ``docs`` is no `Document`.

    Example:
        >>> import vntext
        >>> task, = to_label_studio(vntext.analyze("Bà Mai về Huế."))
        >>> [r["value"]["labels"] for r in task["predictions"][0]["result"]]
        [['PERSON'], ['LOC']]
    """
    from vntext import __version__

    check_string("model_version", model_version)
    version = model_version or f"vntext {__version__}"
    if isinstance(docs, Document):
        docs = [docs]
    if isinstance(docs, Mapping):
        return [_task(doc, version, {"id": key}) for key, doc in docs.items()]
    check_many("docs", docs, "documents", InvalidTextError)
    return [_task(doc, version, {}) for doc in docs]


def _task(doc: Document, version: str, data: dict[str, Any]) -> dict[str, Any]:
    check_document(doc)
    found = links(doc)
    scores = {(e.start, e.end, str(e.label)): e.score for e in doc.entities}
    result: list[dict[str, Any]] = [
        {
            "id": f"e{k}",
            "from_name": LABELS_TAG,
            "to_name": TEXT_TAG,
            "type": "labels",
            "value": {"start": a, "end": b, "text": doc.text[a:b], "labels": [label]},
            "score": float(scores.get((a, b, label), 1.0)),
        }
        for k, (a, b, label) in enumerate(found.marks)
    ]
    joined = [("same", named[0], k) for named in found.same for k in named[1:]]
    joined += [("holds", who, what) for who, what in found.holds]
    result += [
        {
            "type": "relation",
            "from_id": f"e{a}",
            "to_id": f"e{b}",
            "direction": "right",
            "labels": [name],
        }
        for name, a, b in joined
    ]
    prediction = {"model_version": version, "result": result}
    return {"data": {**data, "text": doc.text}, "predictions": [prediction]}


def from_label_studio(tasks: Iterable[Mapping[str, Any]]) -> list[Document]:
    """Reads what was annotated in Label Studio.

    Args:
        tasks: Tasks of an export in the format JSON, one or several.

    Returns:
        A document a task, in order: entities and people are those of its last annotation that was
        not cancelled, else of its last prediction; every other layer is made when it is looked at.

    Raises:
        InvalidDocumentError: If a task has no text, a mark does not lie in it or has a label that
            is not known; the message says which task.

    Example:
        >>> import vntext
        >>> docs = from_label_studio(to_label_studio(vntext.analyze("Bà Mai về Huế.")))
        >>> [(e.text, e.label) for e in docs[0].entities]
        [('Mai', 'PERSON'), ('Huế', 'LOC')]
    """
    if isinstance(tasks, Mapping):
        tasks = [tasks]
    check_many("tasks", tasks, "tasks", InvalidDocumentError)
    out = []
    for number, task in enumerate(tasks):
        try:
            out.append(_document(task))
        except (KeyError, TypeError, ValueError, AttributeError) as e:
            why = e if isinstance(e, InvalidDocumentError) else f"it is no such task: {e!r}"
            raise InvalidDocumentError(f"tasks[{number}]: {why}") from e
    return out


def _document(task: Mapping[str, Any]) -> Document:
    text = task["data"]["text"]
    if not isinstance(text, str):
        raise InvalidDocumentError("its data has no text")
    rows = list(_result(task))
    marks: dict[str, Entity] = {}
    for k, row in enumerate(rows):
        if row.get("type") == "labels":
            value = row["value"]
            (label,) = value["labels"]
            score = float(row.get("score") or 1.0)
            made = entity(text, value["start"], value["end"], label, "label-studio", score)
            marks[row.get("id", f"#{k}")] = made
    entities = sorted(marks.values(), key=lambda e: (e.start, -e.end, e.label))
    order = {id(e): k for k, e in enumerate(entities)}
    pairs: dict[str, list[tuple[int, int]]] = {"same": [], "holds": []}
    for row in rows:
        if row.get("type") == "relation":
            a, b = (order[id(marks[row[end]])] for end in ("from_id", "to_id"))
            if row.get("direction") == "left":
                a, b = b, a
            for name in row.get("labels") or ():
                pairs.get(name, []).append((a, b))
    found = people(entities, pairs["same"], pairs["holds"])
    return with_marks(text, {"entities": tuple(entities), "people": found})


def _result(task: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What was marked."""
    kept = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    for found in (kept, task.get("predictions") or ()):
        if found:
            yield from found[-1]["result"]
            return

"""Answers as models: for the OpenAPI description and for `GET /v1/schema`.

Answers are not made through these models (the workers write JSON themselves); tests prove that
they describe what `Document.to_dict` gives, field by field.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from vntext.document import VALUE_LAYERS
from vntext.labels import Role

__all__ = [
    "DocumentAnswer",
    "Failure",
    "FileAnswer",
    "KeyPhrases",
    "Normalized",
    "Ready",
    "Version",
    "document_schema",
]

Offset = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpanModel(_Model):
    """A stretch of the text."""

    start: Offset
    end: Offset
    text: str


class SentenceModel(SpanModel):
    """A sentence, and the rule that ended it."""

    rule: str


class ParagraphModel(SpanModel):
    """A paragraph and its role."""

    role: Role
    reason: str


class EntityModel(SpanModel):
    """A named entity."""

    label: str
    rule: str
    score: float


class TitleModel(SpanModel):
    """A title that a person holds, and the organisation named inside it."""

    organization: SpanModel | None


class PersonModel(_Model):
    """A person: mentions by name, and titles."""

    name: str
    mentions: list[SpanModel]
    titles: list[TitleModel]
    role: str
    family_name: str = ""
    middle_name: str = ""
    given_name: str = ""


class LegalReferenceModel(SpanModel):
    """A reference to a legal or party document, or to a provision."""

    type: str
    code: str
    number: str
    year: int | None
    issuer: str
    provision: str
    date: str
    title: str
    key: str
    rest: str
    issuer_sign: str
    issuer_text: str
    rule: str


class CutModel(SpanModel):
    """A piece of a sentence that the summary leaves out, and why it can be spared."""

    rule: str


class SummarySentenceModel(SpanModel):
    """A sentence of the summary."""

    score: float
    reason: str
    shown: str
    cuts: list[CutModel] = []


class DateModel(SpanModel):
    """A date and its value in EDTF."""

    value: str
    relative: bool
    calendar: str
    lunar: str
    offset: str


class SuccessorModel(_Model):
    """A unit that took over a unit, or a part of it."""

    code: str
    share: str


class PlaceModel(SpanModel):
    """A place and the administrative unit or country that it names."""

    kind: str
    code: str
    name: str
    parents: list[str]
    country: str
    level: str
    era: str
    successors: list[SuccessorModel]
    centroid: list[float] | None
    alternatives: list[str]
    score: float


class QuoteModel(SpanModel):
    """What was said, and who said it."""

    direct: bool
    speaker: PersonModel | SpanModel | None
    cue: SpanModel | None
    continues: bool


class QuantityModel(SpanModel):
    """A figure with its unit."""

    number: float
    unit: str
    upper: float | None
    bound: str


class RelationModel(SpanModel):
    """What a sentence says of a person or body."""

    kind: str
    subject: SpanModel | None
    object: SpanModel | None
    organization: SpanModel | None
    date: str
    cue: SpanModel | None


class DocumentAnswer(_Model):
    """A document, as `Document.to_json` writes it; layers that were not asked for are absent."""

    format: Literal["vntext.document/1"]
    text: str
    paragraphs: list[ParagraphModel] = []
    sentences: list[SentenceModel] = []
    words: list[Annotated[list[Offset], Field(min_length=2, max_length=2)]] = []
    entities: list[EntityModel] = []
    people: list[PersonModel] = []
    legal_references: list[LegalReferenceModel] = []
    summary: list[SummarySentenceModel] = []
    dates: list[DateModel] = []
    places: list[PlaceModel] = []
    quotes: list[QuoteModel] = []
    quantities: list[QuantityModel] = []
    relations: list[RelationModel] = []


class EditModel(_Model):
    """One replacement, in offsets of the text as given."""

    start: Offset
    end: Offset
    replacement: str
    name: str


class Normalized(_Model):
    """A normalised text and the edits that lead to it."""

    text: str
    edits: list[EditModel]


class KeyPhraseModel(SpanModel):
    """A name or term that the text is about, at its first mention."""

    score: float
    label: str
    mentions: list[SpanModel]


class KeyPhrases(_Model):
    """Key phrases, best first."""

    text: str
    keyphrases: list[KeyPhraseModel]


class FileAnswer(_Model):
    """The text of a file."""

    text: str
    source: Literal["plain"]
    format: Literal["text", "html", "markdown", "docx", "pdf"]
    encoding: str


class LimitModel(_Model):
    """The limit that was passed."""

    name: str
    value: float


class ErrorModel(_Model):
    """What went wrong."""

    code: str
    message: str
    fields: list[str] = []
    limit: LimitModel | None = None
    request_id: str = ""


class Failure(_Model):
    """The one shape of every answer that is no success."""

    error: ErrorModel


class BatchLine(_Model):
    """One line of the answer to a batch: a document or an error."""

    line: Annotated[int, Field(ge=1)]
    id: Any = None
    document: DocumentAnswer | None = None
    error: ErrorModel | None = None


class Health(_Model):
    """The process answers."""

    status: Literal["ok"]


class Ready(_Model):
    """Texts can be analysed."""

    ready: Literal[True]


class Version(_Model):
    """Versions and limits."""

    name: Literal["vntext"]
    version: str
    format: str
    limits: dict[str, int | float]


def document_schema() -> dict[str, Any]:
    """JSON Schema of `Document.to_json`: layers of values are there where they were named."""
    schema = DocumentAnswer.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "vntext.document/1",
        **schema,
        "required": [name for name in schema["properties"] if name not in VALUE_LAYERS],
    }

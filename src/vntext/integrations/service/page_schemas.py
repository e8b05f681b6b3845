"""The answer of ``/v1/page`` as models; places in lists count from 0."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from vntext.integrations.service.schemas import (
    DocumentAnswer,
    KeyPhraseModel,
    SpanModel,
)

__all__ = ["PageAnswer"]

At = Annotated[int, Field(ge=0)]
"""Place in a list of the answer."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HeldTitle(_Model):
    """A title of a person, each wording once; ``organization`` is a place in organizations."""

    text: str
    organization: At | None
    mentions: list[SpanModel]


class PagePerson(_Model):
    """A person; organizations and quotes are places in these lists."""

    name: str
    role: str
    aliases: list[str]
    mentions: list[SpanModel]
    titles: list[HeldTitle]
    organizations: list[At]
    quotes: list[At]


class PageOrganization(_Model):
    """An organisation; people hold an office in it, quotes are what it said."""

    name: str
    mentions: list[SpanModel]
    people: list[At]
    quotes: list[At]


class UnitName(_Model):
    """An administrative unit."""

    code: str
    name: str


class NewUnit(UnitName):
    """A unit that took over another one, or a part of it."""

    share: str


class PlaceMention(SpanModel):
    """A mention, and how sure its unit is."""

    score: float


class PagePlace(_Model):
    """A place with the unit or country that it names; code is empty where it is none."""

    name: str
    kind: str
    level: str
    code: str
    era: str
    country: str
    parents: list[UnitName]
    successors: list[NewUnit]
    centroid: list[float] | None
    mentions: list[PlaceMention]


class Speaker(_Model):
    """Who said it: a person of the list, or an office or body."""

    name: str
    person: At | None
    organization: At | None


class PageQuote(SpanModel):
    """What was said, and who said it."""

    direct: bool
    continues: bool
    cue: SpanModel | None
    speaker: Speaker | None
    sentence: At | None


class PageRelation(_Model):
    """What a sentence says of a person or body."""

    kind: str
    person: At | None
    subject: SpanModel | None
    object: SpanModel | None
    organization: SpanModel | None
    cue: SpanModel | None
    date: str
    sentence: At | None


class KnownAct(_Model):
    """What the table of acts knows of a document."""

    number: str
    type: str
    name: str
    issuer: str
    date: str
    effect: str


class Citation(SpanModel):
    """A place that cites a document, and the sentence in which it stands."""

    kind: Literal["full", "short", "anaphoric", "provision"]
    provision: str
    sentence: At | None


class LegalDocumentRow(_Model):
    """A legal document that the article cites."""

    key: str
    type: str
    code: str
    name: str
    issuer: str
    date: str
    title: str
    uri: str
    act: KnownAct | None
    provisions: list[str]
    mentions: list[Citation]


class DateMention(SpanModel):
    """A place that names a date."""

    relative: bool
    sentence: At | None


class PageDate(_Model):
    """A date: EDTF value, first and last day (empty where the year is not known)."""

    value: str
    calendar: str
    lunar: str
    from_: Annotated[str, Field(alias="from")]
    to: str
    mentions: list[DateMention]


class Choice(_Model):
    """A sentence of a summary."""

    sentence: At
    score: float
    reason: str
    shown: str


class PageAnswer(_Model):
    """Everything that a page shows of one article."""

    source: Literal["plain", "html", "markdown"]
    reference: str
    headline: str
    document: DocumentAnswer
    people: list[PagePerson]
    organizations: list[PageOrganization]
    places: list[PagePlace]
    quotes: list[PageQuote]
    relations: list[PageRelation]
    legal_documents: list[LegalDocumentRow]
    dates: list[PageDate]
    keyphrases: list[KeyPhraseModel]
    summaries: list[list[Choice]]
    act: dict[str, Any] | None

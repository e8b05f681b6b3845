"""One digest of several texts: the route ``/v1/digest``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import Request  # noqa: TC002 - FastAPI reads it when the route is made
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from vntext.integrations.service.answers import Answer
from vntext.integrations.service.body import content_type, parse, read_body
from vntext.integrations.service.failures import ServiceError
from vntext.integrations.service.option_types import Count, Day, Layout, Restore, Source
from vntext.integrations.service.options import Options, check
from vntext.integrations.service.schemas import SummarySentenceModel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import APIRouter

    from vntext.integrations.service.state import State

__all__ = ["DigestAnswer", "add_digest"]

MAX_TEXTS: Final = 100

EXAMPLE: Final = {
    "texts": [
        "Cháy chợ Yên Sơn lúc nửa đêm, không ai bị thương.",
        "Chợ Yên Sơn cháy lúc nửa đêm. Thiệt hại khoảng hai tỷ đồng.",
    ],
    "sentences": 2,
}


class DigestOptions(Options):
    """Options of requests for a digest; all but ``sentences`` are those of each text."""

    sentences: Count = Field(default=5, description="At most so many sentences.")
    source: Source = Field("plain", description="What each text is.")
    layout: Layout = Field("auto", description="How lines are meant.")
    restore: Restore = Field(default=False, description="Put accents back for the analysis.")
    reference: Day = Field(None, description="The day of the texts.")


class DigestSentenceModel(SummarySentenceModel):
    """A sentence; source is the place of its text among those given, offsets are in that text.

    told_by are the places of the texts that say most of it.
    """

    source: Annotated[int, Field(ge=0)]
    told_by: list[Annotated[int, Field(ge=0)]]


class FigureModel(BaseModel):
    """A figure as it is written; sources are the places of the texts that tell it."""

    model_config = ConfigDict(extra="forbid")

    text: str
    sources: list[Annotated[int, Field(ge=0)]]


class DisagreementModel(BaseModel):
    """Figures of one quantity that cannot all be right, the one that most texts tell first.

    about says what is counted or paid for ("chết"), unit of what ("người").
    """

    model_config = ConfigDict(extra="forbid")

    about: str
    unit: str
    figures: list[FigureModel]


class DigestAnswer(BaseModel):
    """Sentences that stand for several texts, without repetition, and where the texts disagree."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[DigestSentenceModel]
    disagreements: list[DisagreementModel]


def _body() -> dict[str, Any]:
    schema = DigestOptions.model_json_schema()
    schema["properties"]["texts"] = {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "maxItems": MAX_TEXTS,
        "description": "Texts on one event; all together under the limit of one text.",
    }
    schema["required"] = ["texts"]
    example = {"two": {"value": EXAMPLE}}
    content = {"application/json": {"schema": schema, "examples": example}}
    return {"requestBody": {"required": True, "content": content}}


def _texts(values: dict[str, Any], limit: int) -> list[str]:
    texts = values.pop("texts", None)
    if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
        raise ServiceError(422, "invalid_options", "texts: must be strings", fields=("texts",))
    if not 1 <= len(texts) <= MAX_TEXTS:
        message = f"texts: must be 1 to {MAX_TEXTS}"
        raise ServiceError(422, "invalid_options", message, fields=("texts",))
    size = sum(map(len, texts))
    if size > limit:
        message = f"the texts have {size} characters; the limit is {limit}"
        named = ("text_chars", limit)
        raise ServiceError(413, "text_too_long", message, fields=("texts",), limit=named)
    return texts


def add_digest(
    router: APIRouter,
    state: State,
    everywhere: dict[int | str, dict[str, Any]],
    answer: Callable[[Request, State, dict[str, Any]], Awaitable[bytes]],
) -> None:
    """Adds the route.

    Args:
        router: Where it goes.
        state: Pool, gate, limits and metrics.
        everywhere: The answers that are no success.
        answer: Has a task answered.
    """

    async def endpoint(request: Request) -> Response:
        with state.gate.admit(request) as admission:
            content_type(request, ("application/json",))
            values = parse(await read_body(request, state.limits))
            texts = _texts(values, state.limits.text_chars)
            options = check(DigestOptions, values)
            # the length of all decides which process takes it
            task = {"op": "digest", "text": "\n".join(texts), "texts": texts, **options}
            body = await answer(request, state, task)
            state.metrics.characters.inc(sum(map(len, texts)))
            return Answer(body, admission, state.limits.body_seconds)

    handler: Callable[[Request], Awaitable[Response]] = endpoint
    router.add_api_route(
        "/digest",
        handler,
        methods=["POST"],
        name="digest",
        summary="One digest of several texts",
        responses={200: {"model": DigestAnswer}, **everywhere},
        openapi_extra=_body(),
        response_class=Response,
    )

"""The routes below ``/v1``: one function answers them all, a table says what each may take."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from vntext.integrations.service.answers import Answer, StreamedAnswer
from vntext.integrations.service.batch import answers
from vntext.integrations.service.body import content_type, decode, parse, read_body, spool_body
from vntext.integrations.service.description import (
    BATCH_DESCRIPTION,
    EXAMPLE,
    batch_answer,
    batch_content,
)
from vntext.integrations.service.digest import add_digest
from vntext.integrations.service.failures import ServiceError, invalid_text, too_long
from vntext.integrations.service.options import (
    AnalysisOptions,
    AnalyzeOptions,
    FileOptions,
    PageOptions,
    PhraseOptions,
    SummaryOptions,
    TextOptions,
    check,
    from_query,
    merge_once,
    query_parameters,
    request_schema,
)
from vntext.integrations.service.page_schemas import PageAnswer
from vntext.integrations.service.schemas import (
    DocumentAnswer,
    Failure,
    FileAnswer,
    KeyPhrases,
    Normalized,
    document_schema,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from vntext.integrations.service.state import State

__all__ = ["FAILURES", "make_router"]

FILES: Final = (
    "application/octet-stream",
    "text/plain",
    "text/html",
    "text/markdown",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)

JSONL: Final = ("application/x-ndjson", "application/jsonl")


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers that are no success, for the description of a route."""
    return {status: {"model": Failure, "description": FAILURES[status]} for status in statuses}


FAILURES: Final = {
    400: "Not JSON.",
    401: "No key, or another one.",
    408: "The body came too slowly.",
    413: "A text, a body or a batch is over a limit, which is named.",
    415: "Not UTF-8, or another media type.",
    422: "A field is unknown or has a value that it cannot have; the fields are named.",
    429: "Too many requests of one client at the same time.",
    500: "The analysis failed.",
    503: "Overloaded, still loading, stopping, or the analysis took too long.",
}


@dataclass(frozen=True, slots=True)
class _Route:
    name: str
    summary: str
    options: type[TextOptions]
    layers: tuple[str, ...] = ()  # of the document; empty for all that the options name
    answer: type[Any] = DocumentAnswer


_ROUTES: Final = (
    _Route("analyze", "Everything: the document of a text", AnalyzeOptions),
    _Route("words", "Words", AnalysisOptions, ("words",)),
    _Route("sentences", "Sentences", AnalysisOptions, ("sentences",)),
    _Route("entities", "Entities, and people with titles", AnalysisOptions, ("entities", "people")),
    _Route("legal", "References to legal documents", AnalysisOptions, ("legal_references",)),
    _Route("summarize", "A summary", SummaryOptions, ("summary",)),
    _Route("keyphrases", "Key phrases", PhraseOptions, answer=KeyPhrases),
    _Route("page", "Everything that a page shows", PageOptions, answer=PageAnswer),
    _Route("normalize", "The normalised text", TextOptions, answer=Normalized),
)


def _body(options: type[TextOptions]) -> dict[str, Any]:
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": request_schema(options),
                    "examples": {"sentence": {"value": {"text": EXAMPLE}}},
                },
                "text/plain": {"schema": {"type": "string"}, "example": EXAMPLE},
            },
        },
        "parameters": query_parameters(options),
    }


def make_router(state: State) -> APIRouter:
    """Makes the routes.

    Args:
        state: Pool, gate, limits and metrics.
    """
    router = APIRouter(prefix="/v1", tags=["analysis"])
    everywhere = failures(*FAILURES)
    for route in _ROUTES:
        router.add_api_route(
            f"/{route.name}",
            _endpoint(route, state),
            methods=["POST"],
            name=route.name,
            summary=route.summary,
            responses={200: {"model": route.answer}, **everywhere},
            openapi_extra=_body(route.options),
            response_class=Response,
        )

    add_digest(router, state, everywhere, _answer)
    _add_read(router, state, everywhere)

    @router.post(
        "/analyze/batch",
        summary="Many texts: JSONL in, JSONL out",
        description=BATCH_DESCRIPTION,
        responses={200: batch_answer(), **everywhere},
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {kind: batch_content() for kind in JSONL},
            },
            "parameters": query_parameters(AnalyzeOptions),
        },
        response_class=Response,
    )
    async def batch(request: Request) -> Response:
        with state.gate.admit(request) as admission:
            content_type(request, JSONL)
            defaults = check(AnalyzeOptions, from_query(request.query_params.multi_items()))
            file = await spool_body(request, state.limits)
            lines = answers(file, defaults, state)
            return StreamedAnswer(lines, admission, state.limits.body_seconds)

    @router.get("/schema", summary="JSON Schema of a document", responses=failures(401, 422))
    async def schema(request: Request) -> dict[str, Any]:
        state.gate.check_key(request)
        return document_schema()

    return router


def _endpoint(route: _Route, state: State) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        with state.gate.admit(request) as admission:
            kind = content_type(request, ("application/json", "text/plain"))
            values = from_query(request.query_params.multi_items())
            data = await read_body(request, state.limits)
            if kind == "application/json":
                # an option of the query that cannot be is refused, even where the body has another
                checked = check(route.options, values)
                given = {name: value for name, value in checked.items() if name in values}
                values = merge_once(given, parse(data))
                if "text" not in values:
                    raise invalid_text("is missing")
                text = values.pop("text")
            else:
                text = decode(data)
            if not isinstance(text, str):
                raise invalid_text("must be a string")
            if len(text) > state.limits.text_chars:
                raise too_long(len(text), state.limits.text_chars)
            task = {"op": route.name, "text": text, **check(route.options, values)}
            if route.layers:
                task["layers"] = route.layers
            body = await _answer(request, state, task)
            state.metrics.characters.inc(len(text))
            return Answer(body, admission, state.limits.body_seconds)

    return endpoint


async def _answer(request: Request, state: State, task: dict[str, Any]) -> bytes:
    """The answer to a task, which nobody waits for when the client has gone.

    Raises:
        ServiceError: If the task fails.
        ClientDisconnect: If the client goes before.
    """
    job = asyncio.ensure_future(state.pool.run(task))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({job, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not job.done():
            raise ClientDisconnect
        status, body = job.result()
    finally:
        gone.cancel()
        job.cancel()
    if status != 200:
        error = json.loads(body)["error"]
        limit = error.get("limit")
        named = None if limit is None else (limit["name"], limit["value"])
        raise ServiceError(status, error["code"], error["message"], limit=named)
    return body


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _add_read(router: APIRouter, state: State, everywhere: dict[int | str, dict[str, Any]]) -> None:
    @router.post(
        "/read",
        summary="The text of a file",
        description="The body is the file: text in any encoding, HTML, Markdown, .docx, PDF. "
        "source in the answer is what to send on with the text.",
        responses={200: {"model": FileAnswer}, **everywhere},
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    FILES[0]: {"schema": {"type": "string", "format": "binary"}, "example": EXAMPLE}
                },
            },
            "parameters": query_parameters(FileOptions),
        },
        response_class=Response,
    )
    async def read(request: Request) -> Response:
        with state.gate.admit(request) as admission:
            content_type(request, FILES, any_charset=True)
            options = check(FileOptions, from_query(request.query_params.multi_items()))
            data = await read_body(request, state.limits, "file_bytes")
            chars = state.limits.text_chars
            task = {"op": "read", "file": b64encode(data).decode(), "text_chars": chars, **options}
            body = await _answer(request, state, task)
            return Answer(body, admission, state.limits.body_seconds)

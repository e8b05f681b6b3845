"""The application: `create_app`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from vntext import __version__
from vntext.document import FORMAT
from vntext.integrations.service.cors import Cors
from vntext.integrations.service.description import add_lines
from vntext.integrations.service.failures import ServiceError, unavailable
from vntext.integrations.service.gate import Gate
from vntext.integrations.service.limits import Limits
from vntext.integrations.service.metrics import CONTENT_TYPE
from vntext.integrations.service.middleware import Frame
from vntext.integrations.service.page import add_page
from vntext.integrations.service.pool import make_pool
from vntext.integrations.service.routes import failures, make_router
from vntext.integrations.service.schemas import Health, Ready, Version
from vntext.integrations.service.state import State

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from vntext.integrations.service.tasks import Analyzer

__all__ = ["create_app"]


def create_app(
    pipeline: Analyzer | None = None,
    limits: Limits | None = None,
    *,
    workers: int = 1,
    api_key: str | None = None,
    cors_origins: Sequence[str] = (),
    allowed_hosts: Sequence[str] = (),
    page: bool = True,
) -> FastAPI:
    """Makes the service as an ASGI application, to run or to mount into another one.

    Args:
        pipeline: Analyses the texts; the library's own by default. With worker processes it must
            be picklable.
        limits: Sizes, numbers and times; `Limits` with its defaults if None.
        workers: Processes that analyse; 0 analyses in a thread of this process, where nothing can
            end an analysis that takes too long.
        api_key: Key that requests for analyses must bring: letters, figures and signs of ASCII.
        cors_origins: Origins whose pages may call the service from a browser; none by default.
        allowed_hosts: Names by which requests may call the service (``"nlp.example.org"``,
            ``"*.example.org"``); any by default.
        page: Serve the page at ``/``.

    Returns:
        The application. Processes start with it; mounted into another application, whose start
        it does not hear of, they start with the first request.

    Raises:
        InvalidOptionError: If a limit, the key or the number of workers is wrong, or the pipeline
            cannot be pickled.
        MissingExtraError: If the extra ``service`` is not installed.
    """
    limits = limits or Limits()
    pool = make_pool(workers, pipeline, limits)
    state = State(limits, pool, Gate(limits, api_key))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        pool.start()
        try:
            yield
        finally:
            await pool.close()

    app = FastAPI(
        title="vntext",
        version=__version__,
        description="Vietnamese text: words, people and titles, legal references, summaries.",
        lifespan=lifespan,
        docs_url=None,  # the pages of FastAPI load scripts from foreign hosts
        redoc_url=None,
    )
    app.router.redirect_slashes = False  # a path with a slash too many is not found
    app.state.vntext = state
    app.include_router(make_router(state))
    _add_operations(app, state)
    _add_problems(app)
    if page:
        add_page(app)
    _describe(app, key=api_key is not None)
    if cors_origins:
        app.add_middleware(
            Cors,
            allow_origins=list(cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=[
                "Authorization",
                "Content-Encoding",
                "Content-Type",
                "X-API-Key",
                "X-Request-ID",
            ],
            expose_headers=["X-Request-ID"],
        )
    app.add_middleware(Frame, metrics=state.metrics, hosts=tuple(allowed_hosts))
    return app


def _add_operations(app: FastAPI, state: State) -> None:
    @app.get("/health", tags=["operation"], summary="The process answers")
    async def health() -> Health:
        return Health(status="ok")

    @app.get("/ready", tags=["operation"], summary="Texts can be analysed", responses=failures(503))
    async def ready() -> Ready:
        state.pool.start()
        if not state.pool.ready:
            raise unavailable("not_ready", "the models are being loaded")
        return Ready(ready=True)

    @app.get("/version", tags=["operation"], summary="Versions and limits")
    async def version() -> Version:
        shown = {n: getattr(state.limits, n) for n in state.limits.__slots__}
        return Version(name="vntext", version=__version__, format=FORMAT, limits=shown)

    @app.get(
        "/metrics",
        tags=["operation"],
        summary="Figures for Prometheus",
        response_class=PlainTextResponse,
        responses=failures(401),
    )
    async def metrics(request: Request) -> PlainTextResponse:
        state.gate.check_key(request)
        return PlainTextResponse(state.metrics.render(), media_type=CONTENT_TYPE)


def _add_problems(app: FastAPI) -> None:
    @app.exception_handler(ServiceError)
    async def problem(request: Request, e: ServiceError) -> Response:
        body = e.to_json(request.state.request_id)
        return Response(body, e.status, media_type="application/json", headers=e.headers)

    @app.exception_handler(HTTPException)
    async def http(request: Request, e: HTTPException) -> JSONResponse:
        codes = {404: "not_found", 405: "method_not_allowed"}
        why = str(e.detail)
        if e.status_code == 404:
            why = "there is no such path; /openapi.json describes those that there are"
        elif e.status_code == 405:
            why = f"this path takes {(e.headers or {}).get('Allow', 'another method')}"
        shown = ServiceError(e.status_code, codes.get(e.status_code, "http"), why)
        content = {"error": shown.to_dict(request.state.request_id)}
        return JSONResponse(content, e.status_code, headers=e.headers)


def _describe(app: FastAPI, *, key: bool) -> None:
    """Adds what FastAPI does not know to the description."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = plain()
        add_lines(schema)
        if key:
            schemes = schema["components"].setdefault("securitySchemes", {})
            schemes["key"] = {"type": "http", "scheme": "bearer"}
            for path, operations in schema["paths"].items():
                if path.startswith("/v1/") or path == "/metrics":
                    for operation in operations.values():
                        operation["security"] = [{"key": []}]
        return schema

    app.openapi = openapi  # type: ignore[method-assign]

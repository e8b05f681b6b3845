"""The page for people: files, and what comes from the tables of labels and roles."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fastapi import Request  # noqa: TC002 - FastAPI reads the annotations
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from vntext.labels import label_rows, role_rows
from vntext.render.style import line_of

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["add_page", "labels_css", "labels_js"]

STATIC: Final = Path(__file__).parent / "static"

_NO_CACHE: Final = {"Cache-Control": "no-cache"}
"""Kept, and asked for again each time: what has not changed is answered 304, without a body."""


class _Files(StaticFiles):
    """Files of the page, which a browser asks for again: their names do not change with them."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        """The file, or 304."""
        answer = super().file_response(*args, **options)
        answer.headers.update(_NO_CACHE)
        return answer


def _made(request: Request, text: str, media_type: str) -> Response:
    """What is made from tables, with a tag that tells its content."""
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {**_NO_CACHE, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(text, media_type=media_type, headers=headers)


def labels_js() -> str:
    """The tables as a module of JavaScript that exports ``LABELS`` and ``ROLES``.

    Example:
        >>> labels_js().splitlines()[0]
        '// Labels and roles, from the tables of the package.'
    """
    tables = {
        "LABELS": {name: asdict(row) for name, row in label_rows().items()},
        "ROLES": {name: asdict(row) for name, row in role_rows().items()},
    }
    lines = [
        f"export const {name} = {json.dumps(rows, ensure_ascii=False)};\n"
        for name, rows in tables.items()
    ]
    return "// Labels and roles, from the tables of the package.\n" + "".join(lines)


def labels_css() -> str:
    """Colours and lines of the labels, for light and dark.

    Example:
        >>> ".O { --c: light-dark(#c8741a, #e29a4c);--b:solid }" in labels_css()
        True
    """
    return "".join(
        f".{row.css} {{ --c: light-dark({row.light}, {row.dark});{line_of(row)} }}\n"
        for row in label_rows().values()
    )


def add_page(app: FastAPI) -> None:
    """Adds the page at ``/`` and what it loads below ``/static``."""
    files = _Files(directory=STATIC)

    @app.get("/", include_in_schema=False)
    async def page(request: Request) -> Response:
        return await files.get_response("index.html", request.scope)

    @app.get("/static/labels.js", include_in_schema=False)
    async def script(request: Request) -> Response:
        return _made(request, labels_js(), "text/javascript")

    @app.get("/static/labels.css", include_in_schema=False)
    async def style(request: Request) -> Response:
        return _made(request, labels_css(), "text/css")

    app.mount("/static", files, name="static")

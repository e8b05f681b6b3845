"""The page for people: files, and what comes from the tables of labels and roles."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles

from vntext.labels import label_rows, role_rows
from vntext.render.style import line_of

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["add_page", "labels_css", "labels_js"]

STATIC: Final = Path(__file__).parent / "static"

_NO_CACHE: Final = {"Cache-Control": "no-cache"}


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

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(STATIC / "index.html", headers=_NO_CACHE)

    @app.get("/static/labels.js", include_in_schema=False)
    async def script() -> Response:
        return Response(labels_js(), media_type="text/javascript", headers=_NO_CACHE)

    @app.get("/static/labels.css", include_in_schema=False)
    async def style() -> Response:
        return Response(labels_css(), media_type="text/css", headers=_NO_CACHE)

    app.mount("/static", StaticFiles(directory=STATIC), name="static")

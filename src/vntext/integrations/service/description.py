"""What the OpenAPI description says of batches; FastAPI describes the rest by the models."""

from __future__ import annotations

from typing import Any, Final

from vntext.integrations.service.options import AnalyzeOptions, request_schema
from vntext.integrations.service.schemas import BatchLine

__all__ = ["BATCH_DESCRIPTION", "EXAMPLE", "add_lines", "batch_answer", "batch_content"]

EXAMPLE: Final = "Sáng 24/5, bà Lê Thị An, Giám đốc Sở Y tế, dự hội nghị tại Huế."

BATCH_DESCRIPTION: Final = (
    "One JSON object a line, with the fields of /v1/analyze and an optional id. Every line that "
    "is not blank is answered by one line, in the same order: its number, its id, and the document "
    "or an error. Options in the query are the defaults."
)

_LINES: Final = """{"text": "Ông An ở Huế.", "id": "a", "layers": ["words"]}
{"txt": "?"}
"""

_ANSWERS: Final = (
    '{"line": 1, "id": "a", "document": {"format":"vntext.document/1","text":"Ông An ở Huế.",'
    '"words":[[0,3],[4,6],[7,8],[9,12],[12,13]]}}\n'
    '{"line": 2, "error": {"code": "invalid_options", "message": "text: must be a string", '
    '"fields": ["text"]}}\n'
)


def batch_content() -> dict[str, Any]:
    """The body of a batch; ``itemSchema``, as OpenAPI 3.2 has it, describes one line."""
    line = request_schema(AnalyzeOptions)
    told = {"description": "Of your own; it comes back with the answer."}
    line["properties"]["id"] = {"type": ["string", "number", "boolean", "null"], **told}
    return {"schema": {"type": "string"}, "itemSchema": line, "example": _LINES}


def batch_answer() -> dict[str, Any]:
    """The answer to a batch, a line for each line."""
    item = {"$ref": "#/components/schemas/BatchLine"}
    content = {"schema": {"type": "string"}, "itemSchema": item, "example": _ANSWERS}
    return {
        "description": "One line of JSON for each line.",
        "content": {"application/x-ndjson": content},
    }


def add_lines(schema: dict[str, Any]) -> None:
    """Adds the models of the lines to a description."""
    place = "#/components/schemas/{model}"
    line = BatchLine.model_json_schema(ref_template=place)
    models = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, model in line.pop("$defs").items():
        models.setdefault(name, model)
    models["BatchLine"] = line

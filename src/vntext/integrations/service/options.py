"""Options of requests, checked, with messages that never repeat what was sent."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError as PydanticError,
)

from vntext.integrations.service.failures import ServiceError
from vntext.integrations.service.option_types import (
    Count,
    Day,
    Layer,
    Layout,
    Line,
    Offsets,
    Restore,
    Source,
    WordCount,
)

__all__ = [
    "AnalysisOptions",
    "AnalyzeOptions",
    "FileOptions",
    "Options",
    "PageOptions",
    "PhraseOptions",
    "SummaryOptions",
    "TextOptions",
    "check",
    "from_query",
    "merge",
    "merge_once",
    "query_parameters",
    "request_schema",
]

BUDGETS = ("sentences", "words", "ratio")
"""The ways to say how long a summary may be, of which one can be given."""


_ABSENT: Any = None  # not given; no value that a request could give


class Options(BaseModel):
    """Options of a request."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TextOptions(Options):
    """Options of all requests that send a text."""

    offsets: Offsets = Field(
        "code-points",
        description="What offsets count: code points, as Python, or UTF-16 code units, as "
        "JavaScript, Java and C#.",
    )
    source: Source = Field(
        "plain",
        description="What the text is. Tags and signs of HTML and Markdown are passed over; "
        "offsets count them. auto finds it out.",
    )


class AnalysisOptions(TextOptions):
    """Options of requests that have a text analysed, as `vntext.analyze` takes them."""

    layout: Layout = Field(
        "auto",
        description="How lines are meant: auto joins lines that were broken where a page ended, "
        "wrapped all within paragraphs, lines none.",
    )
    restore: Restore = Field(
        default=False,
        description="Put accents back for the analysis of a text that is written without them; "
        "auto where a text has lost them. Offsets stay those of the text.",
    )
    reference: Day = Field(None, description="The day of the text; dates are read from it.")


class SummaryOptions(AnalysisOptions):
    """Options of requests for a summary; at most one of sentences, words and ratio."""

    title: Line = Field(None, description="The headline, where the text does not hold it.")
    query: Line = Field(None, description="Prefer sentences about this.")
    sentences: Count = Field(default=_ABSENT, description="At most so many.")
    words: WordCount = Field(default=_ABSENT, description="At most so many.")
    ratio: float = Field(default=_ABSENT, gt=0, le=1, description="Part of the sentences.")


class PhraseOptions(AnalysisOptions):
    """Options of requests for key phrases."""

    n: Count = Field(default=10, description="At most so many phrases.")


class PageOptions(AnalysisOptions):
    """Options of requests for everything that a page shows."""

    sentences: Count = Field(default=3, description="Sentences of the summary of the document.")
    phrases: Count = Field(default=12, description="At most so many key phrases.")


class FileOptions(Options):
    """Options of requests that send a file."""

    name: Line = Field(None, description="Name of the file; its end tells HTML and Markdown.")


class AnalyzeOptions(SummaryOptions):
    """Options of requests for a document."""

    layers: list[Layer] = Field(
        default=_ABSENT, description="Layers to answer with; all of them by default."
    )


def check(model: type[Options], values: dict[str, Any]) -> dict[str, Any]:
    """Returns the options that were given, checked.

    Raises:
        ServiceError: If one is unknown or has a value that it cannot have (422, naming the fields).
    """
    budgets = [n for n in BUDGETS if n in values]
    if len(budgets) > 1 and issubclass(model, SummaryOptions):
        raise ServiceError(
            422, "invalid_options", f"give one of {', '.join(budgets)}", fields=tuple(budgets)
        )
    try:
        checked = model.model_validate(values)
    except PydanticError as e:
        names, reasons = [], []
        for error in e.errors(include_input=False, include_url=False, include_context=False):
            name = str(error["loc"][0])[:100] if error["loc"] else ""
            unknown = error["type"] == "extra_forbidden"
            names.append(name)
            reasons.append(f"{name}: {'unknown field' if unknown else error['msg']}")
        known = ", ".join(model.model_fields)
        raise ServiceError(
            422,
            "invalid_options",
            f"{'; '.join(reasons[:10])} (options: {known})",
            fields=tuple(dict.fromkeys(names[:10])),
        ) from None
    return checked.model_dump(exclude_none=True)


def from_query(values: list[tuple[str, str]]) -> dict[str, Any]:
    """Options of a query string: numbers and truth values as such, ``layers`` split at commas.

    Raises:
        ServiceError: If an option is given twice, or belongs into the body (422).
    """
    out: dict[str, Any] = {}
    for name, value in values:
        if name in out:
            raise ServiceError(
                422, "invalid_options", "an option is given twice", fields=(name[:100],)
            )
        if name in ("text", "words", "ratio"):
            message = f"{name}: belongs into the body"
            raise ServiceError(422, "invalid_options", message, fields=(name,))
        out[name] = value
        if name == "layers":
            out[name] = [part.strip() for part in value.split(",")] if value else []
        elif name == "restore":
            out[name] = {"true": True, "false": False}.get(value, value)
        elif name in ("sentences", "n", "phrases"):
            with suppress(ValueError):  # what is no number stays text, which is refused by name
                out[name] = int(value)
    return out


def merge(defaults: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Options of a batch and of one of its lines; those of the line are stronger."""
    kept = defaults
    if any(n in values for n in BUDGETS):
        kept = {k: v for k, v in defaults.items() if k not in BUDGETS}
    return {**kept, **values}


def merge_once(query: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Options of the query and of the body of one request, which must not contradict each other.

    Raises:
        ServiceError: If they do (422, naming the fields).
    """
    wrong = [name for name, value in query.items() if values.get(name, value) != value]
    budgets = [name for name in BUDGETS if name in {**query, **values}]
    if len(budgets) > 1 and any(name in query for name in budgets):
        wrong += [name for name in budgets if name not in wrong]
    if wrong:
        message = f"the query and the body contradict each other: {', '.join(wrong)}"
        raise ServiceError(422, "invalid_options", message, fields=tuple(wrong))
    return {**query, **values}


def request_schema(model: type[Options]) -> dict[str, Any]:
    """JSON schema of a request: the text and the options."""
    schema = model.model_json_schema()
    text = {"type": "string", "description": "Any text; empty text gives an empty result."}
    schema["properties"] = {"text": text, **schema["properties"]}
    schema["required"] = ["text"]
    for row in schema["properties"].values():
        if row.get("default", "") is None:
            del row["default"]
    if issubclass(model, SummaryOptions):
        pairs = [["sentences", "words"], ["sentences", "ratio"], ["words", "ratio"]]
        schema["not"] = {"anyOf": [{"required": pair} for pair in pairs]}
    return schema


def query_parameters(model: type[Options]) -> list[dict[str, Any]]:
    """The options as parameters of the query, for requests whose body is the text alone.

    ``words`` and ``ratio`` are not among them: parameters cannot say that one excludes another.
    """
    out = []
    for name, schema in model.model_json_schema()["properties"].items():
        if name in ("words", "ratio"):
            continue
        shown = {k: v for k, v in schema.items() if k not in ("description", "title", "default")}
        if shown.get("type") == ["string", "null"]:  # there is no null in a query
            shown = {**shown, "type": "string"}
        row = {"name": name, "in": "query", "required": False, "schema": shown}
        if name == "layers":
            row |= {"style": "form", "explode": False}
        out.append({**row, "description": schema.get("description", "")})
    return out

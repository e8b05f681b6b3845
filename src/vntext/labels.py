"""Labels of entities and roles of paragraphs, with all that is known of each: two tables.

``data/labels.toml`` and ``data/roles.toml`` are the one place where a label or a role has its
words, colours and rules; what decides between spans, views and the service read them when they run.
The types below let a type checker refuse ``entity.label == "PER"``; a test compares them with the
tables.

Example:
    >>> label_rows()["ORG"].en, label_rows()["ORG"].inside
    ('organisation', ('TITLE',))
    >>> role_rows()["lead"].look
    'strong'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Final, Literal, TypeVar, get_args

from vntext.errors import ResourceError

__all__ = [
    "LABELS",
    "ROLES",
    "Label",
    "LabelRow",
    "Role",
    "RoleRow",
    "given_labels",
    "label_rows",
    "listed_labels",
    "role_rows",
]

Label = Literal["PERSON", "TITLE", "ORG", "LOC", "LAW", "DATE"]

Role = Literal[
    "title",
    "lead",
    "body",
    "caption",
    "byline",
    "related",
    "table",
    "furniture",
    "identity",
    "basis",
    "heading",
    "signature",
    "recipients",
]

LABELS: Final[tuple[str, ...]] = get_args(Label)
"""Labels of entities."""

ROLES: Final[tuple[str, ...]] = get_args(Role)
"""Roles of paragraphs."""

LOOKS: Final = ("headline", "strong", "quiet", "plain")
"""How views can show a paragraph."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """What is known of a label.

    Attributes:
        name: The label.
        vi: Its word in Vietnamese, in lower case.
        en: Its word in English, in lower case.
        plural: The English word for several.
        css: Class of its marks in HTML.
        colour: Colour that shows on any ground, ``#rrggbb``.
        light: Colour on a light ground.
        dark: Colour on a dark ground.
        line: Style of the line below a mark, as CSS calls it.
        inside: Labels whose spans may hold spans of this one.
        layer: Layer of a document that shows its spans with their fields; ``""`` when views list
            the spans themselves.
        grammar: A grammar of the library alone finds it; a tagger may not give it.
    """

    name: str
    vi: str
    en: str
    plural: str
    css: str
    colour: str
    light: str
    dark: str
    line: str
    inside: tuple[str, ...] = ()
    layer: str = ""
    grammar: bool = False


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What is known of a role.

    Attributes:
        name: The role.
        vi: Its name in Vietnamese, in lower case.
        en: Its name in English, in lower case.
        look: How views show such a paragraph: ``"headline"``, ``"strong"``, ``"quiet"`` or
            ``"plain"``, which is shown without its name.
    """

    name: str
    vi: str
    en: str
    look: str


Row = TypeVar("Row", LabelRow, RoleRow)


@cache
def label_rows() -> Mapping[str, LabelRow]:
    """The table of labels by name, in the order that decides between equal spans.

    Raises:
        ResourceError: If the table is damaged.

    Example:
        >>> [row.css for row in label_rows().values()]
        ['P', 'T', 'O', 'L', 'W', 'D']
    """
    return _rows("labels.toml", LabelRow)


@cache
def role_rows() -> Mapping[str, RoleRow]:
    """The table of roles by name, in the order in which an article has them.

    Raises:
        ResourceError: If the table is damaged.

    Example:
        >>> role_rows()["byline"].en
        'byline'
    """
    rows = _rows("roles.toml", RoleRow)
    for row in rows.values():
        if row.look not in LOOKS:
            raise ResourceError(f"data/roles.toml: {row.name} has the look {row.look!r}")
    return rows


def given_labels() -> tuple[str, ...]:
    """Labels that a tagger may give: those that no grammar keeps for itself.

    Example:
        >>> given_labels()
        ('PERSON', 'TITLE', 'ORG', 'LOC', 'DATE')
    """
    return tuple(name for name, row in label_rows().items() if not row.grammar)


def listed_labels() -> tuple[LabelRow, ...]:
    """Labels whose spans views list by themselves, since no layer shows them with fields.

    Example:
        >>> [row.name for row in listed_labels()]
        ['ORG', 'LOC', 'DATE']
    """
    return tuple(row for row in label_rows().values() if not row.layer)


def _rows(name: str, kind: type[Row]) -> dict[str, Row]:
    from vntext.resources import load_toml

    return {key: _row(name, kind, key, values) for key, values in load_toml(name).items()}


def _row(table: str, kind: type[Row], name: str, values: Any) -> Row:
    known = {f.name: f for f in fields(kind) if f.name != "name"}
    if not isinstance(values, Mapping):
        raise ResourceError(f"data/{table}: {name} is no table")
    if unknown := [key for key in values if key not in known]:
        raise ResourceError(f"data/{table}: {name} has {unknown[0]!r}, which no row has")
    if absent := [k for k, f in known.items() if f.default is MISSING and k not in values]:
        raise ResourceError(f"data/{table}: {name} has no {absent[0]!r}")
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return kind(name, **given)

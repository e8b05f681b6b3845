"""What was read of one document, before it becomes a `LegalReference`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vntext.legal.codes import Code
    from vntext.legal.laws import Name

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a document.

    Attributes:
        start: First character.
        end: End (exclusive).
        type: Type in full.
        code: Number and sign without inner spaces.
        number: The number alone.
        year: Year in the code or in the name.
        code_year: Year in the code.
        parts: Parts of the sign.
        name: Name of a named document, as written.
        entry: Its row in a table.
        issuer: Issuer that the name or number tells.
        rest: What was matched and is in no other field.
        rule: Name of the rule that read it.
        closed: Whether no list of further numbers may follow.
    """

    start: int
    end: int
    type: str
    code: str = ""
    number: str = ""
    year: int | None = None
    code_year: int | None = None
    parts: list[str] = field(default_factory=list)
    name: str = ""
    entry: Name | None = None
    issuer: str = ""
    rest: str = ""
    rule: str = ""
    closed: bool = False

    def with_code(self, start: int, code: Code) -> Found:
        """The next document of a list of numbers."""
        return replace(
            self,
            start=start,
            end=code.end,
            code=code.text,
            number=code.number,
            year=code.year,
            code_year=code.year,
            parts=code.parts or [],
            rest="",
            rule="list",
        )

"""Short forms of chat as the words beside them understand them: "e" for "em", "ko" for "không".

The model of accents was taught by texts in which nobody writes so. What a short form stands for is
looked up in ``data/text/chat_forms.tsv`` and takes its place while neighbours are weighed; the form
itself stays as it was typed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ChatForm", "chat_forms", "words_before_letters"]

_MARKED, _COMPANY = "= before letters", "company"


class ChatForm(NamedTuple):
    """What a short form stands for.

    Attributes:
        syllable: The syllable in whose place it stands; of a form for several, the last.
        doubtful: Whether it counts between words only.
        alone: Whether it has readings of its own, so that another short form must be near.
    """

    syllable: str
    doubtful: bool
    alone: bool


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in load_lines("text/chat_forms.tsv"))


@cache
def chat_forms() -> Mapping[str, ChatForm]:
    """All short forms, in small letters without accents."""
    return {
        form: ChatForm(syllable, where != "", where == _COMPANY)
        for form, syllable, where, *_ in _rows()
        if where != _MARKED
    }


@cache
def words_before_letters() -> frozenset[str]:
    """Words, without accents, after which a letter is the name of something ("điểm a")."""
    return frozenset(form for form, _, where, *_ in _rows() if where == _MARKED)

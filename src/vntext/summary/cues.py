"""Words that tell how a sentence stands in its text (``summary/cues.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, Openings, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["credited", "directive", "directives", "leans", "orders", "speaker"]


@cache
def _kinds() -> Mapping[str, dict[str, Any]]:
    return load_toml("summary/cues.toml")


@cache
def _openings() -> Openings:
    kinds = {kind: _kinds()[kind] for kind in ("leaning", "pronoun")}
    return Openings(kinds, before="-–+*“\"'(")


def leans(text: str) -> bool:
    """True for a sentence that is not understood without the one before it.

    Example:
        >>> leans("Bên cạnh đó, xã sẽ thay dây điện."), leans("Ông Lộc sẽ thay dây điện.")
        (True, False)
    """
    return bool(_openings().of(text))


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(tuple(_kinds()['credit']['openings']))}")


def credited(text: str) -> bool:
    """True for a sentence with the credit of a picture or film: a caption is glued to it.

    Example:
        >>> credited("Quầy vải sau đám cháy. Ảnh: Lê Hân"), credited("Ảnh cưới treo ở cửa.")
        (True, False)
    """
    return _credit().search(text) is not None


def directives() -> tuple[str, ...]:
    """What introduces the words of a speaker, as it is written."""
    return tuple(_kinds()["directive"]["openings"])


@cache
def directive() -> re.Pattern[str]:
    """One pattern for all `directives` that are verbs."""
    nouns = "".join(rf"(?<!{re.escape(word)} )" for word in _kinds()["directive"]["not_after"])
    return re.compile(rf"(?<!\w){nouns}{one_of(directives())}(?!\w)")


@cache
def speaker() -> re.Pattern[str]:
    """The head before a speaker's name, and the name's first letters."""
    # at most three words of office between the head and a name of two syllables
    heads = one_of(_kinds()["speaker"]["openings"])
    return re.compile(
        rf"(?<!\w){heads}(?: [^\s,.;:]{{1,12}}){{0,3}}? [{UPPER}]\w{{0,7}} [{UPPER}]\w"
    )


def orders(text: str) -> bool:
    """True where a named speaker is said to want something, and what follows.

    Example:
        >>> orders("Phát biểu bế mạc, đồng chí Lê Hân nhấn mạnh: các hộ phải thay dây điện cũ, cả "
        ...        "ở chợ và ở nhà, trước mùa khô năm nay.")
        True
    """
    found = directive().search(text, 8)
    while found:
        # a speaker is named near the start, and says more than a word
        if found.start() > 260:
            return False
        if speaker().search(text, 0, found.start()):
            return len(text) - found.end() > 60
        found = directive().search(text, found.end())
    return False

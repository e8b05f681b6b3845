"""Words that tell how a sentence stands in its text (``summary/cues.toml``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from vntext.resources import load_toml
from vntext.roles.openings import Openings
from vntext.roles.tables import UPPER, one_of, word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "adds",
    "anywhere",
    "attends",
    "credited",
    "directive",
    "directives",
    "fragment",
    "idle",
    "leans",
    "lists",
    "never",
    "opens",
    "orders",
    "speaker",
    "without_credit",
    "words_of_editors",
]


_MARKS = "-–+*_#>[(“\"'"
"""Marks of which some may stand before an opening."""


@cache
def _kinds() -> Mapping[str, dict[str, Any]]:
    return load_toml("summary/cues.toml")


_BEFORE = {
    "attends": "-–+*",
    **dict.fromkeys(("leaning", "pronoun", "adding", "idle"), "-–+*“\"'("),
}
"""For kinds of openings the marks of which some may stand before them; others have `_MARKS`."""

_OPENING = ("leaning", "pronoun", "adding", "idle", "attends", "never", "fragment")
"""Kinds of openings that are asked for."""


@cache
def _openings() -> Openings:
    rows = {kind: {"before": _BEFORE.get(kind, _MARKS), **_kinds()[kind]} for kind in _OPENING}
    rows["label"] = {"openings": _kinds()["never"]["labels"]}
    return Openings(rows, before=_MARKS)


@lru_cache(maxsize=256)
def _opened(text: str) -> frozenset[str]:
    """The kinds of openings of a sentence, which several functions ask for, one after the other."""
    return frozenset(_openings().of(text))


def opens(text: str) -> bool:
    """False for a sentence that does not open as any of these functions ask.

    These are `leans`, `adds`, `idle`, `attends`, `fragment` and, but for what may stand anywhere,
    `never`.

    Example:
        >>> opens("Bên cạnh đó, xã sẽ thay dây điện."), opens("Huyện sẽ thay dây điện.")
        (True, False)
    """
    return bool(_opened(text))


def leans(text: str) -> bool:
    """True for a sentence that is not understood without the one before it.

    Example:
        >>> leans("Bên cạnh đó, xã sẽ thay dây điện."), leans("Ông Lộc sẽ thay dây điện.")
        (True, False)
    """
    return not _opened(text).isdisjoint(("leaning", "pronoun"))


def adds(text: str) -> bool:
    """True for a sentence that leans on the one before, and is often understood without it.

    Example:
        >>> adds("Trước đó, xã đã thay dây điện."), adds("Do đó, xã đã thay dây điện.")
        (True, False)
    """
    return "adding" in _opened(text)


def fragment(text: str) -> bool:
    """True for what is only the end of the sentence before.

    Example:
        >>> fragment("Đặc biệt là các hộ gần chợ."), fragment("Đặc biệt, xã sẽ thay dây điện.")
        (True, False)
    """
    return "fragment" in _opened(text)


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


@cache
def _bracketed_credit() -> re.Pattern[str]:
    return re.compile(
        rf"[(\[]{one_of(_kinds()['credit']['bracketed'])}[:. ][^()\[\]]{{0,60}}[)\]] ?(?=\w)"
    )


def without_credit(text: str) -> str:
    """A sentence without the credit of a caption that ended before it.

    Example:
        >>> without_credit("(Ảnh: Lê Hân) Sáng 3/4, chợ mở."), without_credit("(Mới) Chợ mở.")
        ('Sáng 3/4, chợ mở.', '(Mới) Chợ mở.')
    """
    m = _bracketed_credit().match(text)
    return text[m.end() :] if m else text


def idle(text: str) -> bool:
    """True for a sentence that opens as one that tells no news.

    Example:
        >>> idle("Những ngày này chợ đông."), idle("Chợ mở lại hôm qua.")
        (True, False)
    """
    return "idle" in _opened(text)


def directives() -> tuple[str, ...]:
    """What introduces the words of a speaker, as it is written."""
    return tuple(_kinds()["directive"]["openings"])


@cache
def directive() -> re.Pattern[str]:
    """One pattern for all `directives` that are verbs."""
    verb = word_of(directives(), _kinds()["directive"]["not_after"])
    return re.compile(rf"{verb}(?!\w)")


@cache
def speaker() -> re.Pattern[str]:
    """The head before a speaker's name, and the name's first letters."""
    # at most three words of office between the head and a name of two syllables
    heads = word_of(_kinds()["speaker"]["openings"])
    return re.compile(rf"{heads}(?: [^\s,.;:]{{1,12}}){{0,3}}? [{UPPER}]\w{{0,7}} [{UPPER}]\w")


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


def words_of_editors() -> Mapping[str, tuple[str, ...]]:
    """Kinds of words that an editor goes by, each with its words in small letters."""
    return {kind: tuple(row["words"]) for kind, row in _kinds()["editor"].items()}


@cache
def _attendance() -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = _kinds()["attends"]
    return (
        re.compile(rf"(?<!\w){one_of(row['has'])}(?!\w)"),
        re.compile(rf"[ (][{UPPER}]"),
    )


@cache
def _labelled() -> re.Pattern[str]:
    """A label and its colon, or nothing but a name behind it."""
    labels = one_of(_kinds()["never"]["labels"])
    return re.compile(rf"\W{{0,3}}{labels}(?:(?: [^\s,:]+){{0,3}} ?:|(?: \S+){{0,3}}$)")


def anywhere() -> tuple[str, ...]:
    """Those pieces by which a sentence is never printed that may stand anywhere in it."""
    return tuple(_kinds()["never"]["anywhere"])


def never(text: str, pieces: tuple[str, ...]) -> bool:
    """True for greetings, thanks, links, credits and notes of the editors.

    Args:
        text: A sentence.
        pieces: Those of `anywhere` that the whole text holds.

    Example:
        >>> never("Kính thưa các cụ, các bác!", ()), never("Chợ mở lại hôm qua.", ())
        (True, False)
    """
    kinds = _opened(text)
    if "never" in kinds or ("label" in kinds and _labelled().match(text)):
        return True
    return any(piece in text for piece in pieces)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(_kinds()['attends']['verbs'])}(?!\w)", re.IGNORECASE)


def lists(text: str) -> bool:
    """True for a list of names or things that says nothing of them.

    Example:
        >>> lists("Lãnh đạo huyện Yên Lạc, xã Yên Sơn, các thôn và hội người cao tuổi.")
        True
        >>> lists("Xã sửa đường, xây cầu, trồng rừng và sẽ thay dây điện.")
        False
    """
    return text.count(",") + text.count(";") > 1 and _verb().search(text) is None


ATTENDS_WITHIN = 240
"""Characters within which a list of those who came says so, and names some."""


def attends(text: str) -> bool:
    """True for a list of those who came to an event.

    Example:
        >>> attends("Đến dự có ông Lê Hân, Bí thư Đảng ủy xã; bà Hà Thu, Phó Chủ tịch UBND xã.")
        True
    """
    if "attends" not in _opened(text):
        return False
    has, capital = _attendance()
    found = has.search(text, 0, ATTENDS_WITHIN)
    if found is None:
        return False
    names = capital.finditer(text, found.end(), found.end() + ATTENDS_WITHIN)
    return len(list(islice(names, 3))) == 3

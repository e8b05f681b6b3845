"""Shorter sentences: later clauses and chains of offices cut, the cut marked with ``…``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vntext.roles.tables import UPPER
from vntext.summary.cues import directive, speaker
from vntext.summary.preferences import preferences
from vntext.summary.terms import words_in

if TYPE_CHECKING:
    from vntext.summary.candidates import Candidate

__all__ = ["CUT", "clip", "cut_clauses", "cut_offices", "shorten"]

CUT = "…"


@cache
def _office() -> re.Pattern[str]:
    # a comma or dash before a word with a capital: ", Trưởng Ban ...", " - Phó Chủ tịch ..."
    return re.compile(rf"(?:,| [-–]) (?=[{UPPER}])")


def _balanced(text: str) -> bool:
    return (
        text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("(") == text.count(")")
    )


def cut_offices(text: str) -> str:
    """Keeps the first office of a speaker who is named with three or more.

    Example:
        >>> cut_offices(
        ...     "Đồng chí Lê Hân, Bí thư Chi bộ, Trưởng thôn, Phó Ban Quản lý chợ yêu cầu: dọn chợ."
        ... )
        'Đồng chí Lê Hân, Bí thư Chi bộ … yêu cầu: dọn chợ.'
    """
    # a speaker is named near the start, so nothing behind it is looked at
    near = text[:400]
    named = speaker().search(near)
    verb = directive().search(near, named.end()) if named else None
    if not named or not verb:
        return text
    head = text[: verb.start()]
    joints = [m.start() for m in _office().finditer(head, named.end())]
    if len(joints) < preferences().trim_offices or not _balanced(head[joints[1] :]):
        return text
    return f"{head[: joints[1]]} {CUT} {text[verb.start() :]}"


def cut_clauses(text: str, longest: int, kept: int) -> str:
    """Cuts a sentence of more than ``longest`` syllables at the first ``;`` after ``kept``.

    Example:
        >>> cut_clauses("Dọn chợ; thay dây điện; phát bình chữa cháy.", longest=5, kept=2)
        'Dọn chợ; …'
    """
    if ";" not in text or words_in(text) <= longest:
        return text
    at = text.find(";")
    while at != -1:
        head = text[: at + 1]
        if words_in(head) >= kept and _balanced(head):
            return text if text[at + 1 :].strip() == "" else f"{head} {CUT}"
        if len(head) > 4000:
            break
        at = text.find(";", at + 1)
    return text


def clip(text: str, words: int) -> str:
    """The first ``words`` syllables of a text, with ``…`` where more followed.

    Example:
        >>> clip("Xã Yên Sơn mở lớp tập huấn.", 3)
        'Xã Yên Sơn …'
    """
    at = 0
    for k, m in enumerate(re.finditer(r"[^\W_]++", text)):
        if k == words:
            return f"{text[:at]} {CUT}"
        at = m.end()
    return text


def shorten(c: Candidate) -> Candidate:
    """The candidate with its cuts; its place stays that of the whole sentence."""
    prefer = preferences()
    shown = cut_clauses(cut_offices(c.text), prefer.trim_long, prefer.trim_kept)
    if shown == c.text:
        return c
    return c._replace(text=shown, shown=shown, size=words_in(shown))

"""What stands around a reference: its date, who issued it, its title, how it was amended."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vntext.legal.patterns import pattern, source
from vntext.legal.tables import any_of, spaced, types_by_form, word_set, words

__all__ = ["Context", "read_context"]


class Context(NamedTuple):
    """What the words around a reference say.

    Attributes:
        date: Date of issue as written.
        issuer: Body that the text names.
        title: Title in quotes or brackets.
        rest: Amendments ("sửa đổi, bổ sung năm 2017").
        year: Year that stands alone behind a number ("68-NQ/TW năm 2025"), or ``None``.
    """

    date: str = ""
    issuer: str = ""
    title: str = ""
    rest: str = ""
    year: int | None = None


_EMPTY = Context()


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[ \t]{0,2}([&,–-]?)[ \t]{0,2}([^\W_][\w.]*)")


@cache
def _another() -> re.Pattern[str]:
    """After "và" another document or body begins."""
    forms = sorted(types_by_form(), key=len, reverse=True)
    bodies = source("another_body")
    return re.compile(rf"{'|'.join(map(re.escape, forms))}|{bodies}")


@cache
def _verb() -> re.Pattern[str]:
    """Verbs of two syllables: what the body did, after its name."""
    return re.compile(rf"(?:{any_of('issuer_verbs')})(?!\w)")


def _issuer_end(low: str, text: str, start: int) -> int:
    """End of the name of a body: punctuation or a word that no name holds."""
    word = _word()
    stops = word_set("issuer_stops")
    i = end = start
    before = ""
    for _ in range(14):
        m = word.match(low, i)
        if m is None:
            break
        w = m.group(2).rstrip(".")
        begin = m.start(2)
        capital = text[begin].isupper()
        if (w in stops and not capital) or (m.group(1) in (",", "-", "–") and not capital):
            break
        goes_on = capital or w in word_set("bodies_go_on") or text[start:end].isupper()
        if before in word_set("places_in_bodies") and not goes_on:
            break  # "UBND tỉnh chậm giải quyết"
        before = w
        verb = _verb().match(low, begin)
        if verb is not None and (not capital or verb.group() in word_set("verbs_for_sure")):
            break
        if m.group(1) == "," and low[start:end] not in word_set("listed_bodies"):
            break
        if (
            i > start
            and low[start:i].strip() in word_set("whole_bodies")
            and not low.startswith(words("term"), begin)
        ):
            break
        if w in word_set("and"):
            n = word.match(low, m.end())
            if n is None or not text[n.start(2)].isupper() or _another().match(low, n.start(2)):
                break
            i = m.end()
            continue
        i = m.end()
        end = begin + len(w)
        if m.group(2).endswith(".") and not (w in word_set("shortened") or len(w) == 1):
            break
    return end


def read_context(low: str, text: str, start: int, end: int, *, named: bool) -> Context:
    """Reads the words right after (and before) a reference.

    Args:
        low: The text in lower case.
        text: The text.
        start: Start of the reference, in characters.
        end: Its end.
        named: Whether the document is named and not numbered ("Luật Đất đai"): it has no date or
            issuer after it, but amendments.

    Returns:
        What was found.
    """
    nxt = low[end : end + 1]
    i = end
    rest = date = issuer = title = ""
    year: int | None = None
    if nxt and nxt in " ,(":
        if named:
            m = pattern("amended").match(low, i)
            if m is not None:
                rest, i = text[m.start(1) : m.end(1)].strip(), m.end()
            m = pattern("named_date").match(low, i)
            if m is not None:
                date, i = text[m.start(1) : m.end(1)], m.end()
            elif (m := pattern("named_year").match(low, i)) is not None:
                year, i = int(m.group(1)), m.end()
        else:
            m = pattern("date").match(low, i)
            if m is not None:
                date, i = text[m.start(1) : m.end(1)], m.end()
            else:
                m = pattern("year_after_number").match(low, i)
                if m is not None:
                    year, i = int(m.group(1)), m.end()
                elif pattern("own_number_before").search(low, max(0, start - 12), start):
                    m = pattern("head_date").match(low, i)
                    date = text[m.start(1) : m.end(1)] if m is not None else ""
        m = pattern("by").match(low, i)
        if m is not None:
            stop = _issuer_end(low, text, m.end())
            issuer = text[m.end() : stop]
            i = stop
            if not date and not named:
                d = pattern("date").match(low, i)
                if d is not None:
                    date, i = text[d.start(1) : d.end(1)], d.end()
        if not named:
            m = pattern("title").match(text, i) or pattern("listed_title").match(text, i)
            if m is not None:
                title = (m.group(1) or m.group(m.lastindex or 1)).strip()
    if (
        not issuer
        and start >= 6
        and text.endswith(spaced("issuing_ends"), max(0, start - 8), start)
    ):
        b = pattern("issuer_before").search(
            text, max(0, start - 70, text.rfind("\n", 0, start) + 1), start
        )
        if b is not None:
            issuer = b.group(1)
            if not date and not named and pattern("issues").search(low, b.start(), start):
                d = pattern("day_before").search(low, max(0, b.start() - 32), b.start())
                date = text[d.start(1) : d.end(1)] if d is not None else ""
    if not (date or year or named) and text[max(0, start - 1) : start] == " ":
        d = pattern("day_and_by").search(text, max(0, start - 48), start)
        date = text[d.start(1) : d.end(1)] if d is not None else ""
    if not (date or issuer or title or rest or year):
        return _EMPTY
    return Context(date, issuer, title, rest, year)

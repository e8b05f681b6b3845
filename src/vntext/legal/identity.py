"""Whose text it is: number, type, title, issuer, dates, signer and legal bases of a document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.bases import Basis, BasisReference, read_bases
from vntext.legal.codes import Code, parse_code
from vntext.legal.issue import BEFORE_NUMBER, read_day, read_effective, read_signature
from vntext.legal.naming import capital, cased, without_issuer
from vntext.legal.patterns import pattern
from vntext.legal.tables import issuer_of_signs, type_signs, types_by_form, word_set, words

if TYPE_CHECKING:
    from vntext.legal.outline import Outline
    from vntext.legal.sheet import Paragraph, Sheet

__all__ = ["Basis", "BasisReference", "Identity", "read_identity"]

_LETTER = "công văn"
_OF_PARLIAMENT = ("luật", "bộ luật")
_HEAD = 45  # paragraphs of a head, at most


@dataclass(frozen=True, slots=True)
class Identity:
    """What the head and the foot of a document say of it.

    What is not said is ``None``; dates are ISO strings ("2025-11-19").

    Attributes:
        number: Number and sign ("60/2024/QH15").
        type: Type in full, lower case ("luật").
        title: Title as written, blanks joined.
        issuer: Body that issued it.
        place: Place of issue.
        date: Day of issue; of a law the day of passing.
        effective: First day of effect.
        signer: Name of who signed.
        office: What stands above the name, lines joined.
        recipients: Lines of "Nơi nhận".
        legal_bases: The lines "Căn cứ ...".
        key: Key of the document, as `LegalReference.key`; ``""`` where neither number nor name is
            known.
    """

    number: str | None = None
    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    effective: str | None = None
    signer: str | None = None
    office: str | None = None
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[Basis, ...] = ()
    key: str = ""


class _Number(NamedTuple):
    code: Code
    start: int
    paragraph: int


@cache
def _forms() -> list[str]:
    return sorted(types_by_form(), key=len, reverse=True)


def _type_at(low: str, start: int, end: int) -> str:
    """The form of a type with which a paragraph begins, or ``""``."""
    for form in _forms():
        stop = start + len(form)
        if low.startswith(form, start, end) and not low[stop : stop + 1].isalpha():
            return form
    return ""


class _Head:
    def __init__(self, sheet: Sheet, outline: Outline, *, judgment: bool) -> None:
        self.sheet = sheet
        self.outline = outline
        self.judgment = judgment
        self.head = sheet.paragraphs[: min(outline.first, _HEAD)]

    def _text(self, p: Paragraph) -> str:
        return " ".join(self.sheet.text[p.start : p.end].split())

    # --- number, type, title

    def number(self) -> _Number | None:
        for i, p in enumerate(self.head[:25]):
            if i and pattern("basis").match(self.sheet.low, p.start, p.end):
                break
            for m in pattern("own_number").finditer(self.sheet.low, p.start, p.end):
                code = parse_code(self.sheet.text, m.end())
                if (
                    m.start() - p.start > BEFORE_NUMBER
                    and "|" not in self.sheet.text[p.start : m.start()]
                ):
                    continue  # the number of another document, in a title
                if code is not None and code.parts:
                    return _Number(code, m.end(), i)
        return None

    def heading(self, number: _Number | None) -> tuple[int, str]:
        """The paragraph that names the type, and its form; -1 where none does."""
        signed = _type_of(number)
        best = -1, ""
        for i, p in enumerate(self.head):
            text = self.sheet.text[p.start : p.end]
            form = _type_at(self.sheet.low, p.start, p.end)
            if not form or not text[: len(form)].isupper() or text[len(form) :].lstrip()[:1] == ":":
                continue
            if number is not None and number.paragraph == i:
                continue
            if types_by_form()[form].name == signed or not signed:
                return i, form
            if best[0] < 0:
                best = i, form
        return best

    def title(self, at: int, form: str, issuer_line: str) -> str | None:
        p = self.head[at]
        first = self.sheet.text[p.start + len(form) : p.end].strip(" :.\t\u00a0")
        parts = [first] if first else []
        for i in range(at + 1, len(self.head)):
            p = self.head[i]
            text = self._text(p)
            low = text.lower()
            if pattern("opening").match(low) or pattern("basis").match(low):
                break
            if text.isupper():
                if low == issuer_line or (parts and pattern("new_issuer_line").match(low)):
                    break
                if parts and not parts[-1].isupper():
                    break
                parts.append(text)
                continue
            if parts or text[-1] in ";:" or pattern("place_and_day").search(low):
                break
            if pattern("new_issuer_line").match(low) and len(text) > 200:
                break
            parts.append(text)
        return " ".join(" ".join(parts).split()).rstrip(" .") or None

    def subject(self) -> str | None:
        """The title of a letter or judgment: "V/v ..."."""
        for p in self.head[:20]:
            m = pattern("subject").search(self.sheet.low, p.start, min(p.end, p.start + 30))
            if m is not None:
                return self._text(p._replace(start=m.start())).rstrip(" .")
        return None

    # --- issuer

    def issuer_line(self) -> str:
        """What names the issuer in the head, lower case, whichever column stands first."""
        parts: list[str] = []
        for p in self.head[:14]:
            text = self._text(p).split(" | ")[0].strip("-_*| ")
            low = text.lower()
            if _type_at(low, 0, len(low)):
                break
            if pattern("head_line").match(low) or pattern("state_line").match(low):
                if parts and pattern("own_number").search(low):
                    break
                continue
            if not text.isupper() and not pattern("issuer_in_head").match(low):
                break
            parts.append(low)
        return " ".join(" ".join(parts).split())

    def issuer(
        self, line: str, number: _Number | None, type_name: str, office: str | None
    ) -> str | None:
        named = ""
        if number is not None:
            named = issuer_of_signs(type_name, number.code.parts)
        low_office = (office or "").lower()
        if any(x in named.lower() for x in word_set("central_party")) and low_office:
            for pair in words("signing_bodies"):
                body, _, written = pair.partition("=")
                if body in low_office:
                    return written
        # "Ủy ban nhân dân" of which place the head tells
        names = pattern("other_name").sub("|", named.lower()).rstrip("|").split("|")
        if line and line.startswith(tuple(names)):
            return self._as_written(line, named)
        return named or None

    def _as_written(self, line: str, known: str) -> str:
        """A name in capitals as the text writes it elsewhere."""
        if known and known.lower() == line:
            return known
        low, text = self.sheet.low, self.sheet.text
        found: Counter[str] = Counter()
        capitals = line
        written = r",?\s+".join(map(re.escape, line.split()))
        for m in re.finditer(written, low):
            shown = " ".join(text[m.start() : m.end()].split())
            if not shown.isupper():
                found[capital(shown)] += 1
            elif "," in shown:
                capitals = shown.lower()  # "HUYỆN YÊN SƠN, TỈNH BÌNH PHÚ"
        if found:
            return found.most_common(1)[0][0]
        return cased(capitals)


def _type_of(number: _Number | None) -> str:
    if number is None:
        return ""
    for part in number.code.parts:
        name = type_signs().get(part.lower())
        if name is not None:
            return name
    return ""


def read_identity(sheet: Sheet, outline: Outline, *, judgment: bool = False) -> Identity:
    """Reads what the head and foot of a document say.

    Args:
        sheet: Its paragraphs.
        outline: Its tree.
        judgment: Whether it is a judgment.

    Returns:
        Its identity; offsets are those of the sheet.
    """
    head = _Head(sheet, outline, judgment=judgment)
    number = head.number()
    at, form = head.heading(number)
    name = _type_of(number)
    row = types_by_form().get(form)
    if judgment:
        name = "bản án"
    elif row is not None and (not name or row.name != name):
        name = row.name if row.name in word_set("headed_types") or not name else name
    line = head.issuer_line()
    signer, office, recipients = read_signature(sheet, outline)
    issuer = head.issuer(line, number, name, office)
    place, date = read_day(sheet, outline, head.head, name, judgment=judgment)
    title = head.title(at, form, line) if at >= 0 and not judgment else None
    subject = head.subject() if title is None else None
    short = subject is not None and subject[:3].lower() == "v/v"
    if short and at < 0 and number is not None and not judgment:
        name = _LETTER  # no heading names its type: "Số: 12/CT-CS", "V/v ..."
    title = title or subject
    if title is not None and issuer is not None and name not in _OF_PARLIAMENT:
        title = without_issuer(title, issuer)
    if name in _OF_PARLIAMENT and issuer is not None:
        issuer = issuer_of_signs(name, ["QH"]) or issuer
    return Identity(
        number.code.text if number is not None else None,
        name or None,
        title,
        issuer,
        place,
        date,
        read_effective(sheet, outline, date),
        signer,
        office,
        recipients,
        read_bases(sheet, head.head),
    )

"""Where a text speaks of legal documents: in full, in short, by "Luật này"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.document import LegalReference, Span
from vntext.legal.patterns import pattern
from vntext.text.heads import lower

if TYPE_CHECKING:
    from vntext.legal.terms import Use

__all__ = ["Mention", "mentions_of"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text speaks of a legal document.

    Attributes:
        span: The place, in characters of the document's text.
        kind: ``"full"``, ``"short"`` or ``"anaphoric"``, which a name that the text gave to a
            document is too ("sau đây gọi là Luật").
        type: Type of the document that the words tell ("nghị quyết").
        reference: The reference that stands there; for an anaphoric mention the provision right
            before it ("khoản 2 Điều 5 Nghị định này", "Điều 9 của Luật"), or ``None``.
        reason: Why it could not be resolved: ``"no document"`` before it fits, or ``"several
            documents"`` do; ``""`` where it was.
    """

    span: Span
    kind: str
    type: str
    reference: LegalReference | None = None
    reason: str = ""


def _is_full(r: LegalReference) -> bool:
    """Whether a reference identifies its document: by a name, a sign, or number and year."""
    return not r.code or r.year is not None or any(c.isalpha() for c in r.code[len(r.number) :])


def mentions_of(
    text: str, references: list[LegalReference], uses: list[Use[LegalReference]]
) -> list[Mention]:
    """Every mention of a document, in the order of the text."""
    low = lower(text)
    out: list[Mention] = []
    k = 0
    for m in pattern("anaphora").finditer(low):
        while k < len(references) and references[k].end <= m.start():
            k += 1
        if k < len(references) and references[k].start < m.end():
            continue
        start, before = m.start(), None
        if k and references[k - 1].type == "provision":
            joint = pattern("joint").fullmatch(low, references[k - 1].end, m.start())
            if joint is not None:
                before = references[k - 1]
                start = before.start
        span = Span(start, m.end(), text[start : m.end()])
        out.append(Mention(span, "anaphoric", m.group("type"), before))
    for use in uses:
        span = Span(use.start, use.end, text[use.start : use.end])
        out.append(Mention(span, "anaphoric", use.type, use.provision))
    for r in references:
        if r.type == "provision" and r.key:
            # "BLLĐ 2019, Điều 35": of the document before it
            out.append(Mention(Span(r.start, r.end, r.text), "full", r.key.partition(":")[0], r))
        elif r.type != "provision":
            kind = "full" if _is_full(r) else "short"
            out.append(Mention(Span(r.start, r.end, r.text), kind, r.type, r))
    out.sort(key=lambda m: m.span.start)
    return out

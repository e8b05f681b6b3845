"""The legal documents that an article cites, each with all that cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vntext.integrations.service.article.spans import key_of, name_of, place_of

if TYPE_CHECKING:
    from vntext.document import Document
    from vntext.integrations.service.article.spans import SentenceAt

__all__ = ["legal_documents"]


def legal_documents(doc: Document, sentence_at: SentenceAt) -> list[dict[str, Any]]:
    """The documents that are cited, each with all that cites it, in the order of the text."""
    from vntext.legal import lookup_act
    from vntext.legal.resolve import resolve_legal_references

    rows = []
    for found in resolve_legal_references(doc):
        named = [m.reference for m in found.mentions if m.kind != "anaphoric" and m.reference]
        best = max(named, key=lambda r: (len(r.code), not r.provision), default=None)
        act = None
        if found.key:
            act = lookup_act(found.code if "/" in found.code else found.key)
        first = {name: next((v for r in named if (v := getattr(r, name))), "") for name in _FACTS}
        rows.append(
            {
                "key": found.key,
                "type": found.type,
                "code": found.code,
                "name": name_of(found.name),
                **first,
                "uri": best.uri if best is not None else "",
                "act": None
                if act is None
                else {
                    "number": act.number,
                    "type": act.type,
                    "name": act.name,
                    "issuer": act.issuer,
                    "date": act.date,
                    "effect": act.effect,
                },
                "provisions": list(found.provisions),
                "mentions": [
                    {
                        **place_of(m.span),
                        "kind": m.kind,
                        "provision": "" if m.reference is None else m.reference.provision,
                        "sentence": sentence_at(m.span.start),
                    }
                    for m in found.mentions
                ],
            }
        )
    return rows + _bare_provisions(doc, sentence_at)


_FACTS: Final = ("issuer", "date", "title")


def _bare_provisions(doc: Document, sentence_at: SentenceAt) -> list[dict[str, Any]]:
    """Provisions that are cited without their document."""
    found: dict[str, dict[str, Any]] = {}
    for r in doc.legal_references:
        if r.type != "provision":
            continue
        new: dict[str, Any] = {"key": "", "type": "provision", "code": "", "name": name_of(r.text)}
        new |= {**dict.fromkeys(_FACTS, ""), "uri": "", "act": None}
        new |= {"provisions": [r.provision], "mentions": []}
        row = found.setdefault(r.provision or key_of(r.text), new)
        row["mentions"].append(
            {
                **place_of(r),
                "kind": "provision",
                "provision": r.provision,
                "sentence": sentence_at(r.start),
            }
        )
    return list(found.values())

"""Groups references by the document that they mean.

Full references come first ("Nghị quyết số 35-NQ/TW"); short ones ("Nghị quyết 35") and anaphoric
ones ("Nghị quyết này") are resolved to one of them or, where more than one fits, to none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vntext.document import Document, LegalReference, check_document
from vntext.errors import InvalidOptionError
from vntext.legal.mentions import Mention, mentions_of
from vntext.legal.patterns import pattern
from vntext.legal.provisions import parse_provision
from vntext.legal.reader import read
from vntext.legal.strategy import History, Strategy, default_strategy, fitting, number_of
from vntext.legal.terms import by_names, defined, find_uses, read_terms
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "History",
    "Mention",
    "ResolvedDocument",
    "Strategy",
    "default_strategy",
    "resolve_legal_references",
]


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A legal document and every mention of it.

    Attributes:
        key: Key of the document (`LegalReference.key`), ``""`` for a mention that could not be
            resolved.
        type: Type of the document.
        code: The fullest number that a mention gives, ``""`` when there is none.
        name: The fullest mention, without its provision.
        mentions: All mentions, in the order of the text.
    """

    key: str
    type: str
    code: str
    name: str
    mentions: tuple[Mention, ...]

    @property
    def references(self) -> tuple[LegalReference, ...]:
        """The references among the mentions."""
        return tuple(m.reference for m in self.mentions if m.reference is not None)

    @property
    def provisions(self) -> tuple[str, ...]:
        """Provisions of the document that the text cites, each once, in the order of the text."""
        return tuple(dict.fromkeys(r.provision for r in self.references if r.provision))


def _unite(mentions: list[Mention]) -> dict[str, str]:
    """Keys of laws without a year, where the text gives only one year for the law."""
    years: dict[str, set[str]] = {}
    for m in mentions:
        if m.kind == "full" and m.reference is not None:
            base, _, year = m.reference.key.rpartition(":")
            if base and len(year) == 4 and year.isdigit():
                years.setdefault(base, set()).add(m.reference.key)
    return {base: next(iter(keys)) for base, keys in years.items() if len(keys) == 1}


def _shared(mentions: list[Mention]) -> set[str]:
    """Keys that two documents of the text share: a mention with nothing more may be of either."""
    keys: set[str] = set()
    longer: set[str] = set()
    for m in mentions:
        r = m.reference
        if r is not None and m.kind == "full" and any(c.isalpha() for c in r.code):
            keys.add(r.key)
            longer.update((r.key.rpartition(":")[0], r.key.rpartition(":")[0].rpartition(":")[0]))
    return keys & longer


def _key_of(same: dict[str, str]) -> Callable[[LegalReference], str]:
    return lambda r: same.get(r.key, r.key)


def resolve_legal_references(
    doc: Document, *, strategy: Strategy = default_strategy
) -> tuple[ResolvedDocument, ...]:
    """Groups the legal references of a document by the document that they mean.

    Args:
        doc: A document with its text and its legal references.
        strategy: Decides about short and anaphoric mentions.

    In a legal document "Luật này" is the document itself, or the act whose new text is quoted, or
    is left unresolved; ``strategy`` decides about it only where it is one of your own.

    Returns:
        One entry for each legal document, in the order of first mention; mentions that could not
        be resolved stand in entries of their own with an empty key. A short number that fits no
        full reference keeps its own key ("nghị quyết:35").

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If ``strategy`` cannot be called.

    Example:
        >>> from vntext.legal.find import find_references
        >>> text = "Nghị quyết số 35-NQ/TW ra đời. Nghị quyết 35 nêu rõ. Nghị quyết này hay."
        >>> doc = Document(text, legal_references=tuple(find_references(text)))
        >>> (found,) = resolve_legal_references(doc)
        >>> found.code, [(m.span.text, m.kind) for m in found.mentions][1:]
        ('35-NQ/TW', [('Nghị quyết 35', 'short'), ('Nghị quyết này', 'anaphoric')])
    """
    check_document(doc)
    if not callable(strategy):
        raise InvalidOptionError("strategy must be callable")
    text, references = doc.text, list(doc.legal_references)
    low = lower(text)
    terms = read_terms(text, low, references)
    uses = list(find_uses(text, low, terms, references))
    mentions = mentions_of(text, references, uses)
    key_of = _key_of(_unite(mentions) | dict.fromkeys(_shared(mentions), ""))
    named = {u.end: key_of(u.document) for u in uses if u.document is not None}
    by_name = by_names(terms)
    for r in references:
        term = defined(by_name.get(_name(r), ()), r.start)
        if term is not None:
            named[r.end] = key_of(term.document)
    whole = History()
    for m in mentions:
        if m.kind == "full" and m.reference is not None and (known := key_of(m.reference)):
            whole.add(m, known)
    history = History()
    keys: list[str] = []
    own = _own_mentions(doc.text) if strategy is default_strategy else {}
    for i, m in enumerate(mentions):
        if m.kind == "anaphoric" and m.span.end in own:
            keys.append(own[m.span.end])
            continue
        if m.span.end in named and strategy is default_strategy:
            keys.append(named[m.span.end])
            continue
        if m.kind == "full" and m.reference is not None:
            key: str | None = key_of(m.reference)
        else:
            key = strategy(m, history, text)
            if key is None and m.kind == "short" and m.reference is not None:
                rows = whole.by_number.get(number_of(m.type, m.reference), {})
                # a headline is short, the full number follows; two that fit are ambiguous
                fits = fitting(m.reference, rows)
                key = fits[0] if len(fits) == 1 else "" if fits else m.reference.key
        keys.append(key or "")
        if key:
            history.add(m, key)
        else:
            reason = "several documents" if history.by_type.get(m.type) else "no document"
            mentions[i] = replace(m, reason=reason)
    return _group(mentions, keys)


def _own_mentions(text: str) -> dict[int, str]:
    """What "Luật này" means in a legal document, by the end of the mention.

    It is the document itself, in quoted new text the act that is changed; ``""`` where neither is
    known. In a text that is no legal document nothing is said.
    """
    act = read(text)
    if not act:
        return {}
    changed = {a.target_act: a.target_key for a in act.amendments if a.target_act}
    out: dict[int, str] = {}
    for r in act.references:
        if r.act:
            out[r.end] = changed.get(r.act, "")
        elif r.target is None and r.reason in ("quoted", "another type"):
            out[r.end] = ""
        else:
            out[r.end] = act.identity.key
    return out


def _name(r: LegalReference) -> str:
    """The text of a reference without its provision."""
    found = parse_provision(lower(r.text), r.text, 0) if r.provision else None
    if found is None:
        return r.text
    return pattern("after_provision").sub("", r.text[found.end :])


def _group(mentions: list[Mention], keys: list[str]) -> tuple[ResolvedDocument, ...]:
    groups: dict[str, list[Mention]] = {}
    for i, (mention, key) in enumerate(zip(mentions, keys, strict=True)):
        # what is unresolved is a group of its own; no key begins with a line break
        groups.setdefault(key or f"\n{i}", []).append(mention)
    out = []
    for key, members in groups.items():
        named = (m for m in members if m.kind != "anaphoric")
        refs = [m.reference for m in named if m.reference is not None]
        # the fullest number; among equals one without a provision
        best = max(refs, key=lambda r: (len(r.code), not r.provision), default=None)
        out.append(
            ResolvedDocument(
                key if not key.startswith("\n") else "",
                best.type if best is not None else members[0].type,
                best.code if best is not None else "",
                _name(best) if best is not None else members[0].span.text,
                tuple(members),
            )
        )
    return tuple(out)

"""Groups references by the document that they mean.

Full references come first ("Nghị quyết số 35-NQ/TW"); short ones ("Nghị quyết 35") and anaphoric
ones ("Nghị quyết này") are resolved to one of them or, where more than one fits, to none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from vntext.document import Document, LegalReference, Span, check_document
from vntext.errors import InvalidOptionError
from vntext.legal.distinct import fits
from vntext.legal.patterns import pattern
from vntext.legal.provisions import parse_provision
from vntext.legal.reader import read
from vntext.legal.tables import types_by_name
from vntext.legal.terms import Use, by_names, defined, find_uses, read_terms
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


@dataclass(slots=True)
class History:
    """The mentions before one, by what is asked of them.

    Attributes:
        by_type: Mentions that are resolved and their keys, by type, in the order of the text.
        by_number: For a type and a number without zeros before it the references by key.
    """

    by_type: dict[str, list[tuple[Mention, str]]] = field(default_factory=dict)
    by_number: dict[tuple[str, str], dict[str, LegalReference]] = field(default_factory=dict)

    def add(self, mention: Mention, key: str) -> None:
        """Adds a mention that is resolved."""
        self.by_type.setdefault(mention.type, []).append((mention, key))
        r = mention.reference
        if mention.kind == "full" and r is not None and r.number:
            self.by_number.setdefault(_number(mention.type, r), {}).setdefault(key, r)


class Strategy(Protocol):
    """Decides which document a short or anaphoric mention means."""

    def __call__(self, mention: Mention, history: History, text: str) -> str | None:
        """Chooses a document.

        Args:
            mention: The mention to resolve.
            history: All mentions before it.
            text: The whole text.

        Returns:
            A key, or ``None`` to leave the mention unresolved.
        """
        ...


def _number(type_name: str, r: LegalReference) -> tuple[str, str]:
    return type_name, r.number.lstrip("0") or r.number


def default_strategy(mention: Mention, history: History, text: str) -> str | None:
    """Resolves where only one document fits.

    A short number ("Nghị quyết 35") fits documents of the same type and number, of the same issuer
    where the text names one. "Nghị quyết này" is the last document of its type, and none where the
    sentence that names the last one names two. "Điều 9 của Luật" is of the only law before it.

    Args:
        mention: The mention to resolve.
        history: All mentions before it.
        text: The whole text.

    Returns:
        The key, or ``None`` where no document or more than one fits.
    """
    if mention.kind == "short" and mention.reference is not None:
        short = mention.reference
        rows = history.by_number.get(_number(mention.type, short), {})
        keys = _fitting(short, rows)
        return keys[0] if len(keys) == 1 else None
    found = history.by_type.get(mention.type, [])
    # "Luật này" may be a code, "Bộ luật này" a law that the writer calls a code
    row = types_by_name().get(mention.type)
    for other in row.also if row is not None and not found else ():
        found = found or history.by_type.get(other, [])
    if not found:
        return None
    last, key = found[-1]
    if pattern("anaphora").search(lower(mention.span.text)) is None:
        return key if all(other == key for _, other in found) else None
    begin = max(0, last.span.start - 1000)
    sentence = max(
        begin, text.rfind(". ", begin, last.span.start), text.rfind("\n", begin, last.span.start)
    )
    for earlier, other_key in reversed(found):
        if earlier.span.start < sentence:
            break
        if other_key != key:
            return None
    return key


# Documents of one type and number that are looked at: among more a short number tells none.
_SAME = 50


def _fitting(short: LegalReference, rows: dict[str, LegalReference]) -> list[str]:
    """Keys of the documents that a short reference can mean."""
    return [key for key, full in islice(rows.items(), _SAME) if fits(short, full)]


def _is_full(r: LegalReference) -> bool:
    """Whether a reference identifies its document: by a name, a sign, or number and year."""
    return not r.code or r.year is not None or any(c.isalpha() for c in r.code[len(r.number) :])


def _mentions(
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
    mentions = _mentions(text, references, uses)
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
                rows = whole.by_number.get(_number(m.type, m.reference), {})
                # a headline is short, the full number follows; two that fit are ambiguous
                fitting = _fitting(m.reference, rows)
                key = fitting[0] if len(fitting) == 1 else "" if fitting else m.reference.key
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

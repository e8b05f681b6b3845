"""Groups references by the document that they mean.

Full references come first ("Nghị quyết số 35-NQ/TW"); short ones ("Nghị quyết 35") and anaphoric
ones ("Nghị quyết này") are resolved to one of them or, where more than one fits, to none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Protocol

from vntext.document import Document, LegalReference, Span
from vntext.errors import InvalidOptionError
from vntext.legal.fold import lower
from vntext.legal.tables import laws, types_by_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
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
        kind: ``"full"``, ``"short"`` or ``"anaphoric"``.
        type: Type of the document that the words tell ("nghị quyết").
        reference: The reference that stands there; ``None`` for an anaphoric mention.
    """

    span: Span
    kind: str
    type: str
    reference: LegalReference | None = None


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A legal document and every mention of it.

    Attributes:
        key: Key of the document (`LegalReference.key`), ``""`` for mentions that could not be
            resolved.
        type: Type of the document.
        code: The fullest number that a mention gives, ``""`` when there is none.
        name: The text of the fullest mention, without its provision.
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
        found = (m.reference.provision for m in self.mentions if m.reference is not None)
        return tuple(dict.fromkeys(p for p in found if p))


class Strategy(Protocol):
    """Decides which earlier document a short or anaphoric mention means."""

    def __call__(
        self, mention: Mention, before: Sequence[Mention], keys: Sequence[str], text: str
    ) -> str | None:
        """Chooses a document.

        Args:
            mention: The mention to resolve.
            before: All mentions before it, in the order of the text.
            keys: The key that each of them was resolved to, ``""`` where it was not.
            text: The whole text.

        Returns:
            A key, or ``None`` to leave the mention unresolved.
        """
        ...


@cache
def _anaphora() -> re.Pattern[str]:
    # the words that speak of a document: "Nghị quyết này", "thông tư nêu trên", "Luật trên"
    names = {form for form, row in types_by_form().items() if form == row.name}
    types = "|".join(sorted(map(re.escape, names - {"lệnh"}), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<type>{types})"
        r"(?P<which> (?:này|nói trên|nêu trên|kể trên|trên đây|vừa nêu|trên(?! (?:địa|cơ|cả|toàn|thế|\w+ bàn))))(?!\w)"
    )


_PARENTS = {"bộ luật": ("bộ luật", "luật"), "luật": ("luật", "bộ luật", "đạo luật")}


def _same_type(a: str, b: str) -> bool:
    return a == b or b in _PARENTS.get(a, ())


def default_strategy(
    mention: Mention, before: Sequence[Mention], keys: Sequence[str], text: str
) -> str | None:
    """Resolves where only one document fits.

    A short number ("Nghị quyết 35") fits documents of the same type and number. "Nghị quyết này"
    is the last document of its type, and nothing where the sentence before it names two of them.

    Args:
        mention: The mention to resolve.
        before: All mentions before it.
        keys: Their keys.
        text: The whole text.

    Returns:
        The key, or ``None`` where none or several documents fit.
    """
    fitting = [
        (m, key)
        for m, key in zip(before, keys, strict=True)
        if key and _same_type(mention.type, m.type)
    ]
    if mention.reference is not None:
        short = mention.reference
        found = {key for m, key in fitting if m.reference is not None and _fits(short, m.reference)}
        return found.pop() if len(found) == 1 else None
    if not fitting:
        return None
    last, key = fitting[-1]
    # two documents of the type since the sentence in which the last one stands: either may be meant
    since = max(text.rfind(". ", 0, last.span.start), text.rfind("\n", 0, last.span.start))
    near = {k for m, k in fitting if m.span.start > since}
    return key if len(near) == 1 else None


def _fits(short: LegalReference, full: LegalReference) -> bool:
    """Whether a short reference can mean the document of a fuller one."""
    if short.number.lstrip("0") != full.number.lstrip("0"):
        return False
    if short.code and "/" in short.code and full.year is not None and short.year != full.year:
        return False
    if short.issuer_text and full.issuer:
        a, b = lower(short.issuer_text), lower(full.issuer)
        return a in b or b in a or "trung ương" in b
    return True


def _is_full(r: LegalReference) -> bool:
    """Whether a reference identifies its document: it has a sign, or a name."""
    if not r.code:
        return True
    return any(c.isalpha() for c in r.code[len(r.number) :]) or r.year is not None


def _mentions(doc: Document) -> list[Mention]:
    text = doc.text
    out = []
    taken: list[tuple[int, int]] = []
    for r in doc.legal_references:
        taken.append((r.start, r.end))
        if r.type == "provision":
            continue
        kind = "full" if _is_full(r) else "short"
        out.append(Mention(Span(r.start, r.end, r.text), kind, r.type, r))
    low = lower(text)
    k = 0
    for m in _anaphora().finditer(low):
        while k < len(taken) and taken[k][1] <= m.start():
            k += 1
        if k < len(taken) and taken[k][0] < m.end():
            continue
        row = types_by_form()[m.group("type")]
        span = Span(m.start(), m.end(), text[m.start() : m.end()])
        out.append(Mention(span, "anaphoric", row.name))
    out.sort(key=lambda m: m.span.start)
    return out


def _unite(mentions: Iterable[Mention]) -> dict[str, str]:
    """Keys that mean the same document: a law without a year is the only one with a year."""
    keys = {m.reference.key for m in mentions if m.reference is not None and m.kind == "full"}
    out: dict[str, str] = {}
    known = {f"{n.kind}:{lower(n.name)}" for n, _ in laws().by_code.values()}
    for key in keys:
        base, _, year = key.rpartition(":")
        if year.isdigit() and len(year) == 4:
            continue
        longer = [k for k in keys if k.startswith(f"{key}:") and k[len(key) + 1 :].isdigit()]
        if len(longer) == 1 and (key in known or base):
            out[key] = longer[0]
    return out


def resolve_legal_references(
    doc: Document, *, strategy: Strategy = default_strategy
) -> tuple[ResolvedDocument, ...]:
    """Groups the legal references of a document by the document that they mean.

    Args:
        doc: A document with its text and its legal references.
        strategy: Decides about short and anaphoric mentions.

    Returns:
        One entry for each legal document, in the order of first mention; mentions that could not
        be resolved stand in entries of their own with an empty key.

    Raises:
        InvalidOptionError: If ``strategy`` cannot be called.

    Example:
        >>> from vntext.legal.find import find_references
        >>> text = "Nghị quyết số 35-NQ/TW ra đời. Nghị quyết 35 nêu rõ. Nghị quyết này có hiệu lực."
        >>> doc = Document(text, legal_references=tuple(find_references(text)))
        >>> (found,) = resolve_legal_references(doc)
        >>> found.code, [(m.span.text, m.kind) for m in found.mentions][1:]
        ('35-NQ/TW', [('Nghị quyết 35', 'short'), ('Nghị quyết này', 'anaphoric')])
    """
    if not callable(strategy):
        raise InvalidOptionError("strategy must be callable")
    mentions = _mentions(doc)
    same = _unite(mentions)
    keys: list[str] = []
    later = _later_full(mentions, same)
    for i, mention in enumerate(mentions):
        r = mention.reference
        if mention.kind == "full" and r is not None:
            keys.append(same.get(r.key, r.key))
            continue
        chosen = strategy(mention, mentions[:i], keys, doc.text)
        if chosen is None and r is not None:
            # a short form may come first, in a headline; it then has its own key unless exactly
            # one full reference follows that fits
            chosen = later.get(i) or r.key
        keys.append(chosen or "")
    return _group(mentions, keys)


def _later_full(mentions: list[Mention], same: dict[str, str]) -> dict[int, str]:
    """For each short mention the only full document of the whole text that fits it."""
    full = [m.reference for m in mentions if m.kind == "full" and m.reference is not None]
    by_number: dict[tuple[str, str], set[str]] = {}
    refs: dict[str, LegalReference] = {}
    for r in full:
        if r.number:
            key = same.get(r.key, r.key)
            by_number.setdefault((r.type, r.number.lstrip("0")), set()).add(key)
            refs[key] = r
    out = {}
    for i, m in enumerate(mentions):
        if m.kind != "short" or m.reference is None:
            continue
        found = by_number.get((m.type, m.reference.number.lstrip("0")), set())
        fitting = [k for k in found if _fits(m.reference, refs[k])]
        if len(found) == 1 and len(fitting) == 1:
            out[i] = fitting[0]
    return out


@dataclass(slots=True)
class _Group:
    key: str
    mentions: list[Mention] = field(default_factory=list)


def _group(mentions: list[Mention], keys: list[str]) -> tuple[ResolvedDocument, ...]:
    groups: dict[str, _Group] = {}
    order: list[_Group] = []
    for mention, key in zip(mentions, keys, strict=True):
        group = groups.get(key) if key else None
        if group is None:
            group = _Group(key)
            order.append(group)
            if key:
                groups[key] = group
        group.mentions.append(mention)
    out = []
    for group in order:
        refs = [m.reference for m in group.mentions if m.reference is not None]
        fullest = max(refs, key=lambda r: len(r.code), default=None)
        named = min(
            (r for r in refs if not r.provision),
            key=lambda r: (-len(r.code), r.start),
            default=fullest,
        )
        out.append(
            ResolvedDocument(
                group.key,
                fullest.type if fullest is not None else group.mentions[0].type,
                fullest.code if fullest is not None else "",
                named.text if named is not None else group.mentions[0].span.text,
                tuple(group.mentions),
            )
        )
    return tuple(out)

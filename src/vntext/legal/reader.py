"""Reads a legal document: its identity, its tree, its inner references and what it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vntext.checks import check_choice, check_text
from vntext.document import LegalReference
from vntext.legal.act import (
    Amendment,
    Definition,
    InnerReference,
    LegalDocument,
    Node,
    Quoted,
    own_name,
)
from vntext.legal.amendments import read_amendments
from vntext.legal.identity import Basis, Identity, read_identity
from vntext.legal.inner import bind_references
from vntext.legal.judgment import read_judgment
from vntext.legal.kinds import is_judgment, is_legal_document
from vntext.legal.outline import read_outline
from vntext.legal.patterns import pattern
from vntext.legal.scopes import Spans
from vntext.legal.sheet import Sheet, compact, read_sheet
from vntext.legal.titles import changed_by_title, own_key
from vntext.text.heads import lower
from vntext.text.markup import SOURCES, find_source
from vntext.text.reading import read_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.legal.amendments import Change
    from vntext.legal.find import Row
    from vntext.legal.inner import Bound
    from vntext.legal.outline import Draft, Outline

__all__ = ["own_key", "read"]


def read(text: str, *, source: str = "auto") -> LegalDocument:
    r"""Reads a legal document: a law, decree, decision, resolution, circular, plan or judgment.

    Args:
        text: The document as it was found; broken lines, two columns of a head on one line,
            numbers of pages, bars of tables and marks of Markdown do no harm.
        source: What the text is: ``"plain"``, ``"markdown"``, ``"html"``, or ``"auto"``, which
            tells HTML from the others.

    Returns:
        The document; an empty one, which is false, where the text is no legal document.

    Raises:
        InvalidTextError: If ``text`` is no str.
        TextTooLongError: If it is too long.
        InvalidOptionError: If ``source`` is none of these.

    Example:
        >>> act = read(
        ...     "QUỐC HỘI\n\nLuật số: 99/2031/QH17\n\nLUẬT\n\nHỒ ĐIỀU HÒA\n\n"
        ...     "Điều 1. Phạm vi điều chỉnh\n\nLuật này quy định về hồ.\n\n"
        ...     "Điều 2. Bờ hồ\n\n1. Bờ hồ rộng 5 mét.\n\n2. Trừ bờ tại khoản 1 Điều này."
        ... )
        >>> act.identity.number, act.identity.type, act.identity.title
        ('99/2031/QH17', 'luật', 'HỒ ĐIỀU HÒA')
        >>> [n.path for n in act.nodes]
        ['điều 1', 'điều 2', 'khoản 1 điều 2', 'khoản 2 điều 2']
        >>> [(r.text, r.target) for r in act.references]
        [('Luật này', 'self'), ('khoản 1 Điều này', 2)]
    """
    check_text(text)
    check_choice("source", source, SOURCES)
    # the sheet reads marks of Markdown, and keeps the lines that a list in Markdown would join
    html = source == "html" or (source == "auto" and find_source(text) == "html")
    markup = "html" if html else "plain"
    reading = read_texts([text], layout="lines", source=markup, case=False)[0]
    sheet, joins = compact(read_sheet(reading.text))
    judgment = is_judgment(sheet)
    outline = read_outline(sheet, judgment=judgment)
    if not is_legal_document(sheet, outline, judgment=judgment):
        return LegalDocument(text)
    identity = read_identity(sheet, outline, judgment=judgment)
    bound, outer = bind_references(sheet, outline.nodes, outline.quotes, identity.type or "")
    changes = read_amendments(sheet, outline, outer, changed_by_title(identity, outer))
    joined, read_back = joins.span_to_original, reading.alignment.span_to_original

    def back(start: int, end: int) -> tuple[int, int]:
        return read_back(*joined(start, end))

    made = _Maker(text, sheet, outline, identity, back).make(bound, outer, changes)
    return replace(made, judgment=read_judgment(sheet, outline, back, text)) if judgment else made


class _Maker:
    """Puts what was read together, in characters of the text as given."""

    def __init__(
        self,
        text: str,
        sheet: Sheet,
        outline: Outline,
        identity: Identity,
        back: Callable[[int, int], tuple[int, int]],
    ) -> None:
        self.text, self.sheet, self.outline = text, sheet, outline
        self.identity, self.back = identity, back

    def make(
        self, bound: Sequence[Bound], outer: Sequence[Row], changes: Sequence[Change]
    ) -> LegalDocument:
        nodes = self._nodes(self.outline.nodes)
        orders = Spans({(c.start, c.end) for c in changes if c.op != "replace_act"})
        acts = {c.node: self._act(c) for c in changes if c.act is not None}
        return LegalDocument(
            self.text,
            self._identity(),
            nodes,
            tuple(self._reference(b, orders, acts) for b in bound),
            tuple(self._citation(r) for r in outer),
            tuple(self._amendment(c) for c in changes),
            tuple(self._quotes()),
            tuple(self._definitions()),
        )

    def _identity(self) -> Identity:
        bases = []
        for basis in self.identity.legal_bases:
            start, end = self.back(basis.start, basis.end)
            refs = []
            for ref in basis.refs:
                a, b = self.back(ref.start, ref.end)
                refs.append(replace(ref, start=a, end=b))
            bases.append(Basis(start, end, self.text[start:end], tuple(refs)))
        return replace(self.identity, legal_bases=tuple(bases), key=own_key(self.identity))

    def _nodes(self, drafts: Sequence[Draft]) -> tuple[Node, ...]:
        out: list[Node] = []
        for draft in drafts:
            start, end = self.back(draft.start, draft.end)
            kind = "clause" if draft.kind == "subclause" else draft.kind
            parent = draft.parent if draft.parent >= 0 else None
            node = Node(kind, draft.number or None, draft.title or None, start, end, parent)
            out.append(
                Node(
                    kind, node.number, node.title, start, end, parent, self._path(node, draft, out)
                )
            )
        return tuple(out)

    def _path(self, node: Node, draft: Draft, nodes: Sequence[Node]) -> str:
        if node.kind == "appendix":
            head = lower(" ".join(self.sheet.text[draft.start : draft.head_end].split()))
            return head.strip(" .:")
        name = lower(own_name(node))
        above = nodes[node.parent] if node.parent is not None else None
        if above is None:
            return name
        if node.kind == "article" or (node.kind in ("chapter", "part")):
            while above is not None and above.kind != "appendix":
                above = nodes[above.parent] if above.parent is not None else None
            return f"{name} {above.path}" if above is not None else name
        return f"{name} {above.path}"

    def _reference(self, b: Bound, orders: Spans, acts: dict[int, str | None]) -> InnerReference:
        start, end = self.back(b.start, b.end)
        target, targets, reason, act = b.target, b.targets, b.reason, ""
        if b.quoted:
            quote = next((q for q in self.outline.quotes if q.start <= b.start < q.end), None)
            act = (acts.get(quote.node) if quote is not None else None) or ""
        elif b.provision and target != "self" and orders.holds(b.start) and not b.own:
            # what an order names is a provision of the act that it changes
            target, targets, reason = None, (), "order"
        return InnerReference(
            start, end, self.text[start:end], target, targets, b.provision, reason, act
        )

    def _citation(self, r: Row) -> LegalReference:
        start, end = self.back(r.start, r.end)
        return LegalReference(start, end, self.text[start:end], *r[2:])

    def _act(self, c: Change) -> str | None:
        if c.act is None:
            return None
        if c.act.code:
            return c.act.code
        found = self.sheet.text[c.act.start : c.act.end]
        return " ".join(found.split())

    def _span(self, span: tuple[int, int] | None) -> tuple[int, int] | None:
        return self.back(*span) if span is not None else None

    def _amendment(self, c: Change) -> Amendment:
        source, target = self._span(c.phrase_from), self._span(c.phrase_to)
        return Amendment(
            c.op,
            c.node,
            self._act(c),
            c.act.key if c.act is not None else "",
            c.provisions,
            c.position or None,
            self._span(c.new_text),
            self._words(c.phrase_from),
            self._words(c.phrase_to),
            source,
            target,
        )

    def _words(self, span: tuple[int, int] | None) -> str | None:
        return " ".join(self.sheet.text[slice(*span)].split()) if span is not None else None

    def _quotes(self) -> list[Quoted]:
        out = []
        for q in self.outline.quotes:
            inside = [
                p._replace(start=max(p.start, q.start), end=min(p.end, q.end))
                for p in self.sheet.paragraphs
                if p.start < q.end and p.end > q.start
            ]
            tree = read_outline(self.sheet._replace(paragraphs=inside), loose=True)
            start, end = self.back(q.start, q.end)
            out.append(Quoted(start, end, q.node, self._nodes(tree.nodes)))
        return out

    def _definitions(self) -> list[Definition]:
        out = []
        low = self.sheet.low
        nodes = self.outline.nodes
        for i, node in enumerate(nodes):
            if node.kind != "clause" or node.parent < 0:
                continue
            title = lower(nodes[node.parent].title)
            if pattern("definitions").search(title) is None:
                continue
            p = self.sheet.paragraphs[node.paragraph]
            m = pattern("defined").match(low, node.head_end, p.end)
            if m is not None:
                start, end = self.back(*m.span("term"))
                out.append(Definition(self.text[start:end].strip('“”"'), start, end, i))
        for m in pattern("called_below").finditer(low):
            start, end = self.back(*m.span("term"))
            holder = next(
                (
                    i
                    for i in range(len(nodes) - 1, -1, -1)
                    if nodes[i].start <= m.start() < nodes[i].end
                ),
                None,
            )
            out.append(Definition(self.text[start:end], start, end, holder))
        out.sort(key=lambda d: d.start)
        return out

"""Inner references of a document, bound to its nodes: "khoản 2 Điều này", "Điều 5 của Luật này".

Units are read one after the other; a chain of them goes from the smallest to the largest and takes
what it lacks from the chain after it ("điểm a khoản 1, điểm b khoản 2 Điều 5") or from the node in
which it stands. What fits no node stays unresolved, with a reason.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.legal.chains import runs_of, tokens_of, units
from vntext.legal.find import find_rows
from vntext.legal.patterns import pattern
from vntext.legal.scopes import Scopes, Spans, plain_number
from vntext.legal.tables import types_by_name, word_set
from vntext.legal.terms import find_uses, read_terms

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from vntext.legal.chains import Token
    from vntext.legal.find import Row
    from vntext.legal.outline import Draft, Quote
    from vntext.legal.sheet import Sheet

__all__ = ["Bound", "bind_references"]


@dataclass(frozen=True, slots=True)
class Bound:
    """An inner reference.

    Attributes:
        start: First character.
        end: End (exclusive).
        target: Place of the node among the nodes, ``"self"`` for the whole document, or ``None``.
        targets: Places of all nodes that a list or range names.
        provision: What is cited, smallest unit first, lower case.
        reason: Why the target is unknown, or ``""``.
        quoted: Whether it stands in quoted new text of another act.
        own: Whether "này" says that it is of this document.
    """

    start: int
    end: int
    target: int | str | None
    targets: tuple[int, ...] = ()
    provision: str = ""
    reason: str = ""
    quoted: bool = False
    own: bool = False


class _Binder:
    def __init__(
        self, sheet: Sheet, scopes: Scopes, quotes: Sequence[Quote], type_name: str
    ) -> None:
        self.sheet, self.scopes, self.type = sheet, scopes, type_name
        self.quotes = Spans((q.start, q.end) for q in quotes)
        self.heads = {n.start for n in scopes.nodes}
        rows = find_rows(sheet.text)
        self.outer = [r for r in rows if r.type != "provision"]
        self.outer_starts = [r.start for r in self.outer]
        self.provisions = {r.start: r for r in rows if r.type == "provision"}
        self.rows = rows
        self.out: list[Bound] = []

    def _quoted(self, offset: int) -> bool:
        return self.quotes.holds(offset)

    def _in_outer(self, offset: int) -> bool:
        i = bisect_right(self.outer_starts, offset) - 1
        return i >= 0 and offset < self.outer[i].end

    def bind(self) -> list[Bound]:
        low = self.sheet.low
        documents = {m.start(): m for m in pattern("this_document").finditer(low)}
        used: set[int] = set()
        for run in runs_of(low, tokens_of(low)):
            first, end = run[0][0], max(t.end for t in run[-1])
            if first.start in self.heads or self._in_outer(first.start) or self._in_outer(end - 1):
                continue
            this = any(not t.values for chain in run for t in chain)
            link = pattern("inner_of").match(low, end)
            at = link.end() if link is not None else end
            document = documents.get(at)
            if document is None and link is None:
                document = None
            if not (this or document is not None or self._cited(first, end)):
                continue
            if document is not None:
                used.add(at)
            elif pattern("other_document").match(low, end) and not this:
                continue  # "Điều 5 Quy chế của cơ quan"
            self._run(run, document)
        for start, m in documents.items():
            if start not in used and not self._in_outer(start):
                self._document(start, m)
        self._named()
        self.out.sort(key=lambda b: (b.start, b.end))
        return self.out

    def _named(self) -> None:
        """Adds what short names of other documents say: "Điều 9 của Luật"."""
        sheet = self.sheet
        terms = read_terms(sheet.text, sheet.low, self.rows)
        seen = {b.start for b in self.out}
        added = []
        for use in find_uses(sheet.text, sheet.low, terms, self.rows):
            if use.start in seen:
                continue
            provision = use.provision.provision if use.provision is not None else ""
            document, reason = use.document, ""
            if document is None:
                document, reason = self._by_context(use.start, use.type)
            if document is None:
                quoted = self._quoted(use.start)
                self.out.append(Bound(use.start, use.end, None, (), provision, reason, quoted))
                continue
            named = document._replace(start=use.start, end=use.end, provision=provision)
            added.append(named._replace(rule="term"))
        self.outer = sorted([*self.outer, *added])

    def _by_context(self, offset: int, type_name: str) -> tuple[Row | None, str]:
        """The only document of a type before an offset, or why there is none."""
        row = types_by_name().get(type_name)
        types = {type_name, *(row.also if row is not None else ())}
        before = self.outer[: bisect_right(self.outer_starts, offset)]
        rows = {r.key: r for r in before if r.type in types}
        if self.type in types or len(rows) > 1:
            return None, "several documents"
        return next(iter(rows.values()), None), "" if rows else "no document"

    def _cited(self, first: Token, end: int) -> bool:
        return any(s in self.provisions for s in (first.start,)) or any(
            first.start <= s < end for s in self.provisions
        )

    def _document(self, start: int, m: re.Match[str]) -> None:
        target, reason = self._own(start, m.group("type"))
        self.out.append(Bound(start, m.end(), target, (), "", reason, self._quoted(start)))

    def _own(self, offset: int, type_name: str) -> tuple[int | str | None, str]:
        """What "Luật này" means at an offset."""
        if self._quoted(offset):
            return None, "quoted"
        node = self.scopes.at(offset)
        scope = self.scopes.scope[node] if node >= 0 else -1
        if scope >= 0:
            head = self.scopes.nodes[scope]
            low = self.sheet.low
            if low.startswith(type_name, head.start):
                return scope, ""
        row = types_by_name().get(self.type)
        if type_name == self.type or (row is not None and type_name in row.also):
            return "self", ""
        also = types_by_name().get(type_name)
        if also is not None and self.type in also.also:
            return "self", ""
        if type_name in word_set("any_document") or not self.type:
            return "self", ""
        # a decision that issues a regulation calls it "Quy chế này" before it begins
        low = self.sheet.low
        attached = [
            i
            for i, n in enumerate(self.scopes.nodes)
            if n.kind == "appendix" and low.startswith(type_name, n.start)
        ]
        if len(attached) == 1:
            return attached[0], ""
        return None, "another type"

    def _run(self, run: list[list[Token]], document: re.Match[str] | None) -> None:
        here = self.scopes.at(run[0][0].start)
        scope = self.scopes.scope[here] if here >= 0 else -1
        quoted = self._quoted(run[0][0].start)
        if document is not None:
            target, reason = self._own(document.start(), document.group("type"))
            scope = target if isinstance(target, int) else -1
        else:
            target, reason = "self", "quoted" if quoted else ""
        above: list[Token] = []
        for k in range(len(run) - 1, -1, -1):
            chain = run[k]
            top = max(t.level for t in chain)
            full = [*chain, *(t for t in above if t.level > top)]
            above = full
            start, end = min(t.start for t in chain), max(t.end for t in chain)
            if k == len(run) - 1 and document is not None:
                end = document.end()
            provision = " ".join(
                f"{t.unit} {', '.join(t.values) if t.values else 'này'}" for t in full
            )
            own = document is not None or any(not t.values for t in full)
            if reason or target is None:
                self.out.append(Bound(start, end, None, (), provision, reason, quoted, own=own))
                continue
            found = self._targets(full, here, scope, explicit=document is not None)
            self.out.append(
                Bound(
                    start,
                    end,
                    found[-1] if found else None,
                    tuple(found),
                    provision,
                    "" if found else "no such provision",
                    quoted,
                    own=own,
                )
            )

    def _targets(self, chain: list[Token], here: int, scope: int, *, explicit: bool) -> list[int]:
        """The nodes that a chain names."""
        scopes = self.scopes
        largest = sorted(chain, key=lambda t: -t.level)
        base = -1
        steps: list[tuple[str, tuple[str, ...]]] = []
        for token in largest:
            kind = units()[token.unit][0]
            if not token.values:
                base = scopes.enclosing(here, kind)
                if base < 0:
                    return []
                steps = []
            else:
                steps.append((kind, token.values))
        if base < 0 and steps and not explicit:
            # "khoản 2" without its article is of the article in which it stands
            kind = steps[0][0]
            if kind in ("clause", "point"):
                base = scopes.enclosing(here, "article")
                if kind == "point":
                    base = max(base, scopes.enclosing(here, "clause"))
            elif kind == "section":
                base = scopes.enclosing(here, "chapter")
        nodes = [base]
        for kind, values in steps:
            found = []
            for node in nodes:
                for value in values:
                    if node < 0:
                        i = scopes.find([(kind, value)], scope)
                    else:
                        i = scopes.children.get((node, kind, plain_number(value)), -1)
                        if i < 0 and kind in ("section", "clause") and node == base and base >= 0:
                            i = scopes.find([(kind, value)], scope) if kind == "section" else -1
                    if i >= 0:
                        found.append(i)
            nodes = found
            if not nodes:
                return []
        return [n for n in nodes if n >= 0]


def bind_references(
    sheet: Sheet, nodes: Sequence[Draft], quotes: Sequence[Quote], type_name: str
) -> tuple[list[Bound], list[Row]]:
    """Binds the inner references of a document.

    Args:
        sheet: Its paragraphs.
        nodes: Its nodes.
        quotes: Quoted new text.
        type_name: Type of the document, ``""`` where it is unknown.

    Returns:
        The inner references in the order of the text, and the references to other documents.
    """
    binder = _Binder(sheet, Scopes(nodes), quotes, type_name)
    return binder.bind(), binder.outer

"""Inner references of a document, bound to its nodes: "khoản 2 Điều này", "Điều 5 của Luật này".

Units are read one after the other; a chain of them goes from the smallest to the largest and takes
what it lacks from the chain after it ("điểm a khoản 1, điểm b khoản 2 Điều 5") or from the node in
which it stands. What fits no node stays unresolved, with a reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.find import find_rows
from vntext.legal.patterns import pattern, source
from vntext.legal.tables import types_by_name, word_set
from vntext.legal.units import unit_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.legal.find import Row
    from vntext.legal.outline import Draft, Quote
    from vntext.legal.sheet import Sheet

__all__ = ["Bound", "Scopes", "Spans", "bind_references", "chains_of", "expanded", "plain_number"]


@cache
def _units() -> dict[str, tuple[str, int]]:
    """Kind of the node and level of each unit, by its name."""
    return {row.name: (row.node, row.level) for row in unit_kinds().values()}


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
    """

    start: int
    end: int
    target: int | str | None
    targets: tuple[int, ...] = ()
    provision: str = ""
    reason: str = ""
    quoted: bool = False


class _Token(NamedTuple):
    start: int
    end: int
    unit: str
    values: tuple[str, ...]  # empty for "này"

    @property
    def level(self) -> int:
        return _units()[self.unit][1]


class Spans:
    """Spans that do not overlap, asked whether one of them holds an offset.

    Args:
        spans: The spans.

    Example:
        >>> Spans([(5, 9), (20, 30)]).holds(6), Spans([(5, 9)]).holds(9)
        (True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [a for a, _ in self.spans]

    def holds(self, offset: int) -> bool:
        """Whether one of the spans holds an offset."""
        i = bisect_right(self.starts, offset) - 1
        return i >= 0 and offset < self.spans[i][1]


class Scopes:
    """Nodes by what a reference calls them, in the document and in each attached regulation.

    Args:
        nodes: The nodes in the order of the text.
    """

    def __init__(self, nodes: Sequence[Draft]) -> None:
        self.nodes = nodes
        self.starts = [n.start for n in nodes]
        self.scope: list[int] = []
        self.by_number: dict[tuple[int, str, str], int] = {}
        self.children: dict[tuple[int, str, str], int] = {}
        for i, node in enumerate(nodes):
            scope = (
                i
                if node.kind == "appendix"
                else self.scope[node.parent]
                if node.parent >= 0
                else -1
            )
            self.scope.append(scope)
            number = plain_number(node.number)
            top = -1 if node.kind == "appendix" else scope
            self.by_number.setdefault((top, node.kind, number), i)
            parent = node.parent
            while parent >= 0:
                self.children.setdefault((parent, node.kind, number), i)
                parent = nodes[parent].parent

    def at(self, offset: int) -> int:
        """The innermost node that holds an offset, or -1."""
        i = bisect_right(self.starts, offset) - 1
        while i >= 0 and self.nodes[i].end <= offset:
            i = self.nodes[i].parent
        return i

    def enclosing(self, node: int, kind: str) -> int:
        """The node of a kind that holds a node, or -1."""
        while node >= 0 and self.nodes[node].kind != kind:
            node = self.nodes[node].parent
        return node

    def find(self, chain: Sequence[tuple[str, str]], scope: int) -> int:
        """The node that a chain of kinds and numbers names, largest first; -1 for none."""
        node = -1
        for kind, number in chain:
            key = plain_number(number)
            if node < 0:
                node = self.by_number.get((scope, kind, key), -1)
                if node < 0 and kind == "appendix":
                    node = self.by_number.get((-1, kind, key), -1)
            else:
                node = self.children.get((node, kind, key), -1)
            if node < 0:
                return -1
        return node


def plain_number(number: str) -> str:
    """A number as it is compared: lower case, without "thứ", zeros and blanks.

    Example:
        >>> plain_number("thứ Nhất"), plain_number("02"), plain_number("6 a")
        ('nhất', '2', '6a')
    """
    out = "".join(number.lower().removeprefix("thứ").removeprefix("số").split())
    return out.lstrip("0") or out


@cache
def _unit() -> re.Pattern[str]:
    names = "|".join(sorted(_units(), key=len, reverse=True)).replace(" ", r"[ \n]{1,2}")
    number, letter = source("value_inner_number"), source("value_inner_letter")
    return re.compile(
        rf"(?<!\w)({names})[ \t\u00a0]{{1,4}}(?:(này)(?!\w)|((?:số[ ]{{0,2}})?(?:{number})|(?:{letter})))"
    )


@cache
def _more() -> re.Pattern[str]:
    number, letter = source("value_inner_number"), source("value_inner_letter")
    return re.compile(rf"(?:,? ?(?:và|hoặc|hay|đến) |, ?|-| - )({number}|{letter})")


def _tokens(low: str) -> list[_Token]:
    out = []
    for m in _unit().finditer(low):
        unit = " ".join(m.group(1).split())
        if m.group(2):
            out.append(_Token(m.start(), m.end(), unit, ()))
            continue
        values = [m.group(3)]
        end = m.end()
        if values[0].startswith("số"):
            out.append(_Token(m.start(), end, unit, tuple(values)))
            continue
        if (
            unit_kinds()[unit].value == "number"
            and not values[0][-1].isdigit()
            and not values[0][0].isdigit()
        ):
            continue
        while len(values) < 60:
            n = _more().match(low, end)
            if n is None or (n.group(1)[0].isdigit() != values[0][0].isdigit()):
                break
            values.append(n.group(1))
            end = n.end()
        out.append(_Token(m.start(), end, unit, tuple(values)))
    return out


def _runs(low: str, tokens: list[_Token]) -> list[list[list[_Token]]]:
    """Runs of tokens with little between them, each as chains from small to large."""
    runs: list[list[list[_Token]]] = []
    last: _Token | None = None
    for token in tokens:
        joint = low[last.end : token.start] if last is not None else "\n"
        near = last is not None and pattern("inner_joint").fullmatch(joint) is not None
        if not near:
            runs.append([[token]])
        else:
            chain = runs[-1][-1]
            up = token.level > chain[-1].level and (
                not chain[-1].values or pattern("inner_link").fullmatch(joint) is not None
            )
            if up:
                chain.append(token)
            elif token.level < chain[0].level and not joint.strip() and len(chain) == 1:
                chain.insert(0, token)
            else:
                runs[-1].append([token])
        last = token
    return runs


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
        for run in _runs(low, _tokens(low)):
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
        self.out.sort(key=lambda b: (b.start, b.end))
        return self.out

    def _cited(self, first: _Token, end: int) -> bool:
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

    def _run(self, run: list[list[_Token]], document: re.Match[str] | None) -> None:
        here = self.scopes.at(run[0][0].start)
        scope = self.scopes.scope[here] if here >= 0 else -1
        quoted = self._quoted(run[0][0].start)
        if document is not None:
            target, reason = self._own(document.start(), document.group("type"))
            scope = target if isinstance(target, int) else -1
        else:
            target, reason = "self", "quoted" if quoted else ""
        above: list[_Token] = []
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
            if reason or target is None:
                self.out.append(Bound(start, end, None, (), provision, reason, quoted))
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
                )
            )

    def _targets(self, chain: list[_Token], here: int, scope: int, *, explicit: bool) -> list[int]:
        """The nodes that a chain names."""
        scopes = self.scopes
        largest = sorted(chain, key=lambda t: -t.level)
        base = -1
        steps: list[tuple[str, tuple[str, ...]]] = []
        for token in largest:
            kind = _units()[token.unit][0]
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


def chains_of(low: str) -> list[list[_Token]]:
    """The chains of units in a piece of text, each complete: what it lacks the next one gives.

    Args:
        low: Text in lower case.

    Example:
        >>> [expanded(c) for c in chains_of("điểm a khoản 1, điểm b khoản 2 điều 5")]
        [['điểm a khoản 1 Điều 5'], ['điểm b khoản 2 Điều 5']]
    """
    out: list[list[_Token]] = []
    for run in _runs(low, _tokens(low)):
        above: list[_Token] = []
        done = []
        for chain in reversed(run):
            top = max(t.level for t in chain)
            above = [*chain, *(t for t in above if t.level > top)]
            done.append(above)
        out += reversed(done)
    return out


def expanded(chain: list[_Token]) -> list[str]:
    """The provisions that a chain names, one for each value of its lists."""
    parts = [""]
    for token in sorted(chain, key=lambda t: -t.level):
        row = unit_kinds()[token.unit]
        unit = token.unit.capitalize() if row.node in ("article", "appendix") else token.unit
        roman = row.value == "roman"
        shown = [
            f"{unit} {v.upper() if roman and v.isalpha() and not v.startswith('thứ') else v}"
            for v in token.values or ("này",)
        ]
        parts = [f"{s} {rest}".strip() for rest in parts for s in shown]
    return parts

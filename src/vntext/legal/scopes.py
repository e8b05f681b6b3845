"""Nodes of a document by what a reference calls them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vntext.legal.outline import Draft

__all__ = ["Scopes", "Spans", "plain_number"]


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

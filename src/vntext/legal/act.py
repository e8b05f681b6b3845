"""A legal document that was read: whose it is, its tree, its references and what it changes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from vntext.legal.chains import chains_of
from vntext.legal.identity import Identity
from vntext.legal.patterns import pattern
from vntext.legal.scopes import plain_number
from vntext.legal.units import unit_kinds
from vntext.text.heads import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.document import LegalReference
    from vntext.legal.judgment import Judgment

__all__ = ["Amendment", "Definition", "InnerReference", "LegalDocument", "Node", "Quoted"]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree of a document.

    Attributes:
        kind: ``"part"``, ``"chapter"``, ``"section"``, ``"subsection"``, ``"article"``,
            ``"clause"``, ``"point"`` or ``"appendix"``.
        number: Its number or letter as written, or ``None``.
        title: Its title, or ``None``.
        start: First character of its heading, in characters of the text.
        end: End of its last character (exclusive), with all below it.
        parent: Place of its parent among the nodes, or ``None``.
        path: What a reference calls it ("điểm a khoản 2 điều 5").
    """

    kind: str
    number: str | None
    title: str | None
    start: int
    end: int
    parent: int | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class InnerReference:
    """A reference to the document itself or to one of its nodes.

    Attributes:
        start: First character in the text.
        end: End (exclusive).
        text: What stands there.
        target: Place of the node among the nodes, ``"self"`` for the whole document, ``None`` where
            it is not known.
        targets: All nodes where a list or a range is cited.
        provision: The provision as cited, smallest unit first, lower case.
        reason: Why ``target`` is ``None``: ``"no such provision"``, ``"another type"``,
            ``"quoted"``, ``"order"``, for "Điều 9 của Luật" ``"several documents"`` or ``"no
            document"`` that may be meant; or ``""``.
        act: For a reference in quoted new text the act that is changed, or ``""``.
    """

    start: int
    end: int
    text: str
    target: int | str | None
    targets: tuple[int, ...] = ()
    provision: str = ""
    reason: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a document changes in another one.

    Attributes:
        op: ``"amend"``, ``"insert"``, ``"repeal"``, ``"replace_phrase"``, ``"replace_act"`` or
            ``"suspend"``.
        node: Place of the node in which the order stands.
        target_act: Number of the changed act, or its name where no number is given; ``None`` where
            neither is.
        target_key: Its key, as `LegalReference.key`.
        target_provision: The provisions that are changed; empty for the whole act.
        position: The provision after which new text goes, or ``None``.
        new_text: Span of the new text, without quotation marks, or ``None``.
        phrase_from: The phrase that goes, or ``None``.
        phrase_to: What takes its place, or ``None`` where nothing does.
        from_span: Span of ``phrase_from``.
        to_span: Span of ``phrase_to``.
    """

    op: str
    node: int
    target_act: str | None
    target_key: str = ""
    target_provision: tuple[str, ...] = ()
    position: str | None = None
    new_text: tuple[int, int] | None = None
    phrase_from: str | None = None
    phrase_to: str | None = None
    from_span: tuple[int, int] | None = None
    to_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """New text of another act that is quoted in this one.

    Attributes:
        start: First character after the opening mark.
        end: End before the closing mark.
        node: Place of the node in which it stands.
        nodes: The tree of the new text; parents are places among these.
    """

    start: int
    end: int
    node: int
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the document defines.

    Attributes:
        term: The term as written.
        start: Its first character.
        end: Its end (exclusive).
        node: Place of the node that defines it, or ``None``.
    """

    term: str
    start: int
    end: int
    node: int | None = None


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A legal document. It is false where the text is none.

    All offsets are characters of ``text`` as it was given.

    Attributes:
        text: The text.
        identity: Number, type, title, issuer, dates, signer, legal bases.
        nodes: The tree in the order of the text.
        references: References to the document itself and to its nodes.
        citations: References to other documents.
        amendments: What it changes in others.
        quoted: New text of other acts that it quotes.
        definitions: The terms that it defines.
        judgment: Panel, parties and decision of a judgment, ``None`` for another document.
    """

    text: str
    identity: Identity = field(default_factory=Identity)
    nodes: tuple[Node, ...] = ()
    references: tuple[InnerReference, ...] = ()
    citations: tuple[LegalReference, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    definitions: tuple[Definition, ...] = ()
    judgment: Judgment | None = None

    def __bool__(self) -> bool:
        return bool(self.nodes or self.identity.number or self.identity.type)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def text_of(self, node: Node) -> str:
        """The text of a node, its heading and all below it included."""
        return self.text[node.start : node.end]

    def children(self, node: Node | None = None) -> tuple[Node, ...]:
        """The nodes right below a node; without one those at the top."""
        at = None if node is None else self.nodes.index(node)
        return tuple(n for n in self.nodes if n.parent == at)

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """The nodes that hold a node, the nearest first."""
        out = []
        while node.parent is not None:
            node = self.nodes[node.parent]
            out.append(node)
        return tuple(out)

    def find(self, path: str) -> Node | None:
        r"""The node that a provision names, whichever way it is written.

        Args:
            path: A provision: ``"điểm a khoản 2 Điều 5"``, ``"Điều 5 khoản 2"``, ``"Chương II"``,
                ``"khoản 1 Điều 3 phụ lục I"``.

        Returns:
            The node, or ``None``. An article of the document goes before one of the same number in
            what is attached to it.

        Example:
            >>> from vntext.legal import read
            >>> act = read("Điều 1. Phạm vi\n\n1. Hồ Tây.\n\n2. Hồ Gươm.\n\nĐiều 2. Hiệu lực")
            >>> act.text_of(act.find("khoản 2 Điều 1"))
            '2. Hồ Gươm.'
        """
        low = " ".join(lower(path).split())
        wanted = [
            (unit_kinds()[t.unit].node, plain_number(v))
            for chain in chains_of(low)
            for t in sorted(chain, key=lambda t: -t.level)
            for v in t.values[:1]
        ]
        if not wanted:
            return next((n for n in self.nodes if n.path == low), None)
        wanted = sorted(wanted, key=lambda w: -_level(w[0]))
        best: Node | None = None
        for node in self.nodes:
            if (node.kind, plain_number(node.number or "")) != wanted[-1]:
                continue
            above = [(n.kind, plain_number(n.number or "")) for n in self.ancestors(node)]
            if all(w in above for w in wanted[:-1]):
                attached = any(kind == "appendix" for kind, _ in above)
                exact = len(wanted) > 1 or not any(k in ("article", "clause") for k, _ in above)
                if not attached and exact:
                    return node
                best = best or node
        return best

    def outline(self) -> str:
        r"""The tree as Markdown: headings down to articles, with their titles.

        Example:
            >>> from vntext.legal import read
            >>> act = read("Chương I\n\nHỒ\n\nĐiều 1. Phạm vi\n\nHồ.\n\nĐiều 2. Hiệu lực")
            >>> print(act.outline())
            # Chương I. HỒ
            ## Điều 1. Phạm vi
            ## Điều 2
        """
        lines = []
        for node in self.nodes:
            if node.kind in ("clause", "point"):
                continue
            depth = 1 + sum(n.kind not in ("clause", "point") for n in self.ancestors(node))
            name = node.path.split(" điều ")[0] if node.kind != "article" else f"điều {node.number}"
            if node.kind != "article":
                name = own_name(node)
            name = name[:1].upper() + name[1:]
            lines.append(f"{'#' * min(depth, 6)} {name}{f'. {node.title}' if node.title else ''}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the text, as plain values that JSON can hold."""
        out: dict[str, Any] = {
            name: [asdict(x) for x in getattr(self, name)]
            if name != "identity"
            else asdict(self.identity)
            for name in (
                "identity",
                "nodes",
                "references",
                "citations",
                "amendments",
                "quoted",
                "definitions",
            )
        }
        if self.judgment is not None:
            out["judgment"] = asdict(self.judgment)
        return out


def _level(kind: str) -> int:
    return next((row.level for row in unit_kinds().values() if row.node == kind), 0)


def own_name(node: Node) -> str:
    """What a reference calls a node, without what is above it.

    Example:
        >>> own_name(Node("chapter", "II", None, 0, 9, None))
        'chương II'
    """
    if node.kind == "appendix" and not pattern("heading_appendix").match(node.path):
        return node.path
    unit = next((row.name for row in unit_kinds().values() if row.node == node.kind), node.kind)
    number = node.number or ""
    if node.kind == "point":
        unit = unit_of_points()
    return f"{unit} {number}".strip()


def unit_of_points() -> str:
    """The unit that a letter numbers."""
    return next(row.name for row in unit_kinds().values() if row.role == "point")

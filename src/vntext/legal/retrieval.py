"""For retrieval: pieces of a document that make sense alone, and whether what is cited is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.errors import InvalidOptionError
from vntext.legal.act import LegalDocument, own_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.document import LegalReference
    from vntext.legal.act import Node

__all__ = ["Chunk", "chunks", "citing", "exists"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document: one node, or neighbours under one parent.

    Attributes:
        start: First character in the text.
        end: End (exclusive).
        text: What stands there.
        nodes: Places of the nodes that it holds whole.
        path: Path of the first of them.
        context: What a reader needs to know: the document, and titles of what is above.
        key: Key of the document.
    """

    start: int
    end: int
    text: str
    nodes: tuple[int, ...]
    path: str
    context: str
    key: str


def _syllables(text: str) -> int:
    return len(text.split())


def chunks(document: LegalDocument, *, max_syllables: int = 256) -> tuple[Chunk, ...]:
    r"""Cuts a document into whole nodes.

    An article that is short enough is one piece; a longer one is cut into its clauses, a longer
    clause into its points, small neighbours together. A node without children is never cut.

    Args:
        document: The document.
        max_syllables: Longest piece, in syllables, where nodes allow it.

    Raises:
        InvalidOptionError: If ``max_syllables`` is no positive number.

    Example:
        >>> from vntext.legal import read
        >>> act = read("Điều 1. Bờ hồ\n\n1. Bờ Bắc.\n\n2. Bờ Nam.\n\nĐiều 2. Hiệu lực")
        >>> [(c.path, c.context) for c in chunks(act, max_syllables=6)]
        [('khoản 1 điều 1', 'Điều 1. Bờ hồ'), ('điều 2', '')]
    """
    if not isinstance(max_syllables, int) or max_syllables < 1:
        raise InvalidOptionError(f"max_syllables is a positive number, not {max_syllables!r}")
    below: dict[int | None, list[int]] = {}
    for i, node in enumerate(document.nodes):
        below.setdefault(node.parent, []).append(i)
    out: list[Chunk] = []
    _cut(document, below, None, max_syllables, out)
    return tuple(out)


_LARGE = ("part", "chapter", "section", "subsection")


def _cut(
    document: LegalDocument,
    below: dict[int | None, list[int]],
    parent: int | None,
    limit: int,
    out: list[Chunk],
) -> None:
    group: list[int] = []
    size = 0

    def close() -> None:
        nonlocal size
        if group:
            out.append(_chunk(document, group))
            group.clear()
            size = 0

    for i in below.get(parent, ()):
        node = document.nodes[i]
        count = _syllables(document.text_of(node))
        large = node.kind in _LARGE or (node.kind == "appendix" and i in below)
        if i in below and (large or count > limit):
            close()
            _cut(document, below, i, limit, out)
            continue
        if node.kind == "article" or size + count > limit:
            close()
        group.append(i)
        size += count
        if node.kind == "article":
            close()
    close()


def _chunk(document: LegalDocument, group: list[int]) -> Chunk:
    first, last = document.nodes[group[0]], document.nodes[group[-1]]
    return Chunk(
        first.start,
        last.end,
        document.text[first.start : last.end],
        tuple(group),
        first.path,
        _context(document, first),
        document.identity.key,
    )


def _context(document: LegalDocument, node: Node) -> str:
    identity = document.identity
    head = " ".join(filter(None, (identity.type, identity.number, identity.title)))
    parts = [head[:1].upper() + head[1:]] if head else []
    for above in reversed(document.ancestors(node)):
        name = own_name(above)
        parts.append(f"{name[:1].upper()}{name[1:]}{f'. {above.title}' if above.title else ''}")
    return " > ".join(parts)


def exists(document: LegalDocument, reference: str | LegalReference) -> bool:
    r"""Whether a provision is in a document as it was read.

    Args:
        document: The document.
        reference: A provision ("khoản 2 Điều 5"), or a reference with one. A reference to another
            document is not in this one.

    Example:
        >>> from vntext.legal import read
        >>> act = read("Điều 1. Bờ hồ\n\n1. Bờ Bắc.\n\n2. Bờ Nam.\n\nĐiều 2. Hiệu lực")
        >>> exists(act, "khoản 2 Điều 1"), exists(act, "khoản 3 Điều 1")
        (True, False)
    """
    if isinstance(reference, str):
        return document.find(reference) is not None
    if reference.key and document.identity.key and reference.key != document.identity.key:
        return False
    if not reference.provision:
        return bool(document)
    return all(document.find(p) is not None for p in reference.provision.split("; "))


def citing(
    documents: Iterable[LegalDocument], key: str, provision: str = ""
) -> Iterator[tuple[LegalDocument, Node | None, LegalReference]]:
    """The provisions that cite an act, or one provision of it.

    Args:
        documents: The documents to look into.
        key: Key of the cited act.
        provision: A provision of it ("điều 5"); a reference to what is below it counts.

    Yields:
        The document, the node that cites (``None`` outside of the tree) and the reference.
    """
    wanted = " ".join(provision.lower().split())
    for document in documents:
        for reference in document.citations:
            cited = f"{reference.provision};"
            if reference.key != key or (wanted and f"{wanted};" not in cited.replace(",", ";")):
                continue
            inside = [n for n in document.nodes if n.start <= reference.start < n.end]
            yield document, inside[-1] if inside else None, reference

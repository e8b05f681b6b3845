"""LlamaIndex: a node parser by sentences or by nodes of legal documents, with offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.errors import MissingExtraError
from vntext.integrations.splitting import By, Piece, pieces

try:
    from llama_index.core.bridge.pydantic import Field
    from llama_index.core.node_parser.interface import TextSplitter
    from llama_index.core.node_parser.node_utils import build_nodes_from_splits
    from llama_index.core.schema import MetadataMode
except ImportError as e:
    raise MissingExtraError("llamaindex", e.name or "llama_index") from e

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llama_index.core.schema import BaseNode

__all__ = ["VietnameseNodeParser"]


class VietnameseNodeParser(TextSplitter):  # type: ignore[misc,unused-ignore]
    """Splits documents into whole sentences, or legal documents into their nodes.

    Every node is a slice of its document, from ``start_char_idx`` to ``end_char_idx``; of a node of
    a legal document the metadata hold ``path`` and ``context``.

    Attributes:
        by: ``"sentences"`` or ``"legal"``, see `vntext.integrations.splitting.pieces`.
        chunk_size: Longest piece, in characters.
        chunk_overlap: So many characters of the sentences at the end of a piece begin the next
            one, at most.

    Example:
        >>> from llama_index.core import Document
        >>> parser = VietnameseNodeParser(chunk_size=25)
        >>> nodes = parser([Document(text="Trời mưa. Bà Mai về Huế. Ông An ở lại.")])
        >>> [(n.start_char_idx, n.text) for n in nodes]
        [(0, 'Trời mưa. Bà Mai về Huế.'), (25, 'Ông An ở lại.')]
    """

    by: By = Field(default="sentences", description="What pieces are made of.")
    chunk_size: int = Field(default=1000, description="Longest piece, in characters.", gt=0)
    chunk_overlap: int = Field(default=0, description="Characters of overlap, at most.", ge=0)

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex stores the parser."""
        return "VietnameseNodeParser"

    def split_text(self, text: str) -> list[str]:
        """Splits one text.

        Args:
            text: Any text.

        Raises:
            InvalidTextError: If ``text`` is not a str.
        """
        return [piece.text for piece in self._pieces(text)]

    def _pieces(self, text: str) -> list[Piece]:
        return pieces(text, by=self.by, max_size=self.chunk_size, overlap=self.chunk_overlap)

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        out: list[BaseNode] = []
        for node in nodes:
            found = self._pieces(node.get_content(metadata_mode=MetadataMode.NONE))
            made = build_nodes_from_splits([p.text for p in found], node, id_func=self.id_func)
            for piece, part in zip(found, made, strict=True):
                part.start_char_idx, part.end_char_idx = piece.start, piece.end
                if piece.path:
                    part.metadata |= {"path": piece.path, "context": piece.context}
            out += made
        return out

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]
    ) -> list[BaseNode]:
        known = [(part.start_char_idx, part.end_char_idx) for part in nodes]
        done: list[BaseNode] = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        # it looks for the text of a node, which may stand in the document more than once
        for part, place in zip(done, known, strict=True):
            part.start_char_idx, part.end_char_idx = place
        return done

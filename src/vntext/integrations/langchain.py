"""LangChain: a text splitter by sentences or by nodes of legal documents, with offsets."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from vntext.errors import MissingExtraError
from vntext.integrations.splitting import pieces

try:
    from langchain_core.documents import Document as LangChainDocument
    from langchain_text_splitters import TextSplitter
except ImportError as e:
    raise MissingExtraError("langchain", e.name or "langchain_text_splitters") from e

if TYPE_CHECKING:
    from vntext.integrations.splitting import By, Piece

__all__ = ["VietnameseTextSplitter"]


class VietnameseTextSplitter(TextSplitter):  # type: ignore[misc,unused-ignore]
    r"""Splits texts into whole sentences, or legal documents into their nodes.

    Every document that it makes is a slice of its text; its metadata hold ``start_index`` and
    ``end_index`` in characters, and of a node of a legal document ``path`` and ``context``.

    Args:
        by: ``"sentences"`` or ``"legal"``, see `vntext.integrations.splitting.pieces`.
        chunk_size: Longest piece, as ``length_function`` measures it.
        chunk_overlap: So much of the sentences at the end of a piece begins the next one, at most.
        **options: ``length_function`` and whatever else ``TextSplitter`` takes.

    Example:
        >>> splitter = VietnameseTextSplitter(chunk_size=25)
        >>> docs = splitter.create_documents(["Trời mưa. Bà Mai về Huế.\nÔng An ở lại."])
        >>> [(d.metadata["start_index"], d.page_content) for d in docs]
        [(0, 'Trời mưa. Bà Mai về Huế.'), (25, 'Ông An ở lại.')]
    """

    def __init__(
        self,
        by: By = "sentences",
        *,
        chunk_size: int = 1000,
        chunk_overlap: int = 0,
        **options: Any,
    ) -> None:
        super().__init__(chunk_size=chunk_size, chunk_overlap=chunk_overlap, **options)
        self._by = by

    def split_text(self, text: str) -> list[str]:
        """Splits one text.

        Args:
            text: Any text.

        Raises:
            InvalidTextError: If ``text`` is not a str.
        """
        return [piece.text for piece in self._pieces(text)]

    def create_documents(
        self, texts: list[str], metadatas: list[dict[Any, Any]] | None = None
    ) -> list[LangChainDocument]:
        """Makes documents of the pieces of texts.

        Args:
            texts: Any texts.
            metadatas: What is known of each text; every piece of it gets a copy.

        Raises:
            InvalidTextError: If a text is not a str.
        """
        known = metadatas or [{} for _ in texts]
        return [
            LangChainDocument(
                page_content=piece.text, metadata={**deepcopy(of), **_metadata(piece)}
            )
            for text, of in zip(texts, known, strict=True)
            for piece in self._pieces(text)
        ]

    def _pieces(self, text: str) -> list[Piece]:
        return pieces(
            text,
            by=self._by,
            max_size=self._chunk_size,
            overlap=self._chunk_overlap,
            size=self._length_function,
        )


def _metadata(piece: Piece) -> dict[str, Any]:
    told = {"start_index": piece.start, "end_index": piece.end}
    return {**told, "path": piece.path, "context": piece.context} if piece.path else told

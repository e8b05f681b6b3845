"""A document in other forms: plain data, JSON, tokens on lines, tables, pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from vntext.checks import check_string
from vntext.document.layered import Layered
from vntext.document.layers import LAYERS, check_layer_names
from vntext.errors import InvalidDocumentError, InvalidOptionError
from vntext.views import view

if TYPE_CHECKING:
    from collections.abc import Collection

    from vntext.document.document import Document

__all__ = ["Written"]


class Written(Layered):
    """The forms in which `Document` gives what it holds, and of which it can be made again."""

    __slots__ = ()

    @property
    def pos_tags(self) -> tuple[Any, ...]:
        """Parts of speech: a `TaggedWord` (start, end, text, tag, upos) for every word.

        Tagged when asked for, by underthesea's tagger over our words.
        """
        tagged: tuple[Any, ...] = view("pos_tags", self)
        return tagged

    def to_segmented(self, joiner: str = "_") -> str:
        """Writes the words in the form that PhoBERT-style models expect.

        Words are separated by spaces, the syllables of a word are joined, a sentence is a line.

        Args:
            joiner: What joins the syllables of one word.

        Returns:
            The segmented text. The n-th token of it is ``doc.words[n]``.

        Raises:
            InvalidOptionError: If ``joiner`` holds white space.
        """
        check_string("joiner", joiner)
        if any(c.isspace() for c in joiner):
            raise InvalidOptionError("joiner must not hold white space")
        ends = [s.end for s in self.sentences]
        lines: list[list[str]] = [[] for _ in ends] or [[]]
        k = 0
        for start, word in zip(self.words.starts.tolist(), self.words.texts(), strict=True):
            while k + 1 < len(ends) and start >= ends[k]:
                k += 1
            lines[k].append(joiner.join(word.split()))
        return "\n".join(" ".join(line) for line in lines if line)

    def to_frame(self, layer: str = "entities") -> Any:
        """Returns a layer as a data frame of pandas, as `vntext.integrations.frames.to_frame` does.

        Args:
            layer: One of `vntext.integrations.frames.LAYERS`.

        Returns:
            One row a span, with ``start`` and ``end`` in characters of ``text``.

        Raises:
            InvalidOptionError: If the layer does not exist.
            MissingExtraError: If pandas is not installed.
        """
        return view("frame", self, layer)

    def _repr_html_(self) -> str:
        return str(view("notebook", self))

    def to_displacy(self, style: Literal["ent", "span"] = "ent") -> dict[str, Any]:
        """Returns the entities in the form that displaCy takes with ``manual=True``.

        Args:
            style: ``"ent"`` for entities in the running text, the outer one where two nest;
                ``"span"`` for lines below the words, where both are shown.

        Raises:
            InvalidOptionError: If ``style`` is neither.

        Example:
            >>> from vntext.document import Document, Entity
            >>> doc = Document("Ông An", entities=(Entity(4, 6, "An", "PERSON"),))
            >>> doc.to_displacy()["ents"]
            [{'start': 4, 'end': 6, 'label': 'PERSON'}]
        """
        shown: dict[str, Any] = view("displacy", self, style)
        return shown

    def to_dict(self, layers: Collection[str] = LAYERS) -> dict[str, Any]:
        """Returns the document as plain dicts, lists, strings and numbers.

        Words are pairs ``[start, end]``; every other span is a dict with ``start``, ``end``,
        ``text`` and its fields.

        Args:
            layers: The layers to write, of `ALL_LAYERS`; those of values only when they are named.

        Raises:
            InvalidOptionError: If there is no layer of a name.
        """
        from vntext._serialize import document_to_dict

        check_layer_names(layers)
        return document_to_dict(self, layers)

    def to_json(self, *, indent: int | None = None, layers: Collection[str] = LAYERS) -> str:
        """Returns `to_dict` as JSON. Lone surrogates are escaped, so it can always be encoded."""
        plain = self.to_dict(layers)
        out = json.dumps(plain, ensure_ascii=False, indent=indent)
        if any("\ud800" <= c <= "\udfff" for c in out):
            return json.dumps(plain, indent=indent)
        return out

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Document:
        """Makes the document that `to_dict` described.

        Raises:
            InvalidDocumentError: If ``data`` is no document of a known format, or one of its fields
                has a value that it cannot have or does not fit its text; the message says which.
        """
        from vntext._deserialize import document_from_dict

        return document_from_dict(data)

    @classmethod
    def from_json(cls, data: str | bytes) -> Document:
        """Makes the document that `to_json` described.

        Raises:
            InvalidDocumentError: If ``data`` is not JSON, or no document of a known format.
        """
        if not isinstance(data, str | bytes | bytearray):
            raise InvalidDocumentError(f"JSON must be a str or bytes, not {type(data).__name__}")
        try:
            parsed = json.loads(data)
        except (ValueError, RecursionError) as e:
            raise InvalidDocumentError(f"not JSON: {e}") from e
        return cls.from_dict(parsed)

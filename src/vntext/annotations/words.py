"""The words of a text: columns, objects when they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, overload

from vntext.annotations.span import Word
from vntext.columns import Column
from vntext.navigation import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vntext.document import Document

__all__ = ["Words"]

AT_ONCE = 512
"""Words that are made together."""


class Words(Sequence[Word]):
    """The words of a text: columns of offsets, objects made when looked at.

    Args:
        text: The text that the offsets refer to.
        spans: Their offsets, in characters of ``text``.

    Example:
        >>> words = Words.of("Hà Nội mưa", [(0, 6), (7, 10)])
        >>> words[0], len(words)
        (Word(0, 6, 'Hà Nội'), 2)
    """

    __slots__ = ("_doc", "_spans", "_text")

    def __init__(self, text: str, spans: Column | None = None) -> None:
        self._text = text
        self._spans = Column.of([], len(text)) if spans is None else spans
        self._doc: Document | None = None

    def of_document(self, doc: Document) -> Words:
        """The same words, belonging to a document, as all that it shows does."""
        words = self if self._doc is None or self._doc is doc else Words(self._text, self._spans)
        words._doc = doc
        return words

    def _made(self, starts: list[int], ends: list[int]) -> tuple[Word, ...]:
        text = self._text
        texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
        return tuple(made(Word, len(texts), starts, ends, texts, doc=self._doc))

    @classmethod
    def of(cls, text: str, spans: Iterable[tuple[int, int]]) -> Words:
        """Makes the layer from pairs of offsets."""
        return cls(text, Column.of(spans, len(text)))

    @property
    def starts(self) -> memoryview:
        """First characters, a read-only column of int32 (``numpy.asarray`` takes it as it is)."""
        return self._spans.wide()[0]

    @property
    def ends(self) -> memoryview:
        """Ends (exclusive), a read-only column of int32."""
        return self._spans.wide()[1]

    def pairs(self) -> list[tuple[int, int]]:
        """Start and end of each word, without making objects.

        Example:
            >>> Words.of("Hà Nội mưa", [(0, 6), (7, 10)]).pairs()
            [(0, 6), (7, 10)]
        """
        return list(zip(*self._spans.offsets(), strict=True))

    def texts(self) -> list[str]:
        """The words as strings."""
        t = self._text
        return [t[a:b] for a, b in zip(*self._spans.offsets(), strict=True)]

    def __len__(self) -> int:
        return self._spans.size

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, i: int | slice) -> Word | tuple[Word, ...]:
        starts, ends = self._spans.raw()
        if isinstance(i, slice):
            return self._made(starts[i].tolist(), ends[i].tolist())
        try:
            return self._made([starts[i]], [ends[i]])[0]
        except IndexError:
            there = f"{len(self):,} words, the first is 0" if len(self) else "no words"
            raise IndexError(f"there is no word {i}: the text has {there}") from None
        except TypeError:
            kind = type(i).__name__
            raise TypeError(f"words have numbers: words[0], words[2:5]; not {kind}") from None

    def __iter__(self) -> Iterator[Word]:
        starts, ends = self._spans.raw()

        def some(i: int) -> tuple[Word, ...]:
            part = slice(i, i + AT_ONCE)
            return self._made(starts[part].tolist(), ends[part].tolist())

        # some at a time: a look at the first word of a long text makes few
        return chain.from_iterable(map(some, range(0, len(starts), AT_ONCE)))

    def _key(self) -> tuple[str, list[int], list[int]]:
        # without words the text says nothing
        return (self._text if self._spans.size else "", *self._spans.offsets())

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Words) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._spans.size, self._text if self._spans.size else ""))

    def __repr__(self) -> str:
        return f"<{len(self)} words>"

    def __reduce__(self) -> tuple[type[Words], tuple[str, Column]]:
        return Words, (self._text, self._spans)

"""A digest of several articles: its sentences, its sources, and what they disagree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vntext.document import Summary, SummarySentence
from vntext.summary.terms import markdown_line

if TYPE_CHECKING:
    from vntext.summary.disagree import Disagreement

__all__ = ["Digest", "DigestSentence"]


@dataclass(frozen=True, slots=True, repr=False)
class DigestSentence(SummarySentence):
    """A sentence of a digest.

    Attributes:
        source: Position of its article among those given; the offsets are in that article.
        told_by: Positions of the articles that say most of it, in order, ``source`` among them.
    """

    source: int = 0
    told_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest(Summary):
    """Sentences that stand for several articles: the main event, then what is told of it.

    Attributes:
        sentences: The sentences. The first tells the main event; then the articles take turns,
            each in its own order, the earlier date first.
        headlines: The headline of each article given, ``""`` where it has none.
        disagreements: Quantities of which the articles tell different figures. The sentences tell
            the figure of most articles, of equally many that of the first one.
    """

    sentences: tuple[DigestSentence, ...] = ()
    headlines: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def to_markdown(self) -> str:
        r"""The digest as a list, each sentence with the numbers of its articles, and the articles.

        Example:
            >>> from vntext import summarize_many
            >>> a = "Chợ Yên Sơn cháy\nLửa bùng lên lúc nửa đêm tại chợ Yên Sơn."
            >>> print(summarize_many([a], sentences=1).to_markdown())
            - Lửa bùng lên lúc nửa đêm tại chợ Yên Sơn. [1]
            <BLANKLINE>
            1. Chợ Yên Sơn cháy
            <BLANKLINE>
        """
        lines = [
            f"- {markdown_line(s.shown or s.text)} [{', '.join(str(k + 1) for k in s.told_by)}]"
            for s in self.sentences
        ]
        lines += [f"- {d.to_markdown()}" for d in self.disagreements if lines]
        named = {k for s in self.sentences for k in s.told_by}
        named |= {k for d in self.disagreements for _, sources in d.figures for k in sources}
        sources = [f"{k + 1}. {markdown_line(self.headlines[k]) or '…'}" for k in sorted(named)]
        return "\n".join([*lines, "", *sources]) + "\n" if lines else ""

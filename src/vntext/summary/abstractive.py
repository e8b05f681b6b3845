"""Summaries in new words, by a model of the user's own, checked against the article.

The extract of the package goes into a model that rewrites it; names and figures that the article
does not hold are marked. No model comes with the package and none is downloaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from vntext.document import Document, Span, Summary
from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.roles.tables import UPPER
from vntext.summary.api import summarize
from vntext.summary.given import article_given
from vntext.summary.terms import syllables

if TYPE_CHECKING:
    import pathlib

__all__ = ["Abstract", "Rewriter", "TransformersRewriter", "rewrite", "unsupported"]


@runtime_checkable
class Rewriter(Protocol):
    """Writes a summary in new words."""

    def rewrite(self, headline: str, extract: str) -> str:
        """Returns a summary.

        Args:
            headline: The headline, ``""`` when there is none.
            extract: Sentences of the article.
        """
        ...


@dataclass(frozen=True, slots=True)
class Abstract:
    """A summary in new words.

    Attributes:
        text: The summary.
        extract: The sentences of the article that it was made from.
        unsupported: Names and figures of `text` that the article does not hold, as spans of `text`.
    """

    text: str
    extract: Summary
    unsupported: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return self.text


@cache
def _claims() -> re.Pattern[str]:
    # figures with what is glued to them, or words with a capital side by side
    return re.compile(rf"\d[\w.,/%-]*+|[{UPPER}][\w-]*+(?: [{UPPER}\d][\w-]*+)*+")


def unsupported(summary: str, article: str) -> tuple[Span, ...]:
    """Finds names and figures of a summary that an article does not hold.

    A name is looked for as it stands, without regard to case; the capital of a sentence's first
    word alone makes no name.

    Args:
        summary: What a model wrote.
        article: What it was to be true to.

    Returns:
        Spans of ``summary``, in order.

    Example:
        >>> unsupported("Ông Trần Lộc nhận 35 bình.", "Ông Lê Lộc trao 35 bình chữa cháy.")
        (Span(0, 12, 'Ông Trần Lộc'),)
    """
    held = f" {' '.join(syllables(article))} "
    out = []
    for m in _claims().finditer(summary):
        text = m.group().rstrip(".,-/")
        said = syllables(text)
        before = summary[: m.start()].rstrip("\"“'( ")
        opens = not before or before[-1] in ".!?…\n"
        if opens and len(said) == 1 and not text[0].isdigit():
            continue
        if said and f" {' '.join(said)} " not in held:
            # the first word of a sentence may belong to no name
            if opens and f" {' '.join(said[1:])} " in held:
                continue
            out.append(Span(m.start(), m.start() + len(text), text))
    return tuple(out)


class TransformersRewriter:
    """A sequence-to-sequence model in a local folder, run by ``transformers``.

    Args:
        folder: A folder that ``AutoModelForSeq2SeqLM`` and ``AutoTokenizer`` read. Nothing is
            downloaded.
        prefix: What the model expects before its input.
        max_new_tokens: Longest summary, in tokens of the model.
        options: Further options of the model's ``generate``.

    Raises:
        MissingExtraError: If ``transformers`` or ``torch`` is not installed.
        InvalidOptionError: If the folder does not exist.
    """

    def __init__(
        self,
        folder: str | pathlib.Path,
        *,
        prefix: str = "",
        max_new_tokens: int = 128,
        **options: Any,
    ) -> None:
        import pathlib
        from importlib import import_module

        try:
            import_module("torch")
            transformers = import_module("transformers")
        except ImportError as e:
            raise MissingExtraError("abstractive", e.name or "transformers") from e
        if not pathlib.Path(folder).is_dir():
            raise InvalidOptionError(f"{str(folder)!r} is no folder")
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
            folder, local_files_only=True
        )
        self.model.eval()
        self.prefix = prefix
        self.options = {"max_new_tokens": max_new_tokens, "do_sample": False, **options}

    def rewrite(self, headline: str, extract: str) -> str:
        """Returns what the model makes of headline and extract; greedy, so always the same."""
        source = f"{self.prefix}{headline}\n{extract}" if headline else self.prefix + extract
        given = self.tokenizer(source, return_tensors="pt", truncation=True)
        made = self.model.generate(
            input_ids=given["input_ids"], attention_mask=given["attention_mask"], **self.options
        )
        text: str = self.tokenizer.decode(made[0], skip_special_tokens=True)
        return " ".join(text.split())


def rewrite(
    text_or_document: str | Document,
    rewriter: Rewriter,
    *,
    headline: str | None = None,
    **options: Any,
) -> Abstract:
    """Has the extract of an article rewritten, and checks the result against the article.

    Args:
        text_or_document: An article, or its analysis.
        rewriter: What writes, for example a `TransformersRewriter`.
        headline: The headline, when the text does not begin with it.
        options: Options of `vntext.summary.api.summarize` for the extract.

    Returns:
        The summary with its extract; names and figures that the article does not hold are marked,
        never removed in silence.

    Raises:
        InvalidTextError: If the first argument is neither a str nor a `Document`.
        InvalidOptionError: If an option of the extract is out of its range.
    """
    extract = summarize(text_or_document, headline=headline, **options)
    article = article_given(text_or_document)
    heading = headline or article.headline
    made = rewriter.rewrite(heading, extract.text)
    return Abstract(made, extract, unsupported(made, f"{heading}\n{article.given}"))

"""The tokenizer of a pipeline of spaCy, and how its config holds own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vntext.errors import InvalidOptionError, InvalidTextError, MissingExtraError
from vntext.lexicon import KINDS, Lexicon
from vntext.pipeline import Pipeline

try:
    from spacy.tokens import Doc
    from spacy.util import DummyTokenizer, registry
except ImportError as e:
    raise MissingExtraError("spacy", e.name or "spacy") from e

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["TOKENIZER", "Tokenizer", "config_lexicon", "lexicon_config", "make_tokenizer"]

TOKENIZER: Final = "vntext.Tokenizer.v1"


def config_lexicon(entries: dict[str, list[str]] | None) -> Lexicon | None:
    """A lexicon as a config says it."""
    if not entries:
        return None
    for kind in entries:
        if kind not in KINDS:
            raise InvalidOptionError(f"lexicon has {', '.join(KINDS)}, not {kind!r}")
    return Lexicon(**entries)


def lexicon_config(lexicon: Lexicon) -> dict[str, list[str]]:
    """Own words in the form that a config of spaCy can hold.

    Args:
        lexicon: The words.

    Returns:
        For each kind its entries, sorted; kinds without any are left out.

    Example:
        >>> lexicon_config(Lexicon(["chuyển đổi số"], people=["Mây Trắng"]))
        {'words': ['chuyển đổi số'], 'people': ['Mây Trắng']}
    """
    return {kind: sorted(found) for kind in KINDS if (found := getattr(lexicon, kind))}


class Tokenizer(DummyTokenizer):
    r"""Splits texts into Vietnamese words: one token a word, spaces inside a word kept.

    ``doc.text`` is the text as given, character by character: what is neither a word nor the one
    space behind it is a token of its own, as white space is in all of spaCy.

    Args:
        vocab: The vocabulary of the pipeline.
        lexicon: Own words, which are kept whole.

    Example:
        >>> import spacy
        >>> doc = Tokenizer(spacy.blank("xx").vocab)("Học sinh Hà Nội\nđi  học.")
        >>> [token.text for token in doc]
        ['Học sinh', 'Hà Nội', '\n', 'đi', ' ', 'học', '.']
    """

    def __init__(self, vocab: Vocab, lexicon: Lexicon | None = None) -> None:
        self.vocab = vocab
        self.pipeline = Pipeline(lexicon=lexicon)

    def __call__(self, text: str) -> Doc:
        """Makes the document of a text.

        Raises:
            InvalidTextError: If ``text`` is not a str, or holds a lone surrogate, which spaCy
                cannot keep.
            TextTooLongError: If it is over the limit.
        """
        words = self.pipeline.analyze(text, layers=("words",)).words
        _check_encodable(text)
        tokens: list[str] = []
        spaces: list[bool] = []
        last = 0

        def gap(end: int) -> None:
            """What stands between two words: the space of the one before, the rest a token."""
            start = last
            if tokens and text[start:end].startswith(" "):
                spaces[-1] = True
                start += 1
            if start < end:
                tokens.append(text[start:end])
                spaces.append(False)

        for a, b in words.pairs():
            gap(a)
            tokens.append(text[a:b])
            spaces.append(False)
            last = b
        gap(len(text))
        return Doc(self.vocab, words=tokens, spaces=spaces)

    def __reduce__(self) -> Any:
        return _tokenizer_again, (self.vocab, self.pipeline)


def _check_encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as e:
        raise InvalidTextError(
            f"spaCy cannot keep the lone surrogate {text[e.start]!r} at character {e.start}"
        ) from e


def _tokenizer_again(vocab: Vocab, pipeline: Pipeline) -> Tokenizer:
    made = Tokenizer(vocab)
    made.pipeline = pipeline
    return made


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator,unused-ignore]  # of spaCy
def make_tokenizer(
    lexicon: dict[str, list[str]] | None = None,
) -> Callable[[Language], Tokenizer]:
    """Makes the tokenizer of a pipeline; its name in a config is ``vntext.Tokenizer.v1``.

    Args:
        lexicon: Own words, in the form of `lexicon_config`.

    Raises:
        LexiconError: If an entry is not supported.
        InvalidOptionError: If there is no kind of a name.
    """
    own = config_lexicon(lexicon)
    return lambda nlp: Tokenizer(nlp.vocab, own)

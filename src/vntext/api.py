"""Functions for single steps, by the names that users of other toolkits know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.checks import check_restore, check_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from vntext.document import Entity, LegalReference, Person
    from vntext.lexicon import Lexicon
    from vntext.pipeline import Pipeline

__all__ = [
    "find_entities",
    "find_legal_references",
    "find_people",
    "pos_tag",
    "sent_tokenize",
    "word_tokenize",
    "word_tokenize_many",
]


def _pipeline() -> Pipeline:
    """The pipeline, which words alone do without."""
    from vntext.pipeline import default_pipeline

    return default_pipeline()


def sent_tokenize(text: str) -> list[str]:
    """Splits a text into sentences.

    Args:
        text: Any text.

    Returns:
        The sentences as they stand in the text, without white space around them.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.

    Example:
        >>> sent_tokenize("TS. Lê An đến TP. Huế. Ông ở lại ba ngày.")
        ['TS. Lê An đến TP. Huế.', 'Ông ở lại ba ngày.']
    """
    return [s.text for s in _pipeline().analyze(text, layers=("sentences",)).sentences]


def word_tokenize(
    text: str,
    *,
    lexicon: Lexicon | None = None,
    restore: bool | Literal["never", "auto", "always"] = False,
) -> list[str]:
    """Splits a text into words.

    Args:
        text: Any text.
        lexicon: Own words, which are kept whole.
        restore: ``"always"`` (or True) where the text is written without accents, ``"auto"`` to
            find that out, ``"never"`` (or False) to leave it: the words are those of the text with
            its accents, and stand in the list as they are written.

    Returns:
        The words as they stand in the text; a word may hold spaces (``"Hà Nội"``).

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.
        InvalidOptionError: If ``lexicon`` is no `Lexicon`.

    Example:
        >>> word_tokenize("Hà Nội có nhiều hồ.")
        ['Hà Nội', 'có', 'nhiều', 'hồ', '.']
        >>> word_tokenize("la sinh vien truong dai hoc", restore="auto")
        ['la', 'sinh vien', 'truong', 'dai hoc']
    """
    from vntext.words.segmenter import tokenize

    check_restore(restore)
    return tokenize([check_text(text)], lexicon=lexicon, restore=restore)[0]


def word_tokenize_many(
    texts: Iterable[str],
    *,
    lexicon: Lexicon | None = None,
    restore: bool | Literal["never", "auto", "always"] = False,
) -> list[list[str]]:
    """Splits many texts into words in one pass, which is much faster than one by one.

    Args:
        texts: Any texts.
        lexicon: Own words, which are kept whole.
        restore: As for `word_tokenize`.

    Returns:
        For each text its words, the same as `word_tokenize` gives.

    Raises:
        InvalidTextError: If a text is not a str.
        TextTooLongError: If a text is over the limit.
        InvalidOptionError: If ``lexicon`` is no `Lexicon`.

    Example:
        >>> word_tokenize_many(["Hà Nội mưa.", ""])
        [['Hà Nội', 'mưa', '.'], []]
    """
    from vntext.words.segmenter import tokenize

    check_restore(restore)
    return tokenize(texts, lexicon=lexicon, restore=restore)


def find_entities(text: str) -> tuple[Entity, ...]:
    """Finds people, titles, organisations, places, legal references and dates.

    Overlaps are settled in one place, `vntext.decide`: only an ORG may lie inside a TITLE.

    Args:
        text: Any text.

    Returns:
        The entities in the order of the text, offsets in characters.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.

    Example:
        >>> [(e.text, e.label) for e in find_entities("Ông Lê Văn An về Hà Giang ngày 3/2.")]
        [('Lê Văn An', 'PERSON'), ('Hà Giang', 'LOC'), ('ngày 3/2', 'DATE')]
    """
    return _pipeline().analyze(text, layers=("entities",)).entities


def find_people(text: str) -> tuple[Person, ...]:
    """Finds the people of a text with their mentions and titles.

    Args:
        text: Any text.

    Returns:
        The people, in the order of their first mention.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.

    Example:
        >>> an, = find_people("Ông Lê Văn An, Giám đốc Sở Y tế, dự lễ. Ông An phát biểu.")
        >>> an.name, [m.text for m in an.mentions], [t.text for t in an.titles]
        ('Lê Văn An', ['Lê Văn An', 'An'], ['Giám đốc Sở Y tế'])
    """
    return _pipeline().analyze(text, layers=("people",)).people


def find_legal_references(text: str) -> tuple[LegalReference, ...]:
    """Finds references to legal and party documents. Needs neither words nor sentences.

    Args:
        text: Any text.

    Returns:
        The references in the order of the text, offsets in characters.

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.

    Example:
        >>> ref, = find_legal_references("theo Nghị quyết số 35- NQ/TW của Bộ Chính trị")
        >>> ref.text, ref.code, ref.issuer
        ('Nghị quyết số 35- NQ/TW', '35-NQ/TW', 'Bộ Chính trị')
    """
    layers = ("legal_references",)
    return _pipeline().analyze(text, layers=layers).legal_references


def pos_tag(text: str) -> list[tuple[str, str]]:
    """Tags the words of a text with parts of speech, by underthesea's tagger.

    Args:
        text: Any text.

    Returns:
        Pairs of a word as it stands in the text and its Vietnamese tag (``N``, ``V``, ``A`` ...).

    Raises:
        InvalidTextError: If ``text`` is not a str.
        TextTooLongError: If ``text`` is over the limit.

    Example:
        >>> [tag for _, tag in pos_tag("Học sinh đọc sách.")]
        ['N', 'V', 'N', 'CH']
    """
    from vntext.words.pos import tag_words

    return tag_words(_pipeline().analyze(text, layers=("sentences", "words")))

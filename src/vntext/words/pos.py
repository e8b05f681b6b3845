"""Parts of speech: underthesea's tagger over the words of a document.

The tagger is fed with our words, normalised, one sentence at a time, so its tags stand on our
spans. Words of figures have their tag by rule. The tagger is loaded once by its own class:
underthesea's ``pos_tag(..., model="v2.0")`` fails on the second call.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vntext.resources import load_toml
from vntext.text.unicode import normalized_twin

if TYPE_CHECKING:
    from vntext.document import Document

__all__ = ["TaggedWord", "tag_document", "tag_words", "tags_of"]

_MODEL = "pos_crf_vlsp2013_20230303"
_LOCK = threading.Lock()


class TaggedWord(NamedTuple):
    """A word with its part of speech.

    Attributes:
        start: First character, in characters of the text.
        end: End (exclusive).
        text: The word as it stands in the text.
        tag: Vietnamese tag (``N``, ``V``, ``Np`` ...).
        upos: Universal part of speech (``NOUN``, ``VERB``, ``PROPN`` ...).
    """

    start: int
    end: int
    text: str
    tag: str
    upos: str


@cache
def _tagger() -> Any:
    from pathlib import Path

    import underthesea.pipeline.pos_tag as package
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

    tagger = FastCRFSequenceTagger()
    tagger.load(str(Path(str(package.__file__)).parent / "models" / _MODEL))
    return tagger


@cache
def _upos() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    table = load_toml("words/upos.toml")
    return table["tags"], table["words"]


@cache
def _figures() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words of figures, and their tags."""
    rows = load_toml("words/upos.toml")["figure"]
    return tuple((re.compile(row["pattern"]), row["tag"]) for row in rows)


def _figure(word: str) -> str:
    """The tag of a word of figures; "" for all others."""
    if not any(map(str.isdigit, word)):
        return ""
    return next((tag for pattern, tag in _figures() if pattern.fullmatch(word)), "")


def _clean(word: str) -> str:
    """The word as the tagger knows it: normalised, single spaces, no lone surrogates.

    Of two spaces, or one at an end, it would panic.
    """
    plain = normalized_twin(word).text.encode("utf8", "replace").decode("utf8")
    return " ".join(plain.replace("\0", " ").split()) or "?"


def tags_of(words: list[str]) -> list[tuple[str, str]]:
    """Tags the words of one sentence.

    Args:
        words: The words of one sentence.

    Returns:
        For every word its Vietnamese tag and its universal part of speech.

    Example:
        >>> tags_of(["Hà Nội", "là", "thủ đô", "."])
        [('Np', 'PROPN'), ('V', 'AUX'), ('N', 'NOUN'), ('CH', 'PUNCT')]
    """
    if not words:
        return []
    clean = [_clean(w) for w in words]
    with _LOCK:  # the tagger keeps state between calls
        raw = _tagger().predict([[w] for w in clean])
    tags, special = _upos()
    out = []
    for word, label in zip(clean, raw, strict=True):
        tag = _figure(word) or label[2:]
        upos = special.get(tag, {}).get(word.lower()) or tags.get(tag, "X")
        out.append((tag, upos))
    return out


def tag_document(doc: Document) -> tuple[TaggedWord, ...]:
    """Tags every word of a document.

    Args:
        doc: A document.

    Returns:
        The words with their tags, in order.
    """
    out: list[TaggedWord] = []
    words = list(doc.words)
    k = 0
    for sentence in doc.sentences:
        first = k
        while k < len(words) and words[k].start < sentence.end:
            k += 1
        part = words[first:k]
        for w, (tag, upos) in zip(part, tags_of([w.text for w in part]), strict=True):
            out.append(TaggedWord(w.start, w.end, w.text, tag, upos))
    return tuple(out)


def tag_words(doc: Document) -> list[tuple[str, str]]:
    """Pairs of word and Vietnamese tag for a document."""
    return [(w.text, w.tag) for w in tag_document(doc)]

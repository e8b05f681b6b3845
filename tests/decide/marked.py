"""Proposals and decisions as marked text: ``[LABEL text]``, an ORG inside a TITLE in its own."""

from vntext.decide.decide import decide
from vntext.entities.types import Found
from vntext.split.protect import find_protected
from vntext.split.sentences import split_sentences
from vntext.words.segmenter import TableSegmenter


def read(marked: str) -> tuple[str, list[Found]]:
    """The plain text and its spans, outer before inner."""
    text: list[str] = []
    found, open_at = [], []
    i = 0
    while i < len(marked):
        if marked[i] == "[":
            label, _, _ = marked[i + 1 :].partition(" ")
            open_at.append((len(text), label))
            i += len(label) + 2
            continue
        if marked[i] == "]":
            start, label = open_at.pop()
            found.append(Found(start, len(text), label, "tagger", 0.75))
        else:
            text.append(marked[i])
        i += 1
    return "".join(text), sorted(found, key=lambda f: (f.start, -f.end))


def write(text: str, found: list[Found]) -> str:
    """The text with its spans marked."""
    at: dict[int, str] = {}
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        at[f.start] = at.get(f.start, "") + f"[{f.label} "
    closed = {}
    for f in found:
        closed[f.end] = closed.get(f.end, "") + "]"
    return "".join(
        closed.get(i, "") + at.get(i, "") + (text[i] if i < len(text) else "")
        for i in range(len(text) + 1)
    )


def decided(marked: str, **options: object) -> tuple[str, list[Found]]:
    """What becomes of marked proposals, with the words and sentences of the library."""
    text, found = read(marked)
    words = TableSegmenter().segment(text, find_protected(text))
    sentences = [(a, b) for a, b, _ in split_sentences(text)]
    final = decide(text, found, words, options.pop("sentences", sentences), **options)
    return write(text, final), final

"""What holds of every text and its normalised twin: one function for atheris and for pytest."""

from __future__ import annotations

from itertools import pairwise

from vntext.alignment import Alignment, Edit
from vntext.text import align, explain_normalization, normalize
from vntext.text.edits import compose
from vntext.text.unicode import _twin, normalized_twin

OPTIONS = (
    {},
    {"tones": "first", "quotes": "plain"},
    {"tones": "second", "dashes": "plain", "spaces": "single"},
)


def check_text(text: str, choice: int) -> None:
    """Normalisation: there and back, replayed, done twice, with and without the kernel."""
    options = OPTIONS[choice % len(OPTIONS)]
    twin = align(text, **options)
    alignment = twin.alignment
    assert alignment.apply(text) == twin.text == normalize(text, **options)
    assert explain_normalization(text, **options) == alignment.edits
    assert normalize(twin.text, **options) == twin.text
    assert _twin(text) == normalized_twin(text)
    check_spans(text, alignment)


def check_spans(text: str, alignment: Alignment) -> None:
    """Spans go there and back, in order and in bounds; what no edit touches stays."""
    twin = alignment.apply(text)
    back = [alignment.span_to_original(i, i + 1) for i in range(len(twin))]
    assert all(0 <= a <= b <= len(text) for a, b in back)
    assert all(a <= c and b <= d for (a, b), (c, d) in pairwise(back))
    touched = bytearray(len(text) + 1)
    for edit in alignment.edits:
        touched[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
    for i, char in enumerate(text):
        if not touched[i]:
            a, b = alignment.span_to_normalized(i, i + 1)
            assert twin[a:b] == char
            assert alignment.span_to_original(a, b) == (i, i + 1)


def edits_of(numbers: list[int], length: int) -> Alignment:
    """Edits of a text of a length, made from any numbers."""
    edits, at = [], 0
    for skip, size, kind in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=False):
        start = at + skip % 5 + bool(edits)
        end = start + size % 4
        if end > length:
            break
        edits.append(Edit(start, end, "xyz"[: kind % 4], f"e{kind % 3}"))
        at = end
    return Alignment.from_edits(edits)


def check_composition(text: str, first: list[int], second: list[int]) -> None:
    """Two alignments joined lead where the one and then the other lead."""
    a = edits_of(first, len(text))
    middle = a.apply(text)
    b = edits_of(second, len(middle))
    both = compose(a, b)
    assert both.apply(text) == b.apply(middle)
    check_spans(text, both)
    assert compose(both, Alignment()) == both == compose(Alignment(), both)

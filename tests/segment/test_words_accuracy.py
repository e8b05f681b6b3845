"""Floors of the word segmenter on UD VTB, where that is at hand, and limits of its model."""

from pathlib import Path

import pytest

from vntext.resources import load_arrays
from vntext.segment.words import tokenize

VTB = Path(__file__).parents[2].parent / "shared/data/vtb"


def sentences(part: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in (VTB / f"vi_vtb-ud-{part}.conllu").read_text("utf8").splitlines():
        columns = line.split("\t")
        if not line:
            found.append([])
        elif columns[0].isdigit():
            found[-1].append(columns[1])
    return [s for s in found if s]


def spans(words: list[str]) -> set[tuple[int, int]]:
    out, at = set(), 0
    for word in words:
        n = len("".join(word.split()))
        out.add((at, at + n))
        at += n
    return out


@pytest.mark.skipif(not VTB.exists(), reason="the treebank is not at hand")
@pytest.mark.parametrize(
    ("part", "change", "floor"),
    [("dev", str, 97.2), ("test", str, 98.0), ("test", str.lower, 97.0), ("test", str.upper, 97.0)],
)
def test_words_of_the_treebank(part, change, floor):
    gold = [[change(w) for w in s] for s in sentences(part)]
    true = total = 0
    for g, f in zip(gold, tokenize([" ".join(s) for s in gold]), strict=True):
        a, b = spans(g), spans(f)
        true += len(a & b)
        total += len(a) + len(b)
    assert 200 * true / total >= floor


def test_the_model_is_small():
    import vntext

    file = Path(vntext.__file__).parent / "data/words/words.npz"
    assert file.stat().st_size <= 2.5e6
    assert sum(a.nbytes for a in load_arrays("words/words.npz").values()) <= 12e6

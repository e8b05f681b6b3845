"""Word segmentation beside underthesea and pyvi: accuracy on UD VTB, speed as a ratio in one run.

usage: VNTEXT_DATA=../shared/data python benchmarks/words.py [--skip-accuracy] [--arrays]

Accuracy: the input is the gold syllables joined by spaces, the score F1 over the words as spans of
characters. Speed to list[str]: CPU time of one thread, the tools in turn on the same texts; a peer
is measured on a part of them. Texts: VTB sentences, twenty an article, and press articles.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import time
from importlib.resources import files
from typing import TYPE_CHECKING

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "training"))

import corpora
from vntext.words.segmenter import tokenize
from words_corpora import vtb

if TYPE_CHECKING:
    from collections.abc import Callable


def spans(words: list[str]) -> set[tuple[int, int]]:
    """Words as spans of the text without its spaces."""
    out, at = set(), 0
    for word in words:
        n = len("".join(word.replace("_", " ").split()))
        out.add((at, at + n))
        at += n
    return out


def f1(gold: list[list[str]], found: list[list[str]]) -> float:
    true = total = 0
    for g, f in zip(gold, found, strict=True):
        a, b = spans(g), spans(f)
        true += len(a & b)
        total += len(a) + len(b)
    return 200 * true / total


def underthesea(text: str) -> list[str]:
    from underthesea import word_tokenize

    return list(word_tokenize(text))


def pyvi(text: str) -> list[str]:
    from pyvi import ViTokenizer

    return str(ViTokenizer.tokenize(text)).split(" ")


def seconds(call: Callable[[], object]) -> float:
    """CPU time of the fastest of five calls: other programs can only make one slower."""
    times = []
    for _ in range(5):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


CASES = {
    "VTB dev": ("dev", str),
    "VTB test": ("test", str),
    "test, small letters": ("test", str.lower),
    "test, capitals": ("test", str.upper),
}


def figures(tool: Callable[[list[str]], list[list[str]]]) -> dict[str, float]:
    """F1 of a tool that takes many texts, for each of `CASES`."""
    out = {}
    for case, (part, change) in CASES.items():
        gold = [[change(w) for w in s] for s in vtb(part)]
        out[case] = f1(gold, tool([" ".join(s) for s in gold]))
    return out


def accuracy(peers: dict[str, Callable[[str], list[str]]]) -> None:
    tools: dict[str, Callable[[list[str]], list[list[str]]]] = {"vntext": tokenize}
    for name, peer in peers.items():
        tools[name] = lambda texts, peer=peer: [peer(t) for t in texts]
    print("| tool | " + " | ".join(CASES) + " |")
    print("|---|" + "---|" * len(CASES))
    for name, tool in tools.items():
        print(f"| {name} | " + " | ".join(f"{x:.2f}" for x in figures(tool).values()) + " |")
    print()


def texts_of_the_treebank() -> tuple[list[str], list[str]]:
    """Articles put together from sentences of VTB, which space every sign; its sentences."""
    sentences = [" ".join(s) for s in vtb("train")]
    return ["\n".join(sentences[i : i + 20]) for i in range(0, len(sentences), 20)], sentences


def texts_of_the_press() -> tuple[list[str], list[str]]:
    """Articles as newspapers print them, with figures, dates and misspellings; their lines."""
    articles = [row["text"] for row in corpora.rows("press-articles.jsonl")]
    return articles, [line for text in articles for line in text.split("\n")]


def speed(
    name: str, texts: tuple[list[str], list[str]], peers: dict[str, Callable[[str], list[str]]]
) -> None:
    articles, sentences = texts
    thirty = [s for s in sentences if 25 <= len(s.split()) <= 35][:300]
    many = articles * max(1, 400 // len(articles))

    def rate(call: Callable[[], object], texts: list[str]) -> float:
        return sum(len(t.split()) for t in texts) / seconds(call)

    tokenize(articles[:2])
    rows = {
        "many texts a call": rate(lambda: tokenize(many), many),
        "one article a call": rate(lambda: [tokenize([t]) for t in articles], articles),
        "one sentence of 30 syllables a call": rate(
            lambda: [tokenize([t]) for t in thirty], thirty
        ),
    }
    peer_rates = {}
    for peer_name, peer in peers.items():
        peer(thirty[0])
        some = thirty[:150]
        peer_rates[peer_name] = rate(lambda peer=peer, some=some: [peer(t) for t in some], some)
    print(f"| {name} | syllables/s | " + " | ".join(f"x {peer}" for peer in peers) + " |")
    print("|---|---|" + "---|" * len(peers))
    for row, own in rows.items():
        ratios = " | ".join(f"{own / peer_rates[peer]:.1f}" for peer in peers)
        print(f"| vntext, {row} | {own:,.0f} | {ratios} |")
    for peer_name, other in peer_rates.items():
        ratios = " | ".join(f"{other / peer_rates[peer]:.1f}" for peer in peers)
        print(f"| {peer_name}, one sentence a call | {other:,.0f} | {ratios} |")
    print()


def size() -> None:
    """Size of the model, and how long loading it takes, tables of characters included."""
    from vntext.resources import load_model
    from vntext.words.model import word_model
    from vntext.words.reader import MODEL, word_kernel

    start = time.perf_counter()
    word_kernel() or word_model()
    load = time.perf_counter() - start
    memory = sum(column.nbytes for column in load_model(MODEL).values())
    disk = (files("vntext") / "data" / MODEL).stat().st_size  # type: ignore[attr-defined]
    print(f"{disk / 1e6:.2f} MB on disk, {memory / 1e6:.1f} MB in memory, {1000 * load:.0f} ms\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--skip-accuracy", action="store_true")
    arguments.add_argument("--arrays", action="store_true", help="as if the kernel were not built")
    options = arguments.parse_args()
    if options.arrays:
        sys.modules["vntext.kernel._kernel"] = None  # type: ignore[assignment]
    peers = {"underthesea": underthesea, "pyvi": pyvi}
    size()
    if not options.skip_accuracy:
        accuracy(peers)
    speed("treebank sentences", texts_of_the_treebank(), peers)
    speed("press articles", texts_of_the_press(), peers)


if __name__ == "__main__":
    main()

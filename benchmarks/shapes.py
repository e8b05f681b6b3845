"""Clean articles pushed into the shapes in which text is found: what of the analysis is left?

usage: python benchmarks/shapes.py [--shared FOLDER] [--articles N] [--shape NAME ...] [--wrong N]

The analysis of the clean article is taken as right. Spans are carried into the shape by the edits
that made it, and compared with what is found there. FOLDER lies beside the project.
"""

from __future__ import annotations

import argparse
import html
import json
import pathlib
import random
import re
from typing import TYPE_CHECKING

import vntext
from vntext.alignment import Alignment, Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = pathlib.Path(__file__).resolve().parent
HEADS = ("CÔNG BÁO TỈNH/Số 14 + 15/Ngày 12-3-2024", "Báo cáo công tác tháng - Trang {n}", "{n}")


def wrapped(text: str, rng: random.Random, low: int, high: int, page: int = 0) -> list[Edit]:
    """Lines broken where the next word does not fit; with page heads every ``page`` lines."""
    edits, lines, number = [], 0, 0
    head = rng.choice(HEADS)
    for line in re.finditer(r"[^\n]+", text):
        begin, limit = line.start(), rng.randint(low, high)
        for gap in re.finditer(r" ", line.group()):
            at = line.start() + gap.start()
            following = text.find(" ", at + 1, line.end())
            stop = following if following >= 0 else line.end()
            if stop - begin > limit:
                lines += 1
                between = "\n"
                if page and lines % page == 0:
                    number += 1
                    between = f"\n\n{head.format(n=number)}\n\n"
                edits.append(Edit(at, at + 1, between))
                begin, limit = at + 1, rng.randint(low, high)
        lines += 1
    return edits


def doubled(text: str, rng: random.Random) -> list[Edit]:
    """Every space doubled."""
    return [Edit(m.start(), m.end(), "  ") for m in re.finditer(" ", text)]


def split_syllables(text: str, rng: random.Random) -> list[Edit]:
    """A space inside one syllable in forty."""
    return [
        Edit(at, at, " ")
        for m in re.finditer(r"[^\W\d_]{2,}", text)
        if rng.random() < 1 / 40
        for at in [m.start() + rng.randint(1, len(m.group()) - 1)]
    ]


def glued_stops(text: str, rng: random.Random) -> list[Edit]:
    """No space after full stops."""
    return [
        Edit(m.start(), m.end(), "") for m in re.finditer(r"(?<=[a-zà-ỹ]\.) (?=[A-ZĐÀ-Ỹ])", text)
    ]


def cased(change: Callable[[str], str]) -> Callable[[str, random.Random], list[Edit]]:
    """Letters of another case."""

    def run(text: str, rng: random.Random) -> list[Edit]:
        return [
            Edit(i, i + 1, change(c))
            for i, c in enumerate(text)
            if change(c) != c and len(change(c)) == 1
        ]

    return run


def markdown(text: str, rng: random.Random) -> list[Edit]:
    """A heading, emphasis, links and blank lines between paragraphs."""
    edits = [Edit(0, 0, "# ")]
    for m in re.finditer(r"\n+|(?<= )[^\W\d_]+(?: [^\W\d_]+)?(?=[ ,.])", text):
        if m.group()[0] == "\n":
            edits.append(Edit(m.start(), m.end(), "\n\n"))
        elif rng.random() < 0.04:
            mark = rng.choice(("**", "*", "_"))
            edits += [Edit(m.start(), m.start(), mark), Edit(m.end(), m.end(), mark)]
        elif rng.random() < 0.02:
            edits += [
                Edit(m.start(), m.start(), "["),
                Edit(m.end(), m.end(), "](https://vidu.vn/a)"),
            ]
    return edits


def as_html(text: str, rng: random.Random) -> list[Edit]:
    """A page with paragraphs, inner tags and character references."""
    edits = [Edit(0, 0, "<html><body><h1>")]
    first = True
    for m in re.finditer(
        r"\n+|[&<>]|(?<= )[^\W\d_]+(?: [^\W\d_]+)?(?=[ ,.])|[ăâđêôơưạảấầẩẫậ]", text
    ):
        c = m.group()
        if c[0] == "\n":
            close, first = ("</h1>" if first else "</p>"), False
            edits.append(Edit(m.start(), m.end(), f"{close}\n<p>"))
        elif c in "&<>":
            edits.append(Edit(m.start(), m.end(), html.escape(c)))
        elif len(c) == 1 and not c.isspace() and ord(c) > 127:
            if rng.random() < 0.02:
                edits.append(Edit(m.start(), m.end(), f"&#{ord(c)};"))
        elif rng.random() < 0.04:
            tag = rng.choice(("em", "strong", "span", "b"))
            edits += [Edit(m.start(), m.start(), f"<{tag}>"), Edit(m.end(), m.end(), f"</{tag}>")]
    edits.append(Edit(len(text), len(text), "</p></body></html>"))
    return edits


SHAPES: dict[str, Callable[[str, random.Random], list[Edit]]] = {
    "wrapped at 60": lambda t, r: wrapped(t, r, 60, 60),
    "wrapped at 80": lambda t, r: wrapped(t, r, 80, 80),
    "wrapped unevenly": lambda t, r: wrapped(t, r, 60, 85),
    "wrapped, page heads": lambda t, r: wrapped(t, r, 72, 72, page=30),
    "spaces doubled": doubled,
    "syllables split": split_syllables,
    "no space after stops": glued_stops,
    "small letters": cased(str.lower),
    "capitals": cased(str.upper),
    "markdown": markdown,
    "html": as_html,
}
SOURCE = {"markdown": "markdown", "html": "html"}


def articles(shared: pathlib.Path, n: int) -> list[str]:
    """Articles of the annotated train set, the press first: one-paragraph-a-line text."""
    files = sorted((shared / "data/gold/train").glob("*.json"))
    texts = [json.loads(f.read_text("utf8"))["text"] for f in files]
    texts = [t for t in texts if 1000 < len(t) < 6000 and max(map(len, t.split("\n"))) > 120]
    return texts[:: max(1, len(texts) // n)][:n]


class Count:
    """Right, found and expected spans."""

    def __init__(self) -> None:
        self.right = self.found = self.expected = 0

    def add(self, expected: set[object], found: set[object]) -> None:
        """Counts one text."""
        self.right += len(expected & found)
        self.found += len(found)
        self.expected += len(expected)

    @property
    def f1(self) -> float:
        """F1 x 100."""
        return 200 * self.right / max(1, self.found + self.expected)


def measure(name: str, texts: Iterable[str], wrong: int = 0) -> dict[str, float]:
    """The four figures of a shape."""
    entities, laws, ends = Count(), Count(), Count()
    same = total = 0
    for k, text in enumerate(texts):
        clean = vntext.analyze(text)
        made = Alignment.from_edits(SHAPES[name](text, random.Random(k)))
        shaped = made.apply(text)
        doc = analyze(shaped, SOURCE.get(name, "plain"))
        to = made.span_to_normalized
        here = {(e.start, e.end, e.label) for e in doc.entities}
        there = {(*to(e.start, e.end), e.label) for e in clean.entities}
        entities.add(there, here)
        law = [{x for x in side if x[2] == "LAW"} for side in (there, here)]
        laws.add(*law)
        stops = {to(s.start, s.end)[1] for s in clean.sentences}, {s.end for s in doc.sentences}
        ends.add(*stops)
        mine = {to(s.start, s.end) for s in clean.summary}
        same += mine == {(s.start, s.end) for s in doc.summary}
        total += 1
        if wrong:
            for a, b, label in sorted(there - here)[:wrong]:
                print("   missed", label, repr(shaped[max(0, a - 20) : b + 20]))
            for a, b, label in sorted(here - there)[:wrong]:
                print("   extra ", label, repr(shaped[max(0, a - 20) : b + 20]))
            for b in sorted(stops[0] - stops[1])[:wrong]:
                print("   no end", repr(shaped[max(0, b - 30) : b]), repr(shaped[b : b + 20]))
            for b in sorted(stops[1] - stops[0])[:wrong]:
                print("   end   ", repr(shaped[max(0, b - 30) : b]), repr(shaped[b : b + 20]))
    return {
        "entities": entities.f1,
        "LAW": laws.f1,
        "sentence ends": ends.f1,
        "same summary": 100 * same / max(1, total),
    }


def analyze(text: str, source: str) -> vntext.Document:
    """The analysis of a shaped text; before there was ``source=`` every text was plain."""
    try:
        return vntext.analyze(text, source=source)
    except TypeError:
        return vntext.analyze(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=pathlib.Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--shape", nargs="*", default=list(SHAPES), choices=list(SHAPES))
    parser.add_argument("--wrong", type=int, default=0, help="show so many errors a text")
    args = parser.parse_args()
    texts = articles(args.shared, args.articles)
    print(f"{len(texts)} articles\n")
    print("| shape | entities F1 | LAW F1 | sentence ends F1 | same summary |")
    print("|---|---|---|---|---|")
    for name in args.shape:
        row = measure(name, texts, args.wrong)
        print(f"| {name} | " + " | ".join(f"{v:.1f}" for v in row.values()) + " |", flush=True)


if __name__ == "__main__":
    main()

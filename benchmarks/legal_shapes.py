"""Legal documents pushed into the shapes in which they are found: what of the reading is left?

usage: python benchmarks/legal_shapes.py [--data DIR] [--shape NAME ...] [--errors]

The acts of ``gold/acts`` are written in parts, so that their head can be set in every order; what
is right is known. With --data the documents of the project's legal data run through the same shapes
of the body; what is read of one with a blank line between paragraphs is taken as right.
"""

from __future__ import annotations

import argparse
import html
import json
import lzma
import pathlib
import re
import sys
import textwrap
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vntext.legal import read
from vntext.legal.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vntext.legal import Amendment, LegalDocument, Node

ACTS = pathlib.Path(__file__).resolve().parent / "gold" / "acts"
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
HEADINGS = ("Điều ", "Chương ", "Mục ")


@dataclass
class Parts:
    """An act in parts."""

    name: str
    issuer: list[str] = field(default_factory=list)
    state: list[str] = field(default_factory=lambda: [*STATE])
    code: str = ""
    subject: str = ""
    below: str = ""  # the day below the number, of a judgment
    day: str = ""
    body: list[str] = field(default_factory=list)
    right: dict[str, str] = field(default_factory=dict)

    @property
    def left(self) -> list[str]:
        """The left column of the head."""
        return [*self.issuer, *(x for x in (self.code, self.subject, self.below) if x)]

    @property
    def beside(self) -> list[str]:
        """The right column of the head."""
        return [*self.state, *(x for x in (self.day,) if x)]


def load(path: pathlib.Path) -> Parts:
    """Reads an act: what its head holds, ``= field: value`` that is right, its paragraphs."""
    head, body = path.read_text(encoding="utf8").split("---\n", 1)
    parts = Parts(path.stem, body=body.strip().split("\n"))
    for line in head.strip().split("\n"):
        name, value = line.split(": ", 1)
        if name.startswith("= "):
            parts.right[name[2:]] = value
        elif name == "issuer":
            parts.issuer = value.split(" / ")
        elif name == "state":
            parts.state = [value]
        elif name == "daybelow":
            parts.below = value
        else:
            setattr(parts, name, value)
    return parts


# --- orders of the head; each gives its lines


def columns(a: list[str], b: list[str], gap: str) -> list[str]:
    """Two columns side by side, line by line."""
    rows = max(len(a), len(b))
    a, b = [*a, *[""] * (rows - len(a))], [*b, *[""] * (rows - len(b))]
    return [f"{x}{gap}{y}".rstrip() if y else x for x, y in zip(a, b, strict=True)]


def below(p: Parts) -> list[str]:
    """What stands below the issuer and the state."""
    return [*p.left[len(p.issuer) :], *p.beside[len(p.state) :]]


def beside(p: Parts, gap: str) -> list[str]:
    top = columns(p.issuer, p.state, gap)
    lower = [x for x in (p.subject, p.below) if x]
    return [*top, f"{p.code}{gap}{p.day}".rstrip() if p.day else p.code, *lower]


def bars(p: Parts) -> list[str]:
    rest = [x for x in (p.subject, p.below) if x]
    state = [*p.state, "---------------"]
    day = [p.day, "|"] if p.day else []
    return ["|", *p.issuer, "-------", "|", *state, "|", "|", p.code, *rest, "|", *day]


def broken_state(p: Parts) -> list[str]:
    state = p.state[0].replace(" CHỦ NGHĨA", "\nCHỦ NGHĨA").split("\n")
    return [*p.issuer, *state, *p.state[1:], *p.left[len(p.issuer) :], *([p.day] if p.day else [])]


def small(p: Parts) -> list[str]:
    """Names of bodies as they stand in a sentence, in one line."""
    state = [x.capitalize().replace("việt nam", "Việt Nam") for x in p.state[:1]]
    q = replace(p, issuer=[p.right["issuer"]], state=[*state, *p.state[1:]])
    return in_rows(q)


def in_rows(p: Parts) -> list[str]:
    rest = [x for x in (p.subject, p.below) if x]
    return [*p.issuer, "-------", *p.state, "-------", p.code, *rest, *([p.day] if p.day else [])]


HEADS: dict[str, Callable[[Parts], list[str]]] = {
    "rows": in_rows,
    "left column first": lambda p: [*p.left, *p.beside],
    "right column first": lambda p: [*p.beside, *p.left],
    "state first": lambda p: [*p.state, *p.issuer, *below(p)],
    "spaces": lambda p: beside(p, " " * 12),
    "tabs": lambda p: beside(p, "\t"),
    "one space": lambda p: beside(p, " "),
    "one row of bars": lambda p: [f"| {x} |" for x in beside(p, " | ")],
    "cells on lines": bars,
    "motto glued": lambda p: [*p.issuer, "".join(p.state), *below(p)],
    "state broken": broken_state,
    "small letters": small,
}  # fmt: skip


# --- shapes of the body; each gets paragraphs and gives a text


def blank(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def none(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)


def articles(paragraphs: list[str]) -> str:
    """Blank lines only before headings."""
    return "".join(f"\n\n{p}" if p.startswith(HEADINGS) else f"\n{p}" for p in paragraphs).lstrip()


def wrapped(width: int, join: Callable[[list[str]], str]) -> Callable[[list[str]], str]:
    def shape(paragraphs: list[str]) -> str:
        return join([textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs])

    return shape


def spread(paragraphs: list[str]) -> str:
    """Broken lines with a blank line after each."""
    return "\n\n".join(
        line for p in paragraphs for line in textwrap.wrap(p, 80, break_on_hyphens=False)
    )


def pages(head: bool) -> Callable[[list[str]], str]:
    """Broken lines with the number of the page, or a head of the gazette, between."""

    def shape(paragraphs: list[str]) -> str:
        lines = wrapped(78, none)(paragraphs).split("\n")
        out = []
        for i, line in enumerate(lines):
            page = i // 30 + 1
            if i % 30 == 0 and i:
                if head:
                    out.append(f"CÔNG BÁO/Số {1244 + page} + {1245 + page}/Ngày 12-11-2032")
                out.append(f"{page}")
            out.append(line)
        return "\n".join(out)

    return shape


def marked(change: Callable[[str], str]) -> Callable[[list[str]], str]:
    return lambda paragraphs: blank([change(p) for p in paragraphs])


def heading(mark: str, *, capital: bool = False, broken: bool = False) -> Callable[[str], str]:
    """Another way to write the heading of an article."""

    def change(p: str) -> str:
        word, _, rest = p.partition(" ")
        number, dot, title = rest.partition(". ")
        if word != "Điều" or not dot or not number.rstrip("abcđ").isdigit():
            return p
        word = word.upper() if capital else word
        return f"{word} {number}{mark}{chr(10) if broken else ' '}{title}"

    return change


def markdown(p: str) -> str:
    if p.startswith(HEADINGS):
        return f"### **{p}**"
    return f"**{p}**" if p.isupper() else p


def indented(paragraphs: list[str]) -> str:
    return none([f"\t{p}" if i % 2 else f"\u00a0\u00a0 {p} " for i, p in enumerate(paragraphs)])


def as_html(paragraphs: list[str]) -> str:
    return "\n".join(
        f"<p><b>{html.escape(p)}</b></p>" if p.startswith(HEADINGS) else f"<p>{html.escape(p)}</p>"
        for p in paragraphs
    )


BODIES: dict[str, Callable[[list[str]], str]] = {
    "blank lines": blank,
    "no blank lines": none,
    "blank before articles": articles,
    "60, blank": wrapped(60, blank),
    "60, none": wrapped(60, none),
    "60, articles": wrapped(60, articles),
    "80, blank": wrapped(80, blank),
    "80, none": wrapped(80, none),
    "80, articles": wrapped(80, articles),
    "80, blank after each": spread,
    "page numbers": pages(head=False),
    "gazette heads": pages(head=True),
    "apart accents": lambda ps: unicodedata.normalize("NFD", blank(ps)),
    "Ð for Đ": lambda ps: blank(ps).replace("Đ", "Ð"),
    "Điều 1 .": marked(heading(" .")),
    "Điều 1:": marked(heading(":")),
    "ĐIỀU 1.": marked(heading(".", capital=True)),
    "title below": marked(heading(".", broken=True)),
    "title below, no stop": marked(heading("", broken=True)),
    "\\r\\n": lambda ps: none(ps).replace("\n", "\r\n"),
    "indented": indented,
    "markdown": marked(markdown),
    "html": as_html,
}  # fmt: skip


# --- what is compared


def squeezed(value: object) -> str:
    text = unicodedata.normalize("NFC", str(value or "")).replace("Ð", "Đ")
    # new text is as it was found
    text = re.sub(r"\n(?:CÔNG BÁO/\S.*\n)?\d+\n", " ", text)
    text = html.unescape(re.sub(r"</?(?:p|b)>|[*#]", " ", text))
    return " ".join(text.split())


FIELDS = ("number", "type", "title", "issuer", "date", "effective", "signer", "office")


def facts(act: LegalDocument) -> dict[str, Counter[str]]:
    """What was read, as things that can be counted in every shape."""
    nodes = act.nodes

    def place(target: int | str | None) -> str:
        return nodes[target].path if isinstance(target, int) else str(target)

    def shown(a: Amendment) -> str:
        new = squeezed(act.text[slice(*a.new_text)]) if a.new_text else ""
        phrases = f"{squeezed(a.phrase_from)} {squeezed(a.phrase_to)}"
        return f"{a.op} {a.target_act} {a.target_provision} {phrases} {new}"

    def titled(n: Node) -> str:
        return f"{squeezed(n.path)}: {squeezed(n.title).rstrip('.:')}"

    rows: dict[str, list[str]] = {
        "identity": [f"{f}={squeezed(getattr(act.identity, f))}" for f in FIELDS],
        "tree": [squeezed(n.path) for n in nodes],
        "titles": [titled(n) for n in nodes],
        "bindings": [f"{squeezed(r.text)} > {place(r.target)}" for r in act.references],
        "amendments": [shown(a) for a in act.amendments],
    }
    out = {kind: Counter(x.lower() for x in found) for kind, found in rows.items()}
    out["identity"][f"bases={len(act.identity.legal_bases)}"] += 1
    return out


def compare(
    want: dict[str, Counter[str]], got: dict[str, Counter[str]]
) -> Iterator[tuple[str, int, int, Counter[str], Counter[str]]]:
    """For each kind of fact: right, all, what is missing, what is too much."""
    for kind, rows in want.items():
        found = got[kind]
        right = (rows & found).total()
        yield kind, right, max(rows.total(), found.total()), rows - found, found - rows


def shaped(parts: Parts) -> Iterator[tuple[str, str]]:
    """An act in every shape: each order of the head, then each shape of all of it."""
    for name, head in HEADS.items():
        for gap in ("\n\n", "\n"):
            lines = gap.join(head(parts))
            close = ", close" if gap == "\n" else ""
            yield f"head: {name}{close}", f"{lines}\n\n{blank(parts.body)}"
        yield f"head: {name}, no blank lines", "\n".join([*head(parts), *parts.body])
    for name, body in BODIES.items():
        yield f"body: {name}", body([*in_rows(parts), *parts.body])


def expected(parts: Parts, got: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """What is right of an act: its identity as it is written there, its tree as read plainly."""
    want = {kind: Counter(rows) for kind, rows in got.items()}
    rows = Counter(f"{f}={squeezed(parts.right.get(f, ''))}".lower() for f in FIELDS)
    rows[f"bases={parts.right.get('bases', 0)}"] += 1
    want["identity"] = rows
    return want


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("--shape", nargs="*")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    n: Counter[tuple[str, str]] = Counter()
    names: list[str] = []

    def add(who: str, shape: str, want: dict[str, Counter[str]], text: str) -> None:
        if args.shape and not any(s in shape for s in args.shape):
            return
        if shape not in names:
            names.append(shape)
        got = facts(read(text))
        for kind, right, every, missing, extra in compare(want, got):
            n[shape, kind] += right
            n[shape, f"{kind} all"] += every
            if args.errors and (missing or extra):
                print(f"{who} | {shape} | {kind}", file=sys.stderr)
                print(f"   - {[*missing]}\n   + {[*extra]}", file=sys.stderr)

    for path in sorted(ACTS.glob("*.txt")):
        parts = load(path)
        plain = facts(read(blank([*in_rows(parts), *parts.body])))
        want = expected(parts, plain)
        for shape, text in shaped(parts):
            add(parts.name, shape, want, text)
    if args.data:
        with lzma.open(args.data / "documents.jsonl.xz", "rt", encoding="utf8") as file:
            for line in file:
                row = json.loads(line)
                sheet = read_sheet(row["text"])
                lines = [
                    " ".join(sheet.text[p.start : p.end].replace("|", " ").split())
                    for p in sheet.paragraphs
                ]
                want = facts(read(blank(lines)))
                for name, body in BODIES.items():
                    add(row["id"], f"data: {name}", want, body(lines))
    kinds = ("identity", "tree", "titles", "bindings", "amendments")
    print(f"| shape | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}")
    for shape in [*names, "all"]:
        if shape == "all":
            for (_, kind), value in list(n.items()):
                n["all", kind] += value
        cells = [
            f"{100 * n[shape, k] / n[shape, f'{k} all']:.1f}" if n[shape, f"{k} all"] else "-"
            for k in kinds
        ]
        print(f"| {shape} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()

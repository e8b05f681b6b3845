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
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from act_shapes import ACTS, BODIES, HEADS, Parts, blank, in_rows, load
from vntext.legal import read
from vntext.legal.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vntext.legal import Amendment, LegalDocument, Node


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

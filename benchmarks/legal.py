"""Legal references: accuracy on annotated articles, coverage of laws, speed.

usage: python benchmarks/legal.py [--data DIR] [--errors N] [--only gold|coverage|speed]

Prints one Markdown table. The data folder is the shared one of the project (``../shared/data``);
parts whose data is absent are left out.
"""

from __future__ import annotations

import argparse
import json
import lzma
import pathlib
import re
import sys
import time
from collections import Counter

from vntext.legal.find import find_references
from vntext.text.unicode import normalized_twin

HERE = pathlib.Path(__file__).resolve().parents[1]


def squeeze(s: str | None) -> str:
    return re.sub(r"[\s,.–-]+", "", (s or "").lower().replace("số", ""))


def code_key(s: str | None) -> str:
    return re.sub(r"\s+", "", (s or "").upper()).replace("Ð", "Đ").replace("–", "-")


def references(text: str) -> list[tuple[int, int, object]]:
    """References with offsets of the text as given."""
    twin = normalized_twin(text)
    out = []
    for r in find_references(twin.text):
        start, end = twin.alignment.span_to_original(r.start, r.end)
        out.append((start, end, r))
    return out


def gold(folder: pathlib.Path, errors: int) -> tuple[Counter, int]:
    """Counts spans and fields as eval/score.py does."""
    n: Counter[str] = Counter()
    shown = 0
    for file in sorted(folder.glob("*.json")):
        g = json.loads(file.read_text("utf8"))
        text = g["text"]
        ignore = [(s["start"], s["end"]) for s in g["spans"] if s["label"] == "X"]

        def free(a: int, b: int, ignore: list[tuple[int, int]] = ignore) -> bool:
            return not any(a < y and x < b for x, y in ignore)

        found = references(text)
        pred = {(a, b) for a, b, _ in found if free(a, b)}
        want = {(s["start"], s["end"]) for s in g["spans"] if s["label"] == "LAW"}
        n["gold"] += len({w for w in want if free(*w)})
        n["pred"] += len(pred)
        n["tp"] += len(pred & {w for w in want if free(*w)})
        for sign, spans in (("+", pred - want), ("-", want - pred)):
            for a, b in sorted(spans):
                if shown < errors and free(a, b):
                    shown += 1
                    around = f"{text[max(0, a - 40) : a]}[[{text[a:b]}]]{text[b : b + 30]}"
                    print(sign, g["id"], repr(around))
        by_span = {(a, b): r for a, b, r in found}
        for s in g["spans"]:
            if s["label"] != "LAW":
                continue
            n["fields gold"] += 1
            r = by_span.get((s["start"], s["end"]))
            if r is None:
                continue
            right = (
                squeeze(r.type) == squeeze(s["type"])
                and code_key(r.code) == code_key(s.get("code"))
                and squeeze(r.provision) == squeeze(s.get("prov"))
            )
            n["fields right"] += right
            if s.get("issuer"):
                n["issuer gold"] += 1
                n["issuer right"] += r.issuer_text.lower() == s["issuer"].lower()
            if not right and shown < errors:
                shown += 1
                print("~", g["id"], repr(s), r.type, r.code, r.provision, sep=" | ")
    return n, shown


def rate(n: Counter) -> str:
    p = n["tp"] / max(1, n["pred"])
    r = n["tp"] / max(1, n["gold"])
    f = 2 * p * r / (p + r) if p + r else 0.0
    fields = n["fields right"] / max(1, n["fields gold"])
    spans = f"P {100 * p:.1f}  R {100 * r:.1f}  F1 {100 * f:.1f}"
    return f"{spans}  fields {100 * fields:.1f} ({n['gold']} references)"


def law_texts(path: pathlib.Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf8") as f:
        return [normalized_twin(json.loads(line)["text"]).text for line in f]


def coverage(path: pathlib.Path, errors: int) -> str:
    """Share of "Điều/khoản/điểm + number" outside headings that lie inside a reference."""
    mention = re.compile(r"(?<!\w)(?:điều|khoản|điểm) \d+[a-zđ]?(?!\w)", re.I)
    heading = re.compile(r"\s*(?:điều|khoản|mục|chương)\s+\d+[a-z]?\s*[.:]", re.I)
    inside = total = 0
    for text in law_texts(path):
        spans = iter([(r.start, r.end) for r in find_references(text)])
        at = next(spans, None)
        for m in mention.finditer(text):
            line = text.rfind("\n", 0, m.start()) + 1
            if heading.match(text, line) and m.start() - line < 3:
                continue
            total += 1
            while at is not None and at[1] <= m.start():
                at = next(spans, None)
            if at is not None and at[0] <= m.start() < at[1]:
                inside += 1
            elif errors > 0:
                errors -= 1
                print("?", repr(text[max(0, m.start() - 50) : m.end() + 30]))
    return f"{100 * inside / max(1, total):.2f} % of {total}"


def speed(text: str) -> str:
    best = min(_timed(text) for _ in range(3))
    size = len(text.encode("utf8"))
    return f"{size / best / 1e6:.1f} MB/s ({size / 1e6:.1f} MB, {best:.2f} s)"


def _timed(text: str) -> float:
    t = time.process_time()
    find_references(text)
    return time.process_time() - t


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=pathlib.Path, default=HERE.parent / "shared/data")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--only", choices=("gold", "coverage", "speed"))
    a = ap.parse_args()
    t = time.process_time()
    find_references("Nghị định 167")
    rows = [("first call, with tables and patterns", f"{1000 * (time.process_time() - t):.0f} ms")]
    for part in ("train", "dev"):
        folder = a.data / "gold" / part
        if a.only in (None, "gold") and folder.is_dir():
            # the errors of the development set stay unseen
            rows.append((f"gold/{part}", rate(gold(folder, a.errors if part == "train" else 0)[0])))
    laws = a.data / "legal/laws.jsonl.xz"
    if a.only in (None, "coverage") and laws.is_file():
        rows.append(("provisions of the laws inside a reference", coverage(laws, a.errors)))
    if a.only in (None, "speed"):
        if laws.is_file():
            rows.append(("speed, laws", speed("\n".join(law_texts(laws)))))
        press = a.data / "press-articles.jsonl"
        if press.is_file():
            texts = [json.loads(x)["text"] for x in press.read_text("utf8").splitlines()]
            rows.append(("speed, news", speed(normalized_twin("\n".join(texts)).text)))
    print("| what | figure |\n|---|---|")
    for name, figure in rows:
        print(f"| {name} | {figure} |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Legal documents: identity, tree, inner references, amendments, "Luật này", speed.

usage: python benchmarks/legal_documents.py [--data DIR] [--errors]

Prints one Markdown table. The data folder is that of the project's legal data
(``../shared/data/legal``); the texts of the laws are in it too.
"""

from __future__ import annotations

import argparse
import json
import lzma
import pathlib
import sys
import time
from collections import Counter

import vntext
from vntext.legal import LegalDocument, read
from vntext.legal.resolve import resolve_legal_references

DATA = pathlib.Path(__file__).resolve().parents[2] / "shared" / "data" / "legal"
FIELDS = ("number", "type", "title", "issuer", "date", "effective", "signer", "office")


def squeezed(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def f1(n: Counter[str], name: str) -> float:
    return 200 * n[f"{name} right"] / max(1, n[f"{name} found"] + n[f"{name} gold"])


def count(gold: dict, act: LegalDocument, n: Counter[str], *, errors: bool) -> None:
    for name in FIELDS:
        want, got = squeezed(gold["identity"][name]), squeezed(getattr(act.identity, name))
        n["identity"] += 1
        n["identity right"] += want == got
        if errors and want != got:
            print(gold["id"], name, repr(want), repr(got), file=sys.stderr)
    want = {(x["kind"], x["number"], x["start"]): x for x in gold["nodes"]}
    found = {(x.kind, x.number, x.start): x for x in act.nodes}
    both = want.keys() & found.keys()
    n["nodes right"] += len(both)
    n["nodes found"] += len(found)
    n["nodes gold"] += len(want)
    n["ends right"] += sum(want[k]["end"] == found[k].end for k in both)
    at = {x["start"]: k for k, x in enumerate(gold["nodes"])}
    bound = {
        (r.start, r.end): at.get(act.nodes[r.target].start)
        if isinstance(r.target, int)
        else r.target
        for r in act.references
    }
    for r in gold["references"]:
        n["references"] += 1
        n["references right"] += bound.get((r["start"], r["end"]), "?") == r["target"]
    operations(gold, act, n)


def operations(gold: dict, act: LegalDocument, n: Counter[str]) -> None:
    def row(op: str, target: str | None, provisions: object, phrase: str | None) -> tuple:
        names = tuple(" ".join(p.lower().split()) for p in provisions)  # type: ignore[attr-defined]
        return op, (target or "").split(" (")[0].lower(), names, squeezed(phrase)

    want = Counter(
        row(a["op"], a["target_act"], a["target_provision"], a["phrase_from"])
        for a in gold["amendments"]
    )
    found = Counter(
        row(a.op, a.target_act, a.target_provision, a.phrase_from) for a in act.amendments
    )
    n["amendments right"] += (want & found).total()
    n["amendments found"] += found.total()
    n["amendments gold"] += want.total()
    new = {a.new_text for a in act.amendments}
    spans = [tuple(a["new_text"]) for a in gold["amendments"] if a["new_text"]]
    n["new texts"] += len(spans)
    n["new texts right"] += sum(s in new for s in spans)


def this_law(path: pathlib.Path) -> tuple[Counter[str], float]:
    """Counts what "Luật này" is bound to in laws, and the seconds for 370,000 characters."""
    n: Counter[str] = Counter()
    longest = ""
    with lzma.open(path, "rt", encoding="utf8") as file:
        for line in file:
            text = json.loads(line)["text"]
            longest = max(longest, text, key=len)
            act = read(text)
            quoted = [(q.start, q.end) for q in act.quoted]
            doc = vntext.analyze(text, layers=("legal_references",))
            for group in resolve_legal_references(doc):
                for m in group.mentions:
                    if m.kind != "anaphoric" or not m.span.text.lower().endswith("này"):
                        continue
                    if any(a <= m.span.start < b for a, b in quoted):
                        n["quoted"] += 1
                    elif not group.key:
                        n["unresolved"] += 1
                    else:
                        n["right" if group.key == act.identity.key else "wrong"] += 1
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        read(longest)
        best = min(best, time.process_time() - start)
    return n, best * 370_000 / max(1, len(longest))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=DATA)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    n: Counter[str] = Counter()
    with (args.data / "gold-dev.jsonl").open(encoding="utf8") as file:
        for line in file:
            gold = json.loads(line)
            count(gold, read(gold["text"]), n, errors=args.errors)
    print("| what | figure |")
    print("|---|---|")
    right = 100 * n["identity right"] / n["identity"]
    print(f"| identity fields | {right:.1f} % of {n['identity']} |")
    print(f"| nodes (kind, number, start) | F1 {f1(n, 'nodes'):.1f} of {n['nodes gold']} |")
    print(f"| ends of nodes | {100 * n['ends right'] / n['nodes right']:.1f} % |")
    right = 100 * n["references right"] / n["references"]
    print(f"| inner references bound right | {right:.1f} % of {n['references']} |")
    print(f"| amendments (op, act, provisions) | F1 {f1(n, 'amendments'):.1f} |")
    print(f"| spans of new text | {100 * n['new texts right'] / n['new texts']:.1f} % |")
    laws = args.data / "laws.jsonl.xz"
    if laws.exists():
        own, seconds = this_law(laws)
        whole = own["right"] + own["wrong"] + own["unresolved"]
        print(f'| "Luật này" of {whole} in laws: right | {100 * own["right"] / whole:.2f} % |')
        print(f"| wrong, unresolved | {own['wrong']}, {own['unresolved']} |")
        print(f"| CPU seconds for a code of 370,000 characters | {seconds:.2f} |")


if __name__ == "__main__":
    main()

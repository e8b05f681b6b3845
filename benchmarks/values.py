"""Values of dates, codes of places, quotations and relations against texts annotated by hand.

usage: python benchmarks/values.py GOLD DEV

GOLD is a file of one JSON object an article (dates, relative, places, quotes by offsets or by
numbers of spans), DEV the folder with the text and the spans of each. Spans of dates and places are
those of the annotation, so that only the values are measured; quotations are found over the
library's own analysis. A quotation is found where both ends are within three characters. What a
text tells on the word of somebody without a verb of saying ("Theo bà Mai, ...") is measured apart.
Relations are measured on the project's own texts (`values_gold/relations.txt`).
"""

import json
import pathlib
import sys
from collections import Counter

import vntext
from vntext.document import Person
from vntext.values.dates import find_dates
from vntext.values.places import find_places

OWN = pathlib.Path(__file__).resolve().parent / "values_gold/relations.txt"


def measure_dates(gold, text, spans, n):
    asked = sorted(spans[d["span"]][:2] for d in gold["dates"])
    sentences = [(s.start, s.end) for s in vntext.analyze(text, layers=["sentences"]).sentences]
    bare = {(d.start, d.end): d.value for d in find_dates(text, asked, sentences)}
    known = find_dates(text, asked, sentences, reference=gold["reference"])
    values = {(d.start, d.end): d.value for d in known}
    for d in gold["dates"]:
        n["dates"] += 1
        n["dates right"] += bare.get(spans[d["span"]][:2]) == d["value"]
        n["dates resolved"] += values.get(spans[d["span"]][:2]) == d["resolved"]
    if gold["reference"]:
        wanted = {(r["start"], r["end"]): r["resolved"] for r in gold["relative"]}
        # what the annotated reference is too coarse for is not in the annotation
        got = {(d.start, d.end): d.value for d in known if d.relative and "X" not in d.value}
        n["relative wanted"] += len(wanted)
        n["relative got"] += len(got)
        n["relative right"] += len(wanted.items() & got.items())


def measure_places(gold, text, spans, n):
    places = sorted(s[:2] for s in spans if s[2] == "LOC")
    bodies = sorted(s[:2] for s in spans if s[2] in ("ORG", "TITLE"))
    day = gold["reference"] or ""
    year = (int(day[:4]), int(day[5:7] or 1)) if day else None
    found = {(p.start, p.end): p for p in find_places(text, places, bodies, year=year)}
    for g in gold["places"]:
        p = found[spans[g["span"]][:2]]
        got = p.country if "country" in g and p.level == "country" else p.code
        wanted = g.get("country", g.get("code") or "")
        n["places"] += 1
        n["places right"] += got == wanted
        n["places wrong"] += got not in (wanted, "")
        if g.get("since"):
            since = g["since"] if isinstance(g["since"], list) else [g["since"]]
            n["successors"] += 1
            n["successors right"] += {s.code for s in p.successors} == set(since)


def measure_quotes(gold, text, rows, n):
    left, sources = list(gold["quotes"]), list(gold["theo"])
    names = {}
    for row in rows:
        if row.get("label") == "PER":
            names.setdefault(row.get("id"), set()).add((row["start"], row["end"]))
    n["quotes wanted"] += len(left)
    n["sources wanted"] += len(sources)
    for q in vntext.analyze(text).quotes:
        apart = not q.direct and q.cue is not None and q.cue.text.lower() == "theo"
        kind, rows_left = ("sources", sources) if apart else ("quotes", left)
        n[f"{kind} got"] += 1
        for g in rows_left:
            near = abs(g["start"] - q.start) <= 3 and abs(g["end"] - q.end) <= 3
            if near and g["direct"] == q.direct:
                rows_left.remove(g)
                n[f"{kind} right"] += 1
                n["speakers right"] += same_speaker(g["speaker"], q.speaker, names) and not apart
                break


def read_relations(path):
    """The texts of a file of relations, each with its rows."""
    lines = [x for x in path.read_text("utf8").splitlines() if not x.startswith("#")]
    for block in "\n".join(lines).strip().split("\n\n"):
        text, *rows = block.splitlines()
        cells = [[c.strip() for c in row.removeprefix("=").split("|")] for row in rows]
        yield text, {tuple(c[:3]): (c[3], c[4]) for c in cells}


def measure_relations(n, show=False):
    """Who holds, got or lost what, on the project's own texts; organisation and date apart."""
    for text, wanted in read_relations(OWN):
        got = {}
        for r in vntext.analyze(text).relations:
            if r.kind != "said":
                got[r.kind, str(r.subject), str(r.object)] = (str(r.organization or ""), r.date)
        # a title beside the name of who just got or lost it is no relation of its own
        events = {key[1:] for key in (*wanted, *got) if key[0] != "holds"}
        got = {k: v for k, v in got.items() if k[0] != "holds" or k[1:] not in events}
        right = wanted.keys() & got.keys()
        n["relations wanted"] += len(wanted)
        n["relations got"] += len(got)
        n["relations right"] += len(right)
        n["organisations right"] += sum(wanted[k][0] == got[k][0] for k in right)
        n["dates of relations right"] += sum(wanted[k][1] == got[k][1] for k in right)
        if show and (wanted != got):
            print(text, *sorted(wanted.items() - got.items()), sep="\n  wanted ")
            print(*sorted(got.items() - wanted.items()), sep="\n  got    ")


def same_speaker(wanted, got, names):
    if wanted in names:
        return isinstance(got, Person) and any(
            (m.start, m.end) in names[wanted] for m in got.mentions
        )
    return str(got or "").strip().lower() == (wanted or "").strip().lower()


def own_figures():
    """Figures on the project's own texts, in per cent."""
    import addresses

    n = Counter()
    measure_relations(n)
    right = n["relations right"]
    return {
        "relations F1": 200 * right / (n["relations got"] + n["relations wanted"]),
        "organisations of relations": 100 * n["organisations right"] / right,
        "dates of relations": 100 * n["dates of relations right"] / right,
        **addresses.figures(),
    }


def figures(gold_file, folder):
    """Figures on annotated articles, in per cent, and of how many."""
    n = Counter()
    for line in pathlib.Path(gold_file).read_text("utf8").splitlines():
        gold = json.loads(line)
        article = json.loads((pathlib.Path(folder) / f"{gold['id']}.json").read_text("utf8"))
        spans = [(s["start"], s["end"], s.get("label")) for s in article["spans"]]
        measure_dates(gold, article["text"], spans, n)
        measure_places(gold, article["text"], spans, n)
        measure_quotes(gold, article["text"], article["spans"], n)
    out = {name: (100 * n[name] / n["dates"], n["dates"]) for name in DATES}
    for kind in ("relative", "quotes", "sources"):
        f1 = 200 * n[f"{kind} right"] / (n[f"{kind} got"] + n[f"{kind} wanted"])
        out[f"{kind} F1"] = (f1, n[f"{kind} wanted"])
    for name, whole in WHOLES.items():
        out[name] = (100 * n[name] / n[whole], n[whole])
    return out


DATES = ("dates right", "dates resolved")
WHOLES = {
    "places right": "places",
    "places wrong": "places",
    "successors right": "successors",
    "speakers right": "quotes right",
}


def main(gold_file, folder):
    for name, (figure, many) in figures(gold_file, folder).items():
        print(f"{name:28} {figure:.1f}% of {many}")
    for name, figure in own_figures().items():
        print(f"{name:28} {figure:.1f}%")


if __name__ == "__main__":
    main(*sys.argv[1:])

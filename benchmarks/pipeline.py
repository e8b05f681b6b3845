"""What the layers of an analysis cost: speed, first call, memory, growth, beside underthesea.

usage: python benchmarks/pipeline.py [--markdown] [--parts speed,values,cold,memory,growth]
       [--rounds 5]

CPU time, the median of rounds in which every row has its turn; neighbours on the machine slow all
rows. What can be compared between machines are the ratios: to underthesea's NER on some of the same
articles in the same run, of one row to another, and of a text to one twice as long. The bytes that
a document holds and its pickle do not depend on the machine either. Looked at means that every
object of the layer was made.

Articles: the press articles of ../shared that have 2,000 to 3,200 characters; without them, pieces
of that length of the project's own texts, which repeat.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import inspect
import io
import itertools
import json
import pathlib
import time
from dataclasses import dataclass, field
from statistics import mean, median
from typing import TYPE_CHECKING, Any

import fresh
import held
import own_gold
import shares
import vntext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = pathlib.Path(__file__).resolve().parent
LAYERS = ("paragraphs", "sentences", "words", "entities", "people", "legal_references", "summary")
ARTICLES = 200
ONE_BY_ONE = 100
PEER = 6  # articles of the peer in a round: it takes 300 ms for one
SHORTEST, LONGEST = 2000, 3200


def press() -> tuple[list[str], str]:
    """Articles of about 2.6 kB, and what they are."""
    file = HERE.parents[1] / "shared/data/press-articles.jsonl"
    if file.exists():
        rows = [json.loads(line)["text"] for line in file.open(encoding="utf8")]
        fit = [t for t in rows if SHORTEST <= len(t) <= LONGEST][:ARTICLES]
        return fit, f"{len(fit)} press articles"
    own = [t.text for t in own_gold.read()]
    own += [p.read_text("utf8") for p in sorted((HERE.parent / "examples/articles").glob("*.txt"))]
    joined = "\n\n".join(own) + "\n\n"
    size = (SHORTEST + LONGEST) // 2
    fit = [(joined * 2)[k * 977 % len(joined) :][:size] for k in range(ARTICLES)]
    return fit, f"{len(fit)} pieces of the project's own texts"


def peer(text: str) -> None:
    """Entities of underthesea, line by line: its time grows faster than a text without breaks."""
    from underthesea import ner

    with contextlib.redirect_stdout(io.StringIO()):
        for line in text.split("\n"):
            if line.strip():
                ner(line)


def look(docs: Iterable[Any], layers: tuple[str, ...]) -> None:
    """Makes every object of the layers."""
    for doc in docs:
        for layer in layers:
            for _ in getattr(doc, layer):
                pass


def prepared(call: Callable[..., Any], given: Any, layers: tuple[str, ...]) -> Any:
    """Asks for these layers alone, or for all where nothing less can be asked for."""
    if layers != LAYERS and "layers" in inspect.signature(call).parameters:
        return call(given, layers=layers)
    return call(given)


@dataclass
class Row:
    """One thing to measure: a call that treats a number of articles."""

    name: str
    articles: int
    call: Callable[[], object]
    seconds: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        """Milliseconds of CPU an article, the median of the rounds."""
        return 1000 * median(self.seconds) / self.articles


def service(op: dict[str, Any], texts: list[str]) -> Callable[[], object]:
    """What a worker of the service does for each request, JSON included, HTTP not."""
    from vntext.integrations.service.tasks import run_task

    nlp = vntext.Pipeline()
    return lambda: [run_task(nlp, {"op": "analyze", "text": t, **op}) for t in texts]


def speed_rows(texts: list[str]) -> list[Row]:
    few = texts[:ONE_BY_ONE]
    rows = [Row("underthesea, NER", PEER, lambda: [peer(t) for t in texts[:PEER]])]
    for name, layers in (
        ("pipe, everything looked at", LAYERS),
        ("pipe, entities and people", ("entities", "people")),
        ("pipe, words", ("words",)),
    ):
        rows.append(
            Row(
                name,
                len(texts),
                lambda y=layers: look(prepared(vntext.pipe, texts, y), y),
            )
        )
    for name, layers in (("everything", LAYERS), ("entities", ("entities",))):
        rows.append(
            Row(
                f"analyze one by one, {name}",
                len(few),
                lambda y=layers: look((prepared(vntext.analyze, t, y) for t in few), y),
            )
        )
    for name, call in (
        ("word_tokenize", vntext.word_tokenize),
        ("sent_tokenize", vntext.sent_tokenize),
        ("find_entities", vntext.find_entities),
        ("summarize", vntext.summarize),
        ("keyphrases", vntext.keyphrases),
    ):
        rows.append(Row(name, len(few), lambda c=call: [c(t) for t in few]))
    rows.append(Row("service, /v1/analyze", len(few), service({}, few)))
    rows.append(Row("service, /v1/words", len(few), service({"layers": ["words"]}, few)))
    return rows


def speed(texts: list[str], rounds: int) -> list[list[str]]:
    rows = speed_rows(texts)
    for row in rows:
        row.call()  # models and patterns are there before the clock runs
    for _ in range(rounds):
        for row in rows:
            gc.collect()
            start = time.process_time()
            row.call()
            row.seconds.append(time.process_time() - start)
    slow = rows[0].ms
    out = [["", "ms an article", "articles a CPU second", "x underthesea", "lowest to highest ms"]]
    for row in rows:
        each = [1000 * s / row.articles for s in (min(row.seconds), max(row.seconds))]
        out.append(
            [
                row.name,
                f"{row.ms:.3g}",
                f"{1000 / row.ms:,.0f}",
                f"{slow / row.ms:,.0f}",
                f"{each[0]:.3g} - {each[1]:.3g}",
            ]
        )
    ratio = rows[-2].ms / rows[-1].ms
    out.append(["service: analyze to words", f"1 : {ratio:.1f}", "", "", ""])
    return out


def values(texts: list[str], rounds: int) -> list[list[str]]:
    return shares.table(texts, rounds, LAYERS, look)


def cold(texts: list[str], rounds: int) -> list[list[str]]:
    return fresh.table(texts, rounds, LAYERS)


def memory(texts: list[str], _: int) -> list[list[str]]:
    out = [["a Document", "bytes held", "after a look at everything", "bytes pickled"]]
    mine, other = texts[:20], texts[20:40]

    def one_by_one(texts: list[str], layers: tuple[str, ...]) -> list[Any]:
        return [prepared(vntext.analyze, t, layers) for t in texts]

    def piped(texts: list[str], layers: tuple[str, ...]) -> list[Any]:
        return list(prepared(vntext.pipe, texts, layers))

    for name, make, layers in (
        ("of analyze", one_by_one, LAYERS),
        ("of analyze, entities alone", one_by_one, ("entities",)),
        ("of pipe", piped, LAYERS),
    ):
        docs, others = make(mine, layers), make(other, layers)
        before = held.held(docs, others)
        look(docs, LAYERS)
        after = held.held(docs, others)
        # last, and of others: a pickle leaves the UTF-8 of every text that it wrote in memory
        out.append([name, f"{before:,.0f}", f"{after:,.0f}", f"{held.pickled(others):,.0f}"])
    size = f"{mean(map(len, mine)):,.0f} characters"
    out.append(["(their texts, which do not count)", size, "", ""])
    return out


PUBLIC = (
    "word_tokenize",
    "sent_tokenize",
    "find_entities",
    "find_people",
    "find_legal_references",
    "summarize",
    "keyphrases",
    "brief",
    "normalize",
    "restore_diacritics",
)
SIZE = 100_000  # characters, and twice that
SLOW = 1.0  # seconds; noise is small beside it, and once is enough


def growth(_: list[str], rounds: int) -> list[list[str]]:
    units = ("An ", "Luật ")
    out = [["CPU s at 200,000 characters (over that at 100,000)", *(f'"{u}"' for u in units)]]
    calls = {name: getattr(vntext, name) for name in PUBLIC}
    calls["analyze, everything looked at"] = lambda t: look([vntext.analyze(t)], LAYERS)
    for name, call in calls.items():
        cells = []
        for unit in units:
            best = []
            for size in (SIZE, 2 * SIZE):
                text = (unit * size)[:size]
                times = []
                for _ in range(min(rounds, 3)):
                    start = time.process_time()
                    call(text)
                    times.append(time.process_time() - start)
                    if times[-1] > SLOW:
                        break
                best.append(min(times))  # noise only adds, and a ratio shows it
            cells.append(f"{best[1]:.3f} (x {best[1] / max(best[0], 1e-6):.1f})")
        out.append([name, *cells])
    return out


PARTS = {"speed": speed, "values": values, "cold": cold, "memory": memory, "growth": growth}


def show(table: list[list[str]], markdown: bool) -> None:
    if markdown:
        rule = ["---", *("--:" for _ in table[0][1:])]
        for row in [table[0], rule, *table[1:]]:
            print(f"| {' | '.join(row)} |")
    else:
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for row in table:
            cells = itertools.starmap(str.rjust, zip(row[1:], widths[1:], strict=True))
            print("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    print(flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--markdown", action="store_true", help="tables for the documentation")
    parser.add_argument("--parts", default=",".join(PARTS), help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    args = parser.parse_args()
    parts = args.parts.split(",")
    if unknown := [p for p in parts if p not in PARTS]:
        parser.error(f"no such part: {', '.join(unknown)}")
    texts, what = press()
    length = f"{mean(map(len, texts)):,.0f} characters, {mean(len(t.encode()) for t in texts):,.0f}"
    layers = "layers" in inspect.signature(vntext.analyze).parameters
    print(f"{what} of {length} bytes; vntext of {pathlib.Path(vntext.__file__).parent}")
    print(f"Layers {'can' if layers else 'cannot'} be asked for one by one.\n", flush=True)
    for part in parts:
        show(PARTS[part](texts, max(1, args.rounds)), args.markdown)


if __name__ == "__main__":
    main()

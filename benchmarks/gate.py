"""The accuracy gate: figures on annotated texts and corpora against the floors in `floors.toml`.

usage: python benchmarks/gate.py [--shared FOLDER]

The project's own annotated texts (`gold/`) are always measured. The annotated articles and corpora
in FOLDER (``../shared``; eval/score.py and data) are not part of the project: a group of figures
whose data is not there is named as SKIPPED. The gate fails for a figure below its floor, a floor
that nothing measures while its data is there, and a figure that has no floor. The last line says
what was measured; the exit status is 0 if nothing failed, 1 if something did.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import own_gold

HERE = pathlib.Path(__file__).resolve().parent
ARTICLES = 300  # of each source, for accents and encodings
LINES = 700
FEW = 20  # annotations; a figure over fewer jumps by points with one of them


@dataclass(frozen=True)
class Group:
    """Figures that one run gives.

    Attributes:
        measure: Gives the figures by name, from 0 to 100; takes the shared folder.
        needs: Files and folders of the shared folder without which there is nothing to measure.
    """

    measure: Callable[[pathlib.Path], dict[str, float]]
    needs: tuple[str, ...] = ()


@dataclass
class Outcome:
    """What became of the floors, by ``group: figure``."""

    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)  # groups

    def summary(self) -> str:
        """The last line of the report."""
        out = f"{len(self.passed)} passed, {len(self.failed)} failed, {len(self.skipped)} SKIPPED"
        out = f"GATE {'FAILED' if self.failed else 'PASSED'}: {out}"
        if self.failed:
            out += f" ({'; '.join(self.failed)})"
        if self.skipped:
            out += f"; only measured: {', '.join(self.measured) or 'nothing'}"
        return out


def own(_: pathlib.Path) -> dict[str, float]:
    """The project's own texts: people, titles, organisations and so on."""
    import own_gold

    return _own_figures(own_gold.read())


def own_wide(_: pathlib.Path) -> dict[str, float]:
    """The same on its own texts of encyclopedia, social networks and other kinds of talk."""
    import own_gold

    figures = _own_figures(own_gold.read(own_gold.FOLDER / "wide"))
    # roles were not looked at, and few references to laws are there
    return {k: v for k, v in figures.items() if k not in ("roles", "LAW", "legal fields")}


def _own_figures(texts: Sequence[own_gold.Text]) -> dict[str, float]:
    from vntext import analyze
    from vntext.evaluate import compare_documents

    figures = compare_documents(
        [t.to_document() for t in texts],
        [analyze(t.text) for t in texts],
        [t.unsure() for t in texts],
    )
    return figures.percentages()


def annotated(folder: str) -> Callable[[pathlib.Path], dict[str, float]]:
    """The same figures by the scorer in the shared folder, on the articles of a folder there."""

    def measure(shared: pathlib.Path) -> dict[str, float]:
        run = subprocess.run(
            [sys.executable, str(shared / "eval/score.py"), str(shared / folder), "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
        rows = {k: r for k, r in json.loads(run.stdout).items() if isinstance(r, dict)}
        figures = {k: r.get("f1", r.get("accuracy")) for k, r in rows.items() if r["gold"] >= FEW}
        return {k: value for k, value in figures.items() if value is not None}

    return measure


def words(_: pathlib.Path) -> dict[str, float]:
    """F1 of the word segmenter on the treebank."""
    import words

    return words.figures(words.tokenize)


def _articles(shared: pathlib.Path) -> dict[str, list[str]]:
    import normalize

    return {
        "press": normalize.articles(shared / "data", "press-articles.jsonl", ARTICLES),
        "vietnews-val": normalize.articles(shared / "data", "vietnews-val.jsonl.xz", ARTICLES),
    }


def accents(shared: pathlib.Path) -> dict[str, float]:
    """Accents stripped and put back."""
    import normalize

    out = {}
    for source, texts in _articles(shared).items():
        restored = [normalize.restore_diacritics(normalize.strip_diacritics(t)) for t in texts]
        out[source] = 100 * normalize.right_syllables(texts, restored)[0]
    return out


def encodings(shared: pathlib.Path) -> dict[str, float]:
    """Lines pushed through legacy encodings and read back."""
    import normalize

    texts = _articles(shared).values()
    lines = [line for own in texts for line in normalize.long_lines(own, LINES)]
    return {k: normalize.lines_right(lines, f)[0] for k, f in normalize.ENCODERS.items()}


def values_own(_: pathlib.Path) -> dict[str, float]:
    """Relations in the project's own texts, and its own addresses."""
    import values

    return values.own_figures()


def values_dev(shared: pathlib.Path) -> dict[str, float]:
    """Values of dates, codes of places, quotations and speakers in annotated articles."""
    import values

    found = values.figures(shared / VALUES_GOLD, shared / "data/gold/dev")
    # what only falls when things get better has no floor
    return {k: figure for k, (figure, many) in found.items() if many >= FEW and k != "places wrong"}


VALUES_GOLD = "data/values/dev.gold.jsonl"
ARTICLE_FILES = ("data/press-articles.jsonl", "data/vietnews-val.jsonl.xz")
GROUPS = {
    "own": Group(own),
    "own-wide": Group(own_wide),
    "dev": Group(annotated("data/gold/dev"), ("eval/score.py", "data/gold/dev")),
    "dev-wide": Group(annotated("data/gold/dev-wide"), ("eval/score.py", "data/gold/dev-wide")),
    "values-own": Group(values_own),
    "values-dev": Group(values_dev, (VALUES_GOLD, "data/gold/dev")),
    "words": Group(words, ("data/vtb",)),
    "accents": Group(accents, ARTICLE_FILES),
    "encodings": Group(encodings, ARTICLE_FILES),
}


def _measure(group: Group, shared: pathlib.Path) -> tuple[dict[str, float], str]:
    """The figures of a group, or none and what went wrong."""
    try:
        return group.measure(shared), ""
    except subprocess.CalledProcessError as e:
        return {}, str(e.stderr or e).strip().rpartition("\n")[2]
    except Exception as e:  # whatever stops a group fails the gate by name
        return {}, f"{type(e).__name__}: {e}"


def _judge(outcome: Outcome, name: str, floor: float | None, now: float | None) -> str:
    """Notes how a figure did; gives its line of the report."""
    where, figure = name.split(": ", 1)
    # not `now < floor`: that lets a figure pass that is no number
    ok = floor is not None and now is not None and now >= floor
    (outcome.passed if ok else outcome.failed).append(name)
    cells = ["-" if x is None else f"{x:.2f}" for x in (floor, now)]
    why = "NOT MEASURED" if now is None else "NO FLOOR" if floor is None else "BELOW THE FLOOR"
    return f"{where:12}{figure:26}{cells[0]:>8}{cells[1]:>8}{'' if ok else '  ' + why}"


def run(
    floors: Mapping[str, Mapping[str, float]],
    groups: Mapping[str, Group],
    shared: pathlib.Path,
    say: Callable[[str], None] = print,
) -> Outcome:
    """Measures what can be measured and reports it line by line.

    Args:
        floors: Floors by group and figure.
        groups: How each group is measured.
        shared: The folder beside the project; it may be absent.
        say: Takes the lines of the report.
    """
    outcome = Outcome()
    say(f"{'':12}{'figure':26}{'floor':>8}{'now':>8}")
    for where in [*floors, *(g for g in groups if g not in floors)]:
        wanted = floors.get(where, {})
        if where not in groups:
            outcome.failed += [f"{where}: {figure}" for figure in wanted] or [where]
            say(f"{where:12}NO SUCH GROUP OF FIGURES: {', '.join(wanted)}")
            continue
        if missing := [x for x in groups[where].needs if not (shared / x).exists()]:
            outcome.skipped += [f"{where}: {figure}" for figure in wanted]
            say(f"{where:12}SKIPPED: {'; '.join(wanted)} (no {shared / missing[0]})")
            continue
        figures, error = _measure(groups[where], shared)
        outcome.measured.append(where)
        if error or not figures:
            say(f"{where:12}COULD NOT BE MEASURED: {error or 'no figures'}")
            if not wanted:
                outcome.failed.append(where)
        for figure in [*wanted, *(f for f in figures if f not in wanted)]:
            say(_judge(outcome, f"{where}: {figure}", wanted.get(figure), figures.get(figure)))
    if not outcome.passed and not outcome.failed:
        outcome.failed.append("nothing was measured")
    return outcome


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, help="default: ../shared beside the project")
    given = parser.parse_args(argv).shared
    if given is not None and not given.is_dir():
        # who names a folder wants it measured
        parser.error(f"{given} is no folder")
    shared = given or HERE.parents[1] / "shared"
    os.environ["VNTEXT_DATA"] = str(shared / "data")
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf8"))
    outcome = run(floors, GROUPS, shared)
    print(outcome.summary())
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())

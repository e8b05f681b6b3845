"""Builds the tables of acts: `data/legal/acts.tsv` and `data/legal/law_numbers.tsv`.

usage: python training/acts.py SHARED/data/legal/acts.tsv

The input holds facts of acts (number, type, name, issuer, dates, what amends or replaces what)
with how sure they are and how often an act is cited. All laws, codes and ordinances are taken;
other acts where their name is sure and at least two pages cite them. Names that are longer than 160
characters are cut at a word. A law replaces the earlier one of its name. Afterwards: python
training/manifest.py.
"""

import csv
import pathlib
import re
import sys
from itertools import pairwise

DATA = pathlib.Path(__file__).parents[1] / "src/vntext/data/legal"
LAWS = ("luật", "bộ luật", "pháp lệnh")
COLUMNS = ("number", "type", "name", "short", "issuer", "date", "effect", "amends", "replaces")
LONGEST = 160
AS_OF = "2025-11-28"

ACTS_HEAD = f"""# Acts of Vietnam, facts: number, type, name, short names, issuer, date of issue,
# first day of effect, what it amends and what it replaces (numbers, "; " between them).
# Empty: not known. Stand: {AS_OF}
"""
NUMBERS_HEAD = """# Numbers of laws and ordinances: number, type, year, name without type. The
# name is empty for one that amends others: it is known by its number.
"""


def short_name(name: str) -> str:
    name = " ".join(name.split())
    if len(name) <= LONGEST:
        return name
    return name[:LONGEST].rsplit(" ", 1)[0] + "…"


def sentence_case(name: str, kind: str) -> str:
    """A name without its type, without capitals all over."""
    bare = re.sub(rf"^{kind}\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    return bare.capitalize() if bare.isupper() else bare


def succeed(rows: list[dict[str, str]]) -> None:
    """A law replaces the earlier one of its name, whether or not a text was found that says so."""
    named: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        name = sentence_case(row["name"], row["type"]).lower()
        if row["type"] in LAWS and name and not re.match(r"sửa đổi|bổ sung", name) and row["date"]:
            named.setdefault((row["type"], name), []).append(row)
    for same in named.values():
        same.sort(key=lambda row: row["date"])
        for before, after in pairwise(same):
            listed = [n for n in after["replaces"].split("; ") if n]
            if before["number"] not in listed:
                after["replaces"] = "; ".join([*listed, before["number"]])


def main() -> None:
    with open(sys.argv[1], encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    succeed(rows)
    acts, numbers = [], []
    for row in rows:
        law = row["type"] in LAWS
        sure = row["confidence"] != "low" and row["name"] and int(row["docs"] or 0) > 1
        if not law and not sure:
            continue
        row["name"] = short_name(row["name"])
        acts.append("\t".join(row[c] for c in COLUMNS))
        if law and "QH" in row["number"]:
            name = sentence_case(row["name"], row["type"])
            if re.match(r"sửa đổi|bổ sung|về việc|\W*$", name.lower()):
                name = ""
            year = row["date"][:4] or row["number"].split("/")[1]
            numbers.append(f"{row['number']}\t{row['type']}\t{year}\t{name}")
    (DATA / "acts.tsv").write_text(ACTS_HEAD + "\n".join(acts) + "\n", "utf8")
    (DATA / "law_numbers.tsv").write_text(NUMBERS_HEAD + "\n".join(sorted(numbers)) + "\n", "utf8")
    print(f"{len(acts)} acts, {len(numbers)} numbers of laws")


if __name__ == "__main__":
    main()

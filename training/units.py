"""Writes the tables of administrative units of `src/vntext/data/values` from published lists.

usage: python training/units.py LISTS

LISTS holds admin-units-until-2025-06.tsv, admin-units-since-2025-07.tsv, admin-units-succession.tsv
and admin-provinces-succession.tsv. Coordinates are cut to three decimals, about a hundred metres.
"""

import csv
import pathlib
import sys

OUT = pathlib.Path(__file__).parents[1] / "src/vntext/data/values"
SPECIAL = "Đặc khu "
LEVELS = {"province": "p", "district": "d", "commune": "c"}


def rows(path: pathlib.Path) -> list[list[str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def degrees(value: str) -> str:
    return f"{float(value):.3f}" if value else ""


def main(folder: str) -> None:
    lists = pathlib.Path(folder)
    for era in ("until-2025-06", "since-2025-07"):
        out = [
            f"# Administrative units of Vietnam {era.replace('-', ' ', 1)}.",
            "# level: p province, d district, c commune. lat, lon: degrees.",
            "code\tlevel\tname\tparent\tlat\tlon",
        ]
        for code, level, name, parent, lat, lon, *_ in rows(lists / f"admin-units-{era}.tsv"):
            row = (code, LEVELS[level], name, parent, degrees(lat), degrees(lon))
            out.append("\t".join(row))
        (OUT / f"units-{era}.tsv").write_text("\n".join(out) + "\n", "utf8")
    names = {}  # of the special units, whose districts had no communes
    for code, _, name, *_ in rows(lists / "admin-units-since-2025-07.tsv"):
        if name.startswith(SPECIAL):
            names[name.removeprefix(SPECIAL)] = code
    until = rows(lists / "admin-units-until-2025-06.tsv")
    parents = {row[3] for row in until}
    islands = [(r[0], r[2].partition(" ")[2]) for r in until if r[1] == "district"]
    islands = [(code, name) for code, name in islands if code not in parents]
    out = [
        "# Which unit went into which in July 2025.",
        "# share: how much of it; empty for the whole, m for the main part, p for a part.",
        "until\tsince\tshare",
    ]
    for old, new in rows(lists / "admin-provinces-succession.tsv"):
        out.append(f"{old}\t{new}\t")
    for code, name in islands:
        out.append(f"{code}\t{names[name]}\t")
    for old, new, share in rows(lists / "admin-units-succession.tsv"):
        out.append(f"{old}\t{new}\t{ {'whole': '', 'main part': 'm', 'part': 'p'}[share] }")
    (OUT / "succession.tsv").write_text("\n".join(out) + "\n", "utf8")


if __name__ == "__main__":
    main(sys.argv[1])

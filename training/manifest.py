"""Writes the checksums of `src/vntext/data/manifest.toml` anew; keeps licence and source.

usage: python training/manifest.py

Before that it writes the TOML tables as JSON, which is read faster: `src/vntext/data/tables.jsonl`,
a line for each table with its name, the checksum of the TOML file and what that holds.

A new file gets an empty licence and source, which the tests refuse: fill them in.
"""

import hashlib
import json
import pathlib
import tomllib

DATA = pathlib.Path(__file__).parents[1] / "src/vntext/data"

BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_parsed(manifest: pathlib.Path) -> None:
    """Writes the tables as JSON."""
    rows = []
    for file in sorted(p for p in DATA.rglob("*.toml") if p != manifest):
        content = file.read_bytes()
        name, checksum = file.relative_to(DATA).as_posix(), hashlib.sha256(content).hexdigest()
        table = json.dumps(tomllib.loads(content.decode("utf8")), ensure_ascii=False)
        # some breaks of lines are letters to JSON
        table = "".join(rf"\u{ord(c):04x}" if c in BREAKS else c for c in table)
        rows.append(f"{name}\t{checksum}\t{table}\n")
    (DATA / "tables.jsonl").write_text("".join(rows), "utf8", newline="\n")


def main() -> None:
    path = DATA / "manifest.toml"
    write_parsed(path)
    old = tomllib.loads(path.read_text("utf8")) if path.exists() else {}
    out = ["# Every table and model of the package. Checksums: python training/manifest.py\n"]
    for file in sorted(p for p in DATA.rglob("*") if p.is_file() and p != path):
        name = file.relative_to(DATA).as_posix()
        row = old.get(name, {})
        out.append(
            f"[{quoted(name)}]\n"
            f"sha256 = {quoted(hashlib.sha256(file.read_bytes()).hexdigest())}\n"
            f"licence = {quoted(row.get('licence', ''))}\n"
            f"source = {quoted(row.get('source', ''))}\n"
        )
    below = "\n".join(out)
    # the seal of the manifest itself: see vntext/resources.py
    seal = hashlib.sha256(below.encode()).hexdigest()
    path.write_text(f"# sha256 of the lines below: {seal}\n{below}", "utf8")


if __name__ == "__main__":
    main()

"""Writes the checksums of `src/vntext/data/manifest.toml` anew; keeps licence and source.

usage: python training/manifest.py

A new file gets an empty licence and source, which the tests refuse: fill them in.
"""

import hashlib
import pathlib
import tomllib

DATA = pathlib.Path(__file__).parents[1] / "src/vntext/data"


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    path = DATA / "manifest.toml"
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

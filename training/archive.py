"""Writes the columns of models, for the scripts of this folder.

usage: python training/archive.py FILE...

With files of columns (``.npz`` or ``.safetensors``) it lists what they hold; an ``.npz`` file is
written again as ``.safetensors`` beside it.
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    Columns = Mapping[str, np.ndarray[Any, Any]]

TYPES = {
    "bool": "BOOL",
    **{f"int{n}": f"I{n}" for n in (8, 16, 32, 64)},
    **{f"uint{n}": f"U{n}" for n in (8, 16, 32, 64)},
    **{f"float{n}": f"F{n}" for n in (32, 64)},
}


def save(path: pathlib.Path, columns: Columns) -> None:
    """Writes columns in the layout of safetensors; the same columns give the same file.

    Wide items come first, so that every column lies where its type wants it to.
    """
    found = {name: np.ascontiguousarray(column) for name, column in columns.items()}
    # a scalar stays one: ascontiguousarray makes a column of it
    shapes = {name: list(np.shape(column)) for name, column in columns.items()}
    order = sorted(found, key=lambda name: (-found[name].itemsize, name))
    header: dict[str, Any] = {}
    at = 0
    for name in order:
        column = found[name]
        header[name] = {
            "dtype": TYPES[column.dtype.name],
            "shape": shapes[name],
            "data_offsets": [at, at + column.nbytes],
        }
        at += column.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 64)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(len(text).to_bytes(8, "little") + text)
        for name in order:
            out.write(found[name].astype(found[name].dtype.newbyteorder("<")).tobytes())


def load(path: pathlib.Path) -> dict[str, np.ndarray[Any, Any]]:
    """Reads what `save` wrote, for files that are not in the package (yet)."""
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    kinds = {name: np.dtype(kind).newbyteorder("<") for kind, name in TYPES.items()}
    columns = {}
    for name, row in json.loads(content[8:start]).items():
        first, last = (start + x for x in row["data_offsets"])
        columns[name] = np.frombuffer(content[first:last], kinds[row["dtype"]]).reshape(
            row["shape"]
        )
    return columns


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for path in map(pathlib.Path, sys.argv[1:]):
        if path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as z:
                columns = {name: z[name] for name in z.files}
            save(path.with_suffix(".safetensors"), columns)
        else:
            columns = load(path)
        for name, column in columns.items():
            print(f"{path.name}\t{name}\t{column.dtype}\t{column.shape}")


if __name__ == "__main__":
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__)
    else:
        main()

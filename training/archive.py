"""Writes the columns of models, for the scripts of this folder."""

import io
import pathlib
import zipfile
import zlib

import numpy as np

DENSE = 0.9  # what shrinks to no less than this part is stored as it is, which loads faster


def save(path: pathlib.Path, arrays: dict[str, np.ndarray], dense: float = DENSE) -> None:
    """Writes an ``.npz`` file that is the same each time (no dates inside).

    Args:
        path: The file.
        arrays: The columns by name.
        dense: What shrinks to no less than this part is stored as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as z:
        for name, column in sorted(arrays.items()):
            out = io.BytesIO()
            np.lib.format.write_array(out, np.ascontiguousarray(column), allow_pickle=False)
            content = out.getvalue()
            stored = len(zlib.compress(content)) > dense * len(content)
            method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            z.writestr(zipfile.ZipInfo(f"{name}.npy"), content, method, compresslevel=9)

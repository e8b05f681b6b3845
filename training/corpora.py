"""Where the training scripts find their data and put what they make.

Every script reads from one folder: the argument ``--data``, or the environment variable
``VNTEXT_DATA``. `DATA.md` beside this file says what it must hold. What a script makes goes to the
package's folder of data, or to the folder that ``--out`` names, under the same name.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import pathlib
import time
from typing import TYPE_CHECKING, Any

import manifest
from vntext import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = pathlib.Path(__file__).parents[1] / "src/vntext/data"

T0 = time.time()


def say(*parts: object) -> None:
    """Prints where the training is, after the seconds since its start."""
    print(f"[{time.time() - T0:5.0f} s]", *parts, flush=True)


def arguments(doc: str | None, *, reads: bool = True) -> argparse.ArgumentParser:
    """The arguments that all scripts share.

    Args:
        doc: The docstring of the script.
        reads: Whether the script reads the folder of data.
    """
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if reads:
        parser.add_argument(
            "--data", type=use, metavar="FOLDER", help="instead of the variable VNTEXT_DATA"
        )
    parser.add_argument(
        "--out", type=pathlib.Path, metavar="FOLDER", default=PACKAGE,
        help="folder for what is made, instead of the data of the package",
    )  # fmt: skip
    return parser


def use(given: str) -> pathlib.Path:
    """Sets the folder of data."""
    os.environ["VNTEXT_DATA"] = given
    return pathlib.Path(given)


def folder() -> pathlib.Path:
    """The folder of data."""
    given = os.environ.get("VNTEXT_DATA")
    if not given:
        raise SystemExit(
            "no training data: name their folder with --data or the variable VNTEXT_DATA; "
            "training/DATA.md says what it must hold"
        )
    return pathlib.Path(given)


def file(name: str) -> pathlib.Path:
    """A file or folder of the data.

    Args:
        name: Its name below the folder, with ``/``.
    """
    path = folder() / name
    if not path.exists():
        raise SystemExit(
            f"no training data: {path} is missing; training/DATA.md says where it comes from"
        )
    return path


def lines(name: str) -> Iterator[str]:
    """Lines of a text, without their breaks; ``.xz`` files are unpacked."""
    path = file(name)
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf8") as rows:
        for line in rows:
            yield line.rstrip("\n")


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Objects of a ``.jsonl`` or ``.jsonl.xz`` file."""
    return map(json.loads, lines(name))


def gold(part: str) -> list[dict[str, Any]]:
    """The annotated texts of a part: ``"train"``, ``"dev"`` or ``"dev-wide"``, by their ids.

    The part ``"dev-wide"``, texts of other genres that are only looked at, may be missing.
    """
    if part == "dev-wide" and not (folder() / "gold" / part).exists():
        return []
    return [json.loads(p.read_text("utf8")) for p in sorted(file(f"gold/{part}").glob("*.json"))]


def made(out: pathlib.Path, name: str, text: str | None = None) -> pathlib.Path:
    """Puts down a table or model, and in the package also its checksum.

    Args:
        out: The folder of ``--out``.
        name: Name below the folder, with ``/``.
        text: The content; None where the file was written already.

    Returns:
        Where the file is.
    """
    path = out / name
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
    if out.resolve() == PACKAGE.resolve():
        manifest.main()
    print(f"{path}: {path.stat().st_size} bytes", flush=True)
    return path


def read_instead(name: str, path: pathlib.Path) -> None:
    """Lets this process read a table of the package from elsewhere: the one that was just made.

    What was read from the old table before must be forgotten by the caller.
    """
    plain = resources._read
    content = path.read_bytes()
    resources._read = lambda asked: content if asked == name else plain(asked)
    for cached in (resources.load_lines, resources.load_toml, resources._columns):
        cached.cache_clear()

"""How far a corpus is: one small file, replaced when a part is done, that a kill cannot damage."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from vntext.errors import InvalidOptionError
from vntext.integrations.corpus.output import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Progress", "Store"]

LOCK_SECONDS: Final = 5.0
"""How long the workers of a run that was killed may take to go."""


@dataclass(slots=True)
class Progress:
    """What is done.

    Attributes:
        parts: Parts that are done.
        file: Number of the file that the last row was in.
        row: Number of that row in it.
        good: Rows that were written.
        bad: Rows that were not, and stand in the side files.
        done: Whether that was all.
    """

    parts: int = 0
    file: int = 0
    row: int = 0
    good: int = 0
    bad: int = 0
    done: bool = False


class Store:
    """The folder of a corpus with what is known of it.

    Args:
        folder: The folder.
        run: What makes one run of it the same as another: the files and the options.

    Raises:
        InvalidOptionError: If the folder holds something else.
    """

    def __init__(self, folder: Path, run: dict[str, Any]) -> None:
        self.folder = folder
        self._own = folder / "_vntext"
        self._run = json.loads(json.dumps(run))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other processes out of the folder.

        Raises:
            InvalidOptionError: If another one is at work there.
        """
        self._own.mkdir(parents=True, exist_ok=True)
        with open(self._own / "lock", "a+b") as file:
            until = time.monotonic() + LOCK_SECONDS
            while not _lock(file):
                if time.monotonic() > until:
                    raise InvalidOptionError(f"another process is writing to {self.folder}")
                time.sleep(0.05)
            yield

    def start(self, *, overwrite: bool) -> Progress:
        """What is done already; nothing in a new folder, or with ``overwrite``.

        Raises:
            InvalidOptionError: If the folder holds the results of another run, or other files.
        """
        known = _read(self._own / "run.json")
        strange = [
            p.name
            for p in self.folder.iterdir()
            if p.name != "_vntext" and not (known and (p.name == "_bad" or _is_part(p)))
        ]
        if strange and not known:
            raise InvalidOptionError(
                f"{self.folder} holds other files ({strange[0]} ...); name an empty folder"
            )
        if known and not overwrite and known != self._run:
            keys = [k for k in self._run if known.get(k) != self._run[k]]
            raise InvalidOptionError(
                f"{self.folder} holds the results of another run: {', '.join(keys)} differ; name "
                "another folder, or write over it with --overwrite"
            )
        for path in self._own.iterdir():
            if path.name.startswith(("part-", "bad-")) or path.suffix == ".new":
                path.unlink()  # of a part that was not finished
        if known and overwrite:
            (self._own / "state.json").unlink(missing_ok=True)
            for path in [*self.folder.glob("part-*"), *self.folder.glob("_bad/part-*")]:
                path.unlink()
            known = None
        if not known:
            self._write("run.json", self._run)
        state = _read(self._own / "state.json")
        return Progress(**state) if state else Progress()

    def save(self, progress: Progress) -> None:
        """From here on that much is done."""
        self._write("state.json", asdict(progress))

    def _write(self, name: str, value: dict[str, Any]) -> None:
        made = self._own / f"{name}.new"
        made.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
        replace(made, self._own / name)


def _is_part(path: Path) -> bool:
    return path.name.startswith("part-")


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return found


def _lock(file: Any) -> bool:
    """Takes the lock of a file, which goes with the process."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

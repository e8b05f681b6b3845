"""The notebooks of the examples run from top to bottom and show what they promise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
for package in ("ipykernel", "pandas", "matplotlib"):
    pytest.importorskip(package, reason=f"{package} is not installed")

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(name: str, monkeypatch) -> list[dict]:
    """The data of everything that the cells show."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
    book = nbformat.read(EXAMPLES / name, as_version=4)
    client = nbclient.NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}
    )
    client.execute()
    return [
        output.get("data") or {"text/plain": output.get("text", "")}
        for cell in book.cells
        for output in cell.get("outputs", ())
    ]


def test_one_article(monkeypatch) -> None:
    shown = run("one_article.ipynb", monkeypatch)
    html = "\n".join(s.get("text/html", "") for s in shown)
    assert '<div class="vnt ' in html
    assert "Lò Thị Minh Khuê" in html
    assert "57-NQ/TW" in html
    assert any("times the size" in s["text/plain"] for s in shown)


def test_folder_of_articles(monkeypatch) -> None:
    shown = run("folder_of_articles.ipynb", monkeypatch)
    assert sum("image/png" in s for s in shown) == 2
    html = "\n".join(s.get("text/html", "") for s in shown)
    for part in ("Đoàn Minh Trí", "Hà Thu Phương", "57-NQ/TW", "20-NQ/TW"):
        assert part in html
    assert "Hoài Thu" not in html  # authors are left out

"""The documentation: every public name is described, every Vietnamese page has its English twin."""

import importlib
import re
from pathlib import Path

import pytest

import vntext

DOCS = Path(__file__).parents[1] / "docs"
VIETNAMESE = sorted(p.name for p in (DOCS / "vi").glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")


def described() -> list[object]:
    """What the reference describes."""
    out = []
    page = (DOCS / "api.md").read_text("utf8")
    for module, members in re.findall(r"automodule:: (\S+)\n   :members:(.*)", page):
        try:
            found = importlib.import_module(module)
        except ImportError:  # of an extra; none of its names is one of the package
            if module.startswith("vntext.integrations."):
                continue
            raise
        names = [n.strip() for n in members.split(",")] if members.strip() else found.__all__
        out += [getattr(found, name) for name in names]
    return out


def test_the_reference_describes_every_public_name() -> None:
    known = described()
    missing = [n for n in vntext.__all__ if not any(getattr(vntext, n) is o for o in known)]
    assert missing == ["__version__"]


@pytest.mark.parametrize("name", VIETNAMESE)
def test_pages_in_both_languages_lead_to_one_another(name) -> None:
    (twin,) = re.findall(r"^\[English\]\(\.\./([\w-]+\.md)\)$", read(f"vi/{name}"), re.MULTILINE)
    assert f"[Tiếng Việt](vi/{name})" in read(twin).splitlines()


def test_every_page_is_in_the_navigation() -> None:
    listed = set()
    for index in ("index.md", "vi/index.md"):
        folder = Path(index).parent
        for tree in re.findall(r"```\{toctree\}\n(.*?)```", read(index), re.DOTALL):
            names = [x for x in tree.split() if not x.startswith(":")]
            listed |= {p for n in names for p in DOCS.glob(f"{folder / n}.md")}
    pages = {p for p in DOCS.rglob("*.md") if "_build" not in p.parts}
    assert pages - listed == {DOCS / "index.md"}


@pytest.mark.parametrize("page", sorted(p.relative_to(DOCS) for p in DOCS.rglob("*.md")), ids=str)
def test_links_lead_to_files(page) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", read(page), flags=re.DOTALL)
    for target in LINK.findall(text):
        if not re.match(r"\w+:|#", target):
            assert (DOCS / page.parent / target.partition("#")[0]).exists(), target


def read(page: str | Path) -> str:
    return (DOCS / page).read_text("utf8")

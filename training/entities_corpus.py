"""Texts that the entity tagger learns from: gold articles and unlabelled news, as plain strings."""

from __future__ import annotations

import hashlib
import itertools
import os
import pathlib
import re
from typing import TYPE_CHECKING, Any

import corpora
from corpora import gold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "annotated", "genres", "gold", "mixed", "opening", "own", "unlabelled", "unmarked",
    "untokenized",
]  # fmt: skip

ANNOTATIONS = pathlib.Path(__file__).parent / "annotations/names.tsv"
OWN = pathlib.Path(os.environ.get("VNTEXT_OWN", pathlib.Path(__file__).parent / "annotations/own"))
"""Texts written for the project; a try that need not be good names a folder with few of them."""
MARKS = {"P": "PER", "T": "TITLE", "O": "ORG", "L": "LOC", "X": "X"}
MARK = re.compile(r"\[|\]([PTOLX])")
SOURCES = {
    "wide-texts.jsonl": "wide",
    "dantri-sentences.jsonl.xz": "dantri",
    "viwiki.jsonl.xz": "wiki",
    "press-articles.jsonl": "press",
}
"""Where annotated texts come from, and what their names begin with."""

GLUE_LEFT = re.compile(r" (?=[,.;:!?)\]}”’…%])")
GLUE_RIGHT = re.compile(r"(?<=[(\[{“‘]) ")
SLASH = re.compile(r"(?<=\d) ([/.,-]) (?=\d)")


def untokenized(text: str) -> str:
    """Undoes the word joining and the spacing of the vietnews files, as far as can be told."""
    text = text.replace("_", " ")
    text = GLUE_RIGHT.sub("", GLUE_LEFT.sub("", text))
    return SLASH.sub(r"\1", text)


def annotated() -> list[dict[str, Any]]:
    """Texts of the unlabelled sets with the names that ``annotations/names.tsv`` marks, as gold.

    Texts that the folder of data does not have are left out; one that is not what it was when it
    was annotated is an error.
    """
    lines = (x for x in ANNOTATIONS.read_text("utf8").splitlines() if not x.startswith("#"))
    rows = [line.split("\t") for line in lines]
    texts = dict(_annotated_texts({row[0] for row in rows}))
    out = []
    for name, length, seal, spans in rows:
        if name not in texts:
            continue
        text = texts[name][: int(length)]
        if hashlib.sha1(text.encode()).hexdigest()[: len(seal)] != seal:
            raise SystemExit(f"{name} is not the text that was annotated")
        marked = [x.split(":") for x in spans.split()]
        found = [{"start": int(a), "end": int(b), "label": label} for a, b, label in marked]
        out.append({"id": name, "text": text, "spans": found})
    print(f"{len(out)} of {len(rows)} texts with names marked by hand", flush=True)
    return out


def own() -> list[dict[str, Any]]:
    """Texts written for the project (``annotations/own``), with their names."""
    out = []
    for file in sorted(OWN.glob("*.txt")):
        for part in file.read_text("utf8").split("\n== ")[1:]:
            name, _, marked = part.partition("\n")
            text, spans = unmarked(marked.strip(), f"{file.name}: {name}")
            out.append({"id": f"own:{file.stem}:{name}", "text": text, "spans": spans})
    return out


def unmarked(marked: str, where: str) -> tuple[str, list[dict[str, Any]]]:
    """A text without the marks of its names, and the names.

    Args:
        marked: A text with ``[Lan]P`` for a person and so on.
        where: What an error calls the text.

    Raises:
        SystemExit: A bracket has no partner.
    """
    text, spans, opened, end = "", [], [], 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        end = match.end()
        if match.group() == "[":
            opened.append(len(text))
        elif not opened:
            raise SystemExit(f"{where}: nothing opens the mark behind {text[-30:]!r}")
        else:
            spans.append({"start": opened.pop(), "end": len(text), "label": MARKS[match[1]]})
    if opened:
        raise SystemExit(f"{where}: nothing closes the mark before {text[opened[-1] :][:30]!r}")
    return text + marked[end:], sorted(spans, key=lambda s: (s["start"], -s["end"]))


def _annotated_texts(names: set[str]) -> Iterator[tuple[str, str]]:
    for source, kind in SOURCES.items():
        if not (corpora.folder() / source).exists():
            continue
        for row in corpora.rows(source):
            name = f"{kind}:{row.get('id') or row['name']}"
            if name in names:
                yield name, row["text"] if "text" in row else "\n".join(row["sentences"])


def genres() -> dict[str, str]:
    """Genre of each annotated text that is not of the press, where ``gold/KINDS.tsv`` is there."""
    if not (corpora.folder() / "gold/KINDS.tsv").exists():
        return {}
    rows = (line.split("\t") for line in corpora.lines("gold/KINDS.tsv"))
    return {name: kind for name, kind, *_ in rows}


def opening(text: str) -> str:
    """The first letters of a text, by which two copies of it are known."""
    return re.sub(r"\W+", "", text[:240]).lower()[:70]


def encyclopedia() -> Iterator[tuple[str, str]]:
    """Articles of the Vietnamese Wikipedia as (id, text), without their headings."""
    for row in corpora.rows("viwiki.jsonl.xz"):
        lines = (x.strip() for x in row["text"].splitlines())
        yield row["id"], "\n".join(x for x in lines if x and not x.startswith("=="))[:6000]


def mixed(skip: set[str]) -> Iterator[tuple[str, str]]:
    """Unlabelled texts of all genres by turns: press, news with sport and show, encyclopedia.

    Args:
        skip: Openings of texts that are left out.
    """
    sources = [unlabelled(0), _news(), encyclopedia(), _news("vietnews-val.jsonl.xz")]
    while sources:
        for source in tuple(sources):
            for name, text in source:
                if opening(text) not in skip:
                    yield name, text
                    break
            else:
                sources.remove(source)


def _news(file: str = "vietnews-train.jsonl.xz") -> Iterator[tuple[str, str]]:
    for row in corpora.rows(file):
        parts = [row["title"], " ".join(row["abstract"]), *row["body"]]
        yield f"{file[9:-9]}-{row['id']}", "\n".join(untokenized(x) for x in parts)


def unlabelled(limit: int | None = None) -> Iterator[tuple[str, str]]:
    """Unlabelled articles as (id, text): press articles, Dân Trí, then `limit` of vietnews."""
    held_out = {g["text"][:200] for g in gold("dev")}
    for row in corpora.rows("press-articles.jsonl"):
        if row["text"][:200] not in held_out:
            yield f"press-{row['id']}", row["text"]
    for row in corpora.rows("dantri-sentences.jsonl.xz"):
        yield f"dantri-{row['name']}", "\n".join(row["sentences"])
    yield from itertools.islice(_news(), limit)

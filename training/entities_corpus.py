"""Texts that the entity tagger learns from: gold articles and unlabelled news, as plain strings."""

from __future__ import annotations

import json
import lzma
import os
import pathlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = pathlib.Path(
    os.environ.get("VNTEXT_DATA", pathlib.Path(__file__).parents[2] / "shared/data")
)

GLUE_LEFT = re.compile(r" (?=[,.;:!?)\]}”’…%])")
GLUE_RIGHT = re.compile(r"(?<=[(\[{“‘]) ")
SLASH = re.compile(r"(?<=\d) ([/.,-]) (?=\d)")


def untokenized(text: str) -> str:
    """Undoes the word joining and the spacing of the vietnews files, as far as can be told."""
    text = text.replace("_", " ")
    text = GLUE_RIGHT.sub("", GLUE_LEFT.sub("", text))
    return SLASH.sub(r"\1", text)


def gold(part: str) -> list[dict]:
    """The annotated articles of one part, ``"train"`` or ``"dev"``, in the order of their ids."""
    return [json.loads(p.read_text("utf8")) for p in sorted((DATA / "gold" / part).glob("*.json"))]


def unlabelled(limit: int | None = None) -> Iterator[tuple[str, str]]:
    """Unlabelled articles as (id, text): press articles, Dân Trí, then `limit` of vietnews."""
    held_out = {g["text"][:200] for g in gold("dev")}
    with (DATA / "press-articles.jsonl").open(encoding="utf8") as f:
        for line in f:
            row = json.loads(line)
            if row["text"][:200] not in held_out:
                yield f"press-{row['id']}", row["text"]
    with lzma.open(DATA / "dantri-sentences.jsonl.xz", "rt", encoding="utf8") as f:
        for line in f:
            row = json.loads(line)
            yield f"dantri-{row['name']}", "\n".join(row["sentences"])
    with lzma.open(DATA / "vietnews-train.jsonl.xz", "rt", encoding="utf8") as f:
        for k, line in enumerate(f):
            if limit is not None and k >= limit:
                break
            row = json.loads(line)
            parts = [row["title"], " ".join(row["abstract"]), *row["body"]]
            yield f"train-{row['id']}", "\n".join(untokenized(x) for x in parts)

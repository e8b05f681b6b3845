"""Texts that the entity tagger learns from: gold articles and unlabelled news, as plain strings."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import corpora
from corpora import gold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["gold", "unlabelled", "untokenized"]

GLUE_LEFT = re.compile(r" (?=[,.;:!?)\]}”’…%])")
GLUE_RIGHT = re.compile(r"(?<=[(\[{“‘]) ")
SLASH = re.compile(r"(?<=\d) ([/.,-]) (?=\d)")


def untokenized(text: str) -> str:
    """Undoes the word joining and the spacing of the vietnews files, as far as can be told."""
    text = text.replace("_", " ")
    text = GLUE_RIGHT.sub("", GLUE_LEFT.sub("", text))
    return SLASH.sub(r"\1", text)


def unlabelled(limit: int | None = None) -> Iterator[tuple[str, str]]:
    """Unlabelled articles as (id, text): press articles, Dân Trí, then `limit` of vietnews."""
    held_out = {g["text"][:200] for g in gold("dev")}
    for row in corpora.rows("press-articles.jsonl"):
        if row["text"][:200] not in held_out:
            yield f"press-{row['id']}", row["text"]
    for row in corpora.rows("dantri-sentences.jsonl.xz"):
        yield f"dantri-{row['name']}", "\n".join(row["sentences"])
    for row in itertools.islice(corpora.rows("vietnews-train.jsonl.xz"), limit):
        parts = [row["title"], " ".join(row["abstract"]), *row["body"]]
        yield f"train-{row['id']}", "\n".join(untokenized(x) for x in parts)

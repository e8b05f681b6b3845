"""The texts that `accents.py` counts: newspapers, laws, an encyclopedia, and what is not news.

Newspapers and laws know little of daily speech, verse, addresses, names and terms that stand alone.
Texts of those kinds are rare, so they count several times; what is written in `texts/` was written
for this.
"""

from __future__ import annotations

import pathlib
import random
import re
import unicodedata
from typing import TYPE_CHECKING

import corpora

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OWN = pathlib.Path(__file__).parent / "texts"
FAMILIES = pathlib.Path(__file__).parent / "tables/family-shares.tsv"
TIMES = {"chat": 4, "reviews": 4, "verse": 4, "daily": 4, "terms": 2, "names": 1}
LATE = ("chat", "reviews", "verse", "daily")  # genres of lines that only the net learns from
TALK = "talk"  # lines of chat that only the net learns from
TIMES_WIDE = 3  # texts of other genres than news
SHARE = 0.25  # of a line's words that have accents: fewer are foreign text, or were typed without
SHORT = 6  # words of a line that is taken whatever it looks like
NAMES = 30_000  # full names put together
TERM_COUNT = 3  # a word of several syllables seen less often is no term
_WORD = re.compile(r"[^\W\d_]+")


def plain(row: dict[str, list[str]]) -> list[str]:
    """The sentences of an article of vietnews."""
    return [s.replace("_", " ") for s in (row["title"], *row["abstract"], *row["body"])]


def letters(sentence: str) -> int:
    """A sentence without spaces, signs and case: what tells that two are the same."""
    return hash("".join(filter(str.isalpha, unicodedata.normalize("NFC", sentence).lower())))


def news() -> Iterator[str]:
    """Articles and sentences of newspapers, each sentence once."""
    known: set[int] = set()
    for row in corpora.rows("vietnews-val.jsonl.xz"):
        known.update(map(letters, plain(row)))
    for row in corpora.rows("vietnews-train.jsonl.xz"):
        article = plain(row)
        known.update(map(letters, article))
        yield "\n".join(article)
    for line in corpora.lines("words-silver.txt.xz"):
        sentence = line.strip().replace("_", " ")
        if letters(sentence) not in known:
            known.add(letters(sentence))
            yield sentence
    for row in corpora.rows("dantri-sentences.jsonl.xz"):
        yield "\n".join(row["sentences"])


def accented(line: str) -> bool:
    """Whether a line is Vietnamese as it should be written."""
    words = _WORD.findall(line)
    return len(words) < SHORT or sum(not w.isascii() for w in words) >= SHARE * len(words)


def cleaned(text: str) -> str:
    lines = (line.strip(" =*|#\r") for line in text.split("\n"))
    return "\n".join(line for line in lines if line and accented(line))


def own(name: str) -> list[str]:
    """The lines of a file of `texts/`."""
    lines = (OWN / f"{name}.txt").read_text("utf8").split("\n")
    return [x for x in lines if x and not x.startswith("# ")]


def by_genre(name: str) -> dict[str, list[str]]:
    """The lines of a file of `texts/` that holds several genres, by genre."""
    found: dict[str, list[str]] = {genre: [] for genre in LATE}
    genre = ""
    for line in own(name):
        if line.startswith("== "):
            genre = line[3:]
        else:
            found[genre].append(line)
    return found


def late() -> dict[str, list[str]]:
    """The lines of `texts/late.txt` by genre: the model of three syllables does not count them."""
    return by_genre("late")


def unread() -> dict[str, list[str]]:
    """The lines of `texts/unread.txt` by genre: neither the model nor its net knows them."""
    return by_genre("unread")


def other_genres(*, lines: bool) -> Iterator[str]:
    """Texts of all genres, each several times."""
    for row in corpora.rows("wide-texts.jsonl"):
        yield "\n".join([cleaned(row["text"])] * TIMES_WIDE)
    for row in corpora.gold("train"):
        yield cleaned(row["text"])
    for name, times in TIMES.items() if lines else ():
        rows = own(name)
        for k in range(0, len(rows), 20):
            yield "\n".join(rows[k : k + 20] * times)


def addresses() -> Iterator[str]:
    """Units with those that they belong to, as addresses are written."""
    for era in ("until", "since"):
        table = f"lists/admin-units-{era}-{'2025-06' if era == 'until' else '2025-07'}.tsv"
        lines = iter(corpora.lines(table))
        columns = next(lines).split("\t")
        units = [dict(zip(columns, line.split("\t"), strict=False)) for line in lines]
        by_code = {u["code"]: u for u in units}
        for unit in units:
            chain = [unit["name"]]
            while unit := by_code.get(unit["parent"]):
                chain.append(unit["name"])
            bare = [
                re.sub(r"^(Tỉnh|Thành phố|Huyện|Quận|Xã|Phường|Thị xã|Thị trấn) ", "", n)
                for n in chain
            ]
            small = [n[0].lower() + n[1:] for n in chain]
            yield "\n".join((", ".join(chain), ", ".join(small), ", ".join(bare)))


def names() -> Iterator[str]:
    """Full names, of family names by their frequency and given names."""
    draw = random.Random(1)
    rows = [row.split("\t") for row in FAMILIES.read_text("utf8").splitlines() if row[0] != "#"]
    family, weights = [name for name, _ in rows], [float(share) for _, share in rows]
    for part, middle in (("male", "Văn"), ("female", "Thị")):
        given = list(corpora.lines(f"lists/given-names-{part}.txt"))
        for _ in range(NAMES // 2):
            pieces = [draw.choices(family, weights)[0], draw.choice(given)]
            if draw.random() < 0.5:
                pieces[1] = pieces[1].split()[-1]
                pieces.insert(1, middle)
            yield " ".join(pieces)


def terms() -> Iterator[str]:
    """Words of several syllables that stand alone."""
    counts: dict[str, int] = {}
    for line in corpora.lines("words-silver.txt.xz"):
        for word in line.split():
            if "_" in word and word.islower():
                counts[word] = counts.get(word, 0) + 1
    for word, n in sorted(counts.items()):
        if n >= TERM_COUNT:
            yield word.replace("_", " ")
    for row in corpora.rows("viwiki.jsonl.xz"):
        if accented(row["title"]):
            yield row["title"]


def portions(lines: Iterable[str], size: int = 50) -> Iterator[str]:
    """Lines in texts of many: a text of one line costs as much as a long one."""
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if len(kept) == size:
            yield "\n".join(kept)
            kept = []
    if kept:
        yield "\n".join(kept)


def formal() -> Iterator[str]:
    """Newspapers and laws, by which the table of syllables says how rare they are."""
    yield from news()
    for row in corpora.rows("legal/laws.jsonl.xz"):
        yield row["text"]


def informal(*, lines: bool = True) -> Iterator[str]:
    """All other texts, in a fixed order.

    Args:
        lines: Also those of `texts/`.
    """
    for row in corpora.rows("viwiki.jsonl.xz"):
        yield cleaned(row["text"])
    yield from other_genres(lines=lines)
    yield from portions(addresses())
    yield from portions(names())
    yield from portions(terms())

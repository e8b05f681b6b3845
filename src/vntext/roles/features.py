"""What the paragraph scorer looks at: named facts about a line and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vntext.labels import ROLES
from vntext.roles.captions import WordsOfLine, caption_value, read_words, words_of
from vntext.roles.reader import reader
from vntext.roles.tables import anywhere, line_openings
from vntext.text.scan import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FINAL", "LEARNT_ROLES", "SHORT_PAGE", "Line", "Page", "features", "long_size"]

LEARNT_ROLES = ("title", "lead", "body", "caption", "related")
"""Roles that the scorer tells apart; bylines have a rule of their own."""

FINAL = ".!?…:;,"
OPENING_KINDS = ("caption", "running", "onward", "honorific")
SHARE_OF_LONG = 0.5  # of the size that three lines in four do not reach
SHORT_PAGE = 15.0  # where a line of so few syllables is long, paragraphs are sentences
READ = 600  # characters of a line whose words are looked at
LONG = 30  # syllables; a longer line may repeat a caption
REPEATS_CHARS = 40_000  # of the long lines that are searched for captions


class Line:
    """A line and what is counted once for it, when it is first asked for.

    Attributes:
        text: The line without the white space around it.
        size: Its length in syllables (pieces between white space).
        role: The role that a rule gave, ``""`` while none did.
        reason: The rule that gave it.

    Example:
        >>> Line("Chợ Yên Sơn!").size, Line("Ảnh: T.G.").key
        (3, 'ảnh t g')
    """

    __slots__ = ("_key", "_kinds", "_lower", "capitals", "reason", "role", "size", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.size = text.count(" ") + 1
        self.role = self.reason = ""
        self.capitals = False
        self._key: str | None = None
        self._lower: list[str] | None = None
        self._kinds: frozenset[str] | None = None

    @property
    def lower(self) -> list[str]:
        """Its runs of letters and figures in lower case, of the first `READ` characters."""
        if self._lower is None:
            self._lower = words_of(self.text[:READ])
        return self._lower

    @property
    def key(self) -> str:
        """Its words in lower case, to compare lines."""
        if self._key is None:
            self._key = " ".join(self.lower)
        return self._key

    @property
    def kinds(self) -> frozenset[str]:
        """The syllables of its key, each once."""
        if self._kinds is None:
            self._kinds = frozenset(self.lower)
        return self._kinds


@cache
def _inner_stop() -> re.Pattern[str]:
    # the mark first: a pattern that begins with a look behind is slow to search
    return re.compile(r"[.!?…](?<![A-ZĐ\d][.!?…])[\"”’»)]{0,2} +[\"“‘«(–-]{0,2}(?=[^\W\d_]|\d)")


def _inner_stops(text: str) -> int:
    """Marks inside a line that may end a sentence."""
    match = _inner_stop().match
    return sum([match(text, at) is not None for at in places_of(text, ".!?…")])


@cache
def _place_in_brackets() -> re.Pattern[str]:
    # "(Bến Xưa) - Sáng nay ...": the newspaper or place that sends the news
    return re.compile(r"[-*(“\"' ]{0,3}\([^()]{2,30}\) ?[-–] ")


_SIZES = (4, 8, 12, 16, 20, 24, 28, 32, 38, 45, 60, 90, 130)
_SIZE_NAMES = (*(f"size<={n}" for n in _SIZES), "size>130")
_NO_MARK = tuple(
    f"{page}no-final-mark,{size}" for page in ("", "short-page,") for size in ("short", "long")
)
_SHORT_NAMES = tuple(f"short-page,{name}" for name in _SIZE_NAMES)
# names of facts with a figure or a role in them, made once
_STOPS, _TENSE, _EVENT = (
    tuple(f"{name}={n}" for n in range(3)) for name in ("stops", "tense", "event")
)
_WORDS = {n: f"words={n}" for n in range(-4, 5)}
_FIRST_OVERLAP, _HEADLINE_WORDS = (
    tuple(f"{name}={n}" for n in range(5)) for name in ("first,overlap", "headline-words")
)
_AFTER, _BEFORE = ({role: f"{name}-{role}" for role in ROLES} for name in ("after", "before"))
_OPENS = tuple((kind, f"opens-{kind}") for kind in OPENING_KINDS)


def _overlap(a: Line, b: Line) -> float:
    """Share of the syllables of ``a`` that also stand in ``b``."""
    return len(a.kinds & b.kinds) / len(a.kinds) if a.kinds else 0.0


class LongLines:
    """The long lines of a document, to find captions that one of them repeats."""

    __slots__ = ("_keys", "_lines", "_low", "_raw", "_seen")

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._raw = "\n".join([x.text[:READ] for x in lines])
        self._keys: str | None = None
        self._low: str | None = None
        native = reader() if lines else None
        self._seen = native.seen(self._raw) if native is not None else None

    def seen(self, size: int) -> bytes | None:
        """Bits of words for `read_words`: a line that repeats a long one has no others.

        Args:
            size: Syllables of the line; if it is long itself, its words stand here twice.
        """
        if self._seen is None:
            return None
        half = len(self._seen) // 2
        return self._seen[half:] if size > LONG else self._seen[:half]

    def repeat(self, line: Line, words: WordsOfLine) -> bool:
        """True when what a line says stands in a long line (once more, if it is long itself).

        Args:
            line: The line.
            words: What its words tell: whether they may all stand there.
        """
        times = 1 + (line.size > LONG)
        if not self._lines or not words.seen:
            return False
        if self._low is None:
            self._low = self._raw.lower()
        raw = self._low
        # most lines have a word that stands nowhere else, a long one first: then no keys are needed
        found = line.lower
        longest = max(found, key=len, default="")
        for word in (longest, *found):
            at = raw.find(word)
            if at < 0 or (times > 1 and raw.find(word, at + 1) < 0):
                return False
        if len(raw) < REPEATS_CHARS:
            # few lines hold the longest word: of them alone keys are needed
            lows = raw.split("\n")
            held = [x for x, low in zip(self._lines, lows, strict=True) if longest in low]
            return sum(x.key.count(line.key) for x in held) >= times
        if self._keys is None:
            self._keys = "\n".join([x.key for x in self._lines])[:REPEATS_CHARS]
        return self._keys.count(line.key) >= times


def long_size(lines: list[Line]) -> float:
    """Syllables above which a line of a document is long."""
    sizes = sorted([x.size for x in lines])
    return min(45.0, SHARE_OF_LONG * sizes[(3 * len(sizes)) // 4])


@dataclass(frozen=True, slots=True)
class Page:
    """What all lines of a document share.

    Attributes:
        lines: The lines.
        headline: Position of the headline, -1 when there is none.
        byline: Position of the first byline, ``len(lines)`` when there is none.
        longest_after: For each line the size of the longest line after it.
        long: A line of more syllables is long; where each sentence has its own line, lines of few
            syllables are.
        long_lines: The lines that may repeat a caption.
    """

    lines: list[Line]
    headline: int
    byline: int
    longest_after: list[int]
    long: float
    long_lines: LongLines

    @classmethod
    def of(cls, lines: list[Line], headline: int, byline: int) -> Page:
        """Counts what is needed of a document once."""
        after, longest = [], 0
        for line in reversed(lines):
            after.append(longest)
            longest = max(longest, line.size)
        # bounded, so that a document of very many lines is not compared with itself
        head = lines if len(lines) <= 200 else []
        long_lines = LongLines([x for x in head if x.size > LONG])
        return cls(lines, headline, byline, after[::-1], long_size(lines), long_lines)


def features(page: Page, i: int) -> list[str]:
    """Names of the facts that hold for line ``i`` of a document.

    Returns:
        Names, each at most once; ``roles/weights.tsv`` weighs them. The first is ``bias``.
    """
    lines, headline, byline = page.lines, page.headline, page.byline
    line = lines[i]
    text, size, n = line.text, line.size, len(lines)
    short = page.long < SHORT_PAGE
    out = ["bias", (_SHORT_NAMES if short else _SIZE_NAMES)[bisect_left(_SIZES, size)]]
    add = out.append
    last = text.rstrip("\"”’»)' ")[-1:]
    stops = _inner_stops(text[:400]) if size <= 130 else 3
    add(_STOPS[min(stops, 2)])
    if last not in FINAL:
        add("no-final-mark")
        add(_NO_MARK[2 * short + (size > 25)])
    elif last in ":;":
        add("ends-open")
    elif last in "!?":
        add("ends-asking")
    opened = line_openings().of(text)
    if opened:
        out += [name for kind, name in _OPENS if kind in opened]
    words = None
    if size <= 60:
        words = read_words(text, READ, page.long_lines.seen(size))
        _facts_of_words(line, words, opened, stops, add)
    elif _opens_with_time(text, opened):
        add("opens-time")
    first = text[:1]
    if first in "-–+•*":
        add("opens-dash")
    elif first.isdigit():
        add("opens-figure")
    elif first.islower():
        add("opens-lower")
    elif first in "\"“'‘":
        add("opens-quote")
    # where it stands
    if i == 0:
        add("first")
        if n == 1:
            add("only")
        elif lines[1].size * 2 <= size:
            add("first,longer-than-next")
        add(_FIRST_OVERLAP[int(4 * _overlap(line, lines[1])) if n > 1 else 0])
    add("has-headline" if headline >= 0 else "no-headline")
    if i == 1:
        add("second,below-headline" if headline == 0 else "second,no-headline")
    if byline < i:
        add("after-byline")
        if size <= page.long:
            add("after-byline,short")
    elif byline < n:
        add("before-byline")
    if i == n - 1:
        add("short-page,last" if short else "last")
    if i > 0:
        before = lines[i - 1]
        mark = before.text[-1:]
        if mark in ":;":
            add("after-open-line")
        elif mark not in FINAL and mark not in '"”)' and before.size <= 25:
            add("after-unmarked-short")
        if before.role:
            add(_AFTER[before.role])
        if before.size <= 45:
            add("after-short")
        if before.size >= 60:
            add("after-long")
    if i + 1 < n:
        after = lines[i + 1]
        if after.role:
            add(_BEFORE[after.role])
        if after.size <= 25:
            add("before-short")
        elif after.size >= 45:
            add("before-long")
        if after.text[:1].islower():
            add("before-lower")
    rest = page.longest_after[i]
    add("long-text-follows" if rest > page.long else "nothing-long-follows")
    if rest <= page.long and size <= page.long and i + 1 < n:
        add("short-tail")
    if size >= 4 and words is not None and page.long_lines.repeat(line, words):
        add("repeated-in-long-line")
    if headline >= 0 and i > 1 and size <= 40:
        add(_HEADLINE_WORDS[int(4 * _overlap(line, lines[headline]))])
    return out


def _opens_with_time(text: str, opened: Sequence[str]) -> bool:
    return "time" in opened or ("(" in text[:4] and bool(_place_in_brackets().match(text)))


def _facts_of_words(
    line: Line, words: WordsOfLine, opened: Sequence[str], stops: int, add: Callable[[str], None]
) -> None:
    """Adds what the words of a line of at most 60 syllables tell."""
    text, size = line.text, line.size
    if words.event:
        events = len(anywhere("event").findall(text[:300]))
        if events:
            add(_EVENT[min(events, 2)])
    if _opens_with_time(text, opened):
        add("opens-time")
    if size >= 4:
        add(_WORDS[max(-4, min(4, round(caption_value(words))))])
    if words.said and anywhere("said").search(text):
        add("said")
    add(_TENSE[min(words.tense, 2)])
    if '"' in text or "“" in text or "”" in text:
        add("quote")
    if "," not in text and stops == 0:
        add("no-comma")
    if 2 * words.capitals >= size:
        add("mostly-names")
    if words.figures:
        add("figures")

"""What the paragraph scorer looks at: named facts about a line and its neighbours."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from vntext.resources import load_lines
from vntext.roles.tables import UPPER, openings, phrases

__all__ = ["LEARNT_ROLES", "Line", "Page", "caption_words", "describe", "features", "key", "pieces"]

LEARNT_ROLES = ("title", "lead", "body", "caption", "related")
"""Roles that the scorer tells apart; bylines have a rule of their own."""

FINAL = ".!?…:;,"
SHARE_OF_LONG = 0.5  # of the size that three lines in four do not reach


@dataclass(slots=True)
class Line:
    """A line and what is counted once for it.

    Attributes:
        text: The line without the white space around it.
        size: Its length in syllables (pieces between white space).
        words: Its runs of letters and figures, of the first 600 characters.
        key: They in lower case, to compare lines.
        kinds: Those of the key, each once.
        role: The role that a rule gave, ``""`` while none did.
        reason: The rule that gave it.
    """

    text: str
    size: int
    words: list[str]
    key: str
    kinds: frozenset[str]
    role: str = ""
    reason: str = ""


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"\w++")


@cache
def _inner_stop() -> re.Pattern[str]:
    return re.compile(r"(?<![A-ZĐ\d])[.!?…][\"”’»)]{0,2} +[\"“‘«(–-]{0,2}(?=[^\W\d_]|\d)")


def _inner_stops(text: str) -> int:
    """Marks inside a line that may end a sentence; most lines have none but at their end."""
    if text.find(".", 0, -2) < 0 and not any(mark in text for mark in "!?…"):
        return 0
    return len(_inner_stop().findall(text))


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        r"[-*(“\"' ]{0,3}(?:(?:Ngày|Sáng|Chiều|Tối|Trưa|Đêm|Hôm|Khoảng|Vào|Rạng sáng|Mới đây|Cuối"
        r"|Đầu|Tháng|Năm|Từ ngày|Trong (?:ngày|hai ngày|2 ngày))(?!\w)|\([^()]{2,30}\) ?[-–] )"
    )


SAID = (
    *(
        "cho biết",
        "cho rằng",
        "khẳng định",
        "nhấn mạnh",
        "nói rõ",
        "nói rằng",
        "yêu cầu",
        "đề nghị",
    ),
    *("chia sẻ", "cho hay", "bày tỏ", "kết luận", "giải thích", "lưu ý", "nhận định", "thừa nhận"),
    *("thông tin", "kêu gọi"),
)
TENSE = frozenset(
    [
        *("đã", "sẽ", "đang", "vẫn", "cũng", "phải", "cần", "không", "chưa", "vừa", "nếu", "nên"),
        *("tuy", "do", "vì"),
    ]
)
CAPITALS = frozenset(UPPER)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(SAID)})(?!\w)")


@cache
def _pairs(phrases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Their first two words: a line without any of these pairs has none of the phrases."""
    return frozenset(tuple(phrase.lower().split(" ")[:2]) for phrase in phrases)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d")


def key(text: str) -> str:
    """Letters and figures of a text in lower case, single spaces between words."""
    return " ".join(_tokens().findall(text)).lower()


def pieces(text: str) -> list[str]:
    """Syllables of a line in lower case and pairs of neighbours; figures count as one syllable.

    Example:
        >>> pieces("Một góc chợ")
        ['một', 'góc', 'chợ', '^ một', 'một góc', 'góc chợ', 'chợ $']
    """
    words = _plain(key(text).split())
    return words + [f"{a} {b}" for a, b in itertools.pairwise(["^", *words, "$"])]


def _plain(words: list[str]) -> list[str]:
    return ["0" if w < ":" else w for w in words]  # digits come before the colon, letters after


@cache
def _caption_words() -> tuple[int, dict[str, int], dict[str, dict[str, int]]]:
    """Weights in hundredths, of any line, of syllables, and of pairs by their first syllable.

    Sums of whole numbers do not depend on their order.
    """
    bias = 0
    single: dict[str, int] = {}
    pairs: dict[str, dict[str, int]] = {}
    for line in load_lines("roles/caption-words.tsv"):
        piece, value = line.split("\t")
        weight = round(100 * float(value))
        first, _, second = piece.partition(" ")
        if second:
            pairs.setdefault(first, {})[second] = weight
        elif first:
            single[first] = weight
        else:
            bias = weight
    return bias, single, pairs


def caption_words(text: str) -> float:
    """What the words of a line say of it: above 0 a caption, below 0 running text.

    Example:
        >>> caption_words("Toàn cảnh phiên tòa.") > 0 > caption_words("Theo đó, giá điện sẽ tăng.")
        True
    """
    return _caption_value(key(text).split())


def _caption_value(words: list[str]) -> float:
    """The sum of the weights of `pieces`, each counted once."""
    total, single, pairs = _caption_words()
    words = _plain(words)
    total += sum(map(single.__getitem__, single.keys() & words))
    found = {
        (a, b): pairs[a][b]
        for a, b in itertools.pairwise(["^", *words, "$"])
        if a in pairs and b in pairs[a]
    }
    return (total + sum(found.values())) / 100


def describe(text: str) -> Line:
    """Counts what is needed of one line."""
    words = _tokens().findall(text[:600])
    lower = " ".join(words).lower()
    return Line(text, text.count(" ") + 1, words, lower, frozenset(lower.split()))


def _size_name(n: int) -> str:
    for limit in (4, 8, 12, 16, 20, 24, 28, 32, 38, 45, 60, 90, 130):
        if n <= limit:
            return f"size<={limit}"
    return "size>130"


def _overlap(a: Line, b: Line) -> float:
    """Share of the syllables of ``a`` that also stand in ``b``."""
    return len(a.kinds & b.kinds) / len(a.kinds) if a.kinds else 0.0


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
        running: The keys of the long lines, to find captions that a long line repeats.
    """

    lines: list[Line]
    headline: int
    byline: int
    longest_after: list[int]
    long: float
    running: str

    @classmethod
    def of(cls, lines: list[Line], headline: int, byline: int) -> Page:
        """Counts what is needed of a document once."""
        after, longest = [], 0
        for line in reversed(lines):
            after.append(longest)
            longest = max(longest, line.size)
        # bounded, so that a document of very many lines is not compared with itself
        head = lines if len(lines) <= 200 else []
        running = "\n".join(x.key for x in head if x.size > 30)[:40_000]
        sizes = sorted(x.size for x in lines)
        long = min(45.0, SHARE_OF_LONG * sizes[(3 * len(sizes)) // 4])
        return cls(lines, headline, byline, after[::-1], long, running)


def features(page: Page, i: int) -> list[str]:
    """Names of the facts that hold for line ``i`` of a document.

    Returns:
        Names, each at most once; ``roles/weights.tsv`` weighs them.
    """
    lines, headline, byline = page.lines, page.headline, page.byline
    line = lines[i]
    text, n = line.text, len(lines)
    out = ["bias", _size_name(line.size)]
    add = out.append
    last = text.rstrip("\"”’»)' ")[-1:]
    stops = _inner_stops(text[:400]) if line.size <= 130 else 3
    add(f"stops={min(stops, 2)}")
    if last not in FINAL:
        add("no-final-mark")
        add(f"no-final-mark,{'short' if line.size <= 25 else 'long'}")
    elif last in ":;":
        add("ends-open")
    elif last in "!?":
        add("ends-asking")
    for kind in ("caption", "running", "onward", "honorific"):
        if openings(kind).match(text):
            add(f"opens-{kind}")
    lower = line.key.split() if line.size <= 60 else []
    pairs = set(itertools.pairwise(lower))
    if not _pairs(phrases("event")).isdisjoint(pairs):
        events = len(openings("event").findall(text[:300]))
        if events:
            add(f"event={min(events, 2)}")
    if _time().match(text):
        add("opens-time")
    if 4 <= line.size <= 60:
        add(f"words={max(-4, min(4, round(_caption_value(lower))))}")
    if line.size <= 60:
        if not _pairs(SAID).isdisjoint(pairs) and _said().search(text):
            add("said")
        add(f"tense={min(sum(map(TENSE.__contains__, line.words)), 2)}")
        if any(c in text for c in '"“”'):
            add("quote")
        if "," not in text and stops == 0:
            add("no-comma")
        if 2 * sum(map(CAPITALS.__contains__, map(itemgetter(0), line.words))) >= line.size:
            add("mostly-names")
        if _figure().search(text):
            add("figures")
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
        elif lines[1].size * 2 <= line.size:
            add("first,longer-than-next")
        add(f"first,overlap={int(4 * _overlap(line, lines[1])) if n > 1 else 0}")
    add("has-headline" if headline >= 0 else "no-headline")
    if i == 1:
        add(f"second,{'below-headline' if headline == 0 else 'no-headline'}")
    if byline < i:
        add("after-byline")
        if line.size <= page.long:
            add("after-byline,short")
    elif byline < n:
        add("before-byline")
    if i == n - 1:
        add("last")
    if i > 0:
        before = lines[i - 1]
        mark = before.text[-1:]
        if mark in ":;":
            add("after-open-line")
        elif mark not in FINAL and mark not in '"”)' and before.size <= 25:
            add("after-unmarked-short")
        if before.role:
            add(f"after-{before.role}")
        if before.size <= 45:
            add("after-short")
        if before.size >= 60:
            add("after-long")
    if i + 1 < n:
        after = lines[i + 1]
        if after.role:
            add(f"before-{after.role}")
        if after.size <= 25:
            add("before-short")
        elif after.size >= 45:
            add("before-long")
        if after.text[:1].islower():
            add("before-lower")
    rest = page.longest_after[i]
    add("long-text-follows" if rest > page.long else "nothing-long-follows")
    if rest <= page.long and line.size <= page.long and i + 1 < n:
        add("short-tail")
    if line.size <= 60 and line.size >= 4 and page.running.count(line.key) > (line.size > 30):
        add("repeated-in-long-line")
    if headline >= 0 and i > 1 and line.size <= 40:
        add(f"headline-words={int(4 * _overlap(line, lines[headline]))}")
    return out

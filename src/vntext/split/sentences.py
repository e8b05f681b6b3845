"""Sentences: places where one may end, and small named rules that join or split there.

Every final mark is a proposal; the rules are asked in order and the first that knows decides. The
name of that rule stays on the sentence, and `trace` shows the decisions for every proposal.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.split.protect import Protected, iter_protected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import regex

__all__ = ["RULES", "Decision", "split_sentences", "trace"]


class Proposal(NamedTuple):
    """A place where a sentence may end, with what the rules look at.

    Attributes:
        text: The normalised text.
        mark: First character of the final marks.
        end: Where the sentence would end: after the marks and the closing quotes and brackets.
        next: First character after the white space that follows, or the end of the line.
        line: Start of the line.
        stop: End of the line.
        inside: The protected span that holds the first mark, if any.
        openers: Words that often open a sentence.
    """

    text: str
    mark: int
    end: int
    next: int
    line: int
    stop: int
    inside: Protected | None
    openers: frozenset[str]

    @property
    def marks(self) -> str:
        """The final marks with the closing quotes and brackets behind them."""
        return self.text[self.mark : self.end]

    @property
    def following(self) -> str:
        """The word that follows, without opening quotes and brackets."""
        i = self.next
        while i < self.stop and self.text[i] in "“‘«([{\"'-–> ":
            i += 1
        j = i
        while j < self.stop and j - i < 24 and self.text[j].isalnum():
            j += 1
        return self.text[i:j]


class Decision(NamedTuple):
    """What became of a proposal.

    Attributes:
        end: Where the sentence would end, in characters of the text.
        split: True if it ends there.
        rule: The rule that decided.
    """

    end: int
    split: bool
    rule: str


def end_of_line(p: Proposal) -> bool | None:
    """Nothing but space follows on the line."""
    return True if p.next >= p.stop else None


def inside_protected(p: Proposal) -> bool | None:
    """The mark lies inside a number, an address or an abbreviation: ``1.500``, ``vidu.vn``."""
    return False if p.inside and p.mark < p.inside.end - 1 else None


def abbreviation(p: Proposal) -> bool | None:
    """``TP. Huế``, ``PGS.TS. Lê An``: what follows belongs to the abbreviation."""
    if p.inside is None or p.inside.rule != "abbreviation":
        return None
    last = p.text[p.inside.start : p.inside.end - 1].rsplit(".", 1)[-1]
    if last in _tables().inside:
        return p.following in p.openers
    # "... Chủ tịch HĐND TP. Bà An cho biết": a unit that stands for itself, then a new sentence
    if last in _tables().units and p.following in p.openers:
        return not p.text.startswith(_tables().unit_names, p.next)
    return False


def initial(p: Proposal) -> bool | None:
    """``anh Nguyễn Tiến K. bị thương``; ``... của anh Trần Văn B. Theo ...`` ends."""
    if p.inside is None or p.inside.rule not in ("initial", "initials"):
        return None
    return p.following in p.openers


def glued(p: Proposal) -> bool | None:
    """No space follows: an end only between a word and a capital, ``kết thúc.Theo ông``."""
    if p.next > p.end:
        return None
    before, after = p.text[p.mark - 1 : p.mark], p.following
    if len(p.text[p.mark : p.end]) == 1 and not (before.islower() and after in p.openers):
        return False
    return None if after[:1].isupper() else False


def list_marker(p: Proposal) -> bool | None:
    """``1. Về công tác ...``, ``a. ...``, ``II. ...`` at the start of a line."""
    head = p.text[p.line : p.mark].strip()
    if p.text[p.mark] != "." or not head or len(head) > 6:
        return None
    if head.isdigit() or (len(head) == 1 and head.isalpha()) or not head.strip("IVX"):
        return False
    parts = head.split()
    if len(parts) == 2 and parts[0] in ("Điều", "Mục", "Bài") and parts[1].isdigit():
        return False
    return None


def photo_credit(p: Proposal) -> bool | None:
    """``Ảnh: Thu Giang`` and a new sentence without a full stop between."""
    return True if p.text[p.mark].isalpha() else None


def spaced_quote(p: Proposal) -> bool | None:
    """A closing quote set apart by a slip of the keyboard: ``"Được lợi gì? ", ông An hỏi``."""
    i = p.next
    if p.text[i] not in '"”' or p.next == p.end:
        return None
    return False if i + 1 >= p.stop or p.text[i + 1] in " ,.;:-–" else None


def lower_follows(p: Proposal) -> bool | None:
    """A small letter or a comma goes on with the sentence: ``"Đi đâu?" anh hỏi``."""
    c = p.text[p.next]
    if c in ",;:–-/":
        # a dash may open a line of dialogue only at a new line; here it goes on
        return False if c in ",;:/" or not p.following[:1].isupper() else None
    return False if p.following[:1].islower() else None


def quote_goes_on(p: Proposal) -> bool | None:
    """The mark stands before a closing quote and the outer sentence goes on."""
    if len(p.marks) > 1 and p.marks[-1] in "”’»\"'" and p.text[p.next] in "-–,":
        return False
    return None


def in_brackets(p: Proposal) -> bool | None:
    """Inside brackets that close on this line nothing ends: ``(Ảnh: T.L. Báo ...)``."""
    head = p.text[p.line : p.end]
    opened = head.rfind("(")
    if opened < 0 or head.find(")", opened) >= 0 or len(head) - opened > 200:
        return None
    close = p.text.find(")", p.end, min(p.stop, p.end + 200))
    return None if close < 0 else False


def final_mark(p: Proposal) -> bool | None:
    """Nothing speaks against it."""
    return True


RULES: tuple[Callable[[Proposal], bool | None], ...] = (
    inside_protected,
    end_of_line,
    photo_credit,
    abbreviation,
    initial,
    glued,
    list_marker,
    spaced_quote,
    lower_follows,
    quote_goes_on,
    in_brackets,
    final_mark,
)


class _Tables(NamedTuple):
    openers: frozenset[str]
    inside: frozenset[str]
    units: frozenset[str]
    unit_names: tuple[str, ...]


@cache
def _tables() -> _Tables:
    known = load_toml("split/protected.toml")["abbreviations"]
    return _Tables(
        frozenset(load_toml("split/sentences.toml")["openers"]),
        frozenset(known["inside"]),
        frozenset(known["units"]),
        tuple(known["unit_names"]),
    )


@cache
def _lines() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]++")


@cache
def _marks() -> regex.Pattern[str]:
    """Final marks with the closing quotes and brackets behind them."""
    import regex

    return regex.compile(r"""[.?!…]++(?:/\.)?(?:[”’»)\]}]|["'](?=[\s,.;:)]|$))*+""")


@cache
def _credits() -> regex.Pattern[str]:
    """A photo credit glued to the sentence behind it: ``Ảnh: Thu Giang Tại buổi lễ, ...``."""
    import regex

    openers = "|".join(map(regex.escape, sorted(_tables().openers)))
    return regex.compile(
        r"(?<=[.!?…)”\"] )\(?Ảnh ?:? ?(?:\p{Lu}[\p{L}.]*+(?: ?[-–/+] ?| ?)){1,5}?\)?"
        rf"(?= (?:{openers}) [\p{{Ll}}\d])"
    )


def _proposals(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    """Places in a line where a sentence may end: first mark, and end of the marks."""
    found = [m.span() for m in _marks().finditer(text, a, b)]
    if text.find("Ảnh", a, b) > a:
        ends = [m.end() for m in _credits().finditer(text, a, b)]
        found = sorted(found + [(end - 1, end) for end in ends if text[end - 1] not in ".)"])
    return iter(found)


def _decisions(text: str, protected: Sequence[Protected]) -> Iterator[tuple[int, int, Decision]]:
    """For every line: its bounds and the decision at every proposal, the end of the line last."""
    tables = _tables()
    starts = [p.start for p in protected]
    for line in _lines().finditer(text):
        a, b = line.span()
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a == b:
            continue
        for mark, marks_end in _proposals(text, a, b):
            i = bisect_right(starts, mark) - 1
            inside = protected[i] if i >= 0 and mark < protected[i].end else None
            end = max(marks_end, inside.end) if inside is not None else marks_end
            nxt = end
            while nxt < b and text[nxt].isspace():
                nxt += 1
            p = Proposal(text, mark, end, nxt, a, b, inside, tables.openers)
            for rule in RULES:
                split = rule(p)
                if split is not None:
                    yield a, b, Decision(end, split, rule.__name__.replace("_", "-"))
                    break
        yield a, b, Decision(b, True, "newline")


def split_sentences(
    text: str, protected: Sequence[Protected] | None = None
) -> list[tuple[int, int, str]]:
    """Splits a normalised text into sentences.

    Args:
        text: A normalised text; a line break always ends a sentence.
        protected: The protected spans of the text; found anew when not given.

    Returns:
        ``(start, end, rule)`` of every sentence, in characters; ``rule`` names the rule that ended
        it. Together they cover all characters that are not white space.

    Example:
        >>> text = "Ông đến TP. Huế lúc 7h30. Hội nghị bế mạc!"
        >>> [text[a:b] for a, b, _ in split_sentences(text)]
        ['Ông đến TP. Huế lúc 7h30.', 'Hội nghị bế mạc!']
    """
    spans = list(iter_protected(text)) if protected is None else protected
    out: list[tuple[int, int, str]] = []
    line = start = -1
    for a, b, d in _decisions(text, spans):
        if a != line:
            line = start = a
        if not d.split or start >= b:
            continue
        if d.end > start:
            out.append((start, d.end, d.rule))
        start = d.end
        while start < b and text[start].isspace():
            start += 1
    return out


def trace(text: str) -> list[Decision]:
    """Shows every place where a sentence could end, what became of it, and which rule decided.

    Example:
        >>> for d in trace("Ông về TP. Huế. Bà ở lại."):
        ...     print(d.end, d.split, d.rule)
        10 False abbreviation
        15 True final-mark
        25 True end-of-line
        25 True newline
    """
    return [d for _, _, d in _decisions(text, list(iter_protected(text)))]

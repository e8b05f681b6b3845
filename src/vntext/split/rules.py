"""The named rules of sentences: each says of a place whether a sentence ends there, or nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.resources import load_toml
from vntext.text.name_rows import names_of
from vntext.text.stops import is_forgotten_space

if TYPE_CHECKING:
    from collections.abc import Callable

    from vntext.split.protect import Protected

__all__ = [
    "HEADING",
    "RULES",
    "Decision",
    "Proposal",
    "credit",
    "end_of_line",
    "final_mark",
    "tables",
]


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
    whole = p.text[p.inside.start : p.inside.end - 1]
    if whole in tables().last:
        return p.following[:1].isupper()
    last = whole.rsplit(".", 1)[-1]
    if last in tables().inside:
        return p.following in p.openers
    # "... Chủ tịch HĐND TP. Bà An cho biết": a unit that stands for itself, then a new sentence
    if last in tables().units and p.following in p.openers:
        return not p.text.startswith(unit_names(), p.next)
    return False


def initial(p: Proposal) -> bool | None:
    """``anh Nguyễn Tiến K. bị thương``; ``... của anh Trần Văn B. Theo ...`` ends."""
    if p.inside is None or p.inside.rule not in ("initial", "initials"):
        return None
    return p.following in p.openers


def glued(p: Proposal) -> bool | None:
    """No space follows: an end only where a word or figure goes before and a capital follows."""
    if p.next > p.end:
        return None
    if p.end - p.mark == 1 and not is_forgotten_space(p.text, p.mark, p.end):
        return False
    return None if p.following[:1].isupper() else False


def list_marker(p: Proposal) -> bool | None:
    """``1. Về công tác ...``, ``a. ...``, ``II. ...`` at the start of a line."""
    head = p.text[p.line : p.mark].strip(MARKUP)
    if p.text[p.mark] != "." or not head or p.mark - p.line > HEADING:
        return None
    parts = head.split()
    if len(parts) == 2 and parts[0] in tables().numbered:
        # "Điều 12a.", "Chương IV."
        return False if parts[1].rstrip("abcdđ").isdigit() or not parts[1].strip("IVX") else None
    if len(head) > LIST:
        return None
    if head.isdigit() or (len(head) == 1 and head.isalpha()) or not head.strip("IVX"):
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
    # "iPhone" opens a sentence as it is written
    return (
        False
        if p.following[:1].islower() and p.following[1:2] == p.following[1:2].lower()
        else None
    )


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


MARKUP = " \t\u00a0#*_|>"
"""What Markdown puts before and behind the number of a heading."""
LIST, HEADING = 6, 18
"""Characters of the number of a list, and of a heading with its marks, at the start of a line."""

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


class Tables(NamedTuple):
    """Words that the rules know, from the tables of sentences and of protected spans."""

    openers: frozenset[str]
    inside: frozenset[str]
    last: frozenset[str]
    units: frozenset[str]
    numbered: frozenset[str]
    credit: str


@cache
def unit_names() -> tuple[str, ...]:
    """Names of towns and districts whose first word may open a sentence: "H. Nhà Bè"."""
    openers = tables().openers
    names = names_of("unit", "place")
    return tuple(sorted({n for n in names if " " in n and n.partition(" ")[0] in openers}))


def credit() -> str:
    """What a photo credit begins with."""
    return tables().credit


@cache
def tables() -> Tables:
    """The tables that the rules read."""
    known = load_toml("split/protected.toml")["abbreviations"]
    own = load_toml("split/sentences.toml")
    return Tables(
        frozenset(own["openers"]),
        frozenset(known["inside"]),
        frozenset(known["last"]),
        frozenset(known["units"]),
        frozenset(own["numbered"]),
        own["credit"],
    )

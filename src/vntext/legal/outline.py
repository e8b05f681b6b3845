"""The tree of a document: parts, chapters, sections, articles, clauses, points, appendices.

Headings are read paragraph by paragraph. A number that does not go on with the numbers before it is
no heading but text that a heading's mark happens to open; quoted text is left to `amendments`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from vntext.legal.numbers import point_follows, roman, split_number, tidy
from vntext.legal.patterns import pattern

if TYPE_CHECKING:
    from vntext.legal.sheet import Paragraph, Sheet

__all__ = ["Draft", "Outline", "Quote", "read_outline"]

_LEVELS = {
    "appendix": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "article": 5,
    "clause": 6,
    "subclause": 7,
    "point": 8,
}
_TITLED = ("part", "chapter", "section", "subsection", "appendix")
_STEP = 3  # how far a number may run ahead of the one before it: a heading may be lost
_FAR = 40
_OPEN = '“"‘«'
_CLOSE = '”"’»'


@dataclass(slots=True)
class Draft:
    """A node that is being read.

    Attributes:
        kind: ``"article"`` ...
        number: As written, ``""`` where it has none.
        start: First character of the heading.
        head_end: End of its mark: where its title or text begins.
        end: End of its last character (exclusive).
        parent: Place of its parent among the nodes, or -1.
        title: Its title, or ``""``.
        last: The last number of each kind of its children.
        paragraph: Place of its heading among the paragraphs.
    """

    kind: str
    number: str
    start: int
    head_end: int
    end: int
    parent: int = -1
    title: str = ""
    last: dict[str, str] = field(default_factory=dict)
    paragraph: int = 0


class Quote(NamedTuple):
    """New text that an amending act quotes.

    Attributes:
        start: First character after the opening mark.
        end: End before the closing mark.
        node: The node in which it stands.
    """

    start: int
    end: int
    node: int


class Outline(NamedTuple):
    """What was read of the tree.

    Attributes:
        nodes: The nodes in the order of the text.
        quotes: Quoted new text.
        first: Place of the paragraph where the tree begins.
        feet: Places of paragraphs that belong to no node: signatures, recipients.
    """

    nodes: list[Draft]
    quotes: list[Quote]
    first: int
    feet: list[int]


class _Reader:
    def __init__(self, sheet: Sheet, *, judgment: bool, loose: bool = False) -> None:
        self.loose = loose
        self.sheet = sheet
        self.judgment = judgment
        self.amending = pattern("amending_act").search(sheet.low) is not None
        self.nodes: list[Draft] = []
        self.stack: list[int] = []
        self.quotes: list[Quote] = []
        self.feet: list[int] = []
        self.first = len(sheet.paragraphs)
        self.foot = False
        self.closed = False  # inside an appendix of tables and forms
        self.attached = False  # inside an attached regulation
        self._last_article: str | None = None
        self._top_clause: str | None = None
        self._top_point: str | None = None
        self._top_roman = ""
        self.waiting = False  # for the title of a chapter

    # --- the stack

    def _push(self, kind: str, number: str, start: int, head_end: int, end: int, i: int) -> None:
        level = _LEVELS[kind]
        self.waiting = False
        while self.stack and _LEVELS[self.nodes[self.stack[-1]].kind] >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else -1
        if parent >= 0:
            self.nodes[parent].last[kind] = number
        self.stack.append(len(self.nodes))
        self.nodes.append(Draft(kind, number, start, head_end, end, parent, paragraph=i))
        self._extend(end)
        self.first = min(self.first, i)

    def _within(self, kind: str) -> Draft | None:
        """The open node of a kind, or nothing."""
        for k in reversed(self.stack):
            if self.nodes[k].kind == kind:
                return self.nodes[k]
        return None

    def _extend(self, end: int) -> None:
        for k in self.stack:
            self.nodes[k].end = end

    # --- numbers

    def _article_goes_on(self, number: str) -> bool:
        value, suffix = split_number(number)
        last = self._last_article
        if last is None:
            return True
        before, _ = split_number(last)
        if value == before + 1 or (value == before and suffix):
            return True
        step = _STEP if self.amending else _FAR
        return before < value <= before + step or (value == before and not suffix)

    def _clause_goes_on(self, number: str) -> bool:
        value, _ = split_number(number)
        holder = self._holder("clause")
        last = holder.last.get("clause") if holder is not None else self._top_clause
        if last is None:
            return (
                value == 1
                or self.loose
                or (value == 2 and holder is not None and not self.amending)
            )
        before, _ = split_number(last)
        return before <= value <= before + (2 if self.amending else _STEP)

    def _holder(self, kind: str) -> Draft | None:
        """The open node that a node of a kind would be put into."""
        level = _LEVELS[kind]
        for k in reversed(self.stack):
            if _LEVELS[self.nodes[k].kind] < level:
                return self.nodes[k]
        return None

    def _point_goes_on(self, number: str) -> bool:
        holder = self._holder("point")
        if holder is None:
            last, self._top_point = self._top_point, number
            return self.loose and (last is None or point_follows(last, number))
        if self.loose and not holder.last.get("point"):
            return True
        return point_follows(holder.last.get("point"), number)

    # --- paragraphs

    def read(self) -> Outline:
        paragraphs = self.sheet.paragraphs
        i = 0
        while i < len(paragraphs):
            p = paragraphs[i]
            if self._heading(i, p):
                i += 1
                continue
            if self.foot:
                self.feet.append(i)
            elif self.nodes and self.stack:
                if self.waiting and self._title(p):
                    self._extend(p.end)
                    i += 1
                    continue
                self.waiting = False
                stop = self._quoted(i)
                if stop > i:
                    self._extend(paragraphs[stop - 1].end)
                    i = stop
                    continue
                self._extend(p.end)
            i += 1
        if not self.nodes:
            self._foot_alone()
        return Outline(self.nodes, self.quotes, self.first, self.feet)

    def _foot_alone(self) -> None:
        """Reads the foot of a document without any node: a short letter."""
        low, text = self.sheet.low, self.sheet.text
        for i, p in enumerate(self.sheet.paragraphs):
            if i > 1 and text[p.start].isupper() and pattern("foot").match(low, p.start, p.end):
                self.first = i
                self.feet = list(range(i, len(self.sheet.paragraphs)))
                return

    def _title(self, p: Paragraph) -> bool:
        """Reads a paragraph as (more of) the title of the last node."""
        node = self.nodes[self.stack[-1]]
        text = self.sheet.text[p.start : p.end]
        capitals = text.isupper()
        if node.title and not capitals:
            return False
        if not capitals and node.kind != "appendix" and (text[-1] in ".;:" or len(text) > 200):
            return False
        if pattern("attached_by").search(self.sheet.low, p.start, min(p.end, p.start + 60)):
            return False
        node.title = f"{node.title} {text}".strip()
        self.waiting = capitals
        return True

    def _heading(self, i: int, p: Paragraph) -> bool:
        low, text = self.sheet.low, self.sheet.text
        start, end = p.start, p.end
        if self.judgment:
            return self._of_judgment(i, p)
        if self._appendix(i, p):
            return True
        if self.closed:
            return False
        if self.foot and not self.attached:
            return False
        if (
            self.nodes
            and not self.foot
            and pattern("foot").match(low, start, end)
            and text[start].isupper()
        ):
            self.foot = True
            self.feet.append(i)
            self.stack.clear()
            return True
        if self.foot:
            return False
        for kind in ("part", "chapter", "subsection", "section"):
            m = pattern(f"heading_{kind}").match(low, start, end)
            if m is not None and text[start].isupper() and self._large(kind, m.end(), p):
                number = text[m.start("number") : m.end("number")]
                self._push(kind, number, start, m.end(), end, i)
                self._inline(m.end(), end)
                return True
        m = pattern("heading_article").match(low, start, end)
        if m is not None and text[start].isupper():
            number = "".join(m.group("number").split())
            if self._article_goes_on(number) or (self.attached and split_number(number)[0] == 1):
                self._last_article = number
                self._push("article", number, start, m.end(), end, i)
                return True
        m = pattern("loose_article").match(low, start, end)
        if m is not None and text[start].isupper() and text[m.end() :].lstrip()[:1].isupper():
            number = m.group("number")
            if (
                self._last_article is not None
                and split_number(number)[0] == split_number(self._last_article)[0] + 1
            ):
                self._last_article = number
                self._push("article", number, start, m.end(), end, i)
                return True
        return self._small(i, p)

    def _large(self, kind: str, head_end: int, p: Paragraph) -> bool:
        """Whether what follows the number of a chapter or section lets it be a heading."""
        rest = self.sheet.text[head_end : p.end].strip()
        if not rest:
            return True
        marked = self.sheet.text[head_end - 1] in ".:-–)"
        return (
            (rest[0].isupper() or rest[0] in _OPEN)
            and (marked or rest.isupper() or kind == "chapter")
            and rest[-1] not in ";,"
        )

    def _inline(self, head_end: int, end: int) -> None:
        node = self.nodes[-1]
        node.title = self.sheet.text[head_end:end].strip(" .:–-\t\u00a0")
        self.waiting = not node.title or node.title.isupper()

    def _small(self, i: int, p: Paragraph) -> bool:
        low, text = self.sheet.low, self.sheet.text
        start, end = p.start, p.end
        article = self._within("article")
        m = pattern("heading_roman").match(low, start, end)
        capitals = article is None or text[start:end].isupper()
        if m is not None and capitals and text[start].isupper() and self._roman(m.group("number")):
            number = text[m.start("number") : m.end("number")]
            self._push("section", number, start, m.end(), end, i)
            self.nodes[-1].title = tidy(text[m.end() : end])
            self._top_clause = None
            return True
        m = pattern("heading_clause").match(low, start, end)
        if m is not None and self._clause_goes_on(m.group("number")):
            if self._holder("clause") is None:
                self._top_clause = m.group("number")
            self._push("clause", m.group("number"), start, m.end(), end, i)
            return True
        m = pattern("heading_point").match(low, start, end)
        if m is not None and self._point_goes_on(m.group("number")):
            self._push(
                "point", text[m.start("number") : m.end("number")].strip(), start, m.end(), end, i
            )
            return True
        return False

    def _roman(self, number: str) -> bool:
        holder = self._holder("section")
        last = (holder.last.get("section") if holder is not None else self._top_roman) or ""
        if roman(number) != roman(last) + 1:
            return False
        if holder is None:
            self._top_roman = number
        return True

    def _appendix(self, i: int, p: Paragraph) -> bool:
        low, text = self.sheet.low, self.sheet.text
        if not (self.foot or self.nodes) or not text[p.start].isupper():
            return False
        m = pattern("heading_appendix").match(low, p.start, p.end)
        if m is not None:
            head = text[p.start : m.end()]
            rest = text[m.end() : p.end].strip()
            number = text[m.start("number") : m.end("number")] if m.group("number") else ""
            if (head.isupper() and (not rest or rest.isupper() or rest[0] in "(-–")) or (
                self.foot and number and not rest
            ):
                form = not low.startswith("phụ", p.start)
                if form and (self.closed or not self.foot):
                    return False
                self._open_appendix("appendix", number, p, m.end(), i)
                self.closed = True
                return True
            return False
        if self.closed:
            return False
        m = pattern("heading_attached").match(low, p.start, p.end)
        if m is None or not text[p.start : p.end].isupper() or p.end - p.start > 600:
            return False
        if not self.foot and not self._begins_again(i):
            return False
        self._open_appendix("appendix", "", p, m.end(), i)
        self.attached = True
        return True

    def _begins_again(self, i: int) -> bool:
        """Whether the first article of an attached regulation follows soon, with no foot before."""
        article = pattern("heading_article")
        for q in self.sheet.paragraphs[i + 1 : i + 8]:
            m = article.match(self.sheet.low, q.start, q.end)
            if m is not None:
                return self._last_article is not None and split_number(m.group("number"))[0] == 1
        return False

    def _open_appendix(self, kind: str, number: str, p: Paragraph, head_end: int, i: int) -> None:
        self.stack.clear()
        self.foot = False
        self._last_article = None
        self._top_clause, self._top_roman = None, ""
        self._push(kind, number, p.start, head_end, p.end, i)
        node = self.nodes[-1]
        node.title = tidy(self.sheet.text[head_end : p.end])
        self.waiting = not node.title

    def _of_judgment(self, i: int, p: Paragraph) -> bool:
        low, text = self.sheet.low, self.sheet.text
        m = pattern("judgment_section").match(low, p.start, p.end)
        if m is not None and text[p.start : p.end].isupper():
            self.foot = False
            self._push("section", "", p.start, p.end, p.end, i)
            self.nodes[-1].title = text[p.start : p.end].strip(" :.")
            return True
        if not self.nodes or self.foot:
            return False
        if pattern("foot").match(low, p.start, p.end) and text[p.start].isupper():
            self.foot = True
            self.feet.append(i)
            self.stack.clear()
            return True
        m = pattern("heading_bracket").match(low, p.start, p.end)
        if m is not None:
            kind = "subclause" if "." in m.group("number") else "clause"
            self._push(kind, m.group("number"), p.start, m.end(), p.end, i)
            return True
        if "quyết" in low[self.nodes[self.stack[0]].start : self.nodes[self.stack[0]].head_end]:
            return self._small(i, p)
        return False

    # --- quoted new text

    def _quoted(self, i: int) -> int:
        """Reads the quoted new text that begins with a paragraph; gives the one after it."""
        paragraphs, text = self.sheet.paragraphs, self.sheet.text
        p = paragraphs[i]
        if text[p.start] not in _OPEN or i == 0:
            return i
        before = text[: p.start].rstrip("|- \n\t\u00a0*_")[-1:]
        if before not in (":", "”", '"', ";", "."):
            return i
        depth = 0
        j = i
        node = self.stack[-1]
        straight = text[p.start] == '"'
        while j < len(paragraphs):
            q = paragraphs[j]
            piece = text[q.start : q.end]
            if j > i and self._resumes(q):
                break
            depth += piece.count("“") - piece.count("”")
            tail = piece.rstrip(" .;,/")
            j += 1
            if straight:
                own = piece.count('"') - (1 if j - 1 == i else 0)
                if tail.endswith('"') and own % 2 == 1:
                    break
            elif depth <= 0 and tail.endswith(("”", '"', "’")):
                break
        last = paragraphs[j - 1]
        stop = last.end
        while stop > p.start and text[stop - 1] in " .;,/":
            stop -= 1
        closed = text[stop - 1] in _CLOSE
        self.quotes.append(Quote(p.start + 1, stop - 1 if closed else last.end, node))
        return j

    def _resumes(self, q: Paragraph) -> bool:
        """Whether a paragraph in a quotation goes on with the orders: its mark was forgotten."""
        low = self.sheet.low
        if self.sheet.text[q.start] in _OPEN:
            return False
        for kind, goes_on in (
            ("clause", self._clause_goes_on),
            ("point", self._point_goes_on),
            ("article", self._article_goes_on),
        ):
            m = pattern(f"heading_{kind}").match(low, q.start, q.end)
            if m is not None and goes_on("".join(m.group("number").split())):
                return pattern("order_here").match(low, m.end(), q.end) is not None
        return False


def read_outline(sheet: Sheet, *, judgment: bool = False, loose: bool = False) -> Outline:
    r"""Reads the tree of a document.

    Args:
        sheet: Its paragraphs.
        judgment: Whether it is a judgment, whose sections are named and not numbered.
        loose: Whether it is a piece of a document, whose first number may be any.

    Returns:
        The nodes, and what belongs to none.

    Example:
        >>> from vntext.legal.sheet import read_sheet
        >>> sheet = read_sheet("Điều 1. Phạm vi\n\n1. Bờ hồ.\n\na) Bờ Bắc;\n\nb) Bờ Nam.")
        >>> [(n.kind, n.number) for n in read_outline(sheet).nodes]
        [('article', '1'), ('clause', '1'), ('point', 'a'), ('point', 'b')]
    """
    outline = _Reader(sheet, judgment=judgment, loose=loose).read()
    _titles(sheet, outline)
    return outline


def _titles(sheet: Sheet, outline: Outline) -> None:
    """An article has a title where more text follows the paragraph of its heading."""
    for node in outline.nodes:
        if node.kind in _TITLED:
            node.title = tidy(node.title)
            continue
        if node.kind != "article":
            continue
        p = sheet.paragraphs[node.paragraph]
        # a sentence on the line below the number is text
        if node.end > p.end and not (p.below and sheet.text[p.end - 1] in ".;:"):
            node.title = tidy(sheet.text[node.head_end : p.end])

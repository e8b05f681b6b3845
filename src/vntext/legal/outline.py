"""The tree of a document: parts, chapters, sections, articles, clauses, points, appendices.

Headings are read paragraph by paragraph. A number that does not go on with the numbers before it is
no heading but text that a heading's mark happens to open; quoted text is left to `amendments`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.legal.numbers import roman, split_number, tidy
from vntext.legal.patterns import pattern
from vntext.legal.quoted import read_quoted
from vntext.legal.tree import Draft, Outline, Quote, Tree

if TYPE_CHECKING:
    from vntext.legal.sheet import Paragraph, Sheet

__all__ = ["Draft", "Outline", "Quote", "read_outline"]

_TITLED = ("part", "chapter", "section", "subsection", "appendix")
_OPEN = '“"‘«'


class _Reader(Tree):
    def __init__(self, sheet: Sheet, *, judgment: bool, loose: bool = False) -> None:
        super().__init__(sheet, loose=loose)
        self.judgment = judgment
        self.feet: list[int] = []
        self.foot = False
        self.closed = False  # inside an appendix of tables and forms
        self.attached = False  # inside an attached regulation

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
                    self.extend(p.end)
                    i += 1
                    continue
                self.waiting = False
                stop = read_quoted(self, i)
                if stop > i:
                    self.extend(paragraphs[stop - 1].end)
                    i = stop
                    continue
                self.extend(p.end)
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
                self.push(kind, number, start, m.end(), end, i)
                self._inline(m.end(), end)
                return True
        m = pattern("heading_article").match(low, start, end)
        if m is not None and text[start].isupper():
            number = "".join(m.group("number").split())
            if self.article_goes_on(number) or (self.attached and split_number(number)[0] == 1):
                self.last_article = number
                self.push("article", number, start, m.end(), end, i)
                return True
        m = pattern("loose_article").match(low, start, end)
        if m is not None and text[start].isupper() and text[m.end() :].lstrip()[:1].isupper():
            number = m.group("number")
            if (
                self.last_article is not None
                and split_number(number)[0] == split_number(self.last_article)[0] + 1
            ):
                self.last_article = number
                self.push("article", number, start, m.end(), end, i)
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
        article = self.within("article")
        m = pattern("heading_roman").match(low, start, end)
        capitals = article is None or text[start:end].isupper()
        if m is not None and capitals and text[start].isupper() and self._roman(m.group("number")):
            number = text[m.start("number") : m.end("number")]
            self.push("section", number, start, m.end(), end, i)
            self.nodes[-1].title = tidy(text[m.end() : end])
            self.top_clause = None
            return True
        m = pattern("heading_clause").match(low, start, end)
        if m is not None and self.clause_goes_on(m.group("number")):
            if self.holder("clause") is None:
                self.top_clause = m.group("number")
            self.push("clause", m.group("number"), start, m.end(), end, i)
            return True
        m = pattern("heading_point").match(low, start, end)
        if m is not None and self.point_goes_on(m.group("number")):
            self.push(
                "point", text[m.start("number") : m.end("number")].strip(), start, m.end(), end, i
            )
            return True
        return False

    def _roman(self, number: str) -> bool:
        holder = self.holder("section")
        last = (holder.last.get("section") if holder is not None else self.top_roman) or ""
        if roman(number) != roman(last) + 1:
            return False
        if holder is None:
            self.top_roman = number
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
                return self.last_article is not None and split_number(m.group("number"))[0] == 1
        return False

    def _open_appendix(self, kind: str, number: str, p: Paragraph, head_end: int, i: int) -> None:
        self.stack.clear()
        self.foot = False
        self.last_article = None
        self.top_clause, self.top_roman = None, ""
        self.push(kind, number, p.start, head_end, p.end, i)
        node = self.nodes[-1]
        node.title = tidy(self.sheet.text[head_end : p.end])
        self.waiting = not node.title

    def _of_judgment(self, i: int, p: Paragraph) -> bool:
        low, text = self.sheet.low, self.sheet.text
        m = pattern("judgment_section").match(low, p.start, p.end)
        if m is not None and text[p.start : p.end].isupper():
            self.foot = False
            self.push("section", "", p.start, p.end, p.end, i)
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
            self.push(kind, m.group("number"), p.start, m.end(), p.end, i)
            return True
        if "quyết" in low[self.nodes[self.stack[0]].start : self.nodes[self.stack[0]].head_end]:
            return self._small(i, p)
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

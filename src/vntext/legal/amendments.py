"""What an act changes in others: amended, inserted, repealed provisions and phrases, replaced acts.

An order stands in the heading paragraph of a node, the new text in quotation marks below it. Which
act is meant the order says, or the node above it, or the title of the act.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from vntext.legal.chains import chains_of, expanded
from vntext.legal.changes import Change, merged, with_provisions
from vntext.legal.orders import Piece, blotted, completed, joined_pieces, pieces_of, quotations
from vntext.legal.patterns import pattern
from vntext.legal.scopes import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.legal.find import Row
    from vntext.legal.outline import Draft, Outline
    from vntext.legal.sheet import Sheet

__all__ = ["Change", "read_amendments"]


class _Reader:
    def __init__(self, sheet: Sheet, outline: Outline, outer: Sequence[Row], title: Row | None):
        self.sheet, self.nodes, self.outline = sheet, outline.nodes, outline
        self.outer, self.title = outer, title
        self.starts = [r.start for r in outer]
        self.quotes = Spans((q.start - 1, q.end) for q in outline.quotes)
        self.out: list[Change] = []
        self.acts: dict[int, Row | None] = {}
        self.ops: dict[int, str] = {}
        self.bases: dict[int, str] = {}
        self.place = ""  # the provision in which a paragraph says that its orders are
        self.children = {n.parent for n in outline.nodes if n.parent >= 0}
        self.quoted = {q.node: q for q in reversed(outline.quotes)}

    def read(self) -> list[Change]:
        for i, node in enumerate(self.nodes):
            paragraphs = self._own(i, node)
            self.acts[i] = self.acts.get(node.parent, self.title)
            self.ops[i] = self.ops.get(node.parent, "")
            self.bases[i] = self.bases.get(node.parent, "")
            for start, end in paragraphs:
                self._order(i, start, end)
        return self.out

    def _own(self, i: int, node: Draft) -> list[tuple[int, int]]:
        """The paragraphs of a node that are in no quotation and in no child."""
        stop = next((n.start for n in self.nodes[i + 1 : i + 2]), node.end)
        stop = min(stop, node.end)
        out = []
        for p in self.sheet.paragraphs[node.paragraph : node.paragraph + 40]:
            if p.start >= stop:
                break
            start = node.head_end if p.start == node.start else p.start
            if self.quotes.holds(start):
                continue
            out.append((start, min(p.end, stop) if p.start < stop else p.end))
        return out

    # --- one paragraph

    def _order(self, i: int, start: int, end: int) -> None:
        low = self.sheet.low[start:end]
        spans = quotations(low)
        plain = blotted(low, spans)
        a, b = bisect_left(self.starts, start), bisect_left(self.starts, end)
        rows = [r for r in self.outer[a:b] if "\0" not in plain[r.start - start : r.end - start]]
        self.place = ""
        at = pattern("at_place").match(plain)
        if at is not None and len(named := chains_of(at.group())) == 1:
            # "Tại Điều 4: bãi bỏ khoản 2; ..."
            self.place = expanded(named[0])[0]
            plain = " " * at.end() + plain[at.end() :]
        if pattern("replaces_act").search(plain):
            if not rows and i in self.children and plain.rstrip().endswith(":"):
                self.ops[i] = "expire"  # "Các văn bản sau đây hết hiệu lực:", a list below
                return
            if self._replaced(i, start, plain, rows):
                return
        if self.ops[i] in ("expire", "repeal") and self._listed(i, start, plain, rows):
            return
        op = self._verb(plain, rows, start)
        own = op is not None
        if op is None:
            op = (
                self.ops[i]
                if (spans or chains_of(plain)) and plain.lstrip()[:1] in '“"cđkmptv'
                else ""
            )
        if not op:
            return
        first = next((r for r in rows), None)
        container = i in self.children
        if first is not None:
            self.acts[i] = first
        if own and container:
            self.ops[i] = (
                "repeal" if op == "repeal" else "replace" if op == "replace" else self.ops[i]
            )
        if container:
            provisions = [
                p
                for c in chains_of(plain[: first.end - start if first else None])
                for p in expanded(c)
            ]
            if len(provisions) == 1 and op != "repeal":
                self.bases[i] = provisions[0]
            return
        pieces = pieces_of(plain, start, op, spans, rows)
        count = len(self.out)
        act = None
        for piece in reversed(pieces):
            act = piece.act or act
            piece.act = act or self.acts[i]
        for piece, text in joined_pieces(pieces, plain, start):
            self._emit(i, piece, text, start)
        self.out[count:] = merged(with_provisions(self.out[count:]), self.sheet.text)

    def _listed(self, i: int, base: int, plain: str, rows: list[Row]) -> bool:
        """Reads an act in a list of acts that go: "a) Thông tư số 5/2028/TT-BXD ngày ..."."""
        if not rows or i in self.children or plain[: rows[0].start - base].strip(" -–+"):
            return False
        row = rows[0]
        provisions = [p for c in chains_of(plain[: row.end - base]) for p in expanded(c)]
        op = "replace_act" if self.ops[i] == "expire" and not provisions else "repeal"
        self._add(op, i, Piece(row.start, row.end, op, (), row), provisions)
        return True

    def _verb(self, plain: str, rows: list[Row], start: int) -> str | None:
        """The operation that a paragraph orders, or ``None``."""
        m = pattern("order").search(plain[:120])
        if m is not None and not plain[: m.start()].strip(" .:-–)"):
            return str(m.lastgroup)
        m = pattern("order_passive").search(plain)
        return str(m.lastgroup) if m is not None else None

    def _emit(self, i: int, piece: Piece, text: str, base: int) -> None:
        title = len(text)
        if piece.act is not None and piece.start <= piece.act.start < piece.end:
            title = piece.act.end - piece.start
        before_title = text[:title]
        phrase = pattern("phrase").match(text.lstrip()) and piece.phrases
        if phrase and piece.op == "insert" and len(piece.phrases) == 2:
            self._inserted_phrase(i, piece, text, base)
            return
        if phrase and (piece.op in ("replace", "repeal", "amend") or "\0" in before_title):
            self._phrases(i, piece, text, base)
            return
        after = pattern("after_which").search(before_title)
        where = (
            before_title if after is None or piece.op != "insert" else before_title[: after.start()]
        )
        inserted = after is not None and piece.op == "insert"
        if piece.op == "insert":
            where = pattern("into").sub(" của ", where)
        provisions = self._provisions(-1 if inserted else i, where)
        position = ""
        if after is not None and piece.op == "insert":
            places = self._provisions(i, before_title[after.end() :])
            position = places[-1] if places else ""
            provisions = completed(provisions, position)
        op = "replace_act" if piece.op == "replace" and not provisions else piece.op
        if op == "replace":
            op = "amend"
        if not provisions and (op not in ("repeal", "replace_act", "suspend") or piece.act is None):
            return
        if not provisions and not (
            piece.act is not None and piece.start <= piece.act.start < piece.end
        ):
            return
        new_text = self._new_text(i, piece.end) if op in ("amend", "insert") else None
        if op in ("amend", "insert") and new_text is None and i in self.children:
            return
        self._add(op, i, piece, provisions, position=position, new_text=new_text)

    def _add(
        self,
        op: str,
        i: int,
        piece: Piece,
        provisions: Sequence[str],
        *,
        position: str = "",
        new_text: tuple[int, int] | None = None,
        phrase_from: tuple[int, int] | None = None,
        phrase_to: tuple[int, int] | None = None,
    ) -> None:
        self.out.append(
            Change(
                op,
                i,
                piece.act,
                tuple(dict.fromkeys(provisions)),
                position,
                new_text,
                phrase_from,
                phrase_to,
                piece.start,
                piece.end,
            )
        )

    def _provisions(self, i: int, text: str) -> list[str]:
        base = self.place or (self.bases.get(self.nodes[i].parent, "") if i >= 0 else "")
        out: list[str] = []
        begin = end = 0
        for chain in chains_of(text):
            start = min(t.start for t in chain)
            named = pattern("name_of").search(text[:start])
            head = f"{' '.join(named.group(1).split())} " if named is not None else ""
            own_end = max(t.end for t in chain if t.start >= start and t.end <= len(text))
            between = text[end:start]
            if out and pattern("described").fullmatch(between):
                # "mục 2 Bản mô tả vị trí việc làm tại Phụ lục VI": words that no unit is
                out[-1] = " ".join(text[begin:own_end].split())
            else:
                begin = start
                out += [head + p for p in expanded(chain)]
            end = own_end
        return [f"{p} {base}" if base and base not in p else p for p in out]

    def _new_text(self, i: int, end: int) -> tuple[int, int] | None:
        quote = self.quoted.get(i)
        if quote is not None:
            return quote.start, quote.end
        node = self.nodes[i]
        if i in self.children or self.sheet.text[end - 1] != ":" or node.end <= end:
            return None
        start = next(
            (p.start for p in self.sheet.paragraphs[node.paragraph :] if p.start >= end), -1
        )
        return (start, node.end) if 0 <= start < node.end else None

    def _phrases(self, i: int, piece: Piece, text: str, base: int) -> None:
        """Pairs of phrases, each with the provisions that follow it."""
        spans = [(a + base + 1, b + base - 1) for a, b in piece.phrases]
        groups: list[tuple[list[tuple[int, int]], tuple[int, int] | None, str]] = []
        waiting: list[tuple[int, int]] = []
        for k, (a, b) in enumerate(spans):
            begin = (spans[k - 1][1] + 1 if k else piece.start) - piece.start
            between = text[max(0, begin) : a - 1 - piece.start]
            stop = (spans[k + 1][0] - 1 if k + 1 < len(spans) else piece.end) - piece.start
            after = (
                text[b + 1 - piece.start : stop]
                if k + 1 < len(spans)
                else text[b + 1 - piece.start :]
            )
            if waiting and pattern("becomes").search(between):
                groups.append((waiting, (a, b), after if chains_of(after) else between + after))
                waiting = []
                continue
            waiting.append((a, b))
            follows = pattern("becomes").search(after) is not None and k + 1 < len(spans)
            if not follows and (chains_of(after) or k + 1 == len(spans)):
                groups.append((waiting, None, after))
                waiting = []
        provisions: list[str] = []
        ready = []
        for sources, target, after in reversed(groups):
            provisions = self._provisions(i, after) or provisions
            ready.append((sources, target, provisions))
        for sources, target, where in reversed(ready):
            for phrase in sources:
                self._add("replace_phrase", i, piece, where, phrase_from=phrase, phrase_to=target)

    def _inserted_phrase(self, i: int, piece: Piece, text: str, base: int) -> None:
        """Reads "bổ sung cụm từ “x” vào sau cụm từ “y” tại Điều 3"."""
        new, old = ((a + base + 1, b + base - 1) for a, b in piece.phrases)
        provisions = self._provisions(i, text[old[1] + 1 - piece.start :])
        place = " ".join(self.sheet.text[new[1] + 1 : old[1] + 1].split())
        m = pattern("after_which").search(place.lower())
        position = place[m.end() :] if m is not None else place
        self._add("insert", i, piece, provisions, position=position, new_text=new)

    def _replaced(self, i: int, base: int, plain: str, rows: list[Row]) -> bool:
        """Reads acts that the act replaces, or that expire with it."""
        m = pattern("replaces_act").search(plain)
        if m is None or not rows:
            return False
        expiring = pattern("expires").search(plain) is not None
        found = False
        last_end = 0
        for row in rows:
            at = row.start - base
            if row.provision or (not expiring and at < m.start()) or not row.code:
                continue
            between = plain[last_end:at]
            if found and ";" not in between and "và" not in between[-12:] and len(between) > 4:
                continue
            if not pattern("before_listed").search(plain[max(0, at - 40) : at]):
                continue
            found = True
            last_end = row.end - base
            piece = Piece(row.start, row.end, "replace_act", (), row)
            self._add("replace_act", i, piece, ())
        return found


def read_amendments(
    sheet: Sheet, outline: Outline, outer: Sequence[Row], title: Row | None
) -> list[Change]:
    """Reads what a document changes in others.

    Args:
        sheet: Its paragraphs.
        outline: Its tree.
        outer: References to other documents, in the order of the text.
        title: The document that the title names, or ``None``.

    Returns:
        The operations in the order of the text.
    """
    return _Reader(sheet, outline, outer, title).read()

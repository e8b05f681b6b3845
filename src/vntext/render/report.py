"""A document as a report to read in a terminal."""

from __future__ import annotations

import textwrap
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

from vntext.document import check_document
from vntext.labels import listed_labels
from vntext.render.names import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vntext.document import Document, LegalReference, Person, Span
    from vntext.render.names import Language

__all__ = ["report"]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        _flat(text), width, initial_indent=first, subsequent_indent=rest, break_long_words=False
    )


def _counted(names: Iterable[str]) -> list[str]:
    """Names with how often they occur, most frequent first."""
    counts = Counter(map(_flat, names))
    return [f"{n} ({k})" if k > 1 else n for n, k in counts.most_common()]


_WORDS: Final = {
    "en": {
        "author": "author",
        "also": "also",
        "type": "type",
        "code": "code",
        "provision": "provision",
        "issuer": "issuer",
        "date": "date",
        "counts": "({characters} characters, {paragraphs} paragraphs, {sentences} sentences, "
        "{words} words)",
    },
    "vi": {
        "author": "tác giả",
        "also": "còn gọi",
        "type": "loại",
        "code": "số hiệu",
        "provision": "điều khoản",
        "issuer": "cơ quan ban hành",
        "date": "ngày",
        "counts": "({characters} ký tự, {paragraphs} đoạn, {sentences} câu, {words} từ)",
    },
}


class _Reader:
    """What spans of a document say, without the tags and signs of a page."""

    def __init__(self, doc: Document) -> None:
        marked = doc.source != "plain"
        self._edits = [e for e in doc.edits if e.name != "case"] if marked else []
        self._starts = [e.start for e in self._edits]

    def read(self, span: Span) -> str:
        """The text of a span on one line."""
        out = []
        at = span.start
        for k in range(bisect_left(self._starts, at), len(self._edits)):
            e = self._edits[k]
            if e.end > span.end:
                break
            out += [span.text[at - span.start : e.start - span.start], e.replacement]
            at = e.end
        return _flat("".join([*out, span.text[at - span.start :]]))


def _person(p: Person, width: int, words: Mapping[str, str], reader: _Reader) -> list[str]:
    head = p.name + (f" ({words['author']})" if p.role == "author" else "")
    others = [n for n in _counted(map(reader.read, p.mentions)) if n.split(" (")[0] != p.name]
    if others:
        head += f"  {words['also']}: {', '.join(others)}"
    out = [_wrap(head, width, "  ", "    ")]
    seen = set()
    for t in p.titles:
        line = reader.read(t)
        body = "" if t.organization is None else reader.read(t.organization)
        if body and body != line:
            line += f"  [{body}]"
        if line not in seen:
            seen.add(line)
            out.append(_wrap(line, width, "    - ", "      "))
    return out


def _reference(r: LegalReference, width: int, words: Mapping[str, str], reader: _Reader) -> str:
    shown = {
        "type": r.type,
        "code": r.code,
        "provision": r.provision,
        "issuer": r.issuer,
        "date": r.date,
    }
    fields = "; ".join(f"{words[k]}: {v}" for k, v in shown.items() if v)
    return _wrap(f"{reader.read(r)}  ({fields})", width, "  - ", "    ")


def report(doc: Document, *, width: int = 88, lang: Language = "en") -> str:
    """Writes what was found in a document as plain text.

    Args:
        doc: A document.
        width: Longest line, in characters.
        lang: Language of headings, ``"vi"`` or ``"en"``.

    Returns:
        The report, ending with a line break; parts with nothing to say are left out.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidOptionError: If there are no headings in ``lang``.
    """
    check_document(doc)
    heads = names(lang)
    words = _WORDS[lang]
    reader = _Reader(doc)
    out: list[str] = []

    def part(name: str, lines: list[str]) -> None:
        if lines:
            out.extend([name, *lines, ""])

    part(
        heads["summary"],
        [_wrap(s.shown or s.text, width, "  ", "  ") for s in doc.summary.sentences],
    )
    lines = [line for p in doc.people for line in _person(p, width, words, reader)]
    part(heads["people"], lines)
    part(heads["legal"], [_reference(r, width, words, reader) for r in doc.legal_references])
    for row in listed_labels():
        found = _counted(reader.read(e) for e in doc.entities if e.label == row.name)
        head = row.plural if lang == "en" else row.vi
        part(head.capitalize(), [_wrap("; ".join(found), width, "  ", "  ")] if found else [])
    counts = {n: len(getattr(doc, n)) for n in ("paragraphs", "sentences", "words")}
    out.append(words["counts"].format(characters=len(doc.text), **counts))
    return "\n".join(out) + "\n"

r"""CoNLL-U: words, sentences, paragraphs, parts of speech and entities, and back.

The ten columns are those of Universal Dependencies; a word may hold spaces. The column MISC tells
what stands between the words, as UDPipe writes it (``SpaceAfter=No``, ``SpacesAfter=\n``), so that
the text comes back character by character, and the entities (``Entity=(e1-PERSON)``), which may
nest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from vntext.checks import check_flag, check_str, check_string
from vntext.document import Document, Sentence, Words, check_document
from vntext.errors import InvalidDocumentError
from vntext.integrations.annotated import entity, with_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["from_conllu", "to_conllu"]

_ESCAPES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": r"\\"}
_CHARACTERS = {written: c for c, written in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\[strnp\\]")

COLUMNS = 10


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(c, c) for c in text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: _CHARACTERS[m.group()], text)


# -- writing ---------------------------------------------------------------------------------------


def to_conllu(doc: Document, *, doc_id: str = "", tags: bool = True) -> str:
    r"""Writes a document in the CoNLL-U format.

    Args:
        doc: The document.
        doc_id: What identifies it; ``# newdoc id = ...`` and the ids of sentences hold it.
        tags: Fill the columns UPOS and XPOS, which takes most of the time.

    Returns:
        The sentences, each followed by a blank line; ``""`` for a blank text. Heads and relations
        are left open (``_``).

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.
        InvalidDocumentError: If an entity holds no part of a word.

    Example:
        >>> import vntext
        >>> rows = to_conllu(vntext.analyze("Bà Mai về Huế."), doc_id="a", tags=False)
        >>> print(rows.replace("\t", " ").strip())
        # newdoc id = a
        # newpar
        # sent_id = a-1
        # text = Bà Mai về Huế.
        1 Bà _ _ _ _ _ _ _ _
        2 Mai _ _ _ _ _ _ _ Entity=(e1-PERSON)
        3 về _ _ _ _ _ _ _ _
        4 Huế _ _ _ _ _ _ _ Entity=(e2-LOC)|SpaceAfter=No
        5 . _ _ _ _ _ _ _ SpaceAfter=No
    """
    check_document(doc)
    check_string("doc_id", doc_id)
    check_flag("tags", tags)
    words = list(doc.words)
    if not words:
        return ""
    tagged = [(w.tag, w.upos) for w in doc.pos_tags] if tags else [("_", "_")] * len(words)
    marks = _marks(doc)
    paragraphs = {p.start for p in doc.paragraphs}
    doc_id = " ".join(doc_id.split())
    out = [f"# newdoc id = {doc_id}" if doc_id else "# newdoc"]
    bounds = [s.end for s in doc.sentences[:-1]] + [len(doc.text)]
    k = 0
    for number, bound in enumerate(bounds, 1):
        rows, shown = [], []
        first = k
        while k < len(words) and words[k].start < bound:
            start, end = words[k].start, words[k].end
            after = words[k + 1].start if k + 1 < len(words) else len(doc.text)
            form = " ".join(words[k].text.split())
            misc = list(marks.get(k, ()))
            if k == 0 and start:
                misc.append(f"SpacesBefore={_escape(doc.text[:start])}")
            if form != words[k].text:
                misc.append(f"SpacesInToken={_escape(words[k].text)}")
            gap = doc.text[end:after]
            misc += _gap(gap)
            tag, upos = tagged[k]
            cells = [str(k - first + 1), form, "_", upos, tag, *["_"] * 4, "|".join(misc) or "_"]
            rows.append("\t".join(cells))
            shown.append(form + (" " if gap[:1].isspace() else ""))
            k += 1
        if not rows:
            continue
        if any(words[i].start in paragraphs for i in range(first, k)):
            out.append("# newpar")
        name = f"{doc_id}-{number}" if doc_id else str(number)
        out += [f"# sent_id = {name}", f"# text = {''.join(shown).strip()}", *rows, ""]
    return "\n".join(out) + "\n"


def _gap(gap: str) -> list[str]:
    if gap == " ":
        return []
    if not gap:
        return ["SpaceAfter=No"]
    told = f"SpacesAfter={_escape(gap)}"
    return [told] if gap[:1].isspace() else ["SpaceAfter=No", told]


def _marks(doc: Document) -> dict[int, list[str]]:
    """For each word with borders of entities the attribute that tells them."""
    from bisect import bisect_left, bisect_right

    starts, ends = doc.words.starts.tolist(), doc.words.ends.tolist()
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for number, e in enumerate(sorted(doc.entities, key=lambda e: (e.start, -e.end)), 1):
        first, last = bisect_right(ends, e.start), bisect_left(starts, e.end) - 1
        if first > last:
            raise InvalidDocumentError(f"{e!r} lies between words; CoNLL-U cannot say that")
        # an entity may begin or end inside a word: so many characters after its border
        begins, stops = e.start - starts[first], e.end - ends[last]
        opening = f"(e{number}-{e.label}"
        if first == last:
            edges = f"{begins:+}{stops:+}" if begins or stops else ""
            opened.setdefault(first, []).append(f"{opening}{edges})")
        else:
            opened.setdefault(first, []).append(opening + (f"{begins:+}" if begins else ""))
            closing = f"e{number}{f'{stops:+}' if stops else ''})"
            closed.setdefault(last, []).insert(0, closing)
    return {
        k: ["Entity=" + "".join([*closed.get(k, ()), *opened.get(k, ())])]
        for k in {*opened, *closed}
    }


# -- reading ---------------------------------------------------------------------------------------


def from_conllu(data: str) -> Document:
    r"""Reads a document in the CoNLL-U format.

    Args:
        data: One document, as `to_conllu` or another tool wrote it.

    Returns:
        The document: its text, words, sentences and entities are those of the data; every other
        layer is made when it is looked at. Several documents in ``data`` are read as one text.

    Raises:
        InvalidDocumentError: If ``data`` is not in the format; the message names the line.

    Example:
        >>> rows = "1 Trời _ _ _ _ _ _ _ _\n2 mưa _ _ _ _ _ _ _ SpaceAfter=No\n"
        >>> from_conllu(rows.replace(" ", "\t")).text
        'Trời mưa'
    """
    check_str(data, "data", InvalidDocumentError)
    text: list[str] = []
    at = 0
    words: list[tuple[int, int]] = []
    sentences: list[Sentence] = []
    entities: list[tuple[int, int, str, int]] = []
    waiting: dict[str, tuple[int, str, int]] = {}
    for rows in _sentences(data):
        first = len(words)
        for number, form, misc in rows:
            before = _unescape(misc.get("SpacesBefore", ""))
            word = _unescape(misc.get("SpacesInToken", "")) or form
            start = at + len(before)
            end = start + len(word)
            default = "" if misc.get("SpaceAfter") == "No" else " "
            after = _unescape(misc["SpacesAfter"]) if "SpacesAfter" in misc else default
            text += (before, word, after)
            words.append((start, end))
            at = end + len(after)
            if told := misc.get("Entity"):
                entities += _entities(told, start, end, waiting, number)
        begin, last = words[first][0], words[-1][1]
        sentences.append(Sentence(begin, last, "", "conllu"))
    if waiting:
        raise InvalidDocumentError(f"the entity {next(iter(waiting))} does not end")
    whole = "".join(text)
    found = sorted(entities, key=lambda e: (e[0], -e[1], e[3]))
    return with_marks(
        whole,
        {
            "words": Words.of(whole, words),
            "sentences": tuple(
                Sentence(s.start, s.end, whole[s.start : s.end], s.rule) for s in sentences
            ),
            "entities": tuple(entity(whole, a, b, label, "conllu") for a, b, label, _ in found),
        },
    )


def _sentences(data: str) -> Iterator[list[tuple[int, str, dict[str, str]]]]:
    """The tokens of each sentence: number of the line, form, attributes."""
    rows: list[tuple[int, str, dict[str, str]]] = []
    inside = 0  # last word of a token of several words, which are no text of their own
    for number, read in enumerate(data.split("\n"), 1):
        line = read.removesuffix("\r")
        if not line:
            if rows:
                yield rows
            rows, inside = [], 0
        elif not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != COLUMNS or not cells[1]:
                raise InvalidDocumentError(f"line {number} does not have {COLUMNS} columns")
            name, form, misc = cells[0], cells[1], cells[9]
            m = re.fullmatch(r"(\d+)(?:([-.])(\d+))?", name, re.ASCII)
            if m is None:
                raise InvalidDocumentError(f"line {number} begins with {name!r}, which is no id")
            if m[2] == ".":
                continue  # an empty node stands in no text
            if m[2] == "-":
                inside = int(m[3])
            elif int(m[1]) <= inside:
                continue
            rows.append((number, form, dict(_attributes(misc))))
    if rows:
        yield rows


def _attributes(misc: str) -> Iterable[tuple[str, str]]:
    for part in misc.split("|") if misc != "_" else ():
        name, _, value = part.partition("=")
        yield name, value


_MARK = re.compile(
    r"\((?P<open>\w+)-(?P<label>[A-Z]+)(?P<begins>[+-]\d+)?(?P<alone>(?P<stops>[+-]\d+)?\))?"
    r"|(?P<close>\w+)(?P<closes>[+-]\d+)?\)",
    re.ASCII,
)


def _entities(
    told: str, start: int, end: int, waiting: dict[str, Any], line: int
) -> Iterator[tuple[int, int, str, int]]:
    """Entities that end at a word; those that begin at it wait for their end."""
    at = 0
    while at < len(told):
        m = _MARK.match(told, at)
        if m is None or (m["close"] and m["close"] not in waiting):
            raise InvalidDocumentError(f"line {line}: Entity={told} cannot be read")
        at = m.end()
        if m["close"]:
            begin, label, order = waiting.pop(m["close"])
            yield begin, end + int(m["closes"] or 0), label, order
            continue
        begin = start + int(m["begins"] or 0)
        order = int(m["open"][1:]) if m["open"][1:].isdigit() else 0
        if m["alone"]:
            yield begin, end + int(m["stops"] or 0), m["label"], order
        else:
            waiting[m["open"]] = (begin, m["label"], order)

"""brat standoff: entities, people and titles beside the untouched text, and back.

Marks are lines ``T`` with offsets in characters; mentions of one person are an equivalence
(``* Alias``), a person and a title are joined by a relation (``Holds``), and an author has the
attribute ``Author``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from vntext.checks import check_str
from vntext.document import check_document
from vntext.errors import InvalidDocumentError
from vntext.integrations.annotated import entity, links, people, with_marks
from vntext.labels import LABELS

if TYPE_CHECKING:
    from vntext.document import Document, Entity

__all__ = ["Brat", "brat_config", "from_brat", "to_brat"]


class Brat(NamedTuple):
    """The two files of a document.

    Attributes:
        text: What goes into ``NAME.txt``: the text as it is.
        annotations: What goes into ``NAME.ann``.
    """

    text: str
    annotations: str


def brat_config() -> str:
    """What goes into ``annotation.conf``, for labels and links of the library.

    Example:
        >>> print(brat_config().splitlines()[0])
        [entities]
    """
    parts = (
        ("entities", LABELS),
        (
            "relations",
            (
                "Holds Arg1:PERSON, Arg2:TITLE",
                "Alias Arg1:PERSON, Arg2:PERSON, <REL-TYPE>:symmetric-transitive",
            ),
        ),
        ("events", ()),
        ("attributes", ("Author Arg:PERSON",)),
    )
    return "\n".join("\n".join([f"[{name}]", *rows, ""]) for name, rows in parts)


def to_brat(doc: Document) -> Brat:
    r"""Writes entities, people and titles for brat.

    Args:
        doc: The document.

    Returns:
        Text and annotations. The document of a legal reference is a note of its mark.

    Raises:
        InvalidTextError: If ``doc`` is no `Document`.

    Example:
        >>> import vntext
        >>> made = to_brat(vntext.analyze("Bà Mai, Giám đốc Sở Y tế."))
        >>> print(made.annotations.replace("\t", " "), end="")
        T1 PERSON 3 6 Mai
        T2 TITLE 8 24 Giám đốc Sở Y tế
        T3 ORG 17 24 Sở Y tế
        R1 Holds Arg1:T1 Arg2:T2
    """
    check_document(doc)
    found = links(doc)
    out = []
    for k, (start, end, label) in enumerate(found.marks, 1):
        pieces = _pieces(doc.text, start, end)
        places = ";".join(f"{a} {b}" for a, b in pieces)
        shown = " ".join(_flat(doc.text[a:b]) for a, b in pieces)
        out.append(f"T{k}\t{label} {places}\t{shown}")
    out += [
        "*\tAlias " + " ".join(f"T{k + 1}" for k in same) for same in found.same if len(same) > 1
    ]
    out += [
        f"R{n}\tHolds Arg1:T{who + 1} Arg2:T{what + 1}"
        for n, (who, what) in enumerate(found.holds, 1)
    ]
    out += [f"A{n}\tAuthor T{k + 1}" for n, k in enumerate(found.authors, 1)]
    number = {mark: k for k, mark in enumerate(found.marks, 1)}
    notes = [(number.get((r.start, r.end, "LAW")), r.key) for r in doc.legal_references]
    told = [f"AnnotatorNotes T{k}\t{key}" for k, key in notes if k and key]
    out += [f"#{n}\t{note}" for n, note in enumerate(told, 1)]
    return Brat(doc.text, "".join(line + "\n" for line in out))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The mark line by line: brat lets none cross a line break."""
    found = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    return found or [(start, end)]


def _flat(text: str) -> str:
    return re.sub(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text)


def from_brat(text: str, annotations: str) -> Document:
    r"""Reads what was marked in brat.

    Args:
        text: The text, as it stands in ``NAME.txt``.
        annotations: What stands in ``NAME.ann``.

    Returns:
        The document: entities and people are those of the annotations, every other layer is made
        when it is looked at. A PERSON that no ``Alias`` joins to another is a person alone. Notes,
        events and what the library does not know besides are passed over.

    Raises:
        InvalidDocumentError: If a mark has a label that is not known, or is of pieces that do not
            lie side by side, a link names what is not there, or a line is none of brat; the message
            names the line.

    Example:
        >>> doc = from_brat("Bà Mai về.", "T1\tPERSON 3 6\tMai\n")
        >>> doc.people[0].name
        'Mai'
    """
    check_str(text)
    check_str(annotations, "annotations", InvalidDocumentError)
    marks: dict[str, Entity] = {}
    linked: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(annotations.split("\n"), 1):
        name, _, rest = line.rstrip("\r").partition("\t")
        body = rest.partition("\t")[0]
        try:
            if name.startswith("T"):
                marks[name] = _mark(text, body)
            elif name == "*" and body.startswith("Alias "):
                linked.append(("same", number, body.split()[1:]))
            elif name.startswith("R"):
                kind, *ends = body.split()
                given = [end.partition(":")[2] for end in sorted(ends)]
                linked.append(({"Alias": "same", "Holds": "holds"}.get(kind, ""), number, given))
            elif name.startswith(("A", "M")) and body.startswith("Author "):
                linked.append(("author", number, body.split()[1:2]))
            elif line.strip() and (not rest or name[0] not in _OTHERS):
                raise InvalidDocumentError(f"line {number} is nothing that brat writes")
        except ValueError as e:
            raise InvalidDocumentError(f"line {number}: {e}") from e
    entities = sorted(marks.values(), key=lambda e: (e.start, -e.end, e.label))
    order = {id(e): k for k, e in enumerate(entities)}
    groups: dict[str, list[list[int]]] = {"same": [], "holds": [], "author": []}
    for kind, number, names in linked:
        if absent := [n for n in names if n not in marks]:
            raise InvalidDocumentError(f"line {number} links {absent[0]}, which is not there")
        if kind:
            groups[kind].append([order[id(marks[n])] for n in names])
    found = people(
        entities,
        groups["same"],
        [(who, what) for who, what in groups["holds"]],
        [k for (k,) in groups["author"]],
    )
    return with_marks(text, {"entities": tuple(entities), "people": found})


_OTHERS = "AMEN#*"
"""What other lines of brat begin with: attributes, events, normalisations, notes, relations."""

_BODY = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", re.ASCII)


def _mark(text: str, body: str) -> Entity:
    m = _BODY.fullmatch(body)
    if m is None:
        raise InvalidDocumentError(f"the mark {body!r} cannot be read")
    label, places = m.groups()
    pieces = [tuple(map(int, place.split())) for place in places.split(";")]
    for (_, end), (start, _) in pairwise(pieces):
        if text[end:start].strip():
            raise InvalidDocumentError(f"the pieces of {body!r} do not lie side by side")
    return entity(text, pieces[0][0], pieces[-1][1], label, "brat")

"""Reads the project's own annotated texts (`gold/*.txt`; `gold/README.md` describes the marks).

usage: python benchmarks/own_gold.py FOLDER

Writes one JSON file a text into FOLDER: text, spans, ends of sentences, roles of paragraphs.
"""

import argparse
import json
import pathlib
import re
from dataclasses import dataclass, field

from vntext.document import (
    ROLES,
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Title,
)

FOLDER = pathlib.Path(__file__).resolve().parent / "gold"
LABELS = ("PERSON", "TITLE", "ORG", "LOC", "LAW", "DATE", "X")
LAW_FIELDS = ("type", "code", "prov", "issuer")
UNSURE = "x"
"""Role of a paragraph that careful readers may read as lead or as body."""
MARK = re.compile(r"\[|\]\{([A-Z]+)(?: ([^{}]*))?\}|[\]{}‖]")


class MarkupError(ValueError):
    """Marks that do not fit together."""


@dataclass
class Mark:
    """A marked span, in characters of the bare text.

    Attributes:
        fields: What stands behind the label: ids of people, fields of a reference.
    """

    start: int
    end: int
    label: str
    fields: list[str]


@dataclass
class Text:
    """An annotated text; offsets in characters.

    Attributes:
        ends: Ends of the sentences.
        roles: First character of every paragraph and its role, or `UNSURE`.
    """

    id: str
    text: str
    marks: list[Mark]
    ends: list[int]
    roles: list[tuple[int, str]]
    people: list[str] = field(default_factory=list)

    def to_json(self) -> dict:
        """Gives the form of the shared annotated articles."""
        spans = []
        for m in self.marks:
            span = {"start": m.start, "end": m.end, "label": m.label}
            if m.label == "PERSON":
                span |= {"label": "PER", "id": m.fields[0]}
            elif m.label == "TITLE":
                span["of"] = ",".join(m.fields)
            elif m.label == "LAW":
                span |= dict(zip(LAW_FIELDS, m.fields, strict=True))
            spans.append(span)
        return {
            "id": self.id,
            "text": self.text,
            "spans": spans,
            "sentence_ends": self.ends,
            "paragraph_roles": [(a, "body" if r == UNSURE else r) for a, r in self.roles],
        }

    def unsure(self) -> list[tuple[int, int]]:
        """Spans that careful readers may label differently."""
        return [(m.start, m.end) for m in self.marks if m.label == "X"]

    def to_document(self) -> Document:
        """Gives the document that a perfect analysis would make, without words and summary."""

        def cut(kind: type, start: int, end: int, **fields: object) -> object:
            return kind(start, end, self.text[start:end], **fields)

        marks = [m for m in self.marks if m.label != "X"]
        stops = [a for a, _ in self.roles[1:]] + [len(self.text)]
        starts = [0, *self.ends[:-1]]
        return Document(
            text=self.text,
            paragraphs=tuple(
                cut(Paragraph, a, a + len(self.text[a:b].rstrip()), role=role)
                for (a, role), b in zip(self.roles, stops, strict=True)
                if role != UNSURE
            ),
            sentences=tuple(
                cut(Sentence, b - len(self.text[a:b].lstrip()), b)
                for a, b in zip(starts, self.ends, strict=True)
            ),
            entities=tuple(cut(Entity, m.start, m.end, label=m.label) for m in marks),
            people=tuple(
                Person(
                    name,
                    tuple(
                        cut(Span, m.start, m.end)
                        for m in marks
                        if m.label == "PERSON" and name in m.fields
                    ),
                    tuple(
                        cut(Title, m.start, m.end)
                        for m in marks
                        if m.label == "TITLE" and name in m.fields
                    ),
                )
                for name in self.people
            ),
            legal_references=tuple(
                cut(
                    LegalReference,
                    m.start,
                    m.end,
                    type=m.fields[0],
                    code=m.fields[1],
                    provision=m.fields[2],
                    issuer=m.fields[3],
                )
                for m in marks
                if m.label == "LAW"
            ),
        )


def _fields(label: str, given: str | None) -> list[str]:
    if label == "LAW":
        parts = [p.strip() for p in (given or "").split("|")]
        if not parts[0] or len(parts) > len(LAW_FIELDS):
            raise MarkupError(f"LAW has a type and at most three more fields, not {given!r}")
        return parts + [""] * (len(LAW_FIELDS) - len(parts))
    parts = [p.strip() for p in given.split(",")] if given else []
    wanted = {"PERSON": len(parts) == 1, "TITLE": len(parts) >= 1}
    if not wanted.get(label, not parts) or not all(p.isdigit() for p in parts):
        raise MarkupError(f"{label} cannot have the fields {given!r}")
    return parts


def _bare_lines(lines: list[str]) -> tuple[str, list[str]]:
    """The lines without their roles, and the roles of those that are not blank."""
    bare, roles = [], []
    for line in lines:
        role, bar, rest = line.partition("| ")
        if line and (not bar or role not in (*ROLES, UNSURE) or not rest.strip()):
            raise MarkupError(f"a line begins with a role, '| ' and text, not {line!r}")
        if line:
            roles.append(role)
        bare.append(rest)
    return "\n".join(bare), roles


def parse(name: str, lines: list[str]) -> Text:
    """Reads the lines of one text.

    Raises:
        MarkupError: If the marks do not fit together; the message says where.
    """
    marked, roles = _bare_lines(lines)
    out: list[str] = []
    at = size = 0
    opened: list[int] = []
    marks: list[Mark] = []
    ends: list[int] = []
    for m in MARK.finditer(marked):
        out.append(marked[at : m.start()])
        size += m.start() - at
        at = m.end()
        near = f"{name}, at {marked[max(0, m.start() - 20) : at]!r}"
        if m[0] == "[":
            opened.append(size)
        elif m[0] == "‖":
            if opened:
                raise MarkupError(f"{near}: a sentence ends inside a span")
            ends.append(size)
        elif not m[1] or m[1] not in LABELS or not opened:
            raise MarkupError(f"{near}: no such mark here")
        else:
            try:
                marks.append(Mark(opened.pop(), size, m[1], _fields(m[1], m[2])))
            except MarkupError as e:
                raise MarkupError(f"{near}: {e}") from None
    out.append(marked[at:])
    text = "".join(out)
    if opened:
        raise MarkupError(f"{name}: a bracket is not closed")
    starts = [m.start() for m in re.finditer(r"^(?=.)", text, re.MULTILINE)]
    marks.sort(key=lambda m: (m.start, -m.end))
    people = dict.fromkeys(m.fields[0] for m in marks if m.label == "PERSON")
    own = Text(name, text, marks, ends, list(zip(starts, roles, strict=True)), list(people))
    _check(own)
    return own


def _check(own: Text) -> None:
    text = own.text
    sentences = list(zip([0, *own.ends[:-1]], own.ends, strict=True))
    if not own.ends or text[own.ends[-1] :].strip():
        raise MarkupError(f"{own.id}: the last sentence does not end")
    outer = None
    for m in own.marks:
        marked = text[m.start : m.end]
        near = f"{own.id}, {marked!r}"
        if not marked or marked != marked.strip():
            raise MarkupError(f"{near}: a span begins and ends with a visible character")
        if outer and m.start < outer.end and (outer.label, m.label) != ("TITLE", "ORG"):
            raise MarkupError(f"{near}: {m.label} lies inside {outer.label}")
        if not outer or m.start >= outer.end:
            outer = m
        a, b = next((a, b) for a, b in sentences if m.start < b)
        if m.label == "TITLE":
            people = (p for p in own.marks if p.label == "PERSON")
            here = {p.fields[0] for p in people if a <= p.start and p.end <= b}
            if not here.issuperset(m.fields):
                raise MarkupError(f"{near}: the sentence does not name who holds it")


def read(folder: pathlib.Path = FOLDER) -> list[Text]:
    """Reads the texts of all files of a folder, in the order of the file names.

    Raises:
        MarkupError: If a text is not well-formed, or two have one name.
    """
    texts: list[Text] = []
    for file in sorted(folder.glob("*.txt")):
        blocks: list[tuple[str, list[str]]] = []
        for line in file.read_text("utf8").splitlines():
            if line.startswith("#"):
                continue
            if line.startswith("== "):
                blocks.append((f"{file.stem}-{line[3:].strip()}", []))
            elif blocks:
                blocks[-1][1].append(line)
            elif line:
                raise MarkupError(f"{file.name}: a text begins with '== name', not {line!r}")
        for name, lines in blocks:
            while lines and not lines[-1]:
                lines.pop()
            texts.append(parse(name, lines))
    names = [t.id for t in texts]
    if len(set(names)) < len(names):
        raise MarkupError("two texts have one name")
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    texts = read()
    for own in texts:
        data = json.dumps(own.to_json(), ensure_ascii=False, indent=1)
        (folder / f"{own.id}.json").write_text(data + "\n", "utf8")
    print(f"{len(texts)} texts written to {folder}")


if __name__ == "__main__":
    main()

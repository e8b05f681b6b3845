"""Gold tables that a reader without Python can check."""

import pathlib
import re

import pytest

import vntext
from vntext.document import Person, Span, Title
from vntext.entities.dates import find_dates as find_date_spans
from vntext.split.sentences import split_sentences
from vntext.values.address import parse_address
from vntext.values.conversion import convert_address
from vntext.values.dates import find_dates
from vntext.values.places import find_places
from vntext.values.quantities import find_quantities
from vntext.values.quotes import find_quotes

GOLD = pathlib.Path(__file__).parent / "gold"


def _lines(name):
    text = (GOLD / name).read_text("utf8")
    return [x for x in text.splitlines() if x and not x.startswith("#")]


def _blocks(name):
    text = "\n".join(
        x for x in (GOLD / name).read_text("utf8").splitlines() if not x.startswith("#")
    )
    return [b.strip() for b in text.split("\n\n") if b.strip()]


def _marked(line):
    """The text and its marks: start, end and what stands behind the sign of equality."""
    text, marks, pos = "", [], 0
    for m in re.finditer(r"\[([^\]=]*)=([^\]]*)\]", line):
        text += line[pos : m.start()]
        marks.append((len(text), len(text) + len(m[1]), m[2]))
        text += m[1]
        pos = m.end()
    return text + line[pos:], marks


@pytest.mark.parametrize("line", _lines("dates.txt"))
def test_dates(line):
    reference, marked = line.split("\t")
    text, marks = _marked(marked)
    spans = [(d.start, d.end) for d in find_date_spans(text)]
    sentences = [(a, b) for a, b, _ in split_sentences(text)]
    found = find_dates(text, spans, sentences, reference=None if reference == "-" else reference)
    got = [(d.start, d.end, "~" * d.relative + d.value) for d in found]
    assert got == marks


@pytest.mark.parametrize("block", _blocks("places.txt"))
def test_places(block):
    year = None
    if block.startswith("year "):
        head, _, block = block.partition("\n")
        year = tuple(map(int, head[5:].split("-")))
    text, marks = _marked(block)
    found = find_places(text, [m[:2] for m in marks], year=year)
    got = [(p.start, p.end, p.code or (p.country if p.level == "country" else "")) for p in found]
    assert got == marks


_QUOTE = re.compile(r"\[([DR]) ([^|\]]*)\|([^\]]*)\]|\{([^}]*)\}|<([^>]*)>|\(([^)]*)\)")


def _said(block):
    """The text of a block, its entities, its people by name and what was said."""
    text, entities, quotes, pos = "", [], [], 0
    for m in _QUOTE.finditer(block):
        text += block[pos : m.start()]
        label = {4: "PERSON", 5: "TITLE", 6: "ORG"}.get(m.lastindex)
        inner = m[m.lastindex]
        if label is None:
            quotes.append((len(text), len(text) + len(inner), m[1] == "D", m[2]))
        else:
            entities.append((len(text), len(text) + len(inner), label))
        text += inner
        pos = m.end()
    text += block[pos:]
    people = {}
    for a, b, label in entities:
        if label == "PERSON":
            people.setdefault(text[a:b], []).append(Span(a, b, text[a:b]))
    titles = tuple(Title(a, b, text[a:b]) for a, b, label in entities if label == "TITLE")
    return text, entities, [Person(n, tuple(m), titles) for n, m in people.items()], quotes


@pytest.mark.parametrize("block", _blocks("quotes.txt"))
def test_quotes(block):
    text, entities, people, said = _said(block)
    sentences = [(a, b) for a, b, _ in split_sentences(text)]
    found = find_quotes(text, entities, sentences, [(0, len(text), "body")], people)
    got = [(q.text, q.direct, str(q.speaker or "")) for q in found]
    wanted = [(text[a:b].rstrip(".") if not d else text[a:b], d, who) for a, b, d, who in said]
    assert got == wanted


_SAYING = re.compile(r"\[(\+?)([DR]) ([^|\]]*)\|([^\]]*)\]")


@pytest.mark.parametrize("block", _blocks("sayings.txt"))
def test_sayings(block):
    block = block.replace("⏎", "\n")
    text, wanted, pos = "", [], 0
    for m in _SAYING.finditer(block):
        text += block[pos : m.start()]
        said = m[4] if m[2] == "D" else m[4].rstrip(".")
        wanted.append((len(text), said, m[2] == "D", m[3], bool(m[1])))
        text += m[4]
        pos = m.end()
    text += block[pos:]
    got = [
        (q.start, q.text, q.direct, getattr(q.speaker, "name", None) or str(q.speaker or ""),
         q.continues)
        for q in vntext.analyze(text).quotes
    ]  # fmt: skip
    assert got == wanted


@pytest.mark.parametrize("line", _lines("quantities.txt"))
def test_quantities(line):
    text, marks = _marked(line)
    taken = [(d.start, d.end) for d in find_date_spans(text)]
    got = []
    for q in find_quantities(text, taken):
        upper = "" if q.upper is None else f"..{q.upper:.15g}"
        got.append((q.start, q.end, f"{q.bound}{q.number:.15g}{upper} {q.unit}"))
    assert got == marks


@pytest.mark.parametrize("line", _lines("addresses.tsv")[1:])
def test_addresses(line):
    text, codes, since = [*line.split("\t"), ""][:3]
    found = parse_address(text)
    assert " ".join(c or "-" for c in found.codes) == codes
    for part in (found.number, found.street, found.ward, found.district, found.province):
        assert part is None or text[part.start : part.end] == part.text
    converted = convert_address(text)
    assert (converted.text if converted.certain else "") == since

"""What the commands give: results, the same as values for JSON, and as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vntext.errors import DecodingError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from vntext.document import Document, Person, Span, Summary
    from vntext.render.names import Language
    from vntext.summary.brief import Brief
    from vntext.summary.keyphrases import KeyPhrase
    from vntext.text.encodings import Detection

MIN_CONFIDENCE = 0.5
"""Below it bytes are taken for no text at all: they would come out as a row of signs."""


def flat(text: object) -> str:
    r"""A text on one line.

    Example:
        >>> flat("Hà  Nội\nmưa")
        'Hà Nội mưa'
    """
    return " ".join(str(text).split())


def lines(texts: Iterable[str]) -> str:
    """Texts, one a line."""
    return "".join(flat(t) + "\n" for t in texts)


def columns(*names: str) -> Callable[[Sequence[Span]], str]:
    """Makes what prints spans as lines, the fields of these names separated by tabs."""

    def show(rows: Sequence[Span]) -> str:
        return "".join("\t".join(flat(getattr(r, n)) for n in names) + "\n" for r in rows)

    return show


def rows_value(rows: Sequence[Span]) -> list[dict[str, Any]]:
    """Spans with their fields."""
    from vntext._serialize import span_to_dict

    return [span_to_dict(r) for r in rows]


# -- documents -----------------------------------------------------------------------------------


def document_value(doc: Document) -> dict[str, Any]:
    """All layers."""
    return doc.to_dict()


def document_report(doc: Document, lang: Language | None = None) -> str:
    """All that was found, to read; in the language of the user."""
    from vntext.cli.printed import language
    from vntext.render.report import report

    return report(doc, lang=lang or language())


def document_page(doc: Document, lang: Language | None = None) -> str:
    """A page in HTML."""
    from vntext.render import render_html

    return render_html(doc, lang=lang or "vi")


def briefed(doc: Document, args: argparse.Namespace) -> Brief:
    """What an article is about."""
    from vntext.summary.brief import brief

    return brief(doc, sentences=args.sentences)


def pos_value(doc: Document) -> list[dict[str, Any]]:
    """Words with their tags."""
    return [word._asdict() for word in doc.pos_tags]


def pos_text(doc: Document) -> str:
    """A sentence a line, the syllables of a word joined."""
    out: list[list[str]] = [[]]
    ends = [s.end for s in doc.sentences]
    k = 0
    for word in doc.pos_tags:
        while k + 1 < len(ends) and word.start >= ends[k]:
            k += 1
            out.append([])
        out[-1].append(f"{'_'.join(word.text.split())}/{word.tag}")
    return "".join(f"{' '.join(line)}\n" for line in out if line)


def words_value(doc: Document) -> list[dict[str, Any]]:
    """Words with their offsets."""
    text, words = doc.text, doc.words
    return [{"start": a, "end": b, "text": text[a:b]} for a, b in words.pairs()]


def words_written(doc: Document) -> str:
    """The JSON of `words_value`, from the columns: no object is made for a word.

    Example:
        >>> from vntext.document import Document, Words
        >>> words_written(Document("Hà Nội", words=Words.of("Hà Nội", [(0, 6)])))
        '[{"start": 0, "end": 6, "text": "Hà Nội"}]'
    """
    from vntext._serialize import word_rows_to_json

    return word_rows_to_json(doc.words)


def words_text(doc: Document) -> str:
    """Words, a sentence a line."""
    segmented = doc.to_segmented()
    return segmented + "\n" if segmented else ""


def people_value(people: Sequence[Person]) -> list[dict[str, Any]]:
    """People with mentions and titles."""
    from vntext._serialize import person_to_dict

    return [person_to_dict(p) for p in people]


def people_text(people: Sequence[Person]) -> str:
    """Names, how often they stand in the text, and each wording of a title once."""
    rows = []
    for p in people:
        titles = "; ".join(dict.fromkeys(flat(t.text) for t in p.titles))
        rows.append(f"{flat(p.name)}\t{len(p.mentions)}\t{titles}\n")
    return "".join(rows)


def legal_text(doc: Document) -> str:
    """References, one a line."""
    shown = columns("start", "end", "type", "code", "provision", "issuer", "text")
    return shown(doc.legal_references)


_VALUES = ("dates", "places", "quotes", "quantities", "relations")


def values_value(doc: Document) -> dict[str, Any]:
    """The layers of values, each as rows."""
    return {name: rows_value(getattr(doc, name)) for name in _VALUES}


def values_text(doc: Document) -> str:
    """A line for each value, so that they can be sorted: a timeline, a table of places."""
    told: dict[str, Callable[[Any], str]] = {
        "dates": lambda d: d.value,
        "places": lambda p: p.code or p.country or p.kind,
        "quotes": lambda q: str(q.speaker or ""),
        "quantities": lambda q: f"{q.bound}{q.number:.15g} {q.unit}".rstrip(),
        "relations": lambda r: f"{r.kind}: {r.subject or ''}, {r.object or ''}",
    }
    rows = [
        f"{name}\t{x.start}\t{x.end}\t{flat(told[name](x))}\t{flat(x.text)}\n"
        for name in _VALUES
        for x in getattr(doc, name)
    ]
    return "".join(rows)


def legal_csv(doc: Document) -> str:
    """References with all fields."""
    from vntext.legal.export import to_csv

    return to_csv(doc.legal_references)


def summary(doc: Document, args: argparse.Namespace) -> Summary:
    """A summary of the length that was asked for."""
    from vntext.summary.api import summarize

    budget = {k: v for k in ("sentences", "words", "ratio") if (v := getattr(args, k)) is not None}
    return summarize(doc, headline=args.headline, query=args.query, **budget)


def phrases(doc: Document, args: argparse.Namespace) -> tuple[KeyPhrase, ...]:
    """Key phrases."""
    from vntext.summary.keyphrases import keyphrases

    return keyphrases(doc, args.number)


def phrases_value(found: Sequence[KeyPhrase]) -> list[dict[str, Any]]:
    """Key phrases with their mentions."""
    from vntext._serialize import span_to_dict

    return [{**span_to_dict(p), "mentions": rows_value(p.mentions)} for p in found]


# -- texts and files -----------------------------------------------------------------------------


def normalized(text: str, args: argparse.Namespace) -> str:
    """The text put right."""
    from vntext.text.rules import normalize

    return normalize(text, tones=args.tones)


def restored(text: str, args: argparse.Namespace) -> str:
    """The text with accents."""
    from vntext.text.accents import restore_diacritics

    return restore_diacritics(text)


def stripped(text: str, args: argparse.Namespace) -> str:
    """The text without accents."""
    from vntext.text.folding import strip_diacritics

    return strip_diacritics(text, ascii=args.ascii)


def detected(data: str | bytes, args: argparse.Namespace) -> Detection:
    """The encoding."""
    from vntext.text.encodings import detect_encoding

    return detect_encoding(data)


def decoded(data: str | bytes, args: argparse.Namespace) -> str:
    """The text of a file.

    Raises:
        DecodingError: If the bytes are no text in an encoding that is known, or the encoding that
            was named does not exist.
    """
    from vntext.text.encodings import decode_legacy, detect_encoding

    named = args.encoding is not None  # the user has decided
    if isinstance(data, bytes) and not named and detect_encoding(data).confidence < MIN_CONFIDENCE:
        raise DecodingError(
            "this is no text in an encoding that is known: bytes become control characters; "
            "to read it all the same, name the encoding by --encoding"
        )
    return decode_legacy(data, args.encoding)

"""The commands: what each reads, which layers it needs, what it gives and how that is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from vntext.cli import legal, results

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from vntext.pipeline import Pipeline, Source

__all__ = ["COMMANDS", "Command", "command"]

KINDS: Final[dict[str, Source]] = {
    "html": "html",
    "htm": "html",
    "md": "markdown",
    "markdown": "markdown",
}
"""What a file holds, by the end of its name."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: What the user writes.
        help: What it gives, in a few words.
        result: Makes the result of one source and the options.
        value: The result as dicts, lists, strings and numbers: what is written as JSON.
        formats: How the result is printed, by the name of the format; ``"text"`` is the default.
            Those of a command with ``--lang`` take the language, too.
        source: What is read: a document, a text, or the bytes of a file.
        layers: Layers of the document that are prepared; None for all of them.
        written: Writes what `value` gives as JSON, where a layer has so many spans that objects
            for each would cost more than finding them; None to leave that to `json`.
        report: Whether the format ``"text"`` is to be read by people, and by nobody else.
    """

    name: str
    help: str
    result: Callable[[Any, argparse.Namespace], Any]
    value: Callable[[Any], Any]
    formats: Mapping[str, Callable[..., str]]
    source: Literal["document", "text", "bytes"] = field(default="document", kw_only=True)
    layers: tuple[str, ...] | None = field(default=None, kw_only=True)
    written: Callable[[Any], str] | None = field(default=None, kw_only=True)
    report: bool = field(default=False, kw_only=True)

    def kind(self, path: str, args: argparse.Namespace) -> Source:
        """What a text is: as the option says, else as the name of the file ends."""
        if self.source != "document":
            return "plain"
        if args.source is not None:
            said: Source = args.source
            return said
        return "plain" if args.jsonl else KINDS.get(path.lower().rpartition(".")[2], "plain")

    def sources(
        self, texts: Iterable[str], kind: Source, args: argparse.Namespace
    ) -> Iterator[Any]:
        """What `result` takes, for each of several texts: documents are made in batches."""
        if self.source != "document":
            return iter(texts)
        return _pipeline(args.lexicon).pipe(
            texts, layers=self.layers, source=kind, n_process=args.workers, **_reading(args)
        )

    def run(self, data: str | bytes, kind: Source, args: argparse.Namespace) -> Any:
        """The result for one text, or for the bytes of one file.

        Raises:
            VntextError: If the text or an option is not what it must be.
        """
        if self.source != "document" or isinstance(data, bytes):
            return self.result(data, args)
        doc = _pipeline(args.lexicon).analyze(
            data, layers=self.layers, source=kind, **_reading(args)
        )
        return self.result(doc, args)


def _reading(args: argparse.Namespace) -> dict[str, Any]:
    """How a text is read, as the options say: layout, restore and reference of `analyze`."""
    return {"layout": args.layout, "reference": args.reference, "restore": args.restore}


@cache
def _pipeline(lexicon: str | None) -> Pipeline:
    """The pipeline with the own words of a file."""
    from vntext.pipeline import Pipeline, default_pipeline

    if lexicon is None:
        return default_pipeline()
    from vntext.lexicon import Lexicon

    return Pipeline(lexicon=Lexicon.from_file(lexicon))


def _document(doc: Any, args: argparse.Namespace) -> Any:
    return doc


def _in_text(text: str) -> dict[str, str]:
    return {"text": text}


COMMANDS: Final = (
    Command(
        "analyze",
        "everything: summary, people with titles, references, dates, places",
        _document,
        results.document_value,
        {"text": results.document_report, "html": results.document_page},
        report=True,
    ),
    Command(
        "html",
        "the article as a page in HTML, with all that was found in it",
        _document,
        results.document_value,
        {"text": results.document_page},
    ),
    Command(
        "brief",
        "headline, people, places, dates, documents, key sentences, as Markdown",
        results.briefed,
        lambda found: found.to_dict(),
        {"text": lambda found: found.to_markdown()},
        report=True,
    ),
    Command(
        "words",
        "words, the syllables of a word joined by _",
        _document,
        results.words_value,
        {"text": results.words_text},
        layers=("words",),
        written=results.words_written,
    ),
    Command(
        "sentences",
        "sentences, one a line",
        _document,
        lambda doc: [s.text for s in doc.sentences],
        {"text": lambda doc: results.lines(s.text for s in doc.sentences)},
        layers=("sentences",),
    ),
    Command(
        "pos",
        "words with their parts of speech, a sentence a line: word/TAG",
        _document,
        results.pos_value,
        {"text": results.pos_text},
        layers=("sentences", "words"),
    ),
    Command(
        "entities",
        "entities, one a line: start, end, label, text",
        lambda doc, args: doc.entities,
        results.rows_value,
        {"text": results.columns("start", "end", "label", "text")},
        layers=("entities",),
    ),
    Command(
        "people",
        "people, one a line: name, number of mentions, titles",
        lambda doc, args: doc.people,
        results.people_value,
        {"text": results.people_text},
        layers=("people",),
    ),
    Command(
        "legal",
        "references to legal documents, one a line: start, end, type, code, provision, issuer, "
        "text; --format csv has all fields; of a legal document its tree, outline or errors",
        _document,
        lambda doc: results.rows_value(doc.legal_references),
        {
            "text": results.legal_text,
            "csv": results.legal_csv,
            "tree": legal.tree,
            "outline": legal.outline,
            "document": legal.document,
            "check": legal.check,
        },
        layers=("legal_references",),
    ),
    Command(
        "values",
        "dates, places, quotations, figures, relations, one a line: layer, start, end, value, text",
        lambda doc, args: doc,
        results.values_value,
        {"text": results.values_text},
        layers=("dates", "places", "quotes", "quantities", "relations"),
    ),
    Command(
        "summarize",
        "a summary, one sentence a line",
        results.summary,
        lambda summary: results.rows_value(summary.sentences),
        {"text": lambda summary: results.lines(s.shown or s.text for s in summary.sentences)},
        layers=("paragraphs", "sentences"),
    ),
    Command(
        "keyphrases",
        "names and terms that the text is about, best first, one a line",
        results.phrases,
        results.phrases_value,
        {"text": lambda phrases: results.lines(p.text for p in phrases)},
        layers=("paragraphs", "sentences", "words", "entities"),
    ),
    Command(
        "normalize",
        "the text, letters and marks put right, spaces plain",
        results.normalized,
        _in_text,
        {"text": str},
        source="text",
    ),
    Command(
        "restore",
        "the text with its accents put back",
        results.restored,
        _in_text,
        {"text": str},
        source="text",
    ),
    Command(
        "strip",
        "the text without accents",
        results.stripped,
        _in_text,
        {"text": str},
        source="text",
    ),
    Command(
        "detect",
        "the encoding of a file, Unicode or legacy, and how sure that is",
        results.detected,
        lambda found: {"encoding": found.encoding, "confidence": found.confidence},
        {"text": lambda found: f"{found.encoding}\t{found.confidence:.2f}\n"},
        source="bytes",
    ),
    Command(
        "decode",
        "a file in a legacy encoding (TCVN3, VNI, VIQR ...) as Unicode",
        results.decoded,
        _in_text,
        {"text": str},
        source="bytes",
    ),
)
"""The commands, in the order of the help."""


def command(name: str) -> Command:
    """The command of a name.

    Example:
        >>> command("words").layers
        ('words',)
    """
    return next(c for c in COMMANDS if c.name == name)

"""Options of the commands, and which of them do not go together."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from vntext import __version__
from vntext.cli.commands import COMMANDS
from vntext.cli.inputs import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vntext.cli.commands import Command

__all__ = ["check_options", "make_parser"]

_FIELDS: Final = (
    ("--text-field", "text", "that holds the text"),
    ("--result-field", "result", "that the result goes into"),
)


def _normalize(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--tones",
        choices=("keep", "first", "second"),
        default="keep",
        help="place of the tone: keep, first (hòa) or second (hoà); default: %(default)s",
    )


def _decode(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--encoding",
        metavar="NAME",
        help="tcvn3, vni, viscii, vps, bkhcm1, bkhcm2, vietware-x, vietware-f, "
        "windows-1258, viqr, ncr or mojibake (default: found out; a text that is in none "
        "of them stays as it is)",
    )


def _strip(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--ascii", action="store_true", help="everything in ASCII (uses unidecode, GPL)"
    )


def _summarize(sub: argparse.ArgumentParser) -> None:
    budget = sub.add_mutually_exclusive_group()
    budget.add_argument("--sentences", type=int, metavar="N", help="number of sentences")
    budget.add_argument("--words", type=int, metavar="N", help="at most N words")
    budget.add_argument("--ratio", type=float, metavar="R", help="share of the text, 0 to 1")
    sub.add_argument("--headline", help="headline, when it is not the first line")
    # the name that it had: an office is a title, a headline is not
    sub.add_argument("--title", dest="headline", help=argparse.SUPPRESS)
    sub.add_argument("--query", help="prefer sentences that speak of this")


def _keyphrases(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--number", type=int, metavar="N", default=10, help="at most N phrases (default: 10)"
    )


def _brief(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--sentences", type=int, metavar="N", default=3, help="key sentences (default: 3)"
    )


def _lang(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--lang",
        choices=("vi", "en"),
        help="language of labels and headings (default: that of the locale for a report, vi for "
        "a page)",
    )


def _legal(sub: argparse.ArgumentParser) -> None:
    whole = sub.add_mutually_exclusive_group()
    for option, name, text in (
        ("--tree", "tree", "the nodes of a legal document: start, end, path, title"),
        ("--outline", "outline", "its headings as Markdown"),
        ("--json", "document", "all that was read of it, as JSON"),
        ("--check", "check", "inner references to what is not there, bases not in force"),
    ):
        whole.add_argument(option, dest="format", action="store_const", const=name, help=text)


_OWN: Final[dict[str, Callable[[argparse.ArgumentParser], None]]] = {
    "analyze": _lang,
    "html": _lang,
    "brief": _brief,
    "normalize": _normalize,
    "decode": _decode,
    "strip": _strip,
    "summarize": _summarize,
    "keyphrases": _keyphrases,
    "legal": _legal,
}
"""Options that one command alone has."""


_TOLD: Final = {
    "info": "what is installed, and whether the compiled kernel runs",
    "schema": "the JSON Schema of the JSON that analyze writes",
}
_SERVE = "the library over HTTP, with a page at / (needs vntext[service])"
_CORPUS = "folders of files to Parquet or JSONL, resumed where it stopped (needs vntext[corpus])"


def make_parser(argv: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Makes the parser.

    Args:
        argv: What it will read: if a command comes first, only that one is made, and options are
            made for commands that stand in it. None for all commands with all their options.
    """
    named = argv[0] if argv else ""
    rows = [row for row in COMMANDS if row.name == named]
    one = bool(rows) or named in (*_TOLD, "serve", "corpus")
    parser = argparse.ArgumentParser(
        prog="vntext", description="Vietnamese text: words, people, references, summaries."
    )
    parser.add_argument("--version", action="version", version=f"vntext {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=what, description=_sentence(what))

    for row in rows if one else COMMANDS:
        sub = add(row.name, row.help)
        if argv is None or row.name in argv:
            _add(sub, row)
    for name, what in _TOLD.items():
        if not one or name == named:
            add(name, what)
    if not one or named == "serve":
        serve = add("serve", _SERVE)
        if argv is None or "serve" in argv:  # its options need modules of their own
            from vntext.integrations.service.cli import add_arguments

            add_arguments(serve)
    if not one or named == "corpus":
        corpus = add("corpus", _CORPUS)
        if argv is None or "corpus" in argv:
            from vntext.integrations.corpus import cli

            cli.add_arguments(corpus)
    return parser


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _add(sub: argparse.ArgumentParser, row: Command) -> None:
    kind = "files in any encoding" if row.source == "bytes" else "files in UTF-8"
    endings = ", ".join(f".{e}" for e in ENDINGS)
    sub.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=f"{kind}, folders (their files that end in {endings}), or - for standard input",
    )
    sub.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="write there and not to standard output: a file, or a folder for one file a FILE",
    )
    formats = ("text", "json", *(name for name in row.formats if name != "text"))
    sub.add_argument("--format", choices=formats, default="text", help="default: %(default)s")
    if row.source == "document":
        sub.add_argument(
            "--source",
            choices=("plain", "html", "markdown", "auto"),
            help="what the text is; auto finds it out (default: html for .html and .htm, markdown "
            "for .md and .markdown, else plain)",
        )
        sub.add_argument(
            "--layout",
            choices=("auto", "lines", "wrapped"),
            default="auto",
            help="how lines are meant: auto joins those that were broken where a page ended, lines "
            "none, wrapped all within paragraphs (default: %(default)s)",
        )
        sub.add_argument(
            "--restore",
            choices=("never", "auto", "always"),
            default="never",
            help="put accents back for the analysis; auto: where a text has lost them "
            "(default: %(default)s)",
        )
        sub.add_argument(
            "--reference",
            metavar="DAY",
            help="the day of the text, as 2025-05-24, 2025-05 or 2025: missing years of dates are "
            'filled in and "hôm qua" gets its day',
        )
        sub.add_argument(
            "--lexicon",
            metavar="FILE",
            help="own words and names, one a line, under headings like [words] and [people]",
        )
        sub.add_argument(
            "--workers", type=int, metavar="N", default=1, help="processes (default: %(default)s)"
        )
    sub.add_argument(
        "--jsonl",
        action="store_true",
        help="one JSON record a line in and out, all fields of a record kept; a bad line is "
        "reported on stderr and the run goes on",
    )
    for option, default, what in _FIELDS:
        sub.add_argument(
            option,
            metavar="NAME",
            help=f"field {what} with --jsonl; dots lead into fields, as in article.body "
            f"(default: {default})",
        )
    if row.name in _OWN:
        _OWN[row.name](sub)


def check_options(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    """Refuses options that do not go together, and names the fields that were not named."""
    for option, default, _ in _FIELDS:
        name = option[2:].replace("-", "_")
        if getattr(args, name) is None:
            setattr(args, name, default)
        elif not args.jsonl:
            parser.error(f"{option} names a field of records; it needs --jsonl")
    if getattr(args, "workers", 1) < 1:
        parser.error(f"--workers is a whole number above 0, not {args.workers}")
    if not args.jsonl:
        return
    if args.format not in ("text", "json"):
        parser.error(f"--jsonl writes JSON; it does not go with --format {args.format}")
    if args.text_field == args.result_field:
        parser.error(
            f"text and result cannot both be in the field {args.text_field!r}; name another one "
            "by --result-field"
        )

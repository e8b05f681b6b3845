"""The command line: ``vntext analyze FILE|-`` and single steps.

Exit status: 0 when all went well, 1 when some records of a JSONL stream were bad (each is reported
on stderr with its line number, and the run goes on), 2 when nothing could be done (no such file,
not UTF-8, wrong options, an address that cannot be listened at).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import IO, TYPE_CHECKING, Any

from vntext import __version__
from vntext.errors import (
    DecodingError,
    InvalidTextError,
    TextTooLongError,
    VntextError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["main"]

_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def decode(data: bytes, name: str = "") -> str:
    """Reads UTF-8 with or without a byte order mark.

    Raises:
        DecodingError: If the bytes are in another encoding; the message says what they may be.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        guess = _BOMS.get(data[:2], "")
        hint = f"it looks like {guess}; " if guess else ""
        subject = f"{name} is " if name else ""
        raise DecodingError(
            f"{subject}not UTF-8 (byte 0x{data[e.start]:02x} at offset {e.start}); {hint}"
            "convert it first: vntext decode FILE, or iconv -f ENCODING -t UTF-8"
        ) from e


def _open(path: str) -> IO[bytes]:
    if path != "-":
        return open(path, "rb")
    if sys.stdin is None:  # the shell closed it: <&-
        raise OSError("standard input is closed")
    return sys.stdin.buffer


# -- what each command gives: an object for JSON, and lines for people ---------------------------


def _analyze(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.pipeline import analyze
    from vntext.render.report import report

    doc = analyze(text)
    if args.format == "html":
        from vntext.render import render_html

        return None, render_html(doc)
    return doc.to_dict(), report(doc)


def _words(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.pipeline import analyze

    doc = analyze(text)
    rows = [{"start": w.start, "end": w.end, "text": w.text} for w in doc.words]
    segmented = doc.to_segmented()
    return rows, segmented + "\n" if segmented else ""


def _sentences(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.api import sent_tokenize

    rows = sent_tokenize(text)
    return rows, "".join(" ".join(r.split()) + "\n" for r in rows)


def _spans(rows: Sequence[Any], columns: Sequence[str]) -> tuple[Any, str]:
    from vntext._serialize import span_to_dict

    lines = [
        "\t".join(" ".join(str(getattr(r, c)).split()) for c in ("start", "end", *columns)) + "\n"
        for r in rows
    ]
    return [span_to_dict(r) for r in rows], "".join(lines)


def _entities(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.api import find_entities

    return _spans(find_entities(text), ("label", "text"))


def _legal(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.api import find_legal_references
    from vntext.legal.export import to_csv

    found = find_legal_references(text)
    rows, lines = _spans(found, ("type", "code", "provision", "issuer", "text"))
    return rows, to_csv(found) if args.format == "csv" else lines


def _summarize(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext._serialize import span_to_dict
    from vntext.summary.api import summarize

    budget = {k: v for k in ("sentences", "words", "ratio") if (v := getattr(args, k)) is not None}
    summary = summarize(text, title=args.title, query=args.query, **budget)
    lines = "".join(" ".join((s.shown or s.text).split()) + "\n" for s in summary.sentences)
    return [span_to_dict(s) for s in summary.sentences], lines


def _normalize(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.text.rules import normalize

    out = normalize(text, tones=args.tones)
    return {"text": out}, out


def _restore(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.text.accents import restore_diacritics

    out = restore_diacritics(text)
    return {"text": out}, out


def _strip(text: str, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.text.folding import strip_diacritics

    out = strip_diacritics(text, ascii=args.ascii)
    return {"text": out}, out


def _detect(text: str | bytes, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.text.encodings import detect_encoding

    found = detect_encoding(text)
    row = {"encoding": found.encoding, "confidence": found.confidence}
    return row, f"{found.encoding}\t{found.confidence:.2f}\n"


def _decode(text: str | bytes, args: argparse.Namespace) -> tuple[Any, str]:
    from vntext.text.encodings import decode_legacy, detect_encoding

    # what is no text would come out as a row of signs; with a name the user has decided
    if isinstance(text, bytes) and args.encoding is None and detect_encoding(text).confidence < 0.5:
        raise DecodingError(
            "this is no text in an encoding that is known: bytes become control characters; "
            "to read it all the same, name the encoding by --encoding"
        )
    out = decode_legacy(text, args.encoding)
    return {"text": out}, out


_COMMANDS: dict[str, tuple[Callable[[Any, argparse.Namespace], tuple[Any, str]], str]] = {
    "analyze": (_analyze, "everything: summary, people with titles, references, dates, places"),
    "words": (_words, "words, the syllables of a word joined by _"),
    "sentences": (_sentences, "sentences, one a line"),
    "entities": (_entities, "entities, one a line: start, end, label, text"),
    "legal": (
        _legal,
        "references to legal documents, one a line: start, end, type, code, provision, issuer, "
        "text; --format csv has all fields",
    ),
    "summarize": (_summarize, "a summary, one sentence a line"),
    "normalize": (_normalize, "the text, letters and marks put right, spaces plain"),
    "restore": (_restore, "the text with its accents put back"),
    "strip": (_strip, "the text without accents"),
    "detect": (_detect, "the encoding of a file, Unicode or legacy, and how sure that is"),
    "decode": (_decode, "a file in a legacy encoding (TCVN3, VNI, VIQR ...) as Unicode"),
}
_READ_BYTES = ("detect", "decode")


_FIELDS = (
    ("--text-field", "text", "that holds the text"),
    ("--result-field", "result", "that the result goes into"),
)

# formats beside text and JSON
_MORE_FORMATS = {"analyze": ("html",), "legal": ("csv",)}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vntext", description="Vietnamese text: words, people, references, summaries."
    )
    parser.add_argument("--version", action="version", version=f"vntext {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, text) in _COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        kind = "a file in any encoding" if name in _READ_BYTES else "a file in UTF-8"
        sub.add_argument("file", metavar="FILE", help=f"{kind}, or - for standard input")
        formats = ("text", "json", *_MORE_FORMATS.get(name, ()))
        sub.add_argument("--format", choices=formats, default="text", help="default: %(default)s")
        sub.add_argument(
            "--jsonl",
            action="store_true",
            help="one JSON record a line in and out, all fields of a record kept; a bad line is "
            "reported on stderr and the run goes on",
        )
        for option, default, what in _FIELDS:
            sub.add_argument(
                option, metavar="NAME", help=f"field {what} with --jsonl (default: {default})"
            )
        if name == "normalize":
            sub.add_argument(
                "--tones",
                choices=("keep", "first", "second"),
                default="keep",
                help="place of the tone: keep, first (hòa) or second (hoà); default: %(default)s",
            )
        if name == "decode":
            sub.add_argument(
                "--encoding",
                metavar="NAME",
                help="tcvn3, vni, viscii, vps, bkhcm1, bkhcm2, vietware-x, vietware-f, "
                "windows-1258, viqr, ncr or mojibake (default: found out; a text that is in none "
                "of them stays as it is)",
            )
        if name == "strip":
            sub.add_argument(
                "--ascii", action="store_true", help="everything in ASCII (uses unidecode, GPL)"
            )
        if name == "summarize":
            budget = sub.add_mutually_exclusive_group()
            budget.add_argument("--sentences", type=int, metavar="N", help="number of sentences")
            budget.add_argument("--words", type=int, metavar="N", help="at most N words")
            budget.add_argument(
                "--ratio", type=float, metavar="R", help="share of the text, 0 to 1"
            )
            sub.add_argument("--title", help="headline, when it is not the first line")
            sub.add_argument("--query", help="prefer sentences that speak of this")
    from vntext.integrations.service.cli import add_arguments

    text = "the library over HTTP, with a page at / (needs vntext[service])"
    serve = commands.add_parser("serve", help=text, description=text[0].upper() + text[1:] + ".")
    add_arguments(serve)
    return parser


# -- one text ------------------------------------------------------------------------------------


def _run_one(args: argparse.Namespace) -> int:
    with _open(args.file) as f:
        data = f.read()
    name = "standard input" if args.file == "-" else args.file
    run = _COMMANDS[args.command][0]
    value, lines = run(data if args.command in _READ_BYTES else decode(data, name), args)
    if args.format == "json":
        sys.stdout.write(dumps(value) + "\n")
    else:
        sys.stdout.write(lines)
    return 0


def dumps(value: Any) -> str:
    """JSON that can always be encoded: lone surrogates are escaped.

    Raises:
        ValueError: If a number is none that JSON has (NaN, infinity).
    """
    out = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if any("\ud800" <= c <= "\udfff" for c in out):
        return json.dumps(value)
    return out


def loads(line: str) -> Any:
    """Reads JSON, and JSON alone: NaN and infinity, which Python would take, are refused.

    Raises:
        ValueError: If it is something else.
    """

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no number of JSON")

    try:
        return json.loads(line, parse_constant=refuse)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"not JSON: {e}") from e


# -- a stream of records ---------------------------------------------------------------------------


def _records(
    lines: IO[bytes], field: str, result: str, bad: Callable[[int, str], None]
) -> Iterator[Any]:
    """Yields ``(number, record)`` of every good line; reports the others."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            record = loads(decode(raw))
        except ValueError as e:  # a DecodingError, too
            bad(number, str(e))
            continue
        if not isinstance(record, dict) or not isinstance(record.get(field), str):
            bad(number, f"no record with text in the field {field!r}")
            continue
        if result in record:
            bad(number, f"it has a field {result!r} already; name another one by --result-field")
            continue
        yield number, record


def _run_jsonl(args: argparse.Namespace) -> int:
    failed = 0

    def bad(number: int, why: str) -> None:
        nonlocal failed
        failed += 1
        print(f"vntext: line {number}: {why}", file=sys.stderr)

    run = _COMMANDS[args.command][0]
    run("", args)  # an option that cannot be fails here, not at every line
    done = 0
    with _open(args.file) as f:
        for number, record in _records(f, args.text_field, args.result_field, bad):
            try:
                value, _ = run(record[args.text_field], args)
                out = dumps({**record, args.result_field: value})
            except (InvalidTextError, TextTooLongError, DecodingError) as e:
                bad(number, str(e))
                continue
            except (ValueError, RecursionError) as e:
                if isinstance(e, VntextError):
                    raise
                bad(number, f"the record cannot be written as JSON: {e}")
                continue
            sys.stdout.write(out + "\n")
            sys.stdout.flush()  # a reader at the other end waits for each line
            done += 1
            if sys.stderr.isatty() and done % 100 == 0:
                print(f"\rvntext: {done} records", end="", file=sys.stderr)
    if failed:
        print(f"vntext: {failed} bad lines, {done} records written", file=sys.stderr)
    return 1 if failed else 0


def _check_jsonl(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    """Refuses options that do not go together, and names the fields that were not named."""
    for option, default, _ in _FIELDS:
        name = option[2:].replace("-", "_")
        if getattr(args, name) is None:
            setattr(args, name, default)
        elif not args.jsonl:
            parser.error(f"{option} names a field of records; it needs --jsonl")
    if not args.jsonl:
        return
    if args.format in ("html", "csv"):
        parser.error(f"--jsonl writes JSON; it does not go with --format {args.format}")
    if args.text_field == args.result_field:
        parser.error(
            f"text and result cannot both be in the field {args.text_field!r}; name another one "
            "by --result-field"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status."""
    parser = _parser()
    args = parser.parse_args(argv)
    if args.command == "serve":
        from vntext.integrations.service.cli import run

        try:
            return run(args)
        except VntextError as e:
            print(f"vntext: {e}", file=sys.stderr)
            return 2
    _check_jsonl(parser, args)
    if sys.stdout is None:
        print("vntext: standard output is closed", file=sys.stderr)
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run_jsonl(args) if args.jsonl else _run_one(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough (`vntext ... | head`); nothing more can be written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (VntextError, OSError) as e:
        print(f"vntext: {e}", file=sys.stderr)
        return 2
    return status

"""The command ``vntext corpus``."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

from vntext.errors import InvalidOptionError, VntextError

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]

STOPPED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of ``vntext corpus`` to a parser."""
    from vntext.integrations.corpus.output import FORMATS
    from vntext.integrations.tables import TABLES

    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="files, folders and patterns ('data/**/*.parquet') of Parquet, JSONL, CSV and TSV "
        "(the last three also .gz and .zst), text, HTML and Markdown",
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="FOLDER", help="where the parts go"
    )
    parser.add_argument(
        "--text-field",
        default="text",
        metavar="NAME",
        help="field of records that holds the text; article.body is body of article "
        "(default: %(default)s)",
    )
    parser.add_argument(
        "--id-field",
        default="",
        metavar="NAME",
        help="field that holds the id (default: ids of file and row)",
    )
    parser.add_argument(
        "--layers",
        default="entities",
        metavar="A,B",
        help=f"what is written of each text, of {', '.join(TABLES)} (default: %(default)s)",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="parquet", help="of the parts (default: %(default)s)"
    )
    parser.add_argument(
        "--rows-per-file",
        type=int,
        default=5000,
        metavar="N",
        help="rows of one part; what is done again after a kill (default: %(default)s)",
    )
    parser.add_argument("--with-text", action="store_true", help="write the texts, too")
    parser.add_argument(
        "--workers",
        type=int,
        default=-1,
        metavar="N",
        help="processes (default: one for each core)",
    )
    parser.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="how long one text may take"
    )
    parser.add_argument(
        "--source",
        choices=("plain", "html", "markdown", "auto"),
        default="plain",
        help="what the texts of records are (default: %(default)s); files of HTML and Markdown are "
        "read as such",
    )
    parser.add_argument(
        "--layout",
        choices=("auto", "lines", "wrapped"),
        default="auto",
        help="how lines are meant (default: %(default)s)",
    )
    parser.add_argument(
        "--restore",
        choices=("never", "auto", "always"),
        default="never",
        help="put accents back to read; auto: where a text has lost them (default: %(default)s)",
    )
    parser.add_argument("--reference", metavar="DAY", help="the day of the texts, for dates")
    parser.add_argument(
        "--reference-field", default="", metavar="FIELD", help="field that holds the day of a text"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="begin anew in a folder of another run"
    )
    parser.add_argument("--quiet", action="store_true", help="show no bar and no summary")


def run(args: argparse.Namespace) -> int:
    """Runs the command.

    Args:
        args: What `add_arguments` asked for.

    Returns:
        0; 1 when there were bad rows; 2 when nothing could be done; 130 when it was stopped.
    """

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        return _run(args)
    except KeyboardInterrupt:
        print("vntext: stopped; the same command goes on from here", file=sys.stderr)
        return STOPPED
    except (VntextError, OSError) as e:
        print(f"vntext: {e}", file=sys.stderr)
        return 2
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(args: argparse.Namespace) -> int:
    from vntext.integrations.corpus.readers import Fields
    from vntext.integrations.corpus.run import Corpus

    if args.workers < 1 and args.workers != -1:
        why = f"--workers is a whole number above 0, or -1 for all cores, not {args.workers}"
        raise InvalidOptionError(why)
    corpus = Corpus(
        args.inputs,
        args.output,
        Fields(args.text_field, args.id_field, args.source, args.reference_field),
        [name.strip() for name in args.layers.split(",")],
        {"layout": args.layout, "restore": args.restore, "reference": args.reference},
        args.format,
        args.rows_per_file,
        args.with_text,
        args.workers,
        args.timeout,
    )
    report = corpus.run(overwrite=args.overwrite, progress=False if args.quiet else None)
    if not args.quiet:
        rows = report.good + report.bad - report.before
        rate = rows / max(report.seconds, 1e-9)
        already = f" ({report.before:,} done before)" if report.before else ""
        print(
            f"vntext: {_many(rows, 'row')} of {_many(report.files, 'file')} in "
            f"{report.seconds:,.0f} s, {rate:,.0f} a second{already}",
            file=sys.stderr,
        )
        if report.bad:
            where = f"{args.output}/_bad"
            bad = _many(report.bad, "bad row")
            print(f"vntext: {bad}, with reasons in {where}", file=sys.stderr)
    return 1 if report.bad else 0


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

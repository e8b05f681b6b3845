"""The command line: ``vntext analyze FILE|-`` and single steps.

Exit status: 0 when all went well, 1 when some records of a JSONL stream were bad (each is reported
on stderr with its line number, and the run goes on), 2 when nothing could be done (no such file,
not UTF-8, wrong options, an address that cannot be listened at).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from vntext.cli.commands import command
from vntext.cli.options import check_options, make_parser
from vntext.errors import VntextError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        argv: Arguments, without the name of the program; those of the process by default.

    Returns:
        The exit status.
    """
    parser = make_parser(sys.argv[1:] if argv is None else argv)
    args = parser.parse_args(argv)
    if args.command == "serve":
        from vntext.integrations.service.cli import run

        try:
            return run(args)
        except VntextError as e:
            return _failed(e)
    if args.command == "corpus":
        from vntext.integrations.corpus.cli import run as run_corpus

        return run_corpus(args)
    check_options(parser, args)
    if sys.stdout is None:
        return _failed("standard output is closed")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough (`vntext ... | head`); nothing more can be written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (VntextError, OSError) as e:
        return _failed(e)
    return status


def _failed(why: object) -> int:
    print(f"vntext: {why}", file=sys.stderr)
    return 2


def _run(args: argparse.Namespace) -> int:
    from vntext.cli.files import decode, opened
    from vntext.cli.records import dumps, run_records

    chosen = command(args.command)
    with opened(args.file) as file:
        if args.jsonl:
            return run_records(chosen, file, args)
        data = file.read()
    name = "standard input" if args.file == "-" else args.file
    result = chosen.run(data if chosen.source == "bytes" else decode(data, name), args)
    if args.format == "json":
        sys.stdout.write(dumps(chosen.value(result)) + "\n")
    else:
        sys.stdout.write(chosen.formats[args.format](result))
    return 0

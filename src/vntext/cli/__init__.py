"""The command line: ``vntext analyze FILE ...`` and single steps.

Exit status: 0 when all went well, 1 when some of several files or some records of a JSONL stream
were bad (each is reported on stderr, and the run goes on), 2 when nothing could be done (no such
file, not UTF-8, wrong options, an address that cannot be listened at), 130 after Ctrl-C.
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
    if args.command is None:
        parser.print_help(sys.stderr)
        return 2
    if args.command == "serve":
        from vntext.integrations.service.cli import run

        try:
            return run(args)
        except VntextError as e:
            return _failed(e)
    if args.command == "corpus":
        from vntext.integrations.corpus.cli import run as run_corpus

        return run_corpus(args)
    if sys.stdout is None:
        return _failed("standard output is closed")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if args.command in ("info", "schema"):
            status = _about(args.command)
        else:
            check_options(parser, args)
            status = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough (`vntext ... | head`); nothing more can be written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _failed("interrupted", INTERRUPTED)
    except (VntextError, OSError) as e:
        return _failed(e)
    return status


INTERRUPTED = 130
"""What a shell gives for a program that Ctrl-C ended: 128 and the number of the signal."""


def _failed(why: object, status: int = 2) -> int:
    from vntext.cli.printed import complain

    complain(why)
    return status


def _about(command: str) -> int:
    if command == "info":
        from vntext.about import info

        print(info())
        return 0
    import json

    from vntext.schema import document_schema

    print(json.dumps(document_schema(), ensure_ascii=False, indent=2))
    return 0


def _run(args: argparse.Namespace) -> int:
    from vntext.cli.inputs import inputs

    chosen = command(args.command)
    files = inputs(args.files, records=args.jsonl)
    if args.jsonl:
        from vntext.cli.records import run_records

        return run_records(chosen, files, args)
    from vntext.cli.several import run_files

    return run_files(chosen, files, args)

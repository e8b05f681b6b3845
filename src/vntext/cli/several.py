"""Files one after the other: each is read, answered and written; a bad one stops no other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from vntext.cli.files import decode, opened
from vntext.cli.inputs import STANDARD
from vntext.cli.printed import Output, complain, reason
from vntext.errors import InvalidOptionError, VntextError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from vntext.cli.commands import Command
    from vntext.cli.inputs import Input
    from vntext.pipeline import Source

__all__ = ["run_files"]


def run_files(command: Command, files: Sequence[Input], args: argparse.Namespace) -> int:
    """Answers files.

    Args:
        command: What is done with each.
        files: The files.
        args: Options.

    Returns:
        The exit status: 1 when some of several files were bad, else 0.

    Raises:
        VntextError: If an option has a value that it cannot have, or the one file is bad.
        OSError: If the one file cannot be read, or an output not be written.
    """
    if args.format in ("html", "csv") and len(files) > 1 and args.output is None:
        raise InvalidOptionError(f"several results as {args.format} need a folder: -o FOLDER")
    name = "html" if command.name == "html" and args.format == "text" else args.format
    output = Output(
        args.output, files, name, always_for_people=command.report and args.format == "text"
    )
    failed = 0
    for file, source, bad in _sources(command, files, args):
        why = bad
        if why is None:
            try:
                result = command.result(source, args)
            except InvalidOptionError:
                raise
            except VntextError as e:
                why = e
            else:
                output.write(file, _shown(command, result, file, files, args))
                continue
        if len(files) == 1:
            raise why
        failed += 1
        complain(f"{file.path}: {reason(why)}")
    if failed:
        complain(f"{failed} of {len(files)} files were bad")
    return 1 if failed else 0


def _shown(
    command: Command, result: Any, file: Input, files: Sequence[Input], args: argparse.Namespace
) -> str:
    from vntext.cli.records import dumps

    if args.format == "json":
        value = command.value(result)
        if len(files) > 1 and args.output is None:  # a line a file, to be told apart
            value = {"file": file.path, "result": value}
        return dumps(value) + "\n"
    show = command.formats[args.format]
    return show(result, args.lang) if hasattr(args, "lang") else show(result)


def _sources(
    command: Command, files: Sequence[Input], args: argparse.Namespace
) -> Iterator[tuple[Input, Any, Exception | None]]:
    """For each file what the command takes, or what is wrong with it."""

    def kind(file: Input) -> Source:
        return command.kind(file.path, args)

    for of_kind, group in groupby(files, key=kind):
        yield from _of_kind(command, list(group), of_kind, args, alone=len(files) == 1)


def _of_kind(
    command: Command, files: list[Input], kind: Source, args: argparse.Namespace, *, alone: bool
) -> Iterator[tuple[Input, Any, Exception | None]]:
    from vntext.checks import check_text

    bad: dict[int, Exception] = {}
    at = 0  # files that were answered

    def texts() -> Iterator[Any]:
        for number, file in enumerate(files):
            try:
                with opened(file.path) as source:
                    data = source.read()
                if command.source == "bytes":
                    yield data
                    continue
                name = "standard input" if file.path == STANDARD else file.path
                # of several files the name stands before every message
                text = check_text(decode(data, name if alone else ""))
            except (VntextError, OSError) as e:
                bad[number] = e
            else:
                yield text

    def passed() -> Iterator[tuple[Input, Any, Exception | None]]:
        nonlocal at
        while at in bad:
            yield files[at], None, bad.pop(at)
            at += 1

    for source in command.sources(texts(), kind, args):
        yield from passed()
        yield files[at], source, None
        at += 1
    yield from passed()

"""`vntext.pipe`: a stream of texts in, a stream of documents out, in the same order."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vntext.bulk.failures import Failure
from vntext.bulk.progress import bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vntext.bulk.failures import OnError
    from vntext.bulk.stream import Chunk
    from vntext.bulk.worker import Function

__all__ = ["Stream"]


@dataclass(frozen=True, slots=True)
class Stream:
    """How a stream of texts becomes one of documents.

    Attributes:
        found: What is found in some texts, in this process: one result or error for each.
        function: The same, for worker processes.
        document: Makes the document of a text of what was found in it.
        on_error: What becomes of a text that cannot be analysed.
        pairs: Whether what came with a text is given with its document.
    """

    found: Callable[[list[str]], list[Any]]
    function: Function
    document: Callable[[str, Any], Any]
    on_error: OnError
    pairs: bool

    def run(
        self,
        chunks: Iterable[Chunk],
        n_process: int,
        timeout: float | None,
        total: int | None,
        *,
        progress: bool,
    ) -> Iterator[Any]:
        """Yields what stands for each entry of the chunks, in order.

        Args:
            chunks: The texts.
            n_process: Processes to use.
            timeout: Seconds that a text may take, with more than one process.
            total: Number of texts, None where nobody knows.
            progress: Whether a bar shows how far the stream is.
        """
        with ExitStack() as stack:
            shown = stack.enter_context(bar(total)) if progress else None
            poll: Callable[[], None] | None = None
            done: Iterator[tuple[Chunk, list[Any]]]
            if n_process == 1:
                done = ((chunk, self.found(chunk.texts)) for chunk in chunks)
            else:
                # one process alone does without `multiprocessing`
                from vntext.bulk.workers import Workers

                workers = Workers(self.function, n_process, timeout)
                jobs = stack.enter_context(closing(workers.run(chunks)))
                done = ((job.chunk, _joined(job.parts)) for job in jobs)
                poll = workers.poll
            for chunk, results in done:
                for out in self._chunk(chunk, results):
                    if shown is not None:
                        shown.update(1)
                    if out:
                        yield out[0]
                        if poll is not None:
                            poll()  # workers go on while the caller looks at documents
                if chunk.ended is not None:
                    raise chunk.ended

    def _chunk(self, chunk: Chunk, results: list[Any]) -> Iterator[tuple[Any, ...]]:
        """For each entry of a chunk what stands for it, or nothing."""
        left = iter(results)
        for index, (text, context, problem) in enumerate(chunk.entries, chunk.start):
            result = next(left) if problem is None else problem
            if not isinstance(result, Exception):
                out = self.document(text, result)
            elif self.on_error == "raise":
                raise _placed(result, index)
            elif self.on_error == "skip":
                yield ()
                continue
            else:
                out = Failure(index, text, _placed(result, index), context)
                if self.on_error != "return":
                    self.on_error(out)
                    yield ()
                    continue
            yield ((out, context) if self.pairs else out,)


def _placed(error: Exception, index: int) -> Exception:
    """The error with a note that says which text it is of, unless its message does."""
    place = f"texts[{index}]"
    if place not in str(error):
        error.add_note(f"of {place}")
    return error


def _joined(parts: list[tuple[int, int, Any]]) -> list[Any]:
    """One result for each text: a part is a list of them, or the error of one text."""
    out: list[Any] = []
    for _, count, part in parts:
        out += [part] * count if isinstance(part, Exception) else part
    return out

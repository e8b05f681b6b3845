"""What becomes of a text that cannot be analysed: one policy for every stream."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from vntext.errors import InvalidOptionError, StageError, VntextError

__all__ = ["POLICIES", "Failure", "Handler", "OnError", "check_policy", "portable"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A text of a stream that could not be analysed, and why.

    Attributes:
        index: Place of the text in the stream, from 0.
        text: The text as it came, whatever its type.
        error: What went wrong: a `vntext.VntextError`, or what a stage of one's own raised.
        context: What came with the text (``as_tuples=True``, ``ids=``); None without.

    Example:
        >>> import vntext
        >>> failure, = vntext.pipe([None], on_error="return")
        >>> failure.index, str(failure.error)
        (0, 'texts[0] must be a str, not NoneType')
    """

    index: int
    text: object
    error: Exception
    context: Any = None


Handler = Callable[[Failure], object]
"""What a caller does with a text that could not be analysed."""

OnError = Literal["raise", "skip", "return"] | Handler

POLICIES: Final = ("raise", "skip", "return")


def check_policy(on_error: object) -> None:
    """Refuses what is neither a policy nor a handler.

    Raises:
        InvalidOptionError: If it is something else.
    """
    if not callable(on_error) and on_error not in POLICIES:
        raise InvalidOptionError(
            f"on_error must be one of {', '.join(POLICIES)} or a function that takes a Failure, "
            f"not {on_error!r}"
        )


def portable(error: Exception) -> Exception:
    """The error as it can be sent from one process to another.

    What cannot be pickled becomes a `StageError` of the same words. The place where the error came
    from is kept as a note, unless the library raised it on purpose.
    """
    # most texts fail nowhere
    import pickle
    import traceback

    if not isinstance(error, VntextError):
        error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever a class of somebody else does when it is pickled
        return StageError(f"a stage raised {type(error).__name__}: {error}")
    return error

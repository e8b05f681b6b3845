"""The errors of the library.

Every error is a `VntextError`, and also the builtin that a caller would expect, so that both
``except VntextError`` and ``except ValueError`` work::

    VntextError
    ├── InvalidTextError      (TypeError)     the text is not a str
    ├── TextTooLongError      (ValueError)    the text is over the stated limit
    ├── InvalidOptionError    (ValueError)    an option has a value that it cannot have
    ├── InvalidDocumentError  (ValueError)    from_dict/from_json were given something else
    ├── LexiconError          (ValueError)    an entry of a lexicon is not supported
    ├── StageError            (ValueError)    a stage of one's own gave what it must not
    ├── TextTimeoutError      (TimeoutError)  a text took longer than it was given
    ├── WorkerError           (RuntimeError)  a worker process died, or cannot be started
    ├── DecodingError         (ValueError)    bytes are not in the encoding that was asked for
    ├── MissingExtraError     (ImportError)   an optional package is not installed
    └── ResourceError         (RuntimeError)  a table or model of the package is missing or damaged
"""

from __future__ import annotations

__all__ = [
    "DecodingError",
    "InvalidDocumentError",
    "InvalidOptionError",
    "InvalidTextError",
    "LexiconError",
    "MissingExtraError",
    "ResourceError",
    "StageError",
    "TextTimeoutError",
    "TextTooLongError",
    "VntextError",
    "WorkerError",
]


class VntextError(Exception):
    """Base class of every error that the library raises on purpose."""


class InvalidTextError(VntextError, TypeError):
    """The text is not a ``str`` (bytes, ``None``, a list ...)."""


class TextTooLongError(VntextError, ValueError):
    """The text has more characters than the limit in force."""


class InvalidOptionError(VntextError, ValueError):
    """An option was given a value that it cannot have."""


class InvalidDocumentError(VntextError, ValueError):
    """A dict or JSON text does not describe a document of a known format."""


class LexiconError(VntextError, ValueError):
    """An entry of a lexicon is not supported."""


class StageError(VntextError, ValueError):
    """A stage that was given to a pipeline returned what it must not; the message names it."""


class TextTimeoutError(VntextError, TimeoutError):
    """The analysis of a text took longer than it was given."""


class WorkerError(VntextError, RuntimeError):
    """A worker process died of a text, or none can be started; the message says which and why."""


class DecodingError(VntextError, ValueError):
    """Bytes could not be decoded in the encoding that was asked for."""


class MissingExtraError(VntextError, ImportError):
    """An optional package is needed and not installed.

    Args:
        extra: The extra of vntext that brings the package, for example ``"pandas"``.
        package: The package that could not be imported.
    """

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(
            f"this needs the package {package!r}, which is not installed; the extra "
            f'vntext[{extra}] brings it: in a checkout of vntext, pip install ".[{extra}]"; '
            f'with its wheel, pip install "FILE.whl[{extra}]"'
        )
        self.extra = extra
        self.package = package

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.extra, self.package)


class ResourceError(VntextError, RuntimeError):
    """A table or model of the package is missing or damaged."""

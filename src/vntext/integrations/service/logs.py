"""Logs as lines of JSON, without the texts."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

__all__ = ["JsonFormatter", "log_config", "log_of_packages"]


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message and the fields of the record."""

    def format(self, record: logging.LogRecord) -> str:
        """Writes one record."""
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        row: dict[str, Any] = {
            "time": f"{seconds}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        row |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0] is not None:
            row["error"] = record.exc_info[0].__name__  # its message could hold a text
        return json.dumps(row, ensure_ascii=False)


class _OfPackages(JsonFormatter):
    """What other packages log: who and where, since their messages may hold a text."""

    def format(self, record: logging.LogRecord) -> str:
        where = f"{record.pathname}:{record.lineno}"
        shown = logging.makeLogRecord(
            {**record.__dict__, "msg": "message of a package", "args": None, "exc_info": None}
        )
        shown.fields = {"where": where}
        return super().format(shown)


def log_of_packages(*, texts: bool) -> None:
    """Logs and warnings of packages as JSON, where nobody has said what becomes of them.

    pypdf, for one, warns of every place where a file departs from the standard.

    Args:
        texts: Whether this process reads texts: what packages say is left out then.
    """
    out = logging.StreamHandler()
    out.setFormatter(_OfPackages() if texts else JsonFormatter())
    logging.basicConfig(handlers=[out], level=logging.WARNING)
    logging.captureWarnings(True)


def log_config(level: str) -> dict[str, Any]:
    """Configuration of logging for the service and for uvicorn."""
    name = "vntext.integrations.service.logs.JsonFormatter"
    loggers = {
        "vntext.service": {"handlers": ["out"], "level": level.upper(), "propagate": False},
        "uvicorn": {"handlers": ["out"], "level": level.upper(), "propagate": False},
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": name}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": loggers,
    }

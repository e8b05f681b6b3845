"""The day of each text of a stream."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from vntext.errors import InvalidOptionError

__all__ = ["day_of"]

_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.DOTALL)


def day_of(value: Any) -> str:
    """The day that a value says, as `vntext.analyze` takes it for ``reference``.

    Args:
        value: ``"2025-05-24"``, ``"2025-05"``, ``"2025"``, the same with a time of day behind it,
            a date; None or ``""`` where the day is not known.

    Returns:
        The day, ``""`` where it is not known.

    Raises:
        InvalidOptionError: If the value is no day.

    Example:
        >>> day_of("2025-05-24T06:30:00+07:00"), day_of(date(2025, 5, 24)), day_of(None)
        ('2025-05-24', '2025-05-24', '')
    """
    from vntext.values.dates import read_reference

    if value is None or value == "":
        return ""
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()[:10]
    if not isinstance(value, str):
        raise InvalidOptionError(f"reference must be a date such as '2025-05-24', not {value!r}")
    with_time = _WITH_TIME.fullmatch(value)
    day = with_time[1] if with_time else value
    read_reference(day)
    return day

"""Numbers and letters of headings: which one follows which."""

from __future__ import annotations

__all__ = ["point_follows", "roman", "split_number", "tidy"]

_ALPHABET = "abcdđefghijklmnopqrstuvwxyz"


def tidy(title: str) -> str:
    """A title without the marks around it, blanks joined.

    Example:
        >>> tidy(" Phạm vi  điều chỉnh:")
        'Phạm vi điều chỉnh'
    """
    return " ".join(title.split()).strip(" .:–-")


def split_number(number: str) -> tuple[int, str]:
    """The figures of a number and what follows them.

    Example:
        >>> split_number("12a")
        (12, 'a')
    """
    digits = "".join(c for c in number if c.isdigit())
    return int(digits or 0), number[len(digits) :]


def roman(number: str) -> int:
    """The value of a Roman number, 0 for anything else.

    Example:
        >>> roman("XIV"), roman("")
        (14, 0)
    """
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = last = 0
    for c in reversed(number.lower()):
        value = values.get(c, 0)
        total += value if value >= last else -value
        last = max(last, value)
    return total


def point_follows(last: str | None, number: str) -> bool:
    """Whether a letter goes on with the letters of the points before it.

    Example:
        >>> point_follows("d", "đ"), point_follows(None, "a"), point_follows("a", "e")
        (True, True, False)
    """
    number = number.lower()
    if last is None:
        return number in ("a", "a1")
    last = last.lower()
    a, b = last.rstrip("0123456789"), number.rstrip("0123456789")
    if a == b:
        return True  # "a1" after "a", or a letter that was written twice
    if len(a) == len(b) == 1 and a in _ALPHABET and b in _ALPHABET:
        return 1 <= _ALPHABET.index(b) - _ALPHABET.index(a) <= 2
    if len(b) == 2 and len(a) == 1:
        return (a in "yx" and b == "aa") or b.startswith(a)
    return len(a) == len(b) and a[0] == b[0] and 0 < ord(b[1]) - ord(a[1]) <= 2

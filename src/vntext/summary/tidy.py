"""A sentence as it is printed in a summary: without what belongs to the page around it."""

from __future__ import annotations

import re
from functools import cache

from vntext.resources import load_toml
from vntext.roles.tables import UPPER, one_of

__all__ = ["tidy"]

_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\]")


@cache
def _before() -> re.Pattern[str]:
    papers = one_of(load_toml("summary/trim.toml")["tidy"]["papers"])
    # the sign of a list, then the newspaper: "(Báo xã) - ", "Báo xã - "
    return re.compile(
        rf"(?:[-–+•✅►▶✔➤]+\s+)?"
        rf"(?:\((?:[^()\d]{{2,30}}\.vn|{papers})\) ?[-–:]? ?|{papers} ?[-–] ?"
        rf"|Dân trí (?=[{UPPER}]))?"
        rf"(?=\S)"
    )


def tidy(text: str, *, strong: bool = False) -> str:
    """Takes the sign of a list, the newspaper and the numbers of footnotes from a sentence.

    Args:
        text: A sentence.
        strong: Its strong signs (``**``) go too.

    Example:
        >>> tidy("- (Yenson.vn) - Xã Yên Sơn mở chợ.[1]"), tidy("Ông A - chủ xã - nói.")
        ('Xã Yên Sơn mở chợ.', 'Ông A - chủ xã - nói.')
    """
    if strong:
        text = text.replace("**", "")
    m = _before().match(text)
    rest = _FOOTNOTE.sub("", text[m.end() :] if m else text)
    return rest if rest.strip() else text

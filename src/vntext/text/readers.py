"""How a run of text reads in each encoding that it may be in.

A reading is what a piece of text may be in: an encoding, or a known way in which texts in an
encoding get damaged (soft hyphens lost, signs that PDF writes for others). Each has a prior: what
texts of Vietnam are in, in nats against the commonest.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vntext.text.charsets import decode_letters, decode_table, to_1252
from vntext.text.lost import lost_hyphens, repair_hyphens
from vntext.text.references import decode_references

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["READINGS", "Reading", "unescape_rtf"]


class Reading(NamedTuple):
    """One way to read a run of text.

    Attributes:
        encoding: Its name for the user.
        prior: Nats that speak against it before the text was looked at.
        token: Reads one token; capitals that the encoding cannot write stay small.
        run: Reads a run of lines.
    """

    encoding: str
    prior: float
    token: Callable[[str], str]
    run: Callable[[str], str]


# Signs that programs which read PDF write for others, by the shapes that the fonts have.
_SUBSTITUTES = str.maketrans(
    {
        **dict.fromkeys("−‐‑", "\xad"),
        **dict.fromkeys("∙⋅•", "·"),
        "μ": "µ",
        "Ω": "W",
        "ð": "®",
        "¯": "¯",
        "\x1f": "",
    }
)


@cache
def _rtf() -> re.Pattern[str]:
    import re

    return re.compile(r"\\'([0-9a-fA-F]{2})")


def unescape_rtf(text: str) -> str:
    r"""Reads bytes that RTF escapes: ``C\'e9ng``.

    Example:
        >>> unescape_rtf(r"C\'e9ng")
        'Céng'
    """
    if "\\'" not in text:
        return text
    return _rtf().sub(lambda m: to_1252(bytes([int(m.group(1), 16)])), text)


@cache
def _joined() -> re.Pattern[str]:
    import re

    # a hyphen or a bullet that stands for a letter has letters beside it
    return re.compile(r"(?<=[^\W\d_§®])[−‐‑∙⋅•]|[−‐‑](?=[¬íêîëìï])|\x1f")


def _substituted(text: str) -> str:
    """Puts the signs of an encoding where PDF has others."""
    text = text.replace("μ", "µ")
    return _joined().sub(lambda m: m.group().translate(_SUBSTITUTES), text)


def _letters(encoding: str, *, capitals: bool = False) -> Callable[[str], str]:
    return lambda text: decode_letters(unescape_rtf(text), encoding, controls=capitals)


def _runs(encoding: str, *, capitals: bool = False) -> Callable[[str], str]:
    return lambda text: decode_table(unescape_rtf(text), encoding, controls=capitals)


def _tcvn3_token(text: str) -> str:
    return decode_letters(_substituted(unescape_rtf(text)), "tcvn3")


def _tcvn3_run(text: str) -> str:
    return decode_table(_substituted(unescape_rtf(text)), "tcvn3")


def _lost_token(text: str) -> str:
    return lost_hyphens(decode_letters(unescape_rtf(text), "tcvn3"))


def _lost_run(text: str) -> str:
    return repair_hyphens(decode_table(unescape_rtf(text), "tcvn3"))


@lru_cache(maxsize=1 << 14)
def _vietnamese_references(text: str) -> str:
    return unicodedata.normalize("NFC", decode_references(text))


def _mixed(text: str) -> str:
    """Windows-1258 whose browser wrote as references what the encoding does not have."""
    return decode_letters(decode_references(text), "windows-1258")


def _kept(text: str) -> str:
    return text


# Nearly all texts of Vietnam are in TCVN3 (the north, authorities) or VNI (the south, press);
# Windows-1258 comes from forms of web pages, VISCII and VPS from abroad; the rest is rare.
READINGS = (
    Reading("unicode", 0.0, _kept, _kept),
    Reading("tcvn3", 0.0, _tcvn3_token, _tcvn3_run),
    Reading("vni", 0.75, _letters("vni"), _runs("vni")),
    Reading("windows-1258", 2.5, _letters("windows-1258"), _runs("windows-1258")),
    Reading("ncr", -3.0, _vietnamese_references, _vietnamese_references),
    Reading("windows-1258", 0.0, _mixed, _mixed),
    Reading("tcvn3", 5.0, _letters("tcvn3", capitals=True), _runs("tcvn3", capitals=True)),
    Reading("tcvn3", 5.0, _lost_token, _lost_run),
    Reading("viscii", 5.0, _letters("viscii"), _runs("viscii")),
    Reading("vps", 6.0, _letters("vps"), _runs("vps")),
    Reading("vietware-x", 7.0, _letters("vietware-x"), _runs("vietware-x")),
    Reading("vietware-f", 7.0, _letters("vietware-f"), _runs("vietware-f")),
    Reading("bkhcm2", 7.5, _letters("bkhcm2"), _runs("bkhcm2")),
    Reading("bkhcm1", 7.5, _letters("bkhcm1"), _runs("bkhcm1")),
)

"""Syllables of sentences and how rare they are: what scoring, selection and key phrases count."""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache
from typing import TYPE_CHECKING

from vntext.kernel import kernel
from vntext.resources import load_lines
from vntext.roles.tables import UPPER
from vntext.text.strings import characters
from vntext.text.unicode import normalized_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vntext.kernel import _kernel

__all__ = [
    "CHAIN",
    "COMMON",
    "ENDS",
    "FACTS",
    "HALF_QUOTED",
    "TRAILS",
    "UNFINISHED",
    "UNKNOWN_RARITY",
    "Rarity",
    "figures_in",
    "half_quoted",
    "heard",
    "joined",
    "line_facts",
    "markdown_line",
    "on_one_line",
    "one_line",
    "only_quoted",
    "rarity",
    "sizes_of_lines",
    "syllable_reader",
    "syllables",
    "words_in",
]

UNKNOWN_RARITY = 8.0
"""Rarity of a syllable that the table does not hold: foreign names, codes, figures."""

COMMON = 0.4
"""Syllables of at most this rarity (two articles in three hold them) carry nothing."""


HALF_QUOTED, UNFINISHED, TRAILS, CHAIN = 1, 2, 4, 8
"""What the marks of a line tell, as bits: a quotation without its beginning or end, no mark at the
end, dots for what is not said, clauses joined by semicolons."""

FACTS = ("HALF_QUOTED", "UNFINISHED", "TRAILS", "CHAIN")

ENDS = frozenset(".!?…:\"”)/'’")
"""Marks that end a sentence."""


@cache
def _syllable() -> re.Pattern[str]:
    return re.compile(r"[^\W_]++")


def on_one_line(text: str) -> str:
    r"""A text with single spaces for its white space, as patterns and budgets read it.

    Example:
        >>> on_one_line("Chợ  Yên\nSơn")
        'Chợ Yên Sơn'
    """
    # white space other than a plain space is not printable
    plain = text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "
    return text if plain else " ".join(text.split())


def one_line(text: str) -> str:
    r"""A text normalised and on one line.

    Example:
        >>> one_line("Chợ  Ye\u0302n\nSơn")
        'Chợ Yên Sơn'
    """
    return on_one_line(normalized_text(text))


def markdown_line(text: str) -> str:
    r"""One line, with the characters escaped that Markdown would read.

    Example:
        >>> print(markdown_line("Chợ *Yên Sơn*"))
        Chợ \*Yên Sơn\*
    """
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in on_one_line(text))


def syllables(text: str) -> list[str]:
    """Syllables and figures in lower case, composed, in the order of the text.

    Example:
        >>> syllables("Xã Yên Sơn: 35-NQ/ĐU")
        ['xã', 'yên', 'sơn', '35', 'nq', 'đu']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _syllable().findall(text.lower())


def sizes_of_lines(lines: Sequence[str]) -> list[int]:
    """How many syllables each of many lines has, in one pass.

    Args:
        lines: Lines without line breaks.

    Example:
        >>> sizes_of_lines(["Xã Yên Sơn.", "", "Chợ"])
        [3, 0, 1]
    """
    native = syllable_reader()
    found = native.sizes(joined(lines)) if native is not None and lines else None
    if found is not None and len(found) == len(lines):
        return found
    return [len(syllables(line)) for line in lines]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf" [{UPPER}]"), re.compile(r"\d")


def half_quoted(line: str) -> bool:
    """True for a sentence that has one mark of a quotation and not the other.

    Example:
        >>> half_quoted("“Chợ sẽ mở lại."), half_quoted("Bà nói: “Chợ sẽ mở lại.”")
        (True, False)
    """
    return line.count('"') % 2 == 1 or line.count("“") != line.count("”")


@cache
def _alone() -> re.Pattern[str]:
    """A quotation that is all of a line; a mark that stands for both sides, once on each."""
    return re.compile(r"[-–—* ]*(?:“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’)[.!?…]*$")


def only_quoted(line: str) -> bool:
    """True for a sentence that is a quotation and does not say whose.

    Example:
        >>> only_quoted("“Chợ sẽ mở lại.”"), only_quoted("“Chợ sẽ mở lại”, bà nói.")
        (True, False)
    """
    return _alone().match(line) is not None


def line_facts(text: str) -> list[tuple[int, int]]:
    r"""What marks and capitals tell of each line.

    Args:
        text: Lines.

    Returns:
        For each line how many of its words behind a space have a capital, and the bits
        `HALF_QUOTED` ... `CHAIN`.

    Example:
        >>> line_facts("Xã Yên Sơn: “Chợ mở lại.\nCòn nữa...")
        [(2, 1), (0, 4)]
    """
    native = syllable_reader()
    if native is not None:
        return native.facts(text)
    return [
        (
            len(_patterns()[0].findall(line)),
            HALF_QUOTED * half_quoted(line)
            | UNFINISHED * (line[-1:] not in ENDS)
            | TRAILS * ("..." in line or "…" in line)
            | CHAIN * (line.count(";") > 1),
        )
        for line in text.split("\n")
    ]


def figures_in(text: str) -> list[int]:
    """Places where a figure may begin, in order: all of them, and maybe some more.

    Example:
        >>> {4, 10} <= set(figures_in("năm 2018, 5 xã"))
        True
    """
    native = syllable_reader()
    if native is not None:
        return native.figures(text)
    return [m.start() for m in _patterns()[1].finditer(text)]


def joined(lines: Sequence[str]) -> str:
    """Lines as one composed text, as the kernel reads it."""
    text = "\n".join(lines)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words_in(text: str) -> int:
    """How many syllables and figures a text has: the unit of the budgets ``words=``.

    Example:
        >>> words_in("Nghị quyết số 35-NQ/TW, năm 2018.")
        8
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return len(_syllable().findall(text))


class Rarity(dict[str, float]):
    """Rarity of each syllable, of unknown ones too."""

    def __missing__(self, syllable: str) -> float:
        return UNKNOWN_RARITY


@cache
def rarity() -> Rarity:
    """Rarity of syllables: the logarithm of how many articles there are to one that holds it.

    Both ways to place a tone (``hòa``, ``hoà``) are in the table.
    """
    table = Rarity()
    for line in load_lines("summary/rarity.tsv"):
        value, names = line.split("\t")
        table.update(dict.fromkeys(names.split(), float(value)))
    return table


@cache
def heard() -> Rarity:
    """The rarity of syllables, 0 for common ones."""
    return Rarity({s: value if value > COMMON else 0.0 for s, value in rarity().items()})


@cache
def syllable_reader() -> _kernel.Syllables | None:
    """The kernel's reader of sentences, None where it was not built."""
    native = kernel()
    if native is None:
        return None
    lower, flags = characters()
    made: _kernel.Syllables = native.Syllables(
        {
            "lower": lower,
            "flags": flags,
            "names": list(heard()),
            "rarity": array("d", heard().values()),
            "unknown": array("d", [UNKNOWN_RARITY]),
        }
    )
    return made

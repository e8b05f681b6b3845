"""`normalize`: the fixes that a user may ask for, one after the other, with all their edits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from vntext.alignment import Alignment, Edit
from vntext.checks import check_choice, check_flag, check_str
from vntext.text.edits import compose
from vntext.text.markup import SOURCES, read_markup
from vntext.text.tones import style_edits
from vntext.text.unicode import Twin, normalized_text, normalized_twin

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["align", "explain_normalization", "normalize"]

_QUOTES = {
    **dict.fromkeys("“”„‟«»″❝❞", '"'),
    **dict.fromkeys("‘’‚‛′‹›", "'"),
}
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")


def normalize(
    text: str,
    *,
    tones: Literal["keep", "first", "second"] = "keep",
    quotes: Literal["keep", "plain"] = "keep",
    dashes: Literal["keep", "plain"] = "keep",
    spaces: Literal["keep", "single"] = "keep",
    social: bool = False,
    source: Literal["plain", "html", "markdown", "auto"] = "plain",
) -> str:
    """Repairs how a Vietnamese text is written, without changing what it says.

    Always: letters and marks are composed (NFC) and put in order, look-alike letters become
    Vietnamese ones, spaces that are not plain become plain, invisible characters go, a mark on the
    wrong letter of a syllable goes to the right one.

    Args:
        text: Any text. Clean text comes back as the same object.
        tones: ``"keep"`` leaves the tone of open ``oa``, ``oe``, ``uy`` where the writer put it;
            ``"first"`` writes "hòa, khỏe, thúy", ``"second"`` "hoà, khoẻ, thuý".
        quotes: ``"plain"`` writes typographic quotes as ``"`` and ``'``.
        dashes: ``"plain"`` writes dashes and other hyphens as ``-``.
        spaces: ``"single"`` makes one space of several and drops those at the end of a line.
        social: True to repair what people type to one another, too: letters repeated for stress,
            short forms with one meaning ("ko", "đc"), letters of mathematics and full-width signs,
            O and l for figures inside dates and numbers.
        source: What the text is: tags and signs of ``"html"`` and ``"markdown"`` go; ``"auto"``
            finds it out.

    Raises:
        InvalidTextError: If ``text`` is no ``str``.
        InvalidOptionError: If an option has another value.

    Example:
        >>> normalize("Hội nghị hòan tòan thành công ,  theo NÐ-CP")
        'Hội nghị hoàn toàn thành công ,  theo NĐ-CP'
        >>> normalize("“Sức khoẻ” là vàng", tones="first", quotes="plain")
        '"Sức khỏe" là vàng'
        >>> normalize("đẹpppp lun, mình ko chê năm 2O20", social=True)
        'đẹp luôn, mình không chê năm 2020'
        >>> normalize("<p>Sở <b>Y</b> t&#7871;</p>", source="html")
        'Sở Y tế'
    """
    steps = _steps(text, tones, quotes, dashes, spaces, social)
    check_choice("source", source, SOURCES)
    if source != "plain":
        text = Alignment.from_edits(read_markup(text, source).edits).apply(text)
    text = normalized_text(text)
    for step in steps:
        text = Alignment.from_edits(step(text)).apply(text)
    return text


def _steps(
    text: str, tones: str, quotes: str, dashes: str, spaces: str, social: object
) -> list[Callable[[str], Iterable[Edit]]]:
    """The fixes that options ask for, after the usual ones.

    Raises:
        InvalidTextError: If ``text`` is no ``str``.
        InvalidOptionError: If an option has another value.
    """
    check_str(text)
    check_choice("tones", tones, ("keep", "first", "second"))
    check_choice("quotes", quotes, ("keep", "plain"))
    check_choice("dashes", dashes, ("keep", "plain"))
    check_choice("spaces", spaces, ("keep", "single"))
    check_flag("social", social)
    steps: list[Callable[[str], Iterable[Edit]]] = []
    if social:
        from vntext.text.social import SOCIAL_STEPS

        steps += SOCIAL_STEPS
    if tones != "keep":
        steps.append(lambda t: style_edits(t, "first" if tones == "first" else "second"))
    if quotes == "plain":
        steps.append(lambda t: _char_edits(t, _quotes(), _QUOTES, "quote"))
    if dashes == "plain":
        steps.append(lambda t: _char_edits(t, _dashes(), _DASHES, "dash"))
    if spaces == "single":
        steps.append(_space_edits)
    return steps


def explain_normalization(
    text: str,
    *,
    tones: Literal["keep", "first", "second"] = "keep",
    quotes: Literal["keep", "plain"] = "keep",
    dashes: Literal["keep", "plain"] = "keep",
    spaces: Literal["keep", "single"] = "keep",
    social: bool = False,
    source: Literal["plain", "html", "markdown", "auto"] = "plain",
) -> tuple[Edit, ...]:
    """Tells what `normalize` with the same options does: one edit a change.

    Returns:
        The edits in the order of the text; replacing ``text[e.start:e.end]`` by ``e.replacement``
        for each gives what `normalize` returns. ``e.original`` is what stood there, ``e.name``
        names the fix, or two joined by ``+``.

    Example:
        >>> for e in explain_normalization("tòan NÐ-CP"):
        ...     print(e)
        0-4 'tòan' -> 'toàn' (misplaced-mark)
        6-7 'Ð' -> 'Đ' (look-alike)
    """
    twin = align(
        text,
        tones=tones,
        quotes=quotes,
        dashes=dashes,
        spaces=spaces,
        social=social,
        source=source,
    )
    return tuple(replace(e, original=text[e.start : e.end]) for e in twin.alignment.edits)


def align(
    text: str,
    *,
    tones: Literal["keep", "first", "second"] = "keep",
    quotes: Literal["keep", "plain"] = "keep",
    dashes: Literal["keep", "plain"] = "keep",
    spaces: Literal["keep", "single"] = "keep",
    social: bool = False,
    source: Literal["plain", "html", "markdown", "auto"] = "plain",
) -> Twin:
    r"""Like `normalize`, with the alignment that maps spans back to ``text``.

    Example:
        >>> twin = align("Hội nghi\u0323 tòan tỉnh")
        >>> twin.text
        'Hội nghị toàn tỉnh'
        >>> twin.alignment.span_to_original(4, 8)
        (4, 9)
    """
    steps = _steps(text, tones, quotes, dashes, spaces, social)
    check_choice("source", source, SOURCES)
    if source == "plain":
        twin = normalized_twin(text)
    else:
        first = Alignment.from_edits(read_markup(text, source).edits)
        twin = normalized_twin(first.apply(text))
        twin = Twin(twin.text, compose(first, twin.alignment))
    for step in steps:
        alignment = Alignment.from_edits(step(twin.text))
        if alignment.edits:
            twin = Twin(alignment.apply(twin.text), compose(twin.alignment, alignment))
    return twin


@cache
def _quotes() -> re.Pattern[str]:
    import re

    return re.compile(f"[{''.join(_QUOTES)}]")


@cache
def _dashes() -> re.Pattern[str]:
    import re

    return re.compile(f"[{''.join(_DASHES)}]")


@cache
def _wide_spaces() -> re.Pattern[str]:
    import re

    # two spaces or more, tabs among them; or spaces before the end of a line
    return re.compile(r"[ \t]*\t[ \t]*|  +|(?<=[^ \t]) (?=[\r\n]|\Z)")


def _char_edits(
    text: str, pattern: re.Pattern[str], table: dict[str, str], name: str
) -> Iterator[Edit]:
    for m in pattern.finditer(text):
        yield Edit(m.start(), m.end(), table[m.group()], name)


def _space_edits(text: str) -> Iterator[Edit]:
    for m in _wide_spaces().finditer(text):
        at_end = m.end() == len(text) or text[m.end()] in "\r\n"
        yield Edit(m.start(), m.end(), "" if at_end else " ", "spaces")

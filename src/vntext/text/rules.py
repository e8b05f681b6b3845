"""`normalize`: the fixes that a user may ask for, one after the other, with all their edits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal, TypedDict

from vntext.alignment import Alignment, Edit
from vntext.checks import check_choice, check_flag, check_str
from vntext.text.case import case_edits
from vntext.text.edits import compose
from vntext.text.layout import find_wraps
from vntext.text.markup import SOURCES, read_markup
from vntext.text.spaces import space_edits
from vntext.text.stops import stop_edits
from vntext.text.tones import style_edits
from vntext.text.unicode import Twin, normalized_text, normalized_twin

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator
    from typing import Unpack

__all__ = ["align", "explain_normalization", "normalize"]

_QUOTES = {
    **dict.fromkeys("“”„‟«»″❝❞", '"'),
    **dict.fromkeys("‘’‚‛′‹›", "'"),
}
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")


class NormalizeOptions(TypedDict, total=False):
    """The options of `normalize`, which `align` and `explain_normalization` take, too."""

    tones: Literal["keep", "first", "second"]
    quotes: Literal["keep", "plain"]
    dashes: Literal["keep", "plain"]
    spaces: Literal["keep", "single"]
    social: bool
    source: Literal["plain", "html", "markdown", "auto"]
    layout: Literal["keep", "auto", "wrapped"]
    case: Literal["keep", "auto"]


def normalize(
    text: str,
    *,
    tones: Literal["keep", "first", "second"] = "keep",
    quotes: Literal["keep", "plain"] = "keep",
    dashes: Literal["keep", "plain"] = "keep",
    spaces: Literal["keep", "single"] = "keep",
    social: bool = False,
    source: Literal["plain", "html", "markdown", "auto"] = "plain",
    layout: Literal["keep", "auto", "wrapped"] = "keep",
    case: Literal["keep", "auto"] = "keep",
) -> str:
    r"""Repairs how a Vietnamese text is written, without changing what it says.

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
        layout: ``"auto"`` repairs what `vntext.analyze` does, too: lines that were broken where a
            page ended are joined, odd spaces and syllables that a PDF split are mended, a space
            stands after a stop. ``"wrapped"`` joins all lines within paragraphs.
        case: ``"auto"`` gives small letters and capitals to lines that are of one case alone, as
            `vntext.analyze` does.

    Returns:
        The repaired text.

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
        >>> normalize("Nghị đị nh 15,\ncác hộ được hỗ trợ.Mức hỗ trợ tăng.", layout="wrapped")
        'Nghị định 15, các hộ được hỗ trợ. Mức hỗ trợ tăng.'
    """
    first, steps = _steps(
        text,
        tones=tones,
        quotes=quotes,
        dashes=dashes,
        spaces=spaces,
        social=social,
        source=source,
        layout=layout,
        case=case,
    )
    text = normalized_text(first.apply(text))
    for step in steps:
        text = Alignment.from_edits(step(text)).apply(text)
    return text


def explain_normalization(text: str, **options: Unpack[NormalizeOptions]) -> tuple[Edit, ...]:
    """Tells what `normalize` with the same options does: one edit a change.

    Args:
        text: Any text.
        options: Those of `normalize`.

    Returns:
        The edits in the order of the text; replacing ``text[e.start:e.end]`` by ``e.replacement``
        for each gives what `normalize` returns. ``e.original`` is what stood there, ``e.name``
        names the fix, or two joined by ``+``.

    Raises:
        InvalidTextError: If ``text`` is no ``str``.
        InvalidOptionError: If an option has a value that it cannot have.

    Example:
        >>> for e in explain_normalization("tòan NÐ-CP"):
        ...     print(e)
        0-4 'tòan' -> 'toàn' (misplaced-mark)
        6-7 'Ð' -> 'Đ' (look-alike)
    """
    twin = align(text, **options)
    return tuple(replace(e, original=text[e.start : e.end]) for e in twin.alignment.edits)


def align(text: str, **options: Unpack[NormalizeOptions]) -> Twin:
    r"""Like `normalize`, with the alignment that maps spans back to ``text``.

    Args:
        text: Any text.
        options: Those of `normalize`.

    Raises:
        InvalidTextError: If ``text`` is no ``str``.
        InvalidOptionError: If an option has a value that it cannot have.

    Example:
        >>> twin = align("Hội nghi\u0323 tòan tỉnh")
        >>> twin.text
        'Hội nghị toàn tỉnh'
        >>> twin.alignment.span_to_original(4, 8)
        (4, 9)
    """
    first, steps = _steps(text, **options)
    twin = normalized_twin(first.apply(text))
    if first.edits:
        twin = Twin(twin.text, compose(first, twin.alignment))
    for step in steps:
        alignment = Alignment.from_edits(step(twin.text))
        if alignment.edits:
            twin = Twin(alignment.apply(twin.text), compose(twin.alignment, alignment))
    return twin


def _steps(
    text: str,
    *,
    tones: str = "keep",
    quotes: str = "keep",
    dashes: str = "keep",
    spaces: str = "keep",
    social: object = False,
    source: str = "plain",
    layout: str = "keep",
    case: str = "keep",
) -> tuple[Alignment, list[Callable[[str], Iterable[Edit]]]]:
    """The fixes that options ask for: what goes before the usual ones, and those after them.

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
    check_choice("source", source, SOURCES)
    check_choice("layout", layout, ("keep", "auto", "wrapped"))
    check_choice("case", case, ("keep", "auto"))
    first = Alignment()
    if source != "plain":
        first = Alignment.from_edits(read_markup(text, source).edits)
    steps: list[Callable[[str], Iterable[Edit]]] = []
    if layout != "keep":
        steps += [lambda t: find_wraps(t, layout=layout)[0], space_edits]
    if case == "auto":
        steps.append(case_edits)
    if layout != "keep":
        steps.append(stop_edits)
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
    return first, steps


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

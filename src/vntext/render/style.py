"""Style sheets of views: fixed rules from a file, those of labels and roles from their tables."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from vntext.labels import label_rows, role_rows
from vntext.render.names import OTHER, names

if TYPE_CHECKING:
    from vntext.labels import LabelRow

__all__ = ["PAGE", "line_of", "style"]

PAGE: Final = (
    ":root{color-scheme:light dark}"
    "body{font-family:system-ui,sans-serif;margin:1em auto;padding:0 1em;max-width:64em}"
)

_LOOKS: Final = {
    "headline": "font-weight:700;font-size:1.2em;line-height:1.4",
    "strong": "font-weight:600",
    "quiet": "color:color-mix(in srgb,currentColor 70%,#0000)",
}


@cache
def _rules() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The fixed rules, each with what a view must hold to need it, one of them."""
    css = files("vntext").joinpath("render/static/document.css").read_text("utf-8")
    rules = []
    for line in css.splitlines():
        if not line.startswith("/*"):
            selectors = line.partition("{")[0]
            needs = tuple(f"class={name}" for name in re.findall(r"\.vnt \.(\w+)", selectors))
            rules.append((("<aside",) if "aside" in line else needs, line))
    return tuple(rules)


def line_of(row: LabelRow) -> str:
    """The line below the marks of a label, as properties that the style sheets read.

    Example:
        >>> line_of(label_rows()["LAW"])
        '--b:double;--w:3px'
    """
    # two lines and the gap between them need three pixels
    return f"--b:{row.line}" + (";--w:3px" if row.line == "double" else "")


def style(html: str, lang: str) -> str:
    """The style sheet of a view: the rules that it needs, and the names of its labels and roles.

    Args:
        html: The view, without its style sheet.
        lang: Language of labels and roles.
    """
    words = names(lang)
    out = [rule for needs, rule in _rules() if not needs or any(n in html for n in needs)]
    for label in label_rows().values():
        if f"<b class={label.css}" in html:
            named = f'--n:"{words[label.name]}"'
            out.append(f".vnt .{label.css}{{--c:{label.colour};{line_of(label)};{named}}}")
    if f"<b class={OTHER}" in html:
        out.append(f'.vnt .{OTHER}{{--c:#888;--n:""}}')
    for role in role_rows().values():
        if f"<p class={role.name}" in html:
            out.append(f".vnt .{role.name}{{{_LOOKS[role.look]}}}")
            out.append(f'.vnt .{role.name}::before{{content:"{words[role.name]}"}}')
    return "".join(out)

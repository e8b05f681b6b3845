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
    "body{font-family:system-ui,sans-serif;margin:1em auto;padding:0 1em;max-width:66em}"
)

_LOOKS: Final = {
    "headline": "font-weight:700;font-size:1.2em;line-height:1.4",
    "strong": "font-weight:600",
    "quiet": "opacity:.75",
}


@cache
def _rules() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The fixed rules, each with what a view must hold to need it, one of them."""
    css = files("vntext").joinpath("render/static/document.css").read_text("utf-8")
    rules = [line for line in css.splitlines() if not line.startswith("/*")]
    return tuple((tuple(_needs(rule)), rule) for rule in rules)


def _needs(rule: str) -> list[str]:
    head = rule.partition("{")[0]
    if rule.startswith("@media") and "nth-child" in rule:
        return ["</aside>", "</section>"]
    if rule.startswith(("@media", "--", ">")):
        return []
    if rule.startswith("b:"):
        return ["<b "]
    found = re.findall(r"(?:^|,)(?:\.(\w+)|([a-z]\w*))(\[data-f\])?", head)
    return [f'class="{c}' if c else " data-f=" if fact else f"<{tag}" for c, tag, fact in found]


def line_of(row: LabelRow) -> str:
    """The line below the marks of a label, as properties that the style sheets read.

    Example:
        >>> line_of(label_rows()["LAW"])
        '--b:double;--w:3px'
    """
    # two lines and the gap between them need three pixels
    return f"--b:{row.line}" + (";--w:3px" if row.line == "double" else "")


def style(html: str, lang: str, *, fields: bool = True) -> str:
    """The style sheet of a view: the rules that it needs, and the names of its labels and roles.

    Args:
        html: The view, without its style sheet.
        lang: Language of labels and roles.
        fields: Whether marks show theirs.
    """
    words = names(lang)
    # one form of the attribute, whether a class stands alone or not
    held = re.sub(r"class=(\w+)", r'class="\1', html)
    rules = [rule for needs, rule in _rules() if not needs or any(n in held for n in needs)]
    if not fields:
        rules = [rule for rule in rules if not rule.startswith("b:")]
    rules[0] += ";"  # declarations; what follows are nested rules
    for label in label_rows().values():
        if f'<b class="{label.css}' in held:
            line = line_of(label).removeprefix("--b:solid")
            name = f'--n:"{words[label.name]}"' if fields else ""
            props = [f"--c:{label.colour}", line, name]
            rules.append(f".{label.css}{{{';'.join(x for x in props if x)}}}")
    if f'<b class="{OTHER}' in held:
        rules.append(f'.{OTHER}{{--c:#888;--n:""}}')
    for role in role_rows().values():
        if re.search(f'<(?:p|h1) class="{role.name}', held):
            rules.append(f'.{role.name}{{{_LOOKS[role.look]};--r:"{words[role.name]}"}}')
    more = (
        ".vnts{line-height:1.6;article{border-top:2px solid;margin-top:2em}"
        "ul{padding:0;list-style:none}a{color:inherit}}"
        if "class=vnts" in html
        else ""
    )
    return f".vnt{{{''.join(rules)}}}{more}"

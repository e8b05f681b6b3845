"""Acts written in parts, and the shapes of head and body into which they are pushed."""

from __future__ import annotations

import html
import pathlib
import textwrap
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


ACTS = pathlib.Path(__file__).resolve().parent / "gold" / "acts"
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
HEADINGS = ("Điều ", "Chương ", "Mục ")


@dataclass
class Parts:
    """An act in parts."""

    name: str
    issuer: list[str] = field(default_factory=list)
    state: list[str] = field(default_factory=lambda: [*STATE])
    code: str = ""
    subject: str = ""
    below: str = ""  # the day below the number, of a judgment
    day: str = ""
    body: list[str] = field(default_factory=list)
    right: dict[str, str] = field(default_factory=dict)

    @property
    def left(self) -> list[str]:
        """The left column of the head."""
        return [*self.issuer, *(x for x in (self.code, self.subject, self.below) if x)]

    @property
    def beside(self) -> list[str]:
        """The right column of the head."""
        return [*self.state, *(x for x in (self.day,) if x)]


def load(path: pathlib.Path) -> Parts:
    """Reads an act: what its head holds, ``= field: value`` that is right, its paragraphs."""
    head, body = path.read_text(encoding="utf8").split("---\n", 1)
    parts = Parts(path.stem, body=body.strip().split("\n"))
    for line in head.strip().split("\n"):
        name, value = line.split(": ", 1)
        if name.startswith("= "):
            parts.right[name[2:]] = value
        elif name == "issuer":
            parts.issuer = value.split(" / ")
        elif name == "state":
            parts.state = [value]
        elif name == "daybelow":
            parts.below = value
        else:
            setattr(parts, name, value)
    return parts


def columns(a: list[str], b: list[str], gap: str) -> list[str]:
    """Two columns side by side, line by line."""
    rows = max(len(a), len(b))
    a, b = [*a, *[""] * (rows - len(a))], [*b, *[""] * (rows - len(b))]
    return [f"{x}{gap}{y}".rstrip() if y else x for x, y in zip(a, b, strict=True)]


# --- orders of the head; each gives its lines


def below(p: Parts) -> list[str]:
    """What stands below the issuer and the state."""
    return [*p.left[len(p.issuer) :], *p.beside[len(p.state) :]]


def beside(p: Parts, gap: str) -> list[str]:
    top = columns(p.issuer, p.state, gap)
    lower = [x for x in (p.subject, p.below) if x]
    return [*top, f"{p.code}{gap}{p.day}".rstrip() if p.day else p.code, *lower]


def bars(p: Parts) -> list[str]:
    rest = [x for x in (p.subject, p.below) if x]
    state = [*p.state, "---------------"]
    day = [p.day, "|"] if p.day else []
    return ["|", *p.issuer, "-------", "|", *state, "|", "|", p.code, *rest, "|", *day]


def broken_state(p: Parts) -> list[str]:
    state = p.state[0].replace(" CHỦ NGHĨA", "\nCHỦ NGHĨA").split("\n")
    return [*p.issuer, *state, *p.state[1:], *p.left[len(p.issuer) :], *([p.day] if p.day else [])]


def small(p: Parts) -> list[str]:
    """Names of bodies as they stand in a sentence, in one line."""
    state = [x.capitalize().replace("việt nam", "Việt Nam") for x in p.state[:1]]
    q = replace(p, issuer=[p.right["issuer"]], state=[*state, *p.state[1:]])
    return in_rows(q)


def in_rows(p: Parts) -> list[str]:
    rest = [x for x in (p.subject, p.below) if x]
    return [*p.issuer, "-------", *p.state, "-------", p.code, *rest, *([p.day] if p.day else [])]


HEADS: dict[str, Callable[[Parts], list[str]]] = {
    "rows": in_rows,
    "left column first": lambda p: [*p.left, *p.beside],
    "right column first": lambda p: [*p.beside, *p.left],
    "state first": lambda p: [*p.state, *p.issuer, *below(p)],
    "spaces": lambda p: beside(p, " " * 12),
    "tabs": lambda p: beside(p, "\t"),
    "one space": lambda p: beside(p, " "),
    "one row of bars": lambda p: [f"| {x} |" for x in beside(p, " | ")],
    "cells on lines": bars,
    "motto glued": lambda p: [*p.issuer, "".join(p.state), *below(p)],
    "state broken": broken_state,
    "small letters": small,
}  # fmt: skip


# --- shapes of the body; each gets paragraphs and gives a text


def blank(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def none(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)


def articles(paragraphs: list[str]) -> str:
    """Blank lines only before headings."""
    return "".join(f"\n\n{p}" if p.startswith(HEADINGS) else f"\n{p}" for p in paragraphs).lstrip()


def wrapped(width: int, join: Callable[[list[str]], str]) -> Callable[[list[str]], str]:
    def shape(paragraphs: list[str]) -> str:
        return join([textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs])

    return shape


def spread(paragraphs: list[str]) -> str:
    """Broken lines with a blank line after each."""
    return "\n\n".join(
        line for p in paragraphs for line in textwrap.wrap(p, 80, break_on_hyphens=False)
    )


def pages(head: bool) -> Callable[[list[str]], str]:
    """Broken lines with the number of the page, or a head of the gazette, between."""

    def shape(paragraphs: list[str]) -> str:
        lines = wrapped(78, none)(paragraphs).split("\n")
        out = []
        for i, line in enumerate(lines):
            page = i // 30 + 1
            if i % 30 == 0 and i:
                if head:
                    out.append(f"CÔNG BÁO/Số {1244 + page} + {1245 + page}/Ngày 12-11-2032")
                out.append(f"{page}")
            out.append(line)
        return "\n".join(out)

    return shape


def marked(change: Callable[[str], str]) -> Callable[[list[str]], str]:
    return lambda paragraphs: blank([change(p) for p in paragraphs])


def heading(mark: str, *, capital: bool = False, broken: bool = False) -> Callable[[str], str]:
    """Another way to write the heading of an article."""

    def change(p: str) -> str:
        word, _, rest = p.partition(" ")
        number, dot, title = rest.partition(". ")
        if word != "Điều" or not dot or not number.rstrip("abcđ").isdigit():
            return p
        word = word.upper() if capital else word
        return f"{word} {number}{mark}{chr(10) if broken else ' '}{title}"

    return change


def markdown(p: str) -> str:
    if p.startswith(HEADINGS):
        return f"### **{p}**"
    return f"**{p}**" if p.isupper() else p


def indented(paragraphs: list[str]) -> str:
    return none([f"\t{p}" if i % 2 else f"\u00a0\u00a0 {p} " for i, p in enumerate(paragraphs)])


def as_html(paragraphs: list[str]) -> str:
    return "\n".join(
        f"<p><b>{html.escape(p)}</b></p>" if p.startswith(HEADINGS) else f"<p>{html.escape(p)}</p>"
        for p in paragraphs
    )


BODIES: dict[str, Callable[[list[str]], str]] = {
    "blank lines": blank,
    "no blank lines": none,
    "blank before articles": articles,
    "60, blank": wrapped(60, blank),
    "60, none": wrapped(60, none),
    "60, articles": wrapped(60, articles),
    "80, blank": wrapped(80, blank),
    "80, none": wrapped(80, none),
    "80, articles": wrapped(80, articles),
    "80, blank after each": spread,
    "page numbers": pages(head=False),
    "gazette heads": pages(head=True),
    "apart accents": lambda ps: unicodedata.normalize("NFD", blank(ps)),
    "Ð for Đ": lambda ps: blank(ps).replace("Đ", "Ð"),
    "Điều 1 .": marked(heading(" .")),
    "Điều 1:": marked(heading(":")),
    "ĐIỀU 1.": marked(heading(".", capital=True)),
    "title below": marked(heading(".", broken=True)),
    "title below, no stop": marked(heading("", broken=True)),
    "\\r\\n": lambda ps: none(ps).replace("\n", "\r\n"),
    "indented": indented,
    "markdown": marked(markdown),
    "html": as_html,
}  # fmt: skip

"""Names in the head and foot of a document: of who signed, and of bodies written in capitals."""

from __future__ import annotations

from vntext.legal.patterns import pattern
from vntext.legal.tables import word_set

__all__ = ["capital", "cased", "person", "without_issuer"]

_NAME = 60  # characters of a signer's name, at most


def without_issuer(title: str, issuer: str) -> str:
    """A title without the name of the issuer that stands below it in capitals."""
    last = f" {issuer.upper()}"
    before = title.removesuffix(last)
    if before == title or not title.isupper() or f" {before}".endswith((" CỦA", " BỞI")):
        return title
    return before.rstrip(" .")


def person(text: str) -> str:
    """The name in a line of a signature, without rank and degree; ``""`` for another line."""
    m = pattern("rank").match(text.lower())
    name = text[m.end() :] if m is not None else text
    name = pattern("signed").sub("", name.lower()) and name.strip(" .()-|")
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > _NAME:
        return ""
    return name if all(w[0].isupper() and w.isalpha() for w in words) else ""


def capital(name: str) -> str:
    """A name with a capital at its beginning."""
    return name[:1].upper() + name[1:]


def cased(line: str) -> str:
    """A name in lower case with capitals where they stand in names of bodies."""
    small = word_set("small_in_bodies")
    words = line.split()
    out = []
    name = False
    for i, word in enumerate(words):
        pair = " ".join(words[i : i + 2])
        if word in word_set("places_of_bodies") or pair in word_set("places_of_bodies"):
            name = True
            out.append(word)
        elif i and words[i - 1] + " " + word in word_set("places_of_bodies"):
            out.append(word)
        else:
            out.append(capital(word) if name and word not in small else word)
    return capital(" ".join(out))

"""Signs in the numbers of documents: "NĐ-CP" in "58/2025/NĐ-CP"."""

from __future__ import annotations

from functools import cache

from vntext.resources import load_toml

__all__ = ["document_signs"]


@cache
def document_signs() -> dict[str, str]:
    """Signs of documents as they are written, by the sign in small letters."""
    rows = [
        *load_toml("legal/document_types.toml")["type"],
        *load_toml("legal/issuers.toml")["issuer"],
    ]
    out: dict[str, str] = {}
    for row in rows:
        for sign in row.get("signs", ()):
            out.setdefault(sign.lower(), sign)
    return out

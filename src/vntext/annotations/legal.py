"""References to legal and party documents."""

from __future__ import annotations

from dataclasses import dataclass

from vntext.annotations.span import Span
from vntext.views import view

__all__ = ["LegalReference"]


@dataclass(frozen=True, slots=True, repr=False)
class LegalReference(Span):
    """A reference to one legal or party document, or to a provision.

    Attributes:
        type: Type of document in lower case and in full (``"nghị quyết"``); ``"provision"`` for a
            provision without its document.
        code: Number and sign as the text gives them, without inner spaces (``"35-NQ/TW"``,
            ``"167"``); ``""`` when there are none.
        number: The number alone (``"35"``), ``""`` when there is none.
        year: Year of the document where its code or name gives it.
        issuer: Body that issued it, as the sentence says or as the sign tells; ``""`` when unknown.
        provision: Provision in lower case, point-clause-article (``"điểm c khoản 5 điều 10"``).
        date: Date of issue as written, ``""`` when the text gives none.
        title: Title of the document where the text delimits it.
        key: Equal for all ways to write the same document; where a text names two documents of one
            number, with the year or the local body that tells them apart. Of a provision alone that
            of its document, where the text tells it.
        rest: What was matched and is in no other field.
        issuer_sign: Issuer that the sign tells, ``""`` when it tells none.
        issuer_text: Issuer that the text names (``của ...``), ``""`` when it names none.
        rule: The name of the rule that found it.
    """

    type: str = ""
    code: str = ""
    number: str = ""
    year: int | None = None
    issuer: str = ""
    provision: str = ""
    date: str = ""
    title: str = ""
    key: str = ""
    rest: str = ""
    issuer_sign: str = ""
    issuer_text: str = ""
    rule: str = ""

    @property
    def uri(self) -> str:
        """Where the document would stand in a collection, in the form of Akoma Ntoso.

        It is ``/akn/vn/act/TYPE/ISSUER/DATE-OR-YEAR/NUMBER``, only as exact as what is known: ``-``
        stands for what is not. It tells documents of one key apart: decisions of one number of two
        provinces, or of two years. ``""`` for a provision without its document.

        Example:
            >>> LegalReference(
            ...     0, 9, "", "quyết định", "82/2025/QĐ-UBND", "82", 2025, "UBND tỉnh Bắc Ninh"
            ... ).uri
            '/akn/vn/act/quyet-dinh/ubnd-tinh-bac-ninh/2025/82-2025-qd-ubnd'
        """
        if self.type in ("", "provision"):
            return ""
        day = ""
        figures = "".join(c if c.isdigit() else " " for c in self.date).split()
        if len(figures) == len(("day", "month", "year")):
            day = f"{figures[2]}-{figures[1]:0>2}-{figures[0]:0>2}"
        elif self.year is not None:
            day = str(self.year)
        name = self.code or self.key.partition(":")[2]
        parts = (_plain(self.type), _plain(self.issuer), day, _plain(name))
        return "/akn/vn/act/" + "/".join(part or "-" for part in parts)

    def __repr__(self) -> str:
        shown = {k: getattr(self, k) for k in ("type", "code", "issuer", "provision")}
        fields = "".join(f", {k}={v!r}" for k, v in shown.items() if v)
        return f"LegalReference({self.start}, {self.end}, {self.text!r}{fields})"

    def _repr_html_(self) -> str:
        return str(view("references", [self]))


def _plain(name: str) -> str:
    """A name as part of an address: small letters without marks, dashes between."""
    import unicodedata

    low = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    kept = (c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in low)
    return "-".join("".join(kept).split())

"""Names of labels, roles and panels, in Vietnamese and English."""

from __future__ import annotations

from typing import Final, Literal

from vntext.errors import InvalidOptionError

__all__ = ["CLASSES", "LANGUAGES", "Language", "names"]

Language = Literal["vi", "en"]

LANGUAGES: Final = ("vi", "en")

CLASSES: Final = {"PERSON": "P", "TITLE": "T", "ORG": "O", "LOC": "L", "LAW": "W", "DATE": "D"}
"""CSS class of each label: one letter, since a page has hundreds of marks."""

_VI: Final = {
    "PERSON": "người",
    "TITLE": "chức danh",
    "ORG": "tổ chức",
    "LOC": "địa danh",
    "LAW": "văn bản",
    "DATE": "thời gian",
    "title": "tiêu đề",
    "lead": "sapô",
    "caption": "chú thích ảnh",
    "byline": "tác giả",
    "related": "tin liên quan",
    "people": "Người",
    "legal": "Văn bản pháp lý",
    "summary": "Tóm tắt",
    "provision": "điều khoản",
    "author": "tác giả",
    "empty": "Văn bản rỗng",
    "type": "loại",
    "code": "số, ký hiệu",
    "issuer": "cơ quan ban hành",
    "date": "ngày ban hành",
    "name": "tên gọi",
}

_EN: Final = {
    "PERSON": "person",
    "TITLE": "title",
    "ORG": "organisation",
    "LOC": "place",
    "LAW": "document",
    "DATE": "date",
    "title": "headline",
    "lead": "lead",
    "caption": "caption",
    "byline": "byline",
    "related": "related story",
    "people": "People",
    "legal": "Legal references",
    "summary": "Summary",
    "provision": "provision",
    "author": "author",
    "empty": "Empty text",
    "type": "type",
    "code": "code",
    "issuer": "issuer",
    "date": "date",
    "name": "name",
}


def names(lang: str) -> dict[str, str]:
    """Returns the names in one language.

    Raises:
        InvalidOptionError: If there are no names in ``lang``.

    Example:
        >>> names("en")["ORG"]
        'organisation'
    """
    if lang == "vi":
        return _VI
    if lang == "en":
        return _EN
    raise InvalidOptionError(f"lang must be one of {', '.join(LANGUAGES)}, not {lang!r}")

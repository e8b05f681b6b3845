"""What readers see in Vietnamese and English: labels and roles from their tables, and panels."""

from __future__ import annotations

from typing import Final, Literal

from vntext.errors import InvalidOptionError
from vntext.labels import label_rows, role_rows

__all__ = ["LANGUAGES", "OTHER", "Language", "css_class", "names"]

Language = Literal["vi", "en"]

LANGUAGES: Final = ("vi", "en")

OTHER: Final = "X"
"""CSS class of marks whose label is in no table."""

_PANELS: Final = {
    "vi": {
        "people": "Người",
        "organizations": "Tổ chức",
        "places": "Địa danh",
        "legal": "Văn bản pháp lý",
        "dates": "Thời gian",
        "summary": "Tóm tắt",
        "author": "tác giả",
        "empty": "Văn bản rỗng",
        "details": "Chi tiết",
        "several": "Các bài",
        "shared": "Điểm chung",
    },
    "en": {
        "people": "People",
        "organizations": "Organisations",
        "places": "Places",
        "legal": "Legal references",
        "dates": "Dates",
        "summary": "Summary",
        "author": "author",
        "empty": "Empty text",
        "details": "Details",
        "several": "Articles",
        "shared": "In common",
    },
}


def names(lang: str) -> dict[str, str]:
    """Returns the names of labels, roles and panels in one language.

    Raises:
        InvalidOptionError: If there are no names in ``lang``.

    Example:
        >>> names("en")["ORG"], names("vi")["caption"]
        ('organisation', 'chú thích ảnh')
    """
    if lang not in LANGUAGES:
        raise InvalidOptionError(f"lang must be one of {', '.join(LANGUAGES)}, not {lang!r}")
    labels = {name: getattr(row, lang) for name, row in label_rows().items()}
    roles = {name: getattr(row, lang) for name, row in role_rows().items()}
    return {**labels, **roles, **_PANELS[lang]}


def css_class(label: str) -> str:
    """CSS class of the marks of a label; `OTHER` for one that is in no table.

    Example:
        >>> css_class("ORG"), css_class("DISEASE")
        ('O', 'X')
    """
    row = label_rows().get(label)
    return row.css if row else OTHER

"""The text of a file: plain text in any encoding, HTML, Markdown, Word (.docx), PDF.

Word and PDF need the extra ``vntext[files]``. What a file is, its first bytes say; its name only
tells plain text, Markdown and HTML apart.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from vntext.alignment import Alignment
from vntext.checks import check_string
from vntext.errors import DecodingError, MissingExtraError
from vntext.text.binary import checked_bytes
from vntext.text.encodings import decode_legacy, detect_encoding
from vntext.text.markup import find_source, read_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMATS", "FileText", "read_file"]

FORMATS: Final = ("text", "html", "markdown", "docx", "pdf")
"""What a file can be."""

_BY_SUFFIX: Final = {
    **dict.fromkeys((".htm", ".html", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".txt", ".text"), "text"),
}

_UNPACKED: Final = 64_000_000
"""Bytes that a .docx may unpack to; a few kilobytes can be packed gigabytes."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file.

    Attributes:
        text: The text, without the tags and signs of HTML and Markdown.
        format: What the file is, one of `FORMATS`.
        encoding: Encoding of its bytes, as `vntext.detect_encoding` names it; ``""`` for Word and
            PDF, which say it themselves.
    """

    text: str
    format: str
    encoding: str


def read_file(data: bytes, name: str = "") -> FileText:
    """Reads the text of a file.

    Args:
        data: The bytes of the file.
        name: Its name; only its end counts (``.txt``, ``.md``, ``.html``).

    Returns:
        The text, with what the file is.

    Raises:
        InvalidTextError: If ``data`` is no bytes.
        DecodingError: If the file is of another kind, damaged, locked by a password, or holds no
            text, as a PDF of pictures.
        MissingExtraError: If it is a Word file or a PDF and ``vntext[files]`` is not installed.

    Example:
        >>> read_file("Trời mưa.".encode("utf-16"))
        FileText(text='Trời mưa.', format='text', encoding='utf-16')
        >>> read_file("<p>Mực <b>in</b></p>".encode(), "a.html").text
        'Mực in'
    """
    data = checked_bytes(data)
    check_string("name", name)
    if data.startswith(b"%PDF-"):
        return FileText(_pdf(data), "pdf", "")
    if data.startswith(b"PK\x03\x04"):
        return FileText(_docx(data), "docx", "")
    text = decode_legacy(data)
    found = detect_encoding(data)
    if not found.confidence:
        raise DecodingError("these bytes are no text")
    kind = _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")
    if not kind:
        kind = find_source(text).replace("plain", "text")
    if kind != "text":
        edits, _ = read_markup(text, kind)
        text = Alignment.from_edits(edits).apply(text).strip("\n")
    return FileText(text, kind, found.encoding)


# -- Word ----------------------------------------------------------------------------------------

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as e:
        raise DecodingError(f"the file is a damaged archive: {e}") from e
    if "word/document.xml" not in {row.filename for row in rows}:
        raise DecodingError("the file is an archive (.zip, .xlsx, .odt), no .docx")
    if sum(row.file_size for row in rows) > _UNPACKED:
        raise DecodingError(f"the file unpacks to more than {_UNPACKED} bytes")
    try:
        import docx
    except ImportError as e:
        raise MissingExtraError("files", "python-docx") from e
    try:
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_blocks(document.element.body))
    except Exception as e:  # a hostile file fails in as many ways as there are parts of it
        raise DecodingError(f"the .docx cannot be read: {type(e).__name__}") from e


def _blocks(parent: Any) -> Iterator[str]:
    """The lines of a body or of a cell: paragraphs, and rows of tables."""
    for node in parent:
        if node.tag == f"{_W}p":
            yield _paragraph(node)
        elif node.tag == f"{_W}tbl":
            for row in node.findall(f"{_W}tr"):
                yield from _row(row)
        elif node.tag == f"{_W}sdt":  # what a template asked for, a table of contents
            for content in node.findall(f"{_W}sdtContent"):
                yield from _blocks(content)


def _row(row: Any) -> Iterator[str]:
    """A row on one line; cells of several lines, as in a letter's head, one after the other."""
    cells = [
        [x for block in _blocks(cell) for x in block.split("\n") if x.strip()]
        for cell in row.findall(f"{_W}tc")
    ]
    if any(len(lines) > 1 for lines in cells):
        for lines in cells:
            yield from lines
    else:
        yield " | ".join(lines[0] for lines in cells if lines)


def _paragraph(node: Any) -> str:
    """The text of a paragraph: what was inserted is read, what was deleted is not."""
    out: list[str] = []
    for child in node:
        if child.tag == f"{_W}t":
            out.append(child.text or "")
        elif child.tag == f"{_W}tab":
            out.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            out.append("-")
        elif child.tag == f"{_W}p":  # of a text box
            out.append(f"\n{_paragraph(child)}\n")
        elif child.tag not in (_FALLBACK, f"{_W}pPr", f"{_W}rPr"):
            out.append(_paragraph(child))
    return "".join(out)


# -- PDF -----------------------------------------------------------------------------------------


def _pdf(data: bytes) -> str:
    try:
        import pypdf
    except ImportError as e:
        raise MissingExtraError("files", "pypdf") from e
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DecodingError("the PDF is locked by a password")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except DecodingError:
        raise
    except Exception as e:  # a hostile file fails in as many ways as there are parts of it
        raise DecodingError(f"the PDF cannot be read: {type(e).__name__}") from e
    text = text.strip("\n")
    if not text.strip():
        raise DecodingError("the PDF has no text, only pictures: recognise its text first (OCR)")
    return text

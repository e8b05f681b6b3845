"""Texts of files: every encoding that the library reads, HTML, Markdown, Word, PDF."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
from pdf_files import pdf

from vntext.errors import DecodingError, InvalidTextError, MissingExtraError
from vntext.integrations.files import read_file

TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_of_any_width(name) -> None:
    found = read_file(TEXT.encode(name), "cũ.txt")
    assert (found.text, found.format) == (TEXT, "text")
    assert found.encoding == name.removesuffix("-sig").removesuffix("-le").removesuffix("-be")


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii", "vps", "windows-1258"])
def test_encodings_before_unicode(name) -> None:
    from vntext.text.charsets import encode_table, from_1252

    found = read_file(from_1252(encode_table(TEXT, name)), "cũ.txt")
    assert (found.text, found.encoding) == (TEXT, name)


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("<h1>Họp <b>bàn</b></h1><p>Bà An.<script>x()</script></p>", "a.html", "html"),
        ("<!doctype html><h1>Họp <b>bàn</b></h1><p>Bà An.</p>", "", "html"),
        ("# Họp **bàn**\n\nBà An.\n", "a.md", "markdown"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_markup_is_taken_out(source, name, kind, encoding) -> None:
    found = read_file(source.encode(encoding), name)
    assert found.format == kind
    assert found.text.split("\n") == ["Họp bàn", "", "Bà An."]


def test_a_text_is_what_its_name_says() -> None:
    assert read_file(b"# 1 < 2 <b>", "a.txt").text == "# 1 < 2 <b>"


def word(fill) -> bytes:
    docx = pytest.importorskip("docx", reason="the extra files is not installed")
    made, out = docx.Document(), io.BytesIO()
    fill(made)
    made.save(out)
    return out.getvalue()


def test_a_word_file_with_tables() -> None:
    def fill(made) -> None:
        made.add_heading("Họp bàn")
        made.add_paragraph("Bà An\tở Huế.")
        table = made.add_table(2, 2)
        table.cell(0, 0).text = "UBND XÃ\nSố: 5/QĐ-UBND"
        table.cell(0, 1).text = "CỘNG HÒA"
        table.cell(1, 0).text, table.cell(1, 1).text = "một", "hai"
        made.add_paragraph("Hết.")

    found = read_file(word(fill))
    assert found.format == "docx"
    expected = ["Họp bàn", "Bà An\tở Huế.", "UBND XÃ", "Số: 5/QĐ-UBND", "CỘNG HÒA", "một | hai"]
    assert found.text.split("\n") == [*expected, "Hết."]


def test_tracked_changes_are_read_as_accepted() -> None:
    def fill(made) -> None:
        from docx.oxml import parse_xml

        w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        made.element.body.insert(
            0,
            parse_xml(
                f"<w:p {w}><w:r><w:t>Mở </w:t></w:r><w:ins><w:r><w:t>ba </w:t></w:r></w:ins>"
                "<w:del><w:r><w:delText>hai </w:delText></w:r></w:del>"
                "<w:r><w:t>lớp</w:t></w:r></w:p>"
            ),
        )

    assert read_file(word(fill)).text.startswith("Mở ba lớp")


def test_a_pdf_with_a_text_layer() -> None:
    pytest.importorskip("pypdf", reason="the extra files is not installed")
    found = read_file(pdf(["Ba An o Hue.", "Troi mua."]))
    assert (found.format, found.text.split("\n")) == ("pdf", ["Ba An o Hue.", "Troi mua."])


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word or Excel"),
        (bytes(range(256)) * 20, "no text"),
        (b"PK\x03\x04" + b"x" * 100, "damaged archive"),
        (archive(a_xml=b"<a/>"), "no .docx"),
        (archive(word__document_xml=b"<a"), "cannot be read"),
        (archive(word__document_xml=b" " * 70_000_000), "unpacks to more"),
        (b"%PDF-1.4 nothing", "cannot be read"),
        (pdf([]), "only pictures"),
    ],
)
def test_what_holds_no_text_says_so(data, told) -> None:
    pytest.importorskip("pypdf", reason="the extra files is not installed")
    pytest.importorskip("docx", reason="the extra files is not installed")
    with pytest.raises(DecodingError, match=told):
        read_file(data)


def test_what_is_no_bytes_is_refused() -> None:
    with pytest.raises(InvalidTextError):
        read_file("text")


@pytest.mark.parametrize(
    ("package", "data"), [("pypdf", b"%PDF-1.4"), ("docx", archive(word__document_xml=b"<a/>"))]
)
def test_a_missing_extra_is_named(monkeypatch, package, data) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"vntext\[files\]"):
        read_file(data)

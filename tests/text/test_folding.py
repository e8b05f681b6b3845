"""Text without diacritics, slugs, search folding."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from vntext.errors import InvalidTextError
from vntext.text.folding import align_stripped, fold, slugify, strip_diacritics


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đường Nguyễn Huệ, phường Bến Nghé", "Duong Nguyen Hue, phuong Ben Nghe"),
        ("ĐẮK LẮK", "DAK LAK"),
        (unicodedata.normalize("NFD", "Đổi mới"), "Doi moi"),
        ("café, garçon, Łódź", "cafe, garcon, Łodz"),
        ("“trích dẫn” – 5 €", "“trich dan” – 5 €"),
        ("東京 한국 🙂", "東京 한국 🙂"),
        ("", ""),
    ],
)
def test_strip(text, plain):
    assert strip_diacritics(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("“Đà Nẵng” – 5 €", '"Da Nang" - 5 EUR'), ("Łódź", "Lodz"), ("Москва", "Moskva")],
)
def test_strip_to_ascii(text, plain):
    assert strip_diacritics(text, ascii=True) == plain


@given(st.text(max_size=40), st.booleans())
def test_stripping_with_positions_is_the_same(text, ascii):
    twin = align_stripped(text, ascii=ascii)
    assert twin.text == strip_diacritics(text, ascii=ascii)
    assert twin.alignment.apply(text) == twin.text


@given(st.text(alphabet="aăâeêioôơuưyđĐàảãáạấệ xyz.,", max_size=40))
def test_composed_vietnamese_keeps_its_length(text):
    plain = strip_diacritics(text)
    assert len(plain) == len(text)
    assert plain.isascii()


@given(st.text(max_size=40))
def test_slug_is_clean(text):
    slug = slugify(text)
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in slug)
    assert "--" not in slug
    assert slug == slug.strip("-")
    assert slugify(slug) == slug


def test_slug_cut():
    assert slugify("Một hai ba", max_length=7) == "mot-hai"
    assert slugify("Nghiêng", max_length=4) == "nghi"
    assert slugify("Một hai", separator="_") == "mot_hai"
    assert slugify("!!!") == ""


@pytest.mark.parametrize("function", [strip_diacritics, align_stripped, slugify, fold])
def test_other_types_are_refused(function):
    with pytest.raises(InvalidTextError):
        function(b"bytes")
    with pytest.raises(TypeError):
        function(None)


def test_slug_length_must_be_positive():
    with pytest.raises(ValueError, match="max_length"):
        slugify("a", max_length=0)


def test_fold():
    assert fold("Ủy ban") == fold("UỶ BAN") == fold("uy ban") == "uy ban"
    assert fold(unicodedata.normalize("NFD", "Huế\u00a0xưa")) == "hue xua"
    assert fold("mưa") == "mua"

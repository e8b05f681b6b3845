"""Legacy encodings: read when they are there, nothing touched when they are not."""

import json
import pathlib
import random

import pytest
from hypothesis import given, strategies as st

from vntext.errors import DecodingError, VntextError
from vntext.text.charsets import (
    TABLE_ENCODINGS,
    decode_table,
    encode_table,
    from_1252,
    letters,
    to_1252,
)
from vntext.text.encodings import decode_legacy, detect_encoding, detect_encodings
from vntext.text.mojibake import decode_mojibake
from vntext.text.references import decode_references
from vntext.text.viqr import decode_viqr, encode_viqr

HERE = pathlib.Path(__file__).parent
TEXTS = json.loads((HERE / "gold_encodings.json").read_text("utf8"))
SMALL_ONLY = ("tcvn3", "vietware-f")  # capitals with a tone are written in another font


def references(text):
    return "".join(f"&#{ord(c)};" if ord(c) > 127 and c.isalpha() else c for c in text)


ENCODERS = {
    **{name: (lambda t, n=name: encode_table(t, n)) for name in TABLE_ENCODINGS},
    "viqr": encode_viqr,
    "ncr": references,
    "mojibake": lambda t: to_1252(t.encode()),
    "mojibake twice": lambda t: to_1252(to_1252(t.encode()).encode()),
    "mojibake as Latin-1": lambda t: t.encode().decode("latin-1"),
}


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("text", TEXTS["vietnamese"], ids=lambda t: t[:12])
def test_there_and_back(name, text):
    encoded = ENCODERS[name](text)
    assert encoded != text
    assert detect_encoding(encoded).encoding == name.split()[0]
    decoded = decode_legacy(encoded)
    if name in SMALL_ONLY:
        assert decoded.lower() == text.lower()
    else:
        assert decoded == text


@pytest.mark.parametrize("name", TABLE_ENCODINGS)
def test_bytes(name):
    text = TEXTS["vietnamese"][0]
    data = from_1252(encode_table(text, name))
    assert data is not None
    assert detect_encoding(data).encoding == name
    assert decode_legacy(data).lower() == text.lower()
    assert decode_legacy(data, name).lower() == text.lower()


@pytest.mark.parametrize(
    "text", [*TEXTS["vietnamese"], *TEXTS["stays"]], ids=lambda t: ascii(t[:12])
)
def test_what_is_right_stays(text):
    assert decode_legacy(text) == text
    assert detect_encoding(text).encoding == "unicode"
    assert detect_encoding(text.encode()).encoding == "utf-8"
    assert decode_legacy(text.encode()) == text


@pytest.mark.parametrize("name", TABLE_ENCODINGS)
def test_every_letter_has_a_code(name):
    table = letters(name)
    assert len(table) == 134
    shared = {}
    for letter, code in table.items():
        shared.setdefault(code, set()).add(letter.lower())
        if shared[code] == {"ị", "ỵ"}:
            continue  # the capitals Ị and Ỵ of BKHCM 1
        assert len(shared[code]) == 1
        assert decode_table(f"x{code}x", name).lower() == f"x{letter}x".lower()


def test_lines_that_are_right_stay_in_a_legacy_text():
    line = TEXTS["vietnamese"][0]
    other = TEXTS["vietnamese"][1]
    mixed = encode_table(line, "vni") + "\r\n" + other + "\n\n" + encode_table(line, "vni")
    assert decode_legacy(mixed) == f"{line}\r\n{other}\n\n{line}"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Vie^.t Nam", "Việt Nam"),
        ("ddu+o+`ng DDo^`ng Kho+?i", "đường Đồng Khởi"),
        ("Bo^. Co^ng an", "Bộ Công an"),
        ("co^ ta. Anh ta", "cô ta. Anh ta"),
        ("nha` chi. Na, ba'o Ta. Bi'ch", "nhà chị Na, báo Tạ Bích"),
        ("gia^'y QSDDD, DDHQG", "giấy QSDĐ, ĐHQG"),
        ("ni lo^ng, nilo^ng", "ni lông, nilông"),
        ("DDa('k La('k, DDa('k No^ng", "Đắk Lắk, Đắk Nông"),
        ("a^b + c", "âb + c"),
        ("f(x) = e.g. that", "f(x) = e.g. that"),
    ],
)
def test_viqr(raw, text):
    assert decode_viqr(raw) == text


@given(st.text(max_size=60))
def test_any_text_and_any_bytes(text):
    assert isinstance(decode_legacy(text), str)
    assert 0 <= detect_encoding(text).confidence <= 1
    data = text.encode("utf-8", "surrogatepass")
    try:
        assert isinstance(decode_legacy(data), str)
    except DecodingError:
        assert b"\0" in data


@given(st.text(alphabet="aăâeêioôơuưyđàảãáạấệộ bcdghklmnpqrstvx", max_size=60))
def test_composed_vietnamese_is_never_changed(text):
    assert decode_legacy(text) == text


@given(st.binary(max_size=60))
def test_windows_1252_loses_nothing(data):
    assert from_1252(to_1252(data)) == data


def test_references_of_signs_stay():
    assert (
        decode_references("&#60;&#38;&#8220;&#99999999;&#xD800;")
        == "&#60;&#38;&#8220;&#99999999;&#xD800;"
    )


def test_named_references():
    text = "C&ocirc;ng ty &amp; x&iacute; nghi&#7879;p"
    assert decode_legacy(text) == "Công ty &amp; xí nghiệp"
    assert decode_legacy("Tom &amp; Jerry &nbsp; caf&eacute; society") == (
        "Tom &amp; Jerry &nbsp; caf&eacute; society"
    )


def test_mojibake_of_quotes():
    assert decode_mojibake("â€œNÃ³iâ€\u009d") == "“Nói”"


def test_wrong_names_and_types():
    with pytest.raises(VntextError):
        decode_legacy("a", "tcvn-3")
    with pytest.raises(TypeError):
        decode_legacy(None)
    with pytest.raises(ValueError, match="utf-8"):
        decode_legacy(b"\xff", "utf-8")
    assert decode_legacy(b"", "tcvn3") == decode_legacy("") == ""


@pytest.mark.parametrize(
    "bad", ["a^" * 20_000, "Ã" * 40_000, "&#" * 20_000, "ô" * 40_000, "\\." * 20_000]
)
def test_time_grows_with_the_length_only(bad, linear):
    linear(lambda k: decode_legacy(bad if k else bad[: len(bad) // 4]), 4)


def test_bytes_that_are_no_text_are_doubtful():
    rng = random.Random(5)
    for size in (100, 1_000, 30_000):
        found = detect_encoding(rng.randbytes(size))
        assert (found.encoding, found.confidence) == ("windows-1252", 0.0)
    assert detect_encoding("Việt Nam đất nước".encode("utf-16-le")).encoding == "utf-16"
    french = "Déjà vu, très français, à bientôt\tau café.\r\n\f".encode("latin1") * 10
    sure = detect_encoding(french)
    assert sure.encoding == "windows-1252"
    assert sure.confidence > 0.9
    assert sure.confidence > detect_encoding(french + b"\x00\x01\x02").confidence > 0.5


def test_binary_files_are_refused():
    for data, kind in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "Word"),
        (b"PK\x03\x04" + b"\0" * 40, "archive"),
        (b"%PDF-1.4\n", "PDF"),
        (b"\x00\x01\x02\xff" * 9, "zeros"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 40, "archive"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "archive"),
        (b"SQLite format 3\0" + b"\0" * 40, "database"),
        (b"RIFF\x63\0\0\0WAVEfmt " + b"\0" * 60, "zeros"),
        (b"\0\0\x01\0" + b"\0" * 60, "zeros"),
    ):
        with pytest.raises(DecodingError, match=kind):
            decode_legacy(data)


def test_utf_16_that_holds_a_legacy_encoding():
    data = "Hµ Néi, ngµy 22".encode("utf-16")
    assert detect_encoding(data).encoding == "tcvn3"
    assert decode_legacy(data) == "Hà Nội, ngày 22"


PIECES = json.loads((HERE / "gold_pieces.json").read_text("utf8"))


@pytest.mark.parametrize("case", PIECES, ids=lambda c: c["kind"])
def test_pieces(case):
    assert decode_legacy(case["found"]) == case["right"]


def test_spans_of_several_encodings():
    lines = [
        (encode_table(TEXTS["vietnamese"][0], "vni"), "vni"),
        (TEXTS["vietnamese"][1], None),
        (encode_table(TEXTS["vietnamese"][3], "viscii"), "viscii"),
        (to_1252(TEXTS["vietnamese"][1].encode()), "mojibake"),
    ]
    text = "\n".join(line for line, _ in lines)
    spans = detect_encodings(text)
    assert [s.encoding for s in spans] == [name for _, name in lines if name]
    parts = []
    last = 0
    for s in spans:
        assert 0.9 < s.confidence <= 1
        parts += [text[last : s.start], s.text]
        last = s.end
    parts.append(text[last:])
    assert "".join(parts) == decode_legacy(text)
    assert decode_legacy(text).split("\n")[:2] == TEXTS["vietnamese"][:2]


@pytest.mark.parametrize("text", TEXTS["vietnamese"], ids=lambda t: t[:12])
def test_soft_hyphens_that_were_lost(text):
    lost = encode_table(text, "tcvn3").replace("\xad", "")
    assert decode_legacy(lost).lower() == text.lower()


@given(st.text(max_size=80))
def test_spans_are_parts_of_the_text(text):
    last = 0
    for s in detect_encodings(text):
        assert last <= s.start < s.end <= len(text)
        last = s.end

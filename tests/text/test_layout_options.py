"""`normalize` and its kin repair what `analyze` does, where they are asked to."""

import pytest

from vntext import InvalidOptionError, analyze
from vntext.text.rules import align, explain_normalization, normalize

WRAPPED = (
    "Theo Nghị đị nh số 15, các hộ  dân được\n"
    "hỗ trợ tiền sửa nhà.Mức hỗ trợ tăng gấp\n"
    "đôi từ tháng sau, do xã chi trả tại nhà\n"
    "văn hóa.\n"
)
SMALL = "hôm nay ông lê văn an về hà nội họp"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (WRAPPED, {"layout": "auto"}),
        (WRAPPED, {"layout": "wrapped"}),
        (SMALL, {"case": "auto"}),
        (f"<p>{SMALL}</p>", {"case": "auto", "source": "html"}),
    ],
)
def test_edits_replay(text, options):
    edits = explain_normalization(text, **options)
    at, out = 0, []
    for e in edits:
        assert e.original == text[e.start : e.end] != e.replacement
        out += [text[at : e.start], e.replacement]
        at = e.end
    replayed = "".join([*out, text[at:]])
    assert replayed == normalize(text, **options) == align(text, **options).text != text


@pytest.mark.parametrize("text", [WRAPPED, SMALL, f"{SMALL}\n{WRAPPED}", "Trời mưa.Họ đi."])
def test_they_repair_what_an_analysis_repairs(text):
    doc = analyze(text, layers=[])
    assert normalize(text, layout="auto", case="auto") == doc.twin.text
    assert explain_normalization(text, layout="auto", case="auto") == doc.edits
    assert all(e.original == text[e.start : e.end] for e in doc.edits)


def test_by_default_lines_and_case_are_kept():
    assert normalize(SMALL) == SMALL
    assert "\n" in normalize(WRAPPED)


@pytest.mark.parametrize("options", [{"layout": "lines"}, {"layout": True}, {"case": "lower"}])
def test_other_values_are_errors(options):
    with pytest.raises(InvalidOptionError):
        normalize("Huế", **options)

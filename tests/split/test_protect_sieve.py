"""Nothing that the search for protected spans passes over holds one."""

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from vntext.kernel import kernel
from vntext.split import protect
from vntext.split.protected import known_abbreviations, rows

PIECES = [
    *("Hà Nội", "TP.", "TP.HCM", "abcdefgh.", "abcdefg.", "3.", "24/5", "10,5%", "5 - 7", "đến."),
    *("a@b.vn", "0912 345 678", "U.S.A", "...", ".", "٣", "𝟛", "35- NQ/TW", "x.y", "(1)", "Anh."),
    *("1.500.000", "12.12.2018", "27 - 28/3/2021", "16 / 2018 / NQ", "7h30", "14:05"),
    *("(024) 3825 1234", "+84 912 345 678", "(24/5)", "1.500.00", "1,500,000,5", "0912.345.678"),
    *(
        "2015-2020",
        "5.000-6.000",
        "35 - NQ/TW",
        "1/2.000",
        "Th.",
        "Th...",
        "Ngh.",
        "NSƯT.",
        "Ông An.",
    ),
    *(
        "“TP.Huế",
        "v.v.",
        "@lan_anh",
        "#ănsạch",
        "##a",
        "@x.y.",
        "@a@b",
        "đ/c.",
        "tp.",
        "(Tr.",
        "vidu.vn/24h.com.vn",
    ),
    *("→NSND.", "●Prof.", "、TP.", "xxx\u0301TP.", "AnhViet👉TP.", "К.", "http://.", "a-.vn"),
    *("0912 ٣٤٥ ٣٤٥", "27 - 2٨/3/2021", "b\u03011,5", "1\ufe0f\u20e31.500"),
    *("x,24h.com.vn", "https://vidu.vn/a.b).)"),
    *("12/2016 - NQ", "12/2016 – 3", "5A,", "300ha", "49%", "3 / năm", 'a".'),
    *(
        "\n",
        "\t",
        "\u2028",
        "\x1c",
        "\ud800",
        "/",
        "-",
        "–",
        ")",
        "”",
        ",",
        "%",
        "+",
        ":",
        "h",
        "0",
    ),
]
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.text("a.@1 \n", max_size=5) | st.text(max_size=3), max_size=12
)


def every_place(text: str) -> list[protect.Protected]:
    """The spans of a text, found by trying all rows at each place of each candidate."""
    found, last = [], 0
    for token in protect._candidates().finditer(text):
        for first in protect._starts().finditer(text, *token.span()):
            if first.start() < last:
                continue
            matches = ((row, row.match(text, first.start())) for row in rows())
            row, m = next(((row, m) for row, m in matches if m is not None), (None, None))
            if m is None:
                continue
            last = m.end()
            end = m.start() + protect._trim(m[0]) if row.trim else last
            if end - m.start() > 1 and not (row.name == "number" and m[0].isdigit()):
                found.append(protect.Protected(m.start(), end, row.name))
    return found


@pytest.fixture(params=["kernel", "arrays", "pattern"])
def way(request, monkeypatch):
    if request.param == "kernel":
        if kernel() is None:
            pytest.skip("the kernel was not built: no C compiler")
        return
    monkeypatch.setattr(protect, "sieve", lambda: None)
    monkeypatch.setattr(protect, "SHORT", 0 if request.param == "arrays" else 1 << 30)


SAME = [HealthCheck.function_scoped_fixture]  # it holds for all examples alike


@settings(deadline=None, max_examples=600, suppress_health_check=SAME)
@given(TEXTS, st.sampled_from(["", " "]))
@example(["U.S.A", "24/5"], " ")
@example(["a-.vn"], "")
def test_places_that_are_passed_over_hold_no_span(way, parts, space):
    text = space.join(parts)
    assert list(protect.iter_protected(text)) == every_place(text)


def test_no_known_abbreviation_is_longer_than_the_kernel_takes_it_to_be():
    known = [word for word in known_abbreviations() if word.isalpha()]
    assert max(map(len, known)) <= 4
    assert max(len(word) for word in known if word[0].islower()) <= 2


def test_a_name_on_the_next_line_does_not_make_an_abbreviation():
    alone = protect.find_protected("TP.").pairs()
    assert protect.find_protected("TP.\nHà Nội").pairs() == alone
    assert protect.find_protected("TP. Hà Nội").pairs() == [(0, 3)]

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.split.protect import iter_protected
from vntext.text.reading import read_texts
from vntext.words.ends import ADDRESSES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mới 100%. Ms Lan nói", ["mới", "100%", ".", "Ms Lan", "nói"]),
        ("tăng 5%. . S)", ["tăng", "5%.", ".", "S", ")"]),
        ("@lan_anh http://t.co/abc", ["@", "lan_anh", "http://t.co/abc"]),
        ("tăng 9%. iPhone đắt", ["tăng", "9%", ".", "iPhone", "đắt"]),
        ("ở huyện P. Ông Hai là bị đơn", ["ở", "huyện", "P.", "Ông", "Hai", "là", "bị đơn"]),
        (
            "vào @lan-anh hoặc lan@vidu.vn-x",
            ["vào", "@", "lan", "-anh", "hoặc", "lan@vidu.vn", "-x"],
        ),
        ("#covid_19 lan nhanh", ["#", "covid_19", "lan", "nhanh"]),
    ],
)
def test_no_word_goes_on_behind_a_sentence_or_an_address(text, words):
    assert vntext.word_tokenize(text) == words
    assert vntext.analyze(text).words.texts() == words


PIECES = st.sampled_from(
    [
        *("Ông An", "mới 100%", ".", ". ", "? ", "... ", " ", "Ms Lan", "TP. HCM", "iPhone", "\n"),
        *("@lan_anh", "http://t.co/abc", "#covid_19", "lan@vidu.vn", "v.v.", "km.", "VN-Index"),
        *(
            "U.S.A",
            "Nguyễn Văn K.",
            "24/5",
            "5/2018 V.A",
            "Ảnh: Lê Hân ",
            "Tại buổi",
            "”",
            "(",
            ")",
        ),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text('aÔ .?!"TP1%@#:/', max_size=40))
def test_words_cross_no_sentence_and_no_protected_span(text):
    doc = vntext.analyze(text)
    words = [(w.start, w.end) for w in doc.words]
    for s in doc.sentences:
        assert all(b <= s.start or a >= s.start for a, b in words)
        assert all(b <= s.end or a >= s.end for a, b in words)
    twin = read_texts([text])[0]
    for p in iter_protected(twin.text):
        start, end = twin.alignment.span_to_original(p.start, p.end)
        for a, b in words:
            if a < end and b > start:
                assert (a <= start and b >= end) or (start <= a and b <= end)
                assert p.rule not in ADDRESSES or (start <= a and b <= end)
    assert vntext.word_tokenize(text) == doc.words.texts()


def test_addresses_are_no_names_and_no_key_phrases():
    text = (
        "Bạn đọc xem tin\nhttps://vidu.vn/Nguyen-Van-An\nGửi thư đến @TranThiMai hoặc #HaNoi nhé."
    )
    doc = vntext.analyze(text)
    assert [e.text for e in doc.entities] == []
    found = " ".join(p.text for p in vntext.keyphrases(text))
    assert "vidu" not in found
    assert "TranThiMai" not in found
    assert "HaNoi" not in found

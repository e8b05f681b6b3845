"""What is taken of sentences whose values are given: budgets, leads, repetition, orders, cuts."""

from dataclasses import replace

import pytest

import vntext
from vntext.summary.editor import EditorWeights
from vntext.summary.options import Options
from vntext.summary.preferences import preferences
from vntext.summary.select import choose
from vntext.summary.terms import words_in

SWIM = "Xã mở lớp dạy bơi."  # 5 syllables
BRIDGE = "Huyện xây ba cây cầu mới."  # 6
WOOD = "Tỉnh trồng nghìn mẫu rừng."  # 5
WOOD_TOO = "Rừng nghìn mẫu tỉnh trồng."  # 5, the same ones
STORM = "Bão đổ bộ đêm hôm qua."  # 6
FAIR = "Phiên chợ đông vui."  # 4
LONG = "Nhà văn hóa thôn sửa mái ngói, lát nền gạch đỏ, quét vôi trắng."  # 14
LEANS = "Bên cạnh đó, bưu điện sửa cửa."  # 7, not understood without the one before
ORDER = (
    "Đồng chí Lê Hân yêu cầu các hộ thay dây điện cũ trước mùa khô, ban quản lý kiểm tra từng quầy "
    "hằng tuần."
)  # 24
PICTURE = "Người dân thực hành dập lửa tại sân."


def chosen(body, *, lead=(), headline="", apart=False, seen=None, weights=(), **options):
    """What is taken: numbers, reasons, scores, cuts. Sentences stand with their values.

    All that an editor goes by weighs nothing, but for `weights`.
    """
    rows = [*lead, *body]
    text, spans, paragraphs = "", [], []
    for role, part in (("lead", lead), ("body", body)):
        first = len(text)
        for sentence, _ in part:
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + ("\n" if apart else " ")
            if apart:
                paragraphs.append((*spans[-1], role, ""))
        if part and not apart:
            paragraphs.append((first, len(text) - 1, role, ""))
            text = text[:-1] + "\n"

    def scores(places, heading):
        if seen is not None:
            seen.append((places, heading))
        return [rows[k][1] for k in places]

    weights = EditorWeights.of(dict(weights))
    given = Options(headline=headline or None, **options)
    return choose(text, paragraphs, spans, given, scores, weights)


def taken(body, **options):
    return [c.sentence for c in chosen(body, **options)]


def reasons(body, **options):
    return [(c.sentence, c.reason) for c in chosen(body, **options)]


@pytest.fixture
def looks_back(monkeypatch):
    """Sets after how many sentences repetition is no longer looked at."""

    def set_to(n):
        now = replace(preferences(), values_looks_back=n)
        monkeypatch.setattr("vntext.summary.selection.preferences", lambda: now)

    return set_to


def test_the_best_are_taken_in_the_order_of_the_text():
    body = [(SWIM, 0.1), (BRIDGE, 0.2), (WOOD, 0.3), (STORM, 0.05)]
    rows = chosen(body, sentences=2)
    assert [(c.sentence, c.score, c.reason, c.shown) for c in rows] == [
        (1, 0.2, "score", ""),
        (2, 0.3, "score", ""),
    ]
    assert taken(body, sentences=1) == [2]
    assert taken(body, sentences=3) == [0, 1, 2]
    assert taken(body) == [0, 1, 2]
    assert taken(body, sentences=9) == [0, 1, 2, 3]


def test_scores_have_four_places():
    assert [c.score for c in chosen([(SWIM, 0.123456)], sentences=1)] == [0.1235]


def test_a_budget_of_syllables_is_used_up():
    body = [(SWIM, 0.3), (BRIDGE, 0.2), (WOOD, 0.1)]
    assert taken(body, words=5) == [0]
    assert taken(body, words=9) == [0]
    assert taken(body, words=10) == [0, 2]
    assert taken(body, words=11) == [0, 1]
    assert taken(body, words=15) == [0, 1]
    assert taken(body, words=16) == [0, 1, 2]


def test_a_sentence_that_leans_waits_for_the_one_before_it():
    price = {"leans": -0.1}
    assert taken([(SWIM, 0.1), (LEANS, 0.3), (BRIDGE, 0.25)], weights=price, words=7) == [2]
    assert taken([(SWIM, 0.1), (LEANS, 0.36), (BRIDGE, 0.25)], weights=price, words=7) == [1]
    # the one before it is there
    assert taken([(SWIM, 0.5), (LEANS, 0.3), (BRIDGE, 0.25)], weights=price, words=12) == [0, 1]
    # another one is there
    body = [(STORM, 0.5), (SWIM, 0.1), (LEANS, 0.3), (WOOD, 0.25)]
    assert taken(body, weights=price, words=13) == [0, 3]


def test_a_sentence_is_taken_together_with_the_one_that_it_needs():
    price = {"leans": -1.0}
    body = [(STORM, 0.5), (SWIM, 0.5), (LEANS, 1.2), (WOOD, 0.6)]
    rows = chosen(body, weights=price, sentences=2)
    assert [(c.sentence, c.reason) for c in rows] == [(1, "context"), (2, "score")]
    # not where both together are worth less, and not where only one fits
    assert taken([*body[:2], (LEANS, 0.6), body[3]], weights=price, sentences=2) == [0, 3]
    assert taken(body, weights=price, sentences=1) == [3]
    assert taken(body, weights=price, words=11) == [0, 3]
    assert taken(body, weights=price, words=12) == [1, 2]


def test_what_is_needed_goes_in_for_a_sentence_that_is_worth_less_than_both():
    price = {"leans": -0.5}
    body = [(SWIM, 0.35), (LEANS, 1.2), (STORM, 0.8), (WOOD, 0.1)]
    assert taken(body, weights=price, sentences=2) == [0, 1]
    # where nothing is missing, nothing is exchanged
    assert taken(body, sentences=2) == [1, 2]
    # the third may be worth more
    assert taken([(SWIM, 0.2), *body[1:]], weights=price, sentences=2) == [1, 2]
    # a kept lead stays
    lead = [(FAIR, 0.0)]
    assert taken(body, lead=lead, weights=price, sentences=3) == [0, 1, 2]


def test_who_is_named_in_short_was_introduced_before():
    full = "Bà Hà Thu mở quán."
    short = "Hôm nay bà Thu bán chè."
    body = [(full, 0.1), (STORM, 0.6), (short, 0.5), (WOOD, 0.4)]
    assert taken(body, sentences=2) == [1, 2]
    assert taken(body, weights={"short name": -0.2}, sentences=2) == [1, 3]


def test_the_middle_of_a_quotation_needs_its_beginning():
    opens = "Bà Hà Thu nói: “Quán mở từ sáng."
    middle = "Khách ăn chè rất đông.”"
    body = [(opens, 0.1), (middle, 0.5), (STORM, 0.4), (WOOD, 0.45)]
    assert taken(body, sentences=1) == [1]
    assert taken(body, weights={"quotes on": -0.2}, sentences=1) == [3]


def test_what_points_back_needs_what_it_points_at():
    body = [(SWIM, 0.1), ("Lớp học này rất đông.", 0.5), (WOOD, 0.4)]
    assert taken(body, sentences=1) == [1]
    assert taken(body, weights={"points": -0.2}, sentences=1) == [2]


def test_what_goes_on_from_a_taken_sentence_gains():
    body = [(SWIM, 0.5), (STORM, 0.3), (WOOD, 0.4)]
    assert taken(body, sentences=2) == [0, 2]
    assert taken(body, weights={"goes on": 0.2}, sentences=2) == [0, 1]


def test_words_of_the_headline_gain_once():
    body = [(SWIM, 0.5), (BRIDGE, 0.3), (WOOD, 0.4)]
    assert taken(body, headline="Xây cầu", sentences=2) == [0, 2]
    assert taken(body, headline="Xây cầu", weights={"headline": 0.2}, sentences=2) == [0, 1]
    # the first sentence has said them
    body = [("Huyện xây cầu ngay sáng mai.", 0.5), *body[1:]]
    assert taken(body, headline="Xây cầu", weights={"headline": 0.2}, sentences=2) == [0, 2]


def test_what_is_said_already_comes_after_all_others():
    body = [(WOOD, 0.5), (WOOD_TOO, 0.49), (STORM, 0.001)]
    assert taken(body, sentences=1) == [0]
    assert taken(body, sentences=2) == [0, 2]
    assert taken(body, sentences=3) == [0, 1, 2]
    assert taken(body, words=11) == [0, 2]


def test_what_is_said_in_part_has_a_price():
    half = "Tỉnh trồng nghìn mẫu rừng, chặn bão."
    price = {"repeats": -1.0}
    assert taken([(WOOD, 0.5), (half, 0.3), (STORM, 0.25)], words=13) == [0, 1]
    assert taken([(WOOD, 0.5), (half, 0.3), (STORM, 0.25)], weights=price, words=13) == [0, 2]
    assert taken([(WOOD, 0.5), (half, 0.49), (STORM, 0.25)], weights=price, words=13) == [0, 1]


def test_in_a_long_extract_repetition_is_no_longer_looked_at(looks_back):
    body = [(SWIM, 0.5), (WOOD, 0.4), (WOOD_TOO, 0.3), (STORM, 0.1), (FAIR, 0.05)]
    assert taken(body, sentences=3) == [0, 1, 3]
    looks_back(2)
    assert taken(body, sentences=3) == [0, 1, 3]
    looks_back(1)
    assert taken(body, sentences=3) == [0, 1, 2]
    assert taken(body, sentences=4) == [0, 1, 2, 3]
    assert taken(body, words=15) == [0, 1, 2]
    assert taken(body, words=14) == [0, 1, 4]
    assert taken(body, words=21) == [0, 1, 2, 3]
    # of the first sentence it still is
    assert taken([(WOOD, 0.5), (WOOD_TOO, 0.4), (STORM, 0.1)], sentences=2) == [0, 2]


def test_a_lead_is_kept_with_room_for_one_of_the_body():
    lead = [(SWIM, 0), (BRIDGE, 0), (WOOD, 0)]
    body = [(STORM, 0.1), (FAIR, 0.2)]
    assert reasons(body, lead=lead, sentences=1) == [(0, "lead")]
    assert reasons(body, lead=lead, sentences=2) == [(0, "lead"), (4, "score")]
    assert reasons(body, lead=lead, sentences=3) == [(0, "lead"), (1, "lead"), (4, "score")]
    assert taken(body, lead=lead, sentences=4) == [0, 1, 2, 4]
    assert reasons([], lead=lead, sentences=2) == [(0, "lead"), (1, "lead")]
    assert [c.score for c in chosen(body, lead=lead, sentences=2)] == [3.0, 0.2]


def test_of_a_lead_what_fits():
    lead = [(SWIM, 0), (BRIDGE, 0), (WOOD, 0)]
    assert taken([(STORM, 0.1)], lead=lead, words=10) == [0, 2]
    assert taken([(STORM, 0.1)], lead=lead, words=16) == [0, 1, 2]
    assert taken([(STORM, 0.1)], lead=lead, words=22) == [0, 1, 2, 3]


def test_a_lead_that_is_not_kept_competes():
    lead, body = [(SWIM, 0.1)], [(BRIDGE, 0.3), (WOOD, 0.2)]
    assert reasons(body, lead=lead, sentences=2, keep_lead=False) == [(1, "score"), (2, "score")]
    assert reasons(body, lead=[(SWIM, 0.4)], sentences=1, keep_lead=False) == [(0, "score")]
    gain = {"lead": 0.3}
    assert taken(body, lead=lead, weights=gain, sentences=1, keep_lead=False) == [0]


def test_who_is_asked_for_values():
    lead, body, seen = [(SWIM, 0.1)], [(BRIDGE, 0.3), (WOOD, 0.2)], []
    chosen(body, lead=lead, seen=seen, headline="Tin  trong\nngày")
    chosen(body, lead=lead, seen=seen, keep_lead=False)
    chosen(body, lead=lead, seen=seen, query="rừng")
    chosen([], lead=lead, seen=seen)
    assert seen == [([1, 2], "Tin trong ngày"), ([0, 1, 2], ""), ([0, 1, 2], "")]


def test_an_order_gains():
    lead, gain = [(STORM, 0)], {"directive": 0.12}
    body = [(SWIM, 0.2), (ORDER, 0.1)]
    assert reasons(body, lead=lead, weights=gain, sentences=2) == [(0, "lead"), (2, "directive")]
    assert taken([(SWIM, 0.2), (ORDER, 0.07)], lead=lead, weights=gain, sentences=2) == [0, 1]
    assert taken([(SWIM, 0.2), (ORDER, 0.1)], weights=gain, sentences=1) == [1]
    (_, order) = chosen(body, lead=lead, weights=gain, sentences=2)
    assert order.score == 0.22


def test_where_a_sentence_stands_weighs():
    body = [(SWIM, 0.1), (BRIDGE, 0.2), (WOOD, 0.3)]
    lead = [(STORM, 0)]
    assert taken(body, weights={"begins": 0.3}, sentences=1) == [0]
    assert taken(body, lead=lead, weights={"begins": 0.3}, sentences=2) == [0, 3]
    assert taken(body, lead=lead, weights={"after lead": 0.3}, sentences=2) == [0, 1]
    assert taken(body, weights={"after lead": 0.3}, sentences=1) == [2]
    # never both where the first sentence of the body says what the lead says
    again = {"after lead": 0.3, "repeats lead": -0.4}
    assert taken([(WOOD_TOO, 0.1), *body[:2]], lead=[(WOOD, 0)], weights=again, sentences=2) == [
        0,
        3,
    ]


def test_what_may_be_a_caption_has_its_price():
    body = [(f"{SWIM} {BRIDGE}", 0.2), (PICTURE, 0.3), (f"{WOOD} {STORM}", 0.1)]
    text = "\n".join(s for s, _ in body)
    lines, spans, at = [], [], 0
    for s, _ in body:
        lines.append((at, at + len(s), "body", ""))
        cut = s.find(". ") + 1
        spans += [(at, at + cut), (at + cut + 1, at + len(s))] if cut else [(at, at + len(s))]
        at += len(s) + 1
    value = {0: 0.2, 1: 0.1, 2: 0.3, 3: 0.1, 4: 0.1}
    weights = EditorWeights.of({"doubtful": -0.15})

    def best():
        scores = [value[k] for k in range(5)]
        return choose(text, lines, spans, Options(sentences=1), lambda *_: scores, weights)

    assert [c.sentence for c in best()] == [0]
    value[2] = 0.4
    assert [(c.sentence, c.score) for c in best()] == [(2, 0.25)]


def test_a_lead_slightly_over_the_budget_is_cut_to_it():
    lead = [(LONG, 0)]  # 14 syllables
    rows = chosen([(SWIM, 0.2), (BRIDGE, 0.3)], lead=lead, words=12)
    (row,) = rows
    assert (row.sentence, row.reason) == (0, "lead")
    assert row.shown.startswith("Nhà văn hóa thôn sửa mái ngói")
    assert row.shown.endswith("…")
    assert words_in(row.shown) <= 12
    # a much longer one is left out
    assert reasons([(SWIM, 0.2), (BRIDGE, 2.3)], lead=lead, words=6) == [(2, "score")]


def test_where_nothing_fits_the_best_is_cut():
    (row,) = chosen([(SWIM, 0.2), (BRIDGE, 0.3)], words=3)
    assert (row.sentence, row.reason, row.shown) == (1, "cut", "Huyện xây ba …")
    assert row.score == 0.3
    (row,) = chosen([(BRIDGE, 0.9)], lead=[(SWIM, 0)], words=3)
    assert (row.sentence, row.reason, row.score) == (0, "cut", 3.0)


def test_where_only_trifles_fit_the_best_is_cut():
    rows = chosen([(SWIM, 0.5), (FAIR, 0.2)], words=4)
    assert [(c.sentence, c.reason, c.shown) for c in rows] == [(0, "cut", "Xã mở lớp dạy …")]
    assert reasons([(SWIM, 0.5), (FAIR, 0.26)], words=4) == [(1, "score")]
    # no trifle where sentences are counted, nor where a lead fits
    assert reasons([(SWIM, 0.5), (FAIR, 0.2)], sentences=1, max_sentence_words=4) == [(1, "score")]
    assert reasons([(SWIM, 0.9)], lead=[(FAIR, 0)], words=4) == [(0, "lead")]


def test_no_sentence_is_longer_than_allowed():
    body = [(SWIM, 0.2), (BRIDGE, 0.3), (LONG, 0.4)]
    assert taken(body, sentences=3, max_sentence_words=6) == [0, 1]
    assert taken(body, sentences=3, max_sentence_words=5) == [0]
    assert taken(body, words=30, max_sentence_words=13) == [0, 1]


def test_a_query_adds_to_the_value():
    rows = chosen([(SWIM, 0.2), (BRIDGE, 0.3)], query="dạy bơi", sentences=1)
    assert [(c.sentence, c.reason, c.score) for c in rows] == [(0, "query", 6.02)]
    rows = chosen([(SWIM, 0.2)], lead=[(BRIDGE, 0.3)], query="cầu mới", sentences=1)
    assert [(c.sentence, c.reason, c.score) for c in rows] == [(0, "query", 6.03)]


def test_one_sentence_that_paints_makes_no_story_of_news():
    told = "Khách tìm về phiên chợ đêm Yên Sơn trong tháng 5 được giảm 50 % giá vé xe."
    news = [
        "Xã Yên Sơn mở phiên chợ đêm đón khách",
        "Tối 12/5, xã Yên Sơn mở phiên chợ đêm đầu tiên với 40 gian hàng.",
        "Ban tổ chức trồng thêm hoa dọc lối đi.",
        told,
        "Trời mát nên bà con đi bộ khá đông.",
        "Một số hộ bán thêm nước mía.",
    ]
    assert told in [s.text for s in vntext.summarize("\n".join(news), sentences=2)]
    paints = ["Con ngõ nhỏ dẫn vào nhà bà Hân ngập mùi bột dong.", "Bà vừa nói vừa lật mẹt miến."]
    story = [*news, *paints, "Ông Lộc thở dài nhìn ra sân."]
    assert told not in [s.text for s in vntext.summarize("\n".join(story), sentences=2)]

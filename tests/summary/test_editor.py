"""What an editor goes by: that every weight speaks for or against a sentence as it should."""

import pytest

from vntext.errors import ResourceError
from vntext.summary.editor import (
    COUNTED,
    PLACES,
    SIGNS,
    STATES,
    WORDS,
    EditorWeights,
    editor_weights,
)
from vntext.summary.features import NAMES, count
from vntext.summary.scorer import default_scorer
from vntext.summary.signs import SHAPES, shape_signs, signs_of
from vntext.summary.terms import half_quoted

FOR = """
value "inverse place" "log length" "length over mean" "title recall over best" "title pair recall"
"new title words" "centroid over best" "like first" decides orders tells causes finds plans figures
measures names "named speaker" lead begins "after lead" "opens paragraph"
directive "goes on" headline
"""
AGAINST = """
guesses cites example long "half quote" "bare quote" unfinished "trails off" chain
"idle opening" "old year" "repeats lead" doubtful repeats leans points "short name" "quotes on"
known adds lives
"""


def names(text):
    import shlex

    return set(shlex.split(text))


def test_every_weight_is_on_its_side():
    table = editor_weights()
    found = {"value": table.value, **table.signs}
    found |= {n: w for n, w in zip(NAMES, table.counted, strict=True) if n in COUNTED}
    assert {n for n, w in found.items() if w > 0} == names(FOR)
    assert {n for n, w in found.items() if w < 0} == names(AGAINST)
    assert found.keys() == SIGNS.keys()
    assert {n for n, side in SIGNS.items() if side > 0} == names(FOR)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Xã Yên Sơn quyết định chợ họp ngày chẵn.", "Xã Yên Sơn bàn chuyện chợ họp ngày chẵn."),
        ("Đợt này chợ xã sẽ mở lại vào tháng tới.", "Đợt này chợ xã hay mở lại vào tháng tới."),
        ("Trận cháy khiến nhiều hộ mất hàng.", "Trận cháy lúc nhiều hộ bán hàng."),
        ("Chợ thu được 3 tỷ đồng trong một tháng.", "Chợ có khách đông hơn trong một tháng."),
        ("Ông Lê Văn Hân cho biết chợ đã mở.", "Người ấy cho biết là chợ đã mở."),
        ("Chợ họp phiên đầu năm từ sáng sớm.", "Chợ họp phiên đầu năm từ sáng sớm..."),
        ("Bà nói chợ sẽ họp cả ngày mai.", "Bà nói “chợ sẽ họp cả ngày mai."),
        ("Bà nói “chợ sẽ họp cả ngày mai.", "“Bà nói chợ sẽ họp cả ngày mai."),
        ("Chợ họp phiên đầu năm từ sáng sớm.", "Chợ họp phiên đầu năm từ sáng sớm"),
        ("Xã xây chợ mới ở thôn Đoài năm nay.", "Những ngày này chợ xã rất là đông."),
    ],
)
def test_a_sign_makes_a_sentence_better_or_worse(better, worse):
    """Beside the same two neighbours, so that all else is nearly the same."""
    beside = ["Chợ Yên Sơn nằm cạnh sông.", "Trời hôm ấy nắng đẹp và gió nhẹ."]

    def value(line):
        lines = [*beside, line]
        return default_scorer().values(count(lines, "Tin trong xã"), lines)[2]

    assert value(better) > value(worse)


def shapes(line, *others):
    return dict(shape_signs([line, *others], [len(line.split())] * (1 + len(others)))[0])


def test_figures_and_units():
    assert shapes("Chợ có 3 dãy, 40 quầy.")["figures"] == 0.5
    assert shapes("Năm quầy: 1, 2, 3, 4, 5.")["figures"] == 1
    assert "measures" in shapes("Giá tăng 5,2% trong tháng.")
    assert "measures" in shapes("Xã chi 2 tỷ đồng.")
    assert "measures" not in shapes("Nghị quyết số 35 của xã.")
    assert "figures" not in shapes("Chợ có ba dãy.")


def test_old_years_are_those_before_the_latest():
    assert "old year" in shapes("Chợ xây năm 1998.", "Năm 2020 chợ cháy.")
    assert "old year" not in shapes("Chợ xây năm 2019.", "Năm 2020 chợ cháy.")
    assert "old year" not in shapes("Chợ xây năm 1998.")
    assert "old year" not in shapes("Chợ có 1.998 quầy, 1998,5 mét.", "Năm 2020 chợ cháy.")


def test_marks():
    assert "chain" in shapes("Dọn chợ; thay dây; mua bình.")
    assert "chain" not in shapes("Dọn chợ; thay dây.")
    assert "trails off" in shapes("Chợ bán rau, cá…")
    assert "unfinished" in shapes("Chợ bán rau")
    assert not {"unfinished", "trails off", "chain", "half quote"} & shapes("Chợ bán rau.").keys()
    assert half_quoted('Bà nói: "Chợ mở.')
    assert not half_quoted('Bà nói: "Chợ mở."')
    assert shape_signs(["từ"], [90])[0][1] == ("long", 1.0)
    assert "long" not in dict(shape_signs(["từ"], [60])[0])


def test_all_signs_are_known():
    assert set(SHAPES) <= set(WORDS)
    rows = signs_of(["Ông Lê Hân cho biết: nếu mưa, chợ sẽ nghỉ.", "Chợ…"], [9, 1])
    assert {name for row in rows for name, _ in row} <= set(WORDS)
    assert not set(WORDS) & (set(PLACES) | set(STATES))


def test_a_damaged_table_is_a_clear_error(monkeypatch):
    monkeypatch.setattr("vntext.summary.editor.load_lines", lambda _: ("feature\tweight", "lead"))
    with pytest.raises(ResourceError, match="editor-weights"):
        editor_weights.__wrapped__()


def test_what_a_table_does_not_hold_weighs_nothing():
    table = EditorWeights.of({"lead": 1.0})
    assert table.signs["lead"] == 1.0
    assert table.signs["repeats"] == table.value == table.intercept == 0
    assert not any(table.counted)

"""The letters of answers are no initials."""

from __future__ import annotations

import pytest

from vntext import analyze


def names(text: str) -> list[tuple[str, str]]:
    return [(e.text, e.label) for e in analyze(text).entities]


def test_letters_of_answers() -> None:
    text = (
        "Câu 1: Thủ đô của nước ta là thành phố nào?\nA. Hà Nội\nB. Huế\nC. Đà Nẵng\n"
        'Câu 2: Ai là tác giả của "Truyện Kiều"?\nA. Nguyễn Trãi\nB. Nguyễn Du\n'
    )
    assert names(text) == [
        *((place, "LOC") for place in ("Hà Nội", "Huế", "Đà Nẵng")),
        *((who, "PERSON") for who in ("Nguyễn Trãi", "Nguyễn Du")),
    ]


@pytest.mark.parametrize("text", ["A. Hùng kể lại chuyện cũ.", "B. Huệ\nA. Hùng cũng về quê."])
def test_initials_stay(text: str) -> None:
    assert not any(e.text == "Hùng" for e in analyze(text).entities if e.label == "LOC")
    assert all(
        e.text[:2] in ("A.", "B.") or e.text in ("Huệ", "Hùng") for e in analyze(text).entities
    )

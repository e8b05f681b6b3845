"""Kinds of names that went wrong, each in texts of its own, through the whole pipeline."""

import pathlib
import re

import pytest

import vntext

LABELS = {"PERSON": "P", "ORG": "O", "LOC": "L"}
TEXTS = [
    line.replace("⏎", "\n")
    for line in (pathlib.Path(__file__).parent / "gold_kinds.txt").read_text("utf8").splitlines()
    if line[:2] not in ("# ", "= ")
]


@pytest.mark.parametrize("marked", TEXTS)
def test_names(marked):
    text = re.sub(r"\[[POL] ([^\]]*)\]", r"\1", marked)
    doc = vntext.analyze(text)
    titles = [e for e in doc.entities if e.label == "TITLE"]
    got, at = "", 0
    for e in doc.entities:
        inside = any(t.start <= e.start and e.end <= t.end for t in titles)
        if e.label in LABELS and not inside:
            got += text[at : e.start] + f"[{LABELS[e.label]} {e.text}]"
            at = e.end
    assert got + text[at:] == marked

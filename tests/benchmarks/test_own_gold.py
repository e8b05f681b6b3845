"""The project's own annotated texts: their marks, and that they say the same to both scorers."""

import json
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest

import vntext
from vntext.document import LABELS, ROLES
from vntext.evaluate import compare_documents


@pytest.fixture
def own_gold(script):
    return script("own_gold")


def spans(own):
    return [(own.text[m.start : m.end], m.label, m.fields) for m in own.marks]


def test_marks_become_offsets_of_the_bare_text(own_gold):
    own = own_gold.parse(
        "a",
        [
            "title| Họp thôn‖",
            "",
            "body| Bà [An]{PERSON 1}, [Trưởng [Ban Dân vận]{ORG}]{TITLE 1}, nói.‖ Đúng!‖",
            "body| Theo [Điều 8 Nghị định 24]{LAW nghị định | 24 | điều 8}, [xã]{X} họp.‖",
        ],
    )
    assert own.text == (
        "Họp thôn\n\nBà An, Trưởng Ban Dân vận, nói. Đúng!\nTheo Điều 8 Nghị định 24, xã họp."
    )
    assert spans(own) == [
        ("An", "PERSON", ["1"]),
        ("Trưởng Ban Dân vận", "TITLE", ["1"]),
        ("Ban Dân vận", "ORG", []),
        ("Điều 8 Nghị định 24", "LAW", ["nghị định", "24", "điều 8", ""]),
        ("xã", "X", []),
    ]
    assert [own.text[:e].split()[-1] for e in own.ends] == ["thôn", "nói.", "Đúng!", "họp."]
    assert own.roles == [(0, "title"), (10, "body"), (48, "body")]
    assert own.unsure() == [(74, 76)]


def test_a_span_may_run_over_a_line_break(own_gold):
    own = own_gold.parse("a", ["body| Ở [Hà", "body| Nội]{LOC}.‖"])
    assert spans(own) == [("Hà\nNội", "LOC", [])]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("body| [An]{PERSON} nói.‖", "cannot have the fields"),
        ("body| [An]{PERSON 1,2} nói.‖", "cannot have the fields"),
        ("body| [Huế]{LOC 1} mưa.‖", "cannot have the fields"),
        ("body| [Luật A]{LAW} mới.‖", "LAW has a type"),
        ("body| [Luật A]{LAW luật | | | | x} mới.‖", "LAW has a type"),
        ("body| [Huế]{PLACE} mưa.‖", "no such mark"),
        ("body| Huế]{LOC} mưa.‖", "no such mark"),
        ("body| [Huế] mưa.‖", "no such mark"),
        ("body| [Huế mưa.", "not closed"),
        ("body| [Huế‖]{LOC} mưa.‖", "ends inside"),
        ("body| [Huế ]{LOC}mưa.‖", "visible character"),
        ("body| []{LOC}mưa.‖", "visible character"),
        ("body| [Sở ở [Huế]{LOC}]{ORG} họp.‖", "LOC lies inside ORG"),
        ("body| [Trưởng ở [Huế]{LOC}]{TITLE 1} [An]{PERSON 1} họp.‖", "LOC lies inside TITLE"),
        ("body| [Ông [An]{PERSON 1}]{PERSON 2} họp.‖", "PERSON lies inside PERSON"),
        ("body| [Trưởng thôn]{TITLE 1} nói.‖ [An]{PERSON 1} nghe.‖", "does not name"),
        ("body| Mưa.‖ Gió", "does not end"),
        ("note| Mưa.‖", "begins with a role"),
        ("body|Mưa.‖", "begins with a role"),
        ("Mưa.‖", "begins with a role"),
    ],
)
def test_what_is_not_well_formed_is_refused(own_gold, line, why):
    with pytest.raises(own_gold.MarkupError, match=why):
        own_gold.parse("a", [line])


def test_files_hold_named_texts(own_gold, tmp_path):
    file = tmp_path / "g.txt"
    file.write_text("# why\n== x\nbody| A.‖\n\n# not this\n\n== y\ntitle| B‖\n", "utf8")
    assert [(t.id, t.text) for t in own_gold.read(tmp_path)] == [("g-x", "A."), ("g-y", "B")]
    file.write_text("== x\nbody| A.‖\n== x\nbody| B.‖\n", "utf8")
    with pytest.raises(own_gold.MarkupError, match="one name"):
        own_gold.read(tmp_path)
    file.write_text("body| A.‖\n", "utf8")
    with pytest.raises(own_gold.MarkupError, match="begins with '== name'"):
        own_gold.read(tmp_path)


def test_the_texts_cover_every_label_and_role(own_gold):
    texts = own_gold.read()
    assert len(texts) >= 60
    labels = Counter(m.label for t in texts for m in t.marks)
    assert all(labels[label] >= 30 for label in LABELS)
    roles = Counter(role for t in texts for _, role in t.roles)
    assert set(roles) <= {*ROLES, own_gold.UNSURE}
    # rows of tables are told by markup alone, heads of pages by pages: these texts have neither
    assert all(roles[role] >= 2 for role in ROLES[: ROLES.index("table")])
    nested = sum(
        (a.label, b.label) == ("TITLE", "ORG") and b.start < a.end
        for t in texts
        for a, b in pairwise(t.marks)
    )
    assert nested >= 25
    assert len({t.text for t in texts}) == len(texts)


def test_a_perfect_analysis_scores_100(own_gold):
    texts = own_gold.read()
    docs = [t.to_document() for t in texts]
    figures = compare_documents(docs, docs, [t.unsure() for t in texts]).percentages()
    assert set(figures.values()) == {100.0}
    for doc in docs:
        assert vntext.Document.from_json(doc.to_json()) == doc


def test_both_scorers_say_the_same(own_gold, shared, tmp_path):
    texts = own_gold.read()
    for t in texts:
        (tmp_path / f"{t.id}.json").write_text(json.dumps(t.to_json()), "utf8")
    scorer = [sys.executable, str(shared / "eval/score.py"), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    figures = compare_documents(
        [t.to_document() for t in texts],
        [vntext.analyze(t.text) for t in texts],
        [t.unsure() for t in texts],
    ).percentages()
    figures.pop("roles")
    rows = {k: r.get("f1", r.get("accuracy")) for k, r in theirs.items() if isinstance(r, dict)}
    assert rows.keys() == figures.keys()
    # the other one rounds precision and recall first
    assert figures == pytest.approx(rows, abs=0.011)

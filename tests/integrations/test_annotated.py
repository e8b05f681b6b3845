"""CoNLL-U, BIO, brat and Label Studio: what is written comes back, in any text."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.document import LABELS, Document, Entity
from vntext.integrations.annotated import with_marks
from vntext.integrations.bio import from_bio, to_bio
from vntext.integrations.brat import brat_config, from_brat, to_brat
from vntext.integrations.conllu import from_conllu, to_conllu
from vntext.integrations.label_studio import (
    from_label_studio,
    label_studio_config,
    to_label_studio,
)

ARTICLE = (
    "Xã Tân Sơn họp dân  \r\n\r\n"
    "Ông Lê Văn An, Giám đốc Sở Y tế,  viện dẫn Nghị quyết số 35- NQ/TW của Bộ Chính trị. "
    "Bà Trần Thị Bình, Chánh Văn phòng UBND tỉnh, ghi biên bản ngày 3/2.\n"
    "\tChiều, ông An về Huế | Đà Nẵng \\ 😀.\n"
    "Mai Hoa"
)

PIECES = (
    *("Ông Lê Văn An", "bà Mơ", ", Giám đốc Sở Y tế,", "Chánh Văn phòng UBND tỉnh", "Hà Nội", "An"),
    *("Nghị quyết số 35- NQ/TW", "ngày 3/2/2030", "họp.", "về", "\n", "\r\n", " ", "  ", "\t", "|"),
    *(
        "\\s",
        "\\",
        "_",
        "a_b",
        "#",
        "1\t2",
        "😀",
        "e\u0301",
        "\u200b",
        "\u00a0",
        "-",
        "(",
        '"',
        "—",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=14
).map("".join)


@st.composite
def marked(draw) -> Document:
    """A text with marks anywhere in it, from letter to letter: nested, crossing, inside words."""
    text = draw(TEXTS.filter(lambda t: bool(t.strip(" \n\r\t\u00a0\u200b"))))
    doc = vntext.analyze(text, layers=("words",))
    inside = [i for w in doc.words for i in range(w.start, w.end) if not text[i].isspace()]
    if not inside:
        return doc
    places = draw(st.sets(st.tuples(st.sampled_from(inside), st.sampled_from(inside)), max_size=5))
    spans = sorted({(min(a, b), max(a, b) + 1) for a, b in places}, key=lambda s: (s[0], -s[1]))
    labels = [draw(st.sampled_from(LABELS)) for _ in spans]
    entities = tuple(
        Entity(a, b, text[a:b], label) for (a, b), label in zip(spans, labels, strict=True)
    )
    return with_marks(text, {"entities": entities, "people": ()})


def marks(doc):
    return sorted((e.start, e.end, e.label) for e in doc.entities)


def who(doc):
    """People as places, whatever their order."""
    return sorted(
        (
            [(m.start, m.end) for m in p.mentions],
            sorted((t.start, t.end, t.organization and t.organization.text) for t in p.titles),
        )
        for p in doc.people
    )


# -- CoNLL-U ---------------------------------------------------------------------------------------


@given(TEXTS)
@settings(max_examples=150)
def test_text_words_and_sentences_come_back_from_conllu(text):
    doc = vntext.analyze(text)
    back = from_conllu(to_conllu(doc, tags=False))
    if not doc.words:
        assert back.text == ""
        return
    assert back.text == text
    assert back.words == doc.words
    assert marks(back) == marks(doc)
    assert [w.text for s in back.sentences for w in s.words] == doc.words.texts()
    assert len(back.sentences) == len(doc.sentences)


@given(marked())
@settings(max_examples=150)
def test_any_marks_come_back_from_conllu(doc):
    assert marks(from_conllu(to_conllu(doc, tags=False))) == marks(doc)


def test_conllu_has_its_ten_columns_and_comments():
    doc = vntext.analyze(ARTICLE)
    data = to_conllu(doc, doc_id="bai 1")
    blocks = data.strip().split("\n\n")
    assert len(blocks) == len(doc.sentences)
    assert blocks[0].startswith("# newdoc id = bai 1\n# newpar\n# sent_id = bai 1-1\n# text = ")
    ids = []
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if line[0] != "#"]
        assert [row[0] for row in rows] == [str(k + 1) for k in range(len(rows))]
        assert {len(row) for row in rows} == {10}
        ids += re.findall("# sent_id = (.*)", block)
        # the text of the comment is what forms and SpaceAfter say, as validators want it
        shown = "".join(r[1] + ("" if "SpaceAfter=No" in r[9] else " ") for r in rows)
        assert f"# text = {shown.strip()}\n" in block
    assert len(set(ids)) == len(ids)
    assert data.count("# newpar") == len(doc.paragraphs)
    tags = [(w.upos, w.tag) for w in doc.pos_tags]
    rows = [line.split("\t") for line in data.split("\n") if "\t" in line]
    assert [(row[3], row[4]) for row in rows] == tags


def test_conllu_of_other_tools_is_read():
    rows = """# sent_id = 1
# text = Anh ấy đi.
1-2\tAnh ấy\t_\t_\t_\t_\t_\t_\t_\t_
1\tAnh\tanh\tNOUN\tN\t_\t3\tnsubj\t_\t_
2\tấy\tấy\tDET\tP\t_\t1\tdet\t_\t_
2.1\trỗng\t_\t_\t_\t_\t_\t_\t_\t_
3\tđi\tđi\tVERB\tV\t_\t0\troot\t_\tSpaceAfter=No|NER=O
4\t.\t.\tPUNCT\tCH\t_\t3\tpunct\t_\tSpacesAfter=\\n

1\tVề\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
"""
    for data in (rows, rows.replace("\n", "\r\n")):
        doc = from_conllu(data)
        assert doc.text == "Anh ấy đi.\nVề"
        assert doc.words.texts() == ["Anh ấy", "đi", ".", "Về"]
        assert [s.text for s in doc.sentences] == ["Anh ấy đi.", "Về"]


def test_the_writer_is_read_by_the_package_conllu():
    conllu = pytest.importorskip("conllu", reason="conllu is not installed")
    doc = vntext.analyze(ARTICLE)
    parsed = conllu.parse(to_conllu(doc))
    assert [" ".join(w.split()) for w in doc.words.texts()] == [
        t["form"] for s in parsed for t in s
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("1\tAn\t_", "line 1"),
        ("# x\n\nAn\t" + "\t".join("_" * 9), "line 3.*no id"),
        ("1\tAn" + "\t_" * 7 + "\tEntity=e1)", r"line 1.*Entity=e1\)"),
        ("1\tAn" + "\t_" * 7 + "\tEntity=(e1-PERSON", "e1.*not end"),
        ("1\tAn" + "\t_" * 7 + "\tEntity=(e1-PER)", "PER"),
        ("1\tAn" + "\t_" * 7 + "\tEntity=(e1-PERSON+0+7)", "lie in the text"),
        (b"1", "bytes"),
    ],
)
def test_damaged_conllu_is_refused(data, why):
    with pytest.raises(vntext.InvalidDocumentError, match=why):
        from_conllu(data)


# -- BIO -------------------------------------------------------------------------------------------


@given(TEXTS)
@settings(max_examples=150)
def test_entities_come_back_from_bio_with_the_text(text):
    doc = vntext.analyze(text)
    assert marks(from_bio(to_bio(doc), text)) == marks(doc)


@given(marked())
@settings(max_examples=150)
def test_any_marks_come_back_from_bio_with_the_text(doc):
    if any(e.end > e.sentence.end for e in doc.entities):
        with pytest.raises(vntext.InvalidDocumentError, match="crosses"):
            to_bio(doc)
        return
    data = to_bio(doc)
    back = from_bio(data, doc.text)
    assert marks(back) == marks(doc)
    assert {len(line.split("\t")) for line in data.split("\n") if line} <= {3, 4, 5, 6}


def test_bio_has_a_column_of_outer_and_one_of_inner_entities():
    data = to_bio(vntext.analyze("Bà Trần Thị Bình, Chánh Văn phòng UBND tỉnh, họp.\nAn về."))
    rows = [line.split("\t") for line in data.split("\n")]
    table = {row[0]: row[1:] for row in rows if row[0]}
    assert table["Trần_Thị_Bình"] == ["B-PERSON", "O"]
    assert table["Chánh"] == ["B-TITLE", "O"]  # the word "Chánh Văn phòng", cut by the body
    assert table["Văn_phòng"] == ["I-TITLE", "B-ORG"]
    assert table["UBND"] == ["I-TITLE", "I-ORG"]
    assert [""] in rows[:-2]  # between the sentences


def test_bio_without_its_text_is_a_text_of_its_tokens():
    doc = from_bio(
        "Bà O O\nLê_Mai B-PERSON O\n, O O\nGiám_đốc B-TITLE O\nSở I-TITLE B-ORG\n\nVề O O\n"
    )
    assert doc.text == "Bà Lê Mai , Giám đốc Sở\nVề"
    assert [(e.text, e.label) for e in doc.entities] == [
        ("Lê Mai", "PERSON"),
        ("Giám đốc Sở", "TITLE"),
        ("Sở", "ORG"),
    ]
    assert [s.text for s in doc.sentences] == ["Bà Lê Mai , Giám đốc Sở", "Về"]
    assert doc.words  # other layers are made


def test_entities_of_bio_end_with_their_sentence_and_at_another_label():
    doc = from_bio("An B-PERSON\n\nBé I-PERSON\nMơ I-LOC\nNa B-LOC\n")
    assert [(e.text, e.label) for e in doc.entities] == [
        ("An", "PERSON"),
        ("Bé", "PERSON"),
        ("Mơ", "LOC"),
        ("Na", "LOC"),
    ]


@pytest.mark.parametrize(
    ("data", "text", "why"),
    [
        ("An", None, "line 1"),
        ("An B-PERSON\nvề X", None, "line 2.*'X'"),
        ("An B-PER", None, "PER"),
        ("An O\nMơ O", "An về", "line 2.*'Mơ'"),
        ("An O\nMơ O", "An và Mơ", "line 2.*'Mơ'"),
    ],
)
def test_damaged_bio_is_refused(data, text, why):
    with pytest.raises(vntext.InvalidDocumentError, match=why):
        from_bio(data, text)


# -- brat ------------------------------------------------------------------------------------------


@given(TEXTS)
@settings(max_examples=150)
def test_entities_and_people_come_back_from_brat(text):
    doc = vntext.analyze(text)
    made = to_brat(doc)
    assert made.text == text
    back = from_brat(*made)
    assert marks(back) == marks(doc)
    assert who(back) == who(doc)
    assert [p.name for p in back.people] == [p.name for p in doc.people]


@given(marked())
@settings(max_examples=150)
def test_any_marks_come_back_from_brat(doc):
    made = to_brat(doc)
    assert marks(from_brat(*made)) == marks(doc)
    for line in made.annotations.splitlines():
        name, places, shown = line.split("\t")
        assert name[0] == "T"
        pieces = [tuple(map(int, p.split())) for p in places.partition(" ")[2].split(";")]
        told = " ".join(re.sub(r"[\r\t]", " ", made.text[a:b]) for a, b in pieces)
        assert told == shown
        assert "\n" not in told


def test_brat_tells_people_titles_authors_and_documents():
    doc = vntext.analyze(ARTICLE)
    made = to_brat(doc)
    lines = made.annotations.splitlines()
    assert any(line.startswith("*\tAlias T") for line in lines)
    assert any(line.startswith("R1\tHolds Arg1:T") for line in lines)
    assert any(line.startswith("A1\tAuthor T") for line in lines)
    assert any("AnnotatorNotes" in line and "35" in line for line in lines)
    back = from_brat(*made)
    assert [(p.name, p.role) for p in back.people] == [(p.name, p.role) for p in doc.people]
    assert [p.given_name for p in back.people] == [p.given_name for p in doc.people]
    holder = next(p for p in back.people if p.titles)
    assert holder.titles[0].organization.text == "Sở Y tế"
    assert holder.titles[0].person is holder
    for label in LABELS:
        assert f"\n{label}\n" in brat_config()


def test_links_that_somebody_drew_in_brat_are_read():
    text = "Bà Lê Mai về. Bà Mai nói."
    drawn = (
        "T1\tPERSON 3 9\tLê Mai\nT2\tPERSON 17 20\tMai\nR1\tAlias Arg1:T1 Arg2:T2\t\n"
        "E1\tGo:T1\n#1\tAnnotatorNotes T1\tkhông rõ\nN1\tReference T1 Wiki:1\tLê Mai\n"
    )
    doc = from_brat(text, drawn)
    assert [(p.name, len(p.mentions)) for p in doc.people] == [("Lê Mai", 2)]


@pytest.mark.parametrize(
    ("annotations", "why"),
    [
        ("T1\tPER 0 2\tBà", "line 1.*PER"),
        ("T1\tPERSON 0 99\tBà", "line 1.*lie in the text"),
        ("\nT1\tPERSON 0 2;7 9\tBà ..", "line 2.*side by side"),
        ("T1\tPERSON 0\tBà", "line 1.*cannot be read"),
        ("T1\tPERSON 0 2\tBà\n*\tAlias T1 T9", "line 2.*T9"),
        ("T1\tPERSON 0 2\tBà\nT2\tLOC 3 5\tLê\n*\tAlias T1 T2", "no PERSON"),
        ("T1\tPERSON 0 2\tBà\nT2\tLOC 3 5\tLê\nR1\tHolds Arg1:T1 Arg2:T2", "is a title"),
    ],
)
def test_damaged_brat_is_refused(annotations, why):
    with pytest.raises(vntext.InvalidDocumentError, match=why):
        from_brat("Bà Lê Mai về.", annotations)


# -- Label Studio ----------------------------------------------------------------------------------


@given(TEXTS)
@settings(max_examples=150)
def test_entities_and_people_come_back_from_label_studio(text):
    doc = vntext.analyze(text)
    (back,) = from_label_studio(json.loads(json.dumps(to_label_studio(doc))))
    assert back.text == text
    assert marks(back) == marks(doc)
    assert [e.score for e in back.entities] == [e.score for e in doc.entities]
    assert who(back) == who(doc)


def test_what_somebody_put_right_stands_before_what_was_predicted():
    (task,) = to_label_studio({7: vntext.analyze("Bà Mai về Huế.")}, model_version="1")
    assert task["data"] == {"id": 7, "text": "Bà Mai về Huế."}
    assert task["predictions"][0]["model_version"] == "1"
    mark = {
        "type": "labels",
        "id": "x",
        "value": {"start": 0, "end": 6, "text": "Bà Mai", "labels": ["PERSON"]},
    }
    choice = {"type": "choices", "id": "y", "value": {"choices": ["good"]}}
    task["annotations"] = [
        {"result": []},
        {"result": [choice, mark]},
        {"was_cancelled": True, "result": []},
    ]
    (doc,) = from_label_studio([task])
    assert [(e.text, e.label) for e in doc.entities] == [("Bà Mai", "PERSON")]
    task["annotations"] = [{"was_cancelled": True, "result": [mark]}]
    (doc,) = from_label_studio([task])
    assert [e.text for e in doc.entities] == ["Mai", "Huế"]


def test_the_interface_of_label_studio_has_all_labels():
    from xml.etree import ElementTree

    view = ElementTree.fromstring(label_studio_config())
    assert [x.get("value") for x in view.iter("Label")] == list(LABELS)
    (task,) = to_label_studio(vntext.analyze("Bà Mai về."))
    names = {(r["from_name"], r["to_name"]) for r in task["predictions"][0]["result"]}
    assert names == {(view.find("Labels").get("name"), view.find("Text").get("name"))}


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda t: t["data"].pop("text"), r"tasks\[0\]"),
        (lambda t: t["data"].update(text=5), "no text"),
        (lambda t: t["predictions"][0]["result"][0]["value"].update(end=99), "lie in the text"),
        (lambda t: t["predictions"][0]["result"][0]["value"].update(labels=["PER"]), "PER"),
        (lambda t: t["predictions"][0]["result"][0].pop("value"), "no such task"),
    ],
)
def test_a_damaged_task_is_refused(damage, why):
    tasks = to_label_studio(vntext.analyze("Bà Mai về."))
    damage(tasks[0])
    with pytest.raises(vntext.InvalidDocumentError, match=why):
        from_label_studio(tasks)


@pytest.mark.parametrize("write", [to_conllu, to_bio, to_brat, lambda d: to_label_studio([d])])
def test_a_text_is_no_document(write):
    with pytest.raises(vntext.InvalidTextError, match="analyze"):
        write("Bà Mai về.")


@pytest.mark.parametrize("line", ["xyz", "T1", "X1\tPERSON 3 6\tMai", "1\t2"])
def test_brat_lines_that_are_none_are_refused(line):
    with pytest.raises(vntext.InvalidDocumentError):
        from_brat("Bà Mai", f"T1\tPERSON 3 6\tMai\n{line}\n")


@pytest.mark.parametrize(
    "line", ["", "#1\tAnnotatorNotes T1\tyes", "E1\tX:T1 A:T1", "N1\tReference T1 a:b\tc"]
)
def test_other_lines_of_brat_are_passed_over(line):
    assert len(from_brat("Bà Mai", f"T1\tPERSON 3 6\tMai\n{line}\n").entities) == 1

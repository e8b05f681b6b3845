"""The article that the library was asked for with."""

import pytest

import vntext


@pytest.fixture(scope="module")
def doc(shared):
    return vntext.analyze((shared / "data/seed-article.txt").read_text("utf8"))


def _spans(doc, label):
    return [e.text for e in doc.entities if e.label == label]


def test_the_speaker_is_one_person_with_four_titles(doc):
    (hoa,) = (p for p in doc.people if p.name == "Bùi Mai Hoa")
    assert len(hoa.mentions) == 2
    titles = [(t.text, t.organization.text) for t in hoa.titles]
    assert titles == [
        ("Ủy viên Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Trưởng Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("Phó trưởng Ban Thường trực Ban chỉ đạo 35 tỉnh", "Ban chỉ đạo 35 tỉnh"),
        ("Trưởng Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
    ]


def test_authors_stand_in_the_byline_and_not_in_the_summary(doc):
    authors = {p.name for p in doc.people if p.role == "author"}
    assert authors == {"Xuân Trường", "Đức Lam"}
    assert doc.paragraphs[-1].role == "byline"
    assert not any(a in str(doc.summary) for a in authors)


def test_legal_references(doc):
    rows = {r.text: r for r in doc.legal_references}
    resolution = rows["Nghị quyết số 35- NQ/TW"]
    assert (resolution.type, resolution.code) == ("nghị quyết", "35-NQ/TW")
    assert resolution.issuer == "Bộ Chính trị"
    rule = rows["Quy định số 85"]
    assert (rule.type, rule.code, rule.issuer) == ("quy định", "85", "Ban Bí thư")
    congress = [t for t in rows if "Đại hội" in t]
    assert len(congress) == 2
    assert len(rows) == 4


def test_roles_and_summary(doc):
    roles = [p.role for p in doc.paragraphs]
    assert roles[:4] == ["title", "lead", "title", "caption"]
    assert roles.count("caption") == 2
    inside = " ".join(s.text for s in doc.summary.sentences)
    lead = next(p for p in doc.paragraphs if p.role == "lead")
    assert doc.summary.sentences[0].start == lead.start
    for p in doc.paragraphs:
        if p.role in ("title", "caption", "byline"):
            assert p.text not in inside


def test_sentences(doc):
    texts = [s.text for s in doc.sentences]
    assert 16 <= len(texts) <= 24
    assert not any(t.endswith(("Sau 1,", "35-")) for t in texts)


def test_dates(doc):
    assert _spans(doc, "DATE")[:2] == ["ngày 23", "24/5"]

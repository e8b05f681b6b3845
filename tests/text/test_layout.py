"""Lines that are wraps, and lines that are not."""

import pathlib
import random
import re
import textwrap
import unicodedata

import pytest

import vntext
from vntext.alignment import Alignment
from vntext.resources import load_toml
from vntext.text.layout import find_wraps
from vntext.text.lines import furniture

GOLD = pathlib.Path(__file__).with_name("layout.txt").read_text("utf8")
CASES = dict(re.findall(r"^== (.+)\n((?:(?!==|#).*\n)+)", GOLD, re.M))


def plain_and_joined(case):
    """The text as found, and as it is read."""
    body = case.strip("\n")
    return re.sub("⏎-?", "", body), body.replace("⏎-\n", "").replace("⏎\n", " ")


@pytest.mark.parametrize("name", CASES)
def test_lines_are_read_as_they_are_meant(name):
    text, joined = plain_and_joined(CASES[name])
    edits, regions = find_wraps(text)
    assert Alignment.from_edits(edits).apply(text) == joined
    assert bool(regions) == (text != joined)


@pytest.mark.parametrize("name", CASES)
def test_the_analysis_of_a_wrapped_text_is_that_of_the_joined_text(name):
    text, joined = plain_and_joined(CASES[name])
    doc, clean = vntext.analyze(text), vntext.analyze(joined)
    for layer in ("entities", "sentences", "paragraphs", "legal_references"):
        found = [re.sub(r"(?<=/)\n", "", s.text).replace("\n", " ") for s in getattr(doc, layer)]
        assert found == [s.text for s in getattr(clean, layer)], layer
    assert [" ".join(w.split()) for w in doc.words.texts()] == [
        w if "15/2020" not in w else "15/2020/ NĐ-CP" for w in clean.words.texts()
    ]
    assert vntext.word_tokenize(text) == doc.words.texts()
    assert [s.text for s in doc.sentences] == vntext.sent_tokenize(text)


PROSE = (
    "Sáng nay già làng Kaysone Phomvihane kể chuyện đào kênh Hạ cho lớp trẻ trong xã nghe. "
    "Con kênh được khởi công từ mùa khô năm ấy và đào xong vào cuối tháng 4. Hơn ba nghìn "
    "người đã góp công sức, trong đó riêng thôn Hạ là 1.240 người, kể cả các em nhỏ trường "
    "làng (từ lớp 3 đến lớp 5) và các cụ già.\n"
    "Theo cuốn sổ mà UBND xã, HĐND xã và Trường THCS TP. Hòa An còn giữ, mỗi nhà góp gạo, "
    "khoai, sắn và mười ngày công; ai vắng thì nộp 50.000 đồng cho Quỹ Tiền tệ Quốc tế của "
    "trẻ em làng, do bà Lê Thị Thu lập.\n"
    "Các cụ kể chuyện đào kênh cho lớp trẻ nghe trong buổi họp mặt đầu xuân ở đình làng. Ảnh: "
    "Thu Hà.\n"
    "Nước kênh chảy về ruộng từ đó, và cả vùng bãi cấy được hai vụ lúa một năm thay cho một "
    "vụ như trước kia, nên bà con gọi kênh là kênh No. Nay kênh đã cạn, xã muốn nạo vét lại "
    "trước khi mùa mưa đến."
)


def wrapped(line, low, high, seed):
    """The line broken where the next word does not fit between two widths."""
    rng = random.Random(seed)
    out, width = [""], rng.randint(low, high)
    for word in line.split(" "):
        if out[-1] and len(out[-1]) + 1 + len(word) > width:
            out.append("")
            width = rng.randint(low, high)
        out[-1] += f" {word}" if out[-1] else word
    return "\n".join(out)


@pytest.mark.parametrize(
    ("low", "high"), [(60, 85), (55, 75), (65, 72), (72, 72), (60, 60), (34, 34)]
)
def test_names_figures_and_credits_over_the_ends_of_lines(low, high):
    clean = vntext.analyze(PROSE)
    entities = same = 0
    for seed in range(20):
        text = "\n".join(
            wrapped(x, low, high, f"{seed}{k}") for k, x in enumerate(PROSE.split("\n"))
        )
        doc = vntext.analyze(text)
        entities += [e.text.split() for e in doc.entities] == [
            e.text.split() for e in clean.entities
        ]
        same += [s.text.split() for s in doc.sentences] == [s.text.split() for s in clean.sentences]
    assert entities >= 18, entities
    assert same >= 18, same


def test_lines_are_as_long_as_they_were_given():
    # an editor breaks lines by code points: decomposed letters are several
    given = unicodedata.normalize("NFD", PROSE)
    text = "\n".join(wrapped(line, 70, 70, 0) for line in given.split("\n"))
    doc, clean = vntext.analyze(text), vntext.analyze(given)
    assert doc.layout[0].reason.startswith("full lines of 7")
    assert [p.text.split() for p in doc.paragraphs] == [p.text.split() for p in clean.paragraphs]


def test_a_name_over_a_line_break_is_a_slice_of_the_text():
    text, _ = plain_and_joined(CASES["a state document, wrapped at the margin of a page"])
    texts = [e.text for e in vntext.analyze(text).entities]
    assert "Nghị định số 15/2020/\nNĐ-CP" in texts
    assert "Sở\nTài nguyên và Môi trường" in texts
    assert "điểm\nb khoản 1 Điều 14" in "|".join(r.text for r in vntext.find_legal_references(text))


def test_what_was_decided_stands_on_the_document():
    text, _ = plain_and_joined(CASES["a report, wrapped"])
    (region,) = vntext.analyze(text).layout
    assert (region.start, region.end, region.layout) == (0, len(text), "wrapped")
    assert re.search(r"lines of (about )?\d\d characters", region.reason)
    assert vntext.analyze(text, layout="lines").layout == ()
    assert vntext.analyze(CASES["verse"]).layout == ()


def test_a_layout_can_be_forced():
    text = "Trời mưa to\nở Huế.\n\nÔng An về."
    assert [s.text for s in vntext.analyze(text, layout="wrapped").sentences] == [
        "Trời mưa to\nở Huế.",
        "Ông An về.",
    ]
    assert len(vntext.analyze(text).sentences) == 3
    with pytest.raises(vntext.InvalidOptionError, match="layout"):
        vntext.analyze(text, layout="verse")


@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        "a\n",
        "từ này\n",
        "một dòng dài vừa phải thôi nhé " * 2 + "\n",
        "tại xã\nYên Sơn và\n",
        "Ông Nguyễn\nVăn của\n",
    ],
)
def test_any_number_of_lines_takes_linear_time(grows_linearly, unit):
    grows_linearly(find_wraps, unit, times=3000)


@pytest.mark.parametrize("row", load_toml("text/layout.toml")["cut"], ids=lambda r: r["name"])
def test_breaks_that_cut_a_name_or_number(row):
    for example in row["examples"]:
        text = example.replace("⏎", " \n")
        edits, (region,) = find_wraps(text)
        assert Alignment.from_edits(edits).apply(text) in (
            example.replace("⏎", " "),
            example.replace("⏎", ""),
        )
        assert region.reason == f"cut: {row['name']}", text
    for example in row["against"]:
        assert find_wraps(example.replace("⏎", "\n")) == ([], []), example


def test_a_reference_over_a_break_is_found_in_two_lines():
    text = (
        "Việc này theo khoản 2 Điều\n5 của Luật Bảo vệ môi\ntrường, và Nghị định số\n12/2031/NĐ-CP."
    )
    assert [r.text for r in vntext.find_legal_references(text)] == [
        "khoản 2 Điều\n5 của Luật Bảo vệ môi\ntrường",
        "Nghị định số\n12/2031/NĐ-CP",
    ]


@pytest.mark.parametrize("row", load_toml("text/layout.toml")["furniture"], ids=lambda r: r["name"])
def test_furniture_of_pages(row):
    pattern = re.compile(row["pattern"])
    for line in row["examples"]:
        assert pattern.fullmatch(line), line
    for line in row["against"]:
        assert not furniture().fullmatch(line), line


@pytest.mark.parametrize(
    "head", ["12", "- 7 -", "CÔNG BÁO/Số 3/Ngày 05-02-2024", "Sổ tay - trang 9"]
)
def test_a_sentence_runs_over_the_end_of_a_page(head):
    text, joined = plain_and_joined(CASES["a report, wrapped"])
    broken = text.replace("trận mưa lớn", f"\n{head}\n\ntrận mưa lớn")
    doc, clean = vntext.analyze(broken), vntext.analyze(joined)
    (over,) = (s.text for s in doc.sentences if s.text.startswith("Sáng 12/3"))
    assert f"\n{head}\n" in over
    assert over.endswith("đầu tháng.")
    assert [s.text.split() for s in doc.sentences if s.text != over] == [
        s.text.split() for s in clean.sentences if "trận mưa lớn" not in s.text
    ]
    assert [e.text.split() for e in doc.entities] == [e.text.split() for e in clean.entities]


def test_what_ends_a_paragraph():
    row = load_toml("text/layout.toml")["ends"]
    pattern = re.compile(row["pattern"] + r"\Z")
    assert all(pattern.search(x) for x in row["examples"])
    assert not any(pattern.search(x) for x in row["against"])


WRAPPED = (
    "Nghị định 13/2023/NĐ-CP về bảo vệ dữ liệu cá nhân nói rõ việc của từng cơ quan. Ông Trần Quốc "
    "Bảo, Chủ tịch Hội đồng quản trị Công ty cổ phần Sao Mai, cho biết doanh thu của Khu "
    "công nghiệp Bến Mây tăng 12,5 % so với cùng kỳ. Theo Quyết định số 270/QĐ-TTg, hai "
    "tỉnh sẽ làm trước."
)


@pytest.mark.parametrize("width", range(20, 110, 3))
@pytest.mark.parametrize("end", ["\r\n", " \r\n"])
def test_breaks_of_other_systems_are_read_like_any_other(end, width):
    def joined(text):
        edits, _ = find_wraps(text)
        return [line.rstrip() for line in Alignment.from_edits(edits).apply(text).splitlines()]

    lines = textwrap.wrap(WRAPPED, width)
    assert joined(end.join(lines)) == joined(("\n" if end == "\r\n" else " \n").join(lines))


def test_an_analysis_takes_any_breaks():
    for width in range(20, 110):
        text = "\r\n".join(textwrap.wrap(WRAPPED, width))
        for e in vntext.analyze(text, layers=["entities"]).entities:
            assert text[e.start : e.end] == e.text


def test_heads_with_the_number_of_their_page_below_are_passed_over():
    head = "Sở Nông nghiệp tỉnh Hòa An                 Báo cáo năm 2031"
    pages = [
        "Trong năm 2031, toàn tỉnh trồng mới 1.200 ha rừng, đạt 105% kế hoạch. Huyện\n"
        "Yên Sơn dẫn đầu với 350 ha. Tuy nhiên, vẫn còn 12 vụ phá rừng trái phép, chủ",
        "yếu ở các xã giáp ranh. Ông Triệu Tiến Lâm, Chi cục trưởng Chi cục Kiểm lâm,\n"
        "đề nghị tăng thêm 20 kiểm lâm viên và mua 3 thiết bị bay không người lái cho",
        "các hạt kiểm lâm trong năm 2032.",
    ]
    text = "\n\n".join(f"{head}\n{k}\n{page}" for k, page in enumerate(pages, 1))
    from vntext.text.reading import read_texts

    read = read_texts([text])[0].text
    assert "phá rừng trái phép, chủ yếu ở các xã giáp ranh." in read
    assert "bay không người lái cho các hạt kiểm lâm" in read

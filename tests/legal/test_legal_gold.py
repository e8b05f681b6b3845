"""Own references with their fields, and near misses that must stay untouched."""

import pathlib
import unicodedata

import pytest

from vntext.legal.find import find_references, find_rows
from vntext.text.unicode import normalized_twin

HERE = pathlib.Path(__file__).parent
NAMES = {"code": "code", "prov": "provision", "issuer": "issuer_text", "date": "date"}
ALSO = {"key": "key", "year": "year", "title": "title", "rest": "rest"}


def lines(name):
    text = (HERE / name).read_text("utf8")
    return [x for x in text.splitlines() if x.strip() and not x.startswith("#")]


def parse(line):
    marked, _, fields = line.partition("\t")
    text, spans = "", []
    for i, piece in enumerate(marked.replace("]]", "[[").split("[[")):
        if i % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    rows = []
    for part in fields.split(" ¦ "):
        # "; " also stands inside provisions: a field goes on until the next known name
        kind, *rest = part.split("; ")
        row = {"type": kind.strip()}
        name = ""
        for item in rest:
            head, eq, value = item.partition("=")
            if eq and head in NAMES | ALSO:
                name = head
                row[name] = value
            else:
                row[name] += "; " + item
        rows.append(row)
    assert len(spans) == len(rows), line
    return text, spans, rows


GOLD = [parse(line) for line in lines("gold.tsv")]


def check(text, spans, rows):
    found = find_references(text)
    assert [(r.start, r.end, r.text) for r in found] == [(a, b, text[a:b]) for a, b in spans]
    for r, row in zip(found, rows, strict=True):
        assert r.type == row["type"]
        for name, field in NAMES.items():
            assert getattr(r, field) == row.get(name, ""), name
        for name, field in ALSO.items():
            if name in row:
                assert str(getattr(r, field)) == row[name], name


@pytest.mark.parametrize(("text", "spans", "rows"), GOLD, ids=[t for t, _, _ in GOLD])
def test_reference(text, spans, rows):
    twin = normalized_twin(text)
    assert len(twin.text) == len(text)
    check(twin.text, spans, rows)


@pytest.mark.parametrize("text", lines("near_misses.txt"))
def test_near_miss(text):
    assert [r.text for r in find_references(text)] == []


def test_there_are_enough_rows():
    assert sum(len(rows) for _, _, rows in GOLD) >= 300
    assert len(lines("near_misses.txt")) >= 100


def test_decomposed_letters_and_odd_spaces_change_nothing():
    for text, _, rows in GOLD:
        odd = unicodedata.normalize("NFD", text).replace(" ", "\u00a0")
        found = find_references(normalized_twin(odd).text)
        assert [(r.type, r.code) for r in found] == [(x["type"], x.get("code", "")) for x in rows]


def test_a_batch_gives_what_each_text_gives():
    texts = [normalized_twin(t).text for t, _, _ in GOLD] + lines("near_misses.txt")
    joined = "\n".join(texts)
    alone, bounds, at = [], [], 0
    for text in texts:
        alone += [(r.start + at, r.end + at, r.key) for r in find_references(text)]
        bounds.append((at, at + len(text)))
        at += len(text) + 1
    assert [(r.start, r.end, r.key) for r in find_rows(joined, bounds)] == alone


@pytest.mark.parametrize(
    "writings",
    [
        ("Nghị quyết số 35-NQ/TW", "nghị quyết 35- NQ/TW", "NQ 35/NQ-TW", "NGHỊ QUYẾT SỐ 35-NQ/TƯ"),
        ("Nghị định 46/2016", "Nghị định số 46/2016/NĐ-CP", "NĐ 046/2016/ND-CP", "46/2016/NĐ-CP"),
        ("Luật Di sản văn hoá 2001", "luật di sản văn hóa năm 2001", "Luật số 28/2001/QH10"),
        ("BLTTHS 2015", "Bộ luật Tố tụng hình sự (2015)", "Bộ luật TTHS số 101/2015/QH13"),
        (
            "Luật PCTHTL",
            "Luật Phòng, chống tác hại của thuốc lá",
            "luật phòng chống tác hại thuốc lá",
        ),
        ("Hiệp định CPTPP", "Hiệp định Đối tác Toàn diện và Tiến bộ Xuyên Thái Bình Dương"),
        ("UNCLOS", "Công ước của LHQ về Luật biển 1982", "Công ước Luật Biển năm 1982"),
        ("Quyết định 12/QĐ-UBND", "QĐ số 12/ QĐ – UBND", "Quyết định số 12/UBND-QĐ"),
        ("Luật Quản lý rủi ro biển hoà bình", "Luật Quản lý rủi ro biển hòa bình"),
    ],
)
def test_all_ways_to_write_a_document_have_one_key(writings):
    keys = set()
    for text in writings:
        (r,) = find_references(f"theo {text}")
        assert r.text == text
        keys.add(r.key)
    assert len(keys) == 1

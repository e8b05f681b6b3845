"""The layers of values in documents: offsets, round trips, references, growth."""

import pickle
import re
import unicodedata

import pytest

import vntext
from vntext.document import Document, Span
from vntext.errors import InvalidOptionError
from vntext.meaning import Place
from vntext.resources import load_toml
from vntext.text.key import key
from vntext.values import units
from vntext.values.address import parse_address
from vntext.values.conversion import convert_address
from vntext.values.dates import find_dates, read_reference
from vntext.values.edtf import Day, read_date
from vntext.values.quantities import find_quantities
from vntext.values.relations import find_relations
from vntext.values.relative import find_relative

TEXT = (
    "Sáng 24/5, tại phường Cửa Đông, quận Hoàn Kiếm, Hà Nội, ông Lê Văn An, Chủ tịch UBND tỉnh "
    "Ninh Bình, cho biết cầu mới sẽ xong vào tháng 8. Hôm qua, 1.250 học viên dự lễ. "
    "“Chúng tôi rất mừng vì có cầu mới”, bà Trần Thị Hoa nói."
)
VALUES = ("dates", "places", "quotes", "quantities", "relations")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_are_slices_of_the_text_as_given(form):
    text = unicodedata.normalize(form, TEXT)
    doc = vntext.analyze(text)
    for name in VALUES:
        layer = getattr(doc, name)
        assert layer, name
        for span in layer:
            assert text[span.start : span.end] == span.text
    for quote in doc.quotes:
        assert quote.speaker in doc.people
        assert text[quote.cue.start : quote.cue.end] == quote.cue.text


def test_a_document_with_values_goes_round():
    doc = vntext.analyze(TEXT, reference="2025-05-24")
    again = Document.from_json(doc.to_json())
    assert again == doc
    assert again.quotes[0].speaker == again.people[0]
    assert again.places[0].successors == doc.places[0].successors


def test_values_are_written_when_they_are_named():
    doc = vntext.analyze("Bà Hoa về Huế.")
    assert not set(VALUES) & set(doc.to_dict())
    again = vntext.Document.from_json(doc.to_json(layers=vntext.document.ALL_LAYERS))
    assert again == doc
    for name in VALUES:
        assert getattr(again, name) == getattr(doc, name), name


def test_a_document_without_values_reads_them_off_its_text():
    doc = vntext.analyze("Bà Hoa về Huế.")
    assert vntext.Document.from_dict(doc.to_dict()).places == doc.places


def test_a_batch_gives_what_one_text_gives():
    texts = [TEXT, "", "Trời mưa.", TEXT[20:]]
    docs = list(vntext.pipe(texts, layers=VALUES))
    for text, doc in zip(texts, docs, strict=True):
        alone = vntext.analyze(text)
        for name in VALUES:
            assert getattr(doc, name) == getattr(alone, name)


def test_the_reference_counts_whenever_a_layer_is_made():
    now = vntext.analyze(TEXT, layers=("dates",), reference="2025-05-24")
    later = vntext.analyze(TEXT, layers=(), reference="2025-05-24")
    assert now.dates == later.dates
    assert [d.value for d in later.dates] == ["2025-05-24", "2025-08", "2025-05-23"]
    assert [d.relative for d in later.dates] == [False, False, True]


@pytest.mark.parametrize("wrong", ["24/5", "2025-13", "2025-02-30", 2025, "25-05-24"])
def test_a_reference_must_be_a_day(wrong):
    with pytest.raises(InvalidOptionError):
        vntext.analyze("Trời mưa.", reference=wrong)


def test_the_line_that_dates_an_article_is_its_reference():
    text = "Làng mở hội\nThứ Bảy, 24/5/2025 10:30\nHôm qua, làng mở hội. Ngày 20/5, xóm dọn đường."
    values = {d.text: d.value for d in vntext.analyze(text).dates}
    assert values["Hôm qua"] == "2025-05-23"
    assert values["Ngày 20/5"] == "2025-05-20"


def test_two_spans_of_a_day_have_one_value():
    doc = vntext.analyze("Ngày 24/5/2025 mưa. Hôm 24-5-2025 nắng. Ngày 24 tháng 5 năm 2025 mát.")
    assert {d.value for d in doc.dates} == {"2025-05-24"}


@pytest.mark.parametrize("text", ["", "nam", "31/13", "45/5", "năm 20", "ngày" * 40, "1" * 90])
def test_what_is_no_date_has_no_value(text):
    assert read_date(text) is None


def test_a_quarter_completes_a_quarter_alone():
    found = find_dates("Quý I và quý II/2025", [(0, 5), (9, 20)])
    assert [d.value for d in found] == ["2025-33", "2025-34"]


@pytest.mark.parametrize("row", load_toml("values/dates.toml")["phrase"])
def test_phrases_find_their_examples_and_not_the_others(row):
    for example in row["examples"]:
        found = list(find_relative(example))
        assert [(f.start, f.end, f.unit, f.offset) for f in found] == [
            (0, len(example), row["unit"], row["offset"])
        ]
    for counter in row.get("counter", ()):
        assert not any(
            (f.unit, f.offset) == (row["unit"], row["offset"]) for f in find_relative(counter)
        )


@pytest.mark.parametrize("row", load_toml("values/places.toml")["unit"])
def test_words_of_units_read_their_examples(row):
    from vntext.values.place_names import read_name

    for example in row["examples"]:
        named = read_name(example)
        assert (named.kind, named.levels) == (row["kind"], tuple(row["levels"]))


def test_every_parent_and_successor_is_a_unit():
    for era in units.ERAS:
        for u in units._units(era).values():
            assert not u.parent or units.unit(era, u.parent) is not None
    after, before = units._succession()
    for old in after:
        assert units.unit(units.UNTIL, old) is not None
    for new in before:
        assert units.unit(units.SINCE, new) is not None
    assert all(units.successors(u) for u in units._units(units.UNTIL).values())


def test_countries_have_codes_of_two_letters_and_names_of_one():
    seen = units.countries()
    assert all(re.fullmatch("[A-Z]{2}", code) for code in seen.values())
    assert seen[key("Nhật")] == "JP"


def test_a_place_of_a_document_is_converted():
    place = vntext.analyze("Bà Hoa về tỉnh Hà Giang.").places[0]
    assert isinstance(place, Place)
    assert [s.code for s in place.successors] == ["08"]
    assert convert_address(place).text == "Tỉnh Tuyên Quang"


def test_back_to_the_units_of_before():
    found = convert_address("phường Sài Gòn, TP.HCM", to="2025-06")
    assert not found.certain
    assert found.options[0].text == "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"


def test_what_is_not_known_is_not_guessed():
    assert convert_address("xã Không Có, huyện Nào Đó").options == ()
    found = parse_address("xã Không Có, huyện Nào Đó")
    assert (found.ward.text, found.district.text, found.code) == ("xã Không Có", "huyện Nào Đó", "")


@pytest.mark.parametrize("to", ["2024", "", None])
def test_an_era_is_one_of_two(to):
    with pytest.raises(InvalidOptionError):
        convert_address("Hà Nội", to=to)


def test_an_address_has_an_end():
    with pytest.raises(InvalidOptionError):
        parse_address("a" * 401)


def _marked(sentence):
    """A sentence with (person), <title>, {document} and [award] in brackets."""
    text, entities = "", []
    labels = {"(": "PERSON", "<": "TITLE", "{": "LAW", "~": "ORG"}
    for piece in re.split(r"([(<{~][^)>}~]+[)>}~])", sentence):
        if piece[:1] in labels:
            entities.append((len(text), len(text) + len(piece) - 2, labels[piece[0]]))
            piece = piece[1:-1]  # noqa: PLW2901
        text += piece
    return text, entities


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Ông (Lê An) được bầu giữ chức <Chủ tịch xã>.", ("appointed", "Lê An", "Chủ tịch xã")),
        ("Ban bổ nhiệm ông (Lê An) làm <Giám đốc sở>.", ("appointed", "Lê An", "Giám đốc sở")),
        ("Ông (Lê An) bị cách chức <Giám đốc sở>.", ("dismissed", "Lê An", "Giám đốc sở")),
        (
            "Bà (Lê Mai) được tặng Huân chương Lao động hạng Ba.",
            ("awarded", "Lê Mai", "Huân chương Lao động hạng Ba"),
        ),
        ("~UBND tỉnh~ ban hành {Quyết định 12}.", ("issued", "UBND tỉnh", "Quyết định 12")),
        ("Bà (Lê Mai) nhận 20 triệu đồng.", None),
        ("Ông (Lê An) ký tên.", None),
    ],
)
def test_relations(sentence, wanted):
    text, entities = _marked(sentence)
    found = find_relations(text, entities, [(0, len(text))], [])
    got = [(r.kind, r.subject.text, r.object.text) for r in found]
    assert got == ([wanted] if wanted else [])


def test_relations_have_the_date_that_the_sentence_gives():
    doc = vntext.analyze(
        "Từ tháng 3/2019, ông Lê Văn An được bầu giữ chức Chủ tịch UBND huyện Ba Vì."
    )
    found = [r for r in doc.relations if r.kind == "appointed"]
    assert [(r.subject.text, r.date) for r in found] == [("Lê Văn An", "2019-03")]


def test_a_day_writes_itself():
    assert str(Day(0, 0, 7)) == "XXXX-XX-07"
    assert read_reference(None) == Day()


@pytest.mark.parametrize(
    "unit", ["1 000 ", "1.", "1,1 - ", "5 đến ", "hôm ", "thứ hai ", 'nói "', '"a ', "24/5 và "]
)
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    def run(text):
        find_quantities(text)
        list(find_relative(text))
        find_dates(text, [])

    grows_linearly(run, unit)


@pytest.mark.parametrize(
    "unit",
    [
        "ông An nói ",
        "“a",
        "cho biết, ",
        'X nói: "a". ',
        "và nói ",
        "; yêu cầu ",
        "- a? - mẹ bảo\n",
        "Theo các chuyên gia, ",
        ", theo báo",
        ": 'a",
        "“a\n",
        '"a“',
        "nói với ",
        "hỏi mẹ: ",
        'ông An nói: "mưa to quá đi mất thôi" ',
        '"mưa to quá đi mất thôi", ông nói, ',
        "nói: 'một hai ba bốn năm sáu' ",
        "bà hỏi và đáp: mưa, ",
    ],
)
def test_hostile_quotations_take_linear_time(grows_linearly, unit):
    from vntext.values.quotes import find_quotes

    def run(text):
        lines, at = [], 0
        for line in text.splitlines(keepends=True):
            lines.append((at, at + len(line), "body"))
            at += len(line)
        ends = [(i, i + len(unit)) for i in range(0, len(text) - len(unit), len(unit))]
        find_quotes(text, [], ends, lines, [])
        find_quotes(text, [], [(0, len(text))], [(0, len(text), "body")], [])

    grows_linearly(run, unit)


def test_spans_inside_values_are_spans():
    doc = vntext.analyze("Người dân cho biết nước lên rất nhanh trong đêm.")
    assert isinstance(doc.quotes[0].speaker, Span)


@pytest.mark.parametrize("asked", [["people", "relations"], ["people", "quotes"], list(VALUES)])
def test_who_speaks_is_one_of_the_people(asked):
    given, plain = vntext.analyze(TEXT, layers=asked), vntext.analyze(TEXT)
    assert pickle.loads(pickle.dumps(given)) == plain
    assert given.quotes == plain.quotes
    for quote in given.quotes:
        assert quote.speaker in given.people
        assert all(m.doc is given for m in quote.speaker.mentions)
    assert given.people == plain.people
    assert given.relations == plain.relations
    assert all(m.doc is given for p in given.people for m in p.mentions)

"""Which document a short or anaphoric mention means."""

import pytest

import vntext
from vntext.document import Document
from vntext.errors import InvalidOptionError
from vntext.legal.find import find_references
from vntext.legal.resolve import resolve_legal_references


def document(text):
    return Document(text, legal_references=tuple(find_references(text)))


def groups(text, **options):
    return [
        (d.key, [m.span.text for m in d.mentions])
        for d in resolve_legal_references(document(text), **options)
    ]


def test_short_and_anaphoric_forms_join_the_full_one():
    text = "Bộ Chính trị ban hành Nghị quyết số 35-NQ/TW. Nghị quyết 35 nêu rõ. Nghị quyết này hay."
    assert groups(text) == [
        ("nghị quyết:35:tw", ["Nghị quyết số 35-NQ/TW", "Nghị quyết 35", "Nghị quyết này"])
    ]


def test_all_ways_to_write_one_document_are_one():
    text = "Nghị định 46/2016, Nghị định số 46/2016/NĐ-CP, NĐ 46 / NĐ - CP ngày 26/5/2016."
    assert len(groups(text)) == 1
    text = "BLHS 2015; Bộ luật Hình sự năm 2015; Bộ luật số 100/2015/QH13; khoản 1 Điều 5 BLHS."
    (found,) = resolve_legal_references(document(text))
    assert found.key == "bộ luật:hình sự:2015"
    assert found.code == "100/2015/QH13"
    assert found.provisions == ("khoản 1 điều 5",)
    assert found.name == "Bộ luật số 100/2015/QH13"
    (found,) = resolve_legal_references(document("Theo khoản 2, Điều 5 của Luật Đất đai 2013."))
    assert found.name == "Luật Đất đai 2013"


def test_a_law_without_a_year_is_the_only_one_with_a_year():
    text = "Luật Đất đai năm 2013 đã cũ. Luật Đất đai cần sửa."
    assert len(groups(text)) == 1
    text = "Luật Đất đai năm 2013 thay Luật Đất đai 2003. Luật Đất đai cần sửa."
    assert [k for k, _ in groups(text)] == [
        "luật:đất đai:2013",
        "luật:đất đai:2003",
        "luật:đất đai",
    ]


def test_two_documents_of_one_number_are_ambiguous():
    text = "Nghị quyết 18-NQ/TW và Nghị quyết 18/NQ-CP cùng có hiệu lực. Nghị quyết 18 đang sơ kết."
    found = groups(text)
    assert found[-1] == ("", ["Nghị quyết 18"])


def test_the_issuer_decides_between_two_numbers():
    text = "Nghị quyết 18-NQ/TW và Nghị quyết 18/NQ-CP. Nghị quyết 18 của Chính phủ đang sơ kết."
    assert groups(text)[1] == ("nghị quyết:18:cp", ["Nghị quyết 18/NQ-CP", "Nghị quyết 18"])


def test_this_decree_after_two_decrees_is_ambiguous():
    text = "Nghị định 100/2019/NĐ-CP thay Nghị định 46/2016/NĐ-CP. Nghị định này nghiêm hơn."
    assert groups(text)[-1] == ("", ["Nghị định này"])


def test_this_decree_is_the_last_one_named():
    text = "Nghị định 46/2016/NĐ-CP đã cũ. Nghị định 100/2019/NĐ-CP ra đời. Nghị định này nghiêm."
    assert groups(text)[1] == ("nghị định:100/2019", ["Nghị định 100/2019/NĐ-CP", "Nghị định này"])


@pytest.mark.parametrize("words", ["này", "nêu trên", "nói trên", "kể trên", "vừa nêu", "trên"])
def test_forms_of_anaphora(words):
    text = f"Theo Thông tư 15/2014/TT-BCA, xe phải đăng ký. Thông tư {words} có hiệu lực."
    assert groups(text) == [
        ("thông tư:15/2014:bca", ["Thông tư 15/2014/TT-BCA", f"Thông tư {words}"])
    ]


def test_a_provision_of_this_decree_belongs_to_it():
    text = "Nghị định 24/2010/NĐ-CP quy định. Theo khoản 3 Điều 10 Nghị định này thì được tuyển."
    (found,) = resolve_legal_references(document(text))
    assert found.provisions == ("khoản 3 điều 10",)
    assert found.mentions[1].span.text == "khoản 3 Điều 10 Nghị định này"


def test_a_headline_is_short_and_the_full_number_follows():
    text = "Phạt nặng theo Nghị định 100\nNghị định 100/2019/NĐ-CP nâng mức phạt."
    assert groups(text) == [("nghị định:100/2019", ["Nghị định 100", "Nghị định 100/2019/NĐ-CP"])]


def test_a_short_number_alone_keeps_its_own_key():
    assert groups("Theo Nghị định 167 và Nghị định 167.") == [
        ("nghị định:167", ["Nghị định 167", "Nghị định 167"])
    ]


def test_words_that_speak_of_no_document_stay_out():
    text = "Luật trên địa bàn. Kế hoạch này chậm. Theo Nghị định 167."
    assert groups(text) == [("nghị định:167", ["Nghị định 167"])]


def test_the_strategy_can_be_replaced():
    text = "Nghị quyết số 35-NQ/TW ra đời. Nghị quyết 35 nêu rõ. Nghị quyết này hay."
    seen = []

    def nothing(mention, history, text):
        seen.append((mention.kind, len(history.by_type.get("nghị quyết", ()))))

    found = resolve_legal_references(document(text), strategy=nothing)
    assert seen == [("short", 1), ("anaphoric", 2)]
    # the only full number that fits still takes the short one
    assert [len(d.mentions) for d in found] == [2, 1]
    with pytest.raises(InvalidOptionError):
        resolve_legal_references(document(text), strategy="last")


def test_empty_text():
    assert resolve_legal_references(document("")) == ()


def test_many_mentions_take_linear_time(linear):
    text = "Nghị định 100/2019/NĐ-CP. Nghị định này. Nghị định 100. Luật này. "
    docs = [document(text * n) for n in (500, 2000)]
    linear(lambda k: resolve_legal_references(docs[k]), 4)


def test_a_number_that_two_documents_share_is_left_unresolved():
    text = (
        "Chỉ thị 30/CT-TTg ngày 26/11/2031 và Chỉ thị 30/CT-TTg năm 2035 khác nhau. "
        "Theo Chỉ thị 30/CT-TTg, hồ phải sạch."
    )
    doc = vntext.analyze(text, layers=("legal_references",))
    found = [(d.key, len(d.mentions)) for d in resolve_legal_references(doc)]
    assert found == [("chỉ thị:30:ttg:2031", 1), ("chỉ thị:30:ttg:2035", 1), ("", 1)]


def test_a_provision_behind_its_document_is_a_mention_of_it():
    doc = vntext.analyze("BLLĐ 2019, Điều 35 cho phép.", layers=("legal_references",))
    (code,) = resolve_legal_references(doc)
    assert (code.key, code.provisions) == ("bộ luật:lao động:2019", ("điều 35",))

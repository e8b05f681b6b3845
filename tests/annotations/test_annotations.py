import pickle
from importlib import import_module

import pytest

from vntext.annotations import LegalReference, Span, Summary, SummarySentence

# not "from vntext import annotations": until it is imported that is the feature of __future__
annotations = import_module("vntext.annotations")


@pytest.mark.parametrize("name", annotations.__all__)
def test_a_pickle_finds_the_names_under_which_it_was_written(name):
    written = f"cvntext.annotations\n{name}\n.".encode()
    assert pickle.loads(written) is getattr(annotations, name)


@pytest.mark.parametrize(
    ("fields", "uri"),
    [
        ({"type": "provision", "provision": "điều 5"}, ""),
        ({}, ""),
        ({"type": "luật", "key": "luật:đất đai"}, "/akn/vn/act/luat/-/-/dat-dai"),
        (
            {"type": "nghị định", "code": "15/2020/NĐ-CP", "date": "ngày 3/2/2020"},
            "/akn/vn/act/nghi-dinh/-/2020-02-03/15-2020-nd-cp",
        ),
    ],
)
def test_the_address_of_a_reference_is_as_exact_as_what_is_known(fields, uri):
    assert LegalReference(0, 4, "text", **fields).uri == uri


def test_a_summary_prints_what_is_shown():
    whole = SummarySentence(0, 9, "Trời\nmưa.")
    short = SummarySentence(9, 20, "Gió to (to lắm).", shown="Gió to.")
    summary = Summary((whole, short))
    assert str(summary) == "Trời mưa. Gió to."
    assert [len(summary), *summary] == [2, whole, short]


def test_a_span_prints_as_its_text_and_has_its_length():
    assert (str(Span(3, 6, "mưa")), len(Span(3, 6, "mưa"))) == ("mưa", 3)

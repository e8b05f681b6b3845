"""Pieces for retrieval, and the splitters of LangChain and LlamaIndex over them."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.integrations.splitting import BY, pieces

ACTS = pathlib.Path(__file__).parents[2] / "examples/acts"
ACT = (ACTS / "nd-7-2030.txt").read_text("utf8")

ARTICLE = (
    "Xã Tân Sơn họp dân\n\n"
    "Sáng nay, xã họp. Ông Lê Văn An dự. Bà Mai ghi biên bản. Trời mưa.\n"
    "Chiều, đoàn về Huế. Trời mưa."
)

TEXTS = st.lists(
    st.sampled_from(
        [
            "Trời mưa.",
            "Bà Mai về Huế",
            "\n",
            "\n\n",
            " ",
            "Điều 1. Bờ hồ",
            "1. Bờ Bắc",
            "a" * 30,
            "😀",
        ]
    ),
    max_size=12,
).map(" ".join)


def covered(text, found):
    at = 0
    for p in found:
        assert text[p.start : p.end] == p.text
        assert p.text
        assert p.text == p.text.strip()
        assert not text[at : p.start].strip()
        at = max(at, p.end)
    assert not text[at:].strip()


@given(TEXTS, st.integers(1, 60), st.sampled_from(BY), st.data())
@settings(max_examples=150)
def test_pieces_hold_all_of_a_text_and_are_slices_of_it(text, limit, by, data):
    overlap = data.draw(st.integers(0, limit - 1))
    found = pieces(text, by=by, max_size=limit, overlap=overlap)
    covered(text, found)
    longest = max((len(w) for w in vntext.analyze(text).words), default=0)
    assert all(len(p.text) <= max(limit, longest) for p in found)
    starts = [p.start for p in found]
    assert starts == sorted(set(starts))


def test_as_many_whole_sentences_as_fit():
    found = [p.text for p in pieces(ARTICLE, max_size=40)]
    assert found == [
        "Xã Tân Sơn họp dân\n\nSáng nay, xã họp.",
        "Ông Lê Văn An dự. Bà Mai ghi biên bản.",
        "Trời mưa.\nChiều, đoàn về Huế. Trời mưa.",
    ]


def test_a_piece_begins_with_the_last_sentences_of_the_one_before():
    found = [p.text for p in pieces(ARTICLE, max_size=40, overlap=22)]
    assert found[1].startswith("Sáng nay, xã họp. Ông Lê Văn An dự.")
    assert all(len(text) <= 40 for text in found)


def test_size_may_be_counted_in_anything():
    found = pieces(ARTICLE, max_size=8, size=lambda text: len(text.split()))
    covered(ARTICLE, found)
    assert max(len(p.text.split()) for p in found) in (7, 8)


def test_nodes_of_an_act_and_what_stands_outside_of_them():
    found = pieces(ACT, by="legal", max_size=400)
    covered(ACT, found)
    nodes = [p for p in found if p.path]
    assert [p.path for p in nodes if p.text.startswith("Điều")]
    assert all(p.context for p in nodes[1:])
    assert not found[0].path  # the head, with number and day
    assert "Nghị định" in nodes[-1].context


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"by": "words"}, "by must be"),
        ({"max_size": 0}, "max_size"),
        ({"max_size": 5, "overlap": 5}, "overlap"),
        ({"overlap": -1}, "overlap"),
    ],
)
def test_options_that_cannot_be_are_refused(options, why):
    with pytest.raises(vntext.InvalidOptionError, match=why):
        pieces("Trời mưa.", **options)


def test_a_long_text_takes_linear_time(linear):
    texts = [ARTICLE * n for n in (30, 120)]
    linear(lambda k: pieces(texts[k], max_size=200, overlap=50), 4)


class TestLangChain:
    @pytest.fixture(autouse=True)
    def _package(self):
        pytest.importorskip(
            "langchain_text_splitters", reason="the extra 'langchain' is not installed"
        )

    def splitter(self, *args, **options):
        from vntext.integrations.langchain import VietnameseTextSplitter

        return VietnameseTextSplitter(*args, **options)

    def test_documents_are_slices_with_their_offsets(self):
        from langchain_core.documents import Document

        splitter = self.splitter(chunk_size=30)
        given = Document(page_content=ARTICLE, metadata={"source": "a.txt"})
        made = splitter.split_documents([given])
        assert [d.page_content for d in made] == splitter.split_text(ARTICLE)
        for d in made:
            place = slice(d.metadata["start_index"], d.metadata["end_index"])
            assert ARTICLE[place] == d.page_content
            assert d.metadata["source"] == "a.txt"
        # twice the same sentence, each with its own place
        rain = [d.metadata["start_index"] for d in made if "Trời mưa." in d.page_content]
        assert len(set(rain)) == 2
        made[0].metadata["source"] = "other"
        assert made[1].metadata["source"] == given.metadata["source"] == "a.txt"

    def test_nodes_of_an_act_have_path_and_context(self):
        made = self.splitter("legal", chunk_size=400).create_documents([ACT])
        paths = [d.metadata["path"] for d in made if "path" in d.metadata]
        assert paths == [p.path for p in pieces(ACT, by="legal", max_size=400) if p.path]

    def test_its_own_way_to_measure_is_used(self):
        splitter = self.splitter(chunk_size=8, length_function=lambda text: len(text.split()))
        assert max(len(t.split()) for t in splitter.split_text(ARTICLE)) in (7, 8)


class TestLlamaIndex:
    @pytest.fixture(autouse=True)
    def _package(self):
        pytest.importorskip("llama_index.core", reason="the extra 'llamaindex' is not installed")

    def parser(self, **options):
        from vntext.integrations.llamaindex import VietnameseNodeParser

        return VietnameseNodeParser(**options)

    def test_nodes_are_slices_with_their_offsets(self):
        from llama_index.core import Document

        text = "Trời mưa. Trời mưa.\nTrời mưa. Bà Mai về."
        parser = self.parser(chunk_size=9)
        nodes = parser.get_nodes_from_documents([Document(text=text, metadata={"source": "a"})])
        places = [(n.start_char_idx, n.end_char_idx) for n in nodes]
        assert places == [(p.start, p.end) for p in pieces(text, max_size=9)]
        assert all(text[a:b] == n.text for (a, b), n in zip(places, nodes, strict=True))
        assert {n.metadata["source"] for n in nodes} == {"a"}
        assert nodes[1].prev_node.node_id == nodes[0].node_id

    def test_nodes_of_an_act_have_path_and_context(self):
        from llama_index.core import Document

        nodes = self.parser(by="legal", chunk_size=400)([Document(text=ACT)])
        paths = [n.metadata["path"] for n in nodes if "path" in n.metadata]
        assert paths == [p.path for p in pieces(ACT, by="legal", max_size=400) if p.path]

    def test_it_can_be_stored_as_a_dict(self):
        parser = self.parser(by="legal", chunk_size=300)
        plain = parser.to_dict()
        del plain["id_func"]  # which LlamaIndex writes by its name and does not read again
        again = type(parser).from_dict(plain)
        assert (again.by, again.chunk_size) == ("legal", 300)

"""Hugging Face datasets and segmented text: columns of a batch, and the way back to the text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, strategies as st

import vntext
from vntext.integrations.datasets import LAYERS, DatasetMapper
from vntext.integrations.segmented import Segmented

TEXTS = [
    "Ông Lê Văn An, Giám đốc Sở Y tế, viện dẫn Nghị quyết số 35- NQ/TW. Ông An về  Huế.",
    None,
    "",
    "Trời mưa.\nHọc sinh đi học.",
]


def test_columns_hold_what_the_documents_hold():
    mapper = DatasetMapper(layers=LAYERS, segmented=True)
    out = mapper({"text": TEXTS, "id": [1, 2, 3, 4]})
    assert set(out) == {*LAYERS} - {"words"} | {"word_starts", "word_ends", "segmented"}
    for i, text in enumerate(TEXTS):
        row = {name: column[i] for name, column in out.items()}
        if text is None:
            assert set(row.values()) == {None}
            continue
        doc = vntext.analyze(text)
        for layer in ("entities", "legal_references", "paragraphs", "sentences", "summary"):
            assert [(r["start"], r["end"], r["text"]) for r in row[layer]] == [
                (s.start, s.end, s.text) for s in getattr(doc, layer)
            ]
        assert [r["label"] for r in row["entities"]] == [e.label for e in doc.entities]
        assert [r["name"] for r in row["people"]] == [
            p.name for p in doc.people for _ in p.mentions
        ]
        assert [r["organization"] for r in row["titles"]] == [
            t.organization.text for p in doc.people for t in p.titles
        ]
        words = zip(row["word_starts"], row["word_ends"], strict=True)
        assert [text[a:b] for a, b in words] == doc.words.texts()
        assert row["segmented"] == doc.to_segmented()


def test_own_names_are_found_and_other_columns_left():
    mapper = DatasetMapper("body", lexicon=vntext.Lexicon(people=["Mây Trắng"]))
    out = mapper({"body": ["Chị Mây Trắng hát."], "text": [3]})
    assert [e["text"] for e in out["entities"][0]] == ["Mây Trắng"]
    assert list(out) == ["entities"]


@pytest.mark.parametrize(
    ("run", "error", "why"),
    [
        (lambda: DatasetMapper(layers=["lemmas"]), vntext.InvalidOptionError, "lemmas"),
        (lambda: DatasetMapper(layers="words"), vntext.InvalidOptionError, "several"),
        (lambda: DatasetMapper(3), vntext.InvalidOptionError, "column"),
        (lambda: DatasetMapper()({"body": []}), vntext.InvalidOptionError, "'text'.*body"),
        (lambda: DatasetMapper()({"text": ["a", 3]}), vntext.InvalidTextError, r"text\[1\]"),
    ],
)
def test_what_cannot_be_is_refused(run, error, why):
    with pytest.raises(error, match=why):
        run()


def test_without_the_package_types_cannot_be_had(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "datasets", None)
    with pytest.raises(vntext.MissingExtraError, match="datasets"):
        DatasetMapper().features()


class TestWithTheRealPackage:
    @pytest.fixture(autouse=True)
    def _package(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path))
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        self.datasets = pytest.importorskip(
            "datasets", reason="datasets is not installed: the extra 'datasets' brings it"
        )
        self.datasets.disable_progress_bars()

    def test_map_adds_typed_columns(self):
        mapper = DatasetMapper(layers=LAYERS, segmented=True)
        data = self.datasets.Dataset.from_dict({"text": [None, "", *TEXTS]})
        kinds = self.datasets.Features({**data.features, **mapper.features()})
        # the first batches hold nothing: without types they would be columns of null
        made = data.map(mapper, batched=True, batch_size=1, features=kinds)
        assert made.features == kinds
        assert [e["text"] for e in made[2]["entities"]] == [
            e.text for e in vntext.find_entities(TEXTS[0])
        ]
        assert made[0]["entities"] is None
        assert made[5]["segmented"] == "Trời mưa .\nHọc_sinh đi học ."

    def test_two_processes_give_the_same_as_one(self):
        data = self.datasets.Dataset.from_dict({"text": [t for t in TEXTS if t] * 3})
        one = data.map(DatasetMapper(), batched=True)
        two = data.map(DatasetMapper(), batched=True, num_proc=2)
        assert one[:] == two[:]

    def test_equal_mappers_are_one_for_the_cache(self):
        from datasets.fingerprint import Hasher

        def mapper(**options):
            return DatasetMapper(lexicon=vntext.Lexicon(["họp dân"]), **options)

        used = mapper()
        used({"text": TEXTS})
        assert Hasher.hash(used) == Hasher.hash(mapper())
        assert Hasher.hash(used) != Hasher.hash(mapper(segmented=True))


def test_a_mapper_can_be_pickled():
    mapper = DatasetMapper(layers=["entities", "words"])
    mapper({"text": TEXTS})
    again = pickle.loads(pickle.dumps(mapper))
    assert again({"text": TEXTS}) == mapper({"text": TEXTS})


# -- segmented text --------------------------------------------------------------------------------

WILD = st.lists(
    st.sampled_from(
        ["Học sinh", "Hà  Nội", "về", "_", "a_b", "\n", " ", "\u00a0", "Lê Văn An", ".", "😀", "\t"]
    ),
    max_size=10,
).map(" ".join)


@given(WILD, st.sampled_from(["_", "~", "", "+-"]))
def test_every_character_of_a_token_leads_to_its_place(text, joiner):
    doc = vntext.analyze(text)
    made = Segmented.of(doc, joiner)
    assert len(made.tokens) == len(doc)
    for k, (token, start) in enumerate(zip(made.tokens, made.starts, strict=True)):
        assert made.text[start : start + len(token)] == token
        assert made.token_span(k) == vntext.Span(doc[k].start, doc[k].end, doc[k].text)
        assert made.span(start, start + len(token)).text == doc[k].text
        for i in range(len(token)):
            found = made.span(start + i, start + i + 1)
            assert text[found.start : found.end] == found.text
            assert found.text == token[i] or (found.text.isspace() and token[i] in joiner)
    if made.tokens:
        whole = made.span(0, len(made.text))
        assert whole == made.token_span(0, len(doc) - 1)


def test_a_tag_of_tokens_becomes_a_span_of_the_text():
    text = "Ông  Lê Văn An đến\nHà  Nội."
    made = Segmented.of(vntext.analyze(text))
    start = made.text.index("Hà_Nội")
    assert made.span(start, start + 6).text == "Hà  Nội"
    assert made.span(start + 1, start + 4).text == "à  N"
    assert made.text.split().index("Lê_Văn_An") == 1
    assert made.token_span(1, 2).text == "Lê Văn An đến"


@pytest.mark.parametrize(("a", "b"), [(-1, 3), (3, 3), (0, 99), (3, 4)])
def test_what_is_no_part_of_a_token_is_refused(a, b):
    made = Segmented.of(vntext.analyze("Ông An"))
    with pytest.raises(vntext.InvalidOptionError):
        made.span(a, b)

"""spaCy: tokens that keep the text, what the component fills in, and the way to disk and back."""

from __future__ import annotations

import os
import pathlib
import pickle
import subprocess
import sys
import tomllib

import pytest
from hypothesis import given, settings, strategies as st

import vntext

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: the extra 'spacy' brings it")
from spacy.tokens import DocBin  # noqa: E402

from vntext.integrations.spacy import (  # noqa: E402
    FILLS,
    Component,
    Tokenizer,
    blank,
    lexicon_config,
)

ROOT = pathlib.Path(__file__).parents[2]

TEXT = (
    "Xã Tân Sơn họp dân\n\n"
    "Ông Lê Văn An, Giám đốc Sở Y tế,  viện dẫn Nghị quyết số 35- NQ/TW của Bộ Chính trị. "
    "Bà Trần Thị Bình ghi biên bản.  "
)


@pytest.fixture(scope="module")
def nlp():
    return blank()


@pytest.fixture(scope="module")
def own():
    return vntext.analyze(TEXT)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \n\t\u00a0\u200b.,-\"'/()aAđĐâ\u0323\u0301ờ1_😀"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@given(TEXTS)
@settings(max_examples=200)
def test_the_text_is_kept_character_by_character(text):
    doc = Tokenizer(spacy.vocab.Vocab())(text)
    assert doc.text == text
    # what no word holds (white space, invisible characters) stands in tokens of its own
    assert {(w.start, w.text) for w in vntext.analyze(text).words} <= {(t.idx, t.text) for t in doc}


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "  Huế", "Huế  ", "Hà Nội\r\nmưa", "Hà\u00a0Nội", "a\u200bb", TEXT]
)
def test_words_are_tokens_with_their_offsets(text, nlp):
    doc = nlp(text)
    assert doc.text == text
    places = {(t.idx, t.idx + len(t)) for t in doc}
    assert {(w.start, w.end) for w in vntext.analyze(text).words} <= places


def test_what_spacy_cannot_keep_is_refused(nlp):
    with pytest.raises(vntext.InvalidTextError, match="character 3"):
        nlp("Huế\ud800")


def test_entities_nested_and_not(nlp, own):
    doc = nlp(TEXT)
    spans = [(s.start_char, s.end_char, s.label_) for s in doc.spans["vntext"]]
    assert spans == [(e.start, e.end, e.label) for e in own.entities]
    outer = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    assert set(outer) < set(spans)
    assert ("Sở Y tế", "ORG") in {(e.text, e.label) for e in own.entities}
    assert "Sở Y tế" not in {e.text for e in doc.ents}


def test_sentences_begin_where_ours_do(nlp, own):
    assert [s[0].idx for s in nlp(TEXT).sents] == [s.start for s in own.sentences]
    assert [t.idx for t in nlp("  Mưa.") if t.is_sent_start] == [0, 2]


def test_tags_stand_on_the_words(nlp, own):
    tagged = {(t.idx, t.tag_, t.pos_) for t in nlp(TEXT) if not t.is_space}
    assert tagged == {(w.start, w.tag, w.upos) for w in own.pos_tags}
    assert {(t.tag_, t.pos_) for t in nlp(TEXT) if t.is_space} == {("_SP", "SPACE")}


def test_people_and_references_are_those_of_the_document(nlp, own):
    doc = nlp(TEXT)
    assert doc._.people == own.people
    assert doc._.legal_references == own.legal_references
    assert doc._.people[0].titles[0].person.name == "Lê Văn An"


def test_over_another_tokenizer_spans_grow_to_its_tokens(own):
    other = spacy.blank("xx")
    other.add_pipe("vntext")
    doc = other(TEXT)
    assert [t.text for t in other.tokenizer("Hà Nội mưa")] == ["Hà", "Nội", "mưa"]
    assert [s.text for s in doc.spans["vntext"]] == [e.text for e in own.entities]
    tags = {t.text: t.tag_ for t in doc}
    assert tags["Văn"] == "Np"
    inside = spacy.blank("xx")
    inside.tokenizer = lambda text: spacy.tokens.Doc(inside.vocab, words=[text], spaces=[False])
    inside.add_pipe("vntext")
    assert [e.text for e in inside("Bà Lê Thị Mai về.").ents] == ["Bà Lê Thị Mai về."]


def test_many_texts_give_the_same_as_one(nlp):
    texts = [TEXT, "", "Bà Mơ đến Huế. Trời mưa.", TEXT[:60]]
    for many in (nlp.pipe(texts), nlp.pipe(texts, batch_size=2)):
        for doc, text in zip(many, texts, strict=True):
            assert doc.to_bytes() == nlp(text).to_bytes()


def test_two_processes_give_the_same_as_one(nlp):
    texts = [TEXT, "Bà Mơ đến Huế. Trời mưa."] * 3
    found = [
        [(e.text, e.label_) for e in d.ents] for d in nlp.pipe(texts, n_process=2, batch_size=2)
    ]
    assert found == [[(e.text, e.label_) for e in nlp(t).ents] for t in texts]


def test_documents_come_back_from_a_bin(nlp):
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, attrs=["TAG", "POS", "ENT_TYPE", "ENT_IOB", "SENT_START"])
    stored.add(doc)
    (back,) = DocBin().from_bytes(stored.to_bytes()).get_docs(nlp.vocab)
    assert back.text == TEXT
    assert [(t.text, t.tag_, t.pos_, t.is_sent_start) for t in back] == [
        (t.text, t.tag_, t.pos_, t.is_sent_start) for t in doc
    ]
    assert [(e.text, e.label_) for e in back.ents] == [(e.text, e.label_) for e in doc.ents]
    assert [s.text for s in back.spans["vntext"]] == [s.text for s in doc.spans["vntext"]]
    assert back._.people == doc._.people
    assert back._.legal_references == doc._.legal_references


def test_without_what_was_filled_in_the_error_says_why(nlp):
    lone = nlp.make_doc(TEXT)
    with pytest.raises(vntext.InvalidDocumentError, match="store_user_data"):
        lone._.people  # noqa: B018 - the access itself is tested


def test_only_what_is_asked_for_is_filled_in():
    doc = blank(fills=["sentences"])(TEXT)
    assert len(list(doc.sents)) == 3
    assert not doc.ents
    assert not doc[0].tag_
    with pytest.raises(vntext.InvalidOptionError, match="lemmas"):
        Component(["lemmas"])


def test_own_words_and_names():
    lexicon = vntext.Lexicon(["họp dân"], people=["Mây Trắng"])
    doc = blank(lexicon)("Chị Mây Trắng họp dân.")
    assert [t.text for t in doc] == ["Chị", "Mây Trắng", "họp dân", "."]
    assert [(e.text, e.label_) for e in doc.ents] == [("Mây Trắng", "PERSON")]
    assert vntext.Lexicon(**lexicon_config(lexicon)) == lexicon
    nlp = spacy.blank("xx")
    with pytest.raises(vntext.InvalidOptionError, match="verbs"):
        nlp.add_pipe("vntext", config={"lexicon": {"verbs": ["đi"]}})


def test_a_pipeline_can_be_pickled(nlp):
    again = pickle.loads(pickle.dumps(nlp))
    assert again(TEXT).to_bytes() == nlp(TEXT).to_bytes()


def test_a_new_process_loads_the_pipeline_by_its_entry_points(tmp_path):
    """As after an installation: nothing imports vntext but spaCy itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    info = tmp_path / "site" / "vntext_points-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: vntext_points\nVersion: 0\n")
    points = [
        "\n".join([f"[{group}]", *(f"{name} = {place}" for name, place in rows.items())])
        for group, rows in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(points))
    lexicon = vntext.Lexicon(people=["Mây Trắng"])
    blank(lexicon).to_disk(tmp_path / "nlp")
    code = (
        "import sys, spacy\n"
        f"nlp = spacy.load({str(tmp_path / 'nlp')!r})\n"
        "doc = nlp('Chị Mây Trắng về Hà Nội.')\n"
        "sys.stdout.reconfigure(encoding='utf8')\n"
        "print([t.text for t in doc], [e.text for e in doc.ents], doc._.people[0].name)"
    )
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf8",
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == (
        "['Chị', 'Mây Trắng', 'về', 'Hà Nội', '.'] ['Mây Trắng', 'Hà Nội'] Mây Trắng"
    )


def test_what_the_component_fills_is_what_it_declares(nlp):
    declared = nlp.analyze_pipes()["summary"]["vntext"]["assigns"]
    assert {"doc.ents", "doc.spans", "doc._.people", "token.tag"} <= set(declared)
    assert nlp.get_pipe_config("vntext")["fills"] == list(FILLS)

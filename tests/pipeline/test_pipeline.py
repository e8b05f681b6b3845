"""The contract of the pipeline, on ordinary, mixed and hostile text."""

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

import vntext
from vntext.document import ROLES

ARTICLE = (
    "Khai mạc lớp tập huấn chuyển đổi số\n\n"
    "Sáng 24/5, lớp tập huấn do Sở Y tế tỉnh Hà Giang tổ chức đã khai mạc với 1.250 học viên.\n\n"
    "Phát biểu, đồng chí Lê Minh Khuê, Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Dân vận Tỉnh ủy "
    "nhấn mạnh Nghị quyết số 57- NQ/TW của Bộ Chính trị. Ông Khuê cảm ơn TS. Trần Văn Hòa.\n\n"
    "Thu Giang - Mạnh Tùng"
)

# letters with marks, look-alikes, spaces that are not plain, invisible characters, emoji
_PIECES = st.one_of(
    st.sampled_from('aăâeêoơuưyđĐÐ .,;:!?"“”()-–/0123456789%@\n\r\t'),
    st.sampled_from("\u00a0\u200b\u00ad\ufeff\u2009\u200d\u2028\u0300\u0301\u0323\u0302\u031b"),
    st.sampled_from(["👍", "👨\u200d👩\u200d👧", "𝐀", "\ud800", "Ông ", "TP.", "35- NQ/TW", "Lê "]),
    st.characters(),
)
_HOSTILE = st.lists(_PIECES, max_size=40).map("".join)


def _spans(doc):
    yield from doc.paragraphs
    yield from doc.sentences
    yield from doc.words
    yield from doc.entities
    yield from doc.legal_references
    yield from doc.summary.sentences
    for p in doc.people:
        yield from p.mentions
        yield from p.titles
        yield from (t.organization for t in p.titles if t.organization)


def check_contract(text):
    doc = vntext.analyze(text)
    assert doc.text is text or doc.text == text
    for s in _spans(doc):
        assert 0 <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == s.text
    for layer in (doc.paragraphs, doc.sentences, doc.words, doc.legal_references):
        spans = list(layer)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    visible = {
        i
        for i, c in enumerate(text)
        if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn", "Me", "Mc", "Cc", "Cn")
    }
    for layer in (doc.sentences, doc.words):
        covered = {i for s in layer for i in range(s.start, s.end)}
        assert visible <= covered
    entities = list(doc.entities)
    assert entities == sorted(entities, key=lambda e: (e.start, -e.end))
    for i, x in enumerate(entities):
        for y in entities[i + 1 :]:
            if y.start < x.end:
                assert (x.label, y.label) == ("TITLE", "ORG")
                assert y.end <= x.end
    assert {p.role for p in doc.paragraphs} <= set(ROLES)
    people = {(e.start, e.end) for e in entities if e.label == "PERSON"}
    assert {(m.start, m.end) for p in doc.people for m in p.mentions} == people
    laws = {(e.start, e.end) for e in entities if e.label == "LAW"}
    assert laws == {(r.start, r.end) for r in doc.legal_references}
    if visible:
        assert len(doc.summary) > 0
    assert vntext.Document.from_json(doc.to_json()) == doc
    return doc


def test_an_article():
    doc = check_contract(ARTICLE)
    assert [p.role for p in doc.paragraphs] == ["title", "lead", "body", "byline"]
    (khue,) = (p for p in doc.people if p.name == "Lê Minh Khuê")
    assert [m.text for m in khue.mentions] == ["Lê Minh Khuê", "Khuê"]
    assert [t.text for t in khue.titles] == [
        "Ủy viên Ban Thường vụ Tỉnh ủy",
        "Trưởng Ban Dân vận Tỉnh ủy",
    ]
    assert {p.name for p in doc.people if p.role == "author"} == {"Thu Giang", "Mạnh Tùng"}
    (law,) = doc.legal_references
    assert (law.text, law.code, law.type) == (
        "Nghị quyết số 57- NQ/TW",
        "57-NQ/TW",
        "nghị quyết",
    )
    assert law.issuer == "Bộ Chính trị"
    assert "24/5" in {e.text for e in doc.entities if e.label == "DATE"}
    summary = str(doc.summary)
    assert "Thu Giang" not in summary
    assert "Sáng 24/5" in summary


@given(_HOSTILE)
@settings(max_examples=150)
def test_contract_on_hostile_text(text):
    check_contract(text)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_composed_decomposed_and_mixed_text_mean_the_same(rng: random.Random):
    mixed = "".join(
        unicodedata.normalize("NFD" if rng.random() < 0.5 else "NFC", c) for c in ARTICLE
    )
    plain, other = vntext.analyze(ARTICLE), check_contract(mixed)

    def composed(spans):
        return [unicodedata.normalize("NFC", s.text) for s in spans]

    assert composed(other.words) == plain.words.texts()
    assert composed(other.sentences) == [s.text for s in plain.sentences]
    assert composed(other.entities) == [e.text for e in plain.entities]
    # equivalent offsets: the same number of composed characters stands before
    for a, b in zip(plain.words, other.words, strict=True):
        assert len(unicodedata.normalize("NFC", mixed[: b.start])) == a.start


def test_look_alikes_and_odd_spaces_mean_the_same():
    odd = ARTICLE.replace("đồng chí", "đồng\u00a0chí").replace("Ủy viên", "Ủy\u200b viên")
    odd = odd.replace("57- NQ/TW", "57- NQ/TW\u00ad")
    assert [p.name for p in check_contract(odd).people] == [
        p.name for p in vntext.analyze(ARTICLE).people
    ]
    ref = vntext.find_legal_references("Nghị định số 58/2025/NÐ-CP")[0]
    assert ref.text == "Nghị định số 58/2025/NÐ-CP"
    assert ref.code.replace("Ð", "Đ") == "58/2025/NĐ-CP"


@pytest.mark.parametrize("text", ["", " ", "\n\n\t ", "\u200b", "\ufeff"])
def test_nothing_to_read_gives_an_empty_document(text):
    doc = vntext.analyze(text)
    assert doc.text == text
    assert not doc.sentences
    assert not doc.entities
    assert not doc.people
    assert not doc.summary.sentences
    assert doc.to_segmented() == ""


@pytest.mark.parametrize("text", [None, b"abc", 3, ["a"], ("a",), bytearray(b"a")])
def test_what_is_no_text_raises_one_clear_error(text):
    for call in (
        vntext.analyze,
        vntext.word_tokenize,
        vntext.sent_tokenize,
        vntext.find_entities,
        vntext.find_people,
        vntext.find_legal_references,
        vntext.pos_tag,
        lambda t: list(vntext.pipe([t])),
    ):
        with pytest.raises(vntext.InvalidTextError, match="must be a str"):
            call(text)


def test_a_text_over_the_limit_raises():
    with pytest.raises(vntext.TextTooLongError, match="limit is 10"):
        vntext.Pipeline(max_chars=10).analyze("a" * 11)


def test_a_megabyte_without_a_space():
    doc = vntext.analyze("a" * 1_000_000)
    assert doc.words[0].start == 0
    assert doc.words[-1].end == 1_000_000


def test_lone_surrogates_survive():
    doc = check_contract("Ông Lê \ud800 An và \udfff.")
    assert doc.text[7] == "\ud800"
    assert vntext.word_tokenize("a \ud800 b") == ["a", "\ud800", "b"]


def test_many_texts_give_what_each_gives_alone():
    parts = [p for p in ARTICLE.split("\n\n") if p]
    texts = [ARTICLE, "", *parts, "Ông Khuê đến.", ARTICLE.lower(), "\n"] * 3
    alone = [vntext.analyze(t) for t in texts]
    assert list(vntext.pipe(texts)) == alone
    assert list(vntext.pipe(texts, batch_size=1)) == alone
    assert list(vntext.pipe(iter(texts), batch_size=700)) == alone


def test_pipe_with_processes_keeps_the_order():
    texts = [f"Ông Lê Văn An đến lần {i}." for i in range(40)]
    got = list(vntext.pipe(texts, n_process=2, batch_size=100))
    assert [d.text for d in got] == texts


def test_pipe_reads_no_further_than_it_must():
    taken = []

    def source():
        for i in range(1000):
            taken.append(i)
            yield f"Câu số {i}."

    docs = vntext.pipe(source(), batch_size=50)
    next(docs)
    assert len(taken) < 20


@pytest.mark.parametrize("options", [{"n_process": 0}, {"batch_size": 0}])
def test_pipe_refuses_options_that_cannot_be(options):
    with pytest.raises(vntext.InvalidOptionError):
        vntext.pipe(["a"], **options)


def test_stages_can_be_replaced():
    class Syllables:
        def segment(self, text, protected):
            from vntext.spans import Spans

            spans, at = [], 0
            for part in text.split():
                at = text.index(part, at)
                spans.append((at, at + len(part)))
                at += len(part)
            return Spans.of(spans)

    class Nobody:
        def tag(self, batch):
            return []

    nlp = vntext.Pipeline(segmenter=Syllables(), tagger=Nobody())
    doc = nlp.analyze("Ông Lê Văn An đến ngày 3/2.")
    assert doc.words.texts() == ["Ông", "Lê", "Văn", "An", "đến", "ngày", "3/2."]
    assert [e.label for e in doc.entities] == ["DATE"]


def test_a_stage_without_its_method_is_refused():
    with pytest.raises(vntext.InvalidOptionError, match="segmenter"):
        vntext.Pipeline(segmenter=object())


def test_threads_give_the_same():
    from concurrent.futures import ThreadPoolExecutor

    texts = [ARTICLE.replace("Khuê", name) for name in ("Khuê", "An", "Bình", "Hòa")] * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(vntext.analyze, texts)) == [vntext.analyze(t) for t in texts]


@pytest.mark.parametrize("unit", ["a.", "1.", "Lê ", "Điều 1 ", "ông A, ", "\n", "“a” "])
def test_hostile_text_takes_linear_time(grows_linearly, unit):
    grows_linearly(vntext.analyze, unit, times=250)


def test_text_without_accents_is_analysed_with_its_own_offsets():
    text = "Ong Le Van An, Giam doc So Y te, den Ha Giang ngay 3/2."
    doc = vntext.analyze(text, restore=True)
    assert doc.text == text
    found = [(e.text, e.label) for e in doc.entities]
    assert ("Le Van An", "PERSON") in found
    assert ("Ha Giang", "LOC") in found
    assert all(text[w.start : w.end] == w.text for w in doc.words)


def test_words_alone_are_the_words_of_the_document():
    texts = [ARTICLE, "", *ARTICLE.split("\n"), "a \ud800 b", unicodedata.normalize("NFD", ARTICLE)]
    whole = [vntext.analyze(t).words.texts() for t in texts]
    assert [vntext.word_tokenize(t) for t in texts] == whole
    assert vntext.word_tokenize_many(texts) == whole
    with pytest.raises(vntext.InvalidTextError, match="several str, not one str"):
        vntext.word_tokenize_many("Hà Nội")

"""Layers on demand: what is looked at is right and the same, whenever it is made."""

import copy
import pickle
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest

import vntext
from vntext import Pipeline
from vntext.document import LAYERS, Document
from vntext.pipeline import DEFAULT_LAYERS
from vntext.spans import Spans

ARTICLE = (
    "Xã Yên Sơn ra quân làm sạch đường\n"
    "Sáng 12/3, hơn hai trăm người dân xã Yên Sơn dọn rác dọc bờ kênh.\n"
    "Ông Lê Văn Bình, Chủ tịch UBND xã Yên Sơn, cho biết xã thực hiện Nghị quyết số 19-NQ/TU của "
    "Tỉnh ủy. Theo ông Bình, việc này sẽ làm hằng tháng.\n"
    "Thu Giang"
)
TEXTS = [
    ARTICLE,
    "",
    unicodedata.normalize("NFD", ARTICLE),
    ARTICLE.replace(" ", "\u00a0"),
    "a\u0301\u0301 b",
]


@pytest.fixture(scope="module")
def whole():
    """The documents with every layer made at once."""
    return [vntext.analyze(t, layers=LAYERS) for t in TEXTS]


@pytest.mark.parametrize("n", [0, 1, 2, len(LAYERS) - 1, len(LAYERS)])
def test_what_was_asked_for_changes_nothing(whole, n):
    for layers in combinations(LAYERS, n):
        assert [vntext.analyze(t, layers=layers) for t in TEXTS] == whole, layers
        assert list(vntext.pipe(TEXTS, layers=layers)) == whole, layers


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_is_looked_at_first_is_the_same(whole, name):
    for text, doc in zip(TEXTS, whole, strict=True):
        bare = vntext.analyze(text, layers=())
        assert getattr(bare, name) == getattr(doc, name)
        assert getattr(bare, name) is getattr(bare, name)
        assert bare == doc


@pytest.mark.parametrize("layers", [(), ("words",), ("people",), DEFAULT_LAYERS, LAYERS])
@pytest.mark.parametrize("look", [(), ("entities",), LAYERS])
def test_a_pickled_document_is_the_same(whole, layers, look):
    for text, doc in zip(TEXTS, whole, strict=True):
        lazy = vntext.analyze(text, layers=layers)
        for name in look:
            getattr(lazy, name)
        again = pickle.loads(pickle.dumps(lazy))
        assert again == doc
        assert hash(again) == hash(doc)
        assert copy.deepcopy(lazy) is copy.copy(lazy) is lazy


def test_threads_see_one_document(whole):
    for _ in range(5):
        doc = vntext.analyze(ARTICLE, layers=())
        with ThreadPoolExecutor(8) as pool:
            seen = list(pool.map(lambda name, doc=doc: getattr(doc, name), LAYERS * 4))
        assert doc == whole[0]
        assert all(x is getattr(doc, n) for x, n in zip(seen, LAYERS * 4, strict=True))


class Counting:
    """Stages that count how often they run."""

    def __init__(self):
        self.ran = []

    def split(self, text, protected):
        self.ran.append("split")
        return [(m.start(), m.end(), "line") for m in re.finditer(r"\S.*", text)]

    def segment(self, text, protected):
        self.ran.append("segment")
        found = re.finditer(r"\S+", text)
        return Spans.of(m.span() for m in found)

    def tag(self, batch):
        self.ran.append("tag")
        return []

    def score(self, text, sentences, title):
        self.ran.append("score")
        return [0.0] * len(sentences)


@pytest.mark.parametrize(
    ("layers", "ran"),
    [
        ((), []),
        (("paragraphs",), []),
        (("legal_references",), []),
        (("words",), ["segment"]),
        (("sentences",), ["split"]),
        (("entities",), ["split", "segment", "tag"]),
        (("people",), ["split", "segment", "tag"]),
        (("summary",), ["split", "score"]),
        (("words", "summary"), ["segment", "split", "score"]),
        (None, ["split", "segment", "tag"]),
    ],
)
def test_a_call_pays_for_no_more_than_it_asks_for(layers, ran):
    stages = Counting()
    nlp = Pipeline(splitter=stages, segmenter=stages, tagger=stages, scorer=stages)
    text = (
        "Mưa lớn ở Huế\nTrời mưa to ở Huế suốt đêm qua, nước sông Hương lên nhanh.\n"
        "Ông An về nhà lúc nửa đêm và dọn đồ đạc lên gác, vì theo ông năm nào nước cũng vào nhà "
        "vài lần, có năm ngập đến nửa tháng, cả nhà phải đi ở nhờ hàng xóm trên đồi."
    )
    doc = nlp.analyze(text, layers=layers)
    assert stages.ran == ran
    assert list(nlp.pipe([text, text], layers=layers)) == [doc, doc]
    for name in LAYERS:
        getattr(doc, name)
    stages.ran.clear()
    for name in LAYERS:
        getattr(doc, name)
    assert stages.ran == []


def test_every_stage_needs_what_others_give():
    stages = Pipeline().stages
    assert set(LAYERS) <= set(stages)
    done = set()
    for gives, needs in stages.items():
        assert done.issuperset(needs), gives
        done.add(gives)


@pytest.mark.parametrize("layers", ["words", ("word",), (3,), 5, (None,)])
def test_what_is_no_layer_is_refused(layers):
    with pytest.raises(vntext.InvalidOptionError, match="layer"):
        vntext.analyze("Huế", layers=layers)
    with pytest.raises(vntext.InvalidOptionError, match="layer"):
        vntext.pipe(["Huế"], layers=layers)


def test_a_document_of_stages_of_a_user_can_be_pickled():
    class Local(Counting):  # a class of a function cannot be pickled
        pass

    doc = Pipeline(tagger=Local(), scorer=Local()).analyze(ARTICLE, layers=())
    assert pickle.loads(pickle.dumps(doc)) == doc


def test_a_document_with_other_layers():
    doc = vntext.analyze(ARTICLE, layers=())
    short = doc.with_layers(summary=vntext.summarize(doc, sentences=1))
    assert len(short.summary) == 1
    assert short.entities == doc.entities
    assert pickle.loads(pickle.dumps(short)) == short != doc
    assert Document.from_json(short.to_json()) == short
    with pytest.raises(vntext.InvalidOptionError, match="layer"):
        doc.with_layers(word=())


def test_restored_text_keeps_its_accents_for_layers_made_later():
    text = "Ong Le Van An, Giam doc So Y te, den Ha Giang."
    now, later = (vntext.analyze(text, restore=True, layers=x) for x in (LAYERS, ()))
    assert later == now
    assert pickle.loads(pickle.dumps(vntext.analyze(text, restore=True, layers=()))) == now


def test_long_texts_have_wide_offsets():
    text = "Trời mưa to ở Huế. " * 5000
    doc = vntext.analyze(text)
    assert doc.words[-1].end == len(text) - 1
    assert doc.sentences[-1].text == "Trời mưa to ở Huế."
    assert pickle.loads(pickle.dumps(doc)) == doc


# -- an own sentence splitter ---------------------------------------------------------------------


class Semicolons:
    """Ends sentences at semicolons too."""

    def split(self, text, protected):
        from vntext.split.sentences import split_sentences

        for start, end, rule in split_sentences(text, protected):
            begin, at = start, text.find("; ", start, end)
            while at >= 0:
                yield begin, at + 1, "semicolon"
                begin, at = at + 2, text.find("; ", at + 2, end)
            yield begin, end, rule


def test_an_own_splitter_is_honoured_everywhere():
    nlp = Pipeline(splitter=Semicolons())
    text = "Xã dọn kênh; thôn Hạ trồng cây; chị Lê Thị Mai, Bí thư Chi đoàn, phát quà. Trời nắng."
    doc = nlp.analyze(text)
    rules = ["semicolon", "semicolon", "final-mark", "end-of-line"]
    assert [s.rule for s in doc.sentences] == rules
    assert [s.text for s in doc.sentences][:2] == ["Xã dọn kênh;", "thôn Hạ trồng cây;"]
    assert {s.text for s in doc.summary} <= {s.text for s in doc.sentences}
    assert {s.text for s in vntext.summarize(doc, sentences=2)} <= {s.text for s in doc.sentences}
    assert doc.to_segmented().count("\n") == 3


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (None, "NoneType, not a list"),
        ([(0, 5)], r"not \(start, end, rule\)"),
        ([(0, 99, "x")], "no stretch of the text"),
        ([(0, 10, "x"), (5, 10, "x")], "after one that ends at 10"),
        ([(0, 10, "x")], "no sentence for"),
        ([(0, 26, "x")], "across a line break"),
        ([(0.5, 10, "x")], "no whole number"),
    ],
)
def test_what_a_splitter_gives_is_checked(rows, says):
    class Splitter:
        def split(self, text, protected):
            return rows

    with pytest.raises(vntext.StageError, match=says):
        Pipeline(splitter=Splitter()).analyze("Ông An về.\nBà Bình đi Huế.")

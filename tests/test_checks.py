"""Bad input raises one clear error, whichever public function is given it."""

import pytest

import vntext
from vntext import (
    Document,
    InvalidDocumentError,
    InvalidOptionError,
    InvalidTextError,
    Lexicon,
    LexiconError,
)
from vntext.evaluate import b_cubed, rouge, segmentation_f1, span_f1
from vntext.integrations.frames import columns
from vntext.render import render_notebook, render_people, render_summary, table, to_displacy
from vntext.render.report import report
from vntext.text import normalized_twin, repair_syllable, split_syllable, syllable_key
from vntext.words.segmenter import tokenize

DOC = Document("Nghị định 167")

CASES = [
    # several texts
    ("pipe(5)", lambda: vntext.pipe(5), InvalidTextError, "texts must be several str, not int"),
    ("pipe(None)", lambda: vntext.pipe(None), InvalidTextError, "not NoneType"),
    ("pipe(str)", lambda: vntext.pipe("abc"), InvalidTextError, "several str, not one str"),
    ("pipe(bytes)", lambda: vntext.pipe(b"abc"), InvalidTextError, "not one bytes"),
    ("many(None)", lambda: vntext.word_tokenize_many(None), InvalidTextError, "not NoneType"),
    ("many([5])", lambda: vntext.word_tokenize_many(["a", 5]), InvalidTextError, r"texts\[1\]"),
    ("tokenize(None)", lambda: tokenize(None), InvalidTextError, "not NoneType"),
    ("tokenize([None])", lambda: tokenize(["a", None]), InvalidTextError, r"texts\[1\]"),
    ("digest(5)", lambda: vntext.summarize_many(5), InvalidTextError, "documents"),
    ("digest(str)", lambda: vntext.summarize_many("ab"), InvalidTextError, "not one str"),
    ("pipe(doc)", lambda: vntext.pipe(DOC), InvalidTextError, "several str, not one Document"),
    ("digest(doc)", lambda: vntext.summarize_many(DOC), InvalidTextError, "not one Document"),
    # one text
    ("analyze([])", lambda: vntext.analyze(["a"]), InvalidTextError, "several .* vntext.pipe"),
    ("words(doc)", lambda: vntext.word_tokenize(DOC), InvalidTextError, "its text is in .text"),
    ("words[x]", lambda: DOC["Nghị"], TypeError, "words have numbers"),
    ("words[99]", lambda: vntext.analyze("Trời mưa.")[9], IndexError, "9: .* 3 words"),
    ("words[0]", lambda: Document("")[0], IndexError, "no word 0: the text has no words"),
    ("summarize(5)", lambda: vntext.summarize(5), InvalidTextError, "not int"),
    ("rouge(None)", lambda: rouge("a", None), InvalidTextError, "reference must be a str"),
    ("rouge(5)", lambda: rouge(5, "a", "word"), InvalidTextError, "hypothesis must be a str"),
    ("Document(5)", lambda: Document(5), InvalidTextError, "text must be a str, not int"),
    # a document
    ("annotate(str)", lambda: vntext.annotate("a", "x"), InvalidTextError, "doc must be a Doc"),
    (
        "resolve(str)",
        lambda: vntext.resolve_legal_references("a"),
        InvalidTextError,
        "make one with vntext.analyze",
    ),
    ("html(str)", lambda: vntext.render_html("a"), InvalidTextError, "doc must be a Document"),
    ("notebook(str)", lambda: render_notebook("a"), InvalidTextError, "doc must be a Document"),
    ("displacy(5)", lambda: to_displacy(5), InvalidTextError, "doc must be a Document"),
    ("json(None)", lambda: Document.from_json(None), InvalidDocumentError, "not NoneType"),
    ("deep", lambda: Document.from_json("[" * 100_000), InvalidDocumentError, "not JSON"),
    # rows
    ("table(5)", lambda: table(5), InvalidOptionError, "rows must be several"),
    ("table(str)", lambda: table("ab"), InvalidOptionError, "rows must be several"),
    ("people(5)", lambda: render_people(5), InvalidOptionError, "people must be several"),
    ("summary(5)", lambda: render_summary(5), InvalidOptionError, "summary must be several"),
    ("report(5)", lambda: report(5), InvalidTextError, "doc must be a Document"),
    ("columns(5)", lambda: columns(5), InvalidOptionError, "docs must be several documents"),
    ("layer", lambda: columns(DOC, ["x"]), InvalidOptionError, "layer must be one of entities"),
    ("span_f1", lambda: span_f1(5, []), InvalidOptionError, "gold must be several spans"),
    ("b_cubed", lambda: b_cubed([], None), InvalidOptionError, "predicted must be several groups"),
    (
        "segmentation_f1",
        lambda: segmentation_f1(["a"], "a"),
        InvalidOptionError,
        "predicted must be several words, not one str",
    ),
    # a lexicon
    ("no lexicon", lambda: Lexicon(organizations=None), LexiconError, "organizations must be"),
    ("bytes", lambda: Lexicon(words=b"ab"), LexiconError, "words must be"),
    ("from_text", lambda: Lexicon.from_text(None), LexiconError, "must be a str"),
    ("from_file", lambda: Lexicon.from_file(None), LexiconError, "path"),
    (
        "own words",
        lambda: tokenize(["a"], lexicon=5),
        InvalidOptionError,
        "lexicon must be a vntext.Lexicon, not int",
    ),
    (
        "pipeline",
        lambda: vntext.Pipeline(lexicon=["a"]),
        InvalidOptionError,
        "lexicon must be a vntext.Lexicon, not list",
    ),
    # options
    ("n_process", lambda: vntext.pipe(["a"], n_process="2"), InvalidOptionError, "n_process"),
    ("n_process=True", lambda: vntext.pipe([], n_process=True), InvalidOptionError, "n_process"),
    ("batch_size", lambda: vntext.pipe(["a"], batch_size=1.5), InvalidOptionError, "batch_size"),
    ("max_chars", lambda: vntext.Pipeline(max_chars="5"), InvalidOptionError, "max_chars"),
    ("restore", lambda: vntext.analyze("a", restore="no"), InvalidOptionError, "restore"),
    ("ascii", lambda: vntext.strip_diacritics("a", ascii="no"), InvalidOptionError, "ascii"),
    ("force", lambda: vntext.from_telex("a", force="no"), InvalidOptionError, "force"),
    ("tones", lambda: vntext.normalize("a", tones=["x"]), InvalidOptionError, "tones"),
    ("max_length", lambda: vntext.slugify("a", max_length="x"), InvalidOptionError, "max_length"),
    ("separator", lambda: vntext.slugify("a", separator=5), InvalidOptionError, "separator"),
    ("encoding", lambda: vntext.decode_legacy("a", 5), InvalidOptionError, "5"),
    ("encoding list", lambda: vntext.decode_legacy("a", ["x"]), InvalidOptionError, "encoding"),
    ("no bytes", lambda: vntext.decode_legacy(5, "tcvn3"), InvalidTextError, "bytes"),
    ("query", lambda: vntext.summarize("a", query=5), InvalidOptionError, "query must be a str"),
    (
        "headline",
        lambda: vntext.summarize("a", headline=b"x"),
        InvalidOptionError,
        "headline must be",
    ),
    ("scorer", lambda: vntext.summarize("a", scorer=5), InvalidOptionError, "method 'score'"),
    ("trim", lambda: vntext.summarize("a", trim="no"), InvalidOptionError, "trim"),
    ("keep_lead", lambda: vntext.summarize("a", keep_lead="no"), InvalidOptionError, "keep_lead"),
    (
        "longest",
        lambda: vntext.summarize("a", max_sentence_words=True),
        InvalidOptionError,
        "max_sentence_words",
    ),
    (
        "digest query",
        lambda: vntext.summarize_many(["a"], query=5),
        InvalidOptionError,
        "query must be a str",
    ),
    ("joiner", lambda: DOC.to_segmented(5), InvalidOptionError, "joiner"),
    ("layers", lambda: vntext.render_html(DOC, 5), InvalidOptionError, "layers"),
    ("layers of", lambda: vntext.render_html(DOC, [5]), InvalidOptionError, "no layer 5"),
    ("template", lambda: vntext.annotate(DOC, 5), InvalidOptionError, "template"),
    ("format", lambda: vntext.annotate(DOC, "x", format=["html"]), InvalidOptionError, "format"),
    (
        "strategy",
        lambda: vntext.resolve_legal_references(DOC, strategy=5),
        InvalidOptionError,
        "callable",
    ),
]


@pytest.mark.parametrize(
    ("call", "error", "says"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_bad_input_raises_one_clear_error(call, error, says):
    with pytest.raises(error, match=says):
        call()


@pytest.mark.parametrize("word", [None, 5, b"", b"a", ["a"]])
@pytest.mark.parametrize(
    "call",
    [
        *(vntext.is_vietnamese_syllable, split_syllable, syllable_key),
        *(repair_syllable, normalized_twin),
    ],
)
def test_a_word_that_is_no_str(call, word):
    with pytest.raises(InvalidTextError, match="must be a str"):
        call(word)


def test_an_error_says_which_text_it_is():
    docs = vntext.pipe(["a", None, "b"])
    with pytest.raises(InvalidTextError, match=r"texts\[1\] must be a str, not NoneType"):
        list(docs)
    nlp = vntext.Pipeline(max_chars=3)
    with pytest.raises(vntext.TextTooLongError, match=r"texts\[2\] has 4 characters"):
        list(nlp.pipe(["a", "b", "abcd"]))


def test_what_is_left_out_is_no_bad_input():
    assert vntext.summarize("Trời mưa.", query=None, headline=None, scorer=None)
    assert tokenize((), lexicon=None) == []
    assert [d.text for d in vntext.pipe(dict.fromkeys("ab"))] == ["a", "b"]

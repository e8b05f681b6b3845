"""scikit-learn: its own checks as far as they apply to texts, and the others said of texts."""

from __future__ import annotations

import pickle
import warnings

import numpy as np
import pytest

import vntext

pytest.importorskip("sklearn", reason="scikit-learn is not installed: the extra is 'sklearn'")
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils import estimator_checks

from vntext.integrations.sklearn import EntityCounter, WordTokenizer

TEXTS = [
    "Bà Lê Thị Mai, Giám đốc Sở Y tế, về Huế. Bà Mai cảm ơn.",
    "Học sinh Hà Nội đi học.",
    "",
    "Ông Trần Văn Bình về Huế ngày 3/4.",
]

KINDS = [
    WordTokenizer(),
    WordTokenizer(joiner="~", lexicon=vntext.Lexicon(["cảm ơn"])),
    EntityCounter(),
    EntityCounter(labels=["LOC", "PERSON"]),
    EntityCounter(by="name", min_df=2),
]

# Those of its checks that make no table of numbers: `check_estimator` leaves out all that do for
# an estimator of texts, as it does for its own CountVectorizer.
WITHOUT_DATA = [
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_valid_tag_types",
]


def same(a, b):
    dense = [x.toarray() if hasattr(x, "toarray") else x for x in (a, b)]
    return dense[0].shape == dense[1].shape and (dense[0] == dense[1]).all()


@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_the_checks_of_scikit_learn(kind):
    with warnings.catch_warnings():
        # it says which kind of input it cannot make; what it would look at is looked at below
        warnings.filterwarnings("ignore", "Can't test estimator")
        results = estimator_checks.check_estimator(clone(kind))
    assert {r["status"] for r in results} == {"passed"}


@pytest.mark.parametrize("check", WITHOUT_DATA)
@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_the_checks_that_need_no_table_of_numbers(kind, check):
    run = getattr(estimator_checks, check, None)
    if run is None:
        pytest.skip(f"this scikit-learn has no {check}")
    run(type(kind).__name__, clone(kind))


@pytest.mark.parametrize("kind", KINDS, ids=repr)
class TestWhatTheChecksOfTablesSayOfTexts:
    def test_fit_gives_itself_and_changes_no_parameter(self, kind):
        made = clone(kind)
        before = dict(made.get_params())
        assert made.fit(TEXTS) is made
        assert made.fit(TEXTS, [0, 1, 0, 1]) is made
        assert made.get_params() == before
        learnt = set(vars(made)) - set(before)
        assert all(name.endswith("_") for name in learnt)

    def test_fitting_again_or_at_once_gives_the_same(self, kind):
        made = clone(kind).fit(TEXTS)
        out = made.transform(TEXTS)
        assert same(made.transform(TEXTS), out)
        assert same(clone(kind).fit(TEXTS).fit(TEXTS).transform(TEXTS), out)
        assert same(clone(kind).fit_transform(TEXTS), out)
        assert out.shape[0] == len(TEXTS)

    def test_transform_changes_nothing_of_the_transformer(self, kind):
        made = clone(kind).fit(TEXTS)
        before = {k: str(v) for k, v in vars(made).items()}
        made.transform(TEXTS)
        assert {k: str(v) for k, v in vars(made).items()} == before

    def test_rows_depend_on_their_text_alone(self, kind):
        made = clone(kind).fit(TEXTS)
        out = made.transform(TEXTS)
        order = [2, 0, 3, 1]
        assert same(made.transform([TEXTS[i] for i in order]), out[order])
        for i, text in enumerate(TEXTS):
            assert same(made.transform([text]), out[[i]])

    def test_a_pickle_does_the_same(self, kind):
        made = clone(kind).fit(TEXTS)
        again = pickle.loads(pickle.dumps(made))
        assert same(again.transform(TEXTS), made.transform(TEXTS))

    def test_any_row_of_texts_will_do(self, kind):
        pd = pytest.importorskip("pandas", reason="pandas is not installed")
        made = clone(kind).fit(TEXTS)
        out = made.transform(TEXTS)
        for given in (tuple(TEXTS), np.array(TEXTS), np.array(TEXTS, object), pd.Series(TEXTS)):
            assert same(made.transform(given), out)
            assert same(clone(kind).fit(given).transform(given), out)

    @pytest.mark.parametrize(
        ("texts", "why"),
        [
            ("Trời mưa.", "several"),
            (["Trời mưa.", None], r"texts\[1\]"),
            ([["Trời mưa."]], r"texts\[0\]"),
            (np.array([["Trời mưa."]]), "2 dimensions"),
            (3, "several"),
        ],
    )
    def test_what_is_no_row_of_texts_is_refused(self, kind, texts, why):
        made = clone(kind).fit(TEXTS)
        for run in (made.transform, made.fit):
            with pytest.raises(vntext.InvalidTextError, match=why):
                run(texts)


def test_words_are_those_of_the_library():
    out = WordTokenizer().fit_transform(TEXTS)
    assert out.tolist() == [vntext.analyze(t).to_segmented().replace("\n", " ") for t in TEXTS]
    own = WordTokenizer(lexicon=vntext.Lexicon(["về Huế"])).fit_transform(TEXTS)
    assert "về_Huế" in own[0]


def test_entities_are_counted():
    counter = EntityCounter().fit(TEXTS)
    counts = counter.transform(TEXTS).toarray()
    assert counter.get_feature_names_out().tolist() == list(vntext.document.LABELS)
    for row, text in zip(counts, TEXTS, strict=True):
        found = [e.label for e in vntext.find_entities(text)]
        assert row.tolist() == [found.count(label) for label in vntext.document.LABELS]


def test_names_are_counted_and_people_by_their_fullest_name():
    counter = EntityCounter(by="name", labels=["PERSON", "LOC"]).fit(TEXTS)
    names = counter.get_feature_names_out().tolist()
    assert names == ["LOC=Huế", "LOC=Hà Nội", "PERSON=Lê Thị Mai", "PERSON=Trần Văn Bình"]
    assert counter.transform(TEXTS[:1]).toarray().tolist() == [[1, 0, 2, 0]]
    assert counter.transform(["Bà Đỗ Thị Lan về Sơn La."]).toarray().tolist() == [[0, 0, 0, 0]]
    assert EntityCounter(by="name", min_df=2).fit(TEXTS).get_feature_names_out().tolist() == [
        "LOC=Huế"
    ]


@pytest.mark.parametrize(
    "made",
    [
        EntityCounter(by="word"),
        EntityCounter(labels=["PER"]),
        EntityCounter(min_df=0),
        EntityCounter(lexicon=["a"]),
        WordTokenizer(joiner=" "),
        WordTokenizer(joiner=3),
    ],
    ids=repr,
)
def test_wrong_options_are_refused_when_it_is_fitted(made):
    with pytest.raises(vntext.InvalidOptionError):
        made.fit_transform(TEXTS)


def test_a_counter_that_was_not_fitted_says_so():
    with pytest.raises(NotFittedError):
        EntityCounter().transform(TEXTS)
    with pytest.raises(NotFittedError):
        EntityCounter().get_feature_names_out()
    assert WordTokenizer().transform(TEXTS).shape == (4,)  # there is nothing to fit


def test_in_a_pipeline_and_a_search():
    texts = [
        "Ông Lê Văn An, Giám đốc Sở Y tế, dự họp.",
        "Bà Trần Thị Mơ, Chủ tịch xã, phát biểu.",
        "Học sinh đi học bằng xe đạp.",
        "Giá rau ở chợ tăng mạnh.",
    ] * 3
    is_office = [1, 1, 0, 0] * 3
    words = make_pipeline(WordTokenizer(), TfidfVectorizer(token_pattern=r"\S+"))
    model = make_pipeline(make_union(words, EntityCounter()), LogisticRegression())
    search = GridSearchCV(
        model, {"featureunion__entitycounter__labels": [["TITLE"], ["LOC", "DATE"]]}, cv=2
    )
    search.fit(texts, is_office)
    assert search.predict(["Ông Đỗ Văn Hà, Giám đốc Sở Nội vụ, ký."]).tolist() == [1]
    names = model.fit(texts, is_office)[0].get_feature_names_out()
    assert "entitycounter__TITLE" in names

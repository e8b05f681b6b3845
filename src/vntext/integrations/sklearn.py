"""scikit-learn: transformers of texts, for pipelines with its vectorizers and classifiers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from vntext.checks import check_choice, check_many, check_string, check_text
from vntext.errors import InvalidOptionError, InvalidTextError, MissingExtraError
from vntext.labels import LABELS
from vntext.lexicon import Lexicon, check_lexicon
from vntext.pipeline import Pipeline, default_pipeline

try:
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.base import BaseEstimator, TransformerMixin
    from sklearn.utils.validation import check_is_fitted
except ImportError as e:
    raise MissingExtraError("sklearn", e.name or "sklearn") from e

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vntext.document import Document

__all__ = ["EntityCounter", "WordTokenizer"]

Self = TypeVar("Self", bound="_OfTexts")


class _OfTexts(TransformerMixin, BaseEstimator):  # type: ignore[misc,unused-ignore]
    """What both have in common: they read one text a row."""

    lexicon: Lexicon | None

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags

    def _documents(self, texts: Any, layers: Sequence[str]) -> Iterator[Document]:
        check_lexicon(self.lexicon)
        pipeline = Pipeline(lexicon=self.lexicon) if self.lexicon else default_pipeline()
        return pipeline.pipe(_rows(texts), layers=layers)


def _rows(texts: Any) -> list[str]:
    """The texts, one a row.

    Raises:
        InvalidTextError: If they are a table, or one of them is no text.
    """
    if getattr(texts, "ndim", 1) != 1:
        raise InvalidTextError(
            f"texts must be one a row, not a table of {texts.ndim} dimensions; give one column"
        )
    check_many("texts", texts)
    return [check_text(text, name=f"texts[{i}]") for i, text in enumerate(texts)]


class WordTokenizer(_OfTexts, auto_wrap_output_keys=None):  # type: ignore[call-arg,unused-ignore]
    r"""Texts as words for a vectorizer: separated by spaces, the syllables of a word joined.

    Args:
        joiner: What joins the syllables of one word.
        lexicon: Own words, which are kept whole.

    Example:
        >>> from sklearn.feature_extraction.text import CountVectorizer
        >>> from sklearn.pipeline import make_pipeline
        >>> counts = make_pipeline(WordTokenizer(), CountVectorizer(token_pattern=r"[^\W_]\w*"))
        >>> counts.fit(["Học sinh đi học.", "Học sinh Hà Nội."]).get_feature_names_out().tolist()
        ['hà_nội', 'học', 'học_sinh', 'đi']
    """

    def __init__(self, *, joiner: str = "_", lexicon: Lexicon | None = None) -> None:
        self.joiner = joiner
        self.lexicon = lexicon

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        return tags

    def fit(self: Self, X: Iterable[str], y: object = None) -> Self:  # noqa: N803
        """Checks options and texts; there is nothing to learn.

        Args:
            X: The texts.
            y: Is not looked at.

        Returns:
            The transformer.

        Raises:
            InvalidTextError: If ``X`` is not several texts.
            InvalidOptionError: If an option has a value that it cannot have.
        """
        self._check()
        _rows(X)
        return self

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803
        """Splits texts into words.

        Args:
            X: The texts.

        Returns:
            An array of one str a text, dtype object.

        Raises:
            InvalidTextError: If ``X`` is not several texts.
            InvalidOptionError: If an option has a value that it cannot have.
        """
        self._check()
        docs = self._documents(X, ("words",))
        rows = [" ".join(self.joiner.join(w.split()) for w in d.words.texts()) for d in docs]
        return np.array(rows, dtype=object)

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """The name of the one thing that comes out, for pipelines that ask each of their steps.

        Args:
            input_features: Is not looked at: the input is text.
        """
        return np.array(["words"], dtype=object)

    def _check(self) -> None:
        check_string("joiner", self.joiner)
        if any(c.isspace() for c in self.joiner):
            raise InvalidOptionError("joiner must not hold white space")


class EntityCounter(_OfTexts):
    """Counts of entities: one row a text, one column a label or a name.

    Args:
        by: ``"label"`` counts people, places and so on; ``"name"`` counts each name that the texts
            of `fit` have, a person under the fullest name that a text gives.
        labels: Labels to count, of `vntext.labels.LABELS`; all by default.
        min_df: A name must stand in so many texts of `fit` to have a column.
        lexicon: Own names and entities.

    Attributes:
        feature_names_: Names of the columns: ``"ORG"``, or ``"ORG=Sở Y tế"``.

    Example:
        >>> counter = EntityCounter(labels=["PERSON", "LOC"])
        >>> counter.fit_transform(["Bà Lê Thị Mai về Huế.", "Trời mưa."]).toarray().tolist()
        [[1, 1], [0, 0]]
        >>> EntityCounter(by="name").fit(["Bà Lê Thị Mai về Huế."]).get_feature_names_out().tolist()
        ['LOC=Huế', 'PERSON=Lê Thị Mai']
    """

    def __init__(
        self,
        *,
        by: Literal["label", "name"] = "label",
        labels: Sequence[str] | None = None,
        min_df: int = 1,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.by = by
        self.labels = labels
        self.min_df = min_df
        self.lexicon = lexicon

    def fit(self: Self, X: Iterable[str], y: object = None) -> Self:  # noqa: N803
        """Learns the columns.

        Args:
            X: The texts.
            y: Is not looked at.

        Returns:
            The counter.

        Raises:
            InvalidTextError: If ``X`` is not several texts.
            InvalidOptionError: If an option has a value that it cannot have.
        """
        if self.by == "label":  # the texts teach nothing
            _rows(X)
            self.feature_names_ = np.array(self._labels(), dtype=object)
        else:
            self.fit_transform(X)
        return self

    def fit_transform(self, X: Iterable[str], y: object = None, **params: Any) -> Any:  # noqa: N803
        """Learns the columns and counts, with one analysis of each text.

        Args:
            X: The texts.
            y: Is not looked at.
            **params: Are not looked at.

        Returns:
            The counts, as `transform` gives them.

        Raises:
            InvalidTextError: If ``X`` is not several texts.
            InvalidOptionError: If an option has a value that it cannot have.
        """
        labels = self._labels()
        rows = self._counts(X, labels)
        if self.by == "label":
            names = list(labels)
        else:
            texts = Counter(name for row in rows for name in row)
            names = sorted(name for name, n in texts.items() if n >= self.min_df)
        self.feature_names_ = np.array(names, dtype=object)
        return self._matrix(rows)

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803
        """Counts.

        Args:
            X: The texts.

        Returns:
            A sparse matrix of int64, one row a text, columns as `get_feature_names_out` says.

        Raises:
            InvalidTextError: If ``X`` is not several texts.
            NotFittedError: If `fit` was not called.
        """
        check_is_fitted(self)
        return self._matrix(self._counts(X, self._labels()))

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """Names of the columns.

        Args:
            input_features: Is not looked at: the input is text.

        Raises:
            NotFittedError: If `fit` was not called.
        """
        check_is_fitted(self)
        return self.feature_names_

    def _labels(self) -> tuple[str, ...]:
        check_choice("by", self.by, ("label", "name"))
        if not isinstance(self.min_df, int) or self.min_df < 1:
            raise InvalidOptionError(f"min_df must be a whole number above 0, not {self.min_df!r}")
        if self.labels is None:
            return LABELS
        for label in self.labels:
            check_choice("a label", label, LABELS)
        return tuple(dict.fromkeys(self.labels))

    def _counts(self, texts: Any, labels: tuple[str, ...]) -> list[Counter[str]]:
        layers = ("entities",) if self.by == "label" else ("entities", "people")
        rows = []
        for doc in self._documents(texts, layers):
            found = (e for e in doc.entities if e.label in labels)
            if self.by == "label":
                rows.append(Counter(str(e.label) for e in found))
            else:
                rows.append(Counter(f"{e.label}={_name(e)}" for e in found))
        return rows

    def _matrix(self, rows: list[Counter[str]]) -> Any:
        column = {name: k for k, name in enumerate(self.feature_names_)}
        cells = [
            (i, column[name], n)
            for i, row in enumerate(rows)
            for name, n in row.items()
            if name in column
        ]
        at, of, values = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(rows), len(column))
        made = csr_matrix((np.array(values, dtype=np.int64), (at, of)), shape=shape)
        made.sort_indices()
        return made


def _name(entity: Any) -> str:
    person = entity.person if entity.label == "PERSON" else None
    return " ".join((person.name if person else entity.text).split())

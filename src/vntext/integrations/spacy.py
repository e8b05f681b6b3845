"""spaCy: a tokenizer of Vietnamese words and a component that fills in what the library finds.

Both are entry points, so that ``spacy.load`` finds them where the package is installed: the
tokenizer ``vntext.Tokenizer.v1`` and the component ``vntext``. `blank` makes a pipeline of the two.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from vntext.document import LAYERS, Document
from vntext.errors import (
    InvalidDocumentError,
    InvalidOptionError,
    MissingExtraError,
)
from vntext.integrations.spacy_tokenizer import (
    TOKENIZER,
    Tokenizer,
    config_lexicon,
    lexicon_config,
    make_tokenizer,
)
from vntext.pipeline import Pipeline

try:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.util import filter_spans, minibatch
except ImportError as e:
    raise MissingExtraError("spacy", e.name or "spacy") from e

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vntext.lexicon import Lexicon

__all__ = ["FILLS", "Component", "Tokenizer", "blank", "lexicon_config", "make_tokenizer"]


FILLS: Final = ("sentences", "tags", "entities", "people", "legal_references")
"""What the component can fill in."""

STORED: Final = "vntext"
"""Key of ``doc.user_data`` under which people and legal references stand, as plain values."""

_NO_LAYERS: Final[dict[str, Any]] = {name: [] for name in LAYERS}


class Component:
    """Fills a document of spaCy with what an analysis of its text finds.

    =====================  =========================================================================
    ``sentences``          ``token.is_sent_start``, so that ``doc.sents`` are the sentences
    ``tags``               ``token.tag_`` (Vietnamese) and ``token.pos_`` (universal)
    ``entities``           ``doc.ents``, the outer ones, and ``doc.spans["vntext"]``, all of them
    ``people``             ``doc._.people``
    ``legal_references``   ``doc._.legal_references``
    =====================  =========================================================================

    It works over any tokenizer; over another one than the library's own, spans grow to the tokens
    that they touch.

    Args:
        fills: What to fill in, of `FILLS`.
        lexicon: Own words, names and entities.
        spans_key: Where all entities stand in ``doc.spans``.

    Raises:
        InvalidOptionError: If there is nothing of a name to fill in.
    """

    def __init__(
        self,
        fills: Iterable[str] = FILLS,
        lexicon: Lexicon | None = None,
        spans_key: str = "vntext",
    ) -> None:
        self.fills = tuple(fills)
        for name in self.fills:
            if name not in FILLS:
                raise InvalidOptionError(f"fills is of {', '.join(FILLS)}, not {name!r}")
        self.spans_key = spans_key
        self.pipeline = Pipeline(lexicon=lexicon)
        self._layers = [name for name in self.fills if name != "tags"]
        if "tags" in self.fills:
            self._layers += ["sentences", "words"]

    def __call__(self, doc: Doc) -> Doc:
        """Fills in one document, which is given back.

        Raises:
            TextTooLongError: If its text is over the limit.
        """
        self._fill(doc, self.pipeline.analyze(doc.text, layers=self._layers))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Fills in many documents, a batch at a time.

        Args:
            stream: The documents.
            batch_size: Documents that are analysed together.

        Yields:
            The same documents, in order.
        """
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call,unused-ignore]
            texts = [doc.text for doc in docs]
            analyses = self.pipeline.pipe(texts, layers=self._layers)
            for doc, found in zip(docs, analyses, strict=True):
                self._fill(doc, found)
                yield doc

    def _fill(self, doc: Doc, found: Document) -> None:
        starts = [token.idx for token in doc]
        if "sentences" in self.fills:
            _sentences(doc, found, starts)
        if "tags" in self.fills:
            _tags(doc, found, starts)
        if "entities" in self.fills:
            self._entities(doc, found)
        kept = [name for name in ("people", "legal_references") if name in self.fills]
        if kept:
            plain = found.to_dict(kept)
            del plain["text"]  # the document has it
            doc.user_data[STORED] = plain

    def _entities(self, doc: Doc, found: Document) -> None:
        spans = [
            span
            for e in found.entities
            if (span := doc.char_span(e.start, e.end, e.label, alignment_mode="expand"))
        ]
        doc.spans[self.spans_key] = spans
        doc.ents = filter_spans(spans)


def _sentences(doc: Doc, found: Document, starts: list[int]) -> None:
    first = {bisect_left(starts, s.start) for s in found.sentences} | {0}
    for i, token in enumerate(doc):
        token.is_sent_start = i in first


def _tags(doc: Doc, found: Document, starts: list[int]) -> None:
    for token in doc:
        if token.is_space:
            token.tag_, token.pos_ = "_SP", "SPACE"  # as spaCy's own pipelines have it
    for word in found.pos_tags:
        for i in range(bisect_left(starts, word.start), bisect_left(starts, word.end)):
            if not doc[i].is_space:
                doc[i].tag_, doc[i].pos_ = word.tag, word.upos


@Language.factory(
    "vntext",
    assigns=[
        "token.is_sent_start",
        "token.tag",
        "token.pos",
        "doc.ents",
        "doc.spans",
        "doc._.people",
        "doc._.legal_references",
    ],
    default_config={"fills": list(FILLS), "lexicon": None, "spans_key": "vntext"},
)
def make_component(
    nlp: Language,
    name: str,
    fills: list[str],
    lexicon: dict[str, list[str]] | None,
    spans_key: str,
) -> Component:
    """Makes the component ``vntext`` of a pipeline.

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        fills: What to fill in, of `FILLS`.
        lexicon: Own words, names and entities, in the form of `lexicon_config`.
        spans_key: Where all entities stand in ``doc.spans``.
    """
    return Component(fills, config_lexicon(lexicon), spans_key)


def _stored(layer: str) -> Callable[[Doc], Any]:
    def get(doc: Doc) -> Any:
        plain = doc.user_data.get(STORED)
        if plain is None or layer not in plain:
            raise InvalidDocumentError(
                f"the document has no {layer}: the component 'vntext' has not filled them in, or "
                "it was stored without its user data (DocBin takes store_user_data=True)"
            )
        return getattr(Document.from_dict({**_NO_LAYERS, **plain, "text": doc.text}), layer)

    return get


for _name in ("people", "legal_references"):
    Doc.set_extension(_name, getter=_stored(_name), force=True)


def blank(lexicon: Lexicon | None = None, fills: Iterable[str] = FILLS) -> Language:
    """A pipeline of spaCy for Vietnamese: the tokenizer and the component of the library.

    Args:
        lexicon: Own words, names and entities, for both.
        fills: What the component fills in, of `FILLS`.

    Returns:
        The pipeline; further components can be added, and it can be written to disk.

    Raises:
        InvalidOptionError: If there is nothing of a name to fill in.

    Example:
        >>> nlp = blank()
        >>> doc = nlp("Bà Lê Thị Mai, Giám đốc Sở Y tế, về Huế.")
        >>> [(e.text, e.label_) for e in doc.ents]
        [('Lê Thị Mai', 'PERSON'), ('Giám đốc Sở Y tế', 'TITLE'), ('Huế', 'LOC')]
        >>> doc._.people[0].titles[0].organization.text
        'Sở Y tế'
    """
    own = None if lexicon is None else lexicon_config(lexicon)
    tokenizer = {"@tokenizers": TOKENIZER, "lexicon": own}
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("vntext", config={"lexicon": own, "fills": list(fills)})
    return nlp

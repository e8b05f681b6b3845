"""Types of the kernel. Columns are anything with a buffer: bytes, numpy arrays."""

from collections.abc import Mapping
from typing import Any, final

@final
class Words:
    """The word model, ready to read texts.

    Args:
        columns: Columns of the model file, and the tables ``codes`` ``classes`` ``shapes``
            ``glue`` ``kinds`` of `vntext.words.tokens`.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def spans(
        self, text: str, protected_starts: Any, protected_ends: Any, own_starts: Any, own_ends: Any
    ) -> tuple[bytes, bytes]:
        """Words of a normalised text.

        Args:
            text: The text.
            protected_starts: Starts of protected spans, int32, in order; None for none.
            protected_ends: Their ends.
            own_starts: Starts of words of a lexicon; None for none.
            own_ends: Their ends.

        Returns:
            Starts and ends of the words, int32.
        """
    def entry(self, words: str) -> int:
        """In how many of the two word lists two to four syllables stand, as bits.

        Args:
            words: The syllables, in small letters.
        """
    def gaps(self, words: str) -> list[int]:
        """The score of each gap between the tokens of a few words: above 0 the two are one word.

        Args:
            words: The words, as a text of their own.
        """

@final
class Borders:
    """Where borders of words may move: tables of `vntext.words.borders`.

    Args:
        columns: ``capitals``, of each character up to U+1FFF whether it is a capital; ``names``,
            characters of names, one behind the other; ``ends``, where each ends, int32;
            ``kinds``, of each what it is looked for in: 0 words, 1 several words, 2 it heads one.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size, or a name is empty.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def suspects(self, text: str, starts: Any, ends: Any) -> list[int]:
        """Numbers of the words that may be cut: of several parts, of which one has a capital.

        A word of two or three parts that all begin with a capital is one if a name heads it. A
        word of three parts or more is one without capitals too.

        Args:
            text: A text.
            starts: Starts of its words, int32, in order.
            ends: Their ends.

        Raises:
            ValueError: If a word lies outside the text.
        """
    def places(self, text: str, starts: Any, ends: Any) -> list[tuple[int, int, int]]:
        """Where names fill words from the start of one to the end of one.

        Args:
            text: As for `suspects`, like the two that follow.
            starts: As above.
            ends: As above.

        Returns:
            Number of the name, and of its first and last word; in order of the first word.

        Raises:
            ValueError: If a word lies outside the text.
        """

@final
class Accents:
    """The model of accents, ready to decode.

    Args:
        columns: Columns of the model file, and ``plain``: of each reading, whether it has no
            accents.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def decode(self, tokens: Mapping[str, Any], scores: bool) -> tuple[bytes, bytes]:
        """The best readings.

        Args:
            tokens: ``first`` and ``many`` (int32), ``case`` (int8) and ``bare`` (int16, in steps)
                of each token, as `vntext.text.accents_model.AccentModel.decode` has them.
            scores: Whether the scores of all readings are wanted.

        Returns:
            The reading of each token, int32; the score of each reading in steps, int32, or
            nothing.

        Raises:
            ValueError: If a token has too many readings, or a path is too long.
        """

@final
class Heads:
    """Beginnings of strings, ready to look for them in texts.

    Args:
        columns: ``classes``: of each character up to U+FFFF its class (six bits, 0 for one in no
            string), 64 where it stands inside of words, 128 for a capital. ``triples``: a bit for
            each three classes in a row: whether they are a string of up to three characters.
            ``fours``: a bit for four, mixed to 18 bits: whether a string begins so.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def places(self, text: str) -> list[int]:
        """Offsets where one of the strings may begin."""

@final
class Lines:
    """Tables of words and facts, ready to read lines.

    Args:
        columns: ``lower`` (uint16) and ``flags`` (uint8) of each character up to U+FFFF,
            ``pieces`` with ``values`` (int32) and ``marks`` (uint8), ``fact`` with ``weights``
            (float64), as `vntext.roles.reader` makes them.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def read(
        self, text: str, limit: int, seen: bytes | None
    ) -> tuple[int, int, int, int, int, int, int] | None:
        """What the words of a line say of it, None where Python must read it.

        Args:
            text: The line.
            limit: So many characters are read for words, all where below 0.
            seen: One half of what `seen` gave for other lines; None for all words.

        Returns:
            As in `vntext.roles.captions.WordsOfLine`; the first is in hundredths, without the bias.

        Raises:
            ValueError: If ``seen`` has another size.
        """
    def seen(self, text: str) -> bytes | None:
        """Bits for the words of a text, then as many for those that stand there again.

        None where Python must read the text.
        """
    def words(self, text: str, joined: bool) -> list[list[str]] | None:
        """The words of each line of a text, as they are written.

        Args:
            text: The text; its lines end at a line feed.
            joined: Whether a low line stands inside words.

        Returns:
            One list for each line; None where Python must read the text.
        """
    def weigh(self, names: list[str], refused: int) -> tuple[int, str]:
        """The role for which some facts speak most, and which spoke most for it.

        Args:
            names: The facts, first one that holds for all lines; unknown ones count nothing.
            refused: Number of a role that is not to be given, -1 for none.

        Raises:
            ValueError: If fewer than two of the facts are known.
        """

@final
class Sieve:
    """Tables of characters, ready to read texts.

    Args:
        columns: ``flags``: of each character up to U+FFFF its letter class (five bits), 32 where
            it may have to be normalised, 64 for white space, 128 for a digit or at sign, 192 for a
            full stop. ``triples``: of three letter classes in a row, whether a mark may be
            misplaced.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def doubtful(self, text: str) -> list[tuple[int, int]]:
        """Tokens between white space that may not be normalised; white space in doubt is one."""
    def candidates(self, text: str) -> list[tuple[int, int]]:
        """Tokens between white space that may hold a protected span."""

@final
class Strings:
    """Strings, ready to look for them in texts.

    Args:
        columns: ``strings``, a list; for `at` and `places` also ``lower`` (uint16) and ``flags``
            (uint8) as of `Lines`: then every string has two characters at least.

    Raises:
        KeyError: If there is no list of strings, or a column is missing.
        ValueError: If a column has another size, or a string is too short.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def held(self, text: str) -> list[int]:
        """Numbers of the strings that a text holds, in order."""
    def at(self, text: str) -> list[tuple[int, int]] | None:
        """Where strings in small letters stand in a text as words of their own, whatever the case.

        Returns:
            Place and number of each, in order; None where Python must read the text.

        Raises:
            ValueError: If there are no tables of characters.
        """
    def places(self, text: str) -> dict[int, list[int]]:
        """The places of the strings in small letters that a text holds, whatever the case.

        Raises:
            ValueError: If there are no tables of characters.
        """

@final
class Syllables:
    """Rarities of syllables, ready to read sentences.

    Args:
        columns: ``lower`` (uint16) and ``flags`` (uint8) as of `Lines`; ``names``, a list, with
            ``rarity`` (float64); ``unknown``, the rarity of all others (float64).

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def sizes(self, text: str) -> list[int] | None:
        """How many syllables each line of a text has; None where Python must read it."""
    def facts(self, text: str) -> list[tuple[int, int]]:
        """For each line its words with a capital, but the first, and what its marks tell.

        The second is made of the bits ``HALF_QUOTED`` ... ``CHAIN`` of `vntext.summary.terms`.
        """
    def figures(self, text: str) -> list[int]:
        """Places where a figure may begin, behind no other one, in order; maybe some more."""
    def count(
        self, text: str, title: str, query: str
    ) -> tuple[bytes, bytes, bytes, bytes, bytes] | None:
        """The columns of `vntext.summary.features.Counts`; None where Python must read a text.

        Args:
            text: Sentences, one a line.
            title: The title.
            query: What is asked for.
        """

@final
class Tokens:
    """Tables of characters, ready to cut texts into tokens.

    Args:
        columns: ``letters`` and ``traits`` of each character up to U+FFFF (uint8), and ``dashes``
            (uint32), of `vntext.tokens.column`.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def read(
        self,
        text: str,
        fixed_starts: Any,
        fixed_ends: Any,
        fixed_kinds: Any,
        word_starts: Any,
        word_ends: Any,
    ) -> tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]:
        """The tokens of a normalised text.

        Args:
            text: The text.
            fixed_starts: Starts of spans that are one token each, int32, in order; None for none.
            fixed_ends: Their ends.
            fixed_kinds: Their numbers, int64; None for 0.
            word_starts: Starts of the words, int32, in order; None for none.
            word_ends: Their ends.

        Returns:
            The columns of `vntext.tokens.column.Tokens`.

        Raises:
            ValueError: If fixed spans overlap or are not within the text.
        """

@final
class Tagger:
    """The tagger's model, ready to read token columns.

    Args:
        columns: What `vntext.entities.tagger_kernel.reader_columns` makes of a model.

    Raises:
        KeyError: If a column is missing.
        ValueError: If a column has another size, or says what cannot be.
    """

    def __init__(self, columns: Mapping[str, Any]) -> None: ...
    def propose(
        self,
        starts: Any,
        ends: Any,
        keys: Any,
        shapes: Any,
        lines: Any,
        spaced: Any,
        joined: Any,
        documents: Any,
    ) -> tuple[bytes, bytes, bytes, bytes]:
        """The spans of a token column, outer before inner.

        Args:
            starts: As all that follow a column of `vntext.tokens.column.Tokens`.
            ends: As above.
            keys: As above.
            shapes: As above.
            lines: As above.
            spaced: As above.
            joined: As above.
            documents: Starts of the documents, int32, in order.

        Returns:
            Starts and ends in characters, int32; labels, uint8; scores, float32.

        Raises:
            ValueError: If the columns are not equally long.
        """

def sentence_features(length: Any, syllable: Any, weight: Any, title: Any) -> bytes:
    """One row of numbers for each sentence.

    Args:
        length: Syllables of each sentence, int32, as `vntext.summary.features.Counts` has them.
        syllable: Number of each syllable in the order of the text, int32.
        weight: Weight of each number, float64.
        title: Numbers of the title's syllables, int32.

    Returns:
        Rows of float64, as `vntext.summary.features.NAMES` names them.

    Raises:
        ValueError: If the columns do not belong together.
    """

def hashed_phrases(
    keys: Any, lines: Any, bits: Any, most: int
) -> tuple[bytes, bytes, bytes, bytes]:
    """Phrases as hashes of their tokens.

    Args:
        keys: Keys of the tokens, uint64.
        lines: Number of the phrase that each is in, int32, in order.
        bits: Kinds of each phrase, uint16.
        most: Tokens of the longest phrase that is wanted.

    Returns:
        As `vntext.names.gazetteers.hashed_phrases`.

    Raises:
        ValueError: If the columns do not belong together.
    """

def places_of_pairs(keys: Any, begins: Any) -> list[int]:
    """Numbers of the tokens that may begin a phrase with the one behind them.

    Args:
        keys: Keys of tokens, uint64.
        begins: The table of `vntext.tokens.look.place_of_pair`, a byte a place.

    Raises:
        ValueError: If a column has another size.
    """

def places_of_keys(keys: Any, shapes: Any, accepted: Any, table: Any) -> list[int]:
    """Numbers of the tokens of some shapes whose key may be in a set.

    Args:
        keys: Keys of tokens, uint64.
        shapes: Their shapes, uint8.
        accepted: For each shape whether it is wanted, 256 bytes.
        table: The table of `vntext.tokens.look.place_of_key`, a byte a place.

    Raises:
        ValueError: If a column has another size.
    """

def rows_covered(size: int, first: Any, stop: Any) -> bytearray:
    """Which rows of a column spans touch.

    Args:
        size: Number of the rows.
        first: First row of each span, int32.
        stop: Its end (exclusive), int32.

    Returns:
        A byte for each row, 1 where a span touches it.

    Raises:
        ValueError: If the columns do not belong together, or a row lies outside.
    """

def rows_of_spans(starts: Any, ends: Any, first: Any, stop: Any) -> tuple[bytes, bytes]:
    """The rows of a column that spans touch.

    Args:
        starts: Starts of the rows, int32, in order.
        ends: Their ends, in order.
        first: Starts of the spans, int32.
        stop: Their ends.

    Returns:
        Of each span the first row that ends behind its start and the first row that starts at its
        end or behind it, int32.

    Raises:
        ValueError: If the columns do not belong together.
    """

def columns_of_spans(spans: list[Any]) -> tuple[bytes, bytes]:
    """Starts and ends of spans as columns.

    Args:
        spans: Tuples that begin with start and end.

    Returns:
        Starts and ends, int32.

    Raises:
        TypeError: If a span is no tuple or list of offsets.
        IndexError: If it is too short.
        OverflowError: If an offset does not fit.
    """

def names_of_spans(
    spans: list[Any], first: Any, stop: Any, keys: Any, labels: frozenset[str], documents: Any
) -> tuple[bytearray, dict[bytes, list[int]]]:
    """Spans by document and keys of their tokens.

    Args:
        spans: Tuples that begin with start, end and label, in order.
        first: First token of each, int32.
        stop: Its end (exclusive), int32.
        keys: Keys of the tokens, uint64.
        labels: Labels of spans that have names.
        documents: Starts of the documents, int32, in order.

    Returns:
        Of each token whether a span holds it; numbers of spans by name, as
        `vntext.entities.carried_names` has them.

    Raises:
        TypeError: If a span is no tuple of offsets and a label.
        ValueError: If the columns are of another size.
    """

def spans_by_border(
    text: str, rows: list[Any], border: int, shift: int, size: int
) -> dict[str, list[Any]]:
    """Rows by the characters at a border of their spans.

    Args:
        text: A text.
        rows: Tuples of a number and a span of it; a span is a tuple that begins with start and end.
        border: 0 for the start of each span, 1 for its end.
        shift: Where the characters begin, from the border on.
        size: How many they are; fewer at both ends of the text.

    Returns:
        The rows by those characters, in their order.

    Raises:
        TypeError: If a row is none.
    """

def moved(column: Any, start: int, end: int, by: int, width: int) -> bytes:
    """A stretch of a column of offsets, less a number.

    Args:
        column: The offsets, int32.
        start: First row.
        end: Row behind the last one.
        by: What is taken off each.
        width: Bytes of each in what is given: 4, or 2 where all are below 65,536.

    Raises:
        ValueError: If there are no such rows, or the width is another one.
    """

def put_objects(
    value: Any, plan: dict[Any, tuple[bool, tuple[str, ...]]], slot: str, doc: Any
) -> bool:
    """Puts all objects of a value into a document.

    Args:
        value: An object, or a tuple of them.
        plan: Of each type whether its objects have the slot, and the fields that may hold others.
        slot: Name of the slot in which they know their document.
        doc: The document.

    Returns:
        Whether all are in it now; nothing is changed where one of them is in another one.
    """

def made_objects(
    kind: type[Any], size: int, names: tuple[str, ...], columns: tuple[Any, ...]
) -> list[Any]:
    """Objects of a class with slots, made without its constructor.

    Args:
        kind: The class.
        size: How many.
        names: The slots to fill, also of a frozen dataclass.
        columns: For each of them a list or tuple with one value an object.

    Raises:
        TypeError: If the class has a constructor of its own in C, or a column is no list or tuple.
        ValueError: If the columns do not belong together.
    """

def text_lines(text: str) -> list[tuple[int, int]]:
    """Start and end of the lines that are not blank, without the white space around them."""

def places_inside(text: str, among: str, starts: Any, ends: Any) -> list[int]:
    """Where one of some characters stands inside a span, but not at its beginning.

    Args:
        text: A text.
        among: The characters, few.
        starts: Starts of the spans, int32, in order.
        ends: Their ends.

    Raises:
        ValueError: If a span lies outside the text.
    """

def spans_written(
    text: str, starts: Any, ends: Any, parts: tuple[str, str, str, str, str], with_text: bool
) -> str:
    """Spans as rows: their offsets, and what they hold as a string of JSON.

    Args:
        text: The text.
        starts: Starts of the spans, int32, in order.
        ends: Their ends.
        parts: What stands before a start, between start and end, behind an end, at the end of a
            row, and between two rows.
        with_text: Whether the text of the span follows what stands behind its end.

    Raises:
        ValueError: If a span lies outside the text.
    """

def sliced(text: str, lengths: list[int], starts: Any, ends: Any) -> list[list[str]]:
    """Spans of several texts that ``text`` holds, a line break between them, as strings.

    Args:
        text: The texts.
        lengths: Characters of each.
        starts: Starts of the spans, int32, in order.
        ends: Their ends.

    Returns:
        For each text its spans.

    Raises:
        ValueError: If a span lies outside the text.
    """

def places_of(text: str, among: str) -> list[int]:
    """Places at which one of some characters stands in a text, in order.

    Args:
        text: The text.
        among: The characters; few, since each is compared.
    """

def sentence_values(
    length: Any,
    syllable: Any,
    weight: Any,
    title: Any,
    intercept: float,
    mean: Any,
    slope: Any,
) -> list[float]:
    """One number for each sentence: its features less their means, weighed and added up.

    Args:
        length: As for `sentence_features`, like the three that follow.
        syllable: As above.
        weight: As above.
        title: As above.
        intercept: Where the sum begins.
        mean: Mean of each feature, float64.
        slope: Weight of each feature, float64.

    Raises:
        ValueError: If the columns do not belong together.
    """

def sentence_shares(
    length: Any, syllable: Any, weight: Any, title: Any, taken: list[int]
) -> list[float]:
    """For each sentence the share of its weight that stands on syllables of the taken ones.

    Args:
        length: As for `sentence_features`, like the three that follow.
        syllable: As above.
        weight: As above.
        title: As above.
        taken: Places of sentences.

    Raises:
        ValueError: If the columns do not belong together.
    """

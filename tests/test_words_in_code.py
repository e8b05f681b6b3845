"""Words of Vietnamese stand in tables under ``data``; what remains in code says here why."""

import ast
import pathlib
import re

import pytest

import vntext

ROOT = pathlib.Path(vntext.__file__).parent

ALPHABET = "letters in order, by kind or by case: the alphabet and how syllables are spelt"
BYTES = "letters that stand for bytes of another encoding"
JOINTS = (
    "small words (và, của, là, số ...) inside a pattern whose other words are rows of a table; they"
    " make no list that somebody would add to"
)
SHOWN = "words that a reader sees, each beside its English one"
EXAMPLES = "an example of a text in a description, a help text or a check of the service"

REASONS = {
    "cli/options.py": EXAMPLES,
    "decide/abroad.py": "the name of the country, whose bodies are not abroad",
    "decide/aliases.py": JOINTS,
    "decide/bodies.py": "the name of the country at the end of names of bodies",
    "decide/definitions.py": JOINTS,
    "decide/given.py": JOINTS,
    "decide/grammar.py": JOINTS,
    "decide/inside.py": JOINTS,
    "decide/lists.py": JOINTS,
    "decide/professions.py": JOINTS,
    "decide/sites.py": "the four continents, and the last word of an ocean",
    "decide/things.py": "parts of words of the table, by which most spans are passed over at once",
    "decide/titles.py": JOINTS,
    "decide/works.py": JOINTS,
    "integrations/service/description.py": EXAMPLES,
    "integrations/service/digest.py": EXAMPLES,
    "integrations/service/worker.py": EXAMPLES,
    "legal/act.py": JOINTS,
    "legal/acts.py": JOINTS,
    "legal/amendments.py": JOINTS,
    "legal/bases.py": JOINTS,
    "legal/candidates.py": JOINTS,
    "legal/chains.py": JOINTS,
    "legal/codes.py": ALPHABET,
    "legal/consolidate.py": "what stands for a repealed article in a consolidated text",
    "legal/fold.py": ALPHABET,
    "legal/identity.py": "types of documents that are treated apart, by their names in the table",
    "legal/inner.py": JOINTS,
    "legal/judgment.py": JOINTS,
    "legal/keys.py": JOINTS,
    "legal/naming.py": JOINTS,
    "legal/numbers.py": ALPHABET,
    "legal/orders.py": JOINTS,
    "legal/outline.py": "first syllables of headings, by which most lines are passed over at once",
    "legal/roles.py": JOINTS,
    "legal/scopes.py": JOINTS,
    "names/automaton.py": ALPHABET,
    "people/find.py": JOINTS,
    "people/masked.py": ALPHABET,
    "render/names.py": SHOWN,
    "render/report.py": SHOWN,
    "roles/bylines.py": JOINTS,
    "roles/rules.py": "words of numbered headings (Bước 1, Phần 2) in the pattern of their shape",
    "split/rules.py": ALPHABET,
    "summary/genre.py": "who asks in an interview (PV, Hỏi), in the pattern of such a line",
    "summary/headings.py": JOINTS,
    "summary/query.py": JOINTS,
    "summary/stay.py": JOINTS,
    "summary/tidy.py": "the head of a dispatch of one newspaper, in the pattern of datelines",
    "summary/tight.py": JOINTS,
    "summary/told.py": JOINTS,
    "text/characters.py": ALPHABET,
    "text/charsets.py": BYTES,
    "text/folding.py": ALPHABET,
    "text/joints.py": "the credit of a picture, which parts words glued to it",
    "text/lost.py": ALPHABET,
    "text/mojibake.py": BYTES,
    "text/pricing.py": ALPHABET,
    "text/social.py": ALPHABET,
    "text/sorting.py": ALPHABET,
    "text/spaces.py": ALPHABET,
    "text/syllables.py": ALPHABET,
    "text/token_costs.py": ALPHABET,
    "text/tones.py": ALPHABET,
    "text/viqr.py": ALPHABET,
    "words/codes.py": ALPHABET,
}

MOST = 310
"""Words that remain in all files together; it only falls."""

_LETTERS = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_WORD = re.compile(r"[^\W\d_]+")


def words_of(source):
    """Words of two letters or more, one of them Vietnamese; no docstring, no class of letters."""
    tree = ast.parse(source)
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            for word in _WORD.findall(_CLASS.sub(" ", node.value)):
                if len(word) > 1 and not _LETTERS.isdisjoint(word.lower()):
                    yield word


FOUND = {
    name.relative_to(ROOT).as_posix(): words
    for name in sorted(ROOT.rglob("*.py"))
    if (words := list(words_of(name.read_text("utf8"))))
}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 'và'", ["và"]),
        ("x = f'(?:của|{y}) [A-ZĐƯ]'", ["của"]),
        ("def f():\n    '''Gives bà back.'''\n    return 'ba'", []),
        ("x = 'à'", []),
    ],
)
def test_what_counts_as_a_word(source, words):
    assert list(words_of(source)) == words


def test_every_file_with_words_of_vietnamese_says_why():
    without = {name: words for name, words in FOUND.items() if name not in REASONS}
    assert not without, "put these words into a table under data, or give a reason"


def test_every_reason_is_needed():
    assert set(REASONS) <= set(FOUND)


def test_words_in_code_only_become_fewer():
    assert sum(map(len, FOUND.values())) <= MOST

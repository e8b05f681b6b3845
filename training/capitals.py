"""Weighs what speaks for a capital: the table `src/vntext/data/text/capitals.tsv`.

usage: python training/capitals.py [--data FOLDER] [--articles N] [--out FOLDER]

TCVN3 and Vietware F have one code for a toned letter and its capital. Logistic regression (AdaGrad)
over the words that begin with such a letter, in news articles; rows of little weight are left out.
First it is tried: trained without the second half of the press articles, it prints how many of
their lines come out right. One core, a minute; the same each time.
"""

import itertools
import unicodedata
from collections import Counter

import numpy as np

import corpora
from vntext.text.capitals import doubts, features, words
from vntext.text.charsets import without_case

UNSURE = without_case("tcvn3")
LEAST = 0.3  # smallest weight that is kept
PRESS = 3  # times that a press article counts: there are few
HEADER = """\
# What speaks for a capital (above 0) or a small letter (below 0) at the beginning of a word whose
# first letter has no capital of its own in TCVN3. Columns: what stands there, weight.
#   ấn           the word itself        châu á       the word before it, then the word
#   ấn độ        the word, then the word after it
#   A ấn a       with the case of the words around: A a capital, a small, ? not known, or the sign
#   A * a        the case around any such word;  ^ and $: beginning and end of the line
# Made by training/capitals.py
"""


def press_lines():
    lines = []
    for article in corpora.rows("press-articles.jsonl"):
        lines += unicodedata.normalize("NFC", article["text"]).split("\n")
    return lines


def news_lines(articles):
    for article in itertools.islice(corpora.rows("vietnews-train.jsonl.xz"), articles):
        for sentence in [*article["abstract"], *article["body"]]:
            yield sentence.replace("_", " ")


def cases(lines):
    """Whether the word is written with a capital, and what speaks for it."""
    for line in lines:
        for doubt in doubts(line, words(line), UNSURE):
            word = doubt[0].group()
            if len(word) == 1 or not word.isupper():
                yield word[0].isupper(), features(line, doubt, UNSURE)


def train(rows):
    counts = Counter(f for _, found in rows for f in found)
    number = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= 3))}
    x = [np.array([number[f] for f in found if f in number], dtype=int) for _, found in rows]
    weights, squares = np.zeros(len(number)), np.ones(len(number))
    rng = np.random.default_rng(20261126)
    for _ in range(5):
        for i in rng.permutation(len(x)):
            own = weights[x[i]]
            g = 1 / (1 + np.exp(-own.sum())) - rows[i][0] + 1e-4 * own
            squares[x[i]] += g * g
            weights[x[i]] = own - 0.3 * g / np.sqrt(squares[x[i]])
    kept = {f: round(float(weights[i]), 1) for f, i in number.items()}
    return {f: w for f, w in kept.items() if abs(w) >= LEAST}


def right(lines, weights):
    """Share of the lines of 15 syllables or more with every capital right."""
    long = [line for line in lines if len(line.split()) >= 15]
    wrong = sum(
        any((sum(weights.get(f, 0) for f in found) > 0) != capital for capital, found in cases([x]))
        for x in long
    )
    return f"{1 - wrong / max(1, len(long)):.2%} of {len(long)} lines right"


def main():
    parser = corpora.arguments(__doc__)
    parser.add_argument("--articles", type=int, default=12_000, help="news articles")
    options = parser.parse_args()
    news = list(cases(news_lines(options.articles)))
    press = press_lines()
    half = len(press) // 2
    tried = train(news + PRESS * list(cases(press[:half])))
    print("press articles that were not trained on:", right(press[half:], tried))
    weights = train(news + PRESS * list(cases(press)))
    rows = sorted(weights.items(), key=lambda row: (-abs(row[1]), row[0]))
    corpora.made(options.out, "text/capitals.tsv", HEADER + "".join(f"{f}\t{w}\n" for f, w in rows))
    print(len(rows), "rows")


if __name__ == "__main__":
    main()

"""Summaries beside the peers: ROUGE, names and figures, key phrases, speed; an editor's judgement.

usage: VNTEXT_DATA=... python benchmarks/summaries.py [--articles N]

Reads ``vietnews-val`` (articles that also stand in train removed, captions and bylines cleaned, see
training/vietnews.py): the abstract is to be told from headline and body. Prints Markdown tables.
TextRank and LexRank are those of ``sumy``, key phrases those of ``yake``, each where installed; all
systems get the same sentences, and their time counts without splitting; ours counts both ways.
Where ``ratings.jsonl`` is there, `rated` prints what an editor would say.
"""

import argparse
import importlib.util
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "training"))


import corpora
import rated
import vietnews
from vntext import analyze
from vntext.document import Document, Paragraph, Sentence
from vntext.evaluate import rouge
from vntext.split.paragraphs import find_paragraphs
from vntext.split.sentences import split_sentences
from vntext.summary.api import summarize
from vntext.summary.keyphrases import keyphrases
from vntext.summary.terms import rarity, syllables, words_in


def document(article):
    text = "\n".join(article["body"])
    lines = find_paragraphs(text).pairs()
    return Document(
        text,
        tuple(Paragraph(a, b, text[a:b]) for a, b in lines),
        tuple(Sentence(a, b, text[a:b]) for a, b, _ in split_sentences(text)),
    )


def sumy_system(name, n):
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    class Tokens:
        def to_words(self, text):
            return tuple(syllables(text))

    summarizer = {"TextRank": TextRankSummarizer, "LexRank": LexRankSummarizer}[name]()

    def run(doc, _title):
        found = [Sentence(s.text, Tokens()) for s in doc.sentences]
        return " ".join(str(s) for s in summarizer(ObjectDocumentModel([Paragraph(found)]), n))

    return run


def lead(n):
    return lambda doc, _title: " ".join(s.text for s in doc.sentences[:n])


def ours(**options):
    return lambda doc, title: summarize(doc, headline=title, **options).text


def from_raw(**options):
    return lambda doc, title: summarize(doc.text, headline=title, **options).text


def first_words(doc, _title):
    out, left = [], 100
    for s in doc.sentences:
        if words_in(s.text) > left:
            break
        out.append(s.text)
        left -= words_in(s.text)
    return " ".join(out)


def facts(text):
    """Names (capitalised inside a sentence) and figures."""
    inside = re.findall(r"(?<=[^\W\d_][ ,])([^\W\d_]\w*)|(\d+)", text)
    return {(a or b).lower() for a, b in inside if b or a[0].isupper()}


def score(name, system, articles, docs):
    t0 = time.process_time()
    made = [system(d, a["title"]) for d, a in zip(docs, articles, strict=True)]
    seconds = time.process_time() - t0
    found = [rouge(m, a["abstract"]) for m, a in zip(made, articles, strict=True)]
    n = len(articles)
    r1, r2, rl = (100 * sum(x[k].f1 for x in found) / n for k in range(3))
    wanted = have = 0
    for m, a in zip(made, articles, strict=True):
        asked = facts(a["abstract"])
        wanted += len(asked)
        have += len(asked & set(syllables(m)))
    size = sum(map(words_in, made)) / n
    print(
        f"| {name} | {r1:.1f} | {r2:.1f} | {rl:.1f} | {size:.0f} | {100 * have / wanted:.1f} "
        f"| {n / seconds:,.0f} |",
        flush=True,
    )


def phrases(articles):
    common = {s for s, value in rarity().items() if value <= 0.4}
    docs = [analyze("\n".join(a["body"])) for a in articles]

    def agreement(name, system):
        right = told = t = 0.0
        for a, d in zip(articles, docs, strict=True):
            want = set(syllables(f"{a['title']} {a['abstract']}")) - common
            t0 = time.process_time()
            got = {s for p in system(d) for s in syllables(p)} - common
            t += time.process_time() - t0
            right += len(got & want) / max(len(got), 1) / len(articles)
            told += len(got & want) / max(len(want), 1) / len(articles)
        f1 = 2 * right * told / (right + told)
        print(
            f"| {name} | {100 * right:.1f} | {100 * told:.1f} | {100 * f1:.1f} | "
            f"{len(articles) / t:,.0f} |",
            flush=True,
        )

    print("\n| ten key phrases of the body | precision | recall | F1 | articles/CPU s |")
    print("|---|---|---|---|---|")
    if importlib.util.find_spec("yake"):
        import yake

        peer = yake.KeywordExtractor(lan="vi", n=3, top=10)
        agreement("YAKE", lambda d: [k for k, _ in peer.extract_keywords(d.text)])
    agreement("vntext", lambda d: [p.text for p in keyphrases(d, 10)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    articles = vietnews.held_out(options.articles)
    docs = [document(a) for a in articles]
    print(f"{len(articles)} articles, F1 x 100 over lower-cased syllables\n")
    print("| system | R1 | R2 | RL | syllables | names and figures | articles/CPU s |")
    print("|---|---|---|---|---|---|---|")
    for n in (1, 2, 3):
        score(f"Lead-{n}", lead(n), articles, docs)
    if importlib.util.find_spec("sumy"):
        for name in ("TextRank", "LexRank"):
            score(f"{name}-2 (sumy)", sumy_system(name, 2), articles, docs)
    for n in (1, 2, 3):
        score(f"vntext, {n}", ours(sentences=n), articles, docs)
    score("vntext, 2, no headline", lambda d, _: summarize(d, sentences=2).text, articles, docs)
    score("vntext, 2, from raw text", from_raw(sentences=2), articles, docs)
    score("Lead, 100 syllables", first_words, articles, docs)
    score("vntext, 100 syllables", ours(words=100), articles, docs)
    phrases(articles[:200])
    if (corpora.folder() / "ratings.jsonl").exists():
        rated.report()


if __name__ == "__main__":
    main()

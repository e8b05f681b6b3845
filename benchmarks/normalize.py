"""Normalisation: speed of the twin, legacy encodings line by line, accents beside the peers.

usage: VNTEXT_DATA=... python benchmarks/normalize.py [--lines N] [--articles N] [--skip-peers]

Prints one Markdown table. Speeds are of CPU time, one thread; trust the ratios of one run. Accents
are stripped from the first articles of vietnews-val and of press-articles and put back; a syllable
is right when it is the one of the article, whatever the place of its tone. What its confidence is
worth is measured on articles that have not taught it, and on annotated texts of other genres.
"""

import argparse
import json
import lzma
import os
import pathlib
import random
import re
import sys
import time
import unicodedata
from functools import cache

import numpy as np

from vntext.text import (
    align,
    decode_legacy,
    detect_encoding,
    is_vietnamese_syllable,
    normalize,
    normalized_twin,
    place_tone,
    restore_diacritics,
    restore_syllables,
    strip_diacritics,
)
from vntext.text.charsets import TABLE_ENCODINGS, encode_table, to_1252
from vntext.text.viqr import encode_viqr

SIGNS = str.maketrans({"…": "...", "•": "-", "·": "-", "™": "", "®": "", "©": "", "€": "EUR"})


def cpu(function, repeat=3):
    best = 1e9
    for _ in range(repeat):
        start = time.process_time()
        result = function()
        best = min(best, time.process_time() - start)
    return best, result


def articles(folder, name, many):
    path = folder / name
    found = []
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
        for line in lines:
            if len(found) >= many:
                break
            d = json.loads(line)
            text = d.get("text") or "\n".join([d["title"], *d["abstract"], *d["body"]])
            found.append(normalized_twin(text.replace("_", " ")).text)
    return found


VOWELS = frozenset("aăâeêioôơuưy")
TONES = "\u0300\u0301\u0303\u0309\u0323"
CYRILLIC = str.maketrans("aceopxyiABCEHKMOPTXĐđ", "асеорхуіАВСЕНКМОРТХÐđ")
FULL_WIDTH = {i: i + 0xFEE0 for i in range(ord("0"), ord("z") + 1) if chr(i).isalnum()}


def misplaced(text):
    """Every tone on another letter, wherever that makes a word that is no syllable."""

    @cache
    def other(word):
        bare = unicodedata.normalize("NFC", "".join(c for c in NFD(word) if c not in TONES))
        tone = [c for c in NFD(word) if c in TONES]
        for i, c in enumerate(bare):
            if tone and c.lower() in VOWELS:
                moved = unicodedata.normalize("NFC", bare[: i + 1] + tone[0] + bare[i + 1 :])
                if moved != word and not is_vietnamese_syllable(moved):
                    return moved
        return word

    return re.sub(r"[^\W\d_]+", lambda m: other(m.group()), text)


def NFD(text):  # noqa: N802  the name of the form
    return unicodedata.normalize("NFD", text)


WORST = {
    "decomposed": NFD,
    "marks on wrong letters": misplaced,
    "Cyrillic look-alikes": lambda t: t.translate(CYRILLIC),
    "full-width letters": lambda t: t.translate(FULL_WIDTH),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
}


def twin_rows(texts):
    big = "\n".join(texts)
    size = len(big.encode()) / 1e6
    seconds, same = cpu(lambda: normalize(big))
    assert same is big
    yield "normalize, clean text", f"{size / seconds:.0f} MB/s"
    for name, change in WORST.items():
        bad = change(big[:400_000])
        size = len(bad.encode()) / 1e6
        text, _ = cpu(lambda bad=bad: normalize(bad))
        twin, _ = cpu(lambda bad=bad: align(bad))
        yield (
            f"normalize, {name}",
            f"{size / text:.1f} MB/s; with positions (`align`) {size / twin:.1f} MB/s",
        )
    seconds, _ = cpu(lambda: strip_diacritics(big))
    yield "strip_diacritics", f"{len(big.encode()) / 1e6 / seconds:.1f} MB/s"


def references(text):
    return "".join(f"&#{ord(c)};" if ord(c) > 127 and c.isalpha() else c for c in text)


ENCODERS = {
    **{name: (lambda t, n=name: encode_table(t, n)) for name in TABLE_ENCODINGS},
    "viqr": encode_viqr,
    "ncr": references,
    "mojibake": lambda t: to_1252(t.encode()),
    "mojibake, twice": lambda t: to_1252(to_1252(t.encode()).encode()),
}


def long_lines(texts, many):
    """Lines of 15 syllables or more, without signs that the encodings do not have."""
    lines = [
        normalize(line, quotes="plain", dashes="plain").translate(SIGNS).strip()
        for text in texts
        for line in text.split("\n")
    ]
    lines = [line for line in lines if len(line.split()) >= 15]
    random.Random(7).shuffle(lines)
    return lines[:many]


def lines_right(lines, encode):
    """Per cent of the lines that come back as they were, and but for capitals."""
    right = cased = 0
    for line in lines:
        decoded = decode_legacy(encode(line))
        right += decoded == line
        cased += decoded.lower() == line.lower()
    return 100 * right / len(lines), 100 * cased / len(lines)


def encoding_rows(press, val, many):
    parts = [long_lines(press, many), long_lines(val, many)]
    counts = " and ".join(str(len(lines)) for lines in parts)
    for name, encode in ENCODERS.items():
        (right, cased), (other, other_cased) = (lines_right(lines, encode) for lines in parts)
        share = f"{right:.2f} and {other:.2f} %"
        if (cased, other_cased) != (right, other):
            share += f" ({cased:.2f} and {other_cased:.2f} % but for capitals)"
        yield f"decode_legacy, {name}", f"{share} of {counts} lines of press and vietnews-val right"
    lines = [line for part in parts for line in part]
    kept = sum(decode_legacy(line) == line for line in lines)
    yield "Vietnamese in Unicode left alone", f"{kept / len(lines):.3%} of {len(lines)} lines"
    code = [
        line
        for path in sorted(pathlib.Path(os.__file__).parent.glob("*.py"))
        for line in path.read_text("utf8").split("\n")
        if line.strip()
    ]
    kept = sum(decode_legacy(line) == line for line in code)
    yield "code and English (standard library) left alone", f"{kept / len(code):.3%} of {len(code)}"
    texts = press + val
    wrong = sum(detect_encoding(t).encoding != "unicode" for t in texts)
    yield "whole articles taken for legacy", f"{wrong} of {len(texts)}"


def right_syllables(texts, restored):
    right = strict = total = 0
    for text, other in zip(texts, restored, strict=True):
        for a, b in zip(text.split(), other.split(), strict=True):
            if any(c.isalpha() for c in a):
                total += 1
                strict += a == b
                right += a == b or _key(a) == _key(b)
    return right / total, strict / total, total


def _key(token):
    word = token.strip("\"'.,;:!?()[]“”‘’…-–/")
    return place_tone(word.lower()) if word.isalpha() else token


def accent_rows(name, texts, peers):
    bare = [strip_diacritics(t) for t in texts]
    restore_diacritics("lam nong")
    start = time.process_time()
    together = restore_diacritics("\n".join(bare))
    batch = time.process_time() - start
    start = time.process_time()
    restored = [restore_diacritics(t) for t in bare]
    single = time.process_time() - start
    assert together == "\n".join(restored)
    right, strict, total = right_syllables(texts, restored)
    yield (
        f"restore_diacritics, {name}",
        (f"{right:.2%} of {total} syllables ({strict:.2%} with the article's place of the tone)"),
    )
    yield (
        f"restore_diacritics, {name}, speed",
        (
            f"{total / batch / 1000:.0f}k syllables/s in one call, "
            f"{total / single / 1000:.0f}k an article a call"
        ),
    )
    if not peers:
        return
    from underthesea import word_tokenize

    some = texts[:40]
    word_tokenize("làm nóng")
    start = time.process_time()
    for t in some:
        word_tokenize(t)
    seconds = time.process_time() - start
    speed = sum(len(t.split()) for t in some) / seconds
    yield (
        "underthesea word_tokenize, speed",
        (f"{speed / 1000:.1f}k syllables/s; restore_diacritics is {total / batch / speed:.1f} x"),
    )
    try:
        from pyvi import ViUtils
    except ImportError:
        return
    some = bare[:40]
    start = time.process_time()
    found, failed = [], 0
    for t in some:
        try:
            found.append(ViUtils.add_accents(t))
        except KeyError:  # some signs that are no letters
            found.append("")
            failed += 1
    seconds = time.process_time() - start
    pairs = [(a, b) for a, b in zip(texts, found, strict=False) if len(a.split()) == len(b.split())]
    right, _, n = right_syllables([a for a, _ in pairs], [b for _, b in pairs])
    speed = f"{n / seconds / 1000:.1f}k syllables/s"
    yield (
        "pyvi add_accents",
        f"{right:.2%} of {n} syllables, {speed}, {failed} of {len(some)} failed",
    )


TAUGHT = 300  # the first articles, which the confidence learned from: it is measured on others


def confidence_rows(name, texts):
    """Of every tenth of confidence how often its readings are right, and the standard error."""
    sure, right = [], []
    for text in texts:
        for s in restore_syllables(strip_diacritics(text)):
            sure.append(s.confidence)
            right.append(_key(s.text) == _key(text[s.start : s.end]))
    sure, right = np.array(sure), np.array(right)
    for low in range(3, 10):
        tenth = (sure >= low / 10) & (sure < ((low + 1) / 10 if low < 9 else 2))
        if tenth.sum() < 50:
            continue
        says, is_ = sure[tenth].mean(), right[tenth].mean()
        error = np.sqrt(says * (1 - says) / tenth.sum())
        yield (
            f"confidence from {low / 10}, {name}",
            f"{says:.3f}, right {is_:.3f} of {tenth.sum()} syllables: "
            f"{100 * (is_ - says):+.1f} ± {100 * error:.1f} points",
        )


def wide(folder):
    """Annotated texts of other genres, which no model has read."""
    paths = sorted((folder / "gold/dev-wide").glob("*.json"))
    return [normalized_twin(json.loads(p.read_text("utf8"))["text"]).text for p in paths]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--skip-peers", action="store_true")
    args = parser.parse_args()
    folder = pathlib.Path(os.environ.get("VNTEXT_DATA", "../shared/data"))
    press = articles(folder, "press-articles.jsonl", 570)
    val = articles(folder, "vietnews-val.jsonl.xz", args.articles)
    print("| what | figure |\n|---|---|")
    for rows in (
        twin_rows(press),
        encoding_rows(press, val, args.lines),
        accent_rows("vietnews-val", val, not args.skip_peers),
        accent_rows("press-articles", press, False),
        confidence_rows("press", press[TAUGHT:]),
        confidence_rows("vietnews-val", val[TAUGHT : 3 * TAUGHT]),
        confidence_rows("other genres", wide(folder)),
    ):
        for what, figure in rows:
            print(f"| {what} | {figure} |")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

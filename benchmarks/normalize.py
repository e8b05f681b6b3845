"""Normalisation: speed of the twin, legacy encodings line by line, accents beside the peers.

usage: VNTEXT_DATA=... python benchmarks/normalize.py [--lines N] [--articles N] [--skip-peers]

Prints one Markdown table. Speeds are of CPU time, one thread; trust the ratios of one run. Accents
are stripped from the first articles of vietnews-val and of press-articles and put back; a syllable
is right when it is the one of the article, whatever the place of its tone.
"""

import argparse
import json
import lzma
import os
import pathlib
import random
import sys
import time
import unicodedata

from vntext.normalize import (
    decode_legacy,
    detect_encoding,
    normalize,
    normalized_twin,
    place_tone,
    restore_diacritics,
    strip_diacritics,
)
from vntext.normalize.charsets import TABLE_ENCODINGS, encode_table, to_1252
from vntext.normalize.viqr import encode_viqr

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


def twin_rows(texts):
    big = "\n".join(texts)
    size = len(big.encode()) / 1e6
    seconds, _ = cpu(lambda: normalized_twin(big))
    yield "normalize, clean text", f"{size / seconds:.0f} MB/s"
    for form, name in (("NFD", "decomposed text"),):
        bad = unicodedata.normalize(form, big[:400_000])
        size = len(bad.encode()) / 1e6
        seconds, _ = cpu(lambda bad=bad: normalized_twin(bad))
        yield f"twin with positions, {name}", f"{size / seconds:.1f} MB/s"
        seconds, _ = cpu(lambda bad=bad: normalize(bad))
        yield f"normalize, {name}", f"{size / seconds:.1f} MB/s"
    seconds, _ = cpu(lambda: strip_diacritics(big))
    yield "strip_diacritics", f"{len(big.encode()) / 1e6 / seconds:.1f} MB/s"


def references(text):
    return "".join(f"&#{ord(c)};" if ord(c) > 127 and c.isalpha() else c for c in text)


def encoding_rows(texts, many):
    lines = [
        normalize(line, quotes="plain", dashes="plain").translate(SIGNS).strip()
        for text in texts
        for line in text.split("\n")
    ]
    lines = [line for line in lines if len(line.split()) >= 15]
    random.Random(7).shuffle(lines)
    lines = lines[:many]
    encoders = {
        **{name: (lambda t, n=name: encode_table(t, n)) for name in TABLE_ENCODINGS},
        "viqr": encode_viqr,
        "ncr": references,
        "mojibake": lambda t: to_1252(t.encode()),
        "mojibake, twice": lambda t: to_1252(to_1252(t.encode()).encode()),
    }
    for name, encode in encoders.items():
        right = cased = 0
        for line in lines:
            decoded = decode_legacy(encode(line))
            right += decoded == line
            cased += decoded.lower() == line.lower()
        share = f"{right / len(lines):.2%} of {len(lines)} lines right"
        if cased != right:
            share += f" ({cased / len(lines):.2%} but for capitals)"
        yield f"decode_legacy, {name}", share
    kept = sum(decode_legacy(line) == line for line in lines)
    yield "Vietnamese in Unicode left alone", f"{kept / len(lines):.2%} of {len(lines)} lines"
    code = [
        line
        for path in sorted(pathlib.Path(os.__file__).parent.glob("*.py"))
        for line in path.read_text("utf8").split("\n")
        if line.strip()
    ]
    kept = sum(decode_legacy(line) == line for line in code)
    yield "code and English (standard library) left alone", f"{kept / len(code):.3%} of {len(code)}"
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
        encoding_rows(press, args.lines),
        accent_rows("vietnews-val", val, not args.skip_peers),
        accent_rows("press-articles", press, False),
    ):
        for what, figure in rows:
            print(f"| {what} | {figure} |")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

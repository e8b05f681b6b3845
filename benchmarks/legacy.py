"""Real files in TCVN3 and VNI, their cells, files of several encodings, broken Unicode beside ftfy.

usage: VNTEXT_DATA=... python benchmarks/legacy.py [--sentences N]

Prints one Markdown table. Files are those of legacy-files.jsonl.xz, whose transcripts they are
compared with (accented syllables, whatever their case and order). Cells are read alone, right is
what the encoding of their file gives. Mixed files are lines of two files and of Unicode in turn.
ftfy is measured where it is installed.
"""

import argparse
import html
import json
import lzma
import os
import pathlib
import random
import re
import unicodedata
from collections import Counter, defaultdict
from html.entities import codepoint2name

from normalize import articles
from vntext.text import decode_legacy, is_vietnamese_syllable, place_tone
from vntext.text.charsets import decode_table

MIXED = "2004-duanLD9820.doc"  # holds both encodings
CELLS = 1500  # of each size at most


def words(text):
    found = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
    return [place_tone(w.lower()) for w in found]


def syllables(text):
    return Counter(w for w in words(text) if not w.isascii())


def right(pairs):
    found = total = 0
    for out, gold in pairs:
        own = syllables(gold)
        found += sum((syllables(out) & own).values())
        total += sum(own.values())
    return f"{found / total:.2%} of {total} accented syllables"


def missing(pairs):
    """Why syllables of transcripts are missing: the same letters parted otherwise, or no syllables.

    A syllable is parted otherwise where its neighbours and it are in what was decoded without the
    spaces, though not as three words.
    """
    total = parted = odd = 0
    for out, gold in pairs:
        lost = syllables(gold) - syllables(out)
        total += lost.total()
        letters = "".join(words(out))
        threes = [Counter(zip(w, w[1:], w[2:], strict=False)) for w in (words(gold), words(out))]
        gone = defaultdict(int)
        for three, times in (threes[0] - threes[1]).items():
            if "".join(three) in letters:
                gone[three[1]] += times
        for word, times in lost.items():
            same = min(times, gone[word])
            parted += same
            odd += (times - same) * (not is_vietnamese_syllable(word))
    return f"{total}: {parted} parted otherwise, {odd} others no syllables in the transcript"


def truth(line, encoding):
    return unicodedata.normalize("NFC", decode_table(line, encoding))


def file_rows(files):
    groups = {
        "TCVN3": [f for f in files if f["group"] == "tcvn3" and f["format"] != "pdf"],
        "VNI": [f for f in files if f["group"] == "vni"],
        "PDF": [f for f in files if f["format"] == "pdf"],
    }
    for name, own in groups.items():
        yield (
            f"{len(own)} files, {name}",
            right((decode_legacy(f["raw"]), f["text"]) for f in own),
        )
    pairs = [(decode_legacy(f["raw"]), f["text"]) for f in groups["PDF"]]
    yield "syllables of PDF transcripts that are missing", missing(pairs)
    tcvn3 = [f for f in groups["TCVN3"] if f["id"] != MIXED]
    rng = random.Random(5)
    pairs = []
    for i in range(12):
        sources = (
            (tcvn3[i * 3 % len(tcvn3)], "tcvn3", 120, False),
            (groups["VNI"][i % len(groups["VNI"])], "vni", 120, False),
            (tcvn3[(i * 3 + 1) % len(tcvn3)], "tcvn3", 60, True),
        )
        blocks = []
        for file, encoding, many, decoded in sources:
            lines = [(x, truth(x, encoding)) for x in file["raw"].split("\n")[:many]]
            while lines:
                n = rng.choice((1, 1, 2, 3, 5, 10))
                blocks.append([(y if decoded else x, y) for x, y in lines[:n]])
                lines = lines[n:]
        rng.shuffle(blocks)
        rows = [row for block in blocks for row in block]
        pairs.append((decode_legacy("\n".join(x for x, _ in rows)), "\n".join(y for _, y in rows)))
    yield "12 files of TCVN3, VNI and Unicode lines in turn", right(pairs)
    cells = defaultdict(set)
    for f in files:
        if f["format"] == "pdf" or f["id"] == MIXED:
            continue
        for line in f["raw"].split("\n"):
            for cell in map(str.strip, line.split("\t")):
                meant = truth(cell, f["group"])
                n = len(re.findall(r"[^\W\d_]+", meant))
                if meant != cell and n:
                    size = "1" if n == 1 else "2" if n == 2 else "3-4" if n < 5 else "5 and more"
                    cells[f["group"], size].add((cell, meant))
    for (group, size), found in sorted(cells.items()):
        some = sorted(found)
        random.Random(1).shuffle(some)
        some = some[:CELLS]
        ok = sum(decode_legacy(cell).lower() == meant.lower() for cell, meant in some)
        yield f"cells of {group}, {size} syllables, alone", f"{ok / len(some):.1%} of {len(some)}"


def taken_for(text, page, errors="keep"):
    if errors != "keep":
        return text.encode().decode(page, errors)
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) for b in text.encode())


def once(text):
    return taken_for(text, "cp1252")


def entities(text):
    return "".join(
        c if c < "\x7f" else f"&{codepoint2name.get(ord(c), '#' + str(ord(c)))};" for c in text
    )


BREAKERS = {
    "cp1252": once,
    "twice": lambda t: once(once(t)),
    "three times": lambda t: once(once(once(t))),
    **{p: (lambda t, p=p: taken_for(t, p)) for p in ("cp1258", "cp437", "mac_roman", "cp850")},
    "cp1258, bytes lost": lambda t: taken_for(t, "cp1258", "ignore"),
    "no-break spaces made spaces": lambda t: once(t).replace("\u00a0", " "),
    "bytes lost": lambda t: taken_for(t, "cp1252", "ignore"),
    "bytes and soft hyphens lost": lambda t: taken_for(t, "cp1252", "ignore").replace("\xad", ""),
    "bytes replaced": lambda t: taken_for(t, "cp1252", "replace"),
    "in references": lambda t: entities(once(t)),
    "decomposed": lambda t: once(unicodedata.normalize("NFD", t)),
    "every third word": lambda t: " ".join(
        w if i % 3 else once(w) for i, w in enumerate(t.split(" "))
    ),
}
QUOTES = {0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0xAD: None}


def plain(text):
    return unicodedata.normalize("NFC", html.unescape(text)).translate(QUOTES)


def mojibake_rows(texts, many):
    try:
        from ftfy import fix_text
    except ImportError:
        fix_text = None
    found = [
        sentence
        for text in texts
        for line in text.split("\n")
        for sentence in line.split(". ")
        if 6 <= len(sentence.split()) <= 30 and not sentence.isascii()
    ]
    random.Random(3).shuffle(found)
    found = found[:many]
    for name, broken in BREAKERS.items():
        own = sum(plain(decode_legacy(broken(s))) == plain(s) for s in found)
        figure = f"{own} of {len(found)} sentences"
        if fix_text is not None:
            figure += f" (ftfy {sum(plain(fix_text(broken(s))) == plain(s) for s in found)})"
        yield f"UTF-8 broken: {name}", figure


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sentences", type=int, default=300)
    args = parser.parse_args()
    folder = pathlib.Path(os.environ.get("VNTEXT_DATA", "../shared/data"))
    with lzma.open(folder / "legacy-files.jsonl.xz", "rt", encoding="utf8") as lines:
        files = [json.loads(line) for line in lines]
    print("| what | figure |\n|---|---|")
    for rows in (
        file_rows(files),
        mojibake_rows(articles(folder, "press-articles.jsonl", 570), args.sentences),
    ):
        for what, figure in rows:
            print(f"| {what} | {figure} |", flush=True)


if __name__ == "__main__":
    main()

"""Reads the VietNews articles: plain text again, without captions, bylines and cut lines.

The set comes segmented by a tool: syllables of a word joined by ``_``, spaces around punctuation,
one sentence an item. Captions stand in the body of some articles and authors below a third of
them; lines are cut after an abbreviation ("ông Kh ." / "nói với Lan").
"""

import re

import corpora

_BEFORE = re.compile(r" +([,.;:!?%…)\]}”’])")
_AFTER = re.compile(r"([(\[{“‘]) +")
_SLASH = re.compile(r"(?<=\d) */ *(?=\d)")
_QUOTE = re.compile(r'" ([^"]*?) "')
_CUT = re.compile(
    r"(?:^|[\s(])(?:[A-ZĐ]\w{0,2}|Tr|Th|Ng|Ph|TP|TS|ThS|PGS|GS|BS|LS|ông|bà|anh|chị)\.$"
)


def plain(text):
    """Undoes the segmenter's joining and spacing."""
    text = text.replace("_", " ")
    text = _QUOTE.sub(r'"\1"', text)
    text = _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text))
    return " ".join(_SLASH.sub("/", text).split())


def _key(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


def _is_byline(line):
    if line[-1:] in '.!?:;…"”' and not line.startswith(("Theo", "(")):
        return False
    words = re.sub(r"\([^)]*\)", "", line).split()
    if len(words) > 7:
        return False
    return all(not w[0].islower() or w in ("và", "tổng", "hợp", "theo") for w in words)


def clean(row):
    """One article: id, title, abstract, sentences of the body."""
    captions = {_key(plain(c)) for c in row["captions"]}
    lines, cut = [], False
    for item in row["body"]:
        line = plain(item)
        if not line:
            continue
        if lines and (cut or (line[0].islower() and lines[-1][-1] not in '.!?…:;"')):
            lines[-1] += " " + line
        else:
            lines.append(line)
        cut = bool(_CUT.search(line)) and len(line) < 400
    while lines and _is_byline(lines[-1]):
        lines.pop()
    lines = [x for x in lines if _key(x) not in captions and re.search(r"\w", x)]
    return {
        "id": row["id"],
        "title": plain(row["title"]),
        "abstract": plain(" ".join(row["abstract"])),
        "body": lines,
        "captions": [plain(c) for c in row["captions"]],
        "key": _key(" ".join(lines))[:300],
    }


def articles(part):
    """The articles of a part (``"train"``, ``"val"``), cleaned, those without a body left out."""
    for row in corpora.rows(f"vietnews-{part}.jsonl.xz"):
        article = clean(row)
        if len(article["body"]) >= 3 and article["abstract"] and article["title"]:
            yield article


def held_out(n=2000):
    """The first ``n`` articles of val (in the order of their numbers) that train does not hold."""
    train = {a["key"] for a in articles("train")}
    rest = sorted((a for a in articles("val") if a["key"] not in train), key=lambda a: a["id"])
    return rest[:n]

"""Addresses in every form that people write, parsed and converted.

usage: python benchmarks/addresses.py [--peer] [--wrong]

Units are drawn from the tables, with a fixed seed, and written in thirty-five ways: in full, short,
without accents, without commas, in capitals, with slips of tone, with more around. So what is right
is known: the codes of the units that were drawn. An address whose units stay open (several of one
name in what is said) counts as right where the unit drawn is among the alternatives and no code is
wrong. ``--peer`` measures the package vietnamadminunits on them, which is told the era.
"""

import argparse
import random
from collections import Counter

from vntext import convert_address, parse_address, strip_diacritics
from vntext.values import units

EACH = 12  # addresses of each form
SHORT = {
    "Phường": "P.", "Quận": "Q.", "Thành phố": "TP.", "Thị xã": "TX.", "Thị trấn": "TT.",
    "Huyện": "H.", "Xã": "X.", "Tỉnh": "T.",
}  # fmt: skip
STREETS = (
    "12 Lê Lợi",
    "Số 5 ngõ 34 Trần Phú",
    "45/2A Nguyễn Trãi",
    "Thôn 3",
    "Khu phố 2",
    "lô B2-15 KCN",
)


def short(name, space=" "):
    """A unit with the word for its kind abbreviated."""
    for kind, abbreviation in SHORT.items():
        if name.startswith(kind + " "):
            return abbreviation + space + name[len(kind) + 1 :]
    return name


def bare(name):
    return units.split_kind(name)[1]


def plain(text):
    return strip_diacritics(text)


def slip(text):
    """The same with the tone put on the other vowel: "Hoà" for "Hòa"."""
    for a, b in (
        ("òa", "oà"),
        ("óa", "oá"),
        ("ủy", "uỷ"),
        ("úy", "uý"),
        ("ỏa", "oả"),
        ("ùy", "uỳ"),
    ):
        text = text.replace(a, b)
    return text


def flat(text):
    """The same with the accents of the last syllable lost."""
    head, _, last = text.rpartition(" ")
    return f"{head} {plain(last)}"


def padded(name):
    """A numbered unit with two figures: "Phường 05"."""
    head, _, last = name.rpartition(" ")
    return f"{head} {int(last):02d}" if last.isdigit() else name


def city(name):
    """How people write the provinces that are cities."""
    known = {"Thành phố Hồ Chí Minh": "TPHCM", "Thành phố Hà Nội": "HN", "Thành phố Đà Nẵng": "ĐN"}
    return known.get(name, short(name, ""))


# street, commune, district, province (district "" since July 2025) -> one line
FORMS = {
    "in full": lambda s, c, d, p: f"{s}, {c}, {d}, {p}",
    "small kinds": lambda s, c, d, p: f"{s}, {low(c)}, {low(d)}, {low(p)}",
    "short": lambda s, c, d, p: f"{s}, {short(c)}, {short(d)}, {bare(p)}",
    "short, glued": lambda s, c, d, p: f"{s}, {short(c, '')}, {short(d, '')}, {bare(p)}",
    "no commas": lambda s, c, d, p: f"{s} {low(c)} {low(d)} {low(p)}",
    "no commas, short": lambda s, c, d, p: f"{s} {short(c)} {short(d)} {short(p)}",
    "dashes": lambda s, c, d, p: f"{s} - {c} - {d} - {p}",
    "bare province": lambda s, c, d, p: f"{s}, {c}, {d}, {bare(p)}",
    "bare district": lambda s, c, d, p: f"{s}, {c}, {bare(d)}, {bare(p)}",
    "no street": lambda s, c, d, p: f"{c}, {d}, {p}",
    "no accents": lambda s, c, d, p: plain(f"{s}, {low(c)}, {low(d)}, {low(p)}"),
    "no accents, in full": lambda s, c, d, p: plain(f"{s}, {c}, {d}, {p}"),
    "no accents, short": lambda s, c, d, p: plain(f"{s}, {short(c)}, {short(d)}, {bare(p)}"),
    "capitals": lambda s, c, d, p: f"{s}, {c}, {d}, {p}".upper(),
    "small letters": lambda s, c, d, p: f"{s}, {c}, {d}, {p}".lower(),
    "old tones": lambda s, c, d, p: slip(f"{s}, {c}, {d}, {p}"),
    "country": lambda s, c, d, p: f"{s}, {c}, {d}, {p}, Việt Nam",
    "country, English": lambda s, c, d, p: f"{s}, {c}, {d}, {bare(p)}, Vietnam",
    "post code": lambda s, c, d, p: f"{s}, {c}, {d}, {p} 100000",
    "full stop": lambda s, c, d, p: f"{s}, {c}, {d}, {p}.",
    "label": lambda s, c, d, p: f"Địa chỉ: {s}, {c}, {d}, {p}",
    "city": lambda s, c, d, p: f"{s}, {c}, {d}, {city(p)}",
    "of words": lambda s, c, d, p: f"{s} thuộc {low(c)}, {low(d)}, {low(p)}",
    "brackets": lambda s, c, d, p: f"{s} ({c}, {d}, {p})",
    "semicolons": lambda s, c, d, p: f"{s}; {c}; {d}; {p}",
    "spaces": lambda s, c, d, p: f"{s} ,{c} , {d} ,{p}",
    "broken line": lambda s, c, d, p: f"{s}\n{c}, {d}\n{p}",
    "comma before province": lambda s, c, d, p: f"{s}, {low(c)} {low(d)}, {bare(p)}",
    "commas glued": lambda s, c, d, p: f"{s},{short(c, '')},{short(d, '')},{bare(p)}",
    "a tone lost": lambda s, c, d, p: f"{s}, {flat(c)}, {d}, {p}",
    "two figures": lambda s, c, d, p: f"{s}, {padded(c)}, {padded(d)}, {p}",
    "kinds glued": lambda s, c, d, p: f"{s} {short(c, '')} {short(d, '')} {city(p)}",
    "outward in": lambda s, c, d, p: f"{p}, {d}, {c}",
    "commune and province": lambda s, c, d, p: f"{s}, {c}, {p}",
    "district and province": lambda s, c, d, p: f"{d}, {p}",
}


def low(name):
    kind, own = units.split_kind(name)
    return f"{kind} {own}" if kind else name


def draw(rng, era):
    """A commune with what is around it."""
    communes = [u for u in units._units(era).values() if u.level == "commune" and u.parent]
    while True:
        commune = rng.choice(communes)
        above = [units.unit(era, code) for code in units.parents(commune)]
        district = next((u for u in above if u.level == "district"), None)
        if district is not None or era == units.SINCE:
            return commune, district, above[-1]


def addresses():
    """Form, address, and the codes of ward, district and province, one after the other."""
    rng = random.Random(21)
    for form, write in FORMS.items():
        for k in range(EACH):
            era = units.SINCE if k % 3 == 2 and form != "district and province" else units.UNTIL
            commune, district, province = draw(rng, era)
            text = write(
                rng.choice(STREETS), commune.name, district.name if district else "", province.name
            )
            for hole in (", , ", " -  - ", "; ; ", " ,, ", ",  ,", ", \n", "  "):
                text = text.replace(
                    hole, {", , ": ", ", " -  - ": " - ", "; ; ": "; ", ", \n": "\n"}.get(hole, " ")
                )
            codes = (commune.code, district.code if district else "", province.code)
            if form == "district and province":
                codes = ("", *codes[1:])
            yield form, era, text.strip(), codes


def measure(read):
    n, wrong = Counter(), []
    for form, era, text, codes in addresses():
        got, others = read(text, era)
        n[form, "all"] += 1
        narrow = next(c for c in codes if c)
        # a commune with its province alone may be one of several of its name
        if (
            got == codes
            or (form == "commune and province" and got[0] == codes[0])
            or (not got[0] and narrow in others)
        ):
            n[form, "right"] += 1
        else:
            wrong.append((form, text, codes, got))
    return n, wrong


def peer(text, era):
    from vietnamadminunits import parse_address as parse

    try:
        a = parse(text, mode="LEGACY" if era == units.UNTIL else "FROM_2025")
    except Exception:  # what the peer cannot read counts as not read
        a = None
    if a is None:
        return ("", "", ""), ()
    return tuple(getattr(a, f"{x}_code", "") or "" for x in ("ward", "district", "province")), ()


def ours(text, era):
    a = parse_address(text)
    return a.codes, a.alternatives


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print what is not right")
    args = parser.parse_args()
    n, wrong = measure(ours)
    for form in FORMS:
        print(f"{form:24} {n[form, 'right']:3} of {n[form, 'all']}")
    right = sum(v for (_, k), v in n.items() if k == "right")
    whole = sum(v for (_, k), v in n.items() if k == "all")
    print(f"{'all':24} {100 * right / whole:.1f}% of {whole}")
    if args.wrong:
        print(*wrong, sep="\n")
    if args.peer:
        theirs, _ = measure(peer)
        for form in FORMS:
            print(f"{form:24} {theirs[form, 'right']:3} of {theirs[form, 'all']} by the peer")
        good = sum(v for (_, k), v in theirs.items() if k == "right")
        print(f"{'all':24} {100 * good / whole:.1f}% by the peer")
    print(f"{'converted':24} {converted():.1f}%")


def converted():
    """Per cent of the addresses whose ways in the other era are those of the table."""
    good = many = 0
    for _, era, text, codes in addresses():
        to = "2025-07" if era == units.UNTIL else "2025-06"
        options = {next(c for c in o.codes if c) for o in convert_address(text, to).options}
        good += options == wanted(era, codes)
        many += 1
    return 100 * good / many


def figures():
    """Figures for the gate, in per cent."""
    n, _ = measure(ours)
    right, whole = (sum(v for (_, k), v in n.items() if k == kind) for kind in ("right", "all"))
    return {"addresses read": 100 * right / whole, "addresses converted": converted()}


def wanted(era, codes):
    """Codes of the other era that a unit became or was made of, by the table of succession."""
    here = units.unit(era, next(c for c in codes if c))
    found = units.successors(here) if era == units.UNTIL else units.predecessors(here)
    return {code for code, _ in found}


if __name__ == "__main__":
    main()

"""Writes the constants that the kernel shares with the array code: `kernel/constants.h`.

usage: python training/kernel_constants.py

Python is the source; a test fails where the header says something else. What a constant means
stands beside it there.
"""

from __future__ import annotations

import pathlib

from vntext import tables
from vntext.entities import carried_names, tagger_features, tagger_kernel, tagger_templates
from vntext.roles import reader
from vntext.summary import features, terms
from vntext.text import accents_model, accents_net, sieve, strings
from vntext.tokens import column, look
from vntext.words import codes, model, tokens

OUT = pathlib.Path(__file__).parents[1] / "src/vntext/kernel/constants.h"
SHAPES_OF_TOKENS = ("LOWER", "CAPITALIZED", "UPPER", "SINGLE", "MIXED", "DIGITS", "MARK", "FIXED")
SHAPES_OF_WORDS = ("lower", "capital", "mixed", "numeric", "stop", "other")
SEEN = (
    *("SEEN_LOWER", "AFTER_HONORIFIC", "ENDS_NAME", "AFTER_UNIT"),
    *("AFTER_OFFICE", "IN_NAME", "IN_BRACKETS", "AFTER_HEAD"),
)


def groups() -> dict[str, dict[str, int | list[int]]]:
    """The constants by the module that they come from."""
    return {
        "vntext.tables": {
            **{f"PLACE_{k}": int(x) for k, x in enumerate(tables._PLACES)},
            "HASH_MIX": int(tables._MIX),
            "HASH_STEP_SHIFT": int(tables._STEP_SHIFT),
            "HASH_PRINT_SHIFT": int(tables._PRINT_SHIFT),
        },
        "vntext.tokens.column": {
            **{f"SHAPE_{name}": getattr(column, name) for name in SHAPES_OF_TOKENS},
            **{
                f"KIND_{name}": getattr(column, f"KIND_{name}")
                for name in ("LETTER", "DIGIT", "SPACE", "BREAK", "BITS")
            },
            **{
                name: getattr(column, name)
                for name in ("CAPITAL_BIT", "TONE_SHIFT", "MARK_KEY", "DIGIT_KEY", "FIXED_KEY")
            },
            "MIX_FIRST": column.MIX_FIRST,
            "MIX_SECOND": column.MIX_SECOND,
        },
        "vntext.entities.tagger_features": {
            **{f"COLUMN_{name.upper()}": k for k, name in enumerate(tagger_templates.COLUMNS)},
            "COLUMNS_OF_TAGGER": len(tagger_templates.COLUMNS),
            "PAD_OF_LINES": tagger_features.PAD,
            "FAR_FROM_CAPITAL": tagger_features.FAR,
            "NEVER_ENTITY": tagger_features.NEVER_ENTITY,
            "RARELY_ENTITY": tagger_features.RARELY_ENTITY,
            "SHORT_LINE": tagger_features.SHORT_LINE,
            "CASED_WORD": tagger_features.CASED_WORD,
            **{name: getattr(tagger_features, name) for name in SEEN},
        },
        "vntext.entities.tagger_kernel": {
            "LONGEST_SEQUENCE": tagger_kernel.LONGEST,
            "TRUST_BITS": tagger_kernel.TRUST,
        },
        "vntext.entities.carried_names": {
            "NAME_DOCUMENT": carried_names.DOCUMENT,
            "NAME_KEY": carried_names.KEY,
            "NAME_TOKENS": carried_names.LONGEST,
        },
        "vntext.words.tokens": {
            **{f"S_{name.upper()}": tokens.SHAPES.index(name) for name in SHAPES_OF_WORDS},
            "S_SIGN": tokens.SHAPES.index("stop"),
            **{f"CLASS_{name}": getattr(codes, name) for name in ("WORD", "RUN", "VISIBLE")},
            **{
                f"GLUE_{name}": getattr(codes, name)
                for name in ("HYPHEN", "APOSTROPHE", "AND", "SLASH", "STOP", "COMMA", "PERCENT")
            },
            "CASE_BITS": int(tokens._CASE),
            "LETTER_BITS": int(tokens._LETTER),
            "ALL_DIGITS": int(tokens._DIGITS),
            "LONG_FACTOR": int(tokens._LONG),
        },
        "vntext.words.model": {
            "UNKNOWN_ID": model.UNKNOWN,
            "LONGER_FLAG": model.LONGER,
            "COARSE_SHAPES": model.COARSE.tolist(),
            "CROSSING_OF_GAPS": model.CROSSING.tolist(),
        },
        "vntext.tokens.look": {
            "PAIR_FIRST": look.FIRST,
            "PAIR_SECOND": look.SECOND,
            "PAIR_SHIFT": look.SHIFT,
            "PAIR_PLACES": look.PLACES,
        },
        "vntext.text.strings": {
            f"LINE_{name}": getattr(strings, name) for name in ("CAPITAL", "FIGURE", "DOUBT")
        },
        "vntext.summary.terms": {
            **{f"FACT_{name}": getattr(terms, name) for name in terms.FACTS},
            "SENTENCE_ENDS": sorted(map(ord, terms.ENDS)),
        },
        "vntext.roles.reader": {
            **{f"MARK_{name}": getattr(reader, name) for name in ("EVENT", "SAID", "TENSE")},
            **{f"LINE_{name}": getattr(reader, name) for name in ("HITS", "FACTS", "ROLES")},
            "SEEN_WORDS_BYTES": reader.SEEN_BYTES,
        },
        "vntext.summary.features": {"FEATURES_OF_SENTENCES": len(features.NAMES)},
        "vntext.text.sieve": {
            "DOUBT_FLAG": sieve.DOUBT,
            **{f"{name}_FLAG": getattr(sieve, name) << 6 for name in ("SPACE", "HOT")},
        },
        "vntext.text.accents_model": {
            "BEST_READINGS": accents_model.BEST,
            "NEAR_STEPS": int(accents_model.NEAR / accents_model.STEP),
            "UNSURE_STEPS": int(accents_model.UNSURE / accents_model.STEP),
        },
        "vntext.text.accents_net": {
            f"NET_{name}": getattr(accents_net, name)
            for name in (
                *("PLACES", "WIDTH", "UNITS", "OUTPUTS"),
                *("SHIFT_HIDDEN", "SHIFT_OUT", "SHIFT_SCORE"),
            )
        },
    }


def written(value: int | list[int]) -> str:
    """A constant in C; a list becomes rows of sixteen."""
    if isinstance(value, int):
        return f"UINT64_C(0x{value:016X})" if value > 0xFFFF else str(value)
    rows = [value[k : k + 16] for k in range(0, len(value), 16)]
    return "{ \\\n" + ", \\\n".join("    " + ", ".join(map(str, r)) for r in rows) + "}"


def header() -> str:
    """The text of the header."""
    out = [
        "/* Constants that the kernel shares with the array code: training/kernel_constants.py. */",
        "#ifndef VNTEXT_CONSTANTS_H",
        "#define VNTEXT_CONSTANTS_H",
    ]
    for module, constants in groups().items():
        out += ["", f"/* {module} */"]
        for name, value in constants.items():
            out.append(f"#define {name} {written(value)}")
    return "\n".join([*out, "", "#endif", ""])


if __name__ == "__main__":
    OUT.write_text(header(), "utf8")

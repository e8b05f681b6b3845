"""Fuzzes alignments with atheris, guided by what code each text reaches.

usage: python tests/fuzz/fuzz_alignment.py [-runs=N] [-max_total_time=SECONDS] [FOLDER]

FOLDER keeps the texts that reached new code. Needs atheris (`pip install -e ".[fuzz]"`, Linux);
`make fuzz` runs it for a short time.
"""

import pathlib
import sys

import atheris

sys.path.insert(0, str(pathlib.Path(__file__).parent))

with atheris.instrument_imports(include=["vntext", "alignment_properties"]):
    from alignment_properties import check_composition, check_text

# Beside any characters: those that normalisation looks at.
ALPHABET = (
    "aeouiydđnhgqtcpmAEOUĐ ăâêôơưàòùịạếộữ.,-\n\t\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
    "ÐƉіѕＶﬁ\u00a0\u2009\u200b\u200d\ufeff\u00ad“”–—👨\ufe0f각\u1100\u1161\ud800œ"
)


def one_input(data: bytes) -> None:
    provider = atheris.FuzzedDataProvider(data)
    mode = provider.ConsumeIntInRange(0, 3)
    numbers = provider.ConsumeIntListInRange(provider.ConsumeIntInRange(0, 24), 0, 255)
    if mode == 0:
        text = provider.ConsumeUnicode(200)
    else:
        text = "".join(ALPHABET[b % len(ALPHABET)] for b in provider.ConsumeBytes(200))
    if mode == 3:
        check_composition(text, numbers[::2], numbers[1::2])
    else:
        check_text(text, len(numbers))


def main() -> None:
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

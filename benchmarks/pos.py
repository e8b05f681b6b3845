"""Parts of speech on UD Vietnamese VTB, gold words: ours beside underthesea as it comes.

usage: python benchmarks/pos.py [--shared FOLDER]

Prints a Markdown table: share of words with the right universal part of speech, test and dev. The
peer's tags are mapped by the same table, without the word overrides.
"""

import argparse
import pathlib
import time

from vntext.words.pos import _upos, tags_of

HERE = pathlib.Path(__file__).resolve().parent


def read(path: pathlib.Path) -> list[list[tuple[str, str]]]:
    out: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text("utf8").splitlines():
        if not line:
            out.append([])
        elif line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                out[-1].append((cells[1], cells[3]))
    return [s for s in out if s]


def peer(words: list[str]) -> list[str]:
    """Underthesea's default tagger, fed with gold words, its tags mapped by our table."""
    from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

    return [_upos()[0].get(tag, "X") for _, tag in CRFPOSTagPredictor.Instance().predict(words)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, default=HERE.parents[1] / "shared")
    vtb = parser.parse_args().shared / "data/vtb"
    engines = {
        "vntext": lambda words: [u for _, u in tags_of(words)],
        "underthesea": peer,
    }
    print("| tagger | VTB test | VTB dev | words/s (CPU) |\n|---|---|---|---|")
    for name, tag in engines.items():
        shares, words, seconds = [], 0, 0.0
        for part in ("test", "dev"):
            right = total = 0
            for sentence in read(vtb / f"vi_vtb-ud-{part}.conllu"):
                start = time.process_time()
                got = tag([w for w, _ in sentence])
                seconds += time.process_time() - start
                right += sum(a == b for a, (_, b) in zip(got, sentence, strict=True))
                total += len(sentence)
            shares.append(100 * right / total)
            words += total
        print(f"| {name} | {shares[0]:.1f} | {shares[1]:.1f} | {words / seconds:,.0f} |")


if __name__ == "__main__":
    main()

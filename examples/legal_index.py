"""Which provisions cite Điều 5 of an act? Reads a folder of acts and answers.

usage: python examples/legal_index.py [FOLDER KEY [PROVISION]]
       python examples/legal_index.py laws luật:đất đai:2013 "Điều 5"

Without arguments it reads the two acts beside it.
"""

import pathlib
import sys

from vntext.legal import citing, read


def main() -> None:
    here = pathlib.Path(__file__).parent / "acts"
    folder, key, *provision = sys.argv[1:] or [str(here), "luật:đê điều:2006", "khoản 2 Điều 5"]
    acts = [read(p.read_text("utf8")) for p in sorted(pathlib.Path(folder).glob("*.txt"))]
    for act, node, reference in citing(acts, key, " ".join(provision)):
        where = node.path if node is not None else "-"
        print(f"{act.identity.number or act.identity.title}\t{where}\t{reference.text}")


if __name__ == "__main__":
    main()

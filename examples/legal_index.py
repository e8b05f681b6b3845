"""Which provisions cite Điều 5 of an act? Reads a folder of acts and answers.

usage: python examples/legal_index.py FOLDER KEY [PROVISION]
       python examples/legal_index.py laws luật:đất đai:2013 "Điều 5"
"""

import pathlib
import sys

from vntext.legal import citing, read


def main() -> None:
    folder, key, *provision = sys.argv[1:]
    acts = [read(p.read_text("utf8")) for p in sorted(pathlib.Path(folder).glob("*.txt"))]
    for act, node, reference in citing(acts, key, " ".join(provision)):
        where = node.path if node is not None else "-"
        print(f"{act.identity.number or act.identity.title}\t{where}\t{reference.text}")


if __name__ == "__main__":
    main()

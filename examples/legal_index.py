"""Prints an index of the legal documents of a text: provisions cited and how often.

usage: python examples/legal_index.py < article.txt
"""

import sys

import vntext
from vntext.legal.resolve import resolve_legal_references


def main() -> None:
    text = sys.stdin.read()
    document = vntext.Document(text, legal_references=vntext.find_legal_references(text))
    for found in resolve_legal_references(document):
        name = " ".join(found.name.split()) if found.key else f"{found.name} (?)"
        print(f"{len(found.mentions):3}  {name}  {'; '.join(found.provisions)}".rstrip())


if __name__ == "__main__":
    main()

"""Links every legal reference of a page to a search for its document.

usage: python examples/legal_links.py < page.html > linked.html
"""

import sys
from urllib.parse import quote

import vntext
from vntext.legal.annotate import annotate


def link(reference: vntext.LegalReference) -> str | None:
    if not reference.key:  # a provision alone: the document is not known
        return None
    return f'<a href="https://example.org/van-ban?q={quote(reference.key)}">{reference.text}</a>'


def main() -> None:
    text = sys.stdin.read()
    document = vntext.Document(text, legal_references=vntext.find_legal_references(text))
    sys.stdout.write(annotate(document, link, format="html"))


if __name__ == "__main__":
    main()

"""Who appears in an article, holding which office, and which documents it cites.

usage: python examples/people_and_documents.py [FILE]
"""

import pathlib
import sys

import vntext

HERE = pathlib.Path(__file__).parent


def main() -> None:
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "article.txt"
    doc = vntext.analyze(path.read_text("utf8"))

    for person in doc.people:
        role = " (author)" if person.role else ""
        print(f"{person.name}{role}: {len(person.mentions)} mentions")
        for title in person.titles:
            place = f" at {title.organization.text}" if title.organization else ""
            print(f"    {title.text}{place}")

    for ref in doc.legal_references:
        print(f"{ref.type} {ref.code or ref.text}: issued by {ref.issuer or '?'}")

    print()
    print(doc.summary)


if __name__ == "__main__":
    main()

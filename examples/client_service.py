"""Calls the service with httpx: one article, and a batch of articles.

Start it first, in another terminal: ``vntext serve``. Then::

    python examples/client_service.py [ADDRESS]
"""

import json
import sys

import httpx

from vntext import Document

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"

TEXTS = [
    "Sáng 24/5, bà Lê Thị An, Giám đốc Sở Y tế, dự hội nghị tại Huế.",
    "Ông Trần Văn Bình viện dẫn khoản 2 Điều 8 Luật Giao dịch điện tử.",
    "",
]


def analyze(client: httpx.Client, text: str) -> Document:
    """One article; what the service refuses is an exception that says why."""
    answer = client.post("/v1/analyze", json={"text": text})
    if answer.is_error:
        error = answer.json()["error"]
        raise RuntimeError(f"{error['code']}: {error['message']} ({error['request_id']})")
    return Document.from_json(answer.content)


def analyze_all(client: httpx.Client, texts: list[str]):
    """Many articles in one request; the answers come while the rest is still analysed."""
    lines = (json.dumps({"id": k, "text": t}).encode() + b"\n" for k, t in enumerate(texts))
    headers = {"Content-Type": "application/x-ndjson"}
    with client.stream("POST", "/v1/analyze/batch", content=lines, headers=headers) as answer:
        answer.raise_for_status()
        for line in answer.iter_lines():
            row = json.loads(line)
            if "error" in row:
                print(f"line {row['line']}: {row['error']['message']}", file=sys.stderr)
            else:
                yield row["id"], Document.from_dict(row["document"])


def main() -> None:
    with httpx.Client(base_url=ADDRESS, timeout=60) as client:
        doc = analyze(client, TEXTS[0])
        for person in doc.people:
            print(person.name, "-", "; ".join(t.text for t in person.titles))
        for number, doc in analyze_all(client, TEXTS):
            references = ", ".join(r.text for r in doc.legal_references)
            print(f"{number}: {len(doc.entities)} entities; {references or 'no references'}")


if __name__ == "__main__":
    main()

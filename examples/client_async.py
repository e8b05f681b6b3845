"""Calls the service from asyncio: many articles at the same time, a few under way at once.

Start it first, in another terminal: ``vntext serve``. Then::

    python examples/client_async.py [ADDRESS]
"""

import asyncio
import sys

import httpx

from vntext import Document

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"

TEXTS = [f"Bà Lê Thị An, Giám đốc Sở Y tế, ký Quyết định số {n}/QĐ-SYT." for n in range(1, 21)]


async def analyze(client: httpx.AsyncClient, text: str, tries: int = 5) -> Document:
    """One article; when the service is busy, it is asked again a little later."""
    for _ in range(tries):
        answer = await client.post("/v1/analyze", json={"text": text})
        if answer.status_code not in (429, 503):
            break
        await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))
    answer.raise_for_status()
    return Document.from_json(answer.content)


async def main() -> None:
    few = asyncio.Semaphore(8)

    async def one(text: str) -> Document:
        async with few:
            return await analyze(client, text)

    async with httpx.AsyncClient(base_url=ADDRESS, timeout=60) as client:
        documents = await asyncio.gather(*(one(text) for text in TEXTS))
    for doc in documents:
        print(", ".join(f"{r.type} {r.code}" for r in doc.legal_references))


if __name__ == "__main__":
    asyncio.run(main())

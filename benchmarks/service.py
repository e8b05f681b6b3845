"""Speed, correctness and memory of the HTTP service, against loopback, bounded.

One article a request over connections that are kept open; every answer is compared with what the
pipeline gives in this process. Speed is also given as a ratio to calls of the library in one
process, measured in the same run; client and service share the machine.

    python benchmarks/service.py                       # 1 and 2 workers, 400 requests each
    python benchmarks/service.py --routes              # each route beside /v1/analyze, 1 worker
    python benchmarks/service.py --memory 50000        # memory of the processes over short requests
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from vntext import analyze
from vntext.integrations.service.tasks import run_task
from vntext.pipeline import default_pipeline

ARTICLE = Path(__file__).parents[1] / "examples" / "article.txt"
CONNECTIONS = 8
ROUTES = {  # with the layers that they answer with
    "analyze": None,
    "words": ["words"],
    "sentences": ["sentences"],
    "legal": ["legal_references"],
    "entities": ["entities", "people"],
    "summarize": ["summary"],
    "keyphrases": None,
    "normalize": None,
}
VARIANTS = 20  # different texts, so that an answer to another request is found out


@contextmanager
def service(workers: int):
    """A running service; gives its port and the id of its process."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    options = ["--port", str(port), "--workers", str(workers), "--log-level", "warning"]
    process = subprocess.Popen([sys.executable, "-m", "vntext", "serve", *options])
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


async def ask(reader, writer, body: bytes, route: str) -> tuple[int, bytes]:
    writer.write(
        b"POST /v1/%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        b"Content-Length: %d\r\n\r\n" % (route.encode(), len(body)) + body
    )
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    name = b"content-length: "
    start = head.lower().index(name) + len(name)
    size = int(head[start : head.index(b"\r\n", start)])
    return status, await reader.readexactly(size)


async def load(
    port: int,
    texts: list[str],
    expected: list[dict],
    count: int,
    route: str = "analyze",
    connections: int = CONNECTIONS,
):
    """Sends the texts in turn; gives seconds of each request, numbers of refused and of wrong."""
    seconds: list[float] = []
    refused = wrong = 0
    numbers = iter(range(count))

    async def client() -> None:
        nonlocal refused, wrong
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        for n in numbers:
            k = n % len(texts)
            start = time.perf_counter()
            status, body = await ask(reader, writer, texts[k].encode(), route)
            seconds.append(time.perf_counter() - start)
            refused += status != 200
            wrong += status == 200 and json.loads(body) != expected[k]
        writer.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    return seconds, refused, wrong


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(int(c) for c in children)]


def cpu(pid: int) -> float:
    """Processor time that a process has used, in ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Resident memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def speed(count: int) -> None:
    article = ARTICLE.read_text("utf-8")
    texts = [f"{article}\nBài số {k}.\n" for k in range(VARIANTS)]
    expected = [analyze(t).to_dict() for t in texts]
    start, used = time.perf_counter(), time.process_time()
    for k in range(60):
        analyze(texts[k % VARIANTS])
    direct = 60 / (time.perf_counter() - start)
    used = (time.process_time() - used) * 1000 / 60
    print(f"One article: {len(article)} characters; {CONNECTIONS} connections.\n")
    print(
        "| | requests | articles/s | to direct calls | median ms | p99 ms "
        "| CPU ms analysing | CPU ms serving | refused | wrong |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    one = 1000 / direct
    print(
        f"| direct calls, one process | 60 | {direct:.1f} | 1.00 | {one:.1f} | | {used:.1f} | | | |"
    )
    for workers in (1, 2):
        with service(workers) as (port, pid):
            asyncio.run(load(port, texts, expected, 40))  # warm
            before = [cpu(p) for p in family(pid)]
            start = time.perf_counter()
            seconds, refused, wrong = asyncio.run(load(port, texts, expected, count))
            rate = count / (time.perf_counter() - start)
            spent = [b - a for a, b in zip(before, map(cpu, family(pid)), strict=True)]
        p99 = quantiles(seconds, n=100)[98] * 1000
        print(
            f"| {workers} worker{'s' if workers > 1 else ''} | {count} | {rate:.1f} | "
            f"{rate / direct:.2f} | {median(seconds) * 1000:.0f} | {p99:.0f} | "
            f"{sum(spent[1:]) / count:.1f} | {spent[0] / count:.1f} | {refused} | {wrong} |"
        )


def routes(count: int) -> None:
    """What each route costs beside the whole analysis, one request after the other."""
    pipeline = default_pipeline()
    article = ARTICLE.read_text("utf-8")
    texts = [f"{article}\nBài số {k}.\n" for k in range(VARIANTS)]
    print(
        "| route | requests | median ms | CPU ms analysing | CPU ms serving | to analyze | wrong |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    whole = 0.0
    with service(1) as (port, pid):
        for name, layers in ROUTES.items():
            task = {"op": name, "layers": layers}
            expected = [json.loads(run_task(pipeline, {**task, "text": t})[1]) for t in texts]
            asyncio.run(load(port, texts, expected, VARIANTS, name, 1))  # warm
            before = [cpu(p) for p in family(pid)]
            seconds, refused, wrong = asyncio.run(load(port, texts, expected, count, name, 1))
            spent = [b - a for a, b in zip(before, map(cpu, family(pid)), strict=True)]
            analysing = sum(spent[1:]) / count
            whole = whole or analysing
            print(
                f"| {name} | {count} | {median(seconds) * 1000:.1f} | {analysing:.2f} | "
                f"{spent[0] / count:.2f} | 1 : {whole / max(analysing, 0.01):.1f} | "
                f"{refused + wrong} |",
                flush=True,
            )


def memory(count: int) -> None:
    texts = [f"Bà Lê Thị An, Giám đốc Sở Y tế, họp ngày {k + 1}/5." for k in range(VARIANTS)]
    expected = [analyze(t).to_dict() for t in texts]
    print("| short requests | requests/s | server MB | worker MB | refused | wrong |")
    print("|--:|--:|--:|--:|--:|--:|")
    with service(1) as (port, pid):
        done, step, no, bad = 0, max(1, count // 10), 0, 0
        while done < count:
            start = time.perf_counter()
            _, refused, wrong = asyncio.run(load(port, texts, expected, step))
            rate = step / (time.perf_counter() - start)
            done, no, bad = done + step, no + refused, bad + wrong
            server, *workers = family(pid)
            print(
                f"| {done} | {rate:.0f} | {resident(server):.1f} | "
                f"{max(map(resident, workers)):.1f} | {no} | {bad} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=400, help="articles for each line")
    parser.add_argument("--memory", type=int, metavar="N", help="send N short requests instead")
    parser.add_argument("--routes", action="store_true", help="compare the routes instead")
    args = parser.parse_args()
    if args.routes:
        routes(min(args.requests, 20_000))
    elif args.memory:
        memory(min(args.memory, 200_000))
    else:
        speed(min(args.requests, 20_000))


if __name__ == "__main__":
    main()

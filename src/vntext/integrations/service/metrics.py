"""Counters in the text format of Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import Final

__all__ = ["Metrics"]

_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What the service has done since it started. Paths are templates: no text, few series."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.seconds: dict[str, list[float]] = {}  # path -> one number a bucket, +Inf and sum
        self.characters = 0
        self.lines: Counter[str] = Counter()

    def observe(self, method: str, path: str, status: int, seconds: float) -> None:
        """Counts one request."""
        self.requests[method, path, status] += 1
        row = self.seconds.setdefault(path, [0.0] * (len(_BUCKETS) + 2))
        row[bisect_left(_BUCKETS, seconds)] += 1
        row[-1] += seconds

    def render(self, gauges: dict[str, float]) -> str:
        """All figures as text.

        Args:
            gauges: Further figures by name; names that end in ``_total`` are counters.
        """
        out = _head("requests_total", "counter", "Requests answered.")
        for (method, path, status), count in sorted(self.requests.items()):
            labels = f'method="{method}",path="{path}",status="{status}"'
            out.append(f"vntext_requests_total{{{labels}}} {count}")
        out += _head("request_seconds", "histogram", "Time from request to answer.")
        for path, row in sorted(self.seconds.items()):
            total = 0.0
            for bound, n in zip((*_BUCKETS, "+Inf"), row, strict=False):
                total += n
                labels = f'path="{path}",le="{bound}"'
                out.append(f"vntext_request_seconds_bucket{{{labels}}} {total:g}")
            out.append(f'vntext_request_seconds_sum{{path="{path}"}} {row[-1]:.6f}')
            out.append(f'vntext_request_seconds_count{{path="{path}"}} {total:g}')
        out += _head("characters_total", "counter", "Characters analysed.")
        out.append(f"vntext_characters_total {self.characters}")
        out += _head("batch_lines_total", "counter", "Lines of batches answered.")
        for result in ("ok", "error"):
            out.append(f'vntext_batch_lines_total{{result="{result}"}} {self.lines[result]}')
        for name, value in gauges.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            out += _head(name, kind, name.replace("_", " ").capitalize() + ".")
            out.append(f"vntext_{name} {value:g}")
        return "\n".join(out) + "\n"


def _head(name: str, kind: str, text: str) -> list[str]:
    return [f"# HELP vntext_{name} {text}", f"# TYPE vntext_{name} {kind}"]

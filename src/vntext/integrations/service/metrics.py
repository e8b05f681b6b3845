"""Figures for Prometheus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
"""Media type of `Metrics.render`."""

_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What the service has done since it started. Paths are templates: no text, few series.

    Args:
        gauges: Gives the figures of the moment by name; names that end in ``_total`` are counters.

    Attributes:
        characters: Characters analysed.
        lines: Lines of batches answered, by result.
    """

    def __init__(self, gauges: Callable[[], dict[str, float]]) -> None:
        self._registry = own = CollectorRegistry()
        labels = ("method", "path", "status")
        self._requests = Counter("vntext_requests", "Requests answered.", labels, registry=own)
        self._seconds = Histogram(
            "vntext_request_seconds",
            "Time from request to answer.",
            ("path",),
            buckets=_BUCKETS,
            registry=own,
        )
        self.characters = Counter("vntext_characters", "Characters analysed.", registry=own)
        told = "Lines of batches answered."
        self.lines = Counter("vntext_batch_lines", told, ("result",), registry=own)
        for result in ("ok", "error"):
            self.lines.labels(result)
        self._registry.register(_Moment(gauges))

    def observe(self, method: str, path: str, status: int, seconds: float) -> None:
        """Counts one request."""
        self._requests.labels(method, path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def render(self) -> bytes:
        """All figures as text."""
        return generate_latest(self._registry)


class _Moment(Collector):
    """Figures that are asked for when somebody looks."""

    def __init__(self, gauges: Callable[[], dict[str, float]]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        """The figures."""
        for name, value in self._gauges().items():
            told = name.removesuffix("_total").replace("_", " ").capitalize() + "."
            if name.endswith("_total"):
                yield CounterMetricFamily(f"vntext_{name}", told, value=value)
            else:
                yield GaugeMetricFamily(f"vntext_{name}", told, value=value)

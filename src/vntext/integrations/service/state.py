"""What the routes of one application share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vntext.integrations.service.metrics import Metrics

if TYPE_CHECKING:
    from vntext.integrations.service.gate import Gate
    from vntext.integrations.service.limits import Limits
    from vntext.integrations.service.pool import ProcessPool, ThreadPool

__all__ = ["State"]


class State:
    """The parts of a running service.

    Args:
        limits: What the service takes.
        pool: Who analyses.
        gate: Who may come in.
    """

    def __init__(self, limits: Limits, pool: ProcessPool | ThreadPool, gate: Gate) -> None:
        self.limits = limits
        self.pool = pool
        self.gate = gate
        self.metrics = Metrics(lambda: {"requests_inside": gate.inside, **pool.gauges()})

"""What the routes of one application share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vntext.integrations.service.metrics import Metrics

if TYPE_CHECKING:
    from vntext.integrations.service.gate import Gate
    from vntext.integrations.service.limits import Limits
    from vntext.integrations.service.pool import ProcessPool, ThreadPool

__all__ = ["State"]


@dataclass(slots=True)
class State:
    """The parts of a running service."""

    limits: Limits
    pool: ProcessPool | ThreadPool
    gate: Gate
    metrics: Metrics = field(default_factory=Metrics)

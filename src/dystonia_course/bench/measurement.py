"""One measured figure with its limit, and the arithmetic of latencies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


class CannotMeasureError(Exception):
    """Something that a measurement needs is not there. `str()` is one sentence."""


@dataclass(frozen=True)
class Measurement:
    """A figure as it is printed."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    """The figure must be below it; None for a figure that stands there to compare with."""
    detail: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the figure is below its limit; None without one."""
        return None if self.limit is None else self.value < self.limit

    def line(self) -> str:
        """The figure, its limit, the verdict, and the detail below it."""
        verdict = {True: "pass", False: "FAIL", None: ""}[self.reached]
        limit = "" if self.limit is None else f"< {self.limit:g} {self.unit}"
        line = f"{self.name:<62} {_shown(self.value):>7} {self.unit:<4} {limit:<11} {verdict}".rstrip()
        return f"{line}\n    {self.detail}" if self.detail else line


def percentile(values: Sequence[float], per_cent: float) -> float:
    """The smallest value that at least `per_cent` of the values do not exceed (nearest rank)."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, math.ceil(per_cent / 100 * len(values)) - 1)]


def spread(values: Sequence[float], unit: str) -> str:
    """Number, median and largest of `values`, for the detail of a figure."""
    return f"n = {len(values)}, median {_shown(percentile(values, 50))} {unit}, largest {_shown(max(values))} {unit}"


def p95(name: str, milliseconds: Sequence[float], limit: float | None = None) -> Measurement:
    """The 95th percentile of latencies in milliseconds, with their spread."""
    return Measurement(f"{name}, p95", percentile(milliseconds, 95), "ms", limit, spread(milliseconds, "ms"))


def _shown(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"

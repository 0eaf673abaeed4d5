"""Shares, differences and means with 95% intervals that also hold for small numbers."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_Z = statistics.NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Share:
    """`right` of `of`; `low` and `high` bound the share (Wilson's 95% interval), None if `of` is 0."""

    right: int
    of: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None if there is nothing to count."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True)
class Interval:
    """An estimate with its 95% interval."""

    value: float
    low: float
    high: float


def share(right: int, of: int) -> Share:
    """`right` of `of` with Wilson's 95% interval. Raises ValueError unless 0 <= right <= of."""
    if not 0 <= right <= of:
        raise ValueError(f"{right} of {of} is no share")
    if of == 0:
        return Share(0, 0, None, None)
    low, high = _wilson(right, of)
    return Share(right, of, low, high)


def _wilson(right: int, of: int) -> tuple[float, float]:
    p, z2 = right / of, _Z * _Z
    middle = p + z2 / (2 * of)
    half = _Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    low, high = (middle - half) / (1 + z2 / of), (middle + half) / (1 + z2 / of)
    return (0.0 if right == 0 else low), (1.0 if right == of else high)


def difference_of_shares(right: int, of: int, earlier_right: int, earlier_of: int) -> Interval:
    """The share `right`/`of` minus the earlier one, with Newcombe's hybrid score interval (his method 10).

    For two sets of different questions: the answers to them are taken as independent. Raises ValueError without items.
    """
    if not (of and earlier_of):
        raise ValueError("a difference needs items on both sides")
    p, q = right / of, earlier_right / earlier_of
    (low, high), (earlier_low, earlier_high) = _wilson(right, of), _wilson(earlier_right, earlier_of)
    return Interval(
        p - q,
        p - q - math.hypot(p - low, earlier_high - q),
        p - q + math.hypot(high - p, q - earlier_low),
    )


def mean_difference(differences: Sequence[float]) -> Interval:
    """The mean of paired differences with the 95% interval of the paired t test. Raises ValueError below 2 pairs."""
    if len(differences) < 2:
        raise ValueError("a mean difference needs at least two pairs")
    mean = statistics.fmean(differences)
    error = statistics.stdev(differences) / math.sqrt(len(differences))
    half = t_quantile(0.975, len(differences) - 1) * error
    return Interval(mean, mean - half, mean + half)


def t_quantile(probability: float, freedom: int) -> float:
    """The value below which Student's t with `freedom` degrees of freedom falls with `probability` (0.5 to 1)."""
    low, high = 0.0, 1.0
    while _t_below(high, freedom) < probability:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


def _t_below(value: float, freedom: int) -> float:
    """The distribution function for value >= 0, by Simpson's rule after t = sqrt(freedom) * tan(angle)."""
    end = math.atan(value / math.sqrt(freedom))
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    return 0.5 + scale * _simpson(lambda angle: math.cos(angle) ** (freedom - 1), end)


def _simpson(curve: Callable[[float], float], end: float, parts: int = 200) -> float:
    step = end / parts
    inner = sum((4 if number % 2 else 2) * curve(number * step) for number in range(1, parts))
    return step / 3 * (curve(0.0) + inner + curve(end))

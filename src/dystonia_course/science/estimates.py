"""An estimate with everything that a reader needs to judge it: what is estimated, how far it may be off, and how."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its interval.

    `estimand` says in words what is estimated; `se` is on the scale on which the interval is symmetric (the logarithm
    for a ratio); `p` is two-sided and nan where no test was made; `n` counts people; `method` names every choice.
    """

    estimand: str
    estimate: float
    low: float
    high: float
    se: float
    p: float
    n: int
    method: str
    level: float = 0.95

    def text(self, decimals: int = 1) -> str:
        """The estimate as it is printed: `-7.2 (-11.1 to -3.3)`."""
        return f"{self.estimate:.{decimals}f} ({self.low:.{decimals}f} to {self.high:.{decimals}f})"


def z_of(level: float) -> float:
    """The two-sided normal quantile of a confidence level: 1.96 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: got {level}")
    return NormalDist().inv_cdf(0.5 + level / 2)


def two_sided_p(z: float) -> float:
    """The two-sided P value of a normal statistic; exact far out, too."""
    return math.erfc(abs(z) / math.sqrt(2))


def se_from_interval(low: float, high: float, level: float = 0.95) -> float:
    """The standard error behind a printed normal interval that is symmetric on its scale."""
    if not low < high:
        raise ValueError(f"low must lie below high: got {low} and {high}")
    return (high - low) / (2 * z_of(level))


def normal_estimate(estimand: str, estimate: float, se: float, n: int, method: str, *, level: float = 0.95) -> Estimate:
    """An estimate with its normal interval and P value."""
    half = z_of(level) * se
    p = two_sided_p(estimate / se)
    return Estimate(estimand, estimate, estimate - half, estimate + half, se, p, n, method, level)


def ratio_estimate(estimand: str, log_ratio: float, se: float, n: int, method: str, *, level: float = 0.95) -> Estimate:
    """A ratio with the interval and P value of its logarithm."""
    half = z_of(level) * se
    p = two_sided_p(log_ratio / se)
    low, high = math.exp(log_ratio - half), math.exp(log_ratio + half)
    return Estimate(estimand, math.exp(log_ratio), low, high, se, p, n, method, level)


def as_rows(estimates: Sequence[Estimate]) -> list[dict[str, object]]:
    """Estimates as rows for a table: pandas.DataFrame(as_rows(...)) shows them."""
    return [
        {"estimand": e.estimand, "estimate": e.estimate, "low": e.low, "high": e.high, "p": e.p, "n": e.n}
        | {"method": e.method}
        for e in estimates
    ]

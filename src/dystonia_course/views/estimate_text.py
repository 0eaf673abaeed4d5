"""How an estimate is written: a true minus sign, the interval behind the number, a P value to what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.content.claims import Claim
    from dystonia_course.science.estimates import Estimate


def signed(value: float, decimals: int = 1) -> str:
    """A number with a true minus sign; what rounds to zero has none."""
    text = f"{value:.{decimals}f}"
    return f"{0:.{decimals}f}" if float(text) == 0 else text.replace("-", "−")


def shown(one: Estimate, decimals: int = 1) -> str:
    """The estimate with its interval: "−7.2 (−11.1 to −3.3)"."""
    return f"{signed(one.estimate, decimals)} ({signed(one.low, decimals)} to {signed(one.high, decimals)})"


def claim_text(one: Claim) -> str:
    """The number of a claim with its interval, to the decimals of its source."""
    return f"{one.value} ({one.low} to {one.high})".replace("-", "−")


def p_text(p: float) -> str:
    """A P value: four decimals below 0.001, three above, two from 0.1 on."""
    if p < 0.0001:
        return "P < 0.0001"
    return f"P = {p:.{4 if p < 0.001 else 3 if p < 0.1 else 2}f}"

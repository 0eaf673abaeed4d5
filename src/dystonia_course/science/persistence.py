"""How long the block lasts: a descriptive curve, not a mechanism.

R(t) = 1 / (1 + (t/tau)^h) says that junctions recover at different times: the logarithm of the recovery time is
logistic with median tau and spread 1/h. It is fitted to the M-wave of one small foot muscle (type A: two points; type
B: one point, so its h is not known) and to a clinical score (type B). These are different shapes: no shape may stand
for another serotype, and none of the M-wave for the clinical effect. Times are weeks; shares run from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.expressions import Equation, Quantity
from dystonia_course.science.onset import MINUTES_PER_DAY, OnsetRates, lytic_fraction
from dystonia_course.science.parameters import Parameter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from sympy import Expr

MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY
LONGEST_WEEKS = 95.0

_TIME = Quantity("time_weeks", "t", "weeks", "time since the injection", 0.0, LONGEST_WEEKS)
_SEEN_AT = Quantity("time_weeks", "t", "weeks", "time of the point", 0.1, LONGEST_WEEKS)
_TAU = Quantity("tau_weeks", r"\tau", "weeks", "time at which half has recovered", 0.1, 200.0)
_H = Quantity("h", "h", "", "steepness: 1 over the spread of the log recovery time", 0.5, 20.0)
_LEFT = Quantity("remaining", "R", "", "share of the block that is left", 0.001, 0.999)


def _share(name: str, symbol: str, meaning: str) -> Quantity:
    return Quantity(name, symbol, "", meaning, 0.0, 1.0)


def _remaining(time: Expr, tau: Expr, h: Expr) -> Expr:
    return 1 / (1 + (time / tau) ** h)


def _product(*factors: Expr) -> Expr:
    import sympy

    return sympy.Mul(*factors, evaluate=False)  # in the order of the chapter, not of the alphabet


REMAINING = Equation("remaining", "R(t)", "", "share of the largest block that is left", (_TIME, _TAU, _H), _remaining)
MEDIAN_THROUGH_POINT = Equation(
    "median_through_point",
    r"\tau",
    "weeks",
    "the tau of the curve of a given h that passes through one point",
    (_SEEN_AT, _LEFT, _H),
    lambda time, left, h: time * (1 / left - 1) ** (-1 / h),
)
BLOCK = Equation(
    "block",
    "P(t)",
    "",
    "share of the muscle's electrical response that is lost",
    (
        _share("peak", "E", "largest block at this dose"),
        _share("lytic", "L", "share of the toxin that acts"),
        _share("remaining", "R", "share of the largest block that is left"),
    ),
    _product,
)
CLINICAL_EFFECT = Equation(
    "clinical_effect",
    r"\Delta(t)",
    "points",
    "drug minus placebo on a clinical score; minus is better; from week 2 on, after the onset",
    (
        _TIME,
        Quantity("amplitude_points", r"\Delta_{\max}", "points", "largest difference", -50.0, 50.0),
        _TAU,
        _H,
    ),
    lambda time, amplitude, tau, h: amplitude * _remaining(time, tau, h),
)
EQUATIONS = (REMAINING, MEDIAN_THROUGH_POINT, BLOCK, CLINICAL_EFFECT)


@dataclass(frozen=True)
class Shape:
    """How one measure fades after one serotype."""

    serotype: str
    measure: str
    """What was measured, such as `M-wave, extensor digitorum brevis`."""
    tau_weeks: float
    h: float

    def __post_init__(self) -> None:
        """ValueError if a number is out of range."""
        _TAU.check(self.tau_weeks)
        _H.check(self.h)

    @staticmethod
    def from_parameters(serotype: str, measure: str, parameters: Mapping[str, Parameter]) -> Shape:
        """From parameters tau and h; ValueError where a parameter is about another serotype."""
        for symbol in ("tau", "h"):
            if not parameters[symbol].preset.startswith(f"type_{serotype.lower()}_"):
                raise ValueError(f"{symbol} of {parameters[symbol].preset} cannot serve for type {serotype}")
        return Shape(serotype, measure, parameters["tau"].value, parameters["h"].value)


def remaining_fraction(time_weeks: ArrayLike, shape: Shape) -> NDArray[np.float64]:
    """R at the times: 1 at first, a half at tau, 0 in the end."""
    return REMAINING(time_weeks, shape.tau_weeks, shape.h)


def shape_through_point(serotype: str, measure: str, time_weeks: float, remaining: float, h: float) -> Shape:
    """The shape with steepness `h` through one point. One point does not tell h: show a range of them, as a band."""
    return Shape(serotype, measure, float(MEDIAN_THROUGH_POINT(time_weeks, remaining, h)), h)


def block_fraction(time_weeks: ArrayLike, peak: float, rates: OnsetRates, shape: Shape) -> NDArray[np.float64]:
    """P = E L R at the times: onset and recovery in one curve, as a share of the response before the injection.

    Only for the M-wave of the foot muscle that `peak` was measured in; a clinical effect is `clinical_effect_points`.
    """
    _TIME.check(time_weeks)
    return BLOCK(peak, lytic_fraction(_minutes(time_weeks), rates), remaining_fraction(time_weeks, shape))


def clinical_effect_points(time_weeks: ArrayLike, amplitude_points: float, shape: Shape) -> NDArray[np.float64]:
    """Drug minus placebo on the score at the times, in points; minus is better. It says nothing before week 2."""
    return CLINICAL_EFFECT(time_weeks, amplitude_points, shape.tau_weeks, shape.h)


def _minutes(time_weeks: ArrayLike) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(time_weeks, dtype=float) * MINUTES_PER_WEEK

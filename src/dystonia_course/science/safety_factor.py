"""From the loss of SNARE protein to the loss of force: the safety factor of the junction.

A junction releases more transmitter than it needs. With a share f of the SNARE protein intact, release is f^n of
normal; a fibre fires while its release times its safety factor is above 1. Safety factors differ from fibre to fibre;
here they are log-normal with a median M and a log standard deviation sigma. So little is lost at first, then much.

The cat and rat set of M and sigma is fitted to a measurement. The human set is an assumption: no measured human value
was found, so its M belongs on a slider, never in a sentence as a finding. Shares run from 0 to 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.expressions import Equation, Quantity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from sympy import Expr

_INTACT = Quantity("intact", "f", "", "share of the SNARE protein that is intact", 0.0, 1.0)
_CLEAVED = Quantity("cleaved", "c", "", "share of the SNARE protein that is cut", 0.0, 1.0)
_RELEASE = Quantity("release", r"\rho", "", "release as a share of normal", 0.0, 1.0)
_N = Quantity("n", "n", "", "power that links intact SNARE protein to release", 1.0, 8.0)
_M = Quantity("safety_median", "M", "", "median safety factor", 1.05, 50.0)
_SIGMA = Quantity("safety_log_sd", r"\sigma", "", "standard deviation of the log safety factor", 0.05, 2.0)
_Z = Quantity("z", "z", "", "standard normal quantile", -6.0, 6.0)
_CALCIUM = Quantity("calcium_ratio", r"\mathrm{Ca}", "", "effective calcium as a share of normal", 0.001, 1.0)
_SLOPE = Quantity("slope", "m", "", "log-log slope of release over calcium", 1.0, 6.0)


def _force_of_log(log_release: Expr, median: Expr, log_sd: Expr) -> Expr:
    import sympy

    from dystonia_course.science.symbolic_functions import NormalCdf

    return NormalCdf((log_release + sympy.log(median)) / log_sd)


def _force(release: Expr, median: Expr, log_sd: Expr) -> Expr:
    import sympy

    return _force_of_log(sympy.log(release), median, log_sd)


def _force_after_cleavage(cleaved: Expr, n: Expr, median: Expr, log_sd: Expr) -> Expr:
    import sympy

    return _force_of_log(n * sympy.log(1 - cleaved), median, log_sd)


def _percentile(median: Expr, log_sd: Expr, z: Expr) -> Expr:
    import sympy

    return median * sympy.exp(log_sd * z)


RELEASE = Equation("release", r"\rho", "", "release as a share of normal", (_INTACT, _N), lambda intact, n: intact**n)
FORCE = Equation("force", r"\varphi(\rho)", "", "share of fibres that still fire", (_RELEASE, _M, _SIGMA), _force)
FORCE_AFTER_CLEAVAGE = Equation(
    "force_after_cleavage",
    r"\varphi(c)",
    "",
    "share of fibres that still fire",
    (_CLEAVED, _N, _M, _SIGMA),
    _force_after_cleavage,
)
HALF_FAIL_CLEAVED = Equation(
    "half_fail_cleaved",
    "c_{1/2}",
    "",
    "cut share at which half of the fibres fail, or one fibre with this safety factor",
    (_M, _N),
    lambda median, n: 1 - median ** (-1 / n),
)
SAFETY_PERCENTILE = Equation(
    "safety_percentile",
    r"\mathrm{SF}(z)",
    "",
    "safety factor of the fibre at the standard normal quantile z",
    (_M, _SIGMA, _Z),
    _percentile,
)
CALCIUM_RELEASE = Equation(
    "calcium_release",
    r"\rho",
    "",
    "release as a share of normal when effective calcium falls; measured at low calcium in the frog",
    (_CALCIUM, _SLOPE),
    lambda calcium, slope: calcium**slope,
)
EQUATIONS = (RELEASE, FORCE, FORCE_AFTER_CLEAVAGE, HALF_FAIL_CLEAVED, SAFETY_PERCENTILE, CALCIUM_RELEASE)


def release_fraction(intact: ArrayLike, n: float) -> NDArray[np.float64]:
    """Release as a share of normal, when the share `intact` of the SNARE protein is left."""
    return RELEASE(intact, n)


def force_fraction(release: ArrayLike, safety_median: float, safety_log_sd: float) -> NDArray[np.float64]:
    """The share of fibres that still fire when every junction releases the share `release` of normal."""
    return FORCE(release, safety_median, safety_log_sd)


def force_after_cleavage_fraction(
    cleaved: ArrayLike, n: float, safety_median: float, safety_log_sd: float
) -> NDArray[np.float64]:
    """The share of fibres that still fire when the share `cleaved` of the SNARE protein is cut."""
    return FORCE_AFTER_CLEAVAGE(cleaved, n, safety_median, safety_log_sd)


def half_fail_cleaved_fraction(safety_median: float, n: float) -> float:
    """The cut share at which half of the fibres fail; with one fibre's safety factor: at which this fibre fails."""
    return float(HALF_FAIL_CLEAVED(safety_median, n))


def safety_factor_at_share(share: float, safety_median: float, safety_log_sd: float) -> float:
    """The safety factor that the share `share` (above 0, below 1) of the fibres does not reach."""
    from statistics import NormalDist

    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1, both left out, but it is {share:g}")
    return float(SAFETY_PERCENTILE(safety_median, safety_log_sd, NormalDist().inv_cdf(share)))


def calcium_release_fraction(calcium_ratio: ArrayLike, slope: float) -> NDArray[np.float64]:
    """Release as a share of normal when calcium acts as if it were the share `calcium_ratio` of normal."""
    return CALCIUM_RELEASE(calcium_ratio, slope)

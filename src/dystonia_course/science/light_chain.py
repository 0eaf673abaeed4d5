"""Why serotypes last differently: a sketch. The light chain decays, the cell renews the SNARE protein that it cuts.

With decay dl/dt = -lambda l, lambda = ln 2 / half-life, and renewal dS/dt = k_syn (1 - S) - k_cut l S, the intact
share S follows 1 / (1 + x 2^(-t/half-life)) where x = k_cut l_0 / k_syn, as long as renewal is fast beside the decay.
For types E and F, which decay in about a day or two, it may not be: there the true S lags behind this formula.

A threshold is crossed one half-life later with each doubling of the dose (the log-dose law). In people the law fails:
type F, with a half-life of about 2 days, gained 25 days of benefit from 1.5 times the dose. So a half-life in cultured
neurons does not set the duration in a person by itself. Sprouting, atrophy, repeated injections and antibodies are not
in the model.
Times are days (`_days`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.expressions import Equation, Quantity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from sympy import Expr

_TIME = Quantity("time_days", "t", "days", "time since the onset", 0.0, 700.0)
_X = Quantity("cut_over_renewal", "x", "", "cutting at the start over renewal; in proportion to the dose", 0.0, 1e9)
_SOME_X = Quantity("cut_over_renewal", "x", "", _X.meaning, 1e-6, 1e9)
_HALF = Quantity("half_life_days", "t_{1/2}", "days", "half-life of the light chain's action", 0.05, 400.0)
_SF = Quantity("safety_factor", r"\mathrm{SF}", "", "safety factor of the junction", 1.05, 50.0)
_N = Quantity("n", "n", "", "power that links intact SNARE protein to release", 1.0, 8.0)


def _enzyme(time: Expr, half_life: Expr) -> Expr:
    return 2 ** (-time / half_life)


def _days(x: Expr, half_life: Expr, safety_factor: Expr, n: Expr) -> Expr:
    import sympy

    return half_life * sympy.log(x / (safety_factor ** (1 / n) - 1), 2)


ENZYME_LEFT = Equation(
    "enzyme_left", r"\frac{\ell(t)}{\ell_0}", "", "share of the light chain that is left", (_TIME, _HALF), _enzyme
)
INTACT_SNARE = Equation(
    "intact_snare",
    "S(t)",
    "",
    "intact share of the SNARE protein, if renewal is fast beside the decay",
    (_TIME, _X, _HALF),
    lambda time, x, half_life: 1 / (1 + x * _enzyme(time, half_life)),
)
PARALYSIS_DAYS = Equation(
    "paralysis_days",
    "t^*",
    "days",
    "when a junction works again; below 0: it never stopped",
    (_SOME_X, _HALF, _SF, _N),
    _days,
)
EQUATIONS = (ENZYME_LEFT, INTACT_SNARE, PARALYSIS_DAYS)


def enzyme_left_fraction(time_days: ArrayLike, half_life_days: float) -> NDArray[np.float64]:
    """The share of the light chain that is left at the times: a half after one half-life."""
    return ENZYME_LEFT(time_days, half_life_days)


def intact_snare_fraction(time_days: ArrayLike, cut_over_renewal: float, half_life_days: float) -> NDArray[np.float64]:
    """S at the times, 0 to 1; for half-lives of a day or two it is too early by about the time of renewal."""
    return INTACT_SNARE(time_days, cut_over_renewal, half_life_days)


def paralysis_days(cut_over_renewal: float, half_life_days: float, safety_factor: float, n: float) -> float:
    """How long a junction with this safety factor is silent; 0 if it never is."""
    return max(0.0, float(PARALYSIS_DAYS(cut_over_renewal, half_life_days, safety_factor, n)))


def gain_from_dose_days(dose_ratio: float, half_life_days: float) -> float:
    """The log-dose law: the days that a `dose_ratio` times larger dose adds. It fails for type F in people."""
    Quantity("dose_ratio", "D_2/D_1", "", "larger dose over smaller dose", 1.0, 1000.0).check(dose_ratio)
    reference = (3.0, 1.0)  # any junction that is silent at both doses: its reserve cancels
    longer = float(PARALYSIS_DAYS(1e3 * dose_ratio, half_life_days, *reference))
    return longer - float(PARALYSIS_DAYS(1e3, half_life_days, *reference))

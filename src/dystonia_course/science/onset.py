"""Onset of the block: Simpson's three steps (1980), Lebeda's fourth before them (2008).

Toxin passes irreversibly, each step at a constant rate, through a chain: in bulk (U), free at the receptors (F), bound
(B), inside the vesicle (T), lytic in the cytosol (L). All is a share, from 0 to 1, of the toxin that arrives in the
end; normalised muscle tension is 1 - L. Times are minutes (`_min`), rates per minute (`_per_min`).

Names of the steps are Simpson's: k_T is translocation (entry into the vesicle), k_L is lysis. The curated model files
call the same two reactions endocytosis and translocation. k_S is one number for all that is slow before the receptors;
it is chosen to fit, not measured at any molecule, so no text may say that "binding takes days".

The content of every compartment is one formula: with rates k_1 to k_m, counted up to the compartment's own way out, it
is k_1 ... k_(m-1) t^(m-1) times the divided difference of exp(-x) at k_1 t ... k_m t. The lytic compartment has no way
out, so its own rate is 0. This holds for equal rates, where the textbook sum of exponentials divides zero by zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.expressions import Equation, Quantity
from dystonia_course.science.parameters import Parameter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from sympy import Expr

MINUTES_PER_DAY = 1440
LONGEST_MIN = 1e6
"""The longest time that is accepted, about 99 weeks."""
FASTEST_PER_MIN = 10.0
"""The fastest step that is accepted; a rate of 0 means that the step does not happen."""
LARGEST_SPEEDUP = 10.0
"""How much faster the lytic step may be set by nerve activity. An assumption: the source gives only the direction."""

PRESETS = ("bath", "mouse", "human")
"""An isolated muscle in a bath (three steps); a mouse and a person after an injection into a muscle (four steps)."""

_T = Quantity("time_min", "t", "min", "time since the toxin was given", 0.0, LONGEST_MIN)


def _rate(name: str, symbol: str, meaning: str) -> Quantity:
    return Quantity(name, symbol, "per min", meaning, 0.0, FASTEST_PER_MIN)


_S = _rate("k_s_per_min", "k_S", "rate of arrival at the receptors, all slow steps in one")
_B = _rate("k_b_per_min", "k_B", "rate of binding")
_TRANSLOCATION = _rate("k_t_per_min", "k_T", "rate of translocation, out of the reach of antitoxin")
_L = _rate("k_l_per_min", "k_L", "rate of the lytic step")


def _compartment(time: Expr, *rates: Expr) -> Expr:
    """Content of the compartment that `rates[-1]` empties, when everything starts before `rates[0]`."""
    from dystonia_course.science.symbolic_functions import ChainContent

    return ChainContent(time, *rates)


def _filled(time: Expr, *rates: Expr) -> Expr:
    """Content of the compartment after the chain of `rates`, which nothing empties."""
    return _compartment(time, *rates, 0)


def _equation(
    name: str, left: str, meaning: str, inputs: tuple[Quantity, ...], build: Callable[..., Expr] = _compartment
) -> Equation:
    return Equation(name, left, "", meaning, (_T, *inputs), build)


BULK = _equation("bulk", "U(t)", "toxin in bulk", (_S,))
FREE = _equation("free", "F(t)", "toxin free at the receptors", (_S, _B))
BOUND = _equation("bound", "B(t)", "toxin bound to the nerve ending", (_S, _B, _TRANSLOCATION))
INSIDE = _equation("inside", "T(t)", "toxin inside the vesicle", (_S, _B, _TRANSLOCATION, _L))
LYTIC_FOUR_STEPS = _equation(
    "lytic_four_steps", "L(t)", "lytic toxin: the light chain at work", (_S, _B, _TRANSLOCATION, _L), _filled
)
PAST_ANTITOXIN = _equation(
    "past_antitoxin", "T(t) + L(t)", "toxin that antitoxin cannot reach any more", (_S, _B, _TRANSLOCATION), _filled
)
FREE_BATH = _equation("free_bath", "F(t)", "toxin free at the receptors, bath", (_B,))
BOUND_BATH = _equation("bound_bath", "B(t)", "toxin bound to the nerve ending, bath", (_B, _TRANSLOCATION))
INSIDE_BATH = _equation("inside_bath", "T(t)", "toxin inside the vesicle, bath", (_B, _TRANSLOCATION, _L))
LYTIC_THREE_STEPS = _equation(
    "lytic_three_steps", "L(t)", "lytic toxin: the light chain at work, bath", (_B, _TRANSLOCATION, _L), _filled
)
PAST_ANTITOXIN_BATH = _equation(
    "past_antitoxin_bath",
    "T(t) + L(t)",
    "toxin that antitoxin cannot reach any more, bath",
    (_B, _TRANSLOCATION),
    _filled,
)


def _half_time(rate: Expr) -> Expr:
    import sympy

    return sympy.log(2) / rate


HALF_TIME = Equation(
    "half_time",
    r"t_{1/2}",
    "min",
    "half-time of a step",
    (Quantity("k_per_min", "k", "per min", "rate of the step", 1e-6, FASTEST_PER_MIN),),
    _half_time,
)
LYTIC_RATE = Equation(
    "lytic_rate",
    "k_L",
    "per min",
    "rate of the lytic step with nerve activity (the factor is an assumption, only its direction is known)",
    (
        Quantity("k_l_silent_per_min", r"k_{L,\mathrm{silent}}", "per min", "rate in a silent nerve", 0.0, 1.0),
        Quantity("speedup", "a", "", "how much faster with activity (assumption)", 1.0, LARGEST_SPEEDUP),
    ),
    lambda silent, speedup: silent * speedup,
)

FOUR_STEPS = (BULK, FREE, BOUND, INSIDE, LYTIC_FOUR_STEPS)
THREE_STEPS = (FREE_BATH, BOUND_BATH, INSIDE_BATH, LYTIC_THREE_STEPS)
EQUATIONS = (*FOUR_STEPS, PAST_ANTITOXIN, *THREE_STEPS, PAST_ANTITOXIN_BATH, HALF_TIME, LYTIC_RATE)


@dataclass(frozen=True)
class OnsetRates:
    """The rates of the chain, per minute. Without `k_s_per_min` the toxin starts at the receptors: three steps."""

    k_b_per_min: float
    k_t_per_min: float
    k_l_per_min: float
    k_s_per_min: float | None = None

    def __post_init__(self) -> None:
        """ValueError if a rate is out of range."""
        for quantity, value in zip((_B, _TRANSLOCATION, _L, _S), self._all(), strict=False):
            quantity.check(value)

    def _all(self) -> tuple[float, ...]:
        known = (self.k_b_per_min, self.k_t_per_min, self.k_l_per_min)
        return known if self.k_s_per_min is None else (*known, self.k_s_per_min)

    @property
    def chain(self) -> tuple[float, ...]:
        """The rates in the order of the steps."""
        later = (self.k_b_per_min, self.k_t_per_min, self.k_l_per_min)
        return later if self.k_s_per_min is None else (self.k_s_per_min, *later)

    def with_activity(self, speedup: float) -> OnsetRates:
        """The same rates with a lytic step `speedup` times faster, as nerve activity makes it; 1 is a silent nerve."""
        faster = float(LYTIC_RATE(self.k_l_per_min, speedup))
        return OnsetRates(self.k_b_per_min, self.k_t_per_min, faster, self.k_s_per_min)

    @staticmethod
    def preset(name: str, parameters: Mapping[str, Parameter]) -> OnsetRates:
        """The rates of a preset, from parameters k_B, k_T, k_L and, but for the bath, k_S."""
        if name not in PRESETS:
            raise ValueError(f"a preset of onset must be one of {', '.join(PRESETS)}, but it is {name}")
        later = (parameters["k_B"].value, parameters["k_T"].value, parameters["k_L"].value)
        return OnsetRates(*later) if name == "bath" else OnsetRates(*later, parameters["k_S"].value)


def lytic_fraction(time_min: ArrayLike, rates: OnsetRates) -> NDArray[np.float64]:
    """L at the times: the share of the toxin that acts, 0 to 1. Muscle tension is 1 minus it."""
    equation = LYTIC_THREE_STEPS if rates.k_s_per_min is None else LYTIC_FOUR_STEPS
    return _share(equation(time_min, *rates.chain))


def compartments(time_min: ArrayLike, rates: OnsetRates) -> dict[str, NDArray[np.float64]]:
    """The share of the toxin in each compartment at the times, in the order of the steps; together they are 1."""
    equations = THREE_STEPS if rates.k_s_per_min is None else FOUR_STEPS
    names = ("bulk", "free", "bound", "inside", "lytic")[-len(equations) :]
    return {
        name: _share(equation(time_min, *rates.chain[: len(equation.inputs) - 1]))
        for name, equation in zip(names, equations, strict=True)
    }


def past_antitoxin_fraction(time_min: ArrayLike, rates: OnsetRates) -> NDArray[np.float64]:
    """T + L at the times: the share of the toxin that an antitoxin outside the nerve cannot stop any more."""
    equation = PAST_ANTITOXIN_BATH if rates.k_s_per_min is None else PAST_ANTITOXIN
    return _share(equation(time_min, *rates.chain[:-1]))


def _share(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without the last digit's rounding above 1."""
    import numpy as np

    return np.minimum(value, 1.0)


def time_to_lytic_min(level: float, rates: OnsetRates) -> float:
    """The minutes until L reaches `level` (above 0, below 1); infinite if not within `LONGEST_MIN`."""
    return _first_time(lambda times: lytic_fraction(times, rates), level)


def antitoxin_window_min(rates: OnsetRates) -> float:
    """The minutes until half of the toxin is past k_T, safe from antitoxin; infinite if not within `LONGEST_MIN`."""
    return _first_time(lambda times: past_antitoxin_fraction(times, rates), 0.5)


def _first_time(rising: Callable[[NDArray[np.float64]], NDArray[np.float64]], level: float) -> float:
    """Where a function of time that rises from 0 reaches the level: a search in ever finer steps."""
    import numpy as np

    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, both left out, but it is {level:g}")
    low, high = 0.0, LONGEST_MIN
    if not rising(np.asarray([high]))[0] >= level:
        return math.inf
    while high - low > 1e-13 * high:
        times = np.linspace(low, high, 65)
        reached = max(1, int(np.argmax(rising(times) >= level)))
        low, high = float(times[reached - 1]), float(times[reached])
    return (low + high) / 2

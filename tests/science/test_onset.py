"""The onset chain against numerical integration of its differential equations, and against what was published.

Nothing here takes a number from the code under test: t10, t50 and the like are found on the integrated curve.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from dystonia_course.science.onset import (
    HALF_TIME,
    LARGEST_SPEEDUP,
    LONGEST_MIN,
    PRESETS,
    OnsetRates,
    antitoxin_window_min,
    compartments,
    lytic_fraction,
    past_antitoxin_fraction,
    time_to_lytic_min,
)
from dystonia_course.science.parameters import Parameter

# Simpson 1980 and Lebeda 2008, as they print them.
BATH = OnsetRates(k_b_per_min=0.058, k_t_per_min=0.141, k_l_per_min=0.013)
MOUSE = OnsetRates(0.058, 0.141, 0.013, k_s_per_min=0.001)
HUMAN = OnsetRates(0.058, 0.141, 0.013, k_s_per_min=0.00015)
HOUR, DAY = 60, 1440


def flow(rates: OnsetRates) -> np.ndarray:
    """The matrix of the differential equations: each compartment empties into the next."""
    chain = [*rates.chain, 0.0]
    return np.diag([-rate for rate in chain]) + np.diag(rates.chain, k=-1)


def integrated(rates: OnsetRates, until_min: float) -> Callable[[float], np.ndarray]:
    """All compartments over time, by numerical integration from the first one full."""
    matrix = flow(rates)
    start = np.eye(len(matrix))[0]
    solution = solve_ivp(
        lambda _, y: matrix @ y, (0, until_min), start, method="LSODA", rtol=1e-11, atol=1e-13, dense_output=True
    )
    return solution.sol


def time_of(curve: Callable[[float], float], level: float, until: float) -> float:
    return float(brentq(lambda t: curve(t) - level, 0.0, until))


# --- values to reproduce: case, level, time, unit in minutes, half of the last printed digit

TIMES = [
    *[(BATH, level, time, 1, 0.05) for level, time in ((0.1, 26.8), (0.5, 79.5), (0.9, 204.1))],
    *[
        (MOUSE, level, time, HOUR, half)
        for level, time, half in ((0.1, 3.34, 0.005), (0.5, 13.29, 0.0051), (0.9, 40.1, 0.05))
    ],
]


@pytest.mark.parametrize(("rates", "level", "printed", "unit", "half_digit"), TIMES)
def test_times_to_a_level(rates: OnsetRates, level: float, printed: float, unit: float, half_digit: float) -> None:
    # The mouse's t50 integrates to 13.295 h, which may be printed as 13.29 or 13.30: hence 0.0051 there.
    curve = integrated(rates, 100 * HOUR)
    independent = time_of(lambda t: curve(t)[-1], level, 100 * HOUR)
    assert independent / unit == pytest.approx(printed, abs=half_digit)
    assert time_to_lytic_min(level, rates) == pytest.approx(independent, rel=1e-6)


LEVELS = [
    *[(BATH, minutes, level) for minutes, level in ((30, 0.124), (60, 0.364), (120, 0.702), (240, 0.937))],
    *[(MOUSE, hours * HOUR, level) for hours, level in ((24, 0.737), (48, 0.938))],
    *[(HUMAN, days * DAY, level) for days, level in ((1, 0.182), (2, 0.341), (3, 0.469), (7, 0.776))],
]


@pytest.mark.parametrize(("rates", "time_min", "printed"), LEVELS)
def test_levels_at_a_time(rates: OnsetRates, time_min: float, printed: float) -> None:
    independent = integrated(rates, time_min)(time_min)[-1]
    assert independent == pytest.approx(printed, abs=0.0005)
    assert float(lytic_fraction(time_min, rates)) == pytest.approx(independent, abs=1e-8)


@pytest.mark.parametrize(("rates", "printed", "unit", "half_digit"), [(BATH, 19.6, 1, 0.05), (HUMAN, 77, HOUR, 0.5)])
def test_the_antitoxin_window(rates: OnsetRates, printed: float, unit: float, half_digit: float) -> None:
    curve = integrated(rates, 200 * HOUR)
    independent = time_of(lambda t: curve(t)[-1] + curve(t)[-2], 0.5, 200 * HOUR)
    assert independent / unit == pytest.approx(printed, abs=half_digit)
    assert antitoxin_window_min(rates) == pytest.approx(independent, rel=1e-6)


@pytest.mark.parametrize(("rate", "published_min", "within"), [(0.058, 12, 0.1), (0.141, 4.9, 0.05), (0.013, 55, 1.8)])
def test_half_times_of_the_steps(rate: float, published_min: float, within: float) -> None:
    # The half-time of lysis is published as "about 55 min"; its rate, 0.013, stands for 0.0125 to 0.0135: 51 to 55 min.
    independent = brentq(lambda t: math.exp(-rate * t) - 0.5, 1, 1000)
    assert float(HALF_TIME(rate)) == pytest.approx(independent, rel=1e-9) == pytest.approx(published_min, abs=within)


def test_the_slow_arrival_alone_sets_the_time_scale_in_people() -> None:
    assert float(HALF_TIME(0.00015)) / DAY == pytest.approx(3.2, abs=0.05)
    later_steps = time_to_lytic_min(0.5, BATH)
    assert time_to_lytic_min(0.5, HUMAN) / DAY == pytest.approx(3.26, abs=0.02)
    assert later_steps < 0.02 * time_to_lytic_min(0.5, HUMAN)


# --- near and equal rates

RATE = st.floats(-4.5, 0.5).map(lambda exponent: 10**exponent)
CLOSENESS = st.one_of(st.just(0.0), st.floats(-16, -1).map(lambda exponent: 10**exponent))


@st.composite
def rates_that_meet(draw: st.DrawFn) -> OnsetRates:
    """Two, three or all four rates equal or nearly so, in any order."""
    one = draw(RATE)
    rates = [one * (1 + draw(st.sampled_from([-1, 1])) * draw(CLOSENESS)) for _ in range(4)]
    for place in draw(st.sets(st.integers(0, 3), max_size=2)):
        rates[place] = draw(RATE)
    return OnsetRates(*rates[:3], k_s_per_min=draw(st.sampled_from([rates[3], None])))


def exponential(rates: OnsetRates, time_min: float) -> np.ndarray:
    """All compartments by the matrix exponential, in 50 digits.

    In double precision SciPy's own is of no use here: for triangular matrices it subtracts exponentials of near
    diagonal elements, and loses up to eight digits where rates are nearly equal.
    """
    with mpmath.workdps(50):
        first_column = mpmath.expm(mpmath.matrix((flow(rates) * time_min).tolist()), method="taylor")[:, 0]
        return np.array([float(part) for part in first_column])


@settings(max_examples=100, deadline=None)
@given(rates_that_meet(), st.floats(-1, 1.7).map(lambda exponent: 10**exponent))
def test_all_compartments_near_and_at_equal_rates(rates: OnsetRates, halves: float) -> None:
    time_min = min(halves / min(rates.chain), LONGEST_MIN)
    exact = exponential(rates, time_min)
    found = np.array([float(part) for part in compartments(time_min, rates).values()])
    assert np.abs(found - exact).max() < 1e-13


@pytest.mark.parametrize("gap", [0.0, 1e-15, 1e-12, 1e-9, 1e-7, 1e-5, 1e-3])
def test_small_amounts_keep_their_digits_where_rates_meet(gap: float) -> None:
    """One minute after the start L is about 1e-8; the textbook sum would lose all of it, or divide by zero."""
    rates = OnsetRates(0.013, 0.013 * (1 + gap), 0.013 * (1 - gap), 0.013 * (1 + 2 * gap))
    assert float(lytic_fraction(1.0, rates)) == pytest.approx(exponential(rates, 1.0)[-1], rel=1e-12)


def test_four_equal_rates_give_the_gamma_distribution() -> None:
    times = np.linspace(0, 1500, 40)
    gamma = [float(mpmath.gammainc(4, 0, 0.013 * t, regularized=True)) for t in times]
    assert np.abs(lytic_fraction(times, OnsetRates(0.013, 0.013, 0.013, 0.013)) - gamma).max() < 1e-12


# --- properties

ANY = st.builds(OnsetRates, RATE, RATE, RATE, st.one_of(st.none(), RATE))
TIMES_MIN = np.concatenate([[0.0], np.geomspace(0.01, LONGEST_MIN, 120)])


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_shares_stay_between_0_and_1_add_up_and_the_lytic_one_only_rises(rates: OnsetRates) -> None:
    parts = compartments(TIMES_MIN, rates)
    assert list(parts) == ["bulk", "free", "bound", "inside", "lytic"][-len(rates.chain) - 1 :]
    for part in parts.values():
        assert part.min() >= 0
        assert part.max() <= 1
    assert np.abs(sum(parts.values()) - 1).max() < 1e-12
    assert (np.diff(parts["lytic"]) >= -1e-14).all()
    assert parts["lytic"][0] == 0
    assert next(iter(parts.values()))[0] == 1


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_antitoxin_is_too_late_before_the_muscle_is_weak(rates: OnsetRates) -> None:
    assert (past_antitoxin_fraction(TIMES_MIN, rates) >= lytic_fraction(TIMES_MIN, rates) - 1e-13).all()
    window, half = antitoxin_window_min(rates), time_to_lytic_min(0.5, rates)
    assert window < half or window == half == math.inf


@settings(max_examples=60, deadline=None)
@given(ANY, st.floats(0.01, 0.98))
def test_the_time_to_a_level_is_the_inverse_of_the_curve(rates: OnsetRates, level: float) -> None:
    time = time_to_lytic_min(level, rates)
    if time == math.inf:
        assert float(lytic_fraction(LONGEST_MIN, rates)) < level
    else:
        assert float(lytic_fraction(time, rates)) == pytest.approx(level, abs=1e-9)


def test_the_fourth_step_vanishes_when_it_is_fast_and_stops_all_when_it_is_zero() -> None:
    times = np.linspace(0, 600, 50)
    fast = OnsetRates(0.058, 0.141, 0.013, 10.0)
    assert np.abs(lytic_fraction(times, fast) - lytic_fraction(times, BATH)).max() < 2e-3
    assert (lytic_fraction(times, OnsetRates(0.058, 0.141, 0.013, 0.0)) == 0).all()
    assert time_to_lytic_min(0.5, OnsetRates(0.058, 0.141, 0.0)) == math.inf
    assert antitoxin_window_min(OnsetRates(0.058, 0.141, 0.0)) == antitoxin_window_min(BATH)


# --- nerve activity: the source gives the direction alone


def test_activity_speeds_the_lytic_step_and_nothing_else() -> None:
    busy = BATH.with_activity(4)
    assert busy == OnsetRates(0.058, 0.141, 4 * 0.013)
    assert BATH.with_activity(1) == BATH
    assert time_to_lytic_min(0.5, busy) < time_to_lytic_min(0.5, BATH)
    assert antitoxin_window_min(busy) == antitoxin_window_min(BATH)


def test_activity_barely_moves_the_onset_in_people() -> None:
    """The largest speed-up that is allowed: the half-time falls by about an hour of three days."""
    earlier_min = time_to_lytic_min(0.5, HUMAN) - time_to_lytic_min(0.5, HUMAN.with_activity(LARGEST_SPEEDUP))
    assert 60 < earlier_min < 75


@pytest.mark.parametrize("speedup", [0.5, 10.5, math.nan])
def test_a_speedup_out_of_range_is_refused(speedup: float) -> None:
    with pytest.raises(ValueError, match="speedup must lie between 1 and 10, but it is"):
        BATH.with_activity(speedup)


# --- refusals and presets


@pytest.mark.parametrize("wrong", [-0.001, 10.5, math.nan, math.inf])
def test_rates_out_of_range_are_refused(wrong: float) -> None:
    for place in range(4):
        rates = [0.058, 0.141, 0.013, 0.001]
        rates[place] = wrong
        with pytest.raises(ValueError, match="_per_min must lie between 0 and 10 per min, but it is"):
            OnsetRates(*rates)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, math.nan])
def test_a_level_out_of_range_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level must lie between 0 and 1, both left out"):
        time_to_lytic_min(level, BATH)


def test_presets_take_their_numbers_from_parameters() -> None:
    values = {"k_B": 0.058, "k_T": 0.141, "k_L": 0.013, "k_S": 0.001}
    given_ = {
        symbol: Parameter(model="onset", preset="", symbol=symbol, value=v, mark="seen") for symbol, v in values.items()
    }
    assert OnsetRates.preset("mouse", given_) == MOUSE
    assert OnsetRates.preset("bath", given_) == BATH
    assert PRESETS == ("bath", "mouse", "human")
    with pytest.raises(ValueError, match="one of bath, mouse, human, but it is frog"):
        OnsetRates.preset("frog", given_)

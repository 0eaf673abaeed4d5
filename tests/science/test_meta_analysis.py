"""Pooling: a printed example, textbook formulas typed anew, and what must hold for any trials."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from dystonia_course.science.meta_analysis import (
    Arm,
    Effect,
    effect_from_interval,
    log_risk_ratios,
    mantel_haenszel,
    merge_arms,
    merge_counts,
    merged_difference,
    pool,
    split_wrongly,
    what_is_missing,
)
from dystonia_course.science.two_by_two import TwoByTwo

BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip
"""Trials of BCG vaccine (Colditz, JAMA 1994;271:698): vaccinated with and without tuberculosis, then not vaccinated."""
BCG_TABLES = [TwoByTwo(a, a + b, c, c + d, "tuberculosis", f"trial {i}") for i, (a, b, c, d) in enumerate(BCG, 1)]

effects = st.lists(st.tuples(st.floats(-20, 20), st.floats(0.2, 6)), min_size=2, max_size=9).map(
    lambda pairs: [Effect(f"trial {i}", y, se, 50) for i, (y, se) in enumerate(pairs, 1)]
)


def numbers(trials: Sequence[Effect]) -> tuple[list[float], list[float]]:
    pairs = [(e.estimate, e.se) for e in trials if e.estimate is not None and e.se is not None]
    return [y for y, _ in pairs], [se for _, se in pairs]


# ------------------------------------------------------------------ printed


def test_the_vaccine_trials_pool_as_printed() -> None:
    """Viechtbauer, Journal of Statistical Software 2010;36(3), and the manual of metafor, for these thirteen trials."""
    found = pool(log_risk_ratios(BCG_TABLES))
    assert f"{found.q:.2f}" == "152.23"
    assert f"{found.tau2:.4f}" == "0.3088"
    assert f"{100 * found.i2:.2f}" == "92.12"
    assert found.effect.text(4) == "-0.7141 (-1.0644 to -0.3638)"
    assert found.as_ratio().effect.text(2) == "0.49 (0.34 to 0.70)"
    assert found.prediction_low is not None
    assert found.prediction_high is not None
    ratio_in_a_new_trial = found.as_ratio()
    assert ratio_in_a_new_trial.prediction_low == pytest.approx(math.exp(found.prediction_low))
    assert ratio_in_a_new_trial.prediction_high == pytest.approx(math.exp(found.prediction_high))
    ratio = mantel_haenszel(BCG_TABLES)
    assert f"{math.log(ratio.estimate):.4f}" == "-0.4537"
    assert f"{ratio.se:.4f}" == "0.0393"
    assert ratio.text(4) == "0.6353 (0.5881 to 0.6862)"
    assert ratio.n == found.effect.n == sum(map(sum, BCG))


# ------------------------------------------------------------------ textbook formulas


@settings(deadline=None)
@given(effects)
@example([Effect("trial 1", 17.0, 0.5, 50), Effect("trial 2", 17.0, 0.2, 50)])
def test_fixed_effect_by_its_formula(trials: list[Effect]) -> None:
    y, se = numbers(trials)
    w = [1 / s**2 for s in se]
    mean = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
    found = pool(trials, "fixed")
    assert found.effect.estimate == pytest.approx(mean, abs=1e-9)
    assert found.effect.high - found.effect.low == pytest.approx(2 * 1.959963985 / sum(w) ** 0.5)
    assert found.effect.p == pytest.approx(2 * stats.norm.sf(abs(mean) * sum(w) ** 0.5), rel=1e-6, abs=1e-12)
    q = sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True))
    assert found.q == pytest.approx(q, abs=1e-8)
    assert found.q_p == pytest.approx(stats.chi2.sf(q, len(y) - 1), abs=1e-6)
    assert found.i2 == pytest.approx(max(0.0, 1 - (len(y) - 1) / q) if q > 0 else 0.0, abs=1e-9)
    assert sum(found.weights) == pytest.approx(1)
    assert found.prediction_low is None


@settings(deadline=None)
@given(effects)
def test_dersimonian_laird_by_its_formula(trials: list[Effect]) -> None:
    y, se = numbers(trials)
    w = [1 / s**2 for s in se]
    mean = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
    q = sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True))
    tau2 = max(0.0, (q - (len(y) - 1)) / (sum(w) - sum(a * a for a in w) / sum(w)))
    found = pool(trials)
    assert found.tau2 == pytest.approx(tau2, abs=1e-8)
    v = [1 / (s**2 + tau2) for s in se]
    assert found.effect.estimate == pytest.approx(sum(a * b for a, b in zip(v, y, strict=True)) / sum(v), abs=1e-8)
    assert found.effect.se == pytest.approx(sum(v) ** -0.5, abs=1e-9)
    if len(y) >= 3:
        half = stats.t.ppf(0.975, len(y) - 2) * (tau2 + 1 / sum(v)) ** 0.5
        assert found.prediction_high is not None
        assert found.prediction_high - found.effect.estimate == pytest.approx(half, rel=1e-6)
    else:
        assert found.prediction_low is None


@settings(deadline=None)
@given(effects)
def test_paule_mandel_solves_its_equation(trials: list[Effect]) -> None:
    """tau2 is where the weighted squares equal their expectation, k - 1, or zero where they never reach it."""
    y, se = numbers(trials)

    def squares(tau2: float) -> float:
        w = [1 / (s**2 + tau2) for s in se]
        mean = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
        return sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True)) - (len(y) - 1)

    expected = 0.0 if squares(0) <= 0 else float(optimize.brentq(squares, 0, 1e5, xtol=1e-10))
    assert pool(trials, between="PM").tau2 == pytest.approx(expected, rel=1e-3, abs=1e-3)


@settings(deadline=None)
@given(effects)
def test_hartung_knapp_by_its_formula(trials: list[Effect]) -> None:
    y, se = numbers(trials)
    plain, found = pool(trials), pool(trials, hartung_knapp=True)
    v = [1 / (s**2 + plain.tau2) for s in se]
    variance = sum(a * (b - plain.effect.estimate) ** 2 for a, b in zip(v, y, strict=True)) / ((len(y) - 1) * sum(v))
    half = stats.t.ppf(0.975, len(y) - 1) * variance**0.5
    assert found.effect.estimate == plain.effect.estimate
    assert found.effect.high - found.effect.estimate == pytest.approx(half, abs=1e-7)
    assume(variance > 1e-12)
    assert found.effect.p == pytest.approx(
        2 * stats.t.sf(abs(found.effect.estimate) / variance**0.5, len(y) - 1), abs=1e-9
    )
    assert "Hartung-Knapp" in found.effect.method


# ------------------------------------------------------------------ what must hold


@settings(deadline=None)
@given(effects, st.randoms())
def test_the_order_of_the_trials_does_not_matter(trials: list[Effect], chance: object) -> None:
    mixed = list(trials)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for model in ("fixed", "random"):
        one, other = pool(trials, model), pool(mixed, model)  # type: ignore[arg-type]
        assert one.effect.estimate == pytest.approx(other.effect.estimate, abs=1e-8)
        assert one.tau2 == pytest.approx(other.tau2, abs=1e-7)


@settings(deadline=None)
@given(effects, st.floats(-30, 30))
def test_shift_and_sign_carry_through(trials: list[Effect], shift: float) -> None:
    y, se = numbers(trials)
    moved = pool([Effect("t", shift - a, s, 50) for a, s in zip(y, se, strict=True)])
    before = pool(trials)
    assert moved.effect.estimate == pytest.approx(shift - before.effect.estimate, abs=1e-7)
    assert moved.effect.se == pytest.approx(before.effect.se, rel=1e-6)


@settings(deadline=None)
@given(effects)
def test_random_effects_are_never_surer_than_a_fixed_effect(trials: list[Effect]) -> None:
    fixed, random = pool(trials, "fixed"), pool(trials)
    y, _ = numbers(trials)
    assert random.effect.se >= fixed.effect.se - 1e-12
    assert min(y) - 1e-9 <= random.effect.estimate <= max(y) + 1e-9
    if random.tau2 == 0:
        assert random.effect.estimate == pytest.approx(fixed.effect.estimate)
    assert 0 <= random.i2 <= 1
    if random.prediction_low is not None and random.prediction_high is not None:
        assert random.prediction_low <= random.effect.low
        assert random.prediction_high >= random.effect.high


@settings(deadline=None)
@given(effects)
def test_what_is_missing_is_found_back(trials: list[Effect]) -> None:
    total = pool(trials, "fixed").effect
    assume(len(trials) > 2)
    y, se = numbers(trials)
    assume(se[-1] < 5 * min(se))  # else its weight drowns in rounding
    found = what_is_missing(Effect("all", total.estimate, total.se), trials[:-1])
    assert found.estimate == pytest.approx(y[-1], abs=1e-5)
    assert found.se == pytest.approx(se[-1], rel=1e-5)


# ------------------------------------------------------------------ trials that were not read, and wrong requests


def test_a_trial_that_was_not_read_is_never_pooled() -> None:
    read = [effect_from_interval("a", -6, -10, -2), effect_from_interval("b", -8, -12, -4)]
    unread = Effect("Comella 2011", None, None)
    assert not unread.read
    with pytest.raises(ValueError, match="Comella 2011 was not read, so it cannot be pooled"):
        pool([*read, unread])
    with pytest.raises(ValueError, match="was not read, so it has no interval"):
        unread.interval()


def test_wrong_requests_are_refused() -> None:
    one = effect_from_interval("a", -6, -10, -2)
    with pytest.raises(ValueError, match="at least two trials"):
        pool([one])
    with pytest.raises(ValueError, match="for random effects"):
        pool([one, one], "fixed", hartung_knapp=True)
    with pytest.raises(ValueError, match="'fixed' or 'random'"):
        pool([one, one], "mixed")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="standard error above 0"):
        pool([one, Effect("b", 1.0, 0.0)])
    with pytest.raises(ValueError, match="outside its interval"):
        effect_from_interval("a", 3, -10, -2)
    with pytest.raises(ValueError, match="weigh more than the total"):
        what_is_missing(Effect("all", -6, 5), [Effect("a", -6, 1)])
    with pytest.raises(ValueError, match="share one placebo arm"):
        merge_counts([TwoByTwo(1, 10, 1, 10), TwoByTwo(1, 10, 2, 10)], "t", "e")
    with pytest.raises(ValueError, match="events in both groups"):
        mantel_haenszel([TwoByTwo(1, 10, 0, 10)])


def test_the_interval_of_a_read_trial_is_the_printed_one() -> None:
    found = effect_from_interval("Truong 2010", -8.8, -12.9, -4.7, 116).interval()
    assert found.text() == "-8.8 (-12.9 to -4.7)"
    assert found.n == 116


# ------------------------------------------------------------------ merging arms


people = st.lists(st.floats(-40, 40), min_size=3, max_size=30).filter(lambda v: statistics.pstdev(v) > 0.1)


@settings(deadline=None)
@given(st.lists(people, min_size=2, max_size=4))
def test_merged_arms_are_all_their_people_together(groups: list[list[float]]) -> None:
    arms = [Arm("a", statistics.fmean(g), statistics.stdev(g) / len(g) ** 0.5, len(g)) for g in groups]
    everybody = [value for group in groups for value in group]
    merged = merge_arms(arms)
    assert merged.n == len(everybody)
    assert merged.mean == pytest.approx(statistics.fmean(everybody), abs=1e-9)
    assert merged.sd == pytest.approx(statistics.stdev(everybody))


def test_a_placebo_arm_counted_twice_makes_the_interval_too_narrow() -> None:
    doses = [Effect("low", -8.0, 2.0, 150), Effect("high", -8.0, 2.0, 150)]
    arms, placebo = [Arm("low", -12, 1.2, 100), Arm("high", -12, 1.2, 100)], Arm("placebo", -4, 1.6, 50)
    right, wrong = merged_difference("t", doses, arms, placebo), split_wrongly("t", doses)
    assert right.n == 250
    other = Effect("another trial", -8.0, 2.0, 100)
    assert pool([other, *wrong]).effect.se < pool([other, right]).effect.se
    assert [effect.study for effect in wrong] == ["t, low", "t, high"]
    with pytest.raises(ValueError, match="each active arm needs its difference"):
        merged_difference("t", doses, arms[:1], placebo)


# ------------------------------------------------------------------ the review of type B, as far as its rounding goes


def test_the_printed_type_b_total_lies_within_the_rounding_of_what_it_pools() -> None:
    """Marques 2016 prints 6.22 (1.83, 10.60), 9.00 (4.46, 13.54) and the total 7.56 (4.41, 10.71).

    From the printed intervals we get an upper limit of 10.72. The inputs are rounded; within half a unit of their last
    digit there are inputs that give each printed digit of the total.
    """

    def total(first: tuple[float, float, float], second: tuple[float, float, float]) -> tuple[float, float, float]:
        found = pool([effect_from_interval("a", *first), effect_from_interval("b", *second)], "fixed").effect
        return found.estimate, found.low, found.high

    plain = total((6.22, 1.83, 10.60), (9.00, 4.46, 13.54))
    assert [f"{value:.2f}" for value in plain] == ["7.56", "4.41", "10.72"]
    half = (-0.00499, 0.00499)
    corners = [
        total((6.22 + a, 1.83 + b, 10.60 + c), (9.00 + d, 4.46 + e, 13.54 + f))
        for a, b, c, d, e, f in product(half, repeat=6)
    ]
    for position, printed in enumerate((7.56, 4.41, 10.71)):
        values = [corner[position] for corner in corners]
        assert min(values) < printed + 0.005
        assert max(values) > printed - 0.005
    assert any([f"{value:.2f}" for value in corner] == ["7.56", "4.41", "10.71"] for corner in corners)

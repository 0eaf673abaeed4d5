"""Dose and harm: the curve against SciPy's own optimum, the test for trend against Pearson's, and their limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats

from dystonia_course.science.dose_harm import DoseGroup, DoseHarm, dose_harm, observed, trend_p

POEWE_DYSPHAGIA = [DoseGroup(0, 2, 20), DoseGroup(250, 4, 19), DoseGroup(500, 5, 17), DoseGroup(1000, 7, 18)]
POEWE_WEAKNESS = [DoseGroup(0, 0, 20), DoseGroup(250, 2, 19), DoseGroup(500, 2, 17), DoseGroup(1000, 10, 18)]
BRASHEAR_DRY = [DoseGroup(0, 1, 36), DoseGroup(5000, 5, 36), DoseGroup(10000, 9, 37)]
BRASHEAR_DYSPHAGIA = [DoseGroup(0, 1, 36), DoseGroup(5000, 4, 36), DoseGroup(10000, 8, 37)]
PRINTED = [POEWE_DYSPHAGIA, POEWE_WEAKNESS, BRASHEAR_DRY, BRASHEAR_DYSPHAGIA]
"""Poewe 1998, table 2, and Brashear 1999, table 5."""


def arrays(groups: list[DoseGroup]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    scale = max(group.dose for group in groups)
    columns = zip(*((group.dose / scale, group.events, group.people) for group in groups), strict=True)
    dose, events, people = (np.array(column, dtype=float) for column in columns)
    return dose, events, people


@pytest.mark.parametrize("groups", PRINTED)
def test_the_curve_is_at_the_maximum_that_another_optimiser_finds(groups: list[DoseGroup]) -> None:
    dose, events, people = arrays(groups)

    def minus_log_likelihood(beta: np.ndarray) -> float:
        line = beta[0] + beta[1] * dose
        return float(-(events * line - people * np.logaddexp(0, line)).sum())

    best = optimize.minimize(
        minus_log_likelihood, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    )
    risk = special.expit(best.x[0] + best.x[1] * dose)
    design = np.column_stack([np.ones_like(dose), dose])
    covariance = np.linalg.inv(design.T @ (design * (people * risk * (1 - risk))[:, None]))
    found = dose_harm("the event", groups)
    for group, share, row in zip(groups, risk, design, strict=True):
        point = found.at(group.dose)
        half = 1.959963985 * (row @ covariance @ row) ** 0.5
        assert point.risk == pytest.approx(share, abs=1e-6)
        assert special.logit(point.high) - special.logit(point.risk) == pytest.approx(half, rel=1e-4)
        assert point.low < point.risk < point.high
    top = max(group.dose for group in groups)
    ratio = found.odds_ratio(top)
    assert math.log(ratio.estimate) == pytest.approx(best.x[1], abs=1e-5)
    assert ratio.se == pytest.approx(covariance[1, 1] ** 0.5, rel=1e-4)


@pytest.mark.parametrize("groups", PRINTED)
def test_harm_rises_with_dose_and_a_line_is_not_refuted(groups: list[DoseGroup]) -> None:
    found = dose_harm("the event", groups)
    assert found.odds_ratio(found.highest_dose).low > 1
    assert trend_p(groups) < 0.05
    assert found.lack_of_fit_p > 0.05
    risks = [point.risk for point in found.curve(21)]
    assert risks == sorted(risks)


@pytest.mark.parametrize("groups", PRINTED)
def test_lack_of_fit_is_the_deviance_from_the_observed_counts(groups: list[DoseGroup]) -> None:
    """Twice the sum of observed times the logarithm of observed over expected; doses less two degrees of freedom."""
    found = dose_harm("the event", groups)
    deviance = 0.0
    for group in groups:
        expected = group.people * found.at(group.dose).risk
        for seen, due in ((group.events, expected), (group.people - group.events, group.people - expected)):
            deviance += 2 * seen * math.log(seen / due) if seen else 0.0
    assert found.lack_of_fit_p == pytest.approx(stats.chi2.sf(deviance, len(groups) - 2), rel=1e-6)


def test_the_total_of_expected_events_is_that_of_the_observed() -> None:
    """A property of maximum likelihood with an intercept, and with the dose as covariate."""
    for groups in PRINTED:
        found = dose_harm("the event", groups)
        assert sum(g.people * found.at(g.dose).risk for g in groups) == pytest.approx(sum(g.events for g in groups))
        weighted = sum(g.dose * g.people * found.at(g.dose).risk for g in groups)
        assert weighted == pytest.approx(sum(g.dose * g.events for g in groups))


@settings(deadline=None)
@given(st.tuples(st.integers(2, 50), st.integers(2, 50)), st.data())
def test_with_two_doses_the_test_for_trend_is_pearsons(people: tuple[int, int], data: st.DataObject) -> None:
    events = [data.draw(st.integers(0, n)) for n in people]
    assume(0 < sum(events) < sum(people))
    groups = [DoseGroup(dose, e, n) for dose, e, n in zip((0, 500), events, people, strict=True)]
    table = [[e, n - e] for e, n in zip(events, people, strict=True)]
    assert trend_p(groups) == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, abs=1e-12)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(3, 40), min_size=3, max_size=5), st.floats(0.001, 1000), st.data())
def test_the_unit_of_the_dose_does_not_matter(people: list[int], unit: float, data: st.DataObject) -> None:
    events = [data.draw(st.integers(1, n - 1)) for n in people]
    groups = [DoseGroup(100.0 * i, e, n) for i, (e, n) in enumerate(zip(events, people, strict=True))]
    scaled = [DoseGroup(group.dose * unit, group.events, group.people) for group in groups]
    one, other = dose_harm("e", groups), dose_harm("e", scaled)
    assert one.odds_ratio(100).estimate == pytest.approx(other.odds_ratio(100 * unit).estimate, rel=1e-6)
    assert one.at(100).high == pytest.approx(other.at(min(100 * unit, other.highest_dose)).high, rel=1e-6)


def test_observed_shares_stand_beside_the_curve() -> None:
    points = observed(POEWE_WEAKNESS)
    assert [point.risk for point in points] == pytest.approx([0, 2 / 19, 2 / 17, 10 / 18])
    assert points[0].low == 0 < points[0].high


def test_the_curve_does_not_go_beyond_the_doses_given() -> None:
    found: DoseHarm = dose_harm("dysphagia", POEWE_DYSPHAGIA)
    assert found.people == 74
    assert found.curve()[-1].dose == 1000
    for dose in (-1, 1001):
        with pytest.raises(ValueError, match="gave 0 to 1000 units"):
            found.at(dose)


def test_too_little_for_a_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="at least three doses"):
        dose_harm("e", POEWE_DYSPHAGIA[:2])
    with pytest.raises(ValueError, match="with and people without"):
        dose_harm("e", [DoseGroup(dose, 0, 20) for dose in (0, 250, 500)])


def test_a_dose_that_parts_the_people_gives_no_curve() -> None:
    for events in ((0, 0, 5), (0, 5, 20), (20, 20, 3)):
        groups = [DoseGroup(dose, one, 20) for dose, one in zip((0, 250, 500), events, strict=True)]
        with pytest.raises(ValueError, match="one dose parts the people"):
            dose_harm("e", groups)


def test_equal_shares_give_a_flat_curve_without_a_warning() -> None:
    flat = dose_harm("e", [DoseGroup(dose, 1, 3) for dose in (0, 250, 500)])
    assert flat.odds_ratio(250).estimate == pytest.approx(1)
    assert flat.at(500).risk == pytest.approx(1 / 3)

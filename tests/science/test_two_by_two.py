"""Counts of two groups: printed examples, other libraries, and what must hold whatever the counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from dystonia_course.science.two_by_two import (
    TwoByTwo,
    icon_array,
    number_needed,
    odds_ratio,
    peto_odds_ratio,
    risk_difference,
    risk_ratio,
)

counts = st.tuples(st.integers(1, 60), st.integers(1, 60)).flatmap(
    lambda n: st.tuples(st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1]))
)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ((56, 70, 48, 80), "0.0524", "0.3339"),
        ((9, 10, 3, 10), "0.1705", "0.8090"),
        ((6, 7, 2, 7), "0.0582", "0.8062"),
        ((5, 56, 0, 29), "-0.0381", "0.1926"),
        ((10, 10, 0, 10), "0.6075", "1.0000"),
    ],
)
def test_the_difference_has_the_interval_of_newcombe(table: tuple[int, int, int, int], low: str, high: str) -> None:
    """Newcombe, Statistics in Medicine 1998;17:873, table II, method 10."""
    found = risk_difference(TwoByTwo(*table))
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (low, high)


@settings(deadline=None)
@given(counts)
def test_ratios_are_those_of_statsmodels(table: tuple[int, int, int, int]) -> None:
    from statsmodels.stats.contingency_tables import Table2x2

    a, n, c, m = table
    cells = np.array([[a, n - a], [c, m - c]], dtype=float)
    other = Table2x2(cells + 0.5 if (cells == 0).any() else cells, shift_zeros=False)
    ours, theirs = odds_ratio(TwoByTwo(*table)), other.oddsratio
    assert ours.estimate == pytest.approx(theirs)
    assert (ours.low, ours.high) == pytest.approx(other.oddsratio_confint())
    assert ours.p == pytest.approx(other.oddsratio_pvalue())
    ratio = risk_ratio(TwoByTwo(*table))
    assert ratio.estimate == pytest.approx(other.riskratio)
    assert (ratio.low, ratio.high) == pytest.approx(other.riskratio_confint())
    assert ("0.5 added" in ours.method) == bool((cells == 0).any())


@settings(deadline=None)
@given(counts)
def test_the_test_of_the_difference_is_pearsons(table: tuple[int, int, int, int]) -> None:
    a, n, c, m = table
    assume(0 < a + c < n + m)
    expected = stats.chi2_contingency([[a, n - a], [c, m - c]], correction=False).pvalue
    found = risk_difference(TwoByTwo(*table))
    assert found.p == pytest.approx(expected, abs=1e-12)
    each = [stats.binom(people, events / people).std() / people for events, people in ((a, n), (c, m))]
    assert found.se == pytest.approx(math.hypot(*each), abs=1e-12)


@settings(deadline=None)
@given(counts)
def test_exchanged_groups_give_the_mirror_image(table: tuple[int, int, int, int]) -> None:
    a, n, c, m = table
    one, other = TwoByTwo(a, n, c, m), TwoByTwo(c, m, a, n)
    assert risk_difference(one).estimate == pytest.approx(-risk_difference(other).estimate)
    assert risk_difference(one).low == pytest.approx(-risk_difference(other).high)
    assert risk_ratio(one).estimate == pytest.approx(1 / risk_ratio(other).estimate)
    assert odds_ratio(one).low == pytest.approx(1 / odds_ratio(other).high)


@settings(deadline=None)
@given(counts)
def test_an_odds_ratio_lies_further_from_one_than_the_risk_ratio(table: tuple[int, int, int, int]) -> None:
    a, n, c, m = table
    assume(0 < a < n)
    assume(0 < c < m)
    odds, risk = odds_ratio(TwoByTwo(*table)).estimate, risk_ratio(TwoByTwo(*table)).estimate
    assert abs(math.log(odds)) >= abs(math.log(risk)) - 1e-12


def test_pain_relief_in_the_old_review() -> None:
    """60 of 84 against 9 of 78 (Snaith 2011): the risk ratio is 6.2; the odds ratio of these sums is not 11.92.

    The review prints 11.92 (6.32 to 22.50): it pools the trials, which counts that are only added up cannot give back.
    """
    table = TwoByTwo(60, 84, 9, 78, "pain relief")
    assert f"{risk_ratio(table).estimate:.1f}" == "6.2"
    assert f"{odds_ratio(table).estimate:.1f}" == "19.2"
    assert odds_ratio(table).estimate == pytest.approx(60 * 69 / (24 * 9))
    assert number_needed(table).text() == "1.7 (1.4 to 2.2)"


@settings(deadline=None)
@given(counts)
def test_peto_by_the_hypergeometric_distribution(table: tuple[int, int, int, int]) -> None:
    """Mean and variance of the events on active when all margins are fixed, summed over every table that they allow."""
    a, n, c, m = table
    events = a + c
    assume(0 < events < n + m)
    chances = {k: math.comb(n, k) * math.comb(m, events - k) for k in range(max(0, events - m), min(n, events) + 1)}
    tables = math.comb(n + m, events)
    mean = sum(k * chance for k, chance in chances.items()) / tables
    variance = sum((k - mean) ** 2 * chance for k, chance in chances.items()) / tables
    found = peto_odds_ratio(TwoByTwo(*table))
    assert math.log(found.estimate) == pytest.approx((a - mean) / variance, abs=1e-9)
    assert found.se == pytest.approx(variance**-0.5)


def test_the_odds_ratios_of_the_review_are_those_of_peto() -> None:
    """Snaith 2014 on Lew 1997, one trial: printed 1.86 (0.51 to 6.75) at week 16; the counts alone give 2.1.

    At week 4 it prints 4.69 (2.06 to 10.69), where the odds ratio of the counts is 5.2. So its odds ratios lie nearer
    to 1, the more so the larger the effect: 11.92 is printed for pain relief, and the summed counts give 19.2.
    """
    assert peto_odds_ratio(TwoByTwo(12, 92, 2, 30)).text(2) == "1.86 (0.51 to 6.75)"
    assert odds_ratio(TwoByTwo(12, 92, 2, 30)).text(1) == "2.1 (0.4 to 10.0)"
    week_4 = peto_odds_ratio(TwoByTwo(60, 92, 8, 30))
    assert (week_4.estimate, week_4.low, week_4.high) == pytest.approx((4.69, 2.06, 10.69), rel=0.01)
    assert odds_ratio(TwoByTwo(60, 92, 8, 30)).text(1) == "5.2 (2.1 to 12.9)"
    assert peto_odds_ratio(TwoByTwo(60, 84, 9, 78)).text(1) == "11.4 (6.1 to 21.2)"
    with pytest.raises(ValueError, match="with and people without"):
        peto_odds_ratio(TwoByTwo(0, 10, 0, 10))


def test_a_number_needed_whose_difference_may_be_nothing_says_so() -> None:
    needed = number_needed(TwoByTwo(4, 20, 3, 20))
    assert (needed.low, needed.high) == (None, None)
    assert needed.text() == "20.0, but no difference at all is possible"
    assert math.isinf(number_needed(TwoByTwo(5, 10, 5, 10)).number)


def test_dry_mouth_with_type_b_in_an_icon_array() -> None:
    """The Cochrane review of 2016: 22 of 1000 become about 168, risk ratio 7.65 (2.75 to 21.32)."""
    icons = icon_array(22, 7.65, 1000, low=2.75, high=21.32)
    assert (icons.anyway, icons.anyway + icons.extra, icons.without) == (22, 168, 832)
    assert icons.extra_low == round(22 * 2.75) - 22
    assert icons.extra_high == round(22 * 21.32) - 22
    hundred = icon_array(22, 7.65, 100)
    assert (hundred.anyway, hundred.extra, hundred.without) == (2, 15, 83)


@settings(deadline=None)
@given(st.integers(0, 1000), st.floats(0, 50), st.integers(1, 1000))
def test_icons_are_whole_people_and_no_more_than_there_are(control: int, ratio: float, people: int) -> None:
    icons = icon_array(control, ratio, people)
    assert icons.anyway + icons.extra + icons.without == people
    assert 0 <= icons.anyway + icons.extra <= people


def test_impossible_counts_are_refused() -> None:
    for wrong in ((5, 4, 0, 3), (-1, 4, 0, 3), (0, 0, 0, 3)):
        with pytest.raises(ValueError, match="between 0 and people"):
            TwoByTwo(*wrong)
    with pytest.raises(ValueError, match="needs a share"):
        icon_array(1200, 1, 100)

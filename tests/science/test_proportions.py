from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from dystonia_course.science.proportions import (
    Interval,
    binomial_tail,
    count_from_share,
    difference,
    exact,
    exact_upper,
    negative_predictive_value,
    positive_predictive_value,
    rule_of_three,
    wald,
    wilson,
)

COUNTS = st.integers(1, 400).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))

# R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 1998; 17: 857-872,
# table I: simple asymptotic, score, and exact (Clopper-Pearson) 95% limits of four observed proportions.
NEWCOMBE = [
    (81, 263, (0.2522, 0.3638), (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0527, 0.1500), (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0, 0.0), (0.0, 0.1611), (0.0, 0.1684)),
    (1, 29, (-0.0319, 0.1009), (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("events", "people", "simple", "score", "tails"), NEWCOMBE)
def test_intervals_agree_with_published_examples(
    events: int,
    people: int,
    simple: tuple[float, float],
    score: tuple[float, float],
    tails: tuple[float, float],
) -> None:
    for found, published in ((wald, simple), (wilson, score), (exact, tails)):
        interval = found(events, people)
        assert (interval.low, interval.high) == pytest.approx(published, abs=0.00006), found.__name__


@given(COUNTS)
def test_wilson_limits_are_where_the_observed_share_is_z_standard_errors_away(counts: tuple[int, int]) -> None:
    events, people = counts
    z = NormalDist().inv_cdf(0.975)
    interval = wilson(events, people)
    for limit in (interval.low, interval.high):
        if 0 < limit < 1:
            error = math.sqrt(limit * (1 - limit) / people)
            assert abs(events / people - limit) / error == pytest.approx(z, rel=1e-6)


@given(COUNTS)
def test_exact_limits_leave_two_and_a_half_per_cent_in_each_tail(counts: tuple[int, int]) -> None:
    events, people = counts
    interval = exact(events, people)
    if events > 0:
        above = sum(math.comb(people, k) * interval.low**k * (1 - interval.low) ** (people - k) for k in
                    range(events, people + 1))  # fmt: skip
        assert above == pytest.approx(0.025, rel=1e-6)
    if events < people:
        below = sum(math.comb(people, k) * interval.high**k * (1 - interval.high) ** (people - k) for k in
                    range(events + 1))  # fmt: skip
        assert below == pytest.approx(0.025, rel=1e-6)


@given(COUNTS)
def test_wilson_and_exact_limits_are_shares_around_the_observed_one(counts: tuple[int, int]) -> None:
    events, people = counts
    for interval in (wilson(events, people), exact(events, people)):
        assert -1e-12 <= interval.low <= events / people + 1e-12
        assert events / people - 1e-12 <= interval.high <= 1 + 1e-12


@pytest.mark.parametrize(
    ("events", "people"),
    [(0, 49), (0, 119), (28, 471), (4, 42), (4, 9), (26, 48), (46, 48), (19, 24), (24, 24), (0, 27)],
)
def test_wilson_exact_and_one_sided_limits_agree_with_scipy(events: int, people: int) -> None:
    test = binomtest(events, people)
    for found, method in ((wilson, "wilson"), (exact, "exact")):
        limits = test.proportion_ci(0.95, method=method)
        assert found(events, people) == Interval(pytest.approx(limits.low), pytest.approx(limits.high))  # type: ignore[arg-type]
    one_sided = binomtest(events, people, alternative="less").proportion_ci(0.95, method="exact")
    assert exact_upper(events, people) == pytest.approx(one_sided.high)


@given(st.integers(30, 2000))
def test_rule_of_three_stands_a_little_above_the_exact_limit_of_no_event(people: int) -> None:
    limit = 1 - 0.05 ** (1 / people)
    assert exact_upper(0, people) == pytest.approx(limit)
    assert limit < rule_of_three(people) < 1.06 * limit


def test_rule_of_three_of_very_few_people_says_only_that_all_is_possible() -> None:
    assert rule_of_three(2) == 1.0
    with pytest.raises(ValueError, match="people above 0"):
        rule_of_three(0)


@pytest.mark.parametrize(
    ("counts", "published"),
    # R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine
    # 1998; 17: 873-890, table II, method 10.
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((10, 10, 0, 20), (0.6791, 1.0000)),
        ((10, 10, 0, 10), (0.6075, 1.0000)),
    ],
)
def test_difference_of_two_shares_agrees_with_published_examples(
    counts: tuple[int, int, int, int], published: tuple[float, float]
) -> None:
    found = difference(*counts)
    assert (found.low, found.high) == pytest.approx(published, abs=0.00006)


@given(COUNTS, COUNTS)
def test_a_difference_the_other_way_round_is_its_mirror(one: tuple[int, int], other: tuple[int, int]) -> None:
    found, mirror = difference(*one, *other), difference(*other, *one)
    assert (found.low, found.high) == pytest.approx((-mirror.high, -mirror.low), abs=1e-12)
    assert -1 - 1e-12 <= found.low <= one[0] / one[1] - other[0] / other[1] <= found.high <= 1 + 1e-12


@given(COUNTS)
def test_counting_the_others_mirrors_the_interval(counts: tuple[int, int]) -> None:
    events, people = counts
    for interval in (wilson, exact, wald):
        here, there = interval(events, people), interval(people - events, people)
        assert here.low == pytest.approx(1 - there.high, abs=1e-9)
        assert here.high == pytest.approx(1 - there.low, abs=1e-9)


def test_more_confidence_is_a_wider_interval() -> None:
    narrow, wide = wilson(7, 30, 0.8), wilson(7, 30, 0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("counts", [(-1, 10), (11, 10), (0, 0)])
def test_impossible_counts_are_refused(counts: tuple[int, int]) -> None:
    for interval in (wald, wilson, exact):
        with pytest.raises(ValueError, match="events must lie between 0 and people"):
            interval(*counts)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_an_impossible_level_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level must lie between 0 and 1"):
        wilson(1, 10, level)


def test_binomial_tail_at_its_ends() -> None:
    assert binomial_tail(0, 12, 0.3) == pytest.approx(1)
    assert binomial_tail(12, 12, 0.5) == pytest.approx(0.5**12)
    assert (binomial_tail(1, 12, 0.0), binomial_tail(3, 12, 1.0)) == (0.0, 1.0)


@given(COUNTS)
def test_a_count_is_found_again_from_its_share_where_the_share_has_enough_places(counts: tuple[int, int]) -> None:
    events, people = counts
    assert count_from_share(round(100 * events / people, 4) / 100, people, decimals=4) == events


def test_a_share_that_no_count_gives_has_no_count() -> None:
    assert count_from_share(0.92, 19, decimals=0) is None  # 17 of 19 are 89%, 18 of 19 are 95%
    assert count_from_share(0.62, 1000, decimals=0) is None  # ten counts print as 62%
    assert count_from_share(0.05, 81, decimals=0) == 4


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_predictive_values_agree_with_counting_people(sensitivity: int, specificity: int, prevalence: int) -> None:
    sick, well = prevalence * 100, (100 - prevalence) * 100
    true_positive, false_positive = sick * sensitivity / 100, well * (100 - specificity) / 100
    true_negative, false_negative = well * specificity / 100, sick * (100 - sensitivity) / 100
    shares = (sensitivity / 100, specificity / 100, prevalence / 100)
    assert positive_predictive_value(*shares) == pytest.approx(true_positive / (true_positive + false_positive))
    assert negative_predictive_value(*shares) == pytest.approx(true_negative / (true_negative + false_negative))


def test_predictive_values_where_nobody_is_positive_or_negative() -> None:
    assert math.isnan(positive_predictive_value(0.9, 1, 0))
    assert math.isnan(negative_predictive_value(1, 0.9, 1))
    with pytest.raises(ValueError, match="must lie between 0 and 1"):
        positive_predictive_value(96.1, 0.8, 0.1)

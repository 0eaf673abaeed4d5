"""Intervals, against published tables and an independent library."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dystonia_course.record.intervals import difference_of_shares, mean_difference, share, t_quantile


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),  # Newcombe 1998, Stat Med 17:857-872, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_as_published(right: int, of: int, low: float, high: float) -> None:
    found = share(right, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("right", "of", "earlier", "earlier_of", "low", "high"),  # Newcombe 1998, Stat Med 17:873-890, table II, method 10
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090)],
)
def test_a_difference_as_published(right: int, of: int, earlier: int, earlier_of: int, low: float, high: float) -> None:
    found = difference_of_shares(right, of, earlier, earlier_of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@settings(max_examples=50)
@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_as_scipy_has_it(counts: tuple[int, int]) -> None:
    right, of = counts
    expected = stats.binomtest(right, of).proportion_ci(method="wilson")
    found = share(right, of)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.integers(0, 18), st.integers(0, 18))
def test_a_difference_lies_in_its_interval_and_turns_with_its_sides(right: int, earlier: int) -> None:
    found, turned = difference_of_shares(right, 18, earlier, 18), difference_of_shares(earlier, 18, right, 18)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_the_interval_for_two_tests_of_18_covers_as_often_as_it_says() -> None:
    """Exactly, over all outcomes, at several true shares: 95% on average, never far below."""
    covered = []
    for before, after in [(0.3, 0.6), (0.5, 0.8), (0.4, 0.4), (0.6, 0.95)]:
        p, q = stats.binom(18, after), stats.binom(18, before)
        chance = sum(
            p.pmf(right) * q.pmf(earlier)
            for right in range(19)
            for earlier in range(19)
            if difference_of_shares(right, 18, earlier, 18).low - 1e-9
            <= after - before
            <= difference_of_shares(right, 18, earlier, 18).high + 1e-9
        )
        covered.append(chance)
    assert min(covered) > 0.93
    assert sum(covered) / len(covered) > 0.945


@pytest.mark.parametrize("freedom", [1, 2, 9, 17, 29, 200])
def test_students_t_as_scipy_has_it(freedom: int) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-5)


@settings(max_examples=25)
@given(st.lists(st.floats(-100, 100), min_size=3, max_size=30).filter(lambda values: max(values) - min(values) > 0.1))
def test_a_mean_difference_as_scipy_has_it(values: list[float]) -> None:
    expected = stats.ttest_1samp(values, 0).confidence_interval()
    found = mean_difference(values)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize(("right", "of"), [(-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(right: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(right, of)

"""Estimates: intervals of every level against SciPy, and a standard error found back behind a printed interval."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dystonia_course.science.estimates import (
    normal_estimate,
    ratio_estimate,
    se_from_interval,
    two_sided_p,
    z_of,
)

levels = st.floats(0.5, 0.999)
errors = st.floats(0.05, 20)


@given(levels)
def test_the_quantile_is_that_of_the_normal_distribution(level: float) -> None:
    assert z_of(level) == pytest.approx(stats.norm.ppf(0.5 + level / 2), rel=1e-9)


@given(st.floats(-12, 12))
def test_p_is_two_sided_and_exact_far_out(z: float) -> None:
    assert two_sided_p(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-9)


@given(st.floats(-50, 50), errors, levels)
def test_an_interval_gives_its_standard_error_back(value: float, se: float, level: float) -> None:
    found = normal_estimate("difference", value, se, 100, "", level=level)
    assert (found.low, found.high) == pytest.approx(stats.norm.interval(level, value, se), abs=1e-7)
    assert se_from_interval(found.low, found.high, level) == pytest.approx(se, rel=1e-9)
    assert found.p == pytest.approx(2 * stats.norm.sf(abs(value) / se), rel=1e-9)


@given(st.floats(-3, 3), st.floats(0.05, 1.5), levels)
def test_a_ratio_has_the_interval_of_its_logarithm(log_ratio: float, se: float, level: float) -> None:
    found = ratio_estimate("ratio", log_ratio, se, 100, "", level=level)
    assert found.estimate == pytest.approx(math.exp(log_ratio))
    assert (math.log(found.low), math.log(found.high)) == pytest.approx(
        stats.norm.interval(level, log_ratio, se), abs=1e-7
    )
    assert found.p == pytest.approx(2 * stats.norm.sf(abs(log_ratio) / se), rel=1e-9)


def test_wrong_requests_are_refused() -> None:
    for level in (0, 1, 95):
        with pytest.raises(ValueError, match="between 0 and 1"):
            z_of(level)
    with pytest.raises(ValueError, match="low must lie below high"):
        se_from_interval(2, 2)

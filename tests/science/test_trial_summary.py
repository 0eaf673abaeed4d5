"""Means by arm and week from the summary: with the intervals of SciPy, and as the people's own table gives them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scipy import stats

from dystonia_course.science.trial_checks import ARM_NAMES, ARMS, DOSES, WEEKS
from dystonia_course.science.trial_summary import SummaryPoint, summary_points

if TYPE_CHECKING:
    import pandas as pd

SUMMARY = Path(__file__).parents[2] / "data" / "trial_summary.csv"


@pytest.fixture(scope="module")
def points() -> dict[str, list[SummaryPoint]]:
    with SUMMARY.open(encoding="utf-8", newline="") as file:
        return summary_points(csv.DictReader(file))


def test_arms_stand_in_order_of_dose_and_points_in_order_of_week(points: dict[str, list[SummaryPoint]]) -> None:
    assert list(points) == [ARM_NAMES[arm] for arm in ARMS]
    for arm, of_arm in zip(ARMS, points.values(), strict=True):
        assert [point.week for point in of_arm] == list(WEEKS)
        assert {point.dose for point in of_arm} == {DOSES[arm]}


def test_each_point_is_that_of_the_people(points: dict[str, list[SummaryPoint]], trial_table: pd.DataFrame) -> None:
    start = trial_table[trial_table["week"] == 0].set_index("patient")["twstrs"]
    for arm in ARMS:
        for point in points[ARM_NAMES[arm]]:
            seen = trial_table[(trial_table["treat"] == arm) & (trial_table["week"] == point.week)]
            scores = seen["twstrs"]
            assert point.people == len(scores)
            low, high = stats.t.interval(0.95, len(scores) - 1, scores.mean(), stats.sem(scores))
            assert (point.mean, point.low, point.high) == pytest.approx((scores.mean(), low, high), abs=2e-3)
            assert point.change == pytest.approx((scores - seen["patient"].map(start)).mean(), abs=6e-4)

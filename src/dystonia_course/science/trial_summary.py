"""Arm means of the type B trial from their summary by arm and week, where the people's own scores are not at hand.

Rows are the dicts of `course.tables["trial_summary"].rows`. A mean of observed scores gets the interval of Student's t;
it says how sure the mean of that group is, and nothing about a difference between two groups.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """One arm at one week: mean TWSTRS total in points with its 95% interval, and the mean change (0 at week 0)."""

    arm: str
    dose: int
    week: int
    people: int
    mean: float
    low: float
    high: float
    change: float


def summary_points(rows: Iterable[Mapping[str, str]]) -> dict[str, list[SummaryPoint]]:
    """The points of each arm by week, arms in order of dose."""
    arms: dict[str, list[SummaryPoint]] = {}
    for row in sorted(rows, key=lambda row: (int(row["dose"]), int(row["week"]))):
        arms.setdefault(row["arm"], []).append(_point(row))
    return arms


def _point(row: Mapping[str, str]) -> SummaryPoint:
    from scipy.special import stdtrit

    people, mean, sd = int(row["people"]), float(row["mean"]), float(row["sd"])
    half = float(stdtrit(people - 1, 0.975)) * sd / people**0.5
    change = float(row["change_mean"] or 0)
    return SummaryPoint(row["arm"], int(row["dose"]), int(row["week"]), people, mean, mean - half, mean + half, change)


Doses = tuple[float, float]
"""Lower and higher dose, each minus placebo, in points: below 0 is better. Without an interval."""


def changes_from_summary(rows: Iterable[Mapping[str, str]], weeks: Collection[int]) -> Doses:
    """Mean change from the start, last value carried forward, averaged over these weeks."""
    return _doses(rows, [(week, "carried_mean") for week in weeks], lambda row: 1)


def scores_from_summary(rows: Iterable[Mapping[str, str]], weeks: Collection[int]) -> Doses:
    """Mean of all scores observed at these weeks, each visit as if it were a person."""
    return _doses(rows, [(week, "mean") for week in weeks], lambda row: int(row["people"]))


def _doses(
    rows: Iterable[Mapping[str, str]],
    wanted: Iterable[tuple[int, str]],
    weight: Callable[[Mapping[str, str]], int],
) -> Doses:
    arms: dict[int, dict[int, Mapping[str, str]]] = {}
    for row in rows:
        arms.setdefault(int(row["dose"]), {})[int(row["week"])] = row
    cells = list(wanted)
    placebo, lower, higher = (
        sum(weight(arms[dose][week]) * float(arms[dose][week][name]) for week, name in cells)
        / sum(weight(arms[dose][week]) for week, _ in cells)
        for dose in sorted(arms)
    )
    return lower - placebo, higher - placebo

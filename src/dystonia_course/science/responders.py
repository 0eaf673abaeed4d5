"""Who responded, by several definitions, in the type B trial: the same scores, very different shares.

The functions take what `trial.changes` returns: one row a person with `arm, baseline, change` (a fall is negative).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.proportions import wilson
from dystonia_course.science.trial_checks import ARMS
from dystonia_course.science.two_by_two import TwoByTwo, risk_difference

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Definition:
    """A fall of at least `points` points, or of at least `percent` of the baseline; any fall counts if both are 0."""

    id: str
    title: str
    points: float = 0
    percent: float = 0

    def responded(self, changes: pd.DataFrame) -> pd.Series:
        """True for each person who responded; shares of the baseline are compared in whole numbers, not rounded."""
        fall = -changes["change"]
        enough = fall * 100 >= self.percent * changes["baseline"]
        return (fall > 0) & (fall >= self.points) & enough


DEFINITIONS = (
    Definition("any", "any fall"),
    Definition("fall-20", "a fall of at least 20% of the baseline", percent=20),
    Definition("fall-25", "a fall of at least 25% of the baseline", percent=25),
    Definition("fall-30", "a fall of at least 30% of the baseline", percent=30),
    Definition("points-8", "a fall of at least 8 points", points=8),
    Definition("points-12", "a fall of at least 12 points", points=12),
)


@dataclass(frozen=True, slots=True)
class ResponderShare:
    """One arm by one definition; `share`, `low` and `high` lie between 0 and 1 (Wilson interval).

    `difference` is the arm's share minus that of placebo; None for placebo itself.
    """

    definition: Definition
    arm: str
    responders: int
    people: int
    share: float
    low: float
    high: float
    difference: Estimate | None


def responder_shares(changes: pd.DataFrame, definition: Definition) -> list[ResponderShare]:
    """The share of responders in each arm, in order of dose, each dose compared with placebo."""
    responded = definition.responded(changes)
    counts = {arm: (int(responded[changes["arm"] == arm].sum()), int((changes["arm"] == arm).sum())) for arm in ARMS}
    placebo = counts[ARMS[0]]
    shares = []
    for arm, (events, people) in counts.items():
        interval = wilson(events, people)
        table = TwoByTwo(events, people, *placebo, event=f"response ({definition.title}), {arm}")
        difference = None if arm == ARMS[0] else risk_difference(table)
        shares.append(
            ResponderShare(definition, arm, events, people, events / people, interval.low, interval.high, difference)
        )
    return shares


def all_definitions(changes: pd.DataFrame) -> list[ResponderShare]:
    """Every arm by every definition."""
    return [share for definition in DEFINITIONS for share in responder_shares(changes, definition)]

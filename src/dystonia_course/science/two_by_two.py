"""Counts in two groups of people: risk difference, risk ratio, odds ratio, number needed, and counts for an icon array.

A group is so many people with the event among so many people. Ratios and differences are active against control.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dystonia_course.science.estimates import Estimate, ratio_estimate, two_sided_p
from dystonia_course.science.proportions import difference as difference_of_risks


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """`events` of `people` on active, `control_events` of `control_people` on control."""

    events: int
    people: int
    control_events: int
    control_people: int
    event: str = "the event"
    study: str = ""

    def __post_init__(self) -> None:
        """Refuse impossible counts."""
        for events, people in ((self.events, self.people), (self.control_events, self.control_people)):
            if people < 1 or not 0 <= events <= people:
                raise ValueError(f"events must lie between 0 and people, and people above 0: got {events} of {people}")

    @property
    def risk(self) -> float:
        """The share with the event on active."""
        return self.events / self.people

    @property
    def control_risk(self) -> float:
        """The share with the event on control."""
        return self.control_events / self.control_people

    @property
    def all_people(self) -> int:
        """People in both groups."""
        return self.people + self.control_people

    def cells(self) -> tuple[float, float, float, float, bool]:
        """Active with and without, control with and without; if one is 0, half a person is added to each (True)."""
        control = (self.control_events, self.control_people - self.control_events)
        counts = (self.events, self.people - self.events, *control)
        half = 0.5 if 0 in counts else 0.0
        a, b, c, d = (count + half for count in counts)
        return a, b, c, d, half > 0


def risk_ratio(table: TwoByTwo) -> Estimate:
    """Risk on active divided by risk on control, with the interval of its logarithm (Katz)."""
    a, b, c, d, corrected = table.cells()
    log_ratio = math.log(a / (a + b)) - math.log(c / (c + d))
    se = math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return ratio_estimate(
        f"risk ratio of {table.event}, active to control",
        log_ratio,
        se,
        table.all_people,
        _method("log risk ratio", corrected),
    )


def odds_ratio(table: TwoByTwo) -> Estimate:
    """Odds on active divided by odds on control, with the interval of its logarithm (Woolf)."""
    a, b, c, d, corrected = table.cells()
    log_ratio = math.log(a) - math.log(b) - math.log(c) + math.log(d)
    se = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio_estimate(
        f"odds ratio of {table.event}, active to control",
        log_ratio,
        se,
        table.all_people,
        _method("log odds ratio", corrected),
    )


def peto_odds_ratio(table: TwoByTwo) -> Estimate:
    """Peto's odds ratio: from events observed less expected, and their hypergeometric variance (Yusuf 1985).

    Older reviews pool by it. Where an effect is large it comes out nearer to 1 than the odds ratio of the counts.
    """
    events, everybody = table.events + table.control_events, table.all_people
    if not 0 < events < everybody:
        raise ValueError("Peto's odds ratio needs people with and people without the event")
    expected = table.people * events / everybody
    variance = expected * table.control_people * (everybody - events) / (everybody * (everybody - 1))
    return ratio_estimate(
        f"odds ratio of {table.event}, active to control",
        (table.events - expected) / variance,
        1 / math.sqrt(variance),
        everybody,
        "Peto, normal interval",
    )


def _method(scale: str, corrected: bool) -> str:
    return f"{scale}, normal interval" + ("; 0.5 added to each cell because one is 0" if corrected else "")


def risk_difference(table: TwoByTwo) -> Estimate:
    """Risk on active minus risk on control, with the score interval of Newcombe (1998, method 10).

    The P value is that of the two-sided z test with one pooled risk.
    """
    limits = difference_of_risks(table.events, table.people, table.control_events, table.control_people)
    p, q = table.risk, table.control_risk
    difference = p - q
    pooled = (table.events + table.control_events) / table.all_people
    null_se = math.sqrt(pooled * (1 - pooled) * (1 / table.people + 1 / table.control_people))
    value = two_sided_p(difference / null_se) if null_se else 1.0
    se = math.sqrt(p * (1 - p) / table.people + q * (1 - q) / table.control_people)
    estimand = f"risk of {table.event}, active minus control"
    return Estimate(
        estimand, difference, limits.low, limits.high, se, value, table.all_people, "Newcombe score interval; z test"
    )


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """People treated for one more with the event. `low` and `high` are None where the difference may be zero."""

    number: float
    low: float | None
    high: float | None
    difference: Estimate

    def text(self) -> str:
        """In words, with the doubt: an interval that holds zero has no number needed."""
        if self.low is None or self.high is None:
            return f"{self.number:.1f}, but no difference at all is possible"
        return f"{self.number:.1f} ({self.low:.1f} to {self.high:.1f})"


def number_needed(table: TwoByTwo) -> NumberNeeded:
    """One divided by the risk difference; its limits are the turned-round limits of the difference."""
    difference = risk_difference(table)
    if difference.estimate == 0:
        return NumberNeeded(math.inf, None, None, difference)
    number = 1 / abs(difference.estimate)
    if difference.low <= 0 <= difference.high:
        return NumberNeeded(number, None, None, difference)
    ends = sorted((1 / abs(difference.low), 1 / abs(difference.high)))
    return NumberNeeded(number, ends[0], ends[1], difference)


@dataclass(frozen=True, slots=True)
class IconArray:
    """Of `people` treated: how many have the event anyway, how many more because of the treatment, how many not."""

    people: int
    anyway: int
    extra: int
    extra_low: int | None
    extra_high: int | None

    @property
    def without(self) -> int:
        """People without the event."""
        return self.people - self.anyway - self.extra


def icon_array(
    control_per: float,
    ratio: float,
    people: int,
    *,
    low: float | None = None,
    high: float | None = None,
    per: int = 1000,
) -> IconArray:
    """Whole people for a picture from a risk on control (`control_per` of `per`) and a risk ratio with its interval.

    A ratio below 1 gives a negative `extra`: people spared. A risk never passes 1.
    """
    if not 0 <= control_per <= per or ratio < 0 or people < 1:
        raise ValueError(f"needs a share and a ratio: got {control_per} of {per}, ratio {ratio}, {people} people")
    anyway = round(control_per / per * people)

    def extra(times: float) -> int:
        return round(min(control_per / per * times, 1.0) * people) - anyway

    return IconArray(
        people, anyway, extra(ratio), None if low is None else extra(low), None if high is None else extra(high)
    )

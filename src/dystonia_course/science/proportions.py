"""Shares of people: intervals for a proportion from small counts, and what a test result means at a given prevalence.

Every share is a number from 0 to 1, never a percentage.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from dystonia_course.science.estimates import z_of


@dataclass(frozen=True)
class Interval:
    """A confidence interval; `low` and `high` are shares or a difference of shares.

    The ends of a share lie between 0 and 1, but for those of a Wald interval.
    """

    low: float
    high: float


def _check(events: float, people: int, level: float) -> None:
    if people < 1 or not 0 <= events <= people:
        raise ValueError(f"events must lie between 0 and people, and people above 0: got {events} of {people}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1: got {level}")


def wald(events: float, people: int, level: float = 0.95) -> Interval:
    """The textbook interval, p plus or minus z standard errors: poor for small counts, and it can fall below zero."""
    _check(events, people, level)
    z = z_of(level)
    share = events / people
    half = z * math.sqrt(share * (1 - share) / people)
    return Interval(share - half, share + half)


def wilson(events: float, people: int, level: float = 0.95) -> Interval:
    """The score interval of Wilson (1927): all shares p for which |observed - p| is under z standard errors of p.

    `events` need not be whole: where a paper prints only a percentage, it is the printed share times `people`.
    """
    _check(events, people, level)
    z = z_of(level)
    share = events / people
    stretch = 1 + z * z / people
    centre = (share + z * z / (2 * people)) / stretch
    half = z / stretch * math.sqrt(share * (1 - share) / people + z * z / (4 * people * people))
    return Interval(0.0 if events == 0 else centre - half, 1.0 if events == people else centre + half)


def binomial_tail(events: int, people: int, share: float) -> float:
    """The chance of `events` or more among `people` when each has the chance `share`."""
    if share <= 0:
        return 1.0 if events <= 0 else 0.0
    if share >= 1:
        return 1.0
    return math.fsum(
        math.exp(
            math.lgamma(people + 1)
            - math.lgamma(k + 1)
            - math.lgamma(people - k + 1)
            + k * math.log(share)
            + (people - k) * math.log1p(-share)
        )
        for k in range(max(events, 0), people + 1)
    )


def exact(events: int, people: int, level: float = 0.95) -> Interval:
    """The interval of Clopper and Pearson (1934): each tail of the binomial distribution holds half of 1 - level."""
    _check(events, people, level)
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else _solve(lambda p: binomial_tail(events, people, p) - tail)
    high = 1.0 if events == people else _solve(lambda p: binomial_tail(events + 1, people, p) - (1 - tail))
    return Interval(low, high)


def exact_upper(events: int, people: int, level: float = 0.95) -> float:
    """The upper end of the exact one-sided interval: the largest share under which `events` or fewer are not rarer than
    1 - level. For no event at all it is 1 - (1 - level) ** (1 / people)."""
    _check(events, people, level)
    if events == people:
        return 1.0
    return _solve(lambda p: binomial_tail(events + 1, people, p) - level)


def rule_of_three(people: int) -> float:
    """What no event among `people` still allows, in the head: 3 / people (at most 1).

    It stands for the exact one-sided 95% limit, as -ln(0.05) is 2.996; below about 30 people it is too high.
    """
    _check(0, people, 0.95)
    return min(3 / people, 1.0)


def difference(events: float, people: int, other_events: float, other_people: int, level: float = 0.95) -> Interval:
    """The interval of Newcombe (1998, method 10) for a share minus another, in two separate groups.

    It joins the two Wilson intervals; its ends are differences of shares and lie between -1 and 1.
    """
    first, second = wilson(events, people, level), wilson(other_events, other_people, level)
    share, other = events / people, other_events / other_people
    return Interval(
        share - other - math.hypot(share - first.low, second.high - other),
        share - other + math.hypot(first.high - share, other - second.low),
    )


def _solve(rising: Callable[[float], float]) -> float:
    """The root between 0 and 1 of a rising function."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def count_from_share(share: float, people: int, decimals: int) -> int | None:
    """The only whole count whose share of `people`, in per cent with `decimals` places, prints as `share` (0 to 1).

    None when no count fits, or more than one does: then the printed percentage does not give the count away.
    """
    printed = round(share * 100, decimals)
    half = 0.5 * 10**-decimals + 1e-9
    fitting = [k for k in range(people + 1) if abs(100 * k / people - printed) <= half]
    return fitting[0] if len(fitting) == 1 else None


def positive_predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float:
    """The share of people with a positive result who have the disease (Bayes); all arguments are shares."""
    _check_test(sensitivity, specificity, prevalence)
    true = sensitivity * prevalence
    positive = true + (1 - specificity) * (1 - prevalence)
    return true / positive if positive else math.nan


def negative_predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float:
    """The share of people with a negative result who do not have the disease (Bayes); all arguments are shares."""
    _check_test(sensitivity, specificity, prevalence)
    true = specificity * (1 - prevalence)
    negative = true + (1 - sensitivity) * prevalence
    return true / negative if negative else math.nan


def _check_test(*shares: float) -> None:
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError(f"sensitivity, specificity and prevalence must lie between 0 and 1: got {shares}")

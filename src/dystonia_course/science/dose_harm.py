"""Dose and harm: a logistic curve through the counts of a trial with several doses.

The model: the log odds of an event rise in a straight line with the dose. With three or four doses and 17 to 37 people
in each, it is a summary of those people and no law; the band shows how little they fix. Doses are units of one product
and cannot be carried over to another.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dystonia_course.science.estimates import Estimate, ratio_estimate, two_sided_p, z_of
from dystonia_course.science.proportions import wilson


@dataclass(frozen=True, slots=True)
class DoseGroup:
    """`events` of `people` at `dose` units."""

    dose: float
    events: int
    people: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The modelled risk at a dose with its 95% band; shares from 0 to 1."""

    dose: float
    risk: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DoseHarm:
    """The fitted line on the log odds: `intercept` + `slope` times dose, with variances for the band."""

    event: str
    groups: tuple[DoseGroup, ...]
    intercept: float
    slope: float
    variance_intercept: float
    variance_slope: float
    covariance: float
    lack_of_fit_p: float
    """P of the deviance against the observed shares: small means that a straight line on the log odds does not fit."""

    @property
    def people(self) -> int:
        """People in all groups."""
        return sum(group.people for group in self.groups)

    @property
    def highest_dose(self) -> float:
        """No curve goes beyond the highest dose of the trial."""
        return max(group.dose for group in self.groups)

    def at(self, dose: float, level: float = 0.95) -> CurvePoint:
        """Risk and band at a dose within the trial's range."""
        if not 0 <= dose <= self.highest_dose:
            raise ValueError(f"the trial gave 0 to {self.highest_dose:g} units: got {dose:g}")
        line = self.intercept + self.slope * dose
        half = z_of(level) * math.sqrt(
            self.variance_intercept + 2 * dose * self.covariance + dose**2 * self.variance_slope
        )
        return CurvePoint(dose, _share(line), _share(line - half), _share(line + half))

    def curve(self, points: int = 101) -> list[CurvePoint]:
        """Evenly spaced points from no dose to the highest."""
        return [self.at(self.highest_dose * step / (points - 1)) for step in range(points)]

    def odds_ratio(self, units: float) -> Estimate:
        """The odds of the event multiply by this for `units` more."""
        estimand = f"odds ratio of {self.event} for {units:g} units more"
        se = abs(units) * math.sqrt(self.variance_slope)
        return ratio_estimate(
            estimand, self.slope * units, se, self.people, "logistic regression on dose, Wald interval"
        )


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds)) if log_odds >= 0 else math.exp(log_odds) / (1 + math.exp(log_odds))


def dose_harm(event: str, groups: Sequence[DoseGroup]) -> DoseHarm:
    """The maximum-likelihood curve through three or more dose groups."""
    import numpy as np
    from scipy import stats
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    if len({group.dose for group in groups}) < 3:
        raise ValueError("a curve needs at least three doses")
    events = sum(group.events for group in groups)
    if not 0 < events < sum(group.people for group in groups):
        raise ValueError("a curve needs people with and people without the event")
    _check_overlap(groups)
    scale = max(group.dose for group in groups)
    counts = np.array([[group.events, group.people - group.events] for group in groups], dtype=float)
    design = np.column_stack([np.ones(len(groups)), [group.dose / scale for group in groups]])
    with warnings.catch_warnings():  # shares that lie exactly on a curve look to it like perfect prediction
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fit: Any = GLM(counts, design, family=Binomial()).fit()
    covariance = np.asarray(fit.cov_params())
    return DoseHarm(
        event=event,
        groups=tuple(groups),
        intercept=float(fit.params[0]),
        slope=float(fit.params[1]) / scale,
        variance_intercept=float(covariance[0, 0]),
        variance_slope=float(covariance[1, 1]) / scale**2,
        covariance=float(covariance[0, 1]) / scale,
        lack_of_fit_p=float(stats.chi2.sf(fit.deviance, len(groups) - 2)),
    )


def _check_overlap(groups: Sequence[DoseGroup]) -> None:
    """People with and people without the event must share a range of doses, or the best curve is infinitely steep."""
    having = [group.dose for group in groups if group.events > 0]
    lacking = [group.dose for group in groups if group.events < group.people]
    if max(having) <= min(lacking) or max(lacking) <= min(having):
        raise ValueError("one dose parts the people with the event from those without, so no curve can be drawn")


def trend_p(groups: Sequence[DoseGroup]) -> float:
    """The two-sided P value of the Cochran-Armitage test: is there any trend with dose at all?"""
    people = sum(g.people for g in groups)
    share = sum(g.events for g in groups) / people
    mean = sum(g.dose * g.people for g in groups) / people
    score = sum((g.dose - mean) * g.events for g in groups)
    variance = share * (1 - share) * sum(g.people * (g.dose - mean) ** 2 for g in groups)
    return two_sided_p(score / math.sqrt(variance)) if variance > 0 else 1.0


def observed(groups: Sequence[DoseGroup]) -> list[CurvePoint]:
    """The observed share at each dose with its Wilson interval."""
    points = []
    for group in groups:
        interval = wilson(group.events, group.people)
        points.append(CurvePoint(group.dose, group.events / group.people, interval.low, interval.high))
    return points

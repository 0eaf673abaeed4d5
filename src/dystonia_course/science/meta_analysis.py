"""Pooling trials: fixed and random effects for differences, Mantel-Haenszel for counts, and merging arms of one trial.

An effect is a difference (active minus placebo) or a logarithm of a ratio with its standard error. Only trials whose
numbers were read can be pooled: `None` as an estimate or standard error is refused, and never guessed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dystonia_course.science.estimates import Estimate, normal_estimate, ratio_estimate, se_from_interval
from dystonia_course.science.two_by_two import TwoByTwo, risk_ratio

Model = Literal["fixed", "random"]
Between = Literal["DL", "PM"]
BETWEEN_TEXT = {"DL": "DerSimonian-Laird", "PM": "Paule-Mandel"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What one trial says. `estimate` and `se` are None for a trial that could not be read; it is shown, not pooled."""

    study: str
    estimate: float | None
    se: float | None
    n: int | None = None

    @property
    def read(self) -> bool:
        """Whether the trial's number is known."""
        return self.estimate is not None and self.se is not None

    def interval(self, level: float = 0.95) -> Estimate:
        """The trial's own estimate with its interval."""
        if self.estimate is None or self.se is None:
            raise ValueError(f"{self.study} was not read, so it has no interval")
        return normal_estimate(self.study, self.estimate, self.se, self.n or 0, "as printed", level=level)


def effect_from_interval(study: str, estimate: float, low: float, high: float, n: int | None = None) -> Effect:
    """An effect whose standard error is worked out from its printed 95% interval."""
    if not low <= estimate <= high:
        raise ValueError(f"{study}: {estimate} lies outside its interval, {low} to {high}")
    return Effect(study, estimate, se_from_interval(low, high), n)


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several trials in one number, with how much they differ.

    `effect` is the pooled estimate; `q` is Cochran's statistic with its P value; `i2` lies between 0 and 1; `tau2` is
    the variance between trials; `prediction_low` and `prediction_high` bound the effect in a new trial (None under a
    fixed effect, or with fewer than three trials); `weights` are the shares of the trials, adding up to 1.
    """

    effect: Estimate
    studies: tuple[str, ...]
    weights: tuple[float, ...]
    q: float
    q_p: float
    i2: float
    tau2: float
    prediction_low: float | None
    prediction_high: float | None

    def as_ratio(self) -> Pooled:
        """The same with effect and prediction as ratios, for effects that are logarithms of ratios."""
        e = self.effect
        effect = replace(e, estimate=math.exp(e.estimate), low=math.exp(e.low), high=math.exp(e.high))
        low = None if self.prediction_low is None else math.exp(self.prediction_low)
        high = None if self.prediction_high is None else math.exp(self.prediction_high)
        return replace(self, effect=effect, prediction_low=low, prediction_high=high)


def pool(
    effects: Sequence[Effect],
    model: Model = "random",
    between: Between = "DL",
    *,
    hartung_knapp: bool = False,
    estimand: str = "mean difference, active minus placebo",
) -> Pooled:
    """Inverse-variance pooling of two or more read trials.

    `model` fixed: one true effect. `model` random: true effects spread around a mean with variance tau2, estimated by
    `between`. `hartung_knapp` takes the standard error from the observed spread of the trials, with Student's t on
    k - 1 degrees of freedom (Hartung and Knapp; random effects only). tau2 and I2 are reported under both models.
    Where trials agree better than chance alone would make them, that interval can be narrower than the normal one.
    """
    import numpy as np
    from scipy import stats
    from statsmodels.stats.meta_analysis import combine_effects

    if model not in ("fixed", "random") or between not in BETWEEN_TEXT:
        raise ValueError(f"model is 'fixed' or 'random', between 'DL' or 'PM': got {model!r} and {between!r}")
    if hartung_knapp and model == "fixed":
        raise ValueError("Hartung-Knapp is a method for random effects")
    means, ses = _numbers(effects)
    k = len(means)
    with np.errstate(all="ignore"):  # it takes roots of a negative tau2, and divides by the spread of equal effects
        found: Any = combine_effects(
            np.array(means), np.array(ses) ** 2, method_re={"DL": "chi2", "PM": "iterated"}[between], use_t=False
        )
    tau2 = max(0.0, float(found.tau2))
    q = _heterogeneity(means, ses)
    weights = [1 / (se**2 + (tau2 if model == "random" else 0.0)) for se in ses]
    total = sum(weights)
    mean = sum(w * m for w, m in zip(weights, means, strict=True)) / total
    se = 1 / math.sqrt(total)
    n = sum(effect.n or 0 for effect in effects)
    method = f"{model} effect{'s' if model == 'random' else ''}, inverse variance"
    method += f", tau2 by {BETWEEN_TEXT[between]}" if model == "random" else ""
    if hartung_knapp:
        spread = sum(w * (m - mean) ** 2 for w, m in zip(weights, means, strict=True)) / (k - 1)
        se = math.sqrt(spread / total)
        half = float(stats.t.ppf(0.975, k - 1)) * se
        p = 2 * float(stats.t.sf(abs(mean) / se, k - 1)) if se > 0 else 0.0
        effect = Estimate(estimand, mean, mean - half, mean + half, se, p, n, f"{method}, Hartung-Knapp interval")
    else:
        effect = normal_estimate(estimand, mean, se, n, f"{method}, normal interval")
    low = high = None
    if model == "random" and k >= 3:
        half = float(stats.t.ppf(0.975, k - 2)) * math.sqrt(tau2 + se**2)
        low, high = mean - half, mean + half
    return Pooled(
        effect=effect,
        studies=tuple(effect.study for effect in effects),
        weights=tuple(w / total for w in weights),
        q=q,
        q_p=float(stats.chi2.sf(q, k - 1)),
        i2=max(0.0, (q - (k - 1)) / q) if q > 0 else 0.0,
        tau2=tau2,
        prediction_low=low,
        prediction_high=high,
    )


def _numbers(effects: Sequence[Effect]) -> tuple[list[float], list[float]]:
    means, ses = [], []
    for effect in effects:
        if effect.estimate is None or effect.se is None:
            raise ValueError(f"{effect.study} was not read, so it cannot be pooled")
        if not (math.isfinite(effect.estimate) and math.isfinite(effect.se) and effect.se > 0):
            raise ValueError(f"{effect.study} needs a number and a standard error above 0")
        means.append(effect.estimate)
        ses.append(effect.se)
    if len(means) < 2:
        raise ValueError("pooling needs at least two trials that were read")
    return means, ses


def _heterogeneity(means: Sequence[float], ses: Sequence[float]) -> float:
    """Cochran's Q: the squared distances from the fixed-effect mean, in standard errors.

    `combine_effects` subtracts two large sums instead, which leaves rounding where the trials agree.
    """
    weights = [1 / se**2 for se in ses]
    mean = math.fsum(w * m for w, m in zip(weights, means, strict=True)) / math.fsum(weights)
    return math.fsum(w * (m - mean) ** 2 for w, m in zip(weights, means, strict=True))


def what_is_missing(total: Effect, known: Sequence[Effect], study: str = "the trial that is missing") -> Effect:
    """The one effect that turns `known` into the printed fixed-effect `total`: weights and means subtracted."""
    (mean, *means), (se, *ses) = _numbers([total, *known])
    left = 1 / se**2 - sum(1 / one**2 for one in ses)
    if left <= 0:
        raise ValueError("the known trials weigh more than the total")
    rest = mean / se**2 - sum(m / s**2 for m, s in zip(means, ses, strict=True))
    return Effect(study, rest / left, 1 / math.sqrt(left))


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a trial with its mean change, the standard error of that mean, and its people."""

    name: str
    mean: float
    se: float
    n: int

    @property
    def sd(self) -> float:
        """The standard deviation between people."""
        return self.se * math.sqrt(self.n)


def merge_arms(arms: Sequence[Arm], name: str = "merged") -> Arm:
    """Several arms as if they had been one (Cochrane Handbook): exact for unadjusted means and standard deviations."""
    if len(arms) < 2:
        raise ValueError("merging needs at least two arms")
    n = sum(arm.n for arm in arms)
    mean = sum(arm.n * arm.mean for arm in arms) / n
    squares = sum((arm.n - 1) * arm.sd**2 + arm.n * (arm.mean - mean) ** 2 for arm in arms)
    return Arm(name, mean, math.sqrt(squares / (n - 1) / n), n)


def merged_difference(study: str, differences: Sequence[Effect], arms: Sequence[Arm], placebo: Arm) -> Effect:
    """One effect for a trial with several doses and one placebo arm, from printed differences and printed arms.

    The estimate is the mean of the printed (adjusted) differences, weighted by the people in the active arms. The
    standard error is that of the merged active arm against placebo, so that the placebo arm is counted once.
    """
    if len(differences) != len(arms):
        raise ValueError("each active arm needs its difference")
    means, _ = _numbers(differences)
    people = sum(arm.n for arm in arms)
    estimate = sum(arm.n * mean for arm, mean in zip(arms, means, strict=True)) / people
    se = math.hypot(merge_arms(arms).se, placebo.se)
    return Effect(study, estimate, se, people + placebo.n)


def split_wrongly(study: str, differences: Sequence[Effect]) -> list[Effect]:
    """A mistake on purpose: each dose as a trial of its own, the placebo people counted once for each."""
    return [replace(effect, study=f"{study}, {effect.study}") for effect in differences]


def merge_counts(tables: Sequence[TwoByTwo], study: str, event: str) -> TwoByTwo:
    """Several doses against the same placebo arm as one table: active people added up, placebo people once."""
    first = tables[0]
    if any((t.control_events, t.control_people) != (first.control_events, first.control_people) for t in tables):
        raise ValueError("the doses of one trial share one placebo arm")
    events, people = sum(t.events for t in tables), sum(t.people for t in tables)
    return TwoByTwo(events, people, first.control_events, first.control_people, event, study)


def mantel_haenszel(tables: Sequence[TwoByTwo]) -> Estimate:
    """The Mantel-Haenszel risk ratio over trials, with the interval of Greenland and Robins (1985)."""
    import numpy as np
    from statsmodels.stats.contingency_tables import StratifiedTable

    if not tables:
        raise ValueError("there is no trial to pool")
    if not (any(t.events for t in tables) and any(t.control_events for t in tables)):
        raise ValueError("a risk ratio needs events in both groups")
    strata = [
        np.array(
            [[t.events, t.people - t.events], [t.control_events, t.control_people - t.control_events]], dtype=float
        )
        for t in tables
    ]
    ratio = float(StratifiedTable(strata).riskratio_pooled)
    spread = active = control = 0.0
    for t in tables:
        people = t.all_people
        both = t.events + t.control_events
        spread += (t.people * t.control_people * both - t.events * t.control_events * people) / people**2
        active += t.events * t.control_people / people
        control += t.control_events * t.people / people
    se = math.sqrt(spread / (active * control))
    estimand = f"risk ratio of {tables[0].event}, active to placebo"
    method = "Mantel-Haenszel, fixed effect, Greenland-Robins interval"
    return ratio_estimate(estimand, math.log(ratio), se, sum(t.all_people for t in tables), method)


def log_risk_ratios(tables: Sequence[TwoByTwo]) -> list[Effect]:
    """The logarithm of each trial's risk ratio, for `pool(...).as_ratio()`."""
    ratios = [(table, risk_ratio(table)) for table in tables]
    return [Effect(table.study, math.log(ratio.estimate), ratio.se, table.all_people) for table, ratio in ratios]

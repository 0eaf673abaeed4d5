"""All visits of the type B trial in one model, with a correlation that depends on the time between visits.

Scores after treatment of the same person are correlated, and more so the closer in time: two scores t weeks apart have
the correlation phi to the power t (continuous AR(1)). The means are free: each arm has its own at each week, plus a
line for the score at week 0 and, if asked, a level for each site. phi maximises the profile likelihood, restricted
(REML) by default; the means follow by generalised least squares. P values and intervals use Student's t with (scores
minus coefficients) degrees of freedom and take phi as known, as R's `nlme::gls` does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import ARMS, WEEKS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

AFTER = WEEKS[1:]
Likelihood = Literal["REML", "ML"]


@dataclass(frozen=True, slots=True)
class RepeatedMeasures:
    """The fitted model. `correlation` is phi, for one week apart; `sigma` is the residual SD in points."""

    correlation: float
    sigma: float
    log_likelihood: float
    likelihood: str
    people: int
    scores: int
    contrasts: tuple[Estimate, ...]
    """Each dose against placebo at each week: first 5000U at weeks 2 to 16, then 10000U."""

    def correlation_apart(self, weeks: float) -> float:
        """The correlation of two scores of a person that are `weeks` apart."""
        return float(self.correlation**weeks)

    def contrast(self, arm: str, week: int) -> Estimate:
        """One dose against placebo at one week."""
        return self.contrasts[(ARMS.index(arm) - 1) * len(AFTER) + AFTER.index(week)]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The scores after treatment as arrays, in order of person and week."""

    scores: np.ndarray
    design: np.ndarray
    gaps: np.ndarray
    """Weeks since the score before of the same person; inf at a person's first."""
    people: int

    def whitened(self, phi: float) -> tuple[np.ndarray, np.ndarray, float]:
        """Scores and design freed of the correlation, and the log determinant of the correlation matrix."""
        import numpy as np

        kept = np.where(np.isinf(self.gaps), 0.0, phi**self.gaps)
        spread = 1 - kept**2
        before = np.r_[0, np.arange(len(kept) - 1)]
        scale = np.sqrt(spread)
        scores = (self.scores - kept * self.scores[before]) / scale
        design = (self.design - kept[:, None] * self.design[before]) / scale[:, None]
        return scores, design, float(np.log(spread).sum())

    def log_likelihood(self, phi: float, likelihood: Likelihood) -> float:
        """The (restricted) log-likelihood with means and variance at their best for this phi."""
        import numpy as np

        scores, design, log_determinant = self.whitened(phi)
        _, triangle = np.linalg.qr(design)
        coefficients, *_ = np.linalg.lstsq(design, scores, rcond=None)
        squares = float(((scores - design @ coefficients) ** 2).sum())
        count = len(scores) - (design.shape[1] if likelihood == "REML" else 0)
        value = -count / 2 * (math.log(2 * math.pi * squares / count) + 1) - log_determinant / 2
        if likelihood == "REML":
            value -= float(np.log(np.abs(np.diag(triangle))).sum())
        return value


def follow_up(data: pd.DataFrame, site: bool = True) -> FollowUp:
    """The scores after treatment; design: 15 columns for arm by week, the score at week 0, then sites but the first."""
    import numpy as np

    start = data[data["week"] == 0].set_index("patient")["twstrs"]
    after = data[data["week"] > 0].sort_values(["patient", "week"])
    columns = [((after["treat"] == arm) & (after["week"] == week)).to_numpy(float) for arm in ARMS for week in AFTER]
    columns.append(after["patient"].map(start).to_numpy(float))
    if site:
        columns += [(after["site"] == one).to_numpy(float) for one in sorted(after["site"].unique())[1:]]
    weeks, patient = after["week"].to_numpy(float), after["patient"].to_numpy()
    gaps = np.r_[np.inf, np.where(patient[1:] == patient[:-1], weeks[1:] - weeks[:-1], np.inf)]
    return FollowUp(after["twstrs"].to_numpy(float), np.column_stack(columns), gaps, int(after["patient"].nunique()))


def repeated_measures(data: pd.DataFrame, site: bool = True, likelihood: Likelihood = "REML") -> RepeatedMeasures:
    """Fit the model to the table that `check_trial` returns."""
    import numpy as np
    from scipy.optimize import minimize_scalar
    from statsmodels.regression.linear_model import OLS

    if likelihood not in ("REML", "ML"):
        raise ValueError(f"likelihood must be 'REML' or 'ML': got {likelihood!r}")
    scores = follow_up(data, site)
    best: Any = minimize_scalar(
        lambda phi: -scores.log_likelihood(float(phi), likelihood),
        bounds=(1e-6, 1 - 1e-6),
        method="bounded",
        options={"xatol": 1e-9},
    )
    phi = float(best.x)
    outcome, design, _ = scores.whitened(phi)
    fit = OLS(outcome, design).fit()
    count = len(outcome) if likelihood == "ML" else len(outcome) - design.shape[1]
    adjusted = "baseline and site" if site else "baseline"
    method = (
        f"generalised least squares ({likelihood}), continuous AR(1), means by arm and week, adjusted for {adjusted}"
    )
    contrasts = []
    for arm_number, arm in enumerate(ARMS[1:], start=1):
        for week_number, week in enumerate(AFTER):
            row = np.zeros(design.shape[1])
            row[arm_number * len(AFTER) + week_number], row[week_number] = 1, -1
            test = fit.t_test(row)
            low, high = (float(limit) for limit in test.conf_int(0.05)[0])
            contrasts.append(
                Estimate(
                    f"difference in mean TWSTRS score at week {week}, {arm} minus placebo, points",
                    float(test.effect[0]),
                    low,
                    high,
                    float(test.sd[0][0]),
                    float(test.pvalue),
                    scores.people,
                    method,
                )
            )
    return RepeatedMeasures(
        correlation=phi,
        sigma=math.sqrt(float(fit.ssr) / count),
        log_likelihood=-float(best.fun),
        likelihood=likelihood,
        people=scores.people,
        scores=len(outcome),
        contrasts=tuple(contrasts),
    )

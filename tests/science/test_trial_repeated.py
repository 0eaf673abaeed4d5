"""The repeated-measures model: against R's nlme, against the plain normal density, against the closed form.

The numbers in `NLME` were computed by another program, `gls` of nlme 3.1-162 in R 4.2.2, on the same file:

    f$arm <- factor(f$treat, levels=c('Placebo', '5000U', '10000U')); f$wk <- factor(f$week)
    gls(twstrs ~ arm*wk + base + site, data=f, correlation=corCAR1(form=~week|patient), method='REML')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dystonia_course.science.trial_checks import ARMS
from dystonia_course.science.trial_repeated import AFTER, FollowUp, Likelihood, follow_up, repeated_measures

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Reference:
    site: bool
    likelihood: Likelihood
    phi: float
    sigma: float
    log_likelihood: float
    week_2: tuple[tuple[float, float, float], tuple[float, float, float]]
    """Estimate, standard error and P of 5000U and of 10000U at week 2."""
    interactions: tuple[tuple[float, float, float, float], tuple[float, float, float, float]]
    """What weeks 4, 8, 12 and 16 add to it."""


NLME = [
    Reference(
        False, "REML", 0.8676793833, 8.634406584, -1741.330767,
        ((-5.64543458, 2.08292908, 6.9497644e-03), (-7.06734732, 2.06455347, 6.6911211e-04)),
        ((0.89234232, 1.19209228, 3.87241001, 5.32824030), (-0.13607297, 1.40005836, 5.35486888, 9.37266932)),
    ),
    Reference(
        True, "REML", 0.8693334037, 8.676600341, -1724.649756,
        ((-5.55831042, 2.099008450, 8.3521919e-03), (-6.84536330, 2.085648905, 1.1026024e-03)),
        ((0.86532331, 1.16385835, 3.87252254, 5.34377766), (-0.12291431, 1.43400664, 5.40830401, 9.45013838)),
    ),
    Reference(
        False, "ML", 0.8669835208, 8.489967408, -1755.850093,
        ((-5.64592488, 2.080307324, 6.8747296e-03), (-7.06717975, 2.061918824, 6.5886001e-04)),
        ((0.89273746, 1.19246630, 3.87322675, 5.32856849), (-0.13677453, 1.39960153, 5.35545689, 9.37271500)),
    ),
    Reference(
        True, "ML", 0.8618886056, 8.357720363, -1752.4699,
        ((-5.56218684, 2.070871743, 7.4746528e-03), (-6.84442404, 2.057189687, 9.4251009e-04)),
        ((0.86763035, 1.16569946, 3.88041887, 5.34577437), (-0.13002169, 1.43109945, 5.41623762, 9.45256694)),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def scores(trial_table: pd.DataFrame) -> FollowUp:
    return follow_up(trial_table)


def correlation(scores: FollowUp, phi: float) -> np.ndarray:
    """The whole correlation matrix: phi to the power of the weeks between two scores of one person, else 0."""
    firsts = np.isinf(scores.gaps)
    person = np.cumsum(firsts)
    since_first = np.zeros(len(firsts))
    for i in range(1, len(firsts)):
        since_first[i] = 0 if firsts[i] else since_first[i - 1] + scores.gaps[i]
    apart = np.abs(since_first[:, None] - since_first[None, :])
    return np.where(person[:, None] == person[None, :], phi**apart, 0.0)


@pytest.mark.parametrize("reference", NLME, ids=lambda r: f"{r.likelihood}-{'site' if r.site else 'no site'}")
def test_r_gives_the_same(reference: Reference, trial_table: pd.DataFrame) -> None:
    ours = repeated_measures(trial_table, reference.site, reference.likelihood)
    assert ours.correlation == pytest.approx(reference.phi, abs=2e-6)
    assert ours.sigma == pytest.approx(reference.sigma, rel=1e-5)
    assert ours.log_likelihood == pytest.approx(reference.log_likelihood, abs=1e-5)
    assert (ours.people, ours.scores) == (108, 522)
    for arm, (estimate, se, p), added in zip(ARMS[1:], reference.week_2, reference.interactions, strict=True):
        first = ours.contrast(arm, 2)
        assert first.estimate == pytest.approx(estimate, abs=1e-5)
        assert first.p == pytest.approx(p, rel=2e-4)
        assert first.se == pytest.approx(se, rel=1e-4)
        for week, more in zip(AFTER[1:], added, strict=True):
            assert ours.contrast(arm, week).estimate == pytest.approx(estimate + more, abs=2e-5)


def test_r_gives_the_same_standard_error_at_week_4(trial_table: pd.DataFrame) -> None:
    ours = repeated_measures(trial_table)
    for arm, estimate, se, p in (
        ("5000U", -4.69298712, 2.0769910, 0.02428291237),
        ("10000U", -6.96827761, 2.0707258, 0.00082412188),
    ):
        assert ours.contrast(arm, 4).estimate == pytest.approx(estimate, abs=1e-5)
        assert ours.contrast(arm, 4).se == pytest.approx(se, rel=1e-5)
        assert ours.contrast(arm, 4).p == pytest.approx(p, rel=1e-4)


@pytest.fixture(scope="module")
def some_scores(trial_table: pd.DataFrame) -> FollowUp:
    """The scores of thirty people: enough for all means, and quick."""
    return follow_up(trial_table[trial_table["patient"] <= 30], site=False)


@settings(max_examples=10, deadline=None)
@given(phi=st.floats(0.02, 0.98))
def test_the_profile_likelihood_is_the_normal_density(phi: float, some_scores: FollowUp) -> None:
    """Means by the closed form (X'V^-1 X)^-1 X'V^-1 y, variance by its best value, density by SciPy."""
    scores = some_scores
    matrix = correlation(scores, phi)
    inverse = np.linalg.inv(matrix)
    information = scores.design.T @ inverse @ scores.design
    means = scores.design @ np.linalg.solve(information, scores.design.T @ inverse @ scores.scores)
    rest = scores.scores - means
    squares = float(rest @ inverse @ rest)
    count, columns = scores.design.shape
    density = stats.multivariate_normal(means, matrix * squares / count).logpdf(scores.scores)
    assert scores.log_likelihood(phi, "ML") == pytest.approx(float(density), abs=1e-6)
    # REML: the density of the contrasts left over, up to the determinant of X'V^-1 X (Harville 1974)
    variance = squares / (count - columns)
    _, log_v = np.linalg.slogdet(matrix * variance)
    _, log_i = np.linalg.slogdet(information / variance)
    restricted = -0.5 * ((count - columns) * np.log(2 * np.pi) + log_v + log_i + squares / variance)
    assert scores.log_likelihood(phi, "REML") == pytest.approx(float(restricted), abs=1e-6)


@pytest.mark.parametrize("likelihood", ["REML", "ML"])
def test_no_correlation_is_more_likely_than_the_fitted_one(
    likelihood: Likelihood, trial_table: pd.DataFrame, scores: FollowUp
) -> None:
    best = repeated_measures(trial_table, likelihood=likelihood)
    for phi in np.linspace(0.01, 0.99, 25):
        assert scores.log_likelihood(float(phi), likelihood) <= best.log_likelihood + 1e-7


def test_the_contrasts_are_those_of_the_full_matrix(trial_table: pd.DataFrame, scores: FollowUp) -> None:
    ours = repeated_measures(trial_table)
    inverse = np.linalg.inv(correlation(scores, ours.correlation))
    covariance = np.linalg.inv(scores.design.T @ inverse @ scores.design)
    beta = covariance @ scores.design.T @ inverse @ scores.scores
    for arm_number, arm in enumerate(ARMS[1:], start=1):
        for week_number, week in enumerate(AFTER):
            row = np.zeros(len(beta))
            row[5 * arm_number + week_number], row[week_number] = 1, -1
            contrast = ours.contrast(arm, week)
            assert contrast.estimate == pytest.approx(row @ beta, abs=1e-7)
            assert contrast.se == pytest.approx(ours.sigma * (row @ covariance @ row) ** 0.5, rel=1e-7)
            assert f"week {week}, {arm} minus placebo" in contrast.estimand


def test_correlation_falls_with_time_apart(trial_table: pd.DataFrame) -> None:
    model = repeated_measures(trial_table)
    assert model.correlation_apart(1) == model.correlation
    assert model.correlation_apart(4) == pytest.approx(model.correlation_apart(2) ** 2)
    assert 0 < model.correlation_apart(14) < model.correlation_apart(2) < 1


def test_an_unknown_likelihood_is_refused(trial_table: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="'REML' or 'ML'"):
        repeated_measures(trial_table, likelihood="MAP")  # type: ignore[arg-type]

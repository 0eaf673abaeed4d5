"""The type B trial, analysed again from its patient-level table (109 people, one treatment, TWSTRS total in points).

All functions take the table as `trial_checks.check_trial` returns it. A change is the score at a week minus the score
at week 0, so a fall is negative and better; a difference is active minus placebo. Intervals are 95%.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import ARM_NAMES, ARMS, DOSES, WEEKS, TrialDataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Missing = Literal["carried", "observed"]
"""What stands for a missed visit: the person's last score before it, or nothing (the person is left out)."""
MISSING_TEXT = {"carried": "last value carried forward", "observed": "observed cases only"}
ADJUSTMENTS = ("baseline", "site")


@dataclass(frozen=True, slots=True)
class ArmMean:
    """Mean change of one arm at one week, in points, with the t interval of the mean."""

    arm: str
    week: int
    n: int
    mean: float
    sd: float
    low: float
    high: float
    method: str


def by_person(data: pd.DataFrame) -> pd.DataFrame:
    """One row a person: `patient, site, arm, age, sex`, and `week_0` to `week_16` with nan for a missed visit."""
    people = data.drop_duplicates("patient").set_index("patient")[["site", "treat", "age", "sex"]]
    scores = data.pivot(index="patient", columns="week", values="twstrs").reindex(columns=list(WEEKS))
    scores.columns = [f"week_{week}" for week in scores.columns]
    return people.rename(columns={"treat": "arm"}).join(scores).reset_index()


def changes(data: pd.DataFrame, week: int = 4, missing: Missing = "carried") -> pd.DataFrame:
    """One row a person: `patient, site, arm, baseline, score, change, carried`.

    With `carried`, a missed visit takes the last score before it, that of week 0 included (its change is then 0).
    """
    if week not in WEEKS[1:]:
        raise ValueError(f"week must be one of {WEEKS[1:]}: got {week}")
    if missing not in MISSING_TEXT:
        raise ValueError(f"missing must be 'carried' or 'observed': got {missing!r}")
    people = by_person(data)
    upto = [f"week_{visit}" for visit in WEEKS if visit <= week]
    table = people[["patient", "site", "arm"]].copy()
    table["baseline"] = people["week_0"].astype(float)
    table["score"] = people[upto].ffill(axis=1)[f"week_{week}"] if missing == "carried" else people[f"week_{week}"]
    table["change"] = table["score"] - table["baseline"]
    table["carried"] = people[f"week_{week}"].isna()
    return table if missing == "carried" else table[~table["carried"]].reset_index(drop=True)


def arm_means(data: pd.DataFrame, week: int = 4, missing: Missing = "carried") -> list[ArmMean]:
    """Mean change of each arm, in order of dose."""
    from scipy import stats

    table = changes(data, week, missing)
    means = []
    for arm in ARMS:
        values = table.loc[table["arm"] == arm, "change"]
        n, mean, sd = len(values), float(values.mean()), float(values.std(ddof=1))
        half = float(stats.t.ppf(0.975, n - 1)) * sd / n**0.5
        means.append(ArmMean(arm, week, n, mean, sd, mean - half, mean + half, MISSING_TEXT[missing]))
    return means


def summary_rows(data: pd.DataFrame) -> list[dict[str, object]]:
    """Arm by week: the scores and the changes in numbers, as rows of `trial_summary.csv` (points, rounded to 0.001).

    `change_*` are observed cases, `carried_*` have the last value carried forward; both are None at week 0.
    """
    people = by_person(data)
    rows: list[dict[str, object]] = []
    for arm in ARMS:
        group = people[people["arm"] == arm]
        for week in WEEKS:
            scores = group[f"week_{week}"].dropna()
            row: dict[str, object] = {"arm": ARM_NAMES[arm], "dose": DOSES[arm], "week": week, "people": len(scores)}
            row["missing"] = len(group) - len(scores)
            row |= {"mean": round(float(scores.mean()), 3), "sd": round(float(scores.std(ddof=1)), 3)}
            row |= {"median": float(scores.median()), "lowest": int(scores.min()), "highest": int(scores.max())}
            for name, missing in _SUMMARISED:
                change = None
                if week:
                    table = changes(data, week, missing)
                    change = table.loc[table["arm"] == arm, "change"]
                row[f"{name}_mean"] = None if change is None else round(float(change.mean()), 3)
                row[f"{name}_sd"] = None if change is None else round(float(change.std(ddof=1)), 3)
            rows.append(row)
    return rows


_SUMMARISED: tuple[tuple[str, Missing], ...] = (("change", "observed"), ("carried", "carried"))


def analysis_of_covariance(
    data: pd.DataFrame, week: int = 4, missing: Missing = "carried", adjust: Sequence[str] = ADJUSTMENTS
) -> list[Estimate]:
    """Both doses against placebo in the change at one week: least squares on all three arms, adjusted as asked.

    `adjust` holds `baseline` (the score at week 0, as a line), `site` (nine sites, as a factor), both or nothing.
    """
    table = changes(data, week, missing)
    names = _adjustment_text(adjust)
    return differences_from_placebo(
        table,
        "change",
        adjust,
        estimand=f"difference in mean TWSTRS change at week {week}, {{arm}} minus placebo, points",
        method=f"least squares, {names}; {MISSING_TEXT[missing]}",
    )


def published_analysis(data: pd.DataFrame) -> list[Estimate]:
    """The analysis that gives the printed P value of 10000 U against placebo at week 4.

    Change from week 0, last value carried forward (all 109 people), adjusted for baseline and site, all three arms in
    one model so that they share one residual variance.
    """
    return analysis_of_covariance(data, week=4, missing="carried", adjust=ADJUSTMENTS)


def scores_without_baseline(data: pd.DataFrame, week: int = 4, missing: Missing = "carried") -> list[Estimate]:
    """What comes out if the scores at one week are compared and where each person began is forgotten."""
    return differences_from_placebo(
        changes(data, week, missing),
        "score",
        (),
        estimand=f"difference in mean TWSTRS score at week {week}, {{arm}} minus placebo, points",
        method=f"scores compared, baseline ignored; {MISSING_TEXT[missing]}",
    )


def all_visits_averaged(data: pd.DataFrame) -> list[Estimate]:
    """A mistake on purpose: all rows of an arm averaged, the visit before treatment and the worn-off ones included.

    The estimand is no longer the effect at week 4, and rows of the same person are treated as different people.
    """
    table = data.rename(columns={"treat": "arm"})
    return differences_from_placebo(
        table,
        "twstrs",
        (),
        estimand="difference in mean TWSTRS score over all visits, {arm} minus placebo, points",
        method="every visit one row, weeks 0 to 16 averaged, rows taken as independent (wrong)",
        n=int(data["patient"].nunique()),
    )


def codes_misread(data: pd.DataFrame) -> pd.DataFrame:
    """The table as it looks to someone who trusts the swapped labels of a help page: placebo and 10000 U exchanged."""
    swapped = {"Placebo": "10000U", "10000U": "Placebo", "5000U": "5000U"}
    return data.assign(treat=data["treat"].map(swapped))


def other_choices(data: pd.DataFrame) -> dict[str, list[Estimate]]:
    """The week-4 question answered with other choices, each with both doses; the first is the published one."""
    return {
        "as published": published_analysis(data),
        "observed cases": analysis_of_covariance(data, missing="observed"),
        "no site": analysis_of_covariance(data, adjust=("baseline",)),
        "change, not adjusted": analysis_of_covariance(data, adjust=()),
        "scores, baseline ignored": scores_without_baseline(data),
        "all visits averaged": all_visits_averaged(data),
        "codes misread": published_analysis(codes_misread(data)),
    }


def difference_from_summary(
    mean: float, sd: float, n: int, placebo_mean: float, placebo_sd: float, placebo_n: int, estimand: str
) -> Estimate:
    """The difference of two arm means from their summary (Student's t, one variance): all that a summary allows."""
    from scipy import stats

    freedom = n + placebo_n - 2
    variance = ((n - 1) * sd**2 + (placebo_n - 1) * placebo_sd**2) / freedom
    se = (variance * (1 / n + 1 / placebo_n)) ** 0.5
    difference = mean - placebo_mean
    half = float(stats.t.ppf(0.975, freedom)) * se
    p = 2 * float(stats.t.sf(abs(difference) / se, freedom))
    method = "two-sample t from means and standard deviations, not adjusted"
    return Estimate(estimand, difference, difference - half, difference + half, se, p, n + placebo_n, method)


def _adjustment_text(adjust: Sequence[str]) -> str:
    for name in adjust:
        if name not in ADJUSTMENTS:
            raise ValueError(f"adjust holds 'baseline' and 'site' only: got {name!r}")
    return "adjusted for " + " and ".join(adjust) if adjust else "not adjusted"


def design(table: pd.DataFrame, adjust: Sequence[str]) -> np.ndarray:
    """Columns: intercept, 5000U, 10000U, then baseline (if asked), then sites but the first (if asked)."""
    import numpy as np

    columns = [np.ones(len(table)), *((table["arm"] == arm).to_numpy(float) for arm in ARMS[1:])]
    if "baseline" in adjust:
        columns.append(table["baseline"].to_numpy(float))
    if "site" in adjust:
        columns += [(table["site"] == site).to_numpy(float) for site in sorted(table["site"].unique())[1:]]
    return np.column_stack(columns)


def differences_from_placebo(
    table: pd.DataFrame, outcome: str, adjust: Sequence[str], *, estimand: str, method: str, n: int | None = None
) -> list[Estimate]:
    """Both doses minus placebo in the column `outcome`, by least squares on all three arms.

    `{arm}` in `estimand` becomes the arm; `n` counts the rows if it is not given. Raises TrialDataError without an arm.
    """
    from statsmodels.regression.linear_model import OLS

    if not set(table["arm"]) == set(ARMS):
        raise TrialDataError(f"The comparison needs the arms {', '.join(ARMS)}.")
    fit = OLS(table[outcome].to_numpy(float), design(table, adjust)).fit()
    limits = fit.conf_int(0.05)
    return [
        Estimate(
            estimand.format(arm=arm),
            float(fit.params[column]),
            float(limits[column][0]),
            float(limits[column][1]),
            float(fit.bse[column]),
            float(fit.pvalues[column]),
            len(table) if n is None else n,
            method,
        )
        for column, arm in enumerate(ARMS[1:], start=1)
    ]

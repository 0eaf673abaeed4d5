"""What the course states as its own result, in claims.csv, is what the analysis gives, to the digit."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dystonia_course.science import trial
from dystonia_course.science.dose_harm import dose_harm
from dystonia_course.science.estimates import Estimate
from dystonia_course.science.meta_analysis import (
    Arm,
    effect_from_interval,
    mantel_haenszel,
    merge_arms,
    pool,
    what_is_missing,
)
from dystonia_course.science.responders import DEFINITIONS, responder_shares
from dystonia_course.science.trial_checks import ARMS, INCOMPLETE, PEOPLE, ROWS, WEEKS
from dystonia_course.science.trial_repeated import AFTER, repeated_measures
from dystonia_course.science.trial_rows import dose_groups, event_table, trial_effects
from dystonia_course.science.two_by_two import TwoByTwo, number_needed, odds_ratio, peto_odds_ratio, risk_ratio

if TYPE_CHECKING:
    import pandas as pd

DATA = Path(__file__).parents[2] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = {row["id"]: row for row in rows("claims")}
TRIALS, EVENTS = rows("trials"), rows("trial_events")
Triple = tuple[float, float, float]


def better(e: Estimate) -> Triple:
    """As the claims print it: improvement over placebo is positive."""
    return -e.estimate, -e.high, -e.low


def plain(e: Estimate) -> Triple:
    return e.estimate, e.low, e.high


def pooled(*trials: str, model: str = "random", doses: str = "merge") -> Estimate:
    found = trial_effects(TRIALS, doses)  # type: ignore[arg-type]
    return pool([one.effect for one in found if one.trial in trials], model).effect  # type: ignore[arg-type]


ABO = ("Truong 2005", "Truong 2010", "Lew 2018")


def missing_type_b() -> Estimate:
    known = [one.effect for one in trial_effects(TRIALS) if one.serotype == "B" and one.read]
    return what_is_missing(effect_from_interval("all", -6.78, -9.01, -4.54), known).interval()


def harm(event: str, *trials: str) -> Estimate:
    return mantel_haenszel([event_table(EVENTS, one, event) for one in trials])


def slope(trial_name: str, event: str, units: float) -> Triple:
    return plain(dose_harm(event, dose_groups(EVENTS, trial_name, event)).odds_ratio(units))


def of_high_dose(estimates: list[Estimate]) -> Triple:
    return better(estimates[1])


FROM_THE_TABLE: dict[str, Callable[[pd.DataFrame], Triple]] = {
    "cdystonia-ancova-10000u": lambda data: of_high_dose(trial.published_analysis(data)),
    "cdystonia-ancova-5000u": lambda data: better(trial.published_analysis(data)[0]),
    "cdystonia-ancova-observed": lambda data: of_high_dose(trial.analysis_of_covariance(data, missing="observed")),
    "cdystonia-ancova-no-site": lambda data: of_high_dose(trial.analysis_of_covariance(data, adjust=("baseline",))),
    "cdystonia-unadjusted": lambda data: of_high_dose(trial.analysis_of_covariance(data, adjust=())),
    "cdystonia-no-baseline": lambda data: of_high_dose(trial.scores_without_baseline(data)),
    "cdystonia-misread": lambda data: plain(trial.published_analysis(trial.codes_misread(data))[1]),
}
FROM_PUBLICATIONS: dict[str, Callable[[], Triple]] = {
    "pool-abo3": lambda: better(pooled(*ABO)),
    "pool-a4": lambda: better(pooled(*ABO, "ASPEN-1")),
    "pool-a5-wrong": lambda: better(pooled(*ABO, "ASPEN-1", doses="split")),
    "pool-btb": lambda: better(pooled("Brashear 1999", "Brin 1999", model="fixed")),
    "pool-btb-missing": lambda: better(missing_type_b()),
    "pool-btb-drymouth": lambda: plain(harm("dry mouth", "Brashear 1999", "Brin 1999")),
    "pool-btb-dysphagia": lambda: plain(harm("dysphagia", "Brashear 1999", "Brin 1999")),
    "pool-a-dysphagia": lambda: plain(harm("dysphagia", "Poewe 1998", "Comella 2011")),
    "pool-old-pain-rr": lambda: plain(risk_ratio(TwoByTwo(60, 84, 9, 78))),
    "pool-old-pain-peto": lambda: plain(peto_odds_ratio(TwoByTwo(60, 84, 9, 78))),
    "poewe-slope-dysphagia": lambda: slope("Poewe 1998", "dysphagia", 250),
    "poewe-slope-weakness": lambda: slope("Poewe 1998", "neck weakness", 250),
    "poewe-slope-drymouth": lambda: slope("Poewe 1998", "dry mouth", 250),
    "poewe-slope-voice": lambda: slope("Poewe 1998", "voice change", 250),
    "brashear-slope-drymouth": lambda: slope("Brashear 1999", "dry mouth", 5000),
    "brashear-slope-dysphagia": lambda: slope("Brashear 1999", "dysphagia", 5000),
}
ELSEWHERE = {"cdystonia-rows", "cdystonia-locf", "cdystonia-observed", "cdystonia-averaged", "cdystonia-correlation"}
ELSEWHERE |= {"cdystonia-se"}
"""Claims of our own with a test of their own below."""


def check(claim: str, values: Triple) -> None:
    row = CLAIMS[claim]
    for column, value in zip(("value", "low", "high"), values, strict=True):
        decimals = len(row[column].partition(".")[2])
        assert f"{value:.{decimals}f}" == row[column], (claim, column, value)


@pytest.mark.parametrize("claim", FROM_THE_TABLE)
def test_a_claim_from_the_patient_level_table(claim: str, trial_table: pd.DataFrame) -> None:
    check(claim, FROM_THE_TABLE[claim](trial_table))


@pytest.mark.parametrize("claim", FROM_PUBLICATIONS)
def test_a_claim_worked_out_from_printed_numbers(claim: str) -> None:
    check(claim, FROM_PUBLICATIONS[claim]())


def test_every_claim_of_our_own_is_checked() -> None:
    own = {
        id_
        for id_, row in CLAIMS.items()
        if re.search(r"\b(here|out here)\b", row["locator"]) and row["topic"] == "outcomes"
    }
    repeated = {f"cdystonia-gls-{arm}-wk{week}" for arm in ("5000u", "10000u") for week in AFTER}
    shares = {f"cdystonia-resp-{definition.id.replace('-', '')}" for definition in DEFINITIONS}
    shares = {id_.replace("respany", "resp-any") for id_ in shares}
    assert own == {*FROM_THE_TABLE, *FROM_PUBLICATIONS, *ELSEWHERE, *repeated, *shares}


def test_the_second_dose_in_the_text_of_a_claim(trial_table: pd.DataFrame) -> None:
    for claim, estimate in (
        ("cdystonia-ancova-observed", trial.analysis_of_covariance(trial_table, missing="observed")[0]),
        ("cdystonia-ancova-no-site", trial.analysis_of_covariance(trial_table, adjust=("baseline",))[0]),
        ("cdystonia-unadjusted", trial.analysis_of_covariance(trial_table, adjust=())[0]),
        ("cdystonia-no-baseline", trial.scores_without_baseline(trial_table)[0]),
    ):
        value, low, high = better(estimate)
        row = CLAIMS[claim]
        text = row["statement"] + row["context"]
        assert f"{value:.1f} ({low:.1f} to {high:.1f}" in text, claim
        if "P = " in row["context"]:
            assert f"P = {estimate.p:.2f}" in row["context"]
    low_dose, high_dose = trial.published_analysis(trial_table)
    assert f"P = {low_dose.p:.3f}" in CLAIMS["cdystonia-ancova-5000u"]["statement"]
    assert f"P = {high_dose.p:.4f}" in CLAIMS["cdystonia-ancova-10000u"]["statement"]
    assert f"P = {trial.scores_without_baseline(trial_table)[1].p:.2f}" in CLAIMS["cdystonia-no-baseline"]["statement"]


def test_the_repeated_measures(trial_table: pd.DataFrame) -> None:
    model = repeated_measures(trial_table)
    for arm in ARMS[1:]:
        for week in AFTER:
            claim = f"cdystonia-gls-{arm.lower()}-wk{week}"
            check(claim, better(model.contrast(arm, week)))
            side = "higher" if model.contrast(arm, week).estimate > 0 else "lower"
            assert f"{abs(model.contrast(arm, week).estimate):.1f} points {side}" in CLAIMS[claim]["statement"]
    text = CLAIMS["cdystonia-correlation"]["statement"]
    assert CLAIMS["cdystonia-correlation"]["value"] == f"{model.correlation:.2f}"
    for weeks, words in (
        (1, "one week apart are correlated at"),
        (4, "four weeks apart at"),
        (14, "14 weeks apart at"),
    ):
        assert f"{words} {model.correlation_apart(weeks):.2f}" in text


def test_the_responders(trial_table: pd.DataFrame) -> None:
    table = trial.changes(trial_table)
    for definition in DEFINITIONS:
        claim = CLAIMS[f"cdystonia-resp-{definition.id if definition.id == 'any' else definition.id.replace('-', '')}"]
        for share in responder_shares(table, definition):
            words = {"Placebo": "placebo", "5000U": "5000 U", "10000U": "10,000 U"}[share.arm]
            assert re.search(
                rf"\b{share.responders} of {share.people} (people )?on {words} \({100 * share.share:.0f}%\)",
                claim["statement"],
            )
        assert claim["value"] == f"{100 * share.share:.0f}"


def test_means_and_counts(trial_table: pd.DataFrame) -> None:
    for claim, missing in (("cdystonia-locf", "carried"), ("cdystonia-observed", "observed")):
        means = [f"{-mean.mean:.1f}" for mean in trial.arm_means(trial_table, 4, missing)]  # type: ignore[arg-type]
        assert re.findall(r"\d+\.\d", CLAIMS[claim]["statement"]) == means
    spread = ", ".join(f"{mean.sd:.1f}" for mean in trial.arm_means(trial_table)[:2])
    assert (
        f"Standard deviations {spread} and {trial.arm_means(trial_table)[2].sd:.1f}"
        in (CLAIMS["cdystonia-locf"]["context"])
    )
    people = sum(PEOPLE.values())
    assert f"{people * len(WEEKS)} possible visits of {people} people" in CLAIMS["cdystonia-rows"]["statement"]
    assert f"{ROWS} are in the table; {people - len(INCOMPLETE)} people" in CLAIMS["cdystonia-rows"]["statement"]
    averages = trial_table.groupby("treat")["twstrs"].mean()
    shown = [float(number) for number in re.findall(r"\d+\.\d\d", CLAIMS["cdystonia-averaged"]["statement"])]
    assert shown == [round(float(averages[arm]), 2) for arm in ARMS]


def test_the_standard_error_behind_the_review(trial_table: pd.DataFrame) -> None:
    """A variance common to all people, both doses together against placebo; the review's interval implies more."""
    means = trial.arm_means(trial_table)
    placebo, *active = [Arm(mean.arm, mean.mean, mean.sd / mean.n**0.5, mean.n) for mean in means]
    merged = merge_arms(active)
    own = (merged.se**2 + placebo.se**2) ** 0.5
    (review,) = [one.effect for one in trial_effects(TRIALS) if one.trial == "Brashear 1999"]
    text = CLAIMS["cdystonia-se"]["statement"]
    assert re.findall(r"\d\.\d\d", text) == [f"{own:.2f}", f"{review.se:.2f}"]


def test_what_the_context_of_a_claim_adds() -> None:
    context = CLAIMS["pool-old-pain-rr"]["context"]
    table = TwoByTwo(60, 84, 9, 78)
    odds = odds_ratio(table)
    assert f"odds ratio {odds.low:.1f} to {odds.high:.1f}" in context
    assert f"number needed to treat {number_needed(table).text()}" in context
    found = pool([one.effect for one in trial_effects(TRIALS) if one.trial in (*ABO, "ASPEN-1")])
    assert found.prediction_low is not None
    assert found.prediction_high is not None
    new = f"in a new trial {-found.prediction_high:.1f} to {-found.prediction_low:.1f}"
    assert new in CLAIMS["pool-a4"]["context"]

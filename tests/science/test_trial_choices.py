"""Every combination of choices about the type B trial agrees with the single analyses, with counting by hand, and with
the summary by arm and week as far as that goes."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from dystonia_course.science import trial
from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import ARMS, WEEKS
from dystonia_course.science.trial_choices import (
    AFTER,
    AS_PUBLISHED,
    CODES,
    MISSINGS,
    RESULTS,
    STARTS,
    Choice,
    choices,
    choices_from_summary,
    every_choice,
)
from dystonia_course.science.trial_summary import changes_from_summary, scores_from_summary

if TYPE_CHECKING:
    import pandas as pd

SUMMARY = Path(__file__).parents[2] / "data" / "trial_summary.csv"


@pytest.fixture(scope="module")
def found(trial_table: pd.DataFrame) -> dict[Choice, list[Estimate]]:
    return every_choice(trial_table)


@pytest.fixture(scope="module")
def from_summary() -> dict[Choice, list[Estimate]]:
    with SUMMARY.open(encoding="utf-8", newline="") as file:
        return choices_from_summary(csv.DictReader(file))


def numbers(one: Estimate) -> tuple[float, ...]:
    return one.estimate, one.low, one.high, one.se, one.p, one.n


def test_every_combination_is_there_once(found: dict[Choice, list[Estimate]]) -> None:
    assert list(found) == choices()
    assert len({choice.key for choice in found}) == len(RESULTS) * len(MISSINGS) * len(STARTS) * len(CODES)
    assert all(len(pair) == 2 for pair in found.values())


def test_the_method_names_every_choice(found: dict[Choice, list[Estimate]]) -> None:
    starts = {"adjusted": "adjusted for baseline and site", "change": "not adjusted", "forgotten": "baseline ignored"}
    for choice, pair in found.items():
        for one in pair:
            assert (
                one.method
                == f"least squares on three arms, {starts[choice.start]}; {trial.MISSING_TEXT[choice.missing]}"
            )
            what = "score" if choice.start == "forgotten" else "change"
            assert one.estimand.startswith(f"difference in mean TWSTRS {what}, {choice.result}, ")


def test_the_published_choices_are_the_published_analysis(
    found: dict[Choice, list[Estimate]], trial_table: pd.DataFrame
) -> None:
    for ours, theirs in zip(found[AS_PUBLISHED], trial.published_analysis(trial_table), strict=True):
        assert numbers(ours) == pytest.approx(numbers(theirs))
    assert round(found[AS_PUBLISHED][1].p, 4) == 0.0004  # Brashear 1999, abstract


@pytest.mark.parametrize("missing", MISSINGS)
@pytest.mark.parametrize("week", AFTER)
def test_one_week_is_the_analysis_of_that_week(
    found: dict[Choice, list[Estimate]], trial_table: pd.DataFrame, week: int, missing: trial.Missing
) -> None:
    for codes, data in (("published", trial_table), ("misread", trial.codes_misread(trial_table))):
        expected = {
            "adjusted": trial.analysis_of_covariance(data, week, missing),
            "change": trial.analysis_of_covariance(data, week, missing, adjust=()),
            "forgotten": trial.scores_without_baseline(data, week, missing),
        }
        for start, pair in expected.items():
            ours = found[Choice(f"week {week}", missing, start, codes)]  # type: ignore[arg-type]
            for one, other in zip(ours, pair, strict=True):
                assert numbers(one) == pytest.approx(numbers(other))


@pytest.mark.parametrize(("result", "weeks"), [("five visits", AFTER), ("six visits", WEEKS)])
@pytest.mark.parametrize("missing", MISSINGS)
def test_a_mean_of_visits_counted_by_hand(
    found: dict[Choice, list[Estimate]],
    trial_table: pd.DataFrame,
    result: str,
    weeks: tuple[int, ...],
    missing: trial.Missing,
) -> None:
    scores: dict[str, list[float]] = {arm: [] for arm in ARMS}
    changes: dict[str, list[float]] = {arm: [] for arm in ARMS}
    for _, visits in trial_table.groupby("patient"):
        seen = {int(week): float(score) for week, score in zip(visits["week"], visits["twstrs"], strict=True)}
        if missing == "carried":
            values = [seen[max(at for at in seen if at <= week)] for week in weeks]
        else:
            values = [seen[week] for week in weeks if week in seen]
        if values:
            arm = visits["treat"].iloc[0]
            scores[arm].append(mean(values))
            changes[arm].append(mean(values) - seen[0])
    for start, by_arm in (("forgotten", scores), ("change", changes)):
        pair = found[Choice(result, missing, start, "published")]  # type: ignore[arg-type]
        for one, arm in zip(pair, ARMS[1:], strict=True):
            assert one.estimate == pytest.approx(mean(by_arm[arm]) - mean(by_arm[ARMS[0]]))
            assert one.n == sum(len(values) for values in by_arm.values())


def test_the_order_of_the_doses_turns_only_with_the_start_forgotten(found: dict[Choice, list[Estimate]]) -> None:
    for missing in MISSINGS:
        for result in RESULTS[-2:]:
            for start in ("adjusted", "change"):
                lower, higher = found[Choice(result, missing, start, "published")]  # type: ignore[arg-type]
                assert higher.estimate < lower.estimate < 0
    lower, higher = found[Choice("six visits", "observed", "forgotten", "published")]
    assert lower.estimate < higher.estimate
    assert higher.estimate - lower.estimate < 0.1


def test_misread_codes_turn_the_sign_of_the_higher_dose(found: dict[Choice, list[Estimate]]) -> None:
    for choice, pair in found.items():
        if choice.codes == "published":
            other = found[Choice(choice.result, choice.missing, choice.start, "misread")]
            assert other[1].estimate == pytest.approx(-pair[1].estimate)


def test_the_summary_gives_the_same_differences(
    found: dict[Choice, list[Estimate]], from_summary: dict[Choice, list[Estimate]]
) -> None:
    assert len(from_summary) == 30  # five weeks, both codes: changes carried and observed, scores observed
    for choice, pair in from_summary.items():
        for one, other in zip(pair, found[choice], strict=True):
            assert one.estimate == pytest.approx(other.estimate, abs=0.002)
            assert one.high - one.low == pytest.approx(other.high - other.low, rel=0.2)
            assert "not adjusted" in one.method


def test_means_over_several_weeks_from_the_summary_are_those_of_the_people(
    found: dict[Choice, list[Estimate]], trial_table: pd.DataFrame
) -> None:
    with SUMMARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for result, weeks in (("week 4", (4,)), ("five visits", AFTER)):
        ours = [one.estimate for one in found[Choice(result, "carried", "change", "published")]]
        assert changes_from_summary(rows, weeks) == pytest.approx(ours, abs=0.001)
    visits = [mean(trial_table.loc[trial_table["treat"] == arm, "twstrs"]) for arm in ARMS]
    gaps = [visits[1] - visits[0], visits[2] - visits[0]]
    assert scores_from_summary(rows, WEEKS) == pytest.approx(gaps, abs=0.001)


def test_the_summary_gives_nothing_that_needs_people(from_summary: dict[Choice, list[Estimate]]) -> None:
    assert all(choice.result.startswith("week ") and choice.start != "adjusted" for choice in from_summary)


def test_all_combinations_take_less_than_a_second(trial_table: pd.DataFrame) -> None:
    every_choice(trial_table)
    taken = []
    for _ in range(3):
        start = time.process_time()
        every_choice(trial_table)
        taken.append(time.process_time() - start)
    assert min(taken) < 1

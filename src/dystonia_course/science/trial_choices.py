"""The type B trial under every combination of four choices: which result, missed visits, the start, and the codes.

With the people's table all combinations can be worked out. With the summary by arm and week alone, those can that need
neither the people's own starting points nor several visits of the same person. Signs are as in `trial`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial import (
    ADJUSTMENTS,
    MISSING_TEXT,
    Missing,
    by_person,
    codes_misread,
    difference_from_summary,
    differences_from_placebo,
)
from dystonia_course.science.trial_checks import DOSES, WEEKS

if TYPE_CHECKING:
    import pandas as pd

AFTER = WEEKS[1:]
RESULTS = (*(f"week {week}" for week in AFTER), "five visits", "six visits")
"""One week; a person's mean over the five visits after the injection; the same with the visit of the injection."""
Start = Literal["adjusted", "change", "forgotten"]
STARTS: tuple[Start, ...] = ("adjusted", "change", "forgotten")
"""The change adjusted for baseline and site; the change as it is; the scores, wherever a person began."""
Codes = Literal["published", "misread"]
CODES: tuple[Codes, ...] = ("published", "misread")
MISSINGS: tuple[Missing, ...] = ("carried", "observed")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to analyse the trial."""

    result: str
    missing: Missing
    start: Start
    codes: Codes

    @property
    def key(self) -> str:
        """The four choices as one word."""
        return "|".join((self.result, self.missing, self.start, self.codes))


AS_PUBLISHED = Choice("week 4", "carried", "adjusted", "published")


def choices() -> list[Choice]:
    """Every combination."""
    return [Choice(*parts) for parts in product(RESULTS, MISSINGS, STARTS, CODES)]


def every_choice(data: pd.DataFrame) -> dict[Choice, list[Estimate]]:
    """Both doses minus placebo under every combination, from the table that `check_trial` returns."""
    found: dict[Choice, list[Estimate]] = {}
    for codes in CODES:
        people = by_person(data if codes == "published" else codes_misread(data))
        for missing in MISSINGS:
            scores = people[[f"week_{week}" for week in WEEKS]]
            filled = scores.ffill(axis=1) if missing == "carried" else scores
            for result in RESULTS:
                table = people[["arm", "site"]].assign(baseline=scores["week_0"], score=_result(filled, result))
                table = table.assign(change=table["score"] - table["baseline"]).dropna(subset=["score"])
                for start in STARTS:
                    choice = Choice(result, missing, start, codes)
                    found[choice] = _compare(table, choice)
    return {choice: found[choice] for choice in choices()}


def _result(scores: pd.DataFrame, result: str) -> pd.Series:
    if result.startswith("week "):
        return scores[f"week_{result.removeprefix('week ')}"]
    weeks = AFTER if result == "five visits" else WEEKS
    return scores[[f"week_{week}" for week in weeks]].mean(axis=1)


def _compare(table: pd.DataFrame, choice: Choice) -> list[Estimate]:
    return differences_from_placebo(
        table,
        "score" if choice.start == "forgotten" else "change",
        ADJUSTMENTS if choice.start == "adjusted" else (),
        estimand=f"{_estimand(choice)}, {{arm}} minus placebo, points",
        method=f"least squares on three arms, {_start_text(choice.start)}; {MISSING_TEXT[choice.missing]}",
    )


def _estimand(choice: Choice) -> str:
    what = "score" if choice.start == "forgotten" else "change"
    return f"difference in mean TWSTRS {what}, {choice.result}"


def _start_text(start: Start) -> str:
    return {"adjusted": "adjusted for baseline and site", "change": "not adjusted", "forgotten": "baseline ignored"}[
        start
    ]


def choices_from_summary(rows: Iterable[Mapping[str, str]]) -> dict[Choice, list[Estimate]]:
    """Both doses minus placebo from the rows of `trial_summary.csv`, for those combinations that it allows.

    Those are one week's changes, not adjusted, and one week's observed scores. Each dose is compared with placebo by
    Student's t with the variance of these two arms, so that intervals differ a little from those of the people's table.
    """
    cells = {(int(row["dose"]), int(row["week"])): row for row in rows}
    found: dict[Choice, list[Estimate]] = {}
    for choice in choices():
        if not _summary_allows(choice):
            continue
        week = int(choice.result.removeprefix("week "))
        doses = list(DOSES.values())
        labels = doses if choice.codes == "published" else doses[::-1]
        arms = dict(zip(doses, (_summary_arm(cells[label, week], choice) for label in labels), strict=True))
        found[choice] = [
            difference_from_summary(
                *arms[dose], *arms[doses[0]], f"{_estimand(choice)}, {dose} U minus placebo, points"
            )
            for dose in doses[1:]
        ]
    return found


def _summary_allows(choice: Choice) -> bool:
    if not choice.result.startswith("week ") or choice.start == "adjusted":
        return False
    return choice.start == "change" or choice.missing == "observed"


def _summary_arm(row: Mapping[str, str], choice: Choice) -> tuple[float, float, int]:
    """Mean, standard deviation and people of one arm at one week."""
    seen, missed = int(row["people"]), int(row["missing"])
    if choice.start == "forgotten":
        return float(row["mean"]), float(row["sd"]), seen
    if choice.missing == "observed":
        return float(row["change_mean"]), float(row["change_sd"]), seen
    return float(row["carried_mean"]), float(row["carried_sd"]), seen + missed

"""From the rows of the tables `trials` and `trial_events` to effects, counts and dose groups that can be analysed.

Rows are the dicts of `course.tables["trials"].rows` and `course.tables["trial_events"].rows`: text, empty where a
number is not known. A row with the status `not read` gives an effect without a number, to be shown and never pooled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dystonia_course.science.dose_harm import DoseGroup
from dystonia_course.science.meta_analysis import (
    Arm,
    Effect,
    effect_from_interval,
    merge_counts,
    merged_difference,
    split_wrongly,
)
from dystonia_course.science.two_by_two import TwoByTwo

Row = Mapping[str, str]
Doses = Literal["merge", "split"]
"""What becomes of a trial with two doses and one placebo arm: one effect, or (wrongly) one for each dose."""
ONE_SCALE = ("TWSTRS total", "TWSTRS total, two visits averaged")
"""Outcomes that may be pooled with each other at week 4."""
NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class TrialEffect:
    """One trial in a forest plot: its effect (active minus placebo, points) and what to show beside it."""

    effect: Effect
    trial: str
    year: str
    product: str
    serotype: str
    outcome: str
    claims: str
    note: str

    @property
    def read(self) -> bool:
        """Whether there is a number to draw and to pool."""
        return self.effect.read


def trial_effects(rows: Iterable[Row], doses: Doses = "merge") -> list[TrialEffect]:
    """Every trial with a difference from placebo at week 4 (TWSTRS total), and those not read, in the table's order.

    A trial on another scale can only be among those not read: scales are not pooled with each other.
    """
    if doses not in ("merge", "split"):
        raise ValueError(f"doses must be 'merge' or 'split': got {doses!r}")
    rows = list(rows)
    wanted = [row for row in rows if row["kind"] == "difference" and _at_week_four(row)]
    found = []
    for trial in dict.fromkeys(row["trial"] for row in wanted):
        of_trial = [row for row in wanted if row["trial"] == trial]
        for effect in _effects(trial, of_trial, rows, doses):
            first = of_trial[0]
            columns = ("trial", "year", "product", "serotype", "outcome", "claims", "note")
            found.append(TrialEffect(effect, *(first[column] for column in columns)))
    return found


def _at_week_four(row: Row) -> bool:
    return row["status"] == NOT_READ or (row["outcome"] in ONE_SCALE and row["week"] == "4")


def _effects(trial: str, differences: Sequence[Row], rows: Sequence[Row], doses: Doses) -> list[Effect]:
    if differences[0]["status"] == NOT_READ:
        return [Effect(trial, None, None)]
    if len(differences) == 1:
        return [_effect(trial, differences[0])]
    effects = [_effect(f"{row['dose']} U", row) for row in differences]
    if doses == "split":
        return split_wrongly(trial, effects)
    outcome = differences[0]["outcome"]
    arms = {row["dose"]: _arm(row) for row in rows if _is_change(row, trial, outcome)}
    placebo = arms.pop("0")
    return [merged_difference(trial, effects, [arms[row["dose"]] for row in differences], placebo)]


def _effect(study: str, row: Row) -> Effect:
    people = int(row["people"]) if row["people"] else None
    if row["se"]:
        return Effect(study, float(row["mean"]), float(row["se"]), people)
    return effect_from_interval(study, float(row["mean"]), float(row["low"]), float(row["high"]), people)


def _is_change(row: Row, trial: str, outcome: str) -> bool:
    return (row["trial"], row["outcome"], row["week"], row["kind"]) == (trial, outcome, "4", "arm") and (
        row["measure"] == "change from baseline"
    )


def _arm(row: Row) -> Arm:
    return Arm(row["arm"], float(row["mean"]), float(row["se"]), int(row["people"]))


@dataclass(frozen=True, slots=True)
class StackedChange:
    """A fall in an active arm (points, positive is better) as what placebo gave, and what came on top of it."""

    trial: str
    product: str
    dose: float
    placebo: float
    extra: float
    claims: str

    @property
    def total(self) -> float:
        """The whole fall in the active arm: what a clinic sees."""
        return self.placebo + self.extra

    @property
    def share_of_placebo(self) -> float:
        """The part of the fall that placebo gave, too; from 0 to 1."""
        return self.placebo / self.total


def stacked_changes(rows: Iterable[Row]) -> list[StackedChange]:
    """Each active arm whose change at week 4 was read beside that of its placebo arm."""
    rows = [row for row in rows if row["outcome"] in ONE_SCALE and _is_change(row, row["trial"], row["outcome"])]
    placebo = {row["trial"]: -float(row["mean"]) for row in rows if row["arm"] == "placebo"}
    return [
        StackedChange(
            row["trial"],
            row["product"],
            float(row["dose"]),
            placebo[row["trial"]],
            -float(row["mean"]) - placebo[row["trial"]],
            row["claims"],
        )
        for row in rows
        if row["arm"] == "active" and row["trial"] in placebo
    ]


def event_table(rows: Iterable[Row], trial: str, event: str) -> TwoByTwo:
    """All active arms of a trial together against its placebo arm: people with the event."""
    active, placebo = _event_rows(rows, trial, event)
    control = int(placebo["events"]), int(placebo["people"])
    tables = [TwoByTwo(int(row["events"]), int(row["people"]), *control, event, trial) for row in active]
    return merge_counts(tables, trial, event)


def dose_groups(rows: Iterable[Row], trial: str, event: str) -> list[DoseGroup]:
    """The arms of a trial in order of dose, placebo first, for `dose_harm`."""
    active, placebo = _event_rows(rows, trial, event)
    groups = [DoseGroup(float(row["dose"]), int(row["events"]), int(row["people"])) for row in (placebo, *active)]
    return sorted(groups, key=lambda group: group.dose)


def _event_rows(rows: Iterable[Row], trial: str, event: str) -> tuple[list[Row], Row]:
    found = [row for row in rows if (row["trial"], row["event"]) == (trial, event)]
    placebo = [row for row in found if row["arm"] == "placebo"]
    active = [row for row in found if row["arm"] == "active"]
    if len(placebo) != 1 or not active:
        raise ValueError(f"{trial} has no counts of '{event}' on placebo and on active")
    return active, placebo[0]

"""Forest plot of type B toxin against placebo at week 4: two trials, a missing one, and what the review prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_rows import TrialEffect
from dystonia_course.views.estimate_text import shown
from dystonia_course.views.figures.forest import ForestRow, forest_drawing, gain, own_interval
from dystonia_course.views.figures.forest_type_a import effects
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.meta_analysis import Effect, Pooled

TOTAL, SUBGROUPS, POOLED, MISSING = "out-btb-md", "out-btb-sub-total", "pool-btb", "pool-btb-missing"
EXCHANGED, DATA_SE = "out-btb-sub-low", "cdystonia-se"
FROM_DATA = "TWSTRS total, last value carried forward"
"""The outcome of the arm rows that come from the trial's people."""
PEOPLE = {"Brashear 1999": "still responded to type A", "Brin 1999": "no longer responded to it"}
LIMIT = 16.0


def pooled(trials: list[TrialEffect]) -> Pooled:
    """The trials that were read, as one; a fixed effect, as in the review."""
    from dystonia_course.science.meta_analysis import pool

    return pool([one.effect for one in trials if one.read], "fixed")


def review_total(course: Course) -> Effect:
    """What the review prints for all its trials, any dose."""
    from dystonia_course.science.meta_analysis import effect_from_interval

    (row,) = table_rows(course, "trials", kind="pooled", claims=TOTAL)
    return effect_from_interval(row["trial"], float(row["mean"]), float(row["low"]), float(row["high"]),
                                int(row["people"]))  # fmt: skip


def missing_trial(course: Course, trials: list[TrialEffect]) -> Effect:
    """The third trial of the review, worked out backwards from its total and the two trials that were read."""
    from dystonia_course.science.meta_analysis import what_is_missing

    return what_is_missing(review_total(course), [one.effect for one in trials if one.read], "Third trial")


def from_people(course: Course) -> tuple[str, Estimate]:
    """The trial whose people are known: both doses together minus placebo, from the spread of the changes."""
    from dystonia_course.science.meta_analysis import Arm, Effect, merge_arms

    arms = [
        (row, Arm(row["arm"], float(row["mean"]), float(row["se"]), int(row["people"])))
        for row in table_rows(course, "trials", outcome=FROM_DATA, kind="arm")
    ]
    active = merge_arms([arm for row, arm in arms if row["arm"] == "active"])
    (placebo,) = (arm for row, arm in arms if row["arm"] == "placebo")
    trial = arms[0][0]["trial"]
    se = (active.se**2 + placebo.se**2) ** 0.5
    return trial, Effect(trial, active.mean - placebo.mean, se, active.n + placebo.n).interval()


def printed_total(course: Course) -> Estimate:
    """The total of the review with the limits that it prints, not those that a rounded standard error gives back."""
    claim = course.claims[TOTAL]
    return replace(review_total(course).interval(), low=-float(claim.high), high=-float(claim.low))


def forest_type_b(course: Course) -> Figure:
    """The figure `forest_type_b`."""
    trials = effects(course, "B")
    two, total, third = pooled(trials), printed_total(course), missing_trial(course, trials).interval()
    trial, own = from_people(course)
    weights = dict(zip(two.studies, two.weights, strict=True))
    source = course.tables["trials"].rows
    rows: list[str | ForestRow] = ["Trials"]
    for one in (one for one in trials if one.read):
        weight = weights[one.effect.study]
        small = f"{one.effect.n} people, weight {100 * weight:.0f}%"
        second = own if one.trial == trial else None
        rows.append(ForestRow(one.trial, small, own_interval(source, one), weight, second=second,
                              second_label=f"from its people: {shown(own)}" if second else ""))  # fmt: skip
    rows += [ForestRow(one.trial.removesuffix(" of the type B review"), "", None) for one in trials if not one.read]
    rows.append("Pooled here, fixed effect")
    rows.append(ForestRow(f"Both read ({len(two.studies)})", "", two.effect, kind="pooled"))
    rows.append("Printed by the review of 2016")
    rows.append(ForestRow("Its total", f"{course.claims[TOTAL].context.split(';')[0]}", total, kind="printed"))
    rows.append("Worked out backwards")
    rows.append(ForestRow("Its third trial", "never read, never pooled", third, kind="derived"))
    drawing = forest_drawing(rows, (-LIMIT, 12), "Type B toxin against placebo at week 4")

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    review_se = own_interval(source, next(one for one in trials if one.trial == trial)).se
    return Figure(
        name="forest_type_b",
        title="Type B against placebo: two trials read, the total printed",
        alt=(
            "Forest plot. The axis is TWSTRS total, active minus placebo, from −16 to 8 points; left of 0 is better; "
            "lines are 95% intervals. "
            + " ".join(f"{one.trial} {shown(own_interval(source, one))}." for one in trials if one.read)
            + f" Pooled: {shown(two.effect)}. The review prints {shown(total)} for three trials; worked out backwards, "
            f"its third trial found {shown(third)}. Empty rows, not read: "
            + ", ".join(one.trial for one in trials if not one.read)
            + f". Message: both trials favour toxin, and the interval of {trial} is narrower when its people are used."
        ),
        message=(
            f"The two trials that print an interval pool to {gain(course, POOLED)} more improvement than placebo; "
            f"the review prints {gain(course, SUBGROUPS)} for the same two, and {gain(course, TOTAL)} for three. "
            "Its third trial was not read. Worked out backwards from a fixed effect, it would have found about "
            f"{gain(course, MISSING)}."
        ),
        description=(
            "<p>What is estimated: the difference in mean fall of the TWSTRS total (0 to 85), toxin minus placebo, at "
            "week 4; both doses together in the first trial, the one dose of the second. Square, line and "
            f"diamond: estimate, 95% interval and pooled number ({two.effect.method}). The hollow diamond is printed "
            "by the review. The dashed line with a hollow dot below is worked out and no trial’s own result; it "
            "supposes that the review pooled with fixed effects.</p>"
            f"<p>The second, dashed interval of {trial} comes from its people: standard error "
            f"{link(DATA_SE, course.claims[DATA_SE].value)} points, where the interval in the review implies "
            f"{link(DATA_SE, f'{review_se:.2f}')}. The wider one fits the spread of scores and not that of changes. "
            f"The review prints {link(EXCHANGED, course.claims[EXCHANGED].value)} under people who no longer respond "
            "to type A; it is the number of the trial in people who still did. Doses are those of the trials and not "
            "doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, trials, two, (total, third, own)),
    )


def _numbers(
    course: Course, trials: list[TrialEffect], two: Pooled, others: tuple[Estimate, Estimate, Estimate]
) -> Grid:
    total, third, own = others
    weights = dict(zip(two.studies, two.weights, strict=True))
    source = course.tables["trials"].rows
    lines = []
    for one in trials:
        effect = shown(own_interval(source, one), 2) if one.read else "not read"
        weight = f"{100 * weights[one.effect.study]:.0f}%" if one.read else ""
        people = "" if one.effect.n is None else str(one.effect.n)
        lines.append([text_cell(one.trial), text_cell(people, one.effect.n), text_cell(effect, one.effect.estimate),
                      text_cell(weight), text_cell(PEOPLE.get(one.trial, one.note)),
                      sources_cell(course, one.claims.split(";"))])  # fmt: skip
    for label, estimate, note, claim in (
        ("Brashear 1999, from its people", own, "last value carried forward", DATA_SE),
        ("Pooled, both read", two.effect, f"fixed effect, computed; I² {100 * two.i2:.0f}%", POOLED),
        ("Total of the review", total, "as printed", TOTAL),
        ("Third trial of the review, worked out", third, "total minus the two trials; not read", MISSING),
    ):
        lines.append([text_cell(label), text_cell(str(estimate.n) if estimate.n else ""),
                      text_cell(shown(estimate, 2), estimate.estimate), text_cell(""), text_cell(note),
                      sources_cell(course, [claim])])  # fmt: skip
    columns = ("Trial", "People", "Active minus placebo (95%), points", "Weight", "Note", "Source")
    return Grid("Type B against placebo: the numbers behind the figure", [Column(c) for c in columns], lines)

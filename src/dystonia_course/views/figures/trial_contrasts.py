"""Each dose of a trial against placebo at each visit, from one model of all visits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import ARMS, DOSES
from dystonia_course.views.estimate_text import claim_text, shown, signed
from dystonia_course.views.figures.drawing import BAND, GRID, INK, MUTED, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure
from dystonia_course.views.figures.trial_arms import (
    arm_title,
    colour,
    draw_mark,
    from_trial,
    people_table,
)
from dystonia_course.views.figures.trial_courses import MAIN_WEEK
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.trial_repeated import RepeatedMeasures

CORRELATION = "cdystonia-correlation"
PANEL = 214.0


def fitted() -> RepeatedMeasures:
    """The model of all visits, fitted to the trial's people."""
    from dystonia_course.science.trial_repeated import repeated_measures

    return repeated_measures(people_table())


def contrasts(model: RepeatedMeasures) -> dict[int, dict[int, Estimate]]:
    """By dose and week: the mean score on that dose minus that on placebo, points (below 0 is better)."""
    from dystonia_course.science.trial_repeated import AFTER

    return {DOSES[arm]: {week: model.contrast(arm, week) for week in AFTER} for arm in ARMS[1:]}


def claim_of(dose: int, week: int) -> str:
    """The claim that holds this contrast."""
    return f"cdystonia-gls-{dose}u-wk{week}"


def trial_contrasts(course: Course) -> Figure:
    """The figure `trial_contrasts`."""
    model = fitted()
    doses = contrasts(model)
    every = [one for weeks in doses.values() for one in weeks.values()]
    low = 5 * math.floor(min(one.low for one in every) / 5)
    high = 5 * math.ceil(max(one.high for one in every) / 5)
    drawing = Drawing(len(doses) * PANEL + 26, "Each dose minus placebo at each visit of a trial")
    for position, (dose, weeks) in enumerate(doses.items()):
        _panel(drawing, position * PANEL, dose, weeks, (low, high))
    drawing.text(8, len(doses) * PANEL + 12, "Weeks after injection; bold: difference", size=SMALL,
                 fill=MUTED)  # fmt: skip
    last = max(max(weeks) for weeks in doses.values())
    highest = max(doses)
    gain, end = doses[highest][MAIN_WEEK], doses[highest][last]

    def link(dose: int, week: int) -> str:
        return claim_link(course, claim_of(dose, week), _gain(doses[dose][week]))

    lower = min(doses)
    apart = tuple(model.correlation_apart(weeks) for weeks in (1, 4, last - 2))
    return Figure(
        name="trial_contrasts",
        title="The gap to placebo, visit by visit",
        alt=(
            "Two panels of marks with upright 95% intervals, one for each dose. Horizontal axis: weeks; vertical axis: "
            f"TWSTRS total on the dose minus placebo, {signed(low, 0)} to {high} points, below 0 is better. "
            + " ".join(
                f"{arm_title(dose)}: "
                + ", ".join(f"{signed(one.estimate)} at week {week}" for week, one in weeks.items())
                + "."
                for dose, weeks in doses.items()
            )
            + f" Message: the gap is there by the first visit, and at weeks 12 and {last} each interval holds zero."
        ),
        message=(
            f"At week {MAIN_WEEK} the lower dose was better than placebo by {link(lower, MAIN_WEEK)} points and the "
            f"higher one by {link(highest, MAIN_WEEK)}. At week {last} the higher dose stood {end.estimate:.1f} points "
            f"above placebo ({signed(end.low)} to {signed(end.high)}): the interval holds zero, so one trial cannot "
            "tell a rebound from chance."
        ),
        description=(
            f"<p>What is estimated: the difference in mean score, dose minus placebo, at each week. Below the line at "
            f"0 is better than placebo. An interval that crosses it does not exclude zero. How: {model.scores} scores "
            f"of {model.people} people in one model ({gain.method}). Intervals are 95%, by Student’s t.</p>"
            "<p>Why not one average of all visits? The visits are spaced unevenly, and two scores of one person "
            "resemble each other more the closer they are in time: the model finds a correlation of "
            f"{claim_link(course, CORRELATION, f'{apart[0]:.2f}')} one week apart, "
            f"{claim_link(course, CORRELATION, f'{apart[1]:.2f}')} four weeks apart and "
            f"{claim_link(course, CORRELATION, f'{apart[2]:.2f}')} over {last - 2} weeks. Ten intervals are shown and "
            "none is corrected for their number. The doses are those of the trial and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, doses),
    )


def instead(course: Course) -> str:
    """What the figure would show, for a sentence that says why it cannot be drawn."""

    def gain(dose: int) -> str:
        one = course.claims[claim_of(dose, MAIN_WEEK)]
        return claim_link(course, one.id, claim_text(one))

    lower, higher = list(DOSES.values())[1:]
    return (
        f"this figure would draw the table above; at week {MAIN_WEEK} the lower dose is better than placebo by "
        f"{gain(lower)} points and the higher one by {gain(higher)}"
    )


def _gain(one: Estimate) -> str:
    """The same as points better than placebo, as the claim prints it."""
    return f"{-one.estimate:.1f}"


def _panel(drawing: Drawing, top: float, dose: int, weeks: dict[int, Estimate], axis: tuple[int, int]) -> None:
    low, high = axis
    roof, floor = top + 34, top + 176
    up, across = linear(low, high, floor, roof), linear(min(weeks), max(weeks), 60, 296)
    drawing.heading(top + 18, f"{arm_title(dose)} minus placebo, points")
    drawing.box(across(MAIN_WEEK) - 14, roof, 28, floor - roof, fill=BAND)
    for points in range(low, high + 1, 5):
        drawing.line(36, up(points), 312, up(points), stroke=INK if points == 0 else GRID)
        drawing.text(30, up(points) + 4, signed(points, 0), size=SMALL, anchor="end", fill=MUTED)
    drawing.text(312, floor - 5, "better than placebo ↓", size=SMALL, anchor="end", fill=MUTED, halo=True)
    for week, one in weeks.items():
        x = across(week)
        drawing.upright_interval(x, up(one.low), up(one.high), stroke=colour(dose))
        draw_mark(drawing, dose, x, up(one.estimate))
        drawing.text(x, floor + 16, number(week), size=SMALL, anchor="middle", fill=MUTED)
        drawing.text(x, floor + 32, signed(one.estimate), size=SMALL, anchor="middle", bold=True)


def _numbers(course: Course, doses: dict[int, dict[int, Estimate]]) -> Grid:
    lines = []
    for dose, weeks in doses.items():
        for week, one in weeks.items():
            p = f"{one.p:.4f}" if one.p < 0.001 else f"{one.p:.3f}"
            claim = claim_of(dose, week)
            lines.append(
                [
                    text_cell(f"{arm_title(dose)}, week {week}"),
                    text_cell(shown(one), one.estimate),
                    text_cell(p, one.p),
                    Cell(claim_link(course, claim, _gain(one)), _gain(one), -one.estimate),
                ]
            )
    columns = ("Dose and week", "Minus placebo (95% interval), points", "P", "Points better than placebo")
    note = from_trial("Computed here from the trial’s people; a negative difference is better.")
    return Grid("Visit by visit: the numbers behind the figure", [Column(c) for c in columns], lines, note=note)

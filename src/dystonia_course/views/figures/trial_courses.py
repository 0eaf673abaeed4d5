"""A real trial from its committed summary: the mean TWSTRS total by week in each arm, with intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dystonia_course.science.trial_checks import SCALE
from dystonia_course.science.trial_summary import SummaryPoint, summary_points
from dystonia_course.views.estimate_text import signed
from dystonia_course.views.figures.drawing import BAND, GRID, MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure, found, table_rows
from dystonia_course.views.figures.trial_arms import DASHES, arm_name, arm_title, colour, draw_mark, from_trial
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

PUBLISHED, VISITS = "out-bra99-change", "cdystonia-rows"
MAIN_WEEK = 4
"""The week of the trial's planned comparison."""


def arms(course: Course) -> dict[str, list[SummaryPoint]]:
    """The points of each arm, arms in order of dose."""
    return summary_points(table_rows(course, "trial_summary"))


def trial_courses(course: Course) -> Figure:
    """The figure `trial_courses`."""
    groups = arms(course)
    everything = [point for points in groups.values() for point in points]
    floor = 5 * math.floor(min(point.low for point in everything) / 5)
    roof = 5 * math.ceil(max(point.high for point in everything) / 5)
    weeks = [point.week for point in next(iter(groups.values()))]
    drawing = Drawing(400, "Mean TWSTRS total by week in three arms of a trial")
    top, bottom = 112.0, 352.0
    up, across = linear(floor, roof, bottom, top), linear(weeks[0], weeks[-1], 52, 298)
    for position, points in enumerate(groups.values()):
        dose, people = points[0].dose, points[0].people
        line = 18 + 20 * position
        drawing.line(8, line - 4, 36, line - 4, stroke=colour(dose), width=2, dash=DASHES[dose])
        draw_mark(drawing, dose, 22, line - 4)
        drawing.text(44, line, f"{arm_name(dose)}, {people} people", size=SMALL)
    drawing.text(8, 80, "Mean TWSTRS total, points: lower is better", size=SMALL, fill=MUTED)
    drawing.text(8, 96, f"(the scale runs from {SCALE[0]} to {SCALE[1]})", size=SMALL, fill=MUTED)
    drawing.box(across(MAIN_WEEK) - 13, top, 26, bottom - top, fill=BAND)
    for tick in range(floor, roof + 1, 5):
        drawing.line(36, up(tick), 312, up(tick), stroke=GRID)
        drawing.text(30, up(tick) + 4, str(tick), size=SMALL, anchor="end", fill=MUTED)
    for week in weeks:
        drawing.text(across(week), bottom + 17, str(week), size=SMALL, anchor="middle", fill=MUTED)
    drawing.text(8, bottom + 36, "Weeks after injection; band: the planned week", size=SMALL, fill=MUTED)
    for position, points in enumerate(groups.values()):
        shift = 6 * (position - 1)
        places = [(across(point.week) + shift, up(point.mean)) for point in points]
        dose = points[0].dose
        drawing.curve(places, stroke=colour(dose), width=1.8, dash=DASHES[dose])
        for point, (x, y) in zip(points, places, strict=True):
            drawing.upright_interval(x, up(point.low), up(point.high), stroke=colour(dose))
            draw_mark(drawing, dose, x, y)

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    start, week4, last = (_at(groups, week) for week in (0, MAIN_WEEK, weeks[-1]))
    patterns = (r"([\d.]+) points on placebo", r"([\d.]+) on 5000 U", r"([\d.]+) on 10,000 U")
    first, second, third = (found(course, PUBLISHED, pattern) for pattern in patterns)
    falls = f"{first}, {second} and {third} points"
    possible, seen = found(course, VISITS, r"Of (\d+) possible"), found(course, VISITS, r"(\d+) are in the table")
    lowest, highest = min(start), max(start)
    gap = start[highest].mean - start[lowest].mean
    return Figure(
        name="trial_courses",
        title="One treatment, six visits: down by week 4, back by week 16",
        alt=(
            f"Line chart with upright 95% intervals. Horizontal axis: weeks 0 to {weeks[-1]}; vertical axis: mean "
            f"TWSTRS total from {floor} to {roof} of {SCALE[1]} points, lower is better. "
            + " ".join(
                f"{arm_title(dose)}: {start[dose].mean:.1f} at the start, {week4[dose].mean:.1f} at week "
                f"{MAIN_WEEK}, {last[dose].mean:.1f} at week {weeks[-1]}."
                for dose in start
            )
            + " Message: all three groups fall, the treated ones further, and little of the gain is left at the last "
            "two visits."
        ),
        message=(
            f"Every group fell, placebo too: by week {MAIN_WEEK}, with the last value carried forward, by "
            f"{link(PUBLISHED, falls)}. At the start the group of the highest dose stood "
            f"{gap:.1f} points above placebo. So compare how far each line falls, and not where it stands."
        ),
        description=(
            "<p>Each mark is the mean score of the people seen at that visit (observed cases). The upright line is the "
            "95% interval of that mean, by Student’s t, computed here from the mean and standard deviation of the "
            "group. It says how sure the mean of one group is. It does not say how sure the difference between two "
            "groups is: the next figures do. The marks of one week stand a little apart, so that they can be told "
            f"apart. Of {link(VISITS, f'{possible} possible visits')} {link(VISITS, seen)} took place.</p>"
            "<p>The vertical axis shows a part of the scale, which makes a fall look large. The doses are those of the "
            "trial and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, groups),
    )


def _at(groups: dict[str, list[SummaryPoint]], week: int) -> dict[int, SummaryPoint]:
    return {point.dose: point for points in groups.values() for point in points if point.week == week}


def _numbers(course: Course, groups: dict[str, list[SummaryPoint]]) -> Grid:
    lines = [
        [
            text_cell(f"{arm_title(point.dose)}, week {point.week}"),
            text_cell(str(point.people), point.people),
            text_cell(f"{point.mean:.1f} ({point.low:.1f} to {point.high:.1f})", point.mean),
            text_cell(signed(point.change) if point.week else "", point.change),
        ]
        for points in groups.values()
        for point in points
    ]
    columns = ("Arm and week", "People", "Mean score (95% t interval), points", "Mean change from week 0, points")
    note = from_trial(f"Computed from {sources_cell(course, [VISITS]).html}; the people seen at each visit.")
    return Grid("The trial by week: the numbers behind the figure", [Column(c) for c in columns], lines, note=note)

"""The people of a trial one by one: a thin line for each beside the mean of their arm. Never stored in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.trial_checks import DOSES, SCALE, WEEKS
from dystonia_course.views.figures.drawing import GRID, MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure
from dystonia_course.views.figures.trial_arms import arm_name, arm_title, colour, draw_mark, from_trial, people_table
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

VISITS, REPEATED, PEOPLE = "cdystonia-rows", "cdystonia-correlation", "cdystonia-data"
PANEL = 206.0
"""Height of the panel of one arm."""
Visits = list[tuple[int, float]]


def people() -> dict[int, list[Visits]]:
    """Week and score of each visit of each person, by dose: nothing stands for a missed visit."""
    data = people_table()
    arms: dict[int, list[Visits]] = {dose: [] for dose in DOSES.values()}
    for _, visits in data.groupby("patient", sort=True):
        arm = DOSES[str(visits["treat"].iloc[0])]
        arms[arm].append(list(zip(visits["week"].tolist(), visits["twstrs"].astype(float).tolist(), strict=True)))
    return arms


def means(visits: list[Visits]) -> list[tuple[int, float, int, float, float]]:
    """By week: mean score, people, lowest and highest score."""
    found = []
    for week in WEEKS:
        scores = [score for person in visits for at, score in person if at == week]
        found.append((week, sum(scores) / len(scores), len(scores), min(scores), max(scores)))
    return found


def trial_people(course: Course) -> Figure:
    """The figure `trial_people`."""
    arms = people()
    drawing = Drawing(len(arms) * PANEL + 26, "TWSTRS total of each person of a trial by week")
    for position, (dose, visits) in enumerate(arms.items()):
        _panel(drawing, position * PANEL, dose, visits)
    drawing.text(8, len(arms) * PANEL + 14, "Weeks after the injection", size=SMALL, fill=MUTED)
    total = sum(len(visits) for visits in arms.values())
    worse = {dose: _higher_at_end(visits) for dose, visits in arms.items()}

    return Figure(
        name="trial_people",
        title=f"{total} people, {total} courses",
        alt=(
            f"Three panels of line charts, one for each arm, with a thin line for each of {total} people and a thick "
            f"line for the mean. Horizontal axis: weeks 0 to {WEEKS[-1]}; vertical axis: TWSTRS total from {SCALE[0]} "
            f"to {SCALE[1]}, lower is better. The lines of every arm spread over half of the scale or more and "
            "cross; the means differ by a few points. Message: people differ far more from each other than the arms "
            "do."
        ),
        message=(
            "A thin line is a person, the thick line the mean of the arm. People differ far more from each other than "
            "arms do: a mean says what a group gained and not what one person will gain. At the last visit "
            + ", ".join(f"{higher} of {seen} ({arm_name(dose)})" for dose, (higher, seen) in worse.items())
            + " stood above their own start."
        ),
        description=(
            "<p>The vertical axis shows the whole scale. A line breaks off where a person was not seen again, and goes "
            "straight over a missed visit. Two scores of one person resemble each other: one week apart they are "
            f"correlated at {claim_link(course, REPEATED, course.claims[REPEATED].value)}. The thick line is the mean "
            "of the people seen at each visit; how sure it is, the figure before shows.</p>"
            "<p>These are the scores of real people, without names. They are drawn on your computer from the trial’s "
            "public table and are not kept in this page. The doses are those of the trial and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, arms),
    )


def instead(course: Course) -> str:
    """What the figure would show, for a sentence that says why it cannot be drawn."""
    number = claim_link(course, PEOPLE, course.claims[PEOPLE].value)
    return f"this figure would show {number} thin lines, one for each person, beside the mean of each arm"


def _higher_at_end(visits: list[Visits]) -> tuple[int, int]:
    seen = [person for person in visits if person[-1][0] == WEEKS[-1]]
    return sum(person[-1][1] > person[0][1] for person in seen), len(seen)


def _panel(drawing: Drawing, top: float, dose: int, visits: list[Visits]) -> None:
    roof, floor = top + 34, top + 182
    up, across = linear(*SCALE, floor, roof), linear(WEEKS[0], WEEKS[-1], 44, 304)
    drawing.heading(top + 18, f"{arm_title(dose)}: {len(visits)} people")
    for score in (*range(SCALE[0], SCALE[1] - 10, 20), SCALE[1]):
        drawing.line(36, up(score), 312, up(score), stroke=GRID)
        drawing.text(30, up(score) + 4, str(score), size=SMALL, anchor="end", fill=MUTED)
    for week in WEEKS:
        drawing.text(across(week), floor + 17, str(week), size=SMALL, anchor="middle", fill=MUTED)
    drawing.lines([[(across(week), up(score)) for week, score in person] for person in visits], stroke=colour(dose))
    middle = [(across(week), up(mean)) for week, mean, *_ in means(visits)]
    drawing.curve(middle, stroke="#ffffff", width=5)
    drawing.curve(middle, stroke=colour(dose), width=2.6)
    for x, y in middle:
        draw_mark(drawing, dose, x, y)


def _numbers(course: Course, arms: dict[int, list[Visits]]) -> Grid:
    lines = [
        [
            text_cell(f"{arm_title(dose)}, week {week}"),
            text_cell(str(seen), seen),
            text_cell(f"{mean:.1f}", mean),
            text_cell(f"{low:.0f} to {high:.0f}", low),
        ]
        for dose, visits in arms.items()
        for week, mean, seen, low, high in means(visits)
    ]
    columns = ("Arm and week", "People seen", "Mean score, points", "Lowest and highest score")
    note = from_trial(
        f"Computed from {sources_cell(course, [VISITS]).html}. The scores of single people are not listed."
    )
    return Grid("People and means: the numbers behind the figure", [Column(c) for c in columns], lines, note=note)

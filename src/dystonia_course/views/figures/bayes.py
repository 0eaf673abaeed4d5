"""What a positive result of the video-rated set of signs means, by how common the condition is among those tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.proportions import negative_predictive_value, positive_predictive_value
from dystonia_course.views.figures.drawing import GRID, MUTED, ORANGE, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, people, short, value
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

SENSITIVITY, SPECIFICITY = "cond-dx-guideline-sens", "cond-dx-guideline-spec"
MARKS = (0.05, 0.30, 0.60)
"""The shares before the test that are marked: chosen for teaching, not measured."""


def predictive_values(course: Course, prevalence: float) -> tuple[float, float]:
    """Positive and negative predictive value at a prevalence; all are shares from 0 to 1."""
    sensitivity, specificity = value(course, SENSITIVITY) / 100, value(course, SPECIFICITY) / 100
    return (
        positive_predictive_value(sensitivity, specificity, prevalence),
        negative_predictive_value(sensitivity, specificity, prevalence),
    )


def bayes(course: Course) -> Figure:
    """The figure `bayes`."""
    sensitivity, specificity = value(course, SENSITIVITY), value(course, SPECIFICITY)
    left, right, roof, floor = 36.0, 308.0, 54.0, 326.0
    across, up = linear(0, 1, left, right), linear(0, 1, floor, roof)
    drawing = Drawing(374, "Positive predictive value by prevalence")
    drawing.heading(20, "If the set of signs is positive:")
    drawing.text(8, 40, "share who have cervical dystonia, %", size=SMALL, fill=MUTED)
    for share in (0, 0.25, 0.5, 0.75, 1):
        drawing.line(left, up(share), right, up(share), stroke=GRID)
        drawing.line(across(share), roof, across(share), floor, stroke=GRID)
        drawing.text(left - 6, up(share) + 4, number(100 * share), size=SMALL, anchor="end", fill=MUTED)
        place = "end" if share == 1 else "middle"
        drawing.text(across(share), floor + 16, number(100 * share), size=SMALL, anchor=place, fill=MUTED)
    drawing.text(right, floor + 34, "% who had it before the signs were rated", size=SMALL, anchor="end", fill=MUTED)
    drawing.line(left, floor, right, roof, stroke=MUTED, width=1.2, dash="4 3")
    drawing.text(across(0.99), up(0.33), "dashed: a result", size=SMALL, anchor="end", fill=MUTED, halo=True)
    drawing.text(across(0.99), up(0.27), "that tells nothing", size=SMALL, anchor="end", fill=MUTED, halo=True)
    points = [step / 100 for step in range(101)]
    drawing.curve([(across(p), up(predictive_values(course, p)[0])) for p in points], width=2.6)
    for prevalence in MARKS:
        after = predictive_values(course, prevalence)[0]
        x, y = across(prevalence), up(after)
        drawing.dot(x, y, radius=5.5, fill=ORANGE)
        drawing.text(x + 9, y + 16, f"{100 * prevalence:.0f}% → {100 * after:.0f}%", bold=True, halo=True)

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    first, second, third = (predictive_values(course, p)[0] for p in MARKS)
    sick = MARKS[0] * 1000
    true = sensitivity / 100 * sick
    false = (1 - specificity / 100) * (1000 - sick)
    return Figure(
        name="bayes",
        title="The same signs mean less where the condition is rare",
        alt=(
            "Line chart. Horizontal axis: share with cervical dystonia before the signs were rated, 0 to 100%. "
            "Vertical axis: "
            "share with it among those whose signs are positive, 0 to 100%. The curve rises steeply and then flattens; "
            f"marked points: {100 * MARKS[0]:.0f}% gives {100 * first:.0f}%, {100 * MARKS[1]:.0f}% gives "
            f"{100 * second:.0f}%, "
            f"{100 * MARKS[2]:.0f}% gives {100 * third:.0f}%. Message: a good test in a clinic of cases misleads "
            "where the "
            "condition is rare."
        ),
        message=(
            f"With a sensitivity of {link(SENSITIVITY, f'{number(sensitivity)}%')} and a specificity of "
            f"{link(SPECIFICITY, f'{number(specificity)}%')}, a positive result means cervical dystonia in "
            f"{100 * third:.0f} of "
            f"100 people where {100 * MARKS[2]:.0f} of 100 have it. Where {100 * MARKS[0]:.0f} of 100 have it, it "
            "means that in only "
            f"{100 * first:.0f} of 100."
        ),
        description=(
            "<p>The curve is computed by Bayes’ rule. The dashed diagonal is a test that tells nothing. The three "
            "shares "
            "before the test are chosen for teaching, not measured.</p>"
            f"<p>In natural numbers, for 1000 people of whom {sick:.0f} have it: about {true:.0f} of these are "
            "positive, and "
            f"about {false:.0f} of the {1000 - sick:.0f} others. So of {true + false:.0f} positive people {true:.0f} "
            "have it. "
            f"The study compared {link(SENSITIVITY, f'{people(course, SENSITIVITY)} people with cervical dystonia')} "
            "with "
            "controls who had been chosen; in an ordinary waiting room both figures may be lower.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    def percent(share: float) -> Cell:
        return text_cell(f"{100 * share:.1f}", 100 * share)

    lines = [[percent(p), *(percent(found) for found in predictive_values(course, p))] for p in MARKS]
    inputs = ", ".join(
        f"{word} {claim_link(course, claim_id, f'{course.claims[claim_id].value}%')} ({short(course, claim_id)})"
        for word, claim_id in (("sensitivity", SENSITIVITY), ("specificity", SPECIFICITY))
    )
    columns = (
        Column("Have it before the test (%)"),
        Column("Have it, if positive (%)"),
        Column("Do not have it, if negative (%)"),
    )
    note = f"<p>Computed from {inputs}.</p>"
    return Grid("Predictive values: the numbers behind the figure", columns, lines, note=note)

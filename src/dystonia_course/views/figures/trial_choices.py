"""One trial, one question, other choices: what each does to the estimate and its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import DOSES
from dystonia_course.views.estimate_text import claim_text, shown, signed
from dystonia_course.views.figures.drawing import INK, MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure, stated
from dystonia_course.views.figures.trial_arms import (
    arm_name,
    colour,
    doses_of,
    draw_mark,
    from_trial,
    people_table,
)
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course


@dataclass(frozen=True)
class Choice:
    """One way to analyse: its name in `science.trial.other_choices`, its label, what it does, and its claims."""

    name: str
    label: str
    what: str
    claims: tuple[str, ...]


CHOICES = (
    Choice(
        "as published",
        "Fits the abstract",
        "change at week 4, missed visits filled with the last value, adjusted for baseline and site: the printed P",
        ("cdystonia-ancova-5000u", "cdystonia-ancova-10000u"),
    ),
    Choice(
        "observed cases",
        "Observed cases only",
        "people without a week 4 are left out",
        ("cdystonia-ancova-observed",),
    ),
    Choice("no site", "Without site", "adjusted for baseline only", ("cdystonia-ancova-no-site",)),
    Choice("change, not adjusted", "Nothing adjusted", "mean changes compared as they are", ("cdystonia-unadjusted",)),
    Choice(
        "scores, baseline ignored",
        "Start forgotten",
        "scores of week 4 compared, wherever each person began",
        ("cdystonia-no-baseline",),
    ),
    Choice(
        "all visits averaged",
        "All visits averaged",
        "another question: the mean of weeks 0 to 16, each visit as if it were a person",
        ("cdystonia-averaged",),
    ),
    Choice("codes misread", "Codes misread", "placebo and the higher dose exchanged", ("cdystonia-misread",)),
)
STEP, ROW = 62.0, 20.0
PUBLISHED_P = "out-bra99-p"
LIMIT = 12.5
"""The axis runs from minus this to this, in points."""


def estimates() -> dict[str, dict[int, Estimate]]:
    """Both doses minus placebo under each choice, by dose."""
    from dystonia_course.science.trial import other_choices

    return {name: doses_of(found) for name, found in other_choices(people_table()).items()}


def trial_choices(course: Course) -> Figure:
    """The figure `trial_choices`."""
    found = estimates()
    scale = linear(-LIMIT, LIMIT, 12, 160)
    top = 52.0
    bottom = top + STEP * len(CHOICES) + 4
    drawing = Drawing(bottom + 56, "Each dose minus placebo under other choices")
    for position, dose in enumerate(found["as published"]):
        draw_mark(drawing, dose, 14, 14 + 20 * position)
        drawing.text(26, 18 + 20 * position, f"{arm_name(dose)} minus placebo", size=SMALL)
    drawing.axis(scale, (-10, 0, 10), top, bottom, "TWSTRS points, with 95% interval")
    drawing.text(8, bottom + 48, "left of 0: better than placebo", size=SMALL, fill=MUTED)
    drawing.line(scale(0), top, scale(0), bottom, stroke=INK)
    for position, choice in enumerate(CHOICES):
        y = top + STEP * position
        drawing.text(8, y + 17, choice.label, bold=True, halo=True)
        for row, (dose, one) in enumerate(found[choice.name].items()):
            line = y + 31 + ROW * row
            drawing.interval(scale(one.low), scale(one.high), line, stroke=colour(dose))
            draw_mark(drawing, dose, scale(one.estimate), line)
            drawing.text(312, line + 4, shown(one), size=SMALL, anchor="end")
    people = max(one.n for doses in found.values() for one in doses.values())

    def link(name: str, label: str) -> str:
        (claim,) = (choice.claims[-1] for choice in CHOICES if choice.name == name)
        return claim_link(course, claim, label)

    def gain(name: str) -> str:
        return f"{-found[name][max(DOSES.values())].estimate:.1f}"

    means = _averages(course)
    p = claim_link(course, PUBLISHED_P, course.claims[PUBLISHED_P].value)
    averages = ", ".join(f"{mean:.2f}" for mean in means[:-1]) + f" and {means[-1]:.2f}"
    return Figure(
        name="trial_choices",
        title=f"The same {people} people, other choices",
        alt=(
            "Forest plot with two rows for each of seven choices. The axis is TWSTRS points, dose minus placebo, from "
            f"{signed(-LIMIT)} to {LIMIT:g}; left of 0 is better; lines are 95% intervals. "
            + " ".join(
                f"{choice.label}: {' and '.join(signed(one.estimate) for one in found[choice.name].values())}."
                for choice in CHOICES
            )
            + " Message: careful choices agree; the last three ask another question or make a mistake, and the effect "
            "shrinks, vanishes or turns round."
        ),
        message=(
            f"With the choices that give the published P value ({p}), the higher dose is better than placebo by "
            f"{link('as published', gain('as published'))} points. "
            "Leaving people out or adjusting less hardly moves that. Forgetting where each person began leaves "
            f"{link('scores, baseline ignored', gain('scores, baseline ignored'))} points and an interval that holds "
            f"zero. Averaging all visits leaves nothing: means of {link('all visits averaged', averages)}, the lower "
            "dose first. With the codes misread, placebo wins."
        ),
        description=(
            "<p>Each row is a dose minus placebo. The first four are answers to one question: by how much more does "
            "the score fall by week 4? The last three are not. <strong>Start forgotten</strong> compares scores, "
            "though the groups did not start alike. <strong>All visits averaged</strong> asks for the mean over four "
            "months, the visit before the injection included, and takes each visit for a person, so that its interval "
            "is too narrow. <strong>Codes misread</strong> believes the labels of a help page. Counting the people in "
            "each group would have shown it. The abstract does not print its model: these choices give its P value, "
            "which is not to say that they were made.</p><p>Lines are 95% intervals by Student’s t from least "
            "squares; the table says what each choice does. The doses are those of the trial and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, found),
        after="After your prediction: show what each choice gives",
    )


def instead(course: Course) -> str:
    """What the figure would show, for a sentence that says why it cannot be drawn."""

    def gain(choice: Choice) -> str:
        one = course.claims[choice.claims[-1]]
        return claim_link(course, one.id, claim_text(one))

    first, *others = (choice for choice in CHOICES if course.claims[choice.claims[-1]].low)
    start = next(choice for choice in others if choice.name == "scores, baseline ignored")
    return (
        f"this figure would set the higher dose against placebo under seven choices, from {gain(first)} points with "
        f"those that fit the abstract to {gain(start)} where the starts are forgotten"
    )


def _averages(course: Course) -> list[float]:
    """The mean score over all visits on placebo, on the lower and on the higher dose, as the claim prints them."""
    claim = "cdystonia-averaged"
    patterns = (r"mean TWSTRS total of ([\d.]+)", r"5000 U of ([\d.]+)", r"10,000 U of ([\d.]+)")
    return [stated(course, claim, pattern) for pattern in patterns]


def _numbers(course: Course, found: dict[str, dict[int, Estimate]]) -> Grid:
    lines = [
        [
            text_cell(f"{choice.label}, {arm_name(dose)}"),
            text_cell(shown(one), one.estimate),
            text_cell(f"{one.p:.4f}" if one.p < 0.001 else f"{one.p:.3f}", one.p),
            text_cell(choice.what),
        ]
        for choice in CHOICES
        for dose, one in found[choice.name].items()
    ]
    columns = ("Choice and dose", "Minus placebo (95% interval), points", "P", "What is done")
    note = from_trial(f"Computed from {sources_cell(course, ['cdystonia-rows']).html}; below 0 is better than placebo.")
    return Grid("Choices: the numbers behind the figure", [Column(c) for c in columns], lines, note=note)

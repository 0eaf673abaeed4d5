"""What a clinic sees after an injection, as what placebo gave and what came on top of it, in each trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.trial_rows import StackedChange, stacked_changes
from dystonia_course.views.figures.drawing import BLUE, GRID, MUTED, PALE_BLUE, PAPER, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

RANGE = "out-pbo-range"
STEP = 46.0


def changes(course: Course) -> list[StackedChange]:
    """Each treated arm with its placebo arm, smallest placebo change first."""
    return sorted(stacked_changes(course.tables["trials"].rows), key=lambda one: (one.placebo, one.trial, one.dose))


def placebo_and_extra(course: Course) -> Figure:
    """The figure `placebo_and_extra`."""
    arms = changes(course)
    most = 16
    assert max(one.total for one in arms) <= most
    scale = linear(0, most, 10, 306)
    top = 52.0
    bottom = top + STEP * len(arms) + 4
    drawing = Drawing(bottom + 42, "Falls of the TWSTRS total: placebo's part and the extra")
    drawing.box(8, 8, 22, 12, fill=PALE_BLUE, stroke=BLUE)
    drawing.text(36, 18, "what the placebo group gained, too", size=SMALL)
    drawing.box(8, 28, 22, 12, fill=BLUE)
    drawing.text(36, 38, "the extra: the toxin’s own part", size=SMALL)
    for tick in range(0, most + 1, 4):
        drawing.line(scale(tick), top, scale(tick), bottom, stroke=GRID)
        drawing.text(scale(tick), bottom + 15, number(tick), size=SMALL, anchor="middle", fill=MUTED)
    drawing.text(10, bottom + 32, "Fall of TWSTRS total at week 4, points", size=SMALL, fill=MUTED)
    for position, one in enumerate(arms):
        y = top + STEP * position
        drawing.text(10, y + 14, f"{one.trial}, {number(one.dose)} U", halo=True)
        drawing.text(306, y + 14, f"{one.total:.1f} in all", anchor="end", fill=MUTED, halo=True)
        middle, end = scale(one.placebo), scale(one.total)
        drawing.box(scale(0), y + 19, middle - scale(0), 20, fill=PALE_BLUE, stroke=BLUE)
        drawing.box(middle, y + 19, end - middle, 20, fill=BLUE)
        drawing.text(scale(0) + 6, y + 34, f"{one.placebo:.1f}", size=SMALL, bold=True)
        drawing.text(middle + 6, y + 34, f"{one.extra:.1f}", size=SMALL, bold=True, fill=PAPER)
    shares = sorted(one.share_of_placebo for one in arms)
    totals = sorted(one.total for one in arms)
    low, high = (course.claims[RANGE].low, course.claims[RANGE].high)
    return Figure(
        name="placebo_and_extra",
        title="How much of the fall is the toxin?",
        alt=(
            f"Stacked bars, one for each treated arm. The axis is the fall of TWSTRS total at week 4 from 0 to {most} "
            "points; more is better. Each bar is the placebo group’s fall plus the extra: "
            + "; ".join(f"{one.trial} {number(one.dose)} U {one.placebo:.1f} plus {one.extra:.1f}" for one in arms)
            + ". Message: a clinic sees the whole bar; the extra is what toxin added to placebo."
        ),
        message=(
            f"In these trials treated people fell by {totals[0]:.1f} to {totals[-1]:.1f} points. Placebo groups fell, "
            f"too: by {claim_link(course, RANGE, f'{low} to {high}')} points in four trials, and less in one. So "
            f"between {100 * shares[0]:.0f} and {100 * shares[-1]:.0f}% of the fall on toxin was seen on placebo as "
            "well."
        ),
        description=(
            "<p>Each bar is the mean fall of one treated arm, in points of the TWSTRS total (0 to 85), as the trial "
            "reports it. Its pale part is as long as the mean fall of that trial’s placebo group; the dark rest is the "
            "extra, a subtraction made here, which supposes that the two parts add up. In ASPEN-1 the fall is the "
            "mean of weeks 4 and 6. Where a paper "
            "adjusts for baseline or place, its own difference departs a little from the extra shown. No intervals "
            "are drawn: most trials print the means of their arms without. The forest plots show how sure the extra "
            "is.</p><p>Placebo’s part holds attention, hope, natural swings, and the return from a bad day to an "
            "average one. The doses are those of the trials, each in units of its own product, and not doses to "
            "give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, arms),
    )


def _numbers(course: Course, arms: list[StackedChange]) -> Grid:
    lines = [
        [
            text_cell(f"{one.trial}, {number(one.dose)} U"),
            text_cell(one.product),
            text_cell(f"{one.placebo:.1f}", one.placebo),
            text_cell(f"{one.extra:.1f}", one.extra),
            text_cell(f"{one.total:.1f}", one.total),
            text_cell(f"{100 * one.share_of_placebo:.0f}%", one.share_of_placebo),
            sources_cell(course, one.claims.split(";")),
        ]
        for one in arms
    ]
    columns = ("Trial and arm", "Product", "Placebo’s fall, points", "Extra, points", "Whole fall, points",
               "Placebo’s share", "Source")  # fmt: skip
    return Grid("Placebo and extra: the numbers behind the figure", [Column(c) for c in columns], lines)

"""Satisfied people: at the peak of the effect, at the end of the cycle, and in two trials by week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.proportions import wilson
from dystonia_course.views.figures.drawing import BLUE, MUTED, PALE_BLUE, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

SATISFIED = "satisfied with treatment"
"""The outcome of the rows of the trials."""
STEP = 44.0


@dataclass(frozen=True)
class Satisfied:
    """One share in per cent; `people` is None where the source does not give them (then there is no interval)."""

    label: str
    percent: float
    people: int | None
    placebo: bool
    claim: str

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% interval for the printed share of so many people, in per cent."""
        if self.people is None:
            return None
        span = wilson(self.percent / 100 * self.people, self.people)
        return 100 * span.low, 100 * span.high


def shares(course: Course) -> dict[str, list[Satisfied]]:
    """The cohort asked twice, then the arms of trials."""
    cohort = [
        Satisfied(row["moment"][0].upper() + row["moment"][1:], float(row["percent"]),
                  int(row["people"]) if row["people"] else None, False, row["claim"])
        for row in table_rows(course, "satisfaction") if row["id"] in ("peak", "end")
    ]  # fmt: skip
    trials = [
        Satisfied(f"{row['trial']}, {_arm(row)}, week {row['week']}", float(row["mean"]), int(row["people"]),
                  row["arm"] == "placebo", row["claims"])
        for row in table_rows(course, "trials", outcome=SATISFIED)
    ]  # fmt: skip
    study = table_rows(course, "satisfaction", id="peak")[0]["study"]
    return {f"{study}, asked twice": cohort, "Arms of two trials": trials}


def _arm(row: dict[str, str]) -> str:
    return "placebo" if row["arm"] == "placebo" else f"{number(float(row['dose']))} U"


def satisfaction(course: Course) -> Figure:
    """The figure `satisfaction`."""
    groups = shares(course)
    top = 6.0
    bottom = top + sum(28 + STEP * len(members) for members in groups.values()) + 2
    drawing = Drawing(bottom + 42, "Share of people who are satisfied")
    scale = linear(0, 100, 10, 306)
    drawing.percent_axis(scale, top, bottom, "Share satisfied, with 95% interval")
    y = top
    for title, members in groups.items():
        drawing.text(8, y + 19, title, bold=True, halo=True)
        y += 28
        for one in members:
            drawing.text(8, y + 13, one.label, halo=True)
            drawing.text(306, y + 13, f"{one.percent:.1f}%", anchor="end", halo=True)
            fill = "#ffffff" if one.placebo else PALE_BLUE
            drawing.box(scale(0), y + 18, scale(one.percent) - scale(0), 16, fill=fill, stroke=BLUE,
                        dash="3 3" if one.placebo else None)  # fmt: skip
            if one.interval:
                drawing.interval(scale(one.interval[0]), scale(one.interval[1]), y + 26, stroke=MUTED)
            y += STEP
    (peak, end), trials = groups.values()

    def link(one: Satisfied) -> str:
        return claim_link(course, one.claim, f"{one.percent}%")

    placebo = next(one for one in trials if one.placebo)
    beside = next(one for one in trials if one.claim == placebo.claim and not one.placebo)
    return Figure(
        name="satisfaction",
        title="Satisfied? It depends on when you ask",
        alt=(
            "Bar chart; the axis is the share of satisfied people from 0 to 100%, with 95% intervals where the number "
            f"of people is known. {peak.label}: {peak.percent}%. {end.label}: {end.percent}%. "
            + "; ".join(f"{one.label}: {one.percent}%" for one in trials)
            + ". Message: the same cohort is far less satisfied at the end of the cycle, and placebo satisfies many."
        ),
        message=(
            f"In one cohort {link(peak)} were satisfied at the peak and {link(end)} at the end of the cycle: the same "
            f"people. In a trial, at week 12, {link(beside)} were satisfied on toxin and {link(placebo)} on placebo."
        ),
        description=(
            "<p>Each bar is the share of people who said they were satisfied; a dashed, white bar is placebo. The line "
            "is the 95% interval by Wilson’s method, computed here from the printed share and the number of people; a "
            "bar without one came without that number. The share on toxin of Lew 2018 fits no whole number of its "
            "people, "
            "so how many answered is unsure. In the cohort only people who had been treated before were asked, about "
            "their last cycle: those who had given up are missing, and there is no control group. Two shares of the "
            "same "
            "people cannot be compared like two groups. The doses are those of the trials and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, groups),
    )


def _numbers(course: Course, groups: dict[str, list[Satisfied]]) -> Grid:
    lines = []
    for one in (one for members in groups.values() for one in members):
        interval = f"{one.interval[0]:.1f} to {one.interval[1]:.1f}" if one.interval else "none: people not given"
        lines.append([text_cell(one.label), text_cell("" if one.people is None else str(one.people), one.people),
                      text_cell(f"{one.percent}%", one.percent), text_cell(interval),
                      sources_cell(course, [one.claim])])  # fmt: skip
    columns = ("Who and when", "People", "Satisfied", "Wilson 95% interval, computed (%)", "Source")
    return Grid("Satisfaction: the numbers behind the figure", [Column(c) for c in columns], lines)

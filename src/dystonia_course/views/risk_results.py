"""Counts of events on toxin and on placebo, worked out on the spot in four ways."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dystonia_course.views.estimate_cells import counts_text
from dystonia_course.views.estimate_text import shown
from dystonia_course.views.table_grid import Column, Grid, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.two_by_two import NumberNeeded

MANY = 1000


def relative_risks(course: Course) -> Grid:
    """The counts of the table `relative_risks` in four ways: of 100 people, risk ratio, odds ratio, number needed."""
    from dystonia_course.science.two_by_two import number_needed, odds_ratio, risk_difference, risk_ratio
    from dystonia_course.views.table_risks import counts_of

    lines = []
    for row in course.tables["relative_risks"].rows:
        counts = counts_of(row)
        if counts is None:
            continue
        star = " *" if counts.cells()[-1] else ""
        difference = risk_difference(counts)
        hundred = replace(
            difference, estimate=100 * difference.estimate, low=100 * difference.low, high=100 * difference.high
        )
        found = [(hundred, ""), (risk_ratio(counts), star), (odds_ratio(counts), star)]
        needed = number_needed(counts)
        lines.append(
            [
                text_cell(f"{row['event'][0].upper()}{row['event'][1:]}, {row['trial']}"),
                text_cell(counts_text([counts]), counts.risk),
                *(text_cell(shown(one) + mark, one.estimate) for one, mark in found),
                text_cell(_needed(needed), needed.number),
                sources_cell(course, row["claims"].split(";")),
            ]
        )
    titles = (
        *("Event and study", "Toxin against placebo", "More in 100 on toxin (95%)", "Risk ratio (95%)"),
        *("Odds ratio (95%)", "Treated for one more or fewer", "Sources"),
    )
    return Grid(
        "Counts in four ways: difference, risk ratio, odds ratio, number needed",
        [Column(title, sortable=title != "Sources") for title in titles],
        lines,
        note=(
            "<p>Risk difference with the score interval of Newcombe; ratios with the normal interval of the logarithm. "
            "A star: one count is 0, so half a person is added to each cell. Doses of a trial are added up; counts of "
            "a review are added up over its trials, which its own ratio is not.</p>"
        ),
    )


def _needed(found: NumberNeeded) -> str:
    if found.low is None or found.high is None:
        return "the interval of the difference holds 0"
    high = f"over {MANY}" if found.high > MANY else f"{found.high:.1f}"
    return f"{found.number:.1f} ({found.low:.1f} to {high})"

"""Two courses of the disease: how fast it builds up, how common each is, and how often it remits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.proportions import Interval, count_from_share, wilson
from dystonia_course.views.figures.drawing import (
    BLUE,
    MUTED,
    ORANGE,
    PALE_BLUE,
    PALE_ORANGE,
    SMALL,
    WIDTH,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, counted, people, short, stated, value
from dystonia_course.views.figures.rows import Row, draw_rows, height
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

SHARE = "cond-course-two-types"
ONSET = "cond-course-onset-phase"
SLOW, RAPID = "cond-course-remission-type1", "cond-course-remission-type2"
MIXED = ("cond-course-remission-chan", "cond-course-remission-heinen", "cond-course-remission-jahanshahi")
WEEKS_A_YEAR = 365.25 / 7


def remission_interval(course: Course, claim_id: str) -> Interval:
    """Wilson's interval for a share with remission, in per cent."""
    span = wilson(counted(course, claim_id), people(course, claim_id))
    return Interval(100 * span.low, 100 * span.high)


def whole_count(course: Course, claim_id: str) -> int | None:
    """The whole number of people that the printed share stands for; None where no number prints as that share."""
    return count_from_share(value(course, claim_id) / 100, people(course, claim_id), decimals=0)


def rapid_share(course: Course) -> float:
    """The share with a rapid onset, in per cent."""
    return stated(course, SHARE, r"type 2, (\d+)%")


def rapid_weeks(course: Course) -> float:
    """The mean build-up of the rapid-onset course, in weeks."""
    return stated(course, ONSET, r"(\d+\.\d) weeks")


def courses(course: Course) -> Figure:
    """The figure `courses`."""
    slow_share, other_share = value(course, SHARE), rapid_share(course)
    years, weeks = value(course, ONSET), rapid_weeks(course)
    cut = stated(course, SHARE, r"at (\d+) months")
    slow, rapid = people(course, SLOW), people(course, RAPID)
    scale = linear(0, 100, 10, 308)
    drawing = Drawing(512, "Slow-onset and rapid-onset course")

    drawing.heading(20, f"How many: {slow + rapid} people, one centre")
    split = scale(slow_share)
    drawing.box(scale(0), 30, split - scale(0), 30, fill=PALE_BLUE, stroke=BLUE)
    drawing.box(split, 30, scale(100) - split, 30, fill=PALE_ORANGE, stroke=ORANGE)
    drawing.text(scale(0) + 8, 50, f"slow onset {number(slow_share)}%")
    drawing.text(split + 6, 50, f"{number(other_share)}%")
    drawing.text(scale(100), 76, "rapid onset", anchor="end", size=SMALL, fill=MUTED)

    drawing.heading(108, "Mean length of the build-up")
    axis = linear(0, 4 * WEEKS_A_YEAR, 10, 308)
    ticks = [year * WEEKS_A_YEAR for year in range(5)]
    drawing.axis(axis, ticks, 116, 200, "Years", labels=["0", "1", "2", "3", "4"])
    for y, label, shown, length, fill, edge in (
        (116, "Slow onset", f"{number(years)} years", years * WEEKS_A_YEAR, PALE_BLUE, BLUE),
        (156, "Rapid onset", f"{number(weeks)} weeks", weeks, PALE_ORANGE, ORANGE),
    ):
        drawing.text(8, y + 12, label, halo=True)
        drawing.text(WIDTH - 8, y + 12, shown, anchor="end", fill=MUTED, halo=True)
        drawing.box(axis(0), y + 18, axis(length) - axis(0), 12, fill=fill, stroke=edge)

    drawing.heading(264, "Remission")
    rows = []
    for claim_id, label in ((SLOW, f"Slow onset, {slow} people"), (RAPID, f"Rapid onset, {rapid} people")):
        span = remission_interval(course, claim_id)
        share = value(course, claim_id)
        shown = f"{number(share)}% ({span.low:.0f} to {span.high:.0f})"
        rows.append(Row(label, shown, share, span.low, span.high, "other" if claim_id == RAPID else "study"))
    mixed = [value(course, claim_id) for claim_id in MIXED]
    rows.append(
        Row(
            "Three older series, not separated",
            f"{number(min(mixed))} to {number(max(mixed))}%",
            low=min(mixed),
            high=max(mixed),
            kind="range",
        )
    )
    last = 272 + height(*rows) + 4
    drawing.percent_axis(scale, 272, last, "Share of people, with 95% interval")
    draw_rows(drawing, rows, scale, 272)
    drawing.height = last + 42

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    odd = "" if whole_count(course, RAPID) is not None else (
        f" No whole number of {rapid} people prints as {number(value(course, RAPID))}%, so that interval takes the "
        "share as "
        "printed."
    )  # fmt: skip
    return Figure(
        name="courses",
        title="Two courses, with very different chances of remission",
        alt=(
            f"Three panels. A bar splits {slow + rapid} people into slow onset {number(slow_share)}% and rapid onset "
            f"{number(other_share)}%. Two bars on an axis in years: the build-up took {number(years)} years against "
            f"{number(weeks)} weeks. A dot plot of remission from 0 to 100%: slow onset "
            f"{number(value(course, SLOW))}%, "
            f"rapid onset {number(value(course, RAPID))}%, older series {number(min(mixed))} to {number(max(mixed))}%. "
            "Message: remission is rare after a slow onset and the rule after a rapid one, in one centre."
        ),
        message=(
            f"In one centre {link(SHARE, f'{number(slow_share)}%')} had a slow onset, and few of them remitted, and "
            f"only in part, {link(SLOW, f'{course.claims[SLOW].value}%')}. In the "
            f"rapid-onset course remission was the rule, {link(RAPID, f'{course.claims[RAPID].value}%')}. Older "
            "series did not separate the two. "
            "One centre found this; a second should confirm it."
        ),
        description=(
            f"<p>The top bar shows how the people were split; the cut was at {link(SHARE, f'{number(cut)} months')} "
            "of onset. The middle panel compares the "
            f"build-up, {link(ONSET, f'{number(years)} years against {number(weeks)} weeks')}, on one axis. The "
            "bottom panel shows the share with a "
            "remission. Lines are 95% intervals that we computed by Wilson’s method from the share and the number of "
            "people."
            f"{odd} The bar spans three older series: "
            + ", ".join(f"{link(i, f'{course.claims[i].value}%')} ({short(course, i)})" for i in MIXED)
            + ".</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    def line(what: str, claim_id: str, shown: str, note: str = "") -> list[Cell]:
        return [
            text_cell(what),
            Cell(claim_link(course, claim_id, shown), shown),
            text_cell(note),
            sources_cell(course, [claim_id]),
        ]

    lines = [
        line("Slow onset, share", SHARE, f"{course.claims[SHARE].value}%"),
        line("Rapid onset, share", SHARE, f"{number(rapid_share(course))}%"),
        line("Slow onset, build-up", ONSET, f"{course.claims[ONSET].value} years", "mean"),
        line("Rapid onset, build-up", ONSET, f"{number(rapid_weeks(course))} weeks", "mean"),
    ]
    for label, claim_id in (("Slow onset", SLOW), ("Rapid onset", RAPID), *(("Older series", i) for i in MIXED)):
        span = remission_interval(course, claim_id)
        note = f"95% interval {span.low:.1f} to {span.high:.1f}%, computed; {people(course, claim_id)} people"
        lines.append(line(f"{label}, remission", claim_id, f"{course.claims[claim_id].value}%", note))
    columns = ("What", "Printed", "Interval or kind", "Source")
    return Grid("Two courses: the numbers behind the figure", [Column(c) for c in columns], lines)

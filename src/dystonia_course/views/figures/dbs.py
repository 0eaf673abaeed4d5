"""The effect of pallidal stimulation where people did not know whether it was on, and where everybody knew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import (
    BLUE,
    MUTED,
    ORANGE,
    PALE_BLUE,
    PALE_ORANGE,
    PAPER,
    SMALL,
    WIDTH,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, people, short, stated
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

ACTIVE, SHAM, OPEN = "cond-tx-dbs-rct", "cond-tx-dbs-sham", "cond-tx-dbs-meta-total"
BAR = 40.0


def improvements(course: Course) -> dict[str, float]:
    """Improvement in per cent of the baseline."""
    return {
        "sham": stated(course, SHAM, r"\((\d+)%\)"),
        "active": stated(course, ACTIVE, r"\((\d+)%\)"),
        "open severity": stated(course, OPEN, r"severity (\d+\.\d)%"),
        "open total": float(course.claims[OPEN].value),
    }


def dbs(course: Course) -> Figure:
    """The figure `dbs`."""
    better = improvements(course)
    months, follow_up = stated(course, ACTIVE, r"at (\d+) months"), stated(course, OPEN, r"mean (\d+\.\d) months")
    n_sham = stated(course, ACTIVE, r"(\d+) with sham")
    scale = linear(0, 100, 10, 308)
    top, second = 48.0, 48 + 2 * BAR + 62
    bottom = second + 2 * BAR + 4
    drawing = Drawing(bottom + 42, "Pallidal stimulation: blinded and open effect")
    drawing.heading(20, f"Blinded: {short(course, ACTIVE)}")
    drawing.text(8, 38, f"TWSTRS severity after {number(months)} months", size=SMALL, fill=MUTED)
    drawing.percent_axis(scale, top, bottom, "Better than before")
    drawing.box(0, second - 46, WIDTH, 42, fill=PAPER)
    drawing.heading(second - 30, f"Open: {short(course, OPEN)}, {people(course, OPEN)} people")
    drawing.text(8, second - 12, f"Everybody knew; mean {number(follow_up)} months", size=SMALL, fill=MUTED)
    for y, label, key, fill, edge in (
        (top, f"Sham, {number(n_sham)} people", "sham", PAPER, BLUE),
        (top + BAR, f"Active, {people(course, ACTIVE)} people", "active", PALE_BLUE, BLUE),
        (second, "Active, TWSTRS severity", "open severity", PALE_ORANGE, ORANGE),
        (second + BAR, "Active, TWSTRS total", "open total", PALE_ORANGE, ORANGE),
    ):
        drawing.text(8, y + 12, label, halo=True)
        drawing.text(WIDTH - 8, y + 12, f"{number(better[key])}%", anchor="end", fill=MUTED, halo=True)
        drawing.box(scale(0), y + 18, scale(better[key]) - scale(0), 12, fill=fill, stroke=edge)

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    def share(key: str) -> str:
        return f"{number(better[key])}%"

    def points(claim_id: str) -> str:
        return course.claims[claim_id].value.removeprefix("-")

    n_active = people(course, ACTIVE)
    return Figure(
        name="dbs",
        title="A blinded trial and open series of stimulation give different answers",
        alt=(
            "Bar chart; the axis is improvement from 0 to 100% of the state before. Blinded trial, TWSTRS severity: "
            "sham "
            f"{number(better['sham'])}%, active {number(better['active'])}%. Open series: severity "
            f"{number(better['open severity'])}%, total {number(better['open total'])}%. Message: open series show "
            "about "
            "twice the change that active stimulation shows in the blinded trial, and part of any change comes "
            "without it."
        ),
        message=(
            f"Blinded, severity fell by {link(ACTIVE, share('active'))} with stimulation and by "
            f"{link(SHAM, share('sham'))} without. Open "
            f"series report {link(OPEN, share('open severity'))} for severity. They also differ in follow-up and in "
            "whom they treated, so "
            "the gap can have more than one cause."
        ),
        description=(
            "<p>The top pair comes from one randomised trial: "
            f"{link(ACTIVE, f'{n_active} people with active and {number(n_sham)} with sham')} "
            f"stimulation. In points, severity fell by {link(ACTIVE, points(ACTIVE))} against "
            f"{link(SHAM, points(SHAM))}. The lower pair "
            f"pools open reports of {link(OPEN, f'{people(course, OPEN)} people')}, who were followed for longer and "
            "knew that they were "
            "treated. Severity can be compared with severity; the total adds disability and pain. The trial’s "
            "numbers were "
            "read in a summary, not in the paper itself.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    better = improvements(course)

    def line(what: str, claim_id: str, key: str, note: str) -> list[Cell]:
        shown = number(better[key])
        source = sources_cell(course, [claim_id])
        return [text_cell(what), Cell(claim_link(course, claim_id, shown), shown, better[key]), text_cell(note), source]

    points = {i: course.claims[i].value.replace("-", "−") for i in (ACTIVE, SHAM)}
    lines = [
        line("Blinded, sham: severity", SHAM, "sham", f"{points[SHAM]} points"),
        line("Blinded, active: severity", ACTIVE, "active", f"{points[ACTIVE]} points"),
        line("Open, active: severity", OPEN, "open severity", "no control group"),
        line("Open, active: total", OPEN, "open total", "no control group"),
    ]
    columns = ("Who and what", "Better than before (%)", "Note", "Source")
    return Grid("Pallidal stimulation: the numbers behind the figure", [Column(c) for c in columns], lines)

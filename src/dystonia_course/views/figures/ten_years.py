"""A hundred people, ten to twelve years after they began: one mark for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import BLUE, INK, MUTED, ORANGE, PAPER, SMALL, Drawing
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

CLAIM, SECONDARY = "out-hau-n", "out-hau-sec"
THIRD, FIFTH = "out-stop-third", "out-stop-fifth"
ORDER = ("Still treated", "Had stopped", "Could not be traced", "Had died")
COLUMNS, PITCH = 10, 27.0


def fates(course: Course) -> list[tuple[str, int, str, str]]:
    """What became of them, people, how the number is known, and its claim."""
    rows = {row["what"]: row for row in table_rows(course, "ten_years")}
    return [(what, int(rows[what]["people"]), rows[what]["how"], rows[what]["claim"]) for what in ORDER]


def _mark(drawing: Drawing, kind: int, x: float, y: float) -> None:
    if kind == 0:
        drawing.dot(x, y, radius=7, fill=BLUE)
    elif kind == 1:
        drawing.diamond(x, y, radius=8, fill=ORANGE)
    elif kind == 2:
        drawing.dot(x, y, radius=6, fill=PAPER, stroke=MUTED)
        drawing.text(x, y + 4.5, "?", size=SMALL, anchor="middle", bold=True)
    else:
        for slope in (-1, 1):
            drawing.line(x - 5, y - 5 * slope, x + 5, y + 5 * slope, stroke=INK, width=2.2)


def ten_years(course: Course) -> Figure:
    """The figure `ten_years`."""
    found = fates(course)
    total = sum(people for _, people, *_ in found)
    traced = found[0][1] + found[1][1]
    rows = -(-total // COLUMNS)
    grid = rows * PITCH
    drawing = Drawing(grid + 20 + 24 * len(found) + 8, f"{total} people after ten to twelve years")
    kinds = [kind for kind, (_, people, *_) in enumerate(found) for _ in range(people)]
    for person, kind in enumerate(kinds):
        _mark(drawing, kind, 25 + PITCH * (person % COLUMNS), 20 + PITCH * (person // COLUMNS))
    for kind, (what, people, *_) in enumerate(found):
        y = grid + 30 + 24 * kind
        _mark(drawing, kind, 25, y - 4)
        drawing.text(44, y, f"{people}  {what.lower()}", bold=kind == 0)

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    still, stopped = found[0][1], found[1][1]
    return Figure(
        name="ten_years",
        title=f"{total} people, ten to twelve years later",
        alt=(
            f"Icon chart without axes: {total} marks, one for each person who began treatment in one clinic. "
            + ", ".join(f"{people} {what.lower()}" for what, people, *_ in found)
            + f". Message: more than half of the {traced} who could be traced were still treated after ten to twelve "
            "years; more than a third of them had stopped."
        ),
        message=(
            f"Of {link(CLAIM, f'{total} people')} in one clinic {link(CLAIM, f'{still} of the {traced}')} who could be "
            f"traced were still treated after ten to twelve years; {link(found[1][3], f'{stopped}')} had stopped. "
            f"Loss of effect after a good start was recorded in {link(SECONDARY, f'3 of {traced}')}."
        ),
        description=(
            "<p>Each mark is one person. Those who had stopped are worked out: those who could be traced, less those "
            "still treated. Elsewhere "
            f"{link(FIFTH, course.claims[FIFTH].value + '%')} or {link(THIRD, course.claims[THIRD].value + '%')} are "
            "said to stop, mostly for too little benefit. Those are other people, other times and other denominators. "
            "One clinic, no control group, no interval: this is a picture of those people and no forecast for one "
            "person.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, found),
    )


def _numbers(course: Course, found: list[tuple[str, int, str, str]]) -> Grid:
    lines = [
        [
            text_cell(what),
            Cell(claim_link(course, claim, str(people)), str(people), people),
            text_cell(how),
            sources_cell(course, [claim]),
        ]
        for what, people, how, claim in found
    ]
    columns = ("What became of them", "People", "How it is known", "Source")
    return Grid("Ten to twelve years: the numbers behind the figure", [Column(c) for c in columns], lines)

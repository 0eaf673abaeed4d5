"""How long does it last? Each number under the clock that made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import Drawing, linear
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.figures.rows import Row, draw_rows, height
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

HEADING = 28.0
LONGEST = 30.0
"""The end of the axis in weeks."""


@dataclass(frozen=True)
class Lasting:
    """One duration in weeks, with its 95% interval or its range (then it has no middle)."""

    clock: str
    label: str
    product: str
    measure: str
    weeks: float | None
    low: float | None
    high: float | None
    printed: str
    claim: str
    note: str
    shown: str
    """In words, in weeks: as printed, or turned from days to one decimal."""


def lasting(course: Course) -> dict[str, list[Lasting]]:
    """Every duration of the table, by its clock."""
    clocks: dict[str, list[Lasting]] = {}
    for row in table_rows(course, "durations"):
        per = 7 if row["unit"] == "days" else 1
        fields = ("value", "low", "high")
        weeks, low, high = (float(row[field]) / per if row[field] else None for field in fields)
        words = [f"{float(row[field]) / per:.1f}" if per > 1 and row[field] else row[field] for field in fields]
        span = f"{words[1]} to {words[2]}" if words[1] else ""
        shown = span if weeks is None else f"{words[0]} ({span})" if span else words[0]
        printed = row["value"] or f"{row['low']} to {row['high']}"
        study = row["study"].removesuffix(" effect").removesuffix(" effects")
        if row["id"].endswith("head-to-head"):
            study += f", type {row['id'][0].upper()}"
        clocks.setdefault(row["definition"], []).append(
            Lasting(row["definition"], study, row["product"], row["measure"], weeks, low, high,
                    f"{printed} {row['unit']}", row["claim"], row["note"], shown)
        )  # fmt: skip
    return clocks


def durations(course: Course) -> Figure:
    """The figure `durations`."""
    clocks = lasting(course)
    scale = linear(0, LONGEST, 10, 306)
    blocks = {clock: [_row(one) for one in members] for clock, members in clocks.items()}
    top = 4.0
    bottom = top + sum(HEADING + height(*rows) for rows in blocks.values()) + 4
    drawing = Drawing(bottom + 42, "Duration of effect by definition")
    drawing.axis(scale, (0, 6, 12, 18, 24, 30), top, bottom, "Weeks; lines: 95% interval as printed")
    y = top
    for clock, rows in blocks.items():
        drawing.text(8, y + 20, clock[0].upper() + clock[1:], bold=True, halo=True)
        draw_rows(drawing, rows, scale, y + HEADING)
        y += HEADING + height(*rows)
    every = [one for members in clocks.values() for one in members]
    longest = max((one for one in every if one.weeks is not None), key=lambda one: one.weeks or 0)
    fixed, random = (one for one in every if "Marsh" in one.label)
    assert longest.low is not None

    def link(one: Lasting) -> str:
        return claim_link(course, one.claim, one.printed)

    return Figure(
        name="durations",
        title="How long does it last? Ask which clock was used",
        alt=(
            f"Dot plot with intervals and bars; the axis is weeks from 0 to {LONGEST:g}. "
            + " ".join(
                f"{clock[0].upper()}{clock[1:]}: " + ", ".join(f"{one.label} {one.shown}" for one in members) + "."
                for clock, members in clocks.items()
            )
            + " Message: five clocks; numbers of different clocks cannot be compared."
        ),
        message=(
            f"The longest number, {link(longest)}, stops its clock when most of the peak benefit is lost. Others stop "
            "when treatment is asked for again, when the effect is gone, or when the next session takes place. A "
            "longer number under another clock does not show a longer effect: we know of no trial that put this "
            "product "
            "beside another."
        ),
        description=(
            "<p>Each block is one definition. A dot is a median or a mean (the table says which), its line the 95% "
            "interval as printed; a bar is a range without a middle; a dot without a line came without an interval. "
            "Days were turned into weeks. Where only responders are counted, those without effect are left out. The "
            f"two rows of one review are the same studies: {link(fixed)} with a fixed effect, {link(random)} with "
            "random effects. The middle is nearly the same, and the interval much wider.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, clocks),
    )


def _row(one: Lasting) -> Row:
    if one.weeks is None:
        return Row(one.label, one.shown, low=one.low, high=one.high, kind="range")
    return Row(one.label, one.shown, one.weeks, one.low, one.high, kind="study" if one.low is not None else "other")


def _numbers(course: Course, clocks: dict[str, list[Lasting]]) -> Grid:
    lines = [
        [
            text_cell(f"{one.label}: {clock}"),
            text_cell(one.product),
            text_cell(one.measure),
            Cell(claim_link(course, one.claim, one.printed), one.printed, one.weeks),
            text_cell(f"{one.shown} weeks", one.weeks),
            sources_cell(course, [one.claim]),
            text_cell(one.note),
        ]
        for clock, members in clocks.items()
        for one in members
    ]
    columns = ("Study and clock", "Product", "Measure", "As printed", "In weeks (95% interval)", "Source", "Note")
    return Grid("Duration by clock: the numbers behind the figure", [Column(c) for c in columns], lines)

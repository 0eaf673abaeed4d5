"""The parts of the TWSTRS total, and totals that do not agree: maxima of the parts only, no item of the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.content.citations import claim_numbers
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
from dystonia_course.views.figures.frame import Figure, bounds, stated, value
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

PARTS = (("cond-twstrs-severity", "Severity"), ("cond-twstrs-disability", "Disability"), ("cond-twstrs-pain", "Pain"))
TOTAL, OTHER, WRONG = "cond-twstrs-total", "cond-twstrs-total-87", "cond-twstrs-bad-page"
FILLS = ((PALE_BLUE, BLUE), (PALE_ORANGE, ORANGE), ("#e3e6ea", MUTED))


def versions(course: Course) -> dict[str, tuple[float, float, float]]:
    """The maxima of severity, disability and pain in each version met, by the claim that gives it."""
    usual = tuple(bounds(course, claim_id)[1] for claim_id, _ in PARTS)
    return {
        TOTAL: (usual[0], usual[1], usual[2]),
        OTHER: (usual[0], stated(course, OTHER, r"disability to (\d+)"), usual[2]),
        WRONG: (
            stated(course, WRONG, r"severity (\d+)"),
            stated(course, WRONG, r"disability (\d+)"),
            value(course, WRONG),
        ),
    }


def twstrs(course: Course) -> Figure:
    """The figure `twstrs`."""
    found = versions(course)
    scale = linear(0, 100, 10, 308)
    drawing = Drawing(310, "Parts of the TWSTRS total")
    drawing.heading(20, "Most points that each part can give")
    drawing.axis(scale, (0, 25, 50, 75, 100), 30, 264, "Points (higher is worse)")
    for y, claim_id, label in (
        (30.0, TOTAL, "As usually given"),
        (108.0, OTHER, "Some trial material on type B"),
        (186.0, WRONG, "One device maker’s page"),
    ):
        parts = found[claim_id]
        drawing.text(8, y + 14, label, halo=True)
        drawing.text(WIDTH - 8, y + 14, f"total {number(sum(parts))}", anchor="end", bold=True, halo=True)
        place = 0.0
        for points, (_, name), (fill, edge) in zip(parts, PARTS, FILLS, strict=True):
            x = scale(place)
            drawing.box(x, y + 22, scale(place + points) - x, 40, fill=fill, stroke=edge)
            drawing.text(x + 5, y + 38, name, size=SMALL)
            drawing.text(x + 5, y + 54, number(points), bold=True)
            place += points

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    top, other = bounds(course, TOTAL)[1], bounds(course, OTHER)[1]
    return Figure(
        name="twstrs",
        title="What a TWSTRS total is made of",
        alt=(
            "Three stacked bars on an axis from 0 to 100 points, each split into severity, disability and pain. As "
            "usually "
            f"given: {_sum(found[TOTAL])}. Some trial material on type B: {_sum(found[OTHER])}. One device maker’s "
            "page: "
            f"{_sum(found[WRONG])}. Message: in the usual version severity is the largest part; the "
            "version must be stated."
        ),
        message=(
            f"The total is usually {link(TOTAL, f'0 to {number(top)}')} points; some trial material on type B toxin "
            "counts to "
            f"{link(OTHER, number(other))}. The difference lies in the disability part. So say which version you used "
            "before "
            "you compare two totals."
        ),
        description=(
            "<p>Each bar is one version of the scale, each block the most points that a part can give. The scale "
            "itself is "
            "described here, not reproduced: its items and grades belong to its owners. "
            f"The third bar shows a page with {link(WRONG, 'other maxima')}, which no study that we read supports.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _sum(parts: tuple[float, float, float]) -> str:
    return f"{' + '.join(number(points) for points in parts)} = {number(sum(parts))}"


def _numbers(course: Course) -> Grid:
    lines = []
    for claim_id, label in (
        (TOTAL, "As usually given"),
        (OTHER, "Some trial material on type B"),
        (WRONG, "One device maker’s page"),
    ):
        parts = versions(course)[claim_id]
        cells = [text_cell(number(points), points) for points in parts]
        if claim_id == TOTAL:
            cells = [
                Cell(claim_link(course, part, number(points)), number(points), points)
                for (part, _), points in zip(PARTS, parts, strict=True)
            ]
        total = number(sum(parts))
        source = sources_cell(course, [claim_id])
        printed = sum(parts) in claim_numbers(course.claims[claim_id])
        cell = Cell(claim_link(course, claim_id, total), total, sum(parts))
        cells.append(cell if printed else text_cell(f"{total} (computed)", sum(parts)))
        lines.append([text_cell(label), *cells, source])
    columns = ("Version", "Severity (points)", "Disability (points)", "Pain (points)", "Total (points)", "Source")
    return Grid("TWSTRS maxima: the numbers behind the figure", [Column(c) for c in columns], lines)

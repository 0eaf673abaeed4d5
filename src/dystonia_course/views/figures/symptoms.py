"""Head tremor, sensory trick and pain: their share in each study, with Wilson intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.proportions import Interval, wilson
from dystonia_course.views.figures.drawing import Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, counted, people, short, value
from dystonia_course.views.figures.rows import Row, draw_rows, height
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

GROUPS = (
    ("Head tremor", ("cond-phe-head-tremor-pandey", "cond-phe-head-tremor-jankovic", "cond-phe-head-tremor-ledoux")),
    ("Sensory trick", ("cond-phe-trick-avanzino", "cond-phe-trick-patel")),
    ("Pain", ("cond-phe-pain-jankovic", "cond-phe-pain-chan", "cond-phe-pain-werle")),
)


def interval(course: Course, claim_id: str) -> Interval:
    """The Wilson interval of a share, as percentages."""
    found = wilson(counted(course, claim_id), people(course, claim_id))
    return Interval(100 * found.low, 100 * found.high)


def spread(course: Course, claim_ids: tuple[str, ...]) -> tuple[float, float]:
    """The lowest and the highest share of a group, in per cent."""
    shares = [value(course, claim_id) for claim_id in claim_ids]
    return min(shares), max(shares)


def symptoms(course: Course) -> Figure:
    """The figure `symptoms`."""
    panels = []
    for title, claim_ids in GROUPS:
        rows = []
        for claim_id in claim_ids:
            share, span = value(course, claim_id), interval(course, claim_id)
            label = f"{short(course, claim_id)}, {people(course, claim_id)} people"
            rows.append(Row(label, f"{number(share)}% ({span.low:.0f} to {span.high:.0f})", share, span.low, span.high))
        panels.append((title, rows))
    bottom = 4 + sum(26 + height(*rows) + 4 for _, rows in panels)
    drawing = Drawing(bottom + 42, "Head tremor, sensory trick and pain in eight studies")
    scale = linear(0, 100, 10, 308)
    drawing.percent_axis(scale, 30, bottom, "Share of people, with 95% interval")
    y = 4.0
    for title, rows in panels:
        drawing.heading(y + 16, title)
        y = draw_rows(drawing, rows, scale, y + 26) + 4
    spans = {title: spread(course, claim_ids) for title, claim_ids in GROUPS}
    words = {title: f"{number(low)}% to {number(high)}%" for title, (low, high) in spans.items()}
    return Figure(
        name="symptoms",
        title="Tremor, tricks and pain belong to the condition",
        alt=(
            "Dot plot with 95% intervals; the axis is the share of people from 0 to 100%. Head tremor in "
            f"{words['Head tremor']}, a sensory trick in {words['Sensory trick']}, pain in {words['Pain']}, over two "
            "or "
            "three studies each. Message: each is found in more than half of the people of every study shown."
        ),
        message=(
            "Each of the three is found in more than half of the people, in every study shown. "
            + " ".join(
                f"{title}: "
                f"{claim_link(course, min(ids, key=lambda i: value(course, i)), f'{number(spans[title][0])}%')} to "
                f"{claim_link(course, max(ids, key=lambda i: value(course, i)), f'{number(spans[title][1])}%')}."
                for title, ids in GROUPS
            )
        ),
        description=(
            "<p>Each row is one study. The dot is the share as printed; the line is a 95% interval that we computed "
            "from it "
            "by Wilson’s method. The studies differ in how they asked and whom: pain was highest where people were "
            "seen at "
            "the end of the effect of their treatment. So the range over studies says more than any single "
            "interval.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    lines = []
    for title, claim_ids in GROUPS:
        for claim_id in claim_ids:
            share, span = course.claims[claim_id].value, interval(course, claim_id)
            lines.append(
                [
                    text_cell(f"{title}, {short(course, claim_id)}"),
                    Cell(claim_link(course, claim_id, share), share, float(share)),
                    text_cell(f"{span.low:.1f} to {span.high:.1f}", span.low),
                    text_cell(str(people(course, claim_id)), people(course, claim_id)),
                    Cell(claim_link(course, claim_id, short(course, claim_id)), short(course, claim_id)),
                ]
            )
    columns = ("Symptom and study", "Share (%)", "95% interval, computed (%)", "People", "Source")
    return Grid("Tremor, trick and pain: the numbers behind the figure", [Column(c) for c in columns], lines)

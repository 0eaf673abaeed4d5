"""Rows of a dot plot that fit a phone: the label stands above its mark, the numbers at the right end of the label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dystonia_course.views.figures.drawing import (
    BLUE,
    INK,
    MUTED,
    ORANGE,
    PALE_BLUE,
    PALE_ORANGE,
    PAPER,
    SMALL,
    WIDTH,
    Drawing,
)

STEP = 40.0
"""Height of a row."""
EXTRA = 30.0
"""What a second interval and its words add to it."""


@dataclass(frozen=True)
class Row:
    """One row. `kind` gives its mark: a study (dot), a pooled value (diamond), a range without a middle (bar), or an
    answer that stands out (hollow dot). `below`: the interval goes on below the axis. `thin`: a second, dashed interval
    under the first."""

    label: str
    shown: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    kind: Literal["study", "pooled", "range", "other"] = "study"
    below: bool = False
    thin: tuple[float, float] | None = None
    thin_label: str = ""


def draw_rows(drawing: Drawing, rows: Sequence[Row], scale: Callable[[float], float], top: float) -> float:
    """Draw the rows from `top` down; returns the place below the last one."""
    y = top
    for row in rows:
        drawing.text(8, y + 12, row.label, halo=True)
        drawing.text(WIDTH - 8, y + 12, row.shown, anchor="end", fill=MUTED, halo=True)
        _mark(drawing, row, scale, y + 24)
        y += height(row)
    return y


def height(*rows: Row) -> float:
    """The height that rows take."""
    return sum(STEP + (EXTRA if row.thin else 0) for row in rows)


def _mark(drawing: Drawing, row: Row, scale: Callable[[float], float], y: float) -> None:
    ends = None if row.low is None or row.high is None else (scale(row.low), scale(row.high))
    colour = ORANGE if row.kind in ("pooled", "other") else BLUE
    if row.kind == "range" and ends:
        drawing.box(ends[0], y - 4, ends[1] - ends[0], 8, fill=PALE_BLUE, stroke=BLUE)
        return
    if row.value is None:
        return
    x = scale(row.value)
    if row.thin:
        left, right = scale(row.thin[0]), scale(row.thin[1])
        drawing.line(left, y + 13, right, y + 13, stroke=INK, width=1.4, dash="4 3")
        drawing.line(right, y + 9, right, y + 17, width=1.4)
        if row.below:
            drawing.arrow_left(left, y + 13, stroke=INK)
        drawing.text(right, y + 30, row.thin_label, size=SMALL, anchor="end", fill=MUTED, halo=True)
    if row.kind == "pooled":
        if ends:
            drawing.diamond(x, y, left=ends[0], right=ends[1], fill=PALE_ORANGE)
        drawing.diamond(x, y, fill=colour)
        return
    if ends:
        drawing.interval(*ends, y, stroke=colour)
    if row.kind == "other":
        drawing.dot(x, y, fill=PAPER, stroke=colour)
    else:
        drawing.dot(x, y, fill=colour)

"""Rows of a forest plot that fit a phone: squares by weight, empty rows for trials not read, diamonds for pools.

Effects are active minus placebo in TWSTRS points at about week 4: left of 0 is better than placebo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, Literal

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_rows import TrialEffect
from dystonia_course.views.estimate_text import shown, signed
from dystonia_course.views.figures.drawing import (
    BLUE,
    INK,
    MUTED,
    ORANGE,
    PALE_ORANGE,
    PAPER,
    SMALL,
    Drawing,
    linear,
)
from dystonia_course.views.table_grid import claim_link

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

HEADING, STEP, LOW = 30.0, 52.0, 27.0
"""Heights of a heading, of a row with its small line, and of an empty row."""
RIGHT = 312.0


@dataclass(frozen=True)
class ForestRow:
    """One row: `estimate` is None where the trial was not read. `weight` is its share of the pooled number.

    `kind`: a trial (square), trials pooled here (diamond), a number as printed by others (hollow diamond), or one
    worked out backwards (dashed, hollow). `second` is another interval for the same trial.
    """

    label: str
    small: str
    estimate: Estimate | None
    weight: float | None = None
    kind: Literal["trial", "pooled", "printed", "derived"] = "trial"
    prediction: tuple[float, float] | None = None
    second: Estimate | None = None
    second_label: str = ""


def own_interval(rows: Iterable[Mapping[str, str]], one: TrialEffect) -> Estimate:
    """A trial's estimate with the interval as printed, where one is printed; else from its standard error."""
    normal = one.effect.interval()
    printed = [
        row
        for row in rows
        if row["trial"] == one.trial and row["kind"] == "difference" and row["low"] and row["week"] == "4"
    ]
    if len(printed) != 1:
        return replace(normal, method="from the standard error")
    return replace(normal, low=float(printed[0]["low"]), high=float(printed[0]["high"]), method="as printed")


def _total_height(rows: Sequence[str | ForestRow]) -> float:
    """The height of headings and rows."""
    return sum(_height(row) for row in rows)


def _height(row: str | ForestRow) -> float:
    if isinstance(row, str):
        return HEADING
    if row.estimate is None:
        return LOW
    return STEP - (0 if row.small else 12) + (28 if row.prediction or row.second else 0)


def _draw_rows(drawing: Drawing, rows: Sequence[str | ForestRow], scale: Callable[[float], float], top: float) -> None:
    """Draw headings (plain text) and rows from `top` down."""
    y = top
    for row in rows:
        if isinstance(row, str):
            drawing.text(8, y + 24, row, bold=True, halo=True)
        elif row.estimate is None:
            drawing.text(8, y + 13, row.label, fill=MUTED, halo=True)
            drawing.text(RIGHT, y + 13, "not read", anchor="end", fill=MUTED, halo=True)
            drawing.line(8, y + 20, RIGHT, y + 20, stroke=MUTED, width=0.8, dash="1 4")
        else:
            _draw(drawing, row, row.estimate, scale, y)
        y += _height(row)


def gain(course: Course, claim: str) -> str:
    """A pooled difference as a link: the points by which toxin is better, with their interval."""
    one = course.claims[claim]
    return claim_link(course, claim, f"{one.value} points ({one.low} to {one.high})")


def forest_drawing(rows: Sequence[str | ForestRow], limits: tuple[float, float], title: str) -> Drawing:
    """A whole plot on an axis between `limits` (points, 0 within), with ticks at half of the left limit."""
    low, high = limits
    scale = linear(low, high, 10, 308)
    top = 8.0
    bottom = top + _total_height(rows) + 6
    drawing = Drawing(bottom + 58, title)
    step = -low / 2
    drawing.axis(scale, (low, -step, 0, step), top, bottom, "TWSTRS total, active minus placebo, points")
    drawing.text(10, bottom + 48, "left of 0: better than placebo", size=SMALL, fill=MUTED)
    drawing.line(scale(0), top, scale(0), bottom, stroke=INK)
    _draw_rows(drawing, rows, scale, top)
    return drawing


def _draw(drawing: Drawing, row: ForestRow, one: Estimate, scale: Callable[[float], float], y: float) -> None:
    drawing.text(8, y + 13, row.label, bold=row.kind == "pooled", halo=True)
    drawing.text(RIGHT, y + 13, shown(one), anchor="end", bold=row.kind == "pooled", halo=True)
    if row.small:
        drawing.text(8, y + 45, row.small, size=SMALL, fill=MUTED, halo=True)
    x, left, right, line = scale(one.estimate), scale(one.low), scale(one.high), y + 24
    if row.kind == "pooled":
        corners = [(left, line), (x, line - 7), (right, line), (x, line + 7)]
        drawing.polygon(corners, fill=PALE_ORANGE, stroke=ORANGE)
        drawing.line(x, line - 7, x, line + 7, stroke=ORANGE, width=2)
        if row.prediction:
            low, high = (scale(end) for end in row.prediction)
            drawing.interval(low, high, line + 28, stroke=INK, dash="4 3")
            words = f"a new trial: {signed(row.prediction[0])} to {signed(row.prediction[1])}"
            drawing.text(RIGHT, line + 16, words, size=SMALL, anchor="end", fill=MUTED, halo=True)
    elif row.kind == "printed":
        drawing.polygon([(left, line), (x, line - 7), (right, line), (x, line + 7)], fill=PAPER, stroke=ORANGE)
    elif row.kind == "derived":
        drawing.interval(left, right, line, stroke=MUTED, dash="3 3")
        drawing.dot(x, line, fill=PAPER, stroke=MUTED)
    else:
        drawing.interval(left, right, line)
        half = 3 + 6 * sqrt(row.weight or 0)
        drawing.box(x - half, line - half, 2 * half, 2 * half, fill=BLUE)
        if row.second:
            low, high = scale(row.second.low), scale(row.second.high)
            drawing.interval(low, high, line + 47, stroke=INK, dash="4 3")
            drawing.dot(scale(row.second.estimate), line + 47, radius=3.5, fill=PAPER, stroke=INK)
            drawing.text(RIGHT, line + 37, row.second_label, size=SMALL, anchor="end", fill=MUTED, halo=True)

"""Trials that looked for a ratio between two products: the ratios tested, what came out, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.proportions import count_from_share
from dystonia_course.views.figures.drawing import (
    BLUE,
    INK,
    MUTED,
    PALE_BLUE,
    SMALL,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, bounds, found, short, stated, table_rows
from dystonia_course.views.figures.marks import Shape, key, mark
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

RANOUX, REVIEW, HABIT = "un-ranoux", "un-systematic-2p5-3", "ms-jost-ratio"
UNITS, LETTER = "un-not-interchange", "un-ranoux-critique"
LIKE, MORE = "no clear difference", "abobotulinumtoxinA did more"
SLIGHT, HABITUAL = "abobotulinumtoxinA did slightly more", "mean doses given, not a test"
SHAPES: dict[str, Shape] = {LIKE: "circle", SLIGHT: "triangle", MORE: "triangle", HABITUAL: "square"}
VERDICTS = {"ranoux-3": MORE, "ranoux-4": MORE, "rystedt-3": SLIGHT, "jost-41": HABITUAL}
"""What came out, by row of the table; in the other rows no clear difference."""
STEP = 52.0


@dataclass(frozen=True)
class Tested:
    """One ratio: units of abobotulinumtoxinA for each unit of onabotulinumtoxinA, and what came out."""

    claim: str
    study: str
    people: int
    design: str
    ratio: float
    verdict: str
    conclusion: str


def tested(course: Course) -> list[Tested]:
    """The ratios that trials compared, by rising ratio, and last what one series gave."""
    made = []
    for kind in ("trial", "practice"):
        rows = table_rows(course, "conversion_trials", kind=kind)
        for row in sorted(rows, key=lambda row: float(row["ratio"])):
            made.append(Tested(row["claim"], row["study"], int(row["people"]), row["design"], float(row["ratio"]),
                               VERDICTS.get(row["id"], LIKE), row["conclusion"]))  # fmt: skip
    return made


def dysphagia(course: Course) -> tuple[float, float, float]:
    """Dysphagia in one trial, in per cent: onabotulinumtoxinA, then the two ratios."""
    low, high = sorted(table_rows(course, "conversion_trials", claim=RANOUX), key=lambda row: float(row["ratio"]))
    return float(low["dysphagia_ona"]), float(low["dysphagia_abo"]), float(high["dysphagia_abo"])


def conversion_trials(course: Course) -> Figure:
    """The figure `conversion_trials`."""
    rows = tested(course)
    top = 112.0
    middle = top + STEP * (len(rows) + 1) + 4
    start = middle + 76
    bottom = start + 3 * 36
    scale, share = linear(1, 5, 10, 308), linear(0, 40, 10, 308)
    drawing = Drawing(bottom + 42, "Ratios of units that trials tested, and what came out")
    for position, verdict in enumerate(SHAPES):
        key(drawing, SHAPES[verdict], 18 + 20 * position, verdict, hollow=verdict == SLIGHT)
    drawing.heading(top - 8, "Units of abo for one unit of ona")
    drawing.axis(scale, (1, 2, 3, 4, 5), top, middle, "Ratio of the units (abo : ona)")
    y = top
    for row in rows:
        drawing.text(8, y + 14, f"{row.study}, {row.people} people", halo=True)
        drawing.text(312, y + 14, number(row.ratio), anchor="end", bold=True, halo=True)
        drawing.text(8, y + 29, row.conclusion, size=SMALL, fill=MUTED, halo=True)
        mark(drawing, SHAPES[row.verdict], scale(row.ratio), y + 40, hollow=row.verdict == SLIGHT)
        y += STEP
    low, high = bounds(course, REVIEW)
    trials = found(course, REVIEW, r"(\d+) head")
    drawing.text(8, y + 14, short(course, REVIEW), halo=True)
    drawing.text(312, y + 14, f"{number(low)} to {number(high)}", anchor="end", bold=True, halo=True)
    drawing.text(8, y + 29, f"review of {trials} trials", size=SMALL, fill=MUTED)
    drawing.box(scale(low), y + 35, scale(high) - scale(low), 10, fill=PALE_BLUE, stroke=BLUE)

    drawing.heading(start - 12, f"Dysphagia in {short(course, RANOUX)}")
    drawing.axis(share, (0, 10, 20, 30, 40), start, bottom, "Share of people; no interval, see below",
                 labels=["0%", "10%", "20%", "30%", "40%"])  # fmt: skip
    three, four = bounds(course, RANOUX)
    labels = ("ona", f"abo at {number(three)} : 1", f"abo at {number(four)} : 1")
    for position, (label, percent) in enumerate(zip(labels, dysphagia(course), strict=True)):
        y = start + 36 * position
        drawing.text(8, y + 13, label, halo=True)
        drawing.text(312, y + 13, f"{number(percent)}%", anchor="end", fill=MUTED, halo=True)
        if position:
            drawing.line(share(dysphagia(course)[0]), y + 25, share(percent), y + 25, stroke=INK, dash="4 3")
        mark(drawing, "triangle" if position else "diamond", share(percent), y + 25, hollow=not position)

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    def say(verdict: str) -> str:
        return " or ".join(link(row.claim, number(row.ratio)) for row in rows if row.verdict == verdict)

    ona, at_three, at_four = dysphagia(course)
    people = int(stated(course, RANOUX, r"(\d+) people"))
    whole = [count_from_share(percent / 100, people, decimals=1) for percent in (at_three, at_four)]
    odd = "" if all(count is not None for count in whole) else (
        f" No whole number of {people} people prints as {number(at_three)}% or {number(at_four)}%, so the groups "
        "behind these shares are not known and no interval is drawn."
    )  # fmt: skip
    return Figure(
        name="conversion_trials",
        title="Ask the trials for a ratio: they do not agree",
        alt=(
            "Dot plot; the axis is the ratio of abobotulinumtoxinA units to onabotulinumtoxinA units, 1 to 5. "
            + " ".join(f"{row.study}: {number(row.ratio)}, {row.verdict}." for row in rows)
            + f" A review settles on {number(low)} to {number(high)}. Below, dysphagia in one trial: {number(ona)}% "
            f"with onabotulinumtoxinA, {number(at_three)}% and {number(at_four)}% with the two ratios. Message: the "
            "trials disagree and a wrong ratio is paid for in dysphagia; units cannot be converted."
        ),
        message=(
            f"With {say(LIKE)} units for one, trials saw no clear difference. Yet abobotulinumtoxinA did slightly "
            f"more with {say(SLIGHT)} in one trial, as its authors read a small and unsure difference. It did more "
            f"with {say(MORE)} in another, with dysphagia in "
            f"{link(RANOUX, f'{number(at_three)}% and {number(at_four)}% against {number(ona)}%')}. So there is no "
            f"number to convert with: {link(UNITS, 'no label supports it')}."
        ),
        description=(
            "<p>Each mark is a ratio that people were given in a trial; its shape says what came out. Ona is "
            "onabotulinumtoxinA, abo is abobotulinumtoxinA. The square is no test: it is the "
            f"{link(HABIT, 'quotient of two mean doses')} in everyday practice. The bar is where "
            f"{link(REVIEW, 'a review')} of such trials settles; it is a range of opinions and not a rule.</p>"
            f"<p>The lower panel is one crossover trial.{odd} {link(LETTER, 'A letter')} disputes it and blames the "
            "product and not the ratio. The trials differ in scale, concentration, muscles and people: each is right "
            "about itself. A learner who is asked to convert answers with the label of the product in hand.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, rows),
    )


def _numbers(course: Course, rows: list[Tested]) -> Grid:
    lines = []
    for row in rows:
        lines.append(
            [
                text_cell(f"{row.study}, {row.people} people"),
                Cell(claim_link(course, row.claim, number(row.ratio)), number(row.ratio), row.ratio),
                text_cell(row.design),
                text_cell(row.verdict.replace("abobotulinumtoxinA", "abo")),
                text_cell(row.conclusion),
            ]
        )
    low, high = bounds(course, REVIEW)
    span = f"{number(low)} to {number(high)}"
    (review,) = table_rows(course, "conversion_trials", kind="review")
    link = Cell(claim_link(course, REVIEW, span), span, low)
    shown = (review["study"], link, review["design"], "range of a review", review["conclusion"])
    lines.append([cell if isinstance(cell, Cell) else text_cell(cell) for cell in shown])
    columns = ("Study", "Units of abo for one of ona", "Design", "What came out", "Conclusion")
    caption = "Ratios that were tested: the numbers behind the figure"
    return Grid(caption, [Column(title) for title in columns], lines)

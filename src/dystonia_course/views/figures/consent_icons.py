"""Dry mouth in words a person can picture: so many of 1000 people without the toxin, and so many with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.two_by_two import IconArray, icon_array
from dystonia_course.views.figures.drawing import BLUE, GRID, INK, MUTED, ORANGE, PAPER, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, bounds, stated, value
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

CLAIM = "out-btb-drymouth"
COLUMNS = 50
"""People in a row of the picture."""
PITCH = 6.0
"""Units from one person to the next."""


def dry_mouth(course: Course) -> IconArray:
    """People with a dry mouth of 1000: anyway, and more on type B toxin, with the limits that the ratio allows."""
    anyway, per = stated(course, CLAIM, r"(\d+) per 1000"), int(stated(course, CLAIM, r"\d+ per (\d+)"))
    low, high = bounds(course, CLAIM)
    return icon_array(anyway, value(course, CLAIM), per, low=low, high=high, per=per)


def consent_icons(course: Course) -> Figure:
    """The figure `consent_icons`."""
    icons = dry_mouth(course)
    assert icons.extra_low is not None
    assert icons.extra_high is not None
    with_toxin = icons.anyway + icons.extra
    low, high = icons.anyway + icons.extra_low, icons.anyway + icons.extra_high
    height = icons.people / COLUMNS * PITCH
    drawing = Drawing(2 * height + 222, f"Dry mouth among {icons.people} people, without and with type B toxin")
    drawing.heading(18, f"On placebo: {icons.anyway} of {icons.people}")
    _people(drawing, 28, icons, 0)
    second = 28 + height + 34
    drawing.heading(second - 10, f"On type B toxin: about {with_toxin} of {icons.people}")
    _people(drawing, second, icons, icons.extra)
    y = second + height + 22
    for text, fill, stroke in (
        ("dry mouth anyway", BLUE, BLUE),
        ("dry mouth because of the toxin", ORANGE, ORANGE),
        ("no dry mouth", PAPER, MUTED),
    ):
        if fill == PAPER:
            drawing.dot(16, y - 4, radius=3, fill=fill, stroke=stroke)
        elif fill == ORANGE:
            drawing.diamond(16, y - 4, radius=5)
        else:
            drawing.box(12, y - 8, 8, 8, fill=fill)
        drawing.text(28, y, text, size=SMALL)
        y += 18
    scale = linear(0, 500, 16, 304)
    drawing.text(8, y + 14, f"How sure? {low} to {high} of {icons.people}", size=SMALL)
    for tick in range(0, 501, 100):
        drawing.line(scale(tick), y + 22, scale(tick), y + 42, stroke=GRID)
        drawing.text(scale(tick), y + 57, number(tick), size=SMALL, anchor="middle", fill=MUTED)
    drawing.interval(scale(low), scale(high), y + 32, stroke=INK)
    drawing.diamond(scale(with_toxin), y + 32)
    drawing.text(8, y + 74, f"People of {icons.people}, 95% interval", size=SMALL, fill=MUTED)

    def link(label: str) -> str:
        return claim_link(course, CLAIM, label)

    claim = course.claims[CLAIM]
    return Figure(
        name="consent_icons",
        title=f"Dry mouth on type B: {icons.anyway} or about {with_toxin} of {icons.people}",
        alt=(
            f"Two panels of icons, {icons.people} people each. On placebo {icons.anyway} have a dry mouth; on type B "
            f"toxin about {with_toxin}: the same {icons.anyway} and {icons.extra} more. Below, an axis of people from "
            f"0 to 500 with the 95% interval, {low} to {high}. Message: a ratio of {claim.value} means about "
            f"{icons.extra} more people of {icons.people}, and {icons.people - with_toxin} without a dry mouth."
        ),
        message=(
            f"Of {link(f'{icons.people}')} people {link(f'{icons.anyway}')} have a dry mouth on placebo and about "
            f"{link(f'{with_toxin}')} on the toxin: {icons.extra} more, and {icons.people - with_toxin} stay without. "
            f"It may be {low} to {high}. A ratio of {link(claim.value)} says the same and frightens more."
        ),
        description=(
            "<p>A blue square is a person who has a dry mouth anyway, an orange diamond one who has it because of the "
            "toxin, a small hollow dot a person without. Nobody can know beforehand who will be whom; the order in the "
            f"picture has no meaning. The risk ratio is {link(f'{claim.value} ({claim.low} to {claim.high})')}, its "
            "95% interval as printed by a review of four trials. The interval in people is the same one, applied to "
            "the share on placebo, which is taken as known. All doses are counted together.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, icons),
    )


def _people(drawing: Drawing, top: float, icons: IconArray, extra: int) -> None:
    """People in rows from the left: with a dry mouth anyway, because of the toxin, without."""
    left = 10.0

    def place(person: int) -> tuple[float, float]:
        return left + PITCH * (person % COLUMNS) + PITCH / 2, top + PITCH * (person // COLUMNS) + PITCH / 2

    affected = icons.anyway + extra
    drawing.dots([place(person) for person in range(affected, icons.people)], stroke=MUTED)
    drawing.squares([place(person) for person in range(icons.anyway)], fill=BLUE)
    drawing.diamonds([place(person) for person in range(icons.anyway, affected)], fill=ORANGE)


def _numbers(course: Course, icons: IconArray) -> Grid:
    claim = course.claims[CLAIM]
    with_toxin = icons.anyway + icons.extra
    assert icons.extra_low is not None
    assert icons.extra_high is not None

    def line(what: str, shown: str, interval: str, how: str) -> list[Cell]:
        return [text_cell(what), Cell(shown, shown), text_cell(interval), text_cell(how), sources_cell(course, [CLAIM])]

    people = f"of {icons.people}"
    low, high = icons.anyway + icons.extra_low, icons.anyway + icons.extra_high
    lines = [
        line("Dry mouth on placebo", f"{icons.anyway} {people}", "", "as printed"),
        line("Dry mouth on type B", f"{with_toxin} {people}", f"{low} to {high}", "limits worked out from the ratio"),
        line("More because of the toxin", f"{icons.extra} {people}", f"{icons.extra_low} to {icons.extra_high}",
             "difference, worked out"),
        line("Risk ratio", claim.value, f"{claim.low} to {claim.high}", "as printed"),
    ]  # fmt: skip
    columns = ("What", "Number", "95% interval", "How", "Source")
    return Grid("Dry mouth: the numbers behind the figure", [Column(c) for c in columns], lines)

"""Type A against type B in one randomised trial: dysphagia and dry mouth, with intervals for each group and between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.proportions import Interval, count_from_share, difference, wilson
from dystonia_course.views.figures.drawing import MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure, short, stated
from dystonia_course.views.figures.marks import COLOURS, Shape, key, mark
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

EVENTS = (("out-com05-dysphagia", "Dysphagia"), ("out-com05-drymouth", "Dry mouth"))
DURATION = "out-com05-duration"
SHAPES: dict[str, Shape] = {"A": "circle", "B": "diamond"}
STEP = 36.0


@dataclass(frozen=True)
class Group:
    """One arm and one event: the printed share and the count that prints so; the interval is Wilson's, in per cent."""

    serotype: str
    percent: float
    people: int
    count: float
    span: Interval


def groups(course: Course, claim: str) -> tuple[Group, Group]:
    """Type A and type B for one event."""
    made = []
    for serotype, share, size in (
        ("A", r"(\d+)% of people on type A", r"^(\d+) and \d+ people"),
        ("B", r"(\d+)% on type B", r"^\d+ and (\d+) people"),
    ):
        percent, people = stated(course, claim, share), int(stated(course, claim, size))
        whole = count_from_share(percent / 100, people, decimals=0)
        count = percent / 100 * people if whole is None else whole
        found = wilson(count, people)
        made.append(Group(serotype, percent, people, count, Interval(100 * found.low, 100 * found.high)))
    return made[0], made[1]


def gap(a: Group, b: Group) -> tuple[float, Interval]:
    """Type B minus type A in percentage points, with Newcombe's interval."""
    span = difference(b.count, b.people, a.count, a.people)
    return 100 * (b.count / b.people - a.count / a.people), Interval(100 * span.low, 100 * span.high)


def type_a_b_harm(course: Course) -> Figure:
    """The figure `type_a_b_harm`."""
    pairs = {title: groups(course, claim) for claim, title in EVENTS}
    top, panel = 54.0, 30 + 2 * STEP + 28
    bottom = top + len(pairs) * panel
    drawing = Drawing(bottom + 42, "Dysphagia and dry mouth with type A and with type B")
    scale = linear(0, 100, 10, 308)
    a, b = next(iter(pairs.values()))
    key(drawing, SHAPES["A"], 20, f"type A, {a.people} people")
    key(drawing, SHAPES["B"], 40, f"type B, {b.people} people")
    drawing.percent_axis(scale, top, bottom, "Share of the group, with 95% interval")
    for position, (title, (a, b)) in enumerate(pairs.items()):
        _panel(drawing, top + position * panel, title, a, b)

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    def against(claim: str, a: Group, b: Group) -> str:
        return link(claim, f"{a.percent:.0f}% against {b.percent:.0f}%")

    said = " and ".join(f"{title.lower()} in {against(claim, *pairs[title])}" for claim, title in EVENTS)
    lasting = ""
    if DURATION in course.claims:
        weeks = [stated(course, DURATION, rf"([\d.]+) (?:weeks )?with type {serotype}") for serotype in "AB"]
        shown = f"{weeks[0]:g} weeks with type A and {weeks[1]:g} with type B"
        lasting = f" Among those who responded, benefit lasted {link(DURATION, shown)}."
    return Figure(
        name="type_a_b_harm",
        title="Type A against type B: the same trial, two harms",
        alt=(
            "Dot plot with 95% intervals; the axis is the share of the group from 0 to 100%. "
            + " ".join(
                f"{title}: {a.percent:.0f}% with type A ({a.span.low:.0f} to {a.span.high:.0f}), {b.percent:.0f}% with "
                f"type B ({b.span.low:.0f} to {b.span.high:.0f})."
                for title, (a, b) in pairs.items()
            )
            + " Message: in this trial both were more frequent with type B, and the intervals do not overlap."
        ),
        message=(
            f"In one randomised trial, type A against type B, there was {said}. Both harms were reported more "
            "often with type B. Tell people so before they choose."
        ),
        description=(
            "<p>The circle is type A, the diamond type B. The line is the 95% interval by Wilson’s method, computed "
            "here from the printed share and the size of the group. The difference below each pair has a 95% interval "
            "by Newcombe’s method, computed here as well. "
            f"These are people’s own reports in one trial ({link(EVENTS[0][0], short(course, EVENTS[0][0]))}). Its "
            "abstract does not name the type A product, so do not read a product into it. Other trials that compare "
            f"the two types gave no counts that we could read.{lasting}</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, pairs),
    )


def _panel(drawing: Drawing, top: float, title: str, a: Group, b: Group) -> None:
    scale = linear(0, 100, 10, 308)
    drawing.text(8, top + 18, title, bold=True, halo=True)
    y = top + 30
    for group in (a, b):
        words = f"{group.percent:.0f}% ({group.span.low:.0f} to {group.span.high:.0f})"
        drawing.text(8, y + 12, f"Type {group.serotype}", halo=True)
        drawing.text(312, y + 12, words, anchor="end", fill=MUTED, halo=True)
        shape = SHAPES[group.serotype]
        drawing.interval(scale(group.span.low), scale(group.span.high), y + 23, stroke=COLOURS[shape])
        mark(drawing, shape, scale(group.percent), y + 23)
        y += STEP
    points, span = gap(a, b)
    words = f"difference {points:.0f} points ({span.low:.0f} to {span.high:.0f})"
    drawing.text(312, y + 14, words, size=SMALL, anchor="end", fill=MUTED, halo=True)


def _numbers(course: Course, pairs: dict[str, tuple[Group, Group]]) -> Grid:
    lines = []
    for claim, title in EVENTS:
        a, b = pairs[title]
        for group in (a, b):
            shown = f"{group.percent:.0f}%"
            lines.append(
                [
                    text_cell(f"{title}, type {group.serotype}"),
                    Cell(claim_link(course, claim, shown), shown, group.percent),
                    text_cell(f"{group.count:g} of {group.people}"),
                    text_cell(f"{group.span.low:.1f} to {group.span.high:.1f} (Wilson)", group.span.low),
                    sources_cell(course, [claim]),
                ]
            )
        points, span = gap(a, b)
        lines.append(
            [
                text_cell(f"{title}, type B minus type A"),
                text_cell(f"{points:.1f} points, computed", points),
                text_cell(""),
                text_cell(f"{span.low:.1f} to {span.high:.1f} (Newcombe)", span.low),
                sources_cell(course, [claim]),
            ]
        )
    columns = ("Event and type", "Share", "People (worked out)", "95% interval, computed (%)", "Source")
    return Grid("Type A against type B: the numbers behind the figure", [Column(c) for c in columns], lines)

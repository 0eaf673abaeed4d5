"""Which posture leads: the forms of a recent series and the components of an older one, with their denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import (
    BLUE,
    MUTED,
    PALE_BLUE,
    PALE_ORANGE,
    PAPER,
    SMALL,
    WIDTH,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, people, short, stated, value
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

LEADING = (("cond-phe-torticaput", "Torticaput"), ("cond-phe-laterocaput", "Laterocaput"))
COMPONENTS = (
    ("cond-phe-torticollis", "Rotation (“torticollis”)"),
    ("cond-phe-laterocollis", "Sideways tilt (“laterocollis”)"),
    ("cond-phe-retrocollis", "Backward (“retrocollis”)"),
    ("cond-phe-anterocollis", "Forward (“anterocollis”)"),
)
BAR = 40.0


def others_below(course: Course) -> float:
    """The share, in per cent, that each of the other leading forms stays under."""
    return stated(course, "cond-phe-laterocaput", r"every other form led in under (\d+)%")


def others_together(course: Course) -> float:
    """What the two commonest leading forms leave for all the others together, in per cent."""
    return round(100 - sum(value(course, claim_id) for claim_id, _ in LEADING), 1)


def colcap(course: Course) -> Figure:
    """The figure `colcap`."""
    limit, rest = others_below(course), others_together(course)
    centres = people(course, "cond-phe-torticaput")
    houston = people(course, "cond-phe-torticollis")
    total = sum(value(course, claim_id) for claim_id, _ in COMPONENTS)
    scale = linear(0, 100, 10, 308)
    start = 52.0
    end = start + BAR * 3 + 4
    second = end + 84
    last = second + BAR * len(COMPONENTS) + 4
    drawing = Drawing(last + 26, "Leading forms in 2020 and components in 1991")
    drawing.heading(20, f"Leading form ({short(course, LEADING[0][0])})")
    drawing.text(8, 38, f"Share of {centres} people, one form each: 100%", size=SMALL, fill=MUTED)
    drawing.percent_axis(scale, start, end)
    y = start
    for claim_id, label in LEADING:
        _bar(drawing, y, label, value(course, claim_id), scale(0), scale(value(course, claim_id)), PALE_BLUE, BLUE)
        y += BAR
    drawing.text(8, y + 12, "Every other form", halo=True)
    drawing.text(WIDTH - 8, y + 12, f"under {number(limit)}% each", anchor="end", fill=MUTED, halo=True)
    drawing.box(scale(0), y + 18, scale(limit) - scale(0), 12, fill=PAPER, stroke=BLUE, dash="3 3")

    drawing.heading(second - 32, f"Components ({short(course, COMPONENTS[0][0])})")
    drawing.text(8, second - 14, f"Share of {houston} people, several each: {number(total)}%", size=SMALL, fill=MUTED)
    drawing.percent_axis(scale, second, last)
    y = second
    for claim_id, label in COMPONENTS:
        _bar(
            drawing, y, label, value(course, claim_id), scale(0), scale(value(course, claim_id)), PALE_ORANGE, "#a84a00"
        )
        y += BAR

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    def share(claim_id: str) -> str:
        return f"{course.claims[claim_id].value}%"

    return Figure(
        name="colcap",
        title="Which posture leads depends on the question",
        alt=(
            "Two bar charts; the axis of each is the share of people from 0 to 100%. Top, leading form, one a person: "
            f"torticaput {number(value(course, LEADING[0][0]))}%, laterocaput {number(value(course, LEADING[1][0]))}%, "
            f"every other form under {number(limit)}%. Bottom, components, several a person: rotation "
            f"{number(value(course, COMPONENTS[0][0]))}%, tilt {number(value(course, COMPONENTS[1][0]))}%, backward "
            f"{number(value(course, COMPONENTS[2][0]))}%, forward {number(value(course, COMPONENTS[3][0]))}%. "
            "Message: turning leads in both, but the two sets of shares cannot be compared one with one."
        ),
        message=(
            f"Turning leads in both series: torticaput in {link(LEADING[0][0], share(LEADING[0][0]))} as the leading "
            "form, rotation "
            f"in {link(COMPONENTS[0][0], share(COMPONENTS[0][0]))} as a component. The older series counted every "
            "component, and it did "
            "not part head from neck. So its shares add up to more than 100%."
        ),
        description=(
            f"<p>Top: each of the {centres} people counts once, under the form that leads. The abstract gives two "
            "shares and "
            f"says that {link('cond-phe-laterocaput', f'every other form led in under {number(limit)}%')}. The single "
            "shares "
            f"are not printed, so the dashed box shows only the limit. Together they make up {number(rest)}% "
            "(computed).</p>"
            f"<p>Bottom: each of the {houston} people counts under every component that was seen; "
            f"{link('cond-phe-combined', share('cond-phe-combined') + ' showed more than one')}. The old names are in "
            "quotation marks: they do not "
            "separate head (-caput) from neck (-collis).</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _bar(drawing: Drawing, y: float, label: str, share: float, left: float, right: float, fill: str, edge: str) -> None:
    drawing.text(8, y + 12, label, halo=True)
    drawing.text(WIDTH - 8, y + 12, f"{number(share)}%", anchor="end", fill=MUTED, halo=True)
    drawing.box(left, y + 18, right - left, 12, fill=fill, stroke=edge)


def _numbers(course: Course) -> Grid:
    lines = []
    for kind, series in (("Leading form", LEADING), ("Component", COMPONENTS)):
        for claim_id, label in series:
            share = course.claims[claim_id].value
            lines.append(
                [
                    text_cell(f"{kind}: {label}"),
                    Cell(claim_link(course, claim_id, share), share, float(share)),
                    text_cell(str(people(course, claim_id))),
                    Cell(claim_link(course, claim_id, short(course, claim_id)), short(course, claim_id)),
                ]
            )
        if kind == "Leading form":
            claim_id, limit = "cond-phe-laterocaput", f"under {number(others_below(course))} each"
            lines.append(
                [
                    text_cell("Leading form: every other form"),
                    Cell(claim_link(course, claim_id, limit), limit, others_below(course)),
                    text_cell(str(people(course, claim_id))),
                    Cell(claim_link(course, claim_id, short(course, claim_id)), short(course, claim_id)),
                ]
            )
            lines.append(
                [
                    text_cell("Leading form: all other forms together"),
                    text_cell(f"{number(others_together(course))} (computed)", others_together(course)),
                    text_cell(str(people(course, claim_id))),
                    text_cell("100 minus the two shares above"),
                ]
            )
    columns = (Column("What was counted"), Column("Share (%)"), Column("People"), Column("Source"))
    return Grid("Leading forms and components: the numbers behind the figure", columns, lines)

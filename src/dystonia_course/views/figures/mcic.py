"""The smallest change on the TWSTRS total that people notice: it depends on the baseline and on the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.figures.drawing import Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, bounds, people, short, stated, value
from dystonia_course.views.figures.rows import Row, draw_rows, height
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

AVERAGE, RANGE, REGISTRY = "cond-mcic-espay", "cond-mcic-espay-range", "cond-mcic-dashtipour"


def falls(course: Course) -> dict[str, float]:
    """Every threshold of the figure as a fall in points: a positive number is an improvement."""
    low, high = bounds(course, AVERAGE)
    severe, mild = bounds(course, RANGE)
    return {
        "mild": -mild,
        "severe": -severe,
        "average": -value(course, AVERAGE),
        "average low": -high,
        "average high": -low,
        "registry": value(course, REGISTRY),
        "registry much": stated(course, REGISTRY, r"(\d+) for much"),
        "registry very much": stated(course, REGISTRY, r"(\d+) for very much"),
    }


def baselines(course: Course) -> tuple[float, float]:
    """Mean TWSTRS total at baseline in the trial population and in the registry, in points."""
    return stated(course, AVERAGE, r"baseline (\d+\.\d)"), stated(course, REGISTRY, r"baseline (\d+\.\d)")


def mcic(course: Course) -> Figure:
    """The figure `mcic`."""
    fall = falls(course)
    trial, registry = baselines(course)

    def point(label: str, key: str, prefix: str = "") -> Row:
        return Row(label, f"{prefix}{number(fall[key])}", fall[key], kind="other")

    first = [
        Row(
            "From mild to severe baseline",
            f"{fall['mild']:.1f} to {fall['severe']:.1f}",
            low=fall["mild"],
            high=fall["severe"],
            kind="range",
        ),
        Row(
            f"Average baseline, {number(trial)}",
            f"{number(fall['average'])} ({fall['average low']:.1f} to {fall['average high']:.1f})",
            fall["average"],
            fall["average low"],
            fall["average high"],
        ),
    ]
    second = [
        point(f"Important change (baseline {number(registry)})", "registry", "≥ "),
        point("Much improved", "registry much"),
        point("Very much improved", "registry very much"),
    ]
    scale = linear(0, 20, 10, 308)
    y = 30 + height(*first)
    bottom = y + 30 + height(*second) + 4
    drawing = Drawing(bottom + 42, "Smallest noticed change on the TWSTRS total")
    drawing.axis(scale, (0, 5, 10, 15, 20), 28, bottom, "Fall in TWSTRS total, points (more is better)")
    drawing.heading(20, f"{short(course, AVERAGE)}: {people(course, AVERAGE)} people")
    draw_rows(drawing, first, scale, 30)
    drawing.heading(y + 18, f"{short(course, REGISTRY)}: {people(course, REGISTRY)} people")
    draw_rows(drawing, second, scale, y + 28)

    mild_to_severe = f"{fall['mild']:.1f} points when mild, {fall['severe']:.1f} when severe"

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    return Figure(
        name="mcic",
        title="How many points does a person notice?",
        alt=(
            "Dot plot; the axis is the fall in TWSTRS total from 0 to 20 points. First study: "
            f"{number(fall['average'])} points at an average baseline, interval {fall['average low']:.1f} to "
            f"{fall['average high']:.1f}, and from {fall['mild']:.1f} points at a mild to {fall['severe']:.1f} at a "
            "severe "
            f"baseline. Registry: at least {number(fall['registry'])} points. Message: the two studies differ, and "
            "the threshold grows with the baseline."
        ),
        message=(
            f"One study puts the smallest noticed fall at {link(AVERAGE, number(fall['average']) + ' points')}, a "
            "registry at "
            f"{link(REGISTRY, 'at least ' + number(fall['registry']))}. And it depends on the start: "
            f"{link(RANGE, mild_to_severe)}. Always ask: from which baseline, by whose judgement?"
        ),
        description=(
            "<p>The dot with a line is an estimate with its 95% interval. The bar spans the thresholds from mild to "
            "severe "
            "baselines of the same study. Hollow dots are thresholds of the registry, printed without intervals. Both "
            "studies ask people for their own impression of change, and neither had a control group; the populations "
            "and the methods differ. So the conflict stays open. These are changes within a person and not "
            "differences between groups.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    fall = falls(course)
    trial, registry = baselines(course)

    def line(what: str, claim_id: str, shown: str, key: str, note: str) -> list[Cell]:
        source = sources_cell(course, [claim_id])
        return [text_cell(what), Cell(claim_link(course, claim_id, shown), shown, fall[key]), text_cell(note), source]

    interval = f"{number(fall['average'])} ({fall['average low']:.1f} to {fall['average high']:.1f})"
    lines = [
        line("Mild baseline", RANGE, f"{fall['mild']:.1f}", "mild", "lowest threshold"),
        line("Average baseline", AVERAGE, interval, "average", f"95% interval; baseline {number(trial)} points"),
        line("Severe baseline", RANGE, f"{fall['severe']:.1f}", "severe", "highest threshold"),
        line(
            "Registry",
            REGISTRY,
            f"at least {number(fall['registry'])}",
            "registry",
            f"smallest important change; baseline {number(registry)} points",
        ),
        line("Registry", REGISTRY, number(fall["registry much"]), "registry much", "much improved"),
        line("Registry", REGISTRY, number(fall["registry very much"]), "registry very much", "very much improved"),
    ]
    columns = ("Who", "Smallest noticed fall (points)", "What it is", "Source")
    return Grid("Smallest noticed change: the numbers behind the figure", [Column(c) for c in columns], lines)

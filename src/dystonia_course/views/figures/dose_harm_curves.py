"""Dose against harm in two trials: the counts as points, and a logistic curve through them with its band."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.trial_rows import dose_groups
from dystonia_course.views.figures.drawing import GRID, INK, MUTED, ORANGE, PAPER, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.dose_harm import DoseHarm


@dataclass(frozen=True)
class Panel:
    """One event of one trial: its heading, the claim of the slope, and the dose step it speaks of in units."""

    trial: str
    product: str
    event: str
    title: str
    claim: str
    step: int


PANELS = (
    Panel(
        "Poewe 1998", "abobotulinumtoxinA", "dysphagia", "Dysphagia, type A, Poewe 1998", "poewe-slope-dysphagia", 250
    ),
    Panel(
        "Poewe 1998",
        "abobotulinumtoxinA",
        "neck weakness",
        "Neck weakness, type A, Poewe 1998",
        "poewe-slope-weakness",
        250,
    ),
    Panel(
        "Brashear 1999",
        "rimabotulinumtoxinB",
        "dysphagia",
        "Dysphagia, type B, Brashear 1999",
        "brashear-slope-dysphagia",
        5000,
    ),
    Panel(
        "Brashear 1999",
        "rimabotulinumtoxinB",
        "dry mouth",
        "Dry mouth, type B, Brashear 1999",
        "brashear-slope-drymouth",
        5000,
    ),
)
HEIGHT = 190.0


def curves(course: Course) -> list[tuple[Panel, DoseHarm]]:
    """Each panel with its fitted curve."""
    from dystonia_course.science.dose_harm import dose_harm

    rows = course.tables["trial_events"].rows
    return [(panel, dose_harm(panel.event, dose_groups(rows, panel.trial, panel.event))) for panel in PANELS]


def dose_harm_curves(course: Course) -> Figure:
    """The figure `dose_harm_curves`."""
    fitted = curves(course)
    drawing = Drawing(len(fitted) * HEIGHT + 6, "Adverse events by dose with logistic curves")
    for position, (panel, curve) in enumerate(fitted):
        _draw(drawing, position * HEIGHT, panel, curve)

    def link(panel: Panel) -> str:
        return claim_link(course, panel.claim, course.claims[panel.claim].value)

    swallow, weak, _, dry = (panel for panel, _ in fitted)
    return Figure(
        name="dose_harm_curves",
        title="Dose and harm: curves through few people",
        alt=(
            "Four panels: line charts with shaded 95% bands and dots with upright intervals. Horizontal axis: dose in "
            "the product’s own units, from placebo to the highest dose; vertical axis: share of people from 0 to 100%. "
            + " ".join(
                f"{panel.title}: {100 * curve.at(0).risk:.0f}% on placebo to "
                f"{100 * curve.at(curve.highest_dose).risk:.0f}% at the highest dose."
                for panel, curve in fitted
            )
            + " Message: harm rises with dose in both trials; the bands show how little so few people fix."
        ),
        message=(
            f"For each {swallow.step} U more of {swallow.product} the odds of trouble swallowing multiply by "
            f"{link(swallow)} and those of neck weakness by {link(weak)}. For each {number(dry.step)} U more of "
            f"{dry.product} the odds of a dry mouth multiply by {link(dry)}. Units of one product say nothing about "
            "another."
        ),
        description=(
            "<p>Dysphagia is trouble swallowing. A dot is the observed share of a group, with its count below and its "
            "95% interval by Wilson’s method. "
            "The curve is a logistic model: the log odds of the event rise in a straight line with the dose. The "
            "shaded band is the 95% interval of the curve (Wald). The odds ratio for one step of dose has a 95% "
            "interval, too. With 17 to 37 people in a group a curve is a summary of these people and no law, and no "
            "curve goes beyond the highest dose of its trial.</p><p>An odds ratio is not a risk ratio: the more common "
            "the event, the further they part. The doses are those of the trials and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, fitted),
    )


def _draw(drawing: Drawing, top: float, panel: Panel, curve: DoseHarm) -> None:
    from dystonia_course.science.dose_harm import observed

    roof, floor = top + 44, top + 138
    up, across = linear(0, 1, floor, roof), linear(0, curve.highest_dose, 66, 288)
    drawing.heading(top + 18, panel.title)
    ratio = curve.odds_ratio(panel.step)
    words = f"odds × {ratio.estimate:.2f} ({ratio.low:.2f} to {ratio.high:.2f}) per {number(panel.step)} U"
    drawing.text(8, top + 35, words, size=SMALL, fill=MUTED)
    points = curve.curve(21)
    band = [(across(p.dose), up(p.high)) for p in points] + [(across(p.dose), up(p.low)) for p in reversed(points)]
    drawing.polygon(band, fill="#f7dfc8")
    for share in (0, 0.5, 1):
        drawing.line(44, up(share), 312, up(share), stroke=GRID)
        drawing.text(38, up(share) + 4, f"{100 * share:.0f}%", size=SMALL, anchor="end", fill=MUTED)
    drawing.curve([(across(p.dose), up(p.risk)) for p in points], stroke=ORANGE, width=2.2)
    for group, point in zip(curve.groups, observed(curve.groups), strict=True):
        x = across(group.dose)
        drawing.upright_interval(x, up(point.low), up(point.high), stroke=INK)
        drawing.dot(x, up(point.risk), fill=PAPER, stroke=INK)
        drawing.text(x, floor + 16, number(group.dose) if group.dose else "placebo", size=SMALL, anchor="middle")
        drawing.text(x, floor + 32, f"{group.events} of {group.people}", size=SMALL, anchor="middle", fill=MUTED)


def _numbers(course: Course, fitted: list[tuple[Panel, DoseHarm]]) -> Grid:
    from dystonia_course.science.dose_harm import observed

    lines = []
    for panel, curve in fitted:
        for group, point in zip(curve.groups, observed(curve.groups), strict=True):
            model = curve.at(group.dose)
            dose = f"{number(group.dose)} U" if group.dose else "placebo"
            lines.append(
                [
                    text_cell(f"{panel.trial}, {panel.event}, {dose}"),
                    text_cell(f"{group.events} of {group.people}", point.risk),
                    text_cell(_percent(point.risk, point.low, point.high), point.risk),
                    text_cell(_percent(model.risk, model.low, model.high), model.risk),
                ]
            )
        claim = course.claims[panel.claim]
        ratio = f"{claim.value} ({claim.low} to {claim.high})"
        lines.append(
            [
                text_cell(f"{panel.trial}, {panel.event}: odds ratio per {number(panel.step)} U"),
                text_cell(""),
                text_cell(""),
                Cell(claim_link(course, panel.claim, ratio), ratio, float(claim.value)),
            ]
        )
    columns = ("Trial, event, dose", "People", "Observed (95%, Wilson)", "Curve (95%, Wald)")
    return Grid("Dose against harm: the numbers behind the figure", [Column(c) for c in columns], lines)


def _percent(share: float, low: float, high: float) -> str:
    return f"{100 * share:.0f}% ({100 * low:.0f} to {math.floor(100 * high + 0.5)})"

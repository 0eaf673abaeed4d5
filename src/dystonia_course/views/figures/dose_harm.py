"""Dose against harm in one trial of four small groups: the share with an adverse event, with exact intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.proportions import exact
from dystonia_course.views.figures.drawing import BLUE, GRID, MUTED, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, found, short, stated, value
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

GROUPS = ("placebo", "250u", "500u", "1000u")
EVENTS = (("anyae", "Any adverse event"), ("dysphagia", "Trouble swallowing"), ("weakness", "Weakness of the neck"))
DESIGN, LABEL = "poewe-design", "dy-abo-label-table4"
PANEL = 186.0
"""Height of one panel."""


@dataclass(frozen=True)
class Arm:
    """One dose group and one kind of event; `low` and `high` are the exact 95% interval, in per cent."""

    claim: str
    dose_units: float
    events: int
    people: int
    printed_percent: float
    low: float
    high: float

    @property
    def percent(self) -> float:
        """The share from the counts."""
        return 100 * self.events / self.people


def arms(course: Course, event: str) -> list[Arm]:
    """The four groups for one kind of event, by rising dose."""
    made = []
    for group in GROUPS:
        claim = f"poewe-{event}-{group}"
        events, people = int(stated(course, claim, r"^(\d+) of ")), int(stated(course, claim, r" of (\d+) people"))
        dose = 0.0 if group == "placebo" else stated(course, claim, r"after (\d+) U")
        span = exact(events, people)
        made.append(Arm(claim, dose, events, people, value(course, claim), 100 * span.low, 100 * span.high))
    return made


def dose_harm(course: Course) -> Figure:
    """The figure `dose_harm`."""
    panels = {title: arms(course, event) for event, title in EVENTS}
    drawing = Drawing(len(panels) * PANEL + 26, "Adverse events by dose in one trial of four groups")
    for position, (title, groups) in enumerate(panels.items()):
        _panel(drawing, position * PANEL, title, groups)
    drawing.text(8, len(panels) * PANEL + 14, "Dose of abobotulinumtoxinA (its own units)", size=SMALL, fill=MUTED)
    first, swallowing, weakness = panels.values()
    together = stated(course, DESIGN, r"^(\d+) people")
    sizes = ", ".join(str(arm.people) for arm in first)
    shares = {title: [f"{arm.printed_percent:.0f}%" for arm in groups] for title, groups in panels.items()}

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    def rise(groups: list[Arm]) -> str:
        return f"{link(groups[0].claim, _printed(groups[0]))} to {link(groups[-1].claim, _printed(groups[-1]))}"

    return Figure(
        name="dose_harm",
        title="More units, more harm: four small groups",
        alt=(
            "Three panels of dots with upright 95% intervals. Horizontal axis: placebo and the doses of "
            "abobotulinumtoxinA in its own units; vertical axis: share of the group from 0 to 100%. "
            + ". ".join(f"{title}: {', '.join(values)}" for title, values in shares.items())
            + f". Groups of {sizes} people, so the intervals are wide and overlap. Message: harm rises with the dose; "
            "the exact size of each step is not known."
        ),
        message=(
            f"From placebo to the top dose any event went from {rise(first)}, trouble swallowing from "
            f"{rise(swallowing)} and weakness of the neck from {rise(weakness)}. The groups are small: look at the "
            "intervals before you compare two neighbours."
        ),
        description=(
            "<p>Each dot is the share of one group, with the count under it. The upright line is the exact 95% "
            "interval (Clopper and Pearson), computed here from the count. Placebo is not harmless either: events "
            f"happen anyway. In this trial {link(DESIGN, f'{together:g} people')} who "
            "had never been treated got fixed doses into the same two muscles. Trial doses are facts about the "
            f"trial and not doses to give.</p>{_label_version(course)}"
        ),
        svg=drawing.svg(),
        data=_numbers(course, panels),
    )


def _printed(arm: Arm) -> str:
    return f"{arm.printed_percent:.0f}%"


def _label_version(course: Course) -> str:
    if LABEL not in course.claims:
        return ""
    words = found(course, LABEL, r"dysphagia (?:in )?(\d+)") + "%"
    return (
        "<p>The US label prints what is probably the same trial and counts a little differently: trouble swallowing "
        f"on placebo in {claim_link(course, LABEL, words)}. Ask how events were counted before you compare two "
        "sources.</p>"
    )


def _panel(drawing: Drawing, top: float, title: str, groups: list[Arm]) -> None:
    roof, floor = top + 34, top + 134
    up = linear(0, 100, floor, roof)
    across = linear(groups[0].dose_units, groups[-1].dose_units, 66, 274)
    drawing.heading(top + 18, title)
    for share in (0, 50, 100):
        drawing.line(44, up(share), 312, up(share), stroke=GRID)
        drawing.text(38, up(share) + 4, f"{share}%", size=SMALL, anchor="end", fill=MUTED)
    for arm in groups:
        x = across(arm.dose_units)
        drawing.upright_interval(x, up(arm.low), up(arm.high))
        drawing.dot(x, up(arm.percent), fill=BLUE)
        drawing.text(x + 7, up(arm.percent) + 4, _printed(arm), bold=True, halo=True)
        dose = number(arm.dose_units) if arm.dose_units else "placebo"
        drawing.text(x, floor + 17, dose, size=SMALL, anchor="middle")
        drawing.text(x, floor + 33, f"{arm.events} of {arm.people}", size=SMALL, anchor="middle", fill=MUTED)


def _numbers(course: Course, panels: dict[str, list[Arm]]) -> Grid:
    lines = []
    for title, groups in panels.items():
        for arm in groups:
            dose = f"{number(arm.dose_units)} U" if arm.dose_units else "placebo"
            counts = f"{arm.events} of {arm.people}"
            lines.append(
                [
                    text_cell(f"{title}, {dose}"),
                    Cell(claim_link(course, arm.claim, counts), counts, arm.percent),
                    Cell(claim_link(course, arm.claim, _printed(arm)), _printed(arm), arm.printed_percent),
                    text_cell(f"{arm.low:.1f} to {arm.high:.1f}", arm.low),
                ]
            )
    columns = ("Event and dose", "People", "As printed", "Exact 95% interval, computed (%)")
    note = f"<p>All from {claim_link(course, DESIGN, short(course, DESIGN))}.</p>"
    caption = "Dose against harm: the numbers behind the figure"
    return Grid(caption, [Column(title) for title in columns], lines, note=note)

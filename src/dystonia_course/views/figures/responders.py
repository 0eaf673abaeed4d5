"""The same treatment, other rules: the share of people called responders, on toxin and on placebo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.science.proportions import difference
from dystonia_course.views.estimate_text import signed
from dystonia_course.views.figures.drawing import MUTED, SMALL, Drawing, linear
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.figures.marks import COLOURS, mark
from dystonia_course.views.markdown import to_text
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

GROUPS = {
    "{trial}: five rules, same people": (
        *("any-cdystonia", "fall20-cdystonia", "fall30-cdystonia", "points8-cdystonia", "points12-cdystonia"),
    ),
    "{trial}: one rule, four visits": (
        *("fall20-lew97-wk4", "fall20-lew97-wk8", "fall20-lew97-wk12", "fall20-lew97-wk16"),
    ),
    "A rule set beforehand": ("preset-tru05",),
    "Asked or looked at": ("person-review", "person-asp", "clinician-review", "clinician-asp"),
}
"""Rows of the table of responder definitions, under what they show."""
STEP, HEADING = 46.0, 28.0


@dataclass(frozen=True)
class Share:
    """Responders by one rule, in per cent; the gap has Newcombe's 95% interval where the counts are known."""

    rule: str
    trial: str
    when: str
    product: str
    active: float
    placebo: float
    counts: tuple[int, int, int, int] | None
    gap: tuple[float, float] | None
    claim: str

    @property
    def shown(self) -> tuple[str, str]:
        """Both shares: whole per cent from counts, else as printed."""
        if self.counts:
            return f"{self.active:.0f}", f"{self.placebo:.0f}"
        return f"{self.active:g}", f"{self.placebo:g}"


def shares(course: Course) -> dict[str, list[Share]]:
    """The shares of the figure, by group."""
    rows = {row["id"]: row for row in table_rows(course, "responder_definitions")}
    groups = {}
    for title, names in GROUPS.items():
        members = [_share(rows[name]) for name in names]
        groups[title.format(trial=members[0].trial)] = members
    return groups


def _share(row: dict[str, str]) -> Share:
    fields = ("active_events", "active_people", "placebo_events", "placebo_people")
    counts = gap = None
    if all(row[field] for field in fields):
        events, people, control, others = (int(row[field]) for field in fields)
        counts = events, people, control, others
        span = difference(*counts)
        gap = 100 * span.low, 100 * span.high
    rule = re.sub(r"^A fall of at least (\S+)(.*?) of the starting score", r"Fall ≥ \1\2 of the start",
                  to_text(row["definition"]))  # fmt: skip
    rule = rule.replace("A fall of at least ", "Fall ≥ ").replace(", set beforehand", "")
    active, placebo = float(row["active_percent"]), float(row["placebo_percent"])
    if counts:
        active, placebo = 100 * counts[0] / counts[1], 100 * counts[2] / counts[3]
    return Share(rule, row["trial"], row["when"], row["product"], active, placebo, counts, gap, row["claim"])


def responders(course: Course) -> Figure:
    """The figure `responders`."""
    groups = shares(course)
    top = 52.0
    bottom = top + sum(HEADING + STEP * len(members) for members in groups.values()) + 2
    drawing = Drawing(bottom + 42, "Share of responders by rule, on toxin and on placebo")
    scale = linear(0, 100, 10, 306)
    mark(drawing, "diamond", 14, 14)
    drawing.text(26, 18, "on toxin", size=SMALL)
    mark(drawing, "circle", 14, 34, hollow=True)
    drawing.text(26, 38, "on placebo", size=SMALL)
    drawing.percent_axis(scale, top, bottom, "Share of people called responders")
    y = top
    for title, members in groups.items():
        drawing.text(8, y + 20, title, bold=True, halo=True)
        y += HEADING
        for one in members:
            _draw(drawing, title, one, y)
            y += STEP
    first = groups[next(iter(groups))]
    widest, narrowest = max(first, key=lambda one: one.active), min(first, key=lambda one: one.active)
    preset = groups["A rule set beforehand"][0]

    def link(one: Share) -> str:
        return claim_link(course, one.claim, f"{one.shown[0]}%")

    every = [one for members in groups.values() for one in members]
    return Figure(
        name="responders",
        title="How many respond? It depends on the rule, and on the day",
        alt=(
            "Dot plot with two marks in each row, toxin and placebo. The axis is the share of people from 0 to 100%. "
            + " ".join(
                f"{title}: " + ", ".join(f"{one.shown[0]} against {one.shown[1]}%" for one in members) + "."
                for title, members in groups.items()
            )
            + " Message: the same people give very different shares by rule and by week; each needs its rule and its "
            "placebo share beside it."
        ),
        message=(
            f"In one trial, the same {first[0].counts[1] if first[0].counts else ''} people: {link(widest)} responders "
            f"by the mildest rule, {link(narrowest)} by the strictest. On placebo people respond, too: from "
            f"{min(one.placebo for one in every):.0f} to {max(one.placebo for one in every):.0f}% in these rows. A "
            "share without its rule and its placebo share says nothing."
        ),
        description=(
            "<p>Each row has two marks: the share on toxin and the share on placebo. The line between them is the "
            "extra. The first group takes one trial and one dose and changes only the rule; the second keeps the rule "
            f"and waits. In the third, {link(preset)} met a rule set before the trial began. No interval is drawn; the "
            "table gives the difference with its 95% interval by Newcombe’s method wherever the counts are known. "
            "Counts of reviews are added up over trials. Rows of different trials differ in people, product and "
            "dose, and must not be ranked.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, groups),
    )


def _draw(drawing: Drawing, title: str, one: Share, y: float) -> None:
    scale = linear(0, 100, 10, 306)
    label = one.rule
    if title.startswith("A rule"):
        label = one.trial
    elif "visits" in title:
        label = one.when[0].upper() + one.when[1:]
    elif title.startswith("Asked"):
        label = f"{'Person' if 'person' in one.rule.lower() else 'Clinician'}, {one.trial}"
        label = label.replace("Review of ", "review of ")
    drawing.text(8, y + 13, label, halo=True)
    drawing.text(306, y + 13, f"{one.shown[0]} v {one.shown[1]}%", anchor="end", fill=MUTED, halo=True)
    left, right = scale(one.placebo), scale(one.active)
    drawing.line(left, y + 27, right, y + 27, stroke=COLOURS["diamond"], width=2)
    mark(drawing, "circle", left, y + 27, hollow=True)
    mark(drawing, "diamond", right, y + 27)


def _numbers(course: Course, groups: dict[str, list[Share]]) -> Grid:
    lines = []
    for members in groups.values():
        for one in members:
            active, placebo = (f"{share}%" for share in one.shown)
            if one.counts:
                active += f" ({one.counts[0]} of {one.counts[1]})"
                placebo += f" ({one.counts[2]} of {one.counts[3]})"
            gap = signed(one.active - one.placebo, 0)
            gap += f" ({signed(one.gap[0], 0)} to {signed(one.gap[1], 0)})" if one.gap else " (counts not read)"
            source = sources_cell(course, [one.claim])
            lines.append([text_cell(f"{one.rule}: {one.trial}, {one.when}"), text_cell(one.product),
                          text_cell(active, one.active), text_cell(placebo, one.placebo),
                          text_cell(gap, one.active - one.placebo), Cell(source.html, source.text)])  # fmt: skip
    columns = ("Rule, trial, time", "Product", "On toxin", "On placebo", "Difference (95%, Newcombe), points", "Source")
    return Grid("Responders by rule: the numbers behind the figure", [Column(c) for c in columns], lines)

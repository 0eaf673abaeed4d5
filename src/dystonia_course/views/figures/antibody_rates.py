"""How often antibodies are found: the answer depends on what is counted, with which assay, in whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dystonia_course.science.proportions import count_from_share, exact, exact_upper, rule_of_three, wilson
from dystonia_course.views.figures.drawing import MUTED, SMALL, Drawing, linear, number
from dystonia_course.views.figures.frame import Figure, short, table_rows
from dystonia_course.views.figures.marks import COLOURS, Shape, key, mark
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

Method = Literal["printed", "Wilson", "exact", "range", "none"]
STEP = 52.0


@dataclass(frozen=True)
class Rate:
    """One rate in per cent; `events` of `people` where both are known; `method` says where the interval comes from. A
    range has no `percent` of its own."""

    claim: str
    label: str
    assay: str
    year: str
    paid: str
    percent: float | None
    events: int | None
    people: int | None
    low: float | None
    high: float | None
    method: Method

    @property
    def count(self) -> str:
        """ "4 of 42", or nothing."""
        return "" if self.events is None else f"{self.events} of {self.people}"

    @property
    def shown(self) -> str:
        """The rate in words: "9.5%" or "10 to 15%"."""
        if self.percent is None:
            return f"{number(self.low or 0)} to {number(self.high or 0)}%"
        return f"{number(round(self.percent, 1))}%"


@dataclass(frozen=True)
class Kind:
    """One definition of what is counted."""

    title: str
    words: str
    shape: Shape


FOUND = Kind("Antibodies found, with or without effect", "antibodies found", "circle")
RESISTANT = Kind("Antibodies, in people who lost the effect", "found after loss of effect", "square")
FAILED = Kind("Effect weaker or lost, with antibodies", "effect weaker or lost, with antibodies", "diamond")
ROWS = {
    FOUND: {
        "fabbri-dystonia": "Pooled, dystonia",
        "fabbri-responders": "Pooled, people who respond",
        "jankovic2003-old": "OnabotulinumtoxinA, old",
        "jankovic2003-new": "OnabotulinumtoxinA, current",
        "ona319-ever": "Maker’s trials, ever found",
        "hefter146": "Long treated, responding",
        "abo-label": "AbobotulinumtoxinA, US label",
        "rima-third": "Type B, EU text",
    },
    RESISTANT: {"fabbri-nonresponders": "Pooled, effect lost", "mejia": "One centre, effect lost"},
    FAILED: {
        "hefter2022": "Weaker response, one centre",
        "walter59": "Lost, all products and uses",
        "walter-inco": "Lost, incobotulinumtoxinA",
        "dressler-b": "Lost, type B as the first",
    },
}
"""The rows of the table by what is counted, each with its label."""


def rates(course: Course) -> dict[Kind, list[Rate]]:
    """Every rate of the figure, by what is counted."""
    rows = {row["id"]: row for row in table_rows(course, "antibody_rates")}
    return {kind: [_rate(rows[name], label) for name, label in labels.items()] for kind, labels in ROWS.items()}


def _rate(row: dict[str, str], label: str) -> Rate:
    percent = float(row["percent"]) if row["percent"] else None
    people = int(row["people"]) if row["people"] else None
    events = int(row["events"]) if row["events"] else None
    if events is None and people is not None and percent is not None:
        events = count_from_share(percent / 100, people, decimals=1)
    low, high, method = _interval(row, events, people)
    if events is not None and people is not None:
        percent = 100 * events / people
    assay = "assay not known" if row["assay"] == "not in what we read" else row["assay"]
    assay = {"several": "several assays", "clinical, confirmed by a test": "clinical and by a test"}.get(assay, assay)
    _, _, decade = row["products"].partition(" ")
    if decade.startswith(("before", "since")):
        assay = f"{decade}; {assay}"
    return Rate(row["claim"], label, assay, row["year"], row["paid"], percent, events, people, low, high, method)


def _interval(row: dict[str, str], events: int | None, people: int | None) -> tuple[float | None, float | None, Method]:
    if row["low"] and row["high"]:
        return float(row["low"]), float(row["high"]), "printed" if row["percent"] else "range"
    if events is None or people is None:
        return None, None, "none"
    span = wilson(events, people) if events else exact(events, people)
    return 100 * span.low, 100 * span.high, "Wilson" if events else "exact"


def antibody_rates(course: Course) -> Figure:
    """The figure `antibody_rates`."""
    groups = rates(course)
    scale = linear(0, 75, 10, 308)
    top = 92.0
    bottom = top + sum(30 + STEP * len(members) for members in groups.values()) + 4
    drawing = Drawing(bottom + 42, "Rates of antibodies by what is counted")
    for position, kind in enumerate(groups):
        key(drawing, kind.shape, 18 + 20 * position, kind.words)
    key(drawing, "circle", 78, "hollow, of any shape: paid by a maker", hollow=True)
    drawing.axis(scale, (0, 25, 50, 75), top, bottom, "Share of people, with 95% interval",
                 labels=["0%", "25%", "50%", "75%"])  # fmt: skip
    y = top
    for kind, members in groups.items():
        drawing.text(8, y + 20, kind.title, bold=True, halo=True)
        y += 30
        for rate in members:
            _draw(drawing, kind, rate, y)
            y += STEP

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    everything = [rate for members in groups.values() for rate in members]
    zero = next(rate for rate in everything if rate.claim == "ab-walter-inco0")
    assert zero.people is not None
    assert zero.high is not None
    respond, pooled = groups[FOUND][1], groups[RESISTANT][0]
    low, high = (f"{course.claims['ab-range'].low}%", f"{course.claims['ab-range'].high}%")
    one_sided = 100 * exact_upper(0, zero.people)
    three = 100 * rule_of_three(zero.people)
    return Figure(
        name="antibody_rates",
        title="No single rate of antibodies: ask what was counted",
        alt=(
            "Forest plot; the axis is the share of people from 0 to 75%, lines are 95% intervals. "
            + " ".join(f"{kind.title}: {_spread(members)}." for kind, members in groups.items())
            + f" With incobotulinumtoxinA alone {zero.count} lost the effect, upper limit {zero.high:.1f}%. Message: "
            "the rate depends on definition, assay, people and decade; antibodies are not the same as failure."
        ),
        message=(
            f"Reported rates run from {link('ab-range', f'{low} to {high}')}, because assays and definitions differ. "
            f"Pooled, antibodies were found in {link(respond.claim, respond.shown)} of those who respond "
            f"and in {link(pooled.claim, pooled.shown)} of those who lost the effect. So about half of the "
            "latter have none: look for another reason first."
        ),
        description=(
            "<p>The shape says what is counted; a hollow mark says that a maker of toxin paid. The small line under "
            "each name gives the assay and the year of the source. A line is the 95% interval: as printed where the "
            "source prints one, otherwise computed here by Wilson’s method from the count. A mark without a line came "
            "without the number of people; a line without a mark is a range of rates.</p>"
            f"<p>{link(zero.claim, zero.count)} is not never. The exact 95% interval (Clopper and Pearson) goes up to "
            f"{zero.high:.1f}%, the one-sided limit to {one_sided:.1f}%. In the head: three divided by the number of "
            f"people, {three:.1f}%, the rule of three.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, groups),
    )


def _draw(drawing: Drawing, kind: Kind, rate: Rate, y: float) -> None:
    scale = linear(0, 75, 10, 308)
    drawing.text(8, y + 13, rate.label, halo=True)
    shown = rate.shown
    if rate.percent is not None and rate.low is not None and rate.high is not None:
        shown += f" ({_end(rate.low)} to {_end(rate.high)})"
    drawing.text(312, y + 13, shown, anchor="end", fill=MUTED, halo=True)
    place = rate.assay if ";" in rate.assay else f"{rate.assay}, {rate.year}"
    drawing.text(8, y + 28, place, size=SMALL, fill=MUTED)
    if rate.count:
        drawing.text(312, y + 28, rate.count, size=SMALL, anchor="end", fill=MUTED)
    if rate.low is not None and rate.high is not None:
        drawing.interval(scale(rate.low), scale(rate.high), y + 39, stroke=COLOURS[kind.shape])
    if rate.percent is not None:
        mark(drawing, kind.shape, scale(rate.percent), y + 39, hollow=rate.paid == "maker")


def _spread(members: list[Rate]) -> str:
    shares = [rate.percent for rate in members if rate.percent is not None]
    return f"{min(shares):.0f} to {max(shares):.0f}%"


def _end(limit: float) -> str:
    return number(round(limit, 1 if limit < 10 else 0))


def _numbers(course: Course, groups: dict[Kind, list[Rate]]) -> Grid:
    lines = []
    for kind, members in groups.items():
        for rate in members:
            shown = rate.shown + (f" ({rate.count})" if rate.count else "")
            payer = "a maker paid" if rate.paid == "maker" else f"payer {rate.paid}"
            interval = "none: people not given"
            if rate.method == "range":
                interval = "none: a range"
            elif rate.low is not None and rate.high is not None:
                method = "printed" if rate.method == "printed" else f"{rate.method}, computed"
                interval = f"{rate.low:.1f} to {rate.high:.1f} ({method})"
            lines.append(
                [
                    text_cell(f"{rate.label}: {kind.words}"),
                    text_cell(shown, rate.percent or rate.low),
                    text_cell(interval, rate.low),
                    text_cell(f"{rate.assay}; {payer}"),
                    Cell(claim_link(course, rate.claim, short(course, rate.claim)), short(course, rate.claim)),
                ]
            )
    columns = ("Whom and what", "Rate, people", "95% interval (%)", "Assay or test, and who paid", "Source")
    return Grid("Rates of antibodies: the numbers behind the figure", [Column(c) for c in columns], lines)

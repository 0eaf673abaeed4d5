"""The weeks after an injection: what the toxin does, and when the next injection may come, is wished for, and comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dystonia_course.views.figures.drawing import (
    BLUE,
    INK,
    MUTED,
    ORANGE,
    PALE_BLUE,
    PAPER,
    SMALL,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, bounds, short, stated, table_rows, value
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

SURVEY, PATIENTS = "fu-peak-46", "fu-peak-patient"
ONA_LABEL, RIMA_LABEL = "pr-ona-uk-interval", "pr-rima-us-interval"
WISH, EARLY, FREE = "in-sethi-45", "in-evidente-8wk", "in-evidente-47"
ON_REQUEST, INTERVIEWS, REGISTRY = "in-odergren-days", "in-uk-128", "in-probe-interval"
ORIGIN = "in-12wk-origin"
DAYS_A_WEEK = 7.0
STEP = 38.0
Kind = Literal["range", "from", "until", "point"]


@dataclass(frozen=True)
class Span:
    """One line of the figure, in weeks: a range, a time from or until which something holds, or one time. `asked` is
    what people themselves said, drawn as a hollow dot."""

    label: str
    shown: str
    kind: Kind
    low: float
    high: float
    claims: tuple[str, ...]
    asked: float | None = None


def effect(course: Course) -> list[Span]:
    """What the toxin does: as a paper sums it up, and as people who were asked said."""
    onset = stated(course, SURVEY, r"within (\d+) to"), stated(course, SURVEY, r"within \d+ to (\d+) weeks")
    wane = stated(course, SURVEY, r"from about (\d+) to"), stated(course, SURVEY, r"from about \d+ to (\d+) weeks")
    days = stated(course, PATIENTS, r"([\d.]+) days")
    peak, decline = value(course, PATIENTS), stated(course, PATIENTS, r"decline at ([\d.]+) weeks")
    both = (SURVEY, PATIENTS)

    def span(label: str, low: float, high: float, asked: float, words: str) -> Span:
        return Span(label, f"{number(low)} to {number(high)}; asked: {words}", "range", low, high, both, asked)

    return [
        span("Onset", *onset, days / DAYS_A_WEEK, f"{number(days)} days"),
        span("Peak", *bounds(course, SURVEY), peak, number(peak)),
        span("Wanes from", *wane, decline, number(decline)),
    ]


def product_texts(course: Course) -> list[Span]:
    """The shortest interval of each product text that was read, by country and then by product."""
    found = []
    for row in table_rows(course, "follow_up", what="label interval"):
        weeks = float(row["value"] or row["low"])
        product, _, land = row["item"].removeprefix("Not before: ").partition(", ")
        place = land or {"label US": "USA", "label EU": "Europe"}[row["who"]]
        span = Span(f"{place}: {product}", f"{number(weeks)} or more", "from", weeks, weeks, (row["claim"],))
        found.append((place == "USA", weeks, span.label, span))
    return [span for *_, span in sorted(found, key=lambda entry: entry[:3])]


def intervals(course: Course) -> list[Span]:
    """When the next injection may come, is wished for, and comes."""

    def span(claim: str, label: str, shown: str, kind: Kind, low: float, high: float | None = None) -> Span:
        named = f"{label} ({short(course, claim)})"
        return Span(named, shown, kind, low, low if high is None else high, (claim,))

    wish = stated(course, WISH, r"(\d+) weeks or less")
    early = stated(course, EARLY, r"at (\d+) weeks")
    free = stated(course, FREE, r"at (\d+) weeks or sooner")
    first, last = (day / DAYS_A_WEEK for day in bounds(course, ON_REQUEST))
    cycle = value(course, INTERVIEWS)
    shortest, longest = bounds(course, REGISTRY)
    both = f"{number(shortest)} and {number(longest)}"
    return [
        *product_texts(course),
        span(WISH, f"Wish of {course.claims[WISH].value}%", f"{number(wish)} or less", "until", wish),
        span(EARLY, "Half ask again", number(early), "point", early),
        span(FREE, f"Free choice: {course.claims[FREE].value}%", f"{number(free)} or less", "until", free),
        span(ON_REQUEST, "On request", f"{first:.1f} to {last:.1f}", "range", first, last),
        span(INTERVIEWS, "Mean cycle", number(cycle), "point", cycle),
        span(REGISTRY, "Means", both, "range", shortest, longest),
    ]


def treatment_timeline(course: Course) -> Figure:
    """The figure `treatment_timeline`."""
    upper, lower = effect(course), intervals(course)
    top = 50.0
    middle = top + STEP * len(upper) + 4
    start = middle + 58
    bottom = start + STEP * len(lower) + 4
    scale = linear(0, 18, 10, 308)
    drawing = Drawing(bottom + 106, "The weeks after an injection")
    ticks = (0, 3, 6, 9, 12, 15, 18)
    for heading, spans, roof, floor in (
        ("What the toxin does (type A)", upper, top, middle),
        ("When the next injection comes", lower, start, bottom),
    ):
        drawing.heading(roof - (28 if spans is upper else 10), heading)
        drawing.axis(scale, ticks, roof, floor, "Weeks after the injection" if spans is lower else "")
        for position, span in enumerate(spans):
            _draw(drawing, span, roof + position * STEP)
    who = f"bar: {short(course, SURVEY)}; people asked: {short(course, PATIENTS)}"
    drawing.text(8, top - 10, who, size=SMALL, fill=MUTED)
    _key(drawing, bottom + 44)

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    onset, peak, wane = upper
    weeks = {span.claims[0]: span for span in lower}
    mean = f"{weeks[REGISTRY].shown} weeks"
    return Figure(
        name="treatment_timeline",
        title="For many the effect wanes before the next injection is due",
        alt=(
            "Chart of ranges in two panels; the axis is weeks after the injection, 0 to 18. Top: onset "
            f"{onset.shown}; peak {peak.shown}; wanes from {wane.shown} (people who were asked). Bottom: product texts "
            f"allow {weeks[ONA_LABEL].shown} or {weeks[RIMA_LABEL].shown} weeks; {course.claims[WISH].value}% wish for "
            f"{weeks[WISH].shown}; in one trial people came back on request after {weeks[ON_REQUEST].shown}; registry "
            f"means {weeks[REGISTRY].shown}. Message: many feel the effect wane before the next injection is due."
        ),
        message=(
            f"People who were asked felt the decline at {link(PATIENTS, f'{number(wane.asked or 0)} weeks')}, and "
            f"{link(WISH, f'{course.claims[WISH].value}%')} would like "
            f"{link(WISH, weeks[WISH].shown.replace('or', 'weeks or'))}. Product texts ask for "
            f"{link(ONA_LABEL, f'{number(weeks[ONA_LABEL].low)} weeks')} or "
            f"{link(RIMA_LABEL, f'{number(weeks[RIMA_LABEL].low)}')} at the least. In a US registry the means were "
            f"{link(REGISTRY, mean)}."
        ),
        description=(
            "<p>A bar is a range as the source gives it. The hollow dot beside it is what people themselves said in a "
            "survey. A wall with an arrow to the right is the shortest interval of a product text; with an arrow to "
            "the left it is a time by which people wanted or got the next injection. A filled dot is a single value."
            f"</p><p>The rule of weeks comes mainly {_origin(course)}. "
            "Product texts change and differ by country: read the one that holds where you are. The weeks of the "
            "trial on request are worked out from days. Means hide the people who wait longest.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, upper + lower),
    )


def _origin(course: Course) -> str:
    return claim_link(course, ORIGIN, "from the design of the licensing trials")


def _draw(drawing: Drawing, span: Span, top: float) -> None:
    scale = linear(0, 18, 10, 308)
    drawing.text(8, top + 13, span.label, halo=True)
    drawing.text(312, top + 13, span.shown, anchor="end", fill=MUTED, halo=True)
    y, left, right = top + 25, scale(span.low), scale(span.high)
    if span.kind == "range":
        drawing.box(left, y - 5, max(right - left, 4), 10, fill=PALE_BLUE, stroke=BLUE)
    elif span.kind == "point":
        drawing.dot(left, y, fill=BLUE)
    else:
        ahead = span.kind == "from"
        colour = INK if ahead else ORANGE
        end = scale(18) if ahead else left - 60
        drawing.line(left, y, end, y, stroke=colour, width=1.8)
        drawing.line(left, y - 7, left, y + 7, stroke=colour, width=3)
        (drawing.arrow_right if ahead else drawing.arrow_left)(end, y, stroke=colour)
    if span.asked is not None:
        drawing.dot(scale(span.asked), y, fill=PAPER, stroke=ORANGE)


def _key(drawing: Drawing, top: float) -> None:
    drawing.box(8, top + 2, 18, 10, fill=PALE_BLUE, stroke=BLUE)
    drawing.text(34, top + 12, "range", size=SMALL)
    drawing.dot(101, top + 7, fill=PAPER, stroke=ORANGE)
    drawing.text(112, top + 12, "people asked", size=SMALL)
    drawing.dot(212, top + 7, fill=BLUE)
    drawing.text(223, top + 12, "one value", size=SMALL)
    drawing.line(10, top + 20, 10, top + 34, width=3)
    drawing.line(10, top + 27, 28, top + 27, width=1.8)
    drawing.arrow_right(28, top + 27, stroke=INK)
    drawing.text(36, top + 31, "not sooner (product text)", size=SMALL)
    drawing.line(28, top + 40, 28, top + 54, stroke=ORANGE, width=3)
    drawing.line(28, top + 47, 10, top + 47, stroke=ORANGE, width=1.8)
    drawing.arrow_left(10, top + 47, stroke=ORANGE)
    drawing.text(36, top + 51, "by then (wish or choice)", size=SMALL)


def _numbers(course: Course, spans: list[Span]) -> Grid:
    lines = []
    for span in spans:
        claims = span.claims
        context = "; ".join(course.claims[claim].context for claim in claims)
        lines.append(
            [
                text_cell(span.label),
                text_cell(span.shown, span.low),
                text_cell(context),
                sources_cell(course, claims),
            ]
        )
    columns = ("What", "Weeks (days where said)", "Context", "Source")
    return Grid("The weeks after an injection: the numbers behind the figure", [Column(c) for c in columns], lines)

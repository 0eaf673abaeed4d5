"""The delay to diagnosis in two clinics, and why it looks shorter in recent onsets: an invented example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.diagnostic_delay import (
    InventedPerson,
    expected_mean_delay,
    invent_people,
    mean_delay_of_diagnosed,
)
from dystonia_course.views.figures.drawing import (
    BLUE,
    GRID,
    INK,
    MUTED,
    ORANGE,
    PAPER,
    SMALL,
    WIDTH,
    Drawing,
    linear,
    number,
)
from dystonia_course.views.figures.frame import Figure, people, short, value
from dystonia_course.views.figures.rows import Row, draw_rows, height
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

US, RECENT, MELBOURNE = "cond-dx-delay-us", "cond-dx-delay-us-recent", "cond-dx-delay-au"
MONTHS = 12
INVENTED = 150
SINCE_YEARS = 30
RECENT_YEARS = 10
SEED = 2029
"""A draw whose two means lie near those of very many people, so that chance does not tell the story."""


def invented(course: Course) -> list[InventedPerson]:
    """The invented clinic: onsets over 30 years, everybody with the same mean delay as the US clinic."""
    return invent_people(INVENTED, SINCE_YEARS * MONTHS, value(course, US), SEED)


def printed_delays(course: Course) -> dict[str, float]:
    """The printed means, in months."""
    return {
        US: value(course, US),
        RECENT: value(course, RECENT),
        MELBOURNE: value(course, MELBOURNE) * MONTHS,
    }


def delay(course: Course) -> Figure:
    """The figure `delay`."""
    months = printed_delays(course)
    crowd = invented(course)
    everyone = sum(person.delay for person in crowd) / len(crowd)
    seen = mean_delay_of_diagnosed(crowd, RECENT_YEARS * MONTHS)
    expected = expected_mean_delay(RECENT_YEARS * MONTHS, months[US])
    melbourne = course.claims[MELBOURNE]
    rows = [
        Row(
            f"{short(course, MELBOURNE)}, {people(course, MELBOURNE)} people",
            f"{melbourne.value} years",
            months[MELBOURNE],
        ),
        Row(f"{short(course, US)}, {people(course, US)} people", f"{number(months[US])} months", months[US]),
        Row("Same clinic, onset in last 10 years", f"{number(months[RECENT])} months", months[RECENT], kind="other"),
    ]
    scale = linear(0, 8 * MONTHS, 10, 308)
    bottom = 30 + height(*rows) + 2
    drawing = Drawing(bottom + 480, "Delay to diagnosis")
    drawing.heading(20, "Mean delay to diagnosis, printed")
    ticks = [year * MONTHS for year in range(0, 9, 2)]
    drawing.axis(scale, ticks, 28, bottom, "Years", labels=[number(tick / MONTHS) for tick in ticks])
    draw_rows(drawing, rows, scale, 28)
    _simulation(drawing, crowd, everyone, seen, bottom + 72)

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    span = f"from {melbourne.low} to {melbourne.high} years"
    return Figure(
        name="delay",
        title="Late diagnosis, and why recent delays look short",
        alt=(
            "Two panels. Top, dot plot, axis in years: mean delay to diagnosis "
            f"{melbourne.value} years in Melbourne, {number(months[US])} months in a US clinic, "
            f"{number(months[RECENT])} months "
            "in its onsets of the last decade. Bottom, scatter plot of invented people: years since onset against "
            "delay. "
            "Filled dots below the diagonal are diagnosed, hollow ones above it are still waiting. Message: recent "
            "onsets "
            "show short delays partly because the long ones have not ended yet."
        ),
        message=(
            f"A mean of {link(MELBOURNE, f'{melbourne.value} years')} hides a range {link(MELBOURNE, span)}. A US "
            f"clinic found {link(US, f'{number(months[US])} months')}, and in onsets of the last decade "
            f"{link(RECENT, f'{number(months[RECENT])} months')}. But whoever still waits is not in that mean."
        ),
        description=(
            "<p>Top: means as printed. Bottom: an invented clinic, drawn by chance from a fixed seed. Nobody there "
            "has become "
            f"faster: all {INVENTED} invented people have delays from one distribution (exponential, mean "
            f"{number(months[US])} months, like the US clinic). A dot above the diagonal would need a delay longer "
            "than the "
            "time since onset: that person still waits and is counted nowhere.</p>"
            f"<p>Among the invented people with an onset in the last {RECENT_YEARS} years, the diagnosed ones waited "
            f"{seen:.0f} months on average; with very many people it would be {expected:.0f}. So this effect, called "
            "right "
            "truncation, shortens the mean by itself. It does not show that all of the real difference comes from "
            "it.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _simulation(drawing: Drawing, crowd: list[InventedPerson], everyone: float, seen: float, top: float) -> None:
    """The scatter plot of the invented people: years since onset to the right, delay upwards."""
    drawing.heading(top, "Invented people, simulated")
    drawing.text(8, top + 18, "All have the same chances; nobody got faster", size=SMALL, fill=MUTED)
    left, right, roof, floor = 34.0, 308.0, top + 44, top + 304
    across = linear(SINCE_YEARS * MONTHS, 0, left, right)
    up = linear(0, 16 * MONTHS, floor, roof)
    decade = across(RECENT_YEARS * MONTHS)
    drawing.box(decade, roof, right - decade, floor - roof, fill="#f3f5f8")
    for years in (0, 4, 8, 12, 16):
        drawing.line(left, up(years * MONTHS), right, up(years * MONTHS), stroke=GRID)
        drawing.text(left - 6, up(years * MONTHS) + 4, str(years), size=SMALL, anchor="end", fill=MUTED)
    drawing.text(8, roof - 10, "Delay, years", size=SMALL, fill=MUTED)
    for years in (30, 20, 10, 0):
        x = across(years * MONTHS)
        drawing.text(x, floor + 16, str(years), size=SMALL, anchor="end" if not years else "middle", fill=MUTED)
    drawing.text(right, floor + 33, "Years since the first symptom (0 = today)", size=SMALL, anchor="end", fill=MUTED)
    drawing.line(across(16 * MONTHS), up(16 * MONTHS), across(0), up(0), stroke=INK, width=1.2, dash="4 3")
    for person in crowd:
        x, y = across(person.since_onset), up(min(person.delay, 16 * MONTHS))
        if person.diagnosed:
            drawing.dot(x, y, radius=3, fill=BLUE)
        else:
            drawing.dot(x, y, radius=3, fill=PAPER, stroke=ORANGE)
    drawing.line(left, up(everyone), right, up(everyone), stroke=INK, width=1.6)
    drawing.line(decade, up(seen), right, up(seen), stroke=INK, width=3.4)
    drawing.text(WIDTH - 12, roof + 16, f"last {RECENT_YEARS} years", size=SMALL, anchor="end", fill=MUTED)
    drawing.dot(14, floor + 50, radius=3.5, fill=BLUE)
    drawing.text(24, floor + 54, "diagnosed", size=SMALL)
    drawing.dot(104, floor + 50, radius=3.5, fill=PAPER, stroke=ORANGE)
    drawing.text(114, floor + 54, "still waiting, not counted", size=SMALL)
    drawing.line(8, floor + 70, 22, floor + 70, stroke=INK, width=1.6)
    drawing.text(28, floor + 74, f"mean of everybody: {everyone:.0f} months", size=SMALL)
    drawing.line(8, floor + 90, 22, floor + 90, stroke=INK, width=3.4)
    drawing.text(28, floor + 94, f"of the diagnosed, last {RECENT_YEARS} years: {seen:.0f} months", size=SMALL)


def _numbers(course: Course) -> Grid:
    months = printed_delays(course)
    crowd = invented(course)

    def line(what: str, claim_id: str, shown: str) -> list[Cell]:
        source = sources_cell(course, [claim_id])
        return [
            text_cell(what),
            text_cell(f"{months[claim_id]:.1f}".removesuffix(".0"), months[claim_id]),
            Cell(claim_link(course, claim_id, shown), shown),
            source,
        ]

    def made(what: str, mean: float) -> list[Cell]:
        return [text_cell(what), text_cell(f"{mean:.1f}", mean), text_cell("simulated"), text_cell("invented people")]

    melbourne = course.claims[MELBOURNE]
    lines = [
        line("Melbourne clinic", MELBOURNE, f"{melbourne.value} years (range {melbourne.low} to {melbourne.high})"),
        line("US clinic", US, f"{course.claims[US].value} months"),
        line("US clinic, onset in the last decade", RECENT, f"{course.claims[RECENT].value} months"),
        made("Invented: everybody", sum(person.delay for person in crowd) / len(crowd)),
        made("Invented: the diagnosed, any onset", mean_delay_of_diagnosed(crowd)),
        made(f"Invented: the diagnosed, onset in the last {RECENT_YEARS} years",
             mean_delay_of_diagnosed(crowd, RECENT_YEARS * MONTHS)),
    ]  # fmt: skip
    columns = ("Who", "Mean delay (months)", "As printed", "Source")
    return Grid("Delay to diagnosis: the numbers behind the figure", [Column(c) for c in columns], lines)

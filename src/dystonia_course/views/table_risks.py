"""Benefit and harm in counts, with the risk ratio and the odds ratio worked out beside what the source prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dystonia_course.content.citations import claim_numbers
from dystonia_course.science.estimates import Estimate
from dystonia_course.science.two_by_two import TwoByTwo, odds_ratio, risk_ratio
from dystonia_course.views.markdown import inline_html, to_text
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.tables import Table

COUNTS = ("active_events", "active_people", "placebo_events", "placebo_people")
SHORT = {"odds ratio": "OR", "risk ratio": "RR"}
CORRECTED = "*"
NOTE = (
    "RR is the risk ratio, OR the odds ratio, toxin to placebo, each with its 95% interval from the counts of the row "
    "(normal interval of the logarithm). A star marks rows in which one count is nought: half a person is added to "
    "each cell. Above one means more often on toxin."
)


def risk_grid(table: Table, course: Course, rows: Sequence[dict[str, str]] | None = None) -> Grid:
    """The table `relative_risks`, or the given selection of its rows, with both ratios of each row's counts."""
    rows = table.rows if rows is None else rows
    columns = [
        Column("Event"),
        Column("Kind", choices=True),
        Column("Where"),
        Column("On toxin"),
        Column("On placebo"),
        Column("RR of the counts"),
        Column("OR of the counts"),
        Column("Printed"),
        Column("Sources", sortable=False),
    ]
    lines = [_line(row, course) for row in rows]
    summary = f"<p>{inline_html(table.description)}</p>"
    return Grid(table.title.removesuffix("."), columns, lines, summary=summary, note=f"<p>{NOTE}</p>")


def counts_of(row: dict[str, str]) -> TwoByTwo | None:
    """The four counts of a row, or None where the source prints no counts."""
    if not all(row[name] for name in COUNTS):
        return None
    events, people, control_events, control_people = (int(row[name]) for name in COUNTS)
    return TwoByTwo(events, people, control_events, control_people, row["event"], row["trial"])


def _line(row: dict[str, str], course: Course) -> list[Cell]:
    counts = counts_of(row)
    where = "; ".join(text for text in (row["trial"], row["product"], row["note"]) if text)
    return [
        text_cell(row["event"]),
        text_cell(row["kind"]),
        Cell(inline_html(where), to_text(where)),
        _share(row["active_events"], row["active_people"]),
        _share(row["placebo_events"], row["placebo_people"]),
        _ratio(counts, risk_ratio),
        _ratio(counts, odds_ratio),
        _printed(row, course),
        sources_cell(course, row["claims"].split(";")),
    ]


def _share(events: str, people: str) -> Cell:
    if not events:
        return text_cell("not read")
    share = int(events) / int(people)
    return text_cell(f"{events} of {people} ({100 * share:.0f}%)", share)


def _ratio(counts: TwoByTwo | None, ratio: Callable[[TwoByTwo], Estimate]) -> Cell:
    if counts is None:
        return text_cell("")
    estimate = ratio(counts)
    return text_cell(estimate.text() + (f" {CORRECTED}" if counts.cells()[-1] else ""), estimate.estimate)


def _printed(row: dict[str, str], course: Course) -> Cell:
    if not row["printed"]:
        return text_cell("")
    shown = f"{SHORT[row['printed_as']]} {row['printed']} ({row['low']} to {row['high']})"
    numbers = {float(row[name]) for name in ("printed", "low", "high")}
    claim = next(c for c in row["claims"].split(";") if numbers <= claim_numbers(course.claims[c]))
    return Cell(claim_link(course, claim, shown), shown, float(row["printed"]))

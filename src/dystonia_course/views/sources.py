"""The list of sources at the end of a lesson: what it rests on, and who paid for that work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.views.table import TableWidget
from dystonia_course.views.table_grid import GUARD, Cell, Column, Grid, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.sources import Source

ADDRESSES = {
    "doi": "the work itself",
    "pubmed": "its abstract",
    "pmc": "the full text",
    "publisher": "the publisher’s page",
    "regulator": "the regulator’s page",
    "search": "a search; no page of its own yet",
}
"""What the link of a source opens."""


def source_keys(lesson_id: str, course: Course, rows: Iterable[Mapping[str, str]] = ()) -> list[str]:
    """The keys of the sources behind a lesson, by short name: facts, questions, article and table `rows`."""
    claims = {claim.id for claim in course.claims.values() if claim.topic == lesson_id}
    claims |= {claim for question in course.banks.get(lesson_id, []) for claim in question.claims}
    claims |= {claim for row in course.lay_article.values() if row.lesson == lesson_id for claim in row.claims}
    keys: set[str] = set()
    for row in rows:
        for field in ("claim", "claims"):
            claims |= {claim.strip() for claim in row.get(field, "").split(";") if claim.strip() in course.claims}
        keys |= {key.strip() for key in row.get("source", "").split(";") if key.strip() in course.sources}
    keys |= {course.claims[claim].source for claim in claims}
    return sorted(keys, key=lambda key: (course.sources[key].short.casefold(), key))


def sources_of(lesson_id: str, course: Course, rows: Iterable[Mapping[str, str]] = ()) -> TableWidget:
    """The sources of a lesson as a table that can be filtered and sorted."""
    lines = []
    for key in source_keys(lesson_id, course, rows):
        source = course.sources[key]
        lines.append(
            [
                Cell(_link(source), source.short),
                text_cell(source.title),
                text_cell(source.container),
                text_cell(source.funding),
                text_cell(ADDRESSES[source.address]),
            ]
        )
    columns = (
        Column("Source"),
        Column("Title", sortable=False),
        Column("Where"),
        Column("Who paid"),
        Column("The link opens"),
    )
    summary = "<p>“Not stated” means that we found no word on who paid where we read it; “n.d.” means no date.</p>"
    return TableWidget(Grid("Sources of this lesson, and who paid for them", columns, lines, summary=summary))


def _link(source: Source) -> str:
    address = escape(source.url, quote=True)
    return f'<a href="{address}" target="_blank" rel="noopener" {GUARD}>{escape(source.short)}</a>'

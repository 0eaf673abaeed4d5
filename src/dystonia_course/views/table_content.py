"""From a table of the course to cells that can be shown.

Prose keeps its links, numbers are linked to the row's claim, limits stand beside their value, ids become short source
links, and cells without a source say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.content.citations import claim_numbers, grouped, numbers_in
from dystonia_course.views.table_grid import (
    Cell,
    Column,
    Grid,
    claim_link,
    source_link,
    sources_cell,
    text_cell,
)

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.tables import Table, TableField

HIDDEN = ("id", "lesson", "sourced")
"""Columns for the course's own use."""
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "muscles": tuple(f"{part}{of}" for part in ("depth", "hazards", "landmark") for of in ("", "_source", "_claims")),
    "adverse_events": ("kind", "dose_units", "claim"),
    "follow_up": ("what",),
    "label_limits": ("claims",),
    "products": ("complex", "unopened", "claims"),
    "responder_definitions": ("claim",),
}
"""Columns left to other views: what lies near a muscle stands on the map of the neck, a dose in the group's name, the
size of a complex in `contents`, the cold chain in `storage`, the kind of a time in its words. A linked
number needs no second link to its claim."""
LIMITS: dict[str, tuple[str, str]] = {
    "value": ("low", "high"),
    "percent": ("low", "high"),
    "fall": ("low", "high"),
    "per_million": ("per_million_low", "per_million_high"),
    "ratio": ("ratio_low", "ratio_high"),
    "difference": ("low", "high"),
}
"""Columns whose limits stand beside them."""
RANGES = {"lowest": ("highest", "Range")}
"""Two columns that are one range."""
WITH_UNIT = ("value", "improvement", "mean_delay")
"""Columns whose unit, where the table has a column `unit`, stands in the cell."""
JOINED: dict[str, dict[str, tuple[str, ...]]] = {
    "epidemiology": {"design": ("place", "years", "counted"), "note": ("interval_kind",)},
    "mcic": {"what": ("study",), "note": ("interval_kind",)},
    "adverse_events": {"study": ("product", "note")},
    "responder_definitions": {"trial": ("product", "arm", "when", "note")},
    "duration_definitions": {"stops_when": ("who",)},
    "satisfaction": {"study": ("product",)},
    "costs": {"compared": ("note",)},
    "funding_of_trials": {"paid_by": ("payer",)},
    "antibody_rates": {"group": ("products", "year"), "definition": ("assay", "note")},
    "contraindications": {"region": ("label_year",)},
    "follow_up": {"item": ("note",)},
    "label_limits": {"region": ("text_year",)},
    "products": {"product": ("trade_name",), "vials": ("form",)},
}
"""Columns that read better in one cell with another."""
OUT_OF = {"active_events": "active_people", "placebo_events": "placebo_people"}
"""Counts that are shown with the people counted: 5 of 17."""
SOURCES = ("claim", "claims", "source", "sources")
"""Columns of ids, which stand last."""
FIRST = {"lay_article": "claim"}
"""The column that names a row, where it is not the first one."""
NUMBERS = ("number", "integer")
LONGEST_SORTED = 60
NO_SOURCE = "no source yet"


def unsourced_cell() -> Cell:
    """A cell that says that it has no source, in words and by a hatch."""
    return Cell(NO_SOURCE, NO_SOURCE, mark="dc-unsourced")


def table_grid(table: Table, course: Course, rows: Sequence[dict[str, str]] | None = None) -> Grid:
    """The table, or a selection of its rows, as cells. Two tables are turned into something else: see their modules."""
    if table.name == "muscle_postures":
        from dystonia_course.views.table_matrix import matrix_grid

        return matrix_grid(table, course, rows)
    if table.name == "relative_risks":
        from dystonia_course.views.table_risks import risk_grid

        return risk_grid(table, course, rows)
    rows = table.rows if rows is None else rows
    shown = _shown_fields(table, rows)
    lines = [[_cell(field, row, table, course) for field in shown] for row in rows]
    columns = [
        Column(
            _header(field, table),
            _is_number(field, table),
            sortable=i == 0 or _is_short([line[i] for line in lines]),
            choices=field.filter,
        )
        for i, field in enumerate(shown)
    ]
    return Grid(
        caption=table.title.removesuffix("."),
        columns=columns,
        rows=lines,
        summary=f"<p>{escape(table.description)}</p>" if table.description else "",
    )


def _shown_fields(table: Table, rows: Sequence[dict[str, str]]) -> list[TableField]:
    names = {field.name for field in table.fields}
    beside = {limit for main, limits in LIMITS.items() if main in names for limit in limits}
    beside |= {end for start, (end, _) in RANGES.items() if start in names}
    beside |= {part for parts in JOINED.get(table.name, {}).values() for part in parts}
    beside |= set(ELSEWHERE.get(table.name, ()))
    beside |= {people for events, people in OUT_OF.items() if events in names}
    if any(main in names for main in WITH_UNIT):
        beside.add("unit")
    kept = [field for field in table.fields if field.name not in beside and field.name not in HIDDEN]
    joined = JOINED.get(table.name, {})
    full = [f for f in kept if any(_parts(f, row, joined.get(f.name, ())) for row in rows)]
    first = FIRST.get(table.name, full[0].name)
    return sorted(full, key=lambda field: (field.name != first, field.name in SOURCES))


def _parts(field: TableField, row: dict[str, str], joined: Sequence[str]) -> str:
    """What a shown column rests on in a row: itself, what joins it, its limits or the end of its range."""
    limits = [*LIMITS.get(field.name, ()), *RANGES.get(field.name, ())[:1]]
    names = [field.name, *joined, *limits]
    return "".join(row.get(name, "") for name in names)


def _is_number(field: TableField, table: Table) -> bool:
    plain_number = field.type in NUMBERS and field.name not in (*LIMITS, *RANGES, *OUT_OF)
    return plain_number and not (field.name in WITH_UNIT and _has_unit(table))


def _is_short(cells: Sequence[Cell]) -> bool:
    """Whether a column holds names or numbers, and not prose or lists, which nobody sorts by."""
    return all(len(cell.text) <= LONGEST_SORTED and ";" not in cell.text for cell in cells)


def _has_unit(table: Table) -> bool:
    return any(field.name == "unit" for field in table.fields)


def _header(field: TableField, table: Table) -> str:
    title = RANGES[field.name][1] if field.name in RANGES else field.title
    if field.name == "claims":
        title = "Sources"
    if field.unit.lower().startswith(title.lower()):
        return field.unit[:1].upper() + field.unit[1:]
    return f"{title} ({field.unit})" if field.unit else title


def _cell(field: TableField, row: dict[str, str], table: Table, course: Course) -> Cell:
    from dystonia_course.views.markdown import inline_html, to_text

    value = row[field.name]
    if field.name in ("claim", "claims") and value and all(i.strip() in course.claims for i in value.split(";")):
        return sources_cell(course, [claim.strip() for claim in value.split(";")])
    if field.name in ("source", "sources") and value:
        keys = [key.strip() for key in value.split(";")]
        links = ", ".join(source_link(course, key) for key in keys)
        return Cell(links, ", ".join(course.sources[key].short for key in keys))
    if field.type in NUMBERS:
        return _number_cell(field, row, table, course)
    texts = [value, *(row[part] for part in JOINED.get(table.name, {}).get(field.name, ()))]
    texts = [text for text in texts if text]
    if not texts:
        return unsourced_cell() if row.get("sourced") == "no" else text_cell("")
    return Cell("; ".join(inline_html(text) for text in texts), "; ".join(to_text(text) for text in texts))


def _number_cell(field: TableField, row: dict[str, str], table: Table, course: Course) -> Cell:
    value = row[field.name]
    if field.name in OUT_OF and value:
        people = row[OUT_OF[field.name]]
        shown = f"{grouped(value)} of {grouped(people)}"
        by = row.get("claim", "")
        return Cell(claim_link(course, by, shown) if by else shown, shown, int(value) / int(people))
    if field.name in RANGES:
        low, high = value, row[RANGES[field.name][0]]
        shown, key = (f"{low} to {high}" if low and high else low or high), high or low
    else:
        low, high = (row.get(name, "") for name in LIMITS.get(field.name, ("", "")))
        span = f"{grouped(low)} to {grouped(high)}" if low and high else ""
        shown = f"{grouped(value)} ({span})" if value and span else grouped(value) or span
        key = value or low
    if field.name in WITH_UNIT and _has_unit(table) and shown:
        unit = row["unit"]
        unit = unit.removesuffix("s") if shown == "1" and unit in ("days", "weeks", "months", "years") else unit
        shown = f"{shown}{'' if unit == '%' else ' '}{unit}"
    if not shown:
        return text_cell("")
    shown = shown.replace("-", "−") if key.startswith("-") or low.startswith("-") else shown
    claim = course.claims.get(row.get("claim", ""))
    if claim and numbers_in(" ".join((value, low, high))) <= claim_numbers(claim):
        return Cell(claim_link(course, claim.id, shown), shown, float(key))
    return Cell(escape(shown), shown, float(key))

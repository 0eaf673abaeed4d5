"""A table as it is shown: cells with a link, a text and a sort key, and its two still faces, HTML and plain text.

The HTML is a plain table that needs neither script nor style: caption, header cells with scope, links in the cells.
It is what a code host or an untrusted notebook shows; `table.js` adds the filter and the sort buttons to the same
markup. The first column holds the row headers.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

GUARD = 'data-lm-suppress-shortcuts="true"'
TEXT_WIDTH = 100
TEXT_ROWS = 20
SKIP_FROM_LINKS = 16
"""A table with so many links has a link that leads past it: each would be a stop on the way by keyboard."""


@dataclass(frozen=True)
class Cell:
    """One cell. `sort` is what it sorts by (None: its text); `mark` a style class that words in the cell repeat."""

    html: str
    text: str
    sort: float | None = None
    mark: str = ""


@dataclass(frozen=True)
class Column:
    """A column's header, its unit included. `numeric` cells are set flush right; prose is not worth sorting by.

    `choices`: the reader may choose rows by the column's values.
    """

    title: str
    numeric: bool = False
    sortable: bool = True
    choices: bool = False


@dataclass(frozen=True)
class Grid:
    """A table ready to be shown. `summary` (HTML) stands above it, `note` (HTML) below it.

    `wide`: on a narrow screen it scrolls sideways in its own region; otherwise its rows become blocks.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    summary: str = ""
    note: str = ""
    wide: bool = False
    classes: Sequence[str] = field(default_factory=tuple)


def text_cell(text: str, sort: float | None = None) -> Cell:
    """A cell that shows `text` as it is."""
    return Cell(escape(text), text, sort)


def claim_link(course: Course, claim_id: str, label: str) -> str:
    """An HTML link that shows `label`, goes to the source of the claim and names the claim in its title."""
    claim = course.claims[claim_id]
    source = course.sources[claim.source]
    title = escape(claim.link_title(source), quote=True)
    return (
        f'<a href="{escape(source.url, quote=True)}" title="{title}" target="_blank" rel="noopener" {GUARD}>'
        f"{escape(label)}</a>"
    )


def source_link(course: Course, key: str, label: str | None = None) -> str:
    """An HTML link to a source as a whole; it shows the source's short name unless another `label` is given."""
    source = course.sources[key]
    search = "search: " if source.address == "search" else ""
    title = escape(f"{search}{source.short}, {source.title}", quote=True)
    return (
        f'<a href="{escape(source.url, quote=True)}" title="{title}" target="_blank" rel="noopener" {GUARD}>'
        f"{escape(label or source.short)}</a>"
    )


def claim_cell(course: Course, claim_id: str, label: str, sort: float | None = None) -> Cell:
    """A cell whose whole text is a link to a claim."""
    return Cell(claim_link(course, claim_id, label), label, sort)


def sources_cell(course: Course, claim_ids: Sequence[str]) -> Cell:
    """A cell that names each source of the claims once, as a link."""
    first = {course.claims[claim].source: claim for claim in reversed(claim_ids)}
    claims = [claim for claim in claim_ids if first[course.claims[claim].source] == claim]
    shorts = [course.sources[course.claims[claim].source].short for claim in claims]
    links = [claim_link(course, claim, label) for claim, label in zip(claims, shorts, strict=True)]
    return Cell("; ".join(links), "; ".join(shorts))


def grid_html(grid: Grid, *, labels: bool = False) -> str:
    """The table as HTML: a `div.dc` with the summary, the table and the note.

    `labels` repeats the column's header in each cell as `data-label`, and says the roles of the parts, for a table that
    a style sheet may turn into blocks and that no script will complete. Such a table has no way past it: in JupyterLab
    that needs the script.
    """
    roles = ("table", "rowgroup", "row", "columnheader")
    table, part, line, head_role = (f' role="{role}"' if labels else "" for role in roles)
    head = "".join(
        f'<th scope="col"{head_role}{_align(column)}{"" if column.sortable else " data-plain"}'
        f"{' data-choices' if column.choices else ''}>"
        f"{escape(column.title)}</th>"
        for column in grid.columns
    )
    body = "".join(f"<tr{line}>{_row(grid, row, labels)}</tr>" for row in grid.rows)
    classes = " ".join(("dc", "dc-table", *(["dc-wide"] if grid.wide else []), *grid.classes))
    summary = f'<div class="dc-table-summary">{grid.summary}</div>' if grid.summary else ""
    note = f'<div class="dc-table-note">{grid.note}</div>' if grid.note else ""
    skip, end = _way_past(grid) if not labels and body.count("<a ") >= SKIP_FROM_LINKS else ("", "")
    return (
        f'<div class="{classes}">{skip}{summary}<div class="dc-table-region"><table{table}>'
        f"<caption>{escape(grid.caption)}</caption>"
        f"<thead{part}><tr{line}>{head}</tr></thead><tbody{part}>{body}</tbody></table></div>{note}{end}</div>"
    )


def _way_past(grid: Grid) -> tuple[str, str]:
    """A link that is seen while it has the focus, and the place behind the table to which it leads.

    Where our style sheet is missing it is not shown: JupyterLab takes style sheets and `id` out of a notebook that it
    does not trust, and the link would lead nowhere.
    """
    place = f"t{crc32(f'{grid.caption}{len(grid.rows)}'.encode()):08x}"[:6]
    return f'<a class="dc-skip" style="display:none" href="#{place}">Skip this table</a>', f'<i id="{place}"></i>'


def _row(grid: Grid, row: Sequence[Cell], labels: bool) -> str:
    parts = []
    for position, (column, cell) in enumerate(zip(grid.columns, row, strict=True)):
        key = "" if cell.sort is None else f' data-sort="{cell.sort:g}"'
        mark = f' class="{cell.mark}"' if cell.mark else ""
        tag = 'th scope="row"' if position == 0 else "td"
        label = ""
        if labels:
            label = f' role="cell" data-label="{escape(column.title, quote=True)}"' if position else ' role="rowheader"'
        parts.append(f"<{tag}{_align(column)}{key}{mark}{label}>{cell.html}</{tag[:2]}>")
    return "".join(parts)


def _align(column: Column) -> str:
    return f' style="text-align:{"right" if column.numeric else "left"}"'


def grid_text(grid: Grid) -> str:
    """The table as plain text: aligned columns where they fit in 100 characters, one record a row otherwise.

    A long table is cut after its first rows, since its HTML stands beside the text in a stored notebook.
    """
    titles = [column.title for column in grid.columns]
    cells = [[cell.text for cell in row] for row in grid.rows[:TEXT_ROWS]]
    widths = [max(len(line[i]) for line in [titles, *cells]) for i in range(len(titles))]
    lines = [grid.caption]
    if sum(widths) + 2 * len(widths) <= TEXT_WIDTH:
        for line in [titles, ["-" * width for width in widths], *cells]:
            shown = [
                text.rjust(width) if column.numeric else text.ljust(width)
                for text, width, column in zip(line, widths, grid.columns, strict=True)
            ]
            lines.append("  ".join(shown).rstrip())
    else:
        for row in cells:
            lines.append(f"- {row[0]}")
            for title, text in zip(titles[1:], row[1:], strict=True):
                if text:
                    lines += textwrap.wrap(
                        f"{title}: {text}", TEXT_WIDTH, initial_indent="  ", subsequent_indent="    "
                    )
    if len(grid.rows) > TEXT_ROWS:
        more = len(grid.rows) - TEXT_ROWS
        lines.append(f"... and {more} more row{'s' if more > 1 else ''}")
    if grid.note:
        lines += textwrap.wrap(plain(grid.note), TEXT_WIDTH)
    return "\n".join(lines)


def plain(html: str) -> str:
    """The words of a piece of HTML of our own."""
    from html import unescape

    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def guarded(html: str) -> str:
    """The same HTML with every link and `summary` kept safe from JupyterLab's single-key shortcuts."""
    return re.sub(rf"<(a|summary)\b(?![^>]*{re.escape(GUARD)})", rf"<\1 {GUARD}", html)

"""A table as a widget: the plain HTML table of `table_grid.py`, to which `table.js` adds a filter and sorting.

Why this is our own and not itables. itables 2.9.1 was measured on the table of look-alikes (12 rows) in JupyterLab 4.6:
axe-core found nothing, and Enter on a header sorts. What failed:

- its sort buttons lack the attribute that keeps JupyterLab's shortcuts away: on a header, an arrow key jumps to another
  cell, `b` inserts a cell and `d d` deletes the cell with the table;
- header cells carry no `scope`, rows have no header cell, the widget form drops the caption, and two tables on one page
  share the id `dt-search-0`, which leaves the second search box without a label;
- a saved notebook grows by 0.97 MB for the offline bundle (0.75 MB of state in the widget form), 14 kB a table;
- random ids and an address stand in its outputs, so that a strict comparison of outputs always differs;
- without script a reader gets "Loading", or a preview without caption and with a link to the project's own site;
- it needs pandas, 20 MB more in an edition that runs in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import anywidget
import traitlets

from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.table_content import table_grid
from dystonia_course.views.table_grid import Grid, grid_html, grid_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.tables import Table


class TableWidget(anywidget.AnyWidget):
    """A table to filter, choose from and sort by keyboard. Its still faces are a plain HTML table and a text."""

    _esm = module("table.js")
    _css = stylesheet("table.css")
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, grid: Grid) -> None:
        """`grid` is the table as it is to be shown."""
        self.grid = grid
        super().__init__(html=grid_html(grid))

    def __repr__(self) -> str:
        return grid_text(self.grid)

    def _repr_mimebundle_(self, **kwargs: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
        live = super()._repr_mimebundle_(**kwargs)
        data, metadata = live if isinstance(live, tuple) else (live or {}, {})
        return {**data, "text/html": self.html, "text/plain": grid_text(self.grid)}, metadata


def table_view(table: Table, course: Course, rows: Sequence[dict[str, str]] | None = None) -> TableWidget:
    """The table, or the given selection of its rows, ready to be displayed."""
    return TableWidget(table_grid(table, course, rows))

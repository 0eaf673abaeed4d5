"""The tables of the lessons that code works out on the spot, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dystonia_course.views.pooled_results import pooled
from dystonia_course.views.risk_results import relative_risks
from dystonia_course.views.table import TableWidget
from dystonia_course.views.trial_results import contrasts, week4

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.views.table_grid import Grid

RESULTS: dict[str, Callable[[Course], Grid]] = {
    "week4": week4,
    "contrasts": contrasts,
    "pooled": pooled,
    "relative_risks": relative_risks,
}
FIRST_OF_TRIAL = "week4"
"""The result with which the lesson's part on the trial begins."""


def result_view(name: str, course: Course) -> TableWidget:
    """The result `name`; LookupError with one sentence that lists the known names."""
    if name not in RESULTS:
        raise LookupError(f"There is no result called '{name}'; the course has: {', '.join(RESULTS)}.")
    return TableWidget(RESULTS[name](course))

"""The page of an instructor: the tables of a class from the files that its learners exported."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.record.class_tables import option_text
from dystonia_course.record.item_statistics import label_of
from dystonia_course.record.set_names import form_name, occasion_name, set_name
from dystonia_course.views.live_page import LivePage, day_cell
from dystonia_course.views.markdown import to_text
from dystonia_course.views.table_grid import Cell, Column, Grid, grid_html, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.class_rows import ClassStatistics, ErrorRow
    from dystonia_course.record.merge import Merged
    from dystonia_course.record.test_result import ClassGain

RESTING = "Run this page to see the results of your class."
WRITE = "Write the tables as CSV files"
TABLES = "tables"
"""The folder, beside the learners' files, into which the tables are written."""
HIDDEN = "hidden"
ENDINGS = (".csv", ".jsonl")


def class_results(files: str | Path | Sequence[str | Path]) -> None:
    """Show the results of a class from a folder of exported files, or from the files themselves."""
    from dystonia_course.content.course import load_course
    from dystonia_course.views.showing import show

    show(lambda: class_results_page(files, load_course()))


def class_results_page(files: str | Path | Sequence[str | Path], course: Course) -> LivePage:
    """The page as a widget: it reads the files again when it is brought up to date."""
    from dystonia_course.record.class_statistics import class_statistics
    from dystonia_course.record.class_tables import write_class
    from dystonia_course.record.merge import merge

    folder = Path(files) if isinstance(files, str | Path) else Path(files[0]).parent if files else Path()

    def read() -> tuple[Merged, ClassStatistics] | str:
        found = class_files(files)
        if not found:
            return (
                f"There are no files yet. Put the files that your learners exported into the folder “{folder.name}” "
                "beside this page, then press “Bring up to date”."
            )
        merged = merge(found, course)
        return merged, class_statistics(merged.answers, course)

    def build() -> str:
        found = read()
        return f"<p>{escape(found)}</p>" if isinstance(found, str) else results_html(found[0], found[1], course)

    def write() -> str:
        found = read()
        if isinstance(found, str):
            return found
        try:
            written = write_class(*found, course, folder / TABLES)
        except OSError as error:
            return f"The tables cannot be written: {error.strerror or error}."
        return f"{len(written)} files are in the folder “{folder.name}/{TABLES}”."

    return LivePage(build, title="Results of the class", resting=RESTING, actions={WRITE: write})


def class_files(files: str | Path | Sequence[str | Path]) -> list[Path]:
    """The learners' files: those given, or those in a folder, by name. Empty if there is no such folder."""
    if not isinstance(files, str | Path):
        return [Path(one) for one in files]
    place = Path(files)
    if place.is_file():
        return [place]
    return sorted(one for one in place.glob("*") if one.suffix in ENDINGS) if place.is_dir() else []


def results_html(merged: Merged, found: ClassStatistics, course: Course) -> str:
    """The whole page. Headings begin at the third level, as it stands in a section of a notebook."""
    from dystonia_course.record.class_tables import KEPT, last_test_day, notes_of

    if not merged.codes:
        return _left_out(merged)
    last = max((one.response.time[:10] for one in merged.answers), default="")
    notes = "".join(f"<li>{escape(one)}</li>" for one in notes_of(found, datetime.date.today() + KEPT))
    learners = "1 learner" if found.learners == 1 else f"{found.learners} learners"
    return (
        f'{_left_out(merged)}<p class="dcv-summary">{learners}, {len(merged.answers)} answers, the last on {last}.</p>'
        f"{_tests(found, course)}{_gain(found.gain, last_test_day(merged.answers))}{_items(found, course)}"
        f"{_options(found, course)}{_levels(found, course)}{_errors(found, course)}<h3>Notes</h3><ul>{notes}</ul>"
    )


def _left_out(merged: Merged) -> str:
    """The files that are not in the tables, each with its reason; empty if all are."""
    if not merged.left_out:
        return ""
    listed = "".join(f"<li>{escape(one)}</li>" for one in merged.left_out)
    rest = "The tables below are made from the other files." if merged.codes else "So there is nothing to show yet."
    return f'<div class="dcv-left-out"><h3>Files that are left out</h3><ul>{listed}</ul><p>{rest}</p></div>'


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title, sortable=False) for title in titles)


def _number(value: float | None, digits: int = 2) -> Cell:
    return text_cell(HIDDEN if value is None else f"{value:.{digits}f}".replace("-", "−"))


def _section(title: str, grids: Iterable[Grid], empty: str) -> str:
    shown = "".join(grid_html(grid, labels=True) for grid in grids)
    return f"<h3>{title}</h3>{shown or f'<p>{empty}</p>'}"


def _tests(found: ClassStatistics, course: Course) -> str:
    rows = [
        [
            text_cell(form_name(row.form, course)),
            text_cell(occasion_name(row.occasion)),
            day_cell(row.date),
            text_cell(str(row.n)),
            text_cell(row.label),
            text_cell(str(row.items)),
            _number(row.mean, 1),
            _number(row.deviation, 1),
            text_cell("" if row.kr20 is None else f"{row.kr20:.2f}".replace("-", "−")),
            text_cell(row.remark),
        ]
        for row in found.tests
    ]
    titles = _columns("Set", "When", "Last day", "n", "Label", "Questions", "Mean, %", "SD, %", "KR-20", "Remark")
    grids = [Grid("Tests and sets as a whole", titles, rows)] if rows else []
    return _section("Tests and sets", grids, "No group is large enough to show.")


def _gain(gain: ClassGain | None, date: str) -> str:
    if gain is None:
        return ""
    titles = _columns(
        "n", "Label", "Last day", "Before, mean %", "After, mean %", "Difference, points", "95% interval", "g", "Band"
    )
    between = f"{gain.difference.low:+.1f} to {gain.difference.high:+.1f}".replace("-", "−")
    row = [
        text_cell(str(gain.n)),
        text_cell(label_of(gain.n) or ""),
        day_cell(date),
        _number(gain.before, 1),
        _number(gain.after, 1),
        text_cell(f"{gain.difference.value:+.1f}".replace("-", "−")),
        text_cell(between),
        text_cell("not defined" if gain.g is None else f"{gain.g:.2f}".replace("-", "−")),
        text_cell(gain.band),
    ]
    return _section("Gain of the class", [Grid("Before and after the course, the same learners", titles, [row])], "")


def _question(name: str, course: Course) -> Cell:
    ask = to_text(course.questions[name].ask) if name in course.questions else ""
    return Cell(f'{escape(ask)}<br><span class="dcv-id">{escape(name)}</span>' if ask else escape(name), ask or name)


def _objectives(ids: str, course: Course) -> str:
    return "; ".join(course.objectives[one].text if one in course.objectives else one for one in ids.split())


def _folded(
    groups: Iterable[tuple[str, str, str, list[list[Cell]]]], kind: str, titles: Sequence[Column], course: Course
) -> str:
    """One folded table for each form and occasion: (form, occasion, date, rows)."""
    parts = []
    for number, (form, occasion, date, rows) in enumerate(groups):
        words = f"{set_name(form, occasion, course)}, {date}"
        grid = Grid(f"{kind}: {words}", titles, rows)
        parts.append(
            f'<details id="dcv-{kind.lower().replace(" ", "-")}-{number}"><summary>{escape(words)}</summary>'
            f"{grid_html(grid, labels=True)}</details>"
        )
    return "".join(parts)


def _items(found: ClassStatistics, course: Course) -> str:
    titles = _columns("Question", "Objective", "n", "Label", "p", "r", "Flags")
    groups = [
        (*key, [
            [
                _question(row.question_id, course),
                text_cell(_objectives(row.objectives, course)),
                text_cell(str(row.n)),
                text_cell(row.label),
                _number(row.p),
                _number(row.r),
                text_cell("; ".join(row.flags)),
            ]
            for row in rows
        ])
        for key, rows in groupby(found.items, key=lambda row: (row.form, row.occasion, row.date))
    ]  # fmt: skip
    folded = _folded(groups, "Questions", titles, course)
    return f"<h3>Questions</h3>{folded or '<p>No group is large enough to show.</p>'}"


def _options(found: ClassStatistics, course: Course) -> str:
    titles = _columns("Question", "Option", "Key", "n", "Label", "Count", "Share", "r", "Flags")
    groups = [
        (*key, [
            [
                _question(row.question_id, course),
                text_cell(option_text(course, row.question_id, row.option)),
                text_cell("key" if row.key else ""),
                text_cell(str(row.n)),
                text_cell(row.label),
                text_cell(HIDDEN if row.count is None else str(row.count)),
                text_cell(HIDDEN if row.share is None else f"{100 * row.share:.0f}%"),
                _number(row.r),
                text_cell("; ".join(row.flags)),
            ]
            for row in rows
        ])
        for key, rows in groupby(found.options, key=lambda row: (row.form, row.occasion, row.date))
    ]  # fmt: skip
    return f"<h3>Options</h3>{_folded(groups, 'Options', titles, course)}" if groups else ""


def _levels(found: ClassStatistics, course: Course) -> str:
    rows = [
        [
            text_cell(set_name(row.form, row.occasion, course)),
            day_cell(row.date),
            text_cell(str(row.learners)),
            text_cell(row.label),
            text_cell(row.level),
            text_cell(HIDDEN if row.share is None else f"{row.share.right} of {row.share.of}"),
            text_cell(
                ""
                if row.share is None or row.share.low is None or row.share.high is None
                else f"{100 * row.share.low:.0f}% to {100 * row.share.high:.0f}%"
            ),
            text_cell("; ".join(row.flags)),
        ]
        for row in found.levels
    ]
    titles = _columns("Set", "Last day", "Learners", "Label", "They said", "Right", "95% interval", "Flags")
    return _section("Confidence", [Grid("Right answers by confidence", titles, rows)], "") if rows else ""


def _chosen(row: ErrorRow, course: Course) -> str:
    """What at least five of them chose; of a question with options it is said if no option has as many."""
    if row.choices:
        return "; ".join(option_text(course, row.question_id, one) for one in row.choices)
    return f"{HIDDEN}: under 5 each" if hasattr(course.questions.get(row.question_id), "options") else ""


def _errors(found: ClassStatistics, course: Course) -> str:
    rows = [
        [
            _question(row.question_id, course),
            text_cell(set_name(row.form, row.occasion, course)),
            day_cell(row.date),
            text_cell(str(row.n)),
            text_cell(row.label),
            text_cell(str(row.count)),
            text_cell(_chosen(row, course)),
        ]
        for row in found.errors
    ]
    titles = _columns("Question", "Set", "Last day", "n", "Label", "Sure and not right", "What they chose")
    return _section("Confident errors", [Grid("Sure and not right", titles, rows)], "") if rows else ""

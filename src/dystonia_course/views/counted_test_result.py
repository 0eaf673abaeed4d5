"""What is shown of the tests that count once it may be: result in words and tables, every question explained."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from dystonia_course.record.test_forms import OCCASIONS, Forms, Occasion
from dystonia_course.record.test_result import result
from dystonia_course.views.live_page import day_cell
from dystonia_course.views.question_payload import explained_payload
from dystonia_course.views.table_grid import Cell, Column, Grid, grid_html, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.confidence import Marks
    from dystonia_course.record.intervals import Share
    from dystonia_course.record.store import Store
    from dystonia_course.record.test_result import TestResult


def result_html(course: Course, store: Store) -> str:
    """Scores, differences with their intervals, objectives, and the words that go with them.

    Raises SittingError as long as it must stay hidden, and RecordUnavailable.
    """
    found = result(course, store)
    differences = "".join(f"<li>{escape(one.words)}</li>" for one in found.comparisons)
    listed = f'<ul class="dct-differences">{differences}</ul>' if differences else ""
    words = "".join(f"<p>{escape(one)}</p>" for one in found.words)
    return (
        f"{grid_html(_scores(found), labels=True)}{listed}"
        f'<div class="dct-words">{words}</div>'
        f"{grid_html(_objectives(found), labels=True)}"
    )


def _scores(found: TestResult) -> Grid:
    marked = any(one.marks.answers for one in found.scores)
    titles = ("Test", "Day", "Right", "Per cent", "95% interval", *(("By confidence",) if marked else ()))
    columns = tuple(Column(name, sortable=False) for name in titles)
    rows = [
        [
            text_cell(one.title),
            day_cell(one.closed[:10]),
            text_cell(f"{one.score.right} of {one.score.of}"),
            text_cell(f"{100 * (one.score.value or 0):.0f}%"),
            text_cell(_interval(one.score)),
            *((text_cell(_marks(one.marks)),) if marked else ()),
        ]
        for one in found.scores
    ]
    return Grid("Your tests", columns, rows)


def _interval(score: Share) -> str:
    return "" if score.low is None or score.high is None else f"{100 * score.low:.0f}% to {100 * score.high:.0f}%"


def _marks(marks: Marks) -> str:
    """The marks by confidence, beside the plain score; empty where no answer had one."""
    if not marks.answers:
        return ""
    answers = "1 answer" if marks.answers == 1 else f"{marks.answers} answers"
    return f"{marks.marks} of {marks.best} marks ({answers})".replace("-", "−")


def _objectives(found: TestResult) -> Grid:
    taken: list[Occasion] = [one for one in OCCASIONS if any(one in row.counts for row in found.objectives)]
    titles = {one.occasion: one.title for one in found.scores}
    columns = (Column("You can", sortable=False), *(Column(f"{titles[one]}: right", sortable=False) for one in taken))
    rows = [
        [Cell(escape(row.text), row.text), *(_count(row.counts.get(one)) for one in taken)] for row in found.objectives
    ]
    note = "<p>One or two questions on an objective say little: take a low count as a hint where to read again.</p>"
    return Grid("By objective", columns, rows, note=note)


def _count(count: tuple[int, int] | None) -> Cell:
    return text_cell("") if count is None else text_cell(f"{count[0]} of {count[1]}", count[0] / count[1])


def explained_tests(course: Course, store: Store, titles: Mapping[Occasion, str]) -> list[dict[str, Any]]:
    """Every closed test with its questions, the answers that counted, and all feedback. Call it only when allowed."""
    forms = Forms(course, store)
    return [
        {
            "title": titles[occasion],
            "questions": [explained_payload(question, course) for question in forms.questions(occasion)],
            "chosen": {
                name: {"choice": one.choice, "confidence": one.confidence, "version": one.question_version}
                for name, one in forms.answers(occasion).items()
            },
        }
        for occasion, sitting in forms.sittings().items()
        if sitting.closed
    ]

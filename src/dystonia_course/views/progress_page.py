"""The page of progress: what has been done and what is due, how well confidence fits, days, and terms met."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.record.progress import progress
from dystonia_course.views.live_page import LivePage, day_cell
from dystonia_course.views.markdown import inline_html, to_text
from dystonia_course.views.progress_figures import calibration_figure, days_figure, lessons_figure
from dystonia_course.views.table_grid import Cell, Column, Grid, grid_html, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.progress import Count, LessonProgress, Progress
    from dystonia_course.record.store import Store

RESTING = "Run this page to see your progress."


def progress_page(course: Course, store: Store) -> LivePage:
    """The page as a widget that can be brought up to date."""
    return LivePage(lambda: progress_html(progress(course, store), course), title="Your progress", resting=RESTING)


def progress_html(found: Progress, course: Course) -> str:
    """The whole page as HTML; headings begin at the third level, as it stands in a section of a notebook."""
    return "".join((_summary(found), _lessons(found), _objectives(found), _confidence(found, course), _days(found),
                    _terms(found)))  # fmt: skip


def _summary(found: Progress) -> str:
    total = found.total
    words = [f"You have answered {total.seen} of {total.questions} questions."]
    if total.marked:
        words.append(f"At the first try {total.right_first} of {total.marked} were right.")
    if 0 < total.marked < total.seen:
        words.append("Guesses before the reading and answers you marked yourself are left out of that.")
    words.append(_due(found))
    return f'<p class="dcv-summary">{escape(" ".join(words))}</p>'


def _due(found: Progress) -> str:
    """What is due, in the same numbers as the tables below; questions of the tests are in none of those."""
    due = found.standing.round + found.standing.waiting
    if not due:
        return found.standing.words
    words = f"{due} {'is' if due == 1 else 'are'} due for review"
    if due > found.total.due:
        words += f" ({due - found.total.due} of them from the tests)"
    if found.standing.waiting:
        words += f". The review asks {found.standing.round} at a time; the rest can wait, and nothing is lost by it"
    return f"{words}."


def _counts(count: Count) -> list[Cell]:
    right = f"{count.right_first} of {count.marked}" if count.marked else ""
    return [text_cell(f"{count.seen} of {count.questions}"), text_cell(right), text_cell(str(count.due or ""))]


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title, sortable=False) for title in titles)


def _lessons(found: Progress) -> str:
    rows = [
        [
            Cell(_notebook(one), one.title),
            *_counts(one.count),
            text_cell(f"{len(one.terms_met)} of {len(one.terms)}" if one.terms else ""),
            day_cell(one.last_day.isoformat() if one.last_day else ""),
        ]
        for one in found.lessons
    ]
    titles = _columns("Lesson", "Answered", "Right at the first try", "Due for review", "Terms met", "Last answer")
    grid = Grid("Progress by lesson", titles, rows)
    return f"<h3>By lesson</h3>{lessons_figure(found.lessons)}{grid_html(grid, labels=True)}"


def _notebook(one: LessonProgress) -> str:
    name = escape(one.notebook, quote=True)
    return f'<a href="{name}.ipynb" data-notebook="{name}">{escape(one.title)}</a>'


def _objectives(found: Progress) -> str:
    parts = []
    titles = _columns("You can", "Answered", "Right at the first try", "Due for review")
    for lesson in found.lessons:
        here = [one for one in found.objectives if one.lesson == lesson.lesson and one.count.questions]
        if not here:
            continue
        rows = [[text_cell(one.text), *_counts(one.count)] for one in here]
        begun = sum(one.count.seen > 0 for one in here)
        grid = Grid(f"{lesson.title}: progress by objective", titles, rows)
        words = f"{escape(lesson.title)}: {begun} of {len(here)} objectives begun"
        if begun and not lesson.count.seen:
            words += ", by questions of other lessons"
        parts.append(
            f'<details id="dcv-{lesson.lesson}"><summary>{words}</summary>{grid_html(grid, labels=True)}</details>'
        )
    said = "<p>A question counts for each objective that it asks, in whatever lesson it stands.</p>"
    return f"<h3>By objective</h3>{said}{''.join(parts)}" if parts else ""


def _confidence(found: Progress, course: Course) -> str:
    head = "<h3>How sure, and how often right</h3>"
    if not any(row.share.of for row in found.calibration):
        return f"{head}<p>You have not said yet how sure you are. You can switch that on above.</p>"
    rows = [
        [
            text_cell(row.level.label),
            text_cell(f"{row.share.right} of {row.share.of}"),
            text_cell("" if row.share.value is None else f"{100 * row.share.value:.0f}%"),
            text_cell(
                ""
                if row.share.low is None or row.share.high is None
                else f"{100 * row.share.low:.0f}% to {100 * row.share.high:.0f}%"
            ),
            text_cell(row.note),
        ]
        for row in found.calibration
    ]
    titles = _columns("You said", "Right", "Share", "95% interval", "How it fits")
    marks = found.marks
    words = (
        f"By confidence: {marks.marks} marks of at most {marks.best}, from {marks.answers} first answers, of which "
        f"{marks.right} were right."
    ).replace("-", "−")
    grid = Grid("Confidence and right answers, first tries", titles, rows)
    return (
        f"{head}{calibration_figure(found.calibration)}{grid_html(grid, labels=True)}<p>{words}</p>"
        f"{_confident_errors(found, course)}"
    )


def _confident_errors(found: Progress, course: Course) -> str:
    known = [one for one in found.confident_errors if one.question_id in course.questions]
    if not known:
        return ""
    rows = []
    for one in known:
        ask = course.questions[one.question_id].ask
        question = course.questions[one.question_id]
        lesson = course.lessons[one.lesson].title if one.lesson in course.lessons else one.lesson
        since = "not yet" if not one.right_since else "once" if one.right_since == 1 else f"{one.right_since} times"
        rows.append(
            [
                Cell(inline_html(ask, links=False), to_text(ask)),
                text_cell(f"{lesson}: {question.section}" if question.section else lesson),
                day_cell(one.time[:10]),
                text_cell(since),
            ]
        )
    titles = _columns("Question", "Where it stands", "Last time", "Right since then")
    grid = Grid("Sure and not right", titles, rows)
    return (
        "<p>When you were more than 80% sure and not right, the question comes back soon, until you have been right a "
        "week later. Such errors are mended more readily than others, and return if they are left.</p>"
        f"{grid_html(grid, labels=True)}"
    )


def _days(found: Progress) -> str:
    recent = [day.isoformat() for day in found.days.studied]
    listed = (
        f'<details id="dcv-days"><summary>The days as a list</summary><p>{", ".join(recent)}</p></details>'
        if recent
        else ""
    )
    return f"<h3>Days of study</h3><p>{escape(found.days.words)}</p>{days_figure(found.days)}{listed}"


def _terms(found: Progress) -> str:
    parts = [_lesson_terms(one) for one in found.lessons if one.terms]
    met, of = (sum(len(getattr(one, name)) for one in found.lessons) for name in ("terms_met", "terms"))
    if not parts:
        return ""
    words = (
        f"You have met {met} of the {of} glossary terms that questions use. Each stands with the lesson that explains "
        "it; you may meet it in questions of another."
    )
    return f"<h3>Terms</h3><p>{words}</p>{''.join(parts)}"


def _lesson_terms(one: LessonProgress) -> str:
    to_come = [term for term in one.terms if term not in one.terms_met]
    return (
        f'<details id="dcv-terms-{one.lesson}"><summary>{escape(one.title)}: {len(one.terms_met)} of {len(one.terms)}'
        f"</summary><p><strong>Met:</strong> {_listed(one.terms_met)}</p>"
        f"<p><strong>To come:</strong> {_listed(to_come)}</p></details>"
    )


def _listed(terms: Sequence[str]) -> str:
    return escape(", ".join(terms)) or "none"

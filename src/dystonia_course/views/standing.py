"""One quiet line under a lesson's title: where the learner stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.schedule import Schedule
from dystonia_course.record.test_forms import FORMS
from dystonia_course.views.notice import Notice, sentence

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.lessons import LessonPlan
    from dystonia_course.record.store import Store

RESTING = "Run the lesson to see where you stand."
REVIEW = "06_review"


def standing(plan: LessonPlan, course: Course, store: Store) -> Notice:
    """How many of the lesson's questions have been answered, and how many are due for review."""
    ids = {question.id for question in course.bank(plan.id) if question.pool not in FORMS}
    try:
        with store.reading() as connection:
            seen = {row[0] for row in connection.execute("SELECT DISTINCT question_id FROM responses")}
        due = sum(one.question_id in ids for one in Schedule(course, store).due())
    except RecordUnavailable as error:
        return sentence(str(error), resting=RESTING)
    answered, of = len(ids & seen), len(ids)
    if not answered:
        words = f"You have not answered any of the {of} questions here yet."
    else:
        words = f"You have answered {answered} of {of} questions here"
        words += f"; {_due(due)}." if due else "; none is due for review."
    return Notice(f"<p>{words}</p>", resting=RESTING, tone="quiet")


def _due(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f'<a href="{REVIEW}.ipynb" data-notebook="{REVIEW}">{count} {verb} due for review</a>'

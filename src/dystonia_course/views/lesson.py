"""What a notebook calls: `lesson("condition")` gives the lesson, and its methods show its parts.

Each method shows something and returns nothing. If a file of the course is broken, the learner reads one sentence
in the place of what is missing, and the rest of the lesson goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, TypeVar

from dystonia_course.content.counted_tests import FORMS
from dystonia_course.content.errors import ContentError
from dystonia_course.views.lesson_learning import Learning
from dystonia_course.views.lesson_title import path_html, path_text, title_html, title_text
from dystonia_course.views.showing import Html, show, words

if TYPE_CHECKING:
    import pandas as pd

    from dystonia_course.content.course import Course
    from dystonia_course.content.lessons import LessonPlan
    from dystonia_course.record.store import Store

T = TypeVar("T")

SET_TITLES = {"before": "Before you read", "check": "Closing set"}


class Lesson(Learning):
    """One lesson. Every method shows one part of it below the cell."""

    def __init__(self, plan: LessonPlan, course: Course, store: Store) -> None:
        """A lesson of `course`; answers go to `store`."""
        self.plan = plan
        self._course = course
        self._store = store
        self._rows_shown: list[Mapping[str, str]] = []

    def __repr__(self) -> str:
        return f"Lesson {self.plan.number}. {self.plan.title}"

    def ask(self, *question_ids: str) -> None:
        """Ask one question, or several one after the other."""

        def build() -> object:
            from dystonia_course.views.question import QuestionWidget
            from dystonia_course.views.question_set import QuestionSet

            questions = [_known(self._course.questions, name, "question") for name in question_ids]
            if any(question.pool in FORMS for question in questions):
                raise LookupError("Questions of a test are asked in the test alone.")
            if len(questions) == 1:
                return QuestionWidget(questions[0], self._course, self._store)
            return QuestionSet(questions, self._course, self._store, title=None, feedback="each")

        show(build)

    def quiz(self, pool: str) -> None:
        """Ask all questions of one pool of this lesson: "before" or "check"."""

        def build() -> object:
            from dystonia_course.views.question_set import QuestionSet

            if pool in FORMS:
                raise LookupError("Questions of a test are asked in the test alone.")
            questions = [q for q in self._course.bank(self.plan.id) if q.pool == pool]
            if not questions:
                raise LookupError(f"This lesson has no set of questions called '{pool}'.")
            title = SET_TITLES.get(pool, pool)
            return QuestionSet(
                questions, self._course, self._store, title=title, feedback="after" if pool == "before" else "each"
            )

        show(build)

    def table(self, name: str, **only: str) -> None:
        """Show a table. A table with a column `lesson` shows the rows of this lesson.

        `only` keeps the rows that have this value in this column: `table("model_checks", origin="published")`.
        `lesson="all"` shows the rows of every lesson.
        """

        def build() -> object:
            from dystonia_course.views.table import table_view

            table = _known(self._course.tables, name, "table")
            rows = table.rows
            wanted = dict(only)
            if any(field.name == "lesson" for field in table.fields):
                lesson = wanted.pop("lesson", self.plan.id)
                rows = [row for row in rows if lesson in ("all", row["lesson"])]
            for column, value in wanted.items():
                rows = [row for row in rows if row.get(column) == value]
            if not rows:
                raise LookupError(f"The table '{name}' has no such rows.")
            self._rows_shown += rows
            return table_view(table, self._course, rows=rows)

        show(build)

    def figure(self, name: str) -> None:
        """Show a still figure with its description and the numbers behind it."""

        def build() -> object:
            from dystonia_course.views.figures import figure_or_reason

            return figure_or_reason(name, self._course)

        show(build)

    def explore(self, name: str) -> None:
        """Show an interactive drawing or a simulator."""

        def build() -> object:
            from dystonia_course.views.explorers import explorer

            return explorer(name, self._course)

        show(build)

    def result(self, name: str) -> None:
        """Show a table that is worked out on the spot: "week4", "contrasts", "pooled" or "relative_risks".

        "week4" begins the part on the type B trial. Where the trial's data are not at hand, it says so in full.
        """

        def build() -> object:
            from dystonia_course.views.results import result_view

            return result_view(name, self._course)

        from dystonia_course.views.results import FIRST_OF_TRIAL
        from dystonia_course.views.trial_source import first_notice

        if name == FIRST_OF_TRIAL and (notice := first_notice()) is not None:
            show(lambda: notice)
        show(build)

    def people(self) -> pd.DataFrame:
        """The people of the type B trial as a pandas table, one row a visit; its credit is shown with it.

        Where it is not at hand, a sentence says so in place of the credit, and the table has columns, but no rows.
        """
        from dystonia_course.views.trial_source import credit, credit_html, people_frame, people_instead

        table = people_frame()
        if table.empty:
            show(lambda: people_instead(self._course))
            return table
        show(lambda: Html(f'<div class="dc">{credit_html()}</div>', credit()))
        return table

    def sources(self) -> None:
        """List the sources of this lesson and who paid for the work."""

        def build() -> object:
            from dystonia_course.views.sources import sources_of

            return sources_of(self.plan.id, self._course, self._rows_shown)

        show(build)

    def path(self) -> None:
        """List the lessons in their order."""
        show(lambda: Html(path_html(self._course), path_text(self._course)))

    def privacy(self) -> None:
        """Say where this computer keeps the learner's answers, or why it does not."""

        def build() -> object:
            from dystonia_course.views.notice import Notice, sentence

            resting = "When you run this page, the place of the file is shown here."
            problem = self._store.problem()
            if problem:
                return sentence(problem, resting=resting)
            return Notice(
                f"<p>Your answers are kept in this file: <code>{escape(str(self._store.path))}</code></p>",
                resting=resting,
            )

        show(build)

    def _title_block(self) -> None:
        show(lambda: Html(title_html(self.plan, self._course), title_text(self.plan, self._course)))
        show(_glossary_bubble)
        problem = self._store.problem()
        if problem:
            from dystonia_course.views.notice import sentence

            show(lambda: sentence(problem))


def _glossary_bubble() -> object:
    from dystonia_course.views.glossary_bubble import GlossaryBubble

    return GlossaryBubble()


class _MissingLesson:
    """Stands in for a lesson whose files cannot be read: every call repeats the one sentence that says why."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: None

    def people(self) -> pd.DataFrame:
        """No people: the columns of the trial's table without rows, so that the cells below still run."""
        from dystonia_course.views.trial_source import empty_frame

        return empty_frame()


def lesson(name: str) -> Lesson | _MissingLesson:
    """Open a lesson by name, for instance `lesson("condition")`, and show its title block."""
    from dystonia_course.content.course import load_course
    from dystonia_course.record.store import Store

    try:
        course = load_course()
        plan = _known(course.lessons, name, "lesson")
    except (ContentError, LookupError) as error:
        reason = f"This lesson cannot be opened. {words(error)}"
        show(lambda: Html(f"<p>{escape(reason)}</p>", reason))
        return _MissingLesson(reason)
    opened = Lesson(plan, course, Store())
    opened._title_block()
    return opened


def _known(records: Mapping[str, T], name: str, kind: str) -> T:
    if name not in records:
        raise LookupError(f"There is no {kind} called '{name}'.")
    return records[name]

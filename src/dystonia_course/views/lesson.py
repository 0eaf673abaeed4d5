"""What a notebook calls: `lesson("condition")` gives the lesson, and its methods show its parts.

Each method shows something and returns nothing. If a file of the course is broken, the learner reads one sentence
in the place of what is missing, and the rest of the lesson goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING, TypeVar

from dystonia_course.content.errors import ContentError

if TYPE_CHECKING:
    import pandas as pd

    from dystonia_course.content.course import Course
    from dystonia_course.content.lessons import LessonPlan
    from dystonia_course.record.store import Store

T = TypeVar("T")

DISCLAIMER = (
    "For education only. Not for the care of any person; not a protocol, a device or a guide to doses. "
    "Check the current label in your country. No training status follows. All patients are invented."
)
STATUS = "Draft, not clinically reviewed."
SET_TITLES = {"before": "Before you read", "check": "Closing set"}


class Lesson:
    """One lesson. Every method shows one part of it below the cell."""

    def __init__(self, plan: LessonPlan, course: Course, store: Store) -> None:
        """A lesson of `course`; answers go to `store`."""
        self.plan = plan
        self._course = course
        self._store = store
        self._tables_shown: list[str] = []

    def __repr__(self) -> str:
        return f"Lesson {self.plan.number}. {self.plan.title}"

    def ask(self, *question_ids: str) -> None:
        """Ask one question, or several one after the other."""

        def build() -> object:
            from dystonia_course.views.question import QuestionWidget
            from dystonia_course.views.question_set import QuestionSet

            questions = [_known(self._course.questions, name, "question") for name in question_ids]
            if len(questions) == 1:
                return QuestionWidget(questions[0], self._course, self._store)
            return QuestionSet(questions, self._course, self._store, title=None, feedback="each")

        _show(build)

    def quiz(self, pool: str) -> None:
        """Ask all questions of one pool of this lesson: "before" or "check"."""

        def build() -> object:
            from dystonia_course.views.question_set import QuestionSet

            questions = [q for q in self._course.bank(self.plan.id) if q.pool == pool]
            if not questions:
                raise LookupError(f"This lesson has no set of questions called '{pool}'.")
            title = SET_TITLES.get(pool, pool)
            return QuestionSet(
                questions, self._course, self._store, title=title, feedback="after" if pool == "before" else "each"
            )

        _show(build)

    def table(self, name: str, **only: str) -> None:
        """Show a table. A table with a column `lesson` shows the rows of this lesson.

        `only` keeps the rows that have this value in this column: `table("model_checks", origin="published")`.
        """

        def build() -> object:
            from dystonia_course.views.table import table_view

            table = _known(self._course.tables, name, "table")
            self._tables_shown.append(name)
            rows = table.rows
            if any(field.name == "lesson" for field in table.fields):
                rows = [row for row in rows if row["lesson"] == self.plan.id]
            for column, value in only.items():
                rows = [row for row in rows if row.get(column) == value]
            if not rows:
                raise LookupError(f"The table '{name}' has no such rows.")
            return table_view(table, self._course, rows=rows)

        _show(build)

    def figure(self, name: str) -> None:
        """Show a still figure with its description and the numbers behind it."""

        def build() -> object:
            from dystonia_course.views.figures import figure_or_reason

            return figure_or_reason(name, self._course)

        _show(build)

    def explore(self, name: str) -> None:
        """Show an interactive drawing or a simulator."""

        def build() -> object:
            from dystonia_course.views.explorers import explorer

            return explorer(name, self._course, self._store)

        _show(build)

    def result(self, name: str) -> None:
        """Show a table that is worked out on the spot: "week4", "contrasts", "pooled" or "relative_risks"."""

        def build() -> object:
            from dystonia_course.views.trial_results import result_view

            return result_view(name, self._course)

        _show(build)

    def people(self) -> pd.DataFrame:
        """The people of the type B trial as a pandas table, one row a visit; its credit is shown with it.

        Where the table is not at hand, one sentence says so and the table has its columns, but no rows.
        """
        from dystonia_course.views.trial_source import HOW, MISSING, credit, credit_html, people_frame

        table = people_frame()
        if table.empty:
            from dystonia_course.views.notice import sentence

            _show(lambda: sentence(f"{MISSING} {HOW}"))
        _show(lambda: _Html(f'<div class="dc">{credit_html()}</div>', credit()))
        return table

    def sources(self) -> None:
        """List the sources of this lesson and who paid for the work."""

        def build() -> object:
            from dystonia_course.views.sources import sources_of

            return sources_of(self.plan.id, self._course, tables=self._tables_shown)

        _show(build)

    def path(self) -> None:
        """List the lessons in their order."""
        _show(lambda: _Html(_path_html(self._course), _path_text(self._course)))

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

        _show(build)

    def _title_block(self) -> None:
        _show(lambda: _Html(_title_html(self.plan, self._course), _title_text(self.plan, self._course)))
        _show(_glossary_bubble)
        problem = self._store.problem()
        if problem:
            from dystonia_course.views.notice import sentence

            _show(lambda: sentence(problem))


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


class _Html:
    """HTML with a text face."""

    def __init__(self, html: str, text: str) -> None:
        self._html = html
        self._text = text

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, str]:
        return {"text/html": self._html, "text/plain": self._text}


def lesson(name: str) -> Lesson | _MissingLesson:
    """Open a lesson by name, for instance `lesson("condition")`, and show its title block."""
    from dystonia_course.content.course import load_course
    from dystonia_course.record.store import Store

    try:
        course = load_course()
        plan = _known(course.lessons, name, "lesson")
    except (ContentError, LookupError) as error:
        reason = f"This lesson cannot be opened. {_words(error)}"
        _show(lambda: _Html(f"<p>{escape(reason)}</p>", reason))
        return _MissingLesson(reason)
    opened = Lesson(plan, course, Store())
    opened._title_block()
    return opened


def _known(records: Mapping[str, T], name: str, kind: str) -> T:
    if name not in records:
        raise LookupError(f"There is no {kind} called '{name}'.")
    return records[name]


def _words(error: Exception) -> str:
    return str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)


def _show(build: Callable[[], object]) -> None:
    """Show what `build` makes, or the one sentence that says why it cannot be made."""
    from IPython.display import display

    try:
        view = build()
    except Exception as error:  # a learner never sees a traceback; tests look for this notice
        from dystonia_course.views.notice import sentence

        expected = isinstance(error, ContentError | LookupError)
        reason = _words(error) if expected else f"There is a fault in the course ({type(error).__name__}: {error})."
        view = sentence(f"This part of the lesson cannot be shown. {reason}")
    display(view)  # type: ignore[no-untyped-call]


def _objectives(plan: LessonPlan, course: Course) -> list[str]:
    return [o.text for o in course.objectives.values() if o.lesson == plan.id]


def _title_html(plan: LessonPlan, course: Course) -> str:
    from dystonia_course.views.assets import stylesheet

    style = f"<style>{stylesheet('lesson.css')}</style>"
    if plan.number == 0:
        return f'{style}<div class="dc dc-title"><p class="dc-status">{STATUS}</p></div>'
    objectives = "".join(f"<li>{escape(text)}</li>" for text in _objectives(plan, course))
    contents = "".join(
        f"<li>{escape(part.title)}<ul>{''.join(f'<li>{escape(s)}</li>' for s in part.sections)}</ul></li>"
        for part in plan.parts
    )
    needs = "".join(
        f'<tr><th scope="row">{escape(p.concept)}</th><td>{p.importance}</td><td>{escape(p.note)}</td></tr>'
        for p in plan.prerequisites
    )
    return (
        f'{style}<section class="dc dc-title" aria-label="About this lesson">'
        f'<p class="dc-status"><strong>{STATUS}</strong> {DISCLAIMER}</p>'
        f"<dl><div><dt>Time</dt><dd>about {plan.minutes} minutes</dd></div>"
        f"<div><dt>Version</dt><dd>{_version()}, {plan.updated.isoformat()}</dd></div>"
        f"<div><dt>Licence</dt><dd>CC BY 4.0 (text, questions, drawings), MIT (code)</dd></div></dl>"
        f'<p class="dc-head">After this lesson you can</p><ul class="dc-objectives">{objectives}</ul>'
        f"<table><caption>What it helps to know before</caption><thead><tr><th scope='col'>Concept</th>"
        f"<th scope='col'>Importance</th><th scope='col'>Note</th></tr></thead><tbody>{needs}</tbody></table>"
        f"<details><summary>Contents</summary><ul>{contents}</ul></details></section>"
    )


def _title_text(plan: LessonPlan, course: Course) -> str:
    if plan.number == 0:
        return STATUS
    lines = [
        f"Lesson {plan.number}. {plan.title}: about {plan.minutes} minutes. {STATUS}",
        "",
        "After this lesson you can",
        *(f"  - {text}" for text in _objectives(plan, course)),
        "",
        DISCLAIMER,
    ]
    return "\n".join(lines)


def _path_html(course: Course) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="{plan.notebook}.ipynb">{plan.number}. {escape(plan.title)}</a></th>'
        f"<td>{escape(plan.teaches)}</td><td>{plan.minutes}</td></tr>"
        for plan in course.lessons.values()
        if plan.number
    )
    return (
        '<div class="dc dc-title"><table><caption>The lessons, in their order</caption><thead><tr>'
        '<th scope="col">Lesson</th><th scope="col">What it teaches</th><th scope="col">Minutes</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _path_text(course: Course) -> str:
    return "\n".join(
        f"{plan.number}. {plan.title} ({plan.minutes} minutes): {plan.teaches}"
        for plan in course.lessons.values()
        if plan.number
    )


def _version() -> str:
    from dystonia_course import __version__

    return __version__

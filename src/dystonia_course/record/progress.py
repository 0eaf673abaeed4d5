"""How far a learner has come: per lesson and objective, and on which days. Nothing here counts against anybody."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dystonia_course.record.cards import instant_of
from dystonia_course.record.confidence import (
    CalibrationRow,
    ConfidentError,
    Marks,
    calibration,
    confident_errors,
    first_tries,
    total,
)
from dystonia_course.record.response import Response
from dystonia_course.record.schedule import Schedule, Standing
from dystonia_course.record.study_time import studied_seconds
from dystonia_course.record.test_forms import FORMS, readable

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store

DAYS_SHOWN = 28
UNSCORED = "before"
"""The pool of the questions before the reading: they count as seen, but neither as right nor as wrong."""


@dataclass(frozen=True)
class Count:
    """Questions of one group. `marked` are the seen ones that are scored; `right_first` of these at the first try."""

    questions: int = 0
    seen: int = 0
    marked: int = 0
    right_first: int = 0
    due: int = 0

    def plus(self, other: Count) -> Count:
        """The sum of both."""
        return Count(
            self.questions + other.questions,
            self.seen + other.seen,
            self.marked + other.marked,
            self.right_first + other.right_first,
            self.due + other.due,
        )


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: its questions outside the tests, the time on them, and terms.

    `terms` are the terms of its glossary that questions of the course use, `terms_met` those in answered questions.
    """

    lesson: str
    title: str
    notebook: str
    count: Count
    calibration: tuple[CalibrationRow, ...]
    seconds: float
    last_day: datetime.date | None
    terms: tuple[str, ...]
    terms_met: tuple[str, ...]


@dataclass(frozen=True)
class ObjectiveProgress:
    """One learning objective. A question with two objectives counts for both."""

    objective: str
    text: str
    lesson: str
    count: Count


@dataclass(frozen=True)
class Days:
    """The days with at least one answer, in the learner's own time zone."""

    studied: tuple[datetime.date, ...]
    shown: tuple[tuple[datetime.date, bool], ...]
    """The last four weeks, oldest first."""
    run: int
    """Days in a row up to today or yesterday; 0 means nothing and is not worth a word."""
    words: str


@dataclass(frozen=True)
class Progress:
    """Everything for the page of progress."""

    lessons: tuple[LessonProgress, ...]
    objectives: tuple[ObjectiveProgress, ...]
    total: Count
    calibration: tuple[CalibrationRow, ...]
    marks: Marks
    confident_errors: tuple[ConfidentError, ...]
    days: Days
    standing: Standing
    seconds: float


def progress(course: Course, store: Store, now: datetime.datetime | None = None) -> Progress:
    """The learner's progress. `now` with its zone decides what counts as a day; by default the computer's own.

    Answers to the tests that count stay out of it, whether or not their results may be shown. Raises RecordUnavailable.
    """
    moment = (now or datetime.datetime.now()).astimezone() if now is None or now.tzinfo is None else now
    responses = readable(store)
    own = [one for one in responses if one.pool not in FORMS]
    tried = first_tries(one for one in own if one.pool != UNSCORED)
    schedule = Schedule(course, store)
    due = {one.question_id for one in schedule.due(moment)}
    first = {one.question_id: one for one in first_tries(own)}
    counts = {
        question.id: _count(question, first.get(question.id), question.id in due)
        for question in course.questions.values()
        if question.pool not in FORMS
    }
    met, asked = terms_met(course, first), terms_met(course, counts)
    lessons = []
    for plan in course.lessons.values():
        bank = [question for question in course.banks.get(plan.id, []) if question.id in counts]
        here = [one for one in own if one.lesson == plan.id]
        terms = tuple(
            entry.term for entry in course.glossary.values() if entry.lesson == plan.id and entry.term in asked
        )
        if bank or terms:
            lessons.append(
                LessonProgress(
                    lesson=plan.id,
                    title=plan.title,
                    notebook=plan.notebook,
                    count=_sum(counts[question.id] for question in bank),
                    calibration=calibration(first_tries(one for one in here if one.pool != UNSCORED)),
                    seconds=studied_seconds(here),
                    last_day=max((_day(one, moment) for one in here), default=None),
                    terms=terms,
                    terms_met=tuple(term for term in terms if term in met),
                )
            )
    objectives = tuple(
        ObjectiveProgress(
            objective.id,
            objective.text,
            objective.lesson,
            _sum(
                counts[one.id]
                for one in course.questions.values()
                if one.id in counts and objective.id in one.objectives
            ),
        )
        for objective in course.objectives.values()
    )
    return Progress(
        lessons=tuple(lessons),
        objectives=objectives,
        total=_sum(counts.values()),
        calibration=calibration(tried),
        marks=total(tried),
        confident_errors=tuple(confident_errors(own)),
        days=days(responses, moment),
        standing=schedule.standing(moment),
        seconds=studied_seconds(responses),
    )


def days(responses: Iterable[Response], now: datetime.datetime) -> Days:
    """On which days there were answers, in the zone of `now`."""
    today = now.date()
    studied = tuple(sorted({_day(one, now) for one in responses}))
    on = set(studied)
    shown = tuple(
        (today - datetime.timedelta(back), today - datetime.timedelta(back) in on)
        for back in range(DAYS_SHOWN - 1, -1, -1)
    )
    last = today if today in on else today - datetime.timedelta(1)
    run = 0
    while last - datetime.timedelta(run) in on:
        run += 1
    lately = sum(there for _, there in shown)
    if not studied:
        words = "Your days of study will show here."
    else:
        count = "1 day" if len(studied) == 1 else f"{len(studied)} days"
        recent = (
            ", all in the last four weeks" if lately == len(studied) else f", {lately} of them in the last four weeks"
        )
        words = f"You have studied on {count}{recent if lately and len(studied) > 1 else ''}."
        if run > 1:
            words += f" {run} in a row."
    return Days(studied, shown, run, words)


def terms_met(course: Course, seen: Iterable[str]) -> frozenset[str]:
    """The terms of the glossary that stand in the questions with these ids: in stem, options or feedback."""
    if not course.glossary:
        return frozenset()
    terms = {term.casefold(): term for term in course.glossary}
    pattern = _pattern(tuple(terms))
    found: set[str] = set()
    for one in seen:
        if one in course.questions:
            found |= {terms[hit] for hit in pattern.findall(" ".join(_texts(course.questions[one])).casefold())}
    return frozenset(found)


@lru_cache(maxsize=4)
def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})(?!\w)")


def _texts(question: Question) -> Iterable[str]:
    for field in type(question).model_fields:
        value = getattr(question, field)
        if field in ("stem", "ask", "remember", "rationale", "otherwise", "model_answer"):
            yield value
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, str) and field == "points":
                    yield part
                yield from (getattr(part, name, "") for name in ("text", "rationale"))


def _count(question: Question, first: Response | None, due: bool) -> Count:
    marked = first is not None and first.correct is not None and question.pool != UNSCORED
    right = marked and first is not None and bool(first.correct)
    return Count(1, int(first is not None), int(marked), int(right), int(due))


def _sum(counts: Iterable[Count]) -> Count:
    found = Count()
    for one in counts:
        found = found.plus(one)
    return found


def _day(response: Response, now: datetime.datetime) -> datetime.date:
    moment = datetime.datetime.fromtimestamp(instant_of(response.time) / 1000, datetime.UTC)
    return moment.astimezone(now.tzinfo).date()

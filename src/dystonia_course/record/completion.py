"""What the record of completion says. It holds no name: the learner writes it on the printed page, or not."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.record.progress import Progress, progress
from dystonia_course.record.study_time import EXPLANATION
from dystonia_course.record.test_forms import SittingError
from dystonia_course.record.test_result import TestScore, result

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.store import Store

TITLE = "Record of completion"
NOT_CREDIT = "This record is not CME credit."
NOT_COMPETENCE = "It is not evidence of procedural competence."
DISCLAIMERS = (NOT_CREDIT, NOT_COMPETENCE)


@dataclass(frozen=True)
class CompletedObjective:
    """An objective with at least one answered question: how many of its questions were answered."""

    objective: str
    text: str
    lesson: str
    answered: int
    questions: int


@dataclass(frozen=True)
class Completion:
    """The data of the page. `scores` is empty unless the learner wants them shown and they may be."""

    title: str
    course: str
    version: str
    date: datetime.date
    objectives: tuple[CompletedObjective, ...]
    objectives_in_course: int
    answered: int
    questions: int
    hours: float
    """Rounded to a tenth."""
    hours_in_words: str
    hours_explained: str
    days: int
    scores: tuple[TestScore, ...]
    disclaimers: tuple[str, ...]


def completion(
    course: Course, store: Store, *, with_score: bool = False, now: datetime.datetime | None = None
) -> Completion:
    """The learner's record of completion as of `now`. Raises RecordUnavailable."""
    from dystonia_course import __version__

    found: Progress = progress(course, store, now)
    scores: tuple[TestScore, ...] = ()
    if with_score:
        try:
            scores = result(course, store).scores
        except SittingError:
            scores = ()
    return Completion(
        title=TITLE,
        course="Cervical dystonia and botulinum toxin",
        version=__version__,
        date=(now or datetime.datetime.now()).date(),
        objectives=tuple(
            CompletedObjective(one.objective, one.text, one.lesson, one.count.seen, one.count.questions)
            for one in found.objectives
            if one.count.seen
        ),
        objectives_in_course=len(found.objectives),
        answered=found.total.seen,
        questions=found.total.questions,
        hours=round(found.seconds / 3600, 1),
        hours_in_words=_hours(found.seconds),
        hours_explained=EXPLANATION,
        days=len(found.days.studied),
        scores=scores,
        disclaimers=DISCLAIMERS,
    )


def _hours(seconds: float) -> str:
    hours = round(seconds / 3600, 1)
    if seconds and not hours:
        return "less than 0.1 hours"
    return "1 hour" if hours == 1 else f"{hours:g} hours"

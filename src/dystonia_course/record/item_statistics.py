"""How the questions worked in a class: difficulty, discrimination, distractors, reliability, confidence.

Rules of publication: nothing about fewer than 10 learners; 10 to 29 is "indicative", 30 to 99 "caution"; in tables of
counts a cell under 5 is hidden, and where one hidden cell could be worked out from the others a second one goes too.
The bands are customary rules of thumb. Teaching to mastery gives easy items that separate nobody: that is success.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from dystonia_course.record.class_files import ClassAnswer
from dystonia_course.record.test_forms import FORMS, OCCASIONS
from dystonia_course.record.test_result import SMALLEST_CLASS

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question

Marks = NDArray[np.float64]
"""Learners by items: 1 right, 0 not right, nan not answered."""

SMALLEST_CELL = 5
FEWEST_OTHER_ITEMS = 5
Teaching = Literal["before", "after"]


def label_of(n: int) -> str | None:
    """What must stand beside a figure from `n` learners; None if the figure must not be shown."""
    if n < SMALLEST_CLASS:
        return None
    return "indicative" if n < 30 else "caution" if n < 100 else ""


def difficulty(marks: Marks) -> NDArray[np.float64]:
    """p of each item: the share of learners who answered it that were right. nan without answers."""
    answered = np.sum(~np.isnan(marks), axis=0)
    p = np.full(marks.shape[1], np.nan)
    np.divide(np.nansum(marks, axis=0), answered, out=p, where=answered > 0)
    return p


def rest_scores(marks: Marks) -> Marks:
    """For each learner and item the share right of the learner's other items; nan with too few of those.

    Where everybody has answered everything this is the rest score divided by a constant.
    """
    answered = np.sum(~np.isnan(marks), axis=1, keepdims=True) - 1
    right = np.nansum(marks, axis=1, keepdims=True) - np.nan_to_num(marks)
    needed = min(FEWEST_OTHER_ITEMS, marks.shape[1] - 1)
    enough = ~np.isnan(marks) & (answered >= max(1, needed))
    rest = np.full(marks.shape, np.nan)
    np.divide(right, answered, out=rest, where=enough)
    return rest


def correlation(these: NDArray[np.float64], those: NDArray[np.float64]) -> tuple[float | None, int]:
    """Pearson's correlation over the pairs without nan, and their number; None if one of both does not vary."""
    both = ~np.isnan(these) & ~np.isnan(those)
    x, y = these[both], those[both]
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) < 1e-12:
        return None, len(x)
    return float(np.corrcoef(x, y)[0, 1]), len(x)


def kr20(marks: Marks) -> float | None:
    """Kuder-Richardson formula 20 of a complete table, k/(k-1) * (1 - sum(pq)/variance); None if nothing varies.

    The variance is that of these learners (divided by n), as p*q is. Raises ValueError for a table with gaps.
    """
    if np.isnan(marks).any():
        raise ValueError("KR-20 needs every learner's answer to every item")
    items, variance = marks.shape[1], float(np.var(np.sum(marks, axis=1))) if marks.size else 0.0
    if items < 2 or variance < 1e-12:
        return None
    p = np.mean(marks, axis=0)
    return float(items / (items - 1) * (1 - np.sum(p * (1 - p)) / variance))


@dataclass(frozen=True)
class Group:
    """Answers that belong together: one form at one test, or one lesson's pool at first tries."""

    form: str
    """`test_a`, `test_b`, or `lesson/pool`."""
    occasion: str
    """A test's occasion, or "first try"."""
    teaching: Teaching
    items: tuple[Question, ...]
    learners: tuple[str, ...]
    marks: Marks
    chosen: Mapping[tuple[str, str], ClassAnswer]
    """The answer of each learner (code) to each question (id)."""
    date: str
    """The latest day of an answer."""
    left_out: int = 0
    """Learners of a test with an answer that nobody can judge any more: it belongs to another version of a question."""


def groups_of(answers: Sequence[ClassAnswer], course: Course) -> list[Group]:
    """The answers by test and occasion, then by lesson and pool; only items that the course marks itself."""
    found = []
    known = [one for one in answers if one.response.question_id in course.questions]
    for occasion in OCCASIONS:
        for form in FORMS:
            items = [one for one in course.questions.values() if one.pool == form and one.kind != "short_answer"]
            here = [one for one in known if one.occasion == occasion and one.response.pool == form]
            found.append(_group(form, occasion, "before" if occasion == "before" else "after", items, here, 0.0))
    first = [one for one in known if one.response.attempt == 1]
    for lesson, bank in course.banks.items():
        for pool in ("before", "lesson", "check"):
            items = [one for one in bank if one.pool == pool and one.kind != "short_answer"]
            teaching: Teaching = "before" if pool == "before" else "after"
            found.append(_group(f"{lesson}/{pool}", "first try", teaching, items, first, np.nan))
    return [group for group in found if group.learners or group.left_out]


def _group(
    form: str,
    occasion: str,
    teaching: Teaching,
    items: Sequence[Question],
    answers: Sequence[ClassAnswer],
    blank: float,
) -> Group:
    """`blank` stands for what was not answered: 0 in a test, nan elsewhere."""
    ids = {item.id for item in items}
    answers = [one for one in answers if one.response.question_id in ids]
    unjudged = {one.code for one in answers if one.response.correct is None} if blank == 0 else set()
    answers = [one for one in answers if one.response.correct is not None and one.code not in unjudged]
    learners = tuple(sorted({one.code for one in answers}))
    chosen = {(one.code, one.response.question_id): one for one in answers}
    marks = np.full((len(learners), len(items)), blank)
    for row, code in enumerate(learners):
        for column, item in enumerate(items):
            one = chosen.get((code, item.id))
            if one is not None:
                marks[row, column] = float(bool(one.response.correct))
    date = max((one.response.time[:10] for one in answers), default="")
    return Group(form, occasion, teaching, tuple(items), learners, marks, chosen, date, len(unjudged))

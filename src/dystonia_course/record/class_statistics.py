"""All tables of a class from the answers of its learners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from dystonia_course.record.class_files import ClassAnswer, by_code
from dystonia_course.record.class_rows import ClassStatistics
from dystonia_course.record.item_statistics import SMALLEST_CELL, Group, groups_of, label_of
from dystonia_course.record.item_tables import error_rows, item_rows, level_rows, option_rows, test_row
from dystonia_course.record.set_names import set_name
from dystonia_course.record.test_forms import FORMS
from dystonia_course.record.test_result import SMALLEST_CLASS, class_gain

if TYPE_CHECKING:
    from dystonia_course.content.course import Course


def class_statistics(answers: Sequence[ClassAnswer], course: Course) -> ClassStatistics:
    """The statistics of a class. Questions that the course no longer has stay out and are named in a note."""
    groups = groups_of(answers, course)
    shown = [group for group in groups if label_of(len(group.learners)) is not None]
    notes = [
        f"{set_name(one.form, one.occasion, course)}: {_few(len(one.learners))} learners; nothing is shown below "
        f"{SMALLEST_CLASS}."
        for one in groups
        if label_of(len(one.learners)) is None
    ]
    notes += [
        f"{set_name(one.form, one.occasion, course)}: {_few(one.left_out)} learners are left out; they answered "
        "another version of it."
        for one in groups
        if one.left_out
    ]
    unknown = sorted({one.response.question_id for one in answers} - set(course.questions))
    if unknown:
        notes.append(f"Left out, since this version of the course does not have them: {', '.join(unknown)}.")
    before, after = _paired_scores(groups)
    gain = class_gain(before, after)
    if gain is None:
        notes.append(f"Gain: {_few(len(before))} learners closed both tests; it is not shown below {SMALLEST_CLASS}.")
    return ClassStatistics(
        learners=len(by_code(answers)),
        tests=tuple(test_row(group) for group in shown),
        items=tuple(row for group in shown for row in item_rows(group)),
        options=tuple(row for group in shown for row in option_rows(group)),
        levels=tuple(row for group in shown for row in level_rows(group)),
        errors=tuple(row for group in shown for row in error_rows(group)),
        gain=gain,
        notes=tuple(notes),
    )


def _paired_scores(groups: Sequence[Group]) -> tuple[list[float], list[float]]:
    """The scores in per cent, before and after, of the learners who closed both tests."""
    scores: dict[str, dict[str, float]] = {"before": {}, "after": {}}
    for group in groups:
        if group.occasion in scores and group.form in FORMS:
            means = 100 * np.mean(group.marks, axis=1)
            scores[group.occasion].update({code: float(one) for code, one in zip(group.learners, means, strict=True)})
    both = sorted(set(scores["before"]) & set(scores["after"]))
    return [scores["before"][code] for code in both], [scores["after"][code] for code in both]


def _few(n: int) -> str:
    return f"fewer than {SMALLEST_CELL}" if n < SMALLEST_CELL else str(n)

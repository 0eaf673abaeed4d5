"""What a question's view needs to ask how sure the learner is: the levels with their marks, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store


def levels(store: Store, questions: Iterable[Question] | None = None) -> list[dict[str, Any]]:
    """Number, label and marks of each level; empty where the learner has not switched the question on.

    Questions before the reading are guesses and not scored, so a set of these alone never asks.
    """
    from dystonia_course.record.confidence import LEVELS
    from dystonia_course.record.preferences import confidence_wanted

    if questions is not None and all(question.pool == "before" for question in questions):
        return []
    if not confidence_wanted(store):
        return []
    return [
        {"number": level.number, "label": level.label, "right": level.right, "wrong": level.wrong} for level in LEVELS
    ]

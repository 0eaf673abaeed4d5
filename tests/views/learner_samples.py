"""Stores of invented learners: one in the middle of the course, one who has taken both tests."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping
from pathlib import Path

from dystonia_course.content.course import Course
from dystonia_course.record.preferences import want_confidence
from dystonia_course.record.store import Store
from dystonia_course.views.counted_test import CountedTest

CHOICES = {
    "best_answer": "a",
    "matching": {"x": "b", "y": "c", "z": "a"},
    "ordering": ["c", "a", "b", "d"],
    "numeric": {"value": 5, "unit": "units"},
    "hotspot": {"region": "splenius-capitis", "side": "right"},
}
"""An answer to each question of `counted_samples`."""


def learner(file: Path, course: Course, shares: Mapping[str, float], seed: int = 3) -> Store:
    """A store with answers of the last three weeks to a share of each lesson's questions."""
    store = Store(file)
    want_confidence(store, True)
    chance, now = random.Random(seed), datetime.datetime.now(datetime.UTC)
    rows = []
    for lesson, share in shares.items():
        for question in course.bank(lesson):
            if chance.random() < share:
                days = chance.choice([20, 13, 12, 6, 5, 1])
                confidence = chance.choice([None, 1, 2, 3, 3])
                right = chance.random() < {None: 0.7, 1: 0.5, 2: 0.7, 3: 0.85}[confidence]
                time = (now - datetime.timedelta(days=days, minutes=len(rows))).isoformat(timespec="milliseconds")
                rows.append((time, question.id, 1, lesson, question.pool, int(right), f"t{len(rows)}", confidence))
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO responses (time, question_id, question_version, lesson, pool, attempt, choice, correct, "
            "seconds, token, confidence) VALUES (?, ?, ?, ?, ?, 1, '\"x\"', ?, 30, ?, ?)",
            rows,
        )
    return store


def sit(test: CountedTest, *, leave: int = 0, close: bool = True, confidence: int | None = None) -> CountedTest:
    """Take a test through the widget's own messages; the last `leave` questions stay blank."""
    test._handle_custom_msg({"type": "open"}, [])
    for question in test.questions[: len(test.questions) - leave]:
        answer = {"question_id": question["id"], "choice": CHOICES[question["kind"]], "seconds": 2}
        token = f"{test.occasion}-{question['id']}"
        test._handle_custom_msg({"type": "answer", "token": token, "confidence": confidence, **answer}, [])
    if close:
        test._handle_custom_msg({"type": "close"}, [])
    return test

"""The next question of a review with 500 questions and 50,000 kept answers."""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.bench.measurement import Measurement, p95

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.store import Store

QUESTIONS = 500
ANSWERS = 50_000
SAMPLES = 50


def measure() -> Iterator[Measurement]:
    """Milliseconds at p95 of 50, each after one more answer; and the seconds in which the first look reads them all."""
    from dystonia_course.content.course import load_course
    from dystonia_course.record.schedule import Schedule
    from dystonia_course.record.store import Store

    course = _enlarged(load_course())
    names = list(course.questions)
    with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder:
        store = Store(Path(folder) / "answers.sqlite")
        _fill(store, names)
        schedule = Schedule(course, store)
        begun = time.perf_counter()
        schedule.cards()
        yield Measurement("review, first look at 50,000 answers", time.perf_counter() - begun, "s")
        milliseconds = []
        for number, name in enumerate(islice(cycle(names), SAMPLES)):
            store.add(
                question_id=name, question_version=1, lesson="condition", pool="lesson", choice="a", correct=True,
                seconds=1.0, token=f"bench-{number}",
            )  # fmt: skip
            begun = time.perf_counter()
            schedule.next_question(done=[name])
            milliseconds.append((time.perf_counter() - begun) * 1000)
        store.close()
    yield p95("review, next question of 500 with 50,000 answers", milliseconds, 50)


def _enlarged(course: Course) -> Course:
    """The course with copies of its best-answer questions under new names, 500 questions in all."""
    lesson, bank = next(iter(course.banks.items()))
    models = cycle([question for question in bank if question.kind == "best_answer"])
    missing = max(0, QUESTIONS - len(course.questions))
    copies = [model.model_copy(update={"id": f"copy-{number}"}) for number, model in enumerate(islice(models, missing))]
    return replace(
        course,
        questions={**course.questions, **{one.id: one for one in copies}},
        banks={**course.banks, lesson: [*bank, *copies]},
    )


def _fill(store: Store, names: list[str]) -> None:
    """Answers of the last year, one every ten minutes, to all questions in turn."""
    from dystonia_course.record.response import COLUMNS

    begun = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=10 * ANSWERS)
    rows = [
        (
            (begun + datetime.timedelta(minutes=10 * number)).isoformat(timespec="milliseconds"),
            names[number % len(names)], 1, "condition", "lesson", number // len(names) + 1, '"a"', number % 6 > 0, 3.0,
            (None, 1, 2, 3)[number % 4], f"kept-{number}",
        )
        for number in range(ANSWERS)
    ]  # fmt: skip
    with store.writing() as connection:
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO responses ({', '.join(COLUMNS)}) VALUES ({marks})", rows)

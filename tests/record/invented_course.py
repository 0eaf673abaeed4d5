"""Invented questions in a course of any size, without files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dystonia_course.content.course import Course
from dystonia_course.content.glossary import GlossaryEntry
from dystonia_course.content.lessons import LessonPlan
from dystonia_course.content.objectives import Objective
from dystonia_course.content.question_records import BestAnswerQuestion, Option, Question, ShortAnswerQuestion

COMMON = {
    "level": "understand",
    "miller": "knows",
    "difficulty": 0.6,
    "section": "Any",
    "remember": "Remember.",
    "claims": ["c"],
    "author": "course team",
    "reviewer": "none yet",
    "version": 1,
    "status": "draft",
    "checked": "2026-11-25",
}


def best(
    name: str, *, pool: str = "lesson", objective: str | list[str] = "C1", ideas: Sequence[str] = (), text: str = "No"
) -> BestAnswerQuestion:
    """Key `yes`, wrong options `no` and `other`, with these misconceptions."""
    first, second = ideas[0] if ideas else f"{name}-1", ideas[-1] if ideas else f"{name}-2"
    return BestAnswerQuestion(
        **COMMON,
        id=name,
        kind="best_answer",
        pool=pool,
        objective=objective,
        ask=f"Is it so in {name}?",
        options=[
            Option(id="yes", text="Yes", correct=True, rationale="Right."),
            Option(id="no", text=text, misconception=first, rationale="Wrong."),
            Option(id="other", text="Other", misconception=second, rationale="Wrong."),
        ],
    )


def short(name: str, points: int = 4) -> ShortAnswerQuestion:
    return ShortAnswerQuestion(
        **COMMON,
        id=name,
        kind="short_answer",
        pool="lesson",
        objective="C1",
        ask="Say it.",
        model_answer="So.",
        points=[f"point {number}" for number in range(points)],
        rationale="Why.",
    )


def course_of(banks: dict[str, list[Question]], terms: Iterable[tuple[str, str]] = ()) -> Course:
    """A course with these banks; `terms` are pairs of lesson and term."""
    names = sorted({one for bank in banks.values() for question in bank for one in question.objectives})
    return Course(
        folder=Path("invented"),
        sources={},
        claims={},
        lessons={
            lesson: LessonPlan(
                id=lesson,
                number=number,
                title=lesson.title(),
                notebook=f"0{number}_{lesson}",
                minutes=30,
                updated="2026-11-25",
                teaches="Something",
            )
            for number, lesson in enumerate(banks, start=1)
        },
        objectives={one: Objective(one, next(iter(banks)), f"Objective {one}", "understand", "core") for one in names},
        misconceptions={},
        glossary={term: GlossaryEntry(lesson, term, "Meaning.", ()) for lesson, term in terms},
        lay_article={},
        tables={},
        questions={question.id: question for bank in banks.values() for question in bank},
        banks=banks,
    )


def with_tests(items: int = 18, **more: list[Question]) -> Course:
    """A course with two forms of `items` questions in lesson `start`, on six objectives."""
    forms: list[Question] = [
        best(f"{pool[-1]}-{number:02}", pool=pool, objective=f"C{number % 6 + 1}")
        for pool in ("test_a", "test_b")
        for number in range(items)
    ]
    return course_of({"start": forms, **more})

"""Checks of the tests that count: both forms follow the blueprint, and nothing that is sent tells the key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dystonia_course.content.counted_tests import BANK, FILE, FORMS, Place, place_of
from dystonia_course.content.course import Course
from dystonia_course.content.item_checks import Finding, check_question
from dystonia_course.content.objectives import LEVELS
from dystonia_course.content.question_records import (
    MatchingQuestion,
    OrderingQuestion,
    Question,
    shown_order,
)

BANK_FILE = f"questions/{BANK}.yaml"
PLACES = 18
"""Questions in each form."""
_NEUTRAL = re.compile(r"[a-z]")


def check_tests(course: Course) -> Iterator[Finding]:
    """Every departure from the rules of the tests; nothing for a course without them."""
    for lesson, bank in course.banks.items():
        for question in bank:
            if question.pool in FORMS:
                yield _finding(f"questions/{lesson}.yaml, {question.id}", f"its pool belongs into {BANK_FILE}")
    if not course.tests and not course.blueprint:
        return
    yield from _blueprint(course)
    for question in course.tests:
        yield from check_question(question, course.lesson_of(question.id), course, BANK)
        for problem in _alone(question, course.blueprint):
            yield _finding(f"{BANK_FILE}, {question.id}", problem)
    for pool, begin in FORMS.items():
        count = Counter(place_of(question) for question in course.tests if question.pool == pool)
        for place in course.blueprint:
            if count[place.place] != 1:
                problem = f"{pool} has {count[place.place]} questions for place {place.place}, not one"
                yield _finding(BANK_FILE, f"{problem} ({begin}{place.place:02})")


def _blueprint(course: Course) -> Iterator[Finding]:
    if len(course.blueprint) != PLACES:
        yield _finding(FILE, f"it has {len(course.blueprint)} places, not {PLACES}")
    for place in course.blueprint:
        if place.objective not in course.objectives:
            yield _finding(f"{FILE}, place {place.place}", f"'{place.objective}' is not in objectives.csv")
        if place.level not in LEVELS:
            yield _finding(f"{FILE}, place {place.place}", f"'{place.level}' is no level")


def _alone(question: Question, blueprint: list[Place]) -> Iterator[str]:
    """What is wrong with one question of a test."""
    number = place_of(question)
    if number is None:
        yield f"the id must be {FORMS[question.pool]}01 and so on"
    elif number > len(blueprint) or number < 1:
        yield f"the blueprint has no place {number}"
    elif not blueprint[number - 1].fits(question):
        place = blueprint[number - 1]
        wanted = f"{place.objective}, {place.level}, {place.miller}, {place.kind}"
        yield f"place {number} of the blueprint asks for {wanted}"
    if question.kind == "short_answer":
        yield "the course cannot mark a short answer"
    names = [part.id for field in ("options", "items", "choices", "steps") for part in getattr(question, field, ())]
    if told := [name for name in names if not _NEUTRAL.fullmatch(name)]:
        yield f"part '{told[0]}' must be named by a single letter, which tells nothing"
    if isinstance(question, OrderingQuestion):
        right = [step.id for step in question.steps]
        if right == sorted(right):
            yield "the letters of the steps tell their order"
        if [step.id for step in shown_order(question.id, question.steps)] == right:
            yield "the steps happen to be shown in their right order; give them other letters"
    if isinstance(question, MatchingQuestion):
        matches = [item.match for item in question.items]
        if matches == sorted(matches) or [item.id for item in question.items] == matches:
            yield "the letters of the choices tell which item each belongs to"


def _finding(place: str, problem: str) -> Finding:
    return Finding("tests", place, problem)

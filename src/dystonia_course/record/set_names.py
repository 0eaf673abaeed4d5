"""What the sets of questions are called on an instructor's page and in the tables of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.record.test_result import NAMES

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

_FORMS = {"test_a": "Test form A", "test_b": "Test form B"}
_POOLS = {"before": "before reading", "lesson": "in the lesson", "check": "closing set"}


def form_name(form: str, course: Course) -> str:
    """A form of the test, or a set of a lesson: `test_a` is "Test form A", `outcomes/check` "Lesson 4, closing set"."""
    lesson, _, pool = form.partition("/")
    plan = course.lessons.get(lesson)
    if pool not in _POOLS or plan is None:
        return _FORMS.get(form, form)
    return f"Lesson {plan.number}, {_POOLS[pool]}" if plan.number else plan.title


def occasion_name(occasion: str) -> str:
    """When a set was answered: `before` is "Before the course", `first try` is "First try"."""
    return next((title for name, title in NAMES.items() if name == occasion), occasion[:1].upper() + occasion[1:])


def set_name(form: str, occasion: str, course: Course) -> str:
    """Form and occasion in one phrase, such as "Test form A, before the course"."""
    return f"{form_name(form, course)}, {occasion_name(occasion).lower()}"

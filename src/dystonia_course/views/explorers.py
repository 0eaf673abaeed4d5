"""The interactive drawings and simulators of the course, by the name that a notebook uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anywidget import AnyWidget

    from dystonia_course.content.course import Course
    from dystonia_course.record.store import Store


def _postures(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.posture_explorer import PostureExplorer

    return PostureExplorer(course)


def _junction(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.junction import JunctionExplorer

    return JunctionExplorer(course)


def _neck(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.neck_explorer import NeckExplorer

    return NeckExplorer(course)


def _posture_muscles(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.neck_reasoning import PostureMuscles

    return PostureMuscles(course)


def _trial(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.trial_explorer import TrialExplorer

    return TrialExplorer(course)


def _forest(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.forest_explorer import ForestExplorer

    return ForestExplorer(course)


def _verdicts(course: Course, store: Store) -> AnyWidget:
    from dystonia_course.views.verdict_exercise import VerdictExercise

    return VerdictExercise(course)


def _simulator(name: str) -> Callable[[Course, Store], AnyWidget]:
    def build(course: Course, store: Store) -> AnyWidget:
        from dystonia_course.views.simulator import SIMULATORS

        return SIMULATORS[name](course)

    return build


EXPLORERS: dict[str, Callable[[Course, Store], AnyWidget]] = {
    "postures": _postures,
    "junction": _junction,
    "neck": _neck,
    "posture_muscles": _posture_muscles,
    "trial": _trial,
    "forest": _forest,
    "verdicts": _verdicts,
    **{name: _simulator(name) for name in ("onset", "persistence", "safety_factor", "serotypes")},
}


def explorer(name: str, course: Course, store: Store) -> AnyWidget:
    """The drawing called `name`; LookupError with one sentence that lists the known names."""
    if name not in EXPLORERS:
        known = ", ".join(sorted(EXPLORERS))
        raise LookupError(f"There is no drawing called '{name}'; the course has: {known}.")
    return EXPLORERS[name](course, store)

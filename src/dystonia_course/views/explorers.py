"""The interactive drawings and simulators of the course, by the name that a notebook uses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anywidget import AnyWidget

    from dystonia_course.content.course import Course

EXPLORERS = {
    "postures": ("posture_explorer", "PostureExplorer"),
    "junction": ("junction", "JunctionExplorer"),
    "neck": ("neck_explorer", "NeckExplorer"),
    "posture_muscles": ("neck_reasoning", "PostureMuscles"),
    "trial": ("trial_explorer", "TrialExplorer"),
    "forest": ("forest_explorer", "ForestExplorer"),
    "verdicts": ("verdict_exercise", "VerdictExercise"),
    "onset": ("simulator", "OnsetSimulator"),
    "persistence": ("simulator", "PersistenceSimulator"),
    "safety_factor": ("simulator", "SafetyFactorSimulator"),
    "serotypes": ("simulator", "SerotypesSimulator"),
}
"""Module of `views` and class in it; each is imported when it is first shown."""


def explorer(name: str, course: Course) -> AnyWidget:
    """The drawing called `name`; LookupError with one sentence that lists the known names."""
    if name not in EXPLORERS:
        known = ", ".join(sorted(EXPLORERS))
        raise LookupError(f"There is no drawing called '{name}'; the course has: {known}.")
    module, kind = EXPLORERS[name]
    made: AnyWidget = getattr(import_module(f"dystonia_course.views.{module}"), kind)(course)
    return made

"""The still figures of the course. Each is drawn from claims: no number of a figure stands in code.

A figure is `HTML` with a picture, its text alternative, a message, a description and the table of its numbers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.views.figures.frame import Figure

FIGURES = (
    *("prevalence", "colcap", "symptoms", "courses", "delay", "bayes", "twstrs", "mcic", "dbs"),
    *("muscle_frequencies", "conversion_trials", "label_mass", "guidance_accuracy"),
    *("dose_harm", "type_a_b_harm", "treatment_timeline", "antibody_rates"),
)
"""Every figure by name; the module of the same name draws it."""


def figure(name: str, course: Course) -> Figure:
    """The figure `name`. Raises LookupError, with a sentence, where there is none."""
    if name not in FIGURES:
        raise LookupError(f"There is no figure called '{name}'; there are {', '.join(FIGURES)}.")
    made: Figure = getattr(import_module(f"dystonia_course.views.figures.{name}"), name)(course)
    return made

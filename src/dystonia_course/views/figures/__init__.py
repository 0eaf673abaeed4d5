"""The still figures of the course. Each is drawn from claims: no number of a figure stands in code.

A figure is `HTML` with a picture, its text alternative, a message, a description and the table of its numbers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.views.figures.frame import Figure
    from dystonia_course.views.notice import Notice

FROM_PEOPLE = ("trial_people", "week4_changes", "trial_contrasts", "trial_choices")
"""Figures that need the scores of the type B trial's people, which the course does not hold."""
FIGURES = (
    *("prevalence", "colcap", "symptoms", "courses", "delay", "bayes", "twstrs", "mcic", "dbs"),
    *("muscle_frequencies", "conversion_trials", "label_mass", "guidance_accuracy"),
    *("dose_harm", "type_a_b_harm", "treatment_timeline", "antibody_rates"),
    *("trial_courses", *FROM_PEOPLE, "forest_type_a", "forest_type_b", "placebo_and_extra"),
    *("responders", "satisfaction", "durations", "dose_harm_curves"),
    *("consent_icons", "ten_years", "funding"),
)
"""Every figure by name; the module of the same name draws it."""


def figure(name: str, course: Course) -> Figure:
    """The figure `name`. Raises LookupError, with a sentence, where there is none.

    A figure of `FROM_PEOPLE` raises TrialDataUnavailableError, with a sentence, where the trial's table is not at hand.
    """
    if name not in FIGURES:
        raise LookupError(f"There is no figure called '{name}'; there are {', '.join(FIGURES)}.")
    made: Figure = getattr(import_module(f"dystonia_course.views.figures.{name}"), name)(course)
    return made


def figure_or_reason(name: str, course: Course) -> Figure | Notice:
    """The figure `name`, or one sentence that says what it would show if the trial's data were here.

    Each module of `FROM_PEOPLE` has a function `instead` that gives the second half of that sentence as HTML.
    """
    from dystonia_course.content.trial_data import TrialDataUnavailableError

    try:
        return figure(name, course)
    except TrialDataUnavailableError:
        from dystonia_course.views.trial_source import later_notice

        return later_notice(import_module(f"dystonia_course.views.figures.{name}").instead(course))

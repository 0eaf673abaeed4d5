"""The simulators: a prediction first, then a model beside published points, with how each number is known.

Each is a small widget. What it draws and says comes as one dict of words and numbers, built here from the course's
tables; the browser draws it and redraws it, with or without a kernel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import anywidget
import traitlets

from dystonia_course.content.course import Course
from dystonia_course.views import (
    simulator_onset,
    simulator_persistence,
    simulator_safety_factor,
    simulator_serotypes,
)
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.simulator_numbers import Numbers
from dystonia_course.views.text_face import with_text


@dataclass(frozen=True)
class Model:
    """What makes one simulator: its words and numbers for the browser, and its text face."""

    content: Callable[[Numbers], dict[str, Any]]
    text: Callable[[Numbers], str]


class Simulator(anywidget.AnyWidget):
    """A simulator. `settings` holds what the sliders say after the last movement, `guess` the learner's prediction."""

    model: ClassVar[Model]
    _css = stylesheet("simulator.css")
    content: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    settings: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    guess: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, course: Course) -> None:
        """`ContentError` with one sentence if a table of the course lacks what the model needs."""
        numbers = Numbers(course)
        self._text = self.model.text(numbers)
        super().__init__(content=self.model.content(numbers))

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


class OnsetSimulator(Simulator):
    """How soon the toxin acts: the chain of steps, in a bath, in a mouse, in a person."""

    model = Model(simulator_onset.content, simulator_onset.text)
    _esm = module("onset.js")


class PersistenceSimulator(Simulator):
    """How long the effect lasts: at an electrode in a foot muscle, and on a scale in the neck."""

    model = Model(simulator_persistence.content, simulator_persistence.text)
    _esm = module("persistence.js")


class SafetyFactorSimulator(Simulator):
    """The reserve of the junction: how many fibres still fire when SNARE protein is cut."""

    model = Model(simulator_safety_factor.content, simulator_safety_factor.text)
    _esm = module("safety_factor.js")


class SerotypesSimulator(Simulator):
    """Half-lives in neurons beside durations in people, and the law of one half-life for each doubling."""

    model = Model(simulator_serotypes.content, simulator_serotypes.text)
    _esm = module("serotypes.js")


SIMULATORS: dict[str, type[Simulator]] = {
    "onset": OnsetSimulator,
    "persistence": PersistenceSimulator,
    "safety_factor": SafetyFactorSimulator,
    "serotypes": SerotypesSimulator,
}

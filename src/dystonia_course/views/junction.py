"""The junction, drawn: from nerve impulse to contraction, from toxin to recovery, one step at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.content.errors import ContentError
from dystonia_course.content.junction_steps import FILE, Junction, JunctionStep, ToxinType
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.markdown import to_html, to_text
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

TITLE = "The junction, drawn: normal transmission, what the toxin does, and recovery"


class JunctionExplorer(anywidget.AnyWidget):
    """The drawing. `step` and `toxin_type` are the ids of what it shows and can be set from Python."""

    _esm = module("junction_explorer.js")
    _css = stylesheet("junction.css")
    step = traitlets.Unicode().tag(sync=True)
    toxin_type = traitlets.Unicode().tag(sync=True)
    steps: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Of each step its id, part, name, descriptions of its pictures (text) and words (HTML)."""
    toxin_types: traitlets.List[dict[str, str]] = traitlets.List().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)

    def __init__(self, course: Course) -> None:
        """The steps of `course`. Raises ContentError if it has none."""
        if course.junction is None:
            raise ContentError(FILE, f"the file is missing from {course.folder}")
        junction = course.junction
        self._junction = junction
        super().__init__(
            step=junction.steps[0].id,
            toxin_type=junction.toxin_types[0].id,
            steps=[step_payload(step) for step in junction.steps],
            toxin_types=[{"id": one.id, "name": one.name, "words": to_text(one.words)} for one in junction.toxin_types],
            about=to_html(junction.about),
        )

    @traitlets.validate("step", "toxin_type")
    def _known(self, proposal: dict[str, Any]) -> str:
        records: list[JunctionStep] | list[ToxinType] = self._junction.steps
        if proposal["trait"].name == "toxin_type":
            records = self._junction.toxin_types
        ids = [str(record.id) for record in records]
        value = str(proposal["value"])
        if value not in ids:
            raise traitlets.TraitError(f"There is no {proposal['trait'].name} '{value}'; there is {', '.join(ids)}.")
        return value

    def __repr__(self) -> str:
        return text_face(self._junction)

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def step_payload(step: JunctionStep) -> dict[str, Any]:
    """One step as the page gets it: words as HTML, descriptions of pictures as text."""
    return {
        "id": step.id,
        "part": step.part,
        "name": step.name,
        "words": to_html(step.words),
        "by_type": {one: to_html(text) for one, text in step.by_type.items()},
        "unsettled": to_html(step.unsettled),
        "picture": to_text(step.picture),
        "close_up": to_text(step.close_up),
        "close_up_by_type": {one: to_text(text) for one, text in step.close_up_by_type.items()},
    }


def text_face(junction: Junction) -> str:
    """What a reader sees before the cell has run: every step in words, with what depends on the type of toxin."""
    lines = [f"{TITLE}.", "Run the lesson to step through the drawing and to choose the type of toxin."]
    part = ""
    for number, step in enumerate(junction.steps, start=1):
        if step.part != part:
            part = step.part
            lines += ["", part]
        lines.append(f"{number}. {step.name}. {to_text(step.words)}")
        lines += [f"   Type {one}: {to_text(text)}" for one, text in step.by_type.items()]
        if step.unsettled:
            lines.append(f"   Not settled: {to_text(step.unsettled)}")
    return "\n".join(lines)

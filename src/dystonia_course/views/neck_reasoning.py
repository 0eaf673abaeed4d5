"""From posture to muscles: a drawn posture, the neck map to mark muscles on, what sources say of each choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.science.posture import Posture
from dystonia_course.science.posture_names import components, described_in_words, posture_name, shifts
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.neck_facts import depth_links, region_payloads
from dystonia_course.views.neck_movements import FORWARD, UNDIVIDED, Direction, Part, listed
from dystonia_course.views.posture_practice import angles
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

TITLE = "From posture to muscles"
EDUCATION = "You reason about a drawn, invented posture. For education only: no plan for a person, and no dose."


@dataclass(frozen=True, slots=True)
class Presentation:
    """One invented posture, and the two views of the head that show it best."""

    id: str
    posture: Posture
    views: tuple[str, str]


PRESENTATIONS: tuple[Presentation, ...] = (
    Presentation("right-torticaput", Posture(head_rotation_deg=-35), ("front", "above")),
    Presentation("left-laterocaput", Posture(head_tilt_deg=16), ("front", "side")),
    Presentation("retrocaput", Posture(head_flexion_deg=-20), ("front", "side")),
    Presentation("antecollis", Posture(neck_flexion_deg=22), ("front", "side")),
    Presentation("torticaput-laterocollis", Posture(head_rotation_deg=-35, neck_tilt_deg=18), ("front", "above")),
    Presentation("shift-right", Posture(neck_tilt_deg=-18, head_tilt_deg=18), ("front", "above")),
    Presentation("torticollis-retrocaput", Posture(neck_rotation_deg=30, head_flexion_deg=-18), ("front", "side")),
    Presentation("shift-forward", Posture(neck_flexion_deg=20, head_flexion_deg=-20), ("front", "side")),
)


def parts_of(posture: Posture) -> list[Part]:
    """The postures of the table muscle_postures that this posture is made of, each with its side."""
    parts: list[Part] = []
    for one in components(posture):
        name = one.name.rsplit(" ", 1)[-1]
        direction: Direction = "right" if one.direction == "right" else "left" if one.direction == "left" else None
        parts.append(Part(name, direction))
    names = {part.posture for part in parts}
    if names & {"retrocaput", "retrocollis"}:
        parts.append(Part(UNDIVIDED))
    if "antecollis" in names:
        parts.append(Part(FORWARD))
    parts += [Part(f"sagittal shift {one.direction}") for one in shifts(posture) if one.plane == "flexion"]
    return parts


def presentation_payloads(course: Course) -> list[dict[str, Any]]:
    """Every presentation with the rows of the table that speak of it."""
    return [
        {
            "id": one.id,
            "name": posture_name(one.posture),
            "words": described_in_words(one.posture),
            "angles": angles(one.posture),
            "views": list(one.views),
            "rows": listed(course, parts_of(one.posture)),
        }
        for one in PRESENTATIONS
    ]


class PostureMuscles(anywidget.AnyWidget):
    """The exercise. Nothing is scored or kept."""

    _esm = module("neck_reasoning.js")
    _css = stylesheet("posture.css", "neck.css")
    presentations: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    regions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    links = traitlets.Dict().tag(sync=True)
    education = traitlets.Unicode(EDUCATION).tag(sync=True)

    def __init__(self, course: Course) -> None:
        """Facts and postures are those of `course`."""
        super().__init__(
            presentations=presentation_payloads(course),
            links=depth_links(course),
            regions=[region for region in region_payloads(course) if region["kind"] == "muscle"],
        )

    def __repr__(self) -> str:
        return text_face()

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def text_face() -> str:
    """The postures in words; which muscles are listed for them is told after the reader's own choice."""
    lines = [f"{TITLE}. {EDUCATION}", "Run the lesson to mark muscles on the neck map and to compare them. Postures:"]
    return "\n".join([*lines, *(f"- {described_in_words(one.posture)}" for one in PRESENTATIONS)])

"""The name of a posture in Col-Cap terms, and the posture in words.

Caput is the head, collis the neck. A component is one of the eight basic forms with its side; a shift is a neck
component with the opposite head component in the same plane. A side is always the person's own; the side of a turn is
where the chin points. Which angle counts as neutral is a choice of this drawing, not a clinical limit.

This file is also a source of `views/posture_geometry.js`: see `posture.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dystonia_course.science.posture import Posture

NEUTRAL_BELOW_DEG = 5.0
"""A component smaller than this counts as neutral and is not named."""
UPRIGHT_WITHIN_DEG = 5.0
"""In a shift, neck and head may differ by less than this and the head still counts as upright."""


@dataclass(frozen=True)
class Component:
    """One basic form: `part` is neck or head, `plane` rotation, tilt or flexion, `direction` left to backward."""

    part: str
    plane: str
    direction: str
    name: str
    size_deg: float


@dataclass(frozen=True)
class Shift:
    """Neck one way and head back the other way in one plane; `size_deg` is the angle that the two have in common."""

    name: str
    plane: str
    direction: str
    neck: Component
    head: Component
    size_deg: float


@dataclass(frozen=True)
class Entry:
    """One item of a posture's name: a single component, or a shift with its two."""

    name: str
    size_deg: float
    parts: list[Component]


def form_name(part: str, plane: str, direction: str) -> str:
    """The Col-Cap name of one basic form, with its side where it has one: `left laterocaput`, `antecollis`."""
    ending = "collis" if part == "neck" else "caput"
    if plane == "rotation":
        return f"{direction} torti{ending}"
    if plane == "tilt":
        return f"{direction} latero{ending}"
    return f"ante{ending}" if direction == "forward" else f"retro{ending}"


def shift_name(plane: str, direction: str) -> str:
    """`lateral shift to the right`, `forward sagittal shift`."""
    return f"lateral shift to the {direction}" if plane == "tilt" else f"{direction} sagittal shift"


def component(part: str, plane: str, angle_deg: float) -> Component:
    """The component that this angle is."""
    direction = "left" if angle_deg > 0.0 else "right"
    if plane == "flexion":
        direction = "forward" if angle_deg > 0.0 else "backward"
    return Component(
        part=part, plane=plane, direction=direction, name=form_name(part, plane, direction), size_deg=abs(angle_deg)
    )


def components(posture: Posture) -> list[Component]:
    """Every component that is not neutral, largest first."""
    every = [
        component("neck", "rotation", posture.neck_rotation_deg),
        component("head", "rotation", posture.head_rotation_deg),
        component("neck", "tilt", posture.neck_tilt_deg),
        component("head", "tilt", posture.head_tilt_deg),
        component("neck", "flexion", posture.neck_flexion_deg),
        component("head", "flexion", posture.head_flexion_deg),
    ]
    return sorted([one for one in every if one.size_deg >= NEUTRAL_BELOW_DEG], key=lambda one: -one.size_deg)


def shifts(posture: Posture) -> list[Shift]:
    """Every shift: neck and head not neutral and opposite, in the frontal (tilt) or the sagittal plane (flexion)."""
    bent = [one for one in components(posture) if one.plane != "rotation"]
    necks = [one for one in bent if one.part == "neck"]
    heads = [one for one in bent if one.part == "head"]
    found: list[Shift] = []
    for neck in necks:
        for head in heads:
            if neck.plane == head.plane and neck.direction != head.direction:
                found.append(
                    Shift(
                        name=shift_name(neck.plane, neck.direction),
                        plane=neck.plane,
                        direction=neck.direction,
                        neck=neck,
                        head=head,
                        size_deg=min(neck.size_deg, head.size_deg),
                    )
                )
    return found


def entries(posture: Posture) -> list[Entry]:
    """The items of the posture's name, leading one first. A shift counts with the larger of its two parts."""
    in_a_shift: list[str] = []
    items: list[Entry] = []
    for shift in shifts(posture):
        items.append(
            Entry(
                name=shift.name,
                size_deg=max(shift.neck.size_deg, shift.head.size_deg),
                parts=[shift.neck, shift.head],
            )
        )
        in_a_shift.append(shift.neck.name)
        in_a_shift.append(shift.head.name)
    for one in components(posture):
        if in_a_shift.count(one.name) == 0:
            items.append(Entry(name=one.name, size_deg=one.size_deg, parts=[one]))
    return sorted(items, key=lambda item: -item.size_deg)


def posture_name(posture: Posture) -> str:
    """The whole name, leading item first: `right torticaput with left laterocollis`."""
    names = [item.name for item in entries(posture)]
    if len(names) == 0:
        return "neutral"
    if len(names) == 1:
        return names[0]
    return f"{names[0]} with {joined(names[1:])}"


# --- words ------------------------------------------------------------------------------------------------------------


def joined(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def whole(angle_deg: float) -> int:
    """The nearest whole number, halves up."""
    return math.floor(angle_deg + 0.5)


def movement(one: Component) -> str:
    """What a segment does, as a sentence."""
    size = f"{whole(one.size_deg)} degrees"
    if one.plane == "rotation":
        turn = f"The {one.part} turns {size} to the person's {one.direction}"
        return f"{turn}, and the chin goes with it." if one.part == "head" else f"{turn} and takes the head along."
    if one.plane == "tilt":
        return f"The {one.part} tilts {size} to the person's {one.direction}."
    return f"The {one.part} bends {size} {one.direction}."


def sum_in_words(shift: Shift) -> str:
    """A shift as the sum that it is: `neck 20° right + head 20° left = lateral shift to the right`."""
    neck = f"neck {whole(shift.neck.size_deg)}° {shift.neck.direction}"
    head = f"head {whole(shift.head.size_deg)}° {shift.head.direction}"
    return f"{neck} + {head} = {shift.name}"


def balance_in_words(shift: Shift) -> str:
    """Whether the head stays upright in a shift, and if not, why."""
    rest = shift.neck.size_deg - shift.head.size_deg
    where = "off the midline" if shift.plane == "tilt" else f"too far {shift.direction}"
    if abs(rest) < UPRIGHT_WITHIN_DEG:
        return f"The head stays upright but sits {where}."
    larger = shift.neck if rest > 0.0 else shift.head
    way = f"to the person's {larger.direction}" if shift.plane == "tilt" else larger.direction
    return f"The {larger.part} goes further, so the head also stays {whole(abs(rest))} degrees {way}."


def larynx_in_words(posture: Posture) -> str:
    """What a rotation does to the larynx: the neck's turn takes it along, the head's turn does not. Else empty."""
    turns = [one for one in components(posture) if one.plane == "rotation"]
    for one in turns:
        if one.part == "neck":
            return f"The turn of the neck swings the larynx off the midline, to the person's {one.direction}."
    return "" if len(turns) == 0 else "The turn is in the head alone, so the turn does not move the larynx."


def described_in_words(posture: Posture) -> str:
    """The drawing in words, for someone who does not see it."""
    present = components(posture)
    if len(present) == 0:
        return "Neutral: head and neck are upright, the face points forward, and the larynx is over the sternal notch."
    name = posture_name(posture)
    sentences = [f"{name[0].upper()}{name[1:]}."]
    for one in present:
        sentences.append(movement(one))
    for shift in shifts(posture):
        sentences.append(balance_in_words(shift))
    larynx = larynx_in_words(posture)
    if larynx != "":
        sentences.append(larynx)
    return " ".join(sentences)


# --- postures that can be set by name ---------------------------------------------------------------------------------

NAMED_POSTURES: dict[str, Posture] = {
    "right torticollis": Posture(neck_rotation_deg=-30),
    "left torticollis": Posture(neck_rotation_deg=30),
    "right torticaput": Posture(head_rotation_deg=-30),
    "left torticaput": Posture(head_rotation_deg=30),
    "right laterocollis": Posture(neck_tilt_deg=-20),
    "left laterocollis": Posture(neck_tilt_deg=20),
    "right laterocaput": Posture(head_tilt_deg=-20),
    "left laterocaput": Posture(head_tilt_deg=20),
    "antecollis": Posture(neck_flexion_deg=25),
    "antecaput": Posture(head_flexion_deg=20),
    "retrocollis": Posture(neck_flexion_deg=-25),
    "retrocaput": Posture(head_flexion_deg=-20),
    "lateral shift to the right": Posture(neck_tilt_deg=-20, head_tilt_deg=20),
    "lateral shift to the left": Posture(neck_tilt_deg=20, head_tilt_deg=-20),
    "forward sagittal shift": Posture(neck_flexion_deg=25, head_flexion_deg=-25),
    "backward sagittal shift": Posture(neck_flexion_deg=-20, head_flexion_deg=20),
}
"""The eight basic forms, to both sides where they have sides, and the four shifts. Sizes are chosen to be seen."""

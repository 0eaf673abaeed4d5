"""The tasks of the posture explorer's practice, in an order that a seed fixes."""

from __future__ import annotations

import random
from dataclasses import asdict, replace
from typing import Any

from dystonia_course.science.posture import (
    HEAD_FLEXION_LIMIT_DEG,
    HEAD_ROTATION_LIMIT_DEG,
    HEAD_TILT_LIMIT_DEG,
    NECK_FLEXION_LIMIT_DEG,
    NECK_ROTATION_LIMIT_DEG,
    NECK_TILT_LIMIT_DEG,
    Posture,
    mirrored,
)
from dystonia_course.science.posture_names import NAMED_POSTURES, posture_name

MIXED_POSTURES: tuple[Posture, ...] = (
    Posture(head_rotation_deg=-35, neck_tilt_deg=20),
    Posture(head_rotation_deg=35, head_tilt_deg=-15),
    Posture(neck_rotation_deg=30, head_flexion_deg=-20),
    Posture(head_rotation_deg=-35, neck_flexion_deg=25),
    Posture(head_rotation_deg=30, neck_tilt_deg=20, head_tilt_deg=-20),
    Posture(neck_rotation_deg=-25, head_tilt_deg=20),
)
"""Combinations to be named, the leading component clearly the largest."""
OPTIONS = 4


def practice_tasks(seed: int) -> list[dict[str, Any]]:
    """Every task once.

    A task is `{"ask": "set", "target": posture}` or `{"ask": "name", "options": [postures], "answer": index}`.
    A posture is given by its angles that are not zero. The two kinds take turns as long as both last.
    """
    order = random.Random(seed)
    to_set: list[dict[str, Any]] = [{"ask": "set", "target": angles(posture)} for posture in NAMED_POSTURES.values()]
    to_name = [_naming(posture, order) for posture in (*NAMED_POSTURES.values(), *MIXED_POSTURES)]
    order.shuffle(to_set)
    order.shuffle(to_name)
    tasks: list[dict[str, Any]] = []
    while to_set or to_name:
        tasks += [kind.pop() for kind in (to_set, to_name) if kind]
    return tasks


def angles(posture: Posture) -> dict[str, float]:
    """The angles that are not zero, by name."""
    return {name: angle for name, angle in asdict(posture).items() if angle}


def _naming(posture: Posture, order: random.Random) -> dict[str, Any]:
    options = [posture, *distractors(posture)[: OPTIONS - 1]]
    order.shuffle(options)
    return {"ask": "name", "options": [angles(option) for option in options], "answer": options.index(posture)}


def distractors(posture: Posture) -> list[Posture]:
    """Postures with other names that a learner may take for this one, the likeliest first: other part, other side or
    way, one component missing, other plane."""
    other_way = replace(
        mirrored(posture),
        neck_flexion_deg=-posture.neck_flexion_deg,
        head_flexion_deg=-posture.head_flexion_deg,
    )
    candidates = [
        _parts_swapped(posture),
        other_way,
        replace(posture, head_tilt_deg=0.0, head_flexion_deg=0.0),
        replace(posture, neck_tilt_deg=0.0, neck_flexion_deg=0.0),
        _planes_swapped(posture),
        _parts_swapped(other_way),
        _planes_swapped(_parts_swapped(posture)),
    ]
    named: dict[str, Posture] = {}
    for candidate in candidates:
        named.setdefault(posture_name(candidate), candidate)
    return [candidate for name, candidate in named.items() if name not in ("neutral", posture_name(posture))]


def _parts_swapped(posture: Posture) -> Posture:
    return Posture(
        neck_rotation_deg=_within(posture.head_rotation_deg, NECK_ROTATION_LIMIT_DEG),
        neck_tilt_deg=_within(posture.head_tilt_deg, NECK_TILT_LIMIT_DEG),
        neck_flexion_deg=_within(posture.head_flexion_deg, NECK_FLEXION_LIMIT_DEG),
        head_rotation_deg=_within(posture.neck_rotation_deg, HEAD_ROTATION_LIMIT_DEG),
        head_tilt_deg=_within(posture.neck_tilt_deg, HEAD_TILT_LIMIT_DEG),
        head_flexion_deg=_within(posture.neck_flexion_deg, HEAD_FLEXION_LIMIT_DEG),
    )


def _planes_swapped(posture: Posture) -> Posture:
    """Rotation for tilt and tilt for rotation; what is in the sagittal plane goes to the frontal plane."""
    return Posture(
        neck_rotation_deg=_within(posture.neck_tilt_deg, NECK_ROTATION_LIMIT_DEG),
        neck_tilt_deg=_within(posture.neck_rotation_deg or posture.neck_flexion_deg, NECK_TILT_LIMIT_DEG),
        head_rotation_deg=_within(posture.head_tilt_deg, HEAD_ROTATION_LIMIT_DEG),
        head_tilt_deg=_within(posture.head_rotation_deg or posture.head_flexion_deg, HEAD_TILT_LIMIT_DEG),
    )


def _within(angle_deg: float, limit_deg: float) -> float:
    return min(max(angle_deg, -limit_deg), limit_deg)

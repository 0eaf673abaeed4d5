"""Head and neck as a chain of two segments.

Chain: trunk, then the neck segment (hinge at C7/T1, up to the joint C1-C2), then the head segment (hinge at C1-C2).
Each segment turns against the one below it, so a head angle is measured from the neck, not from the room.

Axes, right-handed, fixed to the trunk: x forward, y to the person's left, z up; origin at the joint C7/T1.
Lengths are centimetres (`_cm`), angles degrees (`_deg`). Positive rotation: the chin points to the person's left.
Positive tilt: the ear goes to the person's left shoulder. Positive flexion: the face goes down and forward;
negative flexion is extension. A side is always the person's own side.

The three angles of a segment are the three components of one turn (a rotation vector), so none of them comes "first".
Equal and opposite angles of neck and head therefore cancel exactly, in every plane: that is a pure shift.

Choices of this model, not measurements of a person and not clinical limits: the segment lengths, the largest angles
and the rigid neck. A person's neck bends over all its joints.

This file and `posture_names.py` are also the source of `views/posture_geometry.js`, so their functions keep to the
small part of Python that `views/posture_translation.py` can write as JavaScript.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

Vector = list[float]
"""Three numbers: x, y, z."""
Matrix = list[Vector]
"""Three rows of three numbers."""

NECK_ROTATION_LIMIT_DEG = 40.0
NECK_TILT_LIMIT_DEG = 25.0
NECK_FLEXION_LIMIT_DEG = 25.0
HEAD_ROTATION_LIMIT_DEG = 45.0
HEAD_TILT_LIMIT_DEG = 20.0
HEAD_FLEXION_LIMIT_DEG = 25.0

HEAD_JOINT_CM = [2.0, 0.0, 11.5]
"""The joint C1-C2 in the neutral posture, in trunk coordinates."""
NECK_LANDMARKS_CM = {
    "c7": [0.0, 0.0, 0.9],
    "c6": [0.5, 0.0, 2.7],
    "c5": [1.1, 0.0, 4.5],
    "c4": [1.6, 0.0, 6.3],
    "c3": [1.9, 0.0, 8.1],
    "c2": [2.0, 0.0, 10.0],
    "larynx": [6.7, 0.0, 3.7],
}
"""Marks that go with the neck, neutral, in trunk coordinates. The larynx is the notch of the thyroid cartilage."""
HEAD_LANDMARKS_CM = {
    "nose_tip": [13.0, 0.0, 1.9],
    "chin": [10.6, 0.0, -4.7],
    "vertex": [-0.6, 0.0, 16.2],
    "left_ear": [0.8, 7.2, 3.5],
    "right_ear": [0.8, -7.2, 3.5],
}
"""Marks of the head in head coordinates: same axes, origin at the joint C1-C2."""
TRUNK_LANDMARKS_CM = {
    "sternal_notch": [5.6, 0.0, -3.8],
    "left_shoulder": [0.0, 18.5, -3.5],
    "right_shoulder": [0.0, -18.5, -3.5],
}


@dataclass(frozen=True)
class Posture:
    """Six angles in degrees: of the neck against the trunk and of the head against the neck. All zero is neutral."""

    neck_rotation_deg: float = 0.0
    neck_tilt_deg: float = 0.0
    neck_flexion_deg: float = 0.0
    head_rotation_deg: float = 0.0
    head_tilt_deg: float = 0.0
    head_flexion_deg: float = 0.0


def rotation_matrix(rotation_deg: float, tilt_deg: float, flexion_deg: float) -> Matrix:
    """The turn of one segment against the one below it, as a 3 x 3 matrix (Rodrigues' formula)."""
    x = -tilt_deg * math.pi / 180.0
    y = flexion_deg * math.pi / 180.0
    z = rotation_deg * math.pi / 180.0
    angle = math.sqrt(x * x + y * y + z * z)
    sine = 1.0
    versine = 0.5
    if angle > 1e-6:
        sine = math.sin(angle) / angle
        versine = (1.0 - math.cos(angle)) / (angle * angle)
    return [
        [1.0 - versine * (y * y + z * z), versine * x * y - sine * z, versine * x * z + sine * y],
        [versine * x * y + sine * z, 1.0 - versine * (x * x + z * z), versine * y * z - sine * x],
        [versine * x * z - sine * y, versine * y * z + sine * x, 1.0 - versine * (x * x + y * y)],
    ]


def product(a: Matrix, b: Matrix) -> Matrix:
    """The matrix product: first `b`, then `a`."""
    return [[a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j] for j in range(3)] for i in range(3)]


def turned(matrix: Matrix, point_cm: Vector) -> Vector:
    """The point after the turn about the origin."""
    return [matrix[i][0] * point_cm[0] + matrix[i][1] * point_cm[1] + matrix[i][2] * point_cm[2] for i in range(3)]


def neck_frame(posture: Posture) -> Matrix:
    """Orientation of the neck segment in the room."""
    return rotation_matrix(posture.neck_rotation_deg, posture.neck_tilt_deg, posture.neck_flexion_deg)


def head_frame(posture: Posture) -> Matrix:
    """Orientation of the head in the room: the neck's turn and the head's own turn on top of it."""
    own = rotation_matrix(posture.head_rotation_deg, posture.head_tilt_deg, posture.head_flexion_deg)
    return product(neck_frame(posture), own)


def head_joint(posture: Posture) -> Vector:
    """Where the joint C1-C2 is, in trunk coordinates."""
    return turned(neck_frame(posture), HEAD_JOINT_CM)


def head_point(posture: Posture, point_cm: Vector) -> Vector:
    """Where a point of the head (head coordinates) is, in trunk coordinates."""
    moved = turned(head_frame(posture), point_cm)
    joint = head_joint(posture)
    return [joint[0] + moved[0], joint[1] + moved[1], joint[2] + moved[2]]


def neck_share(height_cm: float) -> float:
    """The share of the neck's turn that tissue at this neutral height follows: 0 at C7/T1, 1 at C1-C2."""
    level = min(max(height_cm / HEAD_JOINT_CM[2], 0.0), 1.0)
    return level * (2.0 - level)


def neck_point(posture: Posture, point_cm: Vector) -> Vector:
    """Where a point of the neck (neutral, trunk coordinates) is, in trunk coordinates."""
    share = neck_share(point_cm[2])
    turn = rotation_matrix(
        share * posture.neck_rotation_deg, share * posture.neck_tilt_deg, share * posture.neck_flexion_deg
    )
    return turned(turn, point_cm)


def landmarks(posture: Posture) -> dict[str, Vector]:
    """Every mark by name, in trunk coordinates."""
    points = {}
    for name, point_cm in TRUNK_LANDMARKS_CM.items():
        points[name] = point_cm
    for name, point_cm in NECK_LANDMARKS_CM.items():
        points[name] = neck_point(posture, point_cm)
    for name, point_cm in HEAD_LANDMARKS_CM.items():
        points[name] = head_point(posture, point_cm)
    points["head_joint"] = head_joint(posture)
    return points


def mirrored(posture: Posture) -> Posture:
    """The same posture to the other side."""
    return replace(
        posture,
        neck_rotation_deg=-posture.neck_rotation_deg,
        neck_tilt_deg=-posture.neck_tilt_deg,
        head_rotation_deg=-posture.head_rotation_deg,
        head_tilt_deg=-posture.head_tilt_deg,
    )


# --- shifts: sums of a neck angle and an opposite head angle ----------------------------------------------------------


def common_angle(neck_deg: float, head_deg: float) -> float:
    """The angle that the neck goes one way and the head comes back; its sign is the neck's. 0 if they do not oppose."""
    if neck_deg * head_deg >= 0.0:
        return 0.0
    size = min(abs(neck_deg), abs(head_deg))
    return size if neck_deg > 0.0 else -size


def lateral_shift_deg(posture: Posture) -> float:
    """Lateral shift, positive to the person's left."""
    return common_angle(posture.neck_tilt_deg, posture.head_tilt_deg)


def sagittal_shift_deg(posture: Posture) -> float:
    """Sagittal shift, positive forward."""
    return common_angle(posture.neck_flexion_deg, posture.head_flexion_deg)


def with_lateral_shift(posture: Posture, shift_deg: float) -> Posture:
    """The posture with its two tilts set equal and opposite: neck to the side of the shift, head back."""
    return replace(posture, neck_tilt_deg=shift_deg, head_tilt_deg=-shift_deg)


def with_sagittal_shift(posture: Posture, shift_deg: float) -> Posture:
    """The posture with its two flexions set equal and opposite: neck the way of the shift, head back."""
    return replace(posture, neck_flexion_deg=shift_deg, head_flexion_deg=-shift_deg)

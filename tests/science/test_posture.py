"""The two-segment model of head and neck."""

from __future__ import annotations

import math
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.science import posture as model
from dystonia_course.science.posture import Posture

SIXTY = st.floats(-60, 60, allow_nan=False)
POSTURES = st.builds(
    Posture,
    neck_rotation_deg=st.floats(-40, 40),
    neck_tilt_deg=st.floats(-25, 25),
    neck_flexion_deg=st.floats(-25, 25),
    head_rotation_deg=st.floats(-45, 45),
    head_tilt_deg=st.floats(-20, 20),
    head_flexion_deg=st.floats(-25, 25),
)


@given(SIXTY, SIXTY, SIXTY)
def test_a_turn_keeps_lengths_angles_and_handedness(rotation: float, tilt: float, flexion: float) -> None:
    matrix = np.array(model.rotation_matrix(rotation, tilt, flexion))
    assert matrix @ matrix.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(matrix) == pytest.approx(1)


@given(SIXTY, SIXTY, SIXTY)
def test_the_opposite_angles_undo_a_turn(rotation: float, tilt: float, flexion: float) -> None:
    there = model.rotation_matrix(rotation, tilt, flexion)
    back = model.rotation_matrix(-rotation, -tilt, -flexion)
    assert np.array(model.product(there, back)) == pytest.approx(np.eye(3), abs=1e-12)


@given(SIXTY, SIXTY, SIXTY)
def test_the_turn_is_about_the_axis_of_the_three_angles_and_by_their_length(
    rotation: float, tilt: float, flexion: float
) -> None:
    matrix = np.array(model.rotation_matrix(rotation, tilt, flexion))
    axis = np.array([-tilt, flexion, rotation])
    assert matrix @ axis == pytest.approx(axis, abs=1e-9)
    assert np.trace(matrix) == pytest.approx(1 + 2 * math.cos(math.radians(np.linalg.norm(axis))))


@pytest.mark.parametrize(
    ("turn", "point", "moved"),
    [
        ((90, 0, 0), [1, 0, 0], [0, 1, 0]),  # rotation to the left: the nose points to the person's left
        ((-90, 0, 0), [1, 0, 0], [0, -1, 0]),
        ((0, 90, 0), [0, 0, 1], [0, 1, 0]),  # tilt to the left: the vertex goes to the person's left
        ((0, -90, 0), [0, 0, 1], [0, -1, 0]),
        ((0, 0, 90), [1, 0, 0], [0, 0, -1]),  # flexion: the face goes down
        ((0, 0, 90), [0, 0, 1], [1, 0, 0]),  # and the vertex forward
        ((0, 0, -90), [1, 0, 0], [0, 0, 1]),
    ],
)
def test_directions(turn: tuple[float, float, float], point: list[float], moved: list[float]) -> None:
    assert model.turned(model.rotation_matrix(*turn), point) == pytest.approx(moved, abs=1e-12)


def test_turns_about_one_axis_add_up() -> None:
    twice = model.product(model.rotation_matrix(20, 0, 0), model.rotation_matrix(25, 0, 0))
    assert np.array(twice) == pytest.approx(np.array(model.rotation_matrix(45, 0, 0)))


def test_neutral_is_upright_and_in_the_midline() -> None:
    marks = model.landmarks(Posture())
    for name in ("nose_tip", "chin", "vertex", "larynx", "sternal_notch", "c2", "c7"):
        assert marks[name][1] == 0
    assert marks["c7"][2] < marks["c6"][2] < marks["c5"][2] < marks["c4"][2] < marks["c3"][2] < marks["c2"][2]
    assert marks["sternal_notch"][2] < marks["larynx"][2] < marks["chin"][2] < marks["nose_tip"][2] < marks["vertex"][2]
    assert np.array(model.head_frame(Posture())) == pytest.approx(np.eye(3))


@given(POSTURES)
def test_the_other_side_is_the_mirror_image(posture: Posture) -> None:
    here = model.landmarks(posture)
    there = model.landmarks(model.mirrored(posture))
    other = {"left_ear": "right_ear", "right_ear": "left_ear", "left_shoulder": "right_shoulder"}
    other["right_shoulder"] = "left_shoulder"
    for name, (x, y, z) in here.items():
        assert there[other.get(name, name)] == pytest.approx([x, -y, z], abs=1e-9)


@given(POSTURES)
def test_segments_are_rigid(posture: Posture) -> None:
    """Neither the neck nor the head changes its size, whatever the posture."""
    rest, marks = model.landmarks(Posture()), model.landmarks(posture)
    assert math.hypot(*marks["head_joint"]) == pytest.approx(math.hypot(*rest["head_joint"]))
    head = ("head_joint", "nose_tip", "chin", "vertex", "left_ear", "right_ear")
    for one in head:
        for two in head:
            assert math.dist(marks[one], marks[two]) == pytest.approx(math.dist(rest[one], rest[two]))


@given(POSTURES)
def test_the_trunk_does_not_move(posture: Posture) -> None:
    marks = model.landmarks(posture)
    for name in ("sternal_notch", "left_shoulder", "right_shoulder"):
        assert marks[name] == model.landmarks(Posture())[name]


@given(POSTURES)
def test_the_head_alone_leaves_the_neck_where_it_is(posture: Posture) -> None:
    neck_only = Posture(posture.neck_rotation_deg, posture.neck_tilt_deg, posture.neck_flexion_deg)
    with_head, without = model.landmarks(posture), model.landmarks(neck_only)
    for name in ("c2", "c3", "c4", "c5", "c6", "c7", "larynx", "head_joint"):
        assert with_head[name] == pytest.approx(without[name])


@given(st.floats(-20, 20), st.floats(-25, 25))
def test_shifts_leave_the_head_upright(lateral: float, sagittal: float) -> None:
    posture = model.with_sagittal_shift(model.with_lateral_shift(Posture(), lateral), sagittal)
    assert np.array(model.head_frame(posture)) == pytest.approx(np.eye(3), abs=1e-12)
    assert model.lateral_shift_deg(posture) == pytest.approx(lateral)
    assert model.sagittal_shift_deg(posture) == pytest.approx(sagittal)


@pytest.mark.parametrize("angle", [-20.0, -10.0, 10.0, 20.0])
def test_shifts_take_the_head_off_the_midline(angle: float) -> None:
    sideways = model.landmarks(model.with_lateral_shift(Posture(), angle))
    assert sideways["nose_tip"][1] == pytest.approx(11.5 * math.sin(math.radians(angle)))
    rest = model.landmarks(Posture())["nose_tip"][0]
    forward = model.landmarks(model.with_sagittal_shift(Posture(), angle))["nose_tip"][0]
    assert (forward > rest) == (angle > 0)


def test_a_shift_slider_sets_only_its_own_plane() -> None:
    posture = Posture(10, 5, -7, 20, 3, 9)
    moved = model.with_lateral_shift(posture, -15)
    assert asdict(moved) == {**asdict(posture), "neck_tilt_deg": -15, "head_tilt_deg": 15}
    moved = model.with_sagittal_shift(posture, 12)
    assert asdict(moved) == {**asdict(posture), "neck_flexion_deg": 12, "head_flexion_deg": -12}


@pytest.mark.parametrize(
    ("neck", "head", "shift"), [(20, -20, 20), (-20, 12, -12), (8, -15, 8), (20, 10, 0), (0, -20, 0), (-9, 0, 0)]
)
def test_a_shift_is_what_neck_and_head_have_in_common(neck: float, head: float, shift: float) -> None:
    assert model.lateral_shift_deg(Posture(neck_tilt_deg=neck, head_tilt_deg=head)) == shift
    assert model.sagittal_shift_deg(Posture(neck_flexion_deg=neck, head_flexion_deg=head)) == shift


@given(st.floats(-40, 40), st.floats(-45, 45))
def test_the_larynx_follows_the_neck_and_not_the_head(neck: float, head: float) -> None:
    """In torticaput it stays over the sternal notch; in torticollis it swings off the midline to the neck's side."""
    marks = model.landmarks(Posture(head_rotation_deg=head))
    assert marks["larynx"][1] == marks["sternal_notch"][1] == 0
    marks = model.landmarks(Posture(neck_rotation_deg=neck, head_rotation_deg=head))
    assert marks["larynx"][1] * neck >= 0
    if abs(neck) > 20:
        assert abs(marks["larynx"][1]) > 1


def test_the_side_is_the_persons_own() -> None:
    marks = model.landmarks(Posture(head_tilt_deg=-15))  # to the right: the right ear is the lower one
    assert marks["right_ear"][2] < marks["left_ear"][2]
    assert model.landmarks(Posture(head_rotation_deg=30))["nose_tip"][1] > 0  # to the left

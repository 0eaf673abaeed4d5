"""Col-Cap names and words of postures."""

from __future__ import annotations

from dataclasses import asdict, astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.science import posture_names as names
from dystonia_course.science.posture import Posture, mirrored

# angles well off the limit under which a component is neutral, or well inside it
ANGLES = st.one_of(st.floats(-4, 4), st.floats(7, 18), st.floats(-18, -7))
MIXES = st.builds(Posture, ANGLES, ANGLES, ANGLES, ANGLES, ANGLES, ANGLES)

FORMS = {  # part and plane: names for a positive and a negative angle, written out by hand
    "neck_rotation_deg": ("left torticollis", "right torticollis"),
    "neck_tilt_deg": ("left laterocollis", "right laterocollis"),
    "neck_flexion_deg": ("antecollis", "retrocollis"),
    "head_rotation_deg": ("left torticaput", "right torticaput"),
    "head_tilt_deg": ("left laterocaput", "right laterocaput"),
    "head_flexion_deg": ("antecaput", "retrocaput"),
}


@pytest.mark.parametrize("field", FORMS)
def test_the_eight_basic_forms(field: str) -> None:
    positive, negative = FORMS[field]
    assert names.posture_name(Posture(**{field: 15})) == positive
    assert names.posture_name(Posture(**{field: -15})) == negative


@pytest.mark.parametrize("name", names.NAMED_POSTURES)
def test_a_named_posture_names_itself(name: str) -> None:
    assert names.posture_name(names.NAMED_POSTURES[name]) == name


def test_eight_forms_with_their_sides_and_four_shifts() -> None:
    assert len(names.NAMED_POSTURES) == 4 * 2 + 4 + 4
    for name, posture in names.NAMED_POSTURES.items():
        assert len(names.shifts(posture)) == ("shift" in name)


@given(MIXES)
def test_a_mix_lists_exactly_what_is_not_neutral(posture: Posture) -> None:
    expected = {FORMS[field][angle < 0] for field, angle in asdict(posture).items() if abs(angle) >= 5}
    assert {one.name for one in names.components(posture)} == expected
    named = [part.name for entry in names.entries(posture) for part in entry.parts]
    assert sorted(named) == sorted(expected)


@given(MIXES)
def test_the_largest_comes_first(posture: Posture) -> None:
    for sizes in (
        [one.size_deg for one in names.components(posture)],
        [entry.size_deg for entry in names.entries(posture)],
    ):
        assert sizes == sorted(sizes, reverse=True)
    if any(abs(angle) >= 5 for angle in astuple(posture)):
        assert names.components(posture)[0].size_deg == max(abs(angle) for angle in astuple(posture))


@given(MIXES)
def test_shifts_are_opposite_angles_in_one_plane(posture: Posture) -> None:
    found = {shift.name for shift in names.shifts(posture)}
    lateral = min(abs(posture.neck_tilt_deg), abs(posture.head_tilt_deg)) >= 5
    lateral = lateral and posture.neck_tilt_deg * posture.head_tilt_deg < 0
    sagittal = min(abs(posture.neck_flexion_deg), abs(posture.head_flexion_deg)) >= 5
    sagittal = sagittal and posture.neck_flexion_deg * posture.head_flexion_deg < 0
    expected = set()
    if lateral:
        expected.add(f"lateral shift to the {'left' if posture.neck_tilt_deg > 0 else 'right'}")
    if sagittal:
        expected.add(f"{'forward' if posture.neck_flexion_deg > 0 else 'backward'} sagittal shift")
    assert found == expected


@given(MIXES)
def test_mirror_images_have_mirrored_names(posture: Posture) -> None:
    swapped = names.posture_name(posture).replace("left", "LEFT").replace("right", "left").replace("LEFT", "right")
    assert names.posture_name(mirrored(posture)) == swapped


def test_the_limit_of_neutral() -> None:
    assert names.posture_name(Posture(head_tilt_deg=4.999)) == "neutral"
    assert names.posture_name(Posture(head_tilt_deg=5)) == "left laterocaput"
    assert names.posture_name(Posture()) == "neutral"


@pytest.mark.parametrize(
    ("posture", "name"),
    [
        (Posture(head_rotation_deg=-35, neck_tilt_deg=20), "right torticaput with left laterocollis"),
        (Posture(head_rotation_deg=-10, neck_tilt_deg=20), "left laterocollis with right torticaput"),
        (
            Posture(head_rotation_deg=30, neck_tilt_deg=-20, head_tilt_deg=20, neck_flexion_deg=10),
            "left torticaput with lateral shift to the right and antecollis",
        ),
        (Posture(neck_rotation_deg=20, head_rotation_deg=-20), "left torticollis with right torticaput"),
        (Posture(neck_tilt_deg=15, head_tilt_deg=10), "left laterocollis with left laterocaput"),
    ],
)
def test_mixed_names(posture: Posture, name: str) -> None:
    assert names.posture_name(posture) == name


def test_a_shift_is_shown_as_a_sum() -> None:
    (shift,) = names.shifts(Posture(neck_tilt_deg=-20, head_tilt_deg=20))
    assert names.sum_in_words(shift) == "neck 20° right + head 20° left = lateral shift to the right"
    (shift,) = names.shifts(Posture(neck_flexion_deg=25, head_flexion_deg=-25))
    assert names.sum_in_words(shift) == "neck 25° forward + head 25° backward = forward sagittal shift"


@pytest.mark.parametrize(
    ("neck", "head", "words"),
    [
        (-20, 20, "The head stays upright but sits off the midline."),
        (-20, 16, "The head stays upright but sits off the midline."),
        (-20, 10, "The neck goes further, so the head also stays 10 degrees to the person's right."),
        (-10, 18, "The head goes further, so the head also stays 8 degrees to the person's left."),
    ],
)
def test_an_unequal_shift_says_what_is_left_over(neck: float, head: float, words: str) -> None:
    (shift,) = names.shifts(Posture(neck_tilt_deg=neck, head_tilt_deg=head))
    assert names.balance_in_words(shift) == words


@given(MIXES)
def test_the_words_tell_every_component_with_its_size(posture: Posture) -> None:
    text = names.described_in_words(posture)
    for one in names.components(posture):
        sentence = names.movement(one)
        assert sentence in text
        assert f" {one.part} " in sentence
        assert one.direction in sentence
        assert f"{int(one.size_deg + 0.5)} degrees" in sentence


@pytest.mark.parametrize(
    ("posture", "told"),
    [
        (Posture(neck_rotation_deg=30), "swings the larynx off the midline, to the person's left"),
        (Posture(neck_rotation_deg=-30, head_rotation_deg=-20), "off the midline, to the person's right"),
        (Posture(head_rotation_deg=30), "the turn does not move the larynx"),
        (Posture(head_rotation_deg=30, neck_tilt_deg=25), "the turn does not move the larynx"),  # a tilt may
    ],
)
def test_the_larynx_sign(posture: Posture, told: str) -> None:
    assert told in names.described_in_words(posture)


def test_without_a_turn_nothing_is_said_about_the_larynx() -> None:
    assert "larynx" not in names.described_in_words(Posture(neck_tilt_deg=20))


def test_neutral_in_words() -> None:
    assert names.described_in_words(Posture(head_tilt_deg=2)).startswith("Neutral: head and neck are upright")

"""The practice tasks of the posture explorer."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from dystonia_course.science import posture as model
from dystonia_course.science.posture import Posture
from dystonia_course.science.posture_names import NAMED_POSTURES, components, posture_name
from dystonia_course.views.posture_practice import MIXED_POSTURES, distractors, practice_tasks

SEEDS = [1, 2, 3, 20, 4711]


def asked(task: dict[str, Any]) -> str:
    posture = task["target"] if task["ask"] == "set" else task["options"][task["answer"]]
    return posture_name(Posture(**posture))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_fixes_the_order(seed: int) -> None:
    assert practice_tasks(seed) == practice_tasks(seed)
    assert practice_tasks(seed) != practice_tasks(seed + 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_task_comes_twice_and_every_posture_is_asked_both_ways(seed: int) -> None:
    counts = Counter((task["ask"], asked(task)) for task in practice_tasks(seed))
    assert set(counts.values()) == {1}
    mixed = {posture_name(posture) for posture in MIXED_POSTURES}
    assert {name for kind, name in counts if kind == "set"} == set(NAMED_POSTURES)
    assert {name for kind, name in counts if kind == "name"} == set(NAMED_POSTURES) | mixed


@pytest.mark.parametrize("seed", SEEDS)
def test_the_kinds_take_turns(seed: int) -> None:
    kinds = [task["ask"] for task in practice_tasks(seed)]
    assert kinds[: 2 * len(NAMED_POSTURES)] == ["set", "name"] * len(NAMED_POSTURES)


@pytest.mark.parametrize("seed", SEEDS)
def test_options_are_four_different_names(seed: int) -> None:
    for task in practice_tasks(seed):
        if task["ask"] == "name":
            shown = [posture_name(Posture(**option)) for option in task["options"]]
            assert len(set(shown)) == len(shown) == 4
            assert "neutral" not in shown


def test_the_right_answer_has_no_favourite_place() -> None:
    places = Counter(task["answer"] for seed in range(40) for task in practice_tasks(seed) if task["ask"] == "name")
    total = sum(places.values())
    assert all(0.2 < places[place] / total < 0.3 for place in range(4))


@pytest.mark.parametrize("posture", [*NAMED_POSTURES.values(), *MIXED_POSTURES])
def test_distractors_hold_the_likely_confusions_and_can_be_drawn(posture: Posture) -> None:
    found = distractors(posture)
    assert len(found) >= 3
    (main, *_) = components(posture)
    first_three = [part for other in found[:3] for part in components(other)]
    same_plane = [part for part in first_three if part.plane == main.plane]
    assert any(part.part != main.part for part in same_plane)
    assert any(part.direction != main.direction for part in same_plane)
    for other in found:
        assert abs(other.neck_rotation_deg) <= model.NECK_ROTATION_LIMIT_DEG
        assert abs(other.neck_tilt_deg) <= model.NECK_TILT_LIMIT_DEG
        assert abs(other.neck_flexion_deg) <= model.NECK_FLEXION_LIMIT_DEG
        assert abs(other.head_rotation_deg) <= model.HEAD_ROTATION_LIMIT_DEG
        assert abs(other.head_tilt_deg) <= model.HEAD_TILT_LIMIT_DEG
        assert abs(other.head_flexion_deg) <= model.HEAD_FLEXION_LIMIT_DEG


@pytest.mark.parametrize("posture", MIXED_POSTURES)
def test_mixed_postures_have_one_leading_component(posture: Posture) -> None:
    sizes = [one.size_deg for one in components(posture)]
    assert len(sizes) >= 2
    assert sizes[0] - sizes[1] >= 5

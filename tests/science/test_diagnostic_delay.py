from __future__ import annotations

import math

import pytest

from dystonia_course.science.diagnostic_delay import (
    InventedPerson,
    expected_mean_delay,
    invent_people,
    mean_delay_of_diagnosed,
)


def test_the_same_seed_invents_the_same_people() -> None:
    assert invent_people(20, 360, 44, 5) == invent_people(20, 360, 44, 5)
    assert invent_people(20, 360, 44, 5) != invent_people(20, 360, 44, 6)


def test_invented_people_have_the_mean_and_the_window_asked_for() -> None:
    people = invent_people(40_000, 360, 44, 1)
    assert all(0 <= person.since_onset <= 360 and person.delay >= 0 for person in people)
    mean = sum(person.delay for person in people) / len(people)
    assert mean == pytest.approx(44, abs=4 * 44 / math.sqrt(len(people)))


@pytest.mark.parametrize("window", [36, 120, 360])
def test_the_mean_of_the_diagnosed_comes_close_to_its_closed_form(window: float) -> None:
    people = invent_people(60_000, window, 44, 3)
    assert mean_delay_of_diagnosed(people) == pytest.approx(expected_mean_delay(window, 44), rel=0.02)


@pytest.mark.parametrize("window", [12, 120, 600])
def test_the_closed_form_agrees_with_a_sum_over_small_steps(window: float) -> None:
    steps = [(i + 0.5) * window / 20_000 for i in range(20_000)]
    weights = [math.exp(-d / 44) * (window - d) for d in steps]
    summed = math.fsum(d * w for d, w in zip(steps, weights, strict=True)) / math.fsum(weights)
    assert expected_mean_delay(window, 44) == pytest.approx(summed, rel=1e-6)


def test_truncation_shortens_the_mean_and_fades_with_a_long_window() -> None:
    assert expected_mean_delay(120, 44) < expected_mean_delay(360, 44) < 44
    assert expected_mean_delay(120_000, 44) == pytest.approx(44, rel=0.001)


def test_who_still_waits_is_not_in_the_mean() -> None:
    people = [InventedPerson(since_onset=10, delay=4), InventedPerson(since_onset=10, delay=90)]
    assert [person.diagnosed for person in people] == [True, False]
    assert mean_delay_of_diagnosed(people) == 4
    assert math.isnan(mean_delay_of_diagnosed(people, window=5))


def test_impossible_clinics_are_refused() -> None:
    with pytest.raises(ValueError, match="must be above zero"):
        invent_people(0, 360, 44, 1)

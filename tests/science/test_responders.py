"""Responders by several definitions: counted again without pandas, and what more demanding definitions must do."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dystonia_course.science.responders import DEFINITIONS, Definition, all_definitions, responder_shares
from dystonia_course.science.trial import changes
from dystonia_course.science.trial_checks import ARMS

if TYPE_CHECKING:
    import pandas as pd

People = list[tuple[str, int, int]]


@pytest.fixture(scope="module")
def people(trial_bytes: bytes) -> People:
    """(arm, baseline, fall by week 4, last value carried forward), read without pandas."""
    visits: dict[str, dict[int, int]] = {}
    arms: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(trial_bytes.decode())):
        visits.setdefault(row["patient"], {})[int(row["week"])] = int(row["twstrs"])
        arms[row["patient"]] = row["treat"]
    return [(arms[p], v[0], v[0] - v[max(w for w in v if w <= 4)]) for p, v in visits.items()]


COUNTED = {
    "any": lambda baseline, fall: fall > 0,
    "fall-20": lambda baseline, fall: Fraction(fall, baseline) >= Fraction(20, 100),
    "fall-25": lambda baseline, fall: Fraction(fall, baseline) >= Fraction(25, 100),
    "fall-30": lambda baseline, fall: Fraction(fall, baseline) >= Fraction(30, 100),
    "points-8": lambda baseline, fall: fall >= 8,
    "points-12": lambda baseline, fall: fall >= 12,
}


def test_each_definition_is_counted_again(trial_table: pd.DataFrame, people: People) -> None:
    assert {definition.id for definition in DEFINITIONS} == set(COUNTED)
    for share in all_definitions(changes(trial_table)):
        own = [COUNTED[share.definition.id](baseline, fall) for arm, baseline, fall in people if arm == share.arm]
        assert (share.responders, share.people) == (sum(own), len(own))
        assert share.share == pytest.approx(sum(own) / len(own))
        assert share.low < share.share < share.high


def test_the_same_trial_gives_very_different_shares(trial_table: pd.DataFrame) -> None:
    shares = {(s.definition.id, s.arm): s.share for s in all_definitions(changes(trial_table))}
    assert shares["any", "10000U"] > 2 * shares["fall-30", "10000U"]
    for definition in DEFINITIONS:  # placebo people respond as well, and fewer of them
        assert 0.15 < shares[definition.id, "Placebo"] < shares[definition.id, "10000U"]


def test_placebo_is_compared_with_nothing(trial_table: pd.DataFrame) -> None:
    shares = all_definitions(changes(trial_table))
    placebo = {share.definition.id: share.share for share in shares if share.arm == "Placebo"}
    for share in shares:
        assert (share.difference is None) == (share.arm == "Placebo")
        if share.difference is not None:
            assert share.difference.estimate == pytest.approx(share.share - placebo[share.definition.id])
            assert share.difference.low < share.difference.estimate < share.difference.high
            assert f"({share.definition.title}), {share.arm}" in share.difference.estimand


@settings(max_examples=25, deadline=None)
@given(points=st.integers(0, 40), percent=st.integers(0, 100), more=st.integers(0, 20))
def test_a_more_demanding_definition_finds_no_more_people(
    points: int, percent: int, more: int, trial_table: pd.DataFrame
) -> None:
    table = changes(trial_table)
    easy = responder_shares(table, Definition("easy", "easy", points, percent))
    for harder in (Definition("h", "h", points + more, percent), Definition("h", "h", points, percent + more)):
        for before, after in zip(easy, responder_shares(table, harder), strict=True):
            assert after.responders <= before.responders
    assert [share.arm for share in easy] == list(ARMS)

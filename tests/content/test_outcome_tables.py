"""The tables of the outcome trials hold what the facts beside them hold, and nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dystonia_course.content.citations import claim_numbers
from dystonia_course.content.claims import load_claims
from dystonia_course.content.sources import load_sources

DATA = Path(__file__).resolve().parents[2] / "data"
CLAIMS = load_claims(DATA, load_sources(DATA))
NUMBERS = {
    "trials": ("mean", "sd", "se", "low", "high"),
    "trial_events": ("events", "people"),
    "label_efficacy": ("people", "baseline", "change", "difference", "low", "high"),
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_stands_in_the_facts_of_its_row(name: str) -> None:
    for row in rows(name):
        if row["source"] == "cdystonia_data":
            continue  # worked out from the patient-level table: tested below and in tests/science
        known = set().union(*(claim_numbers(CLAIMS[claim]) for claim in row["claims"].split(";")))
        shown = {column: abs(float(row[column])) for column in NUMBERS[name] if row[column]}
        assert {column: value for column, value in shown.items() if value not in known} == {}, row


@pytest.mark.parametrize("name", [*NUMBERS, "trial_summary"])
def test_a_row_names_the_source_of_a_fact_of_its_own(name: str) -> None:
    for row in rows(name):
        facts = {CLAIMS[claim].source for claim in row["claims"].split(";")}
        assert row["source"] in facts or row["status"] == "not read", row


def test_intervals_hold_their_estimate() -> None:
    for row in rows("trials"):
        if row["low"]:
            low, value, high = sorted(float(row[column]) for column in ("low", "mean", "high"))
            assert value == float(row["mean"]) or row["outcome"] == "pain, numeric rating", row
            assert low < value < high


def test_an_effect_is_active_minus_placebo_and_below_zero() -> None:
    for row in rows("trials"):
        if row["kind"] in ("difference", "pooled") and row["mean"]:
            assert float(row["mean"]) < 0, row
            assert row["arm"] == "active minus placebo"
        assert (row["arm"] == "active minus placebo") == (row["kind"] != "arm"), row


def test_the_arms_carried_forward_are_those_of_the_summary() -> None:
    summary = {int(row["dose"]): row for row in rows("trial_summary") if row["week"] == "4"}
    carried = [row for row in rows("trials") if row["outcome"].endswith("carried forward")]
    assert len(carried) == 3
    for row in carried:
        other = summary[int(row["dose"])]
        assert (row["mean"], row["sd"]) == (other["carried_mean"], other["carried_sd"])
        assert float(row["se"]) == pytest.approx(float(row["sd"]) / int(row["people"]) ** 0.5, abs=1e-3)


def test_all_hundred_people_are_accounted_for() -> None:
    assert sum(int(row["people"]) for row in rows("ten_years")) == 100


def test_each_definition_of_duration_stands_with_its_own_rows() -> None:
    definitions = {row["definition"] for row in rows("durations")}
    assert len(definitions) >= 4

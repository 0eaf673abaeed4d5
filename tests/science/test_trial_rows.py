"""From the committed tables to results: what is pooled from `trials.csv` comes out as it is stated in the course."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dystonia_course.science.dose_harm import dose_harm
from dystonia_course.science.meta_analysis import (
    Effect,
    Pooled,
    effect_from_interval,
    log_risk_ratios,
    mantel_haenszel,
    pool,
    what_is_missing,
)
from dystonia_course.science.trial_rows import (
    TrialEffect,
    dose_groups,
    event_table,
    stacked_changes,
    trial_effects,
)

DATA = Path(__file__).parents[2] / "data"
ABO = ("Truong 2005", "Truong 2010", "Lew 2018")
TYPE_B = ("Brashear 1999", "Brin 1999")
UNREAD = {"Greene 1990", "Lew 1997", "Poewe 1998", "Wissel 2001", "Comella 2011", "Charles 2012", "Poewe 2016"}
UNREAD |= {"Third trial of the type B review"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TRIALS, EVENTS = rows("trials"), rows("trial_events")


def chosen(trials: tuple[str, ...], found: list[TrialEffect]) -> list[Effect]:
    return [one.effect for one in found if one.trial in trials]


# ------------------------------------------------------------------ pooling from the table


def printed(found: Pooled) -> str:
    return found.effect.text(2)


def test_the_three_trials_of_abobotulinumtoxin_a() -> None:
    for model in ("fixed", "random"):
        found = pool(chosen(ABO, trial_effects(TRIALS)), model)  # type: ignore[arg-type]
        assert printed(found) == "-7.96 (-10.51 to -5.40)"
        assert (found.i2, found.tau2) == (0, 0)
        assert found.effect.n == 80 + 116 + 125


def test_a_fourth_trial_with_its_doses_merged() -> None:
    (aspen,) = chosen(("ASPEN-1",), trial_effects(TRIALS))
    assert aspen.estimate is not None
    assert aspen.se is not None
    assert (f"{aspen.estimate:.2f}", f"{aspen.se:.2f}", aspen.n) == ("-7.53", "2.01", 301)
    found = pool(chosen((*ABO, "ASPEN-1"), trial_effects(TRIALS)))
    assert printed(found) == "-7.83 (-9.97 to -5.69)"
    assert found.i2 == 0


def test_the_same_with_the_doses_split_is_too_narrow() -> None:
    wrong = chosen((*ABO, "ASPEN-1"), trial_effects(TRIALS, "split"))
    assert len(wrong) == 5
    assert printed(pool(wrong)) == "-7.76 (-9.61 to -5.92)"
    right = pool(chosen((*ABO, "ASPEN-1"), trial_effects(TRIALS)))
    assert pool(wrong).effect.se < right.effect.se


def test_the_two_type_b_trials() -> None:
    """The review prints 7.56 (4.41 to 10.71); what rounding allows is in test_meta_analysis."""
    assert printed(pool(chosen(TYPE_B, trial_effects(TRIALS)), "fixed")) == "-7.56 (-10.72 to -4.41)"


def test_the_type_b_trial_that_could_not_be_read_worked_out_backwards() -> None:
    (total,) = [r for r in TRIALS if r["kind"] == "pooled" and r["people"] == "316"]
    whole = effect_from_interval("all", float(total["mean"]), float(total["low"]), float(total["high"]))
    missing = what_is_missing(whole, chosen(TYPE_B, trial_effects(TRIALS)))
    assert missing.interval().text(2) == "-5.99 (-9.16 to -2.82)"


@pytest.mark.parametrize(
    ("trials", "event", "counts", "ratio", "decimals"),
    [
        (TYPE_B, "dry mouth", [(14, 73, 1, 36), (17, 39, 1, 38)], "11.1 (2.8 to 43.5)", 1),
        (TYPE_B, "dysphagia", [(12, 73, 1, 36), (11, 39, 2, 38)], "5.6 (1.7 to 18.2)", 1),
        (("Poewe 1998", "Comella 2011"), "dysphagia", [(16, 54, 2, 20), (21, 159, 2, 74)], "3.9 (1.4 to 10.5)", 1),
    ],
)
def test_harm_by_mantel_and_haenszel(
    trials: tuple[str, ...], event: str, counts: list[tuple[int, int, int, int]], ratio: str, decimals: int
) -> None:
    tables = [event_table(EVENTS, trial, event) for trial in trials]
    assert [(t.events, t.people, t.control_events, t.control_people) for t in tables] == counts
    assert mantel_haenszel(tables).text(decimals) == ratio


def test_dysphagia_with_type_a_by_random_effects() -> None:
    tables = [event_table(EVENTS, trial, "dysphagia") for trial in ("Poewe 1998", "Comella 2011")]
    assert pool(log_risk_ratios(tables)).as_ratio().effect.text(1) == "3.8 (1.4 to 10.2)"


# ------------------------------------------------------------------ what was not read


def test_trials_that_were_not_read_stay_as_empty_rows() -> None:
    found = trial_effects(TRIALS)
    assert {one.trial for one in found if not one.read} == UNREAD
    for one in found:
        if not one.read:
            assert one.note
            with pytest.raises(ValueError, match="was not read, so it cannot be pooled"):
                pool([*chosen(ABO, found), one.effect])


def test_a_row_marked_as_not_read_holds_no_number() -> None:
    for row in TRIALS:
        numbers = [row[column] for column in ("mean", "sd", "se", "low", "high")]
        assert any(numbers) == (row["status"] != "not read"), row
    for row in rows("label_efficacy"):
        assert (row["status"] == "not read") == (not (row["change"] or row["difference"])), row


def test_a_difference_on_another_scale_or_in_another_week_is_not_pooled() -> None:
    before = trial_effects(TRIALS)
    row = next(row for row in TRIALS if row["kind"] == "difference" and row["trial"] == "Truong 2005")
    for odd in ({"outcome": "Tsui score"}, {"week": "8"}, {"kind": "pooled"}):
        assert trial_effects([*TRIALS, {**row, "trial": "Another 2030", **odd}]) == before
    more = trial_effects([*TRIALS, {**row, "trial": "Another 2030"}])
    assert [one.trial for one in more] == [*(one.trial for one in before), "Another 2030"]


# ------------------------------------------------------------------ drawing


def test_the_whole_fall_is_what_the_arm_was_printed_with() -> None:
    bars = stacked_changes(TRIALS)
    assert {bar.trial for bar in bars} == {"Brashear 1999", "Brin 1999", "Truong 2005", "Truong 2010", "ASPEN-1"}
    high = next(bar for bar in bars if bar.trial == "Brashear 1999" and bar.dose == 10000)
    assert (high.placebo, high.total) == (4.3, pytest.approx(11.7))
    assert high.extra == pytest.approx(7.4)
    for bar in bars:
        assert 0 < bar.share_of_placebo < 0.5  # in every arm more than half came on top of placebo


def test_dose_groups_start_with_placebo() -> None:
    groups = dose_groups(EVENTS, "Poewe 1998", "neck weakness")
    assert [(g.dose, g.events, g.people) for g in groups] == [(0, 0, 20), (250, 2, 19), (500, 2, 17), (1000, 10, 18)]
    assert dose_harm("neck weakness", groups).odds_ratio(250).low > 1
    with pytest.raises(ValueError, match="Brin 1999 has no counts of 'hiccup'"):
        dose_groups(EVENTS, "Brin 1999", "hiccup")


def test_an_unknown_treatment_of_doses_is_refused() -> None:
    with pytest.raises(ValueError, match="'merge' or 'split'"):
        trial_effects(TRIALS, "halve")  # type: ignore[arg-type]

"""The tables in `data/`: valid by their own description, tied to facts and sources, and true to them."""

from __future__ import annotations

import csv
import json
import re
import warnings
from functools import cache
from math import comb, sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest

from dystonia_course.content.citations import claim_numbers, parse_links, visible
from dystonia_course.content.claims import Claim, load_claims
from dystonia_course.content.sources import Source, load_sources

DATA = Path(__file__).resolve().parents[2] / "data"
DERIVED = {
    "epidemiology": {"per_million", "per_million_low", "per_million_high"},
    "delays": {"published", "mean_delay_months"},
    "rating_scales": {"lowest"},
    "model_checks": {"model_value"},
    "contents": {"ng_per_100_units"},
    "cmap_points": {"day", "effect", "effect_low", "effect_high"},
    "serotype_durations": {"days", "days_low", "days_high"},
    "spread": {"mm_low", "mm_high"},
    "guidance_accuracy": {"hits", "injections"},
    "adverse_events": {"dose_units"},
    "responder_definitions": {"active_percent", "placebo_percent"},
}
"""Columns worked out from the printed numbers, each tested below, those of the models in tests/science."""
OWN = {"model_parameters": ("mark", {"own fit", "assumption"}), "model_checks": ("origin", {"own arithmetic"})}
"""A column and its values that say that the row's numbers were worked out or assumed here: no claim need hold them."""
PER_MILLION = {"per million": 1, "per 100,000": 10, "%": 10_000}


def package() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return loaded


RESOURCES: list[dict[str, Any]] = package()["resources"]
BY_CLAIM = [r["name"] for r in RESOURCES if any(f["name"] == "claim" for f in r["schema"]["fields"])]
BY_CLAIM.remove("lay_article")  # its column `claim` holds what the article says


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fields(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(r for r in RESOURCES if r["name"] == name)["schema"]["fields"]
    return found


@cache
def sources() -> dict[str, Source]:
    return load_sources(DATA)


@cache
def claims() -> dict[str, Claim]:
    return load_claims(DATA, sources())


def test_the_package_is_a_valid_frictionless_data_package() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own deprecations
        from frictionless import Package

        report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldNumber", "message"])


def test_every_table_is_described_once() -> None:
    assert sorted(r["path"] for r in RESOURCES) == sorted(p.name for p in DATA.glob("*.csv"))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda r: r["name"])
def test_a_table_has_a_caption_a_summary_headers_and_a_licence(resource: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Z].*\.", resource["title"])
    assert re.fullmatch(r"[A-Z].*\.", resource["description"])
    assert resource["licenses"][0]["name"] == "CC-BY-4.0"
    titles = [field["title"] for field in resource["schema"]["fields"]]
    assert all(titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", [r["name"] for r in RESOURCES])
def test_lists_of_facts_and_sources_name_things_that_exist(name: str) -> None:
    for row in rows(name):
        for column in row:
            listed = row[column].split(";") if row[column] else []
            if column == "claims" or column.endswith("_claims"):
                assert set(listed) <= set(claims()), row
            elif column == "source" or column.endswith("_source"):
                assert set(listed) <= set(sources()), row
            else:
                continue
            assert len(set(listed)) == len(listed), row


@pytest.mark.parametrize("name", [r["name"] for r in RESOURCES])
def test_a_link_in_prose_stands_among_the_facts_of_its_row(name: str) -> None:
    prose = [field["name"] for field in fields(name) if field.get("markdown")]
    for row in rows(name):
        if "claims" not in row:
            continue
        for column in prose:
            listed = row.get(f"{column}_claims", row["claims"]).split(";")
            assert {link.claim for link in parse_links(row[column])} <= set(listed), row


@pytest.mark.parametrize("name", BY_CLAIM)
def test_a_number_stands_in_the_fact_that_its_row_names(name: str) -> None:
    numeric = [f["name"] for f in fields(name) if f["type"] in ("number", "integer")]
    for row in rows(name):
        shown = {c: abs(float(row[c])) for c in numeric if row[c] and c not in DERIVED.get(name, ())}
        column, kinds = OWN.get(name, ("", set()))
        if column and row[column] in kinds and not row["claim"]:
            continue
        if row["claim"]:
            allowed = claim_numbers(claims()[row["claim"]])
            assert {c: v for c, v in shown.items() if v not in allowed} == {}, row
        else:
            assert shown == {}, row


def test_rates_per_million_are_the_printed_rates_converted() -> None:
    for row in rows("epidemiology"):
        if "computed here" in row["interval_kind"]:
            continue
        factor = PER_MILLION[row["unit"].removesuffix(" person-years")]
        for printed, converted in (("value", "per_million"), ("low", "per_million_low"), ("high", "per_million_high")):
            if row[printed]:
                assert float(row[converted]) == pytest.approx(float(row[printed]) * factor), row
            else:
                assert row[converted] == "", row


def test_computed_intervals_have_the_property_that_defines_them() -> None:
    computed = {row["interval_kind"]: row for row in rows("epidemiology") if "computed here" in row["interval_kind"]}
    assert len(computed) == 2
    for kind, row in computed.items():
        events, people = (int(n) for n in re.findall(r"(\d+)(?= cervical| people)", row["counted"].split("]")[0]))
        low, high = (float(row[end]) / 1e6 for end in ("per_million_low", "per_million_high"))
        assert float(row["per_million"]) == pytest.approx(events / people * 1e6, abs=1)
        if "Wilson" in kind:  # at either end the observed share lies z standard errors away
            z = NormalDist().inv_cdf(0.975)
            for end in (low, high):
                assert abs(events / people - end) == pytest.approx(z * sqrt(end * (1 - end) / people), rel=1e-3)
        else:  # either tail holds 2.5%
            assert 1 - at_most(events - 1, people, low) == pytest.approx(0.025, rel=1e-3)
            assert at_most(events, people, high) == pytest.approx(0.025, rel=1e-3)


def at_most(events: int, people: int, share: float) -> float:
    """The chance of at most `events` among `people`, each with the chance `share`."""
    return sum(comb(people, k) * share**k * (1 - share) ** (people - k) for k in range(events + 1))


def test_a_delay_in_months_is_the_printed_delay_converted() -> None:
    for row in rows("delays"):
        months = float(row["mean_delay"]) * {"months": 1, "years": 12}[row["unit"]]
        assert float(row["mean_delay_months"]) == pytest.approx(months)


def test_the_severity_items_of_the_rating_scale_add_up_to_its_range() -> None:
    table = rows("rating_scales")
    items = sum(int(row["highest"]) for row in table if row["scale"] == "TWSTRS severity")
    whole = {row["part"]: int(row["highest"]) for row in table if row["highest"]}
    assert items == whole["TWSTRS severity, whole part"]
    parts = whole["TWSTRS severity, whole part"] + whole["TWSTRS disability"] + whole["TWSTRS pain"]
    assert parts == whole["TWSTRS total"]


def test_a_cell_without_a_source_shows_no_side() -> None:
    for row in rows("muscle_postures"):
        if row["sourced"] == "no":
            assert (row["side"], row["source"], row["claims"], row["note"]) == ("", "", "", "no source yet"), row
        else:
            assert row["side"], row
            assert row["source"], row
    for row in rows("muscles"):
        anatomy = {row[column] for column in ("origin", "insertion", "nerve", "action")}
        assert (anatomy == {"no source yet"}) == (row["sourced"] == "no"), row
        assert bool(row["source"]) == (row["sourced"] == "yes"), row


def test_what_lies_near_a_muscle_has_a_source_or_is_empty() -> None:
    for row in rows("muscles"):
        for part in ("depth", "hazards", "landmark"):
            named = {claims()[claim].source for claim in row[f"{part}_claims"].split(";") if claim}
            assert named == set(row[f"{part}_source"].split(";")) - {""}, row
            assert bool(row[part]) == bool(named), row


def test_a_parameter_says_how_it_is_known() -> None:
    for row in rows("model_parameters"):
        if row["mark"] in ("seen", "secondary"):
            claim = claims()[row["claim"]]
            assert (claim.source, claim.status) == (row["source"], row["mark"]), row
        else:
            assert row["claim"] == "", row
        if row["mark"] == "own fit":
            assert row["claims"], row
            assert row["source"], row
        if row["low"] and row["high"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), row


def test_the_reserve_of_the_human_junction_is_an_assumption_without_a_source() -> None:
    human = [r for r in rows("model_parameters") if (r["model"], r["preset"]) == ("safety_factor", "human")]
    assert {row["symbol"] for row in human} == {"M", "sigma"}
    assert {(row["mark"], row["source"], row["claim"], row["claims"]) for row in human} == {("assumption", "", "", "")}


def test_a_check_that_agrees_with_our_own_arithmetic_shows_the_same_digits() -> None:
    for row in rows("model_checks"):
        if row["origin"] == "own arithmetic" and row["verdict"] == "agrees" and not row["claim"]:
            assert row["model_value"] == row["published"], row
        assert (row["model_value"] == "") <= (row["verdict"] == "not modelled" or row["published"] == ""), row


def test_nanograms_per_hundred_units_are_the_vial_converted() -> None:
    for row in rows("contents"):
        if row["vial_units"]:
            per_hundred = float(row["neurotoxin_ng"]) / float(row["vial_units"]) * 100
            assert float(row["ng_per_100_units"]) == pytest.approx(per_hundred)
        else:
            assert (row["neurotoxin_ng"], row["ng_per_100_units"], row["claim"]) == ("", "", ""), row


DAYS = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 365.25 / 12}


def test_a_point_in_time_is_drawn_where_it_was_printed() -> None:
    largest = max(float(r["value"]) for r in rows("cmap_points") if r["printed_as"] == "difference from placebo")
    for row in rows("cmap_points"):
        assert float(row["day"]) == pytest.approx(float(row["time"]) * DAYS[row["time_unit"]]), row
        for printed, drawn in (("value", "effect"), ("low", "effect_low"), ("high", "effect_high")):
            if not row[printed]:
                assert row[drawn] == "", row
                continue
            number = float(row[printed])
            effect = {
                "share recovered": 100 - number,
                "difference from placebo": 100 * number / largest,
            }.get(row["printed_as"], number)
            assert float(row[drawn]) == pytest.approx(effect, abs=0.05), row
        assert (row["printed_as"] == "no size") == (not any(row[c] for c in ("value", "low", "high"))), row
        assert bool(row["effect_of"]) == (row["printed_as"] != "no size"), row


def test_a_duration_in_days_is_the_printed_one_converted() -> None:
    for row in rows("serotype_durations"):
        for printed, days in (("value", "days"), ("low", "days_low"), ("high", "days_high")):
            if row[printed]:
                assert float(row[days]) == pytest.approx(float(row[printed]) * DAYS[row["unit"]], abs=0.05), row
            else:
                assert row[days] == "", row
        assert row["value"] or (row["low"] and row["high"]), row


def test_a_distance_in_millimetres_is_the_printed_one_converted() -> None:
    for row in rows("spread"):
        for printed, millimetres in (("distance_low", "mm_low"), ("distance_high", "mm_high")):
            if row[printed]:
                factor = {"mm": 1, "cm": 10}[row["distance_unit"]]
                assert float(row[millimetres]) == pytest.approx(float(row[printed]) * factor), row
            else:
                assert row[millimetres] == "", row


def test_a_group_of_a_trial_names_its_dose() -> None:
    for row in rows("adverse_events"):
        if row["arm"] == "placebo":
            assert row["dose_units"] == "0", row
        elif row["dose_units"]:
            assert visible(row["arm"]).replace(",", "") == f"{row['dose_units']} U", row
        assert row["n_events"] == "" or row["n_total"], row
        if row["n_events"]:
            share = 100 * int(row["n_events"]) / int(row["n_total"])
            assert float(row["percent"]) == pytest.approx(share, abs=0.51), row


def test_counted_hits_are_the_printed_shares_of_the_design() -> None:
    muscles = {"deep": 4, "superficial": 2}
    for row in rows("guidance_accuracy"):
        assert int(row["injections"]) == muscles[row["depth"]] * 2 * 6, row
        share = 100 * int(row["hits"]) / int(row["injections"])
        assert float(row["percent"]) == pytest.approx(share, abs=0.05), row


def test_a_share_of_responders_is_counted_or_printed() -> None:
    for row in rows("responder_definitions"):
        printed = claim_numbers(claims()[row["claim"]])
        for group in ("active", "placebo"):
            share = float(row[f"{group}_percent"])
            if row[f"{group}_events"]:
                counted = 100 * int(row[f"{group}_events"]) / int(row[f"{group}_people"])
                assert share == pytest.approx(counted, abs=0.051), row
            else:
                assert share in printed, row


def test_the_fall_on_toxin_is_the_fall_on_placebo_and_the_extra() -> None:
    for row in rows("placebo_changes"):
        assert float(row["extra"]) == pytest.approx(float(row["active_fall"]) - float(row["placebo_fall"])), row
        printed = set().union(*(claim_numbers(claims()[claim]) for claim in row["claims"].split(";")))
        for column in ("dose", "placebo_fall", "active_fall", "difference", "low", "high"):
            assert not row[column] or float(row[column]) in printed, (row, column)
        if row["low"]:
            assert float(row["low"]) < float(row["extra"]) < float(row["high"]), row


def test_counts_of_benefit_and_harm_are_those_of_the_trials_or_of_the_facts() -> None:
    events = rows("trial_events")
    for row in rows("relative_risks"):
        facts = [claims()[claim] for claim in row["claims"].split(";")]
        printed = set().union(*(claim_numbers(fact) for fact in facts))
        for column in ("printed", "low", "high"):
            assert not row[column] or float(row[column]) in printed, (row, column)
        assert bool(row["printed"]) == bool(row["printed_as"]), row
        arms = [e for e in events if (e["trial"], e["event"]) == (row["trial"], row["event"])]
        for group in ("active", "placebo"):
            counts = [row[f"{group}_events"], row[f"{group}_people"]]
            if arms:
                mine = [arm for arm in arms if arm["arm"] == group]
                assert counts == [str(sum(int(arm[column]) for arm in mine)) for column in ("events", "people")], row
            else:
                assert all(not count or float(count) in printed for count in counts), row


def test_who_paid_is_what_the_source_says() -> None:
    for row in rows("funding_of_trials"):
        stated = sources()[row["source"]].funding
        assert {"company": "industry", "independent": "independent", "not stated": "not stated"}[
            row["paid_by"]
        ] in stated
        assert row["payer"].removeprefix("not ") in stated, row
        assert bool(row["payer"]) == (row["paid_by"] == "company"), row


def test_one_hundred_people_are_one_hundred() -> None:
    assert sum(int(row["people"]) for row in rows("ten_years")) == 100


def test_the_rewritten_tables_answer_the_article_line_by_line() -> None:
    article = {row["id"]: row for row in rows("lay_article")}
    parts = {
        "advantages": "advantages",
        "disadvantages": "disadvantages",
        "sites": "sites",
        "results": "expected results",
    }
    for name, section in parts.items():
        table = {row["id"]: row for row in rows(f"article_{name}")}
        assert {label for label, row in article.items() if row["section"] == section} <= set(table)
        for label, row in table.items():
            if label in article:
                assert row["verdict"] == article[label]["verdict"], row
            else:
                assert (row["article"], row["verdict"]) == ("Not mentioned", "left out"), row


def test_the_rebuilt_list_answers_the_article_line_by_line() -> None:
    article = {r["id"]: r for r in rows("lay_article") if r["section"] in ("advantages", "disadvantages")}
    table = {r["id"]: r for r in rows("advantages")}
    assert set(article) <= set(table)
    for label, row in table.items():
        if label in article:
            assert article[label]["section"] == f"{row['side']}s", row
        else:
            assert (row["article"], row["verdict"]) == ("Not mentioned", "left out"), row


def test_every_source_is_used() -> None:
    used = {claim.source for claim in claims().values()}
    for name in ("muscles", "muscle_postures"):
        used |= {row["source"] for row in rows(name) if row["source"]}
    assert set(sources()) == used


def test_every_claim_of_the_article_is_judged() -> None:
    table = {row["id"]: row for row in rows("lay_article")}
    assert list(table) == [f"S{number:02d}" for number in range(1, 55)]
    for row in table.values():
        assert all(row[column] for column in ("verdict", "why", "claims")), row

"""Hotspot questions: what may be asked of the drawn neck, and the sentence for everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dystonia_course.content.course import load_course
from dystonia_course.content.errors import ContentError
from dystonia_course.content.neck_regions import completed, neck_regions
from dystonia_course.content.question_records import HotspotQuestion, place_name
from dystonia_course.content.questions import load_bank

REGIONS = neck_regions(load_course().tables)
SPLENIUS: dict[str, Any] = {
    "id": "asked-splenius",
    "kind": "hotspot",
    "objective": "P3",
    "level": "apply",
    "miller": "knows how",
    "difficulty": 0.5,
    "pool": "lesson",
    "section": "From posture to muscles",
    "ask": "Mark a muscle that turns the head to its own side.",
    "view": "back",
    "layers_off": ["skin", "superficial"],
    "offer": ["splenius-capitis", "semispinalis-capitis"],
    "answer": [{"region": "splenius-capitis", "side": "right", "rationale": "It turns the head to its own side."}],
    "foreseen": [
        {"region": "splenius-capitis", "side": "left", "misconception": "m", "rationale": "It turns it to the left."}
    ],
    "otherwise": "Ask of each muscle where it turns the head.",
    "remember": "Splenius turns to its own side.",
    "claims": ["anat-splenius"],
    "author": "course team",
    "reviewer": "none yet",
    "version": 1,
    "status": "draft",
    "checked": "2026-11-25",
}
LEFT_OUT = object()


def loaded(folder: Path, **changes: Any) -> HotspotQuestion:  # noqa: ANN401 (fields of a record)
    record = {field: value for field, value in {**SPLENIUS, **changes}.items() if value is not LEFT_OUT}
    path = folder / "procedure.yaml"
    path.write_text(yaml.safe_dump([record]), encoding="utf-8")
    [question] = load_bank(path)
    assert isinstance(question, HotspotQuestion)
    return completed(question, REGIONS, "procedure.yaml")


def spot(region: str, side: str, **more: str) -> dict[str, str]:
    return {"region": region, "side": side, "rationale": "why", **more}


def test_each_region_that_is_offered_can_be_chosen_on_both_sides(tmp_path: Path) -> None:
    assert loaded(tmp_path).places() == [
        ("splenius-capitis", "right"),
        ("splenius-capitis", "left"),
        ("semispinalis-capitis", "right"),
        ("semispinalis-capitis", "left"),
    ]


def test_without_an_offer_everything_that_is_drawn_under_the_layers_taken_off_can_be_chosen(tmp_path: Path) -> None:
    offered = set(loaded(tmp_path, offer=LEFT_OUT).offer)
    assert offered == {
        region.id for region in REGIONS.values() if "back" in region.views and region.layer != "superficial"
    }
    assert "trapezius" not in offered


def test_the_side_view_offers_the_side_that_it_shows(tmp_path: Path) -> None:
    question = loaded(
        tmp_path,
        view="side",
        shown_side="right",
        layers_off=["skin"],
        offer=["sternocleidomastoid", "trapezius", "external-jugular"],
        answer=[spot("sternocleidomastoid", "right")],
        foreseen=[spot("trapezius", "right", misconception="m")],
    )
    assert {side for _, side in question.places()} == {"right"}


def test_a_place_has_the_name_of_its_region_in_the_table() -> None:
    for region in REGIONS.values():
        assert place_name(region.id, "right") == f"{region.name}, right"
    assert place_name("pharynx", "middle") == "pharynx"


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"view": "above"}, "view", "must be one of"),
        ({"layers_off": ["bone"]}, "layers_off[1]", "must be one of"),
        ({"otherwise": LEFT_OUT}, "otherwise", "missing"),
        ({"foreseen": []}, "foreseen", "at least 1"),
        ({"answer": []}, "answer", "at least 1"),
        ({"offer": ["splenius-capitis", "splenius-capitis"]}, "offer", "stands twice"),
        ({"answer": [spot("trapezius", "right")]}, "answer", "'trapezius', right is not offered"),
        ({"answer": [spot("splenius-capitis", "left")]}, "answer", "stands twice"),
        ({"answer": [spot("splenius-capitis", "both")]}, "answer[1].side", "must be one of"),
        ({"answer": [spot("splenius-capitis", "middle")]}, "answer", "has no side 'middle'"),
        ({"answer": [{"region": "splenius-capitis", "side": "right"}]}, "answer[1].rationale", "missing"),
        ({"foreseen": [spot("splenius-capitis", "left")]}, "foreseen[1].misconception", "missing"),
        ({"foreseen": [spot("splenius-capitis", "left", misconeption="m")]}, "misconeption", "did you mean"),
        ({"offer": ["splenius-capitis", "splenius"]}, "offer", "'splenius' is not in neck_regions.csv"),
        ({"offer": ["splenius-capitis", "longus-colli"]}, "offer", "not drawn in the view 'back'"),
        ({"offer": ["splenius-capitis", "trapezius"]}, "offer", "layer 'superficial', which is taken off"),
        ({"offer": ["splenius-capitis"]}, "offer", "at least three places"),
        ({"view": "side"}, "shown_side", "which side is shown"),
        ({"shown_side": "right"}, "shown_side", "only there"),
        ({"view": "side", "shown_side": "right"}, "foreseen", "not on the side that is shown"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    tmp_path: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(ContentError) as caught:
        loaded(tmp_path, **changes)
    sentence = str(caught.value)
    assert "procedure.yaml" in sentence
    assert "asked-splenius" in sentence
    assert field in sentence
    assert says in sentence


def test_every_region_that_is_a_muscle_is_in_the_table_of_muscles_and_every_muscle_is_drawn() -> None:
    muscles = {row["muscle"] for row in load_course().tables["muscles"].rows}
    assert {region.muscle for region in REGIONS.values() if region.kind == "muscle"} == muscles
    dangers = [region for region in REGIONS.values() if region.kind == "danger"]
    assert all(not region.muscle and region.note and region.claims for region in dangers)

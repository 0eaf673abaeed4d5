"""The neck map without a browser: what it says of regions and movements, its faces, and the exercise beside it."""

from __future__ import annotations

import re

import pytest

from dystonia_course.content.course import Course, load_course
from dystonia_course.science.posture import Posture
from dystonia_course.views import assets
from dystonia_course.views.explorers import explorer
from dystonia_course.views.neck_facts import region_payloads, sources_html
from dystonia_course.views.neck_movements import MOVEMENTS, Part, listed, movement_payloads
from dystonia_course.views.neck_reasoning import PRESENTATIONS, parts_of, presentation_payloads
from dystonia_course.views.table_content import NO_SOURCE


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


def test_a_fact_is_shown_with_its_sources_or_not_at_all(course: Course) -> None:
    for region in region_payloads(course):
        for one in region["facts"]:
            assert bool(one["html"]) == bool(one["sources"]), (region["id"], one["title"])
            assert "href" in one["sources"] or not one["sources"]
            assert NO_SOURCE not in one["html"]
        for row in region["postures"]:
            assert bool(row["side"]) == bool(row["sources"]) == row["sourced"], (region["id"], row["posture"])


def test_every_muscle_has_its_facts_and_the_postures_of_the_table(course: Course) -> None:
    rows = course.tables["muscle_postures"].rows
    regions = {region["id"]: region for region in region_payloads(course)}
    muscles = [region for region in regions.values() if region["kind"] == "muscle"]
    assert len(muscles) == 16
    assert sum(len(region["postures"]) for region in muscles) == len(rows)
    assert [one["title"] for one in muscles[0]["facts"]] == [
        "Action", "Nerve", "From", "To", "Depth", "Hazards", "Landmark",
    ]  # fmt: skip


def test_a_source_is_linked_once_with_its_claim_where_there_is_one(course: Course) -> None:
    html = sources_html(course, "anat-scm-vessels;cond-anat-scm-length", "gulcan2024;tf_scm_chapter")
    assert re.findall(r"· ([\w-]+)\"", html) == ["anat-scm-vessels", "cond-anat-scm-length"]
    assert html.count("<a ") == 2


def test_turning_to_the_right_takes_the_right_splenius_and_the_left_sternocleidomastoid(course: Course) -> None:
    """Both are in claim anat-torticaput-pair: the muscle opposite to the turn, and the one on its side."""
    movement = next(one for one in movement_payloads(course) if one["id"] == "turn-right")
    found = {(row["region"], side): row["mark"] for row in movement["rows"] for side in row["sides"]}
    assert found["sternocleidomastoid", "left"] == "opposite"
    assert found["splenius-capitis", "right"] == "same"
    assert ("sternocleidomastoid", "right") not in found
    assert ("splenius-capitis", "left") not in found


def test_movements_to_the_right_and_to_the_left_mirror_each_other(course: Course) -> None:
    payloads = {one["id"]: one["rows"] for one in movement_payloads(course)}
    other = {"right": "left", "left": "right"}
    for name in ("turn", "tilt", "shift", "shoulder"):
        right, left = payloads[f"{name}-right"], payloads[f"{name}-left"]
        mirrored = {(row["region"], row["row"], tuple(sorted(other[side] for side in row["sides"]))) for row in right}
        assert mirrored == {(row["region"], row["row"], tuple(sorted(row["sides"]))) for row in left}
    assert len(MOVEMENTS) == 12


def test_a_row_without_a_source_marks_no_side(course: Course) -> None:
    rows = [row for one in movement_payloads(course) for row in one["rows"]]
    assert any(row["mark"] == "unsourced" for row in rows)
    for row in rows:
        assert bool(row["sides"]) == (row["mark"] != "unsourced")


def test_rows_are_counted_within_their_muscle(course: Course) -> None:
    postures = {region["id"]: region["postures"] for region in region_payloads(course)}
    for row in listed(course, [Part("torticaput", "left"), Part("antecollis")]):
        assert postures[row["region"]][row["row"]]["posture"] == row["part"].removeprefix("left ")


# -------------------------------------------------------------------------------------------------------- exercise


def test_a_posture_is_taken_apart_into_the_postures_of_the_table() -> None:
    assert parts_of(Posture(head_rotation_deg=-35, neck_tilt_deg=18)) == [
        Part("torticaput", "right"),
        Part("laterocollis", "left"),
    ]
    shift = {part.posture for part in parts_of(Posture(neck_flexion_deg=20, head_flexion_deg=-20))}
    assert shift == {
        "antecollis", "retrocaput", "antecollis with forward shift", "sagittal shift forward",
        "retrocollis or retrocaput, not separated",
    }  # fmt: skip


def test_eight_invented_postures_each_with_rows_of_the_table(course: Course) -> None:
    payloads = presentation_payloads(course)
    assert len(payloads) == len({one["name"] for one in payloads}) == 8
    assert all(any(row["sides"] for row in one["rows"]) for one in payloads)
    assert sum(len(parts_of(one.posture)) == 1 for one in PRESENTATIONS) >= 2
    assert payloads[0]["name"] == "right torticaput"


# ----------------------------------------------------------------------------------------------------------- faces


@pytest.mark.parametrize("name", ["neck", "posture_muscles"])
def test_the_faces_before_running_are_the_same_each_time_and_name_no_dose(name: str, course: Course) -> None:
    first, second = (explorer(name, course)._repr_mimebundle_()[0] for _ in range(2))
    assert first["text/plain"] == second["text/plain"]
    assert not re.search(r"\d\s*(?:U|units)\b", first["text/plain"] + first.get("text/html", ""))


def test_the_html_face_holds_every_region_with_its_facts(course: Course) -> None:
    html = explorer("neck", course)._repr_mimebundle_()[0]["text/html"]
    for region in region_payloads(course):
        name = region["name"][0].upper() + region["name"][1:]
        assert f"<summary>{name}</summary>" in html
        assert all(one["html"] in html for one in region["facts"])


def test_the_exercise_says_before_it_starts_that_it_is_for_education(course: Course) -> None:
    text = explorer("posture_muscles", course)._repr_mimebundle_()[0]["text/plain"]
    assert "For education only: no plan for a person, and no dose." in text
    assert "splenius" not in text


def test_questions_of_other_kinds_do_not_carry_the_drawings() -> None:
    for entry in ("question.js", "question_set.js"):
        assert "neck" not in assets.module(entry)

"""The bank of the tests that count: how it is read, and every rule broken once."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dystonia_course.content.bank_checks import check_bank
from dystonia_course.content.counted_test_checks import PLACES
from dystonia_course.content.course import Course, load_course
from dystonia_course.content.errors import ContentError

KINDS = (*(["best_answer"] * 16), "matching", "ordering")
SIGNS = [
    *("tilt", "stoop", "shrug", "twist", "nod", "sway", "lean", "droop", "jerk"),
    *("pull", "stiffness", "ache", "tremor", "spasm", "cramp", "fatigue", "numbness", "giddiness"),
]
"""One word for each place, so that no two questions are alike."""


def record(place: int, form: str) -> dict[str, Any]:
    kind, sign = KINDS[place - 1], SIGNS[place - 1]
    parts: dict[str, Any] = {
        "best_answer": lambda: {"options": options(place, form)},
        "matching": lambda: {
            "choices": [{"id": one, "text": f"Choice {one}"} for one in "abc"],
            "items": [
                {"id": one, "text": f"Line {one}", "match": match, "rationale": f"Line {one} fits that choice best."}
                for one, match in zip("xyz", "bca", strict=True)
            ],
        },
        "ordering": lambda: {
            "steps": [
                {"id": one, "text": f"Step {one}", "rationale": f"Step {one} stands where it must."} for one in "cbda"
            ]
        },
    }[kind]()  # fmt: skip
    return {
        "id": f"test-{form}-{place:02}",
        "kind": kind,
        "objective": "C6" if place % 2 else "C1",
        "level": "understand",
        "miller": "knows",
        "difficulty": 0.6,
        "pool": f"test_{form}",
        "section": "Pain",
        "stem": " ".join([f"An invented {'baker' if form == 'a' else 'pilot'} tells of {sign}."] + [sign] * 40),
        "ask": f"Which word goes with {sign} in {'bread' if form == 'a' else 'flight'}?",
        **parts,
        "remember": "Remember it.",
        "claims": ["pain-chan"],
        "author": "course team",
        "reviewer": "none yet",
        "version": 1,
        "status": "draft",
        "checked": "2026-11-25",
    }


def options(place: int, form: str) -> list[dict[str, Any]]:
    key = "abc"[(place + (form == "b")) % 3]
    texts = ("Neck pain", "Ear noise", "Chest pain")
    return [
        {
            "id": one,
            "text": text,
            "rationale": f"{text} is what was asked about here, or it was not.",
            **({"correct": True} if one == key else {"misconception": "painless"}),
        }
        for one, text in zip("abc", texts, strict=True)
    ]


@pytest.fixture
def records() -> list[dict[str, Any]]:
    return [record(place, form) for form in "ab" for place in range(1, PLACES + 1)]


@pytest.fixture
def course(folder: Path, records: list[dict[str, Any]]) -> Callable[[], Course]:
    """Writes the records and the blueprint into a copy of the small course and loads it."""

    def load() -> Course:
        (folder / "questions" / "tests.yaml").write_text(yaml.safe_dump(records, sort_keys=False), encoding="utf-8")
        with (folder / "test_blueprint.csv").open("w", encoding="utf-8", newline="\n") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("place", "objective", "level", "miller", "kind"))
            for place in range(1, PLACES + 1):
                one = record(place, "a")
                writer.writerow((place, one["objective"], one["level"], one["miller"], one["kind"]))
        return load_course(folder)

    return load


def found(course: Course) -> list[str]:
    return [str(one) for one in check_bank(course) if one.rule == "tests"]


def test_both_forms_are_read_and_belong_to_the_lessons_of_their_objectives(course: Callable[[], Course]) -> None:
    loaded = course()
    assert len(loaded.tests) == 2 * PLACES
    assert len(loaded.blueprint) == PLACES
    assert set(loaded.banks) == {"condition"}
    assert not {question.pool for question in loaded.bank("condition")} & {"test_a", "test_b"}
    assert loaded.lesson_of("test-b-07") == "condition"
    assert "test-a-01" in loaded.questions
    assert found(loaded) == []
    assert [one for one in check_bank(loaded) if "tests.yaml" in one.place and one.rule in ("duplicates", "I7")] == []


def change(place: int, form: str, **fields: object) -> Callable[[list[dict[str, Any]]], None]:
    def apply(records: list[dict[str, Any]]) -> None:
        one = next(one for one in records if one["id"] == f"test-{form}-{place:02}")
        one.update(fields)

    return apply


def keys_on_a(records: list[dict[str, Any]]) -> None:
    for one in records:
        for option in one.get("options", []):
            option.pop("correct", None)
            option.pop("misconception", None)
            option.update({"correct": True} if option["id"] == "a" else {"misconception": "painless"})


def renamed(part: str, names: str) -> Callable[[list[dict[str, Any]]], None]:
    def apply(records: list[dict[str, Any]]) -> None:
        one = next(one for one in records if part in one)
        for entry, name in zip(one[part], names.split(), strict=True):
            entry["id"] = name

    return apply


FAULTS: dict[str, tuple[Callable[[list[dict[str, Any]]], None], str]] = {
    "a place of one form is missing": (lambda records: records.pop(3), "test_a has 0 questions for place 4, not one"),
    "another objective": (change(1, "a", objective="C1"), "place 1 of the blueprint asks for C6, understand"),
    "another level": (change(2, "b", level="apply"), "place 2 of the blueprint asks for C1, understand"),
    "an id of another form": (change(5, "a", id="test-b-99"), "the id must be test-a-01 and so on"),
    "a place that is none": (change(5, "a", id="test-a-19"), "the blueprint has no place 19"),
    "a telling part": (renamed("options", "pain noise chest"), "part 'pain' must be named by a single letter"),
    "letters in the right order": (renamed("steps", "a b c d"), "the letters of the steps tell their order"),
    "keys on one letter": (keys_on_a, "the key is called 'a' in 32 of 32"),
}


@pytest.mark.parametrize(("plant", "words"), FAULTS.values(), ids=FAULTS)
def test_each_rule_of_the_tests_is_broken_once_and_found(
    plant: Callable[[list[dict[str, Any]]], None],
    words: str,
    records: list[dict[str, Any]],
    course: Callable[[], Course],
) -> None:
    plant(records)
    assert [one for one in found(course()) if words in one], found(course())


def test_a_question_of_a_lesson_that_is_used_again_is_found(
    records: list[dict[str, Any]], course: Callable[[], Course]
) -> None:
    lesson = course().questions["condition-pain"]
    records[0].update(stem=lesson.stem, ask=lesson.ask)
    assert any(
        one.rule == "duplicates" and "condition-pain" in f"{one.place} {one.problem}" for one in check_bank(course())
    )


def test_a_question_of_a_test_in_the_bank_of_a_lesson_is_found(course: Callable[[], Course]) -> None:
    loaded = course()
    moved = dataclasses.replace(loaded, banks={"condition": [*loaded.banks["condition"], loaded.tests[0]]})
    assert any("its pool belongs into questions/tests.yaml" in one for one in found(moved))


def test_a_lesson_question_in_the_bank_of_the_tests_is_refused(
    records: list[dict[str, Any]], course: Callable[[], Course]
) -> None:
    records[0]["pool"] = "check"
    words = "questions/tests.yaml, question 'test-a-01', field 'pool': must be one of test_a, test_b"
    with pytest.raises(ContentError, match=words):
        course()

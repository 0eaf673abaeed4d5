"""A course with two invented forms of a test, and its twin in which every key and every reason is another one."""

from __future__ import annotations

import dataclasses
from typing import Any

from question_samples import COMMON, sample_course

from dystonia_course.content.counted_tests import Place
from dystonia_course.content.course import Course
from dystonia_course.content.lessons import LessonPlan
from dystonia_course.content.objectives import Objective
from dystonia_course.content.question_records import Question

KINDS = (*(["best_answer"] * 14), "matching", "ordering", "numeric", "hotspot")
IDEAS = ("normal-scan", "pain-proves", "stress-cause", "turns-away")
SECRET = "REASON"
"""Stands in every rationale and in nothing else."""


def _why(number: int, moved: bool) -> str:
    return f"{SECRET} {'seven' if moved else 'one'} of place {number}: this is why it is so."


def _best(number: int, form: str, moved: bool) -> dict[str, Any]:
    letters = "abcd"
    key = letters[(number + (form == "b") + moved) % 4]
    ideas = iter(IDEAS[1:] + IDEAS[:1] if moved else IDEAS)
    return {
        "options": [
            {"id": one, "text": f"Answer {one} of form {form}", "rationale": f"{_why(number, moved)} {one}",
             **({"correct": True} if one == key else {"misconception": next(ideas)})}
            for one in letters
        ],
    }  # fmt: skip


def _matching(number: int, moved: bool) -> dict[str, Any]:
    matches = "bca" if not moved else "cab"
    return {
        "choices": [{"id": one, "text": f"Choice {one}"} for one in "abc"],
        "items": [
            {"id": one, "text": f"Line {one}", "match": match, "rationale": f"{_why(number, moved)} {one}"}
            for one, match in zip("xyz", matches, strict=True)
        ],
    }


def _ordering(number: int, moved: bool) -> dict[str, Any]:
    order = "cabd" if not moved else "abdc"
    return {"steps": [{"id": one, "text": f"Step {one}", "rationale": f"{_why(number, moved)} {one}"} for one in order]}


def _numeric(number: int, moved: bool) -> dict[str, Any]:
    return {
        "answer": {"value": 7 if moved else 5, "unit": "units", "tolerance": 0},
        "rationale": _why(number, moved),
        "otherwise": f"{_why(number, moved)} otherwise",
    }


def _hotspot(number: int, moved: bool) -> dict[str, Any]:
    right, wrong = ("left", "right") if moved else ("right", "left")
    region = "splenius-capitis"
    return {
        "view": "back",
        "layers_off": ["skin", "superficial"],
        "offer": [region, "semispinalis-capitis"],
        "answer": [{"region": region, "side": right, "rationale": f"{_why(number, moved)} right"}],
        "foreseen": [
            {"region": region, "side": wrong, "misconception": "turns-away", "rationale": f"{_why(number, moved)} left"}
        ],
        "otherwise": f"{_why(number, moved)} otherwise",
    }


def _question(number: int, form: str, moved: bool) -> Question:
    from pydantic import TypeAdapter

    kind = KINDS[number - 1]
    parts = {
        "best_answer": lambda: _best(number, form, moved),
        "matching": lambda: _matching(number, moved),
        "ordering": lambda: _ordering(number, moved),
        "numeric": lambda: _numeric(number, moved),
        "hotspot": lambda: _hotspot(number, moved),
    }[kind]()
    record = {
        **COMMON,
        "id": f"test-{form}-{number:02}",
        "pool": f"test_{form}",
        "objective": f"S{number % 6 + 1}",
        "kind": kind,
        "section": "Another part" if moved else "What it looks like",
        "claims": ["pain-lee"] if moved else ["pain-chan"],
        "remember": f"{SECRET} to remember {'seven' if moved else 'one'}.",
        "stem": f"An invented person comes with sign {number} of form {form}.",
        "ask": f"What is asked at place {number} of form {form}?",
        **parts,
    }
    return TypeAdapter(Question).validate_python(record)


def counted_course(moved: bool = False) -> Course:
    """The sample course with both forms; `moved` moves every key and changes every reason, and nothing else."""
    base = sample_course()
    tests = [_question(number, form, moved) for form in "ab" for number in range(1, 19)]
    plan = LessonPlan(
        id="sample", number=1, title="A sample", notebook="01_sample", minutes=30, updated="2026-11-25",
        teaches="Something",
    )  # fmt: skip
    names = ["C3", *(f"S{number}" for number in range(1, 7))]
    return dataclasses.replace(
        base,
        lessons={"sample": plan},
        objectives={one: Objective(one, "sample", f"Say what {one} is", "understand", "core") for one in names},
        questions={**base.questions, **{question.id: question for question in tests}},
        tests=tests,
        blueprint=[
            Place(number, f"S{number % 6 + 1}", "understand", "knows how", kind)
            for number, kind in enumerate(KINDS, start=1)
        ],
    )

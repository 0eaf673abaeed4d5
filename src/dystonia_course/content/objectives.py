"""Learning objectives, one row of `objectives.csv` each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")
AUDIENCES = ("core", "plus")
"""`core`: medical students; `plus`: residents."""


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do after `lesson`; `level` is its verb's place in Bloom's order."""

    id: str
    lesson: str
    text: str
    level: str
    audience: str


def load_objectives(folder: Path) -> dict[str, Objective]:
    """The objectives of `objectives.csv` by id."""
    file = "objectives.csv"
    objectives: dict[str, Objective] = {}
    for number, row in enumerate(read_csv(folder / file, ("id", "lesson", "text", "level", "audience")), start=2):
        objective = Objective(**row)
        record = objective.id or f"row {number}"
        for field in ("id", "lesson", "text"):
            if not getattr(objective, field):
                raise ContentError(file, "is empty", record=record, field=field)
        if objective.id in objectives:
            raise ContentError(file, "the id stands twice", record=record, field="id")
        for field, allowed in (("level", LEVELS), ("audience", AUDIENCES)):
            value = getattr(objective, field)
            if value not in allowed:
                raise ContentError(
                    file, f"must be one of {', '.join(allowed)}; found '{value}'", record=record, field=field
                )
        objectives[objective.id] = objective
    return objectives

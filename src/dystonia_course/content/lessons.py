"""The plan of each lesson: what its title block shows. From `data/lessons.yaml`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_yaml
from dystonia_course.content.question_records import Record, Text
from dystonia_course.content.record_faults import first_fault


class Prerequisite(Record):
    """Something that it helps to know before the lesson."""

    concept: Text
    importance: Literal["necessary", "helpful"]
    note: Text


class Part(Record):
    """A part of a lesson with the headings of its sections."""

    title: Text
    sections: Annotated[list[Text], Field(min_length=1)]


class LessonPlan(Record):
    """One lesson. `minutes` is the time to read it, `number` its place on the path (0 = the start page)."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    number: Annotated[int, Field(ge=0)]
    title: Text
    notebook: Text
    minutes: Annotated[int, Field(gt=0)]
    updated: datetime.date
    teaches: Text
    prerequisites: list[Prerequisite] = []
    parts: list[Part] = []

    @property
    def sections(self) -> tuple[str, ...]:
        """All section headings, in order."""
        return tuple(section for part in self.parts for section in part.sections)


def load_lessons(folder: Path) -> dict[str, LessonPlan]:
    """The lessons of `folder/lessons.yaml` by id, in order. Raises ContentError."""
    path = folder / "lessons.yaml"
    records = read_yaml(path)
    if not isinstance(records, list) or not records:
        raise ContentError(path.name, "the file must hold a list of lessons")
    plans: dict[str, LessonPlan] = {}
    for position, record in enumerate(records, start=1):
        name = str(record.get("id", f"lesson {position}")) if isinstance(record, dict) else f"lesson {position}"
        try:
            plan = LessonPlan.model_validate(record)
        except ValidationError as error:
            field, problem = first_fault(error, record, lambda _: sorted(LessonPlan.model_fields))
            raise ContentError(path.name, problem, record=name, field=field) from None
        if plan.id in plans:
            raise ContentError(path.name, "the id stands twice", record=name, field="id")
        plans[plan.id] = plan
    return plans

"""The steps of the drawn neuromuscular junction: words and picture descriptions, from `data/junction_steps.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_yaml
from dystonia_course.content.question_records import Record, Text
from dystonia_course.content.record_faults import first_fault

FILE = "junction_steps.yaml"
ToxinId = Literal["A", "B", "C", "E", "F"]
ByType = dict[ToxinId, Text]
"""One text for each type of toxin, or none at all."""
R = TypeVar("R", bound=Record)


class ToxinType(Record):
    """A serotype that the drawing can show; `words` says in short what it binds and cuts."""

    id: ToxinId
    name: Text
    words: Text


class JunctionStep(Record):
    """One step. `picture` and `close_up` describe what its two pictures show; the others are Markdown beside them."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    part: Text
    name: Text
    words: Text
    by_type: ByType = {}
    unsettled: str = ""
    picture: Text
    close_up: Text
    close_up_by_type: ByType = {}


class Junction(Record):
    """The whole sequence, in order, with what the drawing says about itself."""

    about: Text
    toxin_types: Annotated[list[ToxinType], Field(min_length=1)]
    steps: Annotated[list[JunctionStep], Field(min_length=1)]


def load_junction(folder: Path) -> Junction:
    """The sequence of `folder/junction_steps.yaml`. Raises ContentError."""
    whole = read_yaml(folder / FILE)
    if not isinstance(whole, dict) or not all(isinstance(whole.get(name), list) for name in ("toxin_types", "steps")):
        raise ContentError(FILE, "the file must hold 'about' and the lists 'toxin_types' and 'steps'")
    types = [_record(ToxinType, one, f"type {number}") for number, one in enumerate(whole["toxin_types"], start=1)]
    steps = [_record(JunctionStep, one, f"step {number}") for number, one in enumerate(whole["steps"], start=1)]
    for records in (types, steps):
        _once([record.id for record in records])
    known = [one.id for one in types]
    for step in steps:
        for field in ("by_type", "close_up_by_type"):
            texts: ByType = getattr(step, field)
            for missing in (one for one in known if texts and one not in texts):
                raise ContentError(FILE, f"has no text for type {missing}", record=step.id, field=field)
            for extra in (one for one in texts if one not in known):
                raise ContentError(FILE, f"type {extra} is not in toxin_types", record=step.id, field=field)
    try:
        return Junction.model_validate({**whole, "toxin_types": types, "steps": steps})
    except ValidationError as error:
        field_name, problem = first_fault(error, whole, lambda _: sorted(Junction.model_fields))
        raise ContentError(FILE, problem, field=field_name) from None


def _record(kind: type[R], given: object, place: str) -> R:
    name = str(given.get("id", place)) if isinstance(given, dict) else place
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        field, problem = first_fault(error, given, lambda _: sorted(kind.model_fields))
        raise ContentError(FILE, problem, record=name, field=field) from None


def _once(ids: list[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise ContentError(FILE, "the id stands twice", record=one, field="id")

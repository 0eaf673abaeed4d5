"""Reads question banks, `questions/LESSON.yaml`, into the records of `question_records.py`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from dystonia_course.content import question_records
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import file_label, read_yaml
from dystonia_course.content.question_records import Question
from dystonia_course.content.record_faults import first_fault

KINDS: dict[str, type[question_records.QuestionBase]] = {
    get_args(record.model_fields["kind"].annotation)[0]: record for record in get_args(get_args(Question)[0])
}
_PARTS: dict[str, type[question_records.Record]] = {
    "options": question_records.Option,
    "choices": question_records.MatchChoice,
    "items": question_records.MatchItem,
    "steps": question_records.OrderStep,
}
_PARTS_BY_KIND: dict[tuple[str, str], type[question_records.Record]] = {
    ("numeric", "answer"): question_records.NumericAnswer,
    ("numeric", "foreseen"): question_records.ForeseenAnswer,
    ("hotspot", "answer"): question_records.Spot,
    ("hotspot", "foreseen"): question_records.ForeseenSpot,
}
_UNION_TAGS = ("str", "constrained-str", "list[str]", "list[constrained-str]")
"""How pydantic names the two forms of `objective`, one text or a list."""
_ADAPTER: TypeAdapter[Question] = TypeAdapter(Question)


def load_bank(path: Path) -> list[Question]:
    """The questions of one bank, in the order of the file."""
    file = file_label(path)
    entries = read_yaml(path)
    if not isinstance(entries, list) or not entries:
        raise ContentError(file, "must be a list of questions, each beginning with '- id:'")
    questions: list[Question] = []
    for position, entry in enumerate(entries, start=1):
        record = f"question {position}"
        if not isinstance(entry, dict):
            raise ContentError(file, "is not a record with named fields", record=record)
        if isinstance(entry.get("id"), str) and entry["id"].strip():
            record = f"question '{entry['id'].strip()}'"
        kind = entry.get("kind")
        if kind not in KINDS:
            found = "is missing; it is" if kind is None else f"'{kind}' is not"
            raise ContentError(file, f"{found} one of {', '.join(KINDS)}", record=record, field="kind")
        try:
            question = _ADAPTER.validate_python(entry)
        except ValidationError as error:
            field, problem = first_fault(error, entry, partial(_names, kind), skip=(kind, *_UNION_TAGS))
            raise ContentError(file, problem, record=record, field=field) from None
        if any(question.id == other.id for other in questions):
            raise ContentError(file, "the id stands twice", record=record, field="id")
        questions.append(question)
    return questions


def _names(kind: str, location: Sequence[int | str]) -> Sequence[str]:
    """The field names that a question of this kind, or the part of it at `location`, may hold."""
    part = str(location[0])
    record = KINDS[kind] if len(location) == 1 else _PARTS_BY_KIND.get((kind, part), _PARTS.get(part))
    return sorted(record.model_fields) if record else ()

"""Reads question banks, `questions/LESSON.yaml`, into the records of `question_records.py`.

What pydantic says about a record becomes one plain sentence: file, question, field, what is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from dystonia_course.content import question_records
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import file_label, read_yaml
from dystonia_course.content.question_records import Question

KINDS: dict[str, type[question_records.QuestionBase]] = {
    get_args(record.model_fields["kind"].annotation)[0]: record for record in get_args(get_args(Question)[0])
}
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
        try:
            question = _ADAPTER.validate_python(entry)
        except ValidationError as error:
            field, problem = _plain(error, entry)
            raise ContentError(file, problem, record=record, field=field) from None
        if any(question.id == other.id for other in questions):
            raise ContentError(file, "the id stands twice", record=record, field="id")
        questions.append(question)
    return questions


def _plain(error: ValidationError, entry: dict[str, Any]) -> tuple[str | None, str]:
    """The first fault as (field, what is wrong). A misspelt field is named before the field that it leaves missing."""
    faults = error.errors(include_url=False)
    fault = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
    context = fault.get("ctx", {})
    location = [part for part in fault["loc"] if part != entry.get("kind")]
    if location and location[-1] in ("str", "list[str]"):
        location.pop()
    field = _field(location, entry)
    given = fault["input"]
    match fault["type"]:
        case "union_tag_not_found":
            return "kind", f"is missing; it is one of {', '.join(KINDS)}"
        case "union_tag_invalid":
            return "kind", f"must be one of {', '.join(KINDS)}; found '{context.get('tag')}'"
        case "missing":
            return field, "is missing"
        case "extra_forbidden":
            near = difflib.get_close_matches(str(location[-1]), _siblings(location, entry), n=1)
            return field, "is not a field of this record" + (f"; did you mean '{near[0]}'?" if near else "")
        case "string_too_short":
            return field, "is empty"
        case "string_pattern_mismatch":
            return field, f"'{given}' must hold lower-case letters, digits and hyphens only, a letter first"
        case "literal_error":
            return field, f"must be one of {str(context['expected']).replace(' or ', ', ')}; found {given!r}"
        case "too_short":
            return field, f"needs at least {context['min_length']} entries, found {context['actual_length']}"
        case "too_long":
            return field, f"takes at most {context['max_length']} entries, found {context['actual_length']}"
        case "value_error":
            message = str(context["error"])
            named, _, rest = message.partition(": ")
            return (named, rest) if rest and named in entry else (field, message)
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            limit = next(iter(context.values()))
            words = fault["type"].replace("_", " ").replace("greater", "more").replace("than equal", "than or equal to")
            return field, f"must be {words} {limit:g}, found {given!r}"
        case kind:
            wanted = next((words for start, words in _WANTED.items() if kind.startswith(start)), "of another type")
            return field, f"must be {wanted}, found {_shown(given)}"


_WANTED = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "list": "a list",
    "date": "a date such as 2025-11-25",
    "model": "a record with named fields",
    "dict": "a record with named fields",
}


def _shown(value: object) -> str:
    names = {str: "text", bool: "true or false", list: "a list", dict: "a record", type(None): "nothing"}
    name = names.get(type(value))
    if value is None or name in ("a list", "a record"):
        return str(name)
    return f"{value!r}" + (f" ({name})" if name else "")


def _field(location: Sequence[Any], entry: object) -> str | None:
    """`('options', 1, 'rationale')` as `options[mri].rationale`, with the entry's id where it has one."""
    if not location:
        return None
    name = ""
    value: object = entry
    for part in location:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
            label = value.get("id") if isinstance(value, dict) else None
            name += f"[{label if isinstance(label, str) else part + 1}]"
        else:
            value = value.get(part) if isinstance(value, dict) else None
            name += f".{part}" if name else str(part)
    return name


def _siblings(location: Sequence[Any], entry: dict[str, Any]) -> list[str]:
    """The field names that the record at `location` may hold."""
    record: Any = KINDS[entry["kind"]]
    names: set[str] = set()
    if len(location) == 1:
        names.update(record.model_fields)
    else:
        parts: dict[str, type[question_records.Record]] = {
            "options": question_records.Option,
            "choices": question_records.MatchChoice,
            "items": question_records.MatchItem,
            "steps": question_records.OrderStep,
            "answer": question_records.NumericAnswer,
            "foreseen": question_records.ForeseenAnswer,
        }
        part = parts.get(str(location[0]))
        names.update(part.model_fields if part else ())
    return sorted(names)

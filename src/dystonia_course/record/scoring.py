"""Marks one answer, and says in words when something cannot be an answer to the question.

What a choice looks like (as JSON holds it), by kind of question:

- best_answer: the id of an option
- matching: `{item id: choice id}`, every item once
- ordering: the ids of all steps, in the learner's order
- numeric: `{"value": number, "unit": text}`; the unit is shown, not typed, so it may be left out
- hotspot: `{"region": region id, "side": "right", "left" or "middle"}`, the person's own side
- short_answer: `{"text": what was written, "points": [positions of the points that the learner ticked]}`
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.content.question_records import (
        BestAnswerQuestion,
        HotspotQuestion,
        MatchingQuestion,
        NumericQuestion,
        OrderingQuestion,
        Question,
        ShortAnswerQuestion,
    )

RELATIVE_SLACK = 1e-9
"""Part of the larger number that is forgiven, so that 1.1 lies within 0.1 of 1.0 although binary fractions say no."""


class ChoiceError(ValueError):
    """This cannot be an answer to the question. `str()` is one sentence with the question's id."""

    def __init__(self, question_id: str, problem: str) -> None:
        """`problem` says what is wrong with the choice, without a full stop."""
        self.question_id = question_id
        self.problem = problem
        super().__init__(f"{question_id}: {problem}")


def score(question: Question, choice: object) -> bool | None:
    """Whether `choice` is right; None for a short answer, which the learner compares with the model answer.

    Raises ChoiceError if `choice` cannot be an answer to this question.
    """
    match question.kind:
        case "best_answer":
            return _best_answer(question, choice)
        case "matching":
            return _matching(question, choice)
        case "ordering":
            return _ordering(question, choice)
        case "numeric":
            return _numeric(question, choice)
        case "hotspot":
            return _hotspot(question, choice)
        case "short_answer":
            _check_short_answer(question, choice)
            return None


def within(given: float, value: float, tolerance: float) -> bool:
    """Whether |given - value| <= tolerance. The limits belong to it; rounding of binary fractions is forgiven."""
    return abs(given - value) <= tolerance + RELATIVE_SLACK * max(abs(given), abs(value))


def _best_answer(question: BestAnswerQuestion, choice: object) -> bool:
    options = {option.id: option.correct for option in question.options}
    if not isinstance(choice, str):
        raise ChoiceError(question.id, f"the choice must be the id of one option, not {_kind(choice)}")
    if choice not in options:
        raise ChoiceError(question.id, f"'{choice}' is none of the options {_list(options)}")
    return options[choice]


def _matching(question: MatchingQuestion, choice: object) -> bool:
    key = {item.id: item.match for item in question.items}
    known = {each.id for each in question.choices}
    if not isinstance(choice, dict):
        raise ChoiceError(question.id, f"the choice must give a match for each item, not {_kind(choice)}")
    _same_ids(question.id, "item", key, list(choice))
    for item, match in choice.items():
        if not isinstance(match, str) or match not in known:
            raise ChoiceError(question.id, f"'{match}', given for item '{item}', is none of the choices {_list(known)}")
    return choice == key


def _ordering(question: OrderingQuestion, choice: object) -> bool:
    key = [step.id for step in question.steps]
    if not isinstance(choice, (list, tuple)) or not all(isinstance(step, str) for step in choice):
        raise ChoiceError(question.id, f"the choice must be a list of step ids, not {_kind(choice)}")
    _same_ids(question.id, "step", key, choice)
    return list(choice) == key


def _numeric(question: NumericQuestion, choice: object) -> bool:
    if not isinstance(choice, dict) or "value" not in choice:
        raise ChoiceError(question.id, f"the choice must hold a value, found {_kind(choice)}")
    unknown = sorted(str(name) for name in choice if name not in ("value", "unit"))
    if unknown:
        raise ChoiceError(question.id, f"the choice holds the unknown field '{unknown[0]}'")
    value = choice["value"]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ChoiceError(question.id, f"the value must be a number, not {_kind(value)}")
    if (isinstance(value, int) and abs(value) > 10**300) or not math.isfinite(value):
        raise ChoiceError(question.id, "the value cannot be compared: it is not a finite number")
    unit = choice.get("unit", question.answer.unit)
    if unit != question.answer.unit:
        raise ChoiceError(question.id, f"the unit is '{question.answer.unit}', not '{unit}'")
    return within(float(value), question.answer.value, question.answer.tolerance)


def _hotspot(question: HotspotQuestion, choice: object) -> bool:
    if not isinstance(choice, dict) or set(choice) != {"region", "side"}:
        raise ChoiceError(question.id, f"the choice must hold a region and a side, found {_kind(choice)}")
    place = choice["region"], choice["side"]
    for name, part in zip(("region", "side"), place, strict=True):
        if not isinstance(part, str):
            raise ChoiceError(question.id, f"the {name} must be text, not {_kind(part)}")
    if place not in question.places():
        raise ChoiceError(question.id, f"'{place[0]}' on the side '{place[1]}' is not offered")
    return place in [spot.place for spot in question.answer]


def _check_short_answer(question: ShortAnswerQuestion, choice: object) -> None:
    if not isinstance(choice, dict) or set(choice) != {"text", "points"}:
        raise ChoiceError(question.id, f"the choice must hold a text and the points ticked, found {_kind(choice)}")
    if not isinstance(choice["text"], str):
        raise ChoiceError(question.id, f"the text must be text, not {_kind(choice['text'])}")
    points = choice["points"]
    if not isinstance(points, (list, tuple)) or not all(type(point) is int for point in points):
        raise ChoiceError(question.id, f"the points must be a list of positions, not {_kind(points)}")
    last = len(question.points) - 1
    for point in points:
        if not 0 <= point <= last:
            raise ChoiceError(question.id, f"there is no point {point}; they are numbered 0 to {last}")
    if len(set(points)) != len(points):
        raise ChoiceError(question.id, "a point is ticked twice")


def _same_ids(question_id: str, name: str, expected: Iterable[str], given: Iterable[object]) -> None:
    """Raise unless `given` holds every expected id once and nothing else."""
    rest = list(expected)
    for one in given:
        if one not in rest:
            twice = one in set(expected)
            raise ChoiceError(question_id, f"the {name} '{one}' {'stands twice' if twice else 'is not part of it'}")
        rest.remove(str(one))
    if rest:
        raise ChoiceError(question_id, f"the {name} '{rest[0]}' is missing")


def _kind(choice: object) -> str:
    names = {
        type(None): "nothing",
        bool: "yes or no",
        str: "text",
        int: "a number",
        float: "a number",
        list: "a list",
        tuple: "a list",
        dict: "a group of fields",
    }
    return names.get(type(choice), type(choice).__name__)


def _list(ids: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in ids)

"""The text face of a question: what a terminal, a preview or an untrusted notebook shows. It never holds the key."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

from dystonia_course.content.question_records import (
    BestAnswerQuestion,
    HotspotQuestion,
    MatchingQuestion,
    NumericQuestion,
    OrderingQuestion,
    Question,
    ShortAnswerQuestion,
    place_name,
)
from dystonia_course.views.markdown import to_text
from dystonia_course.views.question_payload import shown_order, shown_places, shown_steps

WIDTH = 80
HOW_TO_RUN = "Run the lesson to answer: menu Run, then Run All Cells."
SET_BUDGET = 4200
"""Bytes that a set's text face may take up in a stored notebook."""
LEAST_OF_A_STEM = 40
"""Characters of a stem that are shown in any case."""


def letter(number: int) -> str:
    """The letter of the option at this place, from 0: A, B, C ..."""
    return chr(ord("A") + number)


def question_text(question: Question) -> str:
    """The question and what can be chosen, in the order in which the live view shows it."""
    lines = [*_wrapped(to_text(question.stem)), ""] if question.stem else []
    lines += [*_wrapped(to_text(question.ask)), *_choices(question), "", HOW_TO_RUN]
    return "\n".join(lines)


def set_text(questions: Sequence[Question], title: str | None) -> str:
    """Stem and ask of every question; long stems are cut where the set would take up too much of a notebook."""
    low = LEAST_OF_A_STEM
    high = max([low, *(len(to_text(question.stem)) for question in questions)])
    if _stored_bytes(whole := _set_text(questions, title, high)) <= SET_BUDGET:
        return whole
    while high - low > 4:
        middle = (low + high) // 2
        if _stored_bytes(_set_text(questions, title, middle)) <= SET_BUDGET:
            low = middle
        else:
            high = middle
    return _set_text(questions, title, low)


def _set_text(questions: Sequence[Question], title: str | None, longest_stem: int) -> str:
    lines = [f"{title}: {len(questions)} questions" if title else f"{len(questions)} questions"]
    for number, question in enumerate(questions, start=1):
        stem = to_text(question.stem)
        if len(stem) > longest_stem:
            stem = textwrap.shorten(stem, longest_stem, placeholder=" ...")
        parts = [part for part in (stem, to_text(question.ask)) if part]
        lines += ["", *_wrapped(" ".join(parts), first=f"{number}. ")]
    return "\n".join([*lines, "", HOW_TO_RUN])


def _stored_bytes(text: str) -> int:
    """What a notebook file needs for the text: one indented JSON string a line."""
    return sum(len(json.dumps(line, ensure_ascii=False).encode()) + 14 for line in text.splitlines())


def _choices(question: Question) -> list[str]:
    match question:
        case BestAnswerQuestion():
            options = shown_order(question.id, question.options)
            return _list([(f"{letter(n)}. ", option.text) for n, option in enumerate(options)])
        case MatchingQuestion():
            choices = shown_order(question.id, question.choices)
            items = _list([(f"{n}. ", item.text) for n, item in enumerate(question.items, start=1)])
            return [*items, "to be matched with", *_list([("- ", choice.text) for choice in choices])]
        case OrderingQuestion():
            steps = {step.id: step for step in question.steps}
            return _list([("- ", steps[step].text) for step in shown_steps(question)])
        case NumericQuestion():
            return [f"  A number, in {question.answer.unit}."]
        case HotspotQuestion():
            return _list([("- ", place_name(region, side)) for region, side in shown_places(question)])
        case ShortAnswerQuestion():
            return ["  An answer in your own words."]


def _list(entries: Sequence[tuple[str, str]]) -> list[str]:
    return [line for mark, text in entries for line in _wrapped(to_text(text), first=f"  {mark}")]


def _wrapped(text: str, first: str = "") -> list[str]:
    lines: list[str] = []
    for block in text.splitlines():
        lines += textwrap.wrap(
            block,
            WIDTH,
            initial_indent=first if not lines else "",
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines

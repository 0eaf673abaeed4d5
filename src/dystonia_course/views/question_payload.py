"""What a question's view needs, as plain data: texts turned into HTML, parts in the order in which they are shown.

Every face of a question is made from this payload, so that all faces show the same order. A question of a test that
counts has no `feedback`: neither key nor rationale, neither claim nor source leaves the kernel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dystonia_course.content.question_records import (
    BestAnswerQuestion,
    HotspotQuestion,
    MatchingQuestion,
    NumericQuestion,
    OrderingQuestion,
    Question,
    ShortAnswerQuestion,
    Spot,
    place_name,
)
from dystonia_course.views.markdown import inline_html, to_html, to_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

CLOSED_POOLS = frozenset({"test_a", "test_b"})
"""Pools whose key stays in the kernel until the whole test is closed."""

INSTRUCTIONS = {
    "best_answer": "Choose one answer, then check it.",
    "matching": "Choose a match for each line, then check your answer.",
    "ordering": "Put the steps in order: press their buttons, or the arrow keys on a button. Then check your answer.",
    "numeric": "Type a number, then check your answer.",
    "hotspot": "Choose one place, in the picture or in the list, then check your answer.",
    "short_answer": "Write your answer, then compare it with a model answer.",
}


class _Part(Protocol):
    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=_Part)


def shown_order(question_id: str, parts: Sequence[P]) -> list[P]:
    """The parts in an order that depends on the ids alone, so that it is the same in every face and every run."""
    return sorted(parts, key=lambda part: hashlib.sha256(f"{question_id}/{part.id}".encode()).digest())


def shown_steps(question: OrderingQuestion) -> list[str]:
    """The ids of the steps as they are first shown: never in the right order.

    In a test that counts the drawn order stays as it is, since to change it would tell something about the right one.
    """
    right = [step.id for step in question.steps]
    shown = [step.id for step in shown_order(question.id, question.steps)]
    return shown if shown != right or question.pool in CLOSED_POOLS else [*shown[1:], shown[0]]


def shown_places(question: HotspotQuestion) -> list[tuple[str, str]]:
    """Region and side of what can be chosen, by the alphabet, each right one before its left one."""
    return sorted(question.places(), key=lambda place: (place[0], place[1] != "right"))


def question_payload(question: Question, course: Course, *, feedback: bool | None = None) -> dict[str, Any]:
    """The question as JSON-able data for the browser.

    Without feedback it holds neither key nor reasons, neither sources nor the section where they stand. By default the
    pool decides; a test that is closed and may be explained passes True.
    """
    shown = question.pool not in CLOSED_POOLS if feedback is None else feedback
    payload: dict[str, Any] = {
        "id": question.id,
        "version": question.version,
        "kind": question.kind,
        "pool": question.pool,
        "section": question.section if shown else "",
        "instruction": INSTRUCTIONS[question.kind],
        "stem": to_html(question.stem) if question.stem else "",
        "ask": inline_html(question.ask),
        "askText": to_text(question.ask),
        **_parts(question),
    }
    if shown:
        payload["feedback"] = {
            **_key(question, course),
            "remember": inline_html(question.remember),
            "sources": _sources(question.claims, course),
        }
    return payload


def explained_payload(question: Question, course: Course) -> dict[str, Any]:
    """A question with its feedback and the lesson of its section, for a page on which that lesson does not stand."""
    plan = course.lessons[course.lesson_of(question.id)]
    place = {"notebook": plan.notebook, "lesson": f"lesson {plan.number}" if plan.number else plan.title}
    return {**question_payload(question, course, feedback=True), "place": place}


def _shown(parts: Iterable[Any]) -> list[dict[str, str]]:
    """Id, HTML and plain text of each part. No links inside: the whole row is one control."""
    return [{"id": part.id, "html": inline_html(part.text, links=False), "text": to_text(part.text)} for part in parts]


def _parts(question: Question) -> dict[str, Any]:
    match question:
        case BestAnswerQuestion():
            return {"options": _shown(shown_order(question.id, question.options))}
        case MatchingQuestion():
            return {"items": _shown(question.items), "choices": _shown(shown_order(question.id, question.choices))}
        case OrderingQuestion():
            steps = {step.id: step for step in question.steps}
            return {"steps": _shown(steps[step] for step in shown_steps(question))}
        case NumericQuestion():
            return {"unit": question.answer.unit}
        case HotspotQuestion():
            return {
                "view": question.view,
                "shownSide": question.shown_side or "",
                "layersOff": list(question.layers_off),
                "places": [
                    {"id": f"{region}/{side}", "region": region, "side": side, "text": place_name(region, side)}
                    for region, side in shown_places(question)
                ],
            }
        case ShortAnswerQuestion():
            return {}


def _key(question: Question, course: Course) -> dict[str, Any]:
    match question:
        case BestAnswerQuestion():
            return {
                "key": next(option.id for option in question.options if option.correct),
                "rationales": _rationales(question.options),
                "ideas": {
                    option.id: _idea(option.misconception, course)
                    for option in question.options
                    if option.misconception
                },
            }
        case MatchingQuestion():
            return {
                "key": {item.id: item.match for item in question.items},
                "rationales": _rationales(question.items),
            }
        case OrderingQuestion():
            return {"key": [step.id for step in question.steps], "rationales": _rationales(question.steps)}
        case NumericQuestion():
            return {
                "key": question.answer.value,
                "tolerance": question.answer.tolerance,
                "rationale": to_html(question.rationale),
                "otherwise": to_html(question.otherwise),
                "foreseen": [
                    {
                        "value": wrong.value,
                        "tolerance": wrong.tolerance,
                        "rationale": to_html(wrong.rationale),
                        "idea": _idea(wrong.misconception, course),
                    }
                    for wrong in question.foreseen
                ],
            }
        case HotspotQuestion():
            return {
                "key": [_place_id(spot) for spot in question.answer],
                "rationales": {
                    _place_id(spot): to_html(spot.rationale) for spot in (*question.answer, *question.foreseen)
                },
                "ideas": {_place_id(spot): _idea(spot.misconception, course) for spot in question.foreseen},
                "otherwise": to_html(question.otherwise),
            }
        case ShortAnswerQuestion():
            return {
                "model": to_html(question.model_answer),
                "points": [inline_html(point, links=False) for point in question.points],
                "rationale": to_html(question.rationale),
            }


def _place_id(spot: Spot) -> str:
    return "/".join(spot.place)


def _rationales(parts: Iterable[Any]) -> dict[str, str]:
    return {part.id: to_html(part.rationale) for part in parts}


def _idea(misconception: str, course: Course) -> str:
    return inline_html(course.misconceptions[misconception].statement)


def _sources(claims: Sequence[str], course: Course) -> list[dict[str, str]]:
    """The works behind the claims, each once: the places that were used, and who paid where that is known."""
    found: dict[str, dict[str, str]] = {}
    for claim_id in claims:
        claim = course.claims[claim_id]
        source = course.sources[claim.source]
        place = f"{claim.locator} · {claim.id}"
        if source.key in found:
            found[source.key]["title"] += f"; {place}"
            continue
        unknown = " Funding not stated." if source.funding == "not stated" else ""
        found[source.key] = {
            "short": source.short,
            "url": source.url,
            "note": _note(source.address, source.funding),
            "title": f"{source.title}.{unknown} {place}",
        }
    return list(found.values())


def _note(address: str, funding: str) -> str:
    """What is said beside the link; empty where there is nothing to say."""
    kind, _, name = funding.partition(": ")
    who = {"industry": f"paid by {name}", "mixed": f"paid in part by {name}", "independent": "independent"}.get(
        kind, ""
    )
    return "; ".join(part for part in (who, "the link opens a search" if address == "search" else "") if part)

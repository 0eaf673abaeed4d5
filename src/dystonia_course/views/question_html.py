"""The static face of a question: native HTML without script. The answer waits in a native `<details>`.

It reads well without any style sheet; with `stylesheet("question.css")` on the page it looks like the live view. A
question of a test that counts has no answer here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from dystonia_course.views.question_payload import question_payload
from dystonia_course.views.question_text import letter

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question


def question_html(question: Question, course: Course) -> str:
    """One question as HTML, with its answer closed away."""
    payload = question_payload(question, course)
    return (
        f'<div class="dc dcq-card" data-kind="{payload["kind"]}" id="{payload["id"]}">'
        f'{_stem(payload)}<fieldset class="dcq-field"><legend class="dcq-ask">{payload["ask"]}</legend>'
        f"{_CONTROLS[payload['kind']](payload)}</fieldset>{_answer(payload)}</div>"
    )


def set_html(questions: Sequence[Question], course: Course) -> str:
    """Several questions, one after the other."""
    return "\n".join(question_html(question, course) for question in questions)


def _stem(payload: dict[str, Any]) -> str:
    return f'<div class="dcq-stem">{payload["stem"]}</div>' if payload["stem"] else ""


def _options(payload: dict[str, Any]) -> str:
    rows = "".join(
        f'<label class="dcq-option"><input type="radio" name="{payload["id"]}" value="{escape(option["id"])}"> '
        f'<span class="dcq-letter">{letter(n)}</span> <span class="dcq-text">{option["html"]}</span></label><br>'
        for n, option in enumerate(payload["options"])
    )
    return f'<div class="dcq-options">{rows}</div>'


def _matches(payload: dict[str, Any]) -> str:
    choices = "".join(f"<option>{escape(choice['text'])}</option>" for choice in payload["choices"])
    rows = "".join(
        f'<div class="dcq-match"><label for="{payload["id"]}-{n}" class="dcq-text">{item["html"]}</label> '
        f'<select id="{payload["id"]}-{n}"><option>Choose …</option>{choices}</select></div>'
        for n, item in enumerate(payload["items"])
    )
    return f'<div class="dcq-matches">{rows}</div>'


def _steps(payload: dict[str, Any]) -> str:
    rows = "".join(
        f'<li class="dcq-step-static"><label>{step["html"]} '
        '<span class="dcq-place">Place <input type="text" inputmode="numeric" size="2"></span></label></li>'
        for step in payload["steps"]
    )
    return f'<ul class="dcq-steps">{rows}</ul>'


def _number(payload: dict[str, Any]) -> str:
    return (
        '<div class="dcq-number"><label>Your answer <input type="text" inputmode="decimal" size="8"> '
        f"{escape(payload['unit'])}</label></div>"
    )


def _places(payload: dict[str, Any]) -> str:
    rows = "".join(
        f'<label class="dcq-option dcq-place-option"><input type="radio" name="{payload["id"]}" '
        f'value="{escape(place["id"])}"> <span class="dcq-text">{escape(place["text"])}</span></label><br>'
        for place in payload["places"]
    )
    return f'<p>Sides are the person\'s own.</p><div class="dcq-options dcq-places">{rows}</div>'


def _text(payload: dict[str, Any]) -> str:
    return '<div class="dcq-short"><label>Your answer<br><textarea rows="4" cols="60"></textarea></label></div>'


_CONTROLS = {
    "best_answer": _options,
    "matching": _matches,
    "ordering": _steps,
    "numeric": _number,
    "hotspot": _places,
    "short_answer": _text,
}


def _answer(payload: dict[str, Any]) -> str:
    feedback = payload.get("feedback")
    if feedback is None:
        return ""
    sources = "; ".join(
        f'<a href="{escape(source["url"])}" title="{escape(source["title"])}">{escape(source["short"])}</a>'
        f"{' (' + escape(source['note']) + ')' if source['note'] else ''}"
        for source in feedback["sources"]
    )
    return (
        f'<details class="dcq-more"><summary>Answer</summary>{_EXPLAINED[payload["kind"]](payload, feedback)}'
        f'<p class="dcq-remember"><strong>Remember:</strong> {feedback["remember"]}</p>'
        f'<p class="dcq-origin">Read again: {escape(payload["section"])}. Sources: {sources}</p></details>'
    )


def _idea(html: str | None) -> str:
    return f'<p class="dcq-idea">The idea behind it: <q>{html}</q></p>' if html else ""


def _options_explained(payload: dict[str, Any], feedback: dict[str, Any]) -> str:
    options = list(enumerate(payload["options"]))
    key = next((n, option) for n, option in options if option["id"] == feedback["key"])
    parts = [
        f"<p><strong>{letter(key[0])} is best: {key[1]['html']}</strong></p>{feedback['rationales'][key[1]['id']]}"
    ]
    parts += [
        f"<p><strong>Why not {letter(n)}: {option['html']}</strong></p>"
        f"{_idea(feedback['ideas'].get(option['id']))}{feedback['rationales'][option['id']]}"
        for n, option in options
        if option["id"] != feedback["key"]
    ]
    return "".join(parts)


def _matches_explained(payload: dict[str, Any], feedback: dict[str, Any]) -> str:
    choices = {choice["id"]: choice["html"] for choice in payload["choices"]}
    return "".join(
        f"<p><strong>{item['html']}: {choices[feedback['key'][item['id']]]}</strong></p>"
        f"{feedback['rationales'][item['id']]}"
        for item in payload["items"]
    )


def _steps_explained(payload: dict[str, Any], feedback: dict[str, Any]) -> str:
    steps = {step["id"]: step["html"] for step in payload["steps"]}
    rows = "".join(f"<li><strong>{steps[s]}</strong>{feedback['rationales'][s]}</li>" for s in feedback["key"])
    return f'<ol class="dcq-key">{rows}</ol>'


def _number_explained(payload: dict[str, Any], feedback: dict[str, Any]) -> str:
    unit = escape(payload["unit"])
    wrong = "".join(
        f"<p><strong>Why not {known['value']:g} {unit}</strong></p>{_idea(known['idea'])}{known['rationale']}"
        for known in feedback["foreseen"]
    )
    return f"<p><strong>{feedback['key']:g} {unit}</strong></p>{feedback['rationale']}{wrong}"


def _places_explained(payload: dict[str, Any], feedback: dict[str, Any]) -> str:
    names = {place["id"]: escape(place["text"]) for place in payload["places"]}
    right = "".join(f"<p><strong>{names[key]}</strong></p>{feedback['rationales'][key]}" for key in feedback["key"])
    wrong = "".join(
        f"<p><strong>Why not {names[place]}</strong></p>{_idea(idea)}{feedback['rationales'][place]}"
        for place, idea in feedback["ideas"].items()
    )
    return f"{right}{wrong}<p><strong>Any other place</strong></p>{feedback['otherwise']}"


def _text_explained(payload: dict[str, Any], feedback: dict[str, Any]) -> str:
    points = "".join(f"<li>{point}</li>" for point in feedback["points"])
    return (
        f"<p><strong>Model answer</strong></p>{feedback['model']}<p>A good answer holds</p><ul>{points}</ul>"
        f"{feedback['rationale']}"
    )


_EXPLAINED = {
    "best_answer": _options_explained,
    "matching": _matches_explained,
    "ordering": _steps_explained,
    "numeric": _number_explained,
    "hotspot": _places_explained,
    "short_answer": _text_explained,
}

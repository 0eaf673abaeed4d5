"""The record of completion: a page of its own, to print or to save. It holds no name; there is a line to write one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.record.completion import Completion, completion
from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.views.assets import FOLDER, module, stylesheet
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.store import Store

RESTING = "Run this page to make your record of completion."
FILE = "record-of-completion.html"


class CompletionPage(anywidget.AnyWidget):
    """Offers the page, with and without scores. `{type: "refresh"}` makes it anew."""

    _esm = module("completion_page.js")
    _css = stylesheet("completion_page.css")
    page = traitlets.Unicode("").tag(sync=True)
    """The HTML file without scores."""
    scored = traitlets.Unicode("").tag(sync=True)
    """The same with the scores of the tests; empty as long as there are none to show."""
    words = traitlets.Unicode("").tag(sync=True)
    file = traitlets.Unicode(FILE).tag(sync=True)

    def __init__(self, course: Course, store: Store) -> None:
        """The page holds what the store holds now."""
        self._course, self._store = course, store
        super().__init__(**self._made())
        self.on_msg(self._heard)
        hear_while_busy(self)

    def _made(self) -> dict[str, Any]:
        try:
            bare = completion(self._course, self._store)
            scored = completion(self._course, self._store, with_score=True)
        except RecordUnavailable as error:
            return {"page": "", "scored": "", "words": str(error)}
        words = (
            f"{len(bare.objectives)} of {bare.objectives_in_course} objectives begun, {bare.answered} of "
            f"{bare.questions} questions answered, {bare.hours_in_words} on questions."
        )
        return {
            "page": completion_html(bare, self._course),
            "scored": completion_html(scored, self._course) if scored.scores else "",
            "words": words,
        }

    def _heard(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if content.get("type") == "refresh":
            with self.hold_sync():
                for name, value in self._made().items():
                    setattr(self, name, value)
            self.send({"type": "refreshed"})

    def __repr__(self) -> str:
        return RESTING

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), RESTING)


def completion_html(record: Completion, course: Course) -> str:
    """The whole page as an HTML file that needs nothing else."""
    style = (FOLDER / "completion_print.css").read_text(encoding="utf-8")
    facts = {
        "Course": f"{record.course}, version {record.version}",
        "Date": record.date.isoformat(),
        "Questions answered": f"{record.answered} of {record.questions}",
        "Time on questions": f"{record.hours_in_words} on {_days(record.days)}",
    }
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{escape(words)}</td></tr>' for name, words in facts.items())
    sentences = " ".join(record.disclaimers)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{record.title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head><body><main><h1>{record.title}</h1>"
        f'<p class="not">{sentences}</p>'
        f'<p class="name"><span>Name</span></p><table><caption>What was done</caption><tbody>{rows}</tbody></table>'
        f"{_scores(record)}{_objectives(record, course)}"
        f'<p class="small">{escape(record.hours_explained)} The learner’s own computer made this page from its own '
        "record; nobody has checked it. For education only; no training status follows.</p>"
        "</main></body></html>\n"
    )


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _scores(record: Completion) -> str:
    if not record.scores:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.title)}</th><td>{one.closed[:10]}</td>'
        f"<td>{one.score.right} of {one.score.of}</td></tr>"
        for one in record.scores
    )
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Test", "Day", "Right"))
    return f"<table><caption>Tests</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _objectives(record: Completion, course: Course) -> str:
    if not record.objectives:
        return "<p>No question has been answered yet.</p>"
    rows = "".join(
        f'<tr><th scope="row">{escape(one.text)}</th><td>{escape(course.lessons[one.lesson].title)}</td>'
        f"<td>{one.answered} of {one.questions}</td></tr>"
        for one in record.objectives
    )
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Objective", "Lesson", "Questions answered"))
    caption = f"Objectives begun: {len(record.objectives)} of {record.objectives_in_course}"
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

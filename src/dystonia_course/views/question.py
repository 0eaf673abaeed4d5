"""The live view of one question. Its other faces are made in `question_text.py` and `question_html.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.confidence_levels import levels
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.question_answers import AnswerDesk
from dystonia_course.views.question_payload import question_payload
from dystonia_course.views.question_text import question_text
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store


ON_MAP = {"_anywidget_id": "dystonia_course.questions_on_map"}
"""A host keeps one style sheet for each of these ids, so what draws on the neck map has one of its own."""


class QuestionWidget(anywidget.AnyWidget):
    """One question: feedback is drawn in the browser, the kernel scores the answer again and stores it.

    Only a hotspot question carries the drawings of the neck.

    The browser sends `{type: "answer", question_id, token, choice, seconds, confidence}` and gets
    `{type: "saved", token, attempt}` or `{type: "not_saved", token, why}`.
    """

    _esm = module("question.js")
    _css = stylesheet("question.css")
    question = traitlets.Dict().tag(sync=True)
    """`question_payload`."""
    history: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """Stored attempts, the first one first: `{token, version, attempt, choice, correct}`."""
    problem = traitlets.Unicode("").tag(sync=True)
    """Why answers are not being kept, or empty."""
    levels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """The levels of confidence, where the learner wants to be asked; else empty."""

    def __init__(self, question: Question, course: Course, store: Store) -> None:
        """`store` may be one that cannot keep anything: the question works all the same and says so."""
        self._text = question_text(question)
        self._desk = AnswerDesk([question], course, store)
        self._question = question
        on_map = question.kind == "hotspot"
        if on_map:
            self._esm, self._css = module("question_on_map.js"), stylesheet("question.css", "neck.css")
        super().__init__(
            **(ON_MAP if on_map else {}),
            question=question_payload(question, course),
            history=self._desk.history()[question.id],
            problem=self._desk.problem,
            levels=levels(store, [question]),
        )
        self.on_msg(self._answered)
        hear_while_busy(self)

    def _answered(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        def keep() -> None:
            self.history = self._desk.history()[self._question.id]

        reply = self._desk.receive({"question_id": self._question.id, **content}, keep)
        if reply:
            self.send(reply)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))

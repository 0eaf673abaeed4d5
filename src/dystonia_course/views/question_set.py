"""The live view of several questions: one at a time, with a way to each of them and a summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import anywidget
import traitlets

from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.confidence_levels import levels
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.question import ON_MAP
from dystonia_course.views.question_answers import AnswerDesk
from dystonia_course.views.question_payload import question_payload
from dystonia_course.views.question_text import set_text
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store


class QuestionSet(anywidget.AnyWidget):
    """A set of questions. Messages are those of `QuestionWidget`, each with its `question_id`."""

    _esm = module("question_set.js")
    _css = stylesheet("question.css")
    questions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """`question_payload` of each question, in the order of the set."""
    history = traitlets.Dict().tag(sync=True)
    """Stored attempts by question id."""
    problem = traitlets.Unicode("").tag(sync=True)
    """Why answers are not being kept, or empty."""
    levels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """The levels of confidence, where the learner wants to be asked; else empty."""
    title = traitlets.Unicode("").tag(sync=True)
    feedback = traitlets.Unicode("each").tag(sync=True)
    """ "each": after every answer; "after": when the whole set has been answered."""

    def __init__(
        self,
        questions: Sequence[Question],
        course: Course,
        store: Store,
        title: str | None = None,
        feedback: Literal["each", "after"] = "each",
    ) -> None:
        """`feedback="after"` suits questions that come before the reading: they are not scored."""
        self._text = set_text(questions, title)
        self._desk = AnswerDesk(questions, course, store)
        on_map = any(question.kind == "hotspot" for question in questions)
        if on_map:
            self._esm, self._css = module("question_set_on_map.js"), stylesheet("question.css", "neck.css")
        super().__init__(
            **(ON_MAP if on_map else {}),
            questions=[question_payload(question, course) for question in questions],
            history=self._desk.history(),
            problem=self._desk.problem,
            levels=levels(store, questions),
            title=title or "",
            feedback=feedback,
        )
        self.on_msg(self._answered)
        hear_while_busy(self)

    def _answered(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        def keep() -> None:
            self.history = self._desk.history()

        reply = self._desk.receive(content, keep)
        if reply:
            self.send(reply)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))

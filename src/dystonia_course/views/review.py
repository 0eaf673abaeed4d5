"""The review: what is due, one question at a time, from all lessons."""

from __future__ import annotations

import datetime
import threading
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.record.cards import EXPLANATION
from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.schedule import Schedule, Standing
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.confidence_levels import levels
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.question_answers import AnswerDesk
from dystonia_course.views.question_payload import explained_payload
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.store import Store

RESTING = "Run this page to review: it asks the questions that are due, one at a time, from all lessons."


class Review(anywidget.AnyWidget):
    """Rounds of review. Messages: `start`, `next`, `skip`, and `answer` as for `QuestionWidget`."""

    _esm = module("review.js")
    _css = stylesheet("question.css", "neck.css", "review.css")
    state = traitlets.Unicode("start").tag(sync=True)
    """"start", "asking" or "over"."""
    words = traitlets.Unicode("").tag(sync=True)
    """How much is due, why this question is here, or why there is none."""
    lessons: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """How many are due in each lesson, in words."""
    due = traitlets.Int(0).tag(sync=True)
    """Questions that a round started now would ask."""
    turn = traitlets.Int(0).tag(sync=True)
    """Grows with every question; the browser draws a new card for each."""
    question = traitlets.Dict().tag(sync=True)
    kept: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """Answers to this question in this turn; earlier ones stay hidden, so that it is asked anew."""
    done = traitlets.Int(0).tag(sync=True)
    left = traitlets.Int(0).tag(sync=True)
    """Questions left in this round, this one included."""
    levels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    problem = traitlets.Unicode("").tag(sync=True)
    settings = traitlets.Unicode(EXPLANATION).tag(sync=True)
    """When a question comes back, in words."""

    def __init__(self, course: Course, store: Store) -> None:
        """Nothing is asked before the learner starts a round."""
        self._course, self._store = course, store
        self._schedule = Schedule(course, store)
        self._desk: AnswerDesk | None = None
        self._asked: str | None = None
        self._before = 0
        self._round: list[str] = []
        self._right: list[bool | None] = []
        self._lock = threading.RLock()
        super().__init__(problem=store.problem() or "", **self._start())
        self.on_msg(self._heard)
        hear_while_busy(self)

    def _start(self) -> dict[str, Any]:
        self._round, self._right, self._asked, self._desk = [], [], None, None
        try:
            standing = self._schedule.standing()
        except RecordUnavailable as error:
            return {"state": "start", "words": str(error), "lessons": [], "due": 0}
        return {
            "state": "start",
            "words": " ".join(part for part in (standing.words, _next(standing)) if part),
            "lessons": [
                f"{plan.title}: {standing.by_lesson[plan.id]} due"
                for plan in self._course.lessons.values()
                if plan.id in standing.by_lesson
            ],
            "due": standing.round,
        }

    def _ask(self) -> dict[str, Any]:
        try:
            turn = self._schedule.next_question(done=self._round)
            if turn.question_id is None:
                self._asked = self._desk = None
                words = f"{_score(self._right)} {turn.words}".strip()
                return {"state": "over", "words": words, "question": {}, "kept": [], "due": turn.waiting}
            question = self._course.questions[turn.question_id]
            self._desk = AnswerDesk([question], self._course, self._store, shown=True)
        except RecordUnavailable as error:
            return {"state": "over", "words": str(error), "question": {}, "kept": [], "due": 0}
        self._asked = question.id
        self._before = len(self._desk.history()[question.id])
        return {
            "state": "asking",
            "words": turn.words,
            "question": explained_payload(question, self._course),
            "kept": [],
            "done": len(self._round),
            "left": turn.left,
            "levels": levels(self._store),
            "problem": self._desk.problem,
            "turn": self.turn + 1,
        }

    def _heard(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        with self._lock:
            kind = content.get("type")
            if kind == "answer":
                self._answered(content)
            elif kind in ("start", "next", "skip"):
                if kind == "start":
                    self._start()
                elif self._asked is not None:
                    self._round.append(self._asked)
                    self._right += [attempt["correct"] for attempt in self.kept[:1]]
                with self.hold_sync():
                    for name, value in self._ask().items():
                        setattr(self, name, value)

    def _answered(self, content: dict[str, Any]) -> None:
        desk, asked = self._desk, self._asked
        if desk is None or asked is None:
            self.send({"type": "not_saved", "token": content.get("token"), "why": "this question is not being asked"})
            return

        def keep() -> None:
            self.kept = desk.history()[asked][self._before :]

        reply = desk.receive(content, keep)
        if reply:
            self.send(reply)

    def __repr__(self) -> str:
        return f"{RESTING}\n\n{EXPLANATION}"

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def _score(right: list[bool | None]) -> str:
    judged = [one for one in right if one is not None]
    return f"Right at the first try in this round: {sum(judged)} of {len(judged)}." if judged else ""


def _next(standing: Standing) -> str:
    """When the next question comes back, if none is due now."""
    if standing.next_due is None:
        return ""
    days = (standing.next_due.astimezone().date() - datetime.date.today()).days
    when = "later today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
    return f"The next question comes back {when}."

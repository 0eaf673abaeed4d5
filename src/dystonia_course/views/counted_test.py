"""One sitting of a test that counts: offered, opened, answered in any order, closed, and only then explained.

As long as results must stay hidden, nothing that this widget sends depends on what is right: neither key nor reason,
neither source nor section leaves the kernel. The key lies in the course's files on the learner's own disk; this keeps
it from being seen by accident, and is no examination.
"""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.test_forms import INVITATIONS, Forms, Occasion, SittingError
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.confidence_levels import levels
from dystonia_course.views.counted_test_result import explained_tests, result_html
from dystonia_course.views.messages import hear_while_busy
from dystonia_course.views.question_answers import AnswerDesk
from dystonia_course.views.question_payload import question_payload
from dystonia_course.views.text_face import with_text

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store

TITLES: dict[Occasion, str] = {
    "before": "Test before the course",
    "after": "Test after the course",
    "later": "Test three to six weeks later",
}
RESTING = "Run this page to take the test: menu Run, then Run All Cells."
CLOSED = "This test is closed and your answers are kept."
WHEN_SHOWN: dict[Occasion, str] = {
    "before": "You will see what was right when you have closed the second test, after the course.",
    "after": "Results come back when you have closed the third test.",
    "later": "",
}
INSTRUCTIONS = {
    "best_answer": "Choose one answer.",
    "matching": "Choose a match for each line.",
    "ordering": "Put the steps in order, then keep your order.",
    "numeric": "Type a number.",
    "hotspot": "Choose one place, in the picture or in the list.",
}
_ALIVE: weakref.WeakSet[CountedTest] = weakref.WeakSet()


class CountedTest(anywidget.AnyWidget):
    """One test of this learner. Messages: `open`, `answer` (see `AnswerDesk`), `close`; replies only to answers."""

    _esm = module("counted_test.js")
    _css = stylesheet("question.css", "table.css", "counted_test.css")
    occasion = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    state = traitlets.Unicode("none").tag(sync=True)
    """"none" (cannot be taken now), "offer", "open" or "closed"."""
    words = traitlets.Unicode("").tag(sync=True)
    questions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """Payloads without feedback, in this learner's order; empty unless the test is open."""
    chosen = traitlets.Dict().tag(sync=True)
    """By question id, `{choice, confidence}` of the answer that stands."""
    problem = traitlets.Unicode("").tag(sync=True)
    levels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    result = traitlets.Unicode("").tag(sync=True)
    """HTML; empty as long as results are hidden."""
    explained: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """Each closed test with its questions, answers and feedback; empty as long as results are hidden."""

    def __init__(self, course: Course, store: Store, occasion: Occasion) -> None:
        """`occasion` is "before", "after" or "later"."""
        if occasion not in TITLES:
            raise LookupError(f"There is no test called '{occasion}'; there are {', '.join(TITLES)}.")
        self._course, self._store, self._occasion = course, store, occasion
        self._forms = Forms(course, store)
        self._desk: AnswerDesk | None = None
        self._lock = threading.RLock()
        if any(question.kind == "hotspot" for question in course.tests):
            self._esm = module("counted_test_on_map.js")
            self._css = stylesheet("question.css", "table.css", "counted_test.css", "neck.css")
        super().__init__(occasion=occasion, title=TITLES[occasion], levels=levels(store), **self._now())
        self.on_msg(self._heard)
        hear_while_busy(self)
        _ALIVE.add(self)

    def _now(self) -> dict[str, Any]:
        """What the widget shows now, as traits. This alone decides whether anything about right and wrong is sent."""
        shown: dict[str, Any] = {"questions": [], "chosen": {}, "result": "", "explained": [], "problem": ""}
        self._desk = None
        try:
            sitting = self._forms.sittings().get(self._occasion)
            if sitting is None:
                problem = self._forms.why_not(self._occasion)
                invitation = INVITATIONS[self._occasion].format(of=len(self._forms.questions(self._occasion)))
                return {**shown, "state": "none" if problem else "offer", "words": problem or invitation}
            if sitting.closed is None:
                questions = self._forms.questions(self._occasion)
                self._desk = AnswerDesk(questions, self._course, self._store)
                payloads = [_open_payload(question, self._course) for question in questions]
                chosen = {
                    name: {"choice": one.choice, "confidence": one.confidence}
                    for name, one in self._forms.answers(self._occasion).items()
                }
                here = {"state": "open", "words": "", "questions": payloads, "chosen": chosen}
                return {**shown, **here, "problem": self._desk.problem}
            if self._forms.feedback_allowed():
                return {
                    **shown,
                    "state": "closed",
                    "words": CLOSED,
                    "result": result_html(self._course, self._store),
                    "explained": explained_tests(self._course, self._store, TITLES),
                }
            return {**shown, "state": "closed", "words": f"{CLOSED} {WHEN_SHOWN[self._occasion]}"}
        except RecordUnavailable as error:
            return {**shown, "state": "none", "words": str(error)}

    def refresh(self) -> None:
        """Show what holds now."""
        with self._lock, self.hold_sync():
            for name, value in self._now().items():
                setattr(self, name, value)

    def _heard(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        with self._lock:
            if content.get("type") in ("open", "close"):
                self._step(content["type"])
            elif content.get("type") == "answer":
                self._answered(content)

    def _step(self, kind: str) -> None:
        try:
            if kind == "open":
                self._forms.open(self._occasion)
            else:
                self._forms.close(self._occasion)
        except (SittingError, RecordUnavailable) as error:
            self.refresh()
            self.words = str(error)
            return
        for widget in list(_ALIVE):  # to open or close one test may hide or show the results of another
            if widget._store is self._store or widget._store.path == self._store.path:
                widget.refresh()

    def _answered(self, content: dict[str, Any]) -> None:
        desk = self._desk
        if desk is None:
            self.send({"type": "not_saved", "token": content.get("token"), "why": "this test is not open"})
            return

        def keep() -> None:
            answer = {"choice": content.get("choice"), "confidence": content.get("confidence")}
            self.chosen = {**self.chosen, str(content["question_id"]): answer}

        reply = desk.receive(content, keep)
        if reply:
            self.send(reply)

    def __repr__(self) -> str:
        return f"{TITLES[self._occasion]}. {RESTING}"

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def _open_payload(question: Question, course: Course) -> dict[str, Any]:
    return {**question_payload(question, course, feedback=False), "instruction": INSTRUCTIONS[question.kind]}

"""Takes answers from the browser: scores them, stores them, and tells what became of each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dystonia_course.views.question_payload import CLOSED_POOLS

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Response, Store

LONGEST = 100_000
"""Seconds; longer times, for instance of a laptop that slept, are cut to this."""


class AnswerDesk:
    """The answers to some questions. Answers may arrive in another thread than the one that made the widget."""

    def __init__(self, questions: Sequence[Question], course: Course, store: Store, *, shown: bool = False) -> None:
        """Reads what the store already holds about `questions`.

        What was right in a test stays hidden unless `shown`, which only the review after the last test passes.
        """
        self._closed_pools = frozenset() if shown else CLOSED_POOLS
        self._questions = {question.id: question for question in questions}
        self._lessons = {question.id: course.lesson_of(question.id) for question in questions}
        self._store = store
        self._lock = threading.RLock()
        self.problem = store.problem() or ""
        """Why answers are not being kept, or an empty string."""
        self._history: dict[str, list[dict[str, Any]]] = {question: [] for question in self._questions}
        for response in store.responses(list(self._questions)):
            self._history[response.question_id].append(self._attempt(response))

    def _attempt(self, response: Response) -> dict[str, Any]:
        closed = self._questions[response.question_id].pool in self._closed_pools
        return {
            "token": response.token,
            "version": response.question_version,
            "attempt": response.attempt,
            "choice": response.choice,
            "correct": None if closed else response.correct,
            "confidence": response.confidence,
        }

    def history(self) -> dict[str, list[dict[str, Any]]]:
        """Attempts by question id, the first one first; new lists each time."""
        with self._lock:
            return {question: list(attempts) for question, attempts in self._history.items()}

    def receive(self, message: Mapping[str, Any], keep: Callable[[], None] = lambda: None) -> dict[str, Any] | None:
        """Score and store one answer; the reply is `saved` or `not_saved`, or None for what is not an answer.

        `keep` is called after the answer has been stored and before the next one is taken, so that a view can bring
        its history up to date in the right order.
        """
        from dystonia_course.record.scoring import score
        from dystonia_course.record.store import RecordUnavailable

        if message.get("type") != "answer":
            return None
        token = message.get("token")
        question = self._questions.get(str(message.get("question_id")))
        if question is None or not isinstance(token, str):
            return _not_saved(token, "it did not say which question it belongs to")
        try:
            correct = score(question, message.get("choice"))
            seconds = min(max(float(message.get("seconds") or 0), 0), LONGEST)
        except (AttributeError, KeyError, TypeError, ValueError):
            return _not_saved(token, "it does not fit its question")
        with self._lock:
            try:
                response = self._store.add(
                    question_id=question.id,
                    question_version=question.version,
                    lesson=self._lessons[question.id],
                    pool=question.pool,
                    choice=message.get("choice"),
                    correct=correct,
                    seconds=seconds,
                    token=token,
                    confidence=message.get("confidence"),
                )
            except ValueError:
                return _not_saved(token, "the answer cannot be stored as it is")
            except RecordUnavailable as unavailable:
                return _not_saved(token, unavailable.reason)
            self.problem = ""
            attempts = self._history[question.id]
            if all(attempt["token"] != token for attempt in attempts):
                attempts.append(self._attempt(response))
            keep()
        return {"type": "saved", "token": token, "attempt": response.attempt}


def _not_saved(token: object, why: str) -> dict[str, Any]:
    return {"type": "not_saved", "token": token, "why": why}

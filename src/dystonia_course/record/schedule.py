"""What to ask next: every answered question comes back when it is due, in a mixed order, without a debt.

The cards are worked out from the answers (`cards.replay`) and kept in a table of the same file, which is brought up to
date before each look. Where the file cannot be written they are worked out afresh in memory.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Literal

from dystonia_course.record.cards import (
    CardState,
    after,
    answer_of,
    instant_of,
    is_due,
    recall,
    replay,
    settings_mark,
)
from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.response import COLUMNS, from_row
from dystonia_course.record.test_forms import FORMS, last_number, reviews_open, setting, sittings

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store

ROUND = 20
"""Questions in one round of review; what else is due can wait, and nothing counts it against the learner."""
SAME_SITTING = 30 * 60_000
"""Milliseconds after an answer in which the next question must not share its misconceptions."""
REASONS = {
    "confident error": "You were more than 80% sure and not right. Such an error is mended well, but returns if left.",
    "due": "You answered this some time ago. Calling it to mind now keeps it.",
    "between": "This one comes between two questions on the same wrong idea.",
}
_MARK, _REPLAYED = "schedule_settings", "schedule_replayed"
_FIELDS = ("question_id", "answers", "stability", "difficulty", "answered", "due", "confident_error")
_KEEP = f"INSERT OR REPLACE INTO cards ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"

Reason = Literal["confident error", "due", "between"]


@dataclass(frozen=True)
class DueQuestion:
    """A question that may be asked again."""

    question_id: str
    lesson: str
    reason: Reason
    recall: float
    """The chance, 0 to 1, that it is still known."""


@dataclass(frozen=True)
class Turn:
    """The next question of a round, or None with the words that say why there is none."""

    question_id: str | None
    reason: Reason | None
    left: int
    """Questions left in this round, this one included."""
    waiting: int
    """Due questions beyond this round."""
    words: str


@dataclass(frozen=True)
class Standing:
    """What is due, for the progress page and the start of a round."""

    answered: int
    """Questions in the schedule."""
    round: int
    waiting: int
    by_lesson: Mapping[str, int]
    confident_errors: int
    next_due: datetime.datetime | None
    """UTC; when the next question comes back if nothing is due now."""
    words: str


@dataclass(frozen=True)
class _Facts:
    lesson: str
    test: bool
    misconceptions: frozenset[str]


class Schedule:
    """When the questions of a course come back to one learner."""

    def __init__(self, course: Course, store: Store) -> None:
        """Reads nothing of the store yet."""
        self._store = store
        pairs = [(question, lesson) for lesson, bank in course.banks.items() for question in bank]
        pairs += [(question, course.lesson_of(question.id)) for question in course.tests]
        self._facts = {
            question.id: _Facts(lesson, question.pool in FORMS, misconceptions_of(question))
            for question, lesson in pairs
        }
        self._points = {
            question.id: len(question.points)
            for question in course.questions.values()
            if question.kind == "short_answer"
        }

    def cards(self) -> dict[str, CardState]:
        """The card of every answered question of any pool. Raises RecordUnavailable if no answers can be read."""
        return self._look()[0]

    def due(self, now: datetime.datetime | None = None) -> list[DueQuestion]:
        """All questions that may be asked again, in the order in which they are worth asking.

        Confident errors come first. Then those that are best remembered: when much is due, they are the ones that a
        short look still saves, and what is lost anyway waits without harm.
        """
        cards, _, tests = self._look()
        return self._due(cards, tests, _instant(now))

    def next_question(self, now: datetime.datetime | None = None, done: Sequence[str] = ()) -> Turn:
        """The next question; `done` are the ids answered in this round so far, the latest one last.

        A round holds what is first in `due`. In it, confident errors and another lesson than the last one go first, and
        what shares misconceptions with many others before what shares none. A question that shares a misconception with
        the last answer, in this round or less than half an hour ago in any lesson, is never next: one that is not due
        yet comes between if need be.
        """
        at = _instant(now)
        cards, last, tests = self._look()
        before = done[-1] if done else last[0] if last and abs(at - last[1]) < SAME_SITTING else None
        due = [one for one in self._due(cards, tests, at) if one.question_id != before]
        left = min(max(0, ROUND - len(done)), len(due))
        waiting = len(due) - left
        if not left:
            return Turn(None, None, 0, waiting, _over(len(done), waiting))
        known = self._facts.get(before) if before else None
        ideas = known.misconceptions if known else frozenset()
        rest = [self._facts[one.question_id].misconceptions for one in due[:left]]
        fitting = [one for one in due[:left] if not ideas & self._facts[one.question_id].misconceptions]
        if fitting:
            chosen = min(
                fitting,
                key=lambda one: (
                    one.reason != "confident error",
                    known is not None and one.lesson == known.lesson,
                    # the more of the rest share an idea with it, the earlier: what is left can then be parted, too
                    -sum(bool(self._facts[one.question_id].misconceptions & other) for other in rest),
                    -one.recall,
                    one.question_id,
                ),
            )
            return Turn(chosen.question_id, chosen.reason, left, waiting, REASONS[chosen.reason])
        between = [
            card
            for card in cards.values()
            if self._offered(card, tests)
            and card.question_id not in (before, *(one.question_id for one in due))
            and abs(at - card.answered) >= SAME_SITTING
            and not ideas & self._facts[card.question_id].misconceptions
        ]
        if not between:
            return Turn(None, None, 0, left + waiting, _TOO_CLOSE)
        card = min(between, key=lambda one: (one.due, one.question_id))
        return Turn(card.question_id, "between", left, waiting, REASONS["between"])

    def standing(self, now: datetime.datetime | None = None) -> Standing:
        """How much is due, without any word of blame."""
        at = _instant(now)
        cards, _, tests = self._look()
        due = self._due(cards, tests, at)
        offered = [card for card in cards.values() if self._offered(card, tests)]
        later = min((card.due for card in offered), default=None) if not due else None
        lessons: dict[str, int] = {}
        for one in due:
            lessons[one.lesson] = lessons.get(one.lesson, 0) + 1
        now_asked = min(ROUND, len(due))
        if not offered:
            words = "Nothing to review yet: the questions that you answer in the lessons come back here."
        elif not due:
            words = "Nothing is due now. You can leave it at that."
        else:
            words = f"{_questions(now_asked)} for this round." + _can_wait(len(due) - now_asked)
        return Standing(
            answered=len(offered),
            round=now_asked,
            waiting=len(due) - now_asked,
            by_lesson=lessons,
            confident_errors=sum(card.confident_error is not None for card in offered),
            next_due=None if later is None else datetime.datetime.fromtimestamp(later / 1000, datetime.UTC),
            words=words,
        )

    def _offered(self, card: CardState, tests: bool) -> bool:
        facts = self._facts.get(card.question_id)
        return facts is not None and (tests or not facts.test)

    def _due(self, cards: Mapping[str, CardState], tests: bool, at: int) -> list[DueQuestion]:
        found = [
            DueQuestion(
                card.question_id,
                self._facts[card.question_id].lesson,
                "due" if card.confident_error is None else "confident error",
                recall(card, at),
            )
            for card in cards.values()
            if self._offered(card, tests) and is_due(card, at)
        ]
        return sorted(found, key=lambda one: (one.reason != "confident error", -one.recall, one.question_id))

    def _look(self) -> tuple[dict[str, CardState], tuple[str, int] | None, bool]:
        """The cards, the last answer (question and instant) and whether test questions may be reviewed."""
        try:
            with self._store.reading() as connection:
                if self._up_to_date(connection):
                    return _cards(connection), _last(connection), reviews_open(sittings(connection))
            with self._store.writing() as connection:
                self._catch_up(connection)
                return _cards(connection), _last(connection), reviews_open(sittings(connection))
        except RecordUnavailable:
            responses = self._store.read()
            cards = replay(answer_of(one, self._points) for one in responses)
            last = (responses[-1].question_id, instant_of(responses[-1].time)) if responses else None
            return cards, last, False

    def _up_to_date(self, connection: sqlite3.Connection) -> bool:
        return setting(connection, _MARK) == settings_mark(self._points) and setting(connection, _REPLAYED) == str(
            last_number(connection)
        )

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        """Take the answers since the last look into the cards, or all of them if the settings have changed."""
        mark, done, highest = settings_mark(self._points), setting(connection, _REPLAYED), last_number(connection)
        anew = setting(connection, _MARK) != mark or done is None or int(done) > highest
        if anew:
            connection.execute("DELETE FROM cards")
        cards = _cards(connection)
        rows = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM responses WHERE number > ? ORDER BY number",
            (0 if anew or done is None else int(done),),
        )
        changed = set()
        for row in rows:
            try:
                answer = answer_of(from_row(row), self._points)
            except ValueError:  # a row that the course did not write
                continue
            cards[answer.question_id] = after(cards.get(answer.question_id), answer)
            changed.add(answer.question_id)
        connection.executemany(_KEEP, [astuple(cards[question]) for question in sorted(changed)])
        connection.executemany(
            "INSERT OR REPLACE INTO settings VALUES (?, ?)", [(_MARK, mark), (_REPLAYED, str(highest))]
        )


_TOO_CLOSE = "What is due now is close to what you have just answered. It comes back in half an hour or later."


def misconceptions_of(question: Question) -> frozenset[str]:
    """The wrong ideas that the question's answers can show, whatever its kind."""
    found = set()
    for field in type(question).model_fields:
        parts = getattr(question, field)
        if isinstance(parts, list):
            found |= {getattr(part, "misconception", None) for part in parts}
    return frozenset(one for one in found if one)


def _cards(connection: sqlite3.Connection) -> dict[str, CardState]:
    return {row[0]: CardState(*row) for row in connection.execute(f"SELECT {', '.join(_FIELDS)} FROM cards")}


def _last(connection: sqlite3.Connection) -> tuple[str, int] | None:
    row = connection.execute("SELECT question_id, time FROM responses ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else (str(row[0]), instant_of(row[1]))


def _instant(now: datetime.datetime | None) -> int:
    """Milliseconds since 1970; a time without a zone is taken as UTC."""
    return instant_of((now or datetime.datetime.now(datetime.UTC)).isoformat())


def _over(done: int, waiting: int) -> str:
    if waiting:
        return f"That was a round of {done}." + _can_wait(waiting)
    return "That was all that is due now." if done else "Nothing is due now. You can leave it at that."


def _can_wait(waiting: int) -> str:
    return f" {waiting} more can wait; nothing is lost by it." if waiting else ""


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"

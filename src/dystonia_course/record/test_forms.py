"""The tests that count: two parallel forms, before the course, after it, and once more some weeks later.

Who gets which form first is drawn once for each learner and kept. A sitting is opened, answered and closed; its answers
are stored one by one as they are given, and an answer may be changed until the sitting is closed. What was right stays
hidden until the sitting after the course is closed.

The third sitting takes the form of the first one. Both forms were explained after the second sitting, so either is
known; the first one was answered longest ago, and its questions are then compared with themselves.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.response import COLUMNS, Response, from_row

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store

FormName = Literal["test_a", "test_b"]
Occasion = Literal["before", "after", "later"]
FORMS: tuple[FormName, FormName] = ("test_a", "test_b")
OCCASIONS: tuple[Occasion, ...] = ("before", "after", "later")
LATER_FROM_DAYS, LATER_TO_DAYS = 21, 42
"""The third test is offered from three weeks after the second, and advised until six weeks after it."""
_SEED = "test_seed"


class SittingError(Exception):
    """A step that a test does not allow now. `str()` is one sentence for the learner."""


@dataclass(frozen=True)
class Sitting:
    """One test of this learner: the answers to its form in the rows after `opened_after`, up to `closed_after`."""

    occasion: Occasion
    form: FormName
    opened: str
    opened_after: int
    closed: str | None
    closed_after: int | None


@dataclass(frozen=True)
class Offer:
    """What may be done about tests now, and the words for it. `occasion` is the test to open or go on with, if any."""

    occasion: Occasion | None
    open: bool
    answered: int
    of: int
    words: str


class Forms:
    """The tests of one learner."""

    def __init__(self, course: Course, store: Store) -> None:
        """Nothing is read or drawn yet."""
        self._store = store
        self._questions: dict[FormName, list[Question]] = {
            form: [question for question in course.questions.values() if question.pool == form] for form in FORMS
        }

    def seed(self) -> int:
        """The learner's seed, drawn at first use and kept; the same in every kernel. Raises RecordUnavailable."""
        with self._store.reading() as connection:
            found = setting(connection, _SEED)
        if found is None:
            with self._store.writing() as connection:
                connection.execute("INSERT OR IGNORE INTO settings VALUES (?, ?)", (_SEED, str(secrets.randbits(32))))
                found = setting(connection, _SEED)
        assert found is not None
        return int(found)

    def form(self, occasion: Occasion) -> FormName:
        """The form of that test: the second test has the other form than the first, the third that of the first."""
        first = self.seed() % 2
        return FORMS[1 - first if occasion == "after" else first]

    def questions(self, occasion: Occasion) -> list[Question]:
        """The questions of that test in this learner's order."""
        seed = self.seed()
        return sorted(
            self._questions[self.form(occasion)],
            key=lambda question: hashlib.sha256(f"{seed}/{question.id}".encode()).digest(),
        )

    def sittings(self) -> dict[Occasion, Sitting]:
        """The tests that were opened so far."""
        with self._store.reading() as connection:
            return sittings(connection)

    def open(self, occasion: Occasion, now: datetime.datetime | None = None) -> Sitting:
        """Open a test, or go on with the one that is open. Raises SittingError or RecordUnavailable."""
        form = self.form(occasion)
        if not self._questions[form]:
            raise SittingError("This course has no questions for the test yet.")
        with self._store.writing() as connection:
            before = sittings(connection)
            if occasion in before:
                if before[occasion].closed:
                    raise SittingError("This test is closed; it cannot be opened again.")
                return before[occasion]
            problem = _not_now(occasion, before, _utc(now))
            if problem:
                raise SittingError(problem)
            sitting = Sitting(
                occasion, form, _utc(now).isoformat(timespec="milliseconds"), last_number(connection), None, None
            )
            connection.execute(
                "INSERT INTO sittings (occasion, form, opened, opened_after) VALUES (?, ?, ?, ?)",
                (sitting.occasion, sitting.form, sitting.opened, sitting.opened_after),
            )
            return sitting

    def why_not(self, occasion: Occasion, now: datetime.datetime | None = None) -> str | None:
        """Why that test cannot be opened now, in a sentence; None if it can, or has been opened."""
        opened = self.sittings()
        if occasion in opened:
            return None
        if not self._questions[self.form(occasion)]:
            return "This course has no questions for the test yet."
        return _not_now(occasion, opened, _utc(now))

    def close(self, occasion: Occasion, now: datetime.datetime | None = None) -> Sitting:
        """Close a test; what is not answered counts as not right. Raises SittingError if it was never opened."""
        with self._store.writing() as connection:
            sitting = sittings(connection).get(occasion)
            if sitting is None:
                raise SittingError("This test has not been opened yet.")
            if sitting.closed:
                return sitting
            closed = replace(
                sitting, closed=_utc(now).isoformat(timespec="milliseconds"), closed_after=last_number(connection)
            )
            connection.execute(
                "UPDATE sittings SET closed = ?, closed_after = ? WHERE occasion = ?",
                (closed.closed, closed.closed_after, occasion),
            )
            return closed

    def answers(self, occasion: Occasion) -> dict[str, Response]:
        """The answers that count in that test, by question: of each question the last one before closing.

        `correct` is None in each of them as long as results are hidden.
        """
        with self._store.reading() as connection:
            opened = sittings(connection)
            found = _answers(connection, opened[occasion]) if occasion in opened else {}
            if results_hidden(opened):
                return {question: replace(one, correct=None) for question, one in found.items()}
            return found

    def feedback_allowed(self) -> bool:
        """Whether key, rationales and results of both forms may be shown."""
        with self._store.reading() as connection:
            return not results_hidden(sittings(connection))

    def offer(self, now: datetime.datetime | None = None) -> Offer:
        """The test that can be taken now, and what to say about it."""
        opened = self.sittings()
        for occasion, sitting in opened.items():
            if not sitting.closed:
                answered, of = len(self.answers(occasion)), len(self._questions[sitting.form])
                return Offer(occasion, True, answered, of, f"Your test is open: {answered} of {of} answered. Go on.")
        following = next((one for one in OCCASIONS if one not in opened), None)
        if following is None:
            return Offer(None, False, 0, 0, "You have taken all three tests.")
        of = len(self._questions[self.form(following)])
        problem = _not_now(following, opened, _utc(now)) if of else "This course has no questions for the test yet."
        return Offer(None if problem else following, False, 0, of, problem or INVITATIONS[following].format(of=of))


INVITATIONS: dict[Occasion, str] = {
    "before": (
        "Before you begin: {of} questions, about 20 minutes. You see no results until you have taken the second test "
        "after the course. Leave it out if you like."
    ),
    "after": "After the course: {of} other questions on the same subjects. When you close it you see all results.",
    "later": (
        "What stays: the {of} questions of your first test once more. Three to six weeks after the second test are "
        "best; later still shows what has stayed."
    ),
}


def setting(connection: sqlite3.Connection, name: str) -> str | None:
    """A value that was chosen once, or None."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def sittings(connection: sqlite3.Connection) -> dict[Occasion, Sitting]:
    """The tests that were opened so far, in the order of OCCASIONS."""
    rows = connection.execute("SELECT occasion, form, opened, opened_after, closed, closed_after FROM sittings")
    found = {row[0]: Sitting(*row) for row in rows}
    return {occasion: found[occasion] for occasion in OCCASIONS if occasion in found}


def results_hidden(opened: dict[Occasion, Sitting]) -> bool:
    """Whether what was right in a test must not be shown: until the test after the course is closed."""
    after = opened.get("after")
    later = opened.get("later")
    return after is None or after.closed is None or (later is not None and later.closed is None)


def reviews_open(opened: dict[Occasion, Sitting]) -> bool:
    """Whether questions of the tests may come up in the review: only when the third test is closed."""
    later = opened.get("later")
    return later is not None and later.closed is not None


def counting(connection: sqlite3.Connection) -> dict[Occasion, dict[str, Response]]:
    """The answers that count in each closed test, by question, with their verdicts."""
    return {name: _answers(connection, one) for name, one in sittings(connection).items() if one.closed}


def withheld(responses: Iterable[Response], opened: dict[Occasion, Sitting]) -> list[Response]:
    """The responses with the verdict taken out of every answer to a test as long as results are hidden."""
    if not results_hidden(opened):
        return list(responses)
    return [replace(one, correct=None) if one.pool in FORMS else one for one in responses]


def readable(store: Store) -> list[Response]:
    """All answers, without the verdicts that must stay hidden. Raises RecordUnavailable."""
    responses = store.read()
    try:
        with store.reading() as connection:
            return withheld(responses, sittings(connection))
    except RecordUnavailable:
        return withheld(responses, {})


def _answers(connection: sqlite3.Connection, sitting: Sitting) -> dict[str, Response]:
    rows: Sequence[tuple[object, ...]] = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM responses WHERE pool = ? AND number > ? AND number <= ? ORDER BY number",
        (
            sitting.form,
            sitting.opened_after,
            last_number(connection) if sitting.closed_after is None else sitting.closed_after,
        ),
    ).fetchall()
    return {response.question_id: response for response in map(from_row, rows)}


def last_number(connection: sqlite3.Connection) -> int:
    """The number of the row that was stored last; 0 without answers."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM responses").fetchone()[0])


def _not_now(occasion: Occasion, opened: dict[Occasion, Sitting], now: datetime.datetime) -> str | None:
    """Why that test cannot be opened now; None if it can. The first test may be left out; then there is no second."""
    needed = {"before": None, "after": "before", "later": "after"}[occasion]
    if needed is None:
        return None
    earlier = opened.get(needed)  # type: ignore[call-overload]
    if earlier is None or earlier.closed is None:
        if occasion == "after":
            return "The test after the course can be taken once the first test, on the start page, is closed."
        return "The third test can be taken once the second one is closed."
    if occasion == "later":
        days = (now - datetime.datetime.fromisoformat(earlier.closed)) // datetime.timedelta(days=1)
        if 0 <= days < LATER_FROM_DAYS:
            return f"The third test shows what stays: come back in {_days(LATER_FROM_DAYS - days)}."
    return None


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _utc(now: datetime.datetime | None) -> datetime.datetime:
    return (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC)

"""Confidence marking: three levels in per cent, the marks they bring, and how well they fit.

The marks are such that it pays to say what one thinks: level 1 is the best choice below two thirds sure, level 2 from
there to 80%, level 3 above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dystonia_course.record.intervals import Share, share
from dystonia_course.record.response import Response

CERTAIN = 3
"""The level whose wrong answers are confident errors."""
ENOUGH = 10
"""Answers at a level below which its share says little; such a row says so."""


@dataclass(frozen=True)
class Level:
    """One level of confidence: sure from `low` to `high` (shares), and the marks for a right and a wrong answer."""

    number: int
    label: str
    low: float
    high: float
    right: int
    wrong: int


LEVELS: tuple[Level, ...] = (
    Level(1, "less than 67% sure", 0.0, 2 / 3, 1, 0),
    Level(2, "67% to 80% sure", 2 / 3, 0.8, 2, -2),
    Level(3, "more than 80% sure", 0.8, 1.0, 3, -6),
)
EXPLANATION = (
    "Say how sure you are, if you like. Right answers bring 1, 2 or 3 marks; wrong ones cost 0, 2 or 6. "
    "You do best by saying what you think: below 67%, from 67 to 80%, or above 80%. "
    "Your confidence stays in your own record, beside the plain score."
)


@dataclass(frozen=True)
class PracticeItem:
    """A question for trying out the levels. It is not stored; `level` is the sensible one and `why` says why."""

    ask: str
    options: tuple[str, ...]
    right: int
    level: int
    why: str


PRACTICE: tuple[PracticeItem, ...] = (
    PracticeItem(
        ask="How many days are there in a week?",
        options=("Five", "Six", "Seven"),
        right=2,
        level=3,
        why="You know this: above 80% sure. At 95% you can expect 2.55 marks; with “less than 67% sure” only 0.95.",
    ),
    PracticeItem(
        ask="A fair coin was thrown before you opened this page. What did it show?",
        options=("Heads", "Tails"),
        right=0,
        level=1,
        why="Nobody can be more than 50% sure. “Less than 67% sure” gives half a mark on average; “more than 80% sure” "
        "would cost 1.5 marks.",
    ),
)


def marks(level: int, correct: bool) -> int:
    """The marks for one answer. Raises ValueError for a level that is not 1, 2 or 3."""
    found = _level(level)
    return found.right if correct else found.wrong


def expected_marks(level: int, sure: float) -> float:
    """The mean marks of `level` for somebody who is right with probability `sure` (0 to 1)."""
    found = _level(level)
    return sure * found.right + (1 - sure) * found.wrong


def best_level(sure: float) -> int:
    """The level with the most expected marks; the lower one where two are equal."""
    return next(level.number for level in LEVELS if sure <= level.high or level.number == CERTAIN)


def _level(number: int) -> Level:
    for level in LEVELS:
        if level.number == number:
            return level
    raise ValueError(f"confidence must be 1, 2 or 3, not {number!r}")


@dataclass(frozen=True)
class Marks:
    """The marks of some answers beside the plain count. Answers without a level or a verdict do not count."""

    answers: int
    right: int
    marks: int
    best: int
    """The marks had every level been the best for what came out: 3 for each right answer, 0 for each wrong one."""


def total(responses: Iterable[Response]) -> Marks:
    """Add up the marks of all answers with a confidence and a verdict."""
    judged = _judged(responses)
    return Marks(
        answers=len(judged),
        right=sum(correct for _, correct in judged),
        marks=sum(marks(level, correct) for level, correct in judged),
        best=sum(3 for _, correct in judged if correct),
    )


@dataclass(frozen=True)
class CalibrationRow:
    """How often answers at one level were right."""

    level: Level
    share: Share
    fits: bool | None
    """Whether the level's range and the 95% interval meet; None without answers."""
    note: str
    """Words to print beside the row; they always say so where there are few answers."""


def calibration(responses: Iterable[Response]) -> tuple[CalibrationRow, ...]:
    """One row for each level. Pass first tries only, for instance `first_tries(responses)`."""
    judged = _judged(responses)
    return tuple(
        calibration_row(level, [correct for number, correct in judged if number == level.number]) for level in LEVELS
    )


def calibration_row(level: Level, verdicts: Sequence[bool]) -> CalibrationRow:
    """The row of one level from the verdicts of its answers."""
    found = share(sum(verdicts), len(verdicts))
    if found.low is None or found.high is None:
        return CalibrationRow(level, found, None, "no answers at this level yet")
    fits = found.low <= level.high and found.high >= level.low
    if found.of < ENOUGH:
        note = f"only {found.of} {'answer' if found.of == 1 else 'answers'}: too few to judge"
    elif fits:
        note = "fits"
    else:
        note = "less often right than you thought" if found.high < level.low else "more often right than you thought"
    return CalibrationRow(level, found, fits, note)


@dataclass(frozen=True)
class ConfidentError:
    """A question that was answered wrong at more than 80% sure; the latest such answer."""

    question_id: str
    lesson: str
    time: str
    choice: object
    times: int
    right_since: int
    """Right answers to the question after it."""


def confident_errors(responses: Iterable[Response]) -> list[ConfidentError]:
    """The confident errors of `responses` (oldest first, as the store gives them), the latest error first."""
    found: dict[str, ConfidentError] = {}
    for one in responses:
        before = found.get(one.question_id)
        if one.correct is False and one.confidence == CERTAIN:
            found.pop(one.question_id, None)
            times = before.times + 1 if before else 1
            found[one.question_id] = ConfidentError(one.question_id, one.lesson, one.time, one.choice, times, 0)
        elif one.correct and before:
            found[one.question_id] = replace(before, right_since=before.right_since + 1)
    return list(reversed(found.values()))


def first_tries(responses: Iterable[Response]) -> list[Response]:
    """The first answer to each question, in order."""
    first: dict[str, Response] = {}
    for one in responses:
        first.setdefault(one.question_id, one)
    return list(first.values())


def _judged(responses: Iterable[Response]) -> list[tuple[int, bool]]:
    return [
        (one.confidence, one.correct) for one in responses if one.confidence is not None and one.correct is not None
    ]

"""What the tests that count show: for one learner, and for a class."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dystonia_course.record.confidence import Marks, total
from dystonia_course.record.intervals import Interval, Share, difference_of_shares, mean_difference, share
from dystonia_course.record.test_forms import (
    FORMS,
    LATER_TO_DAYS,
    Occasion,
    Sitting,
    SittingError,
    counting,
    results_hidden,
    sittings,
)

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.question_records import Question
    from dystonia_course.record.store import Store

NAMES: Mapping[Occasion, str] = {
    "before": "Before the course",
    "after": "After the course",
    "later": "Three to six weeks later",
}
NOT_RETENTION = (
    "A gain straight after a lesson is not retention. A third test after three to six weeks shows what stays."
)
UNCERTAIN = (
    "One person's difference between two short tests is uncertain. The 95% interval (Newcombe's method, with the "
    "questions as the sample) says how uncertain: if it holds 0, chance alone can explain the difference."
)
NOT_SKILL = "A written test shows that you know, not that you can. It is no proof of skill with a needle."
CLASS_GAIN = (
    "g is the gain of the class as a share of what there was to gain: (after - before) / (100 - before), from the two "
    "class means. It is not worked out for one person, nobody is ranked by it, and it does not exist where the class "
    "had 100% before."
)
REFERENCE = (
    "For comparison, from physics courses: below 0.3 is called low, 0.3 to 0.7 medium, above 0.7 high; traditional "
    "courses had 0.23 on average, interactive ones 0.48 (Hake 1998, https://doi.org/10.1119/1.18809)."
)
SMALLEST_CLASS = 10


@dataclass(frozen=True)
class TestScore:
    """The raw score of one closed test."""

    __test__ = False  # no test case, for all its name
    occasion: Occasion
    title: str
    form: str
    closed: str
    score: Share
    marks: Marks
    """By confidence, of the answers that were given with one."""


@dataclass(frozen=True)
class Comparison:
    """The difference between two tests, in points of a hundred, with its 95% interval."""

    earlier: Occasion
    later: Occasion
    points: Interval
    same_questions: bool
    words: str


@dataclass(frozen=True)
class ObjectiveCount:
    """Right answers of all questions on one objective, by test. A question may count for two objectives."""

    objective: str
    text: str
    counts: Mapping[Occasion, tuple[int, int]]


@dataclass(frozen=True)
class TestResult:
    """Everything to show once results may be shown."""

    __test__ = False
    scores: tuple[TestScore, ...]
    comparisons: tuple[Comparison, ...]
    objectives: tuple[ObjectiveCount, ...]
    words: tuple[str, ...]


def result(course: Course, store: Store) -> TestResult:
    """The learner's result. Raises SittingError as long as it must stay hidden, and RecordUnavailable."""
    with store.reading() as connection:
        opened, answers = sittings(connection), counting(connection)
    if results_hidden(opened):
        raise SittingError("Results are shown when the test after the course is closed.")
    forms: dict[str, list[Question]] = {
        form: [q for q in course.questions.values() if q.pool == form] for form in FORMS
    }
    scores, counts = [], {}
    for occasion, given in answers.items():
        sitting = opened[occasion]
        questions = forms[sitting.form]
        right = {question.id: bool(question.id in given and given[question.id].correct) for question in questions}
        score = share(sum(right.values()), len(questions))
        marks = total(one for name, one in given.items() if name in right)
        scores.append(TestScore(occasion, _title(occasion, opened), sitting.form, sitting.closed or "", score, marks))
        counts[occasion] = _by_objective(questions, right)
    pairs: tuple[tuple[Occasion, Occasion], ...] = (("before", "after"), ("after", "later"), ("before", "later"))
    found = {score.occasion: score for score in scores}
    comparisons = tuple(
        _compare(found[earlier], found[later])
        for earlier, later in pairs
        if earlier in found and later in found and found[earlier].score.of and found[later].score.of
    )
    objectives = tuple(
        ObjectiveCount(
            objective.id,
            objective.text,
            {name: counts[name][objective.id] for name in counts if objective.id in counts[name]},
        )
        for objective in course.objectives.values()
        if any(objective.id in one for one in counts.values())
    )
    words = (UNCERTAIN, *(() if "later" in found else (NOT_RETENTION,)), NOT_SKILL)
    return TestResult(tuple(scores), comparisons, objectives, words)


def _title(occasion: Occasion, opened: Mapping[Occasion, Sitting]) -> str:
    """The name of a test; a third one that came later than after six weeks says how much later."""
    if occasion == "later":
        earlier, late = (opened[one].closed if one in opened else None for one in ("after", "later"))
        days = (_moment(late) - _moment(earlier)).days if late and earlier else 0
        if days > LATER_TO_DAYS:
            return f"{round(days / 7)} weeks later"
    return NAMES[occasion]


def _moment(closed: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(closed)


def _by_objective(questions: Sequence[Question], right: Mapping[str, bool]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for question in questions:
        for objective in question.objectives:
            good, of = found.get(objective, (0, 0))
            found[objective] = (good + right[question.id], of + 1)
    return found


def _compare(earlier: TestScore, later: TestScore) -> Comparison:
    shares = difference_of_shares(later.score.right, later.score.of, earlier.score.right, earlier.score.of)
    points = Interval(100 * shares.value, 100 * shares.low, 100 * shares.high)
    same = earlier.form == later.form
    words = (
        f"{later.title} minus {earlier.title.lower()}: {_signed(points.value)} points of 100, "
        f"95% interval {_signed(points.low)} to {_signed(points.high)}."
    )
    if same:
        words += " These are the same questions; the interval is rather too wide than too narrow."
    return Comparison(earlier.occasion, later.occasion, points, same, words)


def _signed(points: float) -> str:
    """A whole number with its sign; 0 has none."""
    return f"{points:+.0f}".replace("-", "−") if round(points) else "0"


@dataclass(frozen=True)
class ClassGain:
    """The two class means in per cent, their difference in points with the 95% interval of the paired t test, and g."""

    n: int
    before: float
    after: float
    difference: Interval
    g: float | None
    band: str
    words: tuple[str, ...]


def class_gain(before: Sequence[float], after: Sequence[float]) -> ClassGain | None:
    """The gain of a class from the scores (per cent) of the same learners in the same order.

    None with fewer than 10 learners. Raises ValueError if the two lists differ in length.
    """
    if len(before) != len(after):
        raise ValueError("each learner needs a score before and a score after")
    if len(before) < SMALLEST_CLASS:
        return None
    first, second = statistics.fmean(before), statistics.fmean(after)
    difference = mean_difference([late - early for early, late in zip(before, after, strict=True)])
    g = (second - first) / (100 - first) if first < 100 else None
    band = "" if g is None else "low" if g < 0.3 else "medium" if g <= 0.7 else "high"
    return ClassGain(len(before), first, second, difference, g, band, (CLASS_GAIN, REFERENCE, NOT_RETENTION))

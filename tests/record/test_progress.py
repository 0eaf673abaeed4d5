"""Progress, time and the record of completion."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_course import best, course_of, short

from dystonia_course import __version__
from dystonia_course.content.course import Course, load_course
from dystonia_course.record.completion import completion
from dystonia_course.record.progress import days, progress, terms_met
from dystonia_course.record.response import COLUMNS, Response
from dystonia_course.record.store import Store
from dystonia_course.record.study_time import IDLE_SECONDS, studied_seconds

Keep = Callable[..., Response]
NOON = datetime.datetime(2026, 6, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture
def course() -> Course:
    return course_of(
        {
            "condition": [
                best("first-thought", pool="before"),
                best("turn", objective=["C1", "C2"], text="A laterocollis, not a tic"),
                short("say"),
                best("tilt", objective="C2"),
            ],
            "mechanism": [best("units", objective="M1", text="One unit")],
            "start": [best("a-1", pool="test_a")],
        },
        [("condition", "Laterocollis"), ("condition", "tic"), ("condition", "ant"), ("mechanism", "unit")],
    )


def at(moment: datetime.datetime, seconds: float = 0) -> Response:
    fields = dict.fromkeys(COLUMNS, "x") | {"question_version": 1, "attempt": 1, "correct": None, "confidence": None}
    return Response(**{**fields, "time": moment.isoformat(timespec="milliseconds"), "seconds": seconds})  # type: ignore[arg-type]


def test_lessons_and_objectives_are_counted(course: Course, store: Store, keep: Keep) -> None:
    keep(store, question_id="first-thought", pool="before", correct=False, confidence=3, lesson="condition")
    keep(store, question_id="turn", correct=False, confidence=3, seconds=60)
    keep(store, question_id="turn", correct=True)
    keep(store, question_id="say", correct=None, choice={"text": "", "points": [0]})
    keep(store, question_id="a-1", pool="test_a", lesson="start", correct=True, confidence=3)
    found = progress(course, store)
    condition = found.lessons[0]
    assert (condition.lesson, condition.count.questions, condition.count.seen) == ("condition", 4, 3)
    assert (condition.count.marked, condition.count.right_first) == (
        1,
        0,
    )  # the first try; not what came before reading
    assert {one.objective: (one.count.questions, one.count.seen) for one in found.objectives} == {
        "C1": (3, 3),
        "C2": (2, 1),
        "M1": (1, 0),
    }
    assert (found.total.questions, found.total.seen) == (5, 3)
    assert [row.share.of for row in found.calibration] == [0, 0, 1]
    assert found.marks.marks == -6
    assert [one.question_id for one in found.confident_errors] == ["turn", "first-thought"]
    assert condition.terms == condition.terms_met == ("Laterocollis", "tic")  # whole words, whatever their case
    assert (found.lessons[1].terms, found.lessons[1].terms_met) == (("unit",), ())
    assert [one.lesson for one in found.lessons] == ["condition", "mechanism"]


def test_without_answers_progress_is_empty_and_kind(course: Course, store: Store) -> None:
    found = progress(course, store)
    assert found.total.seen == found.seconds == 0
    assert found.days.words == "Your days of study will show here."
    assert found.standing.words.startswith("Nothing to review yet")


def test_days_are_those_of_the_learners_zone() -> None:
    late = datetime.datetime(2026, 6, 9, 23, 30, tzinfo=datetime.UTC)
    berlin = datetime.timezone(datetime.timedelta(hours=2))
    assert days([at(late)], NOON).studied == (datetime.date(2026, 6, 9),)
    assert days([at(late)], NOON.astimezone(berlin)).studied == (datetime.date(2026, 6, 10),)


def test_days_in_a_row_last_until_tomorrow_and_end_without_a_word() -> None:
    studied = [at(NOON - datetime.timedelta(days=back)) for back in (1, 2, 3, 40)]
    found = days(studied, NOON)
    assert (found.run, len(found.shown), sum(there for _, there in found.shown)) == (3, 28, 3)
    assert found.words == "You have studied on 4 days, 3 of them in the last four weeks. 3 in a row."
    later = days(studied, NOON + datetime.timedelta(days=5))
    assert later.run == 0
    assert later.words == "You have studied on 4 days, 3 of them in the last four weeks."


@pytest.mark.parametrize(
    ("back", "words"),
    [
        ([0], "You have studied on 1 day."),
        ([1, 3], "You have studied on 2 days, all in the last four weeks."),
        ([36, 38, 40], "You have studied on 3 days."),
    ],
)
def test_days_long_ago_are_counted_without_a_zero(back: list[int], words: str) -> None:
    assert days([at(NOON - datetime.timedelta(days=one)) for one in back], NOON).words == words


spans = st.lists(st.tuples(st.integers(0, 5000), st.floats(0, 4000)), max_size=25)


@given(spans)
def test_the_time_counts_once_and_idle_time_is_cut(spans: list[tuple[int, float]]) -> None:
    """Against counting tenths of a second one by one."""
    responses = [at(NOON + datetime.timedelta(seconds=end), round(seconds, 1)) for end, seconds in spans]
    tenths = set()
    for end, seconds in spans:
        length = round(min(round(seconds, 1), IDLE_SECONDS) * 10)
        tenths |= set(range(end * 10 - length, end * 10))
    assert studied_seconds(responses) == pytest.approx(len(tenths) / 10, abs=1e-3)
    assert studied_seconds(reversed(responses)) == studied_seconds(responses)


def test_the_record_of_completion(course: Course, store: Store, keep: Keep) -> None:
    keep(store, question_id="turn", correct=True, seconds=299)
    found = completion(course, store, with_score=True, now=NOON)
    assert [(one.objective, one.answered, one.questions) for one in found.objectives] == [("C1", 1, 3), ("C2", 1, 2)]
    assert (found.objectives_in_course, found.hours, found.days, found.version) == (3, 0.1, 1, __version__)
    assert found.scores == ()  # hidden, since no test is closed
    assert found.date == NOON.date()
    words = " ".join(found.disclaimers)
    assert "not CME credit" in words
    assert "not evidence of procedural competence" in words
    assert len(found.disclaimers) == 2


def test_terms_of_the_real_course_are_met_in_its_questions() -> None:
    """Every question but a few names a term; a term that is found stands in the text."""
    course = load_course()
    question = course.questions["condition-name-the-posture"]
    met = terms_met(course, [question.id])
    text = question.model_dump_json().casefold()
    assert met
    assert all(term.casefold() in text for term in met)
    assert terms_met(course, []) == frozenset()
    assert terms_met(replace(course, glossary={}), course.questions) == frozenset()

"""What is asked next, and that the kept cards are those that the answers give."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_course import best, course_of, short, with_tests

from dystonia_course.content.course import Course, load_course
from dystonia_course.record import cards as cards_module
from dystonia_course.record.cards import answer_of, replay
from dystonia_course.record.response import COLUMNS
from dystonia_course.record.schedule import ROUND, Schedule, misconceptions_of
from dystonia_course.record.store import Response, Store
from dystonia_course.record.test_forms import Forms

Keep = Callable[..., Response]
Backdate = Callable[..., None]
NOW = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)


def days(count: float) -> datetime.timedelta:
    return datetime.timedelta(days=count)


@pytest.fixture
def course() -> Course:
    return course_of(
        {
            "condition": [
                best("turn-1", ideas=["side"]),
                best("turn-2", ideas=["side"]),
                best("pain", ideas=["relax"]),
                short("say"),
            ],
            "mechanism": [best("units", ideas=["units"]), best("onset", ideas=["at-once"])],
        }
    )


@pytest.fixture
def answer(store: Store, keep: Keep) -> Iterator[Backdate]:
    """Keeps an answer as if it had been given at another time: the course writes the row, then its time is changed."""

    def add(question: str, at: datetime.datetime, **changes: object) -> None:
        added = keep(store, question_id=question, choice="x", **changes)
        with store.writing() as connection:
            moment = at.isoformat(timespec="milliseconds")
            connection.execute("UPDATE responses SET time = ? WHERE token = ?", (moment, added.token))

    return add


def test_nothing_is_due_before_the_first_answer(course: Course, store: Store) -> None:
    schedule = Schedule(course, store)
    assert schedule.due(NOW) == []
    turn = schedule.next_question(NOW)
    assert (turn.question_id, turn.left, turn.waiting) == (None, 0, 0)
    assert "Nothing is due" in turn.words
    assert "Nothing to review yet" in schedule.standing(NOW).words


def test_every_answered_question_joins(course: Course, store: Store, answer: Backdate) -> None:
    for question in ("turn-1", "say", "units"):
        answer(question, NOW - days(30), correct=None if question == "say" else True)
    schedule = Schedule(course, store)
    assert set(schedule.cards()) == {"turn-1", "say", "units"}
    assert {one.question_id for one in schedule.due(NOW)} == {"turn-1", "say", "units"}
    assert schedule.standing(NOW).by_lesson == {"condition": 2, "mechanism": 1}


def test_the_review_mixes_lessons_and_parts_what_shares_a_misconception(
    course: Course, store: Store, answer: Backdate, keep: Keep
) -> None:
    for question in ("turn-1", "turn-2", "pain", "units", "onset"):
        answer(question, NOW - days(30))
    schedule, done, moment = Schedule(course, store), [], NOW
    while (turn := schedule.next_question(moment, done)).question_id:
        answer(turn.question_id, moment)
        done.append(turn.question_id)
        moment += datetime.timedelta(seconds=30)
    assert sorted(done) == ["onset", "pain", "turn-1", "turn-2", "units"]
    for one, other in itertools.pairwise(done):
        assert not misconceptions_of(course.questions[one]) & misconceptions_of(course.questions[other])
    lessons = [course.lesson_of(question) for question in done]
    assert sum(one == other for one, other in itertools.pairwise(lessons)) <= 1
    assert turn.words == "That was all that is due now."


def test_a_question_that_is_not_due_comes_between_two_on_one_idea(
    course: Course, store: Store, answer: Backdate
) -> None:
    answer("turn-1", NOW - days(30))
    answer("turn-2", NOW - days(30))
    answer("onset", NOW - days(1))
    schedule = Schedule(course, store)
    first = schedule.next_question(NOW)
    assert first.question_id in ("turn-1", "turn-2")
    between = schedule.next_question(NOW, [str(first.question_id)])
    assert (between.question_id, between.reason) == ("onset", "between")


def test_with_nothing_to_put_between_it_waits_rather_than_break_the_rule(
    course: Course, store: Store, answer: Backdate
) -> None:
    answer("turn-2", NOW - days(30))
    answer("turn-1", NOW - datetime.timedelta(minutes=5))
    schedule = Schedule(course, store)
    turn = schedule.next_question(NOW)  # the rule holds for the last stored answer, too, as after a restart
    assert (turn.question_id, turn.waiting) == (None, 1)
    assert "half an hour" in turn.words
    assert schedule.next_question(NOW + datetime.timedelta(minutes=31)).question_id == "turn-2"


def test_a_confident_error_comes_first(course: Course, store: Store, answer: Backdate) -> None:
    for question in ("pain", "units"):
        answer(question, NOW - days(20))
    answer("onset", NOW - datetime.timedelta(hours=2), correct=False, confidence=3)
    schedule = Schedule(course, store)
    turn = schedule.next_question(NOW)
    assert (turn.question_id, turn.reason) == ("onset", "confident error")
    assert schedule.standing(NOW).confident_errors == 1


def test_after_a_vacation_a_round_is_no_longer_than_ever_and_no_word_blames(store: Store, answer: Backdate) -> None:
    many = course_of({"condition": [best(f"q-{number:02}") for number in range(45)]})
    for number in range(45):
        answer(f"q-{number:02}", NOW - days(200), confidence=None)
    schedule = Schedule(many, store)
    standing = schedule.standing(NOW)
    assert (standing.round, standing.waiting) == (ROUND, 25)
    assert "can wait; nothing is lost" in standing.words
    done: list[str] = []
    while (turn := schedule.next_question(NOW, done)).question_id:
        assert turn.left == ROUND - len(done)
        answer(turn.question_id, NOW)
        done.append(turn.question_id)
    assert len(set(done)) == ROUND
    assert turn.waiting == 25
    assert not any(word in turn.words + standing.words for word in ("overdue", "late", "missed", "behind", "!"))


def test_what_is_best_remembered_goes_first(course: Course, store: Store, answer: Backdate) -> None:
    for question, ago in (("pain", 100), ("units", 3), ("turn-1", 30)):
        answer(question, NOW - days(ago))
    due = Schedule(course, store).due(NOW)
    assert [one.question_id for one in due] == ["units", "turn-1", "pain"]
    assert [one.recall for one in due] == sorted((one.recall for one in due), reverse=True)


def test_questions_of_the_tests_join_but_are_not_asked_before_the_third_test_is_closed(
    store: Store, answer: Backdate
) -> None:
    course = with_tests(3)
    forms, schedule = Forms(course, store), Schedule(course, store)
    moment = NOW - days(60)
    for occasion in ("before", "after", "later"):
        forms.open(occasion, moment)
        for question in forms.questions(occasion):
            answer(question.id, moment, pool=question.pool)
        assert schedule.due(NOW) == []
        forms.close(occasion, moment)
        moment += days(25)
    assert len(schedule.cards()) == 6
    assert {one.question_id for one in schedule.due(NOW + days(180))} == set(course.questions)


def test_a_question_that_the_course_no_longer_has_is_left_out(course: Course, store: Store, answer: Backdate) -> None:
    answer("gone", NOW - days(30))
    answer("pain", NOW - days(30))
    assert [one.question_id for one in Schedule(course, store).due(NOW)] == ["pain"]


def test_the_kept_cards_are_those_that_the_answers_give_whatever_happens(
    course: Course, store: Store, file: Path, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Added bit by bit, in two stores, after a change of the rules, after the table was lost."""
    points = {"say": 4}

    def right() -> None:
        expected = replay(answer_of(one, points) for one in store.read())
        assert Schedule(course, store).cards() == expected

    with Store(file) as other:
        for number in range(12):
            keep(
                store if number % 3 else other,
                question_id=["pain", "say", "units"][number % 3 if number < 6 else 0],
                choice={"text": "", "points": [0, 1]},
                correct=None if number % 3 == 1 and number < 6 else bool(number % 4),
                confidence=[None, 1, 3][number % 3],
            )
            right()
    with monkeypatch.context() as patch:
        patch.setattr(cards_module, "RULES", 99)
        patch.setattr(cards_module, "rating_of", lambda *_: cards_module.Rating.Again)
        right()
    right()
    with store.writing() as connection:
        connection.execute("DELETE FROM cards")
        connection.execute("DELETE FROM settings")
    right()


def test_where_nothing_can_be_written_the_schedule_works_all_the_same(
    course: Course, store: Store, answer: Backdate, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer("pain", NOW - days(30))
    store.close()
    from dystonia_course.record import store as store_module
    from dystonia_course.record.faults import FAULTS

    def refused(_: Path) -> sqlite3.Connection:
        raise PermissionError(13, "Permission denied")

    assert PermissionError in FAULTS or OSError in FAULTS
    monkeypatch.setattr(store_module, "open_for_writing", refused)
    with Store(file) as read_only:
        assert read_only.problem() is not None
        assert Schedule(course, read_only).next_question(NOW).question_id == "pain"


def test_every_misconception_of_every_kind_of_question_is_known() -> None:
    real = load_course()
    for question in real.questions.values():
        named = str(question.model_dump()).count("'misconception': '")
        assert bool(misconceptions_of(question)) == bool(named), question.id


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 9), st.booleans(), st.sampled_from([None, 1, 2, 3]), st.floats(-40 * 24 * 60, 90 * 24 * 60)
        ),
        min_size=1,
        max_size=25,
    )
)
def test_no_two_in_a_row_share_an_idea_whatever_the_clock_does(
    tmp_path_factory: pytest.TempPathFactory, keep: Keep, steps: list[tuple[int, bool, int | None, float]]
) -> None:
    """A learner answers what is served, sometimes something else; the clock goes on or jumps back by weeks."""
    course = course_of(
        {
            lesson: [best(f"{lesson}-{number}", ideas=[f"idea-{number % 3}"]) for number in range(5)]
            for lesson in ("condition", "mechanism")
        }
    )
    names, moment, done = list(course.questions), NOW, []
    with Store(tmp_path_factory.mktemp("any") / "answers.sqlite") as store:
        schedule = Schedule(course, store)
        for number, right, confidence, minutes in steps:
            turn = schedule.next_question(moment, done)
            if turn.question_id and done:
                served, last = course.questions[turn.question_id], course.questions[done[-1]]
                assert served.id != last.id
                assert not misconceptions_of(served) & misconceptions_of(last)
            chosen = turn.question_id or names[number]
            added = keep(store, question_id=chosen, choice="x", correct=right, confidence=confidence)
            with store.writing() as connection:
                connection.execute(
                    "UPDATE responses SET time = ? WHERE token = ?",
                    (moment.isoformat(timespec="milliseconds"), added.token),
                )
            done.append(chosen)
            moment += datetime.timedelta(minutes=minutes)
        assert sum(card.answers for card in schedule.cards().values()) == len(steps)


def test_the_next_question_of_500_with_50_000_answers_takes_less_than_50_ms(store: Store, keep: Keep) -> None:
    course = course_of(
        {
            lesson: [best(f"{lesson}-{number}", ideas=[f"idea-{number % 90}"]) for number in range(125)]
            for lesson in ("condition", "mechanism", "procedure", "outcomes")
        }
    )
    names = list(course.questions)
    marks = ", ".join("?" * len(COLUMNS))
    begun = NOW - days(365)
    with store.writing() as connection:
        connection.executemany(
            f"INSERT INTO responses ({', '.join(COLUMNS)}) VALUES ({marks})",
            [
                (
                    (begun + datetime.timedelta(minutes=10 * number)).isoformat(timespec="milliseconds"),
                    names[number * 7 % 500], 1, "condition", "lesson", number // 500 + 1, '"yes"', number % 6 > 0, 3.0,
                    (None, 1, 2, 3)[number % 4], f"t-{number}",
                )
                for number in range(50_000)
            ],
        )  # fmt: skip
    schedule = Schedule(course, store)
    assert sum(card.answers for card in schedule.cards().values()) == 50_000  # worked out once
    taken = []
    for number in range(25):
        added = keep(store, question_id=names[number], choice="yes")
        begin = time.process_time()
        turn = schedule.next_question(NOW, [added.question_id])
        taken.append(time.process_time() - begin)
        assert turn.question_id
    assert sorted(taken)[len(taken) // 2] < 0.05
    again = Schedule(course, store)
    begin = time.process_time()
    again.next_question(NOW)  # as after a restart of the kernel
    assert time.process_time() - begin < 0.05


def test_deleting_the_answers_deletes_the_schedule_and_the_tests(file: Path, keep: Keep, course: Course) -> None:
    from dystonia_course.record import deletion

    with Store(file) as store:
        keep(store, question_id="pain", choice="x")
        Schedule(course, store).cards()
        Forms(with_tests(2), store).open("before")
        found = deletion.contents(file)
        assert found is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(deletion, "_remove", lambda files: [])
            deletion.delete(found, file)
        with contextlib.closing(sqlite3.connect(file)) as raw:
            for table in ("responses", "cards", "sittings", "settings"):
                assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        assert Schedule(course, store).cards() == {}


@pytest.mark.parametrize("hours", [-11, -5, 2, 5.75, 14])
def test_neither_the_order_nor_the_words_depend_on_the_zone(
    course: Course, store: Store, answer: Backdate, hours: float
) -> None:
    """The learner's zone at answering (as written in the row) and now."""
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    with Store(store.path.with_name("other.sqlite")) as other:
        for number, question in enumerate(["pain", "turn-1", "units", "onset"]):
            moment = NOW - days(number * 2.3)
            answer(question, moment)
            with store.reading() as connection:
                row = connection.execute(
                    f"SELECT {', '.join(COLUMNS)} FROM responses ORDER BY number DESC LIMIT 1"
                ).fetchone()
            local = moment.astimezone(zone).isoformat(timespec="milliseconds")
            with other.writing() as connection:
                marks = ", ".join("?" * len(COLUMNS))
                connection.execute(f"INSERT INTO responses ({', '.join(COLUMNS)}) VALUES ({marks})", (local, *row[1:]))
        here, there = Schedule(course, store), Schedule(course, other)
        assert here.cards() == there.cards()
        for back in range(5):
            now = NOW + days(back)
            assert here.due(now) == there.due(now.astimezone(zone))
            assert here.next_question(now) == there.next_question(now.astimezone(zone))
            assert here.standing(now) == there.standing(now.astimezone(zone))

"""When a question comes back: the mapping to FSRS, clocks and zones, and that no answer is lost."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from dystonia_course.record.cards import (
    DAY,
    DESIRED_RETENTION,
    EARLY,
    LONGEST_DAYS,
    SOON,
    WEEK,
    Answer,
    CardState,
    after,
    answer_of,
    instant_of,
    is_due,
    rating_of,
    recall,
    replay,
)
from dystonia_course.record.response import Response

START = 1_780_000_000_000


def given_at(instant: int, rating: Rating = Rating.Good, *, sure_and_wrong: bool = False) -> Answer:
    return Answer("q", instant, rating, sure_and_wrong)


@pytest.mark.parametrize(
    ("correct", "confidence", "rating"),
    [
        (False, None, Rating.Again),
        (False, 1, Rating.Again),
        (False, 3, Rating.Again),
        (True, None, Rating.Good),
        (True, 1, Rating.Hard),
        (True, 2, Rating.Good),
        (True, 3, Rating.Good),  # being sure is no proof of learning
    ],
)
def test_the_rating_of_a_marked_answer(correct: bool, confidence: int | None, rating: Rating) -> None:
    assert rating_of(correct, confidence) == rating


@pytest.mark.parametrize(
    ("ticked", "points", "rating"),
    [(4, 4, Rating.Good), (3, 4, Rating.Hard), (2, 4, Rating.Hard), (1, 4, Rating.Again), (0, 3, Rating.Again),
     (0, 0, Rating.Hard)],
)  # fmt: skip
def test_the_rating_of_a_self_marked_answer(ticked: int, points: int, rating: Rating) -> None:
    assert rating_of(None, None, ticked, points) == rating


def test_confidence_never_puts_a_question_off() -> None:
    for correct in (True, False):
        plain = after(None, given_at(START, rating_of(correct, None)))
        for level in (1, 2, 3):
            answer = given_at(START, rating_of(correct, level), sure_and_wrong=not correct and level == 3)
            assert after(None, answer).due <= plain.due


def test_right_answers_on_time_come_back_after_2_7_24_and_71_days() -> None:
    """The days that the explanation names, as FSRS itself gives them with its own dates."""
    scheduler = Scheduler(
        desired_retention=DESIRED_RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    moment = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)
    card, state, days, expected = Card(card_id=7, due=moment), None, [], []
    for _ in range(5):
        card, _ = scheduler.review_card(card, Rating.Good, moment)
        state = after(state, given_at(int(moment.timestamp()) * 1000))
        days.append((state.due - state.answered) // DAY)
        expected.append((card.due - moment).days)
        assert (state.stability, state.difficulty) == (card.stability, card.difficulty)
        moment = card.due
    assert days == expected == [2, 7, 24, 71, 180]


ratings = st.sampled_from([Rating.Again, Rating.Hard, Rating.Good])
histories = st.lists(
    st.builds(
        Answer,
        question_id=st.sampled_from("abc"),
        instant=st.integers(START, START + 400 * DAY) | st.integers(-(10**13), 2 * 10**14),
        rating=ratings,
        confident_error=st.booleans(),
    ).map(lambda one: replace(one, confident_error=one.confident_error and one.rating == Rating.Again)),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(histories, st.integers(0, 30))
def test_no_answer_is_lost_and_every_question_comes_back(history: list[Answer], cut: int) -> None:
    """Whatever the clock showed: each answer counts once, and half a year after the last one everything is due."""
    cards = replay(history)
    assert {question: card.answers for question, card in cards.items()} == {
        question: sum(one.question_id == question for one in history) for question in {o.question_id for o in history}
    }
    for card in cards.values():
        assert card.answered + SOON <= card.due <= card.answered + LONGEST_DAYS * DAY
        assert is_due(card, card.answered + LONGEST_DAYS * DAY)
        assert 0 <= recall(card, card.due) <= 1
    assert replay(history[cut:], replay(history[:cut])) == cards  # in one go or bit by bit


@settings(max_examples=60, deadline=None)
@given(histories)
def test_questions_do_not_touch_each_other(history: list[Answer]) -> None:
    cards = replay(history)
    for question in cards:
        assert replay(one for one in history if one.question_id == question) == {question: cards[question]}


@given(st.integers(START, START + 999 * DAY), st.integers(-14 * 60, 14 * 60), st.integers(-14 * 60, 14 * 60))
def test_the_zone_of_a_time_does_not_matter(instant: int, minutes: int, other_minutes: int) -> None:
    """The same instant, written in any zone, gives the same card."""
    written = [
        datetime.datetime.fromtimestamp(instant / 1000, datetime.UTC)
        .astimezone(datetime.timezone(datetime.timedelta(minutes=zone)))
        .isoformat(timespec="milliseconds")
        for zone in (0, minutes, other_minutes)
    ]
    assert {instant_of(one) for one in written} == {instant}


def test_a_clock_set_back_is_a_gap_of_no_days_and_mends_itself() -> None:
    card = after(None, given_at(START))
    back = after(card, given_at(START - 400 * DAY))
    same_day = after(card, given_at(START + 1000))
    assert (back.stability, back.difficulty) == (same_day.stability, same_day.difficulty)
    assert back.answered == START - 400 * DAY
    assert is_due(back, START)


def test_an_answer_from_the_future_is_asked_again_now() -> None:
    card = after(None, given_at(START + 3000 * DAY))
    assert is_due(card, START)
    mended = after(card, given_at(START))
    assert not is_due(mended, START + 1000)
    assert is_due(mended, START + 3 * DAY)


def test_a_little_earlier_each_evening_is_still_the_next_day() -> None:
    card = after(None, given_at(START))
    assert not is_due(card, START + 2 * DAY - EARLY - 1)
    assert is_due(card, START + 2 * DAY - EARLY)
    early, full = after(card, given_at(START + 2 * DAY - EARLY)), after(card, given_at(START + 2 * DAY))
    assert (early.stability, early.difficulty) == (full.stability, full.difficulty)


def test_a_confident_error_comes_back_soon_and_again_within_each_week_until_it_is_right_a_week_later() -> None:
    card = after(None, given_at(START, Rating.Again, sure_and_wrong=True))
    assert card.due == START + SOON
    moments = [START + SOON]
    while card.confident_error is not None:
        card = after(card, given_at(moments[-1]))
        assert card.confident_error is None or card.due <= card.answered + WEEK
        moments.append(card.due)
        assert len(moments) < 20
    assert card.answered >= START + WEEK - EARLY
    assert card.due > card.answered


def test_a_plain_error_comes_back_the_next_day() -> None:
    assert after(None, given_at(START, Rating.Again)).due == START + DAY


@pytest.mark.parametrize("weeks", [1, 3, 10])
def test_a_vacation_does_not_punish(weeks: int) -> None:
    """Right after a long absence leads at least as far as right on time."""
    card = after(after(None, given_at(START)), given_at(START + 2 * DAY))
    on_time, late = after(card, given_at(card.due)), after(card, given_at(card.due + weeks * WEEK))
    assert late.due - late.answered >= on_time.due - on_time.answered
    assert late.difficulty == on_time.difficulty


def test_a_response_becomes_an_answer() -> None:
    response = Response(
        time="2026-05-04T09:30:00.125+00:00", question_id="q", question_version=1, lesson="l", pool="lesson", attempt=1,
        choice={"text": "So", "points": [0, 2]}, correct=None, seconds=3.0, confidence=None, token="t",
    )  # fmt: skip
    instant = 1_777_887_000_125
    assert answer_of(response, {"q": 4}) == Answer("q", instant, Rating.Hard, False)
    assert answer_of(response, {"q": 2}).rating == Rating.Good
    wrong = replace(response, correct=False, choice="no", confidence=3)
    assert answer_of(wrong, {}) == Answer("q", instant, Rating.Again, True)


def test_expected_recall_falls_and_is_what_was_desired_when_due() -> None:
    card: CardState = after(after(None, given_at(START)), given_at(START + 2 * DAY))
    assert recall(card, card.answered) == 1
    assert recall(card, card.due) == pytest.approx(DESIRED_RETENTION, abs=0.01)
    assert recall(card, card.due + 30 * DAY) < recall(card, card.due)

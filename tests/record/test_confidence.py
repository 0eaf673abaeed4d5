"""The marks for confidence, and how well it fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.record.confidence import (
    LEVELS,
    PRACTICE,
    best_level,
    calibration,
    confident_errors,
    expected_marks,
    first_tries,
    marks,
    total,
)
from dystonia_course.record.response import COLUMNS, Response


def answer(
    question: str = "q", *, correct: bool | None = True, confidence: int | None = None, **more: object
) -> Response:
    fields = dict.fromkeys(COLUMNS, "x") | {"question_version": 1, "attempt": 1, "seconds": 1.0, "choice": "x"}
    fields |= {"question_id": question, "correct": correct, "confidence": confidence, **more}
    return Response(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "right", "wrong"),
    [(1, 1, 0), (2, 2, -2), (3, 3, -6)],  # Gardner-Medwin, tmedwin.net/~ucgbarg/tea/bristol_05.htm
)
def test_marks_are_those_of_certainty_based_marking(level: int, right: int, wrong: int) -> None:
    assert (marks(level, True), marks(level, False)) == (right, wrong)


@given(st.floats(0, 1))
def test_expected_marks_are_p_4p_2_and_9p_6(p: float) -> None:
    assert [expected_marks(level, p) for level in (1, 2, 3)] == pytest.approx([p, 4 * p - 2, 9 * p - 6])


@given(st.floats(0, 1))
def test_the_best_level_has_the_most_expected_marks(p: float) -> None:
    assert expected_marks(best_level(p), p) >= max(expected_marks(level, p) for level in (1, 2, 3)) - 1e-12


def test_the_thresholds_are_two_thirds_and_four_fifths() -> None:
    assert [best_level(p) for p in (0, 0.66, 0.67, 0.79, 0.81, 1)] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize("level", [0, 4, -1])
def test_another_level_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="1, 2 or 3"):
        marks(level, True)


def test_the_practice_items_name_the_sensible_level() -> None:
    assert [item.level for item in PRACTICE] == [best_level(0.95), best_level(0.5)]
    assert expected_marks(3, 0.95) == pytest.approx(2.55)  # the numbers that the items print
    assert expected_marks(1, 0.5) == pytest.approx(0.5)
    assert expected_marks(3, 0.5) == pytest.approx(-1.5)


answers = st.lists(
    st.builds(
        answer,
        question=st.sampled_from("abcd"),
        correct=st.sampled_from([True, False, None]),
        confidence=st.sampled_from([1, 2, 3, None]),
    ),
    max_size=40,
)


@given(answers)
def test_no_answer_with_a_level_is_lost(given_answers: list[Response]) -> None:
    judged = [one for one in given_answers if one.confidence and one.correct is not None]
    assert sum(row.share.of for row in calibration(given_answers)) == len(judged) == total(given_answers).answers
    assert sum(row.share.right for row in calibration(given_answers)) == total(given_answers).right
    assert total(given_answers).marks <= total(given_answers).best == 3 * total(given_answers).right


@given(answers)
def test_a_small_number_is_always_called_small(given_answers: list[Response]) -> None:
    for row in calibration(given_answers):
        assert (row.share.of < 10) == ("too few" in row.note or "no answers" in row.note)


def test_the_shares_are_compared_with_the_level() -> None:
    rows = calibration(
        [answer(correct=number < 9, confidence=3) for number in range(20)]
        + [answer(correct=True, confidence=1) for _ in range(30)]
        + [answer(correct=number < 15, confidence=2) for number in range(20)]
    )
    assert [row.level for row in rows] == list(LEVELS)
    assert [row.note for row in rows] == [
        "more often right than you thought",
        "fits",
        "less often right than you thought",
    ]


def test_confident_errors_are_listed_with_what_came_after() -> None:
    found = confident_errors(
        [
            answer("a", correct=False, confidence=3, time="1"),
            answer("b", correct=False, confidence=2, time="2"),
            answer("c", correct=False, confidence=3, time="3"),
            answer("a", correct=False, confidence=3, time="4", choice="again"),
            answer("a", correct=True, time="5"),
            answer("d", correct=None, confidence=3, time="6"),
        ]
    )
    assert [(one.question_id, one.times, one.right_since, one.time) for one in found] == [
        ("a", 2, 1, "4"),
        ("c", 1, 0, "3"),
    ]
    assert found[0].choice == "again"


def test_the_first_try_counts() -> None:
    assert [one.correct for one in first_tries([answer("a", correct=False), answer("a"), answer("b")])] == [False, True]

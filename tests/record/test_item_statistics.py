"""How the questions of a class did: formulas against published figures and scipy, flags, and what must be hidden."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_course import best, course_of, short, with_tests
from scipy import stats

from dystonia_course.content.course import Course
from dystonia_course.record.class_files import ClassAnswer
from dystonia_course.record.class_statistics import class_statistics
from dystonia_course.record.item_statistics import correlation, difficulty, kr20, label_of, rest_scores
from dystonia_course.record.item_tables import (
    difficulty_flags,
    discrimination_flags,
    distractor_flags,
    hidden_cells,
)
from dystonia_course.record.response import Response

# Ten students, ten items, with p, pq and the variance of the totals as printed by K. L. Wuensch,
# "The Kuder-Richardson 20", core.ecu.edu/wuenschk/StatHelp/KR20.txt.
WUENSCH = """
1111110110
1011011101
1111011001
0010001000
0000010010
1110111111
1101110111
1111111101
0101111101
1101101110
"""
WUENSCH_P = [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]
WUENSCH_PQ = [0.21, 0.21, 0.24, 0.21, 0.24, 0.16, 0.21, 0.21, 0.25, 0.24]
WUENSCH_VARIANCE = 5.84

# The law school test, section 6: 1000 people, five items, by pattern of answers (Bock and Lieberman 1970,
# Psychometrika 35:179-197), a standard example of item analysis.
LSAT = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4,
    "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29,
    "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56,
    "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip


def table(rows: Sequence[str]) -> np.ndarray:
    return np.array([[float(cell) for cell in row] for row in rows])


def test_difficulty_and_kr20_as_in_a_worked_example() -> None:
    marks = table(WUENSCH.split())
    assert difficulty(marks) == pytest.approx(WUENSCH_P)
    assert kr20(marks) == pytest.approx(10 / 9 * (1 - sum(WUENSCH_PQ) / WUENSCH_VARIANCE))


def test_the_corrected_point_biserial_of_a_standard_example_as_scipy_has_it() -> None:
    marks = table([pattern for pattern, count in LSAT.items() for _ in range(count)])
    assert marks.shape == (1000, 5)
    assert difficulty(marks) == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])  # as printed there
    for item in range(5):
        rest = marks.sum(axis=1) - marks[:, item]
        r, n = correlation(marks[:, item], rest_scores(marks)[:, item])
        assert (r, n) == (pytest.approx(stats.pointbiserialr(marks[:, item], rest).statistic), 1000)


tables = st.integers(2, 12).flatmap(
    lambda items: st.lists(
        st.lists(st.sampled_from([0.0, 1.0]), min_size=items, max_size=items), min_size=3, max_size=25
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_any_complete_table_as_scipy_and_cronbach_have_it(rows: list[list[float]]) -> None:
    """KR-20 is Cronbach's alpha of 0 and 1, worked out here from the covariances."""
    marks = np.array(rows)
    for item in range(marks.shape[1]):
        rest = marks.sum(axis=1) - marks[:, item]
        r, _ = correlation(marks[:, item], rest_scores(marks)[:, item])
        if np.ptp(marks[:, item]) == 0 or np.ptp(rest) == 0:
            assert r is None
        else:
            assert r == pytest.approx(stats.pointbiserialr(marks[:, item], rest).statistic, abs=1e-9)
    covariance = np.cov(marks, rowvar=False)
    items = marks.shape[1]
    if covariance.sum() < 1e-9:
        assert kr20(marks) is None
    else:
        alpha = items / (items - 1) * (1 - np.trace(covariance) / covariance.sum())
        assert kr20(marks) == pytest.approx(alpha, abs=1e-6)


def test_answers_that_are_missing_are_not_wrong_outside_a_test() -> None:
    marks = np.array([[1, np.nan, 0], [1, 1, np.nan], [0, 0, 0]])
    assert difficulty(marks) == pytest.approx([2 / 3, 0.5, 0])
    assert np.isnan(rest_scores(marks)[0]).all()  # one other answer is too few to be a score
    with pytest.raises(ValueError, match="every learner"):
        kr20(marks)


@pytest.mark.parametrize(
    ("n", "label"),
    [(0, None), (9, None), (10, "indicative"), (29, "indicative"), (30, "caution"), (99, "caution"), (100, "")],
)  # fmt: skip
def test_how_many_learners_a_figure_needs(n: int, label: str | None) -> None:
    assert label_of(n) == label


@pytest.mark.parametrize(
    ("p", "teaching", "flag"),
    [
        (0.29, "after", "under 0.30 after teaching"),
        (0.5, "after", "outside 0.60 to 0.95"),
        (0.8, "after", None),
        (0.96, "before", "over 0.95 before teaching"),
        (0.8, "before", "outside 0.20 to 0.70"),
        (0.5, "before", None),
    ],
)
def test_flags_of_difficulty(p: float, teaching: str, flag: str | None) -> None:
    assert difficulty_flags(p, teaching) == (() if flag is None else (flag,))


@pytest.mark.parametrize(
    ("r", "flag"),
    [(None, None), (0.2, None), (0.15, "review (0.10 to 0.20)"), (0.05, "under 0.10"),
     (-0.01, "negative: check the key first")],
)  # fmt: skip
def test_flags_of_discrimination(r: float | None, flag: str | None) -> None:
    assert discrimination_flags(r) == (() if flag is None else (flag,))


def test_flags_of_distractors() -> None:
    assert distractor_flags(0.04, 40, None) == ("not working: under 5%",)
    assert distractor_flags(0.04, 39, None) == ()  # too few answers to say so
    assert distractor_flags(0.2, 40, -0.2) == ()
    assert distractor_flags(0.2, 40, 0.1) == ("chosen by the better learners",)


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 60), min_size=2, max_size=5))
def test_no_hidden_cell_can_be_worked_out(counts: dict[str, int]) -> None:
    hidden = hidden_cells(counts)
    assert {cell for cell, count in counts.items() if count < 5} <= hidden
    assert len(hidden) != 1


def answer(
    code: str, question: str, choice: str, *, occasion: str = "", pool: str = "lesson", **more: object
) -> ClassAnswer:
    fields: dict[str, object] = {
        "time": "2026-05-04", "question_id": question, "question_version": 1, "lesson": "start", "pool": pool,
        "attempt": 1, "choice": choice, "correct": choice == "yes", "seconds": 3.0, "confidence": None,
        "token": f"{code}-{question}-{occasion}",
    }  # fmt: skip
    return ClassAnswer(code, occasion, Response(**{**fields, **more}))  # type: ignore[arg-type]


def whole_class(course: Course, size: int, chance: random.Random) -> list[ClassAnswer]:
    """Half the class has form A first; ability differs; the second test is better."""
    found = []
    for number in range(size):
        ability = chance.uniform(-0.25, 0.25)
        for occasion, base in (("before", 0.4), ("after", 0.75)):
            form = "test_a" if (number % 2 == 0) == (occasion == "before") else "test_b"
            for question in course.questions.values():
                if question.pool == form:
                    choice = "yes" if chance.random() < base + ability else chance.choice(["no", "no", "no", "other"])
                    confidence = chance.choice([1, 2, 3])
                    found.append(
                        answer(
                            f"c{number:03}", question.id, choice, occasion=occasion, pool=form, confidence=confidence
                        )
                    )
    return found


def test_the_tables_of_a_class_of_60_as_counted_by_hand() -> None:
    course = with_tests()
    answers = whole_class(course, 60, random.Random(4))
    found = class_statistics(answers, course)
    assert found.learners == 60
    assert found.notes == ()
    assert len(found.items) == 72
    row = next(one for one in found.items if (one.question_id, one.occasion) == ("a-03", "after"))
    mine = [one.response for one in answers if one.response.question_id == "a-03" and one.occasion == "after"]
    assert (row.n, row.label, row.form, row.date) == (30, "caution", "test_a", "2026-05-04")
    assert row.p == pytest.approx(sum(bool(one.correct) for one in mine) / 30)
    options = {one.option: one for one in found.options if (one.question_id, one.occasion) == ("a-03", "after")}
    chosen = [one.choice for one in mine]
    for name in ("yes", "no", "other"):
        assert options[name].count in (None, chosen.count(name))
        assert options[name].share is None or options[name].count is not None
    for one in found.options:
        assert one.count is None or one.count >= 5
    tests = {(one.form, one.occasion): one for one in found.tests}
    assert len(tests) == 4
    assert all(one.kr20 is not None and one.n == 30 and one.remark for one in tests.values())
    assert found.gain is not None
    assert found.gain.n == 60
    assert 20 < found.gain.difference.value < 50
    levels = [one for one in found.levels if (one.form, one.occasion) == ("test_a", "after")]
    expected = [one for one in answers if one.occasion == "after" and one.response.pool == "test_a"]
    assert sum(one.share.of for one in levels if one.share) == len(expected)
    assert levels[2].flags == ("right in less than 80%",)
    for error in found.errors:
        assert error.count >= 5


@pytest.mark.parametrize("size", [1, 9, 18, 19])
def test_nothing_is_shown_about_fewer_than_ten_learners(size: int) -> None:
    """A class of 18 or 19 has at least one form with nine learners."""
    course = with_tests()
    found = class_statistics(whole_class(course, size, random.Random(size)), course)
    rows = [*found.items, *found.options, *found.tests, *found.errors]
    assert all(row.n >= 10 and row.label == "indicative" for row in rows)
    assert all(row.learners >= 10 for row in found.levels)
    assert bool(rows) == (size == 19)
    assert (found.gain is None) == (size < 10)
    assert any("nothing is shown below 10" in note for note in found.notes)
    if size == 1:
        assert all("fewer than 5" in note for note in found.notes)


def test_only_first_tries_of_lessons_count_and_self_marked_questions_stay_out() -> None:
    course = course_of({"condition": [best("turn"), best("pain"), short("say")]})
    answers = []
    for number in range(12):
        answers.append(answer(f"c{number}", "turn", "no" if number < 7 else "yes", confidence=3))
        answers.append(answer(f"c{number}", "turn", "yes", attempt=2, token=f"second-{number}"))
        answers.append(answer(f"c{number}", "say", "text", correct=None))
    found = class_statistics(answers, course)
    assert [(one.question_id, one.n, one.p, one.r) for one in found.items] == [
        ("turn", 12, pytest.approx(5 / 12), None)
    ]
    assert [one.kr20 for one in found.tests] == [None]
    assert [(one.question_id, one.count, one.choices) for one in found.errors] == [("turn", 7, ("no",))]


def test_few_confident_errors_are_not_told() -> None:
    course = course_of({"condition": [best("turn")]})
    answers = [answer(f"c{number}", "turn", "no" if number < 4 else "yes", confidence=3) for number in range(12)]
    assert class_statistics(answers, course).errors == ()


def test_a_blank_in_a_test_is_not_right() -> None:
    course = with_tests(2)
    answers = [answer(f"c{n}", "a-00", "yes", occasion="before", pool="test_a") for n in range(12)]
    found = class_statistics(answers, course)
    assert {one.question_id: one.p for one in found.items} == {"a-00": 1.0, "a-01": 0.0}
    assert found.tests[0].mean == 50


def test_questions_that_the_course_no_longer_has_are_named() -> None:
    course = course_of({"condition": [best("turn")]})
    answers = [answer(f"c{n}", name, "yes", token=f"{n}{name}") for n in range(12) for name in ("turn", "gone")]
    found = class_statistics(answers, course)
    assert [one.question_id for one in found.items] == ["turn"]
    assert any("gone" in note for note in found.notes)


def test_a_learner_whose_answers_cannot_be_judged_any_more_is_left_out_not_marked_wrong() -> None:
    course = with_tests(2)
    answers = [
        answer(f"c{n}", question, "yes", occasion="before", pool="test_a", correct=None if n == 0 else True)
        for n in range(12)
        for question in ("a-00", "a-01")
    ]
    found = class_statistics(answers, course)
    assert [(one.n, one.p) for one in found.items] == [(11, 1.0)] * 2
    assert any("left out" in note for note in found.notes)

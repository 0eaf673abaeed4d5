"""The tests that count: forms, sittings, what stays hidden, and what comes out."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_course import with_tests
from scipy import stats

from dystonia_course.content.course import Course
from dystonia_course.record.progress import progress
from dystonia_course.record.store import Response, Store
from dystonia_course.record.test_forms import Forms, Occasion, SittingError, readable
from dystonia_course.record.test_result import NOT_RETENTION, class_gain, result

Keep = Callable[..., Response]
START = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)


def week(number: float) -> datetime.datetime:
    return START + datetime.timedelta(weeks=number)


@pytest.fixture
def course() -> Course:
    return with_tests()


@pytest.fixture
def take(store: Store, keep: Keep, course: Course) -> Callable[..., None]:
    """Opens a test, answers all of it but the last `blank`, `right` of them right, and closes it."""

    def run(occasion: Occasion, right: int, at: datetime.datetime, *, blank: int = 0, close: bool = True) -> None:
        forms = Forms(course, store)
        forms.open(occasion, at)
        questions = forms.questions(occasion)
        for number, question in enumerate(questions[: len(questions) - blank]):
            correct = number < right
            choice = "yes" if correct else "no"
            keep(store, question_id=question.id, pool=question.pool, lesson="start", choice=choice, correct=correct)
        if close:
            forms.close(occasion, at)

    return run


def test_the_order_of_the_forms_is_drawn_once_and_kept(course: Course, store: Store, file: Path) -> None:
    forms = Forms(course, store)
    first = [forms.form(occasion) for occasion in ("before", "after", "later")]
    assert sorted(first[:2]) == ["test_a", "test_b"]
    assert first[2] == first[0]
    with Store(file) as other:
        again = Forms(course, other)
        assert again.seed() == forms.seed()
        assert [one.id for one in again.questions("before")] == [one.id for one in forms.questions("before")]


def test_both_orders_occur(course: Course, tmp_path: Path) -> None:
    drawn = set()
    for number in range(40):  # all alike once in 2**39 runs
        with Store(tmp_path / str(number) / "answers.sqlite") as store:
            drawn.add(Forms(course, store).form("before"))
    assert drawn == {"test_a", "test_b"}


def test_two_kernels_that_draw_at_once_have_one_seed(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from invented_course import with_tests\n"
        "from dystonia_course.record.store import Store; from dystonia_course.record.test_forms import Forms\n"
        "forms = Forms(with_tests(2), Store(Path(sys.argv[1]))); print('ready', flush=True); sys.stdin.readline()\n"
        "print(forms.seed())"
    )
    command = [sys.executable, "-c", code, str(file), str(Path(__file__).parent)]
    kernels = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for kernel in kernels:
        assert kernel.stdout is not None
        assert kernel.stdout.readline() == "ready\n"
    for kernel in kernels:
        assert kernel.stdin is not None
        kernel.stdin.write("\n")
        kernel.stdin.flush()
    assert len({kernel.communicate(timeout=60)[0] for kernel in kernels}) == 1
    assert all(kernel.returncode == 0 for kernel in kernels)


def test_a_test_is_opened_answered_and_closed(course: Course, store: Store, take: Callable[..., None]) -> None:
    forms = Forms(course, store)
    assert forms.offer(week(0)).occasion == "before"
    take("before", 9, week(0), blank=3, close=False)
    offer = forms.offer(week(0))
    assert (offer.occasion, offer.open, offer.answered, offer.of) == ("before", True, 15, 18)
    assert len(forms.answers("before")) == 15
    assert forms.open("before").closed is None  # going on is no new sitting
    assert forms.close("before").closed is not None
    assert forms.close("before") == forms.close("before")
    with pytest.raises(SittingError, match="closed"):
        forms.open("before")


@pytest.mark.parametrize(
    ("occasion", "words"), [("after", "the start page, is closed"), ("later", "once the second one is closed")]
)
def test_the_tests_come_in_their_order(course: Course, store: Store, occasion: Occasion, words: str) -> None:
    with pytest.raises(SittingError, match=words):
        Forms(course, store).open(occasion)
    with pytest.raises(SittingError, match="not been opened"):
        Forms(course, store).close(occasion)


def test_the_third_test_is_offered_after_three_weeks(course: Course, store: Store, take: Callable[..., None]) -> None:
    forms = Forms(course, store)
    take("before", 5, week(0))
    take("after", 12, week(1))
    offer = forms.offer(week(2))
    assert (offer.occasion, offer.words) == (None, "The third test shows what stays: come back in 14 days.")
    with pytest.raises(SittingError, match="14 days"):
        forms.open("later", week(2))
    assert forms.offer(week(4)).occasion == "later"
    take("later", 11, week(5))
    assert forms.offer(week(6)).words == "You have taken all three tests."


def test_the_last_answer_before_closing_counts_and_none_after_it(
    course: Course, store: Store, keep: Keep, take: Callable[..., None]
) -> None:
    forms = Forms(course, store)
    keep(store, question_id=forms.questions("before")[0].id, pool=forms.form("before"), correct=True)  # no test is open
    take("before", 0, week(0), close=False)
    changed = forms.questions("before")[3]
    keep(store, question_id=changed.id, pool=changed.pool, choice="yes", correct=True)
    forms.close("before", week(0))
    keep(store, question_id=forms.questions("before")[4].id, pool=changed.pool, choice="yes", correct=True)
    take("after", 18, week(1))
    found = result(course, store)
    assert [(one.occasion, one.score.right, one.score.of) for one in found.scores] == [
        ("before", 1, 18),
        ("after", 18, 18),
    ]


def test_nothing_says_what_was_right_before_the_second_test_is_closed(
    course: Course, store: Store, take: Callable[..., None]
) -> None:
    forms = Forms(course, store)
    take("before", 9, week(0))
    take("after", 9, week(1), close=False)
    assert not forms.feedback_allowed()
    assert {one.correct for occasion in ("before", "after") for one in forms.answers(occasion).values()} == {None}
    assert {one.correct for one in readable(store)} == {None}
    with pytest.raises(SittingError, match="closed"):
        result(course, store)
    seen = progress(course, store, week(1))
    assert seen.total.seen == seen.total.marked == seen.marks.answers == 0
    forms.close("after")
    assert forms.feedback_allowed()
    assert sum(bool(one.correct) for one in readable(store)) == 18


def test_while_the_third_test_is_open_all_is_hidden_again(
    course: Course, store: Store, take: Callable[..., None]
) -> None:
    take("before", 9, week(0))
    take("after", 9, week(1))
    take("later", 9, week(5), close=False)
    assert not Forms(course, store).feedback_allowed()
    assert {one.correct for one in readable(store)} == {None}


def test_the_result_of_one_learner(course: Course, store: Store, take: Callable[..., None]) -> None:
    take("before", 6, week(0), blank=2)  # what is blank counts as not right
    take("after", 14, week(1))
    found = result(course, store)
    assert [(one.score.right, one.score.of) for one in found.scores] == [(6, 18), (14, 18)]
    (change,) = found.comparisons
    assert change.points.value == pytest.approx(100 * 8 / 18)
    assert change.points.low > 0  # 14 of 18 against 6 of 18
    assert "+44 points of 100" in change.words
    assert NOT_RETENTION in found.words
    assert len(found.objectives) == 6
    for occasion, right in (("before", 6), ("after", 14)):
        counts = [one.counts[occasion] for one in found.objectives]  # type: ignore[index]
        assert [of for _, of in counts] == [3] * 6
        assert sum(good for good, _ in counts) == right


def test_no_difference_has_no_sign(course: Course, store: Store, take: Callable[..., None]) -> None:
    take("before", 9, week(0))
    take("after", 9, week(1))
    (change,) = result(course, store).comparisons
    assert ": 0 points of 100, 95% interval −" in change.words
    assert re.search(r" to \+\d+\.", change.words)


@pytest.mark.parametrize(
    ("weeks", "title"), [(4, "Three to six weeks later"), (6, "Three to six weeks later"), (12, "12 weeks later")]
)
def test_the_third_test_is_named_by_the_time_it_came(
    course: Course, store: Store, take: Callable[..., None], weeks: int, title: str
) -> None:
    take("before", 9, week(0))
    take("after", 9, week(1))
    take("later", 9, week(1 + weeks))
    found = result(course, store)
    assert found.scores[-1].title == title
    assert found.comparisons[1].words.startswith(f"{title} minus after the course")


def test_the_third_test_is_compared_with_both(course: Course, store: Store, take: Callable[..., None]) -> None:
    take("before", 6, week(0))
    take("after", 14, week(1))
    take("later", 12, week(6))
    found = result(course, store)
    assert [(one.earlier, one.later, one.same_questions) for one in found.comparisons] == [
        ("before", "after", False),
        ("after", "later", False),
        ("before", "later", True),
    ]
    assert NOT_RETENTION not in found.words


def test_clocks_do_not_decide_which_answers_belong_to_a_test(
    course: Course, store: Store, take: Callable[..., None]
) -> None:
    take("before", 6, week(100))
    take("after", 14, week(-100))
    assert [one.score.right for one in result(course, store).scores] == [6, 14]


def test_the_gain_of_a_class() -> None:
    before = [40.0, 50, 30, 60, 45, 55, 35, 50, 40, 45]
    after = [70.0, 75, 60, 80, 65, 85, 60, 70, 75, 60]
    found = class_gain(before, after)
    assert found is not None
    expected = stats.ttest_rel(after, before).confidence_interval()
    assert (found.difference.low, found.difference.high) == pytest.approx((expected.low, expected.high), rel=1e-5)
    assert (found.n, found.before, found.after) == (10, 45, 70)
    assert found.g == pytest.approx(25 / 55)  # from the class means, not the mean of each learner's own
    assert found.band == "medium"


def test_no_gain_below_ten_learners_and_none_from_full_marks() -> None:
    assert class_gain([40.0] * 9, [60.0] * 9) is None
    full = class_gain([100.0] * 10, [100.0] * 9 + [90.0])
    assert full is not None
    assert (full.g, full.band) == (None, "")

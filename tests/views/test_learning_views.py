"""Confidence, review, progress, completion and standing, without a browser."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from counted_samples import SECRET, counted_course
from learner_samples import learner, sit
from question_samples import sample, sample_course

from dystonia_course.content.course import load_course
from dystonia_course.record.completion import DISCLAIMERS, completion
from dystonia_course.record.preferences import confidence_wanted, want_confidence
from dystonia_course.record.progress import progress
from dystonia_course.record.store import Store
from dystonia_course.views.completion_page import CompletionPage, completion_html
from dystonia_course.views.confidence_practice import ConfidencePractice
from dystonia_course.views.counted_test import CountedTest
from dystonia_course.views.lesson import Lesson
from dystonia_course.views.progress_page import progress_html, progress_page
from dystonia_course.views.question import QuestionWidget
from dystonia_course.views.question_set import QuestionSet
from dystonia_course.views.review import Review
from dystonia_course.views.standing import standing

COURSE = load_course()
SHARES = {"start": 1.0, "condition": 0.9, "mechanism": 0.5}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "answers.sqlite")


@pytest.fixture
def busy(tmp_path: Path) -> Store:
    """A learner in the middle of the course."""
    return learner(tmp_path / "busy.sqlite", COURSE, SHARES)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# ---------------------------------------------------------------------------------------------------- confidence


def test_confidence_is_off_until_the_learner_switches_it_on_and_then_in_every_question(store: Store) -> None:
    course = sample_course()
    assert QuestionWidget(sample("best"), course, store).levels == []
    practice = ConfidencePractice(store)
    assert practice.wanted is False
    practice._handle_custom_msg({"type": "want", "wanted": True}, [])
    assert practice.wanted is True
    assert confidence_wanted(Store(store.path))
    labels = [level["label"] for level in QuestionWidget(sample("best"), course, store).levels]
    assert labels == ["less than 67% sure", "67% to 80% sure", "more than 80% sure"]
    assert len(QuestionSet([sample("best"), sample("match")], course, store).levels) == 3
    practice._handle_custom_msg({"type": "want", "wanted": False}, [])
    assert QuestionWidget(sample("best"), course, store).levels == []


def test_questions_before_the_reading_are_guesses_and_never_ask(store: Store) -> None:
    want_confidence(store, True)
    early = [sample("best", pool="before"), sample("match", pool="before")]
    assert QuestionSet(early, sample_course(), store).levels == []


def test_what_was_said_is_stored_with_the_answer_and_shown_again(store: Store) -> None:
    want_confidence(store, True)
    widget = QuestionWidget(sample("best"), sample_course(), store)
    answer = {"type": "answer", "token": "t", "choice": "pain", "seconds": 3, "confidence": 3}
    widget._handle_custom_msg(answer, [])
    assert [row.confidence for row in store.responses()] == [3]
    assert QuestionWidget(sample("best"), sample_course(), store).history[0]["confidence"] == 3


# -------------------------------------------------------------------------------------------------------- review


def answer(review: Review, *, right: bool, number: int) -> None:
    question = review.question
    key: Any = question["feedback"].get("key")
    if question["kind"] == "best_answer":
        wrong = next(one["id"] for one in question["options"] if one["id"] != key)
        choice: Any = key if right else wrong
    elif question["kind"] == "numeric":
        choice = {"value": key if right else key + 1e6, "unit": question["unit"]}
    elif question["kind"] == "hotspot":
        region, side = key[0].split("/")
        choice = {"region": region, "side": side}
    elif question["kind"] == "short_answer":
        choice = {"text": "words", "points": []}
    else:
        choice = key
    message = {"type": "answer", "token": f"r{number}", "question_id": question["id"], "choice": choice, "seconds": 1}
    review._handle_custom_msg(message, [])


def test_a_round_serves_what_is_due_once_mixes_lessons_and_ends(busy: Store) -> None:
    review = Review(COURSE, busy)
    assert review.state == "start"
    assert review.due == 20
    assert any("The condition" in one for one in review.lessons)
    review._handle_custom_msg({"type": "start"}, [])
    served, turns = [], []
    while review.state == "asking":
        served.append(review.question["id"])
        turns.append(review.turn)
        assert review.words
        assert review.kept == [], "an earlier answer must not be seen before this one"
        assert review.question["place"]["notebook"]
        answer(review, right=True, number=len(served))
        assert len(review.kept) == 1
        review._handle_custom_msg({"type": "next"}, [])
    assert len(served) == len(set(served)) == 20
    assert turns == list(range(1, 21))
    assert "That was a round of 20." in review.words
    assert len({COURSE.lesson_of(one) for one in served}) >= 2
    assert sum(row.attempt == 2 for row in busy.responses()) == 20


def test_a_skipped_question_stays_due_and_is_not_asked_again_in_this_round(busy: Store) -> None:
    review = Review(COURSE, busy)
    review._handle_custom_msg({"type": "start"}, [])
    skipped = review.question["id"]
    review._handle_custom_msg({"type": "skip"}, [])
    assert review.question["id"] != skipped
    assert len([row for row in busy.responses() if row.attempt == 2]) == 0
    again = Review(COURSE, busy)
    again._handle_custom_msg({"type": "start"}, [])
    assert again.question["id"] == skipped


def test_questions_of_the_tests_come_up_only_after_the_third_one(store: Store) -> None:
    course = counted_course()
    sit(CountedTest(course, store, "before"))
    sit(CountedTest(course, store, "after"))
    with store.writing() as connection:
        connection.execute("UPDATE responses SET time = '2026-01-01T00:00:00.000+00:00'")
        connection.execute("UPDATE sittings SET closed = '2026-01-01T00:00:00.000+00:00' WHERE occasion = 'after'")
    assert Review(course, store).due == 0
    sit(CountedTest(course, store, "later"), leave=18)
    review = Review(course, store)
    assert review.due > 0
    review._handle_custom_msg({"type": "start"}, [])
    assert SECRET in str(review.question["feedback"])
    answer(review, right=True, number=1)
    assert review.kept[0]["correct"] is True


def test_nothing_due_says_when_the_next_question_comes_back(store: Store) -> None:
    course = sample_course()
    widget = QuestionWidget(sample("best"), course, store)
    widget._handle_custom_msg({"type": "answer", "token": "t", "choice": "trick", "seconds": 3}, [])
    assert Review(counted_course(), store).words.startswith("Nothing is due now. You can leave it at that.")
    assert re.search(r"comes back (tomorrow|in \d+ days)\.", Review(counted_course(), store).words)


# ------------------------------------------------------------------------------------------ progress and completion


def test_the_page_of_progress_shows_what_the_record_holds(busy: Store) -> None:
    found = progress(COURSE, busy)
    html = progress_html(found, COURSE)
    shown = words(html)
    assert f"You have answered {found.total.seen} of {found.total.questions} questions." in shown
    for lesson in found.lessons:
        assert f"{lesson.count.seen} of {lesson.count.questions}" in shown
    for objective in found.objectives:
        if objective.count.questions:
            assert objective.text in shown
    for row in found.calibration:
        assert row.note in shown
    assert html.count("<caption>") == html.count("<table")
    assert html.count('role="img"') == 3
    assert all(len(alt) > 60 for alt in re.findall(r'role="img"[^>]*aria-label="([^"]+)"', html))
    for error in found.confident_errors:
        assert error.time[:10] in shown


def test_a_new_learner_is_told_no_numbers_of_nothing(store: Store) -> None:
    shown = words(progress_html(progress(COURSE, store), COURSE))
    assert "You have answered 0 of" in shown
    assert "At the first try" not in shown
    assert "in a row" not in shown
    assert "You have not said yet how sure you are." in shown


def test_what_is_due_is_the_same_number_in_words_and_tables(store: Store) -> None:
    """After the third test its questions are reviewed, too; no lesson counts them, and the page says where they are."""
    course = counted_course()
    for occasion in ("before", "after", "later"):
        sit(CountedTest(course, store, occasion))  # type: ignore[arg-type]
        with store.writing() as connection:
            connection.execute("UPDATE responses SET time = '2026-01-01T00:00:00.000+00:00'")
            connection.execute("UPDATE sittings SET closed = '2026-01-01T00:00:00.000+00:00'")
    found = progress(course, store)
    due = found.standing.round + found.standing.waiting
    assert (found.total.due, due) == (0, 36)
    shown = words(progress_html(found, course))
    assert "36 are due for review (36 of them from the tests). The review asks 20 at a time; the rest can wait" in shown
    for plan in course.lessons.values():
        assert "due for review" not in standing(plan, course, store).html.replace("none is due for review", "")


def test_an_objective_begun_elsewhere_says_so(store: Store) -> None:
    """The closing set of a later lesson asks objectives of earlier ones, too."""
    asked = next(
        one
        for lesson, bank in COURSE.banks.items()
        for one in bank
        if one.kind == "best_answer"
        and any(COURSE.objectives[name].lesson not in (lesson, "start") for name in one.objectives)
    )
    store.add(
        question_id=asked.id, question_version=asked.version, lesson=COURSE.lesson_of(asked.id), pool=asked.pool,
        choice=asked.key, correct=True, seconds=9, token="t",
    )  # fmt: skip
    found = progress(COURSE, store)
    shown = words(progress_html(found, COURSE))
    lessons = {one.lesson: one for one in found.lessons}
    elsewhere = {one.lesson for one in found.objectives if one.count.seen and not lessons[one.lesson].count.seen}
    assert elsewhere, "the question has an objective of another lesson"
    for name in elsewhere:
        assert re.search(rf"{lessons[name].title}: \d of \d+ objectives begun, by questions of other lessons", shown)
    assert shown.count("by questions of other lessons") == len(elsewhere)


def test_time_on_questions_is_said_in_good_english(store: Store) -> None:
    def said(seconds: float) -> str:
        with store.writing() as connection:
            connection.execute("DELETE FROM responses")
        for number in range(int(seconds // 300) + 1):
            spent = min(300.0, seconds - 300 * number)
            store.add(
                question_id=f"q{number}", question_version=1, lesson="condition", pool="lesson", choice="a",
                correct=True, seconds=spent, token=f"t{number}",
            )  # fmt: skip
            with store.writing() as connection:
                time = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC) + datetime.timedelta(minutes=5 * number)
                connection.execute("UPDATE responses SET time = ? WHERE token = ?", (time.isoformat(), f"t{number}"))
        return completion(COURSE, store).hours_in_words

    assert said(3600) == "1 hour"
    assert said(5400) == "1.5 hours"
    assert said(60) == "less than 0.1 hours"


def test_the_page_is_brought_up_to_date_and_never_stored(busy: Store) -> None:
    page = progress_page(COURSE, busy)
    before = page.html
    with busy.writing() as connection:
        connection.execute("DELETE FROM responses WHERE lesson = 'mechanism'")
    page._handle_custom_msg({"type": "refresh"}, [])
    assert page.html != before
    data: Any = page._repr_mimebundle_()[0]
    assert data["text/plain"] == "Run this page to see your progress."
    assert "text/html" not in data


def test_an_unreadable_record_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("not a folder")
    page = progress_page(COURSE, Store(tmp_path / "occupied" / "answers.sqlite"))
    assert page.html.startswith("<p>Your answers are not being kept")
    assert page.html.count("<") == 2


def test_the_record_of_completion_says_what_it_is_not_and_holds_no_name(busy: Store) -> None:
    html = completion_html(completion(COURSE, busy), COURSE)
    assert all(sentence in html for sentence in DISCLAIMERS)
    assert "version 0." in html
    assert "hours" in html
    assert "@media print" in html
    assert '<p class="name">' in html
    assert datetime.date.today().isoformat() in html
    assert not re.search(r"https?://|<script|<img", html)


def test_the_record_of_completion_shows_scores_only_if_wanted(store: Store) -> None:
    course = counted_course()
    sit(CountedTest(course, store, "before"))
    assert CompletionPage(course, store).scored == ""
    sit(CountedTest(course, store, "after"))
    page = CompletionPage(course, store)
    assert "After the course" in page.scored
    assert "After the course" not in page.page


# ------------------------------------------------------------------------------------------------------- standing


def test_standing_is_one_line_with_a_link_to_the_review(busy: Store, store: Store) -> None:
    plan = COURSE.lessons["condition"]
    seen = {row.question_id for row in busy.responses() if row.lesson == "condition"}
    html = standing(plan, COURSE, busy).html
    assert words(html).strip().startswith(f"You have answered {len(seen)} of {len(COURSE.bank('condition'))} questions")
    assert 'data-notebook="06_review"' in html
    fresh = standing(plan, COURSE, store)
    assert "not answered any of the" in fresh.html
    for notice in (fresh, standing(plan, COURSE, busy)):
        assert notice._repr_mimebundle_()[0]["text/plain"] == "Run the lesson to see where you stand."


# -------------------------------------------------------------------------------------------------- calls of a lesson


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    views: list[Any] = []
    monkeypatch.setattr("IPython.display.display", views.append)
    return views


def test_every_call_of_the_notebooks_shows_its_view(store: Store, shown: list[Any]) -> None:
    page = Lesson(COURSE.lessons["review"], COURSE, store)
    for call in (page.review, page.confidence, page.progress, page.completion):
        call()
    page.counted_test("after")
    Lesson(COURSE.lessons["condition"], COURSE, store).standing()
    names = [type(view).__name__ for view in shown]
    assert names == ["Review", "ConfidencePractice", "LivePage", "CompletionPage", "CountedTest", "Notice"]


@pytest.mark.parametrize("call", [lambda page: page.ask("test-a-01"), lambda page: page.quiz("test_a")])
def test_a_question_of_a_test_is_never_asked_outside_it(
    call: Callable[[Lesson], None], store: Store, shown: list[Any]
) -> None:
    course = counted_course()
    call(Lesson(course.lessons["sample"], course, store))
    assert "Questions of a test are asked in the test alone." in shown[0].html

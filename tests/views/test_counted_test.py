"""A test that counts, through the widget's own messages: what is kept, what is hidden, and when it is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from counted_samples import SECRET, counted_course
from learner_samples import CHOICES, sit

from dystonia_course.content.course import Course
from dystonia_course.record.store import Store
from dystonia_course.record.test_forms import Forms
from dystonia_course.views.counted_test import CountedTest

COURSE = counted_course()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "answers.sqlite")


def state(test: CountedTest) -> str:
    """Everything that the kernel has sent about this widget's state, the module and style sheet excepted."""
    return json.dumps({key: value for key, value in test.get_state().items() if key not in ("_esm", "_css")})


def recorded(course: Course, file: Path) -> tuple[list[str], list[bool | None]]:
    """Every message of a first test from offer to closing, and the verdicts that stayed in the kernel."""
    store = Store(file)
    with store.writing() as connection:
        connection.execute("INSERT INTO settings VALUES ('test_seed', '4')")
    test = CountedTest(course, store, "before")
    said = [state(test)]
    test.send = lambda content, buffers=None: said.append(json.dumps(content))  # type: ignore[method-assign]
    test._handle_custom_msg({"type": "open"}, [])
    for number, question in enumerate(test.questions[:-1]):
        answer = {"question_id": question["id"], "choice": CHOICES[question["kind"]], "seconds": 2, "confidence": 3}
        test._handle_custom_msg({"type": "answer", "token": f"t{number}", **answer}, [])
        said.append(state(test))
    test._handle_custom_msg({"type": "close"}, [])
    said += [state(test), state(CountedTest(course, store, "before")), repr(test)]
    plain = [re.sub(r"IPY_MODEL_\w+", "IPY_MODEL", one) for one in said]
    return plain, [row.correct for row in store.responses()]


def test_what_the_kernel_sends_is_the_same_when_only_the_keys_and_reasons_move(tmp_path: Path) -> None:
    first, verdicts = recorded(COURSE, tmp_path / "first.sqlite")
    second, others = recorded(counted_course(moved=True), tmp_path / "second.sqlite")
    assert first == second
    assert verdicts != others
    assert len(first) > 30
    assert SECRET not in "".join(first)


def test_an_answer_is_kept_at_once_and_may_be_changed_until_the_test_is_closed(store: Store) -> None:
    test = sit(CountedTest(COURSE, store, "before"), leave=18, close=False)
    question = next(one for one in test.questions if one["kind"] == "best_answer")["id"]

    def answer(choice: str, token: str) -> None:
        message = {"question_id": question, "choice": choice, "seconds": 1, "confidence": None}
        test._handle_custom_msg({"type": "answer", "token": token, **message}, [])

    answer("a", "one")
    assert [row.choice for row in store.responses()] == ["a"]
    answer("b", "two")
    assert test.chosen == {question: {"choice": "b", "confidence": None}}
    again = CountedTest(COURSE, store, "before")
    assert again.chosen == test.chosen
    assert [one["id"] for one in again.questions] == [one["id"] for one in test.questions]
    test._handle_custom_msg({"type": "close"}, [])
    answer("c", "three")
    assert [row.choice for row in store.responses()] == ["a", "b"], "nothing is kept after closing"


def test_each_learner_gets_both_forms_and_no_question_twice(store: Store) -> None:
    first = sit(CountedTest(COURSE, store, "before"), close=False)
    asked = {one["id"] for one in first.questions}
    first._handle_custom_msg({"type": "close"}, [])
    second = sit(CountedTest(COURSE, store, "after"), close=False)
    forms = [{question.id for question in COURSE.tests if question.pool == pool} for pool in ("test_a", "test_b")]
    assert {one["id"] for one in second.questions} == next(form for form in forms if form != asked)
    assert asked in forms


def test_nothing_is_shown_before_the_second_test_is_closed_and_then_everything(store: Store) -> None:
    first = sit(CountedTest(COURSE, store, "before"), leave=3)
    assert (first.state, first.result, first.explained) == ("closed", "", [])
    assert "second test" in first.words
    second = CountedTest(COURSE, store, "after")
    assert second.state == "offer"
    sit(second, close=False)
    assert SECRET not in state(first) + state(second)
    second._handle_custom_msg({"type": "close"}, [])
    for test in (first, second, CountedTest(COURSE, store, "before")):
        assert "95% interval" in test.result
        assert [len(one["questions"]) for one in test.explained] == [18, 18]
        assert all("feedback" in one for part in test.explained for one in part["questions"])
    assert len(second.explained[0]["chosen"]) == 15


def test_results_are_hidden_again_while_the_third_test_is_open(store: Store) -> None:
    sit(CountedTest(COURSE, store, "before"))
    second = sit(CountedTest(COURSE, store, "after"))
    third = CountedTest(COURSE, store, "later")
    assert third.state == "none"
    assert "come back in" in third.words
    with store.writing() as connection:
        connection.execute("UPDATE sittings SET closed = '2026-01-01T00:00:00.000+00:00' WHERE occasion = 'after'")
    third = CountedTest(COURSE, store, "later")
    assert third.state == "offer"
    assert second.result
    third._handle_custom_msg({"type": "open"}, [])
    assert (second.result, second.explained) == ("", [])
    assert SECRET not in state(second) + state(third)
    third._handle_custom_msg({"type": "close"}, [])
    assert len(second.explained) == 3
    assert "same questions" in third.result


def test_marks_by_confidence_stand_beside_the_plain_score(store: Store) -> None:
    """At more than 80% sure a right answer brings 3 marks and a wrong one costs 6; without confidence none is said."""
    sit(CountedTest(COURSE, store, "before"))
    test = sit(CountedTest(COURSE, store, "after"), leave=3, confidence=3)
    right = sum(bool(one.correct) for one in Forms(COURSE, store).answers("after").values())
    marks = f"{3 * right - 6 * (15 - right)} of {3 * right} marks (15 answers)".replace("-", "−")
    rows = re.findall(r"<tr\b.*?</tr>", test.result, flags=re.DOTALL)
    before = next(one for one in rows if "Before the course" in one and "of 18" in one)
    after = next(one for one in rows if "After the course" in one and "of 18" in one)
    assert f"{right} of 18" in after
    assert marks in after
    assert "marks" not in before.replace('data-label="By confidence"', "")


def test_without_confidence_the_result_has_no_column_for_it(store: Store) -> None:
    sit(CountedTest(COURSE, store, "before"))
    assert "By confidence" not in sit(CountedTest(COURSE, store, "after")).result


def test_the_second_test_waits_for_the_first(store: Store) -> None:
    test = CountedTest(COURSE, store, "after")
    assert test.state == "none"
    assert test.words == "The test after the course can be taken once the first test, on the start page, is closed."
    test._handle_custom_msg({"type": "open"}, [])
    assert test.state == "none"
    assert Forms(COURSE, store).sittings() == {}


def test_a_store_that_cannot_keep_anything_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("not a folder")
    test = CountedTest(COURSE, Store(tmp_path / "occupied" / "answers.sqlite"), "before")
    assert test.state == "none"
    assert "occupied" in test.words


def test_the_stored_face_is_one_fixed_sentence(store: Store) -> None:
    test = sit(CountedTest(COURSE, store, "before"))
    data: Any = test._repr_mimebundle_()[0]
    assert data["text/plain"] == "Test before the course. Run this page to take the test: menu Run, then Run All Cells."


def test_a_test_that_does_not_exist_is_refused_in_words(store: Store) -> None:
    with pytest.raises(LookupError, match="There is no test called 'soon'"):
        CountedTest(COURSE, store, "soon")  # type: ignore[arg-type]

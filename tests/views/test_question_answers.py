"""What the kernel does with an answer: scores it, stores it, says what became of it, remembers it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from question_samples import RECORDS, sample, sample_course

from dystonia_course.record.store import Store
from dystonia_course.views.question import QuestionWidget
from dystonia_course.views.question_answers import AnswerDesk
from dystonia_course.views.question_set import QuestionSet

COURSE = sample_course()
RIGHT: dict[str, Any] = {
    "best": "trick",
    "match": {"turn": "torti", "tilt": "latero", "fore": "ante"},
    "order": ["bind", "enter", "cross", "cut"],
    "number": {"value": 5, "unit": "units"},
    "hotspot": {"region": "splenius-capitis", "side": "right"},
    "short": {"text": "It is function.", "points": [0]},
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "answers.sqlite")


@pytest.fixture
def unwritable(tmp_path: Path) -> Store:
    """A store whose file cannot be made: a file stands where its folder should be."""
    (tmp_path / "occupied").write_text("not a folder")
    return Store(tmp_path / "occupied" / "answers.sqlite")


def message(name: str, choice: object, token: str = "t1", **more: object) -> dict[str, Any]:
    answer = {"type": "answer", "question_id": f"sample-{name}", "token": token, "choice": choice, "seconds": 12.5}
    return {**answer, "confidence": None, **more}


@pytest.mark.parametrize("name", list(RECORDS))
def test_an_answer_of_each_kind_is_scored_and_stored(name: str, store: Store) -> None:
    desk = AnswerDesk([sample(name)], COURSE, store)
    assert desk.receive(message(name, RIGHT[name])) == {"type": "saved", "token": "t1", "attempt": 1}
    [row] = store.responses()
    assert (row.question_id, row.question_version, row.lesson, row.pool) == (f"sample-{name}", 1, "sample", "lesson")
    assert (row.choice, row.seconds, row.attempt) == (RIGHT[name], 12.5, 1)
    assert row.correct is (None if name == "short" else True)


def test_a_second_answer_is_a_second_attempt_and_the_first_stays(store: Store) -> None:
    desk = AnswerDesk([sample("best")], COURSE, store)
    desk.receive(message("best", "pain", "a"))
    assert desk.receive(message("best", "trick", "b")) == {"type": "saved", "token": "b", "attempt": 2}
    kept = [(row.attempt, row.choice, row.correct) for row in store.responses()]
    assert kept == [(1, "pain", False), (2, "trick", True)]


def test_the_same_answer_sent_again_is_stored_once(store: Store) -> None:
    desk = AnswerDesk([sample("best")], COURSE, store)
    assert desk.receive(message("best", "pain")) == desk.receive(message("best", "pain"))
    assert len(store.responses()) == 1
    assert len(desk.history()["sample-best"]) == 1


def test_a_new_widget_shows_what_was_answered_before(store: Store) -> None:
    QuestionWidget(sample("best"), COURSE, store)._handle_custom_msg(message("best", "pain"), [])
    again = QuestionWidget(sample("best"), COURSE, store)
    assert again.history == [
        {"token": "t1", "version": 1, "attempt": 1, "choice": "pain", "correct": False, "confidence": None}
    ]
    both = QuestionSet([sample("best"), sample("number")], COURSE, store)
    assert both.history == {"sample-best": again.history, "sample-number": []}


def test_saved_is_said_only_after_the_row_is_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = QuestionWidget(sample("best"), COURSE, store)
    seen: list[tuple[object, int, int]] = []
    monkeypatch.setattr(
        widget, "send", lambda reply: seen.append((reply["type"], len(store.responses()), len(widget.history)))
    )
    widget._handle_custom_msg(message("best", "pain"), [])
    assert seen == [("saved", 1, 1)]


def test_an_unwritable_store_is_told_in_words_and_nothing_counts_as_saved(unwritable: Store) -> None:
    widget = QuestionWidget(sample("best"), COURSE, unwritable)
    assert widget.problem.startswith("Your answers are not being kept:")
    reply = widget._desk.receive(message("best", "pain"))
    assert reply is not None
    assert reply["type"] == "not_saved"
    assert reply["token"] == "t1"
    assert "occupied" in reply["why"]
    assert widget.history == []


def test_a_store_that_recovers_takes_the_answer_that_is_sent_again(tmp_path: Path, unwritable: Store) -> None:
    desk = AnswerDesk([sample("best")], COURSE, unwritable)
    first = desk.receive(message("best", "pain"))
    assert first is not None
    assert first["type"] == "not_saved"
    (tmp_path / "occupied").unlink()
    assert desk.receive(message("best", "pain")) == {"type": "saved", "token": "t1", "attempt": 1}
    assert desk.problem == ""


@pytest.mark.parametrize(
    "broken",
    [
        message("best", "no such option"),
        message("best", None),
        message("best", ["trick"]),
        message("best", "pain", seconds="soon"),
        message("best", "pain", confidence=9),
        message("unknown", "pain"),
        {"type": "answer", "choice": "pain"},
    ],
)
def test_what_does_not_fit_is_refused_in_words(broken: dict[str, Any], store: Store) -> None:
    desk = AnswerDesk([sample("best")], COURSE, store)
    reply = desk.receive(broken)
    assert reply is not None
    assert reply["type"] == "not_saved"
    assert reply["why"]
    assert store.responses() == []


def test_other_messages_are_none_of_its_business(store: Store) -> None:
    assert AnswerDesk([sample("best")], COURSE, store).receive({"type": "hello"}) is None


def test_answers_from_many_threads_are_all_kept_in_one_history(store: Store) -> None:
    questions = [sample("best", id=f"sample-{number}") for number in range(10)]
    widget = QuestionSet(questions, sample_course(*questions), store)
    ready = threading.Barrier(8)

    def answer(thread: int) -> None:
        ready.wait()
        for number in range(10):
            widget._handle_custom_msg(message(str(number), "pain", f"{thread}-{number}"), [])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(8)))
    assert len(store.responses()) == 80
    for question in questions:
        assert [attempt["attempt"] for attempt in widget.history[question.id]] == list(range(1, 9))


@pytest.mark.parametrize("pool", ["test_a", "test_b"])
def test_in_a_test_that_counts_the_browser_does_not_hear_whether_it_was_right(pool: str, store: Store) -> None:
    widget = QuestionWidget(sample("best", pool=pool), COURSE, store)
    reply = widget._desk.receive(message("best", "trick"))
    assert reply == {"type": "saved", "token": "t1", "attempt": 1}
    again = QuestionWidget(sample("best", pool=pool), COURSE, store)
    assert [attempt["correct"] for attempt in again.history] == [None]
    assert store.responses()[0].correct is True
    state = str({key: value for key, value in again.get_state().items() if key not in ("_esm", "_css")})
    assert "sensory trick" not in state
    assert "feedback" not in state


def test_the_outputs_that_a_notebook_stores_hold_no_key(store: Store) -> None:
    QuestionWidget(sample("best"), COURSE, store)._handle_custom_msg(message("best", "pain"), [])
    widgets = [QuestionWidget(sample("best"), COURSE, store), QuestionSet([sample("best")], COURSE, store, "Set")]
    for widget in widgets:
        data, _ = widget._repr_mimebundle_()
        assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
        assert set(data["application/vnd.jupyter.widget-view+json"]) == {"version_major", "version_minor", "model_id"}
        assert repr(widget) == data["text/plain"]
        for secret in ("sensory trick", "Scans are", "pain-lee", "0x", widget.model_id):
            assert secret not in data["text/plain"]

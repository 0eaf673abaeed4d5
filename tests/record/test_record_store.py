"""What is kept, how it is numbered, and what comes back."""

from __future__ import annotations

import datetime
import math
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dystonia_course.record import opening
from dystonia_course.record.location import answers_file
from dystonia_course.record.store import Response, Store

Keep = Callable[..., Response]


def test_an_answer_comes_back_as_it_was_given(store: Store, keep: Keep) -> None:
    choice = {"text": "Ein ‘Gegendruck’ \U0001f600\n\x00", "points": [0, 2]}
    added = keep(store, choice=choice, correct=None, seconds=12.25, confidence=2, token="t", pool="check")
    assert store.responses() == [added]
    assert (added.choice, added.correct, added.seconds, added.confidence) == (choice, None, 12.25, 2)
    assert (added.question_id, added.question_version, added.lesson, added.pool, added.token) == (
        "condition-sensory-trick",
        1,
        "condition",
        "check",
        "t",
    )


def test_the_time_is_utc(store: Store, keep: Keep) -> None:
    before = datetime.datetime.now(datetime.UTC)
    moment = datetime.datetime.fromisoformat(keep(store).time)
    assert moment.utcoffset() == datetime.timedelta(0)
    assert before - datetime.timedelta(milliseconds=1) <= moment <= datetime.datetime.now(datetime.UTC)


def test_attempts_are_counted_for_each_question(store: Store, keep: Keep) -> None:
    given_to = ["a", "b", "a", "a", "b"]
    assert [keep(store, question_id=question).attempt for question in given_to] == [1, 1, 2, 3, 2]


def test_a_later_version_of_a_question_does_not_begin_the_count_again(store: Store, keep: Keep) -> None:
    keep(store, question_version=1)
    assert keep(store, question_version=2).attempt == 2


def test_the_same_token_is_one_row_and_gives_the_stored_one(store: Store, keep: Keep) -> None:
    first = keep(store, token="once", seconds=3)
    again = keep(store, token="once", seconds=99)
    assert again == first
    assert store.responses() == [first]


@pytest.mark.parametrize("change", [{"question_id": "other"}, {"choice": "mri"}, {"correct": False}])
def test_a_token_of_another_answer_is_refused(store: Store, keep: Keep, change: dict[str, Any]) -> None:
    keep(store, token="once")
    with pytest.raises(ValueError, match="belongs to another answer"):
        keep(store, token="once", **change)
    assert len(store.responses()) == 1
    assert store.problem() is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"choice": {1, 2}}, "JSON"),
        ({"choice": math.nan}, "JSON"),
        ({"confidence": 4}, "confidence"),
        ({"confidence": 0}, "confidence"),
        ({"seconds": math.inf}, "seconds"),
        ({"token": ""}, "token"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_nothing_is_kept(
    store: Store, keep: Keep, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        keep(store, **change)
    assert store.responses() == []


def test_a_clock_that_was_set_back_counts_as_no_time(store: Store, keep: Keep) -> None:
    assert keep(store, seconds=-3).seconds == 0


def test_responses_are_those_to_the_questions_asked_for_oldest_first(store: Store, keep: Keep) -> None:
    for question in ["a", "b", "c", "a", "b"]:
        keep(store, question_id=question)
    found = store.responses(["b", "a", "b", "unknown"])
    assert [(one.question_id, one.attempt) for one in found] == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert store.responses([]) == []
    assert len(store.responses([f"q{i}" for i in range(40_000)] + ["c"])) == 1


def test_answers_are_there_for_the_next_store(file: Path, keep: Keep) -> None:
    with Store(file) as first:
        added = keep(first)
    with Store(file) as second:
        assert second.responses() == [added]
        assert keep(second).attempt == 2


def test_nothing_is_written_before_it_is_needed(file: Path) -> None:
    Store(file)
    assert not file.parent.exists()


def test_only_the_owner_can_read_the_file(store: Store, keep: Keep, file: Path) -> None:
    if os.name != "posix":
        pytest.skip("file modes of POSIX")
    keep(store)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    assert all(part.stat().st_mode & 0o077 == 0 for part in file.parent.iterdir())


@pytest.mark.parametrize("name", ["a b", "100% #1?", "Üben ✓", "quote'\"s"])
def test_a_folder_may_have_any_name(tmp_path: Path, keep: Keep, name: str) -> None:
    with Store(tmp_path / name / "answers.sqlite") as store:
        keep(store)
        assert (tmp_path / name / "answers.sqlite").exists()


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: Keep) -> None:
    monkeypatch.setenv("DYSTONIA_COURSE_HOME", str(tmp_path / "mine"))
    with Store() as store:
        assert store.path == tmp_path / "mine" / "answers.sqlite"
        assert not store.path.exists()
        keep(store)
        assert store.path.exists()


def test_a_relative_folder_is_taken_from_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for named in ("answers/here", "~/answers/here"):
        monkeypatch.setenv("DYSTONIA_COURSE_HOME", named)
        assert answers_file() == tmp_path / "answers" / "here" / "answers.sqlite"


def test_without_the_variable_it_is_the_data_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DYSTONIA_COURSE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    if os.name == "posix":
        assert answers_file().is_relative_to(tmp_path)
    assert answers_file().name == "answers.sqlite"


def test_write_ahead_log_and_full_synchronisation(store: Store, keep: Keep, file: Path) -> None:
    keep(store)
    assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._connection.execute("PRAGMA busy_timeout").fetchone() == (15000,)


@pytest.mark.skipif(os.name != "posix", reason="a file layer without shared memory is at hand on POSIX only")
def test_where_no_write_ahead_log_can_be_had_answers_are_kept_all_the_same(
    file: Path, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's lock-file layer has no shared memory, as some network file systems have none."""
    monkeypatch.setattr(opening, "_URI_OPTIONS", "&vfs=unix-dotfile")
    with Store(file) as store:
        assert [keep(store).attempt for _ in range(3)] == [1, 2, 3]
        assert store.problem() is None
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with Store(file) as store:
        assert len(store.responses()) == 3


@pytest.mark.skipif(os.name != "posix", reason="a file layer without shared memory is at hand on POSIX only")
def test_a_file_with_a_log_can_be_used_where_no_log_can_be_had(
    file: Path, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(file) as store:
        keep(store)
    monkeypatch.setattr(opening, "_URI_OPTIONS", "&vfs=unix-dotfile")
    with Store(file) as store:
        assert keep(store).attempt == 2
        assert [one.attempt for one in store.responses()] == [1, 2]


def test_many_threads_share_a_store(store: Store, keep: Keep) -> None:
    def add() -> None:
        for _ in range(50):
            keep(store, question_id="shared")

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.attempt for one in store.responses(["shared"])] == list(range(1, 301))


def test_a_deleted_file_is_begun_anew_by_an_open_store(store: Store, keep: Keep, file: Path) -> None:
    keep(store)
    shutil.rmtree(file.parent)
    assert store.responses() == []
    added = keep(store)
    assert added.attempt == 1
    with Store(file) as other:
        assert other.responses() == [added]


def test_a_file_put_in_its_place_is_used_by_an_open_store(store: Store, keep: Keep, file: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "other.sqlite") as other:
        for _ in range(3):
            keep(other)
    keep(store)
    store_files = list(file.parent.iterdir())
    for part in store_files:
        part.unlink()
    shutil.copy(tmp_path / "other.sqlite", file)
    assert keep(store).attempt == 4
    with Store(file) as again:
        assert len(again.responses()) == 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_writes_through_a_connection_of_its_own(store: Store, keep: Keep) -> None:
    keep(store)
    child = os.fork()
    if child == 0:
        try:
            keep(store, token="from the child")
            os._exit(0)
        except BaseException:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert keep(store).attempt == 3
    assert [one.attempt for one in store.responses()] == [1, 2, 3]


def test_a_row_that_somebody_broke_is_left_out_and_left_there(store: Store, keep: Keep, file: Path) -> None:
    keep(store)
    keep(store, token="broken")
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE responses SET choice = 'no json' WHERE token = 'broken'")
    raw.close()
    assert [one.attempt for one in store.responses()] == [1]
    assert keep(store).attempt == 3


def test_fifty_thousand_rows_are_no_burden(store: Store, keep: Keep, file: Path) -> None:
    keep(store)
    with sqlite3.connect(file) as raw:
        raw.execute(
            """WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 49999)
            INSERT INTO responses (time, question_id, question_version, lesson, pool, attempt, choice, seconds, token)
            SELECT '2026-01-01T00:00:00.000+00:00', 'q-' || (value % 500), 1, 'condition', 'lesson', value / 500 + 1,
            '"trick"', 2.0, 't-' || value FROM n"""
        )
        plan = raw.execute(
            "EXPLAIN QUERY PLAN SELECT number FROM responses WHERE question_id IN ('q-1', 'q-2')"
        ).fetchall()
    raw.close()
    assert "responses_attempt" in plan[0][3]
    store.close()
    start = time.perf_counter()
    assert store.problem() is None
    opened = time.perf_counter()
    found = store.responses([f"q-{number}" for number in range(30)])
    read = time.perf_counter()
    assert keep(store, question_id="q-7").attempt == 101
    written = time.perf_counter()
    assert len(found) == 3000
    # generous limits: other work may run on the same machine
    assert opened - start < 3
    assert read - opened < 1
    assert written - read < 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    choice=json_values,
    correct=st.none() | st.booleans(),
    seconds=st.floats(0, 1e6),
    confidence=st.sampled_from([None, 1, 2, 3]),
)
def test_any_json_comes_back_unchanged(
    store: Store, keep: Keep, choice: object, correct: bool | None, seconds: float, confidence: int | None
) -> None:
    added = keep(store, choice=choice, correct=correct, seconds=seconds, confidence=confidence)
    assert (added.choice, added.correct, added.seconds, added.confidence) == (choice, correct, seconds, confidence)
    assert store.responses()[-1] == added


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=25),
    reopen=st.sets(st.integers(0, 24)),
)
def test_attempts_are_always_one_two_three(
    tmp_path_factory: pytest.TempPathFactory, keep: Keep, answers: list[tuple[str, int]], reopen: set[int]
) -> None:
    """Whatever the order of questions, repeated tokens and reopenings."""
    store = Store(tmp_path_factory.mktemp("any") / "answers.sqlite")
    for position, (question, number) in enumerate(answers):
        if position in reopen:
            store.close()
        keep(store, question_id=question, token=f"{question}-{number}")
    for question in "abc":
        tokens = list(dict.fromkeys(f"{q}-{n}" for q, n in answers if q == question))
        found = store.responses([question])
        assert [one.token for one in found] == tokens
        assert [one.attempt for one in found] == list(range(1, len(tokens) + 1))
    store.close()

"""Files of earlier versions of the tables, and what every step leaves behind."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dystonia_course.record import schema
from dystonia_course.record.response import COLUMNS
from dystonia_course.record.store import RecordUnavailable, Response, Store

Keep = Callable[..., Response]
VERSION_1 = Path(__file__).with_name("version_1.sql")


@pytest.fixture
def version_1(file: Path) -> Path:
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as old:
        old.executescript(VERSION_1.read_text(encoding="utf-8"))
    return file


def test_a_file_of_version_1_is_taken_over_with_all_its_answers(version_1: Path, keep: Keep) -> None:
    with Store(version_1) as store:
        assert store.problem() is None
        found = store.responses()
        assert [one.token for one in found] == ["a", "b", "c", "d"]
        assert found[0] == Response(
            time="2026-01-05T08:00:00.000+00:00",
            question_id="condition-sensory-trick",
            question_version=1,
            lesson="condition",
            pool="lesson",
            attempt=1,
            choice="mri",
            correct=False,
            seconds=12.5,
            confidence=None,
            token="a",
        )
        assert (found[2].choice, found[2].correct) == ({"value": 5}, None)
        assert keep(store, question_id="condition-sensory-trick", confidence=3).attempt == 3


def test_equal_attempt_numbers_of_version_1_are_put_right(version_1: Path) -> None:
    with Store(version_1) as store:
        assert [one.attempt for one in store.responses(["condition-prevalence"])] == [1, 2]


def test_a_migrated_file_is_as_a_new_one(version_1: Path, keep: Keep, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite"
    described = []
    for file in (version_1, new):
        with Store(file) as store:
            keep(store)
        with contextlib.closing(sqlite3.connect(file)) as raw:
            tables = ("responses", "cards", "sittings", "settings")
            columns = [sorted(row[1:] for row in raw.execute(f"PRAGMA table_info({name})")) for name in tables]
            indexes = sorted((row[1], row[2]) for row in raw.execute("PRAGMA index_list(responses)"))
            version = raw.execute("PRAGMA user_version").fetchone()[0]
            application = raw.execute("PRAGMA application_id").fetchone()[0]
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        described.append((columns, indexes, version, application))
    assert described[0] == described[1]
    assert described[0][2:] == (schema.VERSION, schema.APPLICATION_ID)


def test_every_version_on_the_way_can_be_migrated(tmp_path: Path, keep: Keep) -> None:
    for version in range(schema.VERSION + 1):
        file = tmp_path / f"{version}.sqlite"
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as raw:
            for step in schema.MIGRATIONS[:version]:
                for statement in step:
                    raw.execute(statement)
            raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID if version else 0}")
            raw.execute(f"PRAGMA user_version = {version}")
        with Store(file) as store:
            assert keep(store).attempt == 1, version


def test_a_step_that_fails_leaves_the_file_at_its_version(
    version_1: Path, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*schema.MIGRATIONS, ("ALTER TABLE responses ADD COLUMN hint TEXT", "SELECT broken FROM nowhere"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", steps)
        patch.setattr(schema, "VERSION", len(steps))
        with Store(version_1) as store, pytest.raises(RecordUnavailable):
            keep(store)
    with contextlib.closing(sqlite3.connect(version_1)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        assert "confidence" not in [row[1] for row in raw.execute("PRAGMA table_info(responses)")]
        assert raw.execute("SELECT count(*) FROM responses").fetchone() == (4,)
    with Store(version_1) as store:
        assert len(store.responses()) == 4


def test_the_columns_in_the_code_are_those_of_the_file(store: Store, keep: Keep, file: Path) -> None:
    keep(store)
    with contextlib.closing(sqlite3.connect(file)) as raw:
        in_file = {row[1] for row in raw.execute("PRAGMA table_info(responses)")}
    assert in_file == {"number", *COLUMNS}


@pytest.mark.parametrize("correct", [2, -1])
def test_the_file_itself_refuses_what_cannot_be(store: Store, keep: Keep, file: Path, correct: int) -> None:
    keep(store, token="t")
    with contextlib.closing(sqlite3.connect(file)) as raw:
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE responses SET correct = ?", (correct,))
        columns = ", ".join(COLUMNS)
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"INSERT INTO responses ({columns}) SELECT {columns} FROM responses WHERE token = 't'")


def test_a_file_of_version_2_is_taken_over_with_all_its_answers_and_its_schedule(file: Path, keep: Keep) -> None:
    """Rows that the course itself wrote before there was a schedule."""
    from dystonia_course.content.course import load_course
    from dystonia_course.record.cards import answer_of, replay
    from dystonia_course.record.schedule import Schedule
    from dystonia_course.record.test_forms import Forms

    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as old:
        old.executescript(Path(__file__).with_name("version_2.sql").read_text(encoding="utf-8"))
        before = old.execute("SELECT * FROM responses ORDER BY number").fetchall()
    course = load_course()
    with Store(file) as store:
        assert [one.token for one in store.responses()] == ["a", "b", "c", "d", "e", "f"]
        assert store.responses()[4].choice == {
            "points": [0],
            "text": "A turn to the right, a tilt to the left — and pain.",
        }
        cards = Schedule(course, store).cards()
        points = {one.id: len(one.points) for one in course.questions.values() if one.kind == "short_answer"}
        assert cards == replay(answer_of(one, points) for one in store.read())
        assert cards["condition-ana-first-thought"].answers == 2
        assert cards["condition-ana-first-thought"].confident_error is not None
        assert Forms(course, store).sittings() == {}
        assert keep(store, question_id="condition-ana-first-thought").attempt == 3
    with contextlib.closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT * FROM responses ORDER BY number").fetchall()[:6] == before
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_a_file_of_version_1_gets_a_schedule(version_1: Path) -> None:
    from dystonia_course.content.course import load_course
    from dystonia_course.record.schedule import Schedule

    with Store(version_1) as store:
        cards = Schedule(load_course(), store).cards()
        assert {question: card.answers for question, card in cards.items()} == {
            "condition-sensory-trick": 2,
            "condition-prevalence": 2,
        }

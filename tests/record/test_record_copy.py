"""A learner takes everything to another computer and goes on there."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_course import with_tests
from test_record_commands import record as record  # the fixture that runs the command

from dystonia_course.record.preferences import confidence_wanted, want_confidence
from dystonia_course.record.schedule import Schedule
from dystonia_course.record.schema import VERSION
from dystonia_course.record.store import Response, Store
from dystonia_course.record.test_forms import Forms

Keep = Callable[..., Response]
Run = Callable[..., int]
COURSE = with_tests(3)
HERE = Path(__file__).parent


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Sits down at a computer with this name; gives its file of answers."""

    def sit(name: str) -> Path:
        monkeypatch.setenv("DYSTONIA_COURSE_HOME", str(tmp_path / name))
        return tmp_path / name / "answers.sqlite"

    return sit


def test_everything_comes_back_on_another_computer_while_both_have_notebooks_open(
    computer: Callable[[str], Path], record: Run, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "my answers.sqlite"
    with Store(computer("old")) as old:
        want_confidence(old, True)
        keep(old, choice={"text": "my own words", "points": [0]}, correct=None, confidence=2)
        keep(old, correct=False, confidence=3)
        Forms(COURSE, old).open("before")
        keep(old, question_id=Forms(COURSE, old).questions("before")[0].id, pool=Forms(COURSE, old).form("before"))
        cards = Schedule(COURSE, old).cards()
        assert record("copy", "--to", str(taken)) == 0
        assert "3 answers copied to" in capsys.readouterr().err
        assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [taken.name], (
            "one file and nothing beside it"
        )
        with Store(computer("new")) as new:
            assert Forms(COURSE, new).seed() >= 0, "a start page was looked at here"
            assert record("restore", str(taken)) == 0
            assert "3 answers restored." in capsys.readouterr().out
            assert new.responses() == old.responses()
            assert Forms(COURSE, new).seed() == Forms(COURSE, old).seed()
            assert Forms(COURSE, new).sittings() == Forms(COURSE, old).sittings()
            assert Schedule(COURSE, new).cards() == cards
            assert confidence_wanted(new)
            assert keep(new).attempt == 3, "and the learner goes on"


def test_files_are_named_from_the_folder_where_the_learner_stands(
    computer: Callable[[str], Path],
    record: Run,
    keep: Keep,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Store(computer("old")) as store:
        keep(store)
    monkeypatch.chdir(tmp_path)
    assert record("copy", "--to", "my-answers.sqlite") == 0
    assert "type: python start.py record restore my-answers.sqlite" in capsys.readouterr().err
    file = computer("new")
    assert record("restore", "my-answers.sqlite") == 0
    with Store(file) as store:
        assert len(store.responses()) == 1


def test_the_way_back_takes_what_is_new_and_loses_nothing(
    computer: Callable[[str], Path], record: Run, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    old, new = computer("old"), computer("new")
    with Store(old) as store:
        Forms(COURSE, store).open("before")
        keep(store)
    computer("old")
    assert record("copy", "--to", str(first)) == 0
    computer("new")
    assert record("restore", str(first)) == 0
    with Store(new) as store:
        Forms(COURSE, store).close("before")  # no answer more, and yet further
    assert record("copy", "--to", str(second)) == 0
    computer("old")
    assert record("restore", str(second)) == 0
    assert "1 answer restored." in capsys.readouterr().out
    with Store(old) as store:
        assert Forms(COURSE, store).sittings()["before"].closed
        assert record("restore", str(first)) == 0
        assert "Nothing was changed" in capsys.readouterr().out
        assert Forms(COURSE, store).sittings()["before"].closed, "an older copy takes nothing back"
        before = keep(store)
    computer("new")
    with Store(new) as store:
        keep(store)
        keep(store)
    assert record("copy", "--to", str(second)) == 0
    computer("old")
    capsys.readouterr()
    assert record("restore", str(second)) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("Nothing was restored: 1 answer on this computer is not in that copy")
    with Store(old) as store:
        assert store.responses()[-1] == before


def test_what_is_no_copy_is_refused_in_one_sentence(
    computer: Callable[[str], Path], record: Run, keep: Keep, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = computer("here")
    with Store(file) as store:
        for _ in range(200):
            keep(store)
    copied, export, other, newer = (tmp_path / name for name in ("copy.sqlite", "a.csv", "other.sqlite", "new.sqlite"))
    assert record("copy", "--to", str(copied)) == 0
    assert record("export", "--to", str(export)) == 0
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()
    newer.write_bytes(copied.read_bytes())
    with contextlib.closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.commit()
    half = tmp_path / "half.sqlite"
    half.write_bytes(copied.read_bytes()[: copied.stat().st_size // 2])
    computer("there")
    for bad, words in (
        (export, "is no copy that 'record copy' made"),
        (other, "is no copy that 'record copy' made"),
        (newer, "was made by a newer version of this course; update the course here"),
        (half, "is damaged; copy it from the other computer again"),
        (tmp_path / "gone.sqlite", "cannot be read (No such file or directory)"),
        (tmp_path, "is no copy"),
    ):
        capsys.readouterr()
        assert record("restore", str(bad)) == 1
        printed = capsys.readouterr().err
        assert printed.startswith("Nothing was restored: ")
        assert words in printed
        assert printed.count("\n") == 1
    computer("here")
    for command in ("copy", "export"):
        assert record(command, "--to", str(tmp_path / "nowhere" / "a.csv")) == 1
        assert (
            capsys.readouterr().err
            == f"{tmp_path / 'nowhere'} cannot be used: there is no such folder; make it first.\n"
        )
    assert record("copy", "--to", str(file)) == 1
    assert "holds your answers themselves" in capsys.readouterr().err
    with Store(file) as store:
        assert len(store.responses()) == 200


@pytest.mark.parametrize("version", [1, 2])
def test_a_copy_of_an_older_version_is_restored_too(
    computer: Callable[[str], Path], record: Run, tmp_path: Path, version: int
) -> None:
    older = tmp_path / "older.sqlite"
    with contextlib.closing(sqlite3.connect(older)) as connection:
        connection.executescript((HERE / f"version_{version}.sql").read_text(encoding="utf-8"))
        there = connection.execute("SELECT count(*) FROM responses").fetchone()[0]
    before = older.read_bytes()
    file = computer("here")
    assert record("restore", str(older)) == 0
    with Store(file) as store:
        assert len(store.responses()) == there > 0
    assert older.read_bytes() == before, "the copy itself stays as it was"


def test_nothing_to_copy_makes_no_file(
    computer: Callable[[str], Path], record: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    computer("here")
    assert record("copy", "--to", str(tmp_path / "copy.sqlite")) == 1
    assert capsys.readouterr().err == "No answers have been kept yet; nothing was copied.\n"
    assert not (tmp_path / "copy.sqlite").exists()

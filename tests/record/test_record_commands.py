"""`python -m dystonia_course record`, run as a learner or a script runs it."""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.record import commands
from dystonia_course.record.export import write_csv
from dystonia_course.record.response import COLUMNS
from dystonia_course.record.store import Response, Store

Keep = Callable[..., Response]
Run = Callable[..., int]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DYSTONIA_COURSE_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "answers.sqlite"


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `record` with these words, and with `typed` on standard input."""

    def run(*words: str, typed: str = "") -> int:
        parser = argparse.ArgumentParser()
        commands.add_parser(parser.add_subparsers(dest="command"))
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return commands.run(parser.parse_args(["record", *words]))

    return run


@pytest.fixture
def three(file: Path, keep: Keep) -> list[Response]:
    with Store(file) as store:
        return [
            keep(store, choice="trick", seconds=2.5),
            keep(store, choice="mri", correct=False, confidence=3),
            keep(store, question_id="condition-words", choice={"text": '=1+1\nÄ, "b"', "points": [0]}, correct=None),
        ]


def test_where_prints_the_file_and_makes_nothing(record: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record("where") == 0
    printed = capsys.readouterr()
    assert printed.out == f"{file}\n"
    assert "No answers have been kept" in printed.err
    assert not file.parent.exists()


def test_csv_holds_every_answer(record: Run, three: list[Response], capsys: pytest.CaptureFixture[str]) -> None:
    assert record("export") == 0
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert list(rows[0]) == list(COLUMNS)
    assert [json.loads(row["choice"]) for row in rows] == [one.choice for one in three]
    assert [row["correct"] for row in rows] == ["true", "false", ""]
    assert [row["confidence"] for row in rows] == ["", "3", ""]
    assert [row["attempt"] for row in rows] == ["1", "2", "1"]
    assert [float(row["seconds"]) for row in rows] == [one.seconds for one in three]
    assert [row["time"] for row in rows] == [one.time for one in three]
    assert "3 answers written" in printed.err


def test_json_lines_hold_every_answer_exactly(
    record: Run, three: list[Response], capsys: pytest.CaptureFixture[str]
) -> None:
    assert record("export", "--format", "jsonl") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [asdict(one) for one in three]


@pytest.mark.parametrize(("name", "first"), [("a.csv", "time,question_id"), ("a.jsonl", '{"time"'), ("a", "time,")])
def test_export_to_a_file(record: Run, three: list[Response], tmp_path: Path, name: str, first: str) -> None:
    target = tmp_path / name
    target.write_text("old")
    assert record("export", "--to", str(target)) == 0
    assert target.read_text(encoding="utf-8").startswith(first)
    assert len(list(tmp_path.glob("*a*"))) == 2  # the folder of data and the file: nothing half-written is left
    assert len(three) == 3


def test_export_does_not_overwrite_the_answers(
    record: Run, three: list[Response], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert record("export", "--to", str(file)) == 1
    assert file.read_bytes() == before
    assert "would overwrite your answers" in capsys.readouterr().err
    assert len(three) == 3


@pytest.mark.parametrize("target", ["missing/a.csv", "."])
def test_an_export_that_cannot_be_written_is_one_sentence(
    record: Run, three: list[Response], tmp_path: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record("export", "--to", str(tmp_path / target)) == 1
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert str(tmp_path) in printed
    assert len(three) == 3


def test_export_without_answers_is_a_header(record: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record("export") == 0
    printed = capsys.readouterr()
    assert printed.out == ",".join(COLUMNS) + "\r\n"
    assert "No answers have been kept yet" in printed.err
    assert not file.parent.exists()


def test_export_of_a_damaged_file_says_so(record: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.mkdir()
    file.write_bytes(b"rubbish")
    assert record("export") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Nothing was exported: ")
    assert str(file) in printed.err
    assert file.read_bytes() == b"rubbish"


def test_export_while_a_notebook_has_the_file_open(
    record: Run, file: Path, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(file) as notebook:
        keep(notebook)
        assert record("export", "--format", "jsonl") == 0
        assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("typed", ["", "\n", "no\n", "yess\n", "delete\n"])
def test_delete_asks_first(
    record: Run, three: list[Response], file: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record("delete", typed=typed) == 1
    printed = capsys.readouterr().out
    assert "3 answers" in printed
    assert str(file) in printed
    assert "Nothing was deleted" in printed
    with Store(file) as store:
        assert store.responses() == three


@pytest.mark.parametrize("typed", ["yes\n", "YES\n", "y\n"])
def test_delete_removes_all_files_and_says_so(
    record: Run, three: list[Response], file: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record("delete", typed=typed) == 0
    assert list(file.parent.iterdir()) == []
    printed = capsys.readouterr().out
    assert "Deleted 3 answers" in printed
    assert "answers.sqlite" in printed
    assert len(three) == 3


def test_delete_does_not_ask_with_yes(record: Run, three: list[Response], file: Path) -> None:
    assert record("delete", "--yes") == 0
    assert not file.exists()
    assert len(three) == 3


def test_delete_when_there_is_nothing(record: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record("delete") == 0
    assert "There is nothing to delete" in capsys.readouterr().out
    assert not file.parent.exists()


def test_delete_while_a_notebook_has_the_file_open(
    record: Run, file: Path, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log and its index go too, and the open notebook shows nothing any more and goes on with a new file."""
    with Store(file) as notebook:
        keep(notebook)
        keep(notebook)
        assert len(list(file.parent.iterdir())) == 3
        assert record("delete", "--yes") == 0
        if os.name == "posix":
            assert list(file.parent.iterdir()) == []
        assert "Deleted 2 answers" in capsys.readouterr().out
        assert notebook.responses() == []
        assert keep(notebook).attempt == 1
        with Store(file) as other:
            assert len(other.responses()) == 1


def test_nothing_of_a_deleted_answer_stays_in_the_file(file: Path, keep: Keep) -> None:
    """Where the file itself must stay, because it is open and the system keeps open files, its content is gone."""
    from dystonia_course.record import deletion

    with Store(file) as notebook:
        for _ in range(20):
            keep(notebook, choice={"text": "a very private answer", "points": []}, correct=None)
        found = deletion.contents(file)
        assert found is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(deletion, "_remove", lambda files: [])
            deletion.delete(found, file)
        for part in file.parent.iterdir():
            assert b"a very private answer" not in part.read_bytes(), part
        assert notebook.responses() == []
        assert keep(notebook).attempt == 1


def test_a_damaged_file_can_be_deleted(record: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.mkdir()
    file.write_bytes(b"rubbish")
    Path(f"{file}-wal").write_bytes(b"rubbish")
    assert record("delete", typed="yes\n") == 0
    assert list(file.parent.iterdir()) == []
    assert "cannot be counted" in capsys.readouterr().out


def test_a_newer_file_can_be_deleted(record: Run, three: list[Response], file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA user_version = 99")
    assert record("delete", "--yes") == 0
    assert not file.exists()
    assert len(three) == 3


def test_what_is_not_ours_is_not_deleted(record: Run, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.mkdir(parents=True)
    assert record("delete", "--yes") == 1
    assert file.is_dir()
    file.rmdir()
    with contextlib.closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("CREATE TABLE bookmarks (address TEXT)")
    assert record("delete", "--yes") == 1
    assert file.is_file()
    assert capsys.readouterr().err.count("Nothing was deleted: ") == 2


def test_an_empty_file_can_be_deleted(record: Run, file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    assert record("delete", "--yes") == 0
    assert not file.exists()


def test_from_the_command_line(file: Path, three: list[Response]) -> None:
    """As a whole program: bytes on standard output are UTF-8, whatever the terminal's own coding."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "dystonia_course", "record", "export"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert len(list(csv.reader(io.StringIO(done.stdout.decode("utf-8"))))) == 4
    assert done.stdout.count(b"\r") == done.stdout.count(b"\r\n") == done.stdout.count(b"\n") == 4
    assert "Ä" in done.stdout.decode("utf-8")
    assert file.exists()
    assert len(three) == 3


def response(**changes: object) -> Response:
    fields: dict[str, object] = dict.fromkeys(COLUMNS, "x")
    fields.update(question_version=1, attempt=1, choice="x", correct=True, seconds=1.0, confidence=None)
    return Response(**{**fields, **changes})  # type: ignore[arg-type]


FORMULA = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n"])


@given(
    texts=st.fixed_dictionaries(
        {
            name: st.builds(str.__add__, FORMULA, st.text())
            for name in ("token", "lesson", "pool", "question_id", "choice")
        }
    )
)
def test_no_cell_of_the_csv_begins_as_a_formula(texts: dict[str, str]) -> None:
    written = io.StringIO()
    write_csv([response(**texts, seconds=0.25), response(choice=-5)], written)
    for row in csv.reader(io.StringIO(written.getvalue())):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_plain_cell_of_the_csv_is_unchanged() -> None:
    written = io.StringIO()
    write_csv([response(lesson="condition", choice={"text": "a=b", "points": []})], written)
    rows = list(csv.DictReader(io.StringIO(written.getvalue())))
    assert rows[0]["lesson"] == "condition"
    assert json.loads(rows[0]["choice"]) == {"text": "a=b", "points": []}

"""Keeps every answer as one appended row, safe against two writers and against a sudden end."""

from __future__ import annotations

import contextlib
import datetime
import math
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from dystonia_course.record.faults import FAULTS, RecordUnavailable, unavailable
from dystonia_course.record.location import answers_file
from dystonia_course.record.opening import identity, open_for_reading, open_for_writing
from dystonia_course.record.response import COLUMNS, Response, from_row, to_json

__all__ = ["RecordUnavailable", "Response", "Store"]

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM responses"
_INSERT = f"INSERT INTO responses ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_NEXT = """SELECT (SELECT coalesce(max(attempt), 0) + 1 FROM responses WHERE question_id = ?),
    EXISTS (SELECT 1 FROM responses WHERE token = ?)"""
_IDS_AT_ONCE = 500
_TRIES = 5
_OF_A_PARENT_PROCESS: list[object] = []


class Store:
    """The answers of one learner. Every method may be called from any thread."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` is the file; by default the one in the user's data folder. Nothing is opened yet."""
        self._given = path
        self._resolved: Path | None = None
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._finalizer: weakref.finalize[..., Store] | None = None
        self._identity: tuple[int, int] | None = None
        self._process = os.getpid()
        self._last_fault: RecordUnavailable | None = None

    def add(
        self,
        *,
        question_id: str,
        question_version: int,
        lesson: str,
        pool: str,
        choice: object,
        correct: bool | None,
        seconds: float,
        token: str,
        confidence: int | None = None,
    ) -> Response:
        """Append one answer; when this returns, it is on the disk. The attempt number counts answers to the question.

        `seconds` is the time from showing to answering; a negative one (a clock was set back) counts as 0. The same
        `token` again adds nothing and gives the stored row. Raises RecordUnavailable, and ValueError for an answer that
        cannot be one (a choice that JSON cannot hold, a confidence that is not 1, 2 or 3, a token of another answer).
        """
        if confidence not in (None, 1, 2, 3):
            raise ValueError(f"confidence must be 1, 2, 3 or None, not {confidence!r}")
        if not token:
            raise ValueError("token must not be empty")
        if not math.isfinite(seconds):
            raise ValueError(f"seconds must be a number, not {seconds}")
        try:
            held = to_json(choice)
        except TypeError as error:
            raise ValueError(f"the choice cannot be kept as JSON: {error}") from error
        with self._lock, self._writing() as connection:
            attempt, again = connection.execute(_NEXT, (question_id, token)).fetchone()
            if again:
                stored = from_row(connection.execute(f"{_SELECT} WHERE token = ?", (token,)).fetchone())
                if not stored.same_answer(question_id, choice, correct):
                    raise ValueError(f"the token {token!r} belongs to another answer")
                return stored
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
            marked = None if correct is None else int(correct)
            asked = (now, question_id, int(question_version), lesson, pool, attempt)
            row = (*asked, held, marked, max(0.0, float(seconds)), confidence, token)
            connection.execute(_INSERT, row)
            return from_row(row)

    def responses(self, question_ids: Sequence[str] | None = None) -> list[Response]:
        """The answers kept so far, oldest first; only those to `question_ids` if given. Empty if none can be read."""
        try:
            return self.read(question_ids)
        except RecordUnavailable:
            return []

    def read(self, question_ids: Sequence[str] | None = None) -> list[Response]:
        """As `responses`, but raises RecordUnavailable if the file cannot be read. Reads where it cannot write, too."""
        with self._lock:
            file = self.path
            try:
                try:
                    return _select(self._open(), question_ids)
                except RecordUnavailable:
                    if identity(file) is None:
                        raise
                    with contextlib.closing(open_for_reading(file)) as connection:
                        return _select(connection, question_ids)
            except FAULTS as fault:
                self.close()
                raise unavailable(file, fault) from fault

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The tables at one moment, for what is derived from the answers. Raises RecordUnavailable."""
        with self._lock:
            file = self.path
            try:
                connection = self._open()
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    connection.execute("ROLLBACK")
            except FAULTS as fault:
                self.close()
                raise unavailable(file, fault) from fault

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the tables, kept only if the block ends without an error. Raises RecordUnavailable."""
        with self._lock, self._writing() as connection:
            yield connection

    def problem(self) -> str | None:
        """Why answers are not being kept, as one sentence; None if all is well.

        After a failed `add` this stays so until an `add` succeeds: a full disk shows only when something is written.
        """
        with self._lock:
            try:
                self._open()
            except RecordUnavailable as error:
                return str(error)
            return None if self._last_fault is None else str(self._last_fault)

    @property
    def path(self) -> Path:
        """The file of answers, whether or not it exists. Raises RecordUnavailable if there is no home folder."""
        try:
            if self._resolved is None:
                self._resolved = (self._given or answers_file()).resolve()
            return self._resolved
        except (OSError, RuntimeError) as error:
            raise RecordUnavailable(f"the folder for them cannot be found ({error})") from error

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._forget()

    def __enter__(self) -> Store:
        """A store that is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _forget(self) -> None:
        self._connection = None
        if self._finalizer is not None:
            self._finalizer.detach()
            self._finalizer = None

    def _open(self) -> sqlite3.Connection:
        """The open file, opened again after a fork or if another file has taken its place."""
        file = self.path
        if self._process != os.getpid():
            _OF_A_PARENT_PROCESS.append(self._connection)  # closing it here would disturb the parent
            self._forget()
            self._process = os.getpid()
        if self._connection is not None and identity(file) != self._identity:
            self.close()
        for _ in range(_TRIES):
            if self._connection is not None:
                return self._connection
            try:
                before = identity(file)
                connection = open_for_writing(file)
                self._identity = identity(file)
            except FAULTS as fault:
                raise unavailable(file, fault) from fault
            if before in (None, self._identity):
                self._connection = connection
                self._finalizer = weakref.finalize(self, connection.close)
            else:
                connection.close()
        raise RecordUnavailable(f"the file {file} is being replaced all the time")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the file that stands in its place now; kept only if the block ends without an error."""
        file = self.path
        try:
            connection = self._begin(file)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except FAULTS as fault:
            self._last_fault = unavailable(file, fault)
            with contextlib.suppress(sqlite3.Error):
                self.close()  # the next answer looks at the file afresh
            raise self._last_fault from fault
        self._last_fault = None

    def _begin(self, file: Path) -> sqlite3.Connection:
        for _ in range(_TRIES):
            connection = self._connection if self._connection and self._process == os.getpid() else self._open()
            connection.execute("BEGIN IMMEDIATE")
            if identity(file) == self._identity:  # nobody deleted the file while we waited for the lock
                return connection
            self.close()
        raise RecordUnavailable(f"the file {file} is being replaced all the time")


def _select(connection: sqlite3.Connection, question_ids: Sequence[str] | None) -> list[Response]:
    columns = f"number, {', '.join(COLUMNS)}"
    if question_ids is None:
        rows = list(connection.execute(f"SELECT {columns} FROM responses"))
    else:
        rows = []
        wanted = list(dict.fromkeys(question_ids))
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            part = wanted[start : start + _IDS_AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows += connection.execute(f"SELECT {columns} FROM responses WHERE question_id IN ({marks})", part)
    found = []
    for row in sorted(rows, key=lambda row: int(row[0])):
        with contextlib.suppress(ValueError):  # a row whose choice is no JSON was not written by the course
            found.append(from_row(row[1:]))
    return found

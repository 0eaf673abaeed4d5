"""The tables of the file of answers, and the steps from each version of them to the next."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x44595354
"""Marks an SQLite file as ours (the letters DYST)."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    # 0 -> 1
    (
        """CREATE TABLE responses (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            time TEXT NOT NULL,
            question_id TEXT NOT NULL,
            question_version INTEGER NOT NULL,
            lesson TEXT NOT NULL,
            pool TEXT NOT NULL,
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            choice TEXT NOT NULL,
            correct INTEGER CHECK (correct IN (0, 1)),
            seconds REAL NOT NULL CHECK (seconds >= 0),
            token TEXT NOT NULL UNIQUE
        )""",
    ),
    # 1 -> 2: confidence, and no two answers to a question with the same attempt number
    (
        "ALTER TABLE responses ADD COLUMN confidence INTEGER CHECK (confidence IN (1, 2, 3))",
        """UPDATE responses SET attempt = (
            SELECT count(*) FROM responses AS earlier
            WHERE earlier.question_id = responses.question_id AND earlier.number <= responses.number
        )""",
        "CREATE UNIQUE INDEX responses_attempt ON responses (question_id, attempt)",
    ),
    # 2 -> 3: when each question comes back (derived from the answers, may be thrown away), the sittings of the tests
    # that count, and what was chosen once for ever, such as the seed of the two forms
    (
        """CREATE TABLE cards (
            question_id TEXT PRIMARY KEY,
            answers INTEGER NOT NULL,
            stability REAL NOT NULL,
            difficulty REAL NOT NULL,
            answered INTEGER NOT NULL,
            due INTEGER NOT NULL,
            confident_error INTEGER
        ) WITHOUT ROWID""",
        """CREATE TABLE sittings (
            occasion TEXT PRIMARY KEY CHECK (occasion IN ('before', 'after', 'later')),
            form TEXT NOT NULL CHECK (form IN ('test_a', 'test_b')),
            opened TEXT NOT NULL,
            opened_after INTEGER NOT NULL,
            closed TEXT,
            closed_after INTEGER,
            CHECK ((closed IS NULL) = (closed_after IS NULL))
        ) WITHOUT ROWID""",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
)
"""`MIGRATIONS[n]` leads from version n to version n + 1. A released step is never edited; a new one is appended."""

VERSION = len(MIGRATIONS)


class ForeignFileError(Exception):
    """The file is an SQLite database of another program."""


class NewerFileError(Exception):
    """The file was written by a newer version of the course; `found` is its schema version."""

    def __init__(self, found: int) -> None:
        """`found` is greater than VERSION."""
        self.found = found
        super().__init__(f"schema version {found}, known up to {VERSION}")


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of an open file; 0 for an empty one. Raises ForeignFileError or NewerFileError."""
    alone = not connection.in_transaction
    if alone:
        connection.execute("BEGIN")  # the three values below must be of the same moment
    try:
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    finally:
        if alone and connection.in_transaction:
            connection.execute("ROLLBACK")
    if (version or tables or application) and application != APPLICATION_ID:
        raise ForeignFileError
    if version > VERSION:
        raise NewerFileError(version)
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file to the current version, in one transaction: whole or not at all."""
    if version_of(connection) == VERSION:
        return
    with transaction(connection):
        for step in MIGRATIONS[version_of(connection) :]:  # asked again: another process may have been first
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What the block writes is kept whole, or not at all if it ends with an error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
